"""What is handed in, as people read it: what is wrong in it, what it changes, and what has been handed in before."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from content import wording
from content.figure_sheet import form
from pipelines.delivered import RowChange
from pipelines.delivery import of_text
from pipelines.mistakes import Mistake
from pipelines.schema import Field, Resource
from pipelines.table import Table
from register.deliveries import Handed
from register.questions import moment

NEW, CHANGED, GONE = "Ny", "Endret", "Borte"
COUNTED = {NEW: ("ny rad", "nye rader"), CHANGED: ("endret rad", "endrede rader"), GONE: ("rad borte", "rader borte")}
NOTHING = "Ingen tall er lagt inn her ennå. Det som legges inn, listes opp, med hvem, når og hvorfor."
LONGEST_LABEL = 80


def mistakes_table(mistakes: Sequence[Mistake], tables: Sequence[Resource]) -> pd.DataFrame:
    """A line a mistake: where it is, what is wrong, and what should stand there."""
    told = pd.DataFrame(
        {
            "Ark": [mistake.sheet or mistake.file for mistake in mistakes],
            "Rad": [str(mistake.line or "") for mistake in mistakes],
            "Kolonne": [_titles(mistake, tables) for mistake in mistakes],
            "Hva er galt": [wording.capitalised(mistake.problem) for mistake in mistakes],
            "Hva skal stå der": [wording.capitalised(mistake.expected) for mistake in mistakes],
        }
    )
    return told.loc[:, told.ne("").any()]


def _titles(mistake: Mistake, tables: Sequence[Resource]) -> str:
    """What people call the columns of a mistake."""
    own = [table for table in tables if mistake.sheet == table.title or mistake.file == table.path]
    titles = {name: form.heading(field) for table in own or tables for name, field in table.fields.items()}
    return ", ".join(titles.get(name, name) for name in (mistake.column or "").split(", "))


def counts_sentences(changes: Sequence[RowChange]) -> list[str]:
    """«Kilder: 1 ny rad.», a sentence a table."""
    kinds: dict[str, list[str]] = {}
    for change in changes:
        kinds.setdefault(change.table.title, []).append(_kind(change))
    return [f"{title}: {wording.listed(_counted(found))}." for title, found in kinds.items()]


def _counted(kinds: list[str]) -> list[str]:
    return [wording.counted(kinds.count(kind), *words) for kind, words in COUNTED.items() if kind in kinds]


def rows_table(changes: Sequence[RowChange], there: Mapping[str, Table]) -> pd.DataFrame:
    """A line a row: which it is, and what it says before and after; of one that is changed what is changed alone."""
    named = _names(changes, there)
    return pd.DataFrame(
        {
            "": [_kind(change) for change in changes],
            "Rad": [_row(change) for change in changes],
            "Før": [_told(change, change.before, named) for change in changes],
            "Etter": [_told(change, change.after, named) for change in changes],
        }
    )


def _kind(change: RowChange) -> str:
    return NEW if change.before is None else GONE if change.after is None else CHANGED


def _row(change: RowChange) -> str:
    row = change.after or change.before or {}
    name = form.label_field(change.table)
    said = row[name] if name else None
    return textwrap.shorten(
        said or ", ".join(row[key] or "" for key in change.table.key), LONGEST_LABEL, placeholder=" …"
    )


def _names(changes: Iterable[RowChange], there: Mapping[str, Table]) -> dict[str, dict[str, str]]:
    """Table → key → what its row is called, of all that a change may name."""
    named: dict[str, dict[str, str]] = {}
    for resource in {change.table.name: change.table for change in changes}.values():
        for key in form.references(resource).values():
            if key.resource not in named:
                table = there[key.resource]
                named[key.resource] = {row[key.named[0]] or "": _called(row) for row in form.rows_of(table)}
    return named


def _called(row: Mapping[str, str | None]) -> str:
    """By its title, question, name or what else says the most of it."""
    said = next(
        (row[name] for name in ("title", "question", "area", "name", "heading", "caveat") if row.get(name)), None
    )
    return textwrap.shorten(said or next(iter(row.values())) or "", LONGEST_LABEL, placeholder=" …")


def _told(change: RowChange, row: Mapping[str, str | None] | None, named: Mapping[str, Mapping[str, str]]) -> str:
    if row is None:
        return "–"
    references = form.references(change.table)
    is_changed = change.before is not None and change.after is not None
    said = []
    for name, field in change.table.fields.items():
        text = row[name]
        if is_changed and change.before[name] == change.after[name]:
            continue
        if not is_changed and (text is None or name in change.table.key or field.truths.get(text) is False):
            continue
        key = references.get(name)
        cell = named[key.resource].get(text or "", text) if key else cell_text(field, text)
        said.append(f"{form.heading(field)}: {cell or 'tom'}")
    return " · ".join(said)


def cell_text(field: Field, text: str | None) -> str:
    """A cell as it is read in Norwegian: «9,2», «31.12.2026»."""
    value = field.value(text)
    if text is None or value is None:
        return text or ""
    if field.kind == "date":
        return wording.day(value)
    # A year is no amount.
    if field.kind == "number" or (field.kind == "integer" and field.unit not in ("", "year")):
        return wording.number(value, max(0, -int(Decimal(text).as_tuple().exponent)))
    return text


def history_table(handed: Sequence[Handed], titles: Mapping[str, str]) -> pd.DataFrame:
    """A line a delivery, the newest first."""
    return pd.DataFrame(
        {
            "Nr.": [str(one.delivery_id) for one in handed],
            "Lagt inn": [f"{moment(one.saved_at)} av {one.role}" for one in handed],
            "Hva": [what(one, titles) for one in handed],
            "Hvorfor": [one.why for one in handed],
            "Gjelder": [_stands(one) for one in handed],
        }
    )


def what(handed: Handed, titles: Mapping[str, str]) -> str:
    """«30 rader i Tall for indikatorer og 1 rad i Kilder (tall.xlsx)»."""
    delivery = of_text(handed.file, handed.content)
    counts: dict[str, int] = {}
    for held in (delivery.rows, delivery.gone):
        for name, rows in held.items():
            counts[name] = counts.get(name, 0) + len(rows)
    told = [f"{wording.counted(count, 'rad', 'rader')} i {titles.get(name, name)}" for name, count in counts.items()]
    return f"{wording.listed(told)} ({handed.file})"


def _stands(one: Handed) -> str:
    if one.withdrawn_at is None:
        return "Ja"
    return f"Nei, angret {moment(one.withdrawn_at)} av {one.withdrawn_by}: {one.withdrawn_why}"
