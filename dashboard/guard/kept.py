"""What the browser of a session keeps of what it was sent, so that it is sent by its name alone.

Streamlit takes the browser's word for it, which is from before it has heard of the end of the run that it waits for:
then it lets go of what was not said for long, and a page that is sent the name of it stays empty for good. That is seen
where somebody clicks twice on a slow line. Here the ends are counted as they are sent, in order with all else.
"""

import streamlit as st
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg

SPARE_RUNS = 2
"""What a browser would let go of within so many runs is sent whole: it may count them in another order than they come,
and an empty page is worse than some bytes."""


class Kept:
    """Of one session; asked by the server's own thread alone."""

    def __init__(self) -> None:
        self._named: frozenset[str] = frozenset()
        self._told: dict[str, int] = {}
        """Name → how many runs had ended when it was sent last."""
        self._ended = 0
        self._most = int(st.get_option("global.maxCachedMessageAge")) - SPARE_RUNS

    def begin(self) -> None:
        """Anew, for a connection that is: what was sent over the one before may not have come."""
        self._told.clear()

    def asked(self, client_state: ClientState) -> None:
        """What the browser says that it keeps: here, and not by the run, it is seen to.

        What it has not been told is not remembered, however many names it says.
        """
        self._named = frozenset(filter(self._told.__contains__, client_state.cached_message_hashes))
        client_state.ClearField("cached_message_hashes")

    def short(self, message: ForwardMsg) -> ForwardMsg:
        """As it is to be sent next: by its name where it is kept."""
        if message.WhichOneof("type") == "script_finished":
            self._ended += 1
            self._told = {name: ended for name, ended in self._told.items() if self._ended - ended <= self._most}
        if not message.metadata.cacheable:
            return message
        is_kept = message.hash in self._named and message.hash in self._told
        self._told[message.hash] = self._ended
        return create_reference_msg(message) if is_kept else message
