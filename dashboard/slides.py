"""The slides as they are chosen and shown: ready packs, small pictures in their order, and one on a whole screen."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from content.plan import filters, municipality
from content.slides import deck, wall
from content.slides.packs import PACKS, READY
from content.slides.slide import Slide
from dashboard import choices, parts

NUMBER, BLANK = "lysbilde", "blank slide"
"""In the address: which one fills the screen. Of the session: none does for now."""
BESIDE = 3
"""So many small pictures stand beside each other."""


def followed() -> deck.Chosen:
    """The choices made on another page that the address brings along."""
    return tuple((name, st.query_params[name]) for name in filters.NAMES if name in st.query_params)


def write(ids: Sequence[str], today: date) -> None:
    """The slides into the address; nothing where they are what is shown anyway."""
    if list(ids) == parts.made(READY.slides, today=today):
        st.query_params.pop(choices.SLIDES, None)
    else:
        st.query_params[choices.SLIDES] = ",".join(ids)


def choose_pack(ids: Sequence[str], today: date) -> None:
    """The ready packs beside each other, each with what it is for."""
    areas = parts.query(municipality.AREAS)["area"]
    for column, pack in zip(st.columns(len(PACKS), gap="medium"), PACKS, strict=True):
        with column:
            of_pack = parts.made(pack.slides, today=today)
            is_ready = not pack.asks_for_municipality or filters.area_of(parts.version(), dict(followed())) is not None
            is_shown = list(ids) == of_pack and is_ready
            st.button(
                pack.name,
                on_click=write,
                args=(of_pack, today),
                type="primary" if is_shown else "secondary",
                disabled=not is_ready,
                width="stretch",
            )
            st.caption(f"{'Vises nå. ' if is_shown else ''}{pack.about}")
            if pack.asks_for_municipality and len(areas):
                choices.choose({filters.MUNICIPALITY: ("Kommune", {area: area for area in areas})}, ask_first=True)


def in_order(shown: Sequence[Slide], today: date) -> None:
    """Each slide as a small picture of itself, to be moved and taken away."""
    ids = [slide.id for slide in shown]
    for start in range(0, len(shown), BESIDE):
        for column, place in zip(st.columns(BESIDE, gap="medium"), range(start, start + BESIDE), strict=True):
            if place < len(shown):
                with column:
                    _card(shown[place], place, ids, today)


def _card(slide: Slide, place: int, ids: list[str], today: date) -> None:
    written = partial(write, today=today)
    drawn = parts.made(wall.small_of, id=slide.id, today=today, filters=followed())
    st.html(f'<div class="vnr-card">{drawn}</div>')
    st.markdown(f"{place + 1}. {slide.name}")
    before, after = ids[:place], ids[place + 1 :]
    with st.container(horizontal=True, gap="small"):
        if before:
            moved = [*before[:-1], slide.id, before[-1], *after]
            st.button(f"Flytt nr. {place + 1} fram", on_click=written, args=(moved,), type="tertiary")
        if after:
            moved = [*before, after[0], slide.id, *after[1:]]
            st.button(f"Flytt nr. {place + 1} bak", on_click=written, args=(moved,), type="tertiary")
        st.button(f"Fjern nr. {place + 1}", on_click=written, args=([*before, *after],), type="tertiary")


def add(ids: list[str], today: date) -> None:
    """All other slides there are, heading by heading, each with a sketch of what it looks like."""
    for heading, slides in parts.made(deck.offered, today=today).items():
        left = {id: name for id, name in slides.items() if id not in ids}
        if not left:
            continue
        opened = st.expander(heading, key=f"slides_{heading}", on_change="rerun")
        if opened.open:
            with opened:
                for id, name in left.items():
                    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                        st.html(wall.sketch(deck.kind_of(id)), width="content")
                        st.button(
                            f"Legg til: {name}",
                            on_click=write,
                            args=([*ids, id], today),
                            type="tertiary",
                            key=f"add_{id}",
                        )


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
