"""The slides as they are chosen and shown: ready packs, and one slide on a whole screen."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from content.plan import filters, municipality
from content.slides import deck, wall
from content.slides.packs import PACKS
from content.slides.slide import Slide
from dashboard import choices, parts, slide_choice
from dashboard.slide_choice import Choice

NUMBER, BLANK = "lysbilde", "blank slide"
"""In the address: which one fills the screen. Of the session: none does for now."""


def followed() -> deck.Chosen:
    """The choices made on another page that the address brings along."""
    return tuple((name, st.query_params[name]) for name in filters.NAMES if name in st.query_params)


def choose_pack(today: date, choice: Choice) -> None:
    """The ready packs beside each other."""
    areas = parts.made(municipality.areas)
    for number, column in enumerate(st.columns(len(PACKS), gap="medium")):
        with column:
            st.html(parts.made(slide_choice.pack, today=today, choice=choice, number=number))
            if PACKS[number].asks_for_municipality and areas:
                choices.choose({filters.MUNICIPALITY: ("Kommune", {area: area for area in areas})}, ask_first=True)


def on_the_wall(shown: Sequence[Slide]) -> None:
    """One slide on the whole screen, and what leads on, back and out: keys, a clicker, a click on either half."""
    number = _number(len(shown))
    is_blank = st.session_state.get(BLANK, False)
    st.html(wall.BLANK if is_blank else wall.view(shown[number - 1], number, len(shown)))
    with st.container(key="slide_halves", horizontal=True):
        st.button("Forrige", on_click=_step, args=(-1, len(shown)), shortcut="Left")
        st.button("Neste", on_click=_step, args=(1, len(shown)), shortcut="Right")
    with st.container(key="slide_out"):
        st.button("Avslutt", on_click=_leave, shortcut="Esc")
    # What clickers send besides the arrows.
    keys = {"PageUp": -1, "PageDown": 1, "Space": 1, "Home": -len(shown), "End": len(shown)}
    with st.container(key="slide_keys"):
        for key, by in keys.items():
            st.button(key, on_click=_step, args=(by, len(shown)), shortcut=key)
        st.button("Mørk skjerm", on_click=_blank, args=(not is_blank,), shortcut="B")


def _number(most: int) -> int:
    # A number of thousands of digits is none that Python reads.
    asked = st.query_params[NUMBER][:4]
    return min(max(int(asked) if asked.isdecimal() else 1, 1), most)


def _step(by: int, most: int) -> None:
    """From where the last press has led, also where it has not been drawn yet."""
    _blank(False)
    st.query_params[NUMBER] = str(min(max(_number(most) + by, 1), most))


def _blank(is_blank: bool) -> None:
    st.session_state[BLANK] = is_blank


def _leave() -> None:
    _blank(False)
    st.query_params.pop(NUMBER)
