"""The cookie that tells whose draft is whose: a random number and nothing else."""

import re
import secrets
from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser

COOKIE = "utkast"
SECONDS = 24 * 60 * 60
FOR_ONE = "private, no-cache"
STARTED = secrets.token_hex(4)
"""Which start of the server this is."""
STARTED_AT = datetime.now(UTC).replace(tzinfo=None)
# A random number, the start of the server it was given at, and «1» where an earlier start gave it first.
FORM = re.compile(r"([\w-]{43})\.([0-9a-f]{8})(\.1)?")


class DraftCookie:
    """Gives it to whoever asks for a page, so that it is there when the page's own connection is made."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", ()))
        # By what is asked for: a page that has not changed since it was fetched is answered without a type.
        if scope["type"] != "http" or b"text/html" not in headers.get(b"accept", b""):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message):
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                # What is kept for many has none: all of them would be given the same, and read each other's drafts.
                if "max-age" not in answer.get("cache-control", ""):
                    answer.append("set-cookie", _given(headers, scope))
                    answer["cache-control"] = FOR_ONE
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def visit(value: str | None) -> str | None:
    """The random number in a cookie; None where there is none that this server would have given."""
    found = FORM.fullmatch(str(value))
    return found and found[1]


def is_from_before(value: str | None) -> bool:
    """Was the cookie given before the server was started last, so that what was typed then is gone?"""
    found = FORM.fullmatch(str(value))
    return found is not None and (found[2] != STARTED or found[3] is not None)


def age_of_server() -> float:
    """Seconds since it was started last."""
    return (datetime.now(UTC).replace(tzinfo=None) - STARTED_AT).total_seconds()


def _given(headers: dict[bytes, bytes], scope) -> str:
    brought = cookie_parser(headers.get(b"cookie", b"").decode("latin-1")).get(COOKIE)
    value = f"{visit(brought) or secrets.token_urlsafe(32)}.{STARTED}{'.1' if is_from_before(brought) else ''}"
    # A server in front that speaks TLS tells so. Whoever lies about it makes only the own cookie stricter.
    is_secure = scope["scheme"] == "https" or headers.get(b"x-forwarded-proto", b"").startswith(b"https")
    path = f"{scope.get('root_path', '')}/"
    return f"{COOKIE}={value}; Path={path}; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{'; Secure' if is_secure else ''}"
