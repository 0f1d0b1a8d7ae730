"""What would be seen of the crisis centre's year: looked at from when it is judged until it is handed in or left.

Of what is typed nothing is kept when the run is over (dashboard/guard/unkept.py): the next has what may be seen alone.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from content import centre_sheet, publishing
from content.publishing import Work
from dashboard import markup, parts
from pipelines import centre_year
from pipelines.centre_year import Seen
from pipelines.mistakes import RawDataError
from pipelines.table import Table
from register.centre_years import Years

PENDING, SAVED, LET_GO = "year that is looked at", "years that were saved", "sheets that were let go of"
"""Of the session. How many were saved: the next is typed in fields that are empty. How many sheets were let go of: the
next is put where none lies."""
MUST_BE_MENDED = "**Dette må rettes.** Ingenting er lagret."
Found = tuple[Seen, tuple[str, ...]]
"""What would be seen, and what was not read."""


@dataclass
class Pending:
    """What is looked at before it is saved: what may be seen, and what becomes of the published numbers."""

    found: Seen
    work: Work
    told: tuple[str, ...] = ()
    is_typed: bool = False
    submission: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def has_failed(self) -> bool:
        return self.work.is_done and self.work.problem() is not None


def pending() -> Pending | None:
    return st.session_state.get(PENDING)


def is_typed() -> bool:
    """Is what is looked at typed in the form?"""
    found = pending()
    return found is not None and found.is_typed


def judged(named: str, shared: list[Table], judge: Callable[[], Found]) -> Found | None:
    """What is found; what is wrong is told in this run alone, and nothing is looked at then."""
    try:
        return judge()
    except RawDataError as error:
        leave()
        st.markdown(MUST_BE_MENDED)
        markup.table(centre_sheet.mistakes_table(error.mistakes, named, shared), "Dette er galt")
        return None


def look_at(found: Seen, told: tuple[str, ...], is_typed: bool = False) -> None:
    """What would be seen is looked at from now on."""
    before = pending()
    # A run that gives way to another may have judged the same already.
    now = found, told, is_typed
    if before is None or before.has_failed or (before.found, before.told, before.is_typed) != now:
        leave()
        work = publishing.try_out_centre(parts.register(), parts.version(), found.rows)
        st.session_state[PENDING] = Pending(found, work, told, is_typed)


def leave() -> None:
    """Look at it no more."""
    if before := st.session_state.pop(PENDING, None):
        before.work.leave()


def let_go() -> None:
    """Leave it, and the sheet it was in."""
    leave()
    st.session_state[LET_GO] = st.session_state.get(LET_GO, 0) + 1


def leave_old(shared: list[Table], now: Years) -> bool:
    """Look no more at what was judged beside something else than what has been shown now; was it so?"""
    before = pending()
    judged_by = before and (before.found.based_on, before.found.before)
    is_old = before is not None and judged_by != (now.last, centre_year.shown_before(shared, now))
    if is_old:
        leave()
    return is_old
