"""How far a file has come while it is made, told to the browser it is made for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.draft_cookie import COOKIE, visit

PATH, FILE = "fremdrift", "fil"
"""Where frame.js asks, and for what."""
BEGUN = "Lager filen …"
FRESH = {"Cache-Control": "no-store"}
Asked = tuple[str, str]
"""Of a browser, by its cookie's random number, and the key of a file, which is one tab's."""
_told: dict[Asked, str] = {}
_is_made: ContextVar[Asked | None] = ContextVar("the file that is being made", default=None)


@contextmanager
def making(browser: str | None, file: str) -> Iterator[None]:
    """What is told meanwhile is of this file, and is forgotten when it is there or has failed.

    A browser that takes no cookie is told nothing.
    """
    asked = (browser, file) if browser else None
    token = _is_made.set(asked)
    tell(BEGUN)
    try:
        yield
    finally:
        _is_made.reset(token)
        _told.pop(asked, None)


def tell(words: str) -> None:
    if asked := _is_made.get():
        _told[asked] = words


async def answer(request: Request) -> Response:
    """The words; nothing where nothing is being made for the browser."""
    words = _told.get((visit(request.cookies.get(COOKIE)), request.query_params.get(FILE)))
    return PlainTextResponse(words, headers=FRESH) if words else Response(status_code=204, headers=FRESH)


def routes(begins: str) -> list[Route]:
    return [Route(f"{begins}/{PATH}", answer)]
