"""An invitation to work on the next plan, ready to paste into a mail: to one municipality, or to all."""

import pandas as pd

from content import wording
from content.plan import group
from register.entry_kinds import COORDINATOR, MEMBER, SEATS

ABOUT = "Invitasjon til arbeidsgruppa for handlingsplanen mot vold i nære relasjoner"
ASKS = {
    MEMBER: "oppnevne ett medlem av arbeidsgruppa",
    COORDINATOR: "oppnevne én koordinator for handlingsplanen",
}
ROLES_ONLY = "Oppgi rolle eller stilling på siden «Arbeidsgruppa», ikke navn."
TO_FILL_IN = "[rolle eller stilling]"
FIRST_MEETING = "Første møte: [dag, klokkeslett og sted]"


def invitation(
    area: str | None, appointments: pd.DataFrame, dates: pd.DataFrame, mandate: pd.DataFrame, measures: pd.DataFrame
) -> str:
    """What is asked of a municipality, or of all where `area` is None; what is already told is not asked again.

    Rows of APPOINTMENTS, MANDATE and MEASURES in `group`, and of DATES in `decisions`.
    """
    seats = appointments[~appointments["is_joint"] & (appointments["area"].eq(area) | (area is None))]
    day = {row.date_id: wording.day(row.date) for row in dates.itertuples()}
    mandate_text = "\n".join(group.mandate_lines(mandate))
    lines = [
        f"{ABOUT}{f': {area}' if area else ''}",
        "",
        "Hei.",
        "",
        "Den felles handlingsplanen skal revideres. En ny arbeidsgruppe med en deltaker fra hver kommune skal være "
        f"konstituert innen {day['group_formed']}, og revidert plan skal være ferdig {day['revision_due']}.",
        "",
        *_asked("hver kommune" if area is None else "kommunen", seats, measures, day["group_formed"]),
        *([] if area is None else _told(seats)),
        "",
        f"Planen skriver (avsnitt {wording.listed(mandate['plan_section'].unique())}):",
        "",
        f"«{mandate_text}»",
        "",
        FIRST_MEETING,
    ]
    return "\n".join(lines)


def _asked(whom: str, seats: pd.DataFrame, measures: pd.DataFrame, by: str) -> list[str]:
    """What is asked for, in the words of the measures that ask for it."""
    words = {row.measure_no: wording.quoted(row.body_wording) for row in measures.itertuples()}
    missing = [seat for seat in ASKS if not seats.loc[seats["seat"] == seat, "is_appointed"].all()]
    if not missing:
        return ["Medlem og koordinator er oppgitt. Takk."]
    # The plan has a day for the group alone.
    until = {MEMBER: f"innen {by}", COORDINATOR: "planen oppgir ingen frist"}
    asks = [
        f"- {ASKS[seat]} ({until[seat]}; tiltak {group.ASKED_BY[seat]}): {words[group.ASKED_BY[seat]]}"
        for seat in missing
    ]
    return [f"Vi ber {whom} om dette:", *asks, "", ROLES_ONLY]


def _told(seats: pd.DataFrame) -> list[str]:
    """What a municipality has told already."""
    told = [
        f"- {SEATS[row.seat]}: {group.position(row, TO_FILL_IN)}" for row in seats[seats["is_appointed"]].itertuples()
    ]
    return ["", "Dere har oppgitt:", *told] if told else []
