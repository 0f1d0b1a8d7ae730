"""«Hjelpetilbud», the plan's appendix of who helps: each municipality's own, then the whole country's."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd
from slugify import slugify

from content import provenance, warehouse, wording
from content.documents.blocks import Block, Document, Layout, Meaning, Section, said, table, typed
from content.plan import help_services

TITLE = "Hjelpetilbud"
SUBJECT = "Vedlegg til planen: kommunale instanser, andre tilbud og hjelpetelefoner"
HOW = (
    "Det kommunene selv har bekreftet, står med datoen de gjorde det. Resten er funnet på åpne nettsider, og kan være "
    "endret siden."
)


def document(version: str, today: date) -> Document:
    """Always as of now."""
    about, ask = provenance.made_of(version, today, None), partial(warehouse.query, version)
    mark = about.get("Merk", "")
    return Document(
        TITLE, SUBJECT, about["Versjon av dataene"], today, _blocks(ask, today, mark), mark, Layout.OVERVIEW
    )


def file_name(today: date, is_example: bool = False) -> str:
    """«hjelpetilbud-2026-11-23.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE} {today:%Y-%m-%d}") + ".docx"


def _blocks(ask: Callable, today: date, mark: str) -> Iterator[Block]:
    yield typed(TITLE, Meaning.TITLE)
    yield said(f"{mark} Laget {wording.day(today)}.".strip(), Meaning.NOTE)
    yield said(f"{help_services.ACUTE} **112**. {HOW}")
    for area in ask(help_services.HERE)["area"]:
        yield Section(area, _of_area(ask(help_services.LOCAL, {"area": area}), area, today))
    yield Section("Hele landet", _of_country(ask(help_services.NATIONAL), today))


def _of_area(services: pd.DataFrame, area: str, today: date) -> Iterator[Block]:
    yield said(help_services.summary(services, area, today))
    yield from _told(help_services.shown(services), f"Hjelpetilbud i {area}", today)
    if lacking := help_services.missing(services):
        yield said(f"Ikke ført opp ennå: {wording.listed(lacking)}.")


def _of_country(services: pd.DataFrame, today: date) -> Iterator[Block]:
    sure = services[services["is_sure"]]
    if sure.empty:
        yield said(help_services.NO_NATIONAL)
    yield from _told(sure, "Hjelpetilbud i hele landet", today)
    if lacking := help_services.missing(services):
        yield said(f"Ikke ført opp ennå: {wording.listed(lacking)}.")


def _told(services: pd.DataFrame, caption: str, today: date) -> Iterator[Block]:
    if len(services):
        yield table(pd.DataFrame([_row(service, today) for service in services.itertuples()]), caption)


def _row(service, today: date) -> dict[str, str]:
    unsaid = help_services.unsaid(service)
    known = {
        "Tilbud": service.service,
        "For hvem": service.for_whom,
        "Telefon": "Ikke ført" if "telefon" in unsaid else service.phone,
        "Åpent": "Ikke ført" if "åpningstid" in unsaid else service.opening,
        "Enhet eller lenke": "\n".join(
            text for text in (getattr(service, "unit", None), service.link) if isinstance(text, str)
        ),
        "Sist sagt": help_services.said(service, today),
    }
    return {name: text if isinstance(text, str) else "" for name, text in known.items()}
