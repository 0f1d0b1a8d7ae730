"""What a backup says of itself: how many rows each table was to have, and a digest of them.

It is made of what was read from the register, not of what was written: a copy that differs is found out.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, String, Table, insert

MANIFEST = Table(
    "backup_manifest",
    MetaData(),
    Column("name", String(63), primary_key=True, comment="Of a table"),
    Column("row_count", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("made_at", DateTime, nullable=False, comment="UTC"),
)


class Extent(NamedTuple):
    """Of a table: the same for the same rows, in any order and whatever the database."""

    row_count: int
    digest: str


def extent(rows: Iterable[Mapping[str, Any]]) -> Extent:
    lines = sorted(json.dumps({name: _stored(value) for name, value in row.items()}, sort_keys=True) for row in rows)
    return Extent(len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest())


def write(copy: Connection, content: Mapping[Table, list[dict]]) -> None:
    MANIFEST.create(copy)
    made_at = datetime.now(UTC).replace(tzinfo=None)
    for table, rows in content.items():
        copy.execute(insert(MANIFEST).values(name=table.name, made_at=made_at, **extent(rows)._asdict()))


def made_at(path: Path) -> datetime | None:
    """When a backup was made, in UTC; None where it does not say: one from before backups did, or none at all."""
    try:
        with closing(_opened(path)) as file:
            [(moment,)] = file.execute(f"select min(made_at) from {MANIFEST.name}")
            return moment and datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except (sqlite3.Error, ValueError):
        return None


def differing(path: Path) -> list[str]:
    """The tables of a backup that are not what it says. Raises sqlite3.Error where it can not be read."""
    with closing(_opened(path)) as file:
        file.row_factory = sqlite3.Row
        said = {
            row["name"]: Extent(row["row_count"], row["digest"])
            for row in file.execute(f"select * from {MANIFEST.name}")
        }
        return [
            name for name, told in said.items() if extent(map(dict, file.execute(f'select * from "{name}"'))) != told
        ]


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _stored(value: Any) -> Any:
    """As SQLite keeps it, whatever kind of database it was read from."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else value
