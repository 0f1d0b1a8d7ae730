"""Krisesenteret: who uses the centre, and how?"""

import streamlit as st

from content.figures import (
    AWAITED,
    CENTRE_USE,
    NATIONAL_DAY_USERS,
    NATIONAL_DAY_VISITS,
    NATIONAL_RESIDENTS,
    NATIONAL_STAYS,
    facts,
)
from content.figures.catalogue import themes
from content.figures.crisis_centre import NOT_DELIVERED
from dashboard import parts

st.title("Krisesenteret: hvem bruker det, og hvordan?", anchor=False)
st.header("Hamar krisesenter", anchor=False)
parts.figure(CENTRE_USE)
st.header("Året på krisesenteret", anchor=False)
delivered = [parts.figure(figure, hide_empty=True) for figure in AWAITED]
if not any(delivered):
    st.markdown(NOT_DELIVERED)
st.header("Hele landet", anchor=False)
st.markdown("Beboerne her kan ses i sammenheng med beboerne i landet, men ikke med alle brukerne.")
for figure in (NATIONAL_RESIDENTS, NATIONAL_STAYS, NATIONAL_DAY_USERS, NATIONAL_DAY_VISITS):
    parts.figure(figure)
st.header("Beboere med innvandrerbakgrunn", anchor=False)
parts.fact(facts.IMMIGRANT_RESIDENTS)
parts.under_headings(themes(parts.version(), "krisesenteret"))
