"""All that has been answered, the newest first: a page at a time, so that many answers cost no more than few."""

import streamlit as st

from content import wording
from content.status import status_tables
from dashboard import markup, parts

AT_ONCE = 50
"""Answers of a page."""


def pages(select: str, about: str, with_measure: bool = False, **parameters) -> None:
    """The newest of the answers of a select as a table, and a button for those before; each with its measure if asked.

    The select has them in order, the newest first.
    """
    key = f"answers shown: {about}"
    most = st.session_state.get(key, AT_ONCE)
    shown = parts.query(f"{select} limit {most}", **parameters)
    markup.table(_table(shown, with_measure), about)
    left = int(parts.query(f"select count(*) as answers from ({select})", **parameters)["answers"].iloc[0]) - len(shown)
    if left > 0:
        st.caption(f"De nyeste {wording.number(len(shown))} av {wording.number(len(shown) + left)} svar.")
        st.button(f"Vis {wording.number(min(left, AT_ONCE))} til", key=f"more {key}", on_click=_show_more, args=(key,))


def _table(shown, with_measure: bool):
    table = status_tables.history_table(shown)
    if with_measure:
        table.insert(1, "Tiltak", [f"{row.measure_no}\u00a0{row.working_title}" for row in shown.itertuples()])
    return table


def _show_more(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, AT_ONCE) + AT_ONCE
