"""How much is unpacked of what comes packed: a thousand times what was sent would fill the memory.

It is unpacked by websockets, before anything else here sees it, and as fast as it comes.
"""

import time

from websockets.extensions import permessage_deflate
from websockets.frames import Frame

MOST_AT_ONCE = 4_000_000
"""Bytes, of one connection; the largest statement of a page is half of it."""
A_SECOND = 200_000
"""Of those who go on."""


class Unpacking(permessage_deflate.PerMessageDeflate):
    """Ends a connection that sends more."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self._left, self._at = float(MOST_AT_ONCE), time.monotonic()

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        now = time.monotonic()
        self._left = min(MOST_AT_ONCE, self._left + (now - self._at) * A_SECOND)
        self._at = now
        # Nothing left is still one byte: none at all would be no limit.
        most = max(1, int(self._left))
        unpacked = super().decode(frame, max_size=most if max_size is None else min(most, max_size))
        if unpacked is not frame:
            self._left -= len(unpacked.data)
        return unpacked


def guard() -> None:
    """Have all connections that are made from now on unpacked so."""
    permessage_deflate.PerMessageDeflate = Unpacking  # type: ignore[misc]
