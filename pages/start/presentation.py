"""Presentasjon: how do I show it?"""

from functools import partial

import streamlit as st

from content import wording
from content.plan import filters
from content.slides import deck, packs, wall
from content.slides.powerpoint.presentation import MIME, file_name, pptx
from content.slides.slide import Slide
from dashboard import choices, making, parts, slides


def take(shown: list[Slide]) -> None:
    """What can be done with the slides."""
    with st.container(horizontal=True):
        to_first = partial(st.query_params.update, {slides.NUMBER: "1"})
        st.button("Vis på storskjerm", on_click=to_first, type="primary")
        name = file_name(shown, today, deck.plan_name(parts.version(), today))
        parts.download("PowerPoint (PPTX)", partial(pptx, shown, making.tell), name, MIME)
    st.caption(
        f"{wording.counted(len(shown), 'lysbilde', 'lysbilder')}. På storskjerm: piltaster, mellomrom, klikker eller "
        "klikk på en skjermhalvdel for å bla, Home og End for første og siste, B for mørk skjerm, Esc "
        "for å avslutte. F11 gir hele skjermen. I PowerPoint står alle setningene i notatene."
    )


def tell_followed() -> None:
    """That figures are shown as they were chosen on another page, and the way out of it."""
    names = [name for name, _ in followed if name != filters.MUNICIPALITY]
    if names:
        st.markdown("Figurene vises med valgene som ble gjort på siden lysbildet kom fra.")
        st.button("Fjern valgene", on_click=lambda: [st.query_params.pop(name) for name in names])


st.html(wall.style())
today, followed = wording.today(), slides.followed()
options, ready = parts.made(packs.names, today=today), parts.made(packs.READY.slides, today=today)
options = options | deck.views(parts.version(), st.query_params.get(choices.SLIDES))
ids, told = deck.chosen(st.query_params.get(choices.SLIDES), options, ready)
is_on_the_wall = slides.NUMBER in st.query_params and bool(ids)
if not is_on_the_wall:
    st.title("Presentasjon: hvordan viser jeg det fram?", anchor=False)
    st.markdown(
        "Velg en ferdig pakke, og bytt gjerne ut lysbilder. Valget står i adressen, så en lenke viser det samme hos "
        "andre."
    )
    slides.choose_pack(ids, today)
    tell_followed()
    for sentence in told if ids else [*told, "Ingen lysbilder er valgt. Velg minst ett."]:
        st.markdown(sentence)
with st.spinner("Lager lysbildene …"):
    shown = [parts.made(deck.slide, id=id, today=today, filters=followed) for id in ids]
if is_on_the_wall:
    slides.on_the_wall(shown)
else:
    if shown:
        take(shown)
        st.header("Lysbildene", anchor=False)
        slides.in_order(shown, today)
    st.header("Legg til lysbilder", anchor=False)
    slides.add(ids, today)
