"""Faults while a server runs, each caused for real: told in Norwegian, nothing saved is lost, and over when they are."""

import resource
import shutil
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from browsing import Server, Visitor, serving
from dashboard.server import FAULT
from pipelines.publish import POINTER, current_version
from pipelines.register_marts import FOLDER
from processes import IS_POSIX, NO_FORK
from proofs import some

pytestmark = pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
SAVED, NOT_SAVED, PUBLISHED = "Svaret på tiltak", "Ingenting er lagret", "Tallene ble lagt ut her"
ANSWERS, ABOUT = "kommune=hamar&oppgave=1", "report 3403 1"


@dataclass
class Place:
    server: Server
    processed: Path
    register: Path

    def readyz(self) -> str:
        try:
            return urllib.request.urlopen(f"{self.server.address}readyz").read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def read(self) -> str:
        """What a page tells that shows numbers and status."""
        with Visitor(self.server) as visit:
            told = visit.ask("tiltak", "tiltak=1")
        assert FAULT not in told and "Tiltakskort" in told
        # What is made anew is published anew.
        return told.split(PUBLISHED)[0]

    def report(self, comment: str) -> str:
        with Visitor(self.server) as visit:
            visit.ask("meld-inn", ANSWERS)
            said = {f"{ABOUT} status": "I gang", f"{ABOUT} comment": comment, "Lagre": True}
            told = visit.fill_in("meld-inn", ANSWERS, **said)
        assert FAULT not in told
        return told

    def saved(self) -> list[str]:
        with closing(sqlite3.connect(self.register)) as connection:
            return [comment for (comment,) in connection.execute("select comment from reports order by report_id")]


@pytest.fixture(scope="module")
def place(processed, tmp_path_factory) -> Iterator[Place]:
    register = tmp_path_factory.mktemp("register") / "in_use" / "register.sqlite"
    with serving(processed, REGISTER_ADDRESS=f"sqlite:///{register}") as server:
        yield Place(server, processed, register)


@contextmanager
def full_disk(place: Place) -> Iterator[None]:
    """No file of the server's may grow."""
    pid = place.server.process.pid
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def register_away(place: Place) -> Iterator[None]:
    folder = place.register.parent
    away = folder.rename(folder.with_name("away"))
    yield
    away.rename(folder)


@contextmanager
def register_damaged(place: Place) -> Iterator[None]:
    """As a disk may leave it; and put back as it was."""
    folder = place.register.parent
    shutil.copytree(folder, folder.with_name("kept"))
    for file in folder.iterdir():
        file.write_bytes(b"\xff" * file.stat().st_size)
    yield
    shutil.rmtree(folder)
    folder.with_name("kept").rename(folder)


def damage_status(place: Place) -> None:
    cut(place.processed / FOLDER)


def damage_published(place: Place) -> None:
    cut(place.processed)


def cut(folder: Path) -> None:
    file = folder / current_version(folder)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damage_pointer(place: Place) -> None:
    (place.processed / POINTER).write_bytes(b"\xff\x00")


def delete_status(place: Place) -> None:
    shutil.rmtree(place.processed / FOLDER)


def delete_published(place: Place) -> None:
    shutil.rmtree(place.processed)


numbers = count(1)


NOTHING_SAVED = {full_disk: "ok", register_damaged: "register", register_away: "register"}
"""Where nothing can be saved → what a monitor is told."""
MADE_ANEW = (delete_published, damage_pointer, damage_published, damage_status, delete_status)


@pytest.mark.parametrize("fault", some([full_disk, register_damaged], list(NOTHING_SAVED)))
def test_where_nothing_can_be_saved_it_is_told_and_what_is_known_is_shown(place, fault):
    kept, lost, more = (f"Svar {next(numbers)}" for _ in range(3))
    assert SAVED in place.report(kept)
    before = place.saved()
    with fault(place):
        assert NOT_SAVED in place.report(lost)
        assert kept in (told := place.read())
        assert ("Registeret svarer ikke." in told) == (NOTHING_SAVED[fault] == "register")
        assert place.readyz() == NOTHING_SAVED[fault]
    assert "Registeret svarer ikke." not in place.read()
    assert SAVED in place.report(more)
    assert place.saved() == [*before, more]
    assert more in place.read()


@pytest.mark.parametrize("fault", some(MADE_ANEW[:1], MADE_ANEW))
def test_what_can_be_made_anew_is_and_nobody_is_told(place, fault):
    first, second = (f"Svar {next(numbers)}" for _ in range(2))
    assert SAVED in place.report(first)
    before, known = place.saved(), place.read()
    fault(place)
    assert place.read() == known
    assert SAVED in place.report(second)
    assert place.saved() == [*before, second]
    assert second in place.read() and place.readyz() == "ok"
