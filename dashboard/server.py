"""The server around app.py: security headers, Norwegian, and deep links that open at once."""

import base64
import gc
import hashlib
import importlib
import pkgutil
import re
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from streamlit.runtime.pages_manager import PagesManager

import content
import dashboard
from dashboard import stylesheet
from dashboard.forms.draft_cookie import DraftCookie
from dashboard.translation import OWN_SCRIPTS, STREAMLIT, translated_page, translated_scripts

INDEX = STREAMLIT / "index.html"
SCRIPTS_OF_OURS = {f"/{name}": Path(__file__).with_name(name).read_bytes() for name in OWN_SCRIPTS}


def _inline_scripts() -> str:
    """The hashes that let Streamlit's own inline lines run, and no other."""
    scripts = re.findall(rb"<script>(.*?)</script>", INDEX.read_bytes(), re.DOTALL)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)


HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {_inline_scripts()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# Without this the first deep link after a start shows «Page not found» over the right page: Streamlit takes the
# folder pages/ for its old way of declaring pages, although st.navigation is used.
PagesManager.uses_pages_directory = False
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


class Headers:
    """Adds the headers, and serves page, scripts in Norwegian and style, wherever the server's addresses begin."""

    def __init__(self, app):
        self.app = app
        base = st.get_option("server.baseUrlPath").strip("/")
        self.begins = f"/{base}" if base else ""

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
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if headers.get("content-type", "").startswith("text/html"):
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

        await SERVED.get(scope["path"].removeprefix(self.begins), self.app)(scope, receive, send_changed)


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
    yield


def tell(error: Exception) -> bool:
    """A fault of ours, told in Norwegian to whoever meets it; Streamlit has written it to the log."""
    st.error(FAULT)
    return True


app = st.App(
    Path(__file__).parent.parent / "app.py",
    middleware=[Middleware(DraftCookie), Middleware(Headers)],
    lifespan=loaded,
    on_script_error=tell,
)
