"""What is read of the register, into raw.*: all of it, or only what is not in the status version before.

Answers are only added, and are what a register has many of: those of the version before are carried forward. But what
stands for each task is read again, and must be as it was; so must all that tells of changes in what was saved. What is
told of a task is then what stands in the register, whatever has happened to it; where anything else is there, all is
read. Of every other table it is kept in the version what its rows were, as a digest: the marts that read only such as
have the same rows stay as they are.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow
from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Integer, Row, Select, Table, or_, select

from pipelines.build import SQL, queries
from register import schema
from register.plans import OF_A_PLAN

WITH_FEW_ROWS = (
    schema.rounds,
    schema.round_tasks,
    schema.reminders,
    schema.blackouts,
    *schema.ENTRIES,
    schema.entry_blackouts,
)
TYPES = {
    Integer: ("integer", pyarrow.int32()),
    Date: ("date", pyarrow.date32()),
    DateTime: ("timestamp", pyarrow.timestamp("us")),
    Boolean: ("boolean", pyarrow.bool_()),
}
TEXT = ("varchar", pyarrow.string())
AT_ONCE = 20_000
"""Rows that are in memory one by one."""
STANDING = """
create table raw.standing as
select max(report_id) as report_id
from before.marts.task_history
group by measure_no, area_code
"""
NEWER = "from raw.reports anti join raw.standing using (report_id) limit 1"
STATE = "register_state"
SAME = (schema.blackouts.name, schema.entry_blackouts.name, schema.round_tasks.name, STATE)
"""What must be as it was, for anything to be carried forward."""
CLOSED_BEFORE = "select round_id, closed_at, frozen_at from before.marts.rounds where closed_at is not null"
TOLD = ", ".join(column.name for column in schema.reports.columns if column.name not in ("submission", "saved_at"))
AS_BEFORE = (
    (
        f"select {TOLD}, saved_at from raw.reports where report_id <= (select max(report_id) from raw.standing)",
        f"select {TOLD}, reported_at from before.marts.task_history where report_id in (from raw.standing)",
    ),
    # From before the register knew of plans: it is told later which they belong to.
    ("select null where false", "select report_id from before.marts.task_history where plan_id is null"),
)
"""What the register has now, and what it had in the version before; of answers that none has taken the place of."""


def load(
    connection: duckdb.DuckDBPyConnection,
    register: Connection | None,
    plans: list[tuple[str, bool]],
    before: Path | None,
) -> frozenset[str] | None:
    """Fill raw.*, with nothing where no register answers, and raw.digests with what is kept of it.

    Returns the marts that are others than in `before`, and then the answers are only those not in it; None where all
    is read, for all of them.
    """
    few = {table: _read(register, of_the_plan(table, plans)) for table in WITH_FEW_ROWS}
    now = {table.name: _digest_of(rows) for table, rows in few.items()}
    now |= {STATE: _digest_of(connection.execute("select is_example, is_available from raw.register_state").fetchall())}
    connection.execute("create table raw.digests (name varchar, digest varchar)")
    connection.executemany("insert into raw.digests values (?, ?)", list(now.items()))
    answers = of_the_plan(schema.reports, plans)
    if register is not None and before is not None:
        connection.execute("attach $path as before (read_only)", {"path": str(before)})
        then = dict(connection.execute("select name, digest from before.digests").fetchall())
        is_carried = (
            all(now[name] == then[name] for name in SAME)
            and _closed(few[schema.rounds]) == set(connection.execute(CLOSED_BEFORE).fetchall())
            and _has_newer_answers_only(connection, register, answers)
        )
        connection.execute("detach before")
        if is_carried:
            others = {name for name in now if now[name] != then[name]}
            if connection.execute(NEWER).fetchone():
                others.add(schema.reports.name)
            marts, asked = made_anew(frozenset(others))
            for table in (table for table in few if table.name in asked):
                _load(connection, table, few[table])
            # Which state it is, is another each time.
            return marts | {STATE}
    for table, rows in few.items():
        _load(connection, table, rows)
    _load_answers(connection, register, answers)
    return None


def _closed(rounds: list[Row]) -> set[tuple]:
    return {(row.round_id, row.closed_at, row.frozen_at) for row in rounds if row.closed_at}


def _has_newer_answers_only(connection: duckdb.DuckDBPyConnection, register: Connection, answers: Select) -> bool:
    """Load the answers that are not in the version before; is what stands in it as it was?"""
    connection.execute(STANDING)
    standing = [report_id for (report_id,) in connection.execute("from raw.standing").fetchall()]
    report_id = schema.reports.c.report_id
    is_asked = or_(report_id > max(standing, default=0), report_id.in_(standing))
    _load_answers(connection, register, answers.where(is_asked))
    return all(_are_alike(connection, *rows) for rows in AS_BEFORE)


@lru_cache(maxsize=100)
def made_anew(others: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The marts that read any of these tables of raw, or a mart that does, and the tables that those marts read."""
    marts: set[str] = set()
    asked: set[str] = set()
    # Each comes after those it reads.
    for mart, text in queries(SQL / "register").items():
        tables = set(re.findall(r"\braw\.(\w+)", text))
        if tables & others or set(re.findall(r"\bmarts\.(\w+)", text)) & marts:
            marts.add(mart)
            asked |= tables
    return frozenset(marts), frozenset(asked)


def _digest_of(rows: Sequence) -> str:
    """Of rows in any order."""
    return hashlib.sha256("\n".join(sorted(map(repr, map(tuple, rows)))).encode()).hexdigest()


def _are_alike(connection: duckdb.DuckDBPyConnection, now: str, then: str) -> bool:
    # Counted here: of so few rows, the database takes longer to plan it.
    return Counter(connection.execute(now).fetchall()) == Counter(connection.execute(then).fetchall())


def of_the_plan(table: Table, plans: list[tuple[str, bool]]) -> Select:
    """Its rows of the plan that is shown; what is from before the register knew of plans, is of the first."""
    if not plans:
        return select(table)
    if table in (schema.round_tasks, schema.reminders):
        rounds = of_the_plan(schema.rounds, plans).with_only_columns(schema.rounds.c.round_id)
        return select(table).where(table.c.round_id.in_(rounds))
    if table not in OF_A_PLAN:
        return select(table)
    [chosen] = [plan_id for plan_id, is_chosen in plans if is_chosen]
    is_it = table.c.plan_id == chosen
    return select(table).where(or_(is_it, table.c.plan_id.is_(None)) if chosen == plans[0][0] else is_it)


def _read(register: Connection | None, rows: Select) -> list[Row]:
    return [] if register is None else list(register.execute(rows).all())


def _load_answers(connection: duckdb.DuckDBPyConnection, register: Connection | None, answers: Select) -> None:
    _load(connection, schema.reports, [])
    if register is not None:
        for part in register.execute(answers).partitions(AT_ONCE):
            _add(connection, schema.reports, part)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(f'"{column.name}" {_kind(column)[0]}' for column in table.columns)
    connection.execute(f'create or replace table raw."{table.name}" ({columns})')
    if rows:
        _add(connection, table, rows)


def _add(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Columns are handed over: one row at a time would take most of the time there is."""
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    handed_over = {column.name: pyarrow.array(values, _kind(column)[1]) for column, values in columns}
    connection.register("handed_over", pyarrow.table(handed_over))
    connection.execute(f'insert into raw."{table.name}" from handed_over')
    connection.unregister("handed_over")


def _kind(column: Column) -> tuple[str, pyarrow.DataType]:
    return TYPES.get(type(column.type), TEXT)
