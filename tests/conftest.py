"""What the tests share: the shipped data built once, a way to build from changed rows, and the browser."""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Engine

from browsers import CHROMIUM, NO_BROWSER
from centre import delivered
from content import publishing, warehouse, wording
from content.figures.figure import Shown
from dashboard import access
from databases import (  # noqa: F401 they are fixtures
    address,
    empty,
    empty_databases,
    new_address,
    new_register,
    opened,
    postgresql,
    register,
)
from empty_register import EmptyRegister
from known_figures import FIGURES
from mail_server import mail, mail_folder  # noqa: F401 they are fixtures
from pipelines.build import RAW, build, check, compute_marts, load, stage
from pipelines.publish import publish
from pipelines.table import Table
from pipelines.validate import read_and_validate
from proofs import is_long
from register.settings import settings
from showing import TODAY, shown_on
from some_tables import Change, changed, recompute

# Modules that run beside each other end together when those that take longest begin first; those of the browser before
# all others, so that it is started once.
LONGEST = (
    "walk",
    "browser",
    "kept_fields",
    "login",
    "centre_page",
    "server_survives",
    "december",
    "wall",
    "questions",
    "landing",
    "read_aloud",
    "pictures",
    "guard",
    "status_carried",
    "report",
    "status_marts",
    "reporting",
    "succession",
    "pressed",
    "explore",
    "evaluations",
    "gate_attack",
    "centre_year_attack",
    "secrets",
    "setup",
    "register_silent",
    "unseen",
    "slides",
    "presentation",
    "gate",
    "publish",
    "while_built",
    "register_survives",
    "report_round",
    "code",
)


def pytest_collection_modifyitems(config, items):
    if not is_long():
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


def pytest_collection_finish():
    """To look for what is not used any more as often as Python does takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000)


def pytest_unconfigure():
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def own_register(tmp_path_factory) -> None:
    """An empty register of the tests' own, for their servers too: the project's may hold real reports. Data as shipped."""
    os.environ.pop("RAW_DIR", None)
    os.environ["REGISTER_ADDRESS"] = f"sqlite:///{tmp_path_factory.mktemp('register')}/register.sqlite"


@pytest.fixture(autouse=True)
def same_main(monkeypatch) -> None:
    """AppTest puts its script in the place of the main module, which the processes of later tests would then run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def tables() -> list[Table]:
    """The shipped raw data, read and validated."""
    return read_and_validate(RAW)


@pytest.fixture(scope="session")
def computed(tables, tmp_path_factory) -> Path:
    """Raw, staging and marts of the shipped data in a file; only to be copied."""
    file = tmp_path_factory.mktemp("computed") / "computed.duckdb"
    with duckdb.connect(str(file), config={"threads": 1}) as connection:
        load(connection, tables)
        stage(connection)
        compute_marts(connection)
    return file


@pytest.fixture(scope="session")
def built(tables, computed):
    """A function that builds raw, staging and marts in memory; `changes` maps a table to what becomes of its rows.

    What does not read a changed table is not computed anew: it is copied.
    """

    def build_in_memory(changes: dict[str, Change] | None = None) -> duckdb.DuckDBPyConnection:
        changes = changes or {}
        assert changes.keys() <= {table.name for table in tables}
        connection = duckdb.connect(config={"threads": 1})
        connection.execute(f"attach '{computed}' as computed (read_only)")
        connection.execute("copy from database computed to memory; detach computed")
        recompute(connection, [changed(table, changes[table.name]) for table in tables if table.name in changes])
        return connection

    return build_in_memory


@pytest.fixture(scope="session")
def marts(built) -> duckdb.DuckDBPyConnection:
    """Staging, marts and notices of the shipped data; only to be read."""
    connection = built()
    check(connection)
    return connection


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """A folder with one published version of the shipped data; only to be read."""
    out = tmp_path_factory.mktemp("published")
    build(RAW, out)
    return out


@pytest.fixture(scope="module")
def processed(published, tmp_path_factory) -> Path:
    """As `published`, in a folder of the module's own: what is reported is put there too."""
    return shutil.copytree(published, tmp_path_factory.mktemp("processed") / "processed")


@pytest.fixture(scope="session")
def filled(built, tables, tmp_path_factory) -> Path:
    """As `published`, with made-up years of the crisis centre; only to be read."""
    out, local = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("raw") / "local"
    shutil.copytree(RAW / "local", local, ignore=shutil.ignore_patterns("*.csv"))
    connection = built({"crisis_centre_gated": lambda _: delivered(local, tables)})
    check(connection)
    publish(connection, out, "0" * 16)
    return out


@pytest.fixture(scope="module")
def filled_version(filled) -> str:
    """The version in `filled`; what asks for it reads that folder until its module ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        yield warehouse.version_in_use()


@pytest.fixture(scope="module")
def today() -> date:
    """The day that a server takes for today."""
    return wording.today()


@pytest.fixture(scope="module")
def shown_today(filled_version, today) -> dict[str, Shown]:
    """All figures as a server of `filled` shows them, by id."""
    return {id: shown_on(filled_version, id, today) for id in FIGURES}


@pytest.fixture(scope="session")
def emptied(built, tmp_path_factory) -> Path:
    """A folder with one published version that has a catalogue and areas, and no other rows; only to be read."""
    connection, out = built(), tmp_path_factory.mktemp("emptied")
    for (mart,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall():
        if mart not in ("publication", "areas", "themes", "indicators", "indicator_caveats", "facts"):
            connection.execute(f"delete from marts.{mart}")
    publish(connection, out, "0" * 16)
    return out


@pytest.fixture
def reading(monkeypatch) -> Callable[[Path], str]:
    """A function that makes the dashboard read the versions in a folder; returns the one in use."""

    def read(out: Path) -> str:
        read.folders.add(out)
        monkeypatch.setattr(warehouse, "PROCESSED", out)
        return warehouse.version_in_use()

    read.folders = set()
    return read


@pytest.fixture(scope="session")
def shown(filled) -> dict[str, Shown]:
    """All figures, by id; only to be read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        version = warehouse.version_in_use()
        return {id: shown_on(version, id) for id in FIGURES}


@pytest.fixture(scope="session")
def empty_register(published, tmp_path_factory) -> EmptyRegister:
    return EmptyRegister(published, tmp_path_factory.mktemp("local_register"))


@pytest.fixture
def put_back_register(empty_register, published, reading, monkeypatch) -> Iterator[Engine]:
    """An empty register, whoever asks for a page."""
    monkeypatch.setattr(warehouse, "settings", lambda: empty_register.settings)
    empty_register.put_back()
    reading(published)
    yield warehouse.register(warehouse.version_in_use())
    empty_register.forget(reading.folders)


@pytest.fixture
def local_register(put_back_register, monkeypatch) -> Engine:
    """An empty register that the pages write to, as whoever sits at the machine, on the day the tests take for today."""
    _at_this_machine(monkeypatch)
    return put_back_register


@pytest.fixture
def publishing_register(local_register, published, reading, tmp_path, monkeypatch) -> Engine:
    """As `local_register`, and what is handed in is published in a folder of the test's own."""
    reading(shutil.copytree(published, tmp_path / "out"))
    monkeypatch.setattr(publishing, "_publishing", publishing.Publishing())
    return local_register


@pytest.fixture(scope="module")
def module_register(processed, tmp_path_factory) -> Iterator[Engine]:
    """As `local_register`, of the module's own: filled in once, and then only to be read."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("module_register")
        used = replace(settings(), address=f"sqlite:///{folder}/register.sqlite")
        _at_this_machine(patch)
        patch.setattr(warehouse, "settings", lambda: used)
        patch.setattr(warehouse, "PROCESSED", processed)
        yield warehouse.register(warehouse.version_in_use())


def _at_this_machine(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wording, "today", lambda: TODAY)
    patch.setattr(access, "is_at_this_machine", lambda headers: True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser, for tests marked `browser`."""
    return CHROMIUM


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") is not None and not CHROMIUM:
        pytest.skip(NO_BROWSER)


def pytest_sessionfinish(session):
    """Where the setting asks for all tests, one that was left out is a failure of the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # Where modules run beside each other, only the process that starts them reports.
    if os.environ.get("REQUIRE_ALL_TESTS") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Say plainly what was not tested; pytest's own closing line comes after."""
    reasons: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        # A skip's longrepr is (file, line, «Skipped: reason»).
        reasons.setdefault(report.longrepr[2].removeprefix("Skipped: "), []).append(report.nodeid)
    for reason, left_out in reasons.items():
        terminalreporter.section(f"{len(left_out)} left out: {reason}", sep="-")
        terminalreporter.write_line("\n".join(left_out))
