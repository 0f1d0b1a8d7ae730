"""Counts year by year."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

import altair as alt
import pandas as pd

from content.charts.chart import Chart, Scale, rows_of
from content.charts.style import TEXT_SIZE, chart_of, finished, with_marks
from content.look.palette import Palette

SERIES_HEIGHT = 280
SHAPES = ["circle", "square"]
"""Of the first series and the second, for who does not tell their colours apart."""


class Year(NamedTuple):
    """A count of a series (`name`); years of one `segment` may be joined by a line."""

    year: int
    amount: float
    label: str
    name: str
    segment: str
    is_open: bool
    """Provisional or not confirmed."""
    is_recomputed: bool
    """Counted in the way of before a break, beside the new one."""


@dataclass(frozen=True)
class YearlySeries(Chart):
    """Counts a year, joined by a line only between neighbouring years counted in the same way."""

    rows: tuple[Year, ...]
    unit: str
    breaks: tuple[int, ...]
    """The first year of each new counting method."""
    beside: Scale | None = field(default=None, kw_only=True)
    """How far the axes go even where its own marks end before: as far as those of a picture beside it."""

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Columns: those of Year; unit, and break_year, which may be empty."""
        breaks = tuple(int(year) for year in frame["break_year"].dropna().unique())
        return cls(rows_of(Year, frame), frame["unit"].iloc[0], breaks)

    @property
    def names(self) -> list[str]:
        """Of each series once: its place says its colour."""
        return list(dict.fromkeys(row.name for row in self.rows))

    @property
    def years(self) -> range:
        years = [row.year for row in self.rows] + [*(self.beside.years if self.beside else ())]
        return range(min(years), max(years) + 1)

    @property
    def scale(self) -> Scale:
        most = max(row.amount for row in self.rows) * 1.15
        return Scale(self.unit, max(most, self.beside.end if self.beside else 0), (self.years[0], self.years[-1]))

    def to_scale(self, scale: Scale) -> Self:
        return replace(self, beside=scale)

    @property
    def newest(self) -> dict[str, Year]:
        """Of each series, but for what is recomputed."""
        counted = [row for row in self.rows if not row.is_recomputed]
        return {row.name: row for row in sorted(counted, key=lambda row: row.year)}

    def drawn(self, palette: Palette, height: float = SERIES_HEIGHT) -> dict:
        years = self.years
        x = alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[years[0] - 0.5, years[-1] + 1.0], nice=False),
            axis=alt.Axis(format="d", values=list(years), grid=False, labelOverlap="greedy", labelSeparation=8),
        )
        y = alt.Y(
            "amount:Q",
            title=self.unit,
            scale=alt.Scale(domain=[0, self.scale.end], nice=False),
            axis=alt.Axis(
                format=",~f",
                tickCount=4,
                domain=False,
                ticks=False,
                titleAngle=0,
                titleAlign="left",
                titleY=-14,
                titleX=0,
            ),
        )
        colours = [palette.first, palette.second][: len(self.names)]
        base = chart_of([row._asdict() for row in self.rows]).encode(
            x=x,
            y=y,
            color=alt.Color("name:N", scale=alt.Scale(domain=self.names, range=colours), legend=None),
            tooltip=[
                alt.Tooltip("name:N", title="Gjelder"),
                alt.Tooltip("year:Q", title="År", format="d"),
                alt.Tooltip("label:N", title="Antall"),
            ],
        )
        counted = base.transform_filter("!datum.is_recomputed")
        line = counted.mark_line(strokeWidth=2).encode(detail=alt.Detail("segment:N"))
        shaped = counted.encode(
            shape=alt.Shape("name:N", scale=alt.Scale(domain=self.names, range=SHAPES[: len(self.names)]), legend=None)
        )
        points = shaped.transform_filter("!datum.is_open").mark_point(size=70, filled=True, opacity=1)
        open_points = shaped.transform_filter("datum.is_open").mark_point(
            size=70, filled=False, opacity=1, strokeWidth=2, fill=palette.ground
        )
        recomputed = base.transform_filter("datum.is_recomputed").mark_point(
            size=90, shape="diamond", filled=False, opacity=1, strokeWidth=1.5, fill=palette.ground
        )
        names_at_end = (
            chart_of([row._asdict() for row in self.newest.values()])
            .mark_text(align="right", dy=-16, dx=10, fontSize=TEXT_SIZE, fontWeight=600)
            .encode(x=x, y=y, text=alt.Text("caption:N"), color=alt.ColorValue(palette.text))
            .transform_calculate(caption="datum.name + ' ' + datum.label")
        )
        marks = with_marks(
            (points, [not row.is_recomputed and not row.is_open for row in self.rows]),
            (open_points, [not row.is_recomputed and row.is_open for row in self.rows]),
            (recomputed, [row.is_recomputed for row in self.rows]),
        )
        chart = alt.layer(line, *marks, names_at_end, *self._breaks(height, palette))
        return finished(chart, height, palette)

    def _breaks(self, height: float, palette: Palette) -> list[alt.Chart]:
        if not self.breaks:
            return []
        base = chart_of([{"at": year - 0.5, "text": f"Brudd fra {year}"} for year in self.breaks]).encode(
            x=alt.X("at:Q")
        )
        return [
            base.mark_rule(strokeDash=[4, 4], strokeWidth=1.5, color=palette.muted),
            base.mark_text(
                align="left", dx=6, dy=-6, baseline="bottom", fontSize=TEXT_SIZE - 1, color=palette.muted
            ).encode(y=alt.YValue(height), text=alt.Text("text:N")),
        ]
