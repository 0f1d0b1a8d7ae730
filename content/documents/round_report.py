"""«Statusrapport»: what a frozen round told, from the round alone.

Nothing in it is of the plan's files or of today, so that it is the same whenever it is made.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
from docx.document import Document
from slugify import slugify

from content import warehouse, wording
from content.documents import word
from content.documents.knowledge_plan import task_table, wordings
from content.figures.credits import EXAMPLE
from content.plan import municipality
from content.status import queries, status_tables, status_words

SUBTITLE = "Handlingsplan mot vold i nære relasjoner: svarene i en runde, slik de sto da den ble lukket"
NO_ROUND = "Runden som det er bedt om, finnes ikke eller er ikke lukket."
NO_TASKS = "Ingen oppgaver her var med i runden."
NOT_KEPT = "Ikke bevart"
"""What the register says of words that a round of an older kind did not keep."""
NO_WORDS = "Ordlyden ble ikke bevart da runden ble lukket."
WORDS_OF_LATER = "Ordlyden er planens slik den var {}, etter at runden ble lukket: da ble den først bevart."
ROUND = """
select rounds.*, register_state.is_example
from marts.rounds
cross join marts.register_state
where rounds.round_id = $round_id and rounds.closed_at is not null
"""


def report(version: str, today: date, round_id: int, area: str | None = None) -> bytes:
    """For one municipality where `area` is given."""
    ask = partial(warehouse.query, version)
    found = ask(ROUND, {"round_id": round_id})
    if found.empty:
        return _missing(today)
    [row] = found.itertuples()
    title = f"Statusrapport: {row.title}" + (f", {area}" if area else "")
    document = word.new(title, SUBTITLE, f"Runde {row.round_id}, lukket {wording.moment(row.closed_at)}", today)
    about = {
        **({"Merk": EXAMPLE} if row.is_example else {}),
        "Laget": wording.day(today),
        "Runde": f"Åpnet {wording.local_day(row.opened_at)}, svarfrist {wording.day(row.answer_by)}, lukket "
        f"{wording.local_day(row.closed_at)}. Alt her er slik det var da. Bare tekst som er sladdet siden, er borte.",
        "Utvalg": area or "Alle oppgavene i runden",
        **({"Ordlyd": WORDS_OF_LATER.format(wording.local_day(row.frozen_at))} if _is_of_later(row) else {}),
    }
    parts = _of_all(document, ask, row) if area is None else _of_one(document, ask, row, area)
    word.front(document, title, SUBTITLE, about, list(parts))
    for name, write in parts.items():
        word.part(document, name)
        write()
    word.footer(document, f"{about.get('Merk', '')} {title}. Laget {about['Laget']}.".strip())
    return word.finished(document)


def file_name(today: date, title: str, area: str | None = None, is_example: bool = False) -> str:
    """«statusrapport-hosten-2026-hamar-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}statusrapport {title} {area or ''} {today}") + ".docx"


def _is_of_later(row) -> bool:
    return row.is_frozen_later and pd.notna(row.frozen_at)


def _missing(today: date) -> bytes:
    document = word.new("Statusrapport", SUBTITLE, "", today)
    word.front(document, "Statusrapport", SUBTITLE, {"Laget": wording.day(today)}, [])
    word.said(document, NO_ROUND)
    return word.finished(document)


def _of_all(document: Document, ask: Callable, row) -> dict[str, Callable[[], None]]:
    asked = (queries.FROZEN_TASKS, queries.FROZEN_PROGRESS, queries.FROZEN_COUNTS)
    tasks, progress, counts = (ask(sql, {"round_id": row.round_id}) for sql in asked)
    return {
        "Sammendrag": lambda: _summary(document, row, tasks, progress, counts),
        "Tiltakene": lambda: _measures(document, tasks, progress),
    }


def _of_one(document: Document, ask: Callable, row, area: str) -> dict[str, Callable[[], None]]:
    tasks = ask(municipality.FROZEN_TASKS_HERE, {"area": area, "round_id": row.round_id})
    return {"Oppgavene": lambda: _places(document, tasks, area)}


def _summary(document: Document, row, tasks: pd.DataFrame, progress: pd.DataFrame, counts: pd.DataFrame) -> None:
    if tasks.empty:
        word.said(document, NO_TASKS)
        return
    said = [*answered(row.tasks_reported, counts), status_words.counts_sentence(counts)]
    said += [status_words.ANSWERED_BY] if tasks["is_reported"].any() else []
    word.bullets(document, said)
    table = status_tables.overview_table(progress)
    word.table(document, table, "Tiltakene med status og frist da runden ble lukket")


def answered(in_round_alone: int, counts: pd.DataFrame) -> list[str]:
    """What was answered in the round, and what had been in all; one sentence where it is the same. FROZEN_COUNTS."""
    [told] = counts.itertuples()
    if told.reported != in_round_alone:
        return [in_round(in_round_alone, told.tasks), status_words.answered_sentence(counts)]
    if told.reported == 0:
        return [in_round(0, told.tasks)]
    return [status_words.answered_sentence(counts, "fikk svar i runden")]


def in_round(answered: int, asked: int) -> str:
    """How many of the tasks were answered while the round was open."""
    if answered == 0:
        return f"Ingen av de {asked} oppgavene fikk svar i runden."
    told = f"{answered} av {asked}" if answered < asked else f"Alle de {asked}"
    return f"{told} oppgave{'r' if answered < asked else 'ne'} fikk svar i runden."


def _measures(document: Document, tasks: pd.DataFrame, progress: pd.DataFrame) -> None:
    """Each measure under its focus area, with the words the plan then had."""
    if tasks.empty:
        word.said(document, NO_TASKS)
    for focus_area, of_area in tasks.groupby("focus_area", sort=False, dropna=False):
        word.heading(document, "Innsatsområde ikke bevart" if pd.isna(focus_area) else focus_area, 2)
        for number, of_measure in of_area.groupby("measure_no"):
            _measure(document, number, of_measure, progress[progress["measure_no"] == number])


def _measure(document: Document, number: int, tasks: pd.DataFrame, progress: pd.DataFrame) -> None:
    measure = next(tasks.itertuples())
    is_named = measure.working_title != f"Tiltak {number}"
    word.heading(document, f"{number} {measure.working_title}" if is_named else measure.working_title, 3)
    if measure.body_wording == NOT_KEPT:
        word.said(document, NO_WORDS)
    else:
        wordings(document, measure, str(measure.overview_wording).rstrip(".") != measure.body_wording.rstrip("."))
        word.bullets(document, status_words.parts_in_words(tasks))
    if not tasks["is_reported"].any():
        word.bullets(document, status_words.how_far(progress))
        return
    table = status_tables.card_table(tasks).drop(columns="Merknad")
    task_table(document, table, tasks, f"Oppgavene i tiltak {number}")


def _places(document: Document, tasks: pd.DataFrame, area: str) -> None:
    """The tasks of one municipality by where they stood."""
    if tasks.empty:
        word.said(document, NO_TASKS)
        return
    answered_in_round = int(tasks["is_reported_in_round"].sum())
    word.said(document, in_round(answered_in_round, len(tasks)))
    # All answers are the round's own: what was said of it is not said again.
    if answered_in_round != tasks["is_reported"].sum():
        word.said(document, municipality.answered_sentence(tasks))
    for place, table in municipality.grouped(tasks).items():
        word.heading(document, place, 2)
        task_table(document, table, tasks[tasks["place"] == place], f"{place} i {area}")
