"""Whoever is killed at any step has done all of it or nothing, and whoever does it again has done it once."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import DateTime, Engine, make_url, select
from test_register_migrations import VERSIONS

from databases import KINDS, SHAPE, stored, without_driver
from killing import killed_at_steps
from processes import IS_POSIX, NO_FORK, elsewhere
from proofs import KILLS, kills, some, tries
from register import entries
from register.blackout import black_out
from register.database import open_register, reading
from register.entry_kinds import KEEP, Assessment
from register.errors import InvalidError
from register.reports import withdraw
from register.rounds import close_round, open_round
from register.schema import metadata, reports, state
from register.validation.rules import DONE
from reported import COORDINATOR, HAMAR, REPORT, TODAY, WORKING_GROUP, frozen, rows, send_at_any_rate

pytestmark = pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
EVERY = {"sqlite": tries(30, 1), "postgresql": tries(120, 3)}
"""PostgreSQL is asked so much more, and is waited for each time."""


def answer(register: Engine, number: int) -> None:
    told = [replace(REPORT, measure_no=measure_no, comment=f"Hemmelig {number}.") for measure_no in (1, 2, 3)]
    send_at_any_rate(register, *told, submission=f"answer {number}")


def correct(register: Engine, number: int) -> None:
    send_at_any_rate(register, replace(REPORT, status=DONE, comment=f"Ferdig {number}"), submission=f"correct {number}")


def take_back(register: Engine, number: int) -> None:
    withdraw(register, COORDINATOR, 2, HAMAR, f"take back {number}")


def assess(register: Engine, number: int) -> None:
    told = Assessment(1, KEEP, f"Virker {number}")
    entries.save(register, WORKING_GROUP, told, {1}, TODAY, f"assess {number}")


def begin_round(register: Engine, number: int) -> None:
    with suppress(InvalidError):  # that one is open, where it was opened before
        open_round(register, WORKING_GROUP, f"Runde {number}", TODAY, TODAY, 6)


def end_round(register: Engine, number: int) -> None:
    with suppress(InvalidError):
        close_round(register, WORKING_GROUP, frozen({(1, HAMAR): TODAY, (2, HAMAR): None}))


def black_one_out(register: Engine, number: int) -> None:
    with reading(register) as connection:
        with_text = select(reports.c.report_id).where(reports.c.comment == f"Hemmelig {number}.")
        found = connection.execute(with_text).scalars().first()
    if found:
        black_out(register, WORKING_GROUP, found, "comment", "Gjaldt en person")


WORK = (begin_round, answer, correct, take_back, assess, end_round, black_one_out)


def content(register: Engine) -> dict[str, list[dict]]:
    """All that it holds but for moments, and ids as the places they give: one may be passed over for good."""
    found = {table: rows(register, table) for table in metadata.sorted_tables if table is not state}
    ids = {table: table.autoincrement_column for table in found if table.autoincrement_column is not None}
    places = {id: {row[id.name]: place for place, row in enumerate(found[table])} for table, id in ids.items()}

    def told(column, value):
        if isinstance(column.type, DateTime):
            return value is not None
        of = column if column in places else next((key.column for key in column.foreign_keys), None)
        return places[of].get(value) if of is not None else value

    return {
        table.name: [{column.name: told(column, row[column.name]) for column in table.columns} for row in held]
        for table, held in found.items()
    }


def work_and_be_killed(address: str, beside: str, least: int, every: int) -> tuple[int, list[str]]:
    """Do it at one address, killed at step after step, and beside it by nobody who is killed.

    How many were killed, and after what something was neither as before nor as it was to be.
    """
    killed, wrong, mended = 0, [], open_register(beside)
    for number in count(1):
        for do in some((answer, black_one_out), WORK):
            before = content(mended)
            do(mended, number)
            after = content(mended)
            victim = open_register(address)
            victim.dispose()
            for step in killed_at_steps(every, do, victim, number):
                killed += 1
                wrong += [f"{do.__name__} {step}: {told}" for told in left_over(address, number, before, after)]
            if left_over(address, number, after, after):
                wrong.append(f"{do.__name__} at last")
        if killed >= least:
            return killed, wrong


def left_over(address: str, number: int, before: dict, after: dict) -> list[str]:
    """What must not be there when a killed one has been."""
    register = open_register(address)
    found = content(register)
    register.dispose()
    if found not in (before, after):
        return ["half"]
    if register.dialect.name != "sqlite" or (told := f"Hemmelig {number}.") in str(found):
        return []
    return [file.name for file in Path(register.url.database).parent.iterdir() if told.encode() in file.read_bytes()]


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_killed_at_a_step_has_done_all_of_it_or_nothing(kind, new_address):
    addresses = [new_address(kind, is_made=True) for _ in range(2)]
    least = kills(f"writing at a step, {kind}")
    killed, wrong = elsewhere(work_and_be_killed, *addresses, least, tries(24, 1))
    print(f"{killed} killed")
    assert wrong == []
    assert killed >= least


def dumped(address: str) -> list:
    """What its tables are and all that they hold, of whatever version; waits for whoever is still opening it."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(url.database)) as connection:
            return list(connection.iterdump())
    with psycopg.connect(without_driver(url)) as connection:
        connection.execute("select pg_advisory_xact_lock(116006)")
        shape = [row for row in connection.execute(SHAPE) if row[0] != "other sessions and settings"]
        names = [name for (name,) in connection.execute("select tablename from pg_tables where schemaname = 'public'")]
        held = [sorted(connection.execute(f'select held::text from "{name}" as held')) for name in sorted(names)]
        return [shape, held]


def bring_forward(address: str) -> None:
    open_register(address).dispose()


def bring_forward_and_be_killed(addresses: list[str], besides: list[str], every: int) -> tuple[int, list[str]]:
    killed, wrong = 0, []
    for address, beside in zip(addresses, besides, strict=True):
        bring_forward(beside)
        before, after = dumped(address), dumped(beside)
        assert before != after
        for step in killed_at_steps(every, bring_forward, address):
            killed += 1
            wrong += [f"{step}: half"] if dumped(address) not in (before, after) else []
        wrong += ["at last"] if dumped(address) != after else []
    return killed, wrong


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_killed_while_it_brings_a_register_forward_leaves_the_old_or_the_new(kind, new_address):
    places = [[new_address(kind) for _ in some(VERSIONS[:1], VERSIONS)] for _ in range(2)]
    for addresses in places:
        for version, address in zip(VERSIONS, addresses, strict=False):
            stored(version, address)
    killed, wrong = elsewhere(bring_forward_and_be_killed, *places, EVERY[kind])
    print(f"{killed} killed")
    assert wrong == []
    assert killed >= kills(f"migrating at a step, {kind}")


def test_the_long_proofs_kill_a_thousand():
    assert sum(long for _, long in KILLS.values()) >= 1000
