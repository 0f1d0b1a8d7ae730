"""Figures that are handed in: saved once and whole, taken back whole, by whom that may, in each kind of database."""

import os
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from processes import IS_POSIX, NO_FORK, elsewhere, fork
from register.backup import back_up, restore
from register.database import open_register, revision
from register.deliveries import MOST_SIGNS, NEWER, history, save, standing, state, withdraw
from register.errors import InvalidError, NotAllowedError, RegisterError, UnsureError
from register.plans import of_plan
from register.rights import READER, Rights
from register.schema import deliveries, delivery_withdrawals, reports
from reported import COORDINATOR, IDENTITY_NUMBER, REPORT, WORKING_GROUP, rows, send

KEEPER = Rights("Dataforvalter", may_deliver=True)
PROCESSES, EACH, LONGEST_START = 4, 5, 30


def hand_in(engine: Engine, content: str, submission: str = "", rights: Rights = KEEPER, **options) -> int:
    options = {"why": "Ny rapport", "based_on": state(engine)} | options
    return save(engine, rights, "tall.xlsx", content, submission=submission or str(uuid.uuid4()), **options)


def stands(engine: Engine) -> list[str]:
    return [handed.content for handed in standing(engine)[1]]


def test_what_is_handed_in_holds_in_its_order_until_it_is_taken_back_as_a_whole(register):
    assert state(register) == "" and standing(register)[:2] == ("", [])
    states = [""]
    for content in ("first", "second", "third"):
        hand_in(register, content)
        states.append(state(register))
    assert stands(register) == ["first", "second", "third"] and len(set(states)) == 4
    withdraw(register, KEEPER, 2, "Feil år", state(register))
    assert stands(register) == ["first", "third"] and standing(register)[0] == state(register) not in states
    withdraw(register, KEEPER, 3, "Feil tall", state(register))
    assert state(register) == states[1], "the same deliveries are the same state"
    newest = history(register, 2)
    assert [(one.delivery_id, one.withdrawn_why, one.withdrawn_by) for one in newest] == [
        (3, "Feil tall", "Dataforvalter"),
        (2, "Feil år", "Dataforvalter"),
    ]
    assert newest[0].withdrawn_at > newest[0].saved_at and (newest[0].why, newest[0].role) == (
        "Ny rapport",
        KEEPER.role,
    )
    assert revision(register) == 5


def test_what_is_sent_again_is_saved_once_and_answered_alike(register):
    assert [hand_in(register, "first", "same", based_on="") for _ in range(3)] == [1, 1, 1]
    assert stands(register) == ["first"]


def test_it_is_of_all_plans(register):
    hand_in(of_plan(register, "plan_2023"), "first")
    assert stands(of_plan(register, "plan_2027")) == ["first"]


@pytest.mark.parametrize("rights", [READER, COORDINATOR, WORKING_GROUP])
def test_only_who_may_hands_in_and_takes_back(register, rights):
    with pytest.raises(NotAllowedError, match="kan ikke legge inn tall"):
        hand_in(register, "first", rights=rights)
    hand_in(register, "first")
    with pytest.raises(NotAllowedError, match=rights.role):
        withdraw(register, rights, 1, "Feil", state(register))
    assert stands(register) == ["first"]


def test_what_was_looked_at_beside_other_numbers_is_looked_at_again(register):
    seen = state(register)
    hand_in(register, "first")
    with pytest.raises(InvalidError, match=NEWER):
        hand_in(register, "second", based_on=seen)
    with pytest.raises(InvalidError, match=NEWER):
        withdraw(register, KEEPER, 1, "Feil", seen)
    assert stands(register) == ["first"]


def test_what_is_not_there_is_not_taken_back(register):
    hand_in(register, "first")
    withdraw(register, KEEPER, 1, "Feil", state(register))
    for delivery_id in (1, 2):
        with pytest.raises(InvalidError, match="finnes ikke, eller er angret"):
            withdraw(register, KEEPER, delivery_id, "Feil", state(register))
    assert len(rows(register, delivery_withdrawals)) == 1


@pytest.mark.parametrize(
    ("content", "why", "problem"),
    [
        ("first", " ", "Skriv hvor tallene er fra"),
        ("first", "x" * 1001, "kan ha høyst"),
        ("first", f"Om {IDENTITY_NUMBER}", "fødselsnummer"),
        (f'"note":"{IDENTITY_NUMBER}"', "Ny rapport", "fødselsnummer"),
        ("x" * (MOST_SIGNS + 1), "Ny rapport", "for mye på én gang"),
        ("\ud800", "Ny rapport", "tegn som ikke kan lagres"),
    ],
)
def test_what_can_not_be_saved_is_told(register, content, why, problem):
    with pytest.raises(InvalidError, match=problem):
        hand_in(register, content, why=why)
    assert revision(register) == 0


@pytest.mark.parametrize(("content", "why"), [("first", "Ring 911 23 456"), ('"note":"010190 12345"', "Ny rapport")])
def test_what_may_be_about_a_person_is_asked_about(register, content, why):
    with pytest.raises(UnsureError) as unsure:
        hand_in(register, content, why=why)
    accepted = frozenset(question.sentence for question in unsure.value.questions)
    assert hand_in(register, content, why=why, accepted=accepted) == 1


def test_a_backup_holds_what_was_handed_in_and_taken_back(register, new_register, tmp_path):
    hand_in(register, '{"rows": "æøå"}')
    hand_in(register, "second")
    withdraw(register, KEEPER, 1, "Feil", state(register))
    back_up(register, tmp_path / "backup.sqlite")
    other = new_register(register.dialect.name)
    restore(other, tmp_path / "backup.sqlite")
    for table in (deliveries, delivery_withdrawals):
        assert rows(other, table) == rows(register, table) != []
    assert state(other) == state(register)
    with pytest.raises(RegisterError, match="ikke tomt"):
        restore(other, tmp_path / "backup.sqlite")
    assert hand_in(other, "third") == 3


def hand_in_until_saved(engine: Engine, content: str) -> int:
    """As a page does: told that somebody else was first, it is looked at again, and sent again as it was."""
    submission = str(uuid.uuid4())
    while True:
        try:
            return hand_in(engine, content, submission)
        except InvalidError:
            continue


def hand_in_at_once(address: str, process: int, barrier) -> None:
    engine = open_register(address)

    def hand_in_one(number: int) -> int:
        barrier.wait()
        # Somebody answers in between.
        send(engine, replace(REPORT, comment=f"{process} {number}"))
        return hand_in_until_saved(engine, f"{process} {number}")

    with ThreadPoolExecutor(EACH) as pool:
        assert len(set(pool.map(hand_in_one, range(EACH)))) == EACH


def start_all(address: str) -> list[int]:
    barrier = fork.Barrier(PROCESSES * EACH, timeout=LONGEST_START)
    processes = [fork.Process(target=hand_in_at_once, args=(address, number, barrier)) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_four_processes_that_hand_in_at_once_lose_none_and_double_none(address, opened):
    assert elsewhere(start_all, address) == [0] * PROCESSES
    expected = {f"{process} {number}" for process in range(PROCESSES) for number in range(EACH)}
    register = opened(address)
    found = stands(register)
    assert len(found) == len(expected) and set(found) == expected
    assert {row["comment"] for row in rows(register, reports)} == expected


def hand_in_on_and_on(address: str, answers: int) -> None:
    engine = open_register(address)
    with open(answers, "w") as out:
        while True:
            print(hand_in(engine, "x" * 100_000), file=out, flush=True)


def kill_who_hands_in(address: str) -> list[int]:
    answers, out = os.pipe()
    process = fork.Process(target=hand_in_on_and_on, args=(address, out))
    process.start()
    os.close(out)
    with open(answers) as lines:
        first = next(lines)
        time.sleep(0.05)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        return [int(line) for line in [first, *lines]]


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_a_delivery_is_whole_or_not_there_when_whoever_hands_it_in_is_killed(address, opened):
    told = elsewhere(kill_who_hands_in, address)
    found = rows(opened(address), deliveries)
    # One more may have been saved, and nobody have heard of it.
    assert [row["delivery_id"] for row in found] in (told, [*told, len(told) + 1])
    assert {row["content"] for row in found} == {"x" * 100_000}
