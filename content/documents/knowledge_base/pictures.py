"""What is drawn for paper: charts with their names beside the marks, a strip for a share, a bar for how far all is."""

from collections.abc import Mapping
from dataclasses import replace

from altair import SCHEMA_URL as SCHEMA

from content.charts import Chart, Measured, YearlySeries
from content.charts.chart import InRows
from content.charts.places import beside
from content.charts.style import FONT, NORWEGIAN_NUMBERS, TEXT_SIZE
from content.documents.blocks import Picture
from content.look.marks import KIND_OF_STATUS, Mark
from content.look.palette import LIGHT

WIDTH = 720
"""Of a whole picture, in its own measure: its letters are then about as large as those of a source line."""
APART, AXIS = 8, 46
"""Room between rows of different names, and for the numbers of an upright axis."""
SERIES_HEIGHT = 240
STRIP_HEIGHT, BAR_HEIGHT = 16, 30
INTERVAL, BACK = 0.38, 5
LEAST_WRITTEN = 0.04
"""Of a whole bar: a narrower part has no room for its number."""


def of_chart(chart: Chart, alt: str) -> Picture:
    """Low, for two or three to a page."""
    if not isinstance(chart, InRows):
        assert isinstance(chart, YearlySeries)
        return Picture(chart.drawn(LIGHT, SERIES_HEIGHT), alt, WIDTH - AXIS)
    places = beside(chart.names, APART)
    plot = WIDTH - places.room
    chart = replace(chart, plot=plot) if isinstance(chart, Measured) else chart
    return Picture(chart.drawn(LIGHT, places), alt, plot)


def strip(mark: Mark, end: float, alt: str) -> Picture:
    """A share on a line from 0 to `end` per cent, with its interval, the range a source prints, or its one end."""
    x = {"field": "low", "type": "quantitative", "scale": {"domain": [0, end], "nice": False}, "axis": _axis()}
    layers = [
        {
            "data": {"values": [{"low": 0, "high": end}]},
            "mark": _bar(BACK, LIGHT.grid),
            "encoding": {"x": x, "x2": _to()},
        }
    ]
    if mark.low is not None and mark.high is not None:
        interval = _bar(STRIP_HEIGHT, LIGHT.first, fillOpacity=INTERVAL if mark.is_interval else 1, stroke=LIGHT.first)
        drawn = {"values": [{"low": mark.low, "high": mark.high}]}
        layers.append({"data": drawn, "mark": interval, "encoding": {"x": x, "x2": _to()}})
    if mark.point is not None:
        layers.append(_point(x, mark.point, "circle"))
    elif mark.low is None or mark.high is None:
        # An arrow away from the one end that is known.
        is_least = mark.high is None
        layers.append(_point(x, mark.low if is_least else mark.high, f"triangle-{'right' if is_least else 'left'}"))
    return Picture(_drawn(layers, STRIP_HEIGHT), alt, WIDTH)


def status(counts: Mapping[str, int], alt: str) -> Picture:
    """How many tasks have each status, as one bar with the number in each part; its words stand beside it."""
    begun, values = 0, []
    for kind in KIND_OF_STATUS:
        if counts.get(kind):
            fill, ink = _colours(kind)
            written = counts[kind] if counts[kind] >= LEAST_WRITTEN * sum(counts.values()) else ""
            drawn = {"low": begun, "high": begun + counts[kind], "written": str(written), "fill": fill, "ink": ink}
            values.append(drawn)
            begun += counts[kind]
    x = {"field": "low", "type": "quantitative", "scale": {"domain": [0, begun], "nice": False}, "axis": None}
    filled, inked = ({"field": name, "type": "nominal", "scale": None} for name in ("fill", "ink"))
    bar = _bar(BAR_HEIGHT, None, stroke=LIGHT.outline)
    number = {"type": "text", "align": "left", "dx": 5, "fontSize": TEXT_SIZE, "fontWeight": 600}
    layers = [
        {"mark": bar, "encoding": {"x": x, "x2": _to(), "fill": filled}},
        {"mark": number, "encoding": {"x": x, "text": {"field": "written"}, "color": inked}},
    ]
    return Picture(_drawn(layers, BAR_HEIGHT) | {"data": {"values": values}}, alt, WIDTH)


def _point(x: dict, at: float, shape: str) -> dict:
    mark = {"type": "point", "filled": True, "shape": shape, "size": 110, "color": LIGHT.first, "opacity": 1}
    return {"data": {"values": [{"low": at}]}, "mark": mark, "encoding": {"x": x}}


def _colours(status: str) -> tuple[str, str]:
    """What a part of the bar is filled with, and what is written on it."""
    name = KIND_OF_STATUS[status].replace("-", "_")
    return getattr(LIGHT, name, LIGHT.panel), getattr(LIGHT, f"on_{name}", LIGHT.text)


def _bar(height: float, color: str | None, **more) -> dict:
    return {"type": "bar", "height": height, **({"color": color} if color else {}), **more}


def _to() -> dict:
    return {"field": "high"}


def _axis() -> dict:
    return {
        "title": None,
        "tickCount": 4,
        "format": ",~f",
        "labelExpr": "datum.label + ' %'",
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelBound": True,
        "labelColor": LIGHT.muted,
        "labelFontSize": TEXT_SIZE - 1,
    }


def _drawn(layers: list[dict], height: float) -> dict:
    return {
        "$schema": SCHEMA,
        "layer": layers,
        "height": height,
        "background": LIGHT.ground,
        "config": {"font": FONT, "view": {"stroke": None}, "locale": {"number": NORWEGIAN_NUMBERS}},
    }
