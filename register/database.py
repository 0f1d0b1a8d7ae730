"""Opens the register's database, SQLite unless the settings name another, and its transactions."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    StaticPool,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from register import postgresql, sqlite
from register.errors import RegisterError, UnavailableError
from register.migrations import migrate
from register.schema import VERSION, state
from register.settings import SQLITE

# How long a writer waits for those before it; 50 at once take well under a second.
WAIT_SECONDS = 10
OPENING = {"is_writing": True, "patience": 60}
"""The tables of a large register are not brought forward in a moment."""
QUIET = {"hide_parameters": True}
"""What was typed does not stand in an error, which is logged."""
_writer = threading.Lock()
OURS_IN_SQLITE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_MISUSE}
SILENT = (
    "Registeret svarer ikke, eller kan ikke skrives til. Ingenting er lagret. Prøv igjen, eller si fra til den som "
    "drifter løsningen."
)
UNSURE = (
    "Registeret sluttet å svare mens det lagret. Det er ikke sikkert at det kom med. Last siden på nytt om litt, og se "
    "etter. Lagre på nytt hvis det mangler."
)
REVISION = f"select schema_version, revision from {state.name}"
NO_PRIVILEGE = "42501"
"""What PostgreSQL calls it when a role may not write to a table."""


def open_register(address: str | URL) -> Engine:
    """The register at a SQLAlchemy address, made when it is new. Raises UnavailableError when it can not be used."""
    try:
        engine = _engine(url_of(address))
    except (ArgumentError, ImportError, ValueError) as error:
        # The address is not repeated: it may hold a password.
        raise UnavailableError(
            "Adressen til registeret kan ikke brukes. Skriv den slik settings.toml viser, for SQLite eller PostgreSQL."
        ) from error
    with _told(engine):
        if engine.dialect.name == "sqlite":
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        # Two processes may find it new at the same time: the second waits, and then finds it made.
        with engine.connect() as connection, connection.execution_options(**OPENING).begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("select pg_advisory_xact_lock(116006)")
            found = _version(connection) if inspect(connection).has_table(state.name) else 0
            if found < VERSION:
                migrate(connection, found)
    if engine.dialect.name == "sqlite":
        with _told(engine), closing(engine.raw_connection()) as connection:
            sqlite.settle(connection.driver_connection)
        # Whoever connects to a file that is gone would make an empty one in its place.
        event.listen(engine, "do_connect", sqlite.require_file)
    return engine


def url_of(address: str | URL) -> URL:
    """What follows `sqlite:///` is the path as it stands, whatever signs it holds. Raises ArgumentError."""
    if isinstance(address, str) and address.startswith(SQLITE):
        return URL.create("sqlite", database=address.removeprefix(SQLITE))
    return make_url(address)


def open_backup(path: Path) -> Engine:
    """A copy in memory of the register in a backup. Raises RegisterError when it is none, or of a newer version."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
    event.listen(engine, "begin", sqlite.begin)
    try:
        with closing(sqlite3.connect(path)) as file:
            file.backup(memory)
        with engine.begin() as connection:
            is_whole = connection.exec_driver_sql("pragma quick_check").scalar() == "ok"
            if (found := _version(connection)) < VERSION:
                migrate(connection, found)
    except (DBAPIError, sqlite3.Error):
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
def writing(engine: Engine, is_news: bool = True) -> Iterator[Connection]:
    """All of it is saved or nothing, one writer at a time; counts the revision up. Raises UnavailableError.

    What is no news shows nobody anything else than before: it is the same state of the register.
    """
    is_sent = threading.Event()
    with _told(engine, is_sent), _turn(), engine.connect() as connection:
        with connection.execution_options(is_writing=True).begin():
            # Also where a database lets writers in together, ids then follow the order of saving.
            with _a_register(connection):
                connection.execute(update(state).values(revision=state.c.revision + int(is_news)))
                _version(connection)
            yield connection
            is_sent.set()


def revision(engine: Engine) -> int:
    """Grows each time anything is saved."""
    with reading(engine) as connection, _a_register(connection):
        # As it stands: to put it together and look it up takes longer than to ask, and it is asked many times a second.
        version, found = connection.exec_driver_sql(REVISION).one()
        _known(version)
        return found


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
def _told(engine: Engine, is_sent: threading.Event | None = None) -> Iterator[None]:
    """`is_sent` when all that is to be saved has been sent to a database that may save it and not say so."""
    if postgresql.is_silent(engine.url):
        raise UnavailableError(SILENT)
    try:
        yield
    except (DBAPIError, NoneFreeError, OSError) as error:
        if not _is_of_the_database(error):
            raise
        if _is_read_only(error) or isinstance(error, OSError):
            engine.dispose()
        # The address is for whoever runs it, in the log: it may name a machine, a folder and a user.
        logging.getLogger(__name__).warning("%s does not answer: %s", engine.url.render_as_string(), error)
        # Where the database itself says what is wrong, it has not saved.
        is_cut_off = engine.dialect.name != "sqlite" and getattr(getattr(error, "orig", None), "sqlstate", None) is None
        is_unsure = is_sent and is_sent.is_set() and is_cut_off
        raise UnavailableError(UNSURE if is_unsure else SILENT) from error


def _is_of_the_database(error: Exception) -> bool:
    """Does it not answer, or not let itself be written to? A statement that asks for something wrong is our mistake."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in OURS_IN_SQLITE
    is_down = isinstance(error, NoneFreeError | OSError | OperationalError | InterfaceError | InternalError)
    return is_down or getattr(cause, "sqlstate", None) == NO_PRIVILEGE


def _is_read_only(error: Exception) -> bool:
    """Did SQLite refuse to write? A connection made while the file could only be read never writes, also later."""
    return getattr(getattr(error, "orig", None), "sqlite_errorname", "").startswith("SQLITE_READONLY")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        if not url.database:
            raise ArgumentError("an address of SQLite without a file")
        engine = create_engine(url, pool_timeout=WAIT_SECONDS, connect_args={"timeout": WAIT_SECONDS}, **QUIET)
        event.listen(engine, "connect", partial(sqlite.set_up, wait_seconds=WAIT_SECONDS))
        event.listen(engine, "begin", sqlite.begin)
    elif url.get_backend_name() == "postgresql":
        wait = postgresql.ANSWER_SECONDS
        engine = create_engine(url, pool_pre_ping=True, pool_timeout=wait, connect_args=postgresql.NETWORK, **QUIET)
        event.listen(engine, "do_connect", partial(postgresql.connect, url=url))
        event.listen(engine, "begin", postgresql.begin)
        event.listen(engine, "checkin", postgresql.put_back)
    else:
        engine = create_engine(url, pool_pre_ping=True, pool_timeout=WAIT_SECONDS, **QUIET)
    return engine


def _version(connection: Connection) -> int:
    """Of its tables. Raises UnavailableError."""
    return _known(connection.execute(select(state.c.schema_version)).scalar_one())


def _known(found: int) -> int:
    """A version of the tables. Raises UnavailableError when it is newer than this code knows."""
    if found > VERSION:
        raise UnavailableError(
            f"Registeret er av versjon {found}, men denne utgaven av løsningen kjenner versjon {VERSION}. "
            "Ingenting er endret. Bruk utgaven som registeret ble laget med, eller en nyere."
        )
    return found


@contextmanager
def _a_register(connection: Connection) -> Iterator[None]:
    """Raises UnavailableError when what stands at the address is no register."""
    try:
        yield
    except DBAPIError as error:
        if _is_of_the_database(error):
            raise
        logging.getLogger(__name__).warning("%s is no register: %s", connection.engine.url.render_as_string(), error)
        raise UnavailableError(
            "Databasen er ikke et register som løsningen kjenner. Ingenting er lagret. Si fra til den som drifter "
            "løsningen."
        ) from error
