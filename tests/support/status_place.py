"""Where the status marts are made, for tests of nothing else."""

import shutil
from pathlib import Path

import duckdb

from pipelines.publish import current_version
from pipelines.register_marts import FOLDER, register_at, status_in_use
from register.settings import Settings


class Place:
    """A published plan with a register beside it."""

    def __init__(self, folder: Path, published: Path):
        self.processed, self.register_file = folder / "processed", folder / "register" / "register.sqlite"
        shutil.copytree(published, self.processed, ignore=shutil.ignore_patterns(FOLDER))
        self.plan = current_version(self.processed)
        self.settings = Settings(f"sqlite:///{self.register_file}", False, "", "", ())

    @property
    def register(self):
        return register_at(self.settings.address)

    def look(self, at_least: float = 0) -> tuple[str, str | None]:
        return status_in_use(self.processed, self.plan, self.settings, at_least)

    def reported(self) -> list[tuple]:
        """Every task that has been answered, in the version in use now."""
        found = self.processed / FOLDER / self.look()[0]
        with duckdb.connect(str(found), read_only=True) as connection:
            return connection.execute(
                "select measure_no from marts.task_status where is_reported order by all"
            ).fetchall()
