"""Text that is blacked out is gone for good, and the trace of it stays."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from register import database
from register.blackout import BLACKED_OUT, black_out
from register.database import revision
from register.errors import InvalidError, UnavailableError
from register.rounds import close_round, open_round
from register.schema import TEXT_FIELDS, blackouts, reports
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
    send(register, replace(REPORT, link=link, **dict.fromkeys(TEXT_FIELDS[:-1], SECRET)), other)
    close_round(register, WORKING_GROUP, frozen({(1, HAMAR): TODAY}))
    [first, second], seen = rows(register, reports), revision(register)
    before = datetime.now(UTC).replace(tzinfo=None)
    black_out(register, WORKING_GROUP, 1, field, f" {WHY} ")
    assert rows(register, reports) == [first | {field: BLACKED_OUT}, second]
    [trace] = rows(register, blackouts)
    assert before <= trace.pop("blacked_out_at") <= datetime.now(UTC).replace(tzinfo=None)
    assert trace == {"blackout_id": 1, "report_id": 1, "field": field, "role": "Arbeidsgruppa", "reason": WHY}
    assert revision(register) > seen


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
        with pytest.raises(UnavailableError, match="Teksten er sladdet, men kan fortsatt ligge i databasens filer"):
            black_out(register, WORKING_GROUP, 1, "comment", WHY)
    assert [row["comment"] for row in rows(register, reports)] == [BLACKED_OUT]
    reader.dispose()
    register.dispose()
    assert not files_with_it(address)


@pytest.mark.parametrize(
    ("report_id", "field", "reason", "wrong", "sentence"),
    [
        (1, "comment", " ", "reason", "Si hvorfor teksten sladdes."),
        (1, "comment", IDENTITY_NUMBER, "reason", "fødselsnummer"),
        (1, "responsible", WHY, "field", "Det er ingen tekst å sladde i dette feltet."),
        (2, "comment", WHY, "field", "Det er ingen tekst å sladde i dette feltet."),
        (1, "status", WHY, "field", "Dette feltet er ikke tekst og kan ikke sladdes."),
        (1, "reporter_role", WHY, "field", "Dette feltet er ikke tekst og kan ikke sladdes."),
    ],
)
def test_what_can_not_be_blacked_out_is_told(register, report_id, field, reason, wrong, sentence):
    send(register, replace(REPORT, comment=SECRET), rights=COORDINATOR)
    before, seen = rows(register, reports), revision(register)
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
