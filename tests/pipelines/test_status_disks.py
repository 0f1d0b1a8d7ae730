"""A disk that the status marts can not be written to: the last version stands in, until the disk is mended."""

import os
from pathlib import Path

import pytest

from databases import open_folder
from pipelines.register_marts import FOLDER, UNWRITTEN
from processes import IS_POSIX, NO_FORK, NOBODY, elsewhere
from reported import REPORT, send
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


def looks_in_a_folder_that_is_only_read(published: Path) -> tuple:
    with open_folder() as folder:
        place = Place(folder, published)
        place.look()
        if os.geteuid() == 0:  # whom no file refuses
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
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
