"""«Notat til kommunedirektøren»: who represents the municipality in the new group, and who is its coordinator."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd

from content import warehouse, wording
from content.collaboration import PlanTitle, plan_title
from content.documents.blocks import Block, Document, Meaning, Section, bullets, numbered, said, table, typed
from content.documents.papers import sections as part
from content.plan import group
from content.texts import text, texts
from register.entry_kinds import COORDINATOR, MEMBER, REVISER, SEATS

TITLE = "Notat til kommunedirektøren"
SUBJECT = "Hvem representerer oss i arbeidet med ny {}?"
LAW_IDS = ["child_welfare_plan", "public_health_measures"]
ROLE = part.to_fill_in("rolle og tjeneste, ikke navn")
# What the plan says of each seat stands with the task that it is.
ASKED = """
select
    seats.seat,
    seats.is_appointed,
    seats.position,
    seats.appointed_on,
    tasks.measure_no,
    tasks.owner,
    tasks.deadline,
    tasks.deadline_note
from marts.appointments as seats
inner join marts.plan_seats as asked using (seat)
inner join marts.measure_tasks as tasks
    on tasks.area_code = seats.area_code and tasks.measure_no = asked.measure_no
where seats.area = $area or seats.is_joint
order by seats.place
"""
STANDS_IN = (
    "select distinct section from marts.plan_seats inner join marts.measures using (measure_no) order by section"
)
ALTERNATIVES = (
    "**Én person har begge rollene.** Kommunen har én å forholde seg til, og den personen trenger tid til begge deler.",
    "**To personer deler rollene.** Kommunen kan få med flere fagfelt, og de to må holde hverandre orientert.",
)
GUIDE = (
    "[veilederen fra NKVTS](https://komplan.nkvts.no/) for kommunale handlingsplaner, som sier at deltakelsen bør "
    "avklares med nærmeste leder"
)


def document(version: str, today: date, area: str, economy: str = "", case_no: str = "") -> Document:
    """Two pages; `economy` is what it takes in time and money, as typed."""
    about = {
        "Til": "Kommunedirektøren",
        "Fra": part.to_fill_in("rolle"),
        "Saksnummer": part.typed_or(case_no, "saksnummer"),
    }
    subject = SUBJECT.format(plan_title(version).indefinite)
    return part.paper(TITLE, subject, about, version, area, today, _sections(version, today, area, economy))


def _sections(version: str, today: date, area: str, economy: str) -> Iterator[Block]:
    ask = partial(warehouse.query, version)
    asked = ask(ASKED, {"area": area})
    seats = {row.seat: row for row in asked.itertuples()}
    yield Section("Forslag til beslutning", numbered(_decision(ask, seats, today)))
    yield Section("Bakgrunn", _background(ask, plan_title(version), area, asked))
    if {MEMBER, COORDINATOR} <= seats.keys():
        yield Section("Alternativer", bullets(ALTERNATIVES))
    yield part.status_here(ask, version, area, today)
    yield Section("Arbeidstid og økonomi", _economy(ask, economy))
    yield part.law(ask, LAW_IDS)
    sections = list(ask(STANDS_IN)["section"])
    where = f", avsnitt {wording.listed(sections)}" if sections else ""
    yield said(f"Kilder: handlingsplanen{where}; {GUIDE}.", Meaning.NOTE)


def _decision(ask: Callable, seats: dict, today: date) -> list[str]:
    """Points that stand as they are when what is in brackets is filled in; from rows of ASKED by seat."""
    points = []
    if MEMBER in seats:
        row = seats[MEMBER]
        points.append(
            f"{_whom(row)} representerer kommunen i den nye arbeidsgruppa (tiltak {row.measure_no})."
            f"{_deadline(row, today)}"
        )
    if COORDINATOR in seats:
        row = seats[COORDINATOR]
        who_appoints = "".join(f" {sentence}" for sentence in texts(ask, "memo_coordinator"))
        points.append(
            f"{_whom(row)} er kommunens koordinator for oppfølging og gjennomføring av planen (tiltak "
            f"{row.measure_no}).{who_appoints}{_deadline(row, today)}"
        )
    if REVISER in seats and not seats[REVISER].is_appointed:
        points.append(
            "Kommunedirektøren tar opp med de andre kommunedirektørene hvem av representantene som skal koordinere "
            f"revisjonen (tiltak {seats[REVISER].measure_no}). {text(ask, 'memo_reviser')}".strip()
        )
    return [
        *points,
        "Arbeidstid til rollene avklares med nærmeste leder før arbeidet begynner.",
        "Arbeidsgruppa får vite rolle og tjeneste for dem som er oppnevnt.",
    ]


def _whom(row) -> str:
    return group.position(row, ROLE) if row.is_appointed else ROLE


def _deadline(row, today: date) -> str:
    """Nothing where somebody is appointed: the deadline asks for nothing more."""
    if row.is_appointed:
        return "" if pd.isna(row.appointed_on) else f" Oppnevnt {wording.day(row.appointed_on)}."
    if pd.isna(row.deadline):
        return " Planen oppgir ingen frist."
    return f" Planens frist {'var' if row.deadline.date() < today else 'er'} {wording.day(row.deadline)}."


def _background(ask: Callable, plan: PlanTitle, area: str, asked: pd.DataFrame) -> Iterator[Block]:
    yield said(f"{part.whose(ask, plan, area)} {part.by_when('Etter planen', part.dates(ask))}")
    if told := group.mandate_paragraph(ask(group.MANDATE)):
        yield said(told)
    if told := text(ask, "memo_who_decides"):
        yield said(told)
    if asked.empty:
        yield said(group.NOBODY)
        return
    caption = f"Hvem planen ber om, og hvem som er oppgitt for {wording.place(area)}"
    yield Section("Hvem planen ber om", [table(_asked_table(asked), caption)])


def _economy(ask: Callable, economy: str) -> Iterator[Block]:
    yield typed(
        part.typed_or(economy, "arbeidstid for hver av rollene, reiser og andre utgifter, og hvordan de dekkes")
    )
    if told := text(ask, "memo_costs"):
        yield said(told)


def _asked_table(asked: pd.DataFrame) -> pd.DataFrame:
    """The seats a line each; from ASKED."""
    return pd.DataFrame(
        {
            "Rolle": [SEATS[seat] for seat in asked["seat"]],
            "Hvem planen gir ansvaret": asked["owner"],
            "Frist i planen": [_day_with_note(row) for row in asked.itertuples()],
            "Oppgitt": [group.position(row, ROLE) if row.is_appointed else "Ingen ennå" for row in asked.itertuples()],
        }
    )


def _day_with_note(row) -> str:
    note = "" if pd.isna(row.deadline_note) else f": {row.deadline_note}"
    return wording.day_or(row.deadline, "Ingen") + note
