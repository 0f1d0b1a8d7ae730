"""Barn og unge: what have young people met at home?"""

import streamlit as st

from dashboard import parts

st.title("Barn og unge: hva har de møtt hjemme?", anchor=False)
parts.on_this_page("barn-og-unge")
parts.themes("barn-og-unge")
