"""What every shape of a slide is made with: measures, colours, fonts, names."""

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from content.look.palette import LIGHT
from content.slides.items import Area
from content.slides.letters import plain

LANGUAGE = "nb-NO"
# Fonts that every PowerPoint has: the first is the dashboard's own second choice.
HEADING_FONT, TEXT_FONT = "Georgia", "Arial"
FIRST, SECOND, CONTEXT = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3
TEXT, MUTED, GRID = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.BACKGROUND_2
OF_THEME = {
    "text": TEXT,
    "muted": MUTED,
    "ground": MSO_THEME_COLOR.BACKGROUND_1,
    "grid": GRID,
    "first": FIRST,
    "second": SECOND,
    "context": CONTEXT,
    "done": MSO_THEME_COLOR.ACCENT_4,
    "partly": MSO_THEME_COLOR.ACCENT_5,
    "under_way": MSO_THEME_COLOR.ACCENT_6,
}
"""Colour of the palette → that of the theme, which somebody may change for a whole file."""
CHART_SIZE = 21
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DECORATIVE = (
    f'<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def px(pixels: float) -> Emu:
    return Emu(round(pixels * 9525))


def points(pixels: float) -> Pt:
    return Pt(pixels * 0.75)


def place(area: Area) -> tuple[Emu, ...]:
    return px(area.left), px(area.top), px(area.width), px(area.height)


def set_name(shape, name: str, alt: str = "") -> None:
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(alt or name))


def set_decorative(shape, name: str) -> None:
    """Nothing is told by it alone: it is not read out."""
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].append(parse_xml(DECORATIVE))


def set_colour(of, name: str, tint: float = 1) -> None:
    """`of` is the colour of a fill, a line or a font; `name` is of the palette."""
    if tint == 1 and name in OF_THEME:
        of.theme_color = OF_THEME[name]
    else:
        of.rgb = RGBColor(*(round(255 - (255 - part) * tint) for part in _parts(getattr(LIGHT, name))))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.strip("#")))


def set_font(font, size: float, colour, is_bold: bool = False) -> None:
    font.size, font.bold = points(size), is_bold
    font.color.theme_color = colour
