"""The tasks of a municipality, one of them open to be answered."""

import html
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from content import warehouse, wording
from content.plan import municipality
from content.status import queries, status_tables, status_words
from dashboard import choices, parts, prose
from dashboard.forms import fields
from dashboard.reporting import task_form
from register.rights import Rights

OPEN_ROUND = "select title, answer_by from marts.rounds where closed_at is null"
OPENED = "oppgave"
"""Which task is open, in the address: Back closes it, and a link can lead to it."""

WAYS, OPEN_WAY = ["Skjema", "Excel-ark", "Det som er svart"], "open way"
"""The tabs of the page, and where it is kept which of them is open."""


@dataclass(frozen=True)
class Answerable:
    """The tasks of one municipality, or the joint ones, that a role may answer."""

    name: str
    """Whose they are, as it is read."""
    tasks: list[Any]
    """Rows of TASKS."""
    answered: str
    """How many of them have been answered."""
    told: dict[int, str]
    """Measure → its status and deadlines, as HTML."""


def answerable(version: str, today: date, rights: Rights) -> dict[str, Answerable]:
    """By area, the joint ones last."""
    tasks = warehouse.query(version, queries.TASKS, {"today": today})
    may = [rights.may_report(*task) for task in zip(tasks["measure_no"], tasks["area_code"], strict=True)]
    found = tasks[pd.Series(may, tasks.index, bool)].sort_values("is_joint", kind="stable")
    return {area: _of_area(area, found[found["area"] == area]) for area in found["area"].unique()}


def _of_area(area: str, tasks: pd.DataFrame) -> Answerable:
    rows = list(tasks.itertuples())
    told = {
        row.measure_no: " | ".join(
            html.escape(text) for text in (status_words.status_text(row), status_words.deadlines(row)) if text
        )
        for row in rows
    }
    return Answerable(choices.JOINT if rows[0].is_joint else area, rows, municipality.answered_sentence(tasks), told)


def open_rounds(version: str) -> list[Any]:
    """Rows of OPEN_ROUND: one, or none."""
    return list(warehouse.query(version, OPEN_ROUND).itertuples())


def round_sentence(open_rounds: list[Any], tasks: list[Any], today: date) -> str:
    """What the open round asks of these tasks, if one is open. Rows of OPEN_ROUND and of TASKS."""
    return "".join(
        f"Runden «{round_.title}» er åpen. **Svarfrist {wording.day(round_.answer_by)} "
        f"({wording.days_until(round_.answer_by, today)}). "
        f"{sum(task.is_answered for task in tasks)} av {len(tasks)} besvart i denne runden.**"
        for round_ in open_rounds
    )


def task_list(own: Answerable, rights: Rights, today: date, is_locked: bool = False) -> None:
    """A heading for each task, and the fields of the one that is open."""
    st.caption(fields.KEPT)
    opened = st.query_params.get(OPENED)
    with st.container():
        if opened is not None and opened not in {str(task.measure_no) for task in own.tasks}:
            st.markdown("Adressen ber om en oppgave som ikke finnes her. Velg en i listen.")
    is_round_open = bool(parts.made(open_rounds))
    # What stands together is one part of the page: each costs as much as what is in it.
    for is_open, together in groupby(own.tasks, lambda task: opened == str(task.measure_no)):
        with st.container(key="task_open") if is_open else nullcontext():
            shown = list(together)
            waiting = [is_round_open and not task.is_answered for task in shown]
            begun = fields.which_are_begun(partial(task_form.form_of, task, today) for task in shown)
            told = [
                _heading(task, own.told[task.measure_no], is_open, waits, is_begun) + (_asked(task) if is_open else "")
                for task, waits, is_begun in zip(shown, waiting, begun, strict=True)
            ]
            st.html("".join(told))
            for task in shown:
                if is_open:
                    task_form.report_form(task, rights, today, is_locked)
                else:
                    task_form.is_closed(task)


def _heading(task, about: str, is_open: bool, waits: bool, is_begun: bool) -> str:
    """As HTML, with the link that opens or closes the task."""
    told = [
        about,
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


def _asked(task) -> str:
    """What the plan asks for, and when it was answered, as HTML."""
    asked = f"{task.task.rstrip('.')}. Ansvar i planen: {task.owner}."
    told = [prose.plain(asked)]
    if task.is_reported:
        when = wording.day(task.speaks_of)
        told.append(prose.caption_of(f"Sist besvart {status_tables.answered(task)}. Svaret gjelder per {when}."))
    return prose.together(told)
