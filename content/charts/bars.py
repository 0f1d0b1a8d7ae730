"""Bars from 0, whole or in two parts."""

from dataclasses import dataclass
from json import dumps
from typing import NamedTuple, Self

import altair as alt
import pandas as pd

from content.charts.chart import Measured, rows_of
from content.charts.style import BAR, TEXT_SIZE, in_places, interval, labels, row_axis, value_axis
from content.look.palette import Palette

TINTS = (0.62, 1)
"""Of two parts of one whole: the lightest a mark may be and be seen, and the full colour."""


class Bar(NamedTuple):
    """`low` and `high` are the ends of its interval, where there is one; what is only context is grey."""

    name: str
    label: str
    value: float
    is_context: bool
    low: float | None = None
    high: float | None = None


class Parts(NamedTuple):
    """Two parts of a whole: `first` and `second` add up to it, `low` and `high` are the ends of its interval."""

    name: str
    label: str
    first: float
    second: float
    low: float
    high: float

    @property
    def whole(self) -> float:
        return self.first + self.second


@dataclass(frozen=True)
class Bars(Measured):
    """One bar a name, from 0."""

    rows: tuple[Bar, ...]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Columns: those of Bar; unit."""
        return cls(rows_of(Bar, frame), frame["unit"].iloc[0])

    @property
    def has_interval(self) -> bool:
        return self.rows[0].high is not None

    @property
    def ends(self) -> list[float]:
        return [row.value if row.high is None else row.high for row in self.rows]

    def layers(self, values: list[dict], height: float, palette: Palette) -> list[alt.Chart]:
        base = _told(values, height)
        drawn = (
            base.transform_calculate(zero="0")
            .mark_rule(strokeWidth=BAR)
            .encode(
                x=value_axis("zero", self.unit, self.axis_end),
                x2=alt.X2("value:Q"),
                color=alt.condition("datum.is_context", alt.value(palette.context), alt.value(palette.first)),
            )
        )
        intervals = [interval(base, palette)] if self.has_interval else []
        return [drawn, *intervals, labels(values, "high" if self.has_interval else "value", palette)]


@dataclass(frozen=True)
class StackedBars(Measured):
    """Two parts of a whole end to end, with the interval of the whole."""

    rows: tuple[Parts, ...]
    part_names: tuple[str, str]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Columns: those of Parts; unit, first_name, second_name."""
        first = frame.iloc[0]
        return cls(rows_of(Parts, frame), first["unit"], (first["first_name"], first["second_name"]))

    @property
    def ends(self) -> list[float]:
        return [row.high for row in self.rows]

    def layers(self, values: list[dict], height: float, palette: Palette) -> list[alt.Chart]:
        base = _told(values, height)
        legend = alt.Legend(
            title=None,
            orient="top",
            symbolType="stroke",
            symbolStrokeWidth=14,
            symbolStrokeColor=palette.first,
            labelFontSize=TEXT_SIZE,
        )
        tint = alt.Opacity("part:N", scale=alt.Scale(domain=list(self.part_names), range=TINTS), legend=legend)
        first = (
            base.transform_calculate(zero="0", part=dumps(self.part_names[0]))
            .mark_rule(strokeWidth=BAR, color=palette.first)
            .encode(x=value_axis("zero", self.unit, self.axis_end), x2=alt.X2("first:Q"), opacity=tint)
        )
        second = (
            base.transform_calculate(whole="datum.first + datum.second", part=dumps(self.part_names[1]))
            .mark_rule(strokeWidth=BAR, color=palette.first)
            .encode(x=alt.X("first:Q"), x2=alt.X2("whole:Q"), opacity=tint)
        )
        # The two tints are too alike to meet edge to edge.
        between = base.mark_tick(size=BAR, thickness=2, opacity=1, color=palette.ground).encode(x=alt.X("first:Q"))
        return [first, second, between, interval(base, palette), labels(values, "high", palette)]


def _told(values: list[dict], height: float) -> alt.Chart:
    return in_places(values).encode(
        y=row_axis(height),
        tooltip=[alt.Tooltip("name:N", title="Gjelder"), alt.Tooltip("label:N", title="Oppgitt")],
    )
