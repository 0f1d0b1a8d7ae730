"""Estimates as bars that PowerPoint can edit, since it has no points with intervals."""

from pptx.enum.chart import XL_CHART_TYPE

from content import wording
from content.charts import Estimates
from content.charts.estimates import MALE, UNKNOWN
from content.slides.powerpoint.marks import LIGHTER, Native, bar_data, dress_bars, error_bars, fill, intervals
from content.slides.powerpoint.shapes import CONTEXT, FIRST, SECOND

KNOWN_END, FROM = "Oppgitt ende", "Fra"
COLOURS = dict.fromkeys(MALE, SECOND) | {UNKNOWN: CONTEXT}
"""Whose bars have another colour than the first."""


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
        dress_bars(native, chart.unit, max(row.end for row in rows), height)
        others = [(number, COLOURS[row.sex]) for number, row in enumerate(rows) if row.sex in COLOURS]
        has_interval = any(row.point is not None and row.start < row.end for row in rows)
        for series in native.plots[0].series:
            if series.name in (KNOWN_END, FROM):
                series.format.fill.background()
            else:
                fill(series, FIRST, others, LIGHTER if has_interval else 0)
            if series.name == unit and has_interval:
                is_without = (0, 0, 0)
                intervals(
                    series, [is_without if row.point is None else (row.point, row.start, row.end) for row in rows]
                )
            if series.name == KNOWN_END:
                spans = [(row.end - row.start) * row.open_towards for row in rows]
                error_bars(
                    series, [max(-span, 0) for span in spans], [max(span, 0) for span in spans], 3, is_arrow=True
                )

    drawn = {title: values for title, values in columns.items() if any(value is not None for value in values)}
    return bar_data(chart, drawn), XL_CHART_TYPE.BAR_STACKED, dress
