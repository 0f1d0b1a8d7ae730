"""Bars from 0, whole or in two parts."""

import altair as alt
import pandas as pd

from content.charts.style import (
    TEXT_SIZE,
    Palette,
    axis_end,
    finished,
    in_rows,
    interval,
    labels,
    names_above,
    row_axis,
    value_axis,
)


def bars(frame: pd.DataFrame, palette: Palette) -> alt.LayerChart:
    """One bar a name, from 0.

    Columns: name, value, label, unit; is_context (drawn in grey); low and high where there is an interval.
    """
    rows, height = in_rows(frame, "name")
    end = "high" if "high" in rows else "value"
    base = alt.Chart(rows).encode(
        y=row_axis(height),
        tooltip=[alt.Tooltip("name:N", title="Gjelder"), alt.Tooltip("label:N", title="Oppgitt")],
    )
    drawn = (
        base.transform_calculate(zero="0")
        .mark_rule(strokeWidth=16)
        .encode(
            x=value_axis("zero", rows["unit"].iloc[0], axis_end(rows[end], rows["label"])),
            x2=alt.X2("value:Q"),
            color=alt.condition("datum.is_context", alt.value(palette.context), alt.value(palette.first)),
        )
    )
    layers = [drawn]
    if "high" in rows:
        layers.append(interval(base, palette))
    return finished(alt.layer(*layers, labels(rows, end, palette), names_above(rows, palette)), height, palette)


def stacked_bars(frame: pd.DataFrame, palette: Palette) -> alt.LayerChart:
    """Two parts of a whole end to end, with the interval of the whole.

    Columns: name, first, second (their sum is the whole), first_name, second_name, label, low, high, unit.
    """
    rows, height = in_rows(frame, "name")
    part_names = [rows["first_name"].iloc[0], rows["second_name"].iloc[0]]
    base = alt.Chart(rows).encode(
        y=row_axis(height),
        tooltip=[alt.Tooltip("name:N", title="Gjelder"), alt.Tooltip("label:N", title="Oppgitt")],
    )
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=part_names, range=[palette.first, palette.second]),
        legend=alt.Legend(title=None, orient="top", symbolType="stroke", symbolStrokeWidth=14, labelFontSize=TEXT_SIZE),
    )
    first = (
        base.transform_calculate(zero="0", part="datum.first_name")
        .mark_rule(strokeWidth=16)
        .encode(
            x=value_axis("zero", rows["unit"].iloc[0], axis_end(rows["high"], rows["label"])),
            x2=alt.X2("first:Q"),
            color=colour,
        )
    )
    second = (
        base.transform_calculate(whole="datum.first + datum.second", part="datum.second_name")
        .mark_rule(strokeWidth=16)
        .encode(x=alt.X("first:Q"), x2=alt.X2("whole:Q"), color=colour)
    )
    # The two colours are too alike in grey to meet edge to edge.
    between = base.mark_tick(size=16, thickness=2, opacity=1, color=palette.ground).encode(x=alt.X("first:Q"))
    return finished(
        first + second + between + interval(base, palette) + labels(rows, "high", palette) + names_above(rows, palette),
        height,
        palette,
    )
