"""What Streamlit keeps to itself and is used here: its own parts put in the place of others, and names with a `_`."""

import asyncio
import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import Any

import streamlit as st
from streamlit import logger as streamlit_logger
from streamlit.elements import html
from streamlit.navigation import page
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig, app_session, runtime, websocket_session_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionInfo, SessionStorage
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette import starlette_server

from dashboard.guard.connections import CONNECTION
from dashboard.guard.kept import Kept
from dashboard.guard.log import handler
from dashboard.guard.turns import TURNS, Turn
from dashboard.guard.unkept import UNKEPT
from dashboard.guard.uploads import Uploads
from dashboard.guard.visitors import visitor

SWEEP_SECONDS = 2
MOST_CUT_OFF = 128
GATHER_SECONDS = 0.01
"""How long what a run says is gathered before the server's own thread takes it: each time it does, the two hinder each
other. What is said when the run ends is taken then."""
FLUSH_SECONDS = 0.001
"""How long what a run says is gathered before it is sent; Streamlit's own 0.005 is about as long as a small run."""
MOST_AT_ONCE = 100
"""Parts that are handed to a connection before it is its turn to send them: beyond 500 Streamlit gives it up."""
LINGERS = 20.0
"""Seconds that a file is there which no page shows: longer than a slow line takes to ask for it."""
UPLOADER = "file_uploader_state_value"
"""What Streamlit calls the value of an uploader."""


class Sessions(WebsocketSessionManager):
    """Knows whose connection a session is of, and ends it when its page is closed."""

    def connect_session(self, *arguments, **named) -> str:
        session = super().connect_session(*arguments, **named)
        self.get_session_info(session).session.kept.begin()
        if connection := CONNECTION.get():
            connection.session = session
        return session

    def disconnect_session(self, session_id: str) -> None:
        connection = CONNECTION.get()
        if connection and connection.session == session_id and connection.is_left:
            self.close_session(session_id)
        else:
            super().disconnect_session(session_id)


class Storage(SessionStorage):
    """Of sessions that are cut off, which may come back within some seconds."""

    def __init__(self, seconds: float, most: int = MOST_CUT_OFF):
        self._seconds, self._most = seconds, most
        self._kept: dict[str, tuple[float, SessionInfo]] = {}

    def get(self, session_id: str) -> SessionInfo | None:
        return self._kept.get(session_id, (0, None))[1]

    def save(self, session_info: SessionInfo) -> None:
        self._kept[session_info.session.id] = (time.monotonic() + self._seconds, session_info)
        self.sweep()

    def delete(self, session_id: str) -> None:
        del self._kept[session_id]

    def list(self) -> list[SessionInfo]:
        return [info for _, info in self._kept.values()]

    def sweep(self) -> None:
        """End those that have not come back. Streamlit's own waits with it until somebody else is cut off."""
        for id, (last, info) in list(self._kept.items()):
            if last < time.monotonic() or len(self._kept) > self._most:
                del self._kept[id]
                info.session.shutdown()


class Runner(ScriptRunner):
    """Runs a page when it is its turn."""

    def __init__(self, session_id, *arguments, **named):
        self._turn = Turn(_visitor_of(session_id))
        super().__init__(session_id, *arguments, **named)

    def request_stop(self) -> None:
        super().request_stop()
        TURNS.give_up(self._turn)

    def _run_script(self, rerun_data) -> None:
        with TURNS.taken(self._turn) as has_come:
            if has_come:
                try:
                    super()._run_script(rerun_data)
                finally:
                    _forget_unkept(self._session_state)
                # What is cut off has not shown all of the page.
                if not self._turn.is_given_up:
                    _look_for_uploader(self._session_id)


@dataclass(eq=False)
class Said:
    """What a run has said, that the server's own thread has not taken yet."""

    run: ScriptRunner
    messages: deque[ForwardMsg] = field(default_factory=deque)
    is_asked: bool = False
    """Has the thread been asked to take it?"""


class Session(AppSession):
    """Takes what a run says together, and lets go of it when it is sent."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.kept = Kept()
        self._said: dict[ScriptRunner, Said] = {}
        """Of each run that speaks, one that has been left behind too: only its own thread puts it here or takes it."""

    def _on_scriptrunner_event(self, sender, event, forward_msg=None, *arguments, **named) -> None:
        """Streamlit wakes the server's own thread twice for each part of a page."""
        if event != ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
            # What is said from now on, as by a run that begins, is not to be taken with what was said before.
            if said := self._said.pop(sender, None):
                self._call_soon_on_event_loop(partial(self._take, said))
            super()._on_scriptrunner_event(sender, event, forward_msg, *arguments, **named)
            return
        if (said := self._said.get(sender)) is None:
            said = self._said[sender] = Said(sender)
        said.messages.append(forward_msg)
        if not said.is_asked:
            said.is_asked = True
            self._call_soon_on_event_loop(partial(self._take_soon, said))

    def _take_soon(self, said: Said) -> None:
        asyncio.get_running_loop().call_later(GATHER_SECONDS, self._take, said)

    def _take(self, said: Said) -> None:
        # Before the first is taken: what is said from now on is asked for again, or taken here.
        said.is_asked, has_some = False, False
        while said.messages:
            message = said.messages.popleft()
            if self._scriptrunner is said.run:
                self._browser_queue.enqueue(message)
                has_some = True
        if has_some:
            self._message_enqueued_callback()

    def _handle_rerun_script_request(self, client_state: ClientState | None = None) -> None:
        if client_state:
            self.kept.asked(client_state)
        super()._handle_rerun_script_request(client_state)

    def _populate_app_pages(self, msg, pages) -> None:
        """Not at the start of each run: the browser takes them from the navigation, which is said a moment later."""

    def _compute_skills_nudge_state(self) -> tuple[bool, str]:
        """Nor is anybody asked to install anything; Streamlit looks for it at each run."""
        return False, ""

    def flush_browser_queue(self) -> list[list[ForwardMsg]]:
        """Kept until it is sent: the server's loop would have it at hand until more is to be sent."""
        said = [self.kept.short(message) for message in super().flush_browser_queue()]
        self._sent = [said[at : at + MOST_AT_ONCE] for at in range(0, len(said), MOST_AT_ONCE)]
        return self._sent

    def on_flushed_messages_sent(self) -> None:
        for together in self._sent:
            together.clear()
        super().on_flushed_messages_sent()


class LookedUp(Mapping):
    """What a session keeps, as Streamlit puts all of it together for each field, and then looks for the field in it."""

    def __init__(self, state: SafeSessionState):
        self._safe = state

    def __getitem__(self, key: str) -> Any:
        return self._safe[key]

    def __iter__(self) -> Iterator[str]:
        with self._safe._lock:
            return iter(self._safe._state.filtered_state)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Downloads(MediaFileManager):
    """What was offered or made is there, and in memory, for some seconds after no page seems to need it.

    Streamlit lets go of a file that was made when two runs have ended since, of whomever: among many readers that is
    before the browser has fetched it. And of what a page has offered when its next run ends: that is before the browser
    has heard what that one offers.
    """

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

    def forget_made(self) -> None:
        """What is offered is made of what is known when it is asked for."""
        with self._lock:
            for file in super()._get_inactive_file_ids():
                self._delete_file(file)

    def _get_inactive_file_ids(self) -> set[str]:
        return _for_long(super()._get_inactive_file_ids(), self._unused_files)

    def _remove_orphaned_deferred_callables(self) -> None:
        shown = set().union(*(files.values() for files in self._files_by_session_and_coord.values()))
        for offer in _for_long(self._deferred_callables.keys() - shown, self._unused_offers):
            self._drop_deferred_id(offer)


class Serving(Runtime):
    """Sends what a session says at one turn of the server's loop: Streamlit takes a turn for each part of it.

    To the connection that the session has now: it may have got another since the loop looked.
    """

    def __init__(self, config: RuntimeConfig):
        super().__init__(config)
        self._media_file_mgr = Downloads(config.media_file_storage)

    def _send_message(self, session_info, msg: list[ForwardMsg]) -> None:
        now = self._session_mgr.get_active_session_info(session_info.session.id) or session_info
        for each in msg:
            super()._send_message(now, each)


def _for_long(unused: Set[str], since: dict[str, float]) -> set[str]:
    """Those that have been unused long enough; `since` is brought up to date."""
    now = time.monotonic()
    for again in since.keys() - unused:
        del since[again]
    return {file for file in unused if since.setdefault(file, now) <= now - LINGERS}


def guard(app: st.App) -> None:
    """Have the app run with the parts above."""
    # Without this the first deep link after a start shows «Page not found» over the right page: Streamlit takes the
    # folder pages/ for its old way of declaring pages, although st.navigation is used.
    PagesManager.uses_pages_directory = False
    app._create_runtime = lambda: _runtime(app)


def send_at_once() -> None:
    """Before the server is started. Else what a run says may wait until the reader's machine has told that the first of
    it has come, which it puts off: asyncio sees to it only where a socket says that it is TCP.
    """
    bind = starlette_server._bind_socket

    def bound(*arguments) -> socket.socket:
        listening = bind(*arguments)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bound


def _say_all_in_lines() -> None:
    """Streamlit gives each of its loggers, and the server's, a handler of its own when it is first asked for."""
    says = handler()

    def give(logger: logging.Logger) -> None:
        logger.handlers = [says]

    streamlit_logger.setup_formatter = give
    logging.getLogger("dashboard").setLevel(logging.INFO)
    for logger in (logging.root, *streamlit_logger._loggers.values()):
        give(logger)


def _say_settings_once_made() -> None:
    """A run begins by saying all settings and colours, and Streamlit looks each of them up anew."""
    for name in ("_populate_theme_msg", "_populate_config_msg"):
        setattr(app_session, name, filled_once(getattr(app_session, name)))


def _say_html_as_it_is() -> None:
    """Streamlit looks for a file of that name, for styles that stand alone, and for an indentation that all lines have:
    for all tasks that takes a millisecond.
    """
    html.clean_text = str
    html._is_file = html._html_only_style_tags = lambda _: False


def _look_fields_up() -> None:
    SafeSessionState.filtered_state = property(LookedUp)


def _know_pages_again() -> None:
    """Streamlit makes out what each page is called in its messages, several times a run."""
    page.calc_hash = lru_cache(page.calc_hash)


def filled_once(fill: Callable) -> Callable:
    """Fills a message as `fill` does, which is asked once for each of what it is asked about."""
    made: dict[tuple, Any] = {}

    def filled(message, *about) -> None:
        if about not in made:
            made[about] = type(message)()
            fill(made[about], *about)
        message.MergeFrom(made[about])

    return filled


def _runtime(app: st.App) -> Runtime:
    _say_all_in_lines()
    app_session.ScriptRunner = Runner
    websocket_session_manager.AppSession = Session
    runtime.MESSAGE_FLUSH_INTERVAL_SECS = FLUSH_SECONDS
    _say_settings_once_made()
    _say_html_as_it_is()
    _know_pages_again()
    _look_fields_up()
    return Serving(
        RuntimeConfig(
            script_path=str(app.script_path),
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=Uploads("/_stcore/upload_file"),
            session_manager_class=Sessions,
            session_storage=Storage(st.get_option("server.disconnectedSessionTTL")),
            on_script_error=app._on_script_error,
        )
    )


async def sweep() -> None:
    """Again and again, as long as there is a server."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        serving = st.runtime.get_instance()
        serving._session_mgr._session_storage.sweep()
        # Of what was made a while ago, nobody's run may be the next to end.
        serving.media_file_mgr.remove_orphaned_files()


def forget_made_files() -> None:
    # A page that is tried without our server has Streamlit's own.
    if st.runtime.exists() and isinstance(files := st.runtime.get_instance().media_file_mgr, Downloads):
        files.forget_made()


def _forget_unkept(session_state: SafeSessionState) -> None:
    """Also what a run was given that ended before it came to its page. An uploader stands, and its file is empty."""
    state = session_state._state
    metadata = state._new_widget_state.widget_metadata
    for values in (state._new_widget_state.states, state._old_state, state._new_session_state):
        # The key, where the page has set it; else «$$ID-», a digest, and the key.
        for name in [name for name in values if name.startswith(UNKEPT) or name.split("-", 2)[-1].startswith(UNKEPT)]:
            held = getattr(values[name], "value", values[name])
            if isinstance(held, UploadedFile):
                held.truncate(0)
            elif name not in metadata or metadata[name].value_type != UPLOADER:
                del values[name]


def _look_for_uploader(session: str) -> None:
    """Does the page of a session show one, as its last run has left it?"""
    serving = st.runtime.get_instance()
    if found := serving.get_app_session(session):
        fields, metadata = found.session_state, found.session_state._new_widget_state.widget_metadata
        shown = {*fields._new_widget_state.states, *fields._old_state} & metadata.keys()
        serving.uploaded_file_mgr.allow(session, any(metadata[id].value_type == UPLOADER for id in shown))


def _visitor_of(session: str) -> str:
    client = st.runtime.get_instance().get_client(session)
    found = client and client.client_context
    return visitor(found.cookies, found.remote_ip or "") if found else ""
