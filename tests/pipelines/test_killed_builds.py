"""A build that is killed, or has company, leaves a version that is whole."""

import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from test_status_carried import GROUP, TODAY, Work

from killing import killed_at_steps
from pipelines.build import RAW, build
from pipelines.publish import KEPT, current_version, is_whole, versions
from pipelines.register_marts import FOLDER
from pipelines.register_versions import revision_of
from processes import IS_POSIX, NO_FORK, elsewhere, started
from proofs import kills, some, tries
from published import answers, drafts, publish_again
from register.blackout import black_out
from register.database import revision
from register.rounds import close_round, open_round

LANES = 2
one_at_a_time = threading.Lock()
"""Whoever starts a process or joins one asks how others ended, and it is told once: a second who asks hears 255."""


def start(target, *arguments):
    process = started.Process(target=target, args=arguments)
    with one_at_a_time:
        process.start()
    return process


def ended(process, seconds: float | None = None) -> bool:
    """Whether it has ended within so many seconds; None waits for it."""
    if not wait([process.sentinel], seconds):
        return False
    with one_at_a_time:
        process.join()
    return True


def start_build(out: Path):
    return start(build, RAW, out)


def start_publishing(out: Path):
    """Returns when the writing of a version has begun, or has ended."""
    before = drafts(out)
    process = start(publish_again, out / current_version(out), out)
    while not ended(process, 0.0005) and not drafts(out) - before:
        pass
    return process


def kill_at(moments: list[float], start_one, out: Path) -> int:
    """Kill a process so many seconds after its start, for each moment, and look at what is left; how many died."""
    _, expected = answers(out)
    died = 0
    for seconds in moments:
        process = start_one(out)
        if not ended(process, seconds):
            process.kill()
            ended(process)
        assert process.exitcode in (0, -signal.SIGKILL)
        died += process.exitcode != 0
        assert answers(out)[1] == expected
    return died


@pytest.mark.skipif(not IS_POSIX, reason="no SIGKILL on this system")
@pytest.mark.parametrize(("start_one", "count"), [(start_build, tries(4, 50)), (start_publishing, tries(4, 26))])
def test_a_build_killed_at_any_moment_leaves_the_last_good_version(published, tmp_path, start_one, count):
    folders = [shutil.copytree(published, tmp_path / str(lane)) for lane in range(LANES)]
    process = start_one(folders[0])
    started = time.perf_counter()
    ended(process)
    whole = time.perf_counter() - started
    moments = [whole * place / count for place in range(count)]
    with ThreadPoolExecutor(LANES) as pool:
        lanes = [pool.submit(kill_at, moments[lane::LANES], start_one, out) for lane, out in enumerate(folders)]
    died = sum(lane.result() for lane in lanes)
    assert died > count / 2, "most ended before they were killed, so that little was tried"
    for out in folders:
        before = current_version(out)
        version = build(RAW, out)
        assert answers(out)[0] == version != before
        assert not drafts(out)
        assert len(versions(out)) <= KEPT


def publish_and_be_killed(out: Path, file: Path, every: int) -> tuple[int, list[str]]:
    killed, wrong = 0, []
    _, expected = answers(out)
    for step in killed_at_steps(every, publish_again, file, out):
        killed += 1
        wrong += [f"{step}: other marts"] if answers(out)[1] != expected else []
    wrong += ["drafts are left"] if drafts(out) else []
    wrong += ["more versions are kept"] if len(versions(out)) > KEPT else []
    return killed, wrong


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_whoever_is_killed_at_a_step_of_publishing_leaves_a_version_that_is_whole(published, tmp_path):
    out = shutil.copytree(published, tmp_path / "out")
    killed, wrong = elsewhere(publish_and_be_killed, out, published / current_version(published), tries(8, 1))
    print(f"{killed} killed")
    assert wrong == []
    assert killed >= kills("publishing at a step")


def answer(work: Work) -> None:
    """Brought forward; after the others all is made anew."""
    work.report(work.tasks[1], comment="Navnesen har svart")


def close_a_round(work: Work) -> None:
    open_round(work.register, GROUP, "Høsten", TODAY, TODAY, len(work.tasks))
    close_round(work.register, GROUP, work.frozen)


def black_one_out(work: Work) -> None:
    black_out(work.register, GROUP, 1, "comment", "Gjaldt en person")


def make_status_and_be_killed(folder: Path, published: Path, address: str, every: int) -> tuple[int, list[str]]:
    work = Work(folder, published, address)
    work.report(work.tasks[0], comment="Navnesen har svart")
    killed, wrong, out = 0, [], work.processed / FOLDER
    work.status(work.processed)
    for change in some((answer,), (answer, close_a_round, black_one_out)):
        seen = revision(work.register)
        change(work)
        states = (seen, revision(work.register))
        work.register.dispose()
        for step in killed_at_steps(every, work.status, work.processed):
            killed += 1
            found = current_version(out)
            # What holds a text that has been blacked out is removed before the new one comes into use.
            is_it = revision_of(found) in states and is_whole(out / found) if found else change is black_one_out
            wrong += [] if is_it else [f"{change.__name__} {step}: {found}"]
        work.is_as_made_anew()
        wrong += [f"{change.__name__}: drafts are left"] if drafts(out) else []
    return killed, wrong


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_whoever_is_killed_at_a_step_of_the_status_leaves_the_last_or_the_new(published, tmp_path, new_address):
    address = new_address("sqlite", is_made=True)
    killed, wrong = elsewhere(make_status_and_be_killed, tmp_path, published, address, tries(60, 1))
    print(f"{killed} killed")
    assert wrong == []
    assert killed >= kills("making the status at a step")


def test_two_builds_at_once_both_end_well(tmp_path):
    both = [start_build(tmp_path) for _ in range(2)]
    for process in both:
        ended(process)
    assert [process.exitcode for process in both] == [0, 0]
    assert len(versions(tmp_path)) == 2
    assert not drafts(tmp_path)
    assert answers(tmp_path)[0] in {path.name for path in versions(tmp_path)}
