"""While somebody makes the status of what was just saved: readers go on, and who saved waits for it."""

import asyncio
import math
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from streamlit import runtime
from streamlit.runtime import RuntimeState

from content import warehouse
from content.figures.catalogue import catalogue
from dashboard import session, warming
from pipelines import register_marts
from pipelines.build import UnwritableError
from pipelines.publish import POINTER, publish
from pipelines.register_marts import FOLDER, UNWRITTEN
from plants import change
from register.blackout import black_out
from register.database import revision
from register.errors import UnavailableError
from reported import REPORT, WORKING_GROUP, send
from reporting import MEASURES, answering, field, opened, press, told
from status_place import Place

SECONDS = 60
"""Nobody builds for longer: what should not have waited is then seen to be wrong."""


@contextmanager
def built_by_another(processed: Path) -> Iterator[None]:
    """Somebody else is making the status marts."""
    has_begun, stop = threading.Event(), threading.Event()

    def build() -> None:
        with FileLock(processed / FOLDER / ".building"):
            has_begun.set()
            stop.wait(SECONDS)

    builder = threading.Thread(target=build)
    builder.start()
    has_begun.wait()
    try:
        yield
    finally:
        stop.set()
        builder.join()


@contextmanager
def waiting(processed: Path, do: Callable, *parameters) -> Iterator[Future]:
    """What is done, from when it has begun to wait for another who makes the status marts until it no longer need."""
    waits = threading.Event()

    class Seen(FileLock):
        def acquire(self, *args, blocking=None, **options):
            if blocking is None:
                waits.set()
            return super().acquire(*args, blocking=blocking, **options)

    with ThreadPoolExecutor(1) as pool, built_by_another(processed), pytest.MonkeyPatch.context() as patch:
        patch.setattr(register_marts, "FileLock", Seen)
        doing = pool.submit(do, *parameters)
        while not (waits.wait(0.01) or doing.done()):
            pass
        assert not doing.done()
        yield doing


def after_waiting(processed: Path, do: Callable, *parameters):
    """What it gives, when it has been seen to wait."""
    with waiting(processed, do, *parameters) as doing:
        pass
    return doing.result()


@pytest.fixture
def place(tmp_path, published) -> Place:
    return Place(tmp_path, published)


def test_a_reader_has_the_version_before_and_the_new_one_when_nobody_makes_it(place):
    before = place.look()
    send(place.register, REPORT)
    with built_by_another(place.processed):
        assert place.look() == before
    assert place.look() != before
    assert place.reported() == [(1,)]


def test_who_has_saved_waits_for_a_version_that_holds_it(place):
    before = place.look()
    send(place.register, REPORT)
    for at_least in (revision(place.register), math.inf):
        found = after_waiting(place.processed, place.look, at_least)
        assert found != before and found[1] is None
        before = found
        send(place.register, replace(REPORT, comment="mer"))


def test_who_waited_takes_what_another_made_of_what_was_saved_meanwhile(place):
    place.look()
    send(place.register, REPORT)
    with waiting(place.processed, place.look, math.inf) as doing:
        send(place.register, replace(REPORT, measure_no=2))
        made = register_marts._build(
            place.processed / place.plan, place.processed / FOLDER, place.settings, place.register
        )
    assert doing.result() == (made, None)
    assert place.reported() == [(1,), (2,)]


def test_where_there_is_no_version_before_everybody_waits(place):
    (place.processed / FOLDER).mkdir()
    assert after_waiting(place.processed, place.look) == place.look()


def test_the_status_of_another_plan_is_not_the_one_before(place, built):
    before = place.look()
    place.plan = publish(built(), place.processed, "1" * 16)
    assert after_waiting(place.processed, place.look) != before


def test_what_has_been_blacked_out_is_not_read_on(place):
    send(place.register, replace(REPORT, comment="Noe om en person"))
    before = place.look()
    black_out(place.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    assert after_waiting(place.processed, place.look) != before


@pytest.fixture
def looked_at(place, reading, monkeypatch) -> Place:
    """What the dashboard reads."""
    monkeypatch.setattr(warehouse, "settings", lambda: place.settings)
    reading(place.processed)
    return place


def made_in_background() -> Future:
    warehouse._making[None].exception(SECONDS)
    return warehouse._making[None]


def test_who_is_patient_goes_on_with_the_version_before_and_makes_none(looked_at):
    before = warehouse.version_in_use()
    send(looked_at.register, REPORT)
    assert warehouse.version_in_use(is_patient=True) == before
    assert warehouse.revision(made_in_background().result()) == 1
    assert warehouse.version_in_use(is_patient=True) == made_in_background().result() != before
    # Again at each new answer, and not for who has seen it.
    send(looked_at.register, replace(REPORT, measure_no=2))
    assert warehouse.revision(warehouse.version_in_use(1, is_patient=True)) == 1
    assert warehouse.revision(warehouse.version_in_use(2, is_patient=True)) == 2


def test_who_is_patient_is_told_when_it_can_not_be_made_and_when_it_can_again(looked_at, monkeypatch):
    before = warehouse.version_in_use()
    send(looked_at.register, REPORT)
    with monkeypatch.context() as full:
        full.setattr(register_marts, "new_version", raising(OSError("No space left on device")))
        assert warehouse.version_in_use(is_patient=True) == before
        made_in_background()
        for _ in range(2):
            assert warehouse.status_note(warehouse.version_in_use(is_patient=True)) == warehouse.STATUS_NOTES[UNWRITTEN]
    assert warehouse.revision(warehouse.version_in_use(is_patient=True)) == 1
    send(looked_at.register, replace(REPORT, measure_no=2))
    warehouse.version_in_use()
    send(looked_at.register, replace(REPORT, measure_no=3))
    assert warehouse.revision(warehouse.version_in_use(is_patient=True)) == 2


@pytest.fixture
def beforehand(looked_at, monkeypatch) -> Place:
    """What a look beforehand has found."""
    monkeypatch.setattr(warehouse, "_in_use", {})
    monkeypatch.setattr(warehouse, "_looked", {})
    monkeypatch.setattr(warehouse, "_looks_hold_from", 0.0)
    # However slow the machine is.
    monkeypatch.setattr(warehouse, "LOOK_HOLDS", SECONDS)
    warehouse.version_in_use()
    warehouse.look_beforehand()
    return looked_at


def test_who_is_patient_asks_nobody_what_was_found_beforehand(beforehand, monkeypatch):
    version = warehouse.version_in_use()
    monkeypatch.setattr(warehouse, "_version_in_use", raising(AssertionError))
    assert warehouse.version_in_use(is_patient=True) == version
    for how in ({"at_least": 1, "is_patient": True}, {"at_least": math.inf, "is_patient": True}, {"at_least": 0}):
        with pytest.raises(AssertionError):
            warehouse.version_in_use(**how)
    # Where the looks have come to a stop, it is not held to.
    monkeypatch.setattr(warehouse, "LOOK_HOLDS", 0)
    with pytest.raises(AssertionError):
        warehouse.version_in_use(is_patient=True)


def test_what_is_gone_is_not_given_again(beforehand, monkeypatch):
    warehouse.look_anew()
    monkeypatch.setattr(warehouse, "_version_in_use", raising(AssertionError))
    with pytest.raises(AssertionError):
        warehouse.version_in_use(is_patient=True)


def test_what_is_saved_is_there_for_all_of_the_process_and_a_look_that_began_before_takes_it_from_nobody(
    beforehand, monkeypatch
):
    before, find = warehouse.version_in_use(), warehouse._version_in_use

    def saved_meanwhile(*asked, **how):
        send(beforehand.register, REPORT)
        monkeypatch.setattr(warehouse, "_version_in_use", find)
        session.await_saved()
        return before

    monkeypatch.setattr(warehouse, "_version_in_use", saved_meanwhile)
    warehouse.look_beforehand()
    assert warehouse.revision(warehouse.version_in_use(is_patient=True)) == 1


@pytest.mark.parametrize("asked_for", [None, "of the same"])
def test_what_was_blacked_out_here_is_read_by_nobody_while_the_next_version_is_made(beforehand, monkeypatch, asked_for):
    """Nor by who has asked for a plan by another name."""
    send(beforehand.register, replace(REPORT, comment="Noe om en person"))
    before = warehouse.version_in_use()
    warehouse._in_use[asked_for] = before
    warehouse.look_beforehand()
    assert warehouse.version_in_use(is_patient=True, plan_id=asked_for) == before
    black_out(beforehand.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    given, make = [], warehouse._newest

    def while_made(at_least, is_patient, plan_id):
        if at_least == math.inf and not given:
            given.append("is made")
            given.append(warehouse.version_in_use(is_patient=True, plan_id=asked_for))
        return make(at_least, is_patient, plan_id)

    monkeypatch.setattr(warehouse, "_newest", while_made)
    session.await_saved()
    assert len(given) == 2 and given[1] != before


def test_a_look_that_finds_nothing_is_not_taken_again_at_once(beforehand, monkeypatch):
    """It would make the status again and again, and say each time that it can not be made."""
    made = []
    monkeypatch.setattr(warehouse, "_version_in_use", lambda *asked, **how: made.append(how))
    for _ in range(3):
        warehouse.look_beforehand()
    assert len(made) == 1
    monkeypatch.setattr(warehouse, "LOOK_RESTS", 0)
    warehouse.look_beforehand()
    assert len(made) == 2


@pytest.mark.parametrize("state", [RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED, RuntimeState.NO_SESSIONS_CONNECTED])
def test_it_is_looked_for_as_long_as_somebody_has_a_page_open(beforehand, monkeypatch, state):
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(state=state))
    monkeypatch.setattr(warehouse, "LOOKS_APART", 0)
    looks, find = [], warehouse.look_beforehand

    def look() -> None:
        looks.append(find())
        if len(looks) == 3:
            raise InterruptedError

    monkeypatch.setattr(warehouse, "look_beforehand", look)
    with pytest.raises(InterruptedError if state == RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED else TimeoutError):
        asyncio.run(asyncio.wait_for(warming.look(), 0.5))


@pytest.mark.parametrize("fails", [True, False])
def test_what_a_look_can_not_find_is_told_to_who_asks(beforehand, monkeypatch, fails):
    with monkeypatch.context() as gone:
        silent = raising(UnavailableError("gone"))
        gone.setattr(*((warehouse, "_newest") if fails else (register_marts, "revision")), silent)
        warehouse.look_beforehand()
        if fails:
            with pytest.raises(UnavailableError):
                warehouse.version_in_use(is_patient=True)
        else:
            assert warehouse.status_note(warehouse.version_in_use(is_patient=True))
    assert warehouse.status_note(warehouse.version_in_use(is_patient=True)) is None


def raising(error: Exception) -> Callable:
    def fail(*_, **__):
        raise error

    return fail


def test_what_has_been_blacked_out_is_not_read_on_by_who_is_patient(looked_at):
    send(looked_at.register, replace(REPORT, comment="Noe om en person"))
    before = warehouse.version_in_use()
    black_out(looked_at.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    assert warehouse.version_in_use(is_patient=True) != before


class Asked:
    """What readers ask, which takes its time to make of another version than the first it was asked of."""

    def __init__(self, fails: bool = False):
        self.first, self.made, self.go_on, self.fails = None, [], threading.Event(), fails

    def __call__(self, version: str) -> str:
        self.first = self.first or version
        if version != self.first:
            self.go_on.wait(SECONDS)
            if self.fails:
                raise KeyError(version)
        self.made.append(version)
        return version


@pytest.fixture
def published_anew(looked_at, built) -> Iterator[Callable[[Asked], tuple[str, str]]]:
    """A function that publishes anew what has been read and asked; returns what was read, and the new file."""
    asked = []

    def publish_it(ask: Asked) -> tuple[str, str]:
        asked.append(ask)
        before = warehouse.version_in_use()
        assert warehouse.made(ask, before) == before
        return before, publish(built(), looked_at.processed, "1" * 16)

    yield publish_it
    for ask in asked:
        ask.go_on.set()
    if None in warehouse._warmed:
        warehouse._warmed[None][1].exception(SECONDS)


def is_warm() -> None:
    warehouse._warmed[None][1].exception(SECONDS)


@pytest.mark.parametrize("fails", [False, True])
def test_readers_have_the_version_before_until_what_they_ask_is_made_of_the_new(published_anew, fails):
    ask = Asked(fails)
    before, new = published_anew(ask)
    for at_least in (0, warehouse.revision(before), math.inf):
        assert warehouse.version_in_use(at_least, is_patient=True) == before
    ask.go_on.set()
    is_warm()
    version = warehouse.version_in_use(is_patient=True)
    assert version.startswith(new)
    assert ask.made == ([before] if fails else [before, version])


def test_who_is_not_patient_has_the_new_version_at_once_and_then_so_have_readers(published_anew):
    _, new = published_anew(Asked())
    warehouse.version_in_use(is_patient=True)
    assert warehouse.version_in_use().startswith(new)
    assert warehouse.version_in_use(is_patient=True).startswith(new)


def test_what_is_saved_or_blacked_out_meanwhile_is_not_waited_for(published_anew, looked_at):
    send(looked_at.register, replace(REPORT, comment="Noe om en person"))
    before, new = published_anew(Asked())
    assert warehouse.version_in_use(is_patient=True) == before
    black_out(looked_at.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    version = warehouse.version_in_use(is_patient=True)
    assert version.startswith(new) and warehouse.revision(version) > warehouse.revision(before)


def test_what_is_removed_is_not_read_on(published_anew, looked_at):
    before, new = published_anew(Asked())
    assert warehouse.version_in_use(is_patient=True) == before
    (looked_at.processed / before.split(warehouse.AND)[0]).unlink()
    assert warehouse.version_in_use(is_patient=True).startswith(new)


def test_readers_do_not_wait_for_all_of_it(published_anew, monkeypatch):
    monkeypatch.setattr(warehouse, "LONGEST_WARM_UP", 0)
    ask = Asked()
    before, new = published_anew(ask)
    warehouse.version_in_use(is_patient=True)
    is_warm()
    assert warehouse.version_in_use(is_patient=True).startswith(new) and ask.made == [before]


def shown(at) -> list[str]:
    """The table of the tasks of a measure, which is there when one of them is answered."""
    return [x.proto.body for x in at.get("html") if "Oppgavene i tiltak 1" in x.proto.body]


def test_who_saves_sees_it_at_once_and_others_when_it_is_there(local_register, processed, monkeypatch):
    monkeypatch.setattr(warehouse, "PROCESSED", processed)
    saver, before = answering(1), warehouse.version_in_use()
    field(saver, 1, "status").set_value("I gang")
    with waiting(processed, press, saver, "Lagre") as pressed:
        assert revision(local_register) == 1
        assert warehouse.version_in_use() == before
    assert "er lagret" in told(pressed.result())
    assert saver.session_state["version"] == warehouse.version_in_use() != before


def test_who_saves_makes_it_at_once(place, reading, monkeypatch):
    monkeypatch.setattr(warehouse, "settings", lambda: place.settings)
    reading(place.processed)
    send(place.register, REPORT)
    session.await_saved()
    with built_by_another(place.processed):
        assert warehouse.revision(warehouse.version_in_use()) == 1


def test_what_is_saved_is_told_also_where_no_status_can_be_made(place, monkeypatch):
    monkeypatch.setattr(warehouse, "settings", lambda: place.settings)
    monkeypatch.setattr(warehouse, "PROCESSED", place.processed)
    (place.processed / FOLDER).write_text("no folder")
    with pytest.raises(UnwritableError):
        warehouse.version_in_use()
    session.await_saved()


def test_a_page_shows_what_was_there_until_the_new_is(local_register, processed, monkeypatch):
    monkeypatch.setattr(warehouse, "PROCESSED", processed)
    reader = opened(MEASURES)
    send(local_register, REPORT)
    with built_by_another(processed):
        assert shown(reader.run()) == []
    assert shown(reader.run()) != []


def test_a_new_session_is_shown_the_newest(local_register, processed, monkeypatch):
    monkeypatch.setattr(warehouse, "PROCESSED", processed)
    before = warehouse.version_in_use()
    send(local_register, REPORT)
    at = after_waiting(processed, opened, MEASURES)
    assert warehouse.revision(at.session_state["version"]) == warehouse.revision(before) + 1


def test_a_session_never_goes_back(local_register, processed, monkeypatch):
    monkeypatch.setattr(warehouse, "PROCESSED", processed)
    warehouse.version_in_use()
    pointer = processed / FOLDER / POINTER
    before = pointer.read_text()
    send(local_register, REPORT)
    at = opened(MEASURES)
    seen = at.session_state["version"]
    # As where somebody sees what was made before the others do.
    pointer.write_text(before)
    send(local_register, replace(REPORT, measure_no=2))
    after_waiting(processed, at.run)
    assert warehouse.revision(at.session_state["version"]) == warehouse.revision(seen) + 1


def test_what_pages_ask_is_made_of_another_version_without_a_reader(
    put_back_register, reading, published, built, tmp_path, caplog
):
    """And leads on with what followed the reader who asked."""
    warehouse.forget()
    for page, choices in ((MEASURES, {"tiltak": "9"}), ("pages/start/overview.py", {})):
        assert not opened(page, kommune="hamar", **choices).exception
    asked = [kept.again for kept in list(warehouse._kept.values())]
    out = shutil.copytree(published, tmp_path / "processed")
    publish(built(), out, "1" * 16)
    version = reading(out)
    caplog.clear()
    with ThreadPoolExecutor(1) as pool:
        made = list(pool.map(lambda again: again(version), asked))
    assert "ScriptRunContext" not in caplog.text
    [card] = [found for found in made if "vnr-measure-card" in str(found)]
    assert "kommune=hamar" in card


def test_the_figures_of_another_version_are_those_of_the_one_before_where_no_row_of_them_is_another(
    published, reading, built, tmp_path
):
    """So that what has been made of them ahead is what is asked for."""
    out = shutil.copytree(published, tmp_path / "processed")
    before = reading(out)
    publish(built(), out, "1" * 16)
    same = reading(out)
    publish(built({"indicators": change({"indicator_id": "adults_2014"}, question="Hvem?")}), out, "2" * 16)
    assert catalogue(before) is catalogue(same) is not catalogue(reading(out))
