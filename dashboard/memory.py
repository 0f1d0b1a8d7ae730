"""How the server keeps memory: what is freed by one thread is used by the next."""

import ctypes
import sys
from contextlib import suppress

M_ARENA_MAX = -8
"""What glibc calls it in malloc.h."""


def share_among_threads() -> None:
    """Files are made in threads that come and go: with an area of memory for each, they leave it in shreds.

    To be asked for before the first of them: glibc looks once. Other systems have nothing of the kind.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
