"""What is the same for everyone as long as the server runs: packed once, and known again by what is in it.

Streamlit sends its scripts as they are, and has no way to know those again that were changed here.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response

from dashboard import assets
from dashboard.assets import STREAMLIT
from dashboard.translation import translated_scripts

# Not as the machine guesses: Windows may have its own idea of what a script is.
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".png": "image/png"}
ASKED_EACH_TIME = "no-cache"
# A script of Streamlit's keeps its name when a translation is mended, and so does the icon.
A_DAY = "max-age=86400"
WAYS = {"br": partial(brotli.compress, quality=9), "gzip": partial(gzip.compress, mtime=0)}
"""How a browser may say that it unpacks, the best first → what packs so."""
NEVER = re.compile(r"q=0(\.0*)?")
"""The weight of a way that may not be used."""
A_YEAR = "public, immutable, max-age=31536000"
"""For what has a name that tells what is in it."""


class Packed:
    """One file, as it is sent to whoever asks; read when somebody first does."""

    def __init__(self, name: str, read: Callable[[], bytes], kept: str):
        self._read, self._kept, self._kind = read, kept, KINDS[Path(name).suffix]
        self._ways: dict[str, bytes] = {}

    @cached_property
    def _content(self) -> bytes:
        return self._read()

    def _packed(self, how: str) -> bytes:
        if how not in self._ways:
            self._ways[how] = WAYS[how](self._content)
        return self._ways[how]

    @cached_property
    def _tag(self) -> str:
        # Weak: it is the same packed and not.
        return f'W/"{hashlib.sha256(self._content).hexdigest()[:16]}"'

    def answer(self, asked: Headers) -> Response:
        told = {"ETag": self._tag, "Cache-Control": self._kept, "Vary": "Accept-Encoding"}
        if self._tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=told)
        unpacks = _unpacks(asked)
        if how := next((how for how in WAYS if how in unpacks), None):
            return Response(self._packed(how), headers=told | {"Content-Encoding": how}, media_type=self._kind)
        return Response(self._content, headers=told, media_type=self._kind)


def _unpacks(asked: Headers) -> set[str]:
    """What a browser says that it unpacks, without what it says that it does not."""
    said = [way.replace(" ", "").lower().partition(";") for way in asked.get("accept-encoding", "").split(",")]
    return {how for how, _, weight in said if not NEVER.fullmatch(weight)}


def _kept(files: dict[str, bytes], how: str) -> dict[str, Packed]:
    return {f"/{name}": Packed(name, partial(bytes, content), how) for name, content in files.items()}


def files() -> dict[str, Packed]:
    """Path on the server → file: scripts, styles and the icon of a tab, of ours and of Streamlit's."""
    found = [file for kind in ("js", "css") for file in (STREAMLIT / "static").glob(f"**/*.{kind}")]
    streamlits = {
        f"/{file.relative_to(STREAMLIT).as_posix()}": Packed(file.name, file.read_bytes, A_YEAR) for file in found
    }
    changed = translated_scripts() | {assets.ICON_NAME: assets.ICON.read_bytes()}
    return streamlits | _kept(changed, A_DAY) | _kept(assets.FILES, A_YEAR)
