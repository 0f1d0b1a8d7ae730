"""The status versions there are: `<time>-<plan and code>-<register>-<state of the register>.duckdb`, and `current`.

Which is older is decided by the state of the register, a number that only grows: a clock may be set back.
"""

from contextlib import suppress
from pathlib import Path

import duckdb

from pipelines.publish import KEPT, current_version, is_whole, versions

OTHERS_TASKS = (
    "select plan_id from kept.marts.measure_tasks except select plan_id from plan.marts.plans where is_chosen"
)


def last(out: Path, register: str, plan: Path) -> str | None:
    """The newest whole version of a register, whatever it held then and of whichever version of the same plan."""
    in_use = current_version(out)
    names = [path.name for path in versions(out) if f"-{register}-" in path.name]
    for name in sorted(names, key=lambda name: (name == in_use, revision_of(name)), reverse=True):
        if is_whole(out / name) and _is_of(out / name, plan):
            return name
    return None


def _is_of(path: Path, plan: Path) -> bool:
    """Are its tasks those of the plan that a version is of? Where one plan has followed another, they may not be."""
    with suppress(duckdb.Error), duckdb.connect() as connection:
        connection.execute("attach $path as kept (read_only)", {"path": str(path)})
        connection.execute("attach $path as plan (read_only)", {"path": str(plan)})
        return not connection.execute(OTHERS_TASKS).fetchall()
    return False


def revision_of(name: str) -> int:
    """Which state of the register a version holds: what is old is decided by it, since a clock may be set back."""
    number = name.removesuffix(".duckdb").rsplit("-", 1)[-1]
    return int(number) if number.isdecimal() else -1


def register_of(name: str) -> str:
    """Which register a version is of."""
    return name.split("-")[2]


def shows_any(path: Path, blacked_out: set[tuple]) -> bool:
    """May a version hold a text that has been blacked out since? One that can not be read, may."""
    if not blacked_out:
        return False
    try:
        with duckdb.connect() as connection:
            connection.execute("attach $path as kept (read_only)", {"path": str(path)})
            known = connection.execute("select kind, entry_id, field from kept.marts.blackouts").fetchall()
    except duckdb.Error:
        return True
    return not blacked_out <= set(known)


def prune(out: Path, version: str, register: str) -> None:
    """Leave the newest states of a register, by their numbers; `version` is one of them."""
    others = [path for path in versions(out) if path.name != version]
    others.sort(key=lambda path: (f"-{register}-" in path.name, revision_of(path.name), path.name), reverse=True)
    remove(others[KEPT - 1 :])


def remove(paths: list[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except (PermissionError, IsADirectoryError):
            # Windows keeps a file that somebody reads; the next build tries again.
            continue
