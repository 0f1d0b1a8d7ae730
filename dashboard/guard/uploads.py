"""Files that readers send: only to an uploader on their page, few and small, and kept no longer than it stands."""

import logging
import re
import threading

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadFileUrlInfo

MEGABYTE = 1_000_000
# Somewhat more than a page takes, so that it is the page that says what is too much, in Norwegian.
MOST_FILES = 120
MOST_OF_A_SESSION = 25 * MEGABYTE
MOST = 200 * MEGABYTE
LARGEST = 5 * 1024 * 1024 + 64 * 1024
"""What an uploader takes (`max_upload_size`), and what is around it in the request."""
# What is sent stays in memory: a larger file than this would be put on the disk while it comes.
MultiPartParser.spool_max_size = LARGEST
SENT_TO = re.compile(r".*/_stcore/upload_file/([^/]+)/([^/]+)")
REFUSALS = {
    403: "Filen ble ikke tatt imot. Last siden på nytt, og prøv igjen.",
    411: "Filen må sendes med størrelse.",
    413: "Filen er for stor, eller det er for mange. Ta færre om gangen.",
    503: "Mange laster opp filer samtidig. Vent litt, og prøv igjen.",
}


class Uploads(MemoryUploadedFileManager):
    """What has been sent, with room that is kept for it before it comes. Used by many threads at once."""

    def __init__(self, endpoint: str):
        super().__init__(endpoint)
        self._keeping = threading.Lock()
        self._kept: dict[str, dict[str, int]] = {}
        """Session with an uploader on its page → file that has an address → the bytes there is room kept for."""

    def allow(self, session: str, has_uploader: bool) -> None:
        """What the page of a session shows now; without an uploader, what was sent is let go of."""
        if has_uploader:
            with self._keeping:
                self._kept.setdefault(session, {})
        else:
            self.remove_session_files(session)

    def get_upload_urls(self, session_id, file_names) -> list[UploadFileUrlInfo]:
        with self._keeping:
            kept = self._kept.get(session_id)
            if kept is None:
                return []
            # As many as are asked for, which the page's script counts on; those there is no room for are refused.
            given = super().get_upload_urls(session_id, file_names[: 10 * MOST_FILES])
            kept.update({url.file_id: 0 for url in given[: max(0, MOST_FILES - len(kept))]})
        return given

    def keep_room(self, session: str, file: str, size: int) -> int:
        """0 where the file may be sent, and the status of the refusal where not."""
        with self._keeping:
            kept = self._kept.get(session, {})
            # A file is sent once.
            if kept.get(file) != 0:
                return 403
            if size > LARGEST or sum(kept.values()) + size > MOST_OF_A_SESSION:
                return 413
            if sum(sum(sizes.values()) for sizes in self._kept.values()) + size > MOST:
                return 503
            kept[file] = size
            return 0

    def settle(self, session: str, file: str) -> None:
        """It has come, or has not. The page may have been left meanwhile."""
        if session not in self._kept:
            self.remove_session_files(session)
        elif not self.get_files(session, [file]):
            self.remove_file(session, file)

    def remove_file(self, session_id, file_id) -> None:
        super().remove_file(session_id, file_id)
        with self._keeping:
            self._kept.get(session_id, {}).pop(file_id, None)

    def remove_session_files(self, session_id) -> None:
        with self._keeping:
            self._kept.pop(session_id, None)
        super().remove_session_files(session_id)


class UploadLimits:
    """Looks at a file before any of it is taken in."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        found = scope["type"] == "http" and scope["method"] == "PUT" and SENT_TO.fullmatch(scope["path"])
        if not found:
            await self.app(scope, receive, send)
            return
        session, file = found.groups()
        uploads = st.runtime.get_instance().uploaded_file_mgr
        size = dict(scope["headers"]).get(b"content-length", b"")
        refused = uploads.keep_room(session, file, int(size)) if size.isdigit() else 411
        if refused:
            logging.getLogger(__name__).warning("a file is refused: %d", refused)
            await PlainTextResponse(REFUSALS[refused], refused)(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        finally:
            uploads.settle(session, file)
