"""Two questions of a monitor: is the process alive, and can it show pages? What is wrong is one word, and no secret."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from content import warehouse
from pipelines.publish import current_version, is_whole
from pipelines.register_marts import register_at
from register.database import revision
from register.errors import UnavailableError
from register.settings import settings

FRESH = {"Cache-Control": "no-store"}
KEPT_SECONDS = 1
"""Whoever asks more often is told the same: to ask costs the server nothing."""
LONGEST_WAIT = 1.5
OK, DATA, REGISTER = "ok", "data", "register"
# Not where pages and files wait for each other.
_looking = ThreadPoolExecutor(1, "health")
_last: tuple[float, asyncio.Future[list[str]]] | None = None


async def healthz(request: Request) -> Response:
    return PlainTextResponse(OK, headers=FRESH)


async def readyz(request: Request) -> Response:
    global _last
    now = time.monotonic()
    # One look at a time: one that takes long is waited for by all.
    if _last is None or (_last[1].done() and now - _last[0] > KEPT_SECONDS):
        _last = now, asyncio.get_running_loop().run_in_executor(_looking, lacking)
    lacks = [REGISTER]
    with suppress(TimeoutError):
        lacks = await asyncio.wait_for(asyncio.shield(_last[1]), LONGEST_WAIT)
    return PlainTextResponse(" ".join(lacks) or OK, 503 if lacks else 200, FRESH)


def lacking() -> list[str]:
    """What does not answer."""
    return [word for word, answers in ((DATA, _has_data), (REGISTER, _has_register)) if not answers()]


def _has_data() -> bool:
    try:
        version = current_version(warehouse.PROCESSED)
        return version is not None and is_whole(warehouse.PROCESSED / version)
    except OSError:
        return False


def _has_register() -> bool:
    try:
        revision(register_at(settings().address))
    except UnavailableError:
        return False
    return True


def routes(begins: str) -> list[Route]:
    return [Route(f"{begins}/healthz", healthz), Route(f"{begins}/readyz", readyz)]
