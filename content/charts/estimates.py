"""Shares with their uncertainty."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import altair as alt
import pandas as pd

from content.charts.chart import Measured, rows_of
from content.charts.style import in_places, labels, row_axis, value_axis, with_marks
from content.look.palette import Palette

SHAPES = {
    "kvinner": "circle",
    "jenter": "circle",
    "menn": "square",
    "gutter": "square",
    "begge": "diamond",
    "ukjent": "cross",
}
MALE = ("menn", "gutter")
UNKNOWN = "ukjent"
OPEN_STROKE = 0.15


class NotComparableError(ValueError):
    """The estimates may not share an axis; says why, in Norwegian."""


class Estimate(NamedTuple):
    """A share with its interval (`is_interval`), a range that the source prints, or one end alone."""

    name: str
    label: str
    sex: str
    uncertainty: str
    point: float | None
    start: float
    end: float
    open_towards: int
    """1 or -1 where only the other end is known."""
    is_interval: bool

    @property
    def is_range(self) -> bool:
        return self.point is None and not self.open_towards

    @property
    def known_end(self) -> float | None:
        """Where only the one is known."""
        return {0: None, 1: self.start, -1: self.end}[self.open_towards]


@dataclass(frozen=True)
class Estimates(Measured):
    """Shares with their intervals, ranges and open ends, one row an estimate under its name."""

    rows: tuple[Estimate, ...]

    @property
    def ends(self) -> list[float]:
        return [row.end for row in self.rows]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Columns: those of Estimate but start, end and open_towards; low, high, unit, comparable_group.

        Raises NotComparableError when the rows are not of one comparable group.
        """
        groups = sorted(frame["comparable_group"].unique())
        if len(groups) > 1:
            raise NotComparableError(
                "Tallene kan ikke stå på samme akse, fordi undersøkelse, befolkning, periode eller metode er ulik: "
                + "; ".join(groups)
            )
        point, low, high = (frame[name].astype(float) for name in ("point", "low", "high"))
        is_end = point.isna() & (low.isna() | high.isna())
        # What the source leaves open («over 20», «nær fire») is a short stroke with an arrow, not a bar to the edge.
        made = frame.assign(
            start=low.fillna(point).fillna(high * (1 - OPEN_STROKE)),
            end=high.fillna(point).fillna(low * (1 + OPEN_STROKE)),
            open_towards=(is_end & high.isna()).astype(int) - (is_end & low.isna()).astype(int),
        )
        return cls(rows_of(Estimate, made), frame["unit"].iloc[0])

    def layers(self, values: list[dict], height: float, palette: Palette) -> list[alt.Chart]:
        sex = {"domain": list(SHAPES)}
        colours = [_colour(sex, palette) for sex in SHAPES]
        base = in_places(values).encode(
            y=row_axis(height),
            color=alt.Color(
                "sex:N",
                scale=alt.Scale(**sex, range=colours),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Gjelder"),
                alt.Tooltip("label:N", title="Oppgitt"),
                alt.Tooltip("uncertainty:N", title="Usikkerhet"),
            ],
        )
        start, end = value_axis("start", self.unit, self.axis_end), alt.X2("end:Q")
        lines = base.transform_filter("datum.is_interval").mark_rule(strokeWidth=2).encode(x=start, x2=end)
        ranges = (
            base.transform_filter("!datum.is_interval").mark_rule(strokeWidth=10, opacity=0.6).encode(x=start, x2=end)
        )
        ends = (
            base.transform_filter("datum.open_towards != 0")
            .transform_calculate(tip="datum.open_towards > 0 ? datum.end : datum.start", turn="90 * datum.open_towards")
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
            (lines, [row.is_interval for row in self.rows]),
            (ranges, [not row.is_interval for row in self.rows]),
            (ends, [row.open_towards != 0 for row in self.rows]),
            (points, [row.point is not None for row in self.rows]),
        )
        return [*drawn, labels(values, "end", palette)]


def _colour(sex: str, palette: Palette) -> str:
    if sex == UNKNOWN:
        return palette.context
    return palette.second if sex in MALE else palette.first
