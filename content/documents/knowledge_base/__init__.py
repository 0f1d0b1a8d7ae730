"""«Kunnskapsgrunnlag for ny handlingsplan»: for all the municipalities, or for one."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from slugify import slugify

from content import provenance, warehouse
from content.documents import evaluation
from content.documents.blocks import Block, Contents, Document, Layout, Meaning, Section, said, typed
from content.documents.knowledge_base.background import background, progress
from content.documents.knowledge_base.chapters import knowledge, tell
from content.documents.knowledge_base.measures import in_place
from content.documents.knowledge_base.next_plan_input import input_to_next_plan
from content.documents.knowledge_base.summary import summary
from content.figures.worked_examples import example_area
from content.plan import decisions, evaluations, municipality
from content.plan.headline import headline
from content.status import queries

TITLE = "Kunnskapsgrunnlag for ny handlingsplan"
SUBTITLE = "Vold i nære relasjoner: tall, status på tiltakene og innspill til neste plan"
ROUND = "select title from marts.rounds where closed_at is null"
"""The one that is open: what is told is as it is now, also after a round was closed."""


def document(version: str, today: date, area: str | None = None) -> Document:
    """For one municipality where `area` is given; always as of now."""
    about = provenance.made_of(version, today, area)
    title = TITLE if area is None else f"{TITLE}: {area}"
    parts = _of_all(version, today, about) if area is None else _of_one(version, today, area, about)
    mark = about.get("Merk", "")
    front = [typed(title, Meaning.TITLE), said(_made_when(about), Meaning.SUBTITLE)]
    return Document(title, SUBTITLE, about["Versjon av dataene"], today, [*front, *parts], mark, layout=Layout.BOOKLET)


def file_name(version: str, today: date, area: str | None = None) -> str:
    """«kunnskapsgrunnlag-hamar-hosten-2026-2026-11-23.docx», with the round that is open."""
    ask = partial(warehouse.query, version)
    rounds = list(ask(ROUND)["title"])
    is_example = "Merk" in provenance.made_of(version, today, area)
    parts = ("eksempeldata" if is_example else "", "kunnskapsgrunnlag", area or "", *rounds, f"{today:%Y-%m-%d}")
    return slugify(" ".join(parts)) + ".docx"


def _made_when(about: dict[str, str]) -> str:
    mark = f"**{about['Merk']}** " if "Merk" in about else ""
    return f"{mark}Laget {about['Laget']}. {about['Utvalg']}"


def _of_all(version: str, today: date, about: dict[str, str]) -> Iterator[Block]:
    ask = partial(warehouse.query, version)
    told = tell(version, today)
    found = headline(ask(decisions.DATES), ask(queries.COUNTS, {"today": today}), today)
    yield Section(
        found.removesuffix(f" {decisions.TO_BE_ADDED}"), [*summary(version, ask, today), Contents("Mer i dokumentet")]
    )
    yield Section("Hva vi vet", knowledge(version, told))
    yield Section("Innspill til neste plan", _input(version, ask))
    yield Section("Bakgrunn og metode", background(ask, version, told, about))


def _input(version: str, ask: partial) -> Iterator[Block]:
    if evaluations.is_any(ask(evaluations.EVALUATIONS)):
        yield Section("Evaluering", evaluation.answers_and_conclusions(ask))
    yield from input_to_next_plan(version, ask)
    yield from progress(ask)


def _of_one(version: str, today: date, area: str, about: dict[str, str]) -> Iterator[Block]:
    """The municipality's own first, then what all share, without pictures."""
    ask = partial(warehouse.query, version)
    tasks = ask(municipality.TASKS_HERE, {"area": area, "today": today})
    told = tell(version, today, example_area(version, area))
    yield Section(municipality.finding(tasks, area), in_place(version, ask, area, today))
    yield Section("Hva vi vet", knowledge(version, told, is_short=True))
    yield Section("Bakgrunn", [*progress(ask), Section("Om dokumentet", _about(about))])


def _about(about: dict[str, str]) -> Iterator[Block]:
    rest = "Lovene, kildene, hva ordene i tallene betyr og merknadene til dem står på Min kommune og Kilder og metode."
    yield said(rest, Meaning.NOTE)
    for name, text in about.items():
        yield said(f"{name}: {text}", Meaning.NOTE)
