"""The parts of the report that are about the plan: how far it has come, and what is said of the next one."""

from collections.abc import Callable
from datetime import date
from textwrap import shorten

import pandas as pd
from docx.document import Document

from content import wording
from content.documents import knowledge_content as content
from content.documents import word
from content.documents.styles import NOTE
from content.figures import FIGURES, developments
from content.figures import sources as about_sources
from content.plan import adoptions, decisions, laws, municipality, next_plan
from content.status import queries, status_tables, status_words

LONGEST_HEADING = 120
NO_TASKS = "Ingen oppgaver er å finne her."


def overview(document: Document, ask: Callable, about: str, today: date) -> None:
    """The measures a line each; `about` says of which day."""
    word.said(document, about)
    progress, counts = (ask(sql, {"today": today}) for sql in (queries.PROGRESS, queries.COUNTS))
    if progress.empty:
        word.said(document, NO_TASKS)
        return
    word.said(document, status_words.answered_sentence(counts))
    if progress["reported"].any():
        word.said(document, status_words.ANSWERED_BY)
    word.table(document, status_tables.overview_table(progress), "Tiltakene med status og frist")


def in_place(document: Document, version: str, ask: Callable, area: str, about: str, today: date) -> None:
    """The tasks of one municipality by where they stand, with the laws that touch them."""
    word.said(document, about)
    word.said(document, municipality.inhabitants_sentence(ask(municipality.INHABITANTS, {"area": area})))
    tasks = ask(municipality.TASKS_HERE, {"area": area, "today": today})
    if tasks.empty:
        word.said(document, NO_TASKS)
        return
    word.said(document, municipality.answered_sentence(tasks))
    for place, table in municipality.grouped(tasks).items():
        word.heading(document, place, 2)
        task_table(document, table, tasks[tasks["place"] == place], f"{place} i {area}")
    word.said(document, municipality.about_deadlines(tasks), NOTE)
    if touched := laws.touched(version, area):
        word.said(document, f"**{laws.HEADING}** {touched}")


def measures(document: Document, ask: Callable, today: date) -> None:
    """All that is known of each measure, under its focus area."""
    rows = ask(content.MEASURES)
    asked = {"today": today}
    about = {
        "tasks": ask(queries.TASKS, asked),
        "progress": ask(queries.PROGRESS, asked),
        "groups": ask(content.TARGET_GROUPS).groupby("measure_no")["target_group"].agg(list).to_dict(),
        "figures": ask(content.FIGURES_OF).groupby("measure_no")["figure_id"].agg(list).to_dict(),
        "laws": ask(laws.LAWS),
        "verdicts": {row.measure_no: row for row in ask(next_plan.ASSESSMENTS).itertuples()},
    }
    for focus_area, of_area in rows.groupby("focus_area", sort=False):
        word.heading(document, focus_area, 2)
        for measure in of_area.itertuples():
            _measure(document, measure, about)


def _measure(document: Document, measure, about: dict) -> None:
    number = measure.measure_no
    tasks, progress = (rows[rows["measure_no"] == number] for rows in (about["tasks"], about["progress"]))
    word.heading(document, f"{number} {measure.working_title}", 3)
    wordings(document, measure, is_worded_differently=measure.is_worded_differently)
    if isinstance(measure.note, str):
        word.plain(document, measure.note, NOTE)
    questions = [FIGURES[id].question for id in about["figures"].get(number, [])]
    word.bullets(
        document,
        [
            *status_words.parts_in_words(tasks),
            f"**Målgruppe eller tema:** {wording.listed(about['groups'].get(number, ['ikke oppgitt']))}.",
            f"**{laws.TOUCHING}:** {laws.of_measure(about['laws'], number)}",
            f"**Tall som angår tiltaket:** {' '.join(questions) or 'Ingen av tallene her.'}",
        ],
    )
    if tasks["is_reported"].any():
        table = status_tables.card_table(tasks).drop(columns="Merknad")
        task_table(document, table, tasks, f"Oppgavene i tiltak {number}")
    else:
        word.bullets(document, status_words.how_far(progress))
    verdict = about["verdicts"].get(number)
    if verdict is not None and isinstance(verdict.verdict, str):
        word.plain(document, f"{next_plan.verdict(verdict)}. {verdict.reason}", lead="Arbeidsgruppas vurdering")


def wordings(document: Document, measure, is_worded_differently: bool) -> None:
    """What the overview and the body of the plan promise."""
    if is_worded_differently:
        word.plain(document, measure.overview_wording, lead="Ordlyd i oversikten (kapittel 1)")
        word.plain(document, measure.body_wording, lead=f"Ordlyd i avsnitt {measure.section}")
    else:
        word.plain(document, measure.body_wording, lead=f"Ordlyd i oversikten og i avsnitt {measure.section}")


def task_table(document: Document, table: pd.DataFrame, tasks: pd.DataFrame, about: str) -> None:
    """Tasks a line each, and below them what was typed: a long text in a narrow column is not read."""
    listed(document, table, about, NO_TASKS)
    for row in tasks.itertuples():
        if remarks := status_tables.remarks(row):
            word.plain(document, remarks, "List Bullet", lead=f"{row.area}, tiltak {row.measure_no}")


def about_next_plan(document: Document, ask: Callable) -> None:
    """What is said of the next plan, and what it lacks."""
    _assessments(document, ask)
    _proposals(document, ask)
    _gaps(document, ask)


def _assessments(document: Document, ask: Callable) -> None:
    word.heading(document, "Vurdering av tiltakene", 2)
    rows = ask(next_plan.ASSESSMENTS)
    word.said(document, next_plan.assessed_sentence(rows) or decisions.NO_MEASURES)
    if rows["verdict"].notna().any():
        word.table(document, next_plan.assessments_table(rows), "Vurdering av hvert tiltak")


def _proposals(document: Document, ask: Callable) -> None:
    """Each with all that is said of it, and what is not said yet."""
    word.heading(document, "Forslag til nye tiltak", 2)
    rows = ask(next_plan.PROPOSALS)
    word.said(document, proposed_sentence(rows))
    for row in rows.itertuples():
        word.heading(document, f"Forslag {row.proposal_no}: {shorten(row.title, LONGEST_HEADING, placeholder=' …')}", 3)
        if len(row.title) > LONGEST_HEADING:
            word.plain(document, row.title, lead="Forslag")
        for name, text in next_plan.proposal_texts(row):
            word.plain(document, text, lead=name)


def proposed_sentence(proposals: pd.DataFrame) -> str:
    """How many there are; from PROPOSALS."""
    if proposals.empty:
        return "Ingen nye tiltak er foreslått ennå."
    return f"{wording.capitalised(wording.counted(len(proposals), 'nytt tiltak', 'nye tiltak'))} er foreslått."


def _gaps(document: Document, ask: Callable) -> None:
    """Where figures, measures and target groups do not meet, apart from what is left out on purpose."""
    found = next_plan.gaps(
        ask(next_plan.FIGURES_WITH_MEASURE),
        ask(next_plan.MEASURES_WITHOUT_FIGURE),
        ask(next_plan.GROUPS_WITHOUT_FIGURE),
    )
    left, on_purpose = next_plan.limit_sentences(ask(decisions.LIMITS))
    word.heading(document, next_plan.MISSING, 2)
    lists = found | {"Overlatt til neste plan": left, "Bevisst utenfor planen": on_purpose}
    for name, items in lists.items():
        word.heading(document, name, 3)
        word.bullets(document, items or ["Ingen."])


def progress(document: Document, ask: Callable) -> None:
    """Milestones, and for which years the present plan's adoption counts in each municipality."""
    word.heading(document, "Milepæler fram mot ny plan", 2)
    listed(
        document,
        next_plan.milestones_table(ask(next_plan.MILESTONES)),
        "Milepæler",
        "Ingen milepæler er lagt inn.",
    )
    word.heading(document, "Vedtak av planen i kommunene", 2)
    adopted = ask(adoptions.ADOPTIONS)
    table = adoptions.table(adopted)
    if len(table):
        word.table(document, table, "Vedtak av planen")
    word.bullets(document, adoptions.sentences(adopted, ask(decisions.DATES)))


def listed(document: Document, table: pd.DataFrame, about: str, none: str) -> None:
    """The table, or the sentence that is said when it has no rows."""
    if table.empty:
        word.said(document, none)
    else:
        word.table(document, table, about)


def laws_and_news(document: Document, ask: Callable) -> None:
    word.heading(document, laws.TOUCHING, 2)
    found = ask(laws.LAWS)
    if len(found):
        word.said(document, f"Om loven krever et tiltak, er ikke vurdert her. {laws.checked(found)}")
    word.bullets(document, laws.sentences(found) or [laws.EMPTY])
    word.heading(document, laws.PLANS_OWN, 2)
    word.bullets(document, laws.plan_sentences(ask(laws.PLAN_LAWS)) or [laws.EMPTY])
    word.heading(document, "Nytt siden planen ble laget", 2)
    sentences = developments.sentences(ask(developments.DEVELOPMENTS))
    word.bullets(document, sentences or [developments.NONE])


def sources(document: Document, ask: Callable) -> None:
    """What the figures come from, and what the checks of the data found."""
    word.heading(document, "Kilder", 2)
    described = [about_sources.described(source) for source in ask(about_sources.EVERY_SOURCE).itertuples()]
    word.bullets(document, described or [f"Ingen kilder er lagt inn. {decisions.TO_BE_ADDED}"])
    word.heading(document, "Merknader til tallene", 2)
    notices = list(ask(about_sources.NOTICES)["detail"])
    word.bullets(document, notices or ["Kontrollene av dataene har ingen merknader."])
