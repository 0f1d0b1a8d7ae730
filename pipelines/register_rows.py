"""What is read of the register, into raw.*: all of it, or of the answers only what is not in the status version before.

Answers are only added, and are what a register has many of: those of the version before are carried forward. But what
stands for each task is read again, and must be as it was; so must all that tells of changes in what was saved. What is
told of a task is then what stands in the register, whatever has happened to it; where anything else is there, all is
read.
"""

from collections import Counter
from pathlib import Path

import duckdb
import pyarrow
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, Select, Table, or_, select

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
TOLD = ", ".join(column.name for column in schema.reports.columns if column.name not in ("submission", "saved_at"))
AS_BEFORE = (
    (
        f"select {TOLD}, saved_at from raw.reports where report_id <= (select max(report_id) from raw.standing)",
        f"select {TOLD}, reported_at from before.marts.task_history where report_id in (from raw.standing)",
    ),
    (
        """
        select 'reports', report_id, field, blacked_out_at from raw.blackouts
        union all
        select kind, entry_id, field, blacked_out_at from raw.entry_blackouts
        """,
        "select kind, entry_id, field, blacked_out_at from before.marts.blackouts",
    ),
    (
        "select round_id, closed_at, frozen_at from raw.rounds where closed_at is not null",
        "select round_id, closed_at, frozen_at from before.marts.rounds where closed_at is not null",
    ),
    ("select is_example from raw.register_state", "select is_example from before.marts.register_state"),
    # From before the register knew of plans: it is told later which they belong to.
    ("select null where false", "select report_id from before.marts.task_history where plan_id is null"),
)
"""What the register has now, and what it had in the version before; of answers that none has taken the place of."""


def load(
    connection: duckdb.DuckDBPyConnection,
    register: Connection | None,
    plans: list[tuple[str, bool]],
    before: Path | None,
) -> bool:
    """Fill raw.*, with nothing where no register answers; are the answers only those that are not in `before`?"""
    for table in WITH_FEW_ROWS:
        _load(connection, table, register, of_the_plan(table, plans))
    answers = of_the_plan(schema.reports, plans)
    if register is not None and before is not None:
        connection.execute("attach $path as before (read_only)", {"path": str(before)})
        connection.execute(STANDING)
        standing = [report_id for (report_id,) in connection.execute("from raw.standing").fetchall()]
        report_id = schema.reports.c.report_id
        is_asked = or_(report_id > max(standing, default=0), report_id.in_(standing))
        _load(connection, schema.reports, register, answers.where(is_asked))
        is_carried = all(_are_alike(connection, *rows) for rows in AS_BEFORE)
        connection.execute("detach before")
        if is_carried:
            return True
    _load(connection, schema.reports, register, answers)
    return False


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


def _load(connection: duckdb.DuckDBPyConnection, table: Table, register: Connection | None, rows: Select) -> None:
    """Columns are handed over: one row at a time would take most of the time there is."""
    kinds = {column.name: TYPES.get(type(column.type), TEXT) for column in table.columns}
    columns = ", ".join(f'"{name}" {kind}' for name, (kind, _) in kinds.items())
    connection.execute(f'create or replace table raw."{table.name}" ({columns})')
    if register is None:
        return
    for part in register.execute(rows).partitions(AT_ONCE):
        handed_over = {
            name: pyarrow.array(column, kind)
            for (name, (_, kind)), column in zip(kinds.items(), zip(*part, strict=True), strict=True)
        }
        connection.register("handed_over", pyarrow.table(handed_over))
        connection.execute(f'insert into raw."{table.name}" from handed_over')
        connection.unregister("handed_over")
