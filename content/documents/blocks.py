"""What a document is made of, whatever it is written as."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

import pandas as pd

from content import wording
from content.figures.figure import ASK_THE_KEEPER

MARKDOWN = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^]]+)\]\((?P<address>[^)]+)\)")


class Meaning(Enum):
    """What a paragraph is; how it then looks is the writer's."""

    TEXT = auto()
    TITLE = auto()
    SUBTITLE = auto()
    LABEL = auto()
    """A heading of a few lines, too small for a section; never parted from them."""
    CAPTION = auto()
    """Of what follows, and never parted from it."""
    NOTE = auto()
    BULLET = auto()
    NUMBER = auto()
    """A point of the one numbered list that a document has."""
    FACT = auto()
    """A number and its sentence: what is bold in it is large. Never parted from what follows."""


class Layout(Enum):
    REPORT = auto()
    """A page for the title, and a new one for each section of the first level."""
    OVERVIEW = auto()
    """As a report, but the text begins below the title."""
    BOOKLET = auto()
    """As an overview, but the first section begins below the title too, and what explains is in small type."""
    PAPER = auto()
    """Two pages at most: nothing begins on a page of its own."""


class Span(NamedTuple):
    """A piece of text as it is to be read: nothing in it is markup."""

    text: str
    is_bold: bool = False
    address: str = ""
    """What it leads to, if anything."""


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[Span, ...]
    meaning: Meaning = Meaning.TEXT


@dataclass(frozen=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    spec: dict
    """A chart in Vega-Lite, which the writer draws in its own size."""
    alt: str
    """What it says, for who does not see it."""
    width: float = 600
    """Of the chart alone, in its own measure: the wider, the smaller its letters on the page."""


@dataclass(frozen=True)
class Contents:
    """The titles of the sections of the first level, each leading to its section."""

    label: str


@dataclass(frozen=True)
class Section:
    """Blocks below a title; its level is how deep it lies, so that none is skipped."""

    title: str
    blocks: Iterable["Block"]


@dataclass(frozen=True)
class Heading:
    """The title of a section where sections are told one after the other; see `flat`."""

    text: str
    level: int


Block = Paragraph | Table | Picture | Contents | Section
FlatBlock = Paragraph | Table | Picture | Contents | Heading


@dataclass(frozen=True)
class Document:
    """Its blocks are made while they are read, and read once: pictures are drawn while the rest is made."""

    title: str
    subject: str
    version: str
    """Of what it is made."""
    date: date
    blocks: Iterable[Block]
    mark: str = ""
    """That it shows made-up answers, where it does."""
    layout: Layout = Layout.REPORT

    @property
    def foot(self) -> str:
        """What stands below each page that has a foot, before its number."""
        return f"{self.mark} {self.title}. Laget {wording.day(self.date)}.".strip()


def flat(blocks: Iterable[Block], level: int = 1) -> Iterator[FlatBlock]:
    """The blocks in the order they are read, with a heading where a section begins."""
    for block in blocks:
        if isinstance(block, Section):
            yield Heading(block.title, level)
            yield from flat(block.blocks, level + 1)
        else:
            yield block


def typed(text: str, meaning: Meaning = Meaning.TEXT, lead: str = "") -> Paragraph:
    """What somebody typed: nothing in it is markup. `lead` stands before it in bold."""
    before = [Span(f"{lead}: ", is_bold=True)] if lead else []
    return Paragraph((*before, Span(text)), meaning)


def said(markdown: str, meaning: Meaning = Meaning.TEXT) -> Paragraph:
    """A sentence of ours, with its bold words and links.

    Whom to ask is told on the pages: to a council that reads it on paper it says nothing.
    """
    spans, told = [], 0
    markdown = markdown.replace(f" {ASK_THE_KEEPER}", "")
    for mark in MARKDOWN.finditer(markdown):
        spans.append(Span(markdown[told : mark.start()]))
        spans.append(Span(mark["bold"] or mark["text"], bool(mark["bold"]), mark["address"] or ""))
        told = mark.end()
    spans.append(Span(markdown[told:]))
    return Paragraph(tuple(span for span in spans if span.text), meaning)


def bullets(sentences: Iterable[str]) -> Iterator[Paragraph]:
    """Sentences of ours as a list."""
    return (said(sentence, Meaning.BULLET) for sentence in sentences)


def numbered(points: Iterable[str]) -> Iterator[Paragraph]:
    """Points of a decision, some of them with what somebody typed."""
    return (typed(point, Meaning.NUMBER) for point in points)


def front(title: str, subtitle: str, about: dict[str, str]) -> Iterator[Paragraph]:
    """What a document is, and what must be known of it, which may have been typed."""
    yield typed(title, Meaning.TITLE)
    yield typed(subtitle, Meaning.SUBTITLE)
    for name, text in about.items():
        yield typed(text, lead=name)


def table(frame: pd.DataFrame, caption: str) -> Table:
    """A frame as texts; columns without any text are left out."""
    columns = {name: [str(cell) for cell in frame[name]] for name in frame.columns}
    columns = {name: cells for name, cells in columns.items() if any(cells)}
    return Table(caption, tuple(columns), tuple(zip(*columns.values(), strict=True)))


def table_or(frame: pd.DataFrame, caption: str, none: str) -> Block:
    """The table, or the sentence that is said when it has no rows."""
    return said(none) if frame.empty else table(frame, caption)
