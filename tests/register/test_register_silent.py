"""A PostgreSQL that takes what is sent and does not answer: nobody waits long, and it goes on when it answers again."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import pytest
from sqlalchemy import URL, Engine, make_url

from between import Way, way_to
from register import postgresql
from register.database import SILENT, UNSURE, open_register, revision, writing
from register.errors import UnavailableError
from register.schema import state
from reported import HAMAR, REPORT, last_reports, send

# One answer is waited for, and no second: on a busy machine too.
LONGEST = 2 * postgresql.ANSWER_SECONDS


@pytest.fixture
def way(new_address) -> Iterator[tuple[Way, URL]]:
    with way_to(make_url(new_address("postgresql", is_made=True))) as found:
        yield found


@pytest.fixture
def register(way, opened) -> Engine:
    return opened(way[1])


def refused(do, *arguments) -> tuple[str, float]:
    """What is told, and after how many seconds."""
    begun = time.monotonic()
    with pytest.raises(UnavailableError) as told:
        do(*arguments)
    return str(told.value), time.monotonic() - begun


def test_whoever_asks_a_silent_register_is_told_in_time_and_who_asks_next_at_once(way, register):
    send(register, REPORT)
    with way[0].silent():
        told, waited = refused(revision, register)
        assert told == SILENT and 1 < waited < LONGEST
        for do in (revision, last_reports, lambda engine: send(engine, REPORT), lambda engine: open_register(way[1])):
            told, waited = refused(do, register)
            assert told == SILENT and waited < postgresql.ANSWER_SECONDS / 2
        # Later somebody tries again: also a new connection, which is taken and never answered.
        postgresql._silent.clear()
        told, waited = refused(open_register, way[1])
        assert told == SILENT and 1 < waited < LONGEST
    postgresql._silent.clear()
    assert last_reports(register) == {(1, HAMAR): REPORT}
    assert send(register, replace(REPORT, measure_no=2)) == 1


def test_many_who_save_wait_for_one_silence_together(way, register):
    with way[0].silent(), ThreadPoolExecutor(8) as pool:
        waits = [pool.submit(refused, send, register, replace(REPORT, comment=f"Nummer {n}")) for n in range(8)]
        assert max(wait.result()[1] for wait in waits) < LONGEST


def test_who_is_cut_off_while_it_is_saved_is_not_told_that_nothing_is(way, register):
    def save() -> None:
        with writing(register) as connection:
            connection.execute(state.update().values(schema_version=state.c.schema_version))
            hold.enter_context(way[0].silent())

    with ExitStack() as hold:
        told, waited = refused(save)
    assert told == UNSURE and waited < LONGEST


def test_what_was_silent_is_asked_again_by_itself(way, register, monkeypatch):
    monkeypatch.setattr(postgresql, "REMEMBERED_SECONDS", 0.5)
    with way[0].silent():
        refused(revision, register)
    assert postgresql.is_silent(register.url)
    time.sleep(0.6)
    assert revision(register) == 0


def test_a_writer_who_waits_for_another_process_waits_no_longer_than_for_an_answer(way, register):
    with register.connect() as other:
        other.execute(state.update().values(revision=100))
        told, waited = refused(send, register, REPORT)
    assert told == SILENT and waited < LONGEST
    assert not postgresql.is_silent(register.url)
