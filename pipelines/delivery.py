"""Rows that somebody hands in for the tables of the raw data, as canonical text (pipelines/read.py)."""

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
