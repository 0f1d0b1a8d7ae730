"""Forms for what the working group writes about the next plan, and for when a municipality adopted this one."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import fields, parts, sending, warehouse, wording
from dashboard.fields import Form
from register import dates
from register.entries import save
from register.entry_kinds import FIELDS, MERGE, VERDICTS, Adoption, Assessment, Conclusion, Entry, Milestone, Proposal
from register.rights import Rights
from register.rules import LONGEST, WARNING

LONG = ("reason", "done_when", "note", "conclusion")
HELP = {"merge_with": f"Bare for «{MERGE}».", "responsible": "Rolle eller enhet, ikke navn."}
DATES = ("deadline", "planned_on", "reached_on", "adopted_on", "valid_until")
NEW = "nytt"
PROPOSAL = ("title", "reason", "theme", "target_group", "responsible", "cost", "done_when", "deadline")
NONE = {"milestone": "Ingen milepæler er lagt inn.", "adoption": "Rollen din gjelder ingen av kommunene her."}
LABELS = {"milestone": ("milepael", "Milepæl"), "adoption": ("vedtak", "Hvilken kommune")}
"""Kind → its name in the address, and what the choice of one is called."""
NOUNS = {"milestone": "milepælen", "adoption": "vedtaket"}
NEWER = "Andre har skrevet noe nytt her etter at du begynte. Felt du ikke har rørt, viser det nye."


def assessment_form(assessment, rights: Rights, today: date, is_locked: bool = False) -> None:
    """What to do with one measure; `assessment` is a row of marts.measure_assessments."""
    number = int(assessment.measure_no)
    before = {"verdict": None if pd.isna(assessment.verdict) else assessment.verdict}
    st.subheader("Arbeidsgruppas vurdering", anchor=False)
    form = _form("assessment", number, assessment, ("merge_with", "reason"), before, is_locked)
    fields.choice(form, "verdict", "Vurdering", VERDICTS, "Ikke vurdert ennå")
    _draw(form, "merge_with", "reason")

    def draft(typed: dict) -> Assessment:
        return Assessment(number, typed["verdict"] or "", typed["reason"], typed["merge_with"])

    _send(form, "Lagre vurderingen", draft, {number}, rights, today)


def conclusion_form(evaluation, rights: Rights, today: date, is_locked: bool = False) -> None:
    """What the group makes of the answers about a measure; `evaluation` is a row of marts.measure_evaluations."""
    number = int(evaluation.measure_no)
    form = _form("conclusion", number, evaluation, ("conclusion",), {}, is_locked)
    _draw(form, "conclusion")

    def draft(typed: dict) -> Conclusion:
        return Conclusion(number, typed["conclusion"], int(evaluation.answered), int(evaluation.asked))

    _send(form, "Lagre konklusjonen", draft, {number}, rights, today)


def proposal_form(proposals: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """A new proposal, or one to change or withdraw; rows of marts.proposed_measures."""
    rows = {str(row.proposal_no): row for row in proposals.itertuples()}
    names = {NEW: "Nytt forslag"} | {number: f"{number} {row.title}" for number, row in rows.items()}
    (chosen,) = parts.choices({"forslag": ("Hvilket forslag", names)})
    form = _form("proposal", chosen, rows.get(chosen), PROPOSAL, {"is_withdrawn": False}, is_locked)
    _draw(form, *PROPOSAL)
    if chosen in rows:
        fields.tick(form, "is_withdrawn", "Trekk forslaget tilbake")

    def draft(typed: dict) -> Proposal:
        return Proposal(**typed, proposal_no=int(chosen) if chosen in rows else None)

    _send(form, "Lagre forslaget", draft, set(), rights, today)


def milestone_form(milestones: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """When a milestone is to be reached, and when it was; rows of marts.plan_milestones."""
    rows = {row.milestone_id: (row.milestone, row) for row in milestones.itertuples()}
    _dates_form("milestone", rows, ("planned_on", "reached_on"), Milestone, rights, today, is_locked)


def adoption_form(adoptions: pd.DataFrame, rights: Rights, today: date, is_locked: bool = False) -> None:
    """When a municipality adopted the plan: one of the rows of marts.plan_adoptions that this role may write."""
    may = {row.area_code for row in adoptions.itertuples()} if rights.is_working_group else rights.municipalities
    rows = {row.area_code: (row.area, row) for row in adoptions.itertuples() if row.area_code in may}
    _dates_form("adoption", rows, ("adopted_on", "valid_until"), Adoption, rights, today, is_locked)


def folded(label: str, kind: str):
    """Folded away, but not where something half filled in would be out of sight."""
    return fields.folded(label, kind, any(name.startswith(f"{kind} ") for name in fields.begun()))


def _dates_form(
    kind: str,
    rows: dict[str, tuple],
    days: tuple[str, ...],
    entry: type[Milestone] | type[Adoption],
    rights: Rights,
    today: date,
    is_locked: bool,
) -> None:
    """Choose one of the rows, and say its dates and a note; `rows`: key → what it is called, and the row."""
    if not rows:
        st.markdown(NONE[kind])
        return
    name, label = LABELS[kind]
    (chosen,) = parts.choices({name: (label, {key: called for key, (called, _) in rows.items()})}, ask_first=True)
    if chosen is None:
        return
    form = _form(kind, chosen, rows[chosen][1], (*days, "note"), {}, is_locked)
    _draw(form, *days, "note")
    _send(form, f"Lagre {NOUNS[kind]}", lambda typed: entry(chosen, **typed), set(rows), rights, today)


def _form(kind: str, about, row, names: tuple[str, ...], before: dict, is_locked: bool) -> Form:
    """The fields as they were last saved; `row` is None for something new."""
    based_on = getattr(row, "entry_id", None)
    written = {name: _as_typed(getattr(row, name, None)) for name in names}
    return Form(f"{kind} {about}", written | before, None if pd.isna(based_on) else int(based_on), is_locked)


def _as_typed(value) -> str:
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else wording.day(value)


def _draw(form: Form, *names: str) -> None:
    above = st.container()
    st.caption(f"{WARNING} Høyst {wording.number(LONGEST)} tegn i hvert felt.")
    for name in names:
        if name in DATES:
            fields.text(form, name, f"{FIELDS[name]} (dag.måned.år)", max_chars=20)
        else:
            label = f"{FIELDS[name]}. {HELP[name]}" if name in HELP else FIELDS[name]
            fields.text(form, name, label, is_long=name in LONG)
    fields.tell_what_is_new(form, NEWER, above)


def _send(form: Form, label: str, draft_of: Callable[[dict], Entry], known: set, rights: Rights, today: date) -> None:
    """The button; what was typed is saved, or told why not, and kept."""
    if form.is_locked:
        return
    sending.questions(form)
    is_sent = st.button(label, type="primary", key=f"{form.name} save")
    sending.outcome(form)
    if not is_sent:
        return
    typed = fields.shown(form)
    draft = draft_of(typed | _days(form, typed))

    def send(submission: str) -> bool:
        accepted = sending.accepted(form)
        seen = fields.based_on(form)
        return save(warehouse.register(), rights, draft, known, today, submission, based_on=seen, accepted=accepted)

    is_new = sending.tried(form, draft, send)
    if getattr(draft, "is_withdrawn", False):
        # Its form is gone with it: told in the one for a new proposal, which then stands there.
        st.query_params.pop("forslag", None)
        sending.saved(form, f"Forslag {draft.proposal_no} er trukket tilbake.", told_in=f"proposal {NEW}")
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
