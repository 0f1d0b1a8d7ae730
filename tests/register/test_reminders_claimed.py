"""A reminder is claimed by one alone, and what may have gone out is never claimed again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from processes import IS_POSIX, NO_FORK, elsewhere, fork
from register import schema
from register.database import open_register
from register.entries import save
from register.entry_kinds import Contact
from register.errors import NotAllowedError
from register.reminders import BEGUN, REFUSED, SENT, UNSURE, Outcome, Reminder, claim, keep
from register.rounds import close_round, open_round
from reported import COORDINATOR, HAMAR, TODAY, WORKING_GROUP, frozen, rows

PROCESSES, REMINDERS = 4, 5


@pytest.fixture
def register(address, opened) -> Engine:
    return opened(address)


@pytest.fixture
def reminder(register) -> Reminder:
    """Of a round that is open, to somebody whose address is known."""
    round_id = open_round(register, WORKING_GROUP, "Desember", TODAY, TODAY, tasks=1)
    save(register, WORKING_GROUP, Contact(HAMAR, "post@hamar.no"), {HAMAR}, TODAY, "a")
    return Reminder(round_id, HAMAR, "before", 1)


def log(register: Engine) -> list[tuple]:
    return [(row["attempt"], row["outcome"], row["reason"]) for row in rows(register, schema.reminders)]


@pytest.mark.parametrize("told", [None, Outcome(SENT), Outcome(UNSURE, "Brutt")])
def test_what_may_have_gone_out_is_never_claimed_again(register, reminder, told):
    assert claim(register, WORKING_GROUP, reminder) == 1
    if told:
        keep(register, WORKING_GROUP, reminder, 1, told)
    before = log(register)
    assert before == [(1, BEGUN, None), *([(1, told.outcome, told.reason)] if told else [])]
    assert claim(register, WORKING_GROUP, reminder) is None
    assert log(register) == before
    # The other one of the round is another.
    assert claim(register, WORKING_GROUP, replace(reminder, occasion="after")) == 1


def test_what_was_refused_may_be_tried_again_until_it_is_not(register, reminder):
    for attempt in (1, 2):
        assert claim(register, WORKING_GROUP, reminder) == attempt
        keep(register, WORKING_GROUP, reminder, attempt, Outcome(REFUSED, "Kode 550"))
    assert claim(register, WORKING_GROUP, reminder) == 3
    assert claim(register, WORKING_GROUP, reminder) is None


def test_nothing_is_claimed_of_a_round_that_is_closed(register, reminder):
    close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None}))
    assert claim(register, WORKING_GROUP, reminder) is None
    assert log(register) == []


def test_only_the_working_group_has_reminders_sent(register, reminder):
    with pytest.raises(NotAllowedError):
        claim(register, COORDINATOR, reminder)
    with pytest.raises(NotAllowedError):
        keep(register, COORDINATOR, reminder, 1, Outcome(SENT))
    assert log(register) == []


def claims(address: str, reminder: Reminder, times: int) -> list[int]:
    """How many of so many reminders one process is given, when others ask for them too."""
    register = open_register(address)
    asked = [replace(reminder, recipient=str(number)) for number in range(times)]
    with ThreadPoolExecutor(2) as pool:
        given = list(pool.map(lambda one: claim(register, WORKING_GROUP, one), asked * 2))
    return [number % times for number, attempt in enumerate(given) if attempt is not None]


def claims_at_once(address: str, reminder: Reminder, times: int) -> list[list[int]]:
    with fork.Pool(PROCESSES) as pool:
        return pool.starmap(claims, [(address, reminder, times)] * PROCESSES)


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_of_several_processes_that_claim_at_once_one_is_given_each(address, register, reminder):
    given = [number for own in elsewhere(claims_at_once, address, reminder, REMINDERS) for number in own]
    assert sorted(given) == list(range(REMINDERS))
    assert [step for _, step, _ in log(register)] == [BEGUN] * REMINDERS
