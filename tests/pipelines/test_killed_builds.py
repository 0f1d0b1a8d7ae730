"""A build that is killed, or has company, leaves a version that is whole."""

import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from pipelines.build import RAW, build
from pipelines.publish import KEPT, current_version, versions
from processes import IS_POSIX, started
from proofs import tries
from published import answers, drafts, publish_again

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
@pytest.mark.parametrize(("start_one", "kills"), [(start_build, tries(4, 50)), (start_publishing, tries(4, 26))])
def test_a_build_killed_at_any_moment_leaves_the_last_good_version(published, tmp_path, start_one, kills):
    folders = [shutil.copytree(published, tmp_path / str(lane)) for lane in range(LANES)]
    process = start_one(folders[0])
    started = time.perf_counter()
    ended(process)
    whole = time.perf_counter() - started
    moments = [whole * place / kills for place in range(kills)]
    with ThreadPoolExecutor(LANES) as pool:
        lanes = [pool.submit(kill_at, moments[lane::LANES], start_one, out) for lane, out in enumerate(folders)]
    died = sum(lane.result() for lane in lanes)
    assert died > kills / 2, "most ended before they were killed, so that little was tried"
    for out in folders:
        before = current_version(out)
        version = build(RAW, out)
        assert answers(out)[0] == version != before
        assert not drafts(out)
        assert len(versions(out)) <= KEPT


def test_two_builds_at_once_both_end_well(tmp_path):
    both = [start_build(tmp_path) for _ in range(2)]
    for process in both:
        ended(process)
    assert [process.exitcode for process in both] == [0, 0]
    assert len(versions(tmp_path)) == 2
    assert not drafts(tmp_path)
    assert answers(tmp_path)[0] in {path.name for path in versions(tmp_path)}
