"""Where the rows of a chart stand, and their names: beside their marks, or above them where it is narrow.

On a page nobody knows beforehand how wide it will be: both fit in the same height, and the chart chooses when drawn.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

NAME_WIDTH = 42
BESIDE_WIDTH = 30
"""Letters in a line of a name that stands above its marks, and of one that stands beside them on a page."""
NAME_LINE = 18
ROW = 28
GAP = 14
# What a letter of a label takes, and the room between a label and what it belongs to.
LETTER = 7.4
LABEL_GAP = 10
Groups = list[tuple[tuple[str, ...], int]]


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
    room: float = 0
    """What the names take left of the marks; nothing where they stand above."""
    beside: "Places | None" = None
    """The same, of the same height, with the names beside the marks: where it is wide enough."""


def on_page(names: Sequence[str]) -> Places:
    """Above their marks, and beside them."""
    rows: list[float] = []
    written: list[Name] = []
    heights: list[float] = []
    end = 0.0
    for (lines, count), (lines_beside, _) in zip(_groups(names), _groups(names, BESIDE_WIDTH), strict=True):
        top = end + GAP if written else 0
        written.append(Name(lines, top))
        first = top + NAME_LINE * len(lines)
        rows += _within(first, ROW * count, count)
        heights.append(max(first + ROW * count - top, NAME_LINE * len(lines_beside)))
        end = top + heights[-1]
    return Places(tuple(rows), tuple(written), end, beside=_beside(_groups(names, BESIDE_WIDTH), heights, GAP))


def beside(names: Sequence[str], apart: int) -> Places:
    """So far apart are rows of different names."""
    groups = _groups(names)
    return _beside(groups, [max(ROW * count, NAME_LINE * len(lines)) for lines, count in groups], apart)


def _beside(groups: Groups, heights: Sequence[float], apart: int) -> Places:
    rows: list[float] = []
    written: list[Name] = []
    top, longest = 0.0, 0
    for (lines, count), height in zip(groups, heights, strict=True):
        rows += _within(top, height, count)
        written.append(Name(lines, top + (height - NAME_LINE * len(lines)) / 2 + 1))
        top += height + apart
        longest = max(longest, *map(len, lines))
    return Places(tuple(rows), tuple(written), top - apart, longest * LETTER + LABEL_GAP)


def _within(top: float, height: float, count: int) -> list[float]:
    """The middles of so many rows that follow each other, in the middle of the room."""
    return [top + (height - ROW * count) / 2 + (number + 0.5) * ROW for number in range(count)]


def _groups(names: Sequence[str], width: int = NAME_WIDTH) -> Groups:
    """Each name in lines, and how many rows that follow each other have it."""
    return [(tuple(textwrap.wrap(name, width)), len(list(rows))) for name, rows in groupby(names)]
