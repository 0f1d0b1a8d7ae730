"""The form for reporting status: one for all the tasks of a municipality, saved at once."""

import uuid
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import parts, status, warehouse, wording
from register import dates
from register.errors import InvalidError, RegisterError
from register.reports import save
from register.rights import Rights
from register.rules import DONE, DROPPED, FIELDS, LONGEST, STATUSES, WARNING, Report, check
from register.schema import TEXT_FIELDS

TASKS = "select distinct measure_no, area_code from marts.measure_tasks"
HELP = {
    "responsible": "Rolle eller enhet, ikke navn.",
    "reason": f"Må fylles ut for «{DROPPED}».",
    "decided_by": f"Rolle, råd eller utvalg. Må fylles ut for «{DROPPED}».",
}


def known_tasks() -> set[tuple[int, str]]:
    """Every task there is, as the register names them."""
    return {(row.measure_no, row.area_code) for row in parts.query(TASKS).itertuples()}


def last_report(task) -> Report | None:
    """What was last said of a task; `task` is a row of TASKS in `dashboard.status`."""
    if not task.is_reported:
        return None
    values = {name: _plain(getattr(task, name)) for name in FIELDS}
    return Report(task.measure_no, task.area_code, **values)


def report_form(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Fields for every task, and one button; `tasks` are rows of TASKS in `dashboard.status`."""
    with st.form("report", enter_to_submit=False, border=False):
        st.caption("Fyll ut det du vet noe om. Det du ikke rører, blir stående som det er.")
        spoken_of = st.text_input("Opplysningene gjelder per (dag.måned.år)", wording.day(today), key="speaks_of")
        for task in tasks.itertuples():
            _fields(task)
        is_sent = st.form_submit_button("Lagre", type="primary")
    # Told below the button: there the eyes are.
    for sentence in st.session_state.pop("saved", []):
        st.success(sentence)
    if is_sent:
        _save(tasks, spoken_of, rights, today)


def _fields(task) -> None:
    key, baseline = _key(task), last_report(task)
    values = _as_typed(baseline)
    before = st.session_state.get(f"{key} baseline")
    untouched = all(st.session_state.get(f"{key} {name}", value) == value for name, value in _as_typed(before).items())
    is_new = f"{key} status" not in st.session_state
    if st.session_state.pop(f"{key} is_saved", False) or (not is_new and untouched and before != baseline):
        # What nobody has touched follows what others report meanwhile; what has been typed is never taken away.
        is_new = False
        st.session_state[f"{key} baseline"], st.session_state[f"{key} first"] = baseline, _as_typed(None)
        for name, value in values.items():
            st.session_state[f"{key} {name}"] = value
    elif is_new:
        # Not set, only what stands there first: a browser may still hold what was typed before the server was started
        # anew, or before a long break.
        st.session_state[f"{key} baseline"], st.session_state[f"{key} first"] = baseline, values
    first = st.session_state[f"{key} first"]
    about, choice = st.columns([3, 2], vertical_alignment="bottom")
    about.markdown(f"**{task.measure_no} {task.working_title}**\n\n{task.task}")
    about.caption(status.deadline_text(task.deadline_words, task.deadline) or "Skal ikke gjennomføres")
    choice.selectbox(
        f"Status, tiltak {task.measure_no}",
        STATUSES,
        index=None if first["status"] is None else STATUSES.index(first["status"]),
        key=f"{key} status",
        placeholder="Ikke svart",
    )
    with st.expander(f"Mer om tiltak {task.measure_no}"):
        left, right = st.columns(2)
        left.checkbox(f"I fast drift (bare «{DONE}»)", first["is_in_operation"], key=f"{key} is_in_operation")
        left.text_input(
            "På plass (måned.år, tom hvis ikke kjent)", first["in_place_on"], key=f"{key} in_place_on", max_chars=20
        )
        right.checkbox("Bekreft uendret: meld det samme på nytt", key=f"{key} is_confirmed")
        right.text_input("Ny frist (dag.måned.år)", first["new_deadline"], key=f"{key} new_deadline", max_chars=20)
        # The length is checked where it is saved: a limit in the field would cut what is pasted, without a word.
        for name in TEXT_FIELDS:
            st.caption(WARNING)
            label = " ".join(filter(None, (f"{FIELDS[name]}.", HELP.get(name), f"Høyst {LONGEST} tegn.")))
            field = st.text_area if name in ("comment", "reason") else st.text_input
            field(label, first[name], key=f"{key} {name}")
    if is_new:
        kept = any(st.session_state[f"{key} {name}"] != value for name, value in values.items())
        st.session_state[f"{key} is_kept"] = kept


def _save(tasks: pd.DataFrame, spoken_of: str, rights: Rights, today: date) -> None:
    """Save what was changed or confirmed; tells what is wrong, and keeps what was typed."""
    problems, drafts = [], []
    for task in tasks.itertuples():
        key, name = _key(task), f"Tiltak {task.measure_no} {task.working_title}"
        typed = {field: st.session_state[f"{key} {field}"] for field in _as_typed(None)}
        baseline, now = st.session_state[f"{key} baseline"], last_report(task)
        if typed == _as_typed(baseline) and not st.session_state[f"{key} is_confirmed"]:
            continue
        # Of what was typed before a break, nobody knows what the form showed then.
        is_kept = st.session_state.pop(f"{key} is_kept", False)
        if baseline != now or (is_kept and now is not None):
            happened = (
                f"noen andre har meldt «{now.status if now else 'ingenting'}» siden du åpnet skjemaet"
                if baseline != now
                else f"forbindelsen har vært brutt, og det som er meldt, er «{now.status}»"
            )
            problems.append(
                f"{name}: {happened}. Står det du har skrevet, fortsatt ved lag, trykker du Lagre en gang til."
            )
            st.session_state[f"{key} baseline"] = now
        try:
            drafts.append(read_draft(task.measure_no, task.area_code, typed, spoken_of, today))
        except InvalidError as error:
            problems += [f"{name}, {FIELDS.get(field, field)}: {told}" for field, told in error.problems.items()]
    if problems:
        _refuse(problems)
    elif not drafts:
        _refuse(["Ingenting er endret siden sist, og ingenting er krysset av som bekreftet."])
    else:
        save_drafts(drafts, rights, today)


def save_drafts(drafts: list[Report], rights: Rights, today: date) -> None:
    """Save, and start the page anew with what is now known; or tell why nothing was saved."""
    # The same sending until an answer has come: sent again, it is not saved twice. Changed, it is another.
    if st.session_state.get("submission", (None,))[0] != drafts:
        st.session_state["submission"] = (drafts, str(uuid.uuid4()))
    try:
        count = save(warehouse.register(), rights, drafts, known_tasks(), today, st.session_state["submission"][1])
    except RegisterError as error:
        _refuse([str(error)])
        return
    del st.session_state["submission"]
    unchanged = len(drafts) - count
    told = f"{wording.counted(count, 'melding er', 'meldinger er')} lagret."
    if unchanged:
        told += f" {wording.counted(unchanged, 'oppgave', 'oppgaver')} var meldt slik fra før."
    st.session_state["saved"] = [told]
    # The fields of what was saved are filled anew with what the register now holds.
    saved = tuple(f"{_key(draft)} " for draft in drafts)
    for key in [key for key in st.session_state if str(key).startswith(saved)]:
        del st.session_state[key]
    for draft in drafts:
        st.session_state[f"{_key(draft)} is_saved"] = True
    st.rerun()


def _refuse(problems: list[str]) -> None:
    st.error("Ingenting er lagret. Det du har skrevet, står fortsatt i skjemaet.")
    st.html(parts.list_of(problems))


def read_draft(measure_no: int, area_code: str, typed: dict, spoken_of: str, today: date) -> Report:
    """What the fields say. Raises InvalidError with all that is wrong in them."""
    problems, values = {}, {"speaks_of": today} | typed
    for name, text, read in (
        ("in_place_on", typed["in_place_on"], dates.month),
        ("new_deadline", typed["new_deadline"], dates.day),
        ("speaks_of", spoken_of, dates.day),
    ):
        try:
            values[name] = read(text) if text.strip() or name == "speaks_of" else None
        except ValueError as error:
            values[name] = None if name != "speaks_of" else today
            problems[name] = str(error)
    draft = Report(measure_no, area_code, **values | {"status": values["status"] or ""})
    try:
        check(draft, known_tasks(), today)
    except InvalidError as error:
        problems = error.problems | problems
    if problems:
        raise InvalidError(problems)
    return draft


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


def _key(task) -> str:
    return f"report {task.area_code} {task.measure_no}"


def _plain(value):
    """A cell of a frame as the register holds it."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
