"""Proves that a backup can be restored: it is, into a database made for that, and what comes out is held against it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from register import manifest
from register.backup import backups, content_of, read_backup, restore
from register.database import WAIT_SECONDS, open_register, reading, url_of
from register.errors import RegisterError
from register.schema import state


class Rehearsed(NamedTuple):
    made_at: datetime | None
    """UTC; None where the backup says nothing of itself."""
    reports: int
    rows: int
    tables: int


def newest(path: Path) -> Path:
    """The newest backup of a folder; a file is itself."""
    if not path.is_dir():
        return path
    if not (found := backups(path)):
        raise RegisterError(f"{path} har ingen sikkerhetskopi.")
    return found[-1]


def rehearse(address: str, path: Path) -> Rehearsed:
    """Restore into a new database of the kind that the register is in. Raises RegisterError where anything differs."""
    content = read_backup(path)
    made_at = manifest.made_at(path)
    try:
        differing = manifest.differing(path) if made_at else []
    except sqlite3.Error as error:
        raise RegisterError(f"{path} er ikke en sikkerhetskopi av registeret.") from error
    if differing:
        raise RegisterError(f"{path} er endret etter at den ble tatt, i {_listed(differing)}. Bruk en annen kopi.")
    expected = {table.name: manifest.extent(rows) for table, rows in content.items() if table is not state}
    with _scratch(url_of(address)) as engine:
        reports = restore(engine, path)
        with reading(engine) as connection:
            found = {table.name: manifest.extent(rows) for table, rows in content_of(connection).items()}
    if differing := [name for name, extent in expected.items() if found[name] != extent]:
        raise RegisterError(f"{path} lar seg ikke legge tilbake slik den er: det skiller i {_listed(differing)}.")
    return Rehearsed(made_at, reports, sum(extent.row_count for extent in expected.values()), len(expected))


def _listed(tables: list[str]) -> str:
    return f"{'tabellen' if len(tables) == 1 else 'tabellene'} {', '.join(tables)}"


@contextmanager
def _scratch(url: URL) -> Iterator[Engine]:
    """An empty register of the kind at an address, gone afterwards."""
    if url.get_backend_name() == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            with _opened(URL.create("sqlite", database=str(Path(folder) / "register.sqlite"))) as engine:
                yield engine
        return
    # A name of its own, not a random one: what a killed rehearsal has left goes with the next.
    scratch = url.set(database=f"rehearsal_{url.database}")
    server = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": WAIT_SECONDS})
    name = server.dialect.identifier_preparer.quote(scratch.database)
    drop = f"drop database if exists {name}"
    try:
        _run(server, drop, f"create database {name} template template0")
        try:
            with _opened(scratch) as engine:
                yield engine
        finally:
            _run(server, drop)
    finally:
        server.dispose()


def _run(server: Engine, *statements: str) -> None:
    try:
        with server.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    except DBAPIError as error:
        raise RegisterError(
            "Det kan ikke lages en database å prøve i. Enten svarer ikke PostgreSQL, eller rollen i REGISTER_ADDRESS "
            "får ikke lage databaser (alter role … createdb), eller en annen prøver samtidig."
        ) from error


@contextmanager
def _opened(url: URL) -> Iterator[Engine]:
    engine = open_register(url)
    try:
        yield engine
    finally:
        engine.dispose()
