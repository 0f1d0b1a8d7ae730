"""A form for one entry about the plan: fields as they were last saved, and the button that saves what is typed."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from content import wording
from dashboard import parts
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from register.entries import save
from register.entry_kinds import FIELDS, MERGE, Entry, Proposal
from register.rights import Rights
from register.validation import dates
from register.validation.rules import LONGEST, WARNING

NEW = "nytt"
"""What stands for a proposal that is not there yet."""
LONG = ("reason", "done_when", "note", "conclusion")
HELP = {
    "merge_with": f"Bare for «{MERGE}».",
    "responsible": "Rolle eller enhet, ikke navn.",
    "position": "Ikke navn.",
    "phone": "Tjenestens eget, ikke en persons.",
    "unit": "Enheten i kommunen som har tilbudet, ikke navn.",
}
DATES = ("deadline", "planned_on", "reached_on", "adopted_on", "valid_until", "meets_on", "appointed_on")
NEWER = "Andre har skrevet noe nytt her etter at du begynte. Felt du ikke har rørt, viser det nye."


def form_of(kind: str, about, row, names: tuple[str, ...], before: dict, is_locked: bool) -> Form:
    """The fields as they were last saved; `row` is None for something new."""
    based_on = getattr(row, "entry_id", None)
    written = {name: _as_typed(getattr(row, name, None)) for name in names}
    return Form(f"{kind} {about}", written | before, None if pd.isna(based_on) else int(based_on), is_locked)


def _as_typed(value) -> str:
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else wording.day(value)


def draw(form: Form, *names: str) -> None:
    above = st.container()
    st.caption(f"{WARNING} Høyst {wording.number(LONGEST)} tegn i hvert felt.")
    for name in names:
        if name in DATES:
            fields.text(form, name, f"{FIELDS[name]} (dag.måned.år)", max_chars=20)
        else:
            label = f"{FIELDS[name]}. {HELP[name]}" if name in HELP else FIELDS[name]
            fields.text(form, name, label, is_long=name in LONG)
    fields.tell_what_is_new(form, NEWER, above)


def save_button(
    form: Form, label: str, draft_of: Callable[[dict], Entry], known: set, rights: Rights, today: date
) -> None:
    """The button; what was typed is saved, or told why not, and kept."""
    if form.is_locked:
        return
    sending.questions(form)
    is_sent = sending.button(label, f"{form.name} save", form, type="primary")
    sending.outcome(form)
    if not is_sent:
        return
    typed = fields.shown(form)
    draft = draft_of(typed | _days(form, typed))

    def send(submission: str) -> bool:
        accepted = sending.accepted(form)
        seen = fields.based_on(form)
        return save(parts.register(), rights, draft, known, today, submission, based_on=seen, accepted=accepted)

    is_new = sending.tried(form, draft, send)
    if isinstance(draft, Proposal) and draft.is_withdrawn:
        # Its form is gone with it: told in the one for a new proposal, which then stands there. A press that waits ends
        # the run at the first thing that is said to the browser.
        fields.discard(form)
        sending.tell(f"proposal {NEW} told", f"Forslag {draft.proposal_no} er trukket tilbake.", form)
        st.query_params.pop("forslag", None)
        st.rerun()
    sending.saved(form, "Lagret." if is_new else "Det sto slik fra før.")


def _days(form: Form, typed: dict) -> dict[str, date | None]:
    """The dates that were typed; those that can not be read are told at their fields."""
    read, problems = {}, {}
    for name in [name for name in typed if name in DATES]:
        try:
            read[name] = dates.day(typed[name]) if typed[name].strip() else None
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        sending.refuse(form, problems)
    return read
