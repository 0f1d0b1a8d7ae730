"""What becomes of a form when its button is pressed: saved, refused with what is wrong, or asked about first."""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import markup, session
from dashboard.forms import asking, fields
from dashboard.forms.fields import Form
from register.errors import InvalidError, RegisterError, UnsureError

LOOK_FIRST = "Det du har skrevet, er ikke lagret ennå. Se over feltene først."
STANDS = "Det du har skrevet, står fortsatt i feltene."
REFUSED = "Ingenting er lagret. Rett det som er merket over."
ELSEWHERE = (
    "Ingenting er lagret. I en annen fane er det skrevet eller lagret noe annet her, og det er det som står i feltene "
    "nå. Se over dem, og trykk på den samme knappen igjen."
)

PRESSED_TWICE = 3.0
"""Seconds after something was saved in which the same button, pressed on the same words, is pressed for the same thing:
nobody has read by then that it is saved."""


@dataclass
class Done:
    """What has been saved of a form: when, by which button, and of which words."""

    at: float
    by: str
    words: int
    said: tuple[str, object] | None = None
    """What was told of it, after the name where it is looked for; None where a press has ended the run before."""


def button(label: str, key: str, *forms: Form, on_click: Callable[[], None] | None = None, **options) -> bool:
    """A button that saves what stands in the forms, when they have been seen as they stand.

    What has been typed in another tab has not: a press then shows it, and what stood here, and saves nothing. Nor does
    one that follows upon the press that saved it, as of whoever presses twice: it shows again what was told then.

    It is another button each time something was found in them after a break: the one that was pressed on the page as it
    stood before, is not there any more. So it is where another plan has come into force meanwhile.
    """
    names = [session.later_plan(), key, *map(fields.found, forms)]
    key = " ".join(filter(None, names))
    is_pressed = st.button(label, key=key, on_click=_see, args=(forms, on_click), **options)
    if is_pressed and (_is_again(key, forms) or any([_is_other(form, key) for form in forms])):
        st.rerun()
    return is_pressed


def _see(forms: Sequence[Form], also: Callable[[], None] | None) -> None:
    """What the page shows at the press, which shows it anew."""
    for form in forms:
        st.session_state[f"{form.name} pressed"] = form, fields.on_page(form), fields.is_emptied(), time.monotonic()
    if also:
        also()


def _is_again(key: str, forms: Sequence[Form]) -> bool:
    """Whether what is pressed for has just been saved; then all stands as it did when it was."""
    again = []
    for form in forms:
        pressed, seen, _, at = st.session_state.get(f"{form.name} pressed", (form, {}, False, 0))
        done = _all_done().get(form.name)
        # By when it is pressed: the page that is drawn meanwhile is the first of its version, and takes its time.
        is_recent = done is not None and done.by == key and at - done.at < PRESSED_TWICE
        # A list that nothing is chosen in holds None, where nothing was saved is «».
        is_typed = any((value or None) != (pressed.before[field] or None) for field, value in seen.items())
        # What was saved stands there until the browser has drawn what stands there now.
        if is_typed and not (is_recent and _known_again(seen) == done.words):
            return False
        again += [(form, done.said or (f"{form.name} told", "Lagret."))] if is_recent else []
    for form, (name, told) in again:
        del st.session_state[f"{form.name} pressed"]
        fields.discard(form)
        st.session_state[name] = told
    return bool(again)


def _all_done() -> dict[str, Done]:
    return st.session_state.setdefault("done", {})


def _is_other(form: Form, key: str) -> bool:
    """Whether something else stands in the fields now than when the button was pressed; kept, to be told."""
    pressed, seen, is_emptied, _ = st.session_state.pop(f"{form.name} pressed", (form, {}, False, 0))
    st.session_state[f"{form.name} sent"] = key, _known_again(seen)
    stands = fields.shown(pressed)
    gone = [value for field, value in seen.items() if value != stands[field]]
    if gone:
        # What has been blacked out may stand in it.
        st.session_state[f"{form.name} gone"] = None if is_emptied else [x for x in gone if isinstance(x, str) and x]
    return bool(gone)


def tell_of_other_tabs(*forms: Form) -> None:
    """Beside the button: that what stood in the fields when it was pressed, does not stand there any more."""
    found = [st.session_state.pop(name) for form in forms if (name := f"{form.name} gone") in st.session_state]
    if None in found:
        st.warning(fields.EMPTIED)
    elif found:
        markup.problem(ELSEWHERE)
        if texts := [text for gone in found for text in gone]:
            st.markdown("Dette sto her da du trykket:")
            markup.to_copy("teksten", *texts)


def tried(form: Form, sent, send: Callable[[str], object]):
    """What the register answers; what it refuses or asks is told in the form, and the page starts anew."""
    is_taken, answer = heard(form, sent, send)
    if not is_taken:
        st.rerun()
    session.await_saved()
    return answer


def heard(form: Form, sent, send: Callable[[str], object]) -> tuple[bool, object]:
    """Whether the register takes it, and what it answers; what it refuses or asks is told when the page starts anew."""
    # The same sending until an answer has come: sent again, it is not saved twice. Changed, it is another.
    last, done = st.session_state.setdefault("submissions", {}), _all_done()
    by, words = st.session_state.get(f"{form.name} sent", ("", 0))
    if last.get(form.name, (None,))[0] != sent:
        last[form.name] = (sent, str(uuid.uuid4()))
    try:
        answer = send(last[form.name][1])
    except UnsureError as error:
        st.session_state.pop(f"{form.name} problems", None)
        st.session_state[f"{form.name} unsure"] = error
        return False, None
    except InvalidError as error:
        return _refused(form, error.problems)
    except RegisterError as error:
        return _refused(form, {"": str(error)})
    # The session is not asked for anything until this stands: where a press waits, it ends the run.
    done[form.name] = Done(time.monotonic(), by, words)
    del last[form.name]
    return True, answer


def _known_again(seen: Mapping[str, object]) -> int:
    """What was typed, without its words: those that are blacked out must not stay anywhere."""
    return hash(tuple(sorted((field, str(value)) for field, value in seen.items())))


def refuse(form: Form, problems: Mapping[str, str]) -> None:
    """Start the page anew with each mistake directly before its field; what is about no field stands at the button."""
    _refused(form, problems)
    st.rerun()


def _refused(form: Form, problems: Mapping[str, str]) -> tuple[bool, None]:
    st.session_state.pop(f"{form.name} unsure", None)
    st.session_state[f"{form.name} problems"] = dict(problems)
    return False, None


def questions(form: Form) -> None:
    """Before the button: what was asked the last time it was pressed."""
    if error := st.session_state.get(f"{form.name} unsure"):
        asking.asked(error, form.name, "trykk på den samme knappen igjen")


def accepted(form: Form) -> frozenset[str]:
    """What has been said yes to."""
    return asking.accepted(form.name)


def saved(form: Form, told: str) -> None:
    """What was typed is saved, and the page starts anew with what is now known."""
    fields.discard(form)
    tell(f"{form.name} told", told, form)
    st.rerun()


def tell(name: str, told: object, *forms: Form) -> None:
    """What becomes of forms that are saved, under the name where it is looked for when the page starts anew."""
    st.session_state[name] = told
    for done in filter(None, map(_all_done().get, [form.name for form in forms])):
        if done.said is None:
            # What comes after it is saved may take its time.
            done.at, done.said = time.monotonic(), (name, told)


def outcome(form: Form) -> None:
    """Beside the button, where the eyes are: that it is saved, or that it is not, and why if no field is to blame."""
    if fields.found(form):
        markup.problem(LOOK_FIRST)
    tell_of_other_tabs(form)
    problems = fields.problems(form)
    others = [told for field, told in problems.items() if field not in form.before]
    if problems:
        markup.problem(" ".join([*(others or [REFUSED]), *([STANDS] if fields.is_begun(form) else [])]))
        if to_mend := fields.to_mend(form):
            st.html(markup.field_links(to_mend))
    if told := st.session_state.pop(f"{form.name} told", None):
        st.success(told)
