"""Which state of the register this session has seen: it is shown no older one, unless the page says so."""

import math
from contextlib import suppress

import streamlit as st

from content import warehouse
from pipelines.build import UnwritableError

SEEN = "newest seen"
is_served = False
"""Is there a server, whose pages may look again? It says so when it starts."""


def version_in_use(is_patient: bool) -> str | None:
    """Never of an older state of the register than this session has been shown, or has saved.

    A new session is shown the newest: somebody may have saved before the server was started anew.
    """
    return warehouse.version_in_use(st.session_state.get(SEEN, math.inf), is_patient and is_served)


def shown(version: str) -> None:
    st.session_state["version"] = version
    st.session_state[SEEN] = warehouse.revision(version)


def await_saved() -> None:
    """The next run of this session waits for the newest state of the register: what has just been saved is in it.

    It is made here, by who waits for it anyway: a reader who came first would have to.
    """
    st.session_state[SEEN] = math.inf
    with suppress(UnwritableError):
        warehouse.version_in_use(math.inf)
