"""Takes the token of the address that was written at the start, and gives the browser a cookie in its place."""

from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse

from dashboard.machine import COOKIE, QUERY, is_token

SECONDS = 30 * 24 * 60 * 60


class MachineToken:
    """The token stays in no history and goes to nobody: what is shown is the same address without it."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        if scope["type"] != "http" or QUERY not in dict(query):
            await self.app(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in query if name != QUERY])
        # A path that begins with two slashes would lead to another server.
        path = "/" + scope["path"].lstrip("/")
        answer = RedirectResponse(f"{path}{'?' if rest else ''}{rest}", 303, {"Cache-Control": "no-store"})
        if is_token(dict(query)[QUERY]):
            answer.set_cookie(COOKIE, dict(query)[QUERY], SECONDS, httponly=True, samesite="strict")
        await answer(scope, receive, send)
