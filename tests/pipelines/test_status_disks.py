"""A disk that the status marts can not be written to: the last version stands in, until the disk is mended."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from databases import open_folder
from pipelines.register_marts import FOLDER, UNWRITTEN
from processes import IS_POSIX, NO_FORK, NOBODY, elsewhere
from register.blackout import black_out
from reported import REPORT, WORKING_GROUP, send
from status_place import Place

pytestmark = pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)


def looks_on_a_full_disk(published: Path) -> tuple:
    """What is seen when no file may grow after something was saved, and when it is mended."""
    import resource  # not on every system

    with open_folder() as folder:
        place = Place(folder, published)
        before = place.look()
        send(place.register, REPORT)
        most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))
        during = place.look()
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
        return before, during, place.look()[1], place.reported()


def test_on_a_full_disk_the_last_version_stands_in(published):
    before, during, why_after, reported = elsewhere(looks_on_a_full_disk, published)
    assert before[1] is None
    assert during == (before[0], UNWRITTEN)
    assert (why_after, reported) == (None, [(1,)])


def _become_nobody(folder: Path) -> None:
    if os.geteuid() == 0:  # whom no file refuses
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def looks_in_a_folder_that_is_only_read(published: Path) -> tuple:
    with open_folder() as folder:
        place = Place(folder, published)
        place.look()
        _become_nobody(folder)
        send(place.register, REPORT)
        status = place.processed / FOLDER
        for path in status.iterdir():
            path.chmod(0o444)
        status.chmod(0o555)
        during = place.look()
        status.chmod(0o755)
        for path in status.iterdir():
            path.chmod(0o644)
        return during[1], place.look()[1], place.reported()


def test_in_a_folder_that_is_only_read_the_last_version_stands_in(published):
    assert elsewhere(looks_in_a_folder_that_is_only_read, published) == (UNWRITTEN, None, [(1,)])


def looks_when_neither_register_nor_folder_answer(published: Path) -> list:
    """A text is blacked out and the status can not be made anew; then the register falls silent too."""
    with open_folder() as folder:
        place = Place(folder, published)
        send(place.register, replace(REPORT, comment="Navnet"))
        place.look()
        _become_nobody(folder)
        black_out(place.register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
        status = place.processed / FOLDER
        status.chmod(0o555)
        outcomes = [_outcome(place)]
        place.register_file.rename(folder / "gone")
        outcomes.append(_outcome(place))
        status.chmod(0o755)
        (folder / "gone").rename(place.register_file)
        return [*outcomes, _outcome(place)]


def _outcome(place: Place) -> str | None:
    try:
        return place.look()[1]
    except OSError as error:
        return type(error).__name__
    except duckdb.Error as error:
        return type(error).__name__


def test_what_is_blacked_out_is_not_shown_where_neither_register_nor_folder_answer(published):
    first, silent, mended = elsewhere(looks_when_neither_register_nor_folder_answer, published)
    assert {first, silent} <= {"PermissionError", "IOException"} and mended is None
