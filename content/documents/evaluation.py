"""«Evaluering av handlingsplanen», a document of two pages, which is also a part of the knowledge base."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd
from slugify import slugify

from content import provenance, warehouse, wording
from content.documents.blocks import Block, Document, Layout, Meaning, Section, said, table, typed
from content.plan import evaluations, next_plan

TITLE = "Evaluering av handlingsplanen"
SUBJECT = "Vold i nære relasjoner: hva kommunene og de andre ansvarlige selv svarer om tiltakene"
REST = "Hva hver enkelt har skrevet om hva som kom ut av tiltakene og hva som hindret, står side ved side på Ny plan."


def document(version: str, today: date) -> Document:
    """Always as of now."""
    about, ask = provenance.made_of(version, today, None), partial(warehouse.query, version)
    mark = about.get("Merk", "")
    return Document(
        TITLE, SUBJECT, about["Versjon av dataene"], today, _blocks(ask, mark, about["Laget"]), mark, Layout.OVERVIEW
    )


def file_name(today: date, is_example: bool = False) -> str:
    """«evaluering-av-handlingsplanen-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE} {today:%Y-%m-%d}") + ".docx"


def _blocks(ask: Callable, mark: str, made_on: str) -> Iterator[Block]:
    yield typed(TITLE, Meaning.TITLE)
    yield said(f"{mark} Laget {made_on}.".strip(), Meaning.NOTE)
    yield from answers_and_conclusions(ask)
    if evaluations.is_any(ask(evaluations.EVALUATIONS)):
        yield said(REST)


def answers_and_conclusions(ask: Callable) -> Iterator[Block]:
    """What is answered of each measure, and what the group concludes."""
    rows = ask(evaluations.EVALUATIONS)
    if not evaluations.is_any(rows):
        yield said(f"**{evaluations.NOBODY}** {evaluations.ASKED_WHERE}")
        return
    yield said(f"**{evaluations.summary_sentence(rows)}** {evaluations.OWN_WORDS}")
    answers = evaluations.summary_table(rows, ask(evaluations.ANSWERS))
    yield table(answers, "Tiltakene: hvor mange som har evaluert, og hva de svarer")
    yield Section("Arbeidsgruppas konklusjoner", _conclusions(rows, ask(next_plan.ASSESSMENTS)))


def _conclusions(rows: pd.DataFrame, assessments: pd.DataFrame) -> Iterator[Block]:
    verdicts = {row.measure_no: next_plan.verdict(row) for row in assessments.itertuples()}
    for row in rows[rows["conclusion"].notna()].itertuples():
        about = f"{evaluations.built_on(row)} Vurdering: {wording.uncapitalised(verdicts[row.measure_no])}."
        lead = f"{row.measure_no} {row.working_title}"
        yield typed(f"{row.conclusion}\n{about}", Meaning.BULLET, lead=lead)
    for sentence in evaluations.open_sentences(rows):
        yield said(sentence)
