"""Opens the register's database, SQLite unless the settings name another, and its transactions."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from register.errors import RegisterError, UnavailableError
from register.schema import VERSION, metadata, state

# How long a writer waits for those before it, or for an answer; 50 at once take well under a second.
WAIT_SECONDS = 10
_writer = threading.Lock()


def open_register(address: str | URL) -> Engine:
    """The register at a SQLAlchemy address, made when it is new. Raises UnavailableError when it can not be used."""
    try:
        engine = _engine(make_url(address))
    except (ArgumentError, ImportError, ValueError) as error:
        # The address is not repeated: it may hold a password.
        raise UnavailableError(
            "Adressen til registeret kan ikke brukes. Skriv den slik settings.toml viser, for SQLite eller PostgreSQL."
        ) from error
    with _told(engine):
        if engine.dialect.name == "sqlite":
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        # Two processes may find it new at the same time: the second waits, and then finds it made.
        with engine.connect() as connection, connection.execution_options(is_writing=True).begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("select pg_advisory_xact_lock(116006)")
            if not inspect(connection).has_table(state.name):
                metadata.create_all(connection)
                connection.execute(insert(state).values(id=1, schema_version=VERSION, revision=0))
            if _version(connection) < VERSION:
                # Each version so far has added tables and changed none.
                metadata.create_all(connection)
                connection.execute(update(state).values(schema_version=VERSION))
    return engine


def open_backup(path: Path) -> Engine:
    """The register in a backup, which is only read. Raises RegisterError when it is none, or of a newer version."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    try:
        with engine.connect() as connection:
            is_whole = connection.exec_driver_sql("pragma quick_check").scalar() == "ok"
            _version(connection)
    except DBAPIError:
        is_whole = False
    if not is_whole:
        raise RegisterError(f"{path} er ikke en sikkerhetskopi av registeret. Ingenting er endret.")
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One view of the register, whoever writes meanwhile. Raises UnavailableError."""
    with _told(engine), engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """All of it is saved or nothing, one writer at a time; counts the revision up. Raises UnavailableError."""
    with _told(engine), _turn(), engine.connect() as connection:
        with connection.execution_options(is_writing=True).begin():
            # Also where a database lets writers in together, ids then follow the order of saving.
            connection.execute(update(state).values(revision=state.c.revision + 1))
            yield connection


def revision(engine: Engine) -> int:
    """Grows each time anything is saved."""
    with reading(engine) as connection:
        return connection.execute(select(state.c.revision)).scalar_one()


@contextmanager
def _turn() -> Iterator[None]:
    """Whoever waits for others of the same process needs no connection, and is not in the way of other processes."""
    if not _writer.acquire(timeout=WAIT_SECONDS):
        raise NoneFreeError("others of this process have been writing all the time")
    try:
        yield
    finally:
        _writer.release()


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, NoneFreeError, OSError) as error:
        if _is_read_only(error):
            engine.dispose()
        raise UnavailableError(
            f"Registeret svarer ikke, eller kan ikke skrives til ({engine.url.render_as_string()}). "
            "Ingenting er lagret. Prøv igjen, eller si fra til den som drifter løsningen."
        ) from error


def _is_read_only(error: Exception) -> bool:
    """Did SQLite refuse to write? A connection made while the file could only be read never writes, also later."""
    return getattr(getattr(error, "orig", None), "sqlite_errorname", "").startswith("SQLITE_READONLY")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        if not url.database:
            raise ArgumentError("an address of SQLite without a file")
        engine = create_engine(url, pool_timeout=WAIT_SECONDS, connect_args={"timeout": WAIT_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif url.get_backend_name() == "postgresql":
        waits = {"connect_timeout": WAIT_SECONDS}
        engine = create_engine(url, pool_pre_ping=True, pool_timeout=WAIT_SECONDS, connect_args=waits)
        event.listen(engine, "begin", _begin_postgresql)
    else:
        engine = create_engine(url, pool_pre_ping=True, pool_timeout=WAIT_SECONDS)
    return engine


def _version(connection: Connection) -> int:
    """Of its tables. Raises UnavailableError when it is newer than this code knows."""
    found = connection.execute(select(state.c.schema_version)).scalar_one()
    if found > VERSION:
        raise UnavailableError(
            f"Registeret er av versjon {found}, men denne utgaven av løsningen kjenner versjon {VERSION}. "
            "Ingenting er endret. Bruk utgaven som registeret ble laget med, eller en nyere."
        )
    return found


def _set_up_sqlite(connection: sqlite3.Connection, _record) -> None:
    # SQLAlchemy begins the transactions, below: Python's own would begin them too late.
    connection.isolation_level = None
    _keep_a_log(connection)
    for setting in ("synchronous=full", "foreign_keys=on", "secure_delete=on"):
        connection.execute(f"pragma {setting}")


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Of two that give a new file its log at once, SQLite refuses one without the wait it has otherwise."""
    last = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode=wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("begin immediate" if is_writing else "begin")


def _begin_postgresql(connection: Connection) -> None:
    connection.exec_driver_sql(f"set local lock_timeout = '{WAIT_SECONDS}s'")
