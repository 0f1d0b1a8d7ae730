"""The tasks of a municipality, one of them open to be answered."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import fields, parts, report_form, status, status_tables, wording
from register.rights import Rights

OPEN_ROUND = """
select
    rounds.title,
    rounds.answer_by,
    answers.measure_no,
    answers.area_code,
    answers.is_answered
from marts.rounds
inner join marts.round_answers as answers using (round_id)
where rounds.closed_at is null
"""
OPENED = "oppgave"
"""Which task is open, in the address: Back closes it, and a link can lead to it."""


def round_sentence(asked: pd.DataFrame, tasks: pd.DataFrame, today: date) -> str:
    """What the open round asks of these tasks; nothing when none is open. Rows of OPEN_ROUND, and of TASKS in `status`."""
    ours = asked.merge(tasks[["measure_no", "area_code"]])
    if ours.empty:
        return ""
    title, answer_by = ours[["title", "answer_by"]].iloc[0]
    return (
        f"Runden «{title}» er åpen. **Svarfrist {wording.day(answer_by)} ({wording.days_until(answer_by, today)}). "
        f"{int(ours['is_answered'].sum())} av {len(ours)} besvart i denne runden.**"
    )


def task_list(tasks: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """A heading for each task, and the fields of the one that is open; `tasks` are rows of TASKS in `status`."""
    st.caption(fields.KEPT)
    opened = st.query_params.get(OPENED)
    if opened is not None and opened not in {str(number) for number in tasks["measure_no"]}:
        st.markdown("Adressen ber om en oppgave som ikke finnes her. Velg en i listen.")
    asked = parts.query(OPEN_ROUND)
    waits = {(row.measure_no, row.area_code) for row in asked[~asked["is_answered"]].itertuples()}
    for task in tasks.itertuples():
        is_open = opened == str(task.measure_no)
        with st.container(key=f"task_{task.area_code}_{task.measure_no}"):
            _heading(task, is_open, (task.measure_no, task.area_code) in waits, today)
            if is_open:
                report_form.report_form(task, rights, today, is_locked)


def _heading(task, is_open: bool, waits: bool, today: date) -> None:
    about, button = st.columns([4, 1], vertical_alignment="center")
    is_begun = fields.is_begun(report_form.form_of(task, today))
    with about:
        st.subheader(f"{task.measure_no} {task.working_title}", anchor=False)
        told = [
            status.status_text(task),
            deadlines(task),
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
        st.markdown(f"{task.task.rstrip('.')}. Ansvar i planen: {task.owner}.")
        if task.is_reported:
            st.caption(f"Sist besvart {status_tables.reported(task)}. Svaret gjelder per {wording.day(task.speaks_of)}.")


def deadlines(task) -> str:
    """The plan's deadline, and a new one beside it."""
    new = "" if pd.isna(task.new_deadline) else f"ny frist satt: {wording.day(task.new_deadline)}"
    return ", ".join(filter(None, (status.deadline_text(task.deadline_words, task.deadline), new)))


def _open(measure_no: int | None) -> None:
    if measure_no is None:
        st.query_params.pop(OPENED, None)
    else:
        st.query_params[OPENED] = str(measure_no)
