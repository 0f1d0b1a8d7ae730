"""Oversikt: what do we know, what do we do, what is missing?"""

import streamlit as st

from content import wording
from content.collaboration import collaboration
from content.figures import MEASURES_BY_DEADLINE, WORKED_EXAMPLE, facts, sources
from content.plan import decisions, municipality
from content.status import queries, status_tables, status_words
from dashboard import choices, markup, parts

today = wording.today()
dates = parts.query(decisions.DATES)

st.title("Vold i nære relasjoner: hva vi vet, hva vi gjør, hva som mangler", anchor=False)
st.markdown(f"**{decisions.validity(dates)}**")
st.caption(" ".join(parts.made(decisions.whose)))

if area := choices.asked("kommune", parts.query(municipality.AREAS)["area"]):
    own = choices.link_to("kommune", kommune=st.query_params["kommune"])
    st.markdown(f"**{area}:** se [hva som er på plass hos dere]({own}).")

st.header("Hva vet vi?", anchor=False)
for fact in facts.first(parts.version()):
    parts.fact(fact)
st.caption(" ".join(filter(None, (facts.NOT_COMPARABLE, sources.whose_plan(parts.version())))))
st.markdown(f"Et regneeksempel for {collaboration(parts.version()).them}: {choices.figure_link(WORKED_EXAMPLE)}")

st.header("Hva gjør vi?", anchor=False)
progress = parts.query(queries.PROGRESS, today=today)
counts = parts.query(queries.COUNTS, today=today)
if progress.empty:
    st.markdown(decisions.NO_MEASURES)
else:
    st.markdown(status_words.answered_sentence(counts))
    parts.figure(MEASURES_BY_DEADLINE, today=today)
    markup.table(
        status_tables.overview_table(progress),
        f"Tiltakene med {'status og ' if counts['reported'].iloc[0] else ''}frist",
    )

left, right = st.columns(2)
with left:
    st.header("Hva trenger en beslutning?", anchor=False)
    st.markdown(markup.bullets(parts.made(decisions.decisions, today=today)))
with right:
    st.header("Hva vet vi ikke?", anchor=False)
    st.markdown(markup.bullets(decisions.unknown(parts.version(), counts)))
    st.header("Hva dekker ikke planen?", anchor=False)
    st.markdown(markup.bullets(decisions.left_out(parts.query(decisions.LIMITS))))
