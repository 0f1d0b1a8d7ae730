"""Oversikt: what do we know, what have we done, what must be decided?"""

import streamlit as st

from content import wording
from content.collaboration import collaboration
from content.figures import WORKED_EXAMPLE, facts, sources
from content.plan import decisions, headline, municipality, time_line
from content.status import queries, small_matrix, status_words
from dashboard import choices, figures, markup, parts

today = wording.today()
counts = parts.query(queries.COUNTS, today=today)
names = collaboration(parts.version())

st.title(parts.made(headline.told, today=today), anchor=False)
st.caption(" ".join(parts.made(decisions.whose)))
if area := choices.asked("kommune", parts.query(municipality.AREAS)["area"]):
    own = choices.link_to("kommune", kommune=st.query_params["kommune"])
    st.markdown(f"**{area}:** se [hva som er på plass hos dere]({own}).")
st.html(parts.made(time_line.drawn, today=today) or f"<p>{decisions.NO_DATES}")

known, done, to_decide = st.columns([33, 42, 31], gap="medium")
with known:
    st.header("Hva vet vi?", anchor=False)
    figures.facts(facts.first(parts.version()))
    st.caption(" ".join(filter(None, (facts.NOT_COMPARABLE, sources.whose_plan(parts.version())))))
    st.markdown(f"Et regneeksempel for {names.them}: {choices.figure_link(WORKED_EXAMPLE)}")
with done:
    st.header("Hva har vi gjort?", anchor=False)
    if not counts["measures"].iloc[0]:
        st.markdown(decisions.NO_MEASURES)
    else:
        st.markdown(status_words.beside_picture(counts))
        st.html(parts.made(small_matrix.drawn, today=today, link=choices.link_to("tiltak", tiltak="")))
with to_decide:
    st.header("Hva må besluttes?", anchor=False)
    st.html(markup.questions(parts.made(decisions.decisions, today=today)))
unknown, left_out = st.columns(2, gap="medium")
with unknown:
    st.header("Hva vet vi ikke?", anchor=False)
    st.markdown(markup.bullets(decisions.unknown(parts.version(), counts)))
with left_out:
    st.header("Hva dekker ikke planen?", anchor=False)
    st.markdown(markup.bullets(decisions.left_out(parts.query(decisions.LIMITS))))
