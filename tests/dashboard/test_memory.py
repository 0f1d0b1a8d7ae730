"""What one thread has freed, the next one uses, what was large is given back, and what is left behind goes."""

import asyncio
import ctypes
import gc
import subprocess
import sys
import weakref
from collections.abc import Iterable
from itertools import repeat

import pytest
from streamlit import runtime
from streamlit.runtime import RuntimeState

from dashboard import memory

of_glibc = pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="glibc's alone")
AREAS = """
import ctypes, threading
from dashboard import memory

{call}
is_over = threading.Barrier(9)


def take() -> None:
    kept = [bytes(1000) for _ in range(1000)]
    is_over.wait()


threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads:
    thread.start()
is_over.wait()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


LARGE_BLOCKS = """
import ctypes
from dashboard import memory


class Told(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks".split()]
    _fields_ += [(f"more_{{number}}", ctypes.c_size_t) for number in range(6)]


libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Told
{call}
# Freed at once.
bytes(4_000_000)
before = libc.mallinfo2().hblks
kept = [bytes(500_000) for _ in range(10)]
print(libc.mallinfo2().hblks - before)
"""
"""How many of ten large blocks are the system's to have back, where a larger one has been freed before."""


STARTS = """
from streamlit.web import cli
from dashboard import start

cli.main = lambda *_, **__: None
start.serve([])
"""
"""As the launcher does, but that nothing is served."""

LOADED = """
import asyncio
from dashboard import memory, server


async def begun() -> None:
    print("begun")


async def start() -> None:
    async with server.loaded(None):
        await asyncio.sleep(0)


memory.clear_away = begun
asyncio.run(start())
"""


def told(script: str, call: str) -> str:
    run = subprocess.run([sys.executable, "-c", script.format(call=call)], capture_output=True, text=True, check=True)
    return run.stdout


def areas(call: str) -> int:
    return told(AREAS, call).count("<heap nr=")


@of_glibc
def test_threads_share_one_area_of_memory():
    assert areas("memory.keep_together()") == areas(STARTS) == 1 < areas("")


@of_glibc
def test_what_is_large_is_given_back_also_after_what_was_larger():
    assert int(told(LARGE_BLOCKS, STARTS)) == 10 > int(told(LARGE_BLOCKS, ""))


THERE, GONE = RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED, RuntimeState.NO_SESSIONS_CONNECTED


class LeftBehind:
    """Holds on to itself."""

    def __init__(self) -> None:
        self.whole = self


@pytest.fixture
def left_after(monkeypatch):
    """Whether something is still left behind after each look, of whether anybody is there then."""
    monkeypatch.setattr(memory, "LOOK_SECONDS", 0)

    def look(states: Iterable[RuntimeState]) -> list[bool]:
        coming, told, left = iter(states), [], weakref.ref(LeftBehind())

        class Seen:
            @property
            def state(self) -> RuntimeState:
                nonlocal left
                told.append(left() is not None)
                left = left if left() else weakref.ref(LeftBehind())
                if (state := next(coming, None)) is None:
                    raise InterruptedError
                return state

        monkeypatch.setattr(runtime, "get_instance", Seen)
        with pytest.raises(InterruptedError):
            asyncio.run(memory.clear_away())
        return told[1:]

    gc.collect()
    gc.disable()
    yield look
    gc.enable()


def test_what_a_session_leaves_behind_goes_when_nobody_is_there(left_after):
    assert left_after([THERE, THERE, GONE, GONE, GONE]) == [True, True, True, False, True]


def test_who_is_gone_for_a_moment_is_not_made_to_wait(left_after):
    assert left_after([THERE, GONE, THERE, GONE, THERE]) == [True] * 5


def test_while_somebody_is_there_it_goes_each_minute(left_after, monkeypatch):
    monkeypatch.setattr(memory, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(memory, "MOST_SECONDS", 0.003)
    assert left_after(repeat(THERE, 7)) == [True, True, False, True, True, False, True]


def test_where_nobody_comes_nothing_is_looked_through_before_a_minute_is_over(left_after):
    assert left_after(repeat(GONE, 5)) == [True] * 5


def test_the_server_begins_it():
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert "begun" in run.stdout.splitlines()
