"""Files that readers ask for: what was offered or made is there for some seconds after no page seems to need it, and in
memory as long.

Streamlit lets go of a file that was made when two runs have ended since, of whomever: among many readers that is before
the browser has fetched it. And of what a page has offered when its next run ends: that is before the browser has heard
what that one offers.
"""

import time
from collections.abc import Set
from pathlib import PurePosixPath

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

LINGERS = 20.0
"""Seconds: longer than it takes a slow line to ask for what it has just been told of."""


class Downloads(MediaFileManager):
    def __init__(self, storage: MediaFileStorage):
        super().__init__(storage)
        self._unused_files: dict[str, float] = {}
        """File → since when no page shows it."""
        self._unused_offers: dict[str, float] = {}

    def execute_deferred(self, file_id: str) -> str:
        address = super().execute_deferred(file_id)
        with self._lock:
            # An equal file may have been made before: it is there from now on.
            self._unused_files.pop(PurePosixPath(address).stem, None)
        return address

    def _get_inactive_file_ids(self) -> set[str]:
        return _for_long(super()._get_inactive_file_ids(), self._unused_files)

    def _remove_orphaned_deferred_callables(self) -> None:
        shown = set().union(*(files.values() for files in self._files_by_session_and_coord.values()))
        for offer in _for_long(self._deferred_callables.keys() - shown, self._unused_offers):
            self._drop_deferred_id(offer)


def _for_long(unused: Set[str], since: dict[str, float]) -> set[str]:
    """Those that have been unused long enough; `since` is brought up to date."""
    now = time.monotonic()
    for again in since.keys() - unused:
        del since[again]
    return {file for file in unused if since.setdefault(file, now) <= now - LINGERS}
