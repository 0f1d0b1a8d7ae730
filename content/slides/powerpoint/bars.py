"""Bars, stacked bars and estimates as bars that PowerPoint can edit."""

from collections.abc import Callable

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
from content.figures.figure import Shown
from content.slides.fit import plain
from content.slides.powerpoint.axes import axis_end, dress_values, inside, unit_of
from content.slides.powerpoint.shapes import CHART_SIZE, CONTEXT, FIRST, GRID, SECOND, TEXT, A, C, set_font

# The share of a chart that names take, and what is left above and below the bars.
NAMES, ABOVE, BELOW = 0.4, 0.03, 0.2
# How thick a bar is at most, in pixels; how much lighter one with an interval is, for the line to be seen on it.
THICKEST, LIGHTER = 48, 0.25


def _bar_data(rows: list[dict], series: dict[str, Callable[[dict], float | None]]) -> CategoryChartData:
    """Categories with what is written beside each mark, since a label at an interval would stand on its line."""
    data, name = CategoryChartData(number_format="General"), ""
    for row in rows:
        name = row["name"]
        data.add_category(plain(f"{name}{', ' if ':' in row['label'] else ': '}{wording.uncapitalised(row['label'])}"))
    for title, value in series.items():
        data.add_series(title, [value(row) for row in rows])
    return data


def _dress_bars(chart, unit: str, most: float, height: float) -> None:
    """Bars from above, from 0, with room for their names."""
    plot = chart.plots[0]
    room = height * 0.75 / len(plot.categories)
    plot.gap_width, plot.overlap = round(min(max(100 * (room / THICKEST - 1), 40), 500)), 100
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.color.theme_color = GRID
    names.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    values.minimum_scale, values.maximum_scale = 0, axis_end(most)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    dress_values(values, unit)
    below = min(BELOW * 400 / height, 0.3)
    inside(chart, NAMES, ABOVE, 1 - NAMES - 0.03, 1 - ABOVE - below)


def _fill(series, colour, points: list[tuple[int, MSO_THEME_COLOR]] = (), lighter: float = 0) -> None:
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


def bars(shown: Shown, rows: list[dict]):
    """A bar a name, with its interval where there is one."""
    unit = wording.capitalised(unit_of(shown))

    def dress(chart, shown: Shown, rows: list[dict], height: float) -> None:
        has_interval = "high" in rows[0]
        _dress_bars(chart, unit, max(row["high" if has_interval else "value"] for row in rows), height)
        [series] = chart.plots[0].series
        grey = [(number, CONTEXT) for number, row in enumerate(rows) if row["is_context"]]
        _fill(series, FIRST, grey, LIGHTER if has_interval else 0)
        if has_interval:
            _error_bars(series, *_distances(rows, [row["value"] for row in rows]))

    return _bar_data(rows, {unit: lambda row: row["value"]}), XL_CHART_TYPE.BAR_CLUSTERED, dress


def _distances(rows: list[dict], points: list[float]) -> tuple[list[float], list[float]]:
    minus = [point - row["low"] for row, point in zip(rows, points, strict=True)]
    return minus, [row["high"] - point for row, point in zip(rows, points, strict=True)]


def stacked(shown: Shown, rows: list[dict]):
    """Two parts of a whole end to end, with the interval of the whole."""
    names = [wording.capitalised(rows[0]["first_name"]), wording.capitalised(rows[0]["second_name"])]

    def dress(chart, shown: Shown, rows: list[dict], height: float) -> None:
        _dress_bars(chart, wording.capitalised(unit_of(shown)), max(row["high"] for row in rows), height)
        first, second = chart.plots[0].series
        _fill(first, FIRST)
        _fill(second, SECOND)
        _error_bars(second, *_distances(rows, [row["first"] + row["second"] for row in rows]))
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        set_font(chart.legend.font, CHART_SIZE, TEXT)
        inside(chart, NAMES, 0.12, 1 - NAMES - 0.03, 0.88 - min(BELOW * 400 / height, 0.3))

    data = _bar_data(rows, {names[0]: lambda row: row["first"], names[1]: lambda row: row["second"]})
    return data, XL_CHART_TYPE.BAR_STACKED, dress


def estimates(shown: Shown, rows: list[dict]):
    """A bar with its interval where there is a point, from low to high where there is a range, an arrow at an end."""
    unit = wording.capitalised(unit_of(shown))
    kinds = {number: _kind(row) for number, row in enumerate(rows)}
    columns = {
        unit: lambda row: row["point"] if _kind(row) == "point" else None,
        "Oppgitt ende": lambda row: (
            (row["start"] if row["open_towards"] > 0 else row["to"]) if _kind(row) == "end" else None
        ),
        "Fra": lambda row: row["start"] if _kind(row) == "range" else None,
        "Spenn fra dette": lambda row: row["to"] - row["start"] if _kind(row) == "range" else None,
    }
    used = {"point": [unit], "end": ["Oppgitt ende"], "range": ["Fra", "Spenn fra dette"]}
    wanted = [title for kind, titles in used.items() if kind in kinds.values() for title in titles]

    def dress(chart, shown: Shown, rows: list[dict], height: float) -> None:
        _dress_bars(chart, unit, max(row["to"] for row in rows), height)
        men = [(number, SECOND) for number, row in enumerate(rows) if row.get("sex") == "menn"]
        has_interval = any(kinds[number] == "point" and row["start"] < row["to"] for number, row in enumerate(rows))
        for series in chart.plots[0].series:
            if series.name in ("Oppgitt ende", "Fra"):
                series.format.fill.background()
            else:
                _fill(series, FIRST, men, LIGHTER if has_interval else 0)
            if series.name == unit and has_interval:
                ends = [
                    (row["point"], row["start"], row["to"]) if kinds[n] == "point" else (0, 0, 0)
                    for n, row in enumerate(rows)
                ]
                _error_bars(series, [point - low for point, low, _ in ends], [high - point for point, _, high in ends])
            if series.name == "Oppgitt ende":
                spans = [
                    (row["to"] - row["start"]) * row["open_towards"] if kinds[n] == "end" else 0
                    for n, row in enumerate(rows)
                ]
                _error_bars(
                    series, [max(-span, 0) for span in spans], [max(span, 0) for span in spans], 3, is_arrow=True
                )

    return _bar_data(rows, {title: columns[title] for title in wanted}), XL_CHART_TYPE.BAR_STACKED, dress


def _kind(row: dict) -> str:
    if row.get("open_towards"):
        return "end"
    return "range" if row.get("point") is None else "point"
