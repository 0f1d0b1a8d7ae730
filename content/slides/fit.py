"""How what a slide says fits it: one answer for screen and PowerPoint.

All measures are pixels of a slide of 1280 × 720; a longer text takes a smaller size, and then a slide more.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from content import wording
from content.figures.figure import Shown
from content.slides.wide_chart import least_height

WIDTH, HEIGHT, MARGIN = 1280, 720, 56
LINE_HEIGHT = 1.25
TITLE_SIZES, FINDING_SIZES, BULLET_SIZES = (38, 32, 28), (28, 24, 21), (32, 27, 24, 21)
SCOPE_SIZE, TABLE_SIZE, FOOT_SIZE, GAP = 20, 18, 16, 12
TOP, FOOT, CELL = 32, 20, (6, 16)
"""Where the title starts, the room below the source, and the room around a cell's text: down, across."""
CONTINUED = " (forts.)"
# How much wider letters with serifs are in bold.
BOLD = 1.25
# Wider than the letters of Arial and Georgia are, in shares of the size: no line is longer than it is taken for.
NARROW, BROAD = " \u00a0ijlftrI.,:;!|'()[]/-·", "mwMWÆ@%—…▼◇●○◔◑"
SHARES = {letter: 0.37 for letter in NARROW} | {letter: 1.0 for letter in BROAD}


@dataclass(frozen=True)
class Slide:
    """One slide. It holds one of `shown` with a chart, `table` and `bullets`."""

    id: str
    """In ASCII, as it stands in an address; slides that one became share it."""
    title: str
    scope: str
    """Unit, population, place and day."""
    finding: str
    bullets: tuple[str, ...]
    table: pd.DataFrame | None
    shown: Shown | None
    sources: tuple[str, ...]
    can_say: tuple[str, ...]
    cannot_say: tuple[str, ...]
    published_at: pd.Timestamp
    is_example: bool
    """Reports of measures are made up."""
    is_continued: bool = False

    @property
    def alt(self) -> str:
        """What its chart or table says, for who does not see it."""
        return " ".join([self.title, self.scope, *self.can_say])

    @property
    def credit(self) -> str:
        return " ".join([*self.sources, f"Tallene ble lagt ut {wording.moment(self.published_at)}."])


@dataclass(frozen=True)
class Box:
    """A text and where it stands."""

    text: str
    size: int
    top: float
    height: float
    is_cut: bool = False

    @property
    def end(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Placed:
    """Where all that a slide says stands. `body` holds no text: chart, table or bullets go there."""

    title: Box
    scope: Box
    finding: Box
    body: Box
    foot: Box


def plain(text) -> str:
    """A text on one line, without what no document can hold; non-breaking spaces stay."""
    return re.sub(r"[\x00-\x20\x7f\ufffe\uffff\ud800-\udfff]+", " ", str(text)).strip()


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The lines a text takes at most; a word that is longer than a line is broken."""
    lines, line, taken = [], "", 0.0
    for word in re.findall(r"[^ ]+ ?", plain(text)):
        for piece in [word] if _width(word, size) <= width else word:
            if line and taken + _width(piece.rstrip(" "), size) > width:
                lines.append(line)
                line, taken = "", 0.0
            line += piece
            taken += _width(piece, size)
    return [*lines, line] if line else lines


def _width(text: str, size: float) -> float:
    return sum(SHARES.get(letter) or _share(letter) for letter in text) * size


def _share(letter: str) -> float:
    return 1.0 if letter > "\u2fff" else 0.76 if letter.isupper() else 0.58


def _box(text: str, sizes: tuple[int, ...], lines: int, top: float, width: float, ending: str = "") -> Box:
    """The largest size at which a text takes no more than so many lines; cut, and told so, where none will do."""
    text = plain(text)
    for size in sizes:
        taken = len(wrapped(text + ending, size, width))
        if taken <= lines:
            return Box(text + ending, size, top, taken * size * LINE_HEIGHT)
    kept = "".join(wrapped(text, size, width)[:lines])
    while len(wrapped(f"{kept} …{ending}", size, width)) > lines:
        kept = kept.rpartition(" ")[0] if " " in kept else kept[:-1]
    return Box(f"{kept.rstrip(' ,.')} …{ending}", size, top, lines * size * LINE_HEIGHT, is_cut=True)


def placed(slide: Slide) -> Placed:
    """Title, scope and finding from above, source from below, and the rest between them."""
    across = WIDTH - 2 * MARGIN
    title = _box(slide.title, TITLE_SIZES, 2, TOP, across / BOLD, CONTINUED if slide.is_continued else "")
    scope = _box(slide.scope, (SCOPE_SIZE,), 2, title.end + 2, across)
    finding = _box(slide.finding, FINDING_SIZES, 3, scope.end + (GAP if slide.finding else 0), across)
    # The number of the slide stands to the right of the source.
    foot = _box(slide.credit, (FOOT_SIZE,), 5, 0, across - 120)
    foot = replace(foot, top=HEIGHT - FOOT - foot.height)
    top = finding.end + GAP
    return Placed(title, scope, finding, Box("", 0, top, foot.top - GAP - top), foot)


def fitted(slide: Slide) -> Iterator[Slide]:
    """The slide in parts that each fit; what had to be cut in one follows whole."""
    at = placed(slide)
    if slide.table is None and slide.shown is not None and least_height(slide.shown.chart) > at.body.height:
        slide = replace(slide, table=slide.shown.table)
    if slide.table is not None:
        yield from _in_parts(slide, "table", _table_parts)
    elif slide.bullets:
        yield from _in_parts(slide, "bullets", _bullet_parts)
    else:
        yield slide
    said = {"title": slide.title, "scope": slide.scope, "finding": slide.finding, "foot": slide.credit}
    cut = tuple(text for name, text in said.items() if getattr(at, name).is_cut)
    if cut:
        words: dict[str, Any] = {"bullets": cut, "table": None, "shown": None, "scope": "", "finding": ""}
        yield from _in_parts(replace(slide, is_continued=True, **words), "bullets", _bullet_parts)


def _in_parts(slide: Slide, field: str, split) -> Iterator[Slide]:
    """The slide with a part of its table or bullets each; only the first says what the slide found."""
    continued = replace(slide, is_continued=True, finding="")
    rooms = placed(slide).body.height, placed(continued).body.height
    for number, part in enumerate(split(getattr(slide, field), *rooms)):
        yield replace(continued if number else slide, **{field: part})


def bullet_size(bullets: tuple[str, ...], room: float) -> int:
    """The largest size at which they fit; the smallest where none is small enough."""
    return next((size for size in BULLET_SIZES if _bullets_height(bullets, size) <= room), BULLET_SIZES[-1])


def _bullets_height(bullets: tuple[str, ...], size: int) -> float:
    return sum(len(_bullet_lines(text, size)) * size * LINE_HEIGHT + size / 2 for text in bullets)


def _bullet_lines(text: str, size: int) -> list[str]:
    return wrapped(text, size, WIDTH - 2 * MARGIN - 30)


def _bullet_parts(bullets: tuple[str, ...], first: float, further: float) -> list[tuple[str, ...]]:
    size = bullet_size(bullets, first)
    lines = int(min(first, further) // (size * LINE_HEIGHT)) - 1
    pieces = [piece for text in bullets for piece in _pieces(_bullet_lines(text, size), lines)]
    return _filled(pieces, lambda piece: _bullets_height((piece,), size), first, further)


def _pieces(lines: list[str], most: int) -> list[str]:
    """Lines as texts of at most so many lines each."""
    return ["".join(lines[start : start + most]).strip(" ") for start in range(0, len(lines), most)] or [""]


def _filled(pieces: list, height: Callable, first: float, further: float) -> list[tuple]:
    """Pieces in their order in as few parts as there is room for, and those about equally full."""
    heights = [height(piece) for piece in pieces]
    fewest = len(_cuts(heights, first, further))
    # No part need be fuller than this for there to be as few.
    limit = next(
        limit
        for limit in [*range(int(sum(heights) / fewest), int(max(first, further)), 10), max(first, further)]
        if len(_cuts(heights, min(first, limit), min(further, limit))) == fewest
    )
    starts = _cuts(heights, min(first, limit), min(further, limit))
    return [tuple(pieces[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _cuts(heights: list[float], first: float, further: float) -> list[int]:
    """Where each part starts when each is filled."""
    starts, taken = [0], 0.0
    for number, height in enumerate(heights):
        if taken and taken + height > (first if len(starts) == 1 else further):
            starts.append(number)
            taken = 0.0
        taken += height
    return starts


def column_widths(table: pd.DataFrame) -> list[float]:
    """The room of a slide shared between the columns: what is short has what it needs, the long share the rest."""
    wanted = [
        max(_width(plain(text), TABLE_SIZE) for text in [name, *table[name]]) + CELL[1] + 1 for name in table.columns
    ]
    widths, room = wanted.copy(), WIDTH - 2.0 * MARGIN
    for left, number in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        widths[number] = min(wanted[number], room / left)
        room -= widths[number]
    return [width + room / len(widths) for width in widths]


def row_height(row, widths: list[float]) -> float:
    return max(len(lines) for lines in _cell_lines(row, widths)) * TABLE_SIZE * LINE_HEIGHT + CELL[0]


def _cell_lines(row, widths: list[float]) -> list[list[str]]:
    return [wrapped(text, TABLE_SIZE, width - CELL[1]) or [""] for text, width in zip(row, widths, strict=True)]


def _table_parts(table: pd.DataFrame, first: float, further: float) -> list[pd.DataFrame]:
    """Rows that are read together stay together where there is room; a row too long for a slide goes on in the next."""
    widths = column_widths(table)
    head = row_height(table.columns, widths)
    most = int((min(first, further) - head - CELL[0]) // (TABLE_SIZE * LINE_HEIGHT))
    rows = []
    for row in table.itertuples(index=False):
        pieces = [_pieces(lines, most) for lines in _cell_lines(row, widths)]
        rows += [
            tuple(cell[number] if number < len(cell) else "" for cell in pieces)
            for number in range(max(map(len, pieces)))
        ]
    parts = _filled(rows, lambda row: row_height(row, widths), first - head, further - head)
    return [pd.DataFrame(part, columns=table.columns) for part in parts]
