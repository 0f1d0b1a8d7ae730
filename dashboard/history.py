"""All that has been answered, the newest first: a page at a time, so that many answers cost no more than few."""

import pandas as pd
import streamlit as st

from content.status import status_tables
from dashboard import markup, parts

AT_ONCE = 50
"""Answers of a page."""


def pages(select: str, about: str, with_measure: bool = False, **parameters) -> None:
    """The newest answers as a table, and a button for those before; each answer with its measure where that is asked.

    The select has them in order, the newest first, and ends with `limit $most`.
    """
    key = f"answers shown: {about}"
    most = st.session_state.get(key, AT_ONCE)
    # One more tells whether there are more.
    found = parts.query(select, most=most + 1, **parameters)
    markup.table(_table(found[:most], with_measure), about)
    if len(found) > most:
        st.button("Vis eldre svar", key=f"more {key}", on_click=_show_more, args=(key,))


def _table(shown: pd.DataFrame, with_measure: bool) -> pd.DataFrame:
    table = status_tables.history_table(shown)
    if with_measure:
        table.insert(1, "Tiltak", [f"{row.measure_no}\u00a0{row.working_title}" for row in shown.itertuples()])
    return table


def _show_more(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, AT_ONCE) + AT_ONCE
