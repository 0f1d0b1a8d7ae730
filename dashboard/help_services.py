"""What a municipality tells of who helps there: that it is so still, something else, or that it is there no longer."""

import uuid
from datetime import date

import pandas as pd
import streamlit as st

from content import warehouse
from content.plan import help_services
from dashboard import access, choices, markup, parts, prose
from dashboard.forms import fields, sending
from dashboard.forms.entry_form import NEW, draw, form_of, save_button
from dashboard.forms.fields import Form
from register.blackout import BLACKED_OUT
from register.entries import save
from register.entry_kinds import HelpService
from register.errors import UnsureError
from register.rights import Rights

FIELDS = ("service", "for_whom", "phone", "link", "opening", "unit")
CHANGED = "Noe her er endret etter at du åpnet siden. Ingenting er bekreftet: se over det, og trykk på knappen igjen."
GONE = "(finnes ikke lenger)"
ON_PAPER = "Siden kan skrives ut på A4 fra nettleseren (Ctrl + P)."
SEEN = "help that was confirmed"


def told(version: str, area: str | None, today: date, mark: str, why_not: str) -> tuple[str, str]:
    """Who helps in the municipality that is chosen, and in the whole country, with what is asked for; as HTML."""
    own, national = help_services.sheet(version, area, today, mark)
    if area is None:
        choose = prose.on_screen(prose.plain(help_services.CHOOSE)) if help_services.areas(version) else ""
        return prose.together([choose, own]), national
    lacking = help_services.missing(warehouse.query(version, help_services.LOCAL, {"area": area}))
    asked = [prose.plain(help_services.TO_FILL_IN), markup.list_of(lacking)] if lacking else []
    is_it_so = prose.on_screen(prose.header("Stemmer det?"), *asked, prose.plain(why_not))
    return own, prose.together([national, is_it_so])


def lacking(version: str) -> str:
    """Which of the whole country's are not known well enough; empty where all are."""
    names = help_services.missing(warehouse.query(version, help_services.NATIONAL))
    return prose.together([prose.plain(help_services.NATIONAL_TO_FILL_IN), markup.list_of(names)]) if names else ""


def confirmed_by(area_code: str, services: pd.DataFrame, today: date) -> None:
    """The button for whoever may say that it is all so; rows of LOCAL."""
    role, is_locked = access.rights_shown()
    known = _known(area_code, services)
    _confirm(area_code, help_services.shown(services), known, role, today, is_locked)


def write_by(area_code: str, services: pd.DataFrame, today: date) -> None:
    """The form for whoever may write of this municipality; rows of LOCAL."""
    role, is_locked = access.rights_shown()
    is_begun = any(name.startswith(f"help {area_code} ") for name in fields.begun())
    with fields.folded("Rett et tilbud, eller legg til et nytt", f"help {area_code}", is_begun):
        st.caption(fields.KEPT)
        _form(area_code, services, _known(area_code, services), role, today, is_locked)


def may_write(area_code: str) -> bool:
    """Whoever is at the page, of this municipality."""
    role, _ = access.rights_shown()
    return role.is_working_group or area_code in role.municipalities


def why_not(is_writer: bool) -> str:
    """Why nothing can be written here now; empty where it can."""
    if not is_writer:
        return access.only("kommunen selv og arbeidsgruppa", "bekrefte og rette tilbudene her")
    _, is_locked = access.rights_shown()
    return access.why_reader() if is_locked else ""


def _known(area_code: str, services: pd.DataFrame) -> set:
    return {(area_code, service_id) for service_id in (*services["service_id"], None)}


def _confirm(area_code: str, services: pd.DataFrame, known: set, rights: Rights, today: date, is_locked: bool) -> None:
    """One press says that all that stands there is so today."""
    drafts = {
        _as_is(area_code, service, today): None if pd.isna(service.entry_id) else int(service.entry_id)
        for service in services.itertuples()
    }
    if is_locked or not drafts:
        return
    form = Form(f"confirm help {area_code}", {})
    sending.questions(form)
    is_sent = sending.button(
        "Bekreft at tilbudene over stemmer i dag",
        form.name,
        form,
        on_click=lambda: st.session_state.update({SEEN: drafts}),
        type="primary",
    )
    sending.outcome(form)
    if not is_sent:
        return
    # What stood there when it was pressed.
    if st.session_state.pop(SEEN, drafts) != drafts:
        sending.refuse(form, {"": CHANGED})

    def send(submission: str) -> int:
        # Each is saved by itself; sent again, none is saved twice.
        return sum(
            _save_seen(
                rights, draft, known, today, str(uuid.uuid5(uuid.UUID(submission), draft.service_id)), entry, form
            )
            for draft, entry in drafts.items()
        )

    is_new = sending.tried(form, tuple(drafts), send)
    sending.saved(form, "Bekreftet." if is_new else "Alt var bekreftet i dag fra før.")


def _save_seen(
    rights: Rights, draft: HelpService, known: set, today: date, submission: str, based_on: int | None, form: Form
) -> bool:
    """What stands there has been seen, and the press says yes to its texts; not to what others have said since."""
    accepted = sending.accepted(form)
    try:
        return save(parts.register(), rights, draft, known, today, submission, based_on=based_on, accepted=accepted)
    except UnsureError as error:
        accepted |= {question.sentence for question in error.questions if question.field in FIELDS}
        return save(parts.register(), rights, draft, known, today, submission, based_on=based_on, accepted=accepted)


def _as_is(area_code: str, service, today: date) -> HelpService:
    stands = {name: text for name in FIELDS if isinstance(text := getattr(service, name), str)}
    texts = {name: text for name, text in stands.items() if text != BLACKED_OUT or name == "service"}
    return HelpService(area_code, service.service_id, today, **texts)


def _form(area_code: str, services: pd.DataFrame, known: set, rights: Rights, today: date, is_locked: bool) -> None:
    rows = {row.service_id: row for row in services.itertuples()}
    names = {NEW: "Nytt tilbud"} | {
        service_id: f"{row.service} {GONE}" if row.is_withdrawn else row.service for service_id, row in rows.items()
    }
    (chosen,) = choices.choose({"tilbud": ("Hvilket tilbud", names)})
    row = rows.get(chosen)
    before = {} if row is None else {"is_withdrawn": bool(row.is_withdrawn)}
    form = form_of("help", f"{area_code} {chosen}", row, FIELDS, before, is_locked)
    draw(form, *FIELDS)
    if row is not None:
        fields.tick(form, "is_withdrawn", "Finnes ikke lenger, eller finnes ikke her")

    def draft(typed: dict) -> HelpService:
        return HelpService(area_code, row and row.service_id, today, **typed)

    save_button(form, "Lagre tilbudet", draft, known, rights, today)
