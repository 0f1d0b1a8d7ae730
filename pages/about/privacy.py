"""Personvern i løsningen: what is stored, who sees it, how long, and whom to ask?"""

from pathlib import Path

import streamlit as st

from content.wording import ASK_THE_KEEPER
from register.settings import settings

st.title("Personvern i løsningen: hva lagres om noen?", anchor=False)
st.markdown(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"))
st.header("Kontakt", anchor=False)
contact = ", ".join(filter(None, (settings().contact_name, settings().contact_email)))
st.markdown(contact or f"Kontakten er ikke fylt inn ennå. {ASK_THE_KEEPER}")
