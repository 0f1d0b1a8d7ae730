"""Æresrelatert vold: what do people seek advice on?"""

import streamlit as st

from content.figures.advisory import TEAM, TEAM_ADDRESS, TEAM_IN_PLAN
from dashboard import parts

st.title("Æresrelatert vold: hva søker folk råd om?", anchor=False)
st.markdown(
    f"[{TEAM}]({TEAM_ADDRESS}) gir råd i konkrete saker. I planen heter det {TEAM_IN_PLAN}. "
    "Sakene viser hva det søkes råd om, ikke hvor mange som er utsatt."
)
parts.themes("aeresrelatert-vold")
