"""Holds the raw files against their description and tells every mistake, in Norwegian, in one run."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import attrs
from frictionless import Check, Checklist, FrictionlessException, Package, Resource, Schema, errors

from pipelines.descriptor import DESCRIPTOR, descriptor_of, has_own
from pipelines.mistakes import Mistake, RawDataError, quoted
from pipelines.read import EXPECTED, Table, read_table

# What people may take for raw data when it lies beside them.
SHEETS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")
LOW_AND_HIGH = (("_low", "_high"), ("_from", "_to"), ("_from", "_until"))
# Frictionless stops at 1,000 by default; a pasted column of wrong cells should be told whole.
LIMIT = 100_000


def read_and_validate(raw: Path, expected: Mapping[str, str] = MappingProxyType({})) -> list[Table]:
    """All tables of the data package, valid. Raises RawDataError with every mistake in every file.

    `expected` is what to write in a column, where that is another than for all of its type. A folder that shares its
    description with others need not have every table: one that it lacks is empty.
    """
    resources, schemas = _described(raw)
    tables: dict[str, Table] = {}
    lacking: dict[str, Table] = {}
    mistakes: list[Mistake] = []
    for resource in resources:
        may_lack = resource.get("optional") or not has_own(raw)
        if may_lack and not (raw / resource["path"]).exists():
            lacking[resource["name"]] = Table(resource["name"], resource["path"], list(_fields(resource)), [], [], [])
            continue
        try:
            tables[resource["name"]], unreadable = read_table(
                raw / resource["path"], resource["name"], _fields(resource), _required(resource), expected
            )
            mistakes += unreadable
        except RawDataError as error:
            mistakes += error.mistakes
    mistakes += _undescribed_files(raw, resources)
    mistakes += _cell_mistakes(resources, schemas, tables, mistakes)
    if mistakes:
        raise RawDataError(sorted(mistakes, key=lambda m: (m.file, m.line or 0)))
    return [(tables | lacking)[resource["name"]] for resource in resources]


def _described(raw: Path) -> tuple[list[dict], dict[str, Schema]]:
    """The resources as they are written, and the schema of each by its name, made once: that takes long."""
    try:
        descriptor = json.loads(descriptor_of(raw).read_text(encoding="utf-8-sig"))
        package = Package.from_descriptor(dict(descriptor))
        for resource in descriptor["resources"]:
            _fields(resource)
    except FileNotFoundError:
        problem = f"beskrivelsen av rådataene finnes ikke i {raw}"
        mistake = Mistake(DESCRIPTOR, problem, "en mappe med rådata og denne filen")
    except OSError:
        mistake = Mistake(DESCRIPTOR, "filen kan ikke åpnes", "en vanlig fil som du har tilgang til")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(
            DESCRIPTOR, "filen er ikke gyldig JSON", "JSON lagret som UTF-8", getattr(error, "lineno", None)
        )
    except (FrictionlessException, KeyError, TypeError, ValueError) as error:
        problem = f"beskrivelsen av tabellene er ikke gyldig ({error})"
        mistake = Mistake(DESCRIPTOR, problem, "en Data Package med navn, fil og skjema for hver tabell")
    else:
        return descriptor["resources"], {resource.name: resource.schema for resource in package.resources}
    raise RawDataError([mistake])


def _fields(resource: dict) -> dict[str, str]:
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


def _required(resource: dict) -> set[str]:
    return {field["name"] for field in resource["schema"]["fields"] if field.get("constraints", {}).get("required")}


def _undescribed_files(raw: Path, resources: list[dict]) -> list[Mistake]:
    """A sheet that nobody described would be left out of every figure without a word."""
    described = {resource["path"] for resource in resources}
    return [
        Mistake(
            path.name, f"filen er ikke beskrevet i {DESCRIPTOR}", "at den beskrives der, eller flyttes ut av mappen"
        )
        for path in sorted(raw.iterdir())
        if path.suffix.lower() in SHEETS and path.name not in described
    ]


@attrs.define(kw_only=True, repr=False)
class LowNotAboveHigh(Check):
    """Each pair of columns x_low/x_high, x_from/x_to and x_from/x_until is in order, where both are given."""

    Errors = [errors.RowConstraintError]
    pairs: list[tuple[str, str]] = attrs.field(factory=list)

    def validate_start(self):
        names = self.resource.schema.field_names
        ends = [
            (name, name.removesuffix(low) + high) for low, high in LOW_AND_HIGH for name in names if name.endswith(low)
        ]
        self.pairs = [(low, high) for low, high in ends if high in names]
        yield from ()

    def validate_row(self, row):
        for low, high in self.pairs:
            if row[low] is not None and row[high] is not None and row[low] > row[high]:
                yield errors.RowConstraintError.from_row(row, note=f"{low}\n{high}")


def _cell_mistakes(
    resources: list[dict], schemas: dict[str, Schema], tables: dict[str, Table], unreadable: list[Mistake]
) -> list[Mistake]:
    """What frictionless finds in the files that could be read, but for the cells that are already spoken of."""
    torn = {mistake.file for mistake in unreadable if mistake.column is None}
    whole = {name: table for name, table in tables.items() if table.rows and table.file not in torn}
    checklist = Checklist(checks=[LowNotAboveHigh()])
    told = {(mistake.file, mistake.line, mistake.column) for mistake in unreadable}
    mistakes = []
    for resource in resources:
        if (table := tables.get(resource["name"])) is None:
            continue
        if not table.rows and table.file not in torn and resource["schema"].get("minimumRows"):
            mistakes.append(Mistake(table.file, "filen har kolonnenavn, men ingen rader", "minst én rad"))
        schema = schemas[table.name]
        [task] = _inline(table, schema).validate(checklist, limit_errors=LIMIT).tasks
        for error in task.errors:
            # A row is blank here only when no cell of it could be read, and those are told.
            if error.type == "blank-row":
                continue
            mistake = _translate(error, table, schema)
            # A key is not said to be double when a part of it is told to be wrong.
            if not any((mistake.file, mistake.line, column) in told for column in mistake.column.split(", ")):
                mistakes.append(mistake)
                told.add((mistake.file, mistake.line, mistake.column))
    for resource in resources:
        for key in resource["schema"].get("foreignKeys", []):
            if resource["name"] in tables and _has_all_keys(key["reference"], whole):
                lost = _lost_keys(tables[resource["name"]], key, whole[key["reference"]["resource"]])
                mistakes += [found for found in lost if (found.file, found.line, found.column) not in told]
    return mistakes


def _inline(table: Table, schema: Schema) -> Resource:
    """The resource over the canonical text, but for its keys into others, for which each is opened and read anew."""
    schema.foreign_keys = []
    # A function, since frictionless copies the data it is given, and copying takes longer than checking.
    return Resource(name=table.name, data=lambda: [table.header, *table.rows], schema=schema)


def _lost_keys(table: Table, key: dict, target: Table) -> Iterator[Mistake]:
    """Rows that name what is not there. A key of which a part is empty, names nothing."""
    columns = [table.header.index(column) for column in key["fields"]]
    known = set(_picked(target, [target.header.index(column) for column in key["reference"]["fields"]]))
    # The last part of a key is what it is about; those before it say whose.
    column = key["fields"][-1]
    for values, typed, line in zip(_picked(table, columns), table.typed, table.lines, strict=True):
        if None not in values and values not in known:
            problem = f"{quoted(typed[columns[-1]])} finnes ikke i {target.file}"
            yield Mistake(table.file, problem, f"en verdi som står i {target.file}", line, column)


def _picked(table: Table, columns: list[int]) -> Iterator[tuple[str | None, ...]]:
    return (tuple(row[column] for column in columns) for row in table.rows)


def _has_all_keys(reference: dict, whole: dict[str, Table]) -> bool:
    """Else a key into it is not followed: what is wrong there, is told there."""
    table = whole.get(reference["resource"])
    if table is None:
        return False
    columns = [table.header.index(field) for field in reference["fields"]]
    return all(None not in values for values in _picked(table, columns))


def _translate(error, table: Table, schema) -> Mistake:
    """A frictionless error in Norwegian, at the line of the file. Raises KeyError for a kind that has no sentence."""
    line = table.lines[error.row_number - 2]
    values = dict(zip(table.header, map(quoted, table.typed[error.row_number - 2]), strict=True))
    match error.type:
        case "type-error":
            kind = schema.get_field(error.field_name).type
            problem = f"{values[error.field_name]} kan ikke leses"
            return Mistake(table.file, problem, EXPECTED[kind], line, error.field_name)
        case "constraint-error":
            problem, expected = _constraint(error, schema.get_field(error.field_name), values[error.field_name])
            return Mistake(table.file, problem, expected, line, error.field_name)
        case "primary-key":
            key = schema.primary_key
            problem = f"{', '.join(values[column] for column in key)} står allerede i filen"
            return Mistake(table.file, problem, "én linje for hver", line, ", ".join(key))
        case "row-constraint":
            low, high = error.note.split("\n")
            above = "senere" if schema.get_field(low).type == "date" else "høyere"
            problem = f"{values[low]} er {above} enn {values[high]} i «{high}»"
            return Mistake(table.file, problem, f"at «{low}» ikke er {above} enn «{high}»", line, low)
    raise KeyError(f"{error.type}: {error.message}")


def _constraint(error, field, value: str) -> tuple[str, str]:
    name = next(name for name in field.constraints if f'"{name}"' in error.note)
    limit = field.constraints[name]
    match name:
        case "required":
            return "cellen er tom", "en verdi"
        case "minimum":
            return f"{value} er for lavt", f"minst {limit}"
        case "maximum":
            return f"{value} er for høyt", f"høyst {limit}"
        case "enum":
            return f"{value} er ikke et av valgene", "én av " + ", ".join(f"«{value}»" for value in limit)
        case "pattern":
            return f"{value} har ikke riktig form", f"tekst på formen {limit}"
    raise KeyError(f"{name}: {error.message}")
