"""What the two papers of a municipality share: the head, status there, what the laws say, what is to be filled in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pandas as pd

from content import provenance, wording
from content.collaboration import PlanTitle
from content.documents.blocks import Block, Document, Layout, Meaning, Section, bullets, front, said, table, typed
from content.plan import decisions, laws, municipality
from content.status.queries import OVER
from register.validation.rules import DONE, DROPPED, NOT_STARTED, ONGOING, PARTLY, UNCLEAR
from register.validation.text import clean

DRAFT = "Utkast. Det som står i [hakeparentes], fylles ut eller strykes før papiret sendes."
SIZE = """
select
    count(distinct measure_no) as measures,
    count(distinct area_code) filter (where not is_joint) as municipalities
from marts.measure_tasks
"""
LAWS = "select * from marts.laws where list_contains($law_ids, law_id)"
NO_DUTY = "select 1 from marts.laws where duty = 'ingen funnet'"
NO_DUTY_FOUND = (
    "Ingen av lovene som er gjennomgått i arbeidet med planen, krever en egen handlingsplan mot vold i nære "
    "relasjoner. Gjennomgangen dekker ikke hele lovverket."
)
BY_STATUS = (DONE, PARTLY, ONGOING, NOT_STARTED, DROPPED, UNCLEAR)
"""What a council asks for first, first."""


def to_fill_in(what: str) -> str:
    """What only the municipality knows, where it is to stand."""
    return f"[Fyll ut: {what}]"


def typed_or(text: str, otherwise: str) -> str:
    """What was typed as it is seen, or what is to be filled in."""
    return clean(text) or to_fill_in(otherwise)


def named(area: str) -> str:
    """«Vik kommune»; those of the example are called so already."""
    return wording.place(area) if area.startswith("Kommune ") else f"{wording.place(area)} kommune"


def dates(ask: Callable) -> dict[str, date]:
    """The days that bind the plan, by name; one that is not there is to be filled in."""
    return {row.date_id: row.date.date() for row in ask(decisions.DATES).itertuples()}


def day(value: date | None) -> str:
    return to_fill_in("dato") if value is None else wording.day(value)


def by_when(by_whom: str, dates: dict[str, date]) -> str:
    """«Etter planen skal …»: the days that the plan has for the work on the next one."""
    return (
        f"{by_whom} skal en ny arbeidsgruppe være konstituert innen {day(dates.get('group_formed'))}, og revidert plan "
        f"være ferdig {day(dates.get('revision_due'))}."
    )


def whose(ask: Callable, plan: PlanTitle, area: str) -> str:
    """«Vik kommune og åtte andre kommuner har …»: what the plan is, in a sentence."""
    size = ask(SIZE).iloc[0]
    others = max(int(size["municipalities"]) - 1, 0)
    who = {0: "har en", 1: "og én annen kommune har en felles"}.get(
        others, f"og {wording.spelled(others)} andre kommuner har en felles"
    )
    return f"{named(area)} {who} {plan.indefinite}, med {size['measures']} tiltak."


def paper(
    title: str, subject: str, about: dict[str, str], version: str, area: str, today: date, sections: Iterable[Block]
) -> Document:
    """Its title, whose it is, and what must be known of it, before its sections; `about` may have been typed."""
    known = provenance.made_of(version, today, area)
    mark = {"Merk": known["Merk"]} if "Merk" in known else {}
    about = mark | {"Kommune": named(area)} | about | {"Dato": wording.day(today)}
    blocks = [*front(title, subject, about), typed(DRAFT, Meaning.NOTE), *sections]
    title = f"{title}: {named(area)}"
    return Document(title, subject, known["Versjon av dataene"], today, blocks, mark.get("Merk", ""), Layout.PAPER)


def status_here(ask: Callable, version: str, area: str, today: date) -> Section:
    """How far the tasks of the municipality have come, of those alone that have been answered."""
    tasks = ask(municipality.TASKS_HERE, {"area": area, "today": today})
    told = f"{provenance.status_sentence(version, today)} {municipality.answered_sentence(tasks)}"
    return Section(f"Status i {wording.place(area)}", _status(tasks[tasks["is_reported"]], told, area))


def _status(answered: pd.DataFrame, told: str, area: str) -> Iterator[Block]:
    if answered.empty:
        yield said(f"{told} Hva som er gjennomført, kan derfor ikke sies her.")
        return
    yield said(f"{told} Det er kommunens egne svar. Oppgaver som gjøres felles, er ikke med.")
    yield table(_by_status(answered), f"Oppgavene i {wording.place(area)} som har fått svar, etter status")
    late = answered[answered["deadline_words"] == OVER]
    if len(late):
        numbers = wording.listed([str(number) for number in late["measure_no"]])
        yield said(
            f"For {len(late)} av oppgavene med svar er planens frist ute uten at svaret er «Gjennomført»: tiltak "
            f"{numbers}."
        )


def _by_status(answered: pd.DataFrame) -> pd.DataFrame:
    """A line each status that some task has; from TASKS_HERE."""
    groups = {name: answered[answered["status"] == name] for name in BY_STATUS}
    return pd.DataFrame(
        [
            {
                "Status": name,
                "Oppgaver": len(rows),
                "Tiltak": wording.listed([_task(row) for row in rows.itertuples()]),
            }
            for name, rows in groups.items()
            if len(rows)
        ]
    )


def _task(row) -> str:
    older = f" (svaret gjelder {wording.day(row.speaks_of)})" if row.is_older else ""
    return f"{row.measure_no}\u00a0{row.working_title}{older}"


def law(ask: Callable, law_ids: list[str]) -> Section:
    """What the laws say of this, in our words, with the day they were looked up."""
    return Section("Hva loven sier", _laws(ask, ask(LAWS, {"law_ids": law_ids})))


def _laws(ask: Callable, rows: pd.DataFrame) -> Iterator[Block]:
    if rows.empty:
        yield said(laws.EMPTY)
        return
    if len(ask(NO_DUTY)):
        yield from bullets([NO_DUTY_FOUND])
    yield from bullets(_law(row) for row in rows.itertuples())
    days = wording.listed([wording.day(day) for day in sorted(rows["checked_on"].unique())])
    yield typed(
        f"Sjekket {days} mot Lovdatas åpne data og gjengitt med andre ord enn lovens. Senere endringer er ikke med.",
        Meaning.NOTE,
    )


def _law(row) -> str:
    """«Folkehelseloven § 7: Kommunen skal iverksette …» of a law that says what somebody shall do; from LAWS."""
    name = laws.unbroken(f"{wording.capitalised(row.law)} {row.paragraph}")
    since = "" if pd.isna(row.in_force_on) else f" Gjelder slik fra {wording.day(row.in_force_on)}."
    note = "" if pd.isna(row.note) else f" {row.note}"
    return f"[{name}]({row.address}): {row.addressee} {row.duty} {wording.uncapitalised(row.summary)}{since}{note}"
