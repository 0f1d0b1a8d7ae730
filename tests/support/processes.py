"""Processes of their own, where something is killed, starts at the same instant or gives up rights."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

IS_POSIX = hasattr(os, "fork")
NOBODY = 65534
NO_FORK = "no fork, no SIGKILL and no users on this system"
fork = multiprocessing.get_context("fork") if IS_POSIX else None
started = multiprocessing.get_context("forkserver" if IS_POSIX else "spawn")
"""Processes that share nothing with this one."""
if IS_POSIX:
    # Imported once for all: each process is then what it does and little else.
    started.set_forkserver_preload(
        ["pytest", "pipelines.register_marts", "register.migrations", "tests.support.server_process"]
    )


def elsewhere(function: Callable, *arguments):
    """What a function returns in a process that has imported all and has no threads: its forks start at once."""
    with ProcessPoolExecutor(1, started) as pool:
        return pool.submit(function, *arguments).result()
