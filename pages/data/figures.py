"""Tall: how does a new number get in?"""

import html

import streamlit as st

from dashboard import access, choices, markup, prose
from dashboard.forms import fields
from dashboard.intake import choosing, fetch, history, preview, row, sheet
from register.errors import UnavailableError

WAYS = ["Med Excel-ark", "Én rad i skjema", "Fra SSB"]
# In the address, so that a reload and Back lead to the way that was chosen.
WAY = "vei"
ABOUT = (
    "Nye tall legges inn med et ark eller et skjema, eller hentes fra SSB. Du ser hva som blir endret, rad for rad og "
    "i figurene, før noe legges ut. Alt som er lagt inn, kan angres."
)
rights = access.rights_in_any_plan()
why_not = ""
if rights.is_crisis_centre and not rights.may_deliver:
    page = f'<a href="{html.escape(choices.link_to("aaret"))}">Tall fra krisesenteret</a>'
    why_not = f"<p>Krisesenterets tall legges inn på siden {page}.</p>"
elif not rights.may_deliver:
    why_not = prose.plain(access.why_reader("legge inn tall", is_of_plan=False))
prose.show(prose.title("Tall: hvordan legger vi inn nye tall?"), prose.plain(ABOUT), why_not)
try:
    if rights.may_deliver:
        fields.begin()
        preview.published()
        choice = choosing.choose()
        there = choice and preview.tables()
        if choice and there:
            choosing.tell_where_its_numbers_are(choice, *there)
            by_sheet, by_form, by_table = st.tabs(WAYS, key=WAY, bind="query-params")
            with by_sheet:
                sheet.sheet(choice, there[1])
            if by_form.open:
                with by_form:
                    row.row(choice, *there)
            if by_table.open:
                with by_table:
                    fetch.fetch(choice, *there)
        preview.show(rights)
    else:
        access.login_button()
    history.handed_in_before(rights)
    if rights.may_deliver:
        access.login_button()
except UnavailableError as error:
    markup.problem(str(error))
