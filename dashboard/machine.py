"""Who sits at the machine the server runs on: whoever came by the address that was written there when it started."""

import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import cookie_parser

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
QUERY = "token"
COOKIE = "ved-maskinen"
VARIABLE = "MACHINE_TOKEN"
"""Holds what proves it, for the server's process. Where there is none, nobody sits at the machine."""
FILE = Path(__file__).parent.parent / "data" / "register" / "machine_token"


def name_of(host: str) -> str | None:
    """A host without its port."""
    try:
        return None if "@" in host else urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def is_token(value: str | None) -> bool:
    token = os.environ.get(VARIABLE, "")
    return bool(token and value) and hmac.compare_digest(token.encode(), value.encode())


def has_token(headers: Mapping[str, str]) -> bool:
    """Did the request bring the cookie? Names of headers in lower case."""
    return is_token(cookie_parser(headers.get("cookie", "")).get(COOKIE))


def kept_token(file: Path = FILE) -> str:
    """The same at every start, for pages that stand open meanwhile; only whoever made it may read it."""
    with suppress(OSError):
        if token := file.read_text(encoding="ascii").strip():
            return token
    token = secrets.token_urlsafe(32)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as kept:
            kept.write(token)
    return token
