"""An invitation to work on the next plan, ready to paste into a mail: to one municipality, or to all."""

import pandas as pd

from content import warehouse, wording
from content.collaboration import PlanTitle, plan_title
from content.plan import decisions, group
from register.entry_kinds import COORDINATOR, MEMBER, SEATS
from register.settings import settings

ABOUT = "Invitasjon til arbeidsgruppa for {}"
ASKS = {
    MEMBER: "oppnevne ett medlem av arbeidsgruppa",
    COORDINATOR: "oppnevne én koordinator for handlingsplanen",
}
THANKS = {MEMBER: "medlem", COORDINATOR: "koordinator"}
ROLES_ONLY = "Oppgi rolle eller stilling på siden «Arbeidsgruppa», ikke navn."
TO_FILL_IN = "[rolle eller stilling]"
FIRST_MEETING = "Første møte: [dag, klokkeslett og sted]"


def of(version: str, area: str | None) -> str:
    """The invitation of one version; `area` as below."""
    asked = (group.APPOINTMENTS, decisions.DATES, group.MANDATE, group.ASKED)
    appointments, dates, mandate, measures = (warehouse.query(version, sql) for sql in asked)
    return invitation(area, appointments, dates, mandate, measures, plan_title(version).definite, settings().site)


def invitation(
    area: str | None,
    appointments: pd.DataFrame,
    dates: pd.DataFrame,
    mandate: pd.DataFrame,
    measures: pd.DataFrame,
    plan: str = PlanTitle.definite,
    site: str = "",
) -> str:
    """What is asked of a municipality, or of all where `area` is None; what is already told is not asked again.

    Rows of APPOINTMENTS, MANDATE and ASKED in `group`, and of DATES in `decisions`. `site` is the address that readers
    have, where it is known.
    """
    own = appointments[~appointments["is_joint"]]
    seats = own[own["area"].eq(area) | (area is None)]
    is_one = own["area"].nunique() == 1
    day = {row.date_id: wording.day(row.date) for row in dates.itertuples()}
    whom = "hver kommune" if area is None and not is_one else "kommunen"
    lines = [
        f"{ABOUT.format(plan)}{f': {area}' if area else ''}",
        "",
        "Hei.",
        "",
        _why(is_one, day),
        "",
        *_asked(whom, seats, measures, day.get("group_formed"), [f"{site}/arbeidsgruppa"] if site else []),
        *([] if area is None else _told(seats)),
        "",
        *_mandate(mandate),
        FIRST_MEETING,
    ]
    return "\n".join(lines)


def _why(is_one: bool, day: dict[str, str]) -> str:
    """That the plan is to be revised, and by when, as far as the plan has said."""
    plan, group = (
        ("Handlingsplanen", "") if is_one else ("Den felles handlingsplanen", " med en deltaker fra hver kommune")
    )
    told = [
        f"en ny arbeidsgruppe{group} skal være konstituert innen {day['group_formed']}"
        if "group_formed" in day
        else "",
        f"revidert plan skal være ferdig {day['revision_due']}" if "revision_due" in day else "",
    ]
    by_when = wording.capitalised(", og ".join(filter(None, told)))
    return f"{plan} skal revideres. {by_when}{'.' if by_when else ''}".strip()


def _mandate(mandate: pd.DataFrame) -> list[str]:
    if mandate.empty:
        return []
    sections = wording.listed(mandate["plan_section"].unique())
    text = "\n".join(group.mandate_lines(mandate))
    return [f"Planen skriver (avsnitt {sections}):", "", f"«{text}»", ""]


def _asked(whom: str, seats: pd.DataFrame, measures: pd.DataFrame, by: str | None, address: list[str]) -> list[str]:
    """What is asked for, in the words of the measures that ask for it, and the address where it is told."""
    asked = [seat for seat in ASKS if seat in set(seats["seat"])]
    missing = [seat for seat in asked if not seats.loc[seats["seat"] == seat, "is_appointed"].all()]
    if not missing:
        named = " og ".join(THANKS[seat] for seat in asked)
        return [f"{wording.capitalised(named)} er oppgitt. Takk."] if named else []
    rows = {row.seat: row for row in measures.itertuples()}
    asks = [f"- {ASKS[seat]}{_by_whose_word(rows.get(seat), by if seat == MEMBER else None)}" for seat in missing]
    return [f"Vi ber {whom} om dette:", *asks, "", ROLES_ONLY, *address]


def _by_whose_word(asked, by: str | None) -> str:
    """By when, and the measure that asks for it, if one does; a row of ASKED."""
    day = by or (None if asked is None or pd.isna(asked.deadline) else wording.day(asked.deadline))
    until = f"innen {day}" if day else "planen oppgir ingen frist"
    if asked is None:
        return f" ({until})"
    return f" ({until}; tiltak {asked.measure_no}): {wording.quoted(asked.body_wording)}"


def _told(seats: pd.DataFrame) -> list[str]:
    """What a municipality has told already."""
    told = [
        f"- {SEATS[row.seat]}: {group.position(row, TO_FILL_IN)}" for row in seats[seats["is_appointed"]].itertuples()
    ]
    return ["", "Dere har oppgitt:", *told] if told else []
