"""Tall fra krisesenteret: what may leave the centre?"""

import streamlit as st

from dashboard import access, markup, parts
from dashboard.intake import preview
from dashboard.intake.centre import before, confirming, filling
from register.centre_years import standing
from register.errors import UnavailableError

st.title("Tall fra krisesenteret: hva kan vises?", anchor=False)
rights = access.rights_in_any_plan()
try:
    if rights.is_crisis_centre:
        st.markdown(
            "Fyll ut året, eller last opp arket. Da ser du hva alle vil se, og hva som skjules, før noe lagres. Små "
            "tall skjules for at ingen skal kjennes igjen. Det du fyller ut, lagres ikke: bare det som kan vises."
        )
        if not access.has_login():
            st.markdown(
                "Her er det ikke innlogging. Alle som bruker denne maskinen, kan legge inn år på denne siden, og den "
                "som styrer maskinen, kan se det du skriver mens du skriver det. Er det ikke senterets egen maskin, "
                "lar du det være."
            )
        preview.published()
        if there := preview.tables():
            shared, now = [*there[1].values()], standing(parts.register())
            filling.fill_in(shared, now)
            confirming.confirm(rights, shared, now)
            before.handed_in_before(shared)
            before.take_memory(rights)
    else:
        st.markdown(access.why_reader("legge inn året", is_of_plan=False))
    access.login_button()
except UnavailableError as error:
    markup.problem(str(error))
