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
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response

import content
import dashboard
from dashboard import making, stylesheet
from dashboard.draft_cookie import DraftCookie
from dashboard.guard import health, streamlit_parts
from dashboard.guard.closed import Closed
from dashboard.guard.connections import Connections, make_room
from dashboard.guard.headers import HEADERS, Headers
from dashboard.guard.hosts import Hosts
from dashboard.guard.machine_token import MachineToken
from dashboard.guard.uploads import UploadLimits
from dashboard.machine import QUERY, VARIABLE
from dashboard.translation import OWN_SCRIPTS, translated_page, translated_scripts

_base = st.get_option("server.baseUrlPath").strip("/")
BEGINS = f"/{_base}" if _base else ""
"""How all addresses begin."""
SCRIPTS_OF_OURS = {f"/{name}": Path(__file__).with_name(name).read_bytes() for name in OWN_SCRIPTS}
FAULT = (
    "Noe gikk galt hos oss, og siden kan ikke vises. Last den på nytt. Skjer det igjen, ta kontakt med den som drifter "
    "løsningen. Det som er lagret, er lagret."
)

# A day, not Streamlit's year: a script keeps its name when a translation is mended.
KEPT = {"Cache-Control": "max-age=86400"}
SERVED = {
    path: Response(script, media_type="text/javascript", headers=KEPT)
    for path, script in (translated_scripts() | SCRIPTS_OF_OURS).items()
} | {f"/{stylesheet.NAME}": Response(stylesheet.STYLE, media_type="text/css", headers=KEPT)}


class Norwegian:
    """Serves page and scripts in Norwegian, and the style."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # A packed page could not be changed.
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = scope | {"headers": plain}
        start, body = None, b""

        async def send_changed(message):
            nonlocal start, body
            if message["type"] == "http.response.start":
                if MutableHeaders(scope=message).get("content-type", "").startswith("text/html"):
                    # Its length is known only when all of it has come and has been changed.
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = translated_page(body)
                MutableHeaders(scope=start)["content-length"] = str(len(body))
                await send(start)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await SERVED.get(scope["path"].removeprefix(BEGINS), self.app)(scope, receive, send_changed)


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
    sweeping = asyncio.create_task(streamlit_parts.sweep())
    print(f"Løsningen er på {address()}", flush=True)
    yield
    sweeping.cancel()


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
    return PlainTextResponse(FAULT, 500, HEADERS)


app = st.App(
    Path(__file__).parent.parent / "app.py",
    # From the outermost in: what is refused goes no further.
    middleware=[
        Middleware(Headers),
        Middleware(Hosts),
        Middleware(MachineToken),
        Middleware(Closed, begins=BEGINS),
        Middleware(Connections),
        Middleware(UploadLimits),
        Middleware(DraftCookie),
        Middleware(Norwegian),
    ],
    routes=[*health.routes(BEGINS), *making.routes(BEGINS)],
    lifespan=loaded,
    on_script_error=tell,
    exception_handlers={Exception: fail},
)
streamlit_parts.guard(app)
