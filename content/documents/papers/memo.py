"""«Notat til kommunedirektøren»: who represents the municipality in the new group, and who is its coordinator."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd

from content import warehouse, wording
from content.documents.blocks import Block, Document, Meaning, Section, bullets, numbered, said, table, typed
from content.documents.papers import sections as part
from content.plan import group
from register.entry_kinds import COORDINATOR, MEMBER, REVISER, SEATS

TITLE = "Notat til kommunedirektøren"
SUBJECT = "Hvem representerer oss i arbeidet med ny handlingsplan mot vold i nære relasjoner?"
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
inner join marts.measure_tasks as tasks
    on tasks.area_code = seats.area_code and tasks.measure_no = if(seats.seat = 'coordinator', 15, 16)
where (seats.area = $area or seats.is_joint) and seats.seat <> 'centre'
order by seats.place
"""
WHO_DECIDES = (
    "Planen sier at kommunen oppnevner, men ikke hvem i kommunen som gjør det, og ber ikke om vedtak i kommunestyret. "
    "Derfor går saken til kommunedirektøren."
)
ALTERNATIVES = (
    "**Én person har begge rollene.** Kommunen har én å forholde seg til, og den personen trenger tid til begge deler.",
    "**To personer deler rollene.** Kommunen kan få med flere fagfelt, og de to må holde hverandre orientert.",
)
SOURCES = (
    "Kilder: handlingsplanen, avsnitt 5.1 og 5.2; [veilederen fra NKVTS](https://komplan.nkvts.no/) for kommunale "
    "handlingsplaner, som sier at deltakelsen bør avklares med nærmeste leder."
)


def document(version: str, today: date, area: str, economy: str = "", case_no: str = "") -> Document:
    """Two pages; `economy` is what it takes in time and money, as typed."""
    about = {
        "Til": "Kommunedirektøren",
        "Fra": part.to_fill_in("rolle"),
        "Saksnummer": part.typed_or(case_no, "saksnummer"),
    }
    return part.paper(TITLE, SUBJECT, about, version, area, today, _sections(version, today, area, economy))


def _sections(version: str, today: date, area: str, economy: str) -> Iterator[Block]:
    ask = partial(warehouse.query, version)
    asked = ask(ASKED, {"area": area})
    yield Section("Forslag til beslutning", numbered(_decision({row.seat: row for row in asked.itertuples()}, today)))
    yield Section("Bakgrunn", _background(ask, area, asked))
    yield Section("Alternativer", bullets(ALTERNATIVES))
    yield part.status_here(ask, version, area, today)
    yield Section("Arbeidstid og økonomi", _economy(economy))
    yield part.law(ask, LAW_IDS)
    yield said(SOURCES, Meaning.NOTE)


def _decision(seats: dict, today: date) -> list[str]:
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
        points.append(
            f"{_whom(row)} er kommunens koordinator for oppfølging og gjennomføring av planen (tiltak "
            f"{row.measure_no}). Planen legger oppnevningen til ansvarlig kommunalsjef.{_deadline(row, today)}"
        )
    if REVISER in seats and not seats[REVISER].is_appointed:
        points.append(
            "Kommunedirektøren tar opp med de andre kommunedirektørene hvem av representantene som skal koordinere "
            f"revisjonen (tiltak {seats[REVISER].measure_no}). Planen oppgir ingen frist for det."
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


def _background(ask: Callable, area: str, asked: pd.DataFrame) -> Iterator[Block]:
    dates = part.dates(ask)
    yield said(
        f"{part.whose(ask, area)} Etter planen skal en ny arbeidsgruppe være konstituert innen "
        f"{part.day(dates.get('group_formed'))}, og revidert plan være ferdig {part.day(dates.get('revision_due'))}."
    )
    if told := group.mandate_paragraph(ask(group.MANDATE)):
        yield said(told)
    yield said(WHO_DECIDES)
    caption = f"Hvem planen ber om, og hvem som er oppgitt for {wording.place(area)}"
    yield Section("Hvem planen ber om", [table(_asked_table(asked), caption)])


def _economy(economy: str) -> Iterator[Block]:
    yield typed(
        part.typed_or(economy, "arbeidstid for hver av rollene, reiser og andre utgifter, og hvordan de dekkes")
    )
    yield said("Planen oppgir verken arbeidstid eller kostnader.")


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
