"""Utforsk: what do the numbers say, split and set beside each other as I ask?"""

import streamlit as st

from content.explore import catalogue, drawing, guard, people, view
from content.explore.offer import offer
from dashboard import exploring, parts

version, asked = parts.version(), st.query_params.to_dict()
known = catalogue.entries(version)
entry, told = view.entry_of(asked, view.ENTRY, known)
entry = entry or next(iter(known.values()))
beside, unknown = view.entry_of(asked, view.BESIDE, known)
offered = offer(version, entry)
bands = people.bands(version)
chosen, fallen = view.view_of(asked, offered, bands)
as_ = asked.get(exploring.SHOW, exploring.BOTH)
as_ = as_ if as_ in exploring.SHOWN_AS else exploring.BOTH

st.title("Utforsk tallene", anchor=False)
st.caption("Velg et tall i katalogen. Det du velger, står i adressen, så en lenke viser det samme hos andre.")
catalogue_place, middle, aside = st.columns([250, 560, 236], gap="medium")
with catalogue_place, st.container(key="explore_catalogue"):
    exploring.entry_list(entry)
with middle, st.container(key="explore_main"):
    st.caption(f"{entry.topic} › {entry.name}")
    for sentence in dict.fromkeys([*told, *unknown, *fallen]):
        st.markdown(sentence)
    other = None
    compared = guard.compared(version, entry, beside) if beside and entry not in catalogue.OWN else None
    second = view.view_of(asked, offer(version, beside), bands)[0] if compared else None
    if compared and compared.may_share_axis:
        figure = drawing.together(version, chosen, second)
    else:
        figure = drawing.figure_of(version, chosen)
    shown = parts.finished(figure)
    st.header(shown.can_say[0] if shown and shown.can_say else entry.name, anchor=False)
    if shown:
        st.caption(shown.scope)
    if compared and not compared.may_share_axis:
        exploring.guarded(entry, beside, compared)
    exploring.controls(offered, chosen, beside, as_)
    if offered.why_not:
        st.caption(offered.why_not)
    if shown is None:
        st.markdown(figure.empty)
    elif compared and not compared.may_share_axis:
        other_figure = drawing.figure_of(version, second)
        other = parts.finished(other_figure)
        for place, each, made, of in zip(
            st.columns(2, gap="medium"), (shown, other), (figure, other_figure), (chosen, second), strict=True
        ):
            with place:
                st.subheader(of.entry.name, anchor=False)
                if each:
                    st.caption(each.scope)
                    exploring.drawn(each, made, of, as_)
                else:
                    st.markdown(made.empty)
    else:
        exploring.drawn(shown, figure, chosen, as_)
    if shown:
        exploring.take(shown, figure.anchor)
if shown:
    with aside:
        exploring.side(shown, other, entry)
