"""«Kunnskapsgrunnlag for ny handlingsplan» as a Word document: for all the municipalities, or for one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby

from docx.document import Document
from slugify import slugify

from content import warehouse
from content.charts.drawing import renderer
from content.documents import evaluation, word
from content.documents import knowledge_content as content
from content.documents import knowledge_plan as plan
from content.documents.knowledge_figures import Draw, begin, write_fact
from content.documents.styles import NOTE
from content.figures import DEADLINES, FIGURES, MEASURES_BY_DEADLINE, WORKED_EXAMPLE, facts, present
from content.figures.figure import Figure
from content.plan import decisions, evaluations, municipality, next_plan
from content.status import queries, status_words

TITLE = "Kunnskapsgrunnlag for ny handlingsplan"
SUBTITLE = "Vold i nære relasjoner: tall, status på tiltakene og innspill til neste plan"
Parts = dict[str, Callable[[], None]]
"""Title of a part → what writes it."""


def report(version: str, today: date, area: str | None = None) -> bytes:
    """For one municipality where `area` is given; always as of now."""
    about = content.made_of(version, today, area)
    title = TITLE if area is None else f"{TITLE}: {area}"
    document = word.new(title, SUBTITLE, about["Versjon av dataene"], today)
    ask = partial(warehouse.query, version)
    with renderer() as draw:
        if area is None:
            parts = _of_all(document, draw, version, ask, today)
        else:
            parts = _of_one(document, draw, version, ask, today, area)
        word.front(document, title, SUBTITLE, about, list(parts))
        for name, write in parts.items():
            word.part(document, name)
            write()
    word.footer(document, f"{about.get('Merk', '')} {title}. Laget {about['Laget']}.".strip())
    return word.finished(document)


def file_name(today: date, area: str | None = None, is_example: bool = False) -> str:
    """«kunnskapsgrunnlag-for-ny-handlingsplan-hamar-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE} {area or ''} {today:%Y-%m-%d}") + ".docx"


def _of_all(document: Document, draw: Draw, version: str, ask: Callable, today: date) -> Parts:
    write = {figure.id: begin(document, draw, figure, version, today) for figure in FIGURES.values()}
    there = present(version, today)

    def knowledge() -> None:
        _about_knowledge(document)
        for page, chapter in content.CHAPTERS.items():
            word.heading(document, chapter, 2)
            _figures(document, content.figures_of(page), write, there)

    def measures() -> None:
        plan.overview(document, ask, content.status_sentence(version, today), today)
        word.heading(document, "Fristene", 2)
        for figure in (MEASURES_BY_DEADLINE, DEADLINES):
            if figure.id in write:
                write[figure.id]()
        plan.measures(document, ask, today)

    return {
        "Sammendrag": lambda: _summary(document, version, ask, today),
        "Hva vi vet": knowledge,
        "Status på tiltakene": measures,
        **_evaluation(document, ask),
        "Innspill til neste plan": lambda: plan.about_next_plan(document, ask),
        **_shared(document, ask),
    }


def _evaluation(document: Document, ask: Callable) -> Parts:
    """Where anything is said of any measure."""
    if not evaluations.is_any(ask(evaluations.EVALUATIONS)):
        return {}
    return {"Evaluering": lambda: evaluation.write(document, ask)}


def _of_one(document: Document, draw: Draw, version: str, ask: Callable, today: date, area: str) -> Parts:
    """The municipality's own first, then what all share, without pictures and tables."""
    about, there = content.status_sentence(version, today), present(version, today)
    example_area = municipality.example_area(version, area)
    example = begin(document, draw, WORKED_EXAMPLE, version, today, level=2, area=example_area)

    def knowledge() -> None:
        _about_knowledge(document, is_short=True)
        for page, chapter in content.CHAPTERS.items():
            if WORKED_EXAMPLE in content.figures_of(page):
                continue
            word.heading(document, chapter, 2)
            figures = content.figures_of(page)
            write = {figure.id: begin(document, None, figure, version, today) for figure in figures}
            _figures(document, figures, write, there)

    return {
        "Hva er på plass": lambda: plan.in_place(document, version, ask, area, about, today),
        "Hva tallene ville bety her": example,
        "Hva vi vet": knowledge,
        **_shared(document, ask),
    }


def _figures(document: Document, figures: list[Figure], write: dict[str, Callable[[], None]], there: list[str]) -> None:
    """Those that have something to show; then once for all the others why they have not."""
    for figure in figures:
        if figure.id in there:
            write[figure.id]()
    missing: dict[str, list[str]] = {}
    for figure in figures:
        if figure.id not in there:
            missing.setdefault(figure.empty, []).append(figure.question)
    if missing:
        word.heading(document, "Tall som mangler", 3)
    for why, questions in missing.items():
        word.said(document, why)
        word.bullets(document, questions)


def _shared(document: Document, ask: Callable) -> Parts:
    return {
        "Framdriftsplan": lambda: plan.progress(document, ask),
        "Lovene, og nytt siden planen ble laget": lambda: plan.laws_and_news(document, ask),
        "Kilder og merknader": lambda: plan.sources(document, ask),
    }


def _summary(document: Document, version: str, ask: Callable, today: date) -> None:
    """One or two pages for who reads no further."""
    dates, counts = ask(decisions.DATES), ask(queries.COUNTS, {"today": today})
    word.said(document, decisions.validity(dates))
    word.heading(document, "Noen tall", 2)
    told = [(fact, facts.tell(fact, version)) for fact in facts.FIRST]
    # Neighbours that say the same source are told it once.
    for source, of_source in groupby(told, key=lambda pair: pair[1] and pair[1].source):
        for fact, found in of_source:
            write_fact(document, fact, found)
        if source:
            word.said(document, f"Kilde: {source}", NOTE)
    word.plain(document, facts.NOT_COMPARABLE, NOTE)
    word.heading(document, "Tiltakene", 2)
    told = [
        status_words.answered_sentence(counts),
        status_words.counts_sentence(counts),
        next_plan.assessed_sentence(ask(next_plan.ASSESSMENTS)),
        plan.proposed_sentence(ask(next_plan.PROPOSALS)),
    ]
    word.bullets(document, told if counts["tasks"].iloc[0] else [decisions.NO_MEASURES])
    word.heading(document, "Hva trenger en beslutning?", 2)
    word.bullets(document, decisions.decisions(version, today))
    word.heading(document, "Hva vet vi ikke?", 2)
    word.bullets(document, decisions.unknown(counts))


def _about_knowledge(document: Document, is_short: bool = False) -> None:
    figures = (
        "Her er bare setningene med. Strekene, søylene, linjene og punktene de nevner, står på sidene, med tabeller. "
        if is_short
        else "Strekene i figurene viser usikkerheten: 95 %-intervaller, eller spennet som kilden oppgir. To tall står "
        "bare i samme figur når undersøkelse, befolkning, periode og metode er den samme. "
    )
    about_sources = "Kildelinjen sier om et tall står i planen, eller er lagt til."
    word.said(document, f"Undersøkelsene er nasjonale. {figures}{about_sources}")
