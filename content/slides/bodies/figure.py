"""A figure on a slide: one large chart, or the first rows of its table where no chart of it can be read from afar."""

from dataclasses import dataclass

import pandas as pd

from content.charts import Chart
from content.slides.items import Area, Item, Line, Picture, Table, one_line, written
from content.slides.letters import BOLD, plain, width_of, wrapped
from content.slides.wide_chart import least_height

TABLE_SIZE, ACROSS_CELL, DOWN_CELL = 19, 16, 8


@dataclass(frozen=True)
class ChartBody:
    """One chart, with the table that stands in for it where there is no room."""

    chart: Chart
    alt: str
    table: "TableBody"
    words: tuple[str, ...] = ()

    def items(self, room: Area) -> list[Item]:
        if not self.chart.is_editable or least_height(self.chart) > room.height:
            return self.table.items(room)
        return [Picture(self.chart, room, self.alt)]


@dataclass(frozen=True, eq=False)
class TableBody:
    """As many whole rows as there is room for."""

    table: pd.DataFrame
    alt: str
    elsewhere: str
    words: tuple[str, ...] = ()

    def items(self, room: Area) -> list[Item]:
        columns = tuple(map(plain, self.table.columns))
        rows = [tuple(map(plain, row)) for row in self.table.itertuples(index=False)]
        widths = column_widths(columns, rows, room.width)
        heights = [row_height(row, widths, number == 0) for number, row in enumerate([columns, *rows])]
        if sum(heights) <= room.height:
            return [Table(columns, tuple(rows), Area(room.left, room.top, room.width, sum(heights)), self.alt)]
        last = one_line(TABLE_SIZE) * 2
        kept = next(n for n in range(len(rows), -1, -1) if sum(heights[: n + 1]) <= room.height - last or n == 0)
        told = f"{kept} av {len(rows)} rader. Alle står {self.elsewhere}" if kept else f"Tabellen står {self.elsewhere}"
        top = room.top + (sum(heights[: kept + 1]) + DOWN_CELL if kept else 0)
        rest = written(Line(told, TABLE_SIZE, colour="muted"), room.left, top, room.width, name="Resten")
        if not kept:
            return [rest]
        area = Area(room.left, room.top, room.width, sum(heights[: kept + 1]))
        return [Table(columns, tuple(rows[:kept]), area, self.alt), rest]


def column_widths(columns: tuple[str, ...], rows: list[tuple[str, ...]], room: float) -> list[float]:
    """The room shared between the columns: what is short has what it needs, the long share the rest."""
    wanted = [
        max(width_of(name, TABLE_SIZE, BOLD), *(width_of(row[place], TABLE_SIZE) for row in rows), 0) + ACROSS_CELL + 1
        for place, name in enumerate(columns)
    ]
    widths = wanted.copy()
    for left, number in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        widths[number] = min(wanted[number], room / left)
        room -= widths[number]
    return [width + room / len(widths) for width in widths]


def row_height(row: tuple[str, ...], widths: list[float], is_head: bool = False) -> float:
    font = {"font": BOLD} if is_head else {}
    lines = (
        len(wrapped(text, TABLE_SIZE, width - ACROSS_CELL, **font)) for text, width in zip(row, widths, strict=True)
    )
    return max(1, *lines) * one_line(TABLE_SIZE) + DOWN_CELL
