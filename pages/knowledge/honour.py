"""Æresrelatert vold: what do people seek advice on?"""

from functools import partial

import streamlit as st

from content import warehouse
from content.texts import text
from dashboard import parts, themes

st.title("Æresrelatert vold: hva søker folk råd om?", anchor=False)
st.markdown(text(partial(warehouse.query, parts.version()), "honour"))
themes.on_this_page("aeresrelatert-vold")
themes.show("aeresrelatert-vold")
