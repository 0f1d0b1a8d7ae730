"""What is said of measures and tasks in the knowledge base and the round report alike."""

from collections.abc import Callable, Iterator

import pandas as pd

from content.documents.blocks import Block, Meaning, Paragraph, Section, table_or, typed
from content.plan import municipality
from content.status import status_tables
from content.texts import text

NO_TASKS = "Ingen oppgaver er å finne her."


def wordings(measure, is_worded_differently: bool, ask: Callable) -> Iterator[Paragraph]:
    """What the overview and the body of the plan promise."""
    if is_worded_differently:
        yield typed(measure.overview_wording, lead=overview(ask))
        yield typed(measure.body_wording, lead=f"Ordlyd i avsnitt {measure.section}")
    else:
        yield typed(measure.body_wording, lead=f"Ordlyd i oversikten og i avsnitt {measure.section}")


def overview(ask: Callable) -> str:
    """«Ordlyd i oversikten (kapittel 1)», where it is said where that stands."""
    where = text(ask, "overview_stands_in")
    return f"Ordlyd i oversikten ({where})" if where else "Ordlyd i oversikten"


def by_place(tasks: pd.DataFrame, area: str) -> Iterator[Section]:
    """The tasks of one municipality by where they stand."""
    for place, placed in municipality.grouped(tasks).items():
        yield Section(place, task_table(placed, tasks[tasks["place"] == place], f"{place} i {area}"))


def task_table(told: pd.DataFrame, tasks: pd.DataFrame, caption: str) -> Iterator[Block]:
    """Tasks a line each, and below them what was typed: a long text in a narrow column is not read."""
    yield table_or(told, caption, NO_TASKS)
    for row in tasks.itertuples():
        if remarks := status_tables.remarks(row):
            yield typed(remarks, Meaning.BULLET, lead=f"{row.area}, tiltak {row.measure_no}")
