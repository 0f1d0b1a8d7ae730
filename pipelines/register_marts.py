"""The status marts: what the register says of the plan's tasks, in a file of their own beside the plan's version.

A bad raw file never stops them: they are built from the register and the plan's last good version.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout
from sqlalchemy import Engine, select

from pipelines.build import SQL, compute_marts, execute, queries
from pipelines.publish import KEPT, current_version, new_version, of_all_plans, versions
from pipelines.register_rows import load
from pipelines.register_versions import last, prune, remove, revision_of, shows_any
from register import example, schema
from register.database import open_register, reading, revision
from register.errors import UnavailableError
from register.plans import has_unplanned, keep_plan, of_plan
from register.rounds import FrozenTask, has_unworded, keep_words
from register.settings import Settings

FOLDER = "status"
ROUND_CONTENT = """
select
    tasks.measure_no,
    tasks.area_code,
    tasks.area,
    tasks.is_joint,
    row_number() over (order by tasks.measure_no, tasks.is_joint desc, tasks.area collate nb)::integer as place,
    measures.working_title,
    measures.section,
    measures.focus_area,
    measures.overview_wording,
    measures.body_wording,
    tasks.task,
    tasks.owner,
    tasks.deadline
from marts.measure_tasks as tasks
inner join marts.measures as measures using (measure_no)
order by place
"""
"""What a round tells of each task, should it be closed now; columns of FrozenTask."""
PLANS = "select plan_id, is_chosen from plan.marts.plans order by valid_from nulls first, plan_id"
PLANS_OWN = {file.stem for file in (SQL / "marts").glob("*.sql")} - {
    file.stem for file in (SQL / "register").glob("*.sql")
}
"""The marts that the register has no part in."""
ADDED_TO, KEPT_AS_IT_IS = "task_history", "round_status"
"""The marts that grow with the answers, where answers are all that is new: one is added to, one is of closed rounds."""
SILENT, UNWRITTEN, FAULT = "stale", "unwritten", "fault"
"""Why the last known status stands in: the register does not answer, the files can not be written, or we have erred."""
LONGEST_WAIT = 20
"""Seconds that one waits for another who makes the same: longer than it takes, whoever does it has come to a stop."""


def status_in_use(
    processed: Path, plan: str, settings: Settings, at_least: float = 0, leave: Callable[[], bool] | None = None
) -> tuple[str, str | None]:
    """The status version of the plan's version and the register as they are now, or the last known one and why.

    The register is asked each time. While somebody else makes the version of what was just saved, the one before it is
    still in use, for whoever needs no newer state of the register than `at_least`; `leave` says that somebody else will
    make it where nobody does yet. What has been saved is saved,
    whatever happens here: the last version stands in, and it is tried again at the next look. Without any, a register
    that does not answer makes every status say so, and every other error is raised.
    """
    out, engine, why = processed / FOLDER, None, None
    try:
        engine = register_at(settings.address)
        seen = revision(engine)
    except UnavailableError:
        engine, seen, why = None, None, SILENT
        kept = last(out, _digest(settings.address), processed / plan)
        if kept is not None and not shows_any(out / kept, _blacked_out_now(settings, engine)):
            return kept, why
    try:
        found = _found(out, plan, settings, seen)
        if found is None:
            if leave and (kept := _before(out, plan, settings, engine, at_least)) is not None and leave():
                return kept, None
            out.mkdir(parents=True, exist_ok=True)
            lock = FileLock(out / ".building")
            try:
                turn = lock.acquire(blocking=False)
            except Timeout:
                if (kept := _before(out, plan, settings, engine, at_least)) is not None:
                    return kept, None
                turn = lock.acquire(timeout=LONGEST_WAIT)
            with turn:
                # Somebody else may have built it while this one waited, and of what was saved meanwhile.
                seen = engine and revision(engine)
                found = _found(out, plan, settings, seen) or _build(processed / plan, out, settings, engine)
        return found, why
    except Exception as error:
        kept = last(out, _digest(settings.address), processed / plan)
        # That the plan's version is gone is for whoever asked: a newer one has then been published.
        if kept is None or not (processed / plan).exists() or shows_any(out / kept, _blacked_out_now(settings, engine)):
            raise
        if isinstance(error, UnavailableError):
            return kept, SILENT
        if isinstance(error, OSError | Timeout | duckdb.IOException):
            return kept, UNWRITTEN
        # Nobody's answers are lost by it, so the page is shown; but it is a mistake of ours, and must be seen as one.
        logging.getLogger(__name__).exception("the status marts can not be made")
        return kept, FAULT


def _found(out: Path, plan: str, settings: Settings, seen: int | None) -> str | None:
    """The status version in use, when it is of this plan and this state of the register."""
    kept = current_version(out)
    return kept if kept and kept.endswith(f"-{_content(plan, settings, seen)}.duckdb") else None


def _before(out: Path, plan: str, settings: Settings, engine: Engine | None, at_least: float) -> str | None:
    """The status version in use, of an earlier state of this register, when it is new enough and may still be read."""
    kept = current_version(out)
    if kept is None or revision_of(kept) < at_least or _found(out, plan, settings, revision_of(kept)) is None:
        return None
    return None if shows_any(out / kept, _blacked_out_now(settings, engine)) else kept


_blacked_out: dict[str, set[tuple]] = {}
"""Address of a register → the texts that were blacked out there when it answered last."""


def _blacked_out_now(settings: Settings, engine: Engine | None) -> set[tuple]:
    """The texts that have been blacked out, as marts.blackouts names them; as last known where none answers."""
    reports, entries = schema.blackouts, schema.entry_blackouts
    if engine is not None:
        with suppress(UnavailableError), reading(engine) as register:
            found = register.execute(select(reports.c.report_id, reports.c.field))
            others = register.execute(select(entries.c.kind, entries.c.entry_id, entries.c.field))
            _blacked_out[settings.address] = {("reports", *row) for row in found} | {tuple(row) for row in others}
    return _blacked_out.get(settings.address, set())


@cache
def register_at(address: str) -> Engine:
    """The register, opened once a process. Raises UnavailableError, and then tries again at the next call."""
    return open_register(address)


def _build(plan: Path, out: Path, settings: Settings, engine: Engine | None) -> str:
    # Of so few rows, several threads take longer than one.
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("attach ':memory:' as raw")
    execute(connection, (SQL / "register_functions.sql").read_text(encoding="utf-8"))
    connection.execute("attach $path as plan (read_only)", {"path": str(plan)})
    plans = connection.execute(PLANS).fetchall()
    connection.execute(
        "create table raw.register_state as select null::integer revision, $1::boolean is_example, $2 is_available",
        [settings.is_example, engine is not None],
    )
    before = _made_alike(out, plan.name, settings)
    if engine is None:
        seen, others = None, load(connection, None, plans, before)
    else:
        _prepare(engine, connection, settings.is_example, plans)
        with reading(engine) as register:
            seen = register.execute(select(schema.state.c.revision)).scalar_one()
            others = load(connection, register, plans, before)
    connection.execute("update raw.register_state set revision = $1", [seen])
    content = _content(plan.name, settings, seen)
    last_made = None if others is None else before
    # Which of those before are left is decided below, by their states.
    with new_version(connection, out, content, "register_state", KEPT + 1, last_made) as version:
        # In one transaction: it takes a sixth less than each statement by itself.
        connection.execute("use draft; begin")
        if others is None:
            compute_marts(connection, SQL / "register")
            execute(connection, (SQL / "register_questions.sql").read_text(encoding="utf-8"))
        else:
            for query in _carrying(others):
                connection.execute(query)
        connection.execute("create or replace table digests as from raw.digests; commit")
        # What has been blacked out must not stay in an older version, also when this is killed before the next is
        # there; nor in those of another plan, which nobody may look at for a long time.
        blacked_out = set(connection.execute("select kind, entry_id, field from marts.blackouts").fetchall())
        folders = [folder / FOLDER for folder in of_all_plans(out.parent)]
        remove([path for folder in folders for path in versions(folder) if shows_any(path, blacked_out)])
        connection.execute("use memory; detach plan")
    prune(out, version, _digest(settings.address))
    return version


def _made_alike(out: Path, plan: str, settings: Settings) -> Path | None:
    """The version before, where it is of the same plan and register, and made by the same code."""
    kept = current_version(out)
    is_it = kept is not None and f"-{_digest(plan, _code())}-{_digest(settings.address)}-" in kept
    return out / kept if kept is not None and is_it else None


@lru_cache(maxsize=100)
def _carrying(others: frozenset[str]) -> list[duckdb.Statement]:
    """The statements that bring these marts of the version before forward, each after those it reads; parsed once,
    which takes an eighth.
    """
    statements = []
    for mart, text in queries(SQL / "register").items():
        if mart not in others:
            continue
        rows = duckdb.extract_statements(text)[0].query.split(f"create table marts.{mart} as", 1)[1].rstrip("; \n")
        if mart == ADDED_TO:
            is_new = f"report_id > (select coalesce(max(report_id), 0) from marts.{mart})"
            statements.append(f"insert into marts.{mart} from ({rows}) where {is_new}")
        elif mart != KEPT_AS_IT_IS:
            statements += [f"delete from marts.{mart}", f"insert into marts.{mart} {rows}"]
    return [duckdb.extract_statements(statement)[0] for statement in statements]


def _prepare(
    engine: Engine, connection: duckdb.DuckDBPyConnection, is_example: bool, plans: list[tuple[str, bool]]
) -> None:
    """What the register is given of the plan: the example's answers, the plan of what is from before the register knew
    of plans, and words for rounds closed without.
    """
    with suppress(UnavailableError):
        # It can be read, if not written to: what is known is shown, and it is kept another time.
        if plans and has_unplanned(engine):
            keep_plan(engine, plans[0][0])
    for plan_id in (plan_id for plan_id, is_chosen in plans if is_chosen):
        engine = of_plan(engine, plan_id)
    is_empty_example = is_example and revision(engine) == 0
    if not is_empty_example and not has_unworded(engine):
        return
    connection.execute("create schema marts")
    connection.execute(queries(SQL / "register")["measure_tasks"])
    connection.execute("set search_path = 'memory.marts,plan.marts'")
    tasks = [FrozenTask(*row) for row in connection.execute(ROUND_CONTENT).fetchall()]
    connection.execute("reset search_path; drop schema marts cascade")
    if is_empty_example:
        example.fill(engine, tasks)
    else:
        try:
            keep_words(engine, tasks)
        except UnavailableError:
            # It can be read, if not written to: what is known is shown, and the words are kept another time.
            return


def _content(plan: str, settings: Settings, seen: int | None) -> str:
    """What decides a status version: the plan's version and the code, the register, and what it held."""
    return f"{_digest(plan, _code())}-{_digest(settings.address)}-{'none' if seen is None else seen}"


@cache
def _code() -> str:
    names = ("register_rows.py", "register_versions.py", "publish.py")
    files = [
        Path(__file__),
        *map(Path(__file__).with_name, names),
        Path(schema.__file__),
        *sorted(SQL.glob("register*.sql")),
        *sorted((SQL / "register").glob("*.sql")),
    ]
    return "".join(file.read_text(encoding="utf-8") for file in files)


@lru_cache(maxsize=100)
def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
