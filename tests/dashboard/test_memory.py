"""What one thread has freed, the next one uses, and what was large is given back."""

import subprocess
import sys

import pytest

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


def told(script: str, call: str) -> str:
    run = subprocess.run([sys.executable, "-c", script.format(call=call)], capture_output=True, text=True, check=True)
    return run.stdout


def areas(call: str) -> int:
    return told(AREAS, call).count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's alone")
def test_threads_share_one_area_of_memory():
    assert areas("memory.keep_together()") == 1 < areas("")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's alone")
def test_what_is_large_is_given_back_also_after_what_was_larger():
    assert int(told(LARGE_BLOCKS, "memory.keep_together()")) == 10 > int(told(LARGE_BLOCKS, ""))
