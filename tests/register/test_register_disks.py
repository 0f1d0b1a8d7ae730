"""A disk that can not be written to: nothing is saved, that is told, and it goes on when the disk is mended."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from databases import open_folder
from processes import IS_POSIX, NO_FORK, NOBODY, elsewhere
from register.database import open_register
from register.errors import UnavailableError
from register.schema import reports
from reported import REPORT, last_reports, rows, send

DOWN = "Registeret svarer ikke, eller kan ikke skrives til. Ingenting er lagret. Prøv igjen"
SECOND = replace(REPORT, measure_no=2)

pytestmark = pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)


def refused(do: Callable) -> str | None:
    try:
        do()
    except UnavailableError as error:
        return str(error)


def save_in_what_is_read_only(folder: Path, names: list[str]) -> tuple[list[str | None], int, int]:
    """What is told by reading and twice by saving, how many reports there are then, and how many when it is mended."""
    address = f"sqlite:///{folder}/register.sqlite"
    open_register(address).dispose()
    if os.geteuid() == 0:  # whom no file refuses
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    register = open_register(address)
    send(register, REPORT)
    register.dispose()
    for name in names:
        (folder / name).chmod(0o555)
    told = [refused(lambda: send(register, SECOND)) for _ in range(2)] + [refused(lambda: last_reports(register))]
    folder.chmod(0o755)
    for path in folder.iterdir():  # those beside the register too, which take after it
        path.chmod(0o644)
    saved = len(last_reports(register))
    refused(lambda: send(register, SECOND))  # by a connection from before
    send(register, SECOND)
    return told, saved, len(rows(register, reports))


@pytest.mark.parametrize(
    ("names", "is_readable"),
    [(["register.sqlite"], True), (["."], False), ([".", "register.sqlite"], False)],
    ids=["file", "folder", "both"],
)
def test_a_disk_that_only_reads_saves_nothing(names, is_readable):
    with open_folder() as folder:
        told, saved, saved_later = elsewhere(save_in_what_is_read_only, folder, names)
    assert [re.search(DOWN, sentence) is not None for sentence in told[:2]] == [True, True]
    assert (told[2] is None) == is_readable
    assert (saved, saved_later) == (1, 2)


def save_on_a_full_disk(address: str) -> tuple[str | None, int, int]:
    """What is told when no file may grow, how many reports there are then, and how many when it is mended."""
    import resource  # not on every system

    register = open_register(address)
    send(register, REPORT)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))
    told = refused(lambda: send(register, SECOND))
    saved = len(last_reports(register))
    resource.setrlimit(resource.RLIMIT_FSIZE, most)
    send(register, SECOND)
    return told, saved, len(rows(register, reports))


def test_a_full_disk_saves_nothing(new_address):
    told, saved, saved_later = elsewhere(save_on_a_full_disk, new_address("sqlite"))
    assert re.search(DOWN, told)
    assert (saved, saved_later) == (1, 2)
