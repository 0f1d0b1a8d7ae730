"""The status of two plans beside each other: what stands in for it, and what is blacked out of it."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from pipelines.build import build
from pipelines.publish import current_version, of_all_plans, out_of, versions
from pipelines.register_marts import FOLDER, SILENT, status_in_use
from register.blackout import black_out
from register.plans import of_plan
from reported import REPORT, WORKING_GROUP, send
from status_place import Place
from succession import NEXT, NOW, raw_with_next


@pytest.fixture
def place(tmp_path, published) -> Place:
    """One plan, of which an answer is known; then the next is put into its folder."""
    place = Place(tmp_path, published)
    send(of_plan(place.register, NOW), replace(REPORT, comment="Navnløs Xyzzy"))
    place.look()
    build(raw_with_next(tmp_path / "raw", f"{date(2027, 7, 1)}"), place.processed)
    return place


def look(place: Place, plan: str) -> tuple[set[str], str | None]:
    """The plans that the tasks are of, of which status is shown, and why the last known stands in."""
    folder = place.processed if plan == NEXT else out_of(place.processed, plan)
    status, why = status_in_use(folder, current_version(folder), place.settings)
    with duckdb.connect(str(folder / FOLDER / status), read_only=True) as connection:
        return {of for (of,) in connection.execute("select plan_id from marts.measure_tasks").fetchall()}, why


def test_of_a_register_that_falls_silent_as_the_next_plan_comes_the_status_before_is_not_shown_as_its(place):
    away = place.register_file.rename(place.register_file.with_name("away"))
    assert [look(place, plan) for plan in (NOW, NEXT)] == [({NOW}, SILENT), ({NEXT}, SILENT)]
    away.rename(place.register_file)
    assert look(place, NEXT) == ({NEXT}, None)
    place.register_file.rename(away)
    assert look(place, NEXT) == ({NEXT}, SILENT)


@pytest.mark.parametrize("seen_last", [NOW, NEXT])
def test_what_is_blacked_out_is_gone_from_the_files_of_every_plan(place, seen_last):
    look(place, NOW)
    black_out(place.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    look(place, seen_last)
    kept = [path for folder in of_all_plans(place.processed) for path in versions(folder / FOLDER)]
    assert kept and all(b"Xyzzy" not in path.read_bytes() for path in kept)
