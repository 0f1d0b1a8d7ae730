"""What a browser is told of every answer: where scripts may come from, and that no other page may show it."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders

from dashboard.assets import INDEX


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
OF_DATA = HEADERS | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
"""Of what is no page, and holds nothing that a browser may run or fetch more for."""
DATA = ("application/json", "text/csv", "text/plain")
KEPT_BY_NOBODY = "no-store"
# Of a page, and of a connection that is refused before it is made.
SECURE = {"https", "wss"}
"""Also where a server in front speaks TLS and says so, as uvicorn reads it."""
UNCHANGED = 304
"""The browser has the page, and its headers with it."""
HOST_CONFIG = "/_stcore/host-config"
"""The same as long as the server runs, and Streamlit's script asks for it at each visit."""
A_DAY = "max-age=86400"
ANSWERS = {"http.response.start", "websocket.http.response.start"}


class Headers:
    """Outermost: refusals have them too."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_headers(message):
            if message["type"] in ANSWERS:
                answer = MutableHeaders(scope=message)
                if message["status"] != UNCHANGED:
                    answer.update(OF_DATA if answer.get("content-type", "").startswith(DATA) else HEADERS)
                    answer.setdefault("Cache-Control", KEPT_BY_NOBODY)
                if scope["path"].endswith(HOST_CONFIG) and message["status"] == 200:
                    answer["Cache-Control"] = A_DAY
                if scope["scheme"] in SECURE:
                    message["headers"] = [(name, _secure(name, value)) for name, value in message["headers"]]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _secure(name: bytes, value: bytes) -> bytes:
    """A cookie that was given over TLS is never sent without; Streamlit does not say so of its own."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_open else value
