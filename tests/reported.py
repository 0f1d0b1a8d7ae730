"""What the tests of the register report, and as whom."""

import uuid
from datetime import date

from sqlalchemy import Engine, Table, select

from register.database import reading
from register.reports import save
from register.rights import JOINT, Rights
from register.rules import ONGOING, Report

TODAY = date(2026, 11, 23)
HAMAR, ELVERUM = "3403", "3420"
TASKS = {(1, HAMAR), (2, HAMAR), (3, HAMAR), (1, ELVERUM), (9, JOINT), (10, JOINT)}
COORDINATOR = Rights("Koordinator i Hamar", frozenset({HAMAR}))
WORKING_GROUP = Rights("Arbeidsgruppa", is_working_group=True)
REPORT = Report(1, HAMAR, ONGOING, TODAY)


def send(engine: Engine, *drafts: Report, rights: Rights = COORDINATOR, submission: str | None = None) -> int:
    """Save the drafts, as something sent for the first time unless it is told what it was sent as."""
    return save(engine, rights, drafts, TASKS, TODAY, submission or str(uuid.uuid4()))


def rows(engine: Engine, table: Table) -> list[dict]:
    """All that a table holds, in the order of its key."""
    with reading(engine) as connection:
        found = connection.execute(select(table).order_by(*table.primary_key.columns))
        return [dict(row) for row in found.mappings()]
