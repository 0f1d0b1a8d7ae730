"""Choices that live in the address, so that a view can be sent."""

import urllib.parse
from collections.abc import Iterable
from contextlib import nullcontext

import pandas as pd
import streamlit as st

from content import wording
from content.figures.figure import Figure
from content.warehouse import ANY
from dashboard import session

YES = "ja"
JOINT = "Felles oppgaver"
ALONG = ("kommune", session.PLAN)
"""What follows the reader from page to page: the chosen municipality, and the plan."""
SLIDES = "lysbilder"
"""In the address: the slides that are chosen."""


def any_or(options) -> dict[str, str]:
    """«Alle», then the options: a dict of value → what is read, or values that are read as they are."""
    return {ANY: "Alle"} | (options if isinstance(options, dict) else {value: value for value in options})


def along() -> dict[str, str]:
    """Those of ALONG that are chosen."""
    return {key: value for key, value in st.query_params.to_dict().items() if key in ALONG}


def link_with(name: str) -> str:
    """An address of this page with the choices made, ending where the value of one of them goes."""
    others = {key: value for key, value in st.query_params.to_dict().items() if key != name}
    return f"?{urllib.parse.urlencode(others | {name: ''})}"


def link_to(page: str, anchor: str = "", /, **asked) -> str:
    """An address of another page, of what follows the reader; it ends with what is asked for last."""
    return link_along(along(), page, anchor, **asked)


def link_along(follows: dict[str, str], page: str, anchor: str = "", /, **asked) -> str:
    """`link_to`, where it is known what follows the reader: for what is made without one."""
    query = urllib.parse.urlencode({name: value for name, value in follows.items() if name not in asked} | asked)
    return f"./{page}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def figure_link(figure: Figure) -> str:
    """Its question in Markdown, leading to it."""
    return f"[{figure.question}]({link_to(figure.page, figure.anchor)})"


def asked(name: str, options) -> str | None:
    """Which of the options the address asks for; None when it asks for none of them."""
    return {wording.slug(option): option for option in options}.get(st.query_params.get(name))


def chosen(name: str, options: Iterable[str], ask_first: bool = False) -> str | None:
    """What `choose` returns of one choice, before it is drawn: what decides is the address."""
    values = {wording.slug(option): option for option in options}
    default = _default(values, ask_first)
    instead = None if ask_first or default is None else values[default]
    return values.get(st.query_params.get(name, default), instead)


def unknown(label: str, shown: str) -> str:
    """That the address chooses what is not there, and what is shown instead; empty where nothing is."""
    instead = f"Viser «{shown}»." if shown else "Velg i listen."
    return f"Adressen ber om noe under «{label}» som ikke finnes. {instead}"


def areas(tasks: pd.DataFrame) -> dict[str, str]:
    """Whose tasks one may choose among, as they are read; rows with `area` and `is_joint`."""
    whose = zip(tasks["area"], tasks["is_joint"], strict=True)
    return {area: JOINT if is_joint else area for area, is_joint in whose}


def choose(fields: dict[str, tuple[str, dict[str, str]]], ask_first: bool = False) -> list[str | None]:
    """A row of choices that live in the address, so that a view can be sent; returns the chosen values.

    `fields`: name in the address → (label, value → what is read); the first value is the default, and is not written.
    With `ask_first` nothing is chosen until the reader chooses, unless there is only one thing to choose: None.
    """
    told: list[str] = []
    address = st.query_params.to_dict()
    # One alone is a row by itself.
    with st.container(horizontal=True) if len(fields) > 1 else nullcontext():
        chosen = [
            _choice(name, label, options, address.get(name), told, ask_first)
            for name, (label, options) in fields.items()
        ]
    for sentence in told:
        st.markdown(sentence)
    return chosen


def switch(name: str, label: str, is_offered: bool = True) -> bool:
    """A choice of yes or no that lives in the address; no is not written."""
    if not is_offered:
        return False
    widget = f"choice_{name}"
    st.session_state[widget] = name in st.query_params

    def write() -> None:
        if st.session_state[widget]:
            st.query_params[name] = YES
        else:
            st.query_params.pop(name, None)

    return st.checkbox(label, key=widget, on_change=write)


def _default(values: Iterable[str], ask_first: bool) -> str | None:
    """By its name in an address; None where there is nothing to choose, or the reader chooses first."""
    first, *others = values or [None]
    return None if ask_first and others else first


def _choice(
    name: str, label: str, options: dict[str, str], asked: str | None, told: list[str], ask_first: bool
) -> str | None:
    values = {wording.slug(value): value for value in options}
    default = _default(values, ask_first)
    asked = default if asked is None else asked
    if asked not in values and asked is not None:
        told.append(unknown(label, "" if ask_first else options[values[default]]))
        asked = None if ask_first else default
    # The address is what decides; the field is set to it at every run, also when Back was pressed.
    widget = f"choice_{name}"
    st.session_state[widget] = asked

    def write() -> None:
        if st.session_state[widget] == default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = st.session_state[widget]

    chosen = st.selectbox(
        label,
        values,
        index=None if ask_first else 0,
        format_func=lambda key: options[values[key]],
        key=widget,
        placeholder=f"Velg {label.lower()}",
        on_change=write,
    )
    return None if chosen is None else values[chosen]
