"""Oversikt: what do we know, what have we done, what must be decided?"""

import streamlit as st

from content import wording
from content.plan import municipality
from dashboard import choices, overview, parts

area = choices.asked("kommune", parts.made(municipality.areas))
st.html(parts.made(overview.told, today=wording.today(), follows=choices.along(), area=area))
