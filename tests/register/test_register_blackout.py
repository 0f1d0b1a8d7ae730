"""Text that is blacked out is gone for good, and the trace of it stays."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from register import blackout, database
from register.blackout import BLACKED_OUT, black_out, black_out_entry
from register.database import open_register, revision
from register.entries import save as save_entry
from register.entry_kinds import KEEP, Assessment, Proposal
from register.errors import InvalidError, LeftInFilesError
from register.rounds import close_round, open_round
from register.schema import TEXT_FIELDS, blackouts, entry_blackouts, reports
from register.validation.rules import DONE
from reported import COORDINATOR, HAMAR, IDENTITY_NUMBER, REPORT, TODAY, WORKING_GROUP, frozen, rows, send

SECRET = "HemmeligÅ"
WHY = "Gjaldt en person"


def files_with_it(address: str) -> set[str]:
    folder = Path(address.removeprefix("sqlite:///")).parent
    return {path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()}


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_the_text_is_gone_and_a_trace_stays(register, field):
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    other = replace(REPORT, measure_no=2, comment="Går bra.")
    link = f"https://hamar.no/{SECRET}"
    texts = {name: f"{SECRET} {name}" for name in TEXT_FIELDS if name != "link"}
    send(register, replace(REPORT, link=link, **texts), other)
    close_round(register, WORKING_GROUP, frozen({(1, HAMAR): TODAY}))
    [first, second], seen = rows(register, reports), revision(register)
    before = datetime.now(UTC).replace(tzinfo=None)
    assert black_out(register, WORKING_GROUP, 1, field, f" {WHY} ") == [("reports", 1, field)]
    assert rows(register, reports) == [first | {field: BLACKED_OUT}, second]
    [trace] = rows(register, blackouts)
    assert before <= trace.pop("blacked_out_at") <= datetime.now(UTC).replace(tzinfo=None)
    assert trace == {"blackout_id": 1, "report_id": 1, "field": field, "role": "Arbeidsgruppa", "reason": WHY}
    assert revision(register) > seen


def test_a_text_that_was_carried_on_goes_everywhere_it_stands_at_once(register):
    told = replace(REPORT, comment=SECRET)
    send(register, told)
    # «Ingen endring siden sist», a new answer with what stood there, other fields, and what is said of the next plan.
    send(register, told, confirmed=frozenset({(1, HAMAR)}))
    send(register, replace(told, status=DONE), replace(REPORT, measure_no=2, responsible=SECRET, reason=f"{SECRET}s"))
    proposal = Proposal(title="Et forslag", reason="Det trengs", cost=SECRET)
    save_entry(register, WORKING_GROUP, proposal, set(), TODAY, "proposal")
    save_entry(register, WORKING_GROUP, Assessment(1, KEEP, SECRET), {1}, TODAY, "assessment")
    assert black_out(register, WORKING_GROUP, 2, "comment", WHY) == [
        ("reports", 4, "responsible"),
        ("reports", 1, "comment"),
        ("reports", 2, "comment"),
        ("reports", 3, "comment"),
        ("assessments", 1, "reason"),
        ("proposals", 1, "cost"),
    ]
    assert [row["comment"] for row in rows(register, reports)] == [BLACKED_OUT] * 3 + [None]
    # What holds more than the text is another text.
    assert [row["reason"] for row in rows(register, reports)] == [None] * 3 + [f"{SECRET}s"]
    traces = {(row["report_id"], row["field"], row["reason"]) for row in rows(register, blackouts)}
    assert traces == {(1, "comment", WHY), (2, "comment", WHY), (3, "comment", WHY), (4, "responsible", WHY)}
    others = {(row["kind"], row["entry_id"], row["field"]) for row in rows(register, entry_blackouts)}
    assert others == {("assessments", 1, "reason"), ("proposals", 1, "cost")}


def test_one_black_out_leaves_a_text_that_was_carried_on_in_no_file(new_address, opened):
    address = new_address("sqlite")
    register = opened(address)
    told = replace(REPORT, comment=SECRET)
    send(register, told)
    send(register, told, confirmed=frozenset({(1, HAMAR)}))
    send(register, replace(told, status=DONE))
    save_entry(register, WORKING_GROUP, Assessment(1, KEEP, SECRET), {1}, TODAY, "assessment")
    assert files_with_it(address)
    black_out_entry(register, WORKING_GROUP, "assessments", 1, "reason", WHY)
    assert not files_with_it(address)


@pytest.mark.parametrize("length", [1, 100])
def test_the_text_is_in_no_file_of_the_database(new_address, opened, length):
    address = new_address("sqlite")
    register, other = opened(address), opened(address)
    for number in range(30):
        send(register, replace(REPORT, comment=f"Melding {number} {'x' * 9 * length}"))
    send(register, replace(REPORT, comment=SECRET * length))
    send(other, replace(REPORT, comment="Går bra."))
    assert files_with_it(address)
    black_out(other, WORKING_GROUP, 31, "comment", WHY)
    assert not files_with_it(address)
    assert send(register, REPORT) == 1
    register.dispose()
    other.dispose()
    assert not files_with_it(address)


def test_it_is_told_when_somebody_reads_so_long_that_the_text_may_stay_in_a_file(new_address, opened, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    address = new_address("sqlite")
    register, reader = opened(address), create_engine(address)
    send(register, replace(REPORT, comment=SECRET))
    with reader.connect() as connection:
        connection.exec_driver_sql("begin")
        connection.exec_driver_sql("select * from reports").all()
        with pytest.raises(LeftInFilesError, match="Teksten er sladdet, men kan fortsatt ligge i databasens filer"):
            black_out(register, WORKING_GROUP, 1, "comment", WHY)
    assert [row["comment"] for row in rows(register, reports)] == [BLACKED_OUT]
    reader.dispose()
    register.dispose()
    assert not files_with_it(address)


REFUSED = [
    (1, "comment", " ", "reason", "Si hvorfor teksten sladdes."),
    (1, "comment", IDENTITY_NUMBER, "reason", "fødselsnummer"),
    (1, "responsible", WHY, "field", "Det er ingen tekst å sladde i dette feltet."),
    (2, "comment", WHY, "field", "Det er ingen tekst å sladde i dette feltet."),
    (1, "status", WHY, "field", "Dette feltet er ikke tekst og kan ikke sladdes."),
    (1, "reporter_role", WHY, "field", "Dette feltet er ikke tekst og kan ikke sladdes."),
]


def test_what_can_not_be_blacked_out_is_told(register):
    send(register, replace(REPORT, comment=SECRET), rights=COORDINATOR)
    before, seen = rows(register, reports), revision(register)
    for report_id, field, reason, wrong, sentence in REFUSED:
        with pytest.raises(InvalidError) as refused:
            black_out(register, WORKING_GROUP, report_id, field, reason)
        assert refused.value.problems.keys() == {wrong} and sentence in refused.value.problems[wrong]
        assert (rows(register, reports), rows(register, blackouts), revision(register)) == (before, [], seen)


def test_a_text_is_blacked_out_once(register):
    send(register, replace(REPORT, comment=SECRET))
    black_out(register, WORKING_GROUP, 1, "comment", WHY)
    with pytest.raises(InvalidError, match="Det er ingen tekst å sladde"):
        black_out(register, WORKING_GROUP, 1, "comment", WHY)
    assert len(rows(register, blackouts)) == 1


def test_a_text_is_gone_from_the_files_when_the_register_is_opened_after_a_kill(tmp_path, monkeypatch):
    """The files as they are when the text is replaced, and nothing more is done."""
    monkeypatch.setattr(blackout, "_rewrite", lambda engine: None)
    engine = open_register(f"sqlite:///{tmp_path}/register.sqlite")
    send(engine, replace(REPORT, comment=SECRET))
    black_out(engine, WORKING_GROUP, 1, "comment", WHY)
    killed = shutil.copytree(tmp_path, tmp_path / "killed")
    engine.dispose()
    address = f"sqlite:///{killed}/register.sqlite"
    assert files_with_it(address)
    again = open_register(address)
    assert not files_with_it(address)
    assert [row["comment"] for row in rows(again, reports)] == [BLACKED_OUT]
    again.dispose()
