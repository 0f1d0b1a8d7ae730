"""Reading while others publish: every query is answered by the version it names."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest

from content import warehouse
from pipelines.publish import KEPT, publish, versions
from reported import REPORT, send

VERSION = "select version from marts.publication"
MEASURES = "select measure_no, version from marts.measures cross join marts.publication order by measure_no"
MARTS_OF = "select table_name from duckdb_tables() where database_name = $file"
READERS = 4
PUBLISHED_MEANWHILE = KEPT + 1


def plan_of(version: str) -> str:
    """The plan's version, without the status version beside it."""
    return version.split(warehouse.AND)[0]


@pytest.fixture
def publish_next(built, tmp_path, reading):
    """A function that publishes one more version in the folder that the dashboard reads; returns it and its name."""
    connection = built()

    def publish_one() -> tuple[str, str]:
        name = publish(connection, tmp_path, "0" * 16)
        connection.execute("create schema staging; create schema raw")
        return reading(tmp_path), name

    publish_one()
    return publish_one


def test_many_threads_read_while_versions_come_and_go(publish_next):
    finished = threading.Event()
    rounds = [0] * READERS
    seen = set()

    def read(reader: int) -> None:
        previous = warehouse.version_in_use()
        while not finished.is_set():
            version = warehouse.version_in_use()
            for named in (version, previous):
                rows = warehouse.query(named, MEASURES)
                assert rows["measure_no"].tolist() == list(range(1, 17))
                assert set(rows["version"]) == {plan_of(named)}
            seen.add(version)
            previous = version
            rounds[reader] += 1

    def every_reader_has_read_once_more() -> None:
        started = list(rounds)
        while any(now == before for now, before in zip(rounds, started, strict=True)):
            if any(reader.done() for reader in readers):
                return
            finished.wait(0.001)

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, reader) for reader in range(READERS)]
        try:
            for _ in range(PUBLISHED_MEANWHILE):
                publish_next()
                every_reader_has_read_once_more()
        finally:
            finished.set()
        for reader in readers:
            reader.result()
    assert len(seen) > PUBLISHED_MEANWHILE
    assert warehouse.query(warehouse.version_in_use(), VERSION)["version"].tolist() == [plan_of(max(seen))]


def test_a_new_version_is_taken_up_without_a_restart(publish_next):
    before = warehouse.version_in_use()
    warehouse.query(before, VERSION)
    after, name = publish_next()
    assert warehouse.version_in_use() == after != before
    assert warehouse.query(after, VERSION)["version"].tolist() == [name]


def test_versions_that_are_kept_still_answer_and_those_that_are_gone_do_not(publish_next, tmp_path):
    first = warehouse.version_in_use()
    published = [publish_next() for _ in range(KEPT)]
    assert [path.name for path in versions(tmp_path)] == [name for _, name in published]
    for version, name in (*published, *reversed(published)):
        assert warehouse.query(version, VERSION)["version"].tolist() == [name]
    with pytest.raises(duckdb.Error):
        warehouse.query(first, VERSION)


def test_a_plan_goes_with_any_number_of_states_of_the_register(published, reading, tmp_path, monkeypatch):
    version = reading(published)
    # More than are held at a time.
    for number in range(2 * KEPT + 1):
        used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/{number}.sqlite")
        monkeypatch.setattr(warehouse, "settings", lambda used=used: used)
        version = warehouse.version_in_use()
        assert len(warehouse.query(version, MEASURES)) == 16
    assert plan_of(version) == plan_of(reading(published))


def test_what_decides_a_select_is_the_plan_alone_where_no_status_mart_is_asked(local_register, tmp_path, monkeypatch):
    before = warehouse.version_in_use()
    send(local_register, REPORT)
    after = warehouse.version_in_use()
    marts = {
        name: set(warehouse.query(after, MARTS_OF, {"file": file})["table_name"])
        for name, file in zip(("plan", "status"), warehouse.names(after), strict=True)
    }
    is_same = {
        mart: warehouse.decided_by(before, f"from marts.{mart}") == warehouse.decided_by(after, f"from marts.{mart}")
        for mart in marts["plan"] | marts["status"]
    }
    assert {mart for mart, same in is_same.items() if not same} == marts["status"]
    both = "select 1 from marts.laws cross join marts.rounds"
    assert warehouse.decided_by(before, both) == before
    other = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/other.sqlite")
    monkeypatch.setattr(warehouse, "settings", lambda: other)
    laws = "from marts.laws"
    assert warehouse.decided_by(warehouse.version_in_use(), laws) != warehouse.decided_by(after, laws)


def test_rows_are_read_once_and_nobody_meets_what_another_has_changed_in_them(published, reading):
    version, asked = reading(published), "select measure_no from marts.measures order by measure_no"
    mine, others = (warehouse.query(version, asked) for _ in range(2))
    mine.loc[0, "measure_no"] = 99
    mine["more"] = 0
    assert others["measure_no"].tolist() == warehouse.query(version, asked)["measure_no"].tolist() == [*range(1, 17)]
    made = []
    for _ in range(2):
        warehouse.once(lambda *asked: made.append(asked) or "made", version, "select 1", {"a": 1})
    assert len(made) == 2, "another function makes something else"


def test_of_what_readers_have_been_given_nothing_is_left(published, reading):
    version = reading(published)

    def read() -> int:
        for _ in range(100):
            assert len(warehouse.query(version, MEASURES)["measure_no"]) == 16
        gc.collect()
        return sum(type(one) is weakref.ReferenceType for one in gc.get_objects())

    read()
    assert read() - read() == 0


def test_what_is_let_go_of_is_nowhere(published, reading):
    version = reading(published)

    def make(*_) -> set:
        return {"a text that is blacked out"}

    held = weakref.ref(warehouse.once(make, version, "select 1", {}))
    assert held() is warehouse.once(make, version, "select 1", {})
    with pytest.raises(ZeroDivisionError):
        warehouse.once(lambda *_: 1 / 0, version, "select 1", {})
    warehouse.forget()
    assert held() is None

    def make_while_it_is_forgotten(*_) -> set:
        warehouse.forget()
        return make()

    held = weakref.ref(warehouse.once(make_while_it_is_forgotten, version, "select 1", {}))
    assert held() is None


def test_no_version_is_in_use_before_the_first(tmp_path, reading):
    reading(tmp_path / "not made yet")
    assert warehouse.version_in_use() is None


def test_parameters_are_bound(published, reading):
    found = warehouse.query(reading(published), "select $word as word", {"word": "it's «æ» ; drop"})
    assert found["word"].tolist() == ["it's «æ» ; drop"]


def test_a_version_can_not_be_written(published, reading):
    with pytest.raises(duckdb.Error, match="read-only"):
        warehouse.query(reading(published), "delete from marts.measures")


@pytest.mark.parametrize("setting", ["autoinstall_known_extensions", "autoload_known_extensions"])
def test_extensions_are_not_fetched(published, reading, setting):
    found = warehouse.query(reading(published), "select current_setting($setting) as value", {"setting": setting})
    assert found["value"].tolist() == [False]
