"""How the register's connections to a file of SQLite are set up, and which file it is."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection


def set_up(connection: sqlite3.Connection, record, wait_seconds: float) -> None:
    # SQLAlchemy begins the transactions, below: Python's own would begin them too late.
    connection.isolation_level = None
    _keep_a_log(connection, wait_seconds)
    for setting in ("synchronous=full", "foreign_keys=on", "secure_delete=on"):
        connection.execute(f"pragma {setting}")
    [(_, _, path)] = connection.execute("pragma database_list").fetchall()
    record.info["file"] = (path, identity(path))


def settle(connection: sqlite3.Connection) -> None:
    """What was blacked out stays in the log, when this was killed, until the log is taken into the file.

    Not where others use the file: they will.
    """
    connection.execute("pragma wal_checkpoint(truncate)").fetchall()


def require_file(dialect, record, arguments: list, options: dict) -> None:
    identity(arguments[0])


def identity(path: str) -> tuple[int, int]:
    """Which file this is, whatever it is called. Raises OSError when there is none."""
    found = Path(path).stat()
    return found.st_dev, found.st_ino


def _keep_a_log(connection: sqlite3.Connection, wait_seconds: float) -> None:
    """Of two that give a new file its log at once, SQLite refuses one without the wait it has otherwise."""
    last = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("pragma journal_mode=wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.01)


def begin(connection: Connection) -> None:
    path, opened = connection.info.get("file", (None, None))
    if path and identity(path) != opened:
        # What a connection wrote to a file that another has taken the place of, nobody would see again.
        raise FileNotFoundError(path)
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("begin immediate" if is_writing else "begin")
