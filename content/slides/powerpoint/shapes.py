"""What every shape of a slide is made with: measures, colours, fonts, names."""

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu, Pt

from content.slides.fit import MARGIN, WIDTH, Box

LANGUAGE = "nb-NO"
# Fonts that every PowerPoint has: the first is the dashboard's own second choice.
HEADING_FONT, TEXT_FONT = "Georgia", "Arial"
FIRST, SECOND, CONTEXT = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3
TEXT, MUTED, GRID = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.BACKGROUND_2
CHART_SIZE = 21
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def px(pixels: float) -> Emu:
    return Emu(round(pixels * 9525))


def points(pixels: float) -> Pt:
    return Pt(pixels * 0.75)


def place(box: Box, width: float = WIDTH - 2 * MARGIN) -> tuple[Emu, ...]:
    return px(MARGIN), px(box.top), px(width), px(box.height)


def set_name(shape, name: str, alt: str = "") -> None:
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt or name)


def set_font(font, size: float, colour, is_bold: bool = False) -> None:
    font.size, font.bold = points(size), is_bold
    font.color.theme_color = colour
