"""A day of mixed work with faults: the register is as those who worked were told, and so is what is made of it."""

import os
import shutil
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine
from test_status_carried import Work

from databases import KINDS, PostgresqlServer, open_folder
from day_worker import NOT_SAVED, SAVED, Place
from pipelines.publish import current_version
from processes import IS_POSIX, NO_FORK, NOBODY, elsewhere, fork
from proofs import some, tries
from register.backup import back_up, restore
from register.database import open_register
from register.rehearsal import rehearse
from register.schema import metadata, state
from reported import rows
from simulated_day import FAULTS, Day, differences

HOURS, SEATS, ACTS = tries(3, 24), tries(2, 3), tries(3, 6)


def a_day(published: Path, kind: str, faults: list[str]) -> tuple[list[str], Counter, int]:
    """What is not as it was told, what was told, and how many were killed."""
    with open_folder() as folder, ExitStack() as stack:
        server = stack.enter_context(PostgresqlServer.running()) if kind == "postgresql" else None
        address = f"sqlite:///{folder}/register/register.sqlite"
        if server:
            address = server.address.set(database="postgres").render_as_string(hide_password=False)
        work = Work(folder, published, address)
        place = Place(work.folder, address, work.plan_id, work.frozen, fork.Value("d", 0), fork.Value("b", False))
        shutil.copy(work.processed / work.plan, place.kept)
        work.status(work.processed)
        (work.folder / "backup").mkdir()
        give_to_nobody(folder)
        work.register.dispose()
        day = Day(place, SEATS, ACTS, server)
        day.pass_by(faults)
        work.plan = current_version(work.processed)
        wrong = differences(day, work.register, work.tasks)
        work.is_as_made_anew()
        wrong += not_restored(work.register, folder)
        work.register.dispose()
        return wrong, Counter(outcome for _, outcome in day.outcomes.values()), day.killed


def give_to_nobody(folder: Path) -> None:
    """Whom a folder that can only be read refuses."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def not_restored(register: Engine, folder: Path) -> list[str]:
    file = folder / "register-last.sqlite"
    back_up(register, file)
    other = open_register(f"sqlite:///{folder}/other/register.sqlite")
    restore(other, file)
    tables = [table for table in metadata.sorted_tables if table is not state]
    differing = [table.name for table in tables if rows(register, table) != rows(other, table)]
    other.dispose()
    rehearse(register.url, file)
    return [f"{name} is not restored as it was" for name in differing]


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
@pytest.mark.parametrize("kind", some(KINDS[:1], KINDS))
def test_after_a_day_of_work_and_faults_the_register_is_as_they_were_told(published, kind):
    faults = (FAULTS * 2)[:HOURS]
    wrong, told, killed = elsewhere(a_day, published, kind, faults)
    print(f"{HOURS} hours, {dict(told)}, {killed} killed")
    assert wrong == []
    assert killed and told[SAVED] > HOURS * SEATS and told[NOT_SAVED]
