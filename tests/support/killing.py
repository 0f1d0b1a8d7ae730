"""Processes killed on their way: before and after each thing that they ask of a database or a disk."""

import fcntl
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from processes import fork
from register import postgresql

DATABASE = frozenset(("execute", "executemany", "commit"))
"""What is asked of SQLite and DuckDB, by the names of functions that are not Python's own."""
DISK = frozenset((os.replace, os.rename, os.unlink, os.rmdir, os.fsync, os.truncate, os.sendfile, fcntl.flock))
POSTGRESQL = postgresql._until.__code__
"""Where PostgreSQL is asked, and its answer waited for."""


def killed_at_steps(every: int, do: Callable, *arguments) -> Iterator[int]:
    """Of one who does it and is killed at the first step, then at another so many steps later, until it is done.

    Yields the number of each step at which somebody was killed; what was left can be looked at before the next begins.
    """
    step = 1
    while is_killed_at(step, do, *arguments):
        yield step
        step += every


def is_killed_at(step: int, do: Callable, *arguments) -> bool:
    """Whether one who does it is killed at a step of it; not where it has ended before."""
    process = fork.Process(target=_do_until, args=(step, do, arguments))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def _do_until(step: int, do: Callable, arguments: tuple) -> None:
    left = step

    def look(frame: FrameType, event: str, called) -> None:
        nonlocal left
        if event.startswith("c_"):
            left -= called.__name__ in DATABASE or called in DISK
        else:
            left -= frame.f_code is POSTGRESQL
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)
    do(*arguments)
    sys.setprofile(None)
