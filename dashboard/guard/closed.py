"""What Streamlit would answer and no page asks for: figures of the server, its other ways in, and parts nobody uses."""

import re

from starlette.responses import PlainTextResponse

OPEN = re.compile(r"/_stcore/(health|host-config|stream|upload_file/.*)")
CLOSED = re.compile(r"/(_stcore|component)(/.*)?")
NOTHING = PlainTextResponse("Her er det ingenting.", 404)


class Closed:
    """As if it were not there."""

    def __init__(self, app, begins: str):
        self.app, self.begins = app, begins

    async def __call__(self, scope, receive, send):
        path = scope.get("path", "").removeprefix(self.begins)
        is_closed = CLOSED.fullmatch(path) and not OPEN.fullmatch(path)
        await (NOTHING if is_closed else self.app)(scope, receive, send)
