"""Real databases for the register: files of SQLite, and a PostgreSQL server that the tests start themselves."""

import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import URL, Engine, make_url

from register.database import open_register
from register.schema import metadata, state

STORED = Path(__file__).parents[1] / "register" / "stored"
KINDS = ("sqlite", "postgresql")
NO_POSTGRESQL = "no PostgreSQL: its server is neither in /usr/lib/postgresql nor on PATH"
START_SECONDS = 30
# The server ends at once when the tests do, also when they are killed: their end of the pipe is then closed.
KEEPER = '"$@" & cat; kill -s QUIT $!; wait'
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SHAPE = """
select relname::text, relkind, relacl::text, attname::text, atttypid, attnotnull, pg_get_constraintdef(constraints.oid)
from pg_class as tables
left join pg_attribute on attrelid = tables.oid and attnum > 0
left join pg_constraint as constraints on conrelid = tables.oid
where relnamespace = 'public'::regnamespace
union all
select 'other sessions and settings', null, null, null, null, null, string_agg(told, ' ')
from (
    select backend_type as told from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    union all
    select setconfig::text from pg_db_role_setting as settings
    inner join pg_database on pg_database.oid = setdatabase and datname = current_database()
) as others
order by 1, 2, 3, 4, 5, 6, 7
"""
"""All that is in a database but for rows, and whether somebody else uses it."""
# The server refuses root.
AS_OWNER = {"user": "postgres", "group": "postgres", "extra_groups": []} if IS_ROOT else {}


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """The address of a server for all tests."""
    if _programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with server_of_postgresql() as address:
        yield address


@contextmanager
def server_of_postgresql() -> Iterator[URL]:
    """The address of a server with a password, on this machine only and gone afterwards."""
    with PostgresqlServer.running() as server:
        yield server.address


class PostgresqlServer:
    """In a folder of its own; can be stopped, held still and started again."""

    def __init__(self, folder: Path):
        if IS_ROOT:
            shutil.chown(folder, "postgres", "postgres")
        self._log, data, password = folder / "log", folder / "data", folder / "password"
        password.write_text(secrets.token_hex())
        self._run: dict = {"cwd": folder, "stderr": subprocess.STDOUT} | AS_OWNER
        programs = _programs()
        make = [programs / "initdb", "--auth=scram-sha-256", f"--pwfile={password}", "--username=writer", "--no-sync"]
        with self._log.open("w") as output:
            make += ["--encoding=UTF8", "--locale=C", data]
            subprocess.run(make, check=True, stdout=output, **self._run)
        port = free_port()
        # It need not outlive the machine: nothing waits for the disk.
        options = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", "fsync=off")
        start = [programs / "postgres", "-D", data, *(part for option in options for part in ("-c", option))]
        self._command = ["sh", "-c", KEEPER, "sh", *start]
        self.address = URL.create("postgresql+psycopg", "writer", password.read_text(), "127.0.0.1", port)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["PostgresqlServer"]:
        with open_folder() as folder:
            server = cls(folder)
            server.start()
            try:
                yield server
            finally:
                server.stop()

    def start(self) -> None:
        with self._log.open("a") as output:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=output, **self._run)
        _wait_for(self.address, self._log)

    def stop(self) -> None:
        """At once, whoever is connected."""
        # Whoever has been forked meanwhile holds the pipe open that is read until then.
        for reader in psutil.Process(self._process.pid).children():
            if reader.name() == "cat":
                reader.terminate()
        self._process.stdin.close()
        self._process.wait(START_SECONDS)

    @contextmanager
    def held(self) -> Iterator[None]:
        """It is there and does nothing."""
        held = psutil.Process(self._process.pid).children(recursive=True)
        for process in held:
            process.suspend()
        yield
        for process in held:
            process.resume()


@pytest.fixture
def new_address(request, tmp_path) -> Iterator[Callable[..., str]]:
    """A function that returns the address of a register of a kind: of none yet, or of one that is made and empty.

    The second is copied, which takes a third of the time; a database of the server is emptied for a later test, which
    takes a fourth of that.
    """
    numbers, used = count(1), []

    def address_of_new(kind: str, is_made: bool = False) -> str:
        if kind == "sqlite":
            file = tmp_path / f"register {next(numbers)} æøå" / "register.sqlite"
            if is_made:
                file.parent.mkdir()
                shutil.copy(request.getfixturevalue("empty"), file)
            return f"sqlite:///{file}"
        server = request.getfixturevalue("postgresql")
        name = f"register_{secrets.token_hex(8)}"
        if is_made:
            request.getfixturevalue("empty_databases").take(name)
            used.append(name)
        else:
            with administrator(server) as connection:
                connection.execute(f"create database {name}")
        return server.set(database=name).render_as_string(hide_password=False)

    yield address_of_new
    for name in used:
        request.getfixturevalue("empty_databases").give_back(name)


@pytest.fixture(params=KINDS)
def address(request, new_address) -> str:
    """The address of a new, empty register, of each kind in turn."""
    return new_address(request.param)


@pytest.fixture
def opened() -> Iterator[Callable[[str], Engine]]:
    """A function that opens the register at an address, and has it closed afterwards."""
    engines = []

    def open_at(address: str) -> Engine:
        engines.append(open_register(address))
        return engines[-1]

    yield open_at
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """A new, empty register in a file; only to be copied."""
    file = tmp_path_factory.mktemp("empty") / "register.sqlite"
    open_register(f"sqlite:///{file}").dispose()
    return file


class EmptyDatabases:
    """New, empty registers on the server: copies of one, which are put back after use and get another name."""

    def __init__(self, server: URL):
        self._server, self._free = server, []
        self._execute("create database empty")
        open_register(server.set(database="empty")).dispose()
        with self._connection("empty") as connection:
            self._tables = ", ".join(table.name for table in metadata.sorted_tables)
            self._state = connection.execute(f"select * from {state.name}").fetchone()
            self._shape = connection.execute(SHAPE).fetchall()

    def take(self, name: str) -> None:
        if self._free:
            self._execute(f"alter database {self._free.pop()} rename to {name}")
        else:
            self._execute(f"create database {name} template empty strategy file_copy")

    def give_back(self, name: str) -> None:
        """One that is not as it was made, but for its rows, or that somebody holds on to, is not used again."""
        with suppress(psycopg.OperationalError), self._connection(name) as connection:
            if connection.execute(SHAPE).fetchall() == self._shape:
                connection.execute(f"truncate {self._tables} restart identity")
                values = ", ".join(["%s"] * len(self._state))
                connection.execute(f"insert into {state.name} values ({values})", self._state)
                self._free.append(name)

    def _connection(self, database: str) -> psycopg.Connection:
        return psycopg.connect(without_driver(self._server.set(database=database)), autocommit=True)

    def _execute(self, statement: str) -> None:
        with administrator(self._server) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def empty_databases(postgresql) -> EmptyDatabases:
    return EmptyDatabases(postgresql)


@pytest.fixture
def new_register(new_address, opened) -> Callable[[str], Engine]:
    """A function that opens a new, empty register of a kind."""
    return lambda kind: opened(new_address(kind, is_made=True))


@pytest.fixture(params=KINDS)
def register(request, new_register) -> Engine:
    """A new, empty register, of each kind in turn."""
    return new_register(request.param)


def administrator(address: URL) -> psycopg.Connection:
    """A connection to the server of a register, but not to the register itself."""
    options = {"host": address.host, "port": address.port, "user": address.username, "password": address.password}
    return psycopg.connect(dbname="postgres", autocommit=True, **options)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that other users can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _programs() -> Path | None:
    """The folder of the server's programs, of the newest version there is."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    found = debian[-1] if debian else shutil.which("postgres")
    return Path(found).parent if found else None


def _wait_for(address: URL, log: Path) -> None:
    """Returns when the server answers; an error with its log when it does not."""
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last:
        try:
            return administrator(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}")


def stored(version: str, address: str) -> None:
    """Put the register that a version of the code once wrote at an address."""
    url = make_url(address)
    kind = url.get_backend_name()
    script = (STORED / f"register_{version}_{kind}.sql").read_text(encoding="utf-8")
    if kind == "sqlite":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(url.database) as connection:
            connection.executescript(script)
        connection.close()
    else:
        with psycopg.connect(without_driver(url), autocommit=True) as connection:
            connection.execute(script)


def without_driver(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
