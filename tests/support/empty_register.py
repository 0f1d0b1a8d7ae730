"""The register that the tests answer in: one address, where each of them finds it empty.

A new register and the status of it take longer to make than most of what a test asks of them: both are made once, and
put back.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipelines.publish import POINTER, current_version, replace_file, versions
from pipelines.register_marts import FOLDER, register_at, status_in_use
from pipelines.register_versions import register_of, revision_of
from register.settings import settings


class EmptyRegister:
    """Its settings, and how it is emptied."""

    def __init__(self, published: Path, folder: Path):
        self._used, self._kept, self._status = folder / "used", folder / "kept", published / FOLDER
        self.settings = replace(settings(), address=f"sqlite:///{self._used}/register.sqlite")
        self._name, _ = status_in_use(published, current_version(published), self.settings)
        self._close()
        shutil.copytree(self._used, self._kept)
        os.link(self._status / self._name, folder / self._name)

    def put_back(self) -> None:
        """Nothing is answered, and the status says so."""
        self._close()
        shutil.rmtree(self._used)
        shutil.copytree(self._kept, self._used)
        if not (self._status / self._name).exists():
            os.link(self._used.parent / self._name, self._status / self._name)
        replace_file(self._status / POINTER, self._name.encode())

    def forget(self, folders: Iterable[Path]) -> None:
        """Remove the status of what was answered: the next test's answers are counted from one again."""
        for path in (path for folder in folders for path in versions(folder / FOLDER)):
            if register_of(path.name) == register_of(self._name) and revision_of(path.name) > 0:
                path.unlink()

    def _close(self) -> None:
        register_at(self.settings.address).dispose()
