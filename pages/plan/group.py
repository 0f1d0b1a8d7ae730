"""Arbeidsgruppa: who is in it, and what is it to do?"""

from datetime import date

import streamlit as st

from content import wording
from content.collaboration import plan_title
from content.mail.invitation import invitation
from content.plan import decisions, group, municipality
from content.warehouse import ANY
from dashboard import access, choices, markup, papers, parts
from dashboard.forms import fields
from dashboard.working_group import plan_forms
from register.rights import Rights


def members(appointments, dates, role: Rights, today: date) -> None:
    """Who is appointed, and the form to say it in."""
    st.markdown(group.members_sentences(appointments, dates, today))
    # In a place of its own: what comes above a form must not draw it anew, folded.
    with st.container():
        st.html(parts.made(group.tables))
        if not appointments["is_appointed"].all():
            st.caption(group.NOT_TOLD)
    if role.is_working_group or role.municipalities:
        with plan_forms.folded("Oppgi hvem som er oppnevnt", "appointment"):
            st.caption(fields.KEPT)
            plan_forms.appointment_form(appointments, role, today, is_locked)


def assignment(mandate, measures, dates, today: date) -> None:
    """What the plan says of the group, word by word, and by when."""
    st.header("Oppdraget", anchor="oppdraget")
    if len(mandate):
        quote = "\n".join(f"> {line}" for line in group.mandate_lines(mandate))
        st.markdown(f"{quote}\n\nHandlingsplanen, avsnitt {wording.listed(mandate['plan_section'].unique())}.")
    st.markdown(markup.bullets(group.measure_sentences(measures)))
    st.subheader("Datoene", anchor=False)
    st.markdown(markup.bullets(group.date_sentences(dates, today)) or decisions.NO_DATES)


def outgoing(appointments, mandate, measures, dates, today: date) -> None:
    """What goes out to the municipalities."""
    st.header("Papirer til kommunene", anchor="papirer")
    st.subheader("Invitasjon", anchor=False)
    areas = appointments.loc[~appointments["is_joint"], "area"].unique()
    (area,) = choices.choose({"invitasjon": ("Invitasjon til", choices.any_or(areas))})
    text = invitation(
        None if area == ANY else area,
        appointments,
        dates,
        mandate,
        measures,
        plan_title(parts.version()).definite,
    )
    markup.to_copy("invitasjonen", parts.example_mark(), text)
    papers.for_all(today)


today = wording.today()
st.title("Arbeidsgruppa: hvem er med, og hva er oppdraget?", anchor=False)
role, is_locked = access.rights_shown()
appointments, dates = parts.query(group.APPOINTMENTS), parts.query(decisions.DATES)
mandate, measures = parts.query(group.MANDATE), parts.query(group.ASKED)
if appointments.empty:
    st.markdown(decisions.NO_MEASURES if parts.query(municipality.AREAS).empty else group.NOBODY)
else:
    fields.begin()
    # Always there: what comes and goes above a field must not move it while somebody types.
    st.markdown(access.why_reader() if is_locked else "")
    members(appointments, dates, role, today)
    assignment(mandate, measures, dates, today)
    outgoing(appointments, mandate, measures, dates, today)
    if is_locked or not (role.is_working_group or role.municipalities):
        st.markdown("Bare arbeidsgruppa og kommunene selv kan oppgi hvem som er oppnevnt.")
        access.login_button()
