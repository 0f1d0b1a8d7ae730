"""Reads the published versions. A page run asks for the version once and names it in every query."""

import math
import os
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import duckdb
import pandas as pd
from filelock import Timeout
from sqlalchemy import Engine

from content import wording
from pipelines.build import UnwritableError
from pipelines.publish import CANDIDATES, EARLIER, KEPT, OUT, current_version, is_whole, out_of
from pipelines.register_marts import FAULT, FOLDER, PLANS_OWN, SILENT, UNWRITTEN, register_at, status_in_use
from pipelines.register_versions import register_of, revision_of
from register.database import revision as register_revision
from register.errors import UnavailableError
from register.plans import of_plan
from register.settings import settings

PROCESSED = Path(os.environ.get("PROCESSED_DIR", OUT))
ANY = "alle"
"""What a parameter is by which nothing is left out, and what an address says of a choice where that is chosen."""
# The plan's version and the status version beside it, named as one.
AND = "+"
PLANS = """
select plan_id, title, valid_from, source_id, is_chosen
from marts.plans
order by valid_from nulls first, plan_id
"""
UNWRITABLE = (
    "Status kan ikke lages, fordi mappen for de publiserte versjonene ikke kan skrives til. Det som er svart, står "
    "trygt i registeret."
)
STATUS_NOTES = {
    SILENT: "**Registeret svarer ikke.** Status vises som sist kjent, og nye svar kan ikke lagres nå.",
    UNWRITTEN: "**Oversikten kan ikke oppdateres nå.** Svar som er lagret, er trygt bevart i registeret, men status "
    "vises som sist kjent. Ta kontakt med den som drifter løsningen.",
    FAULT: "**Noe gikk galt hos oss: oversikten kan ikke oppdateres nå.** Svar som er lagret, er trygt bevart i "
    "registeret, men status vises som sist kjent. Ta kontakt med den som drifter løsningen.",
}
"""Why the last known status stands in → what is said of it."""

# The status marts come first: one of theirs stands in for the plan's of the same name, as in every query.
COLUMNS = """
select
    columns.table_name as mart,
    tables.comment as about,
    columns.column_name as "column",
    columns.comment as definition,
    columns.data_type as type
from duckdb_columns() as columns
inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
where columns.database_name in ($plan, $status) and columns.schema_name = 'marts'
qualify dense_rank() over (partition by mart order by columns.database_name = $status desc) = 1
order by columns.database_name = $status, mart, columns.column_index
"""

# What a query raises when the file of its version is cleared away.
GoneError = duckdb.IOException

# Of so few rows, texts as Python has them are taken up and compared in less time than those of Arrow.
pd.options.mode.string_storage = "python"
# Versions are attached to one in-memory connection, each under its own name; extensions would be fetched from outside.
# Of so few rows, several threads take longer than one.
_connection = duckdb.connect(
    config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}
)
_attached: list[str] = []
_lock = threading.Lock()
_background = ThreadPoolExecutor(1, "status")
_making: dict[str | None, Future] = {}
"""Plan → its newest status, as it is made in the background, or was last."""
_in_use: dict[str | None, str] = {}
"""Plan that is asked for → the version that was given last."""
_warming = ThreadPoolExecutor(1, "warm-up")
_warmed: dict[str | None, tuple[str, Future]] = {}
"""Plan that is asked for → its version that was published last, and when it is warm."""
_looked: dict[str | None, tuple[float, str | None]] = {}
"""Plan that is asked for → when the last look beforehand began, and the version it found, if any."""
_looks_hold_from = 0.0
"""When something was saved, blacked out or cleared away last: what began to look before then is given to nobody."""
LOOKS_APART, LOOK_HOLDS, LOOK_RESTS = 0.1, 0.3, 10
"""Seconds between looks; how long what one found is given after it began, so that a register that hangs keeps nobody
with it; and how long none is taken after one that has found nothing."""
LONGEST_WARM_UP = 4.0
"""Seconds of processor: readers are sent to it then, whatever is left."""
Made = TypeVar("Made")


class Kept(NamedTuple):
    made: Future
    again: Callable[[str], Any]
    """Makes the same of another version."""


_kept: OrderedDict[tuple, Kept] = OrderedDict()
MOST_KEPT = 1500
"""Those asked for last stay longest. All pages once are some 300; a municipality or a measure is ten more."""


@dataclass(frozen=True)
class Plan:
    """A row of marts.plans."""

    plan_id: str
    title: str
    valid_from: date | None
    source_id: str
    is_chosen: bool
    """It is the one whose measures the version holds."""


def plans(version: str | None = None) -> tuple[Plan, ...]:
    """The plans there are, by when each begins to be in force; of what was published last, unless of a version."""
    newest = version.split(AND)[0] if version else current_version(PROCESSED)
    return () if newest is None else _plans(newest)


@lru_cache(maxsize=4 * KEPT)
def _plans(path: str) -> tuple[Plan, ...]:
    cursor, name = _connection.cursor(), Path(path).name
    _attach(name, PROCESSED / path)
    return tuple(Plan(*row) for row in cursor.execute(f"""set search_path = '"{name}".marts'; {PLANS}""").fetchall())


def in_force(known: tuple[Plan, ...], today: date) -> Plan | None:
    """The plan that began last; before any has begun, the first."""
    begun = [plan for plan in known if plan.valid_from is None or plan.valid_from <= today]
    return (begun or list(known[:1]) or [None])[-1]


def newest_version(plan_id: str | None = None) -> str | None:
    """The version of a plan, published last; of the plan that is in force today unless another is asked for."""
    newest = current_version(PROCESSED)
    if newest is None or not (known := _plans(newest)):
        return newest
    asked = next((plan for plan in known if plan.plan_id == plan_id), None) or in_force(known, wording.today())
    if asked == known[-1]:
        return newest
    found = current_version(out_of(PROCESSED, asked.plan_id))
    return found and f"{EARLIER}/{asked.plan_id}/{found}"


def version_in_use(at_least: float = 0, is_patient: bool = False, plan_id: str | None = None) -> str | None:
    """The plan published last with its status as the register has it now, None when nothing is published.

    While the status is being made anew it is the one before, for whoever has not seen a newer state of the register
    than it, nor saved one: `at_least`. Who is patient never makes it: a thread of its own does, while the one before is
    read.

    Nor does it read a newer version of the plan before that is warm: see `_until_warm`.

    Nor does it look for it, where `look_beforehand` just has.

    Raises UnwritableError where no status is there to stand in, and none can be written.
    """
    begun, found = _looked.get(plan_id, (0, None))
    is_good = begun > max(_looks_hold_from, time.monotonic() - LOOK_HOLDS)
    if is_patient and is_good and found and revision(found) >= at_least:
        return found
    return _version_in_use(at_least, is_patient, plan_id)


def look_beforehand() -> None:
    """Again and again, beside the runs of pages, of each plan that has been shown: a run that asks the register itself
    takes a millisecond longer."""
    for plan_id in list(_in_use):
        begun, (before, found) = time.monotonic(), _looked.get(plan_id, (0, ""))
        if found is None and begun < before + LOOK_RESTS:
            continue
        try:
            version = _version_in_use(0, is_patient=True, plan_id=plan_id)
        except Exception:
            # Whoever is at a page is told why.
            version = None
        _looked[plan_id] = begun, None if version is None or status_note(version) else version


def look_anew() -> None:
    """What has been found beforehand, or is being looked for now, is not given any more: something has been saved,
    blacked out or cleared away.
    """
    global _looks_hold_from
    _looks_hold_from = time.monotonic()


def _version_in_use(at_least: float, is_patient: bool, plan_id: str | None) -> str | None:
    if is_patient and (before := _until_warm(plan_id)):
        return before
    version = _newest(at_least, is_patient, plan_id)
    if version and not status_note(version):
        _in_use[plan_id] = version
    return version


def _newest(at_least: float, is_patient: bool, plan_id: str | None) -> str | None:
    leave = partial(_begin_to_make, plan_id) if is_patient else None
    while (plan := newest_version(plan_id)) is not None:
        folder, name = PROCESSED / Path(plan).parent, Path(plan).name
        try:
            status, why = status_in_use(folder, name, settings(), at_least, leave)
        except duckdb.IOException as error:
            # Newer ones may have been published meanwhile, and this one cleared away.
            if newest_version(plan_id) == plan:
                raise UnwritableError(UNWRITABLE) from error
        except (OSError, Timeout) as error:
            raise UnwritableError(UNWRITABLE) from error
        else:
            if why is None and not is_patient and (made := _making.get(plan_id)) and made.done():
                # What failed in the background then, does not any more.
                _making.pop(plan_id, None)
            return AND.join(filter(None, (plan, status, why)))
    return None


def _begin_to_make(plan_id: str | None) -> bool:
    """Whether a thread makes the newest status. Where that has failed, whoever asks tries, and hears why."""
    # Others may take it away meanwhile.
    last = _making.get(plan_id)
    if last and last.done() and (last.exception() or (made := last.result()) is None or status_note(made)):
        return False
    if last is None or last.done():
        _making[plan_id] = _background.submit(version_in_use, math.inf, plan_id=plan_id)
    return True


def _until_warm(plan_id: str | None) -> str | None:
    """The version before, where another of the plan has been published and what is asked of it has not been made yet.

    Only where it is as it was: whoever has saved, and what has been blacked out or removed, waits for nothing.
    """
    before, newest = _in_use.get(plan_id), newest_version(plan_id)
    if before is None or newest is None or before.split(AND)[0] == newest or not _is_as_it_was(before):
        return None
    if plan_id not in _warmed or _warmed[plan_id][0] != newest:
        _warmed[plan_id] = newest, _warming.submit(_warm, before, plan_id)
    return None if _warmed[plan_id][1].done() else before


def _warm(before: str, plan_id: str | None) -> None:
    """Make of the newest version what has been asked last of the one before, while that is still read."""
    last, version = time.thread_time() + LONGEST_WARM_UP, _newest(math.inf, False, plan_id)
    with _lock:
        asked = [kept.again for key, kept in reversed(_kept.items()) if key[1].split(AND)[0] == before.split(AND)[0]]
    # Half of what is kept: the rest is of the version that is still read.
    for again in asked[: MOST_KEPT // 2]:
        if version is None or time.thread_time() > last or not _is_as_it_was(version):
            return
        # What can not be made of it any more is for whoever asks.
        with suppress(Exception):
            again(version)


def _is_as_it_was(version: str) -> bool:
    """Are its files there, and has nothing been saved since?"""
    plan, status = version.split(AND)[:2]
    try:
        is_newest = register_revision(register_at(settings().address)) == revision(version)
    except UnavailableError:
        return False
    files = PROCESSED / plan, PROCESSED / Path(plan).parent / FOLDER / status
    return is_newest and all(map(is_whole, files))


def names(version: str) -> tuple[str, str]:
    """The files of a version: the plan's and the status marts'."""
    plan, status = version.split(AND)[:2]
    return Path(plan).name, status


def revision(version: str) -> int:
    """Which state of the register a version holds."""
    return revision_of(names(version)[1])


@lru_cache(1000)
def decided_by(version: str, sql: str) -> str:
    """What decides the rows of a select: the whole version, but where it is known to ask the plan's own marts alone."""
    plan, status = names(version)
    asked = set(re.findall(r"\bmarts\.(\w+)", sql))
    return AND.join((plan, register_of(status))) if asked and asked <= PLANS_OWN else version


def is_status_stale(version: str) -> bool:
    """Does the last known state of the register stand in, since it does not answer or can not be shown as it is?"""
    return status_note(version) is not None


def status_note(version: str) -> str | None:
    """Why the last known status stands in, as it is told at the top of a page."""
    why = version.split(AND)[2:]
    return STATUS_NOTES[why[0]] if why else None


def chosen_plan(version: str) -> Plan | None:
    """The plan that a version is of."""
    return next((plan for plan in plans(version) if plan.is_chosen), None)


def plan_of(version: str) -> str | None:
    """The id of the plan that a version is of."""
    plan = chosen_plan(version)
    return plan.plan_id if plan else None


def later_plan(version: str) -> str | None:
    """Its id, unless it is the first plan: what was made before there were others says nothing of which it is of."""
    plan_id = plan_of(version)
    return None if plan_id in [plan.plan_id for plan in plans(version)[:1]] else plan_id


def is_in_force(version: str) -> bool:
    """Is it of the plan that is followed today?"""
    return chosen_plan(version) == in_force(plans(version), wording.today())


def register(version: str) -> Engine:
    """Where reports are saved, of the plan that a version is of. Raises UnavailableError."""
    engine, plan_id = register_at(settings().address), plan_of(version)
    return engine if plan_id is None else of_plan(engine, plan_id)


def query(version: str, sql: str, parameters: dict | None = None) -> pd.DataFrame:
    """Rows of a select from `marts` in one version, read once for all who ask. Raises duckdb.Error when it is gone."""
    found = once(_read, version, sql, parameters or {})
    _let_go_of_copies(found)
    # Whoever is given a frame may change it: no other sees that.
    return found.copy(deep=False)


def _let_go_of_copies(frame: pd.DataFrame) -> None:
    """Pandas remembers each that has shared the values of a frame: 500 of each block, long after they are gone."""
    shared = [frame.index._references, frame.columns._references, *(block.refs for block in frame._mgr.blocks)]
    for references in filter(None, shared):
        # To say whether any is left, it looks through them.
        references.has_reference()


def once(make: Callable[[str, Any, dict], Made], version: str, asked: Any, parameters: dict) -> Made:
    """What is made of what is asked in one version, made once for all who ask; nobody may change it.

    `asked` is a select, or what has one as `select`.
    """
    key = (make, decided_by(version, getattr(asked, "select", asked)), asked, repr(sorted(parameters.items())))
    return _made_once(
        key, partial(make, version, asked, parameters), lambda newer: once(make, newer, asked, parameters)
    )


def made(function: Callable[..., Made], version: str, **parameters) -> Made:
    """What a function makes of one version, made once for all who ask; nobody may change it."""
    key = (function, version, repr(sorted(parameters.items())))
    return _made_once(key, partial(function, version, **parameters), lambda newer: made(function, newer, **parameters))


def _made_once(key: tuple, make: Callable[[], Made], again: Callable[[str], Any]) -> Made:
    kept, mine = _kept, Future[Made]()
    with _lock:
        found = kept.setdefault(key, Kept(mine, again)).made
        kept.move_to_end(key)
        while len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    if found is mine:
        # Whoever asks for the same meanwhile waits for it. What could not be made is tried again by the next.
        try:
            mine.set_result(make())
        except BaseException as error:
            with _lock:
                kept.pop(key, None)
            mine.set_exception(error)
    # An error, and whoever has it, keeps what stands here when it is raised: the others are not to stay with it.
    del kept
    return found.result()


def _read(version: str, sql: str, parameters: dict) -> pd.DataFrame:
    # A connection shared between threads gives other threads' rows; a cursor of one's own does not.
    cursor = _connection.cursor()
    plan, status = names(version)
    place = Path(version.split(AND)[0]).parent
    _attach(plan, PROCESSED / place / plan)
    _attach(status, PROCESSED / _of_candidate(place) / FOLDER / status)
    # The schema marts of both, the status marts first: a mart of theirs stands in for the plan's of the same name.
    cursor.execute(f"""set search_path = '"{status}".marts,"{plan}".marts'""")
    return cursor.execute(_parsed(sql), parameters).df()


def _of_candidate(place: Path) -> Path:
    """Where the versions in use are that those of a place are tried out beside: `candidates/<its own>/<which>/…`."""
    return Path(*place.parts[3:]) if place.parts[:1] == (CANDIDATES,) else place


@lru_cache(1000)
def _parsed(sql: str) -> duckdb.Statement:
    """Once for all versions, which takes a tenth of the time."""
    [statement] = duckdb.extract_statements(sql)
    return statement


def columns(version: str) -> pd.DataFrame:
    """Every column of every mart that a query meets: mart, about, column, definition, type."""
    plan, status = names(version)
    return query(version, COLUMNS, {"plan": plan, "status": status})


def mart(version: str, name: str) -> pd.DataFrame:
    """A whole mart."""
    return query(version, "from query_table($name)", {"name": name})


def forget() -> None:
    """Let go of all that has been read: text that was blacked out must not stay in memory."""
    global _kept
    # What is being made is not put where others find it.
    _kept = OrderedDict()


def forget_other_versions(version: str) -> None:
    """Let go of every version but this one: text that was blacked out must not stay in an open file."""
    forget()
    with _lock:
        for name in [name for name in _attached if name not in names(version)]:
            _detach(name)


def _attach(name: str, path: Path) -> None:
    with _lock:
        if name in _attached:
            # Those asked for last stay longest: one plan's version goes with many of the register's.
            _attached.remove(name)
            _attached.append(name)
            return
        _connection.execute(f'attach $path as "{name}" (read_only)', {"path": str(path)})
        _attached.append(name)
        while len(_attached) > 2 * KEPT:
            _detach(_attached[0])


def _detach(name: str) -> None:
    _connection.execute(f'detach "{name}"')
    _attached.remove(name)
