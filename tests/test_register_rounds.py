"""Rounds, in each kind of database: who opens and closes them, and what stays when one is closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register.blackout import black_out
from register.database import revision
from register.errors import InvalidError, NotAllowedError
from register.rights import READER, Rights
from register.rounds import close_round, open_round
from register.rules import ONGOING, PARTLY
from register.schema import reports, round_tasks, rounds
from reported import COORDINATOR, HAMAR, REPORT, TODAY, WORKING_GROUP, rows, send

YESTERDAY = TODAY - timedelta(1)
JOINT_OWNER = Rights("Eier av tiltak 9", joint_tasks=frozenset({9}))


@pytest.mark.parametrize("rights", [COORDINATOR, JOINT_OWNER, READER], ids=lambda rights: rights.role)
def test_only_the_working_group_opens_closes_and_blacks_out(register, rights):
    send(register, replace(REPORT, comment="Går bra."))
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY)
    before = (rows(register, reports), rows(register, rounds), revision(register))
    for change in (
        lambda: open_round(register, rights, "Våren 2027", TODAY, TODAY),
        lambda: close_round(register, rights, {(1, HAMAR): None}),
        lambda: black_out(register, rights, 1, "comment", "Gjaldt en person"),
    ):
        with pytest.raises(NotAllowedError, match="Bare arbeidsgruppa kan gjøre dette"):
            change()
    assert (rows(register, reports), rows(register, rounds), revision(register)) == before


def test_one_round_is_open_at_a_time(register):
    assert open_round(register, WORKING_GROUP, " Høsten 2026 ", TODAY, TODAY) == 1
    with pytest.raises(InvalidError, match="Lukk den før du åpner en ny"):
        open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY)
    assert [row["title"] for row in rows(register, rounds)] == ["Høsten 2026"]
    assert close_round(register, WORKING_GROUP, {(1, HAMAR): None}) == 1
    with pytest.raises(InvalidError, match="Ingen runde er åpen"):
        close_round(register, WORKING_GROUP, {(1, HAMAR): None})
    assert open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY) == 2


@pytest.mark.parametrize(
    ("title", "answer_by", "field", "sentence"),
    [
        (" ", TODAY, "title", "Runden må ha et navn på høyst 100 tegn, for eksempel «Høsten 2026»."),
        ("a" * 101, TODAY, "title", "Runden må ha et navn på høyst 100 tegn"),
        ("010190 12345", TODAY, "title", "fødselsnummer"),
        ("Høsten 2026", YESTERDAY, "answer_by", "Svarfristen kan ikke ligge bak i tid."),
    ],
)
def test_a_round_that_can_not_be_opened_is_told_why(register, title, answer_by, field, sentence):
    with pytest.raises(InvalidError) as refused:
        open_round(register, WORKING_GROUP, title, answer_by, TODAY)
    assert refused.value.problems.keys() == {field} and sentence in refused.value.problems[field]
    assert rows(register, rounds) == []


def test_a_closed_round_never_changes(register):
    deadlines = {(1, HAMAR): date(2026, 12, 31), (2, HAMAR): None}
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY)
    send(register, REPORT)
    send(register, replace(REPORT, status=PARTLY))
    close_round(register, WORKING_GROUP, deadlines)
    frozen, [closed] = rows(register, round_tasks), rows(register, rounds)
    assert [tuple(row.values()) for row in frozen] == [
        (1, 1, HAMAR, 2, date(2026, 12, 31)),
        (1, 2, HAMAR, None, None),
    ]
    assert closed["opened_at"] < closed["closed_at"]
    send(register, REPORT, replace(REPORT, measure_no=2))
    open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY)
    close_round(register, WORKING_GROUP, dict.fromkeys(deadlines, TODAY))
    assert [row for row in rows(register, round_tasks) if row["round_id"] == 1] == frozen
    assert rows(register, rounds)[0] == closed


def test_a_report_belongs_to_the_round_that_was_open(register):
    for status in (ONGOING, PARTLY):
        send(register, replace(REPORT, status=status, comment="mellom rundene"))
        open_round(register, WORKING_GROUP, "En runde", TODAY, TODAY)
        send(register, replace(REPORT, status=status, comment="i runden"))
        close_round(register, WORKING_GROUP, {(1, HAMAR): None})
    assert [row["round_id"] for row in rows(register, reports)] == [None, 1, None, 2]
