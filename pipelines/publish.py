"""Published versions: how one is written, named, found and pruned.

A version is a DuckDB file `<time>-<fingerprint>.duckdb` that never changes. The file `current` names the one in
use and is replaced in one step, so a build killed at any moment leaves the last good version. The newest plan's lie in
the folder itself, and those of each plan before it in `earlier/<plan_id>/`, in the same way.
"""

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from pipelines.descriptor import descriptor_of, has_own

POINTER = "current"
EARLIER = "earlier"
CANDIDATES = "candidates"
"""The folder of versions that are tried out, and never in use."""
FILES = "files"
"""Beside the versions: a folder each of the files that are made of it for others to fetch."""
LONGEST_WAIT = 20
"""Seconds, for somebody else who makes such files: longer than it takes."""
NAME = re.compile(r"[0-9T]+-[\w-]+\.duckdb", re.ASCII)
KEPT = 3
CODE = Path(__file__).parent
OUT = CODE.parent / "data" / "processed"


def publish(
    connection: duckdb.DuckDBPyConnection, out: Path, content: str, record: str = "publication", kept: int = KEPT
) -> str:
    """Write the schema marts of the connection as a new version, point to it, prune; returns its name.

    `content` is the fingerprint of what it was built from, `record` the mart of one row that holds name and time.
    """
    with new_version(connection, out, content, record, kept) as version:
        # The marts alone: neither raw text nor staging leaves the build.
        connection.execute("drop schema staging cascade")
        connection.execute("drop schema raw cascade")
        connection.execute("copy from database memory to draft")
    return version


@contextlib.contextmanager
def new_version(
    connection: duckdb.DuckDBPyConnection,
    out: Path,
    content: str,
    record: str,
    kept: int = KEPT,
    before: Path | None = None,
) -> Iterator[str]:
    """A new version to be written in the database `draft` of the connection; yields its name.

    It is empty, or as the one `before`. When all of it is there it comes into use; after an error it does not.
    """
    out.mkdir(parents=True, exist_ok=True)
    published_at = datetime.now(UTC).replace(tzinfo=None)
    version = f"{published_at:%Y%m%dT%H%M%S%f}-{content}.duckdb"
    draft = out / f"{version}.draft"
    with FileLock(out / ".lock"), contextlib.ExitStack() as afterwards:
        _remove(out.glob("*.draft*"))
        written = draft
        if "?" in str(draft):
            # DuckDB takes what follows for a query, and looks for its log elsewhere: it can read there, but not write.
            folder = afterwards.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            written = Path(folder) / "draft"
        if before:
            shutil.copyfile(before, written)
        # Small blocks: the marts are many small columns, and each takes at least one block.
        connection.execute("attach $path as draft (block_size 16384)", {"path": str(written)})
        yield version
        connection.execute(f"update draft.marts.{record} set version = ?, published_at = ?", [version, published_at])
        connection.execute("detach draft")
        if written != draft:
            shutil.copyfile(written, draft)
        draft.replace(out / version)
        # What has been written without an error need not be read for that.
        _whole.append(_signature(out / version))
        replace_file(out / POINTER, version.encode())
        # This one is the newest, whatever a clock that was set back has called others. Of them no more are looked at
        # than needed: all of a version is read to see that it is whole.
        others = [path for path in reversed(versions(out)) if path.name != version]
        whole = list(islice(filter(is_whole, others), kept - 1))
        _remove([path for path in others if path not in whole])
        remove_files(out)


def remove_files(out: Path) -> None:
    """What was made of a version goes with it, and so does what was never made to the end."""
    if not (out / FILES).is_dir():
        return
    # Whoever makes some holds it; where that one has come to a stop, the next version clears them away.
    with contextlib.suppress(Timeout), FileLock(out / FILES / ".lock", timeout=LONGEST_WAIT):
        for folder in (out / FILES).glob("*/"):
            if not (out / f"{folder.name}.duckdb").exists():
                shutil.rmtree(folder, ignore_errors=True)


def out_of(out: Path, plan: str) -> Path:
    """Where the versions of an earlier plan are."""
    return out / EARLIER / plan


def of_all_plans(out: Path) -> list[Path]:
    """Where the versions of every plan are, by where those of one of them are."""
    root = out.parent.parent if out.parent.name == EARLIER else out
    return [root, *(root / EARLIER).glob("*")]


def remove_candidates(out: Path) -> None:
    """What was tried out beside a version that is not in use any more: it may show what is hidden now."""
    shutil.rmtree(out / CANDIDATES, ignore_errors=True)


def remove_other_plans(out: Path, earlier: list) -> None:
    """Nothing stays readable of a plan that the raw data no longer have."""
    for folder in (out / EARLIER).glob("*"):
        if folder.name not in earlier:
            shutil.rmtree(folder, ignore_errors=True)


def current_version(out: Path) -> str | None:
    """Name of the version in use; None when nothing has been published, or what the pointer names can not be read."""
    try:
        name = _pointed(*_signature(out / POINTER))
    except (OSError, UnicodeDecodeError):
        return None
    return name if NAME.fullmatch(name) and is_whole(out / name) else None


@lru_cache(maxsize=100)
def _pointed(pointer: Path, *signature: int) -> str:
    """Read again when it is another file, as it is each time one is published: it is asked many times a second."""
    return pointer.read_text(encoding="utf-8").strip()


def restore(out: Path) -> None:
    """Where pointer or version are damaged, the newest whole version comes into use until another is published."""
    for folder in of_all_plans(out):
        _restore(folder)


def _restore(out: Path) -> None:
    if (out / POINTER).exists() and current_version(out) is None:
        for path in reversed(versions(out)):
            if NAME.fullmatch(path.name) and is_whole(path):
                with contextlib.suppress(OSError):
                    replace_file(out / POINTER, path.name.encode())
                return


def is_whole(path: Path) -> bool:
    """Can all of a version be read? Asked again only when its file has changed."""
    try:
        signature = _signature(path)
    except (OSError, ValueError):
        return False
    # Taken out before it is looked through: others may add to it meanwhile.
    return signature in _whole.copy() or _is_read(*signature)


_whole: deque[tuple] = deque(maxlen=100)
"""The files that this process has written last, as it left them."""


def _signature(path: Path) -> tuple:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=100)
def _is_read(path: Path, *signature: int) -> bool:
    try:
        with duckdb.connect(config={"threads": 1}) as connection:
            connection.execute("attach $path as whole (read_only)", {"path": str(path)})
            connection.execute("copy from database whole to memory")
    except duckdb.Error:
        return False
    return True


def versions(out: Path) -> list[Path]:
    """The kept versions, oldest first."""
    return sorted(out.glob("*.duckdb"))


def readable_versions(out: Path) -> list[Path]:
    """Those that may be read, oldest first: beside counts that came through the gate, none but the one in use.

    Where an older one can not be cleared away at once, it is there still, and not to be read.
    """
    version = current_version(out)
    if version is None:
        return []
    return [out / version] if _has_gated_counts(out / version) else versions(out)


@lru_cache(maxsize=100)
def _has_gated_counts(path: Path) -> bool:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("attach $path as version (read_only)", {"path": str(path)})
        try:
            [(has,)] = connection.execute("select has_gated_counts from version.marts.publication").fetchall()
        except duckdb.BinderException:
            # From before it was told.
            return True
    return has


def is_stale(raw: Path, out: Path, state: str = "") -> bool:
    """Is nothing published that can be read, or something else than what raw files, deliveries, SQL and code give now?

    `state` is that of the deliveries that stand.
    """
    as_now = f"-{fingerprint(raw, state)}.duckdb"
    version = current_version(out)
    if version is None or not version.endswith(as_now):
        return True
    with duckdb.connect() as connection:
        connection.execute("attach $path as published (read_only)", {"path": str(out / version)})
        earlier = connection.execute("select plan_id from published.marts.plans where not is_chosen").fetchall()
    return not all((current_version(out_of(out, plan)) or "").endswith(as_now) for (plan,) in earlier)


def fingerprint(raw: Path, state: str = "") -> str:
    """All that decides what is published: raw files, what describes them, SQL, code and DuckDB's version as a hash,
    and where anything has been handed in, the state of that.
    """
    digest = hashlib.sha256(duckdb.__version__.encode())
    if not has_own(raw) and (shared := descriptor_of(raw)).exists():
        digest.update(shared.read_bytes())
    for folder, patterns in ((raw, ("*.csv", "*.json")), (CODE, ("**/*.py", "**/*.sql"))):
        for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"")
    return "-".join(filter(None, (digest.hexdigest()[:16], state)))


def delivered_in(version: str) -> str:
    """The state of the deliveries that a version was made with, by its name; empty where there were none."""
    return "-".join(version.removesuffix(".duckdb").split("-")[2:])


def replace_file(path: Path, content: bytes) -> None:
    """In one step: whoever reads the file, or kills this, has the old or the new one."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _remove(paths) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except (PermissionError, IsADirectoryError):
            # Windows keeps a file that somebody reads; the next build tries again.
            continue
