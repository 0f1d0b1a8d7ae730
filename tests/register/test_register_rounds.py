"""Rounds, in each kind of database: who opens and closes them, and what stays when one is closed."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from databases import stored
from register.blackout import black_out
from register.database import revision, writing
from register.errors import InvalidError, NotAllowedError
from register.rights import JOINT, READER, Rights
from register.rounds import close_round, has_unworded, keep_words, open_round
from register.schema import reports, round_tasks, rounds
from register.validation.rules import ONGOING, PARTLY
from reported import COORDINATOR, HAMAR, IDENTITY_NUMBER, REPORT, TODAY, WORKING_GROUP, frozen, rows, send

YESTERDAY = TODAY - timedelta(1)
JOINT_OWNER = Rights("Eier av tiltak 9", joint_tasks=frozenset({9}))


@pytest.mark.parametrize("rights", [COORDINATOR, JOINT_OWNER, READER], ids=lambda rights: rights.role)
def test_only_the_working_group_opens_closes_and_blacks_out(register, rights):
    send(register, replace(REPORT, comment="Går bra."))
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    before = (rows(register, reports), rows(register, rounds), revision(register))
    for change in (
        lambda: open_round(register, rights, "Våren 2027", TODAY, TODAY, 6),
        lambda: close_round(register, rights, frozen({(1, HAMAR): None})),
        lambda: black_out(register, rights, 1, "comment", "Gjaldt en person"),
    ):
        with pytest.raises(NotAllowedError, match="Bare arbeidsgruppa kan gjøre dette"):
            change()
    assert (rows(register, reports), rows(register, rounds), revision(register)) == before


def test_one_round_is_open_at_a_time(register):
    assert open_round(register, WORKING_GROUP, " Høsten 2026 ", TODAY, TODAY, 6) == 1
    with pytest.raises(InvalidError, match="Lukk den før du åpner en ny"):
        open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY, 6)
    assert [row["title"] for row in rows(register, rounds)] == ["Høsten 2026"]
    assert close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None})) == 1
    with pytest.raises(InvalidError, match="Ingen runde er åpen"):
        close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None}))
    assert open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY, 6) == 2


@pytest.mark.parametrize(
    ("title", "answer_by", "field", "sentence"),
    [
        (" ", TODAY, "title", "Runden må ha et navn på høyst 100 tegn, for eksempel «Høsten 2026»."),
        ("a" * 101, TODAY, "title", "Runden må ha et navn på høyst 100 tegn"),
        (IDENTITY_NUMBER, TODAY, "title", "fødselsnummer"),
        ("Familien Nordmann", TODAY, "title", "Er dette en enkeltperson?"),
        ("Høsten 2026", YESTERDAY, "answer_by", "Svarfristen kan ikke ligge bak i tid."),
    ],
)
def test_a_round_that_can_not_be_opened_is_told_why(register, title, answer_by, field, sentence):
    with pytest.raises(InvalidError) as refused:
        open_round(register, WORKING_GROUP, title, answer_by, TODAY, 6)
    assert refused.value.problems.keys() == {field} and sentence in refused.value.problems[field]
    assert rows(register, rounds) == []


def test_a_closed_round_never_changes(register):
    deadlines = {(1, HAMAR): date(2026, 12, 31), (2, HAMAR): None}
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    send(register, REPORT)
    send(register, replace(REPORT, status=PARTLY))
    close_round(register, WORKING_GROUP, frozen(deadlines))
    kept, [closed] = rows(register, round_tasks), rows(register, rounds)
    words = [asdict(task) for task in frozen(deadlines)]
    assert kept == [{"round_id": 1, "report_id": report} | row for report, row in zip((2, None), words, strict=True)]
    assert closed["opened_at"] < closed["closed_at"] == closed["frozen_at"]
    send(register, REPORT, replace(REPORT, measure_no=2))
    open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY, 6)
    close_round(register, WORKING_GROUP, frozen(dict.fromkeys(deadlines, TODAY)))
    assert [row for row in rows(register, round_tasks) if row["round_id"] == 1] == kept
    assert rows(register, rounds)[0] == closed


def test_a_report_belongs_to_the_round_that_was_open(register):
    for status in (ONGOING, PARTLY):
        send(register, replace(REPORT, status=status, comment="mellom rundene"))
        open_round(register, WORKING_GROUP, f"Runden {status}", TODAY, TODAY, 6)
        send(register, replace(REPORT, status=status, comment="i runden"))
        close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None}))
    assert [row["round_id"] for row in rows(register, reports)] == [None, 1, None, 2]


@pytest.mark.parametrize("name", ["Høsten 2026", "  HØSTEN\t2026 ", "høsten\u00a0 2026", "Høsten\u200b 2026"])
def test_two_rounds_never_have_the_same_name(register, name):
    open_round(register, WORKING_GROUP, "Høsten  2026", TODAY, TODAY, 6)
    close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None}))
    with pytest.raises(InvalidError, match="Det finnes alt en runde som heter «Høsten 2026». Velg et annet navn."):
        open_round(register, WORKING_GROUP, name, TODAY, TODAY, 6)
    assert [row["title"] for row in rows(register, rounds)] == ["Høsten 2026"]
    with pytest.raises(IntegrityError), writing(register) as connection:
        again = {"title": name, "title_key": "høsten 2026", "answer_by": TODAY, "opened_at": datetime(2026, 11, 23)}
        connection.execute(rounds.insert().values(again))
    assert open_round(register, WORKING_GROUP, "Høsten 2027", TODAY, TODAY, 6)


def test_a_round_without_tasks_is_neither_opened_nor_closed(register):
    with pytest.raises(InvalidError, match="Planen har ingen oppgaver å spørre om"):
        open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 0)
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    with pytest.raises(InvalidError, match="Planen har ingen oppgaver å fryse. Runden er fortsatt åpen."):
        close_round(register, WORKING_GROUP, [])
    assert [row["closed_at"] for row in rows(register, rounds)] == [None]


def test_rounds_closed_without_words_get_those_of_the_plan_once(address, opened):
    stored("2", address)
    register = opened(address)
    before = rows(register, round_tasks)
    assert has_unworded(register)
    tasks = {(1, HAMAR): TODAY, (2, HAMAR): TODAY, (9, JOINT): None}
    keep_words(register, frozen(tasks))
    kept, words = rows(register, round_tasks), {(task.measure_no, task.area_code): task for task in frozen(tasks)}
    for row, was in zip(kept, before, strict=True):
        # What was frozen then stays; what the plan has no words for is left without.
        assert {name: row[name] for name in ("report_id", "deadline")} == {
            name: was[name] for name in ("report_id", "deadline")
        }
        task = words.get((row["measure_no"], row["area_code"]))
        assert (row["working_title"], row["area"]) == ((task.working_title, task.area) if task else (None, None))
    first, second, third = rows(register, rounds)
    assert first["closed_at"] < first["frozen_at"] and second["closed_at"] < second["frozen_at"]
    assert third["frozen_at"] is None
    keep_words(register, [replace(task, working_title="Noe annet") for task in frozen(tasks)])
    assert not has_unworded(register)
    assert (rows(register, round_tasks), rows(register, rounds)) == (kept, [first, second, third])
