"""What Streamlit would answer and no page asks for: figures of the server, its other ways in, and parts nobody uses."""

import re

from starlette.responses import PlainTextResponse

OPEN = re.compile(r"/_stcore/(health|host-config|stream|upload_file/.*)")
CLOSED = re.compile(r"/(_stcore|component)(/.*)?")
BELOW_A_PAGE = re.compile(r"/[^/]+/_stcore/(health|host-config)")
"""Where Streamlit's script looks for the server first, each time a page with an address of its own is opened."""
NOTHING = PlainTextResponse("Her er det ingenting.", 404)
NEVER_THERE = PlainTextResponse("Her er det ingenting.", 404, {"Cache-Control": "max-age=86400"})
"""A browser need not ask again."""


class Closed:
    """As if it were not there."""

    def __init__(self, app, begins: str):
        self.app, self.begins = app, begins

    async def __call__(self, scope, receive, send):
        path = scope.get("path", "").removeprefix(self.begins)
        is_closed = CLOSED.fullmatch(path) and not OPEN.fullmatch(path)
        answer = NEVER_THERE if BELOW_A_PAGE.fullmatch(path) else NOTHING if is_closed else self.app
        await answer(scope, receive, send)
