"""A table as Word has it: a header row that is repeated on each page, columns as wide as their words ask for."""

import re
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl

from content.documents.blocks import Table
from content.documents.word.styles import CELL, HEAD, TABLE, TEXT_WIDTH, style_id
from content.documents.word.text import escaped, printable

# What a letter of a table takes, in twentieths of a point; a long text gets more lines and not more width.
LETTER, LONGEST_LINE = 92, 34
KEPT_ROWS, SHORT_TEXT = 12, 200


def table_xml(table: Table) -> CT_Tbl:
    widths = column_widths(table)
    # A short table is not torn at the end of a page, and no header row is left there alone.
    is_kept = len(table.rows) <= KEPT_ROWS and max(len(text) for cells in table.rows for text in cells) < SHORT_TEXT
    rows = [_row(table.header, widths, HEAD, is_kept=True)]
    rows += [
        _row(cells, widths, CELL, is_kept and row < len(table.rows)) for row, cells in enumerate(table.rows, start=1)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style_id(TABLE)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(printable(table.caption))}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def column_widths(table: Table) -> list[int]:
    """What each column gets of the page, in twentieths of a point: room for its longest word, then for its lines."""
    words, lines = [], []
    for texts in zip(table.header, *table.rows, strict=True):
        told = [line for text in texts for line in text.split("\n")]
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


def _row(texts: tuple[str, ...], widths: list[int], style: str, is_kept: bool) -> str:
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
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in escaped(text).split("\n"))
