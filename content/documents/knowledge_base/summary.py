"""«Sammendrag»: two pages for who reads no further."""

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd

from content import wording
from content.documents.blocks import Block, Meaning, Paragraph, Section, Span, bullets, said, table, typed
from content.documents.knowledge_base import pictures
from content.documents.knowledge_base.next_plan_input import proposed_sentence
from content.figures import facts, sources
from content.look import marks
from content.plan import decisions, evaluations, next_plan
from content.status import queries, status_tables, status_words

OVER = f"{queries.DEADLINE_SYMBOLS[queries.OVER]} betyr at fristen er ute."


def summary(version: str, ask: Callable, today: date) -> Iterator[Block]:
    dates, counts = ask(decisions.DATES), ask(queries.COUNTS, {"today": today})
    yield Section("Fristene", _dates(dates, today))
    yield Section("Noen tall", _facts(version))
    yield Section("Hva trenger en beslutning?", bullets(decisions.decisions(version, today)))
    yield Section("Hvor langt tiltakene er kommet", status(ask, counts, today))
    yield Section("Hva vet vi ikke?", bullets(decisions.unknown(version, counts)))
    yield Section("Arbeidet med neste plan", bullets(_next_plan(ask)))


def _next_plan(ask: Callable) -> list[str]:
    rows = ask(evaluations.EVALUATIONS)
    evaluated = evaluations.summary_sentence(rows) if evaluations.is_any(rows) else evaluations.NOBODY
    assessed = next_plan.assessed_sentence(ask(next_plan.ASSESSMENTS))
    return [*([evaluated, assessed] if assessed else []), proposed_sentence(ask(next_plan.PROPOSALS))]


def _dates(dates: pd.DataFrame, today: date) -> Iterator[Block]:
    if len(dates):
        told = pd.DataFrame(
            {
                "Dato": [wording.day(day) for day in dates["date"]],
                "Når": [wording.days_until(day, today) for day in dates["date"]],
                "Hva": dates["event"],
            }
        )
        yield table(told, "Datoene planen er bundet av")
    yield said(decisions.validity(dates), Meaning.NOTE)


def _facts(version: str) -> Iterator[Block]:
    first = facts.first(version)
    for fact in first:
        yield from _fact(fact)
    whose = sources.whose_plan(version)
    yield typed(f"{facts.NOT_COMPARABLE} {whose}".strip(), Meaning.NOTE)


def _fact(fact: facts.Fact) -> Iterator[Block]:
    """The number in its sentence, drawn where it is a share; or that it is missing."""
    if fact.value is None:
        yield said(f"Tallet finnes ikke i dataene: «… {fact.sentence}»")
        return
    value = wording.capitalised(fact.value)
    yield Paragraph((Span(value, is_bold=True), Span(f" {fact.sentence}")), Meaning.FACT)
    if fact.mark is not None:
        alt = f"{value} {fact.sentence} {fact.uncertainty}".strip()
        yield pictures.strip(fact.mark, marks.scale_end([fact.mark]), alt)
    about = (fact.uncertainty, fact.caveat, fact.remark, f"Kilde: {fact.publishers}")
    yield said(" ".join(filter(None, about)), Meaning.NOTE)


def status(ask: Callable, counts: pd.DataFrame, today: date) -> Iterator[Block]:
    """How far all of it is, said once: in a sentence, as a bar, and a line a measure."""
    progress, tasks = ask(queries.PROGRESS, {"today": today}), ask(queries.TASKS, {"today": today})
    if progress.empty:
        yield said(decisions.NO_MEASURES)
        return
    yield said(status_words.answered_sentence(counts))
    if progress["reported"].any():
        by_status = tasks["status"].value_counts().to_dict()
        words = wording.listed(
            [f"{by_status[kind]} {kind.lower()}" for kind in marks.KIND_OF_STATUS if kind in by_status]
        )
        yield said(f"Fra venstre: {words}.", Meaning.CAPTION)
        yield pictures.status(by_status, f"Oppgavene etter status: {words}.")
    yield table(status_tables.short_table(progress), "Tiltakene: svar, gjennomført og frist")
    answered_by = f" {status_words.ANSWERED_BY}" if progress["reported"].any() else ""
    yield said(f"{OVER} {status_words.NOT_TOLD}{answered_by}", Meaning.NOTE)
