"""Some of the raw tables: a folder of them alone, and what must be computed anew when they are others."""

import json
import re
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import duckdb

from pipelines.build import RAW, SQL, compute_marts, load
from pipelines.table import Table
from pipelines.validate import DESCRIPTOR

Row = dict[str, str | None]
Change = Callable[[list[Row]], list[Row]]

READS = re.compile(r"\b((?:raw|staging|marts)\.\w+)")
QUERIES = {
    f"{folder}.{file.stem}": file for folder in ("staging", "marts") for file in sorted((SQL / folder).glob("*.sql"))
}
READ_BY = {name: set(READS.findall(file.read_text(encoding="utf-8"))) - {name} for name, file in QUERIES.items()}
"""By view or mart, what it names: more than it reads, if anything."""


def changed(table: Table, change: Change) -> Table:
    """The table with other rows; a changed row may leave out columns, which are then empty."""
    before = table.records
    after = change([dict(row) for row in before])
    assert after != before, f"nothing is changed in {table.name}"
    assert all(row.keys() <= set(table.header) for row in after), f"unknown column in {table.name}"
    rows = [[row.get(column) for column in table.header] for row in after]
    return Table.of(table.name, table.file, table.header, rows)


def touched(tables: set[str]) -> set[str]:
    """The views and marts that read the raw tables, or read what reads them."""
    found = {f"raw.{name}" for name in tables}
    while more := {name for name, read in READ_BY.items() if read & found} - found:
        found |= more
    return found


def recompute(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """Put the tables in place of those of the same name, and compute the marts that they touch."""
    marts = {
        name.removeprefix("marts.") for name in touched({table.name for table in tables}) if name.startswith("marts.")
    }
    put(connection, tables)
    for mart in marts:
        connection.execute(f"drop table marts.{mart}")
    compute_marts(connection, only=marts)


def put(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """Put the tables in place of those of the same name, and leave the marts as they are."""
    for table in tables:
        connection.execute(f'drop table raw."{table.name}"')
    load(connection, tables)


def raw_of(tables: Collection[str], folder: Path, raw: Path = RAW) -> Path:
    """A folder of raw data with these tables of another alone."""
    package = json.loads((RAW / DESCRIPTOR).read_text(encoding="utf-8"))
    package["resources"] = [table for table in package["resources"] if table["name"] in tables]
    folder.mkdir(exist_ok=True)
    (folder / DESCRIPTOR).write_text(json.dumps(package), encoding="utf-8")
    for path in [raw / table["path"] for table in package["resources"]]:
        if path.exists():
            shutil.copy(path, folder)
    return folder
