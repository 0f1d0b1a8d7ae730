"""Rows that somebody hands in for the tables of the raw data, as canonical text (pipelines/read.py)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Delivery:
    """What is handed in at once, in one sheet or one form: all of it is published, or none."""

    file: str
    """What it came in, as it is named in a mistake."""
    rows: Mapping[str, Sequence[Mapping[str, str | None]]] = field(default_factory=dict)
    """By table: rows that are new, or take the place of those of the same primary key."""
    gone: Mapping[str, Sequence[Mapping[str, str | None]]] = field(default_factory=dict)
    """By table: the primary keys of rows that are to go."""
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By table: the row of the sheet that each of `rows` stood in; empty for what no sheet held."""
    told: Sequence[str] = ()
    """What somebody should know of what was read and what was not, a sentence each."""

    @property
    def is_empty(self) -> bool:
        return not any(self.rows.values()) and not any(self.gone.values())


def as_text(delivery: Delivery) -> str:
    """What it holds, as it is kept; its file is kept beside it."""
    held = {"rows": delivery.rows, "gone": delivery.gone, "lines": delivery.lines}
    tables = {name: {table: list(of_it) for table, of_it in tables.items()} for name, tables in held.items()}
    return json.dumps(tables, ensure_ascii=False)


def of_text(file: str, text: str) -> Delivery:
    return Delivery(file, **json.loads(text))
