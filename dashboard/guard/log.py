"""What the server says of itself: a line of JSON each, with nothing that was typed and nothing of who typed it.

What other packages say is told as they wrote it, without what they filled in; of an error its kind and where it came
from.
"""

import json
import logging
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[2]
OURS = ("register", "pipelines", "content", "dashboard")
# They tell of names in the program, never of values.
TELLING = (ImportError, NameError, AttributeError, duckdb.CatalogException, duckdb.BinderException)
SELDOM_SECONDS = 10
# uvicorn says this of every connection that is refused with an answer.
UNTRUE = "ASGI callable returned without completing handshake."


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if _is_ours(record) else str(record.msg),
        }
        if error := record.exc_info and record.exc_info[1]:
            line |= {
                "error": type(error).__name__,
                "at": [_place(frame) for frame in traceback.extract_tb(error.__traceback__)],
            }
            if isinstance(error, TELLING):
                line["says"] = str(error)
        if times := getattr(record, "times", 0):
            line["times"] = times
        return json.dumps(line, ensure_ascii=False)


class Seldom(logging.Filter):
    """The same warning again and again fills no disk: it is said once in a while, and how many times it came."""

    def __init__(self):
        super().__init__()
        self._said: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        is_small_talk = record.levelno < logging.WARNING and not _is_ours(record)
        if record.msg == UNTRUE or is_small_talk:
            return False
        if record.levelno != logging.WARNING:
            return True
        what, now = str(record.msg), time.monotonic()
        last, times = self._said.get(what, (-SELDOM_SECONDS, 0))
        if now - last < SELDOM_SECONDS:
            self._said[what] = last, times + 1
            return False
        self._said[what] = now, 0
        record.times = times + 1 if times else 0
        return True


def handler() -> logging.Handler:
    """To the standard error, where whoever runs the server collects it."""
    made = logging.StreamHandler()
    made.setFormatter(Lines())
    made.addFilter(Seldom())
    return made


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OURS


def _place(frame: traceback.FrameSummary) -> str:
    """Where in the project, or in which package."""
    path = Path(frame.filename)
    inside = (
        path.relative_to(ROOT) if path.is_relative_to(ROOT) and ".venv" not in path.parts else Path(*path.parts[-2:])
    )
    return f"{inside.as_posix()}:{frame.lineno}"
