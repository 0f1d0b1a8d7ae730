"""Ordforklaringer: what does this word mean?"""

import streamlit as st

from dashboard import choices, frame, glossary, parts

st.html(parts.made(glossary.told, follows=choices.along(), titles=frame.titles()))
