"""What the charts of slides share: the axis of values, and where the marks stand."""

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content import wording
from content.slides.powerpoint.shapes import CHART_SIZE, GRID, MUTED, C, points, set_font

# Norwegian also where the program is not.
THOUSANDS = '[>=1000]#"\u00a0"##0;0'


def dress_values(values, unit: str) -> None:
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.theme_color = GRID
    values.format.line.fill.background()
    values.tick_labels.font.size = points(CHART_SIZE)
    values.tick_labels.font.color.theme_color = MUTED
    values.major_unit = values.maximum_scale / 4
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = THOUSANDS if values.major_unit >= 1 else "0.0"
    values.has_title = True
    values.axis_title.text_frame.text = wording.capitalised(unit)
    set_font(values.axis_title.text_frame.paragraphs[0].runs[0].font, CHART_SIZE, MUTED)


def axis_end(most: float) -> float:
    """The first end that is no less and gives four steps of whole numbers, or of tenths where all is small."""
    power = 10.0 ** (len(str(int(most / 4))) - 1) if most > 4 else 0.1
    return next(4 * step * power for step in (1, 2, 3, 4, 5, 6, 8, 10, 20, 40) if 4 * step * power >= most - 1e-9)


def inside(chart, left: float, top: float, width: float, height: float) -> None:
    """Where the marks stand, in shares of the chart, so that every program leaves names the same room."""
    area = chart._chartSpace.chart.plotArea
    found = area.find(qn("c:layout"))
    if found is not None:
        area.remove(found)
    ends = "".join(
        f'<c:{name} val="{value:.4f}"/>' for name, value in zip("xywh", (left, top, width, height), strict=True)
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f'<c:layout xmlns:c="{C}"><c:manualLayout>{modes}{ends}</c:manualLayout></c:layout>'))
