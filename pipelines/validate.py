"""Holds the raw files against their description and tells every mistake, in Norwegian, in one run."""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipelines.delivered import (
    GATED,
    CentreYears,
    counts_of_the_centre,
    overlaid,
    undeliverable,
    with_centre_years,
)
from pipelines.delivery import Delivery
from pipelines.descriptor import DESCRIPTOR, descriptor_of, has_own
from pipelines.mistakes import Mistake, RawDataError, quoted
from pipelines.read import read_table
from pipelines.schema import Field, ForeignKey, Resource, resources_of
from pipelines.table import Column, Table, are_many

# What people may take for raw data when it lies beside them.
SHEETS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")


def read_and_validate(
    raw: Path,
    expected: Mapping[str, str] = MappingProxyType({}),
    deliveries: Sequence[Delivery] = (),
    centre: CentreYears = MappingProxyType({}),
) -> list[Table]:
    """All tables of the data package, with what was handed in, valid. Raises RawDataError with every mistake.

    `expected` is what to write in a column, where that is another than for all of its type. A folder that shares its
    description with others need not have every table: one that it lacks is empty. `centre` is what the
    crisis centre has handed in on its page.
    """
    resources = described(raw)
    tables: dict[str, Table] = {}
    lacking: dict[str, Table] = {}
    mistakes: list[Mistake] = [*undeliverable(resources, deliveries)]
    for resource in resources:
        try:
            if (resource.is_optional or not has_own(raw)) and not (raw / resource.path).exists():
                found, is_there = Table.of(resource.name, resource.path, list(resource.fields)), False
            else:
                told = {field.name: field.expected for field in resource.fields.values()} | dict(expected)
                found, unreadable = read_table(
                    raw / resource.path, resource.name, resource.kinds, resource.required, told
                )
                mistakes += unreadable
                is_there = True
        except RawDataError as error:
            mistakes += error.mistakes
            continue
        table, unreadable = overlaid(found, resource, deliveries)
        mistakes += unreadable
        if resource.name == GATED:
            table = with_centre_years(table, resource, centre)
        (tables if is_there or table.lines else lacking)[resource.name] = table
    mistakes += [*counts_of_the_centre(tables, deliveries), *_undescribed_files(raw, resources)]
    mistakes += [*mistakes_within(resources, tables, mistakes)]
    if mistakes:
        raise RawDataError(sorted(mistakes, key=lambda m: (m.file, m.line or 0)))
    return [(tables | lacking)[resource.name] for resource in resources]


def described(raw: Path) -> list[Resource]:
    """The tables that a folder has, as its description says. Raises RawDataError."""
    try:
        return resources_of(json.loads(descriptor_of(raw).read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        problem = f"beskrivelsen av rådataene finnes ikke i {raw}"
        mistake = Mistake(DESCRIPTOR, problem, "en mappe med rådata og denne filen")
    except OSError:
        mistake = Mistake(DESCRIPTOR, "filen kan ikke åpnes", "en vanlig fil som du har tilgang til")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(
            DESCRIPTOR, "filen er ikke gyldig JSON", "JSON lagret som UTF-8", getattr(error, "lineno", None)
        )
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        problem = f"beskrivelsen av tabellene er ikke gyldig ({error})"
        mistake = Mistake(DESCRIPTOR, problem, "en Data Package med navn, fil og skjema for hver tabell")
    raise RawDataError([mistake])


def _undescribed_files(raw: Path, resources: list[Resource]) -> list[Mistake]:
    """A sheet that nobody described would be left out of every figure without a word."""
    described = {resource.path for resource in resources}
    return [
        Mistake(
            path.name, f"filen er ikke beskrevet i {DESCRIPTOR}", "at den beskrives der, eller flyttes ut av mappen"
        )
        for path in sorted(raw.iterdir())
        if path.suffix.lower() in SHEETS and path.name not in described
    ]


def mistakes_within(
    resources: list[Resource], tables: dict[str, Table], unreadable: list[Mistake]
) -> Iterator[Mistake]:
    """What is wrong in the files that could be read, but for the cells that are already spoken of."""
    torn = {mistake.file for mistake in unreadable if mistake.column is None}
    whole = {name: table for name, table in tables.items() if table.lines and table.file not in torn}
    told = {(mistake.file, mistake.line, mistake.column) for mistake in unreadable}
    for resource in resources:
        if (table := tables.get(resource.name)) is None:
            continue
        if resource.must_have_rows and not table.lines and table.file not in torn:
            yield Mistake(table.file, "filen har kolonnenavn, men ingen rader", "minst én rad")
        for part in (_wrong_cells, _double_keys, _crossed_pairs):
            for mistake in part(table, resource):
                # A key is not said to be double when a part of it is told to be wrong.
                if not any((mistake.file, mistake.line, column) in told for column in mistake.column.split(", ")):
                    told.add((mistake.file, mistake.line, mistake.column))
                    yield mistake
    for resource in resources:
        for key in resource.foreign_keys:
            if resource.name in tables and _has_all_keys(key, whole):
                lost = _lost_keys(tables[resource.name], key, whole[key.resource])
                yield from (found for found in lost if (found.file, found.line, found.column) not in told)


def _wrong_cells(table: Table, resource: Resource) -> Iterator[Mistake]:
    for field, column in zip(resource.fields.values(), table.columns, strict=True):
        cells = zip(column.typed, column.values, strict=True)
        wrong = {(number,): told for number, cell in enumerate(cells) if (told := field.wrong(*cell))}
        for row in table.rows_with([field.name], wrong):
            if not _is_blank(table, row):
                yield table.mistake(row, *wrong[column.which[row],], field.name)


def _is_blank(table: Table, row: int) -> bool:
    """A row is blank here only when no cell of it could be read, and those are told."""
    return all(column.values[column.which[row]] is None for column in table.columns)


def _double_keys(table: Table, resource: Resource) -> Iterator[Mistake]:
    if not resource.key or not table.lines:
        return
    columns = [table.column(name) for name in resource.key]
    for row in _repeated([_as_values(resource.fields[name], table.column(name)) for name in resource.key]):
        if not _is_blank(table, row):
            told = ", ".join(quoted(column.typed_in(row)) for column in columns)
            problem = f"{told} står allerede i filen"
            yield table.mistake(row, problem, "én linje for hver", ", ".join(resource.key))


def _repeated(keys: list[Sequence[int]]) -> list[int]:
    """Rows whose key, in several columns, stands in a row before them."""
    if are_many(len(keys[0])):
        from pipelines import large

        return large.repeated(keys)
    first: dict[tuple[int, ...], int] = {}
    return [row for row, key in enumerate(zip(*keys, strict=True)) if first.setdefault(key, row) != row]


def _as_values(field: Field, column: Column) -> Sequence[int]:
    """Which value each row has: «007» is another text than «7», and the same number."""
    numbers: dict = {}
    as_value = [numbers.setdefault(field.value(text), len(numbers)) for text in column.values]
    return column.which if len(numbers) == len(as_value) else array("i", map(as_value.__getitem__, column.which))


def _crossed_pairs(table: Table, resource: Resource) -> Iterator[Mistake]:
    for low, high in resource.pairs:
        lows, highs = ([*map(resource.fields[name].value, table.column(name).values)] for name in (low, high))
        crossed = {
            (at_low, at_high)
            for at_low, at_high in table.combinations((low, high))
            if lows[at_low] is not None and highs[at_high] is not None and lows[at_low] > highs[at_high]
        }
        above = "senere" if resource.fields[low].kind == "date" else "høyere"
        for row in table.rows_with((low, high), crossed):
            typed_low, typed_high = (quoted(table.column(name).typed_in(row)) for name in (low, high))
            problem = f"{typed_low} er {above} enn {typed_high} i «{high}»"
            yield table.mistake(row, problem, f"at «{low}» ikke er {above} enn «{high}»", low)


def _has_all_keys(key: ForeignKey, whole: dict[str, Table]) -> bool:
    """Else a key into it is not followed: what is wrong there, is told there."""
    table = whole.get(key.resource)
    return table is not None and all(None not in table.column(name).values for name in key.named)


def _lost_keys(table: Table, key: ForeignKey, target: Table) -> Iterator[Mistake]:
    """Rows that name what is not there. A key of which a part is empty, names nothing."""
    known = {_texts(target, key.named, combination) for combination in target.combinations(key.named)}
    lost = {
        combination
        for combination in table.combinations(key.fields)
        if None not in (texts := _texts(table, key.fields, combination)) and texts not in known
    }
    # The last part of a key is what it is about; those before it say whose.
    last = table.column(key.fields[-1])
    for row in table.rows_with(key.fields, lost):
        problem = f"{quoted(last.typed_in(row))} finnes ikke i {target.file}"
        yield table.mistake(row, problem, f"en verdi som står i {target.file}", key.fields[-1])


def _texts(table: Table, names: Sequence[str], combination: Sequence[int]) -> tuple[str | None, ...]:
    return tuple(table.column(name).values[number] for name, number in zip(names, combination, strict=True))
