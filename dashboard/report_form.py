"""The form for one task of a municipality: filled in, saved, confirmed as it was, or taken back."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import fields, parts, sending, warehouse, wording
from dashboard.fields import Form
from register import dates
from register.errors import InvalidError
from register.reports import save, withdraw
from register.rights import Rights
from register.rules import DONE, DROPPED, FIELDS, LONGEST, STATUSES, WARNING, Report, check
from register.schema import TEXT_FIELDS

TASKS = "select distinct measure_no, area_code from marts.measure_tasks"
HELP = {
    "responsible": "Rolle eller enhet, ikke navn.",
    "reason": f"Må fylles ut for «{DROPPED}».",
    "decided_by": f"Rolle, råd eller utvalg. Må fylles ut for «{DROPPED}».",
}
SPOKEN_OF = "speaks_of"
SAVE, SAME = "Lagre", "Ingen endring siden sist"
NOTHING_CHANGED = f"Ingenting er endret. Er det fortsatt slik, trykker du «{SAME}»."
LOST = " Det du har skrevet og ikke lagret, blir også borte."


def known_tasks() -> set[tuple[int, str]]:
    """Every task there is, as the register names them."""
    return {(row.measure_no, row.area_code) for row in parts.query(TASKS).itertuples()}


def last_report(task) -> Report | None:
    """What was last said of a task; `task` is a row of TASKS in `dashboard.status`."""
    if not task.is_reported:
        return None
    values = {name: _plain(getattr(task, name)) for name in FIELDS}
    return Report(task.measure_no, task.area_code, **values)


def form_of(task, today: date, is_locked: bool = False) -> Form:
    """The fields of a task, as they stand when nobody has typed anything; `task` is a row of TASKS in `status`."""
    before = _as_typed(last_report(task)) | {SPOKEN_OF: wording.day(today)}
    based_on = None if pd.isna(task.report_id) else int(task.report_id)
    return Form(_name(task), before, based_on, is_locked)


def is_closed(task) -> None:
    """The task is not open any more: the question whether to take its answer back is not either."""
    st.session_state.pop(f"{_name(task)} is taken back", None)


def _name(task) -> str:
    return f"report {task.area_code} {task.measure_no}"


def report_form(task, rights: Rights, today: date, is_locked: bool = False) -> None:
    """The fields of one task and their buttons; `task` is a row of TASKS in `dashboard.status`."""
    form = form_of(task, today, is_locked)
    with st.container():
        if fields.based_on(form) != form.based_on:
            st.warning(
                "Oppgaven er besvart på nytt etter at du begynte å skrive. Felt du ikke har rørt, viser det nye svaret."
            )
    _draw(form, task)
    if is_locked:
        return
    sending.questions(form)
    with st.container(horizontal=True):
        is_sent = st.button(SAVE, type="primary", key=f"{form.name} save")
        is_same = task.is_reported and st.button(SAME, key=f"{form.name} confirm")
    sending.outcome(form)
    if is_sent:
        _send(form, task, rights, today)
    if is_same:
        _confirm(form, task, rights, today)
    if task.is_reported:
        _withdrawal(form, task, rights)


def _draw(form: Form, task) -> None:
    left, right = st.columns(2)
    with left:
        fields.choice(form, "status", f"Status, tiltak {task.measure_no}", STATUSES, "Ikke svart")
        fields.text(form, SPOKEN_OF, "Svaret gjelder per (dag.måned.år)", max_chars=20)
        fields.text(form, "new_deadline", "Ny frist (dag.måned.år)", max_chars=20)
    with right:
        fields.text(form, "in_place_on", "På plass (måned.år, tom hvis ikke kjent)", max_chars=20)
        fields.tick(form, "is_in_operation", f"I fast drift (bare «{DONE}»)")
    st.caption(f"{WARNING} Høyst {LONGEST} tegn i hvert felt.")
    # The length is checked where it is saved: a limit in the field would cut what is pasted, without a word.
    for name in TEXT_FIELDS:
        label = f"{FIELDS[name]}. {HELP[name]}" if name in HELP else FIELDS[name]
        fields.text(form, name, label, is_long=name in ("comment", "reason"))


def _send(form: Form, task, rights: Rights, today: date) -> None:
    """Save what was typed; or tell what is wrong, or must be said yes to, and keep it."""
    typed = fields.shown(form)
    if typed == dict(form.before):
        sending.refuse(form, {"": NOTHING_CHANGED} if task.is_reported else {"status": "Velg en status."})
    try:
        draft = read_draft(task, typed, today)
    except InvalidError as error:
        sending.refuse(form, error.problems)
    _save(form, draft, rights, today, f"Svaret på tiltak {task.measure_no} er lagret.")


def _confirm(form: Form, task, rights: Rights, today: date) -> None:
    """It is still as it was last told."""
    typed = fields.shown(form)
    if typed | {SPOKEN_OF: ""} != dict(form.before) | {SPOKEN_OF: ""}:
        sending.refuse(form, {"": "Du har endret noe. Trykk «Lagre», eller sett feltene tilbake slik de var."})
    try:
        draft = read_draft(task, typed, today)
    except InvalidError as error:
        sending.refuse(form, error.problems)
    told = f"Tiltak {task.measure_no}: ingen endring per {wording.day(draft.speaks_of)}. Det er lagret som et svar."
    _save(form, draft, rights, today, told, is_confirmed=True)


def _save(form: Form, draft: Report, rights: Rights, today: date, told: str, is_confirmed: bool = False) -> None:
    task = (draft.measure_no, draft.area_code)
    count = sending.tried(
        form,
        draft,
        lambda submission: save(
            warehouse.register(),
            rights,
            [draft],
            known_tasks(),
            today,
            submission,
            based_on={task: fields.based_on(form)},
            confirmed=frozenset({task} if is_confirmed else ()),
            accepted=sending.accepted(form),
        ),
        SAME if is_confirmed else SAVE,
    )
    sending.saved(form, told if count else f"Tiltak {draft.measure_no} var besvart slik fra før. Ingenting er endret.")


def _withdrawal(form: Form, task, rights: Rights) -> None:
    """Take the answer back, when the reader has said yes to it."""
    asking = f"{form.name} is taken back"
    if not st.session_state.get(asking):
        st.button("Likevel ikke svart", key=f"{form.name} withdraw", on_click=_set, args=(asking, True))
        return
    st.markdown(
        f"Da står tiltak {task.measure_no} som «Ikke svart». Svaret som er gitt, blir stående i historikken, med at det "
        "er trukket tilbake." + (LOST if fields.is_begun(form) else "")
    )
    with st.container(horizontal=True):
        is_sure = st.button("Ja, trekk svaret tilbake", key=f"{form.name} withdraw sure")
        st.button("Nei, behold svaret", key=f"{form.name} keep answer", on_click=_set, args=(asking, False))
    if is_sure:
        about = (task.measure_no, task.area_code)
        sending.tried(form, (about, task.report_id), lambda submission: withdraw(warehouse.register(), rights, *about, submission))
        st.session_state[asking] = False
        sending.saved(form, f"Svaret på tiltak {task.measure_no} er trukket tilbake.")


def read_draft(task, typed: dict, today: date) -> Report:
    """What the fields say of a task. Raises InvalidError with all that is wrong in them."""
    problems, values = {}, {**typed}
    for name, read in (("in_place_on", dates.month), ("new_deadline", dates.day), (SPOKEN_OF, _spoken_of)):
        try:
            values[name] = read(typed[name]) if typed[name].strip() or name == SPOKEN_OF else None
        except ValueError as error:
            values[name] = None if name != SPOKEN_OF else today
            problems[name] = str(error)
    draft = Report(task.measure_no, task.area_code, **values | {"status": values["status"] or ""})
    try:
        check(draft, known_tasks(), today, last_report(task))
    except InvalidError as error:
        problems = error.problems | problems
    if problems:
        raise InvalidError(problems)
    return draft


def _spoken_of(text: str) -> date:
    return dates.required(text, "Datoen svaret gjelder,")


def _as_typed(report: Report | None) -> dict:
    """A report as it stands in the fields."""
    if report is None:
        return {"status": None, "is_in_operation": False} | dict.fromkeys(
            ("in_place_on", "new_deadline", *TEXT_FIELDS), ""
        )
    return {
        "status": report.status,
        "is_in_operation": report.is_in_operation,
        "in_place_on": f"{report.in_place_on:%m.%Y}" if report.in_place_on else "",
        "new_deadline": wording.day(report.new_deadline) if report.new_deadline else "",
        **{name: getattr(report, name) or "" for name in TEXT_FIELDS},
    }


def _set(name: str, value: bool) -> None:
    st.session_state[name] = value


def _plain(value):
    """A cell of a frame as the register holds it."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
