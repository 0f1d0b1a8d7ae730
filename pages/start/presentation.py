"""Presentasjon: how do I show it?"""

from functools import partial
from pathlib import Path

import streamlit as st

from content import wording
from content.slides import deck, fit, wall
from content.slides.powerpoint.presentation import MIME, file_name, pptx
from dashboard import parts

STYLE = Path(deck.__file__).with_name("wall.html")
CHOSEN, NUMBER = "lysbilder", "lysbilde"
# What clickers send; the arrows and Esc are those of the buttons that can be seen.
KEYS = {"PageUp": -1, "PageDown": 1, "Space": 1}


def write(ids: list[str]) -> None:
    st.query_params[CHOSEN] = ",".join(ids)
    if ids == ready:
        st.query_params.pop(CHOSEN)


def on_the_wall(shown: list[fit.Slide]) -> None:
    """One slide on the whole screen, and the keys that lead on, back and out."""
    asked = st.query_params[NUMBER]
    number = min(max(int(asked) if asked.isdecimal() else 1, 1), len(shown))
    to = {step: str(min(max(number + step, 1), len(shown))) for step in (-1, 1)}
    steps = {step: partial(st.query_params.update, {NUMBER: to[step]}) for step in to}
    st.html(wall.view(shown[number - 1], number, len(shown)))
    with st.container(key="slide_controls", horizontal=True):
        st.button("Forrige", on_click=steps[-1], shortcut="Left")
        st.button("Neste", on_click=steps[1], shortcut="Right")
        st.button("Avslutt", on_click=lambda: st.query_params.pop(NUMBER), shortcut="Esc")
    with st.container(key="slide_keys"):
        for key, step in KEYS.items():
            st.button(key, on_click=steps[step], shortcut=key)


def take(shown: list[fit.Slide]) -> None:
    """What can be done with the slides."""
    with st.container(horizontal=True):
        st.button("Vis på storskjerm", on_click=partial(st.query_params.update, {NUMBER: "1"}))
        parts.download("PowerPoint (PPTX)", partial(pptx, shown), file_name(shown, today), MIME)
    st.caption(
        f"{wording.counted(len(shown), 'lysbilde', 'lysbilder')}. På storskjerm: piltaster, mellomrom eller klikker "
        "for å bla, Esc for å avslutte. F11 gir hele skjermen. I PowerPoint står alle setningene i notatene."
    )


def choose(ids: list[str], options: dict[str, str]) -> None:
    """Which slides, and in which order."""
    st.header("Velg lysbilder", anchor=False)
    # The address is what decides; the widget is set to it at every run.
    st.session_state["slides"] = ids
    named = {"key": "slides", "format_func": options.get, "placeholder": "Velg lysbilder", "select_all": False}
    st.multiselect("Lysbilder", options, on_change=lambda: write(st.session_state["slides"]), **named)
    for place, id in enumerate(ids):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{place + 1}. {options[id]}", width="content")
            if place:
                moved = [*ids[: place - 1], id, ids[place - 1], *ids[place + 1 :]]
                st.button(f"Flytt nr. {place + 1} opp", on_click=write, args=(moved,), type="tertiary")
    if ids != ready:
        st.button("Bruk den ferdige pakken", on_click=write, args=(ready,))


st.html(STYLE)
today = wording.today()
options, ready = parts.made(deck.choices, today=today), parts.made(deck.pack)
options |= deck.views(parts.version(), st.query_params.get(CHOSEN))
ids, told = deck.chosen(st.query_params.get(CHOSEN), options, ready)
is_on_the_wall = NUMBER in st.query_params and bool(ids)
if not is_on_the_wall:
    st.title("Presentasjon: hvordan viser jeg det fram?", anchor=False)
    st.markdown(
        "En ferdig pakke til et møte: hva vi vet, hvor langt tiltakene er kommet, hva som mangler, og hva som må "
        "besluttes. Bytt gjerne ut lysbilder. Valget står i adressen, så en lenke viser det samme hos andre."
    )
    for sentence in told if ids else [*told, "Ingen lysbilder er valgt. Velg minst ett."]:
        st.markdown(sentence)
with st.spinner("Lager lysbildene …"):
    shown = [part for id in ids for part in parts.made(deck.parts, id=id, today=today)]
if is_on_the_wall:
    on_the_wall(shown)
else:
    if shown:
        take(shown)
    choose(ids, options)
