"""Figures as charts that PowerPoint can edit."""

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content import charts
from content.figures import FIGURES
from content.figures.figure import Shown
from content.slides.fit import Box
from content.slides.powerpoint.axes import layers
from content.slides.powerpoint.bars import bars, estimates, stacked
from content.slides.powerpoint.series import yearly
from content.slides.powerpoint.shapes import CHART_SIZE, LANGUAGE, TEXT, C, place, set_font, set_name

DRAWN = {charts.bars: bars, charts.stacked_bars: stacked, charts.estimates: estimates, charts.yearly_series: yearly}
"""Chart of a figure → what makes the data, the kind and the looks of the native one."""


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
    marks = [layer["encoding"] for layer in layers(shown.spec) if "x2" in layer.get("encoding", {})]
    start = next((mark["x"].get("field") for mark in marks), None)
    return [row | {"start": row.get(start)} for row in max(shown.spec["datasets"].values(), key=len)]
