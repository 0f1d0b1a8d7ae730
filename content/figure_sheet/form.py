"""What a sheet of figures looks like, to whoever writes it and whoever reads it again."""

import hashlib
import json
import textwrap
from collections.abc import Mapping, Sequence

from pipelines.schema import Field, ForeignKey, Resource
from pipelines.table import Table

GUIDE, LISTS = "Forklaring", "Lister"
"""Sheets that nothing is read of."""
REMOVED, BASIS = "Fjernes", "Nøkkel fra før"
"""Columns beside those of the table: what is to go, and which row it was, hidden."""
SOURCES, INDICATORS, NUMBERS, CAVEATS = "sources", "indicators", "observations", "indicator_caveats"
ORDER = "place"
"""A field that orders the rows of its table."""
REQUIRED = " *"
LONGEST_NAME, LONGEST_LABEL = 31, 60
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Row = Mapping[str, str | None]
Key = tuple[str | None, ...]


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
    telling = [resource for resource in resources if _names_indicator(resource)]
    has_rows = {table.name for table in telling if indicator in there[table.name].column("indicator_id").values}
    numbers = [table for table in telling if table.name in has_rows - {CAVEATS}] or [by_name[NUMBERS]]
    return [by_name[SOURCES], by_name[INDICATORS], *numbers, by_name[CAVEATS]]


def _names_indicator(resource: Resource) -> bool:
    return any(key.resource == INDICATORS and key.fields == key.named for key in resource.foreign_keys)
