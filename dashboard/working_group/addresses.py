"""Where those who are asked are reached: an address of a role each, typed by the working group."""

from datetime import date

import pandas as pd
import streamlit as st

from content import wording
from dashboard import markup, parts, session
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from register.entries import save
from register.entry_kinds import Contact
from register.rights import Rights
from register.validation.addresses import deliverable

KIND = "contact"
NEWER = "Andre har skrevet en ny adresse her etter at du begynte."


def addresses(recipients: pd.DataFrame, rights: Rights, today: date) -> None:
    """A field for each row of marts.recipients, and one button; each address that is right is saved."""
    forms = [(_form(row), row.name) for row in recipients.itertuples()]
    st.markdown("Skriv adressen til et postmottak eller en rolle, som `post@kommune.no`, aldri til en person.")
    half = (len(forms) + 1) // 2
    for column, some in zip(st.columns(2), (forms[:half], forms[half:]), strict=True):
        with column:
            for form, name in some:
                above = st.container()
                fields.text(form, "address", name, max_chars=200)
                fields.tell_what_is_new(form, NEWER, above)
    for form, _ in forms:
        sending.questions(form)
    is_sent = sending.button("Lagre adressene", "contacts save", *(form for form, _ in forms))
    _outcome(forms)
    if is_sent:
        _save(forms, set(recipients["recipient"]), rights, today)


def missing_sentence(recipients: pd.DataFrame) -> str:
    """Who has no address that a draft can be addressed to."""
    names = [row.name for row in recipients.itertuples() if deliverable(row.address) is None]
    if len(names) == len(recipients):
        return "Ingen av mottakerne har e-postadresse her ennå: den må skrives i hver e-post, eller under."
    return f"Uten e-postadresse: {wording.listed(names)}." if names else "Alle mottakerne har e-postadresse."


def _form(row) -> Form:
    based_on = None if pd.isna(row.entry_id) else int(row.entry_id)
    return Form(f"{KIND} {row.recipient}", {"address": "" if pd.isna(row.address) else row.address}, based_on)


def _save(forms: list[tuple[Form, str]], known: set[str], rights: Rights, today: date) -> None:
    """Each that is changed; what one is refused for does not keep the others from being saved."""
    told, saved = [], []
    for form, name in forms:
        if not fields.is_begun(form):
            continue
        draft = Contact(form.name.removeprefix(f"{KIND} "), fields.shown(form)["address"].strip() or None)

        def send(submission: str, form: Form = form, draft: Contact = draft) -> bool:
            seen, accepted = fields.based_on(form), sending.accepted(form)
            return save(parts.register(), rights, draft, known, today, submission, based_on=seen, accepted=accepted)

        is_taken, _ = sending.heard(form, draft, send)
        if is_taken:
            fields.discard(form)
            told.append(name)
            saved.append(form)
    if told:
        session.await_saved()
    sending.tell("contacts told", told, *saved)
    st.rerun()


def _outcome(forms: list[tuple[Form, str]]) -> None:
    """At the button: whose addresses are saved, and whose are not."""
    refused = [name for form, name in forms if fields.problems(form)]
    others = [told for form, _ in forms for field, told in fields.problems(form).items() if field not in form.before]
    if refused:
        markup.problem(
            " ".join([f"Ikke lagret: {wording.listed(refused)}.", *(dict.fromkeys(others) or ["Rett det over."])])
        )
    if any(fields.found(form) for form, _ in forms):
        markup.problem(sending.LOOK_FIRST)
    sending.tell_of_other_tabs(*(form for form, _ in forms))
    told = st.session_state.pop("contacts told", None)
    if told:
        st.success(f"Lagret: {wording.listed(told)}.")
    elif told is not None and not refused:
        st.markdown("Ingen adresser er endret.")
