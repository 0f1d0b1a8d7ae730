"""A chart as it is drawn on a slide: wide, with its names beside the marks, and larger than on a page."""

from dataclasses import replace

from content.charts import Chart, Measured, YearlySeries
from content.charts.chart import InRows
from content.charts.places import beside
from content.charts.style import fixed
from content.look.palette import LIGHT

# How much larger than on a page a chart is drawn, at least and at most, for its words to be read from a distance.
SCALES = (1.4, 2.2)
# In the chart's own measure: room between rows of different names at least and at most, for the axis, and to the sides.
APART, AXIS, SIDES = (6, 80), 58, 40
LOWEST = 150
"""What a chart without rows takes at least."""


def least_height(chart: Chart) -> float:
    """What a chart takes where its words can just be read from a distance."""
    return (AXIS + (beside(chart.names, APART[0]).height if isinstance(chart, InRows) else LOWEST)) * SCALES[0]


def wide(chart: Chart, width: float, height: float) -> dict:
    """The chart in the shape of a slide, to be enlarged to width × height."""
    if not isinstance(chart, InRows):
        assert isinstance(chart, YearlySeries)
        scale = sum(SCALES) / 2
        return fixed(chart.drawn(LIGHT, height / scale - AXIS), width / scale - SIDES, padding=4)
    lowest = beside(chart.names, APART[0])
    scale = min(SCALES[1], height / (lowest.height + AXIS))
    tried = (beside(chart.names, apart) for apart in range(APART[1], APART[0], -1))
    places = next((places for places in tried if places.height + AXIS <= height / scale), lowest)
    plot = width / scale - SIDES - places.room
    chart = replace(chart, plot=plot) if isinstance(chart, Measured) else chart
    return fixed(chart.drawn(LIGHT, places), plot, padding=4)
