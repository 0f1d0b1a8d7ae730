"""Holds the raw files against data/raw/datapackage.json and tells every mistake, in Norwegian, in one run."""

import json
from pathlib import Path

import attrs
from frictionless import Check, Checklist, Package, Resource, errors

from pipelines.mistakes import Mistake, RawDataError
from pipelines.read import EXAMPLES, Table, read_table

DESCRIPTOR = "datapackage.json"
EXPECTED_TYPE = EXAMPLES | {
    "date": "en dato som finnes, skrevet åååå-mm-dd, for eksempel 2026-12-31",
    "boolean": "«ja» eller «nei»",
}
# Frictionless stops at 1,000 by default; a pasted column of wrong cells should be told whole.
LIMIT = 100_000


def read_and_validate(raw: Path) -> list[Table]:
    """All tables of the data package, valid. Raises RawDataError with every mistake in every file."""
    resources = _descriptor(raw)["resources"]
    tables: dict[str, Table] = {}
    mistakes: list[Mistake] = []
    for resource in resources:
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        try:
            tables[resource["name"]], unreadable = read_table(raw / resource["path"], resource["name"], fields)
            mistakes += unreadable
        except RawDataError as error:
            mistakes += error.mistakes
    mistakes += _undescribed_files(raw, resources)
    mistakes += _cell_mistakes(resources, tables, told={(m.file, m.line, m.column) for m in mistakes})
    if mistakes:
        raise RawDataError(sorted(mistakes, key=lambda m: (m.file, m.line or 0)))
    return list(tables.values())


def _descriptor(raw: Path) -> dict:
    try:
        return json.loads((raw / DESCRIPTOR).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RawDataError(
            [Mistake(DESCRIPTOR, f"beskrivelsen av rådataene finnes ikke i {raw}", "en mappe med rådata og denne filen")]
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        raise RawDataError([Mistake(DESCRIPTOR, "filen er ikke gyldig JSON", "JSON lagret som UTF-8", line)]) from None


def _undescribed_files(raw: Path, resources: list[dict]) -> list[Mistake]:
    """A sheet that nobody described would be left out of every figure without a word."""
    described = {resource["path"] for resource in resources}
    return [
        Mistake(path.name, f"filen er ikke beskrevet i {DESCRIPTOR}", "at den beskrives der, eller flyttes ut av mappen")
        for path in sorted(raw.glob("*.csv"))
        if path.name not in described
    ]


@attrs.define(kw_only=True, repr=False)
class LowNotAboveHigh(Check):
    """Each pair of columns x_low/x_high and x_from/x_to is in order, where both are given."""

    Errors = [errors.RowConstraintError]

    def validate_row(self, row):
        for low in row.field_names:
            for low_end, high_end in (("_low", "_high"), ("_from", "_to")):
                high = low.removesuffix(low_end) + high_end
                if not low.endswith(low_end) or high not in row.field_names:
                    continue
                if row[low] is not None and row[high] is not None and row[low] > row[high]:
                    yield errors.RowConstraintError.from_row(row, note=f"{low}\n{high}")


def _cell_mistakes(resources: list[dict], tables: dict[str, Table], told: set) -> list[Mistake]:
    """What frictionless finds in the files that could be read; `told` are the cells already spoken of."""
    package = Package(resources=[_inline(resource, tables) for resource in resources if resource["name"] in tables])
    report = package.validate(Checklist(checks=[LowNotAboveHigh()]), limit_errors=LIMIT)
    mistakes = []
    for task in report.tasks:
        table = tables[task.name]
        schema = package.get_resource(task.name).schema
        if not table.rows and package.get_resource(task.name).schema.to_descriptor().get("minimumRows"):
            mistakes.append(Mistake(table.file, "filen har kolonnenavn, men ingen rader", "minst én rad"))
        for error in task.errors:
            mistake = _translate(error, table, schema)
            if (mistake.file, mistake.line, mistake.column) not in told:
                mistakes.append(mistake)
    return mistakes


def _inline(resource: dict, tables: dict[str, Table]) -> Resource:
    """The resource over the canonical text; keys into a file that could not be read are not followed."""
    table = tables[resource["name"]]
    schema = dict(resource["schema"])
    schema["foreignKeys"] = [
        key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in tables
    ]
    return Resource.from_descriptor(
        {"name": table.name, "data": [table.header, *table.rows], "schema": schema}
    )


def _translate(error, table: Table, schema) -> Mistake:
    """A frictionless error in Norwegian, at the line of the file. Raises KeyError for a kind that has no sentence."""
    line = table.lines[error.row_number - 2]
    values = dict(zip(table.header, error.cells, strict=True))
    match error.type:
        case "type-error":
            kind = schema.get_field(error.field_name).type
            problem, expected = f"«{error.cell}» kan ikke leses", EXPECTED_TYPE[kind]
            return Mistake(table.file, problem, expected, line, error.field_name)
        case "constraint-error":
            problem, expected = _constraint(error, schema.get_field(error.field_name))
            return Mistake(table.file, problem, expected, line, error.field_name)
        case "primary-key":
            key = schema.primary_key
            problem = f"«{', '.join(values[column] or '' for column in key)}» står allerede i filen"
            return Mistake(table.file, problem, "én linje for hver", line, ", ".join(key))
        case "foreign-key":
            column, target = error.field_names[0], f"{error.reference_name}.csv"
            problem = f"«{values[column]}» finnes ikke i {target}"
            return Mistake(table.file, problem, f"en verdi som står i {target}", line, column)
        case "row-constraint":
            low, high = error.note.split("\n")
            problem = f"«{values[low]}» er høyere enn «{values[high]}» i «{high}»"
            return Mistake(table.file, problem, f"at «{low}» ikke er høyere enn «{high}»", line, low)
    raise KeyError(f"{error.type}: {error.message}")


def _constraint(error, field) -> tuple[str, str]:
    name = next(name for name in field.constraints if f'"{name}"' in error.note)
    limit = field.constraints[name]
    match name:
        case "required":
            return "cellen er tom", "en verdi"
        case "minimum":
            return f"«{error.cell}» er for lavt", f"minst {limit}"
        case "maximum":
            return f"«{error.cell}» er for høyt", f"høyst {limit}"
        case "enum":
            return f"«{error.cell}» er ikke et av valgene", "én av " + ", ".join(f"«{value}»" for value in limit)
        case "pattern":
            return f"«{error.cell}» har ikke riktig form", f"tekst på formen {limit}"
    raise KeyError(f"{name}: {error.message}")
