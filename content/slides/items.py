"""What a slide is drawn of, in pixels of a slide of 1280 × 720: the same for PowerPoint and for a wall."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.charts import Chart
from content.slides.letters import LINE_HEIGHT, TEXT, height_of, plain, wrapped

WIDTH, HEIGHT, MARGIN = 1280, 720, 75
ACROSS = WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class Area:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def end(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Text:
    """Words in a font of letters.py, in a colour of the palette."""

    text: str
    area: Area
    size: float
    font: str = TEXT
    colour: str = "text"
    align: str = "left"
    is_turned: bool = False
    """Read from below."""
    name: str = "Tekst"


@dataclass(frozen=True)
class Shape:
    """One of those below, filled and outlined in colours of the palette."""

    kind: str
    area: Area
    fill: str = ""
    line: str = ""
    weight: float = 0
    tint: float = 1
    """How much of its colour the fill has; the rest is the ground's."""


RECTANGLE, ELLIPSE, DASHED, HATCHED, RIGHT, LEFT = "rectangle", "ellipse", "dashed", "hatched", "right", "left"
"""What a shape may be; the last two are arrow heads."""


@dataclass(frozen=True)
class Cell:
    """The sign of a status on its colour, with a notch where the deadline is over."""

    status: str
    area: Area
    is_in_operation: bool = False
    is_over: bool = False

    @property
    def size(self) -> float:
        """Of the sign."""
        return min(self.area.width, self.area.height, 30) * 0.68


@dataclass(frozen=True)
class Picture:
    chart: Chart
    area: Area
    alt: str


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    area: Area
    alt: str


@dataclass(frozen=True)
class Drawing:
    """Items that are one picture, and what it says, for who does not see it."""

    name: str
    items: tuple[Text | Shape | Cell, ...]
    words: tuple[str, ...]


Item = Text | Shape | Cell | Picture | Table | Drawing


@dataclass(frozen=True)
class Line:
    """A text before its place is known."""

    text: str
    size: float
    font: str = TEXT
    colour: str = "text"


def written(line: Line, left: float, top: float, width: float, **how) -> Text:
    """The line as high as it needs to be."""
    height = height_of(line.text, line.size, width, line.font)
    return Text(plain(line.text), Area(left, top, width, height), line.size, line.font, line.colour, **how)


def sized(texts: Sequence[str], sizes: Sequence[float], most: int, width: float, font: str = TEXT) -> Line | None:
    """The first text that takes at most so many lines at one of the sizes, at the largest; None if none does."""
    for text in texts:
        for size in sizes:
            if len(wrapped(text, size, width, font)) <= most:
                return Line(text, size, font)
    return None


def stacked(
    blocks: Sequence[Sequence[Line]], room: Area, rest: str, gap: float = 14, scales: Sequence[float] = (1, 0.9, 0.8)
) -> list[Text]:
    """Blocks below each other, each whole or left out; `rest` is said where one is left out."""
    for scale in scales:
        if (texts := _placed(blocks, room, gap, scale)) and texts[-1].area.end <= room.end:
            return texts
    told = Line(rest, 18, colour="muted")
    last = height_of(rest, told.size, room.width)
    for count in range(len(blocks) - 1, 0, -1):
        texts = _placed(blocks[:count], room, gap, scales[-1])
        if texts[-1].area.end + gap + last <= room.end:
            return [*texts, written(told, room.left, texts[-1].area.end + gap, room.width)]
    return [written(told, room.left, room.top, room.width)] if blocks else []


def _placed(blocks: Sequence[Sequence[Line]], room: Area, gap: float, scale: float) -> list[Text]:
    texts, top = [], room.top
    for block in blocks:
        for line in block:
            texts.append(written(replace(line, size=round(line.size * scale)), room.left, top, room.width))
            top = texts[-1].area.end
        top += gap * scale
    return texts


def one_line(size: float) -> float:
    return size * LINE_HEIGHT
