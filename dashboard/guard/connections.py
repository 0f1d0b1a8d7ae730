"""How many pages may stand open at once, and what their scripts may ask for."""

import asyncio
import logging
import time
from collections import Counter
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.guard.unkept import UNKEPT
from dashboard.guard.visitors import visitor

MOST = 500
MOST_OF_AN_ADDRESS = 200
"""All of a municipality may come from one."""
MOST_OF_A_VISITOR = 20
"""Tabs of one browser."""
FILES = 8 * MOST
"""Of the open ones, of those that are cut off and may come back, and of the rest."""
PAUSE_SECONDS = 0.01
"""Between two that come in: a hundred at once leave the server time for others."""
MESSAGE_SECONDS = 0.02
"""Between two messages of one page: nobody clicks or types faster."""
BUSY = PlainTextResponse("For mange er inne samtidig. Vent litt, og last siden på nytt.", 503, {"Retry-After": "10"})
NEEDED = {"rerun_script", "stop_script", "file_urls_request", "backend_operation_request"}
"""What the pages' script sends. The rest empties what the server keeps, asks for its folders, or stops it."""
NEEDED_OPERATIONS = {"deferred_file"}
# The server itself goes away, or the browser does: a page that is only cut off comes back to the session.
LEFT = {1000, 1001}
# Streamlit has a message at hand until the next comes: one with what is not to be kept gives way to this.
SAYS_NOTHING = BackMsg(app_heartbeat=True).SerializeToString()


@dataclass
class Connection:
    """Of an open page."""

    session: str | None = None
    is_left: bool = False
    """Has the page been closed, rather than cut off?"""


CONNECTION: ContextVar[Connection | None] = ContextVar("connection", default=None)


def make_room() -> None:
    """As many may be open as are let in: the system's own limit is often 1024, and each takes four of them."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
        if now != resource.RLIM_INFINITY and now < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


class Connections:
    """Refuses a page before its connection is made where too many stand open."""

    def __init__(self, app):
        self.app = app
        self._open: Counter[str] = Counter()
        self._door = asyncio.Lock()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        found, address = HTTPConnection(scope), scope["client"][0] if scope.get("client") else ""
        # One who brings no cookie is counted by the address, as the address is.
        most = {f"visitor {visitor(found.cookies, '')}": MOST_OF_A_VISITOR} if visitor(found.cookies, "") else {}
        most |= {f"address {address}": MOST_OF_AN_ADDRESS, "all": MOST}
        if full := [place for place, limit in most.items() if self._open[place] >= limit]:
            logging.getLogger(__name__).warning("a connection is refused: too many of one %s", full[0].split()[0])
            await BUSY(scope, receive, send)
            return
        self._open.update(most.keys())
        connection = Connection()
        CONNECTION.set(connection)
        try:
            async with self._door:
                await asyncio.sleep(PAUSE_SECONDS)
            await self.app(scope, _needed(receive, connection), send)
        finally:
            self._open.subtract(most.keys())
            # Who has left is forgotten.
            self._open = +self._open


def _needed(receive, connection: Connection):
    """What comes, no faster than a page sends it, and without what no page needs."""
    next_at, holds_unkept = 0.0, False

    async def receive_needed():
        nonlocal next_at, holds_unkept
        if holds_unkept:
            holds_unkept = False
            return {"type": "websocket.receive", "bytes": SAYS_NOTHING}
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                connection.is_left = message.get("code") in LEFT
            if message["type"] != "websocket.receive":
                return message
            if (too_early := next_at - time.monotonic()) > 0:
                await asyncio.sleep(too_early)
            next_at = time.monotonic() + MESSAGE_SECONDS
            if is_needed(message.get("bytes")):
                holds_unkept = UNKEPT.encode() in (message.get("bytes") or b"")
                return message

    return receive_needed


def is_needed(content: bytes | None) -> bool:
    """Text is never sent by a page; what can not be read, Streamlit ends the connection for."""
    try:
        message = BackMsg.FromString(content or b"")
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in NEEDED_OPERATIONS
    return kind in NEEDED
