"""The items of a slide as shapes of PowerPoint, each of which can be moved and written in."""

from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content.look.marks import KIND_OF_STATUS
from content.slides.bodies.figure import ACROSS_CELL, DOWN_CELL, TABLE_SIZE, column_widths, row_height
from content.slides.items import (
    DASHED,
    ELLIPSE,
    HATCHED,
    LEFT,
    RECTANGLE,
    RIGHT,
    Area,
    Cell,
    Drawing,
    Item,
    Picture,
    Shape,
    Table,
    Text,
)
from content.slides.letters import BOLD, SERIF, plain
from content.slides.letters import TEXT as REGULAR
from content.slides.powerpoint.charts import add_chart
from content.slides.powerpoint.shapes import A, place, points, px, set_colour, set_decorative, set_name

# A table without stripes and lines.
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
ALIGNED = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
SHAPES = {
    RECTANGLE: MSO_SHAPE.RECTANGLE,
    DASHED: MSO_SHAPE.RECTANGLE,
    HATCHED: MSO_SHAPE.RECTANGLE,
    ELLIPSE: MSO_SHAPE.OVAL,
    RIGHT: MSO_SHAPE.ISOSCELES_TRIANGLE,
    LEFT: MSO_SHAPE.ISOSCELES_TRIANGLE,
}
TURNED = {RIGHT: 90, LEFT: 270}
FILLS = {
    "done": ("done", "on_done"),
    "partly": ("partly", "on_partly"),
    "under-way": ("under_way", "on_under_way"),
    "not-started": ("ground", "text"),
    "unclear": ("panel", "text"),
}
"""Kind of status → the colour of its cell and of its sign; the others are muted on a panel, as in marks.css."""
SLICES = {"partly": (162.0, 54.0), "under-way": (162.0, 0.0)}
"""Where a slice of a circle begins and ends, clockwise from the right, as PowerPoint reckons: in 5/3 degrees."""
SIGNS = {"unclear": "?", "silent": "!"}


def draw(shapes, item: Item) -> None:
    """`shapes` are those of a slide."""
    match item:
        case Text():
            _text(shapes, item)
        case Shape():
            _shape(shapes, item)
        case Cell():
            _cell(shapes, item)
        case Picture():
            add_chart(shapes, item.chart, item.alt, item.area)
        case Table():
            _table(shapes, item)
        case Drawing():
            before = len(shapes)
            # Else the numbers of all shapes are looked through for each that is added. A group gives itself its own.
            shapes.turbo_add_enabled = True
            for part in item.items:
                draw(shapes, part)
            shapes.turbo_add_enabled = False
            # Made on the slide and then gathered: a group is measured anew at each shape that is made in it.
            group = shapes.add_group_shape(list(shapes)[before:])
            set_name(group, item.name, " ".join(item.words))


def write(frame, text: Text) -> None:
    # It has room in the fonts it names; a machine that lacks them may have wider letters.
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = ALIGNED[text.align]
    run = paragraph.add_run()
    run.text = plain(text.text)
    run.font.size, run.font.bold = points(text.size), text.font in (BOLD, SERIF)
    run.font.name = "+mj-lt" if text.font == SERIF else "+mn-lt"
    set_colour(run.font.color, text.colour)


def _text(shapes, text: Text) -> None:
    shape = shapes.add_textbox(*place(text.area))
    set_name(shape, text.name)
    write(shape.text_frame, text)
    if text.is_turned:
        shape.text_frame._txBody.bodyPr.set("vert", "vert270")


def _shape(shapes, shape: Shape, kind=None):
    made = shapes.add_shape(kind or SHAPES[shape.kind], *place(_before_turning(shape)))
    set_decorative(made, "Strek")
    # Else some programs draw a shadow, and a line where there is none.
    made._element.remove(made._element.find(qn("p:style")))
    made.rotation = TURNED.get(shape.kind, 0)
    if shape.kind == HATCHED:
        made.fill.patterned()
        made.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        set_colour(made.fill.fore_color, shape.fill)
        set_colour(made.fill.back_color, "ground")
    elif shape.fill:
        made.fill.solid()
        set_colour(made.fill.fore_color, shape.fill, shape.tint)
    else:
        made.fill.background()
    if shape.line:
        made.line.width = points(shape.weight)
        set_colour(made.line.color, shape.line)
        if shape.kind == DASHED:
            made.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    else:
        made.line.fill.background()
    return made


def _before_turning(shape: Shape) -> Area:
    """An arrow head is a triangle that is turned a quarter: it is placed as wide as it then is high."""
    area = shape.area
    if shape.kind not in TURNED:
        return area
    middle, level = area.left + area.width / 2, area.top + area.height / 2
    return Area(middle - area.height / 2, level - area.width / 2, area.height, area.width)


def _cell(shapes, cell: Cell) -> None:
    kind, area = KIND_OF_STATUS[cell.status], cell.area
    fill, on = FILLS.get(kind, ("panel", "muted"))
    _shape(shapes, Shape(RECTANGLE, area, fill=fill, line="outline" if kind == "not-started" else "", weight=1))
    size = cell.size

    def middle(share: float, flatness: float = 1) -> Area:
        wide, high = size * share, size * share * flatness
        return Area(area.left + (area.width - wide) / 2, area.top + (area.height - high) / 2, wide, high)

    if kind in SIGNS:
        high = size * 1.25
        place_of = Area(area.left, area.top + (area.height - high) / 2, area.width, high)
        _text(shapes, Text(SIGNS[kind], place_of, size * 0.95, BOLD, on, "center", name="Tegn"))
    elif kind == "dropped":
        _shape(shapes, Shape(RECTANGLE, middle(1), fill=on), MSO_SHAPE.MATH_MULTIPLY)
    elif kind == "unanswered":
        _shape(shapes, Shape(RECTANGLE, middle(0.56, 0.14), fill=on))
    elif kind == "unasked":
        _shape(shapes, Shape(ELLIPSE, middle(0.2), fill=on))
    else:
        is_full = kind == "done"
        is_ring = is_full and cell.is_in_operation
        ring = Shape(
            ELLIPSE, middle(0.92 if is_ring else 0.76), fill="" if is_ring or not is_full else on, line=on, weight=2
        )
        _shape(shapes, ring)
        if is_ring:
            _shape(shapes, Shape(ELLIPSE, middle(0.5), fill=on))
        elif kind in SLICES:
            pie = _shape(shapes, Shape(ELLIPSE, middle(0.76), fill=on), MSO_SHAPE.PIE)
            pie.adjustments[0], pie.adjustments[1] = SLICES[kind]
    if cell.is_over:
        notch = _shape(
            shapes, Shape(RECTANGLE, Area(area.right - 8, area.top, 8, 8), fill="text"), MSO_SHAPE.RIGHT_TRIANGLE
        )
        notch.rotation = 180


def _table(shapes, item: Table) -> None:
    rows = [item.columns, *item.rows]
    widths = column_widths(item.columns, list(item.rows), item.area.width)
    frame = shapes.add_table(len(rows), len(widths), *place(item.area))
    set_name(frame, "Tabell", item.alt)
    frame._element.xpath(".//a:tableStyleId")[0].text = NO_STYLE
    table = frame.table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = px(width)
    for number, row in enumerate(rows):
        is_head = number == 0
        table.rows[number].height = px(row_height(row, widths, is_head))
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            write(cell.text_frame, Text(text, item.area, TABLE_SIZE, BOLD if is_head else REGULAR))
            cell.margin_left, cell.margin_right = 0, px(ACROSS_CELL)
            cell.margin_top = cell.margin_bottom = px(DOWN_CELL / 2)
            colour, thickness = ("tx2", 19050) if is_head else ("bg2", 9525)
            fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
            line = parse_xml(f'<a:lnB xmlns:a="{A}" w="{thickness}">{fill}</a:lnB>')
            cell._tc.get_or_add_tcPr().append(line)
    frame.height = sum(row.height for row in table.rows)
