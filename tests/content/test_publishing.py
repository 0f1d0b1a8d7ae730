"""What is handed in is tried out beside what is published, and published: whole or not at all, whoever is killed."""

import csv
import gc
import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock

from content import publishing, warehouse
from new_rows import NUMBER as NEW
from pipelines.build import RAW, CheckError, build
from pipelines.delivery import Delivery, as_text
from pipelines.mistakes import RawDataError
from pipelines.publish import CANDIDATES, current_version, delivered_in, is_whole
from processes import IS_POSIX, started
from published import marts
from register import deliveries
from register.database import open_register
from register.rights import Rights
from register.settings import settings
from reported import REPORT, last_reports, send

KEEPER = Rights("Dataforvalter", may_deliver=True)
INDICATOR, MORE = NEW["indicator_id"], NEW["observation_id"]
ADDED = Delivery("tall.xlsx", {"observations": [NEW]}, lines={"observations": [7]})
OTHER = Delivery("mer.xlsx", {"observations": [NEW | {"observation_id": "ungvold_other_2023", "category": "Annet"}]})
IDS = "select observation_id from marts.observations"


class Place:
    """A folder of versions, a register and raw data of a test's own, as one process of a server has them."""

    def __init__(self, out: Path, raw: Path, engine, read):
        self.out, self.raw, self.engine, self._read = out, raw, engine, read

    @property
    def version(self) -> str:
        return self._read(self.out)

    def tried(self, **how) -> publishing.Trial:
        return publishing.try_out(self.engine, self.version, **how).result()

    def hand_in(self, delivery: Delivery, submission: str = "1") -> int:
        state = deliveries.state(self.engine)
        return deliveries.save(self.engine, KEEPER, delivery.file, as_text(delivery), "Ny rapport", submission, state)

    def undo(self, number: int) -> None:
        deliveries.withdraw(self.engine, KEEPER, number, "Feil", deliveries.state(self.engine))

    def keep_up(self) -> publishing.Work | None:
        """As a run of any page does, and waits for what it begins; returns what could not be published."""
        publishing.keep_up(self.version)
        if work := publishing.under_way():
            work.problem()
        return publishing.under_way()

    def ids(self) -> set[str]:
        return set(warehouse.query(self.version, IDS)["observation_id"])


@pytest.fixture
def place(published, new_register, reading, tmp_path, monkeypatch) -> Place:
    out = shutil.copytree(published, tmp_path / "out")
    raw = shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("local"))
    engine = new_register("sqlite")
    used = replace(settings(), address=f"sqlite:///{engine.url.database}", raw=raw)
    for module in (publishing, warehouse):
        monkeypatch.setattr(module, "settings", lambda: used)
    monkeypatch.setattr(publishing, "_publishing", publishing.Publishing())
    monkeypatch.setattr(publishing, "_read", [None, ([], {})])
    reading(out)
    return Place(out, raw, engine, reading)


def edit(place: Place, table: str, old: str, new: str) -> None:
    path = place.raw / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_tried_out_is_seen_and_nothing_is_saved_or_published(place):
    before = place.version
    trial = place.tried(add=ADDED)
    [row] = trial.rows
    assert row.before is None and row.after == dict.fromkeys(row.table.fields) | NEW
    assert trial.figures == [INDICATOR] and trial.state == "" and trial.before == before
    assert [
        MORE in set(warehouse.query(version, IDS)["observation_id"]) for version in (trial.before, trial.after)
    ] == [
        False,
        True,
    ]
    assert [told for told in trial.notices if "flere tilfeller av seksuell vold (2023)" in told]
    assert place.version == before and deliveries.history(place.engine, 9) == []
    folder = trial.folder
    assert trial.is_there()
    del trial
    gc.collect()
    assert not folder.exists(), "nobody looks at it any more"


def test_what_a_killed_process_has_left_is_cleared_away(place):
    left = place.out / CANDIDATES / "left"
    left.mkdir(parents=True)
    trial = place.tried(add=ADDED)
    assert left.exists()
    long_ago = time.time() - publishing.LONGEST_LOOK - 1
    os.utime(left, (long_ago, long_ago))
    assert place.tried(add=ADDED) and not left.exists() and trial.is_there()


def test_a_mistake_of_ours_is_in_the_log_and_the_next_is_built(place, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "differing", lambda before, after: 1 / 0)
        assert isinstance(publishing.try_out(place.engine, place.version, add=ADDED).problem(), ZeroDivisionError)
    assert "can not be built" in caplog.text
    assert place.tried(add=ADDED).figures == [INDICATOR]


def test_what_is_saved_is_published_before_what_was_only_tried_out_earlier_which_is_held_against_it(place):
    is_free = Event()
    publishing.Work(lambda _: is_free.wait())
    looked_at = publishing.try_out(place.engine, place.version, add=OTHER)
    place.hand_in(ADDED)
    saved = publishing.publish(place.engine)
    is_free.set()
    saved.result()
    assert not looked_at.is_done and MORE in place.ids()
    trial = looked_at.result()
    assert MORE in set(warehouse.query(trial.before, IDS)["observation_id"])
    assert len(trial.rows) == 1 and [path.name for path in trial.folder.iterdir()] == ["after"]


def test_whoever_saves_waits_for_what_has_not_begun(place):
    """What has begun may have asked before what stands now was saved."""
    with FileLock(place.out / publishing.LOCK):
        begun = publishing.publish(place.engine)
        while not begun.is_begun:
            time.sleep(0.01)
        place.hand_in(ADDED)
        next_one = publishing.publish(place.engine)
        assert next_one is not begun and publishing.publish(place.engine) is next_one is publishing.under_way()
    next_one.result()
    assert MORE in place.ids() and publishing.under_way() is None


@pytest.mark.parametrize(("wrong", "error"), [({"source_id": "ukjent"}, RawDataError), ({"year": "2019"}, CheckError)])
def test_what_does_not_fit_is_told_and_leaves_nothing(place, wrong, error):
    delivery = replace(ADDED, rows={"observations": [NEW | wrong]})
    assert isinstance(publishing.try_out(place.engine, place.version, add=delivery).problem(), error)
    assert not list((place.out / CANDIDATES).iterdir())


def test_what_was_handed_in_is_published_and_undone_by_whichever_process_looks_next(place):
    before = marts(place.out)
    assert place.keep_up() is None
    number = place.hand_in(ADDED)
    place.keep_up()
    assert MORE in place.ids() and delivered_in(current_version(place.out)) == deliveries.state(place.engine)
    trial = place.tried(without=number)
    [row] = trial.rows
    assert row.after is None and row.before["observation_id"] == MORE and trial.figures == [INDICATOR]
    place.undo(number)
    place.keep_up()
    assert marts(place.out) == before
    assert not trial.is_there(), "what was tried out beside another version is gone"


def test_only_what_is_handed_in_is_told_where_files_have_changed_too(place):
    edit(place, "observations", "39,,,eksakt,39 prosent av jentene", "38,,,eksakt,38 prosent av jentene")
    trial = place.tried(add=ADDED)
    assert trial.figures == [INDICATOR] and len(trial.rows) == 1
    assert trial.before.startswith(f"{CANDIDATES}/") and MORE not in place.ids()


def test_a_delivery_that_does_not_fit_any_more_leaves_the_last_good_version_and_answers_go_on(place):
    place.hand_in(ADDED)
    place.keep_up()
    version = current_version(place.out)
    for path in place.raw.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("nova_ungvold_2023", "nova_ungvold_other"), encoding="utf-8")
    place.hand_in(OTHER, "2")
    work = place.keep_up()
    told = work.problem()
    assert isinstance(told, RawDataError) and all(mistake.file.endswith(".xlsx") for mistake in told.mistakes)
    assert current_version(place.out) == version and MORE in place.ids()
    send(place.engine, REPORT)
    assert last_reports(place.engine) and place.keep_up() is work, "what failed is not tried again and again"
    assert place.ids() >= {MORE}
    # Mended, it is published.
    shutil.copytree(RAW, place.raw, dirs_exist_ok=True, ignore=shutil.ignore_patterns("local"))
    send(place.engine, replace(REPORT, measure_no=2))
    assert place.keep_up() is None and {MORE, "ungvold_other_2023"} <= place.ids()


def test_a_delivery_that_does_not_fit_any_more_can_be_taken_back(place):
    number = place.hand_in(ADDED)
    place.keep_up()
    path = place.raw / "observations.csv"
    [header] = csv.reader([path.read_text(encoding="utf-8").splitlines()[0]])
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header).writerow(NEW | {"observation_id": "ungvold_again_2023"})
    assert isinstance(publishing.try_out(place.engine, place.version, add=OTHER).problem(), CheckError)
    trial = place.tried(without=number)
    assert [row.before["observation_id"] for row in trial.rows] == [MORE] and trial.figures == [INDICATOR]
    place.undo(number)
    assert place.keep_up() is None and {MORE, "ungvold_again_2023"} & place.ids() == {"ungvold_again_2023"}


def test_what_is_read_for_a_sheet_has_what_stands(place):
    place.hand_in(ADDED)
    _, there = publishing.tables(place.engine)
    assert MORE in there["observations"].column("observation_id").values
    place.undo(1)
    _, there = publishing.tables(place.engine)
    assert MORE not in there["observations"].column("observation_id").values


def publish_here(out: Path, raw: Path, address: str) -> None:
    """What a process of a server does when it finds that something was handed in."""
    used = replace(settings(), address=address, raw=raw)
    publishing.settings = warehouse.settings = lambda: used
    warehouse.PROCESSED = out
    publishing.publish(open_register(address)).result()


@pytest.mark.skipif(not IS_POSIX, reason="no SIGKILL on this system")
def test_killed_at_any_moment_it_is_published_whole_or_not_and_then_by_the_next(place):
    number = place.hand_in(ADDED)
    address = f"sqlite:///{place.engine.url.database}"
    died = 0
    for seconds in (0.2, 0.5, 0.9, 1.6):
        process = started.Process(target=publish_here, args=(place.out, place.raw, address))
        process.start()
        time.sleep(seconds)
        process.kill()
        process.join()
        died += process.exitcode == -signal.SIGKILL
        version = current_version(place.out)
        assert is_whole(place.out / version)
        assert (MORE in place.ids()) == (delivered_in(version) != "")
        if MORE in place.ids():
            place.undo(number)
            build(place.raw, place.out)
            number = place.hand_in(ADDED, f"after {seconds}")
    assert died
    place.keep_up()
    assert MORE in place.ids()
