"""Ordforklaringer: what the words mean, who says so, and where they are met."""

import html
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from content import warehouse, wording
from content.figures import sources

TITLE = "Ordforklaringer: hva betyr ordet?"
PAGE = "ord"
"""Its address."""
WORDS = "select * from marts.words"
HEADINGS = {"tall": "Om tallene", "vold": "Om vold", "hjelp": "Om hjelp", "plan": "Om planen og svarene"}
OURS = "Slik bruker vi ordet her."
EMPTY = f"Ingen ord er forklart her ennå. {wording.ASK_THE_KEEPER}"
LEAD = "Ordene er forklart med våre egne ord. Kilden sier hvem som har sagt hva de betyr."


@dataclass(frozen=True)
class Word:
    subject: str
    word: str
    also: tuple[str, ...]
    """What else it is looked for by."""
    explanation: str
    source: str
    """As HTML."""
    page: str | None
    """Address of a page where it is met."""

    @property
    def anchor(self) -> str:
        return f"ord-{wording.slug(self.word)}"


def words(version: str) -> list[Word]:
    """In the order they are told."""
    return warehouse.once(_words, version, WORDS, {})


def _words(version: str, select: str, _: dict) -> list[Word]:
    known = {source.source_id: source for source in warehouse.query(version, sources.EVERY_SOURCE).itertuples()}
    return [
        Word(
            subject=row.subject,
            word=row.word,
            also=tuple(row.also),
            explanation=row.explanation,
            source=_source(version, row, known),
            page=None if pd.isna(row.page) else row.page,
        )
        for row in warehouse.query(version, select).itertuples()
    ]


def _source(version: str, row, known: dict) -> str:
    if pd.isna(row.source_id):
        return OURS
    source = known[row.source_id]
    if source.is_plan:
        section = "" if pd.isna(row.plan_section) else f", avsnitt {row.plan_section}"
        return f"Kilde: {sources.printed_in(version, [row.source_id])}{section}."
    return f"Kilde: {sources.title_in_html(source)}"


def headings(known: list[Word]) -> list[str]:
    """The subjects there are words of."""
    return [subject for subject in HEADINGS if any(word.subject == subject for word in known)]


def described(known: list[Word], subject: str, links: Mapping[str, tuple[str, str]]) -> str:
    """The words of a subject as a list of HTML; `links` are the address and title of each page."""
    items = "".join(_item(word, links) for word in known if word.subject == subject)
    return f'<dl class="vnr-words">{items}</dl>'


def _item(word: Word, links: Mapping[str, tuple[str, str]]) -> str:
    met = ""
    if word.page in links:
        address, title = map(html.escape, links[word.page])
        met = f' Brukt på <a href="{address}" target="_self">{title}</a>.'
    return (
        f'<dt id="{word.anchor}">{html.escape(wording.capitalised(word.word))}</dt>'
        f"<dd>{html.escape(word.explanation)}<small>{word.source}{met}</small></dd>"
    )
