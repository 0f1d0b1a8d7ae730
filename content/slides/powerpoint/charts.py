"""Figures as charts that PowerPoint can edit."""

from collections.abc import Callable

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content.charts import Bars, Chart, Estimates, StackedBars, YearlySeries
from content.slides.items import Area
from content.slides.powerpoint.bars import bars, stacked
from content.slides.powerpoint.estimates import estimates
from content.slides.powerpoint.series import yearly
from content.slides.powerpoint.shapes import CHART_SIZE, LANGUAGE, TEXT, C, place, set_font, set_name

NATIVE: dict[type[Chart], Callable] = {Bars: bars, StackedBars: stacked, Estimates: estimates, YearlySeries: yearly}
"""Kind of chart → what makes the data, the kind and the looks of PowerPoint's own."""


def add_chart(shapes, chart: Chart, alt: str, area: Area) -> None:
    data, kind, dress = NATIVE[type(chart)](chart)
    frame = shapes.add_chart(kind, *place(area), data)
    set_name(frame, "Figur", alt)
    native = frame.chart
    native.has_title = False
    native.has_legend = False
    set_font(native.font, CHART_SIZE, TEXT)
    dress(native, area.height)
    space = native._chartSpace
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang xmlns:c="{C}" val="{LANGUAGE}"/>'))
