"""What one thread has freed, the next one uses."""

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


def areas(call: str) -> int:
    told = subprocess.run([sys.executable, "-c", AREAS.format(call=call)], capture_output=True, text=True, check=True)
    return told.stdout.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's alone")
def test_threads_share_one_area_of_memory():
    assert areas("memory.share_among_threads()") == 1 < areas("")
