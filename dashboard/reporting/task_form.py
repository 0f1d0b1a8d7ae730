"""The form for one task of a municipality: filled in, saved, confirmed as it was, or taken back."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from content import wording
from content.status.queries import TASK_KEYS
from content.status.sheet_tasks import last_report
from dashboard import parts
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from register.errors import InvalidError
from register.reports import save, withdraw
from register.rights import Rights
from register.schema import STATUS_TEXTS, TEXT_FIELDS
from register.validation import dates
from register.validation.rules import CHOICES, DONE, DROPPED, EVALUATION, FIELDS, LONGEST, WARNING, Report, check

HELP = {
    "responsible": "Rolle eller enhet, ikke navn.",
    "reason": f"Må fylles ut for «{DROPPED}».",
    "decided_by": f"Rolle, råd eller utvalg. Må fylles ut for «{DROPPED}».",
}
EVALUATING = "Evaluering: fire spørsmål til neste plan"
ABOUT_EVALUATING = (
    "Svar når dere vet det. Neste plan bygger på det dere skriver her; minst halvparten må ha svart før arbeidsgruppa "
    "konkluderer."
)
SPOKEN_OF = "speaks_of"
NEWER = "Oppgaven er besvart på nytt etter at du begynte å skrive. Felt du ikke har rørt, viser det nye svaret."
NOTHING_CHANGED = "Ingenting er endret. Er det fortsatt slik, trykker du «Ingen endring siden sist»."
LOST = " Det du har skrevet og ikke lagret, blir også borte."


def known_tasks() -> set[tuple[int, str]]:
    """Every task there is, as the register names them."""
    return {(row.measure_no, row.area_code) for row in parts.query(TASK_KEYS).itertuples()}


def form_of(task, today: date, is_locked: bool = False) -> Form:
    """The fields of a task, as they stand when nobody has typed anything; `task` is a row of TASKS."""
    before = _as_typed(last_report(task)) | {SPOKEN_OF: wording.day(today)}
    based_on = None if pd.isna(task.report_id) else int(task.report_id)
    return Form(_name(task), before, based_on, is_locked)


def is_closed(task) -> None:
    """The task is not open any more: the question whether to take its answer back is not either."""
    taking, asking = _withdrawing(_name(task))
    if asking in st.session_state:
        _keep_answer(taking, asking)


def _name(task) -> str:
    return f"report {task.area_code} {task.measure_no}"


def report_form(task, rights: Rights, today: date, is_locked: bool = False) -> None:
    """The fields of one task and their buttons; `task` is a row of TASKS."""
    form = form_of(task, today, is_locked)
    above = st.container()
    _draw(form, task)
    fields.tell_what_is_new(form, NEWER, above)
    if is_locked:
        return
    sending.questions(form)
    with st.container(horizontal=True):
        is_sent = sending.button("Lagre", f"{form.name} save", form, type="primary")
        is_same = task.is_reported and sending.button(
            "Ingen endring siden sist", f"{form.name} confirm", form, on_click=partial(_see, form)
        )
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
        fields.choice(form, "status", f"Status, tiltak {task.measure_no}", CHOICES["status"], "Ikke svart")
        fields.text(form, SPOKEN_OF, "Svaret gjelder per (dag.måned.år)", max_chars=20)
        fields.text(form, "new_deadline", "Ny frist (dag.måned.år)", max_chars=20)
    with right:
        fields.text(form, "in_place_on", "På plass (måned.år, tom hvis ikke kjent)", max_chars=20)
        fields.tick(form, "is_in_operation", f"I fast drift (bare «{DONE}»)")
    st.caption(f"{WARNING} Høyst {wording.number(LONGEST)} tegn i hvert felt.")
    # The length is checked where it is saved: a limit in the field would cut what is pasted, without a word.
    for name in STATUS_TEXTS:
        label = f"{FIELDS[name]}. {HELP[name]}" if name in HELP else FIELDS[name]
        fields.text(form, name, label, is_long=name in ("comment", "reason"))
    stands = fields.shown(form)
    with fields.folded(EVALUATING, f"{form.name} evaluation", any(stands[name] for name in EVALUATION)):
        _draw_evaluation(form)


def _draw_evaluation(form: Form) -> None:
    st.markdown(ABOUT_EVALUATING)
    left, right = st.columns(2)
    for column, choice, said in ((left, "done_as_meant", "outcome"), (right, "should_continue", "hindrance")):
        with column:
            fields.choice(form, choice, FIELDS[choice], CHOICES[choice], "Ikke svart")
            fields.text(form, said, FIELDS[said], is_long=True)


def _send(form: Form, task, rights: Rights, today: date) -> None:
    """Save what was typed; or tell what is wrong, or must be said yes to, and keep it."""
    typed = fields.shown(form)
    if typed == dict(form.before):
        sending.refuse(form, {"": NOTHING_CHANGED} if task.is_reported else {"status": "Velg en status."})
    try:
        draft = read_draft(task, typed, today)
    except InvalidError as error:
        sending.refuse(form, error.problems)
    _save(form, draft, rights, today, f"Svaret på tiltak {task.measure_no} er lagret.", fields.based_on(form))


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
    _save(form, draft, rights, today, told, st.session_state[_seen(form)], is_confirmed=True)


def _save(
    form: Form, draft: Report, rights: Rights, today: date, told: str, based_on: int | None, is_confirmed: bool = False
) -> None:
    task = (draft.measure_no, draft.area_code)
    count = sending.tried(
        form,
        draft,
        lambda submission: save(
            parts.register(),
            rights,
            [draft],
            known_tasks(),
            today,
            submission,
            based_on={task: based_on},
            confirmed=frozenset({task} if is_confirmed else ()),
            accepted=sending.accepted(form),
        ),
    )
    sending.saved(form, told if count else f"Tiltak {draft.measure_no} var besvart slik fra før. Ingenting er endret.")


def _withdrawal(form: Form, task, rights: Rights) -> None:
    """Take the answer back, when the reader has said yes to it."""
    # Of its own: what it asks is not what «Lagre» asks.
    taking, asking = _withdrawing(form.name)
    seen = st.session_state.get(asking)
    if seen is None:
        st.button("Likevel ikke svart", key=f"{form.name} withdraw", on_click=_set, args=(asking, form.based_on))
        return
    st.markdown(
        f"Da står tiltak {task.measure_no} som «Ikke svart». Svaret som er gitt, blir stående i historikken, med at "
        "det er trukket tilbake." + (LOST if fields.is_begun(form) else "")
    )
    sending.questions(taking)
    with st.container(horizontal=True):
        is_sure = st.button("Ja, trekk svaret tilbake", key=f"{form.name} withdraw sure")
        st.button("Nei, behold svaret", key=f"{form.name} keep answer", on_click=_keep_answer, args=(taking, asking))
    sending.outcome(taking)
    if is_sure:
        about = (task.measure_no, task.area_code)

        def send(submission: str) -> bool:
            accepted = sending.accepted(taking)
            return withdraw(parts.register(), rights, *about, submission, based_on=seen, accepted=accepted)

        sending.tried(taking, (about, seen), send)
        _keep_answer(taking, asking)
        sending.saved(form, f"Svaret på tiltak {task.measure_no} er trukket tilbake.")


def _withdrawing(name: str) -> tuple[Form, str]:
    """Of the form of a task: the form that takes its answer back, and where the answer is kept that it is about."""
    return Form(f"{name} withdrawal", {}), f"{name} withdrawal of"


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
        empty = dict.fromkeys(("in_place_on", "new_deadline", *TEXT_FIELDS), "")
        return dict.fromkeys(CHOICES) | {"is_in_operation": False} | empty
    return {
        **{name: getattr(report, name) for name in CHOICES},
        "is_in_operation": report.is_in_operation,
        "in_place_on": f"{report.in_place_on:%m.%Y}" if report.in_place_on else "",
        "new_deadline": wording.day(report.new_deadline) if report.new_deadline else "",
        **{name: getattr(report, name) or "" for name in TEXT_FIELDS},
    }


def _set(name: str, value: int | None) -> None:
    st.session_state[name] = value


def _keep_answer(taking: Form, asking: str) -> None:
    fields.discard(taking)
    st.session_state.pop(asking, None)


def _seen(form: Form) -> str:
    return f"{form.name} seen"


def _see(form: Form) -> None:
    """Which answer was on the page when the button was pressed: the press reads the page anew, maybe with a newer one.

    While something is asked of it, it stays the one it was asked about.
    """
    if f"{form.name} unsure" not in st.session_state or _seen(form) not in st.session_state:
        st.session_state[_seen(form)] = form.based_on
