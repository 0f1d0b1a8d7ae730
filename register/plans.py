"""Which plan a row belongs to: one register holds what is written about a plan and about those that follow it."""

from sqlalchemy import ColumnElement, Connection, Engine, Table, select, true, update

from register import schema
from register.database import reading, writing

OF_A_PLAN = tuple(table for table in schema.metadata.sorted_tables if "plan_id" in table.c)
"""Tables whose rows say which plan they belong to; those of others follow a row of these, or hold in all plans."""


def of_plan(engine: Engine, plan_id: str) -> Engine:
    """The same register, for one plan alone: what is read is of that plan, and what is saved carries it."""
    return engine.execution_options(plan_id=plan_id)


def plan_of(connection: Connection) -> str | None:
    """The plan that is asked about; None where it is all there is."""
    return connection.get_execution_options().get("plan_id")


def is_asked(table: Table, connection: Connection) -> ColumnElement[bool]:
    """The rows of a table that are of the plan that is asked about."""
    plan_id = plan_of(connection)
    return true() if plan_id is None else table.c.plan_id == plan_id


def has_unplanned(engine: Engine) -> bool:
    """Is there a row from before the register knew of plans? Raises UnavailableError."""
    with reading(engine) as connection:
        return any(connection.execute(select(table).where(table.c.plan_id.is_(None))).first() for table in OF_A_PLAN)


def keep_plan(engine: Engine, plan_id: str) -> None:
    """Such rows are of the plan there was then, once and for all. Raises UnavailableError."""
    with writing(engine, is_news=False) as connection:
        for table in OF_A_PLAN:
            connection.execute(update(table).where(table.c.plan_id.is_(None)).values(plan_id=plan_id))
