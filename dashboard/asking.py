"""What must be said yes to before it is saved: asked, and remembered for as long as the same questions stand."""

import streamlit as st

from register.errors import UnsureError


def asked(error: UnsureError, key: str) -> None:
    """The questions, each with a box to say yes in."""
    st.warning("Ingenting er lagret ennå. Svar på dette, og lagre på nytt.")
    for sentence in dict.fromkeys(question.sentence for question in error.questions):
        st.checkbox(f"Ja, lagre likevel: {_plain(sentence)}", key=_box(key, sentence))


def accepted(key: str) -> frozenset[str]:
    """The sentences that have been said yes to."""
    start = _box(key, "")
    return frozenset(
        name.removeprefix(start)
        for name, is_yes in st.session_state.items()
        if str(name).startswith(start) and is_yes is True
    )


def _box(key: str, sentence: str) -> str:
    return f"asked {key}: {sentence}"


def _plain(sentence: str) -> str:
    """As it was written, whatever somebody typed in what it quotes: a label is Markdown."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!<>$:~|" else sign for sign in sentence)
