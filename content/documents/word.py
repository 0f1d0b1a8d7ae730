"""Word's own ways: a document with styles, and headings, lists, tables and pictures that are read out right."""

import io
import re
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

import docx
import pandas as pd
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from content.charts import LIGHT
from content.documents.styles import (
    A4,
    CELL,
    HEAD,
    KEPT,
    LABEL,
    LANGUAGE,
    MARGIN,
    NOTE,
    TABLE,
    TEXT_WIDTH,
    set_short,
    set_styles,
    style_id,
)
from content.figures.figure import ASK_THE_KEEPER

TALLEST_PICTURE = Cm(16)
"""Two thirds of the page: the heading and the first sentences have room beside it."""
# What a letter of a table takes, in twentieths of a point; a long text gets more lines and not more width.
LETTER, LONGEST_LINE = 92, 34
KEPT_ROWS, SHORT_TEXT = 12, 200
LONGEST_PROPERTY = 255
MARKDOWN = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^]]+)\]\((?P<address>[^)]+)\)")
# What XML can not hold.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new(title: str, subject: str, version: str, today: date, is_short: bool = False) -> Document:
    """An empty A4 document in Norwegian, with its styles; a short one has no page for its title."""
    document = docx.Document()
    about, made_at = document.core_properties, datetime.combine(today, time())
    about.title, about.subject, about.version = (
        printable(text)[:LONGEST_PROPERTY] for text in (title, subject, version)
    )
    about.language = LANGUAGE
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.created = about.modified = made_at
    set_styles(document)
    if is_short:
        set_short(document)
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.different_first_page_header_footer = True
    return document


def printable(text: str) -> str:
    """Without what no file of XML can hold."""
    return UNPRINTABLE.sub("", text)


def _paragraph(document: Document, style: str) -> Paragraph:
    """An empty one at the end; to look the style up by its name would take most of the time."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style_id(style)
    return paragraph


def plain(document: Document, text: str, style: str = "Normal", lead: str = "") -> Paragraph:
    """A paragraph of what somebody typed: nothing in it is markup. `lead` stands before it in bold."""
    paragraph = _paragraph(document, style)
    if lead:
        paragraph.add_run(printable(f"{lead}: ")).bold = True
    paragraph.add_run(printable(text))
    return paragraph


def said(document: Document, markdown: str, style: str = "Normal") -> Paragraph:
    """A paragraph of a sentence of ours, with its bold words and links.

    Whom to ask is told on the pages: to a council that reads it on paper it says nothing.
    """
    paragraph, written = _paragraph(document, style), 0
    markdown = printable(markdown).replace(f" {ASK_THE_KEEPER}", "")
    for mark in MARKDOWN.finditer(markdown):
        paragraph.add_run(markdown[written : mark.start()])
        if mark["bold"]:
            paragraph.add_run(mark["bold"]).bold = True
        else:
            to = document.part.relate_to(mark["address"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            paragraph._p.append(_link(f'r:id="{to}"', mark["text"]))
        written = mark.end()
    paragraph.add_run(markdown[written:])
    return paragraph


def _link(to: str, text: str):
    return parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} {to}><w:r><w:rPr><w:color w:val="{LIGHT.first[1:]}"/><w:u w:val="single"/>'
        f'</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:hyperlink>'
    )


def bullets(document: Document, sentences) -> None:
    """Sentences of ours as a list."""
    for sentence in sentences:
        said(document, sentence, "List Bullet")


def numbered(document: Document, points) -> None:
    """Points of a decision, some of them with what somebody typed; a document has one such list."""
    for point in points:
        plain(document, point, "List Number")


def heading(document: Document, text: str, level: int) -> Paragraph:
    return plain(document, text, f"Heading {level}")


def front(document: Document, title: str, subtitle: str, about: dict[str, str], parts: list[str]) -> None:
    """The first page: what it is, what must be known of it, and what its parts are called."""
    plain(document, title, "Title")
    plain(document, subtitle, "Subtitle")
    for name, text in about.items():
        plain(document, text, lead=name)
    plain(document, "Innhold", LABEL)
    contents(document, parts)


def contents(document: Document, titles: list[str]) -> None:
    """What the parts are called, each leading to its heading; `part` makes the headings."""
    for title in titles:
        _paragraph(document, "List")._p.append(_link(f'w:anchor="{_bookmark(title)}"', title))


def part(document: Document, title: str) -> None:
    """The heading of a part, on a new page, that the contents lead to."""
    made, id = heading(document, title, 1)._p, len(document.element.body)
    for mark in (f'Start w:name="{_bookmark(title)}"', "End"):
        made.append(parse_xml(f'<w:bookmark{mark} {nsdecls("w")} w:id="{id}"/>'))


def _bookmark(title: str) -> str:
    return "del_" + re.sub(r"\W", "_", title)[:36]


def picture(document: Document, png: bytes, alt: str) -> None:
    """As wide as the text, or as tall as there is room for; the first sentences stay with it."""
    paragraph = _paragraph(document, KEPT)
    drawn = paragraph.add_run().add_picture(io.BytesIO(png), width=TEXT_WIDTH)
    if drawn.height > TALLEST_PICTURE:
        drawn.width, drawn.height = Length(drawn.width * TALLEST_PICTURE // drawn.height), TALLEST_PICTURE
    drawn._inline.docPr.set("descr", printable(alt))


def table(document: Document, frame: pd.DataFrame, about: str) -> None:
    """Texts in columns, with a header row that is repeated on each page; columns without any text are left out."""
    texts = {name: [str(cell) for cell in frame[name]] for name in frame.columns}
    texts = {name: cells for name, cells in texts.items() if any(cells)}
    widths = _widths(texts)
    label = quoteattr(printable(about))
    told = list(zip(*texts.values(), strict=True))
    # A short table is not torn at the end of a page, and no header row is left there alone.
    is_kept = len(told) <= KEPT_ROWS and max(len(text) for cells in told for text in cells) < SHORT_TEXT
    rows = [_row(list(texts), widths, HEAD, is_kept=True)]
    rows += [_row(cells, widths, CELL, is_kept and row < len(told)) for row, cells in enumerate(told, start=1)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style_id(TABLE)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={label}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    # Word joins two tables that have nothing between them.
    _paragraph(document, NOTE)._p.addprevious(made)


def _widths(texts: dict[str, list[str]]) -> list[int]:
    """What each column gets of the page, in twentieths of a point: room for its longest word, then for its lines."""
    words, lines = [], []
    for name, cells in texts.items():
        told = [line for text in (name, *cells) for line in text.split("\n")]
        longest = max(len(word) for line in told for word in re.split(r"[ \-–/]", line))
        words.append(LETTER * min(longest + 2, LONGEST_LINE))
        lines.append(LETTER * min(max(map(len, told)) + 2, LONGEST_LINE))
    room = TEXT_WIDTH.twips
    if sum(words) >= room:
        return [room * word // sum(words) for word in words]
    widths, left = words, room - sum(words)
    # Those that lack least are helped first, none with more than its share; what nobody needs goes to the last.
    lacks = [max(line - word, 0) for word, line in zip(words, lines, strict=True)]
    for done, column in enumerate(sorted(range(len(lacks)), key=lacks.__getitem__), start=1):
        waiting = len(lacks) - done + 1
        given = left if waiting == 1 else min(lacks[column], left // waiting)
        widths[column] += given
        left -= given
    return widths


def _row(texts: list[str], widths: list[int], style: str, is_kept: bool) -> str:
    form = f'<w:pStyle w:val="{style_id(style)}"/>{"<w:keepNext/>" if is_kept else ""}'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{form}</w:pPr>'
        f"<w:r>{_lines(text)}</w:r></w:p></w:tc>"
        for text, width in zip(texts, widths, strict=True)
    )
    # A long row may be torn: kept whole it would leave the rest of the page empty.
    marks = "<w:cantSplit/>" if max(map(len, texts)) < SHORT_TEXT else ""
    marks += "<w:tblHeader/>" if style == HEAD else ""
    return f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"


def _lines(text: str) -> str:
    lines = escape(printable(text)).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)


def footer(document: Document, text: str) -> None:
    """A line of text and the page number, on every page but the first."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run(printable(f"{text} · Side "))
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


def finished(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
