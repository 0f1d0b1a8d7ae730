"""Years as lines that PowerPoint can edit, broken where the series is."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from content.charts import YearlySeries
from content.charts.series import Year
from content.slides.powerpoint.axes import axis_end, dress_values
from content.slides.powerpoint.marks import Native
from content.slides.powerpoint.shapes import CHART_SIZE, FIRST, MUTED, SECOND, TEXT, set_font

BREAK = "brudd"


def yearly(chart: YearlySeries) -> Native:
    """A line for each run of years that may be compared; a break in the series is a column of its own, and empty."""
    places = sorted([*chart.years, *(year - 0.5 for year in chart.breaks)])
    lines: dict[str, list[Year]] = {}
    for row in chart.rows:
        lines.setdefault(row.segment, []).append(row)
    newest = chart.newest
    colours = dict(zip(chart.names, (FIRST, SECOND), strict=False))

    def dress(native, height: float) -> None:
        native.category_axis.format.line.color.theme_color = MUTED
        native.category_axis.tick_labels.font.color.theme_color = MUTED
        native.category_axis.major_tick_mark = native.value_axis.major_tick_mark = XL_TICK_MARK.NONE
        # Room for the name above the newest number.
        most = 1.1 * max(row.amount for row in chart.rows)
        native.value_axis.minimum_scale, native.value_axis.maximum_scale = 0, axis_end(most)
        dress_values(native.value_axis, chart.unit)
        for series, line in zip(native.plots[0].series, lines.values(), strict=True):
            series.smooth = False
            series.format.line.width = Pt(2.5)
            series.format.line.color.theme_color = colours[line[0].name]
            for row in line:
                _mark(series.points[places.index(row.year)], row, colours[row.name], row is newest.get(row.name))

    data = CategoryChartData(number_format="General")
    data.categories = [str(place) if place in chart.years else BREAK for place in places]
    for line in lines.values():
        amounts = {row.year: row.amount for row in line}
        span = "–".join(str(year) for year in sorted({line[0].year, line[-1].year}))
        recomputed = ", telt på den gamle måten" if line[0].is_recomputed else ""
        data.add_series(f"{line[0].name} {span}{recomputed}", [amounts.get(place) for place in places])
    return data, XL_CHART_TYPE.LINE_MARKERS, dress


def _mark(point, row: Year, colour, is_newest: bool) -> None:
    """An open mark is a number that is not settled, an open diamond one that is recomputed; the newest is named."""
    marker = point.marker
    marker.style = XL_MARKER_STYLE.DIAMOND if row.is_recomputed else XL_MARKER_STYLE.CIRCLE
    marker.size = 11 if row.is_recomputed else 9
    marker.format.line.color.theme_color = colour
    marker.format.fill.solid()
    is_open = row.is_recomputed or row.is_open
    marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if is_open else colour
    # Else the line to this point would take the program's own colour.
    point.format.line.color.theme_color = colour
    point.format.line.width = Pt(2.5)
    if is_newest:
        label = point.data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.text_frame.text = f"{row.name} {row.label}"
        set_font(label.text_frame.paragraphs[0].runs[0].font, CHART_SIZE, TEXT, is_bold=True)
