"""«Sladding»: the one change to what has been saved. The text goes, the trace of it stays."""

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Engine, Table, insert, select, update

from register.database import writing
from register.entry_kinds import TEXTS
from register.errors import InvalidError, LeftInFilesError
from register.rights import Rights
from register.schema import TEXT_FIELDS, blackouts, entry_blackouts, metadata, reports
from register.validation.rules import text_doubt, text_problem

BLACKED_OUT = "[sladdet]"
EVERY_TEXT = {reports.name: TEXT_FIELDS} | TEXTS
"""Table of the register → its fields of text."""


class Place(NamedTuple):
    """Where a text stands."""

    kind: str
    """The table."""
    id: int
    """The report or the entry."""
    field: str


def black_out(engine: Engine, rights: Rights, report_id: int, field: str, reason: str) -> list[Place]:
    """Replace a text of a report for good, also in the files of SQLite; returns the places it stood in.

    The next answers carry a text on: it goes everywhere that the same text stands, and leaves a trace in each place.
    PostgreSQL keeps what was replaced in its own files until it vacuums and has gone round its log.
    Raises NotAllowedError, InvalidError or UnavailableError; LeftInFilesError where it is replaced all the same.
    """
    return _black_out(engine, rights, Place(reports.name, report_id, field), reason)


def black_out_entry(engine: Engine, rights: Rights, kind: str, entry_id: int, field: str, reason: str) -> list[Place]:
    """As `black_out`, a text of an entry about the next plan; `kind` is the table it is in."""
    return _black_out(engine, rights, Place(kind, entry_id, field), reason)


def _black_out(engine: Engine, rights: Rights, chosen: Place, reason: str) -> list[Place]:
    rights.require_working_group()
    problem = text_problem(reason) if reason.strip() else "Si hvorfor teksten sladdes."
    if doubt := text_doubt(reason):
        problem = problem or f"{doubt} Si hvorfor uten å gjenta det som sladdes."
    if problem:
        raise InvalidError({"reason": problem})
    if chosen.field not in EVERY_TEXT[chosen.kind]:
        raise InvalidError({"field": "Dette feltet er ikke tekst og kan ikke sladdes."})
    table, key = _table(chosen.kind)
    with writing(engine) as connection:
        text = connection.execute(select(table.c[chosen.field]).where(key == chosen.id)).scalar()
        if text in (None, BLACKED_OUT):
            raise InvalidError({"field": "Det er ingen tekst å sladde i dette feltet."})
        places = _places(connection, text)
        for place in places:
            _replace(connection, place, rights.role, reason.strip())
    if engine.dialect.name == "sqlite":
        _rewrite(engine)
    return places


def _places(connection: Connection, text: str) -> list[Place]:
    """Everywhere that just this text stands."""
    return [
        Place(kind, id, field)
        for kind, fields in EVERY_TEXT.items()
        for table, key in [_table(kind)]
        for field in fields
        for id in connection.execute(select(key).where(table.c[field] == text).order_by(key)).scalars()
    ]


def _replace(connection: Connection, place: Place, role: str, reason: str) -> None:
    table, key = _table(place.kind)
    connection.execute(update(table).where(key == place.id).values({place.field: BLACKED_OUT}))
    if place.kind == reports.name:
        trace = insert(blackouts).values(report_id=place.id)
    else:
        trace = insert(entry_blackouts).values(kind=place.kind, entry_id=place.id)
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(trace.values(field=place.field, role=role, reason=reason, blacked_out_at=now))


def _table(kind: str) -> tuple[Table, Column]:
    table = metadata.tables[kind]
    [key] = table.primary_key.columns
    return table, key


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
        raise LeftInFilesError(
            "Teksten er sladdet, men kan fortsatt ligge i databasens filer, fordi registeret er i bruk. "
            "Be den som drifter løsningen om å starte den på nytt: da blir den borte også der."
        )
