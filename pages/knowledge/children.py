"""Barn og unge: what have young people met at home?"""

import streamlit as st

from content.figures import YOUTH_ACTS, YOUTH_SEVERITY, facts, figures
from content.figures.catalogue import themes
from content.figures.children import SEVERITIES
from dashboard import parts

st.title("Barn og unge: hva har de møtt hjemme?", anchor=False)
st.header("Ungdom spurt i 2019", anchor=False)
st.markdown(SEVERITIES)
parts.figure(YOUTH_SEVERITY)
parts.figure(YOUTH_ACTS)
st.header("Hva vet vi om følgene, og om hjelpen?", anchor=False)
parts.fact(facts.REVICTIMISATION)
parts.fact(facts.MET_SERVICES)
known = figures(parts.version())
if "childhood_2023" in known:
    st.header("Voksne som ser tilbake", anchor=False)
    st.markdown(
        "I 2021–2022 ble voksne spurt om sin egen barndom. Tallene kan ikke sammenlignes med ungdommenes svar: "
        "det er en annen undersøkelse, andre årskull og en annen metode."
    )
    parts.figure(known["childhood_2023"])
parts.under_headings(themes(parts.version(), "barn-og-unge"))
