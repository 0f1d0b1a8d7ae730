"""A register that can not be used says so, in time; nothing of what was sent is saved, and later it goes on."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from databases import administrator, free_port
from register import database
from register.blackout import black_out
from register.database import open_register, revision, writing
from register.errors import UnavailableError
from register.rounds import close_round, open_round
from register.schema import VERSION, reports, state
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, frozen, last_reports, rows, send

DOWN = "Registeret svarer ikke, eller kan ikke skrives til. Ingenting er lagret. Prøv igjen"
SECOND = replace(REPORT, measure_no=2)


@pytest.fixture
def impatient(monkeypatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)


@contextmanager
def gone(register: Engine) -> Iterator[None]:
    """Nobody gets to the database meanwhile."""
    register.dispose()
    if register.dialect.name == "sqlite":
        folder = Path(register.url.database).parent
        away = folder.rename(f"{folder} away")
        folder.touch()
        yield
        folder.unlink()
        away.rename(folder)
    else:
        with administrator(register.url) as server:
            server.execute(f"alter database {register.url.database} allow_connections false")
            yield
            server.execute(f"alter database {register.url.database} allow_connections true")


def disconnect(register: Engine) -> None:
    """End all connections of PostgreSQL to the register, as when its server is started again."""
    with administrator(register.url) as server:
        ended = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s"
        assert server.execute(ended, [register.url.database]).fetchall()


@pytest.mark.parametrize(
    "do",
    [
        lambda register: send(register, REPORT),
        lambda register: open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6),
        lambda register: close_round(register, WORKING_GROUP, frozen({(1, HAMAR): None})),
        lambda register: black_out(register, WORKING_GROUP, 1, "comment", "En prøve"),
        last_reports,
        revision,
        lambda register: open_register(register.url),
    ],
    ids=["save", "open a round", "close a round", "black out", "read", "revision", "open"],
)
def test_nothing_is_done_while_the_database_is_gone(register, do):
    send(register, replace(REPORT, comment="Går bra."))
    before = rows(register, reports)
    with gone(register), pytest.raises(UnavailableError, match=DOWN) as told:
        do(register)
    assert register.url.password is None or register.url.password not in str(told.value)
    assert rows(register, reports) == before
    assert send(register, SECOND) == 1


def test_it_goes_on_at_once_when_the_server_has_been_started_again(new_register):
    register = new_register("postgresql")
    disconnect(register)
    assert send(register, REPORT) == 1


def test_nothing_is_saved_when_the_connection_breaks_before_the_end(new_register):
    register = new_register("postgresql")
    with pytest.raises(UnavailableError, match=DOWN), writing(register) as connection:
        connection.exec_driver_sql("update register_state set schema_version = 99")
        disconnect(register)
    assert [row["schema_version"] for row in rows(register, state)] == [VERSION]
    assert send(register, REPORT) == 1


def test_a_server_that_only_reads_saves_nothing(new_register):
    register = new_register("postgresql")
    send(register, REPORT)
    with administrator(register.url) as server:
        server.execute(f"alter database {register.url.database} set default_transaction_read_only = on")
    register.dispose()
    with pytest.raises(UnavailableError, match=DOWN):
        send(register, SECOND)
    assert last_reports(register) == {(1, HAMAR): REPORT}


def test_a_writer_does_not_wait_for_ever_for_another_process(impatient, register):
    with create_engine(register.url).connect() as other:
        if register.dialect.name == "sqlite":
            other.exec_driver_sql("begin immediate")
        other.execute(state.update().values(revision=100))
        with pytest.raises(UnavailableError, match=DOWN):
            send(register, REPORT)
    assert (rows(register, reports), revision(register)) == ([], 0)
    assert send(register, REPORT) == 1


def test_a_writer_does_not_wait_for_ever_for_its_own_process(impatient, register):
    with ThreadPoolExecutor(1) as pool:
        with writing(register), pytest.raises(UnavailableError, match=DOWN):
            pool.submit(send, register, REPORT).result()
        assert pool.submit(send, register, REPORT).result() == 1


def test_whoever_waits_for_its_own_process_holds_no_connection(register):
    with ThreadPoolExecutor(20) as pool:
        with writing(register):
            sent = [pool.submit(send, register, replace(REPORT, comment=f"Nummer {number}")) for number in range(20)]
            time.sleep(0.2)
            assert register.pool.checkedout() == 1
        assert [one.result() for one in sent] == [1] * 20


def test_a_reader_does_not_wait_for_ever_for_a_connection(impatient, register):
    with ExitStack() as all_of_them:
        for _ in range(15):
            all_of_them.enter_context(register.connect())
        with pytest.raises(UnavailableError, match=DOWN):
            last_reports(register)
    assert last_reports(register) == {}


def test_a_server_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(UnavailableError, match=DOWN):
            open_register(f"postgresql+psycopg://writer:secret@127.0.0.1:{silent.getsockname()[1]}/register")


def test_a_server_that_is_not_there_is_told_without_its_address_which_is_logged_without_the_password(caplog):
    with pytest.raises(UnavailableError, match=DOWN) as told:
        open_register(f"postgresql+psycopg://writer:secret@127.0.0.1:{free_port()}/register")
    assert "127.0.0.1" not in str(told.value)
    assert "writer:***@127.0.0.1" in caplog.text and "secret" not in caplog.text


@pytest.mark.parametrize(
    "address",
    ["", "register.sqlite", "sqlite://", "nothing://host/register", "postgresql://writer:sec@ret:port/register"],
)
def test_an_address_that_says_nothing_is_told_without_repeating_it(address):
    with pytest.raises(UnavailableError, match=r"^Adressen til registeret kan ikke brukes\. Skriv den slik") as told:
        open_register(address)
    assert "sec" not in str(told.value)


def test_a_register_of_a_newer_version_is_left_alone(address, opened):
    register = opened(address)
    send(register, REPORT)
    with writing(register) as connection:
        connection.execute(state.update().values(schema_version=99))
    before = [rows(register, table) for table in (state, reports)]
    register.dispose()
    file = Path(register.url.database)
    written = file.read_bytes() if file.exists() else None
    with pytest.raises(UnavailableError) as told:
        open_register(address)
    assert str(told.value) == (
        f"Registeret er av versjon 99, men denne utgaven av løsningen kjenner versjon {VERSION}. "
        "Ingenting er endret. Bruk utgaven som registeret ble laget med, eller en nyere."
    )
    assert (file.read_bytes() if file.exists() else None) == written
    assert [rows(register, table) for table in (state, reports)] == before


def test_where_a_database_is_is_told_to_nobody_who_reports(tmp_path, caplog, opened):
    """Also where it is no register; whoever runs it finds it in the log."""
    register = opened(f"sqlite:///{tmp_path}/register.sqlite")
    with register.begin() as connection:
        connection.exec_driver_sql("alter table register_state rename to other")
    with pytest.raises(UnavailableError, match="Databasen er ikke et register") as told:
        send(register, REPORT)
    assert str(tmp_path) not in str(told.value) and str(tmp_path) in caplog.text
