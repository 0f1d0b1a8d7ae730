"""«Statusrapport»: what a frozen round told, from the round alone.

Nothing in it is of the plan's files or of today, so that it is the same whenever it is made; but for where in the plan
its overview stands.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

import pandas as pd
from slugify import slugify

from content import warehouse, wording
from content.documents.blocks import Block, Contents, Document, Section, bullets, front, said, table
from content.documents.tasks import by_place, task_table, wordings
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


def document(version: str, today: date, round_id: int, area: str | None = None) -> Document:
    """For one municipality where `area` is given."""
    ask = partial(warehouse.query, version)
    found = ask(ROUND, {"round_id": round_id})
    if found.empty:
        about = {"Laget": wording.day(today)}
        return _document("Statusrapport", "", today, about, [said(NO_ROUND)])
    [row] = found.itertuples()
    title = f"Statusrapport: {row.title}" + (f", {area}" if area else "")
    about = {
        **({"Merk": EXAMPLE} if row.is_example else {}),
        "Laget": wording.day(today),
        "Runde": f"Åpnet {wording.local_day(row.opened_at)}, svarfrist {wording.day(row.answer_by)}, lukket "
        f"{wording.local_day(row.closed_at)}. Alt her er slik det var da. Bare tekst som er sladdet siden, er borte.",
        "Utvalg": area or "Alle oppgavene i runden",
        **({"Ordlyd": WORDS_OF_LATER.format(wording.local_day(row.frozen_at))} if _is_of_later(row) else {}),
    }
    known = f"Runde {row.round_id}, lukket {wording.moment(row.closed_at)}"
    parts = _of_all(ask, row) if area is None else _of_one(ask, row, area)
    return _document(title, known, today, about, parts)


def _document(title: str, known: str, today: date, about: dict[str, str], parts: Iterable[Block]) -> Document:
    blocks = [*front(title, SUBTITLE, about), Contents("Innhold"), *parts]
    return Document(title, SUBTITLE, known, today, blocks, about.get("Merk", ""))


def file_name(today: date, title: str, area: str | None = None, is_example: bool = False) -> str:
    """«statusrapport-hosten-2026-hamar-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}statusrapport {title} {area or ''} {today}") + ".docx"


def _is_of_later(row) -> bool:
    return row.is_frozen_later and pd.notna(row.frozen_at)


def _of_all(ask: Callable, row) -> Iterator[Section]:
    asked = (queries.FROZEN_TASKS, queries.FROZEN_PROGRESS, queries.FROZEN_COUNTS)
    tasks, progress, counts = (ask(sql, {"round_id": row.round_id}) for sql in asked)
    yield Section("Sammendrag", _summary(row, tasks, progress, counts))
    yield Section("Tiltakene", _measures(ask, tasks, progress))


def _of_one(ask: Callable, row, area: str) -> Iterator[Section]:
    tasks = ask(municipality.FROZEN_TASKS_HERE, {"area": area, "round_id": row.round_id})
    yield Section("Oppgavene", _places(tasks, area))


def _summary(row, tasks: pd.DataFrame, progress: pd.DataFrame, counts: pd.DataFrame) -> Iterator[Block]:
    if tasks.empty:
        yield said(NO_TASKS)
        return
    yield from bullets([*answered(row.tasks_reported, counts), status_words.counts_sentence(counts)])
    if tasks["is_reported"].any():
        yield from bullets([status_words.ANSWERED_BY])
    yield table(status_tables.overview_table(progress), "Tiltakene med status og frist da runden ble lukket")


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


def _measures(ask: Callable, tasks: pd.DataFrame, progress: pd.DataFrame) -> Iterator[Block]:
    """Each measure under its focus area, with the words the plan then had."""
    if tasks.empty:
        yield said(NO_TASKS)
    for focus_area, of_area in tasks.groupby("focus_area", sort=False, dropna=False):
        title = "Innsatsområde ikke bevart" if pd.isna(focus_area) else focus_area
        parts = (
            (number, of_it, progress[progress["measure_no"] == number])
            for number, of_it in of_area.groupby("measure_no")
        )
        yield Section(title, [_measure(ask, *part) for part in parts])


def _measure(ask: Callable, number: int, tasks: pd.DataFrame, progress: pd.DataFrame) -> Section:
    measure = next(tasks.itertuples())
    is_named = measure.working_title != f"Tiltak {number}"
    title = f"{number} {measure.working_title}" if is_named else measure.working_title
    return Section(title, _told(ask, measure, tasks, progress))


def _told(ask: Callable, measure, tasks: pd.DataFrame, progress: pd.DataFrame) -> Iterator[Block]:
    if measure.body_wording == NOT_KEPT:
        yield said(NO_WORDS)
    else:
        is_worded_differently = str(measure.overview_wording).rstrip(".") != measure.body_wording.rstrip(".")
        yield from wordings(measure, is_worded_differently, ask)
        yield from bullets(status_words.parts_in_words(tasks))
    if not tasks["is_reported"].any():
        yield from bullets(status_words.how_far(progress))
        return
    answers = status_tables.card_table(tasks).drop(columns="Merknad")
    answers["Svart"] = [_when(row) for row in tasks.itertuples()]
    yield from task_table(answers, tasks, f"Oppgavene i tiltak {measure.measure_no}")


def _when(row) -> str:
    """«25.11.2026 av koordinator i Vik», and whether it was before the round."""
    if pd.isna(row.reported_at):
        return ""
    before = "" if row.is_reported_in_round else " (før runden)"
    return f"{wording.local_day(row.reported_at)}{before} av {row.reporter_role}"


def _places(tasks: pd.DataFrame, area: str) -> Iterator[Block]:
    """The tasks of one municipality by where they stood."""
    if tasks.empty:
        yield said(NO_TASKS)
        return
    answered_in_round = int(tasks["is_reported_in_round"].sum())
    yield said(in_round(answered_in_round, len(tasks)))
    # All answers are the round's own: what was said of it is not said again.
    if answered_in_round != tasks["is_reported"].sum():
        yield said(municipality.answered_sentence(tasks))
        before = tasks.loc[tasks["is_reported"] & ~tasks["is_reported_in_round"], "measure_no"]
        yield said(f"Svart før runden: tiltak {wording.listed([str(number) for number in before])}.")
    yield from by_place(tasks, area)
