"""Kilder og metode: can I trust this?"""

import streamlit as st

from dashboard import documents, parts, sources

above, below = parts.made(sources.told)
st.html(above)
documents.workbook_button()
st.html(below)
