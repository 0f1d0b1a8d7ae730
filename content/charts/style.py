"""What every chart is drawn with: axes, labels, the Norwegian way of writing numbers."""

import json
import re
from collections.abc import Iterable

import altair as alt
from altair.utils import schemapi

from content.charts.places import LABEL_GAP, LETTER, NAME_LINE, Places
from content.look.palette import Palette

FONT = "Source Sans, Source Sans Pro, sans-serif"
TEXT_SIZE = 14
# The narrowest plot there is (a 320 px phone).
NARROWEST = 285
ROOM = "room_of_names"
# Where the names leave room for them, the marks may be larger.
BAR = alt.ExprRef(f"{ROOM} ? 20 : 16")
UP_TO_ALL = {"condition": {"test": "datum.value > 100", "value": 0}, "value": 1}
NORWEGIAN_NUMBERS = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}

# A test holds the finished charts against the schema; to do so at each step takes as long as drawing them.
schemapi.disable_debug_mode()


def chart_of(values: list[dict]) -> alt.Chart:
    """A chart of rows as JSON has them; in a tuple, since each step copies whatever is in a list."""
    return alt.Chart(alt.InlineData(tuple(values)))


def in_places(values: list[dict]) -> alt.Chart:
    """A chart of rows, each in the place it has where the names stand: beside it or above it."""
    return chart_of(values).transform_calculate(place=f"{ROOM} ? datum.beside : datum.above")


def room_of_names(places: Places) -> dict:
    """What the names take left of the marks: as a parameter of the whole picture, since it depends on the width."""
    if places.beside is None:
        return {"params": [{"name": ROOM, "value": 0}]}
    taken = places.beside.room
    return {"params": [{"name": ROOM, "expr": f"width >= {taken + NARROWEST:g} ? {taken:g} : 0"}]}


def axis_end(ends: Iterable[float], labels: Iterable[str], plot: float = NARROWEST) -> float:
    """Where the value axis must end for each label to fit right of its mark in a plot of that width."""
    taken = [min((len(label) * LETTER + LABEL_GAP) / plot, 0.8) for label in labels]
    return max(end / (1 - share) for end, share in zip(ends, taken, strict=True))


def row_axis(height: float) -> alt.Y:
    return alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))


def along(domain: list) -> alt.Scale:
    """From where the names end."""
    return alt.Scale(domain=domain, nice=False, range=[alt.ExprRef(ROOM), alt.ExprRef("width")])


def value_axis(field: str, unit: str, end: float) -> alt.X:
    return alt.X(
        f"{field}:Q",
        title=unit,
        scale=along([0, end]),
        axis=alt.Axis(
            tickCount=4,
            format=",~f",
            domain=False,
            ticks=False,
            # The axis goes on for the labels of the marks, but no share is of more than all.
            gridOpacity=UP_TO_ALL if unit == "prosent" else alt.Undefined,
            labelOpacity=UP_TO_ALL if unit == "prosent" else alt.Undefined,
            labelOverlap="greedy",
            labelSeparation=8,
            labelBound=True,
        ),
    )


def interval(base: alt.Chart, palette: Palette) -> alt.LayerChart:
    """The 95 % interval as a thin line with ends, legible on the bar and beyond it."""
    halo = base.mark_rule(strokeWidth=5, color=palette.ground).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"))
    return halo + base.mark_rule(strokeWidth=2, color=palette.text).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"))


def with_marks(*candidates: tuple[alt.Chart, Iterable[bool]]) -> list[alt.Chart]:
    """The layers that some row is drawn in: an empty layer is read out as a nameless picture."""
    return [layer for layer, is_drawn in candidates if any(is_drawn)]


def labels(values: list[dict], field: str, palette: Palette, kind: str = "Q") -> alt.Chart:
    return (
        in_places(values)
        .mark_text(align="left", dx=LABEL_GAP, fontSize=TEXT_SIZE, fontWeight=600, color=palette.text)
        .encode(x=alt.X(f"{field}:{kind}"), y=alt.Y("place:Q"), text=alt.Text("label:N"))
    )


def names(places: Places, palette: Palette) -> alt.Chart:
    beside = places.beside or places
    values = [
        {
            "above": name_above.top,
            "beside": name_beside.top,
            "written_above": "\n".join(name_above.lines),
            "written_beside": "\n".join(name_beside.lines),
        }
        for name_above, name_beside in zip(places.names, beside.names, strict=True)
    ]
    return (
        in_places(values)
        .transform_calculate(written=f"{ROOM} ? datum.written_beside : datum.written_above")
        .mark_text(
            align="right" if places.room else "left",
            baseline="top",
            fontSize=TEXT_SIZE,
            lineBreak="\n",
            lineHeight=NAME_LINE,
            color=palette.text,
        )
        .encode(x=alt.XValue(-LABEL_GAP if places.room else 0), y=alt.Y("place:Q"), text=alt.Text("written:N"))
    )


def finished(chart: alt.LayerChart, height: float, palette: Palette) -> dict:
    """Its specification, as wide as what holds it, with no column that it does not draw or tell."""
    text = {
        "labelColor": palette.muted,
        "titleColor": palette.muted,
        "labelFontSize": TEXT_SIZE - 1,
        "titleFontSize": TEXT_SIZE - 1,
    }
    chart = chart.properties(
        height=height,
        width="container",
        background=palette.ground,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        # Set at once: each `configure_…` copies the whole chart.
        config=alt.Config(
            font=FONT,
            locale=alt.Locale(number=NORWEGIAN_NUMBERS),
            # The page gives the chart one alternative text; a name for each part of it would be read out in English.
            mark=alt.MarkConfig(aria=False),
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(**text, aria=False, titleFontWeight="normal", gridColor=palette.grid),
            legend=alt.LegendConfig(aria=False, labelColor=palette.text, titleColor=palette.text),
        ),
    )
    return _pruned(chart.to_dict(validate=False))


def _pruned(spec: dict) -> dict:
    """The specification without the columns that nothing in it names: what is sent is what is drawn."""
    words = json.dumps({key: value for key, value in spec.items() if key != "datasets"}, ensure_ascii=False)
    used = set(re.findall(r'"(?:field|shorthand)": "(\w+)"', words)) | set(re.findall(r"datum\.(\w+)", words))
    datasets = {
        name: [{column: value for column, value in row.items() if column in used} for row in rows]
        for name, rows in spec["datasets"].items()
    }
    return spec | {"datasets": datasets}


def fixed(spec: dict, width: float, padding: int) -> dict:
    """A specification of a width of its own, to be drawn where nothing holds it."""
    return spec | {"width": width, "padding": padding, "autosize": {"type": "pad"}}
