"""How many runs of pages work at once: the others wait for their turn, or give it up where nobody waits for them.

Python works on one thing at a time. Runs that are begun together take it from each other, and from the server's own
thread: all of them are done later than one after another. One that takes long, as with a database that is slow to
answer, keeps nobody from beginning.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 4
MOST_OF_A_VISITOR = 2
ALONE_SECONDS = 0.05
"""How long a run that has begun is let work alone: most are done by then."""


@dataclass(eq=False)
class Turn:
    """Of what runs once, or one time after another."""

    visitor: str
    is_given_up: bool = False
    has_come: bool = False
    _is_settled: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Asked by many threads at once. Who came first is first, and only who may go on is woken."""

    def __init__(
        self, most: int = MOST, most_of_a_visitor: int = MOST_OF_A_VISITOR, alone_seconds: float = ALONE_SECONDS
    ):
        self._most, self._most_of_a_visitor, self._alone_seconds = most, most_of_a_visitor, alone_seconds
        self._lock = threading.Lock()
        self._running: dict[Turn, float] = {}
        """What runs → when it began."""
        self._waiting: dict[Turn, None] = {}

    @contextmanager
    def taken(self, turn: Turn) -> Iterator[bool]:
        """Waits for it; whether it has come, or was given up before."""
        with self._lock:
            if not turn.is_given_up:
                self._waiting[turn] = None
                self._let_in()
        turn._is_settled.wait()
        try:
            yield turn.has_come
        finally:
            with self._lock:
                if turn.has_come:
                    turn.has_come = False
                    del self._running[turn]
                    self._let_in()
                if not turn.is_given_up:
                    turn._is_settled.clear()

    def give_up(self, turn: Turn) -> None:
        with self._lock:
            turn.is_given_up = True
            self._waiting.pop(turn, None)
            turn._is_settled.set()

    async def let_in_beside_what_takes_long(self) -> None:
        """Again and again, as long as there is a server."""
        while True:
            await asyncio.sleep(self._alone_seconds)
            with self._lock:
                self._let_in()

    def _let_in(self) -> None:
        """The first that may, when none works alone."""
        now = time.monotonic()
        works_alone = any(now - begun < self._alone_seconds for begun in self._running.values())
        if works_alone or len(self._running) >= self._most:
            return
        visitors = [running.visitor for running in self._running]
        for turn in self._waiting:
            if visitors.count(turn.visitor) < self._most_of_a_visitor:
                del self._waiting[turn]
                self._running[turn] = now
                turn.has_come = True
                turn._is_settled.set()
                return


TURNS = Turns()
