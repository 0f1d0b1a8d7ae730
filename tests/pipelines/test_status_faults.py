"""Where the status marts can not be made: what was saved is saved, the last version stands in and says why."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from content import warehouse
from pipelines.publish import POINTER, publish, versions
from pipelines.register_marts import FAULT, FOLDER, SILENT, UNWRITTEN, register_at
from register.blackout import black_out
from register.database import writing
from register.errors import UnavailableError
from register.schema import state
from reported import REPORT, WORKING_GROUP, send
from status_place import Place
from visiting import text_of, visit

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(tmp_path, published) -> Place:
    return Place(tmp_path, published)


def test_a_register_of_a_newer_version_leaves_what_is_known(place):
    before = place.look()[0]
    with writing(place.register) as connection:
        connection.execute(state.update().values(schema_version=99))
    assert place.look() == (before, SILENT)


def test_a_register_that_is_gone_leaves_what_is_known_and_no_empty_one_is_made_in_its_place(place):
    send(place.register, REPORT)
    before = place.look()[0]
    folder = place.register_file.parent
    away = folder.rename(folder.with_name("away"))
    folder.mkdir()
    for _ in range(3):
        assert place.look() == (before, SILENT)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    away.rename(folder)
    assert place.look() == (before, None)


def test_nothing_is_written_to_a_register_that_another_has_taken_the_place_of(place, tmp_path):
    send(place.register, REPORT)
    other = f"sqlite:///{tmp_path}/other/register.sqlite"
    send(register_at(other), replace(REPORT, measure_no=2))
    register_at(other).dispose()
    place.look()
    place.register_file.parent.rename(tmp_path / "away")
    (tmp_path / "other").rename(place.register_file.parent)
    with pytest.raises(UnavailableError, match="Ingenting er lagret"):
        send(place.register, replace(REPORT, measure_no=3))
    send(place.register, replace(REPORT, measure_no=3))
    assert place.reported() == [(2,), (3,)]


def test_another_database_in_the_place_of_the_register_is_told(place, tmp_path):
    before = place.look()[0]
    place.register.dispose()
    for path in place.register_file.parent.iterdir():
        path.unlink()
    with sqlite3.connect(place.register_file) as connection:
        connection.execute("create table something (number integer)")
    assert place.look() == (before, SILENT)


def plan_without_milestones(place: Place, built: Callable) -> str:
    """A newer version of the plan, of which one of the status marts can not be made: as after a mistake of ours."""
    connection = built()
    connection.execute("drop table marts.milestones")
    return publish(connection, place.processed, "1" * 16)


def test_a_mistake_of_ours_is_logged_and_not_told_as_a_register_that_does_not_answer(place, built, caplog):
    before = place.look()[0]
    place.plan = plan_without_milestones(place, built)
    send(place.register, REPORT)
    with caplog.at_level(logging.ERROR):
        assert place.look() == (before, FAULT)
    [record] = [record for record in caplog.records if record.name == "pipelines.register_marts"]
    assert record.exc_info[0] is duckdb.CatalogException


def test_a_mistake_of_ours_is_raised_where_nothing_can_stand_in(place, built):
    place.plan = plan_without_milestones(place, built)
    with pytest.raises(duckdb.CatalogException):
        place.look()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """Other bytes everywhere but where the file says what it is."""
    content = path.read_bytes()
    path.write_bytes(content[:12288] + bytes(255 - byte for byte in content[12288:]))


def flip_one_block(path: Path) -> None:
    content = path.read_bytes()
    middle = 12288 + (len(content) - 12288) // 16384 // 2 * 16384
    path.write_bytes(
        content[:middle] + bytes(255 - byte for byte in content[middle : middle + 16384]) + content[middle + 16384 :]
    )


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("hei " * 5000),
    "cut": cut,
    "flipped": flip,
    "one block": flip_one_block,
    "gone": Path.unlink,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "pointer of bytes": lambda path: path.with_name(POINTER).write_bytes(b"\xff\xfe\x00"),
    "pointer with a NUL": lambda path: path.with_name(POINTER).write_bytes(b"a\x00b"),
    "empty pointer": lambda path: path.with_name(POINTER).write_bytes(b""),
    "pointer to nothing": lambda path: path.with_name(POINTER).write_text("20260101T000000000000-x.duckdb"),
    "no pointer": lambda path: path.with_name(POINTER).unlink(),
}


@pytest.fixture(scope="module")
def answered(tmp_path_factory, published) -> Place:
    """Where somebody has answered, and what is damaged is made anew: one test after the other."""
    place = Place(tmp_path_factory.mktemp("answered"), published)
    send(place.register, REPORT)
    return place


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_seen_and_made_anew_at_the_next_look(answered, damage):
    before = answered.look()[0]
    damage(answered.processed / FOLDER / before)
    name, why = answered.look()
    assert why is None and name != before
    assert answered.reported() == [(1,)]
    assert answered.look() == (name, None)


def test_what_is_damaged_never_stands_in(place):
    send(place.register, REPORT)
    first = place.look()[0]
    send(place.register, replace(REPORT, measure_no=2))
    second = place.look()[0]
    place.register.dispose()
    folder = place.register_file.parent
    folder.rename(folder.with_name("away"))
    folder.touch()
    assert place.look() == (second, SILENT)
    cut(place.processed / FOLDER / second)
    assert place.look() == (first, SILENT)


def unwritable(place: Place) -> None:
    """Nothing can be made in the folder of the status marts."""
    lock = place.processed / FOLDER / ".building"
    lock.unlink(missing_ok=True)
    lock.mkdir()


def test_what_has_been_blacked_out_since_never_stands_in(place):
    send(place.register, replace(REPORT, comment="Noe om en person"))
    place.look()
    black_out(place.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    unwritable(place)
    with pytest.raises(OSError):
        place.look()


def test_after_an_answer_that_was_saved_the_page_is_shown_with_a_note(place, reading, monkeypatch):
    monkeypatch.setattr(warehouse, "settings", lambda: place.settings)
    version = reading(place.processed)
    assert warehouse.status_note(version) is None
    assert send(place.register, REPORT) == 1
    unwritable(place)
    assert warehouse.version_in_use() == f"{version}+{UNWRITTEN}"
    at = visit("pages/plan/measures.py").run()
    assert [error.message for error in at.exception] == []
    assert any(text.value == warehouse.STATUS_NOTES[UNWRITTEN] for text in at.markdown)


def test_old_versions_are_those_of_older_states_also_when_the_clock_was_set_back(place):
    out = place.processed / FOLDER
    for number in range(1, 4):
        send(place.register, replace(REPORT, comment=f"Svar {number}"))
        name = place.look()[0]
        # As made while the clock was ahead, and set back between each.
        ahead = f"2099{9 - number}{name[5:]}"
        (out / name).rename(out / ahead)
        (out / POINTER).write_text(ahead)
    send(place.register, replace(REPORT, comment="Svar 4"))
    name, why = place.look()
    revisions = [int(path.stem.rsplit("-", 1)[1]) for path in versions(out)]
    assert why is None and name < ahead and sorted(revisions) == [2, 3, 4]


def test_blacked_out_text_is_in_no_file_also_when_the_clock_was_set_back(place, tmp_path):
    out = place.processed / FOLDER
    send(place.register, replace(REPORT, comment="Noe om Hemmelig Navnesen"))
    name = place.look()[0]
    ahead = f"2099{name[4:]}"
    (out / name).rename(out / ahead)
    (out / POINTER).write_text(ahead)
    assert holding(tmp_path)
    black_out(place.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    assert place.look()[0] < ahead
    assert holding(tmp_path) == []


def holding(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and b"Navnesen" in path.read_bytes()]


def test_a_page_without_any_status_tells_where_help_is_and_comes_back(place, monkeypatch):
    monkeypatch.setattr(warehouse, "PROCESSED", place.processed)
    monkeypatch.setattr(warehouse, "settings", lambda: place.settings)
    (place.processed / FOLDER).write_text("no folder")
    page = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    text = text_of(page)
    assert not page.exception and page.title[0].value == "Dataene kan ikke vises"
    assert "116\u00a0006" in text and "112" in text
    (place.processed / FOLDER).unlink()
    assert "Dataene kan ikke vises" not in [title.value for title in page.run().title]
