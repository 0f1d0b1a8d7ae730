"""What has been answered is in the register for good, whoever is killed and however many write at once."""

import os
import random
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from databases import KINDS
from processes import IS_POSIX, NO_FORK, elsewhere, fork
from proofs import kills, tries
from register.database import open_register, reading
from register.schema import reports
from reported import REPORT, rows, send

OURS = [replace(REPORT, measure_no=number) for number in (1, 2, 3)]
OPENINGS = {"sqlite": tries(2, 20), "postgresql": tries(1, 5)}
ANSWERS, LONGEST_WAY, LONGEST_START = 12, 0.01, 30
LONGEST_TRY = 90
"""Seconds of killing, where a busy machine lets so little be saved between kills that more of them are needed."""
PROCESSES, WRITERS = 4, 50
pytestmark = pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)


def say(engine: Engine, comment: str, **options) -> int:
    return send(engine, *(replace(report, comment=comment) for report in OURS), **options)


def save_on_and_on(address: str, number: int, answers: int) -> None:
    """Save numbered submissions from one on, and answer each with how many of its reports were new."""
    engine = open_register(address)
    # Somebody else reports before the one that nobody answered is sent again: it is then no longer the last one.
    say(engine, "others")
    with open(answers, "w") as out:
        while True:
            new = say(engine, str(number), submission=f"submission {number}")
            time.sleep(random.uniform(0, LONGEST_WAY))
            print(number, new, file=out, flush=True)
            number += 1


def kill_saver(address: str, number: int, has_lived: Callable) -> list[tuple[int, int]]:
    """Kill one who saves from a number on, when it has lived; all that was answered."""
    answers, out = os.pipe()
    saver = fork.Process(target=save_on_and_on, args=(address, number, out))
    saver.start()
    os.close(out)
    with open(answers) as lines:
        read = has_lived(lines) or []
        saver.kill()
        saver.join()
        assert saver.exitcode == -signal.SIGKILL
        return [tuple(map(int, line.split())) for line in [*read, *lines]]


def kill_savers(address: str, count: int) -> list[tuple[int, int]]:
    """Kill one after the other at any moment, each going on where the last was killed; all that was answered."""
    answered, lives = [], []
    for _ in range(3):
        begun = time.perf_counter()
        answered += kill_saver(address, len(answered), lambda lines: [next(lines) for _ in range(ANSWERS)])
        lives.append(time.perf_counter() - begun)
    longest, last, killed = min(lives), time.monotonic() + LONGEST_TRY, 0
    while killed < count or (is_little(answered, count) and time.monotonic() < last):
        answered += kill_saver(address, len(answered), lambda _: time.sleep(random.uniform(0, longest)))
        killed += 1
    return answered


def is_little(answered: list[tuple[int, int]], count: int) -> bool:
    """Too few answers, or none to one who was killed between saving and hearing of it, and sent it again."""
    return len(answered) <= count / 2 or all(new for _, new in answered)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_or_doubled_when_whoever_saves_is_killed(kind, new_address, opened):
    address, count = new_address(kind), kills(f"saving at any moment, {kind}")
    answered = elsewhere(kill_savers, address, count)
    assert [number for number, _ in answered] == list(range(len(answered)))
    assert not is_little(answered, count), "little was tried"
    found = [(row["comment"], row["measure_no"]) for row in rows(opened(address), reports)]
    saved = Counter(row for row in found if row[0] != "others")
    in_the_air = {str(len(answered))} & {comment for comment, _ in saved}  # saved, but not yet answered
    expected = {str(number) for number, _ in answered} | in_the_air
    assert saved == Counter((comment, measure_no) for comment in expected for measure_no in (1, 2, 3))


def write_at_once(address: str, writers: list[int], barrier) -> None:
    engine = open_register(address)

    def write(writer: int) -> int:
        barrier.wait()
        return send(engine, replace(REPORT, comment=f"writer {writer}"))

    with ThreadPoolExecutor(len(writers)) as pool:
        assert list(pool.map(write, writers)) == [1] * len(writers)


def start_writers(address: str) -> None:
    barrier = fork.Barrier(WRITERS, timeout=LONGEST_START)
    parts = [list(range(WRITERS))[place::PROCESSES] for place in range(PROCESSES)]
    processes = [fork.Process(target=write_at_once, args=(address, part, barrier)) for part in parts]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES


def test_fifty_writers_at_once_are_all_saved_in_order(address, opened):
    elsewhere(start_writers, address)
    found = rows(opened(address), reports)
    assert sorted(row["comment"] for row in found) == sorted(f"writer {writer}" for writer in range(WRITERS))
    moments = [row["saved_at"] for row in found]
    assert moments == sorted(moments)


def open_when_all_are_here(address: str, barrier) -> None:
    barrier.wait()
    open_register(address)


def open_new(addresses: list[str]) -> list[int]:
    """Open each new register in several processes at the same instant; how each process ended."""
    ended = []
    for address in addresses:
        barrier = fork.Barrier(PROCESSES, timeout=LONGEST_START)
        processes = [fork.Process(target=open_when_all_are_here, args=(address, barrier)) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            ended.append(process.exitcode)
    return ended


@pytest.mark.parametrize(("kind", "openings"), OPENINGS.items())
def test_a_new_register_is_opened_by_several_at_the_same_instant(kind, openings, new_address):
    addresses = [new_address(kind) for _ in range(openings)]
    assert elsewhere(open_new, addresses) == [0] * openings * PROCESSES


def test_a_new_file_that_somebody_is_writing_to_is_waited_for(tmp_path):
    path = tmp_path / "register.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    threading.Timer(0.2, other.execute, ["commit"]).start()
    with reading(open_register(f"sqlite:///{path}")) as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
