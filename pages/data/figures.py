"""Tall: how does a new number get in?"""

import streamlit as st

from dashboard import access, choices, markup
from dashboard.forms import fields
from dashboard.intake import choosing, fetch, history, preview, row, sheet
from register.errors import UnavailableError

WAYS = ["Med Excel-ark", "Én rad i skjema", "Fra SSB"]
# In the address, so that a reload and Back lead to the way that was chosen.
WAY = "vei"
st.title("Tall: hvordan legger vi inn nye tall?", anchor=False)
st.markdown(
    "Nye tall legges inn med et ark eller et skjema, eller hentes fra SSB. Du ser hva som blir endret, rad for rad og "
    "i figurene, før noe legges ut. Alt som er lagt inn, kan angres."
)
rights = access.rights_in_any_plan()
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
        there = f"Krisesenterets tall legges inn på siden [Tall fra krisesenteret]({choices.link_to('aaret')})."
        st.markdown(there if rights.is_crisis_centre else access.why_reader("legge inn tall", is_of_plan=False))
        access.login_button()
    history.handed_in_before(rights)
    if rights.may_deliver:
        access.login_button()
except UnavailableError as error:
    markup.problem(str(error))
