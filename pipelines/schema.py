"""What a data package says of each table, and whether a cell is as its field says.

The part of the standard (Table Schema) that the raw data need. What is beyond it is refused, never passed over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import PurePath
from typing import Any

from pipelines.mistakes import quoted

EXPECTED = {
    "integer": "et helt tall på høyst ni siffer, for eksempel 1 200",
    "number": "et tall, for eksempel 9,2",
    "date": "en dato som finnes, for eksempel 2026-12-31 eller 31.12.2026",
    "boolean": "«ja» eller «nei»",
}
"""Kinds of cells, but for text, and what to write in them."""
A_YEAR = "et årstall, for eksempel 2024"
EMPTY = "cellen er tom"
ANY_KIND, ORDERED = {"required", "enum"}, {"minimum", "maximum"}
CONSTRAINTS = {
    "string": ANY_KIND | {"pattern"},
    "integer": ANY_KIND | ORDERED,
    "number": ANY_KIND | ORDERED,
    "date": ANY_KIND | ORDERED,
    "boolean": ANY_KIND,
}
FORM = {"format", "encoding", "dialect"}
RESOURCE = FORM | {"name", "path", "schema", "optional", "title", "description", "sources", "licenses"}
SCHEMA = {"fields", "missingValues", "primaryKey", "foreignKeys", "minimumRows"}
GUIDANCE = "guidance"
"""Beyond the standard: what to write in the cells of a field, in Norwegian."""
OFFERED = "offered"
"""Beyond the standard: the choices of its enum that a new row has, where not all."""
FIELD = (
    {"name", "type", "constraints", "format", "trueValues", "falseValues"}
    | {"title", "description", "unit", "example"}
    | {GUIDANCE, OFFERED}
)
FOREIGN_KEY, REFERENCE = {"fields", "reference"}, {"resource", "fields"}
"""What may be said of each; how a file is written, the reader finds out by itself."""
LOW_AND_HIGH = (("_low", "_high"), ("_from", "_to"), ("_from", "_until"))


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    constraints: Mapping[str, Any]
    truths: Mapping[str, bool]
    """What stands for yes and no, in a field of those."""
    title: str = ""
    """What people call it, in Norwegian."""
    guidance: str = ""
    """What to write in it, where the title does not say so."""
    example: str = ""
    unit: str = ""
    offered: tuple[str, ...] = ()

    @property
    def choices(self) -> list[str]:
        """What to choose of for a new row; empty where anything may be written."""
        return list(self.offered) or list(map(str, self.constraints.get("enum", ())))

    @property
    def is_required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def expected(self) -> str:
        """What to write in it, but for text."""
        return A_YEAR if self.unit == "year" else EXPECTED.get(self.kind, "tekst")

    def value(self, text: str | None) -> Any:
        """What canonical text stands for; None when it is empty, or nothing that is."""
        if text is None:
            return None
        match self.kind:
            case "integer":
                return int(text)
            case "number":
                return Decimal(text)
            case "boolean":
                return self.truths.get(text)
            case "date":
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    return None
        return text

    @cached_property
    def limits(self) -> dict[str, Any]:
        """What the constraints hold a value against."""
        given = self.constraints
        limits: dict[str, Any] = {name: self.value(str(given[name])) for name in ORDERED & given.keys()}
        if "enum" in given:
            limits["enum"] = {self.value(str(choice)) for choice in given["enum"]}
        if "pattern" in given:
            limits["pattern"] = re.compile(given["pattern"])
        return limits

    def wrong(self, typed: str, text: str | None) -> tuple[str, str] | None:
        """What is wrong with a cell and what is expected of it; None when it may stand.

        `text` is what it means. That a cell can not be read at all, is told by whoever read it.
        """
        if text is None:
            return (EMPTY, "en verdi") if self.is_required else None
        value, limits = self.value(text), self.limits
        if value is None:
            return f"{quoted(typed)} kan ikke leses", self.expected
        if "minimum" in limits and value < limits["minimum"]:
            return f"{quoted(typed)} er for lavt", f"minst {self.constraints['minimum']}"
        if "maximum" in limits and value > limits["maximum"]:
            return f"{quoted(typed)} er for høyt", f"høyst {self.constraints['maximum']}"
        if "pattern" in limits and not limits["pattern"].fullmatch(text):
            form = f"tekst som «{self.example}»" if self.example else f"tekst på formen {self.constraints['pattern']}"
            return f"{quoted(typed)} har ikke riktig form", form
        if "enum" in limits and value not in limits["enum"]:
            choices = ", ".join(f"«{choice}»" for choice in self.choices)
            return f"{quoted(typed)} er ikke et av valgene", f"én av {choices}"
        return None


@dataclass(frozen=True)
class ForeignKey:
    fields: tuple[str, ...]
    resource: str
    named: tuple[str, ...]
    """The fields of the resource that they name."""


@dataclass(frozen=True)
class Resource:
    name: str
    path: str
    fields: Mapping[str, Field]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    must_have_rows: bool
    is_optional: bool
    title: str = ""

    @property
    def kinds(self) -> dict[str, str]:
        return {field.name: field.kind for field in self.fields.values()}

    @property
    def required(self) -> set[str]:
        return {field.name for field in self.fields.values() if field.is_required}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Columns x_low and x_high, x_from and x_to, x_from and x_until: the first is not above the other."""
        ends = [
            (name, name.removesuffix(low) + high)
            for low, high in LOW_AND_HIGH
            for name in self.fields
            if name.endswith(low)
        ]
        return [(low, high) for low, high in ends if high in self.fields]


def resources_of(package: dict) -> list[Resource]:
    """Raises KeyError, TypeError, AttributeError or ValueError where it is not described as it is to be."""
    resources = [_resource(described) for described in package["resources"]]
    _require("resources", bool(resources))
    _require("name", len({resource.name for resource in resources}) == len(resources))
    return resources


def _resource(described: dict) -> Resource:
    name, path, schema = described["name"], described["path"], described["schema"]
    _require_known(described, RESOURCE)
    _require_known(schema, SCHEMA)
    fields = {field["name"]: _field(field) for field in schema["fields"]}
    key = tuple(schema.get("primaryKey", ()))
    foreign_keys = tuple(map(_foreign_key, schema.get("foreignKeys", ())))
    _require(f"path {path}", PurePath(path).name == path)
    _require(f"fields {name}", len(fields) == len(schema["fields"]) > 0)
    _require(f"missingValues {name}", schema.get("missingValues", [""]) == [""])
    _require(f"primaryKey {name}", fields.keys() >= set(key))
    _require(f"foreignKeys {name}", fields.keys() >= {field for one in foreign_keys for field in one.fields})
    must_have_rows, is_optional = bool(schema.get("minimumRows")), bool(described.get("optional"))
    title = described.get("title", name)
    return Resource(name, path, fields, key, foreign_keys, must_have_rows, is_optional, title)


def _field(described: dict) -> Field:
    name, kind, constraints = described["name"], described["type"], described.get("constraints", {})
    _require(f"type {kind}", kind in CONSTRAINTS)
    _require_known(constraints, CONSTRAINTS[kind])
    _require_known(described, FIELD)
    _require(f"format {name}", described.get("format", "default") == "default")
    truths = {}
    if kind == "boolean":
        truths = dict.fromkeys(described["trueValues"], True) | dict.fromkeys(described["falseValues"], False)
    told = {what: described.get(what, "") for what in ("title", GUIDANCE, "example", "unit")}
    field = Field(name, kind, constraints, truths, offered=tuple(described.get(OFFERED, ())), **told)
    _require(f"constraints {name}", None not in field.limits.values())
    _require(f"{OFFERED} {name}", set(constraints.get("enum", ())) >= set(field.offered))
    return field


def _foreign_key(described: dict) -> ForeignKey:
    reference = described["reference"]
    _require_known(described, FOREIGN_KEY)
    _require_known(reference, REFERENCE)
    fields, named = tuple(described["fields"]), tuple(reference["fields"])
    _require("foreignKeys", len(fields) == len(named) > 0)
    return ForeignKey(fields, reference["resource"], named)


def _require_known(described: Mapping[str, Any], known: set[str]) -> None:
    unknown = described.keys() - known
    _require(", ".join(sorted(unknown)), not unknown)


def _require(what: str, holds: bool) -> None:
    if not holds:
        raise ValueError(what)
