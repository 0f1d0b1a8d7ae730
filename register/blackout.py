"""«Sladding»: the one change to what has been saved. The text goes, the trace of it stays."""

import sqlite3
from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select, update

from register.database import writing
from register.errors import InvalidError, UnavailableError
from register.rights import Rights
from register.rules import text_problem
from register.schema import TEXT_FIELDS, blackouts, reports

BLACKED_OUT = "[sladdet]"


def black_out(engine: Engine, rights: Rights, report_id: int, field: str, reason: str) -> None:
    """Replace a text of a report for good, also in the files of SQLite.

    PostgreSQL keeps what was replaced in its own files until it vacuums and has gone round its log.
    Raises NotAllowedError, InvalidError or UnavailableError.
    """
    rights.require_working_group()
    problem = "Si hvorfor teksten sladdes." if not reason.strip() else text_problem(reason)
    if problem:
        raise InvalidError({"reason": problem})
    if field not in TEXT_FIELDS:
        raise InvalidError({"field": "Dette feltet er ikke tekst og kan ikke sladdes."})
    with writing(engine) as connection:
        found = connection.execute(select(reports.c[field]).where(reports.c.report_id == report_id)).scalar()
        if found in (None, BLACKED_OUT):
            raise InvalidError({"field": "Det er ingen tekst å sladde i dette feltet."})
        connection.execute(update(reports).where(reports.c.report_id == report_id).values({field: BLACKED_OUT}))
        trace = {"report_id": report_id, "field": field, "role": rights.role, "reason": reason.strip()}
        connection.execute(insert(blackouts).values(trace | {"blacked_out_at": datetime.now(UTC).replace(tzinfo=None)}))
    if engine.dialect.name == "sqlite":
        _rewrite(engine)


def _rewrite(engine: Engine) -> None:
    """What SQLite deletes may stay in the file and its log: both are written anew without it."""
    connection = engine.raw_connection()
    try:
        connection.driver_connection.execute("vacuum")
        [(is_left, _, _)] = connection.driver_connection.execute("pragma wal_checkpoint(truncate)")
    except sqlite3.Error:
        is_left = True
    finally:
        connection.close()
    if is_left:
        raise UnavailableError(
            "Teksten er sladdet, men kan fortsatt ligge i databasens filer, fordi registeret er i bruk. "
            "Be den som drifter løsningen om å starte den på nytt: da blir den borte også der."
        )
