"""Arbeidsgruppa: who is in it, and what is it to do?"""

from datetime import date

import streamlit as st

from content import wording
from content.mail import invitation
from content.plan import assignment, decisions, group, municipality
from content.warehouse import ANY
from dashboard import access, choices, markup, papers, parts
from dashboard.forms import fields
from dashboard.working_group import plan_forms
from register.rights import Rights


def members(told: assignment.Assignment, role: Rights, today: date) -> None:
    """Who is appointed, and the form to say it in."""
    st.markdown(told.members)
    # In a place of its own: what comes above a form must not draw it anew, folded.
    with st.container():
        st.html(told.seats)
        if not told.is_all_told:
            st.caption(group.NOT_TOLD)
    if role.is_working_group or role.municipalities:
        with plan_forms.folded("Oppgi hvem som er oppnevnt", "appointment"):
            st.caption(fields.KEPT)
            plan_forms.appointment_form(parts.query(group.APPOINTMENTS), role, today, is_locked)


def what_is_asked(told: assignment.Assignment) -> None:
    """What the plan says of the group, word by word, and by when."""
    st.header("Oppdraget", anchor="oppdraget")
    st.markdown(f"{told.mandate}\n\n{markup.bullets(told.measures)}".strip())
    st.subheader("Datoene", anchor=False)
    st.markdown(markup.bullets(told.dates) or decisions.NO_DATES)


def outgoing(told: assignment.Assignment, today: date) -> None:
    """What goes out to the municipalities."""
    st.header("Papirer til kommunene", anchor="papirer")
    st.subheader("Invitasjon", anchor=False)
    (area,) = choices.choose({"invitasjon": ("Invitasjon til", choices.any_or(told.municipalities))})
    text = parts.made(invitation.of, area=None if area == ANY else area)
    markup.to_copy("invitasjonen", parts.example_mark(), text)
    papers.for_all(today)


today = wording.today()
st.title("Arbeidsgruppa: hvem er med, og hva er oppdraget?", anchor=False)
role, is_locked = access.rights_shown()
told = parts.made(assignment.told, today=today)
if told is None:
    st.markdown(decisions.NO_MEASURES if parts.query(municipality.AREAS).empty else group.NOBODY)
else:
    fields.begin()
    # Always there: what comes and goes above a field must not move it while somebody types.
    st.markdown(access.why_reader() if is_locked else "")
    members(told, role, today)
    what_is_asked(told)
    outgoing(told, today)
    if is_locked or not (role.is_working_group or role.municipalities):
        st.markdown(access.only("arbeidsgruppa og kommunene selv", "oppgi hvem som er oppnevnt"))
        access.login_button()
