"""Arbeidsgruppa: who is in it, and what is it to do?"""

from content import wording
from content.mail import invitation
from content.plan import decisions, group, municipality
from content.warehouse import ANY
from dashboard import access, choices, markup, papers, parts, prose
from dashboard.forms import fields
from dashboard.working_group import assigned, plan_forms

today = wording.today()
title = prose.title("Arbeidsgruppa: hvem er med, og hva er oppdraget?")
role, is_locked = access.rights_shown()
may_write = bool(role.is_working_group or role.municipalities)
told = parts.made(assigned.told, today=today)
if told is None:
    prose.show(title, prose.plain(group.NOBODY if parts.made(municipality.areas) else decisions.NO_MEASURES))
else:
    said = prose.Said()
    prose.show(title)
    fields.begin()
    said.add(prose.plain(access.why_reader()) if is_locked else "", told.members)
    if may_write:
        said.show()
        with plan_forms.folded("Oppgi hvem som er oppnevnt", "appointment"):
            prose.show(prose.caption(fields.KEPT))
            plan_forms.appointment_form(parts.query(group.APPOINTMENTS), role, today, is_locked)
    said.add(told.asked)
    said.show()
    (area,) = choices.choose({"invitasjon": ("Invitasjon til", told.invited)})
    text = parts.made(invitation.of, area=None if area == ANY else area)
    markup.to_copy("invitasjonen", parts.example_mark(), text)
    papers.for_all(today)
    if is_locked or not may_write:
        prose.show(prose.plain(access.only("arbeidsgruppa og kommunene selv", "oppgi hvem som er oppnevnt")))
        access.login_button()
