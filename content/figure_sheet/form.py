"""What a sheet of figures looks like, to whoever writes it and whoever reads it again."""

import hashlib
import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipelines.schema import Field, ForeignKey, Resource
from pipelines.table import Table

GUIDE, LISTS = "Forklaring", "Lister"
"""Sheets that nothing is read of."""
REMOVED, BASIS = "Fjernes", "Nøkkel fra før"
"""Columns beside those of the table: what is to go, and which row it was, hidden."""
SOURCES, INDICATORS, NUMBERS, CAVEATS = "sources", "indicators", "observations", "indicator_caveats"
FETCHED, AREAS, CENTRE = "fetched_tables", "areas", "krisesenter"
INDICATOR = "indicator_id"
ORDER = "place"
"""A field that orders the rows of its table."""
REQUIRED = " *"
LONGEST_NAME, LONGEST_LABEL = 31, 60
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Row = Mapping[str, str | None]
Key = tuple[str | None, ...]


class Drawn(NamedTuple):
    """A table that an indicator draws without being named in it, and which of its rows."""

    table: str
    said: Row = {}
    part: str = ""
    """The column that says which part of the table the indicator draws."""


DRAWN = {
    "årsserie": Drawn("crisis_centre_use", {"in_plan": "nei"}, part="use"),
    "bekymringer": Drawn("advisory_cases", {"in_plan": "ja"}, part="age_group"),
    "saker": Drawn("advisory_cases", {"age_group": "alle", "concern": "alle saker"}),
    "drap": Drawn("homicides"),
    "ungdom: alvor": Drawn("youth_violence"),
    "ungdom: handlinger": Drawn("youth_violence"),
    "utsagn": Drawn("prevalence", {INDICATOR: None, "recall_period": None, "in_plan": "ja"}),
}
"""By the kind of indicator, of those that the page takes numbers of: the rows that marts.observations, and the figure
of what is said in words, find too.
"""
IN_WORDS = {"wording", "as_worded", "note", "missing_reason", "in_plan", "plan_section"}
"""Columns that tell of one number alone, whatever stands beside others: its words, and where those were printed."""


def heading(field: Field) -> str:
    return field.title or field.name


def sheet_name(resource: Resource) -> str:
    """No longer than a spreadsheet allows."""
    return textwrap.shorten(resource.title.translate(FORBIDDEN), LONGEST_NAME, placeholder=" …")


def columns(resource: Resource) -> list[Field]:
    """In the order that they are filled in: what is made by itself, last."""
    return sorted(resource.fields.values(), key=lambda field: is_made(resource, field))


def is_made(resource: Resource, field: Field) -> bool:
    """Is it a key that says nothing itself, which the reader makes where it is left empty?"""
    refers = any(field.name in key.fields for key in resource.foreign_keys)
    return resource.key == (field.name,) and field.kind == "string" and "pattern" in field.constraints and not refers


def must_be_typed(resource: Resource, field: Field) -> bool:
    """Not what the reader fills in: keys, the order, and no for what is yes or no."""
    return field.is_required and not is_made(resource, field) and field.kind != "boolean" and not is_order(field)


def is_order(field: Field) -> bool:
    return field.name == ORDER and field.kind == "integer"


def references(resource: Resource) -> dict[str, ForeignKey]:
    """The columns that name one row of another table each."""
    return {key.fields[0]: key for key in resource.foreign_keys if len(key.fields) == 1}


def label_field(resource: Resource) -> str | None:
    """The column that tells people which row it is, where the key does not."""
    named = {*resource.key, *(name for key in resource.foreign_keys for name in key.fields)}
    asked = (field for field in resource.fields.values() if field.is_required and field.kind == "string")
    return next((field.name for field in asked if field.name not in named and "enum" not in field.constraints), None)


def label(resource: Resource, row: Row) -> str:
    """«Vold i nære relasjoner (rapport_2024)»: what stands in a cell that names the row."""
    name, key = label_field(resource), row[resource.key[0]]
    said = name and row[name]
    return f"{textwrap.shorten(said, LONGEST_LABEL, placeholder=' …')} ({key})" if said else key or ""


def key_of(resource: Resource, row: Row) -> Key:
    """As values: «007» is another text than «7», and the same number."""
    return tuple(normal(resource.fields[name], row.get(name)) for name in resource.key)


def normal(field: Field, text: str | None) -> str | None:
    """One text for each value."""
    value = field.value(text)
    if value is None:
        return text
    return f"{value.normalize():f}" if field.kind == "number" else str(value)


def is_same(resource: Resource, one: Row, other: Row) -> bool:
    return _values(resource, one) == _values(resource, other)


def basis(resource: Resource, row: Row) -> str:
    """Which row it was, and what it said: so that what was not touched changes nothing, whenever it is handed in."""
    return f"{digest(resource, row)} {json.dumps(key_of(resource, row), ensure_ascii=False)}"


def digest(resource: Resource, row: Row) -> str:
    said = json.dumps(_values(resource, row), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _values(resource: Resource, row: Row) -> dict[str, str | None]:
    return {name: normal(field, row.get(name)) for name, field in resource.fields.items()}


def read_basis(text: str) -> tuple[str, Key] | None:
    said, _, key = text.partition(" ")
    try:
        named = json.loads(key)
    except (ValueError, RecursionError):
        return None
    return (said, tuple(named)) if isinstance(named, list) and all(_is_text(part) for part in named) else None


def _is_text(part: object) -> bool:
    return part is None or isinstance(part, str)


def of_indicator(resources: Sequence[Resource], there: Mapping[str, Table], indicator: str) -> list[Resource]:
    """The tables that tell of an indicator, in the order that they are filled in; «» is one that is new."""
    by_name = {resource.name: resource for resource in resources}
    numbers = numbers_of(resources, there, indicator)
    return [by_name[SOURCES], by_name[INDICATORS], *numbers, by_name[CAVEATS]]


def numbers_of(resources: Sequence[Resource], there: Mapping[str, Table], indicator: str) -> list[Resource]:
    """The tables that its numbers stand in, the first of them first; none where they are the crisis centre's own."""
    by_name = {resource.name: resource for resource in resources}
    if is_of_centre(there, indicator):
        return []
    if drawn := drawn_by(there, indicator):
        return [by_name[drawn.table]]
    telling = [resource for resource in resources if _names_indicator(resource)]
    has_rows = {table.name for table in telling if indicator in there[table.name].column(INDICATOR).values}
    if not has_rows - {CAVEATS, FETCHED}:
        has_rows |= {NUMBERS}
    return [table for table in telling if table.name in has_rows - {CAVEATS}]


def is_of_centre(there: Mapping[str, Table], indicator: str) -> bool:
    """Does it draw the numbers of the crisis centre, which come in on a page of their own?"""
    return _described(there, indicator).get("area_type") == CENTRE


def is_named_by_its_numbers(there: Mapping[str, Table], indicator: str) -> bool:
    """Do its numbers say themselves that they are of it?"""
    return not is_of_centre(there, indicator) and drawn_by(there, indicator) is None


def drawn_by(there: Mapping[str, Table], indicator: str) -> Drawn | None:
    """What it draws without being named there; None where its numbers name it."""
    return DRAWN.get(_described(there, indicator).get("kind") or "")


def rows_of(table: Resource, there: Mapping[str, Table], indicator: str) -> list[dict[str, str | None]]:
    """The rows of a table that its numbers stand in."""
    rows, drawn = there[table.name].records, drawn_by(there, indicator)
    if drawn is None or drawn.table != table.name:
        return [row for row in rows if row[INDICATOR] == indicator]
    told = _described(there, indicator)
    said = {**drawn.said, **({drawn.part: told["part"]} if drawn.part else {})}
    areas = {row["area_code"] for row in there[AREAS].records if row["area_type"] == told["area_type"]}
    # Not every table tells of a place.
    of_place = [row for row in rows if row.get("area_code") in {None, *areas}]
    return [row for row in of_place if all(row[name] == text for name, text in said.items())]


def alike(table: Resource, rows: Sequence[Row]) -> dict[str, str]:
    """What all rows of an indicator say, but for what tells of one number: a new one mostly says it too."""
    about_all = [
        field.name
        for field in table.fields.values()
        if not (field.name in IN_WORDS or is_made(table, field) or is_order(field) or is_amount(field))
    ]
    said = {name: {row[name] for row in rows} for name in about_all}
    return {name: text for name, texts in said.items() if len(texts) == 1 and (text := next(iter(texts))) is not None}


def is_amount(field: Field) -> bool:
    """Is it a number of its own, or the year that it is of?"""
    return field.kind in ("integer", "number") and field.unit != "years"


def _described(there: Mapping[str, Table], indicator: str) -> Row:
    return next((row for row in there[INDICATORS].records if row[INDICATOR] == indicator), {})


def _names_indicator(resource: Resource) -> bool:
    return any(key.resource == INDICATORS and key.fields == key.named for key in resource.foreign_keys)
