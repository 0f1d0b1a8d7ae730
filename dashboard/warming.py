"""What the pages show first is made when the server has started: those who come first need not all wait for it."""

import asyncio
import logging

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeState
from streamlit.runtime.session_manager import SessionClient

from content import warehouse

is_wanted = False
"""The launcher says so: a server that is tried has one page to show, and ends."""
LOOK_SECONDS = 0.05


class _Nobody(SessionClient):
    """Is told what a page says, and brings no cookie."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[ForwardMsg] = asyncio.Queue()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.said.put_nowait(msg)


async def warm() -> None:
    """Run every page once, one after the other, as a reader who has chosen nothing; none where there is nothing yet."""
    if not is_wanted or warehouse.newest_version() is None:
        return
    runtime, nobody = st.runtime.get_instance(), _Nobody()
    while runtime.state == RuntimeState.INITIAL:
        await asyncio.sleep(LOOK_SECONDS)
    session = runtime.connect_session(nobody, {})
    try:
        pages = await _run(runtime, session, nobody, "")
        for page in pages:
            await _run(runtime, session, nobody, page)
        logging.getLogger(__name__).info("%s pages are warm", len(pages))
    finally:
        runtime.close_session(session)


async def look() -> None:
    """Which version is in use, found before a page asks; again and again, as long as somebody has one open."""
    runtime = st.runtime.get_instance()
    while True:
        await asyncio.sleep(warehouse.LOOKS_APART)
        if runtime.state == RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED:
            await asyncio.to_thread(warehouse.look_beforehand)


async def _run(runtime: Runtime, session: str, nobody: _Nobody, page: str) -> list[str]:
    """To its end; the pages there are."""
    message, pages = BackMsg(), []
    message.rerun_script.page_script_hash = page
    runtime.handle_backmsg(session, message)
    while (told := await nobody.said.get()).WhichOneof("type") != "script_finished":
        if told.HasField("navigation"):
            pages = [found.page_script_hash for found in told.navigation.app_pages]
    return pages
