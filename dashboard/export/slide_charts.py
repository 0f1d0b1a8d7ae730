"""Figures as charts that PowerPoint can edit: bars, stacked bars, estimates and years."""

from collections.abc import Callable, Iterator

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard import charts, wording
from dashboard.export.slide_shapes import (
    CHART_SIZE,
    CONTEXT,
    FIRST,
    GRID,
    LANGUAGE,
    MUTED,
    SECOND,
    TEXT,
    A,
    C,
    place,
    points,
    set_font,
    set_name,
)
from dashboard.figures import FIGURES
from dashboard.figures.figure import Shown
from dashboard.slide_fit import (
    Box,
    plain,
)

# The share of a chart that names take, and what is left above and below the bars.
NAMES, ABOVE, BELOW = 0.4, 0.03, 0.2
BREAK = "brudd"
# Norwegian also where the program is not.
THOUSANDS = '[>=1000]#"\u00a0"##0;0'
# How thick a bar is at most, in pixels; how much lighter one with an interval is, for the line to be seen on it.
THICKEST, LIGHTER = 48, 0.25


def add_chart(made, shown: Shown, alt: str, body: Box) -> None:
    kind = FIGURES[shown.id].chart
    rows = _rows(shown)
    data, chart_type, dress = DRAWN[kind](shown, rows)
    frame = made.shapes.add_chart(chart_type, *place(body), data)
    set_name(frame, "Figur", alt)
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    set_font(chart.font, CHART_SIZE, TEXT)
    dress(chart, shown, rows, body.height)
    space = chart._chartSpace
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang xmlns:c="{C}" val="{LANGUAGE}"/>'))


def _rows(shown: Shown) -> list[dict]:
    """What is drawn, a row a mark; `start` is where a range starts, by whatever name the chart has for it."""
    marks = [layer["encoding"] for layer in _layers(shown.spec) if "x2" in layer.get("encoding", {})]
    start = next((mark["x"].get("field") for mark in marks), None)
    return [row | {"start": row.get(start)} for row in max(shown.spec["datasets"].values(), key=len)]


def _unit(shown: Shown) -> str:
    """The title of the axis of values, wherever it stands in the chart."""
    return next(
        layer["encoding"][axis]["title"]
        for layer in _layers(shown.spec)
        for axis in "xy"
        if layer.get("encoding", {}).get(axis, {}).get("title")
    )


def _layers(spec: dict) -> Iterator[dict]:
    for layer in spec["layer"]:
        yield layer
        if "layer" in layer:
            yield from _layers(layer)


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
    values.minimum_scale, values.maximum_scale = 0, _axis_end(most)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _dress_values(values, unit)
    below = min(BELOW * 400 / height, 0.3)
    _inside(chart, NAMES, ABOVE, 1 - NAMES - 0.03, 1 - ABOVE - below)


def _dress_values(values, unit: str) -> None:
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.theme_color = GRID
    values.format.line.fill.background()
    values.tick_labels.font.size = points(CHART_SIZE)
    values.tick_labels.font.color.theme_color = MUTED
    values.major_unit = values.maximum_scale / 4
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = THOUSANDS if values.major_unit >= 1 else "0.0"
    values.has_title = True
    values.axis_title.text_frame.text = unit
    set_font(values.axis_title.text_frame.paragraphs[0].runs[0].font, CHART_SIZE, MUTED)


def _axis_end(most: float) -> float:
    """The first end that is no less and gives four steps of whole numbers, or of tenths where all is small."""
    power = 10.0 ** (len(str(int(most / 4))) - 1) if most > 4 else 0.1
    return next(4 * step * power for step in (1, 2, 3, 4, 5, 6, 8, 10, 20, 40) if 4 * step * power >= most - 1e-9)


def _inside(chart, left: float, top: float, width: float, height: float) -> None:
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


def _bars(shown: Shown, rows: list[dict]):
    """A bar a name, with its interval where there is one."""
    unit = wording.capitalised(_unit(shown))

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


def _stacked(shown: Shown, rows: list[dict]):
    """Two parts of a whole end to end, with the interval of the whole."""
    names = [wording.capitalised(rows[0]["first_name"]), wording.capitalised(rows[0]["second_name"])]

    def dress(chart, shown: Shown, rows: list[dict], height: float) -> None:
        _dress_bars(chart, wording.capitalised(_unit(shown)), max(row["high"] for row in rows), height)
        first, second = chart.plots[0].series
        _fill(first, FIRST)
        _fill(second, SECOND)
        _error_bars(second, *_distances(rows, [row["first"] + row["second"] for row in rows]))
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        set_font(chart.legend.font, CHART_SIZE, TEXT)
        _inside(chart, NAMES, 0.12, 1 - NAMES - 0.03, 0.88 - min(BELOW * 400 / height, 0.3))

    data = _bar_data(rows, {names[0]: lambda row: row["first"], names[1]: lambda row: row["second"]})
    return data, XL_CHART_TYPE.BAR_STACKED, dress


def _estimates(shown: Shown, rows: list[dict]):
    """A bar with its interval where there is a point, from low to high where there is a range, an arrow at an end."""
    unit = wording.capitalised(_unit(shown))
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


def _yearly(shown: Shown, rows: list[dict]):
    """A line for each run of years that may be compared; a break in the series is a column of its own, and empty."""
    breaks = [row["at"] for data in shown.spec["datasets"].values() for row in data if "at" in row]
    years = sorted([*range(min(row["year"] for row in rows), max(row["year"] for row in rows) + 1), *breaks])
    lines: dict[str, list[dict]] = {}
    for row in rows:
        lines.setdefault(row["segment"], []).append(row)
    newest = {row["name"]: row for row in rows if not row["is_recomputed"]}
    colours = dict(zip(newest, (FIRST, SECOND), strict=False))

    def dress(chart, shown: Shown, rows: list[dict], height: float) -> None:
        chart.category_axis.format.line.color.theme_color = MUTED
        chart.category_axis.tick_labels.font.color.theme_color = MUTED
        chart.category_axis.major_tick_mark = chart.value_axis.major_tick_mark = XL_TICK_MARK.NONE
        # Room for the name above the newest number.
        most = 1.1 * max(row["amount"] for row in rows)
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, _axis_end(most)
        _dress_values(chart.value_axis, wording.capitalised(_unit(shown)))
        for series, line in zip(chart.plots[0].series, lines.values(), strict=True):
            series.smooth = False
            series.format.line.width = Pt(2.5)
            series.format.line.color.theme_color = colours[line[0]["name"]]
            for row in line:
                _mark(series.points[years.index(row["year"])], row, colours[row["name"]], row is newest[row["name"]])

    data = CategoryChartData(number_format="General")
    data.categories = [BREAK if year in breaks else str(year) for year in years]
    for line in lines.values():
        amounts = {row["year"]: row["amount"] for row in line}
        span = "–".join(str(year) for year in sorted({line[0]["year"], line[-1]["year"]}))
        recomputed = ", telt på den gamle måten" if line[0]["is_recomputed"] else ""
        data.add_series(f"{line[0]['name']} {span}{recomputed}", [amounts.get(year) for year in years])
    return data, XL_CHART_TYPE.LINE_MARKERS, dress


def _mark(point, row: dict, colour, is_newest: bool) -> None:
    """An open mark is a provisional number, an open diamond one that is recomputed; the newest is named."""
    marker = point.marker
    marker.style = XL_MARKER_STYLE.DIAMOND if row["is_recomputed"] else XL_MARKER_STYLE.CIRCLE
    marker.size = 11 if row["is_recomputed"] else 9
    marker.format.line.color.theme_color = colour
    marker.format.fill.solid()
    is_open = row["is_recomputed"] or row["is_provisional"]
    marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if is_open else colour
    # Else the line to this point would take the program's own colour.
    point.format.line.color.theme_color = colour
    point.format.line.width = Pt(2.5)
    if is_newest:
        label = point.data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.text_frame.text = f"{row['name']} {row['label']}"
        set_font(label.text_frame.paragraphs[0].runs[0].font, CHART_SIZE, TEXT, is_bold=True)


DRAWN = {charts.bars: _bars, charts.stacked_bars: _stacked, charts.estimates: _estimates, charts.yearly_series: _yearly}
