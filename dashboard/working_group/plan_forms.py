"""Forms for what is written about the next plan: by the working group, and by a municipality about its own."""

from datetime import date

import pandas as pd
import streamlit as st

from content.plan import group
from dashboard import choices
from dashboard.forms import fields
from dashboard.forms.entry_form import NEW, draw, form_of, save_button
from register.entry_kinds import (
    SEATS,
    VERDICTS,
    Adoption,
    Appointment,
    Assessment,
    CouncilMeeting,
    Milestone,
    Proposal,
)
from register.rights import Rights

PROPOSAL = ("title", "reason", "theme", "target_group", "responsible", "cost", "done_when", "deadline")
NO_AREA = "Rollen din gjelder ingen av kommunene her."
NONE = {"milestone": "Ingen milepæler er lagt inn.", "adoption": NO_AREA, "meeting": NO_AREA}
LABELS = {
    "milestone": ("milepael", "Milepæl"),
    "adoption": ("vedtak", "Hvilken kommune"),
    "meeting": ("kommunestyre", "Hvilket kommunestyre"),
}
"""Kind → its name in the address, and what the choice of one is called."""
NOUNS = {"milestone": "milepælen", "adoption": "vedtaket", "meeting": "datoen"}


def assessment_form(assessment, rights: Rights, today: date, is_locked: bool = False) -> None:
    """What to do with one measure; `assessment` is a row of marts.measure_assessments."""
    number = int(assessment.measure_no)
    before = {"verdict": None if pd.isna(assessment.verdict) else assessment.verdict}
    form = form_of("assessment", number, assessment, ("merge_with", "reason"), before, is_locked)
    fields.choice(form, "verdict", "Vurdering", VERDICTS, "Ikke vurdert ennå")
    draw(form, "merge_with", "reason")

    def draft(typed: dict) -> Assessment:
        return Assessment(number, typed["verdict"] or "", typed["reason"], typed["merge_with"])

    save_button(form, "Lagre vurderingen", draft, {number}, rights, today)


def proposal_form(proposals: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """A new proposal, or one to change or withdraw; rows of marts.proposed_measures."""
    rows = {str(row.proposal_no): row for row in proposals.itertuples()}
    names = {NEW: "Nytt forslag"} | {number: f"{number} {row.title}" for number, row in rows.items()}
    (chosen,) = choices.choose({"forslag": ("Hvilket forslag", names)})
    form = form_of("proposal", chosen, rows.get(chosen), PROPOSAL, {"is_withdrawn": False}, is_locked)
    draw(form, *PROPOSAL)
    if chosen in rows:
        fields.tick(form, "is_withdrawn", "Trekk forslaget tilbake")

    def draft(typed: dict) -> Proposal:
        return Proposal(**typed, proposal_no=int(chosen) if chosen in rows else None)

    save_button(form, "Lagre forslaget", draft, set(), rights, today)


def milestone_form(milestones: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """When a milestone is to be reached, and when it was; rows of marts.plan_milestones."""
    rows = {row.milestone_id: (row.milestone, row) for row in milestones.itertuples()}
    _dates_form("milestone", rows, ("planned_on", "reached_on"), Milestone, rights, today, is_locked)


def adoption_form(adoptions: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """When a municipality adopted the plan: one of the rows of marts.plan_adoptions that this role may write."""
    days = ("adopted_on", "valid_until")
    _dates_form("adoption", _named(_own(adoptions, rights)), days, Adoption, rights, today, is_locked)


def meeting_form(meetings: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """When a council is to treat the next plan: one of the rows of marts.council_meetings that this role may write."""
    rows = _named(_own(meetings, rights))
    _dates_form("meeting", rows, ("meets_on",), CouncilMeeting, rights, today, is_locked)


def appointment_form(appointments: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """Who has a seat, by role: one of the rows of marts.appointments that this role may write."""
    own = _own(appointments, rights)
    if own.empty:
        st.markdown(NO_AREA)
        return
    names = {row.area: group.JOINT if row.is_joint else row.area for row in own.itertuples()}
    (area,) = choices.choose({"kommune": ("Kommune", names)}, ask_first=True)
    if area is None:
        return
    rows = {row.seat: row for row in own[own["area"] == area].itertuples()}
    # A name of its own in the address for each list: what is chosen in one stands not in the other.
    name = "felles-plass" if own.loc[own["area"] == area, "is_joint"].all() else "plass"
    (seat,) = choices.choose({name: ("Oppnevnt til", {seat: SEATS[seat] for seat in rows})})
    row = rows[seat]
    before = {"is_withdrawn": False} if row.is_appointed else {}
    form = form_of("appointment", f"{row.area_code} {seat}", row, ("position", "appointed_on"), before, is_locked)
    draw(form, "position", "appointed_on")
    if row.is_appointed:
        fields.tick(form, "is_withdrawn", "Ingen er oppnevnt likevel")

    def draft(typed: dict) -> Appointment:
        # What stands there of who was appointed, goes with it; what has been typed anew is told to be too much.
        is_gone = typed.get("is_withdrawn", False) and not fields.is_changed(form, "position", "appointed_on")
        told = {"position": None, "appointed_on": None} if is_gone else {}
        return Appointment(row.area_code, seat, **(typed | told))

    known = {(row.area_code, row.seat) for row in appointments.itertuples()}
    save_button(form, "Lagre oppnevningen", draft, known, rights, today)


def folded(label: str, kind: str):
    """Folded away, but not where something half filled in would be out of sight."""
    return fields.folded(label, kind, any(name.startswith(f"{kind} ") for name in fields.begun()))


def _own(rows: pd.DataFrame, rights: Rights) -> pd.DataFrame:
    """Those of the rows, each of an area, that this role may write."""
    return rows if rights.is_working_group else rows[rows["area_code"].isin(rights.municipalities)]


def _named(rows: pd.DataFrame) -> dict[str, tuple]:
    """Area code → name and row."""
    return {row.area_code: (row.area, row) for row in rows.itertuples()}


def _dates_form(
    kind: str,
    rows: dict[str, tuple],
    days: tuple[str, ...],
    entry: type[Milestone] | type[Adoption] | type[CouncilMeeting],
    rights: Rights,
    today: date,
    is_locked: bool,
) -> None:
    """Choose one of the rows, and say its dates and a note; `rows`: key → what it is called, and the row."""
    if not rows:
        st.markdown(NONE[kind])
        return
    name, label = LABELS[kind]
    (chosen,) = choices.choose({name: (label, {key: called for key, (called, _) in rows.items()})}, ask_first=True)
    if chosen is None:
        return
    form = form_of(kind, chosen, rows[chosen][1], (*days, "note"), {}, is_locked)
    draw(form, *days, "note")
    save_button(form, f"Lagre {NOUNS[kind]}", lambda typed: entry(chosen, **typed), set(rows), rights, today)
