"""How a report looks: an A4 page, the styles of its texts and its tables."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from content.documents.blocks import Layout, Meaning
from content.look.palette import LIGHT

LANGUAGE = "nb-NO"
FONT = "Calibri"
A4, MARGIN = (Cm(21), Cm(29.7)), Cm(2.5)
TEXT_WIDTH = Length(A4[0] - 2 * MARGIN)
NOTE, KEPT, LABEL, FACT, LARGE = "Kildelinje", "Undertekst", "Merkelapp", "Tall", "Stort tall"
CELL, HEAD, TABLE = "Tabelltekst", "Tabellhode", "Rolig tabell"
"""Styles of our own; KEPT stands on the same page as what follows, and LARGE is of letters."""
STYLE_OF = {
    Meaning.TEXT: "Normal",
    Meaning.TITLE: "Title",
    Meaning.SUBTITLE: "Subtitle",
    Meaning.LABEL: LABEL,
    Meaning.CAPTION: KEPT,
    Meaning.NOTE: NOTE,
    Meaning.BULLET: "List Bullet",
    Meaning.NUMBER: "List Number",
    Meaning.FACT: FACT,
}
STYLES = {
    "Normal": (10.5, LIGHT.text, 0, 6),
    "Title": (30, LIGHT.first, 150, 12),
    "Subtitle": (14, LIGHT.muted, 0, 30),
    "Heading 1": (20, LIGHT.first, 0, 10),
    "Heading 2": (15, LIGHT.first, 18, 6),
    "Heading 3": (12.5, LIGHT.text, 16, 4),
    "List Bullet": (10.5, LIGHT.text, 0, 3),
    "List Number": (10.5, LIGHT.text, 0, 3),
    "List": (10.5, LIGHT.text, 0, 3),
    NOTE: (9, LIGHT.muted, 2, 6),
    KEPT: (9, LIGHT.muted, 2, 6),
    LABEL: (10.5, LIGHT.text, 6, 2),
    FACT: (10.5, LIGHT.text, 4, 0),
    HEAD: (8.5, LIGHT.text, 2, 2),
    CELL: (8.5, LIGHT.text, 2, 2),
    "Footer": (8.5, LIGHT.muted, 0, 0),
}
"""Style → size, colour, room above and room below; sizes and room in points."""
OTHERWISE: dict[Layout, dict[str, tuple[float, str, float, float]]] = {
    Layout.REPORT: {},
    Layout.OVERVIEW: {"Title": (20, LIGHT.first, 0, 12)},
    Layout.BOOKLET: {
        "Title": (13, LIGHT.muted, 0, 0),
        "Subtitle": (9, LIGHT.muted, 0, 8),
        "Heading 1": (20, LIGHT.first, 0, 6),
        "Heading 2": (13, LIGHT.first, 9, 3),
        "Heading 3": (11, LIGHT.text, 9, 1),
        "Normal": (10, LIGHT.text, 0, 4),
        "List Bullet": (10, LIGHT.text, 0, 2),
        NOTE: (8.5, LIGHT.muted, 0, 3),
        KEPT: (8.5, LIGHT.muted, 0, 2),
        FACT: (10, LIGHT.text, 3, 0),
        HEAD: (8.5, LIGHT.text, 1, 1),
        CELL: (8.5, LIGHT.text, 1, 1),
    },
    Layout.PAPER: {
        "Title": (20, LIGHT.first, 0, 2),
        "Subtitle": (13, LIGHT.muted, 0, 8),
        "Heading 1": (12.5, LIGHT.first, 8, 2),
        "Heading 2": (10.5, LIGHT.text, 4, 1),
        "Normal": (10.5, LIGHT.text, 0, 4),
    },
}
"""The same where another layout than a report has it otherwise."""
LARGE_SIZE = 22
TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE.replace(" ", "")}">
    <w:name w:val="{TABLE}"/>
    <w:uiPriority w:val="99"/>
    <w:tblPr>
        <w:tblBorders>
            <w:top w:val="single" w:sz="8" w:space="0" w:color="{LIGHT.first[1:]}"/>
            <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.context[1:]}"/>
            <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.grid[1:]}"/>
        </w:tblBorders>
        <w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>
    </w:tblPr>
    <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
        <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{LIGHT.first[1:]}"/>
    </w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>
"""


def style_id(name: str) -> str:
    """What a style is called inside the file."""
    return name.replace(" ", "")


def set_styles(file: Document, layout: Layout) -> None:
    """Give an empty document our styles and our language."""
    styles = file.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name in STYLES:
        if name not in styles:
            own = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            own.base_style, own.quick_style = styles["Normal"], True
        _set_style(styles[name], *OTHERWISE[layout].get(name, STYLES[name]))
    large = styles.add_style(LARGE, WD_STYLE_TYPE.CHARACTER).font
    large.size, large.bold, large.color.rgb = Pt(LARGE_SIZE), True, _colour(LIGHT.first)
    styles["Heading 1"].paragraph_format.page_break_before = layout is not Layout.PAPER
    # No line below the title, and no space between the letters.
    for path in ("w:pPr/w:pBdr", "w:rPr/w:spacing"):
        for found in [found for name in ("Title", "Subtitle") for found in styles[name].element.xpath(path)]:
            found.getparent().remove(found)
    styles.element.append(parse_xml(TABLE_STYLE))


def _set_style(style: ParagraphStyle, size: float, color: str, before: float, after: float) -> None:
    is_heading = style.name.startswith("Heading")
    style.font.size, style.font.color.rgb = Pt(size), _colour(color)
    style.font.italic, style.font.bold = False, is_heading or style.name in (LABEL, HEAD)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.0 if size < STYLES["Normal"][0] else 1.15
    form.keep_with_next = is_heading or style.name in (KEPT, LABEL, FACT)


def _colour(written: str) -> RGBColor:
    return RGBColor.from_string(written.removeprefix("#"))
