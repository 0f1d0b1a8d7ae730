"""A day of work on one register by several processes, while faults come: what each was told, and what is there.

What somebody does has a name, which is also what it is sent as. Of each it is known whether it was begun and what was
told; what was not heard is done again, as people do.
"""

import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import rmtree

from sqlalchemy import Engine

from databases import PostgresqlServer
from day_worker import BEGINS, NOT_SAVED, OUTCOMES, SAVED, UNKNOWN, Act, Place, answered, filled_in, told, work
from pipelines.publish import POINTER
from pipelines.register_marts import FOLDER
from processes import fork
from proofs import tries
from register import schema
from register.backup import read_backup
from register.blackout import BLACKED_OUT
from register.database import open_register
from register.sheet.read import read
from register.sheet.write import Task
from reported import rows

WORK = ("answer",) * 8 + ("sheet", "take_back", "assess", "look", "look", "black_out")
OF_ONE = ("begin_round", "publish", "end_round", "back_up")
"""What only one of them does, one a hour: who leads the work."""
LONGEST_FAULT, LONGEST_HOUR = tries(2, 4), 300


ANSWERS = ("answer", "sheet")
KEPT = (*ANSWERS, "take_back", "assess", "begin_round")
"""What is found again by its name."""


@dataclass
class Seat:
    """Whoever works there, one after the other."""

    number: int
    process: BaseProcess | None = None
    orders: Connection | None = None
    heard: Connection | None = None
    left: list[Act] = field(default_factory=list)
    begun: int = 0
    """Of what is left, 1 where the first has been begun."""
    is_at_work: bool = False
    again: list[Act] = field(default_factory=list)
    """What is done again, since it was not heard whether it is saved."""


class Day:
    def __init__(self, place: Place, seats: int, acts: int, server: PostgresqlServer | None):
        self.place, self.acts, self.server = place, acts, server
        self.seats = [Seat(number) for number in range(seats)]
        self.chance = random.Random(116006)
        self.outcomes: dict[str, tuple[Act, str]] = {}
        """Name → what was done, and what was told last."""
        self.order: dict[int, list[str]] = defaultdict(list)
        """Seat → the names of answers, as they were told to be saved at the first attempt."""
        self.saved_in: dict[str, int] = {}
        """The hour that was told in: what somebody who is killed had not begun, is done an hour later."""
        self.wrong: list[str] = []
        self.killed = 0
        self.hour = 0
        # What is imported when it is used first, they can not read who may read nothing of ours.
        asked = [Task(1, place.frozen[0].area_code, "Kommunen", "Tittel", "Gjør noe", "Rolle", None)]
        read(filled_in(asked, ""), asked, BEGINS.date())

    @property
    def file(self) -> Path:
        """Of the register, where it is one."""
        return Path(self.place.address.removeprefix("sqlite:///"))

    def pass_by(self, faults: Iterable[str]) -> None:
        for self.hour, fault in enumerate([*faults, "none", "none"]):
            self.place.clock.value = 3600 * self.hour
            for seat in self.seats:
                self._send(seat, self._orders(seat, is_last=self.hour > len(faults)))
            self._hear(until=lambda: self._is_told or not self._at_work())
            with getattr(self, fault)():
                self._hear(until=lambda: not self._at_work(), longest=LONGEST_FAULT)
            self._hear(until=lambda: not self._at_work())
        for seat in self.seats:
            seat.process.kill()
            seat.process.join()

    def _orders(self, seat: Seat, is_last: bool) -> list[Act]:
        again, seat.again = seat.again, []
        if is_last:
            return again
        kinds = self.chance.choices(WORK, k=self.acts) + ([OF_ONE[self.hour % len(OF_ONE)]] if seat.number == 0 else [])
        names = [f"{seat.number}-{self.hour}-{number}" for number in range(len(kinds))]
        made = [Act(name, kind, self._answer()) for name, kind in zip(names, kinds, strict=True)]
        return again + [act for act in made if act.kind != "black_out" or act.about]

    def _answer(self) -> str:
        """One that is known to be saved, and that nobody has been asked to black out."""
        taken = {act.about for act, _ in self.outcomes.values()}
        known = [name for names in self.order.values() for name in names if name not in taken]
        return self.chance.choice(known) if known else ""

    def _send(self, seat: Seat, orders: list[Act]) -> None:
        if seat.process is None or not seat.process.is_alive():
            seat.orders, theirs = fork.Pipe()
            seat.heard, mine = fork.Pipe(duplex=False)
            seat.process = fork.Process(target=work, args=(self.place, theirs, mine), daemon=True)
            seat.process.start()
            theirs.close()
            mine.close()
        seat.is_at_work, self._is_told = True, False
        seat.left = orders
        seat.orders.send(orders)

    def _at_work(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.is_at_work]

    def _hear(self, until: Callable[[], bool], longest: float = LONGEST_HOUR) -> None:
        last = time.monotonic() + longest
        while not until() and time.monotonic() < last:
            at_work = {seat.heard: seat for seat in self._at_work()}
            for heard in wait(list(at_work), 0.05):
                self._take(at_work[heard])
        assert longest != LONGEST_HOUR or until(), "somebody never comes to an end"

    def _take(self, seat: Seat) -> None:
        try:
            came = seat.heard.recv()
        except EOFError:
            # Killed: what was begun is done again, and so is what was not.
            seat.process.join()
            assert seat.process.exitcode == -signal.SIGKILL, "a worker has ended by itself"
            self.killed += 1
            begun, not_begun = seat.left[: seat.begun], seat.left[seat.begun :]
            for act in begun:
                self._heard(seat, act, UNKNOWN)
            seat.again += not_begun
            seat.is_at_work, seat.begun = False, 0
            return
        match came:
            case None:
                seat.is_at_work = False
            case (_, None):
                seat.begun = 1
            case (act, outcome):
                seat.left, seat.begun, self._is_told = seat.left[1:], 0, True
                self._heard(seat, act, outcome)

    def _heard(self, seat: Seat, act: Act, outcome: str) -> None:
        if outcome not in OUTCOMES:
            self.wrong.append(f"{act}: {outcome}")
            outcome = "failed"
        self.outcomes[act.name] = (act, outcome)
        is_tried = outcome == NOT_SAVED and (act.is_again or self.chance.random() < 0.5)
        if outcome == UNKNOWN or is_tried:
            seat.again.append(replace(act, is_again=True))
        elif outcome == SAVED and act.kind in ANSWERS and not act.is_again:
            self.order[seat.number].append(act.name)
            self.saved_in[act.name] = self.hour

    # Faults: each begins while they work, and is over when they are at rest, or some seconds later.

    @contextmanager
    def none(self) -> Iterator[None]:
        yield

    @contextmanager
    def one_is_killed(self) -> Iterator[None]:
        time.sleep(self.chance.uniform(0, 0.3))
        self.chance.choice(self.seats).process.kill()
        yield

    @contextmanager
    def all_are_killed(self) -> Iterator[None]:
        time.sleep(self.chance.uniform(0, 0.3))
        for seat in self.seats:
            seat.process.kill()
        yield

    @contextmanager
    def register_is_locked(self) -> Iterator[None]:
        register = open_register(self.place.address)
        with register.connect() as connection, connection.execution_options(is_writing=True).begin():
            connection.execute(schema.state.update().values(revision=schema.state.c.revision))
            yield
        register.dispose()

    @contextmanager
    def database_is_stopped(self) -> Iterator[None]:
        """Its server; where there is none, its folder is taken away."""
        if self.server:
            self.server.stop()
            yield
            self.server.start()
            return
        folder = self.file.parent
        away = folder.rename(folder.with_name("away"))
        folder.touch()
        yield
        folder.unlink()
        away.rename(folder)

    @contextmanager
    def database_hangs(self) -> Iterator[None]:
        """Its server is held still; where there is none, its file can only be read."""
        if self.server:
            with self.server.held():
                yield
            return
        with read_only([self.file]):
            yield

    @contextmanager
    def status_is_read_only(self) -> Iterator[None]:
        folder = self.place.processed / FOLDER
        with read_only([folder, *folder.iterdir()]):
            yield

    @contextmanager
    def published_is_read_only(self) -> Iterator[None]:
        folder = self.place.processed
        with read_only([folder, *folder.iterdir()]):
            yield

    @contextmanager
    def disk_is_full(self) -> Iterator[None]:
        """No file of theirs may grow, from what each does next."""
        self.place.is_full.value = True
        yield
        self.place.is_full.value = False

    @contextmanager
    def status_is_damaged(self) -> Iterator[None]:
        damage(self.place.processed / FOLDER)
        yield

    @contextmanager
    def published_is_damaged(self) -> Iterator[None]:
        damage(self.place.processed)
        yield

    @contextmanager
    def status_pointer_is_damaged(self) -> Iterator[None]:
        (self.place.processed / FOLDER / POINTER).write_bytes(b"\xff\x00")
        yield

    @contextmanager
    def pointer_is_damaged(self) -> Iterator[None]:
        (self.place.processed / POINTER).write_bytes(b"\xff\x00")
        yield

    @contextmanager
    def status_is_deleted(self) -> Iterator[None]:
        rmtree(self.place.processed / FOLDER)
        yield

    @contextmanager
    def clock_is_set_back(self) -> Iterator[None]:
        """By nine hours, and so over midnight where it is early."""
        self.place.clock.value -= 9 * 3600
        yield


FAULTS = (
    "one_is_killed",
    "register_is_locked",
    "database_is_stopped",
    "disk_is_full",
    "status_is_damaged",
    "pointer_is_damaged",
    "clock_is_set_back",
    "status_is_read_only",
    "all_are_killed",
    "database_hangs",
    "published_is_read_only",
    "status_pointer_is_damaged",
    "published_is_damaged",
    "status_is_deleted",
)


@contextmanager
def read_only(paths: list[Path]) -> Iterator[None]:
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield
    for path in paths:
        if path.exists():
            path.chmod(0o755 if path.is_dir() else 0o644)


def damage(folder: Path) -> None:
    """The version in use is cut in half, where it lies."""
    if (file := folder / (folder / POINTER).read_text()).is_file():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def differences(day: Day, register: Engine, tasks: list[tuple[int, str]]) -> list[str]:
    """What is not as those who worked were told."""
    saved, wrong = defaultdict(list), list(day.wrong)
    for table in (schema.reports, schema.assessments):
        for row in rows(register, table):
            saved[row["submission"]].append(row)
    for row in rows(register, schema.rounds):
        saved[row["title"]].append(row)
    wrong += [f"{name}: nobody has done it" for name in saved.keys() - day.outcomes.keys()]
    blacked_out, maybe = set(), set()
    for name, (act, outcome) in day.outcomes.items():
        if act.kind == "black_out":
            (blacked_out if outcome == SAVED else maybe if act.is_again else set()).add(act.about)
            continue
        whole = len(answered(name, tasks)) if act.kind == "answer" else int(act.kind in KEPT)
        expected = {whole} if outcome == SAVED else {0, whole} if act.is_again else {0}
        if len(saved[name]) not in expected:
            wrong.append(f"{act}: told {outcome}, and {len(saved[name])} of {whole} are there")
    for name, found in saved.items():
        said = {row["comment"] for row in found if row.get("comment")}
        expected = (
            {BLACKED_OUT} if name in blacked_out else {told(name), BLACKED_OUT} if name in maybe else {told(name)}
        )
        wrong += [] if said <= expected else [f"{name}: says {said}"]
    for names in day.order.values():
        ids = [row["report_id"] for name in names for row in saved[name]]
        wrong += [] if ids == sorted(ids) else ["not in the order it was told"]
    closed = sum(row["closed_at"] is not None for row in rows(register, schema.rounds))
    ends = Counter(outcome for act, outcome in day.outcomes.values() if act.kind == "end_round")
    wrong += [] if ends[SAVED] <= closed <= ends.total() else [f"{closed} rounds are closed"]
    return wrong + list(lacking_in_backups(day))


def lacking_in_backups(day: Day) -> Iterator[str]:
    """Of what was told in the hours before."""
    for file in (day.place.folder / "backup").glob("*.sqlite"):
        hour = int(file.stem.split("-")[1])
        held = {row["submission"] for row in read_backup(file)[schema.reports]}
        before = {name for name, saved_in in day.saved_in.items() if saved_in < hour}
        yield from (f"{file.name} lacks {name}" for name in before - held)
