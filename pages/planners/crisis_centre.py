"""Krisesenteret: who uses the centre, and how?"""

import streamlit as st

from dashboard import parts
from dashboard.figures import CENTRE_USE, NATIONAL_DAY_USERS, NATIONAL_RESIDENTS, facts

st.title("Krisesenteret: hvem bruker det, og hvordan?", anchor=False)
parts.figure(CENTRE_USE)
st.header("Hele landet", anchor=False)
st.markdown("Beboere her kan ses i lys av beboere i landet, aldri av alle brukere.")
parts.figure(NATIONAL_RESIDENTS)
parts.figure(NATIONAL_DAY_USERS)
parts.fact(facts.IMMIGRANT_RESIDENTS)
