"""Where the rows of a chart stand, and their names: above their marks on a page, beside them on a slide.

Above, a chart reads as well at 320 px as on a wall; beside, it is low enough to be drawn large.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

NAME_WIDTH = 42
NAME_LINE = 18
ROW = 28
GAP = 14
# What a letter of a label takes, and the room between a label and what it belongs to.
LETTER = 7.4
LABEL_GAP = 10


@dataclass(frozen=True)
class Name:
    """A name in lines, and where the first begins."""

    lines: tuple[str, ...]
    top: float


@dataclass(frozen=True)
class Places:
    """In pixels from the top: the middle of each row, and each name, which is written once where it repeats."""

    rows: tuple[float, ...]
    names: tuple[Name, ...]
    height: float
    beside: float = 0
    """The room that the names take left of the marks; none where they stand above."""


def above(names: Sequence[str]) -> Places:
    rows: list[int] = []
    written: list[Name] = []
    end = 0
    for lines, count in _groups(names):
        top = end + GAP if written else 0
        written.append(Name(lines, top))
        first = top + NAME_LINE * len(lines)
        end = first + ROW * count
        rows += range(first + ROW // 2, end, ROW)
    return Places(tuple(rows), tuple(written), end)


def beside(names: Sequence[str], apart: int) -> Places:
    """So far apart are rows of different names."""
    rows: list[float] = []
    written: list[Name] = []
    top, longest = 0, 0
    for lines, count in _groups(names):
        height = max(ROW * count, NAME_LINE * len(lines))
        rows += [top + (height - ROW * count) / 2 + (number + 0.5) * ROW for number in range(count)]
        written.append(Name(lines, top + (height - NAME_LINE * len(lines)) / 2 + 1))
        top += height + apart
        longest = max(longest, *map(len, lines))
    return Places(tuple(rows), tuple(written), top - apart, longest * LETTER + LABEL_GAP)


def _groups(names: Sequence[str]) -> list[tuple[tuple[str, ...], int]]:
    """Each name in lines, and how many rows that follow each other have it."""
    return [(tuple(textwrap.wrap(name, NAME_WIDTH)), len(list(rows))) for name, rows in groupby(names)]
