"""A document written as Word: what is there is read out right, and can be changed by whoever gets it."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime, time
from functools import cache

import docx
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph as Line

from content import progress
from content.documents.blocks import (
    Contents,
    Document,
    FlatBlock,
    Heading,
    Layout,
    Meaning,
    Paragraph,
    Picture,
    Span,
    Table,
    flat,
)
from content.documents.word.styles import (
    A4,
    FACT,
    LANGUAGE,
    LARGE,
    MARGIN,
    STYLE_OF,
    TEXT_WIDTH,
    set_styles,
    style_id,
)
from content.documents.word.tables import table_xml
from content.documents.word.text import escaped, printable
from content.drawing import renderer
from content.look.palette import LIGHT

# The chart alone, since its words stand beside it; its letters are as large as the document's own, at 225 dots an inch.
PICTURE = {"padding": 2, "autosize": {"type": "pad"}}
TALLEST_PICTURE = Cm(16)
"""Two thirds of the page: the heading and the first sentences have room beside it."""
LOWEST_HEADING = 3
LONGEST_PROPERTY = 255


def written(document: Document, tell: progress.Tell = progress.unheard) -> bytes:
    blocks, drawings = [], []
    with ExitStack() as opened:
        # A process that draws, begun where there is anything to draw.
        draw = cache(lambda: opened.enter_context(renderer()))
        for block in flat(document.blocks):
            blocks.append(block)
            if isinstance(block, Heading):
                # What is written below it is found first when it is asked for, which is half of the work.
                tell(f"Skriver «{block.text}» …")
            elif isinstance(block, Picture):
                drawings.append(draw()(block.spec | PICTURE | {"width": block.width}))
        file = _empty(document)
        drawn = progress.each(drawings, "figur", "figurer", tell)
        _write(file, blocks, pictures=(drawing.result() for drawing in drawn))
        if document.layout is Layout.BOOKLET:
            _first_heading_stays(file)
        _foot(file, document.foot)
    packed = io.BytesIO()
    file.save(packed)
    return packed.getvalue()


def _write(file: File, blocks: list[FlatBlock], pictures: Iterator[bytes]) -> None:
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    is_linked = any(isinstance(block, Contents) for block in blocks)
    for block in blocks:
        match block:
            case Heading(text, level):
                _heading(file, text, level, is_linked)
            case Paragraph(spans, meaning):
                _paragraph(file, STYLE_OF[meaning], spans)
            case Table():
                # Word joins two tables that have nothing between them.
                _paragraph(file, STYLE_OF[Meaning.NOTE])._p.addprevious(table_xml(block))
            case Picture(alt=alt):
                _picture(file, next(pictures), alt)
            case Contents(label):
                _contents(file, label, titles)


def _empty(document: Document) -> File:
    """An A4 page in Norwegian, with its styles."""
    file = docx.Document()
    about, made_at = file.core_properties, datetime.combine(document.date, time())
    about.title, about.subject, about.version = (
        printable(text)[:LONGEST_PROPERTY] for text in (document.title, document.subject, document.version)
    )
    about.language = LANGUAGE
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.created = about.modified = made_at
    set_styles(file, document.layout)
    section = file.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    # A first page that tells something is a page as the others.
    section.different_first_page_header_footer = document.layout is not Layout.BOOKLET
    return file


def _paragraph(file: File, style: str, spans: Iterable[Span] = ()) -> Line:
    """One at the end; to look the style up by its name would take most of the time."""
    line = file.add_paragraph()
    line._p.style = style_id(style)
    for span in spans:
        if span.address:
            to = file.part.relate_to(printable(span.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            line._p.append(_link(f'r:id="{to}"', span.text))
            continue
        run = line.add_run(printable(span.text))
        if span.is_bold and style == FACT:
            run._r.get_or_add_rPr().style = style_id(LARGE)
        elif span.is_bold:
            run.bold = True
    return line


def _link(to: str, text: str):
    return parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} {to}><w:r><w:rPr><w:color w:val="{LIGHT.first[1:]}"/><w:u w:val="single"/>'
        f'</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:hyperlink>'
    )


def _heading(file: File, text: str, level: int, is_linked: bool) -> None:
    """With a mark that the contents lead to, if there are any."""
    made = _paragraph(file, f"Heading {min(level, LOWEST_HEADING)}", [Span(text)])
    if is_linked and level == 1:
        id = len(file.element.body)
        for mark in (f'Start w:name="{_bookmark(text)}"', "End"):
            made._p.append(parse_xml(f'<w:bookmark{mark} {nsdecls("w")} w:id="{id}"/>'))


def _first_heading_stays(file: File) -> None:
    """On the page it is on, whatever its style says."""
    first = next((line for line in file.paragraphs if line.style.name == "Heading 1"), None)
    if first is not None:
        first.paragraph_format.page_break_before = False


def _contents(file: File, label: str, titles: list[str]) -> None:
    _paragraph(file, STYLE_OF[Meaning.LABEL], [Span(label)])
    for title in titles:
        _paragraph(file, "List")._p.append(_link(f'w:anchor="{_bookmark(title)}"', title))


def _bookmark(title: str) -> str:
    return "del_" + re.sub(r"\W", "_", title)[:36]


def _picture(file: File, png: bytes, alt: str) -> None:
    """As wide as the text, or as tall as there is room for; the first sentences stay with it."""
    line = _paragraph(file, STYLE_OF[Meaning.CAPTION])
    picture = line.add_run().add_picture(io.BytesIO(png), width=TEXT_WIDTH)
    if picture.height > TALLEST_PICTURE:
        picture.width, picture.height = Length(picture.width * TALLEST_PICTURE // picture.height), TALLEST_PICTURE
    picture._inline.docPr.set("descr", printable(alt))
    # Where it is not said, some programs leave room to the sides.
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")


def _foot(file: File, text: str) -> None:
    """A line of text and the page number, on every page but a title's own."""
    foot = file.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
    foot.add_run(printable(f"{text} · Side "))
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
