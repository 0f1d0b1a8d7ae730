"""Forms for what the working group writes about the next plan, and for when a municipality adopted this one."""

import uuid
from collections.abc import Iterable
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import parts, warehouse, wording
from register import dates
from register.entries import save
from register.entry_kinds import FIELDS, MERGE, VERDICTS, Adoption, Assessment, Entry, Milestone, Proposal
from register.errors import InvalidError, RegisterError
from register.rights import Rights
from register.rules import LONGEST, WARNING

LONG = ("reason", "done_when", "note")
HELP = {
    "merge_with": f"Bare for «{MERGE}».",
    "responsible": "Rolle eller enhet, ikke navn.",
}
NEW = "Nytt forslag"
NONE = {"milestone": "Ingen milepæler er lagt inn.", "adoption": "Rollen din gjelder ingen av kommunene her."}
NOUNS = {"milestone": "milepælen", "adoption": "vedtaket"}


def assessment_form(assessment, rights: Rights, today: date) -> None:
    """What to do with one measure; `assessment` is a row of marts.measure_assessments."""
    with _form("assessment", assessment.measure_no):
        chosen = None if pd.isna(assessment.verdict) else VERDICTS.index(assessment.verdict)
        verdict = st.selectbox("Vurdering", VERDICTS, index=chosen, placeholder="Ikke vurdert ennå")
        texts = _texts(assessment, "merge_with", "reason")
        is_sent = st.form_submit_button("Lagre vurderingen", type="primary")
    _tell("assessment")
    if is_sent:
        draft = Assessment(int(assessment.measure_no), verdict or "", texts["reason"], texts["merge_with"])
        _save("assessment", draft, {int(assessment.measure_no)}, rights, today)


def proposal_form(proposals: pd.DataFrame, rights: Rights, today: date) -> None:
    """A new proposal, or one to change or withdraw; rows of marts.proposed_measures."""
    names = {NEW: None} | {f"{row.proposal_no} {row.title}": row for row in proposals.itertuples()}
    chosen = names[st.selectbox("Hvilket forslag", list(names), key="proposal_chosen")]
    with _form("proposal", "new" if chosen is None else chosen.proposal_no):
        texts = _texts(chosen, "title", "reason", "theme", "target_group", "responsible", "cost", "done_when")
        deadline = _date(chosen, "deadline")
        is_withdrawn = chosen is not None and st.checkbox("Trekk forslaget tilbake")
        is_sent = st.form_submit_button("Lagre forslaget", type="primary")
    _tell("proposal")
    if is_sent and (read := _read(deadline=deadline)) is not None:
        number = None if chosen is None else int(chosen.proposal_no)
        draft = Proposal(**texts, **read, is_withdrawn=is_withdrawn, proposal_no=number)
        _save("proposal", draft, set(), rights, today)


def milestone_form(milestones: pd.DataFrame, rights: Rights, today: date) -> None:
    """When a milestone is to be reached, and when it was; rows of marts.plan_milestones."""
    rows = {row.milestone: row for row in milestones.itertuples()}
    fields = ("planned_on", "reached_on")
    _dates_form("milestone", "Milepæl", rows, "milestone_id", fields, Milestone, rights, today)


def adoption_form(adoptions: pd.DataFrame, rights: Rights, today: date) -> None:
    """When a municipality adopted the plan: one of the rows of marts.plan_adoptions that this role may write."""
    may = {row.area_code for row in adoptions.itertuples()} if rights.is_working_group else rights.municipalities
    rows = {row.area: row for row in adoptions.itertuples() if row.area_code in may}
    fields = ("adopted_on", "valid_until")
    _dates_form("adoption", "Hvilken kommune", rows, "area_code", fields, Adoption, rights, today)


def _dates_form(
    kind: str,
    label: str,
    rows: dict,
    key: str,
    fields: tuple[str, ...],
    entry: type[Milestone] | type[Adoption],
    rights: Rights,
    today: date,
) -> None:
    """Choose one of the rows by its name, and say its dates and a note; `key` is the field that tells them apart."""
    if not rows:
        st.markdown(NONE[kind])
        return
    chosen = rows[st.selectbox(label, list(rows), key=f"{kind}_chosen")]
    with _form(kind, getattr(chosen, key)):
        typed = {field: _date(chosen, field) for field in fields}
        note = _texts(chosen, "note")
        is_sent = st.form_submit_button(f"Lagre {NOUNS[kind]}", type="primary")
    _tell(kind)
    if is_sent and (read := _read(**typed)) is not None:
        draft = entry(getattr(chosen, key), **read, **note)
        _save(kind, draft, {getattr(row, key) for row in rows.values()}, rights, today)


def _form(kind: str, about):
    """A form of its own for each thing, so that the fields of another are not taken for this one's."""
    return st.form(f"{kind} {about} {st.session_state.get(f'{kind} saved', 0)}", enter_to_submit=False, border=False)


def _texts(row, *fields: str) -> dict[str, str]:
    """Fields of text as they were last written; `row` is None for something new."""
    typed = {}
    for field in fields:
        st.caption(WARNING)
        label = " ".join(filter(None, (f"{FIELDS[field]}.", HELP.get(field), f"Høyst {LONGEST} tegn.")))
        before = getattr(row, field, None)
        kind = st.text_area if field in LONG else st.text_input
        typed[field] = kind(label, before if isinstance(before, str) else "")
    return typed


def _date(row, field: str) -> tuple[str, str]:
    """A field of a date: its label, and what was typed."""
    before = getattr(row, field, None)
    label = f"{FIELDS[field]} (dag.måned.år)"
    return label, st.text_input(label, "" if pd.isna(before) else wording.day(before), max_chars=20)


def _read(**typed: tuple[str, str]) -> dict[str, date | None] | None:
    """The dates that were typed; None when one can not be read, and that is told."""
    read, problems = {}, []
    for field, (label, text) in typed.items():
        try:
            read[field] = dates.day(text) if text.strip() else None
        except ValueError as error:
            problems.append(f"{label}: {error}")
    if problems:
        _refuse(problems)
        return None
    return read


def _save(kind: str, draft: Entry, known: set, rights: Rights, today: date) -> None:
    """Save, and start the page anew with what is now known; or tell why nothing was saved."""
    # The same sending until an answer has come: sent again, it is not saved twice. Changed, it is another.
    if st.session_state.get(f"{kind} submission", (None,))[0] != draft:
        st.session_state[f"{kind} submission"] = (draft, str(uuid.uuid4()))
    try:
        is_new = save(warehouse.register(), rights, draft, known, today, st.session_state[f"{kind} submission"][1])
    except InvalidError as error:
        _refuse(f"{FIELDS.get(field, field)}: {told}" for field, told in error.problems.items())
    except RegisterError as error:
        _refuse([str(error)])
    else:
        del st.session_state[f"{kind} submission"]
        st.session_state[f"{kind} saved"] = st.session_state.get(f"{kind} saved", 0) + 1
        st.session_state[f"{kind} told"] = "Lagret." if is_new else "Det sto slik fra før."
        st.rerun()


def _tell(kind: str) -> None:
    if told := st.session_state.pop(f"{kind} told", None):
        st.success(told)


def _refuse(problems: Iterable[str]) -> None:
    st.error("Ingenting er lagret. Det du har skrevet, står fortsatt i skjemaet.")
    st.html(parts.list_of(problems))
