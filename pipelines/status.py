"""The status marts: what the register says of the plan's tasks, in a file of their own beside the plan's version.

A bad raw file never stops them: they are built from the register and the plan's last good version.
"""

import hashlib
from functools import cache
from pathlib import Path

import duckdb
from filelock import FileLock
from sqlalchemy import Boolean, Date, DateTime, Engine, Integer, Table, select

from pipelines.build import SQL, compute_marts
from pipelines.publish import KEPT, current_version, publish
from register import example, schema
from register.database import open_register, reading, revision
from register.errors import UnavailableError
from register.settings import Settings

FOLDER = "status"
TABLES = (schema.reports, schema.rounds, schema.round_tasks, schema.blackouts, *schema.ENTRIES, schema.entry_blackouts)
PARTS = "select distinct measure_no, is_joint, deadline from plan.marts.measure_tasks order by all"
TYPES = {Integer: "integer", Date: "date", DateTime: "timestamp", Boolean: "boolean"}


def status_in_use(processed: Path, plan: str, settings: Settings) -> tuple[str, bool]:
    """The status version of the plan's version and the register as they are now, and whether the register answered.

    The register is asked each time. While it does not answer, the last one stays; without any, every status says that
    it does not answer.
    """
    out = processed / FOLDER
    try:
        engine = register_at(settings.address)
        seen = revision(engine)
    except UnavailableError:
        kept = current_version(out)
        if kept is not None and f"-{_digest(settings.address)}-" in kept:
            return kept, False
        engine, seen = None, None
    found = _found(out, plan, settings, seen)
    if found is None:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / ".building"):
            # Somebody else may have built it while this one waited.
            found = _found(out, plan, settings, seen) or _build(processed / plan, out, settings, engine)
    return found, engine is not None


def _found(out: Path, plan: str, settings: Settings, seen: int | None) -> str | None:
    """The status version in use, when it is of this plan and this state of the register."""
    kept = current_version(out)
    is_it = kept is not None and kept.endswith(f"-{_content(plan, settings, seen)}.duckdb") and (out / kept).exists()
    return kept if is_it else None


@cache
def register_at(address: str) -> Engine:
    """The register, opened once a process. Raises UnavailableError, and then tries again at the next call."""
    return open_register(address)


def _build(plan: Path, out: Path, settings: Settings, engine: Engine | None) -> str:
    connection = duckdb.connect()
    connection.execute("create schema raw; create schema staging; create schema marts")
    connection.execute("attach $path as plan (read_only)", {"path": str(plan)})
    if engine is not None and settings.is_example:
        example.fill(engine, connection.execute(PARTS).fetchall())
    seen, rows = None, {}
    if engine is not None:
        with reading(engine) as register:
            seen = register.execute(select(schema.state.c.revision)).scalar_one()
            rows = {table.name: register.execute(select(table)).fetchall() for table in TABLES}
    for table in TABLES:
        _load(connection, table, rows.get(table.name, []))
    connection.execute(
        "create table raw.register_state as select $1::integer revision, $2::boolean is_example, $3 is_available",
        [seen, settings.is_example, engine is not None],
    )
    connection.execute((SQL / "status_functions.sql").read_text(encoding="utf-8"))
    compute_marts(connection, SQL / FOLDER)
    connection.execute("detach plan")
    # What has been blacked out must not stay in an older version.
    is_blacked_out = connection.execute("select count(*) from marts.blackouts").fetchone()[0] > 0
    content = _content(plan.name, settings, seen)
    return publish(connection, out, content, record="register_state", kept=1 if is_blacked_out else KEPT)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, rows: list) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in table.columns]
    unnested = ", ".join(
        f'unnest(${number}::{TYPES.get(type(column.type), "varchar")}[]) as "{column.name}"'
        for number, column in enumerate(table.columns, 1)
    )
    connection.execute(f'create table raw."{table.name}" as select {unnested}', columns)


def _content(plan: str, settings: Settings, seen: int | None) -> str:
    """What decides a status version: the plan's version and the code, the register, and what it held."""
    return f"{_digest(plan, _code())}-{_digest(settings.address)}-{'none' if seen is None else seen}"


@cache
def _code() -> str:
    files = [Path(__file__), SQL / "status_functions.sql", *sorted((SQL / FOLDER).glob("*.sql"))]
    return "".join(file.read_text(encoding="utf-8") for file in files)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
