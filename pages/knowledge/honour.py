"""Æresrelatert vold: what do people seek advice on?"""

import streamlit as st

from content.figures import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18, facts
from content.figures.advisory import TEAM, TEAM_ADDRESS, TEAM_IN_PLAN
from content.figures.catalogue import themes
from dashboard import parts

st.title("Æresrelatert vold: hva søker folk råd om?", anchor=False)
st.markdown(
    f"[{TEAM}]({TEAM_ADDRESS}) gir råd i konkrete saker. I planen heter det {TEAM_IN_PLAN}. "
    "Sakene viser hva det søkes råd om, ikke hvor mange som er utsatt."
)
st.header("Saker i 2021", anchor=False)
for fact in (facts.ADVISORY_2021, facts.ADVISORY_UNDER_18_SHARE, facts.INNLANDET_CASES):
    parts.fact(fact)
parts.figure(ADVISORY_UNDER_18)
parts.figure(ADVISORY_ADULTS)
st.header("År for år", anchor=False)
parts.figure(ADVISORY_CASES)
parts.under_headings(themes(parts.version(), "aeresrelatert-vold"))
