"""A text has been blacked out: what the server keeps that may hold it, beside what is read of the versions."""

import streamlit as st

from dashboard.forms.drafts import DRAFTS
from dashboard.guard import streamlit_parts


def forget() -> None:
    DRAFTS.forget_all()
    st.cache_data.clear()
    streamlit_parts.forget_made_files()
