"""What can be said of the work on the plan, and what each kind of it may hold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Table

from register import schema
from register.validation import addresses, telephones
from register.validation.rules import FIRST_DAY, LAST_DAY, ROLE_DOUBTS, text_doubt

KEEP, CHANGE, MERGE, END = "Videreføre", "Endre", "Slå sammen", "Avslutte"
VERDICTS = (KEEP, CHANGE, MERGE, END)
MEMBER, COORDINATOR, REVISER, CENTRE = "member", "coordinator", "reviser", "centre"
SEATS = {
    MEMBER: "Medlem av arbeidsgruppa",
    COORDINATOR: "Koordinator for handlingsplanen",
    REVISER: "Koordinator for revisjonen",
    CENTRE: "Leder for krisesenteret",
}
"""What somebody can be appointed to → what it is called: two in each municipality, and two for all together."""
FIELDS = {
    "measure_no": "Tiltak",
    "verdict": "Vurdering",
    "merge_with": "Slås sammen med",
    "reason": "Begrunnelse",
    "title": "Forslag",
    "theme": "Tema",
    "target_group": "Målgruppe",
    "responsible": "Ansvarlig",
    "deadline": "Frist",
    "cost": "Kostnad",
    "done_when": "Slik ser vi at det er gjort",
    "planned_on": "Planlagt",
    "reached_on": "Nådd",
    "note": "Merknad",
    "adopted_on": "Vedtatt",
    "valid_until": "Gjelder til",
    "conclusion": "Arbeidsgruppas konklusjon",
    "position": "Rolle eller stilling",
    "appointed_on": "Oppnevnt",
    "meets_on": "Kommunestyret behandler ny plan",
    "address": "E-postadresse",
    "service": "Tilbud",
    "for_whom": "For hvem",
    "phone": "Telefon",
    "link": "Lenke",
    "opening": "Åpningstid",
    "unit": "Enhet",
    "confirmed_on": "Bekreftet",
}
"""Field → what it is called where people meet it."""


@dataclass(frozen=True)
class Assessment:
    """What the next plan should do with a measure."""

    measure_no: int
    verdict: str
    reason: str
    merge_with: str | None = None


@dataclass(frozen=True)
class Proposal:
    """A measure for the next plan; without a number it is a new one."""

    title: str
    reason: str
    theme: str | None = None
    target_group: str | None = None
    responsible: str | None = None
    deadline: date | None = None
    cost: str | None = None
    done_when: str | None = None
    is_withdrawn: bool = False
    proposal_no: int | None = None


@dataclass(frozen=True)
class Milestone:
    """When the work is to be there, and when it was."""

    milestone_id: str
    planned_on: date | None = None
    reached_on: date | None = None
    note: str | None = None


@dataclass(frozen=True)
class Adoption:
    """When a municipality adopted the plan, and until when it is valid there."""

    area_code: str
    adopted_on: date | None = None
    valid_until: date | None = None
    note: str | None = None


@dataclass(frozen=True)
class Conclusion:
    """What the group makes of the answers about a measure, and how many answers that was."""

    measure_no: int
    conclusion: str
    answered: int
    asked: int


@dataclass(frozen=True)
class Appointment:
    """Who has a seat, by role; those of all together have the area code of what is joint."""

    area_code: str
    seat: str
    position: str | None = None
    appointed_on: date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class CouncilMeeting:
    """When a council is to treat the next plan."""

    area_code: str
    meets_on: date | None = None
    note: str | None = None


@dataclass(frozen=True)
class Contact:
    """Where a municipality, or whoever does a joint task, is reached."""

    recipient: str
    address: str | None = None


@dataclass(frozen=True)
class HelpService:
    """Who helps in a municipality, as it says itself; without an id it is a new one."""

    area_code: str
    service_id: str | None
    confirmed_on: date
    service: str | None = None
    for_whom: str | None = None
    phone: str | None = None
    link: str | None = None
    opening: str | None = None
    unit: str | None = None
    is_withdrawn: bool = False


Entry = Assessment | Proposal | Milestone | Adoption | Conclusion | Appointment | CouncilMeeting | Contact | HelpService


class Kind(NamedTuple):
    """Where entries of a kind are kept, what they are about, their texts, and what else they must hold to."""

    table: Table
    key: tuple[str, ...]
    texts: tuple[str, ...]
    check: Callable[[Any, date], dict[str, str]]
    is_of_municipality: bool = False
    """A municipality may write its own; all is the working group's."""
    doubts: tuple[Callable[[str], str | None], ...] = (text_doubt,)
    """What to ask before a text of it is saved, each None when there is nothing to ask."""
    doubts_of: Mapping[str, tuple[Callable[[str], str | None], ...]] = MappingProxyType({})
    """Field → what to ask of it instead."""


def _check_assessment(draft: Assessment, today: date) -> dict[str, str]:
    problems = {}
    if draft.verdict not in VERDICTS:
        problems["verdict"] = f"Velg én av: {', '.join(VERDICTS)}."
    if not draft.reason:
        problems["reason"] = "Vurderingen må begrunnes."
    if draft.verdict == MERGE and not draft.merge_with:
        problems["merge_with"] = "Si hva tiltaket skal slås sammen med."
    if draft.merge_with and draft.verdict != MERGE:
        problems["merge_with"] = f"Dette hører bare til «{MERGE}»."
    return problems


def _check_proposal(draft: Proposal, today: date) -> dict[str, str]:
    problems = {}
    if not draft.title:
        problems["title"] = "Forslaget må ha et navn."
    if not draft.reason:
        problems["reason"] = "Forslaget må begrunnes."
    return problems | _outside(draft, "deadline")


def _check_milestone(draft: Milestone, today: date) -> dict[str, str]:
    problems = _outside(draft, "planned_on", "reached_on")
    if draft.reached_on is not None and draft.reached_on > today:
        problems["reached_on"] = "Datoen kan ikke være fram i tid."
    return problems


def _check_adoption(draft: Adoption, today: date) -> dict[str, str]:
    problems = _outside(draft, "adopted_on", "valid_until")
    if draft.adopted_on is not None and draft.adopted_on > today:
        problems["adopted_on"] = "Datoen kan ikke være fram i tid."
    if draft.valid_until is not None and draft.adopted_on is None:
        problems["adopted_on"] = "Si når planen ble vedtatt, når det er sagt hvor lenge den gjelder."
    elif draft.valid_until is not None and draft.valid_until < draft.adopted_on:
        problems["valid_until"] = "Planen kan ikke gå ut før den ble vedtatt."
    return problems


def _check_conclusion(draft: Conclusion, today: date) -> dict[str, str]:
    if not draft.conclusion:
        return {"conclusion": "Skriv hva arbeidsgruppa konkluderer med."}
    if 2 * draft.answered < draft.asked or not draft.answered:
        return {
            "conclusion": f"{draft.answered} av {draft.asked} har evaluert tiltaket. Minst halvparten må ha svart før "
            "arbeidsgruppa konkluderer."
        }
    return {}


def _check_appointment(draft: Appointment, today: date) -> dict[str, str]:
    problems = _outside(draft, "appointed_on")
    if draft.appointed_on is not None and draft.appointed_on > today:
        problems["appointed_on"] = "Datoen kan ikke være fram i tid."
    if draft.is_withdrawn and (draft.position or draft.appointed_on):
        problems["is_withdrawn"] = "Er ingen oppnevnt, skal rolle og dato stå tomme."
    if not draft.is_withdrawn and not draft.position:
        problems["position"] = "Skriv hvilken rolle eller stilling den oppnevnte har, ikke navn."
    return problems


def _check_council_meeting(draft: CouncilMeeting, today: date) -> dict[str, str]:
    return _outside(draft, "meets_on")


def _check_contact(draft: Contact, today: date) -> dict[str, str]:
    if draft.address and addresses.deliverable(draft.address) is None:
        told = f"«{draft.address}» er ikke en e-postadresse. Skriv én, som post@kommune.no, uten æ, ø og å foran @."
        return {"address": told}
    return {}


def _check_help_service(draft: HelpService, today: date) -> dict[str, str]:
    problems = _outside(draft, "confirmed_on")
    if draft.confirmed_on > today:
        problems["confirmed_on"] = "Datoen kan ikke være fram i tid."
    if not draft.service:
        problems["service"] = "Skriv hva tilbudet heter."
    if draft.phone and not telephones.is_number(draft.phone):
        problems["phone"] = f"«{draft.phone}» er ikke et telefonnummer. Skriv ett, som 62 00 00 00 eller 116 117."
    if draft.link and not re.fullmatch(r"https?://\S+", draft.link):
        problems["link"] = "Lenken må begynne med https:// eller http:// og ikke ha mellomrom."
    if not draft.is_withdrawn and not (draft.phone or draft.link or draft.unit):
        problems["phone"] = "Skriv telefonnummer, lenke eller enhet, så tilbudet kan nås."
    return problems


def _outside(draft: Entry, *fields: str) -> dict[str, str]:
    return {
        field: f"Datoen må ligge mellom {FIRST_DAY.year} og {LAST_DAY.year}."
        for field in fields
        if getattr(draft, field) is not None and not FIRST_DAY <= getattr(draft, field) <= LAST_DAY
    }


KINDS = {
    Assessment: Kind(schema.assessments, ("measure_no",), ("merge_with", "reason"), _check_assessment),
    Proposal: Kind(
        schema.proposals,
        ("proposal_no",),
        ("title", "theme", "target_group", "reason", "responsible", "cost", "done_when"),
        _check_proposal,
        doubts_of=MappingProxyType({"responsible": ROLE_DOUBTS}),
    ),
    Milestone: Kind(schema.milestones, ("milestone_id",), ("note",), _check_milestone),
    Adoption: Kind(schema.adoptions, ("area_code",), ("note",), _check_adoption, is_of_municipality=True),
    Conclusion: Kind(schema.conclusions, ("measure_no",), ("conclusion",), _check_conclusion),
    Appointment: Kind(
        schema.appointments,
        ("area_code", "seat"),
        ("position",),
        _check_appointment,
        is_of_municipality=True,
        doubts=ROLE_DOUBTS,
    ),
    CouncilMeeting: Kind(
        schema.council_meetings, ("area_code",), ("note",), _check_council_meeting, is_of_municipality=True
    ),
    Contact: Kind(schema.contacts, ("recipient",), ("address",), _check_contact, doubts=(addresses.doubt,)),
    HelpService: Kind(
        schema.help_services,
        ("area_code", "service_id"),
        ("service", "for_whom", "phone", "link", "opening", "unit"),
        _check_help_service,
        is_of_municipality=True,
        doubts_of=MappingProxyType({"phone": (telephones.doubt,), "unit": ROLE_DOUBTS}),
    ),
}
TEXTS = {kind.table.name: kind.texts for kind in KINDS.values()}
"""Table of the register → its fields of text."""
