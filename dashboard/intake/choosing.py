"""What the numbers are about: a new indicator, one that is there, or a whole table."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from content import publishing, wording
from content.figure_sheet import form
from dashboard import choices, parts
from pipelines.delivered import NOT_HANDED_IN
from pipelines.schema import Resource
from pipelines.table import Table

INDICATORS = "select indicator_id, coalesce(name, question) as name from marts.indicators order by name collate nb"
NEW = "En ny indikator"


class Choice(NamedTuple):
    """One of the two; without either it is an indicator that is new."""

    name: str
    table: str | None = None
    indicator: str | None = None


def choose() -> Choice | None:
    """The choice lives in the address; None until something is chosen."""
    offered = {"ny": Choice(NEW)}
    for row in parts.query(INDICATORS).itertuples():
        offered[f"indikator {row.indicator_id}"] = Choice(row.name, indicator=row.indicator_id)
    for table in publishing.described_tables():
        if table.name not in NOT_HANDED_IN:
            offered[f"tabell {table.name}"] = Choice(whole(table), table=table.name)
    names = {value: choice.name for value, choice in offered.items()}
    (chosen,) = choices.choose({"tall": ("Indikator eller tabell", names)}, ask_first=True)
    return offered[chosen] if chosen else None


def whole(table: Resource) -> str:
    """What the choice of all of a table is called."""
    return f"Hele tabellen «{table.title}»"


def tell_where_its_numbers_are(choice: Choice, resources: Sequence[Resource], there: Mapping[str, Table]) -> None:
    """Where they are not among those that name their indicator."""
    indicator = choice.indicator or ""
    if form.is_of_centre(there, indicator):
        page = f"[Tall fra krisesenteret]({choices.link_to('aaret')})"
        st.markdown(f"Dette er krisesenterets egne tall. Nye tall legger senteret inn på siden {page}.")
    elif form.drawn_by(there, indicator):
        [table] = form.numbers_of(resources, there, indicator)
        title = wording.plain(table.title)
        st.markdown(f"Tallene står i tabellen «{title}». Arket og skjemaet har de radene som hører til.")
