"""A slide as HTML: on a wall, and as a small picture of itself; what it is drawn of is the same as in PowerPoint."""

import html
import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from content import drawing
from content.charts import Chart
from content.charts.style import NARROWEST, fixed
from content.look import marks
from content.look.palette import LIGHT
from content.slides import deck
from content.slides.bodies.figure import TABLE_SIZE, column_widths
from content.slides.items import Area, Cell, Drawing, Item, Picture, Shape, Table, Text
from content.slides.slide import NUMBER, SOURCE_SIZES, Slide, arranged
from content.slides.wide_chart import wide

DRAWN = re.compile(rb' (?:(?:d|x|y|x1|x2|y1|y2|width|height)="[^"]*"|transform="translate\([^)]*\))')
FINER = re.compile(rb"(\.\d\d)\d+(?![\de])")
"""Where something in a picture is, and what is too small a part of it to be seen."""
UNUSED = re.compile(rb' (class|role|aria-[a-z]+|pointer-events)="[^"]*"')
"""A picture is one thing to whoever hears the page, and to the mouse: its text stands beside it."""


def view(slide: Slide, number: int, of: int) -> str:
    """The slide as HTML for a whole screen, in the classes of slides.css."""
    return (
        f'<article class="vnr-wall"><div class="vnr-slide">{drawn(slide)}'
        f'<p class="vnr-text vnr-c-muted vnr-number" style="{_place(NUMBER)}--s:{SOURCE_SIZES[0]}">{number} av {of}</p>'
        "</div></article>"
    )


BLANK_TOLD = "Skjermen er mørk. Trykk B for å vise lysbildet."
BLANK = f'<article class="vnr-wall vnr-blank"><p class="vnr-unseen">{BLANK_TOLD}</p></article>'
"""While somebody speaks."""


def small(slide: Slide) -> str:
    """A picture of the slide, for who chooses among them; its title stands beside it."""
    return f'<div class="vnr-slide vnr-small" aria-hidden="true">{drawn(slide, is_picture=True)}</div>'


def small_of(version: str, id: str, today: date, filters: deck.Chosen) -> str:
    """The same of the slide that an address asks for: to break all its lines takes most of what a page run does."""
    return small(deck.slide(version, id, today, filters))


def sketch(kind: str) -> str:
    """What a slide of a kind looks like, where there is none to draw yet."""
    return f'<span class="vnr-sketch vnr-k-{kind}" aria-hidden="true"><i></i><i></i><i></i></span>'


def drawn(slide: Slide, is_picture: bool = False) -> str:
    at = arranged(slide)
    # A picture of a slide adds no heading to the page that it stands on.
    tag = "p" if is_picture else "h1"
    items = (*at.before, *at.body, *at.after)
    return _text(at.title, tag) + "".join(_item(item, is_picture) for item in items)


def _item(item: Item, is_picture: bool) -> str:
    match item:
        case Text():
            return _text(item)
        case Shape():
            return _shape(item)
        case Cell():
            return _cell(item)
        case Picture():
            return _chart(item, is_picture)
        case Table():
            return _table(item)
    return _drawing(item, is_picture)


def _place(area: Area) -> str:
    sides = zip("xywh", (area.left, area.top, area.width, area.height), strict=True)
    return "".join(f"--{side}:{value:.5g};" for side, value in sides)


def _text(text: Text, tag: str = "p") -> str:
    turned = " vnr-turned" if text.is_turned else ""
    kinds = f"vnr-text vnr-f-{text.font} vnr-c-{_name(text.colour)} vnr-{text.align}{turned}"
    return f'<{tag} class="{kinds}" style="{_place(text.area)}--s:{text.size:.3g}">{html.escape(text.text)}</{tag}>'


def _name(colour: str) -> str:
    return colour.replace("_", "-")


def _shape(shape: Shape) -> str:
    looks = f"--k:var(--vnr-{_name(shape.fill)});--t:{shape.tint:.0%};" if shape.fill else "--k:transparent;"
    if shape.line:
        looks += f"--l:var(--vnr-{_name(shape.line)});--b:{shape.weight};"
    return f'<i class="vnr-shape vnr-s-{shape.kind}" style="{_place(shape.area)}{looks}" aria-hidden="true"></i>'


def _cell(cell: Cell) -> str:
    kind = marks.KIND_OF_STATUS[cell.status]
    kinds = f"vnr-cell vnr-{kind}{' vnr-over' if cell.is_over else ''}"
    return (
        f'<span class="{kinds}" style="{_place(cell.area)}--g:{cell.size:.3g}">'
        f"{marks.glyph(cell.status, cell.is_in_operation)}</span>"
    )


def _drawing(drawing: Drawing, is_picture: bool) -> str:
    """Seen as a picture on a wall, and as words where there is no room for it; heard as words everywhere."""
    seen = "".join(_item(item, is_picture) for item in drawing.items)
    words = "".join(f"<li>{html.escape(text)}</li>" for text in drawing.words)
    told = "" if is_picture else f'<ul class="vnr-words" aria-label="{html.escape(drawing.name)}">{words}</ul>'
    return f'<div class="vnr-drawing" aria-hidden="true">{seen}</div>{told}'


def _table(table: Table) -> str:
    widths = column_widths(table.columns, list(table.rows), table.area.width)
    columns = "".join(f'<col style="width:{width / table.area.width:.2%}">' for width in widths)
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return (
        f'<div class="vnr-table" style="{_place(table.area)}--s:{TABLE_SIZE}"><table><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _chart(picture: Picture, is_picture: bool) -> str:
    shown = {"wide": _wide(picture.chart, picture.area.width, picture.area.height)}
    if not is_picture:
        shown["narrow"] = _narrow(picture.chart)
    alt = "" if is_picture else html.escape(picture.alt)
    return "".join(
        f'<img class="vnr-{name}" alt="{alt}" style="{_place(picture.area)}" src="data:image/svg+xml,{svg}">'
        for name, svg in shown.items()
    )


@lru_cache(maxsize=64)
def _wide(chart: Chart, width: float, height: float) -> str:
    """For a wall, drawn once for all who look."""
    return _encoded(wide(chart, width, height))


@lru_cache(maxsize=64)
def _narrow(chart: Chart) -> str:
    """For a phone."""
    return _encoded(fixed(chart.drawn(LIGHT), NARROWEST, padding=4))


def _encoded(spec: dict) -> str:
    """In signs that a page may hold: what is alike in it stays alike, and is sent in fewer bytes than as base64.

    What is drawn stands to a hundredth of a point, and what a picture in a page has no use for is left out.
    """
    drawn = DRAWN.sub(lambda value: FINER.sub(rb"\1", value[0]), UNUSED.sub(b"", drawing.svg(spec)))
    return quote(drawn, safe=" /:;=,()")
