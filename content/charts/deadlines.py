"""Deadlines on a time line."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

import altair as alt
import pandas as pd

from content.charts.chart import InRows, rows_of
from content.charts.style import TEXT_SIZE, along, axis_end, chart_of, in_places, labels, row_axis
from content.look.palette import Palette

MARGIN = pd.Timedelta(days=60)


class Deadline(NamedTuple):
    name: str
    label: str
    deadline: pd.Timestamp
    is_over: bool


@dataclass(frozen=True)
class Deadlines(InRows):
    """When each part of a measure is due, against today."""

    is_editable: ClassVar[bool] = False
    rows: tuple[Deadline, ...]
    today: pd.Timestamp

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Columns: those of Deadline; today."""
        return cls(rows_of(Deadline, frame), frame["today"].iloc[0])

    def values(self) -> list[dict]:
        return [row._asdict() | {"deadline": _written(row.deadline)} for row in self.rows]

    def layers(self, values: list[dict], height: float, palette: Palette) -> list[alt.Chart]:
        due = [row.deadline for row in self.rows]
        start = min(*due, self.today) - MARGIN
        days = axis_end([(day - start).days for day in due], [row.label for row in self.rows])
        span = [start, max(start + pd.Timedelta(days=days), self.today + MARGIN)]
        years = [f"{year}-01-01" for year in range(min(due).year, max(due).year + 1)]
        x = alt.X(
            "deadline:T",
            title=None,
            scale=along([moment.isoformat() for moment in span]),
            axis=alt.Axis(format="%Y", values=years, orient="top", offset=8, domain=False, ticks=False),
        )
        base = in_places(values).encode(
            y=row_axis(height), tooltip=[alt.Tooltip("name:N", title="Tiltak"), alt.Tooltip("label:N", title="Frist")]
        )
        points = base.mark_point(size=130, filled=True, opacity=1).encode(
            x=x,
            color=alt.condition("datum.is_over", alt.value(palette.second), alt.value(palette.first)),
            shape=alt.condition("datum.is_over", alt.value("triangle-down"), alt.value("circle")),
        )
        now = chart_of([{"deadline": _written(self.today)}]).encode(x=x)
        line = now.mark_rule(strokeWidth=1.5, strokeDash=[4, 4], color=palette.muted)
        said = now.mark_text(
            align="right", dx=-6, baseline="bottom", fontSize=TEXT_SIZE - 1, color=palette.muted
        ).encode(y=alt.YValue(height), text=alt.TextValue("i dag"))
        return [line, said, points, labels(values, "deadline", palette, "T")]


def _written(moment: pd.Timestamp) -> str:
    """With its time of day: a day alone would be one of Greenwich."""
    return moment.isoformat(timespec="milliseconds")
