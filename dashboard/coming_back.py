"""After a login one is back on the page one came from, with the choices that are in its address.

Streamlit leads to the first page. Where somebody was when the button was pressed waits here for the browser to come to
the login, and is from then on in a cookie of its own.
"""

import re
import urllib.parse

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser

from dashboard import draft_cookie

COOKIE, SECONDS = "tilbake", 15 * 60
PAGE = "page"
"""Of the session: the page that is shown."""
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
# A page of this server and what it asks for, as `urlencode` writes it: whatever else a cookie holds leads nowhere.
ADDRESS = re.compile(r"[a-z0-9-]*(\?[\w.~%+=&*-]*)?", re.ASCII)
LONGEST = 2000
MOST = 1000
_left: dict[str, str] = {}
"""Browser, by the random number of its cookie of drafts → where it was."""


def leave() -> None:
    """Remember where the browser is; to be followed by `st.login`."""
    browser = draft_cookie.visit(st.context.cookies.get(draft_cookie.COOKIE))
    if browser is None:
        return
    if len(_left) >= MOST:
        # Those who pressed in this very moment come to the first page.
        _left.clear()
    query = urllib.parse.urlencode(st.query_params.to_dict())
    _left[browser] = f"{st.session_state.get(PAGE, '')}{'?' if query else ''}{query}"


class ComingBack:
    def __init__(self, app, begins: str):
        self.app, self.begins = app, begins

    async def __call__(self, scope, receive, send):
        path = scope.get("path", "").removeprefix(self.begins)
        if scope["type"] != "http" or path not in (LOGIN, CALLBACK):
            await self.app(scope, receive, send)
            return
        cookies = cookie_parser(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
        browser = draft_cookie.visit(cookies.get(draft_cookie.COOKIE))
        address = cookies.get(COOKIE) if path == CALLBACK else _left.pop(browser or "", None)
        is_known = address is not None and len(address) <= LONGEST and ADDRESS.fullmatch(address)

        async def send_on(message):
            if message["type"] == "http.response.start" and is_known:
                answer = MutableHeaders(scope=message)
                if path == LOGIN:
                    answer.append("set-cookie", self._cookie(address, SECONDS))
                elif answer.get("location") == f"{self.begins}/":
                    answer["location"] = f"{self.begins}/{address}"
                    answer.append("set-cookie", self._cookie("", 0))
            await send(message)

        await self.app(scope, receive, send_on)

    def _cookie(self, value: str, seconds: int) -> str:
        return f"{COOKIE}={value}; Path={self.begins}{CALLBACK}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
