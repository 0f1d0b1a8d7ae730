"""«Hva vi vet»: the figures that are knowledge, chapter by chapter, each with all that stands around it."""

from collections.abc import Iterator
from datetime import date

from content import wording
from content.documents.blocks import Block, Meaning, Picture, Section, bullets, said, table, typed
from content.figures import WORKED_EXAMPLE, figures, sources
from content.figures.figure import ASK_THE_KEEPER, NONE_ENTERED, Figure, Shown, show

CHAPTERS = {
    "omfang": "Omfang",
    "barn-og-unge": "Barn og unge",
    "krisesenteret": "Krisesenteret",
    "aeresrelatert-vold": "Æresrelatert vold",
    "kommune": "Regneeksempel",
}
"""The pages whose figures are knowledge, and what a chapter of them is called; the other figures are about the plan."""


def knowledge(version: str, today: date) -> Iterator[Block]:
    yield from _about(version)
    for page, chapter in CHAPTERS.items():
        yield Section(chapter, _figures(figures_of(version, page), version, today))


def shorter_knowledge(version: str, today: date) -> Iterator[Block]:
    """The sentences alone; the worked example of a municipality stands before them."""
    yield from _about(version, is_short=True)
    for page, chapter in CHAPTERS.items():
        if WORKED_EXAMPLE not in (here := figures_of(version, page)):
            yield Section(chapter, _figures(here, version, today, is_short=True))


def figures_of(version: str, page: str) -> list[Figure]:
    return [figure for figure in figures(version).values() if figure.page == page]


def _about(version: str, is_short: bool = False) -> Iterator[Block]:
    drawn = (
        "Her er bare setningene med. Strekene, søylene, linjene og punktene de nevner, står på sidene, med tabeller. "
        if is_short
        else "Strekene i figurene viser usikkerheten: 95 %-intervaller, eller spennet som kilden oppgir. To tall står "
        "bare i samme figur når undersøkelse, befolkning, periode og metode er den samme. "
    )
    about_sources = "Kildelinjen sier om et tall står i planen, eller er lagt til."
    whose = sources.whose_plan(version)
    yield said(f"Undersøkelsene er nasjonale. {drawn}{about_sources} {whose}".strip())


def _figures(here: list[Figure], version: str, today: date, is_short: bool = False) -> Iterator[Block]:
    """Those that have something to show; then once for all the others why they have not."""
    if not here:
        yield said(NONE_ENTERED.removesuffix(f" {ASK_THE_KEEPER}"))
    missing: dict[str, list[str]] = {}
    for figure in here:
        if shown := show(figure, version, figure.on(today)):
            yield Section(figure.question, _told(shown, is_short))
        else:
            missing.setdefault(figure.empty, []).append(figure.question)
    if missing:
        yield Section("Tall som mangler", _missing(missing))


def _missing(questions: dict[str, list[str]]) -> Iterator[Block]:
    for why, of_it in questions.items():
        yield said(why)
        yield from bullets(of_it)


def figure_section(figure: Figure, version: str, today: date, **filters) -> Section:
    """A figure that is told also where it has nothing to show."""
    shown = show(figure, version, filters | figure.on(today))
    return Section(figure.question, _told(shown) if shown else [said(figure.empty)])


def _told(shown: Shown, is_short: bool = False) -> Iterator[Block]:
    """What stands below the question of a figure; a short one has neither picture nor table."""
    yield said(shown.scope, Meaning.CAPTION)
    if shown.chart is not None and not is_short:
        yield Picture(shown.spec, shown.alt)
    yield typed("Dette kan vi si", Meaning.LABEL)
    yield from bullets(shown.can_say)
    yield typed("Dette kan vi ikke si", Meaning.LABEL)
    yield from bullets(shown.cannot_say)
    for source in shown.sources:
        yield said(f"Kilde: {source}", Meaning.NOTE)
    if shown.measures:
        bears_on = wording.listed([f"{number}\u00a0{title}" for number, title in shown.measures])
        yield said(f"Angår tiltak {bears_on}.", Meaning.NOTE)
    if not is_short:
        yield table(shown.table, shown.question)
        yield said(f"**Forklaring.** {shown.definition}", Meaning.NOTE)
