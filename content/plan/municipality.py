"""What is in place in one municipality, and what the figures mean here: selects, tables, and a paragraph to paste."""

from datetime import date
from textwrap import shorten

import pandas as pd

from content import warehouse, wording
from content.collaboration import PlanTitle, plan_title
from content.figures import WORKED_EXAMPLE
from content.figures.credits import credits
from content.figures.figure import Shown, show
from content.status.queries import UNANSWERED
from content.status.status_words import NEW_DEADLINE, deadlines, status_text

IN_PLACE, UNDER_WAY, NOT_UNDER_WAY = "På plass", "I arbeid", "Ikke startet, gjennomføres ikke eller avklares"
PLACES = (IN_PLACE, UNDER_WAY, NOT_UNDER_WAY, *UNANSWERED)
"""Where a task may stand, in the order it is told."""
# A reported text may be long, and the sheet is one; the card of the measure has all of it.
LONGEST = 45
AREAS = "select area from marts.municipalities order by area collate nb"
TASKS_HERE = "select * from marts.municipal_tasks_on($area, $today) order by measure_no"
FROZEN_TASKS_HERE = "select * from marts.municipal_tasks_at($area, $round_id) order by measure_no"
INHABITANTS = """
select inhabitants.*, sources.title, sources.publisher
from marts.inhabitants as inhabitants
left join marts.sources as sources using (source_id)
where area = $area
"""


def areas(version: str) -> list[str]:
    """The municipalities of one version."""
    return warehouse.query(version, AREAS)["area"].tolist()


def grouped(tasks: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The table under each heading of PLACES that some task stands under; from TASKS_HERE."""
    by_place = dict(list(tasks.groupby("place")))
    return {place: place_table(by_place[place]) for place in PLACES if place in by_place}


def answered_sentence(tasks: pd.DataFrame) -> str:
    """How many of the tasks have been answered; from TASKS_HERE."""
    answered, of = int(tasks["is_reported"].sum()), len(tasks)
    if of == 1:
        return "Oppgaven har fått svar." if answered else "Oppgaven har ikke fått svar ennå."
    if answered == 0:
        return f"Ingen av de {of} oppgavene har fått svar ennå."
    return f"{answered} av {of} oppgaver har fått svar." if answered < of else f"Alle de {of} oppgavene har fått svar."


def finding(tasks: pd.DataFrame, area: str) -> str:
    """«12 av 15 oppgaver i Vik har fått svar», and how many of them are done; from TASKS_HERE."""
    answered, of, done = int(tasks["is_reported"].sum()), len(tasks), int((tasks["place"] == IN_PLACE).sum())
    if not of:
        return f"Ingen oppgaver er lagt inn for {area}"
    if not answered:
        return (
            f"Ingen av de {of} oppgavene i {area} har fått svar ennå"
            if of > 1
            else f"Oppgaven i {area} har ikke fått svar"
        )
    told = f"{answered} av {of} oppgaver i {area} har fått svar"
    return f"{told}, og {done or 'ingen'} er på plass" if answered > 1 else told


def about_deadlines(tasks: pd.DataFrame) -> str:
    """Whose deadlines the table shows, and whose the new ones are where it shows any; from TASKS_HERE."""
    if not any(NEW_DEADLINE in deadlines(row) for row in tasks.itertuples()):
        return "Fristene er planens egne."
    return f"Fristene er planens egne. «{NEW_DEADLINE}» er kommunens egen, og endrer ikke om planens frist er ute."


def place_table(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks of one group a line each, as people read them; from TASKS_HERE."""
    table = pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in tasks.itertuples()],
            "Status": [status_text(row) for row in tasks.itertuples()],
            "På plass i": [in_place_in(row) for row in tasks.itertuples()],
            "Ansvarlig": [shorten(text, LONGEST, placeholder=" …") for text in tasks["responsible_here"]],
            "Frist": [deadlines(row) for row in tasks.itertuples()],
        }
    )
    # What the heading says of all of them is not said of each.
    is_said = {"Status": not tasks["is_reported"].any(), "På plass i": not tasks["reported"].any()}
    return table.drop(columns=[column for column, is_so in is_said.items() if is_so])


def in_place_in(row) -> str:
    """«3 av 5 som har svart»; from a row of TASKS_HERE."""
    if not row.reported:
        return "Ingen har svart"
    told = f"{row.done} av {row.reported}"
    return told if row.reported == row.municipalities else f"{told} som har svart"


def inhabitants_sentence(inhabitants: pd.DataFrame) -> str:
    """«1 287 innbyggere 1.1.2026: …» from INHABITANTS; empty where the population is not known."""
    if inhabitants.empty:
        return ""
    row = inhabitants.iloc[0]
    return (
        f"{wording.number(row['persons'])} innbyggere 1.1.{row['year']}: "
        f"{wording.number(row['under_18'])} under 18 år, "
        f"{wording.number(row['adults'])} fra 18 til 64 år og {wording.number(row['elderly'])} fra 65 år. "
        f"Kilde: {_source(row)}."
    )


def _source(row) -> str:
    """«SSB tabell 07459»: whoever publishes and the name of the table, without what it is of; a row of INHABITANTS."""
    _, is_abbreviated, short = row["publisher"].rpartition(" (")
    title = row["title"].partition(":")[0]
    return f"{short.rstrip(')') if is_abbreviated else row['publisher']} {wording.uncapitalised(title)}"


def finding_of(version: str, area: str, today: date) -> str:
    """The finding of one version."""
    return finding(warehouse.query(version, TASKS_HERE, {"area": area, "today": today}), area)


def paragraph_of(version: str, area: str, today: date, chosen: dict[str, str] | None) -> str:
    """The paragraph of one version; `chosen` is what the worked example is asked for."""
    tasks = warehouse.query(version, TASKS_HERE, {"area": area, "today": today})
    example = show(WORKED_EXAMPLE, version, chosen) if chosen else None
    return paragraph(area, tasks, example, today, plan_title(version).definite)


def paragraph(
    area: str, tasks: pd.DataFrame, example: Shown | None, today: date, plan: str = PlanTitle.definite
) -> str:
    """What is in place and what is not, from TASKS_HERE, and what a figure would mean here; with sources."""
    told = [
        f"Slik står oppgavene i {plan} i {area} per {wording.day(today)}.",
        answered_sentence(tasks),
    ]
    for place in PLACES:
        rows = tasks[tasks["place"] == place]
        # Where nobody has answered, the sentence above says it of all.
        if len(rows) and tasks["is_reported"].any():
            # Not started, dropped and unclear stand under one heading, but are not the same to a council.
            groups = rows.groupby("status", sort=False) if place == NOT_UNDER_WAY else [(place, rows)]
            for name, of_it in groups:
                named = [f"{row.working_title} (tiltak {row.measure_no}{_of(row)})" for row in of_it.itertuples()]
                told.append(f"{name}: {wording.listed(named)}.")
    if tasks["is_reported"].any():
        told.append("Kilde for status: kommunens egne svar.")
    chapters = f", {wording.chapters(tasks['section'])}" if len(tasks) else ""
    told.append(f"Oppgaver og frister: handlingsplanen{chapters}.")
    if example is not None:
        told += [example.question, *example.can_say, *credits(example)]
    return " ".join(told)


def _of(row) -> str:
    return f", svaret gjelder {wording.day(row.speaks_of)}" if row.is_older else ""
