"""Deadlines on a time line."""

import altair as alt
import pandas as pd

from content.charts.style import TEXT_SIZE, Palette, axis_end, finished, in_rows, labels, names_above, row_axis


def deadlines(frame: pd.DataFrame, palette: Palette) -> alt.LayerChart:
    """When each part of a measure is due, against today. Columns: name, deadline, label, is_over, today."""
    rows, height = in_rows(frame, "name")
    today = rows["today"].iloc[0]
    years = [f"{year}-01-01" for year in range(rows["deadline"].min().year, rows["deadline"].max().year + 1)]
    start = min(rows["deadline"].min(), today) - pd.Timedelta(days=60)
    days = axis_end((rows["deadline"] - start).dt.days, rows["label"])
    span = [start, max(start + pd.Timedelta(days=days), today + pd.Timedelta(days=60))]
    x = alt.X(
        "deadline:T",
        title=None,
        scale=alt.Scale(domain=[moment.isoformat() for moment in span]),
        axis=alt.Axis(format="%Y", values=years, orient="top", offset=8, domain=False, ticks=False),
    )
    base = alt.Chart(rows).encode(
        y=row_axis(height), tooltip=[alt.Tooltip("name:N", title="Tiltak"), alt.Tooltip("label:N", title="Frist")]
    )
    points = base.mark_point(size=130, filled=True, opacity=1).encode(
        x=x,
        color=alt.condition("datum.is_over", alt.value(palette.second), alt.value(palette.first)),
        shape=alt.condition("datum.is_over", alt.value("triangle-down"), alt.value("circle")),
    )
    now = alt.Chart(pd.DataFrame({"deadline": [today]})).encode(x=x)
    line = now.mark_rule(strokeWidth=1.5, strokeDash=[4, 4], color=palette.muted)
    said = now.mark_text(align="right", dx=-6, baseline="bottom", fontSize=TEXT_SIZE - 1, color=palette.muted).encode(
        y=alt.YValue(height), text=alt.TextValue("i dag")
    )
    return finished(
        line + said + points + labels(rows, "deadline", palette, "T") + names_above(rows, palette), height, palette
    )
