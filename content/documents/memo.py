"""«Notat til kommunedirektøren»: who represents the municipality in the new group, and who is its coordinator."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
from docx.document import Document

from content import warehouse, wording
from content.documents import paper_sections as part
from content.documents import word
from content.documents.styles import NOTE
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


def memo(version: str, today: date, area: str, economy: str = "", case_no: str = "") -> bytes:
    """Two pages of Word; `economy` is what it takes in time and money, as typed."""
    ask = partial(warehouse.query, version)
    dates, asked = part.dates(ask), ask(ASKED, {"area": area})
    about = {
        "Til": "Kommunedirektøren",
        "Fra": part.to_fill_in("rolle"),
        "Saksnummer": part.typed(case_no, "saksnummer"),
    }
    document = part.begin(TITLE, SUBJECT, about, version, area, today)
    word.heading(document, "Forslag til beslutning", 1)
    word.numbered(document, _decision({row.seat: row for row in asked.itertuples()}, today))
    _background(document, ask, dates, area)
    word.table(document, _asked_table(asked), f"Hvem planen ber om, og hvem som er oppgitt for {part.here(area)}")
    word.heading(document, "Alternativer", 1)
    word.bullets(document, ALTERNATIVES)
    part.status_here(document, ask, version, area, today)
    word.heading(document, "Arbeidstid og økonomi", 1)
    word.plain(
        document,
        part.typed(economy, "arbeidstid for hver av rollene, reiser og andre utgifter, og hvordan de dekkes"),
    )
    word.said(document, "Planen oppgir verken arbeidstid eller kostnader.")
    part.law(document, ask, LAW_IDS)
    word.said(document, SOURCES, NOTE)
    return word.finished(document)


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


def _background(document: Document, ask: Callable, dates: dict[str, date], area: str) -> None:
    word.heading(document, "Bakgrunn", 1)
    word.said(
        document,
        f"{part.whose(ask, area)} Etter planen skal en ny arbeidsgruppe være konstituert innen "
        f"{part.day(dates.get('group_formed'))}, og revidert plan være ferdig {part.day(dates.get('revision_due'))}.",
    )
    if told := group.mandate_paragraph(ask(group.MANDATE)):
        word.said(document, told)
    word.said(document, WHO_DECIDES)
    word.heading(document, "Hvem planen ber om", 2)


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
