"""Ends a login for good, also where its cookie was copied: in every tab, and every process that uses the register."""

import hashlib
import json
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, Engine

from register.ended_logins import end, ended_logins
from register.errors import UnavailableError

LOOK_AGAIN_SECONDS = 2
"""How long it may take before another process knows."""
_lock = threading.Lock()
_here: set[str] = set()
"""Ended by this process: also while the register does not answer."""
_known: dict[URL, tuple[float, frozenset[str]]] = {}


def login_of(claims: Mapping[str, Any]) -> str:
    """A digest: of one login, also where the same person logs in again."""
    return hashlib.sha256(json.dumps(dict(claims), sort_keys=True, default=str).encode()).hexdigest()


def end_login(engine: Engine | None, claims: Mapping[str, Any]) -> None:
    login, runs_out = login_of(claims), claims.get("exp")
    _here.add(login)
    if engine and isinstance(runs_out, int | float) and runs_out > time.time():
        with suppress(UnavailableError):
            end(engine, login, datetime.fromtimestamp(runs_out, UTC).replace(tzinfo=None))


def is_ended(engine: Engine | None, claims: Mapping[str, Any]) -> bool:
    """Of a register that does not answer, as last known: nothing can be saved in it then."""
    login = login_of(claims)
    return login in _here or (engine is not None and login in _ended(engine))


def _ended(engine: Engine) -> frozenset[str]:
    with _lock:
        looked_at, known = _known.get(engine.url, (-LOOK_AGAIN_SECONDS, frozenset()))
        if time.monotonic() - looked_at >= LOOK_AGAIN_SECONDS:
            with suppress(UnavailableError):
                known = ended_logins(engine)
            _known[engine.url] = time.monotonic(), known
        return known
