"""Barn og unge: what have young people met at home?"""

import streamlit as st

from dashboard import themes

st.title("Barn og unge: hva har de møtt hjemme?", anchor=False)
themes.on_this_page("barn-og-unge")
themes.show("barn-og-unge")
