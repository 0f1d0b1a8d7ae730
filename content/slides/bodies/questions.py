"""What must be decided below the dates of the plan, and what nobody knows: questions and answers in words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content import wording
from content.plan.time_line import Stop
from content.slides.items import (
    DASHED,
    ELLIPSE,
    HATCHED,
    RECTANGLE,
    Area,
    Drawing,
    Item,
    Line,
    Shape,
    Text,
    one_line,
    sized,
    stacked,
    written,
)
from content.slides.letters import BOLD, SERIF

ASKED, TOLD = 27, 20
THICK, DOT, LABEL = 18, 26, 19
KINDS = {"within": (RECTANGLE, "first"), "between": (HATCHED, "axis"), "after": (DASHED, "axis")}
INDENT = 64
COLUMN_SCALES = (1.3, 1.15, 1, 0.9, 0.8, 0.72)


@dataclass(frozen=True)
class DecisionsBody:
    """The questions, numbered, below the dates of the plan."""

    questions: tuple[str, ...]
    stops: tuple[Stop, ...]
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return self.questions

    def items(self, room: Area) -> list[Item]:
        line = [line_of(self.stops, room)] if self.stops else []
        top = line[0].items[-1].area.end + 22 if line else room.top
        below = Area(room.left + INDENT, top, room.width - INDENT, room.end - top)
        blocks = [_question(text) for text in self.questions]
        texts = stacked(blocks, below, f"Flere spørsmål står {self.elsewhere}", gap=20, scales=(1, 0.94, 0.87, 0.8))
        return [*line, *_numbered(texts, {block[0].text for block in blocks}, room)]


def _question(text: str) -> list[Line]:
    """The question, and below it what bears on it."""
    question, mark, about = text.partition("? ")
    return [Line(question + mark.strip(), ASKED, BOLD), *([Line(about, TOLD, colour="muted")] if about else [])]


def _numbered(texts: Sequence[Text], questions: set[str], room: Area) -> list[Item]:
    items: list[Item] = []
    number = 0
    for text in texts:
        if text.text in questions:
            number += 1
            rule = Area(room.left, text.area.top - 9, room.width, 1)
            sign = Area(room.left, text.area.top - 4, INDENT, one_line(text.size * 1.3))
            items += [Shape(RECTANGLE, rule, fill="grid"), Text(str(number), sign, text.size * 1.3, SERIF, "first")]
        items.append(text)
    return items


def line_of(stops: Sequence[Stop], room: Area) -> Drawing:
    """The dates from today on: each stretch as wide as its time, within what its words need."""
    total = sum(stop.width for stop in stops)
    top, left = room.top + DOT / 2 - THICK / 2, room.left
    shapes: list[Shape] = []
    dots: list[Shape] = []
    labels: list[Text] = []
    for place, stop in enumerate(stops):
        wide = room.width * stop.width / total
        kind, colour = KINDS[stop.kind]
        if place < len(stops) - 1:
            area = Area(left, top, wide, THICK)
            shapes.append(
                Shape(kind, area, fill=colour) if kind != DASHED else Shape(kind, area, line=colour, weight=1.5)
            )
        dots.append(Shape(ELLIPSE, Area(left, room.top, DOT, DOT), fill="ground", line="first", weight=4))
        labels += _label(stop, left, room.top + DOT + 6, wide - 16)
        left += wide
    lowest = max(text.area.end for text in labels)
    labels[-1] = replace(labels[-1], area=replace(labels[-1].area, height=lowest - labels[-1].area.top))
    words = tuple(f"{wording.day(stop.day)}: {stop.what}" if stop.what else wording.day(stop.day) for stop in stops)
    return Drawing("Frister", (*shapes, *dots, *labels), words)


def _label(stop: Stop, left: float, top: float, width: float) -> list[Text]:
    day = written(
        Line(f"I dag, {wording.day(stop.day)}" if stop.is_today else wording.day(stop.day), LABEL, BOLD),
        left,
        top,
        width,
    )
    line = sized((stop.what,), (LABEL - 2, LABEL - 4, LABEL - 6), 3, width) if stop.what else None
    return [day, *([written(replace(line, colour="muted"), left, day.area.end, width)] if line else [])]


@dataclass(frozen=True)
class ColumnsBody:
    """Headings beside each other, each with what stands under it: in bold what, and below it why."""

    columns: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(f"{what}: {why}" if why else what for _, told in self.columns for what, why in told)

    def items(self, room: Area) -> list[Item]:
        between = 70
        wide = (room.width - between * (len(self.columns) - 1)) / max(len(self.columns), 1)
        items: list[Item] = []
        columns: list[tuple[list[list[Line]], Area]] = []
        for place, (heading, told) in enumerate(self.columns):
            left = room.left + place * (wide + between)
            head = written(Line(heading, 26, SERIF), left, room.top, wide)
            rule = Area(left, head.area.end + 6, wide, 1)
            items += [head, Shape(RECTANGLE, rule, fill="axis")]
            blocks = [[Line(what, 25, BOLD), *([Line(why, 21, colour="muted")] if why else [])] for what, why in told]
            columns.append((blocks, Area(left, rule.end + 16, wide, room.end - rule.end - 16)))

        rest = f"Mer står {self.elsewhere}"

        def at(scale: float) -> list[Text]:
            placed = (stacked(blocks, below, rest, gap=18, scales=(scale,)) for blocks, below in columns)
            return [*itertools.chain.from_iterable(placed)]

        # As large in all, as the fullest has room for.
        tried = map(at, COLUMN_SCALES)
        return [*items, *next((texts for texts in tried if rest not in {t.text for t in texts}), at(COLUMN_SCALES[-1]))]


@dataclass(frozen=True)
class WordsBody:
    """Sentences alone, large: why there is nothing else."""

    sentences: tuple[str, ...]
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return self.sentences

    def items(self, room: Area) -> list[Item]:
        blocks = [[Line(text, 32)] for text in self.sentences]
        return [*stacked(blocks, room, f"Mer står {self.elsewhere}")]
