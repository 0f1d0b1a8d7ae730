"""«Innspill til neste plan»: what the group says of each measure, what is proposed, and what the plan lacks."""

from collections.abc import Callable, Iterator
from textwrap import shorten

import pandas as pd

from content import wording
from content.documents.blocks import Block, Meaning, Paragraph, Section, Span, said, table
from content.plan import decisions, next_plan

LONGEST_HEADING = 120


def input_to_next_plan(version: str, ask: Callable) -> Iterator[Block]:
    yield Section("Vurdering av tiltakene", _assessments(ask(next_plan.ASSESSMENTS)))
    yield Section("Forslag til nye tiltak", _proposals(ask(next_plan.PROPOSALS)))
    yield Section(next_plan.MISSING, _gaps(version, ask))


def _assessments(rows: pd.DataFrame) -> Iterator[Block]:
    yield said(next_plan.assessed_sentence(rows) or decisions.NO_MEASURES)
    if rows["verdict"].notna().any():
        yield table(next_plan.assessments_table(rows), "Vurdering av hvert tiltak")


def _proposals(rows: pd.DataFrame) -> Iterator[Block]:
    yield said(proposed_sentence(rows))
    for row in rows.itertuples():
        title = f"Forslag {row.proposal_no}: {shorten(row.title, LONGEST_HEADING, placeholder=' …')}"
        yield Section(title, _proposal(row))


def _proposal(row) -> Iterator[Block]:
    """All that is said of it, and what is not said yet."""
    title = [("Forslag", row.title)] if len(row.title) > LONGEST_HEADING else []
    # A short text goes on where the one before it ends: nothing of it is lost, and it is a third as tall.
    spans = []
    for name, text in [*title, *next_plan.proposal_texts(row)]:
        end = "" if text.rstrip().endswith((".", "!", "?")) else "."
        spans += [Span(f"{name}: ", is_bold=True), Span(f"{text}{end} ")]
    yield Paragraph(tuple(spans))


def proposed_sentence(proposals: pd.DataFrame) -> str:
    """How many there are; from PROPOSALS."""
    if proposals.empty:
        return "Ingen nye tiltak er foreslått ennå."
    return f"{wording.capitalised(wording.counted(len(proposals), 'nytt tiltak', 'nye tiltak'))} er foreslått."


def _gaps(version: str, ask: Callable) -> Iterator[Block]:
    """Where figures, measures and target groups do not meet, apart from what is left out on purpose."""
    found = next_plan.gaps(version, ask)
    left, on_purpose = next_plan.limit_sentences(ask(decisions.LIMITS))
    for name, items in (found | {"Overlatt til neste plan": left, "Bevisst utenfor planen": on_purpose}).items():
        yield said(f"**{name}:** {' '.join(_sentence(item) for item in items) or 'Ingen.'}", Meaning.BULLET)


def _sentence(item: str) -> str:
    return item if item.endswith((".", "?")) else f"{item}."
