"""Shares with their uncertainty."""

import altair as alt
import pandas as pd

from content.charts.style import (
    Palette,
    axis_end,
    finished,
    in_rows,
    labels,
    names_above,
    row_axis,
    value_axis,
    with_marks,
)

SHAPES = {"kvinner": "circle", "menn": "square", "begge": "diamond"}
OPEN_STROKE = 0.15


class NotComparableError(ValueError):
    """The estimates may not share an axis; says why, in Norwegian."""


def estimates(frame: pd.DataFrame, palette: Palette) -> alt.LayerChart:
    """Shares with their intervals, ranges and open ends, one row an estimate under its name.

    Columns: comparable_group, name, sex, label, uncertainty, point, low, high (numbers on the axis), unit;
    is_interval tells a confidence interval from a range that the source prints.
    Raises NotComparableError when the rows are not of one comparable group.
    """
    groups = sorted(frame["comparable_group"].unique())
    if len(groups) > 1:
        raise NotComparableError(
            "Tallene kan ikke stå på samme akse, fordi undersøkelse, befolkning, periode eller metode er ulik: "
            + "; ".join(groups)
        )
    rows, height = in_rows(frame, "name")
    # What the source leaves open («over 20», «nær fire») is a short stroke with an arrow, not a bar to the edge.
    rows["from"] = rows["low"].fillna(rows["point"]).fillna(rows["high"] * (1 - OPEN_STROKE))
    rows["to"] = rows["high"].fillna(rows["point"]).fillna(rows["low"] * (1 + OPEN_STROKE))
    rows["open_towards"] = 0
    rows.loc[rows["point"].isna() & rows["low"].isna(), "open_towards"] = -1
    rows.loc[rows["point"].isna() & rows["high"].isna(), "open_towards"] = 1

    sex = {"domain": list(SHAPES)}
    base = alt.Chart(rows).encode(
        y=row_axis(height),
        color=alt.Color(
            "sex:N",
            scale=alt.Scale(**sex, range=[palette.first, palette.second, palette.first]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("name:N", title="Gjelder"),
            alt.Tooltip("label:N", title="Oppgitt"),
            alt.Tooltip("uncertainty:N", title="Usikkerhet"),
        ],
    )
    start = value_axis("from", rows["unit"].iloc[0], axis_end(rows["to"], rows["label"]))
    lines = base.transform_filter("datum.is_interval").mark_rule(strokeWidth=2).encode(x=start, x2=alt.X2("to:Q"))
    ranges = (
        base.transform_filter("!datum.is_interval")
        .mark_rule(strokeWidth=10, opacity=0.6)
        .encode(x=start, x2=alt.X2("to:Q"))
    )
    ends = (
        base.transform_filter("datum.open_towards != 0")
        .transform_calculate(tip="datum.open_towards > 0 ? datum.to : datum.from", turn="90 * datum.open_towards")
        .mark_point(shape="triangle-up", size=110, filled=True, opacity=1)
        .encode(x=alt.X("tip:Q"), angle=alt.Angle("turn:Q", scale=None))
    )
    points = (
        base.transform_filter("isValid(datum.point)")
        .mark_point(size=120, filled=True, opacity=1)
        .encode(
            x=alt.X("point:Q"),
            shape=alt.Shape("sex:N", scale=alt.Scale(**sex, range=list(SHAPES.values())), legend=None),
        )
    )
    drawn = with_marks(
        (lines, rows["is_interval"]),
        (ranges, ~rows["is_interval"]),
        (ends, rows["open_towards"] != 0),
        (points, rows["point"].notna()),
    )
    return finished(alt.layer(*drawn, labels(rows, "to", palette), names_above(rows, palette)), height, palette)
