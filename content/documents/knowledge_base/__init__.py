"""«Kunnskapsgrunnlag for ny handlingsplan»: for all the municipalities, or for one."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from slugify import slugify

from content import provenance, warehouse
from content.documents import evaluation
from content.documents.blocks import Contents, Document, Section, front
from content.documents.knowledge_base.background import laws_and_news, progress, sources
from content.documents.knowledge_base.chapters import figure_section, knowledge, shorter_knowledge
from content.documents.knowledge_base.measures import in_place, measures
from content.documents.knowledge_base.next_plan_input import input_to_next_plan
from content.documents.knowledge_base.summary import summary
from content.figures import WORKED_EXAMPLE
from content.plan import evaluations, municipality

TITLE = "Kunnskapsgrunnlag for ny handlingsplan"
SUBTITLE = "Vold i nære relasjoner: tall, status på tiltakene og innspill til neste plan"


def document(version: str, today: date, area: str | None = None) -> Document:
    """For one municipality where `area` is given; always as of now."""
    about = provenance.made_of(version, today, area)
    title = TITLE if area is None else f"{TITLE}: {area}"
    parts = _of_all(version, today) if area is None else _of_one(version, today, area)
    return Document(
        title,
        SUBTITLE,
        about["Versjon av dataene"],
        today,
        [*front(title, SUBTITLE, about), Contents("Innhold"), *parts],
        about.get("Merk", ""),
    )


def file_name(today: date, area: str | None = None, is_example: bool = False) -> str:
    """«kunnskapsgrunnlag-for-ny-handlingsplan-hamar-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE} {area or ''} {today:%Y-%m-%d}") + ".docx"


def _of_all(version: str, today: date) -> Iterator[Section]:
    ask = partial(warehouse.query, version)
    yield Section("Sammendrag", summary(version, ask, today))
    yield Section("Hva vi vet", knowledge(version, today))
    yield Section("Status på tiltakene", measures(version, ask, today))
    if evaluations.is_any(ask(evaluations.EVALUATIONS)):
        yield Section("Evaluering", evaluation.answers_and_conclusions(ask))
    yield Section("Innspill til neste plan", input_to_next_plan(version, ask))
    yield from _shared(version)


def _of_one(version: str, today: date, area: str) -> Iterator[Section]:
    """The municipality's own first, then what all share, without pictures and tables."""
    ask = partial(warehouse.query, version)
    yield Section("Hva er på plass", in_place(version, ask, area, today))
    example_area = municipality.example_area(version, area)
    yield Section("Hva tallene ville bety her", [figure_section(WORKED_EXAMPLE, version, today, area=example_area)])
    yield Section("Hva vi vet", shorter_knowledge(version, today))
    yield from _shared(version)


def _shared(version: str) -> Iterator[Section]:
    ask = partial(warehouse.query, version)
    yield Section("Framdriftsplan", progress(ask))
    yield Section("Lovene, og nytt siden planen ble laget", laws_and_news(ask))
    yield Section("Kilder og merknader", sources(version, ask))
