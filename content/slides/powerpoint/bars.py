"""Bars and stacked bars that PowerPoint can edit."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

from content import wording
from content.charts import Bars, StackedBars
from content.slides.powerpoint.axes import inside
from content.slides.powerpoint.marks import (
    BELOW,
    LIGHTER,
    LIGHTEST,
    NAMES,
    Native,
    bar_data,
    dress_bars,
    fill,
    intervals,
)
from content.slides.powerpoint.shapes import CHART_SIZE, CONTEXT, FIRST, TEXT, points, set_font


def bars(chart: Bars) -> Native:
    """A bar a name, with its interval where there is one."""

    def dress(native, height: float) -> None:
        dress_bars(native, chart.unit, max(chart.ends), height)
        [series] = native.plots[0].series
        grey = [(number, CONTEXT) for number, row in enumerate(chart.rows) if row.is_context]
        fill(series, FIRST, grey, LIGHTER if chart.has_interval else 0)
        if chart.has_interval:
            intervals(series, [(row.value, row.low, row.high) for row in chart.rows])

    data = bar_data(chart, {wording.capitalised(chart.unit): [row.value for row in chart.rows]})
    return data, XL_CHART_TYPE.BAR_CLUSTERED, dress


def stacked(chart: StackedBars) -> Native:
    """Two parts of a whole end to end, with the interval of the whole."""

    def dress(native, height: float) -> None:
        dress_bars(native, chart.unit, max(row.high for row in chart.rows), height)
        first, second = native.plots[0].series
        # Two tints of one colour, as on the screen. Both are lighter than there: the interval is a dark line on the
        # second; the first has an edge, for it would not be seen well enough.
        fill(first, FIRST, lighter=LIGHTEST)
        first.format.line.color.theme_color, first.format.line.width = FIRST, points(1.5)
        fill(second, FIRST, lighter=LIGHTER)
        intervals(second, [(row.whole, row.low, row.high) for row in chart.rows])
        native.has_legend = True
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        set_font(native.legend.font, CHART_SIZE, TEXT)
        inside(native, NAMES, 0.12, 1 - NAMES - 0.03, 0.88 - min(BELOW * 400 / height, 0.3))

    values = [row.first for row in chart.rows], [row.second for row in chart.rows]
    series = dict(zip(map(wording.capitalised, chart.part_names), values, strict=True))
    return bar_data(chart, series), XL_CHART_TYPE.BAR_STACKED, dress
