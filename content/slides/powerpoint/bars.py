"""Bars, stacked bars and estimates as bars that PowerPoint can edit."""

from collections.abc import Callable, Sequence

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content import wording
from content.charts import Bars, Estimates, StackedBars
from content.charts.chart import InRows
from content.slides.fit import plain
from content.slides.powerpoint.axes import axis_end, dress_values, inside
from content.slides.powerpoint.shapes import CHART_SIZE, CONTEXT, FIRST, GRID, SECOND, TEXT, A, C, set_font

Native = tuple[CategoryChartData, XL_CHART_TYPE, Callable[..., None]]
"""The data and the kind of a chart of PowerPoint, and what dresses it when it is there, for a height in pixels."""
KNOWN_END, FROM = "Oppgitt ende", "Fra"
# The share of a chart that names take, and what is left above and below the bars.
NAMES, ABOVE, BELOW = 0.4, 0.03, 0.2
# How thick a bar is at most, in pixels; how much lighter one with an interval is, for the line to be seen on it.
THICKEST, LIGHTER = 48, 0.25


def _bar_data(chart: InRows, series: dict[str, list[float | None]]) -> CategoryChartData:
    """Categories with what is written beside each mark, since a label at an interval would stand on its line."""
    data = CategoryChartData(number_format="General")
    for row in chart.rows:
        between = ", " if ":" in row.label else ": "
        data.add_category(plain(f"{row.name}{between}{wording.uncapitalised(row.label)}"))
    for title, values in series.items():
        data.add_series(title, values)
    return data


def _dress_bars(native, unit: str, most: float, height: float) -> None:
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


def _fill(series, colour, points: Sequence[tuple[int, MSO_THEME_COLOR]] = (), lighter: float = 0) -> None:
    """One colour, and another for some points."""
    fills = [(series.format.fill, colour), *((series.points[number].format.fill, other) for number, other in points)]
    for fill, of_theme in fills:
        fill.solid()
        fill.fore_color.theme_color = of_theme
        if of_theme == FIRST:
            fill.fore_color.brightness = lighter


def _error_bars(series, minus: list[float], plus: list[float], width: float = 1.5, is_arrow: bool = False) -> None:
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


def bars(chart: Bars) -> Native:
    """A bar a name, with its interval where there is one."""

    def dress(native, height: float) -> None:
        _dress_bars(native, chart.unit, max(chart.ends), height)
        [series] = native.plots[0].series
        grey = [(number, CONTEXT) for number, row in enumerate(chart.rows) if row.is_context]
        _fill(series, FIRST, grey, LIGHTER if chart.has_interval else 0)
        if chart.has_interval:
            _intervals(series, [(row.value, row.low, row.high) for row in chart.rows])

    data = _bar_data(chart, {wording.capitalised(chart.unit): [row.value for row in chart.rows]})
    return data, XL_CHART_TYPE.BAR_CLUSTERED, dress


def _intervals(series, ends: list[tuple[float, float, float]]) -> None:
    """Of each point: itself, its low and its high end."""
    _error_bars(series, [point - low for point, low, _ in ends], [high - point for point, _, high in ends])


def stacked(chart: StackedBars) -> Native:
    """Two parts of a whole end to end, with the interval of the whole."""

    def dress(native, height: float) -> None:
        _dress_bars(native, chart.unit, max(row.high for row in chart.rows), height)
        first, second = native.plots[0].series
        _fill(first, FIRST)
        _fill(second, SECOND)
        _intervals(second, [(row.whole, row.low, row.high) for row in chart.rows])
        native.has_legend = True
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        set_font(native.legend.font, CHART_SIZE, TEXT)
        inside(native, NAMES, 0.12, 1 - NAMES - 0.03, 0.88 - min(BELOW * 400 / height, 0.3))

    values = [row.first for row in chart.rows], [row.second for row in chart.rows]
    series = dict(zip(map(wording.capitalised, chart.part_names), values, strict=True))
    return _bar_data(chart, series), XL_CHART_TYPE.BAR_STACKED, dress


def estimates(chart: Estimates) -> Native:
    """A bar with its interval where there is a point, from low to high where there is a range, an arrow at an end."""
    rows, unit = chart.rows, wording.capitalised(chart.unit)
    columns = {
        unit: [row.point for row in rows],
        KNOWN_END: [row.known_end for row in rows],
        FROM: [row.start if row.is_range else None for row in rows],
        "Spenn fra dette": [row.end - row.start if row.is_range else None for row in rows],
    }

    def dress(native, height: float) -> None:
        _dress_bars(native, chart.unit, max(row.end for row in rows), height)
        men = [(number, SECOND) for number, row in enumerate(rows) if row.sex == "menn"]
        has_interval = any(row.point is not None and row.start < row.end for row in rows)
        for series in native.plots[0].series:
            if series.name in (KNOWN_END, FROM):
                series.format.fill.background()
            else:
                _fill(series, FIRST, men, LIGHTER if has_interval else 0)
            if series.name == unit and has_interval:
                is_without = (0, 0, 0)
                _intervals(
                    series, [is_without if row.point is None else (row.point, row.start, row.end) for row in rows]
                )
            if series.name == KNOWN_END:
                spans = [(row.end - row.start) * row.open_towards for row in rows]
                _error_bars(
                    series, [max(-span, 0) for span in spans], [max(span, 0) for span in spans], 3, is_arrow=True
                )

    drawn = {title: values for title, values in columns.items() if any(value is not None for value in values)}
    return _bar_data(chart, drawn), XL_CHART_TYPE.BAR_STACKED, dress
