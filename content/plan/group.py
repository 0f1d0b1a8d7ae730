"""The group that revises the plan: who is appointed, by role and never by name, and what it is to do."""

import html
from datetime import date

import pandas as pd

from content import wording
from register.blackout import BLACKED_OUT
from register.entry_kinds import COORDINATOR, MEMBER, REVISER, SEATS

APPOINTMENTS = "select * from marts.appointments order by is_joint, area collate nb, place"
MANDATE = "select * from marts.plan_mandate order by place"
ASKED = """
select
    seats.seat,
    seats.is_joint,
    measures.measure_no,
    measures.section,
    measures.body_wording,
    measures.responsible,
    any_value(tasks.deadline) as deadline
from marts.plan_seats as seats
inner join marts.measures as measures using (measure_no)
left join marts.measure_tasks as tasks on seats.measure_no = tasks.measure_no and seats.is_joint = tasks.is_joint
group by all
order by measures.measure_no desc, any_value(seats.place)
"""
"""Seat → the measure that asks for it, and by when."""
NOBODY = "Planen ber ikke om at noen oppnevnes."
APPOINTED_BY = "Hvem som er oppnevnt, er det kommunene og arbeidsgruppa selv har oppgitt."
NOT_TOLD = "«Ikke oppgitt» betyr at ingen har skrevet det inn her. Noen kan likevel være oppnevnt."
JOINT = "Felles for kommunene"
ROLE_BLACKED_OUT = "Rollen er sladdet"


def appointed_sentence(appointments: pd.DataFrame) -> str:
    """How many municipalities have appointed a member; rows of APPOINTMENTS."""
    members = appointments[appointments["seat"] == MEMBER]
    appointed, of = int(members["is_appointed"].sum()), len(members)
    if not of:
        return ""
    if of == 1:
        return "Kommunen har oppnevnt medlem." if appointed else "Kommunen har ikke oppgitt medlem ennå."
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
    """«31.12.2026 (om 38 dager)»: when the group is to be there, if that is said; rows of DATES in `decisions`."""
    days = dates.loc[dates["date_id"] == "group_formed", "date"]
    return "" if days.empty else wording.day_left(days.iloc[0], today)


def members_sentences(appointments: pd.DataFrame, dates: pd.DataFrame, today: date) -> str:
    """How many have a member, who has not, and by when the group is to be there; Markdown."""
    appointed, by = appointed_sentence(appointments), constituted_by(dates, today)
    told = [
        f"**{appointed}**" if appointed else "",
        missing_sentence(appointments),
        f"Arbeidsgruppa skal være konstituert innen {by}." if by else "",
    ]
    return " ".join(filter(None, told))


def who_represents(appointments: pd.DataFrame, dates: pd.DataFrame, today: date) -> str:
    """The question that those who have not appointed a member must decide; empty when all have."""
    members = appointments[appointments["seat"] == MEMBER]
    if members["is_appointed"].all():
        return ""
    by = constituted_by(dates, today)
    told = [
        "Hvem skal representere kommunen i den nye arbeidsgruppa?",
        f"Den skal være konstituert innen {by}." if by else "",
        missing_sentence(appointments),
    ]
    return " ".join(filter(None, told))


def who_revises(appointments: pd.DataFrame, who_appoints: str) -> str:
    """The question of who coordinates the revision; empty when somebody is appointed, or nobody is asked for.

    `who_appoints` is what the plan says of that.
    """
    if appointments.loc[appointments["seat"] == REVISER, "is_appointed"].all():
        return ""
    return f"Hvem skal være koordinator for revisjonen? {who_appoints}".strip()


def who_coordinates(seats: pd.DataFrame, asked: pd.DataFrame) -> str:
    """The question of a municipality's own coordinator; empty when somebody is, or the plan asks for none.

    Its own rows of APPOINTMENTS, and ASKED.
    """
    seat, by = seats[seats["seat"] == COORDINATOR], asked[asked["seat"] == COORDINATOR]
    if by.empty or seat.empty or seat["is_appointed"].all():
        return ""
    row = by.iloc[0]
    deadline = (
        "planen oppgir ingen frist" if pd.isna(row["deadline"]) else f"planens frist er {wording.day(row['deadline'])}"
    )
    return f"Hvem er vår koordinator for handlingsplanen? Tiltak {row['measure_no']}, {deadline}."


def date_sentences(dates: pd.DataFrame, today: date) -> list[str]:
    """The plan's own dates, with how long there is to each; rows of DATES in `decisions`."""
    return [
        f"{wording.day_left(row.date, today)}: {wording.uncapitalised(row.event)} (avsnitt {row.plan_section})."
        for row in dates[dates["in_plan"]].itertuples()
    ]


def mandate_lines(mandate: pd.DataFrame) -> list[str]:
    """What the plan says of the group, word by word: its sentences, then a list under its heading; rows of MANDATE."""
    if mandate.empty:
        return []
    lines = [" ".join(mandate.loc[mandate["heading"].isna(), "wording"])]
    for heading, points in mandate.groupby("heading", sort=False):
        lines += ["", f"{heading}:", *(f"- {words}" for words in points["wording"])]
    return lines


def mandate_paragraph(mandate: pd.DataFrame) -> str:
    """The same in running text, but for when the group is to be there; rows of MANDATE. Empty where there are none."""
    if mandate.empty:
        return ""
    is_point = mandate["heading"].notna()
    sentences = " ".join(mandate.loc[~is_point & ~mandate["is_by_when"], "wording"])
    points = wording.listed([f"«{words}»" for words in mandate.loc[is_point, "wording"]])
    sections = wording.listed(mandate["plan_section"].unique())
    told = [f"Planen sier om gruppa: «{sentences}»" if sentences else "", f"Mandatet er {points}" if points else ""]
    if not any(told):
        return ""
    return f"{' '.join(filter(None, told))} (avsnitt {sections})."


def measure_sentences(measures: pd.DataFrame) -> list[str]:
    """The measures that ask for somebody, word by word, and who is responsible; rows of ASKED."""
    return [
        f"Tiltak {row.measure_no} (avsnitt {row.section}): {wording.quoted(row.body_wording)} "
        f"Ansvarlig: {wording.quoted(row.responsible)}"
        for row in measures.drop_duplicates("measure_no").itertuples()
    ]


def tables(appointments: pd.DataFrame) -> str:
    """HTML of two tables, a row a municipality, then one for all: who has each seat; rows of APPOINTMENTS."""
    return "".join(
        _table("Oppnevnt for alle" if is_joint else "Oppnevnt i hver kommune", rows)
        for is_joint, rows in appointments.groupby("is_joint")
    )


def _table(caption: str, appointments: pd.DataFrame) -> str:
    head = "".join(
        f'<th scope="col" role="columnheader">{html.escape(name)}</th>'
        for name in ["Hvem", *(SEATS[seat] for seat in appointments["seat"].unique())]
    )
    rows = "".join(
        '<tr role="row"><th scope="row" role="rowheader">'
        f"{html.escape(JOINT if seats['is_joint'].all() else area)}</th>"
        f"{''.join(_cell(seat) for seat in seats.itertuples())}</tr>"
        for area, seats in appointments.groupby("area", sort=False)
    )
    return (
        f'<div class="seats"><table role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _cell(seat) -> str:
    """With the seat and a role of its own, where the table is shown as blocks."""
    name = f'role="cell" data-column="{html.escape(SEATS[seat.seat])}"'
    if not seat.is_appointed:
        words = "Ikke oppgitt" if pd.isna(seat.entry_id) else "Ingen er oppnevnt"
        return f'<td class="vacant" {name}><span aria-hidden="true">○</span> {words}</td>'
    since = "" if pd.isna(seat.appointed_on) else f"<small>Oppnevnt {wording.day(seat.appointed_on)}</small>"
    role = html.escape(position(seat, ROLE_BLACKED_OUT))
    return f'<td class="appointed" {name}><span aria-hidden="true">●</span> {role}{since}</td>'
