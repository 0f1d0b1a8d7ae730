"""How far the making of a file has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from content import wording

Tell = Callable[[str], None]
"""Takes a few words of how far it has come, again and again while it is made."""
Part = TypeVar("Part")


def unheard(words: str) -> None:
    """Nobody asks."""


def each(parts: Sequence[Part], one: str, many: str, tell: Tell) -> Iterator[Part]:
    """The parts, one after another, and «3 av 7 figurer» when three of them are done."""
    of_all = f"av {wording.counted(len(parts), one, many)}"
    for done, part in enumerate(parts):
        tell(f"{done} {of_all}")
        yield part
    tell(f"{len(parts)} {of_all}")
