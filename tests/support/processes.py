"""Processes of their own, where something is killed, starts at the same instant or gives up rights."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

IS_POSIX = hasattr(os, "fork")
NOBODY = 65534
NO_FORK = "no fork, no SIGKILL and no users on this system"
fork = multiprocessing.get_context("fork") if IS_POSIX else None


def elsewhere(function: Callable, *arguments):
    """What a function returns in a process that has imported all and has no threads: its forks start at once."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()
