"""The server around app.py: what guards it, Norwegian, and deep links that open at once."""

import asyncio
import gc
import importlib
import os
import pkgutil
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response

import content
import dashboard
from dashboard import assets, making, memory, open_data, packed, warming
from dashboard.coming_back import ComingBack
from dashboard.draft_cookie import DraftCookie
from dashboard.guard import headers, health, streamlit_parts, unpacking, wire
from dashboard.guard.closed import Closed
from dashboard.guard.connections import Connections, make_room
from dashboard.guard.hosts import Hosts
from dashboard.guard.machine_token import MachineToken
from dashboard.guard.turns import TURNS
from dashboard.guard.uploads import UploadLimits
from dashboard.machine import QUERY, VARIABLE
from dashboard.packed import Packed
from dashboard.translation import translated_page

_base = st.get_option("server.baseUrlPath").strip("/")
BEGINS = f"/{_base}" if _base else ""
"""How all addresses begin."""
FAULT = (
    "Noe gikk galt hos oss, og siden kan ikke vises. Last den på nytt. Skjer det igjen, ta kontakt med den som drifter "
    "løsningen. Det som er lagret, er lagret."
)

HELD_BACK = {b"if-none-match", b"if-modified-since", b"range"}
FILES = packed.files()
PAGE = Packed(assets.INDEX.name, lambda: translated_page(assets.INDEX.read_bytes()), packed.ASKED_EACH_TIME)


class Norwegian:
    """Serves the page in Norwegian, and the scripts and styles it loads."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        # The list of the open data is a page of its own.
        is_data = scope.get("path", "").removeprefix(BEGINS).startswith(f"/{open_data.PATH}/")
        if scope["type"] != "http" or is_data:
            await self.app(scope, receive, send)
            return
        asked, is_asked = Headers(scope=scope), scope["method"] in ("GET", "HEAD")
        if is_asked and (file := FILES.get(scope["path"].removeprefix(BEGINS))):
            await file.answer(asked)(scope, receive, send)
            return
        # Of a page that is told not to have changed, or sent in part, it could not be seen that it is one.
        plain = [(name, value) for name, value in scope["headers"] if name not in HELD_BACK]
        is_page, is_answered = "text/html" in asked.get("accept", ""), False

        async def send_ours(message):
            nonlocal is_answered
            if message["type"] == "http.response.start" and message["status"] == 200:
                kind = Headers(raw=message["headers"]).get("content-type", "")
                if kind.startswith("text/html"):
                    is_answered = True
                    await PAGE.answer(asked)(scope, receive, send)
            if not is_answered:
                await send(message)

        await self.app(scope | {"headers": plain} if is_page else scope, receive, send_ours)


@asynccontextmanager
async def loaded(app):
    """All that pages may use is loaded before the first visitor comes, who would else wait for it.

    Not sooner: what the pages keep would then be kept outside Streamlit's own store, with a warning for each.
    """
    for room in (content, dashboard):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name not in ("dashboard.server", "dashboard.start"):
                importlib.import_module(module.name)
    importlib.import_module("dashboard.session").is_served = True
    # What is loaded by now is no garbage: it need not be looked through again.
    gc.collect()
    gc.freeze()
    make_room()
    works = (
        streamlit_parts.sweep(),
        TURNS.let_in_beside_what_takes_long(),
        warming.warm(),
        warming.look(),
        memory.clear_away(),
    )
    beside = [asyncio.create_task(work) for work in works]
    print(f"Løsningen er på {address()}", flush=True)
    yield
    for task in beside:
        task.cancel()


def address() -> str:
    """Where it is seen from this machine, and where there is a token, by whoever sits at it."""
    host, token = st.get_option("server.address") or "localhost", os.environ.get(VARIABLE)
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    known = f"?{urlencode({QUERY: token})}" if token else ""
    return f"{scheme}://{host}:{st.get_option('server.port')}{BEGINS}/{known}"


def tell(error: Exception) -> bool:
    """A fault of ours, told in Norwegian to whoever meets it; Streamlit has written it to the log."""
    st.error(FAULT)
    return True


async def fail(request, error: Exception) -> Response:
    """A fault of ours outside a page."""
    return PlainTextResponse(FAULT, 500, headers.OF_DATA)


app = st.App(
    Path(__file__).parent.parent / "app.py",
    # From the outermost in: what is refused goes no further.
    middleware=[
        Middleware(headers.Headers),
        Middleware(Hosts),
        Middleware(MachineToken),
        Middleware(Closed, begins=BEGINS),
        Middleware(Connections),
        Middleware(UploadLimits),
        Middleware(DraftCookie),
        Middleware(ComingBack, begins=BEGINS),
        Middleware(Norwegian),
    ],
    routes=[*health.routes(BEGINS), *making.routes(BEGINS), *open_data.routes(BEGINS)],
    lifespan=loaded,
    on_script_error=tell,
    exception_handlers={Exception: fail},
)
streamlit_parts.guard(app)
unpacking.guard()
wire.guard()
