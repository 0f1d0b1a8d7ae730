"""One big number, and its uncertainty drawn on a line as wide as the slide allows."""

from dataclasses import dataclass

from content import wording
from content.look.marks import SECOND, Mark, scale_end
from content.slides.items import (
    ELLIPSE,
    LEFT,
    RECTANGLE,
    RIGHT,
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
from content.slides.letters import SERIF

SIZES, BESIDE = (210, 180, 150, 120, 96, 76, 60), 470
"""Of the number, and how much of the slide it takes where a line is drawn beside it."""
TINT = 0.38
THICK, HIGH = 52, 24


@dataclass(frozen=True)
class NumberBody:
    value: str
    about: tuple[str, ...]
    """Its uncertainty, its caveat and what else must be known, a sentence each."""
    mark: Mark | None
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return (self.value, *self.about)

    def items(self, room: Area) -> list[Item]:
        width = BESIDE if self.mark else room.width
        value, sizes = wording.capitalised(self.value), SIZES[2:] if self.mark else SIZES
        line = sized((value,), sizes[:3], 1, width, SERIF) or sized((value,), SIZES[4:], 2, width, SERIF)
        if line is None:
            return [*stacked([[Line(text, 24)] for text in self.words], room, f"Mer står {self.elsewhere}", gap=8)]
        shown = written(Line(value, line.size, SERIF, "first"), room.left, room.top, width, name="Tallet")
        below = Area(room.left, shown.area.end + 8, width, room.end - shown.area.end - 8)
        about = stacked([[Line(text, 24)] for text in self.about], below, f"Mer står {self.elsewhere}", gap=8)
        strip = Area(room.left + width + 70, room.top + 60, room.width - width - 110, 170)
        return [shown, *([large_strip(self.mark, strip)] if self.mark else []), *about]


def large_strip(mark: Mark, area: Area) -> Drawing:
    """A share on a line from 0, with the interval as a band with edges, or an arrow to where it is left open."""
    end = scale_end([mark])
    colour = mark.colour

    def at(percent: float) -> float:
        return area.left + area.width * percent / end

    middle = area.top + THICK / 2 + 34
    axis = middle + THICK / 2 + 14
    items: list[Text | Shape] = [Shape(RECTANGLE, Area(area.left, axis, area.width, 2), fill="axis")]
    for step in range(5):
        share = end * step / 4
        words = wording.percent(share) if step == 4 else wording.number(share)
        items.append(Shape(RECTANGLE, Area(at(share) - 0.5, area.top, 1, axis - area.top), fill="grid"))
        items.append(_label(words, at(share), axis + 8, 20, "muted"))
    if mark.low is not None and mark.high is not None:
        band = Area(at(mark.low), middle - THICK / 2, at(mark.high) - at(mark.low), THICK)
        items.append(Shape(RECTANGLE, band, fill=colour, tint=TINT if mark.is_interval else 1))
        items += [Shape(RECTANGLE, Area(x - 1.5, band.top, 3, THICK), fill=colour) for x in (band.left, band.right)]
    elif mark.point is None:
        is_up = mark.high is None
        x = at(mark.low if is_up else mark.high)
        items.append(Shape(RECTANGLE, Area(x if is_up else x - 40, middle - 6, 40, 12), fill=colour))
        items.append(
            Shape(RIGHT if is_up else LEFT, Area(x + 40 if is_up else x - 64, middle - 16, 24, 32), fill=colour)
        )
    if mark.point is not None:
        kind = RECTANGLE if colour == SECOND else ELLIPSE
        items.append(Shape(kind, Area(at(mark.point) - HIGH / 2, middle - HIGH / 2, HIGH, HIGH), fill=colour))
    return Drawing("Tallet på en linje", tuple(items), (_in_words(mark, end),))


def _label(words: str, middle: float, top: float, size: float, colour: str) -> Text:
    return Text(words, Area(middle - 50, top, 100, one_line(size)), size, colour=colour, align="center")


def _in_words(mark: Mark, end: int) -> str:
    ends = [wording.percent(value) for value in (mark.low, mark.high) if value is not None]
    told = [wording.percent(mark.point)] if mark.point is not None else []
    if ends:
        told.append(f"{'95 %-intervall' if mark.is_interval else 'Oppgitt'} {'–'.join(ends)}")
    return f"På en linje fra 0 til {wording.percent(end)}: {', '.join(told)}."
