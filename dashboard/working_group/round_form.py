"""Opens and freezes rounds: what only the working group does."""

from datetime import date

import pandas as pd
import streamlit as st

from content import wording
from content.status import queries
from dashboard import parts
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from register.rights import Rights
from register.rounds import close_round, open_round, title_problem
from register.validation import dates

OPENING = Form("round open", {"title": "", "answer_by": ""})
CLOSING = Form("round close", {})


def rounds(rounds: pd.DataFrame, tasks: pd.DataFrame, rights: Rights, today: date, is_in_force: bool) -> None:
    """Close the round that is open, else open one, in the plan that is in force; rows of marts.rounds and of TASKS."""
    still_open = rounds[rounds["closed_at"].isna()]
    if len(still_open):
        _open(still_open.iloc[0], tasks, rights)
        return
    # What became of the round that was open, told where its button was.
    sending.outcome(CLOSING)
    if is_in_force:
        _none_open(tasks, rights, today)


def _none_open(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    fields.text(OPENING, "title", "Navn på runden", placeholder=f"For eksempel: Høsten {today.year}")
    fields.text(OPENING, "answer_by", "Svarfrist (dag.måned.år)", max_chars=20)
    is_sent = sending.button("Åpne en runde", "round open send", OPENING)
    sending.outcome(OPENING)
    if not is_sent:
        return
    typed = fields.shown(OPENING)
    title = " ".join(typed["title"].split())
    try:
        day = dates.required(typed["answer_by"], "Svarfrist")
    except ValueError as error:
        # What is wrong with the name is told at once, not when the date is mended.
        problem = title_problem(title)
        sending.refuse(OPENING, {"answer_by": str(error)} | ({"title": problem} if problem else {}))
    sending.tried(
        OPENING,
        title,
        lambda _: open_round(parts.register(), rights, title, day, today, tasks=len(tasks)),
    )
    sending.saved(OPENING, f"Runden «{wording.plain(title)}» er åpnet, med svarfrist {wording.day(day)}.")


def _open(round_, tasks: pd.DataFrame, rights: Rights) -> None:
    sending.outcome(OPENING)
    answered = int(tasks["is_answered"].sum())
    st.markdown(
        "Når runden lukkes, fryses den: status, frist og ordlyd for hver oppgave blir stående slik de er nå. "
        f"{answered} av {len(tasks)} oppgaver er besvart i runden. En lukket runde kan ikke åpnes igjen."
    )
    problem = st.container()
    is_sure = st.checkbox("Ja, lukk runden og frys statusen", key="round close sure")
    is_sent = st.button("Lukk runden", key="round close send")
    sending.outcome(CLOSING)
    if is_sent and not is_sure:
        problem.error("Kryss av for at du vil lukke runden. Den er fortsatt åpen.")
    elif is_sent:
        frozen = queries.frozen_tasks(parts.query(queries.ROUND_CONTENT))
        sending.tried(CLOSING, round_.title, lambda _: close_round(parts.register(), rights, frozen))
        counted = wording.counted(len(frozen), "oppgave", "oppgaver")
        told = f"{counted} er frosset slik de står nå. {answered} av dem er besvart i runden."
        sending.saved(CLOSING, f"Runden «{wording.plain(round_.title)}» er lukket. {told}")
