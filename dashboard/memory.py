"""How the server keeps memory: what one thread has freed is used by the next, and what was large is given back."""

import ctypes
import sys
from contextlib import suppress

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""What glibc calls them in malloc.h."""
LARGE = 128 * 1024
"""Bytes; where glibc begins."""


def keep_together() -> None:
    """Files are made in threads that come and go: with an area of memory for each, they leave it in shreds. And once
    a large block has been freed, glibc keeps room for as large ones among the small, and gives none of it back.

    To be asked for before the first thread: glibc looks once. Other systems have nothing of the kind.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            allocator = ctypes.CDLL(None)
            allocator.mallopt(M_ARENA_MAX, 1)
            allocator.mallopt(M_MMAP_THRESHOLD, LARGE)
