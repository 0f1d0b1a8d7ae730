"""A slide: its finding, what bears it, what it does not say, and where it is from; and where each of these stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from content import wording
from content.figures.credits import EXAMPLE
from content.slides.items import (
    ACROSS,
    MARGIN,
    RECTANGLE,
    WIDTH,
    Area,
    Drawing,
    Item,
    Line,
    Picture,
    Shape,
    Text,
    one_line,
    sized,
    written,
)
from content.slides.letters import BOLD, SERIF

TITLE_SIZES, SCOPE_SIZES, BAND_SIZES, SOURCE_SIZES = (42, 38, 34, 30), (20, 18), (23, 20), (16, 14)
RULE, TITLE_TOP, GAP = Area(MARGIN, 34, 64, 5), 50, 11
BAND_END, SOURCE_TOP = 658, 675
PADDING = 23
"""From the edge of the band to its words."""
NUMBER = Area(WIDTH - MARGIN - 80, SOURCE_TOP, 80, 20)
"""The room of the slide's number, to the right of the source."""
SAYS_NOT, NOR, MISSING = "Sier ikke", "Heller ikke", "Mangler:"


class Body(Protocol):
    """What stands between the title and the band."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it in words."""

    def items(self, room: Area) -> list[Item]:
        """It, drawn in the room there is: what does not fit is left out whole, and a sentence says where it stands."""


@dataclass(frozen=True)
class Slide:
    id: str
    """In ASCII, as it stands in an address."""
    name: str
    """What it is called where it is chosen: the question it answers."""
    title: str
    """What was found."""
    scope: str
    """Unit, population, place and day, and what the marks of the picture are."""
    body: Body
    page: str
    """The name of the page that holds the whole of it."""
    can_say: tuple[str, ...]
    cannot_say: tuple[str, ...]
    source: str
    """In one line."""
    sources: tuple[str, ...]
    """In full."""
    published_at: pd.Timestamp
    is_example: bool
    """Reports of measures are made up."""
    missing: str
    """What is missing, which is told in the band instead of what is not said; empty for most."""
    plan: str
    """That it is of another plan than the one in force, and of which; empty else."""
    of_whom: str = ""
    """The scope of a figure where its picture is not there."""

    @property
    def mark(self) -> str:
        """What must be known of it before all else."""
        return " ".join(filter(None, (self.plan, EXAMPLE if self.is_example else "")))

    @property
    def published(self) -> str:
        return f"Tallene ble lagt ut {wording.local_day(self.published_at)}."

    @property
    def credit(self) -> str:
        return " ".join([*self.sources, f"Tallene ble lagt ut {wording.moment(self.published_at)}."])

    @property
    def elsewhere(self) -> str:
        return f"på siden {self.page}."


@dataclass(frozen=True)
class Arranged:
    """All that a slide is drawn of, in the order it is read."""

    title: Text
    scope: str
    before: list[Item]
    body: list[Item]
    after: list[Item]


def arranged(slide: Slide) -> Arranged:
    """Where a table stands in for the picture, nothing is said of its marks."""
    found = _arranged(slide, slide.scope)
    is_table = slide.of_whom and not any(isinstance(item, Picture) for item in found.body)
    return _arranged(slide, slide.of_whom) if is_table else found


def _arranged(slide: Slide, scope: str) -> Arranged:
    """Title from above, band and source from below, and the rest between them."""
    found = sized((slide.title,), TITLE_SIZES[:3], 1, ACROSS, SERIF)
    found = found or sized((slide.title, slide.name, slide.page), TITLE_SIZES, 2, ACROSS, SERIF)
    title = written(found or Line("", TITLE_SIZES[0], SERIF), MARGIN, TITLE_TOP, ACROSS, name="Tittel")
    top = title.area.end
    before: list[Item] = [Shape(RECTANGLE, RULE, fill="first")]
    if slide.mark:
        before.append(_mark(slide))
    if scope and (line := sized((scope, f"Hva tallene gjelder, står {slide.elsewhere}"), SCOPE_SIZES, 2, ACROSS)):
        about = written(_muted(line), MARGIN, top + 4, ACROSS, name="Gjelder")
        before.append(about)
        top = about.area.end
    band = list(_band(slide))
    end = band[0].area.top if band else BAND_END
    room = Area(MARGIN, top + GAP, ACROSS, end - GAP - top - GAP)
    return Arranged(title, scope, before, slide.body.items(room), [*band, _source(slide)])


def _muted(line: Line) -> Line:
    return Line(line.text, line.size, line.font, "muted")


def _mark(slide: Slide) -> Text:
    left, sizes = RULE.right + 20, (17, 15, 13)
    width = WIDTH - MARGIN - left
    line = sized((slide.mark,), sizes, 1, width, BOLD) or Line(slide.mark, sizes[-1], BOLD)
    return Text(
        line.text, Area(left, 24, width, one_line(line.size)), line.size, BOLD, "second", "right", name="Merknad"
    )


def _band(slide: Slide) -> Iterator[Shape | Text]:
    """What it does not say, its own first: one or two sentences, whole."""
    together, *alone = _lacking(slide) or [""]
    width = ACROSS - 2 * PADDING
    line = sized((together,), BAND_SIZES[:1], 1, width) or sized(alone, BAND_SIZES, 2, width)
    if line is None or not line.text:
        return
    text = written(line, MARGIN + PADDING, 0, width, name="Sier ikke")
    top = BAND_END - text.area.height - 20
    area = Area(MARGIN, top, ACROSS, text.area.height + 20)
    yield Shape(RECTANGLE, area, fill="panel")
    yield Shape(RECTANGLE, Area(MARGIN, top, 5, area.height), fill="first")
    yield written(line, MARGIN + PADDING, top + 10, width, name="Sier ikke")


def _lacking(slide: Slide) -> list[str]:
    """The words of the band: two sentences, for where they take one line, and then the first, and what is shorter."""
    if slide.missing:
        return [f"{MISSING} {slide.missing}"] * 2 + [f"{MISSING} se {slide.page}."]
    if not slide.cannot_say:
        return []
    first, *others = (wording.uncapitalised(text) for text in slide.cannot_say)
    return [
        " ".join([f"{SAYS_NOT} {first}", *(f"{NOR} {other}" for other in others[:1])]),
        f"{SAYS_NOT} {first}",
        f"{SAYS_NOT} {first.partition(': ')[0].rstrip('.')}.",
        f"Hva dette ikke sier, står {slide.elsewhere}",
    ]


def _source(slide: Slide) -> Text:
    width = NUMBER.left - 10 - MARGIN
    candidates = (f"{slide.source} {slide.published}".strip(), f"Kildene står {slide.elsewhere} {slide.published}")
    line = sized(candidates, SOURCE_SIZES, 1, width) or Line(slide.published, SOURCE_SIZES[-1])
    return written(_muted(line), MARGIN, SOURCE_TOP, width, name="Kilde og dato")


def texts(items: list[Item]) -> Iterator[Text]:
    """Every text that is drawn."""
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Drawing):
            yield from texts(list(item.items))
