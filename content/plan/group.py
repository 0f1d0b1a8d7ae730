"""The group that revises the plan: who is appointed, by role and never by name, and what it is to do."""

import html
from datetime import date

import pandas as pd

from content import wording
from register.blackout import BLACKED_OUT
from register.entry_kinds import COORDINATOR, MEMBER, REVISER, SEATS

APPOINTMENTS = "select * from marts.appointments order by is_joint, area collate nb, place"
MANDATE = "select * from marts.plan_mandate order by place"
MEASURES = """
select measure_no, section, body_wording, responsible
from marts.measures
where list_contains($measures, measure_no)
order by measure_no desc
"""
ASKED_BY = {MEMBER: 16, COORDINATOR: 15}
"""Seat in each municipality → the measure that asks for it."""
APPOINTED_BY = "Hvem som er oppnevnt, er det kommunene og arbeidsgruppa selv har oppgitt."
NOT_TOLD = "«Ikke oppgitt» betyr at ingen har skrevet det inn her. Noen kan likevel være oppnevnt."
JOINT = "Felles for kommunene"
ROLE_BLACKED_OUT = "Rollen er sladdet"


def appointed_sentence(appointments: pd.DataFrame) -> str:
    """How many municipalities have appointed a member; rows of APPOINTMENTS."""
    members = appointments[appointments["seat"] == MEMBER]
    appointed, of = int(members["is_appointed"].sum()), len(members)
    if appointed == of:
        return f"Alle de {of} kommunene har oppnevnt medlem."
    if not appointed:
        return f"Ingen av de {of} kommunene har oppgitt medlem ennå."
    return f"{appointed} av {of} kommuner har oppnevnt medlem."


def missing_sentence(appointments: pd.DataFrame) -> str:
    """Which municipalities have told of no member, where some have; rows of APPOINTMENTS."""
    members = appointments[appointments["seat"] == MEMBER]
    missing = list(members.loc[~members["is_appointed"], "area"])
    return f"Medlem er ikke oppgitt for {wording.listed(missing)}." if 0 < len(missing) < len(members) else ""


def position(seat, if_blacked_out: str) -> str:
    """The role of whoever is appointed; a row of APPOINTMENTS, or of others that have its seats."""
    return if_blacked_out if seat.position == BLACKED_OUT else seat.position


def constituted_by(dates: pd.DataFrame, today: date) -> str:
    """«31.12.2026 (om 38 dager)»: when the group is to be there; rows of DATES in `decisions`."""
    return wording.day_left(dates.set_index("date_id").at["group_formed", "date"], today)


def who_represents(appointments: pd.DataFrame, dates: pd.DataFrame, today: date) -> str:
    """The question that those who have not appointed a member must decide; empty when all have."""
    members = appointments[appointments["seat"] == MEMBER]
    if len(members) and members["is_appointed"].all():
        return ""
    return (
        "Hvem skal representere kommunen i den nye arbeidsgruppa? Den skal være konstituert innen "
        f"{constituted_by(dates, today)}. {missing_sentence(appointments)}"
    ).strip()


def who_revises(appointments: pd.DataFrame) -> str:
    """The question of who coordinates the revision; empty when somebody is appointed."""
    if appointments.loc[appointments["seat"] == REVISER, "is_appointed"].any():
        return ""
    return "Hvem skal være koordinator for revisjonen? Kommunedirektørene utpeker; planen oppgir ingen frist."


def date_sentences(dates: pd.DataFrame, today: date) -> list[str]:
    """The plan's own dates, with how long there is to each; rows of DATES in `decisions`."""
    return [
        f"{wording.day_left(row.date, today)}: {wording.uncapitalised(row.event)} (avsnitt {row.plan_section})."
        for row in dates[dates["in_plan"]].itertuples()
    ]


def mandate_lines(mandate: pd.DataFrame) -> list[str]:
    """What the plan says of the group, word by word: its sentences, then a list under its heading; rows of MANDATE."""
    lines = [" ".join(mandate.loc[mandate["heading"].isna(), "wording"])]
    for heading, points in mandate.groupby("heading", sort=False):
        lines += ["", f"{heading}:", *(f"- {words}" for words in points["wording"])]
    return lines


def mandate_paragraph(mandate: pd.DataFrame) -> str:
    """The same in running text, but for when the group is to be there; rows of MANDATE. Empty where there are none."""
    if mandate.empty:
        return ""
    is_point = mandate["heading"].notna()
    sentences = " ".join(mandate.loc[~is_point, "wording"].iloc[1:])
    points = wording.listed([f"«{words}»" for words in mandate.loc[is_point, "wording"]])
    sections = wording.listed(mandate["plan_section"].unique())
    return f"Planen sier om gruppa: «{sentences}» Mandatet er {points} (avsnitt {sections})."


def measure_sentences(measures: pd.DataFrame) -> list[str]:
    """The measures that ask for somebody, word by word, and who is responsible; rows of MEASURES."""
    return [
        f"Tiltak {row.measure_no} (avsnitt {row.section}): {wording.quoted(row.body_wording)} "
        f"Ansvarlig: {wording.quoted(row.responsible)}"
        for row in measures.itertuples()
    ]


def tables(appointments: pd.DataFrame) -> str:
    """HTML of two tables, a row a municipality, then one for all: who has each seat; rows of APPOINTMENTS."""
    return "".join(
        _table("Oppnevnt for alle" if is_joint else "Oppnevnt i hver kommune", rows)
        for is_joint, rows in appointments.groupby("is_joint")
    )


def _table(caption: str, appointments: pd.DataFrame) -> str:
    head = "".join(
        f'<th scope="col">{html.escape(name)}</th>'
        for name in ["Hvem", *(SEATS[seat] for seat in appointments["seat"].unique())]
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(JOINT if seats["is_joint"].all() else area)}</th>'
        f"{''.join(_cell(seat) for seat in seats.itertuples())}</tr>"
        for area, seats in appointments.groupby("area", sort=False)
    )
    return (
        f'<div class="matrix seats"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(seat) -> str:
    if not seat.is_appointed:
        words = "Ikke oppgitt" if pd.isna(seat.entry_id) else "Ingen er oppnevnt"
        return f'<td class="vacant"><span aria-hidden="true">○</span> {words}</td>'
    since = "" if pd.isna(seat.appointed_on) else f"<small>Oppnevnt {wording.day(seat.appointed_on)}</small>"
    role = html.escape(position(seat, ROLE_BLACKED_OUT))
    return f'<td class="appointed"><span aria-hidden="true">●</span> {role}{since}</td>'
