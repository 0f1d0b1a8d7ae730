"""Which plan a session is shown, and which state of the register it has seen: no older one, unless the page says so."""

import math
from contextlib import suppress

import streamlit as st

from content import warehouse
from pipelines.build import UnwritableError

SEEN = "newest seen"
PLAN = "plan"
"""Of the session, and of the address: the plan that is asked for, where it is not the one in force."""
SHOWN = "plan that is shown"
is_served = False
"""Is there a server, whose pages may look again? It says so when it starts."""


def version_in_use(is_patient: bool) -> str | None:
    """Never of an older state of the register than this session has been shown, or has saved.

    A new session is shown the newest: somebody may have saved before the server was started anew.
    """
    seen = st.session_state.get(SEEN, math.inf)
    return warehouse.version_in_use(seen, is_patient and is_served, st.session_state.get(PLAN))


def shown(version: str) -> None:
    st.session_state["version"] = version
    st.session_state[SHOWN] = warehouse.later_plan(version)
    st.session_state[SEEN] = warehouse.revision(version)


def later_plan() -> str:
    """The plan that is shown, where it is another than the first: in the names of fields and drafts.

    What is typed about one plan is not about another. Of the first it is nothing: it stays so when others follow.
    """
    return st.session_state.get(SHOWN) or ""


def await_saved() -> None:
    """The next run of this session waits for the newest state of the register: what has just been saved is in it.

    It is made here, by who waits for it anyway: a reader who came first would have to.
    """
    st.session_state[SEEN] = math.inf
    # What has been blacked out is read by nobody while it is made.
    warehouse.look_anew()
    with suppress(UnwritableError):
        warehouse.version_in_use(math.inf, plan_id=st.session_state.get(PLAN))
    warehouse.look_anew()
