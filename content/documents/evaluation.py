"""«Evaluering av handlingsplanen» as a Word document of two pages, which is also a part of the report."""

from collections.abc import Callable
from datetime import date
from functools import partial

from docx.document import Document
from docx.shared import Pt
from slugify import slugify

from content import warehouse, wording
from content.documents import knowledge_content as content
from content.documents import word
from content.documents.styles import NOTE
from content.plan import evaluations, next_plan

TITLE = "Evaluering av handlingsplanen"
SUBJECT = "Vold i nære relasjoner: hva kommunene og de andre ansvarlige selv svarer om tiltakene"
REST = (
    "Hva hver enkelt har skrevet om hva som kom ut av tiltakene og hva som hindret, står under hvert tiltak i "
    "«Kunnskapsgrunnlag for ny handlingsplan», og side ved side på Ny plan."
)
TITLE_SIZE = Pt(20)


def evaluation(version: str, today: date) -> bytes:
    """Always as of now."""
    about, ask = content.made_of(version, today, None), partial(warehouse.query, version)
    document = word.new(TITLE, SUBJECT, about["Versjon av dataene"], today)
    title = word.plain(document, TITLE, "Title")
    # No page of its own for the title: all of it is to be two.
    title.paragraph_format.space_before, title.runs[0].font.size = Pt(0), TITLE_SIZE
    word.said(document, ". ".join(filter(None, [about.get("Merk", "").rstrip("."), f"Laget {about['Laget']}."])), NOTE)
    write(document, ask, level=1)
    if evaluations.is_any(ask(evaluations.EVALUATIONS)):
        word.said(document, REST)
    word.footer(document, f"{about.get('Merk', '')} {TITLE}. Laget {about['Laget']}.".strip())
    return word.finished(document)


def file_name(today: date, is_example: bool = False) -> str:
    """«evaluering-av-handlingsplanen-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE} {today:%Y-%m-%d}") + ".docx"


def write(document: Document, ask: Callable, level: int = 2) -> None:
    """What is answered of each measure, and what the group concludes; headings of this level."""
    rows = ask(evaluations.EVALUATIONS)
    if not evaluations.is_any(rows):
        word.said(document, f"**{evaluations.NOBODY}** {evaluations.ASKED_WHERE}")
        return
    word.said(document, f"**{evaluations.summary_sentence(rows)}** {evaluations.OWN_WORDS}")
    table = evaluations.summary_table(rows, ask(evaluations.ANSWERS))
    word.table(document, table, "Tiltakene: hvor mange som har evaluert, og hva de svarer")
    word.heading(document, "Arbeidsgruppas konklusjoner", level)
    verdicts = {row.measure_no: next_plan.verdict(row) for row in ask(next_plan.ASSESSMENTS).itertuples()}
    for row in rows[rows["conclusion"].notna()].itertuples():
        about = f"{evaluations.built_on(row)} Vurdering: {wording.uncapitalised(verdicts[row.measure_no])}."
        lead = f"{row.measure_no} {row.working_title}"
        word.plain(document, f"{row.conclusion}\n{about}", "List Bullet", lead=lead)
    for sentence in evaluations.open_sentences(rows):
        word.said(document, sentence)
