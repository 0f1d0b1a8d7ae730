"""«Sammendrag»: one or two pages for who reads no further."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from content import wording
from content.documents.blocks import Block, Meaning, Paragraph, Section, bullets, said, typed
from content.documents.knowledge_base.next_plan_input import proposed_sentence
from content.figures import facts, sources
from content.plan import decisions, next_plan
from content.status import queries, status_words


def summary(version: str, ask: Callable, today: date) -> Iterator[Block]:
    counts = ask(queries.COUNTS, {"today": today})
    yield said(decisions.validity(ask(decisions.DATES)))
    yield Section("Noen tall", _facts(version))
    about_measures = [
        status_words.answered_sentence(counts),
        status_words.counts_sentence(counts),
        next_plan.assessed_sentence(ask(next_plan.ASSESSMENTS)),
        proposed_sentence(ask(next_plan.PROPOSALS)),
    ]
    has_measures = counts["tasks"].iloc[0]
    yield Section("Tiltakene", bullets(about_measures if has_measures else [decisions.NO_MEASURES]))
    yield Section("Hva trenger en beslutning?", bullets(decisions.decisions(version, today)))
    yield Section("Hva vet vi ikke?", bullets(decisions.unknown(version, counts)))


def _facts(version: str) -> Iterator[Block]:
    # Neighbours that say the same source are told it once.
    for source, of_source in groupby(facts.first(version), key=lambda fact: fact.source):
        for fact in of_source:
            yield _fact(fact)
        if source:
            yield said(f"Kilde: {source}", Meaning.NOTE)
    whose = sources.whose_plan(version)
    yield typed(f"{facts.NOT_COMPARABLE} {whose}".strip(), Meaning.NOTE)


def _fact(fact: facts.Fact) -> Paragraph:
    """The number in its sentence, or that it is missing."""
    if fact.value is None:
        return said(f"Tallet finnes ikke i dataene: «… {fact.sentence}»", Meaning.BULLET)
    return said(f"**{wording.capitalised(fact.value)}** {fact.sentence} {fact.caveat}", Meaning.BULLET)
