"""Oversikt: what do we know, what have we done, what must be decided?"""

import streamlit as st

from content import wording
from content.collaboration import collaboration
from content.figures import WORKED_EXAMPLE, facts, sources
from content.plan import decisions, municipality
from content.plan.headline import headline
from content.plan.time_line import time_line
from content.status import queries, status_words
from content.status.small_matrix import small_matrix
from dashboard import choices, figures, markup, parts

ADOPTIONS = "select * from marts.plan_adoptions"

today = wording.today()
dates, counts = parts.query(decisions.DATES), parts.query(queries.COUNTS, today=today)
names = collaboration(parts.version())

st.title(headline(dates, counts, today), anchor=False)
st.caption(" ".join(parts.made(decisions.whose)))
if area := choices.asked("kommune", parts.query(municipality.AREAS)["area"]):
    own = choices.link_to("kommune", kommune=st.query_params["kommune"])
    st.markdown(f"**{area}:** se [hva som er på plass hos dere]({own}).")
st.html(time_line(dates, parts.query(ADOPTIONS), names, decisions.validity(dates), today) or f"<p>{decisions.NO_DATES}")

known, done, to_decide = st.columns([33, 42, 31], gap="medium")
with known:
    st.header("Hva vet vi?", anchor=False)
    figures.facts(facts.first(parts.version()))
    st.caption(" ".join(filter(None, (facts.NOT_COMPARABLE, sources.whose_plan(parts.version())))))
    st.markdown(f"Et regneeksempel for {names.them}: {choices.figure_link(WORKED_EXAMPLE)}")
with done:
    st.header("Hva har vi gjort?", anchor=False)
    progress = parts.query(queries.PROGRESS, today=today)
    if progress.empty:
        st.markdown(decisions.NO_MEASURES)
    else:
        st.markdown(status_words.beside_picture(counts))
        st.html(small_matrix(parts.query(queries.TASKS, today=today), progress, choices.link_to("tiltak", tiltak="")))
with to_decide:
    st.header("Hva må besluttes?", anchor=False)
    st.html(markup.questions(parts.made(decisions.decisions, today=today)))
    st.header("Hva vet vi ikke?", anchor=False)
    st.markdown(markup.bullets(decisions.unknown(parts.version(), counts)))
    st.header("Hva dekker ikke planen?", anchor=False)
    st.markdown(markup.bullets(decisions.left_out(parts.query(decisions.LIMITS))))
