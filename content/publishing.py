"""What is handed in, tried out beside what is published, and published: one build at a time, in a thread of its own."""

import logging
import secrets
import shutil
import time
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from types import MappingProxyType
from typing import Any

import duckdb
from filelock import FileLock
from sqlalchemy import Engine

from content import warehouse
from pipelines.build import CheckError, UnwritableError, build
from pipelines.changes import differing
from pipelines.delivered import CentreYears, RowChange, Standing, changed_rows
from pipelines.delivery import Delivery, of_text
from pipelines.mistakes import RawDataError
from pipelines.publish import CANDIDATES, current_version, delivered_in, fingerprint, is_stale
from pipelines.pxweb import AnswerError
from pipelines.read import read_table
from pipelines.register_deliveries import centre_years_of, of_register
from pipelines.register_marts import register_at
from pipelines.schema import Resource
from pipelines.table import Table
from pipelines.validate import described, read_and_validate
from register import deliveries
from register.deliveries import Handed
from register.errors import RegisterError, UnavailableError
from register.settings import settings

STEPS = {
    "les og valider": "Leser tallene",
    "last inn": "Laster dem inn",
    "klargjør": "Gjør dem klare",
    "regn ut": "Regner ut",
    "kontroller": "Kontrollerer",
    "publiser": "Skriver",
}
"""Steps of a build, to whoever waits for it."""
WAITING = "Venter på tur"
TRIED_AGAIN_AFTER = 60
"""Seconds."""
LONGEST_WAIT = 600
"""Seconds for another process that builds: longer than it takes, it has come to a stop."""
LONGEST_LOOK = 24 * 60 * 60
"""Seconds that anybody looks at what is tried out."""
LOCK = ".deliveries"
"""Of those who build what was handed in, in processes that share a folder."""
ERRORS = (RawDataError, CheckError, UnwritableError, RegisterError, AnswerError)
"""Why nothing comes of it, told in sentences."""


class Work:
    """Something that is built: how far it has come, and what came of it."""

    content: str | None = None
    """The fingerprint of what is published."""

    def __init__(self, do: Callable[["Work"], Any], is_first: bool = False):
        """Last in the queue, unless it is what others wait for who have only looked so far."""
        self.words, self._future = WAITING, Future[Any]()
        _waiting.put((not is_first, next(_numbers), self, do))
        _builder.submit(_build_next)

    def run(self, do: Callable[["Work"], Any]) -> None:
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            self._future.set_result(do(self))
        except Exception as error:
            if not isinstance(error, ERRORS):
                # A mistake of ours, or a disk: whoever waits is told that it is, and whoever runs it what it is.
                logging.getLogger(__name__).exception("what was handed in can not be built")
            self._future.set_exception(error)

    def begin(self, step: str) -> None:
        self.words = STEPS.get(step, step)

    @property
    def is_begun(self) -> bool:
        return self._future.running() or self._future.done()

    @property
    def is_done(self) -> bool:
        return self._future.done()

    def result(self) -> Any:
        return self._future.result()

    def problem(self) -> BaseException | None:
        """Why it failed, of what is done."""
        return self._future.exception()

    def leave(self) -> None:
        """Nobody waits for it any more."""
        self._future.cancel()


_builder = ThreadPoolExecutor(1, "build")
_waiting: PriorityQueue[tuple[bool, int, Work, Callable[[Work], Any]]] = PriorityQueue()
_numbers = count()


def _build_next() -> None:
    *_, work, do = _waiting.get()
    work.run(do)


@dataclass
class Publishing:
    """What this process publishes of what was handed in."""

    looked_at: tuple | None = None
    """The version and the state of the register that were looked at last."""
    work: Work | None = None
    failed: str | None = None
    """The fingerprint of what could not be published last: the same would fail again."""
    not_before: float = 0
    """When it is tried again, where the disk or the register failed."""


_publishing = Publishing()


@dataclass(frozen=True, eq=False)
class Trial:
    """What becomes of the published numbers if a delivery is added, or one taken back."""

    state: str
    """Of the deliveries it was tried with."""
    before: str
    after: str
    """Versions, as the warehouse names them."""
    rows: list[RowChange]
    figures: list[str]
    """Indicators whose numbers or words become others."""
    notices: list[str]
    """What the checks ask about that they did not before."""
    tables: dict[str, Table]
    """Those that the rows name rows of, as they are after it."""
    folder: Path

    def is_there(self) -> bool:
        """Gone when something else has been published meanwhile."""
        return self.folder.exists()


def described_tables() -> list[Resource]:
    """What tables there are; none where their description can not be read, as `tables` tells."""
    try:
        return described(settings().raw)
    except RawDataError:
        return []


def tables(engine: Engine) -> tuple[list[Resource], dict[str, Table]]:
    """The raw data with the deliveries that stand; what the crisis centre has handed in is its page's. Raises
    RawDataError or UnavailableError.
    """
    raw = settings().raw
    kept, found = _read
    if kept != fingerprint(raw, deliveries.state(engine)):
        standing = of_register(engine)
        # Taken before a file is read: what changes meanwhile is read the next time.
        content = fingerprint(raw, standing.state)
        there = {table.name: table for table in read_and_validate(raw, deliveries=standing.deliveries)}
        found = described(raw), there
        _read[:] = content, found
    return found


_read: list = [None, ([], {})]
"""What was read last, and what decides it."""


def first() -> None:
    """Where nothing is published. Raises one of ERRORS."""
    build(out=warehouse.PROCESSED, standing=of_register(register_at(warehouse.settings().address)))


def try_out(engine: Engine, version: str, add: Delivery | None = None, without: int | None = None) -> Work:
    """Build with a delivery more, or one less; the result is a Trial, or raises one of ERRORS."""
    return Work(lambda work: _tried(work, engine, version, add, without))


def try_out_centre(engine: Engine, version: str, years: CentreYears) -> Work:
    """Build with years of the crisis centre; the result is the figures they change and what the checks ask about, or
    raises one of ERRORS. What was built is gone then: it may show what is corrected before it is handed in.
    """

    def tried(work: Work) -> tuple[list[str], list[str]]:
        trial = _tried(work, engine, version, centre=years)
        return trial.figures, trial.notices

    return Work(tried)


def _tried(
    work: Work,
    engine: Engine,
    version: str,
    add: Delivery | None = None,
    without: int | None = None,
    centre: CentreYears = MappingProxyType({}),
) -> Trial:
    raw, out = settings().raw, warehouse.PROCESSED
    while True:
        # What others have saved is looked at as published. Where that does not fit, those who wait for it are told.
        with suppress(RawDataError, CheckError):
            _bring_up(work, engine)
        _sweep(out)
        folder = out / CANDIDATES / secrets.token_hex(8)
        # Not while somebody clears away what was tried out beside the version before.
        with FileLock(out / LOCK, timeout=LONGEST_WAIT):
            newest = current_version(out)
            folder.mkdir(parents=True)
        try:
            state, held, years = deliveries.standing(engine)
            before, after = _deliveries(held), _deliveries(held, add, without)
            now = centre_years_of(years)
            held_now = Standing(before, state, now)
            is_made = is_stale(raw, out, state) and _is_built(work, raw, folder / "before", held_now)
            build(raw, folder / "after", standing=Standing(after, "tried", {**now, **centre}), begin=work.begin)
            place = Path(version.split(warehouse.AND)[0]).parent
            versions = [(folder / "before" if is_made else out) / place, folder / "after" / place]
            names = [path / (current_version(path) or "") for path in versions]
            figures, notices = differing(*names)
            status = warehouse.names(version)[1]
            old, new = (f"{path.relative_to(out).as_posix()}{warehouse.AND}{status}" for path in names)
            rows = _changed_rows(raw, before, after)
            asked = {key.resource for row in rows for key in row.table.foreign_keys}
            there = {one.name: one for one in read_and_validate(raw, deliveries=after) if one.name in asked}
            trial = Trial(state, old, new, rows, figures, notices, there, folder)
        except (OSError, duckdb.Error, UnwritableError):
            shutil.rmtree(folder, ignore_errors=True)
            # Somebody may have published meanwhile, and cleared it away.
            if current_version(out) == newest:
                raise
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        else:
            weakref.finalize(trial, shutil.rmtree, folder, ignore_errors=True)
            return trial


def _sweep(out: Path) -> None:
    """Away with what a process that was killed has left."""
    for folder in (out / CANDIDATES).glob("*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LONGEST_LOOK:
                shutil.rmtree(folder, ignore_errors=True)


def _is_built(work: Work, raw: Path, out: Path, standing: Standing) -> bool:
    """What has changed beside a delivery is no change of its. Where what stands does not fit, nothing is built of it:
    one that is taken back is then held against what is published.
    """
    try:
        build(raw, out, standing=standing, begin=work.begin)
    except (RawDataError, CheckError):
        return False
    return True


def _deliveries(held: Sequence[Handed], add: Delivery | None = None, without: int | None = None) -> tuple:
    kept = [of_text(one.file, one.content) for one in held if one.delivery_id != without]
    return (*kept, *([add] if add else []))


def _changed_rows(raw: Path, before: Sequence[Delivery], after: Sequence[Delivery]) -> list[RowChange]:
    other = [one for one in (*before, *after) if (one in before) != (one in after)]
    touched = {name for one in other for held in (one.rows, one.gone) for name in held}
    changes: list[RowChange] = []
    for resource in described(raw):
        if resource.name in touched:
            if (raw / resource.path).exists():
                table, _ = read_table(raw / resource.path, resource.name, resource.kinds, resource.required)
            else:
                table = Table.of(resource.name, resource.path, list(resource.fields))
            changes += changed_rows(table, resource, before, after)
    return changes


def publish(engine: Engine) -> Work:
    """Make what is published anew, with the deliveries that stand now; raises one of ERRORS.

    What has begun may be past asking for them, and is not joined.
    """
    if _publishing.work is None or _publishing.work.is_begun:
        _publishing.work = Work(lambda work: _published(work, engine), is_first=True)
    return _publishing.work


def _published(work: Work, engine: Engine) -> None:
    try:
        _bring_up(work, engine)
    except (RawDataError, CheckError):
        _publishing.failed = work.content
        raise
    except Exception:
        _publishing.looked_at, _publishing.not_before = None, time.monotonic() + TRIED_AGAIN_AFTER
        raise
    _publishing.failed = None


def _bring_up(work: Work, engine: Engine) -> None:
    """One process at a time; whoever has waited may find that there is nothing left to do."""
    raw, out = settings().raw, warehouse.PROCESSED
    out.mkdir(parents=True, exist_ok=True)
    with FileLock(out / LOCK, timeout=LONGEST_WAIT):
        # Others may have handed in more while it was built.
        while (standing := of_register(engine)).state != delivered_in(current_version(out) or ""):
            work.content = fingerprint(raw, standing.state)
            build(raw, out, standing=standing, begin=work.begin)


def keep_up(version: str) -> None:
    """Begin to make what is published anew, where it was made with other deliveries than those that stand.

    The register is asked once for each version and each of its states.
    """
    plan, _ = seen = warehouse.names(version)
    is_early = time.monotonic() < _publishing.not_before
    if warehouse.is_status_stale(version) or seen == _publishing.looked_at or is_early:
        return
    try:
        engine = warehouse.register(version)
        state = deliveries.state(engine)
    except UnavailableError:
        return
    _publishing.looked_at = seen
    if state != delivered_in(plan) and _publishing.failed != fingerprint(settings().raw, state):
        publish(engine)


def under_way() -> Work | None:
    """What this process is publishing, or could not publish last."""
    work = _publishing.work
    return None if work is None or (work.is_done and work.problem() is None) else work
