"""What a chart draws: each layer of its Vega-Lite spec with the rows left when its transforms have been run.

On a phone, unless it is told how wide the picture is.
"""

import re
from dataclasses import dataclass

import altair as alt

from content.charts.style import NARROWEST


@dataclass(frozen=True)
class Layer:
    """One kind of mark; `rows` hold the fields that the encoding names."""

    mark: dict
    encoding: dict
    rows: list[dict]

    def at(self, *channels: str) -> list[tuple]:
        """Where each row is drawn, as the values of the channels."""
        return [tuple(row[self.encoding[channel]["field"]] for channel in channels) for row in self.rows]


def layers(chart: alt.LayerChart | dict, width: float = NARROWEST, **mark) -> list[Layer]:
    """The layers of a chart, or of its finished specification, whose mark is as asked for."""
    spec = chart if isinstance(chart, dict) else chart.to_dict(validate=False)
    known = {"width": width}
    for parameter in spec.get("params", []):
        known[parameter["name"]] = _value(parameter["expr"], known) if "expr" in parameter else parameter["value"]
    found = _layers(spec, spec["datasets"], spec.get("data"), known)
    return [layer for layer in found if mark.items() <= layer.mark.items()]


def layer(chart: alt.LayerChart | dict, width: float = NARROWEST, **mark) -> Layer:
    """The only layer whose mark is as asked for."""
    [only] = layers(chart, width, **mark)
    return only


def _layers(spec: dict, datasets: dict, data: dict | None, known: dict) -> list[Layer]:
    data = spec.get("data", data)
    if "layer" in spec:
        return [layer for part in spec["layer"] for layer in _layers(part, datasets, data, known)]
    rows = [dict(row) for row in datasets[data["name"]]]
    for transform in spec.get("transform", []):
        if "filter" in transform:
            rows = [row for row in rows if _value(transform["filter"], known | {"datum": row})]
        else:
            rows = [row | {transform["as"]: _value(transform["calculate"], known | {"datum": row})} for row in rows]
    return [Layer(spec["mark"], spec["encoding"], rows)]


def _value(expression: str, known: dict):
    """The value of a Vega expression, as far as the charts use them: Python but for `!` and `? :`."""
    expression = re.sub(r"datum\.(\w+)", r"datum['\1']", re.sub(r"!(?!=)", "not ", expression))
    expression = re.sub(r"^(.+) \? (.+) : (.+)$", r"(\2) if (\1) else (\3)", expression)
    return eval(expression, known | {"isValid": lambda value: value is not None})
