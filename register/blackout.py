"""«Sladding»: the one change to what has been saved. The text goes, the trace of it stays."""

import sqlite3
from datetime import UTC, datetime

from sqlalchemy import Engine, Insert, Table, insert, select, update

from register.database import writing
from register.entry_kinds import TEXTS
from register.errors import InvalidError, UnavailableError
from register.rights import Rights
from register.rules import text_doubt, text_problem
from register.schema import TEXT_FIELDS, blackouts, entry_blackouts, metadata, reports

BLACKED_OUT = "[sladdet]"


def black_out(engine: Engine, rights: Rights, report_id: int, field: str, reason: str) -> None:
    """Replace a text of a report for good, also in the files of SQLite.

    PostgreSQL keeps what was replaced in its own files until it vacuums and has gone round its log.
    Raises NotAllowedError, InvalidError or UnavailableError.
    """
    trace = insert(blackouts).values(report_id=report_id)
    _black_out(engine, rights, reports, report_id, TEXT_FIELDS, field, reason, trace)


def black_out_entry(engine: Engine, rights: Rights, kind: str, entry_id: int, field: str, reason: str) -> None:
    """As `black_out`, a text of an entry about the next plan; `kind` is the table it is in."""
    trace = insert(entry_blackouts).values(kind=kind, entry_id=entry_id)
    _black_out(engine, rights, metadata.tables[kind], entry_id, TEXTS[kind], field, reason, trace)


def _black_out(
    engine: Engine,
    rights: Rights,
    table: Table,
    id: int,
    texts: tuple[str, ...],
    field: str,
    reason: str,
    trace: Insert,
) -> None:
    rights.require_working_group()
    problem = text_problem(reason) if reason.strip() else "Si hvorfor teksten sladdes."
    if doubt := text_doubt(reason):
        problem = problem or f"{doubt} Si hvorfor uten å gjenta det som sladdes."
    if problem:
        raise InvalidError({"reason": problem})
    if field not in texts:
        raise InvalidError({"field": "Dette feltet er ikke tekst og kan ikke sladdes."})
    [key] = table.primary_key.columns
    with writing(engine) as connection:
        if connection.execute(select(table.c[field]).where(key == id)).scalar() in (None, BLACKED_OUT):
            raise InvalidError({"field": "Det er ingen tekst å sladde i dette feltet."})
        connection.execute(update(table).where(key == id).values({field: BLACKED_OUT}))
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(trace.values(field=field, role=rights.role, reason=reason.strip(), blacked_out_at=now))
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
