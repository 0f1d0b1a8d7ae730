"""Fields that keep what is typed in them: by reload, change of page, Back, a second tab and a login that ends.

No `st.form`: what a field holds is sent when it is left, and is from then on a draft on the server. The draft decides
what the field shows, in every tab.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.state import get_session_state

from content import wording
from dashboard import access, markup, session
from dashboard.draft_cookie import COOKIE, SECONDS, STARTED_AT, age_of_server, is_from_before, visit
from dashboard.forms import other_plan
from dashboard.forms.drafts import DRAFTS, Owner, Value
from register.blackout import BLACKED_OUT

KEPT = (
    "Det du skriver, tas vare på i et døgn, men er ikke lagret før du trykker på knappen. Bare det feltet du står i, "
    "kan gå tapt om siden lastes på nytt."
)
EMPTIED = (
    "En tekst er sladdet, og da ble alt som var skrevet og ikke lagret, slettet. Skriv det på nytt om du hadde noe her."
)
TO_MEND = "(må rettes)"
"""Stands after the name of a field; frame.js knows it by that."""
RESTARTED = "Løsningen ble startet på nytt mens du skrev."
UNHEARD = "Siden har vært uten kontakt med løsningen mens du skrev."


@dataclass(frozen=True)
class Form:
    """Fields about one thing."""

    name: str
    before: Mapping[str, Value]
    """What stands in each field when nobody has typed anything."""
    based_on: int | None = None
    """What was saved last about the same thing; None where nothing was."""
    is_locked: bool = False
    """Shown, but not to be filled in: a login that has run out, or what is looked at before it is saved."""

    def key(self, field: str) -> str:
        return " ".join(filter(None, (session.later_plan(), self.name, field)))


def owner() -> Owner:
    """Whose drafts are shown and kept: whoever the page was last drawn for."""
    return st.session_state.get("owner") or _owner()


def _owner() -> Owner:
    found = visit(st.context.cookies.get(COOKIE))
    # A browser that takes no cookie has its drafts for as long as the page is open.
    browser = found or st.session_state.setdefault("visit", secrets.token_urlsafe())
    return f"{browser} {session.later_plan()}", access.person()


def begin() -> None:
    """Before the first field of a page: what was typed and is not here any more is told, where that is known."""
    # Asked once: a page has many fields, and each asks several times.
    st.session_state["owner"] = _owner()
    now = time.time()
    # A page that has stood open for longer than a draft is kept: what it shows is taken as typed now.
    st.session_state["was left"] = st.session_state.get("begun at", now) < now - SECONDS
    st.session_state["begun at"] = now
    # In a place of its own: what comes and goes above a field must not move it while somebody types.
    with st.container():
        _tell_what_is_gone()
        other_plan.tell(owner())


def is_started_anew() -> bool:
    """Has the server been started since this browser was here, within the time that a draft is kept?"""
    # Nearly always it has not: what is first here takes less.
    return is_from_before(st.context.cookies.get(COOKIE)) and age_of_server() < SECONDS


def tell_that_a_file_is_gone() -> None:
    """Below a place to put a file: its name may still stand there, in a browser that the server knows nothing of."""
    if is_started_anew():
        st.markdown("Løsningen er startet på nytt. Lå det et ark her, må det velges en gang til: ingenting er lagret.")


def _tell_what_is_gone() -> None:
    if is_started_anew() and not DRAFTS.forms(owner()):
        started = wording.moment(pd.Timestamp(STARTED_AT))
        st.markdown(
            f"Løsningen ble startet på nytt {started}. Det som ikke var lagret da, og ikke står i feltene, er borte."
        )
    if st.session_state.setdefault("times emptied", DRAFTS.times_emptied) != DRAFTS.times_emptied:
        st.session_state["times emptied"] = DRAFTS.times_emptied
        st.warning(EMPTIED)


def shown(form: Form) -> dict[str, Value]:
    """What stands in each field: what is saved, and over it what has been typed."""
    return to_ask(form)()


def to_ask(form: Form) -> Callable[[], dict[str, Value]]:
    """What stands in each field when it is asked, also where there is no session: in a file that is made."""
    typed_by, without_room = owner(), _unkept()

    def standing() -> dict[str, Value]:
        draft = DRAFTS.of(typed_by, form.name)
        typed = draft.fields if draft else {}
        # Nearly always there is none: of many fields, their names then need not be put together.
        keys = {field: form.key(field) for field in form.before} if without_room else {}
        unkept = {field: without_room[key] for field, key in keys.items() if key in without_room}
        return {**form.before, **{field: value for field, value in typed.items() if field in form.before}, **unkept}

    return standing


def on_page(form: Form) -> dict[str, Value]:
    """What the page shows in each field, whatever the draft holds."""
    keys = {field: form.key(field) for field in form.before}
    return {field: st.session_state[key] for field, key in keys.items() if key in st.session_state}


def is_emptied() -> bool:
    """Whether a text has been blacked out, and all drafts with it, since the page was last drawn."""
    return st.session_state.get("times emptied") != DRAFTS.times_emptied


def based_on(form: Form) -> int | None:
    """What was saved last when the first field was typed in."""
    draft = DRAFTS.of(owner(), form.name)
    return draft.based_on if draft else form.based_on


def tell_what_is_new(form: Form, newer: str, above: DeltaGenerator) -> None:
    """That others have saved something since the fields were typed in, or that nobody knows whether they have.

    When they are drawn, since what was found in them is known first then; told in a place `above` them.
    """
    draft = DRAFTS.of(owner(), form.name)
    if draft is None:
        return
    if draft.found:
        above.warning(RESTARTED if is_from_before(st.context.cookies.get(COOKIE)) else UNHEARD)
    if draft.based_on != form.based_on:
        above.warning(newer)


def found(form: Form) -> str:
    """Which time what stands in it was found after a break; empty where it was not."""
    draft = DRAFTS.of(owner(), form.name)
    return draft.found if draft else ""


def begun() -> set[str]:
    """The names of the forms that are half filled in."""
    return DRAFTS.forms(owner())


def is_begun(form: Form) -> bool:
    return shown(form) != dict(form.before)


def which_are_begun(forms: Iterable[Callable[[], Form]]) -> list[bool]:
    """The same of many forms, made where it must be looked: nearly always nobody has begun to fill in any."""
    is_any = bool(begun() or _unkept())
    return [is_any and is_begun(form()) for form in forms]


@contextmanager
def folded(label: str, name: str, is_needed: bool) -> Iterator[None]:
    """Folded away until what stands in it is needed, and from then on not: nothing is folded while somebody types."""
    state = f"{name} is unfolded"
    st.session_state[state] = st.session_state.get(state, False) or is_needed
    with st.expander(label, expanded=st.session_state[state]):
        yield


def is_changed(form: Form, *names: str) -> bool:
    """Whether something else stands in one of these fields than what is saved."""
    return any(shown(form)[name] != form.before[name] for name in names)


def text(form: Form, field: str, label: str, *, is_long: bool = False, **options) -> None:
    draw = st.text_area if is_long else st.text_input
    _draw(form, field, label, "", lambda named, first, how: draw(named, first, **how, **options))


def choice(form: Form, field: str, label: str, values: Sequence[str], placeholder: str, **options) -> None:
    if shown(form)[field] not in (None, *values):
        # What was chosen is not there any more.
        DRAFTS.drop(owner(), form.name, field)
        st.session_state.pop(form.key(field), None)

    def draw(named: str, first: str | None, how: dict) -> None:
        index = values.index(first) if first in values else None
        st.selectbox(named, values, index=index, placeholder=placeholder, **how, **options)

    _draw(form, field, label, None, draw)


def tick(form: Form, field: str, label: str) -> None:
    _draw(form, field, label, False, lambda named, first, how: st.checkbox(named, first, **how))


def problems(form: Form) -> dict[str, str]:
    """What was wrong the last time the button was pressed, by field."""
    return st.session_state.setdefault(f"{form.name} problems", {})


def to_mend(form: Form) -> list[tuple[str, str]]:
    """The fields that something was wrong in, as they stand on the page: what each is called now, and was before."""
    labels = [label for field, label in _labels(form).items() if field in problems(form)]
    return [(label, label.removesuffix(f" {TO_MEND}")) for label in labels if label.endswith(TO_MEND)]


def _labels(form: Form) -> dict[str, str]:
    return st.session_state.setdefault(f"{form.name} labels", {})


def discard(form: Form) -> None:
    """Throw away what was typed."""
    DRAFTS.forget(owner(), form.name)
    for part in ("problems", "unsure"):
        st.session_state.pop(f"{form.name} {part}", None)
    for field in form.before:
        _unkept().pop(form.key(field), None)


def _draw(form: Form, field: str, label: str, empty: Value, draw: Callable[[str, Value, dict], object]) -> None:
    key, value = form.key(field), shown(form)[field]
    problem = problems(form).get(field)
    if problem:
        markup.problem(problem)
        label = f"{label} {TO_MEND}"
    _labels(form)[field] = label
    how = {"key": key, "disabled": form.is_locked, "on_change": _keep, "args": (form, field)}
    # What stands there first is what is typed by now: a field that is drawn anew in the browser takes it from there.
    is_found = key not in st.session_state or st.session_state.get("was left")
    # Where a text has been blacked out, a page that has only shown it must not bring it back.
    if is_found and form.before[field] != BLACKED_OUT:
        # Not set: a browser may still hold what was typed before the server was started anew, or before a long break.
        # What it shows then, is what was typed.
        draw(label, value, how)
        if st.session_state[key] != value:
            _keep(form, field, is_found=True)
    elif form.is_locked or is_found or st.session_state[key] != value:
        # Another tab, or what others have saved. Never set without need: it would replace what is being typed.
        st.session_state[key] = value
        draw(label, empty, how)
    elif get_session_state().is_new_state_value(key):
        # Set so by the run that started this one anew.
        draw(label, empty, how)
    else:
        draw(label, value, how)


def _keep(form: Form, field: str, is_found: bool = False) -> None:
    """What has been typed in a field is a draft; what is again as it is saved, is none."""
    key = form.key(field)
    value = st.session_state[key]
    # What is told of the form as a whole, was told of what stood in it then.
    for name in [name for name in problems(form) if name == field or name not in form.before]:
        del problems(form)[name]
    st.session_state.pop(f"{form.name} unsure", None)
    _unkept().pop(key, None)
    if value == form.before[field]:
        DRAFTS.drop(owner(), form.name, field)
    elif not DRAFTS.keep(owner(), form.name, field, value, form.based_on, is_found):
        _unkept()[key] = value


def _unkept() -> dict[str, Value]:
    """What there was no room for in the drafts: kept for as long as the page is open."""
    return st.session_state.setdefault("unkept", {})
