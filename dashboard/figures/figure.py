"""What a figure is, and what it becomes when its select has been run on one version."""

from collections.abc import Callable
from dataclasses import dataclass, field

import altair as alt
import pandas as pd

from dashboard import warehouse
from dashboard.charts import Palette
from dashboard.figures.sources import source_lines

MEASURES = (
    "select measure_no, working_title from marts.figure_measures where figure_id = $figure_id order by measure_no"
)


@dataclass(frozen=True)
class Figure:
    """A figure declared once. `select` yields source_id, in_plan and plan_section beside what is drawn."""

    id: str
    question: str
    select: str
    scope: Callable[[pd.DataFrame], str]
    """Unit and population."""
    prepare: Callable[[pd.DataFrame], pd.DataFrame]
    """Adds the texts that chart, table and sentences show."""
    chart: Callable[[pd.DataFrame, Palette], alt.LayerChart]
    can_say: Callable[[pd.DataFrame], list[str]]
    cannot_say: tuple[str, ...]
    columns: dict[str, str]
    """Column of the prepared frame → heading in the table."""
    empty: str
    """What is missing, and what would fill it."""
    parameters: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """A figure on one version: ready for any channel. `chart` is None when there is no number to draw."""

    chart: alt.LayerChart | None
    scope: str
    can_say: list[str]
    table: pd.DataFrame
    sources: list[str]
    measures: list[str]


def show(figure: Figure, version: str, palette: Palette, **filters) -> Shown | None:
    """Run the select and make chart, sentences, table and source lines of it; None when it yields no rows."""
    found = warehouse.query(version, figure.select, figure.parameters | filters)
    if found.empty:
        return None
    frame = figure.prepare(found)
    has_number = frame[frame["has_number"]] if "has_number" in frame else frame
    measures = warehouse.query(version, MEASURES, {"figure_id": figure.id})
    return Shown(
        chart=None if has_number.empty else figure.chart(has_number, palette),
        scope=figure.scope(frame),
        can_say=figure.can_say(frame),
        table=frame[list(figure.columns)].fillna("").rename(columns=figure.columns),
        sources=source_lines(version, frame),
        measures=[f"{row.measure_no} {row.working_title}" for row in measures.itertuples()],
    )
