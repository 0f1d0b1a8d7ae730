"""Slides as a PowerPoint file: charts and tables that can be edited, every sentence in the notes."""

import io
from datetime import UTC, date, datetime

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content.figures.credits import EXAMPLE
from content.look.palette import LIGHT
from content.slides.fit import (
    CELL,
    HEIGHT,
    MARGIN,
    TABLE_SIZE,
    WIDTH,
    Box,
    Slide,
    bullet_size,
    column_widths,
    placed,
    plain,
    row_height,
)
from content.slides.powerpoint.charts import add_chart
from content.slides.powerpoint.shapes import (
    FIRST,
    HEADING_FONT,
    LANGUAGE,
    MUTED,
    SECOND,
    TEXT,
    TEXT_FONT,
    A,
    place,
    points,
    px,
    set_font,
    set_name,
)

NAME = "Vold i nære relasjoner: tall og tiltak"
MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
THEME = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.ground,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.first,
    "accent2": LIGHT.second,
    "accent3": LIGHT.context,
    "accent4": LIGHT.muted,
    "accent5": LIGHT.grid,
    "accent6": LIGHT.text,
    "hlink": LIGHT.first,
    "folHlink": LIGHT.muted,
}
# «Title Only», the one layout in use, and a table without stripes and lines.
TITLE_ONLY, NO_STYLE = 5, "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def pptx(slides: list[Slide]) -> bytes:
    """The slides in their order, 16:9."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = px(WIDTH), px(HEIGHT)
    _master(deck)
    for number, slide in enumerate(slides, start=1):
        _add(deck, slide, number)
    _about(deck, slides)
    for part in deck.part.package.iter_parts():
        if hasattr(part, "_element"):
            _finish(part._element)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def file_name(slides: list[Slide], today: date) -> str:
    example = "eksempeldata-" if any(slide.is_example for slide in slides) else ""
    return f"{example}vold-i-naere-relasjoner-{today}.pptx"


def _master(deck) -> None:
    """Colours, fonts and the one layout, as wide as the slide."""
    layouts = list(deck.slide_layouts)
    for layout in layouts:
        if layout is not layouts[TITLE_ONLY]:
            deck.slide_layouts.remove(layout)
    layouts[TITLE_ONLY].name = "Tittel"
    for shape in [*deck.slide_master.placeholders, *layouts[TITLE_ONLY].placeholders]:
        shape.left, shape.width, shape.top, shape.height = (
            round(shape.left * 4 / 3),
            round(shape.width * 4 / 3),
            shape.top,
            shape.height,
        )
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", NAME)
    for name, colour in THEME.items():
        [scheme] = theme.iter(f"{{{A}}}{name}")
        scheme[:] = [etree.Element(f"{{{A}}}srgbClr", val=colour.strip("#").upper())]
    for name, font in (("majorFont", HEADING_FONT), ("minorFont", TEXT_FONT)):
        [fonts] = theme.iter(f"{{{A}}}{name}")
        fonts.find(f"{{{A}}}latin").set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _about(deck, slides: list[Slide]) -> None:
    about = deck.core_properties
    is_example = any(slide.is_example for slide in slides)
    about.title = f"{EXAMPLE} {NAME}" if is_example else NAME
    about.author = about.last_modified_by = NAME
    about.subject, about.keywords, about.comments = "Tall og tiltak", "", ""
    # As the version of the data is named, which is by the moment it was published.
    about.version = " ".join(sorted({f"{slide.published_at:%Y%m%dT%H%M%S%f}" for slide in slides}))
    about.language = LANGUAGE
    about.revision = 1
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    # The library's own picture of an empty slide.
    package = deck.part.package
    for id in [id for id, relation in package._rels.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.drop_rel(id)


def _finish(element) -> None:
    """Every text is Norwegian, and every shape has an alternative text."""
    for run in element.iter(f"{{{A}}}r"):
        run.get_or_add_rPr()
    for kind in ("rPr", "defRPr", "endParaRPr"):
        for properties in element.iter(f"{{{A}}}{kind}"):
            properties.set("lang", LANGUAGE)
    for shape in element.iter(qn("p:cNvPr")):
        if not shape.get("descr"):
            shape.set("descr", shape.get("name") or "Lysbilde")


def _add(deck, slide: Slide, number: int) -> None:
    made, at = deck.slides.add_slide(deck.slide_layouts[0]), placed(slide)
    shape = made.shapes.title
    set_name(shape, "Tittel")
    shape.left, shape.top, shape.width, shape.height = place(at.title)
    _write(shape.text_frame, [at.title.text], at.title.size, TEXT, is_bold=True)
    for name, box, colour in (("Gjelder", at.scope, MUTED), ("Funn", at.finding, FIRST)):
        if box.text:
            _text(made, name, box, [box.text], colour)
    if slide.is_example:
        _text(made, "Eksempeldata", Box(EXAMPLE, 15, 8, 20), [EXAMPLE], SECOND, is_bold=True)
    if slide.table is not None:
        _table(made, slide, at.body)
    elif slide.shown is not None:
        add_chart(made, slide.shown.chart, slide.alt, at.body)
    else:
        _bullets(made, slide.bullets, at.body)
    _text(made, "Kilde og dato", at.foot, [at.foot.text], MUTED, width=WIDTH - 2 * MARGIN - 110)
    _number(made, number, at.foot)
    _notes(made, slide)


def _text(made, name: str, box: Box, texts: list[str], colour, width: float = WIDTH - 2 * MARGIN, is_bold=False):
    shape = made.shapes.add_textbox(*place(box, width))
    set_name(shape, name)
    _write(shape.text_frame, texts, box.size, colour, is_bold)
    return shape


def _write(frame, texts: list[str], size: float, colour, is_bold: bool = False) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(texts):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = plain(text)
        set_font(run.font, size, colour, is_bold)


def _bullets(made, bullets: tuple[str, ...], body: Box) -> None:
    size = bullet_size(bullets, body.height)
    shape = _text(made, "Punkter", Box("", size, body.top, body.height), list(bullets), TEXT)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = points(size / 2)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(px(30)))
        properties.set("indent", str(-px(30)))
        properties.append(parse_xml(f'<a:buChar xmlns:a="{A}" char="•"/>'))


def _number(made, number: int, foot: Box) -> None:
    shape = made.shapes.add_textbox(px(WIDTH - MARGIN - 90), px(foot.end - 20), px(90), px(20))
    set_name(shape, "Nummer på lysbildet")
    _write(shape.text_frame, [], foot.size, MUTED)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.append(
        parse_xml(
            f'<a:fld xmlns:a="{A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr sz="{round(foot.size * 75)}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
            f"<a:t>{number}</a:t></a:fld>"
        )
    )


def _notes(made, slide: Slide) -> None:
    said = [slide.title, slide.scope, *([EXAMPLE] if slide.is_example else [])]
    # Questions and holes are no findings.
    can_say = [] if slide.bullets else ["Dette kan vi si:"]
    for heading, sentences in ((can_say, slide.can_say), (["Dette kan vi ikke si:"], slide.cannot_say)):
        said += ["", *heading, *(f"– {sentence}" for sentence in sentences)] if sentences else []
    made.notes_slide.notes_text_frame.text = "\n".join(plain(text) for text in [*said, "", slide.credit])


def _table(made, slide: Slide, body: Box) -> None:
    widths = column_widths(slide.table)
    rows = [tuple(slide.table.columns), *slide.table.itertuples(index=False, name=None)]
    frame = made.shapes.add_table(len(rows), len(widths), *place(body))
    set_name(frame, "Tabell", slide.alt)
    frame._element.xpath(".//a:tableStyleId")[0].text = NO_STYLE
    table = frame.table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = px(width)
    for number, row in enumerate(rows):
        table.rows[number].height = px(row_height(row, widths))
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            _write(cell.text_frame, [text], TABLE_SIZE, TEXT, is_bold=number == 0)
            cell.margin_left, cell.margin_right = 0, px(CELL[1])
            cell.margin_top = cell.margin_bottom = px(CELL[0] / 2)
            colour, thickness = ("tx2", 19050) if number == 0 else ("bg2", 9525)
            fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
            line = parse_xml(f'<a:lnB xmlns:a="{A}" w="{thickness}">{fill}</a:lnB>')
            cell._tc.get_or_add_tcPr().append(line)
    frame.height = sum(row.height for row in table.rows)
