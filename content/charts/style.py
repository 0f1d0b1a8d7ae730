"""What every chart is made with: palettes, rows of names and marks, labels, the Norwegian way of writing numbers.

Names stand above their marks rather than left of them, so that a chart reads as well at 320 px as on a wall.
"""

import json
import textwrap
from dataclasses import dataclass

import altair as alt
import pandas as pd

FONT = "Source Sans, Source Sans Pro, sans-serif"
TEXT_SIZE = 14
NAME_WIDTH = 44
NAME_LINE = 18
ROW = 28
GAP = 14
# The narrowest plot there is (a 320 px phone), and what a letter of a label takes of it.
NARROWEST = 285
LETTER = 7.4
LABEL_GAP = 10
NORWEGIAN_NUMBERS = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}


@dataclass(frozen=True)
class Palette:
    """Colours on one ground: text at 4.5:1 or more, marks at 3:1 or more."""

    ground: str
    text: str
    muted: str
    grid: str
    first: str
    second: str
    context: str


LIGHT = Palette("#ffffff", "#1d2730", "#55606b", "#e2dcd2", "#1f4e79", "#b8561b", "#7d868f")
DARK = Palette("#12181e", "#e8ecf0", "#a9b4bf", "#36424d", "#7fb2e0", "#e39a6a", "#87929d")


def _rows_sent(frame: pd.DataFrame, **_) -> dict:
    """The rows of a frame as JSON; Altair's own way, each layer anew, takes a third of the time a chart is made in."""
    return {"values": json.loads(frame.to_json(orient="records", date_format="iso", double_precision=15))}


alt.data_transformers.register("rows", _rows_sent)
alt.data_transformers.enable("rows")


def in_rows(frame: pd.DataFrame, name: str) -> tuple[pd.DataFrame, int]:
    """Each row's place from the top in pixels; a name that repeats is written once, above its first row."""
    rows = frame.reset_index(drop=True).copy()
    position, previous, places, name_places, names = 0, None, [], [], []
    for text in rows[name]:
        written = [] if text == previous else textwrap.wrap(text, NAME_WIDTH)
        if written:
            position += GAP if previous is not None else 0
            name_places.append(position)
            position += NAME_LINE * len(written)
        else:
            name_places.append(position)
        names.append("\n".join(written))
        places.append(position + ROW // 2)
        position += ROW
        previous = text
    return rows.assign(place=places, name_place=name_places, written=names), position


def axis_end(ends: pd.Series, labels: pd.Series) -> float:
    """Where the value axis must end for each label to fit right of its mark on the narrowest screen."""
    taken = (labels.str.len() * LETTER + LABEL_GAP) / NARROWEST
    return float((ends / (1 - taken.clip(upper=0.8))).max())


def row_axis(height: int, field: str = "place") -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))


def value_axis(field: str, unit: str, end: float) -> alt.X:
    return alt.X(
        f"{field}:Q",
        title=unit,
        scale=alt.Scale(domain=[0, end], nice=False),
        axis=alt.Axis(
            tickCount=4,
            format=",~f",
            domain=False,
            ticks=False,
            labelOverlap="greedy",
            labelSeparation=8,
            labelBound=True,
        ),
    )


def interval(base: alt.Chart, palette: Palette) -> alt.LayerChart:
    """The 95 % interval as a thin line with ends, legible on the bar and beyond it."""
    halo = base.mark_rule(strokeWidth=5, color=palette.ground).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"))
    return halo + base.mark_rule(strokeWidth=2, color=palette.text).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"))


def with_marks(*candidates: tuple[alt.Chart, pd.Series]) -> list[alt.Chart]:
    """The layers that some row is drawn in: an empty layer is read out as a nameless picture."""
    return [layer for layer, is_drawn in candidates if is_drawn.any()]


def labels(rows: pd.DataFrame, field: str, palette: Palette, kind: str = "Q") -> alt.Chart:
    return (
        alt.Chart(rows)
        .mark_text(align="left", dx=LABEL_GAP, fontSize=TEXT_SIZE, fontWeight=600, color=palette.text)
        .encode(x=alt.X(f"{field}:{kind}"), y=alt.Y("place:Q"), text=alt.Text("label:N"))
    )


def names_above(rows: pd.DataFrame, palette: Palette) -> alt.Chart:
    return (
        alt.Chart(rows[rows["written"].map(bool)])
        .mark_text(
            align="left", baseline="top", fontSize=TEXT_SIZE, lineBreak="\n", lineHeight=NAME_LINE, color=palette.text
        )
        .encode(x=alt.XValue(0), y=alt.Y("name_place:Q"), text=alt.Text("written:N"))
    )


def finished(chart: alt.LayerChart, height: int, palette: Palette) -> alt.LayerChart:
    text = {
        "labelColor": palette.muted,
        "titleColor": palette.muted,
        "labelFontSize": TEXT_SIZE - 1,
        "titleFontSize": TEXT_SIZE - 1,
    }
    return chart.properties(
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
