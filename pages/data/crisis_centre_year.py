"""Tall fra krisesenteret: what may leave the centre?"""

import streamlit as st

from dashboard import access, choices, markup
from dashboard.intake import centre_year, preview
from register.errors import UnavailableError

st.title("Tall fra krisesenteret: hva kan vises?", anchor=False)
rights = access.rights_in_any_plan()
try:
    if rights.is_crisis_centre:
        st.markdown(centre_year.WHAT_BECOMES_OF_IT)
        if not access.has_login():
            st.markdown(centre_year.OTHERS_AT_THE_MACHINE)
        preview.published()
        centre_year.fill_in()
        centre_year.confirm(rights)
        centre_year.handed_in_before()
        centre_year.take_memory(rights)
    else:
        st.markdown(access.why_not_crisis_centre())
        if rights.may_deliver:
            st.markdown(f"Andre tall legges inn på siden [Tall]({choices.link_to('legg-inn')}).")
    access.login_button()
except UnavailableError as error:
    markup.problem(str(error))
