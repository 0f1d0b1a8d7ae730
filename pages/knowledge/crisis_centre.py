"""Krisesenteret: who uses the centre, and how?"""

import streamlit as st

from dashboard import parts

st.title("Krisesenteret: hvem bruker det, og hvordan?", anchor=False)
parts.on_this_page("krisesenteret")
parts.themes("krisesenteret")
