"""The parts of the report that are about the plan: how far it has come, and what is said of the next one."""

from collections.abc import Callable
from datetime import date
from textwrap import shorten

import pandas as pd
from docx.document import Document

from dashboard import decisions, municipality, new_plan, status, status_tables, wording
from dashboard import report_content as content
from dashboard.export import document as word
from dashboard.export.document_styles import NOTE
from dashboard.figures import FIGURES, developments
from dashboard.figures import sources as about_sources

LONGEST_HEADING = 120
NO_STATUS = "Ingen oppgaver er å finne her."


def overview(document: Document, progress: pd.DataFrame, about: str) -> None:
    """The measures a line each; `about` says of which state."""
    word.said(document, about)
    if progress.empty:
        word.said(document, NO_STATUS)
    else:
        word.table(document, status_tables.overview_table(progress), "Tiltakene med status og frist")


def in_place(document: Document, ask: Callable, area: str, tasks: pd.DataFrame, about: str) -> None:
    """The tasks of one municipality in three groups, with what the laws say."""
    word.said(document, about)
    word.said(document, municipality.inhabitants_sentence(ask(municipality.INHABITANTS, {"area": area})))
    found = ask(municipality.LAWS)
    for place, none in municipality.GROUPS.items():
        rows = tasks[tasks["place"] == place]
        word.heading(document, place, 2)
        if rows.empty:
            word.said(document, none if len(tasks) else NO_STATUS)
        else:
            task_table(document, municipality.place_table(rows, found), rows, f"{place} i {area}")
    word.plain(
        document,
        municipality.ABOUT_LAWS,
        NOTE,
    )


def measures(document: Document, ask: Callable, tasks: pd.DataFrame) -> None:
    """All that is known of each measure, under its focus area; `tasks` are rows of TASKS, now or frozen."""
    rows = ask(content.MEASURES)
    about = {
        "groups": ask(content.TARGET_GROUPS).groupby("measure_no")["target_group"].agg(list).to_dict(),
        "figures": ask(content.FIGURES_OF).groupby("measure_no")["figure_id"].agg(list).to_dict(),
        "laws": ask(municipality.LAWS),
        "verdicts": {row.measure_no: row for row in ask(new_plan.ASSESSMENTS).itertuples()},
    }
    for focus_area, of_area in rows.groupby("focus_area", sort=False):
        word.heading(document, focus_area, 2)
        for measure in of_area.itertuples():
            _measure(document, measure, tasks[tasks["measure_no"] == measure.measure_no], about)


def _measure(document: Document, measure, tasks: pd.DataFrame, about: dict) -> None:
    number = measure.measure_no
    word.heading(document, f"{number} {measure.working_title}", 3)
    if measure.is_worded_differently:
        word.plain(document, measure.overview_wording, lead="Ordlyd i oversikten (kapittel 1)")
        word.plain(document, measure.body_wording, lead=f"Ordlyd i avsnitt {measure.section}")
    else:
        word.plain(document, measure.body_wording, lead=f"Ordlyd i oversikten og i avsnitt {measure.section}")
    if isinstance(measure.note, str):
        word.plain(document, measure.note, NOTE)
    questions = [FIGURES[id].question for id in about["figures"].get(number, [])]
    word.bullets(
        document,
        [
            *status.parts_in_words(tasks),
            f"**Målgruppe eller tema:** {wording.listed(about['groups'].get(number, ['ikke oppgitt']))}.",
            f"**Lovene sier:** {municipality.laws_of(about['laws'], number)}.",
            f"**Tall som angår tiltaket:** {' '.join(questions) or 'Ingen av tallene her.'}",
        ],
    )
    task_table(document, status_tables.card_table(tasks).drop(columns="Merknad"), tasks, f"Oppgavene i tiltak {number}")
    verdict = about["verdicts"].get(number)
    if verdict is not None and isinstance(verdict.verdict, str):
        word.plain(document, f"{new_plan.verdict(verdict)}. {verdict.reason}", lead="Arbeidsgruppas vurdering")


def task_table(document: Document, table: pd.DataFrame, tasks: pd.DataFrame, about: str) -> None:
    """Tasks a line each, and below them what was typed: a long text in a narrow column is not read."""
    listed(document, table, about, NO_STATUS)
    for row in tasks.itertuples():
        if remarks := status_tables.remarks(row):
            word.plain(document, remarks, "List Bullet", lead=f"{row.area}, tiltak {row.measure_no}")


def next_plan(document: Document, ask: Callable) -> None:
    """What is said of the next plan, and what it lacks."""
    _assessments(document, ask)
    _proposals(document, ask)
    _gaps(document, ask)


def _assessments(document: Document, ask: Callable) -> None:
    word.heading(document, "Vurdering av tiltakene", 2)
    rows = ask(new_plan.ASSESSMENTS)
    word.said(document, new_plan.assessed_sentence(rows) if len(rows) else decisions.NO_MEASURES)
    if rows["verdict"].notna().any():
        word.table(document, new_plan.assessments_table(rows), "Vurdering av hvert tiltak")


def _proposals(document: Document, ask: Callable) -> None:
    """Each with all that is said of it, and what is not said yet."""
    word.heading(document, "Forslag til nye tiltak", 2)
    rows = ask(new_plan.PROPOSALS)
    word.said(document, proposed_sentence(rows))
    for row in rows.itertuples():
        word.heading(document, f"Forslag {row.proposal_no}: {shorten(row.title, LONGEST_HEADING, placeholder=' …')}", 3)
        if len(row.title) > LONGEST_HEADING:
            word.plain(document, row.title, lead="Forslag")
        for name, text in new_plan.proposal_texts(row):
            word.plain(document, text, lead=name)


def proposed_sentence(proposals: pd.DataFrame) -> str:
    """How many there are; from PROPOSALS."""
    if proposals.empty:
        return "Ingen nye tiltak er foreslått ennå."
    return f"{wording.capitalised(wording.counted(len(proposals), 'nytt tiltak', 'nye tiltak'))} er foreslått."


def _gaps(document: Document, ask: Callable) -> None:
    """Where figures, measures and target groups do not meet, apart from what is left out on purpose."""
    found = new_plan.gaps(
        ask(new_plan.FIGURES_WITH_MEASURE), ask(new_plan.MEASURES_WITHOUT_FIGURE), ask(new_plan.GROUPS_WITHOUT_FIGURE)
    )
    left, on_purpose = new_plan.limit_sentences(ask(decisions.LIMITS))
    word.heading(document, "Hull", 2)
    lists = found | {"Overlatt til neste plan": left, "Bevisst utenfor planen (ikke hull)": on_purpose}
    for name, items in lists.items():
        word.heading(document, name, 3)
        word.bullets(document, items or ["Ingen."])


def progress(document: Document, ask: Callable, today: date) -> None:
    """Milestones, and what the present plan's adoption means in each municipality."""
    word.heading(document, "Milepæler fram mot ny plan", 2)
    listed(document, new_plan.milestones_table(ask(new_plan.MILESTONES)), "Milepæler", "Ingen milepæler er lagt inn.")
    word.heading(document, "Vedtak av planen i kommunene", 2)
    adoptions = new_plan.adoptions_table(ask(new_plan.ADOPTIONS), ask(new_plan.REVISION), today)
    listed(document, adoptions, "Vedtak av planen", "Ingen kommuner er lagt inn.")


def listed(document: Document, table: pd.DataFrame, about: str, none: str) -> None:
    """The table, or the sentence that is said when it has no rows."""
    if table.empty:
        word.said(document, none)
    else:
        word.table(document, table, about)


def laws_and_news(document: Document, ask: Callable) -> None:
    word.heading(document, "Hva lovene sier", 2)
    word.said(document, "Slik planen gjengir dem i kapittel 6. Hvilke tiltak en lov angår, er vår lesning.")
    sentences = municipality.law_sentences(ask(municipality.LAWS))
    word.bullets(document, sentences or ["Ingen lover er lagt inn. De legges i data/raw/laws.csv."])
    word.heading(document, "Nytt siden planen ble laget", 2)
    sentences = developments.sentences(ask(developments.DEVELOPMENTS))
    word.bullets(document, sentences or [developments.NONE])


def sources(document: Document, ask: Callable) -> None:
    """What the figures come from, and what the checks of the data found."""
    word.heading(document, "Kilder", 2)
    described = [about_sources.described(source) for source in ask(about_sources.EVERY_SOURCE).itertuples()]
    word.bullets(document, described or ["Ingen kilder er lagt inn. De legges i data/raw/sources.csv."])
    word.heading(document, "Merknader til tallene", 2)
    notices = list(ask(about_sources.NOTICES)["detail"])
    word.bullets(document, notices or ["Kontrollene av dataene har ingen merknader."])
