"""The tasks of a municipality, one of them open to be answered."""

from datetime import date

import pandas as pd
import streamlit as st

from content import wording
from content.status import status_tables, status_words
from dashboard import parts
from dashboard.forms import fields
from dashboard.reporting import task_form
from register.rights import Rights

OPEN_ROUND = "select title, answer_by from marts.rounds where closed_at is null"
OPENED = "oppgave"
"""Which task is open, in the address: Back closes it, and a link can lead to it."""

WAYS, OPEN_WAY = ["Skjema", "Excel-ark", "Det som er svart"], "open way"
"""The tabs of the page, and where it is kept which of them is open."""


def round_sentence(open_round: pd.DataFrame, tasks: pd.DataFrame, today: date) -> str:
    """What the open round asks of these tasks, if one is open. Rows of OPEN_ROUND and of TASKS."""
    return "".join(
        f"Runden «{round_.title}» er åpen. **Svarfrist {wording.day(round_.answer_by)} "
        f"({wording.days_until(round_.answer_by, today)}). "
        f"{int(tasks['is_answered'].sum())} av {len(tasks)} besvart i denne runden.**"
        for round_ in open_round.itertuples()
    )


def task_list(tasks: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """A heading for each task, and the fields of the one that is open; `tasks` are rows of TASKS."""
    st.caption(fields.KEPT)
    opened = st.query_params.get(OPENED)
    with st.container():
        if opened is not None and opened not in {str(number) for number in tasks["measure_no"]}:
            st.markdown("Adressen ber om en oppgave som ikke finnes her. Velg en i listen.")
    is_round_open = not parts.query(OPEN_ROUND).empty
    for task in tasks.itertuples():
        is_open = opened == str(task.measure_no)
        with st.container(key=f"task_{task.area_code}_{task.measure_no}"):
            _heading(task, is_open, is_round_open and not task.is_answered, today)
            if is_open:
                task_form.report_form(task, rights, today, is_locked)
            else:
                task_form.is_closed(task)


def _heading(task, is_open: bool, waits: bool, today: date) -> None:
    about, button = st.columns([4, 1], vertical_alignment="center")
    is_begun = fields.is_begun(task_form.form_of(task, today))
    with about:
        st.header(f"{task.measure_no} {task.working_title}", anchor=OPENED if is_open else False)
        told = [
            status_words.status_text(task),
            status_words.deadlines(task),
            "**Ikke besvart i denne runden**" if waits else "",
            "**Påbegynt, ikke lagret**" if is_begun else "",
        ]
        st.markdown(" | ".join(filter(None, told)))
    verb = "Lukk" if is_open else "Fortsett på" if is_begun else "Svar på"
    button.button(
        f"{verb} tiltak {task.measure_no}",
        key=f"open {task.area_code} {task.measure_no}",
        on_click=_open,
        args=(None if is_open else task.measure_no,),
        width="stretch",
    )
    if is_open:
        with st.container():
            st.markdown(f"{task.task.rstrip('.')}. Ansvar i planen: {task.owner}.")
            if task.is_reported:
                st.caption(
                    f"Sist besvart {status_tables.answered(task)}. Svaret gjelder per {wording.day(task.speaks_of)}."
                )


def _open(measure_no: int | None) -> None:
    if measure_no is None:
        st.query_params.pop(OPENED, None)
    else:
        st.query_params[OPENED] = str(measure_no)
