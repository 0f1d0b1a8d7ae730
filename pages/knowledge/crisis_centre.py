"""Krisesenteret: who uses the centre, and how?"""

import streamlit as st

from dashboard import themes

st.title("Krisesenteret: hvem bruker det, og hvordan?", anchor=False)
themes.on_this_page("krisesenteret")
themes.show("krisesenteret")
