"""Counts year by year."""

import altair as alt
import pandas as pd

from content.charts.style import TEXT_SIZE, Palette, finished, with_marks

SERIES_HEIGHT = 280


def yearly_series(frame: pd.DataFrame, palette: Palette) -> alt.LayerChart:
    """Counts a year, joined by a line only between neighbouring years counted in the same way.

    Columns: year, amount, label, name (the series), segment (what may be joined), is_recomputed, unit;
    is_open is a number that is provisional or not confirmed;
    break_year is the first year of a new counting method, or empty.
    """
    names = list(dict.fromkeys(frame["name"]))
    colours = alt.Color(
        "name:N", scale=alt.Scale(domain=names, range=[palette.first, palette.second][: len(names)]), legend=None
    )
    years = [int(frame["year"].min()), int(frame["year"].max())]
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[years[0] - 0.5, years[1] + 1.0], nice=False),
        axis=alt.Axis(
            format="d", values=list(range(years[0], years[1] + 1)), grid=False, labelOverlap="greedy", labelSeparation=8
        ),
    )
    y = alt.Y(
        "amount:Q",
        title=frame["unit"].iloc[0],
        scale=alt.Scale(domain=[0, frame["amount"].max() * 1.15], nice=False),
        axis=alt.Axis(
            format=",.0f", tickCount=4, domain=False, ticks=False, titleAngle=0, titleAlign="left", titleY=-14, titleX=0
        ),
    )
    base = alt.Chart(frame).encode(
        x=x,
        y=y,
        color=colours,
        tooltip=[
            alt.Tooltip("name:N", title="Gjelder"),
            alt.Tooltip("year:Q", title="År", format="d"),
            alt.Tooltip("label:N", title="Antall"),
        ],
    )
    counted = base.transform_filter("!datum.is_recomputed")
    line = counted.mark_line(strokeWidth=2).encode(detail=alt.Detail("segment:N"))
    points = counted.transform_filter("!datum.is_open").mark_point(size=70, filled=True, opacity=1)
    open_points = counted.transform_filter("datum.is_open").mark_point(
        size=70, filled=False, opacity=1, strokeWidth=2, fill=palette.ground
    )
    recomputed = base.transform_filter("datum.is_recomputed").mark_point(
        size=90, shape="diamond", filled=False, opacity=1, strokeWidth=1.5, fill=palette.ground
    )
    newest = frame[~frame["is_recomputed"]].sort_values("year").groupby("name", sort=False).tail(1)
    names_at_end = (
        alt.Chart(newest)
        .mark_text(align="right", dy=-16, dx=10, fontSize=TEXT_SIZE, fontWeight=600)
        .encode(x=x, y=y, text=alt.Text("caption:N"), color=alt.ColorValue(palette.text))
        .transform_calculate(caption="datum.name + ' ' + datum.label")
    )
    is_counted = ~frame["is_recomputed"]
    layers = [
        line,
        *with_marks(
            (points, is_counted & ~frame["is_open"]),
            (open_points, is_counted & frame["is_open"]),
            (recomputed, frame["is_recomputed"]),
        ),
        names_at_end,
    ]
    breaks = frame["break_year"].dropna().unique()
    if len(breaks):
        at = pd.DataFrame({"at": breaks - 0.5, "text": [f"Brudd fra {year:.0f}" for year in breaks]})
        layers += [
            alt.Chart(at).mark_rule(strokeDash=[4, 4], strokeWidth=1.5, color=palette.muted).encode(x=alt.X("at:Q")),
            alt.Chart(at)
            .mark_text(align="left", dx=6, dy=-6, baseline="bottom", fontSize=TEXT_SIZE - 1, color=palette.muted)
            .encode(x=alt.X("at:Q"), y=alt.YValue(SERIES_HEIGHT), text=alt.Text("text:N")),
        ]
    return finished(alt.layer(*layers), SERIES_HEIGHT, palette)
