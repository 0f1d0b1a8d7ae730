"""What is handed in, as people read it: what is wrong in it, what it changes, and what has been handed in before."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

import pandas as pd

from content import wording
from content.figure_sheet import form
from pipelines.delivered import RowChange
from pipelines.delivery import Delivery, of_text
from pipelines.mistakes import Mistake
from pipelines.schema import Field, Resource
from pipelines.table import Table
from register.deliveries import Handed
from register.questions import moment

NEW, CHANGED, GONE = "Ny", "Endret", "Borte"
COUNTED = {NEW: ("ny rad", "nye rader"), CHANGED: ("endret rad", "endrede rader"), GONE: ("rad borte", "rader borte")}
NOTHING = "Ingen tall er lagt inn her ennå. Det som legges inn, listes opp, med hvem, når og hvorfor."
Names = dict[str, dict[str, str]]
"""Table → key → what its row is called."""
NO_ROW = "–"
LONGEST_LABEL = 80


def mistakes_table(mistakes: Sequence[Mistake], tables: Sequence[Resource]) -> pd.DataFrame:
    """A line a mistake: where it is, what is wrong, and what should stand there."""
    told = pd.DataFrame(
        {
            "Ark": [mistake.sheet or _named(mistake.file, tables) for mistake in mistakes],
            "Rad": [str(mistake.line or "") for mistake in mistakes],
            "Kolonne": [_titles(mistake, tables) for mistake in mistakes],
            "Hva er galt": [wording.capitalised(_named(mistake.problem, tables)) for mistake in mistakes],
            "Hva skal stå der": [wording.capitalised(_named(mistake.expected, tables)) for mistake in mistakes],
        }
    )
    return told.loc[:, told.ne("").any()]


def _named(text: str, tables: Sequence[Resource]) -> str:
    """With what people call the tables in place of their files, which nobody who reads has."""
    for table in tables:
        text = re.sub(rf"(?<!\w){re.escape(table.path)}", f"«{table.title}»", text)
    return text


def _titles(mistake: Mistake, tables: Sequence[Resource]) -> str:
    """What people call the columns of a mistake."""
    own = [table for table in tables if mistake.sheet == table.title or mistake.file == table.path]
    titles = {name: form.heading(field) for table in own or tables for name, field in table.fields.items()}
    return ", ".join(titles.get(name, name) for name in (mistake.column or "").split(", "))


def findings(
    details: Iterable[str],
    delivery: Delivery | None,
    tables: Sequence[Resource],
    there: Mapping[str, Table] = MappingProxyType({}),
) -> list[str]:
    """What checks say («key: what is wrong»), told by the rows of the sheet where it is about rows of it, and else by
    what a row is called in place of its key, of those that are `there` too.
    """
    places = dict(_places(delivery, tables)) if delivery else {}
    called = _called_by_key(delivery, tables, there)
    told: dict[tuple[str, str], list[int]] = {}
    for detail in details:
        detail = _named(detail, tables)
        about, _, problem = detail.partition(": ")
        key = about.rpartition(", ")[2]
        title, row = places.get(key, ("", 0))
        if not row and key in called:
            detail = f"{about.removesuffix(key)}«{called[key]}»: {problem}"
        told.setdefault((title, problem if row else detail), []).append(row)
    return [f"{title}, rad {_ranges(rows)}: {said}" if title else said for (title, said), rows in told.items()]


def _places(delivery: Delivery, tables: Sequence[Resource]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The key of each row that stood in a sheet, and where."""
    for table in tables:
        if len(table.key) == 1:
            lines = delivery.lines.get(table.name, ())
            for row, line in zip(delivery.rows.get(table.name, ()), lines, strict=False):
                yield row[table.key[0]] or "", (table.title, line)


def _called_by_key(delivery: Delivery | None, tables: Sequence[Resource], there: Mapping[str, Table]) -> dict[str, str]:
    """Of each key that is made, where rows of one table alone have it, or rows that are handed in."""
    called: dict[str, str] = {}
    for is_handed_in in (False, True):
        found: dict[str, set[str]] = {}
        for table in tables:
            if not any(form.is_made(table, table.fields[name]) for name in table.key):
                continue
            held = there[table.name].records if table.name in there else []
            for row in (delivery.rows.get(table.name, ()) if delivery else ()) if is_handed_in else held:
                found.setdefault(row[table.key[0]] or "", set()).add(row_name(table, row, {}))
        called |= {key: name for key, [name, *others] in found.items() if not others}
    return called


def _ranges(rows: Iterable[int]) -> str:
    """«3–5 og 8»."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return wording.listed([f"{run[0]}–{run[-1]}" if run[1:] else str(run[0]) for run in runs])


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
    named = names({change.table.name: change.table for change in changes}.values(), there)
    for change in changes:
        # What is named may be gone with the row that names it.
        if change.before and len(change.table.key) == 1:
            rows = named.get(change.table.name, {})
            rows.setdefault(change.before[change.table.key[0]] or "", _called(change.before))
    told = pd.DataFrame(
        {
            "Rad": [f"{_kind(change)}: {_row(change, named)}" for change in changes],
            "Før": [_told(change, change.before, named) for change in changes],
            "Etter": [_told(change, change.after, named) for change in changes],
        }
    )
    return told.loc[:, told.ne(NO_ROW).any()]


def _kind(change: RowChange) -> str:
    return NEW if change.before is None else GONE if change.after is None else CHANGED


def _row(change: RowChange, named: Names) -> str:
    return row_name(change.table, change.after or change.before or {}, named)


def row_name(table: Resource, row: Mapping[str, str | None], named: Names) -> str:
    """What tells a row from others."""
    cells = [_cell(table, name, row[name], named) for name in _telling(table)]
    return textwrap.shorten(" · ".join(filter(None, cells)), LONGEST_LABEL, placeholder=" …")


def _telling(table: Resource) -> list[str]:
    """The columns that tell a row from others to people: its key, or where that says nothing, what else it must say."""
    if not any(form.is_made(table, table.fields[name]) for name in table.key):
        return [*table.key]
    named = {*table.key, *(name for key in table.foreign_keys for name in key.fields)}
    texts = (field for field in table.fields.values() if field.is_required and field.kind == "string")
    return [field.name for field in texts if field.name not in named] or [*table.key]


def _cell(table: Resource, name: str, text: str | None, named: Names) -> str:
    """What a cell says, or what the row is called that it names."""
    key = form.references(table).get(name)
    return named[key.resource].get(text or "", text or "") if key else cell_text(table.fields[name], text)


def names(tables: Iterable[Resource], there: Mapping[str, Table]) -> Names:
    """Of all that rows of some tables may name."""
    keys = {key.resource: key.named[0] for table in tables for key in form.references(table).values()}
    return {name: {row[column] or "": _called(row) for row in there[name].records} for name, column in keys.items()}


def _called(row: Mapping[str, str | None]) -> str:
    """By its title, question, name or what else says the most of it."""
    said = next(
        (row[name] for name in ("title", "question", "area", "name", "heading", "caveat") if row.get(name)), None
    )
    return textwrap.shorten(said or next(iter(row.values())) or "", LONGEST_LABEL, placeholder=" …")


def _told(change: RowChange, row: Mapping[str, str | None] | None, named: Names) -> str:
    if row is None:
        return NO_ROW
    is_changed = change.before is not None and change.after is not None
    said = []
    for name, field in change.table.fields.items():
        text = row[name]
        if is_changed and change.before[name] == change.after[name]:
            continue
        is_said = name in change.table.key or name in _telling(change.table)
        if not is_changed and (text is None or is_said or field.truths.get(text) is False):
            continue
        said.append(f"{form.heading(field)}: {_cell(change.table, name, text, named) or 'tom'}")
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
