"""Presentasjon: how do I show it?"""

from functools import partial

import streamlit as st

from content import wording
from content.slides import deck, packs
from content.slides.powerpoint.presentation import MIME, file_name, pptx
from content.slides.slide import Slide
from dashboard import choices, making, parts, prose, slide_choice, slides
from dashboard.slide_choice import Choice


def made() -> list[Slide]:
    return [parts.made(deck.slide, id=id, today=today, filters=followed) for id in ids]


def take() -> None:
    """What can be done with the slides."""
    shown = made()
    with st.container(horizontal=True):
        to_first = partial(st.query_params.update, {slides.NUMBER: "1"})
        st.button("Vis på storskjerm", on_click=to_first, type="primary")
        name = file_name(shown, today, deck.plan_name(parts.version(), today))
        parts.download("PowerPoint (PPTX)", partial(pptx, shown, making.tell), name, MIME)


def choose(told: list[str]) -> None:
    """Which slides, and in what order."""
    prose.show(
        prose.title("Presentasjon: hvordan viser jeg det fram?"),
        "<p>Velg en ferdig pakke, og bytt gjerne ut lysbilder. Valget står i adressen, så en lenke viser det samme hos "
        "andre.</p>",
    )
    choice = Choice(tuple(ids), followed, tuple(choices.along().items()))
    slides.choose_pack(today, choice)
    st.html(slide_choice.told(parts.version(), today, choice, told))
    if ids:
        take()
    st.html(parts.made(slide_choice.chosen_and_offered, today=today, choice=choice))


today, followed = wording.today(), slides.followed()
options, ready = parts.made(packs.names, today=today), parts.made(packs.READY.slides, today=today)
options = options | deck.views(parts.version(), st.query_params.get(choices.SLIDES))
ids, told = deck.chosen(st.query_params.get(choices.SLIDES), options, ready)
if slides.NUMBER in st.query_params and ids:
    slides.on_the_wall(made())
else:
    choose(told if ids else [*told, "Ingen lysbilder er valgt. Velg minst ett."])
