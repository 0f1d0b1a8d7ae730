"""Opens the register's database, SQLite unless the settings name another, and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, make_url, select, update
from sqlalchemy.exc import DBAPIError

from register.errors import UnavailableError
from register.schema import VERSION, metadata, state

# How long a writer waits for those before it; 50 at once take well under a second.
WAIT_SECONDS = 10


def open_register(address: str) -> Engine:
    """The register at a SQLAlchemy address, made when it is new. Raises UnavailableError when it can not be used."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    _make_or_check(engine)
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
    with _told(engine), engine.connect() as connection:
        with connection.execution_options(is_writing=True).begin():
            # Also where a database lets writers in together, ids then follow the order of saving.
            connection.execute(update(state).values(revision=state.c.revision + 1))
            yield connection


def revision(engine: Engine) -> int:
    """Grows each time anything is saved."""
    with reading(engine) as connection:
        return connection.execute(select(state.c.revision)).scalar_one()


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, OSError) as error:
        raise UnavailableError(
            f"Registeret svarer ikke, eller kan ikke skrives til ({engine.url.render_as_string()}). "
            "Ingenting er lagret. Prøv igjen, eller si fra til den som drifter løsningen."
        ) from error


def _make_or_check(engine: Engine) -> None:
    with _told(engine):
        # Two processes may find it new at the same time: the second waits, and then finds it made.
        with engine.connect() as connection, connection.execution_options(is_writing=True).begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("select pg_advisory_xact_lock(116006)")
            if not inspect(connection).has_table(state.name):
                metadata.create_all(connection)
                connection.execute(insert(state).values(id=1, schema_version=VERSION, revision=0))
            found = connection.execute(select(state.c.schema_version)).scalar_one()
    if found != VERSION:
        raise UnavailableError(
            f"Registeret er av versjon {found}, men denne utgaven av løsningen kjenner versjon {VERSION}. "
            "Ingenting er endret. Bruk utgaven som registeret ble laget med, eller en nyere."
        )


def _set_up_sqlite(connection, _record) -> None:
    # SQLAlchemy begins the transactions, below: Python's own would begin them too late.
    connection.isolation_level = None
    for setting in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "secure_delete=on"):
        connection.execute(f"pragma {setting}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("begin immediate" if is_writing else "begin")
