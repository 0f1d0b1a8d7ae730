"""What a figure is, and what it becomes when its select has been run on one version."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from content import warehouse
from content.charts import Chart
from content.figures.sources import one_line, publisher, source_lines
from content.look.palette import LIGHT
from content.wording import ASK_THE_KEEPER

NONE_ENTERED = f"Ingen tall er lagt inn. {ASK_THE_KEEPER}"
NONE_CHOSEN = "Ingen tall passer med valgene."
UNCONFIRMED = "Ikke bekreftet: lest av gjengivelse"
PROVISIONAL = "Foreløpig tall"
OF_INTERVAL, OF_RANGE = "Tynn strek: 95 %-intervall.", "Bred strek: spenn som er oppgitt."
OF_ONE_END = "Pil: bare den ene enden er oppgitt."
OF_MARKS = (OF_INTERVAL, OF_RANGE, OF_ONE_END)
"""What a scope says of the marks of the picture."""
PUBLISHED = """
select
    publication.version as plan_version,
    publication.published_at,
    register_state.version as status_version,
    register_state.published_at as status_published_at,
    register_state.is_example
from marts.publication
cross join marts.register_state
"""
MEASURES = (
    "select measure_no, working_title from marts.figure_measures where figure_id = $figure_id order by measure_no"
)


class Finding(NamedTuple):
    """The heading of a figure: what its rows say, in a line or two."""

    text: str
    told: int = 0
    """How many of the first sentences of `can_say` it says whole."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure declared once. `select` yields source_id, in_plan and plan_section beside what is drawn."""

    id: str
    question: str
    page: str
    """Path of the page that holds it."""
    select: str
    scope: Callable[[pd.DataFrame], str]
    """Unit and population."""
    prepare: Callable[[pd.DataFrame], pd.DataFrame]
    """Adds the texts that chart, table and sentences show."""
    chart: type[Chart]
    """The kind of picture."""
    finding: Callable[[pd.DataFrame], "Finding"]
    """What was found, as its heading."""
    can_say: Callable[[pd.DataFrame], list[str]]
    cannot_say: tuple[str, ...]
    definition: str | Callable[[pd.DataFrame], str]
    """What the words of the figure mean, and how its uncertainty is reckoned; of the rows where they differ in it."""
    columns: dict[str, str]
    """Column of the prepared frame → heading in the table that is read; left out where no row says anything."""
    numbers: dict[str, str]
    """Column of the prepared frame → heading of the bare numbers that a download holds beside the texts."""
    empty: str
    """What is missing, and whom to ask."""
    parameters: dict = field(default_factory=dict)
    drawn: Callable[[pd.DataFrame], pd.DataFrame] = field(default=lambda frame: frame)
    """What of the prepared rows the picture shows, and grouped in which way; sentences and table have them all."""

    @property
    def anchor(self) -> str:
        """What leads to it in an address, in ASCII."""
        return self.id.replace("_", "-")

    def on(self, today: date) -> dict[str, date]:
        """The parameters that the day gives it: none where it does not ask for the day."""
        return {"today": today} if "$today" in self.select else {}

    def asked(self, today: date) -> dict:
        """All the parameters of the select, where nothing is filtered away."""
        return self.parameters | self.on(today)


@dataclass(frozen=True)
class Shown:
    """A figure on one version: finished for any channel. `chart` is None when there is no number to draw."""

    id: str
    question: str
    finding: Finding
    scope: str
    chart: Chart | None
    can_say: list[str]
    cannot_say: tuple[str, ...]
    definition: str
    table: pd.DataFrame
    numbers: pd.DataFrame
    sources: list[str]
    """Markdown, a line for the plan's figures and one for later additions."""
    source: str
    """In one line, as plain text."""
    publishers: list[str]
    """The same, short: who says it, and whether the plan prints it."""
    measures: list[tuple[int, str]]
    """Number and short title of each measure it bears on."""
    published_at: pd.Timestamp
    is_example: bool
    """Reports of measures are made up."""

    @property
    def of_whom(self) -> str:
        """What the numbers are about, where the picture is not there."""
        told = self.scope
        for mark in OF_MARKS:
            told = told.replace(f" {mark}", "")
        return told

    @cached_property
    def spec(self) -> dict | None:
        """Vega-Lite in light colours, as it is taken along: paper and slides are white, whatever the screen."""
        return None if self.chart is None else self.chart.drawn(LIGHT)

    @property
    def alt(self) -> str:
        """What the picture says, for who does not see it."""
        return f"{self.question} {self.scope} {' '.join(self.can_say)}"

    @property
    def beside(self) -> list[str]:
        """What can be said beside its heading, which is not said again."""
        return self.can_say[self.finding.told :]


def show(figure: Figure, version: str, filters: dict | None = None) -> Shown | None:
    """Chart, sentences, table and source lines of what the select finds; None when it yields no rows."""
    return warehouse.once(_show, version, figure, figure.parameters | (filters or {}))


def _show(version: str, figure: Figure, asked: dict) -> Shown | None:
    found = warehouse.query(version, figure.select, asked)
    if found.empty:
        return None
    frame = figure.prepare(found)
    drawn = figure.drawn(frame[frame["has_number"]] if "has_number" in frame else frame)
    measures = warehouse.query(version, MEASURES, {"figure_id": figure.id})
    published = warehouse.query(version, PUBLISHED).iloc[0]
    return Shown(
        id=figure.id,
        question=figure.question,
        finding=figure.finding(frame),
        scope=figure.scope(frame),
        chart=None if drawn.empty else figure.chart.of(drawn),
        can_say=figure.can_say(frame),
        cannot_say=figure.cannot_say,
        definition=figure.definition if isinstance(figure.definition, str) else figure.definition(frame),
        table=_said(frame[list(figure.columns)].fillna("")).rename(columns=figure.columns),
        numbers=_rounded(frame[list(figure.numbers)]).rename(columns=figure.numbers),
        sources=source_lines(version, frame),
        source=one_line(version, frame),
        publishers=source_lines(version, frame, publisher),
        measures=list(measures.itertuples(index=False, name=None)),
        published_at=published["published_at"],
        is_example=bool(published["is_example"]),
    )


def _said(columns: pd.DataFrame) -> pd.DataFrame:
    """Those columns in which a row says anything: a rate that no row has needs no heading."""
    return columns.loc[:, columns.notna().any() & columns.ne("").any()]


def _rounded(numbers: pd.DataFrame) -> pd.DataFrame:
    """Two decimals are more than any figure here has; dates stay as they are."""
    return numbers.apply(lambda column: column.round(2) if pd.api.types.is_float_dtype(column) else column)
