"""A figure's chart as it is drawn on a slide: wide, with its names beside the marks, and larger than on a page."""

import json

from content.charts.style import LABEL_GAP, LETTER, NAME_LINE, ROW
from content.figures.figure import Shown

# How much larger than on a page a chart is drawn, at least and at most, for its words to be read from a distance.
SCALES = (1.4, 2.0)
# In the chart's own measure: room between rows of different names at least and at most, for the axis, and to the sides.
APART, AXIS, SIDES = (6, 36), 58, 40


def chart_height(shown: Shown) -> float:
    """What a chart takes where its words can just be read from a distance."""
    return (AXIS + (_beside(shown.spec)["height"] if _has_rows(shown.spec) else 200)) * SCALES[0]


def chart(shown: Shown, width: float, height: float) -> dict:
    """The specification of its chart in the shape of a slide, to be enlarged to width × height."""
    spec = shown.spec
    if _has_rows(spec):
        scale = min(SCALES[1], height / (_beside(spec)["height"] + AXIS))
        apart = next(
            apart
            for apart in range(APART[1], 0, -1)
            if apart == APART[0] or _beside(spec, apart)["height"] + AXIS <= height / scale
        )
        spec = _beside(spec, apart)
    else:
        scale = sum(SCALES) / 2
        spec = _changed(spec, f'"value": {spec["height"]}', f'"value": {height / scale - AXIS}')
        spec["height"] = height / scale - AXIS
    plot = width / scale - SIDES - spec.pop("names", 0)
    return spec | {"width": plot, "padding": 4, "autosize": {"type": "pad"}}


def _has_rows(spec: dict) -> bool:
    return "place" in max(spec["datasets"].values(), key=len)[0]


def _changed(spec: dict, before: str, after: str) -> dict:
    return json.loads(json.dumps(spec, ensure_ascii=False).replace(before, after))


def _beside(spec: dict, apart: int = APART[0]) -> dict:
    """A chart in rows with names left of the marks, not above: a slide is wide and low. `names` is what they take."""
    places, name_places, position, longest = {}, {}, 0, 0
    groups: list[list[dict]] = []
    for row in max(spec["datasets"].values(), key=len):
        if row["written"]:
            groups.append([])
        groups[-1].append(row)
    for group in groups:
        lines = group[0]["written"].split("\n")
        height = max(len(group) * ROW, len(lines) * NAME_LINE)
        for number, row in enumerate(group):
            places[row["place"]] = position + (height - len(group) * ROW) / 2 + (number + 0.5) * ROW
            name_places[row["name_place"]] = position + (height - len(lines) * NAME_LINE) / 2 + 1
        position += height + apart
        longest = max(longest, *map(len, lines))
    position -= apart
    spec = _changed(spec, f'"domain": [{spec["height"]}, 0]', f'"domain": [{position}, 0]')
    for rows in spec["datasets"].values():
        for row in [row for row in rows if "place" in row]:
            row["place"], row["name_place"] = places[row["place"]], name_places[row["name_place"]]
    for layer in spec["layer"]:
        if layer.get("encoding", {}).get("text", {}).get("field") == "written":
            layer["mark"] |= {"align": "right"}
            layer["encoding"]["x"] = {"value": -LABEL_GAP}
    return spec | {"height": position, "names": longest * LETTER + LABEL_GAP}
