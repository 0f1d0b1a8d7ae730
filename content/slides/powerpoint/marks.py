"""What bars in PowerPoint are made of: their data, their room, their colours and their intervals."""

from collections.abc import Callable, Sequence

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content import wording
from content.charts.chart import InRows
from content.slides.letters import plain
from content.slides.powerpoint.axes import axis_end, dress_values, inside
from content.slides.powerpoint.shapes import FIRST, GRID, A, C

Native = tuple[CategoryChartData, XL_CHART_TYPE, Callable[..., None]]
"""The data and the kind of a chart of PowerPoint, and what dresses it when it is there, for a height in pixels."""
# The share of a chart that names take, and what is left above and below the bars.
NAMES, ABOVE, BELOW = 0.4, 0.03, 0.2
# How thick a bar is at most, in pixels; how much lighter one with an interval is, for the line to be seen on it,
# and the first of two parts.
THICKEST, LIGHTER, LIGHTEST = 48, 0.25, 0.7


def bar_data(chart: InRows, series: dict[str, list[float | None]]) -> CategoryChartData:
    """Categories with what is written beside each mark, since a label at an interval would stand on its line."""
    data = CategoryChartData(number_format="General")
    for row in chart.rows:
        between = ", " if ":" in row.label else ": "
        data.add_category(plain(f"{row.name}{between}{wording.uncapitalised(row.label)}"))
    for title, values in series.items():
        data.add_series(title, values)
    return data


def dress_bars(native, unit: str, most: float, height: float) -> None:
    """Bars from above, from 0, with room for their names."""
    plot = native.plots[0]
    room = height * 0.75 / len(plot.categories)
    plot.gap_width, plot.overlap = round(min(max(100 * (room / THICKEST - 1), 40), 500)), 100
    names, values = native.category_axis, native.value_axis
    names.reverse_order = True
    names.format.line.color.theme_color = GRID
    names.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    values.minimum_scale, values.maximum_scale = 0, axis_end(most)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    dress_values(values, unit)
    below = min(BELOW * 400 / height, 0.3)
    inside(native, NAMES, ABOVE, 1 - NAMES - 0.03, 1 - ABOVE - below)


def fill(series, colour, points: Sequence[tuple[int, MSO_THEME_COLOR]] = (), lighter: float = 0) -> None:
    """One colour, and another for some points."""
    fills = [(series.format.fill, colour), *((series.points[number].format.fill, other) for number, other in points)]
    for fill, of_theme in fills:
        fill.solid()
        fill.fore_color.theme_color = of_theme
        if of_theme == FIRST:
            fill.fore_color.brightness = lighter


def error_bars(series, minus: list[float], plus: list[float], width: float = 1.5, is_arrow: bool = False) -> None:
    """Each point's own distance down and up."""

    def numbers(name: str, values: list[float]) -> str:
        points = "".join(f'<c:pt idx="{n}"><c:v>{value:.6g}</c:v></c:pt>' for n, value in enumerate(values))
        literal = f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
        return f"<c:{name}>{literal}</c:{name}>"

    colour, end = ("accent1", '<a:tailEnd type="triangle" w="lg" len="lg"/>') if is_arrow else ("tx1", "")
    bars = parse_xml(
        f'<c:errBars xmlns:c="{C}" xmlns:a="{A}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="{int(is_arrow)}"/>{numbers("plus", plus)}{numbers("minus", minus)}'
        f'<c:spPr><a:ln w="{round(width * 12700)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>{end}</a:ln>'
        "</c:spPr></c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)


def intervals(series, ends: list[tuple[float, float, float]]) -> None:
    """Of each point: itself, its low and its high end."""
    error_bars(series, [point - low for point, low, _ in ends], [high - point for point, _, high in ends])
