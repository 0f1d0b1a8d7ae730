"""«Status på tiltakene» and «Hva er på plass»: how far the plan has come, for all and for one municipality."""

from collections.abc import Callable, Iterator
from datetime import date

from content import provenance, wording
from content.documents.blocks import Block, Meaning, Section, bullets, said, table, typed
from content.documents.knowledge_base.chapters import figure_section
from content.documents.tasks import NO_TASKS, by_place, task_table, wordings
from content.figures import DEADLINES, MEASURES_BY_DEADLINE, figures
from content.plan import laws, municipality, next_plan
from content.status import queries, status_tables, status_words

MEASURES = "select * from marts.measures order by measure_no"
TARGET_GROUPS = "select * from marts.measure_target_groups order by measure_no, target_group collate nb"
FIGURES_OF = "select * from marts.figure_measures order by measure_no, figure_id"


def measures(version: str, ask: Callable, today: date) -> Iterator[Block]:
    """The measures a line each, their deadlines, and all that is known of each, under its focus area."""
    asked = {"today": today}
    progress = ask(queries.PROGRESS, asked)
    yield said(provenance.status_sentence(version, today))
    if progress.empty:
        yield said(NO_TASKS)
    else:
        yield said(status_words.answered_sentence(ask(queries.COUNTS, asked)))
        if progress["reported"].any():
            yield said(status_words.ANSWERED_BY)
        yield table(status_tables.overview_table(progress), "Tiltakene med status og frist")
    yield Section("Fristene", (figure_section(figure, version, today) for figure in (MEASURES_BY_DEADLINE, DEADLINES)))
    known = figures(version)
    about = {
        "ask": ask,
        "tasks": ask(queries.TASKS, asked),
        "progress": progress,
        "groups": ask(TARGET_GROUPS).groupby("measure_no")["target_group"].agg(list).to_dict(),
        "questions": ask(FIGURES_OF)
        .assign(question=lambda bearing: [known[id].question for id in bearing["figure_id"]])
        .groupby("measure_no")["question"]
        .agg(list)
        .to_dict(),
        "laws": ask(laws.LAWS),
        "verdicts": {row.measure_no: row for row in ask(next_plan.ASSESSMENTS).itertuples()},
    }
    for focus_area, of_area in ask(MEASURES).groupby("focus_area", sort=False):
        named = ((f"{row.measure_no} {row.working_title}", row) for row in of_area.itertuples())
        yield Section(focus_area, [Section(title, _measure(row, about)) for title, row in named])


def _measure(measure, about: dict) -> Iterator[Block]:
    number = measure.measure_no
    tasks, progress = (rows[rows["measure_no"] == number] for rows in (about["tasks"], about["progress"]))
    yield from wordings(measure, measure.is_worded_differently, about["ask"])
    if isinstance(measure.note, str):
        yield typed(measure.note, Meaning.NOTE)
    questions = about["questions"].get(number, [])
    yield from bullets(
        [
            *status_words.parts_in_words(tasks),
            f"**Målgruppe eller tema:** {wording.listed(about['groups'].get(number, ['ikke oppgitt']))}.",
            f"**{laws.TOUCHING}:** {laws.of_measure(about['laws'], number)}",
            f"**Tall som angår tiltaket:** {' '.join(questions) or 'Ingen av tallene her.'}",
        ]
    )
    if tasks["is_reported"].any():
        answers = status_tables.card_table(tasks).drop(columns="Merknad")
        yield from task_table(answers, tasks, f"Oppgavene i tiltak {number}")
    else:
        yield from bullets(status_words.how_far(progress))
    verdict = about["verdicts"].get(number)
    if verdict is not None and isinstance(verdict.verdict, str):
        yield typed(f"{next_plan.verdict(verdict)}. {verdict.reason}", lead="Arbeidsgruppas vurdering")


def in_place(version: str, ask: Callable, area: str, today: date) -> Iterator[Block]:
    """The tasks of one municipality by where they stand, with the laws that touch them."""
    yield said(provenance.status_sentence(version, today))
    yield said(municipality.inhabitants_sentence(ask(municipality.INHABITANTS, {"area": area})))
    tasks = ask(municipality.TASKS_HERE, {"area": area, "today": today})
    if tasks.empty:
        yield said(NO_TASKS)
        return
    yield said(municipality.answered_sentence(tasks))
    yield from by_place(tasks, area)
    yield said(municipality.about_deadlines(tasks), Meaning.NOTE)
    if touched := laws.touched(version, area):
        yield said(f"**{laws.HEADING}** {touched}")
