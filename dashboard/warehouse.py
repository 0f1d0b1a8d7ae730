"""Reads the published versions. A page run asks for the version once and names it in every query."""

import os
import threading
from pathlib import Path

import duckdb
import pandas as pd

from pipelines.publish import KEPT, OUT, current_version

PROCESSED = Path(os.environ.get("PROCESSED_DIR", OUT))

# Versions are attached to one in-memory connection, each under its own name; extensions would be fetched from outside.
_connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
_attached: list[str] = []
_lock = threading.Lock()


def version_in_use() -> str | None:
    """Name of the version published last, None when there is none."""
    return current_version(PROCESSED)


def query(version: str, sql: str, parameters: dict | None = None) -> pd.DataFrame:
    """Rows of a select from `marts` in one version. Raises duckdb.Error when the version is gone."""
    # A connection shared between threads gives other threads' rows; a cursor of one's own does not.
    cursor = _connection.cursor()
    _attach(version)
    cursor.execute(f'use "{version}"')
    return cursor.execute(sql, parameters or {}).df()


def _attach(version: str) -> None:
    with _lock:
        if version in _attached:
            return
        path = str(PROCESSED / version)
        _connection.execute(f'attach $path as "{version}" (read_only)', {"path": path})
        _attached.append(version)
        while len(_attached) > KEPT:
            _connection.execute(f'detach "{_attached.pop(0)}"')
