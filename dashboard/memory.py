"""How the server keeps memory: what one thread has freed is used by the next, and what was large is given back;
and what sessions leave behind is cleared away before there is much of it."""

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

import streamlit as st
from streamlit.runtime import RuntimeState

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""What glibc calls them in malloc.h."""
LARGE = 128 * 1024
"""Bytes; where glibc begins."""
LOOK_SECONDS, MOST_SECONDS = 1.0, 60
"""How often it is seen whether anybody is there; and how long what was left behind stays at most."""
MOST_EMPTY = 2
"""Looks: who goes from one page to another may be gone at one."""


def keep_together() -> None:
    """Files are made in threads that come and go: with an area of memory for each, they leave it in shreds. And once
    a large block has been freed, glibc keeps room for as large ones among the small, and gives little of it back.

    To be asked for before the first thread: glibc looks once. Other systems have nothing of the kind.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            allocator = ctypes.CDLL(None)
            allocator.mallopt(M_ARENA_MAX, 1)
            allocator.mallopt(M_MMAP_THRESHOLD, LARGE)


async def clear_away() -> None:
    """Whatever holds on to itself when a session or a file is done with: when all have left, and each minute.

    Python may wait until there is a quarter as much of it as of what stays. To look through all keeps a reader waiting
    for a twentieth of a second.
    """
    runtime = st.runtime.get_instance()
    looks, empty = 0, MOST_EMPTY
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        is_there = runtime.state == RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED
        looks, empty = looks + 1, 0 if is_there else empty + 1
        if empty == MOST_EMPTY or looks * LOOK_SECONDS >= MOST_SECONDS:
            gc.collect()
            looks = 0
