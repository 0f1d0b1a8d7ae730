"""Hjelpetilbud: who helps here, and in the whole country?"""

import streamlit as st

from content import wording
from content.documents import help_services as document
from content.documents.word.writer import written
from content.plan import help_services
from dashboard import choices, making, markup, parts
from dashboard import help_services as forms
from dashboard.documents import DOCX
from dashboard.forms import fields

today = wording.today()
fields.begin()
st.title(help_services.TITLE, anchor=False)
areas = parts.query(help_services.HERE)
area = None
if len(areas):
    (area,) = choices.choose({"kommune": ("Kommune", {area: area for area in areas["area"]})}, ask_first=True)
    if area is None:
        st.markdown(help_services.CHOOSE)
own, national = parts.made(help_services.sheet, area=area, today=today, mark=parts.example_mark())
# Each in a place of its own: what comes and goes above must not draw anew what is below.
with st.container():
    st.html(own)
of_area = None
if area is not None:
    [code] = areas.loc[areas["area"] == area, "area_code"]
    of_area = code, parts.query(help_services.LOCAL, area=area), today
with st.container(key="confirm_help"):
    if of_area:
        forms.confirmed_by(*of_area)
with st.container():
    st.html(national)
with st.container(key="take_along"):
    if of_area:
        st.header("Stemmer det?", anchor=False)
        forms.told_by(*of_area)
    if lacking := help_services.missing(parts.query(help_services.NATIONAL)):
        with st.expander("Landsdekkende tilbud som mangler"):
            st.markdown(help_services.NATIONAL_TO_FILL_IN)
            st.html(markup.list_of(lacking))
    st.header("Last ned", anchor=False)
    parts.download(
        "Hjelpetilbud i alle kommunene (Word)",
        lambda: written(document.document(parts.version(), today), making.tell),
        document.file_name(today, bool(parts.example_mark())),
        DOCX,
    )
    st.markdown("Siden kan skrives ut på A4 fra nettleseren (Ctrl + P).")
