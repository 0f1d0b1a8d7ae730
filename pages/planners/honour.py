"""Æresrelatert vold: what do people seek advice on?"""

import streamlit as st

from dashboard import parts
from dashboard.figures import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18, facts

st.title("Æresrelatert vold: hva søker folk råd om?", anchor=False)
st.markdown(
    "Kompetanseteamet mot tvangsekteskap, kjønnslemlestelse og negativ sosial kontroll gir råd i enkeltsaker. "
    "Sakene viser hvem som søker råd, ikke hvor mange som er utsatt."
)
parts.fact(facts.INNLANDET_CASES)
parts.figure(ADVISORY_UNDER_18)
parts.figure(ADVISORY_ADULTS)
parts.figure(ADVISORY_CASES)
