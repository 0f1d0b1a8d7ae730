"""Four processes in which many hand in and answer at once: nothing is lost or doubled, and it is as each was told.

What is told as published is in the next version that whoever was told it reads, and in the last; what is refused, left
or undone is in none. All of it goes through the register and the builds, as a page has them made.
"""

import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path

import duckdb
import pytest

from content import publishing, warehouse
from databases import KINDS
from new_rows import NUMBER
from pipelines.build import RAW
from pipelines.delivery import Delivery, as_text
from pipelines.mistakes import RawDataError
from pipelines.publish import CANDIDATES, current_version, delivered_in
from pipelines.register_marts import register_at
from processes import started
from proofs import some, tries
from register import deliveries, schema
from register.errors import InvalidError
from register.rights import Rights
from register.settings import settings
from reported import REPORT, rows, send

PROCESSES, LONGEST_START = 4, 60
DELIVERIES, ANSWERS = tries(3, 50), tries(8, 200)
KEEPER = Rights("Dataforvalter", may_deliver=True)
PUBLISHED, REFUSED, LEFT, UNDONE, ANSWERED = "published", "refused", "left", "undone", "answered"
ENDS = (PUBLISHED, UNDONE, REFUSED, LEFT, PUBLISHED)
"""How those who hand in mean it to end, in turn; who is to leave does so when others were first."""
IDS = "select observation_id from marts.observations where observation_id like 'at_once_%'"
ANSWERS_SEEN = "select comment from marts.task_history where comment is not null"


def delivery(name: str, is_wrong: bool) -> Delivery:
    source = "ukjent" if is_wrong else NUMBER["source_id"]
    row = NUMBER | {"observation_id": name, "source_id": source, "category": name}
    return Delivery(f"{name}.xlsx", {"observations": [row]})


@dataclass
class Process:
    """A process of the server, and those whose pages it makes."""

    out: Path
    address: str

    def __post_init__(self):
        used = replace(settings(), address=self.address, raw=RAW)
        publishing.settings = warehouse.settings = lambda: used
        warehouse.PROCESSED = self.out
        self.engine = register_at(self.address)

    def sees(self, select: str) -> list[str]:
        """What a page shows whoever has just saved."""
        while True:
            try:
                return list(warehouse.query(warehouse.version_in_use(inf), select).iloc[:, 0])
            except warehouse.GoneError:
                continue

    def tried(self, **what) -> publishing.Trial:
        return publishing.try_out(self.engine, warehouse.version_in_use(inf), **what).result()

    def hand_in(self, name: str, end: str) -> str:
        handed, submission = delivery(name, end == REFUSED), str(uuid.uuid4())
        while True:
            try:
                trial = self.tried(add=handed)
            except RawDataError:
                return REFUSED
            save = partial(deliveries.save, self.engine, KEEPER, handed.file, as_text(handed), "Ny rapport", submission)
            try:
                # It is sent twice, as by a press that was not seen to be heard.
                number, again = save(trial.state), save(trial.state)
            except InvalidError as error:
                assert str(error) == deliveries.NEWER
                if end == LEFT:
                    return LEFT
                continue
            assert again == number
            publishing.publish(self.engine).result()
            assert self.sees(IDS).count(name) == 1
            return self.undo(name, number) if end == UNDONE else PUBLISHED

    def undo(self, name: str, number: int) -> str:
        while True:
            trial = self.tried(without=number)
            try:
                deliveries.withdraw(self.engine, KEEPER, number, "Feil", trial.state)
            except InvalidError as error:
                assert str(error) == deliveries.NEWER
                continue
            publishing.publish(self.engine).result()
            assert name not in self.sees(IDS)
            return UNDONE

    def answer(self, name: str) -> str:
        assert send(self.engine, replace(REPORT, comment=name)) == 1
        assert self.sees(ANSWERS_SEEN).count(name) == 1
        return ANSWERED


def ready(barrier) -> None:
    global all_here
    all_here = barrier


def work(out: Path, address: str, ends: dict[str, str]) -> dict[str, str]:
    """What each was told, of those who begin as soon as all are there in all processes."""
    process = Process(out, address)

    def do(name: str) -> str:
        all_here.wait()
        return process.answer(name) if ends[name] == ANSWERED else process.hand_in(name, ends[name])

    with ThreadPoolExecutor(len(ends)) as pool:
        return dict(zip(ends, pool.map(do, ends), strict=True))


@pytest.mark.parametrize("kind", some(KINDS[:1], KINDS))
def test_nothing_is_lost_or_doubled_and_it_is_as_each_was_told(kind, processed, new_address, opened):
    address = new_address(kind, is_made=True)
    everybody = {f"at_once_{number}": ENDS[number % len(ENDS)] for number in range(DELIVERIES)}
    everybody |= {f"Svar {number}": ANSWERED for number in range(ANSWERS)}
    parts = [dict(list(everybody.items())[place::PROCESSES]) for place in range(PROCESSES)]
    barrier = started.Barrier(len(everybody), timeout=LONGEST_START)
    with ProcessPoolExecutor(PROCESSES, started, ready, (barrier,)) as pool:
        jobs = [pool.submit(work, processed, address, part) for part in parts]
        told = {name: end for job in jobs for name, end in job.result().items()}
    assert [
        name for name, end in everybody.items() if told[name] != end and (end, told[name]) != (LEFT, PUBLISHED)
    ] == []
    register = opened(address)
    assert Counter(row["comment"] for row in rows(register, schema.reports)) == Counter(named(told, ANSWERED))
    saved = [row["file"].removesuffix(".xlsx") for row in rows(register, schema.deliveries)]
    assert sorted(saved) == sorted(named(told, PUBLISHED) + named(told, UNDONE))
    assert len(rows(register, schema.delivery_withdrawals)) == len(named(told, UNDONE))
    version = current_version(processed)
    assert delivered_in(version) == deliveries.state(register) and not list(processed.glob(f"{CANDIDATES}/*"))
    with duckdb.connect(str(processed / version), read_only=True) as connection:
        found = [id for (id,) in connection.execute(IDS).fetchall()]
    assert sorted(found) == sorted(named(told, PUBLISHED))


def named(told: dict[str, str], end: str) -> list[str]:
    return [name for name, told_it in told.items() if told_it == end]
