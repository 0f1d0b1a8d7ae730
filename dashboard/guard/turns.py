"""How many runs of pages work at once: the others wait for their turn, or give it up where nobody waits for them."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 4
MOST_OF_A_VISITOR = 2


@dataclass(eq=False)
class Turn:
    """Of what runs once, or one time after another."""

    visitor: str
    is_given_up: bool = False
    has_come: bool = False
    _is_settled: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Asked by many threads at once. Who came first is first, and only who may go on is woken."""

    def __init__(self, most: int = MOST, most_of_a_visitor: int = MOST_OF_A_VISITOR):
        self._most, self._most_of_a_visitor = most, most_of_a_visitor
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()
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
                    self._running -= Counter([turn.visitor])
                    self._let_in()
                if not turn.is_given_up:
                    turn._is_settled.clear()

    def give_up(self, turn: Turn) -> None:
        with self._lock:
            turn.is_given_up = True
            self._waiting.pop(turn, None)
            turn._is_settled.set()

    def _let_in(self) -> None:
        for turn in list(self._waiting):
            if self._running.total() >= self._most:
                return
            if self._running[turn.visitor] < self._most_of_a_visitor:
                del self._waiting[turn]
                self._running[turn.visitor] += 1
                turn.has_come = True
                turn._is_settled.set()


TURNS = Turns()
