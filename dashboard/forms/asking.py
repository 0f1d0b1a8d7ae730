"""What must be said yes to before it is saved: asked, and remembered for as long as the same questions stand."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from content import wording
from register.errors import Question, UnsureError
from register.validation.rules import FIELDS

TASK = re.compile(r"Tiltak \d+(, felles)?: ")
"""How a sentence begins that says itself which task it is about."""


def asked(error: UnsureError, key: str, how: str = "trykk Lagre") -> None:
    """The questions, each with a box to tick for it to be saved."""
    st.warning(f"Dette er ikke lagret ennå. Kryss av for det som skal lagres, og {how}.")
    boxes(error.questions, key)


def boxes(questions: Sequence[Question], key: str, names: Mapping[tuple[int, str], str] = MappingProxyType({})) -> None:
    """A box for each sentence; `names` are what the tasks are called, where the sentences do not say enough."""
    for sentence in dict.fromkeys(question.sentence for question in questions):
        places = [_place(question, names) for question in questions if question.sentence == sentence]
        about = ", ".join(dict.fromkeys(filter(None, places)))
        said = TASK.sub("", sentence) if names else sentence
        told = f"{about}: {said}" if about else said
        st.checkbox(f"{wording.plain(told)} **{_answer(sentence)}**", key=_box(key, sentence))


def accepted(key: str) -> frozenset[str]:
    """The sentences that have been said yes to."""
    start = _box(key, "")
    return frozenset(
        name.removeprefix(start)
        for name, is_yes in st.session_state.items()
        if str(name).startswith(start) and is_yes is True
    )


def _answer(sentence: str) -> str:
    """What a tick says: that it is no person, that it is to be so, or that it may be saved all the same."""
    if sentence.endswith("enkeltperson?"):
        return "Nei, lagre"
    return "Ja, lagre" if sentence.endswith("?") else "Lagre likevel"


def _place(question: Question, names: Mapping[tuple[int, str], str]) -> str:
    """«Tiltak 3, Kommentar», where the sentence does not say so itself."""
    says_where = TASK.match(question.sentence)
    if question.task in names:
        name = names[question.task]
        return name if says_where or question.field not in FIELDS else f"{name}, {FIELDS[question.field]}"
    if question.task is None or question.field not in FIELDS or says_where:
        return ""
    return f"Tiltak {question.task[0]}, {FIELDS[question.field]}"


def _box(key: str, sentence: str) -> str:
    return f"asked {key}: {sentence}"
