"""Who works in a simulated day: a process of the dashboard, and somebody who uses it and is told what became of it.

The clock is the day's own: it goes on by what is done, and can be set back.
"""

import io
import os
import random
import resource
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import duckdb
import openpyxl
from sqlalchemy import Engine, select

from content import warehouse, wording
from pipelines import publish
from pipelines.publish import current_version, restore
from pipelines.register_marts import register_at
from processes import NOBODY
from published import publish_again
from register import blackout, database, entries, reports, rounds, schema
from register.backup import back_up
from register.blackout import BLACKED_OUT, black_out
from register.database import UNSURE, reading
from register.entry_kinds import KEEP, Assessment
from register.errors import LeftInFilesError, RegisterError, UnavailableError, UnsureError
from register.plans import of_plan
from register.rehearsal import rehearse
from register.reports import save, withdraw
from register.rights import Rights
from register.rounds import FrozenTask, close_round, open_round
from register.settings import Settings
from register.sheet.read import read
from register.sheet.write import HEADER_ROW, HEADINGS, Task, write
from register.validation.rules import DONE, FIELDS, NOT_STARTED, ONGOING, PARTLY, Report

BEGINS = datetime(2026, 11, 22, 18)
"""So that midnight is passed, and can be gone back over."""
GROUP = Rights("Arbeidsgruppa", is_working_group=True)
OUTCOMES = SAVED, REFUSED, NOT_SAVED, UNKNOWN, SEEN = "saved", "refused", "not saved", "unknown", "seen"
"""What somebody is told, UNKNOWN where it was not heard; SEEN where nothing was to be saved."""
IMPATIENT = 0.5
"""Seconds that they wait for others."""
HISTORY = "select comment from marts.task_history where comment is not null"
BROKEN = (OSError, duckdb.IOException, duckdb.TransactionException)
"""What a build tells as a folder that can not be written to."""


@dataclass(frozen=True)
class Act:
    name: str
    kind: str
    about: str = ""
    """The answer that is blacked out."""
    is_again: bool = False


@dataclass
class Place:
    """Where they all work."""

    folder: Path
    address: str
    plan_id: str
    frozen: list[FrozenTask]
    clock: Synchronized
    is_full: Synchronized

    @property
    def processed(self) -> Path:
        return self.folder / "processed"

    @property
    def kept(self) -> Path:
        """What is published anew, as the raw files are to a build."""
        return self.folder / "kept.duckdb"

    @property
    def settings(self) -> Settings:
        return Settings(self.address, False, "", "", ())

    def now(self) -> datetime:
        with self.clock.get_lock():
            self.clock.value += 1
            return BEGINS + timedelta(seconds=self.clock.value)


class Worker:
    """A process of the dashboard, and somebody who uses it."""

    def __init__(self, place: Place):
        self.place, self.seen = place, float("inf")
        self.tasks = [(task.measure_no, task.area_code) for task in place.frozen]

        class Clock(datetime):
            @classmethod
            def now(cls, tz=None) -> datetime:
                return place.now().replace(tzinfo=tz)

        for module in (reports, entries, rounds, blackout, publish):
            module.datetime = Clock
        wording.today = lambda: self.today
        database.WAIT_SECONDS = IMPATIENT
        warehouse.PROCESSED, warehouse.settings = place.processed, lambda: place.settings

    @property
    def today(self) -> date:
        return self.place.now().date()

    @property
    def register(self) -> Engine:
        return of_plan(register_at(self.place.address), self.place.plan_id)

    def do(self, act: Act) -> str:
        if act.kind == "sheet":
            # It is filled in on a machine of their own.
            self.sheet_in_hand = filled_in(self._asked(act), told(act.name))
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0 if self.place.is_full.value else most, most))
        try:
            return getattr(self, act.kind)(act, random.Random(act.name))
        except UnavailableError as error:
            return UNKNOWN if str(error) == UNSURE else NOT_SAVED
        except RegisterError:
            return REFUSED
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    def answer(self, act: Act, chance: random.Random) -> str:
        status, tasks = chance.choice((NOT_STARTED, ONGOING, PARTLY, DONE)), answered(act.name, self.tasks)
        return self._save(act, [Report(*task, status, self.today, comment=told(act.name)) for task in tasks])

    def sheet(self, act: Act, chance: random.Random) -> str:
        found = read(self.sheet_in_hand, self._asked(act), self.today)
        assert not found.problems, found.problems
        return self._save(act, [row.draft for row in found.to_save])

    def _asked(self, act: Act) -> list[Task]:
        """What stands in its sheet."""
        task = random.Random(act.name).choice(self.tasks)
        return [Task(*task, "Kommunen", "Tittel", "Gjør noe", "Rolle", None)]

    def _save(self, act: Act, drafts: list[Report]) -> str:
        about = (self.register, GROUP, drafts, set(self.tasks), self.today, act.name)
        try:
            save(*about)
        except UnsureError as error:
            save(*about, accepted=frozenset(question.sentence for question in error.questions))
        self._sees(lambda history: told(act.name) in history)
        return SAVED

    def take_back(self, act: Act, chance: random.Random) -> str:
        about = (self.register, GROUP, *chance.choice(self.tasks), act.name)
        try:
            return SAVED if withdraw(*about) else REFUSED
        except UnsureError as error:
            return SAVED if withdraw(*about, accepted=frozenset(one.sentence for one in error.questions)) else REFUSED

    def assess(self, act: Act, chance: random.Random) -> str:
        measure_no, _ = chance.choice(self.tasks)
        entry = Assessment(measure_no, KEEP, told(act.name))
        entries.save(self.register, GROUP, entry, {measure_no}, self.today, act.name)
        return SAVED

    def begin_round(self, act: Act, chance: random.Random) -> str:
        open_round(self.register, GROUP, act.name, self.today, self.today, len(self.tasks))
        return SAVED

    def end_round(self, act: Act, chance: random.Random) -> str:
        close_round(self.register, GROUP, self.place.frozen)
        return SAVED

    def black_out(self, act: Act, chance: random.Random) -> str:
        table = schema.reports
        with reading(self.register) as connection:
            where = (table.c.submission == act.about, table.c.comment != BLACKED_OUT)
            found = connection.execute(select(table.c.report_id).where(*where)).scalars().first()
        # It is left in the files where others use them, and is gone from the register.
        with suppress(LeftInFilesError):
            if found:
                black_out(self.register, GROUP, found, "comment", "Gjaldt en person")
        self._sees(lambda history: told(act.about) not in history)
        return SAVED

    def back_up(self, act: Act, chance: random.Random) -> str:
        file = self.place.folder / "backup" / f"{act.name}.sqlite"
        back_up(register_at(self.place.address), file)
        rehearse(self.place.address, file)
        return SEEN

    def publish(self, act: Act, chance: random.Random) -> str:
        try:
            restore(self.place.processed)
            publish_again(self.place.kept, self.place.processed)
        except BROKEN:
            return REFUSED
        return SEEN

    def look(self, act: Act, chance: random.Random) -> str:
        before = self.seen
        if (version := self._version(is_patient=True)) is None:
            return REFUSED
        assert warehouse.status_note(version) or before in (float("inf"), -1) or self.seen >= before, "went back"
        self._history(version)
        return SEEN

    def _sees(self, is_so: Callable[[set[str]], bool]) -> None:
        """Who has saved sees it at once, unless it is told that the last known status is shown."""
        self.seen = float("inf")
        version = self._version(is_patient=False)
        assert version is None or warehouse.status_note(version) or is_so(self._history(version)), "does not see it"

    def _version(self, is_patient: bool) -> str | None:
        """As a page chooses it: the first visitor publishes where there is none; None where nothing can be shown."""
        with suppress(warehouse.UnwritableError, *BROKEN):
            version = warehouse.version_in_use(self.seen, is_patient)
            if version is None:
                restore(self.place.processed)
                if current_version(self.place.processed) is None:
                    publish_again(self.place.kept, self.place.processed)
                version = warehouse.version_in_use(self.seen)
            self.seen = version and warehouse.revision(version)
            return version
        return None

    def _history(self, version: str) -> set[str]:
        for _ in range(3):
            # As a page that begins anew where what it reads is cleared away.
            with suppress(warehouse.GoneError):
                return set(warehouse.query(version, HISTORY)["comment"])
            version = self._version(is_patient=False) or version
        return set(warehouse.query(version, HISTORY)["comment"])


def told(name: str) -> str:
    """What an answer says."""
    return f"Svar {name}."


def answered(name: str, tasks: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The tasks that it answers."""
    chance = random.Random(name)
    return chance.sample(tasks, chance.choice((1, 1, 2, 3)))


def filled_in(asked: list[Task], comment: str) -> bytes:
    """A sheet as it is handed in."""
    book = openpyxl.load_workbook(io.BytesIO(write(asked)))
    for name, value in (("status", ONGOING), ("comment", comment)):
        book["Status"].cell(HEADER_ROW + 2, HEADINGS.index(FIELDS[name]) + 1).value = value
    book.save(file := io.BytesIO())
    return file.getvalue()


def work(place: Place, orders: Connection, heard: Connection) -> None:
    if os.geteuid() == 0:  # whom no file refuses
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    worker = Worker(place)
    while True:
        for act in orders.recv():
            heard.send((act, None))
            try:
                outcome = worker.do(act)
            except Exception:
                outcome = traceback.format_exc()
            heard.send((act, outcome))
        heard.send(None)
