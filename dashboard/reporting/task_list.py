"""The tasks of a municipality, one of them open to be answered."""

import html
from contextlib import nullcontext
from datetime import date
from itertools import groupby

import pandas as pd
import streamlit as st

from content import wording
from content.status import status_tables, status_words
from dashboard import choices, parts
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
    # What stands together is one part of the page: each costs as much as what is in it.
    for is_open, together in groupby(tasks.itertuples(), lambda task: opened == str(task.measure_no)):
        with st.container(key="task_open") if is_open else nullcontext():
            shown = list(together)
            st.html("".join(_heading(task, is_open, is_round_open and not task.is_answered, today) for task in shown))
            for task in shown:
                if is_open:
                    _asked(task)
                    task_form.report_form(task, rights, today, is_locked)
                else:
                    task_form.is_closed(task)


def _heading(task, is_open: bool, waits: bool, today: date) -> str:
    """As HTML, with the link that opens or closes the task."""
    is_begun = fields.is_begun(task_form.form_of(task, today))
    told = [
        html.escape(status_words.status_text(task)),
        html.escape(status_words.deadlines(task)),
        "<strong>Ikke besvart i denne runden</strong>" if waits else "",
        "<strong>Påbegynt, ikke lagret</strong>" if is_begun else "",
    ]
    verb = "Lukk" if is_open else "Fortsett på" if is_begun else "Svar på"
    anchor = f"oppgave-{task.measure_no}"
    asked = st.query_params.to_dict() | {OPENED: task.measure_no}
    if is_open:
        del asked[OPENED]
    return (
        f'<div class="vnr-asked"><h2 id="{anchor}">{task.measure_no} {html.escape(task.working_title)}</h2>'
        f"<p>{' | '.join(filter(None, told))}</p>"
        f'<a class="vnr-press" href="{html.escape(choices.link_to("meld-inn", anchor, **asked))}" target="_self">'
        f"{verb} tiltak {task.measure_no}</a></div>"
    )


def _asked(task) -> None:
    """What the plan asks for, and when it was answered."""
    st.markdown(f"{task.task.rstrip('.')}. Ansvar i planen: {task.owner}.")
    # Always there: what comes above a form must not draw it anew.
    st.caption(
        f"Sist besvart {status_tables.answered(task)}. Svaret gjelder per {wording.day(task.speaks_of)}."
        if task.is_reported
        else ""
    )
