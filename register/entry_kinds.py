"""What can be said of the next plan, and what each may hold: assessments, proposals, milestones, adoptions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Table

from register import schema
from register.rules import FIRST_DAY, LAST_DAY

KEEP, CHANGE, MERGE, END = "Videreføre", "Endre", "Slå sammen", "Avslutte"
VERDICTS = (KEEP, CHANGE, MERGE, END)
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


Entry = Assessment | Proposal | Milestone | Adoption


class Kind(NamedTuple):
    """Where entries of a kind are kept, what they are about, their texts, and what else they must hold to."""

    table: Table
    key: str
    texts: tuple[str, ...]
    check: Callable[[Entry, date], dict[str, str]]


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


def _outside(draft: Entry, *fields: str) -> dict[str, str]:
    return {
        field: f"Datoen må ligge mellom {FIRST_DAY.year} og {LAST_DAY.year}."
        for field in fields
        if getattr(draft, field) is not None and not FIRST_DAY <= getattr(draft, field) <= LAST_DAY
    }


KINDS = {
    Assessment: Kind(schema.assessments, "measure_no", ("merge_with", "reason"), _check_assessment),
    Proposal: Kind(
        schema.proposals,
        "proposal_no",
        ("title", "theme", "target_group", "reason", "responsible", "cost", "done_when"),
        _check_proposal,
    ),
    Milestone: Kind(schema.milestones, "milestone_id", ("note",), _check_milestone),
    Adoption: Kind(schema.adoptions, "area_code", ("note",), _check_adoption),
}
TEXTS = {kind.table.name: kind.texts for kind in KINDS.values()}
"""Table of the register → its fields of text."""
