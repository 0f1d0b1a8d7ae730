"""Hjelpetilbud: who helps here, and in the whole country?"""

import streamlit as st

from content import wording
from content.documents import help_services as document
from content.documents.word.writer import written
from content.plan import help_services
from dashboard import access, choices, making, parts, prose
from dashboard import help_services as page
from dashboard.documents import DOCX
from dashboard.forms import fields

today = wording.today()
fields.begin()
prose.show(prose.title(help_services.TITLE))
areas = parts.made(help_services.areas)
area = choices.chosen("kommune", areas, ask_first=True)
if areas:
    choices.choose({"kommune": ("Kommune", {area: area for area in areas})}, ask_first=True)
is_writer = area is not None and page.may_write(areas[area])
asked = {"area": area, "today": today, "mark": parts.example_mark()}
own, national = parts.made(page.told, why_not=page.why_not(is_writer) if area else "", **asked)
if is_writer:
    of_area = areas[area], parts.query(help_services.LOCAL, area=area), today
    st.html(own)
    # In a place of its own: what comes and goes in it must not draw anew what is below.
    with st.container(key="confirm_help"):
        page.confirmed_by(*of_area)
    st.html(national)
    page.write_by(*of_area)
else:
    prose.show(own, national)
    if area:
        access.login_button()
if lacking := parts.made(page.lacking):
    with st.expander("Landsdekkende tilbud som mangler"):
        st.html(lacking)
prose.show(prose.on_screen(prose.header("Last ned"), prose.plain(page.ON_PAPER)))
parts.download(
    "Hjelpetilbud i alle kommunene (Word)",
    lambda: written(document.document(parts.version(), today), making.tell),
    document.file_name(today, bool(asked["mark"])),
    DOCX,
)
