"""What surrounds every page: menu above, the version to read, help and the date of the data below."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import streamlit as st

from content import collaboration, publishing, warehouse, wording
from content.figures import figures
from content.figures.figure import PUBLISHED
from content.search import LONGEST
from dashboard import access, assets, choices, coming_back, forgetting, markup, parts, session
from dashboard.figures import ASKED_FIGURE
from dashboard.menu import Menu, drawn, help_and_exit, links, search_field
from pipelines.build import UnwritableError

SITE = "Vold i nære relasjoner: tall og tiltak"
STATE = """
select is_example, (select count(*) from marts.blackouts) as blackouts
from marts.register_state
"""
EXAMPLE = (
    '<p class="vnr-aside"><b>Eksempeldata.</b> Status på tiltakene er oppdiktet, og kommunene har oppdiktede navn.</p>'
)
# Often enough to be seen within half a minute, and no more: every open page asks.
LOOK_AGAIN_SECONDS = 20
QUERY = "q"
"""What is searched for, in the address of the results."""
PAGES, DECLARED = "pages", "declared pages"
Declared = TypeVar("Declared")
WRITTEN_ON = ("meld-inn", "arbeidsgruppa", "ny-plan", "runder", "hjelpetilbud", "legg-inn", "aaret")
STARTED_ANEW, MOST_STARTS = "started anew", 3
_seen: dict[str, int] = {}
_is_whole_run: ContextVar[bool] = ContextVar("all of the page is run, and not a part that looks again", default=False)


def declared_once(declare: Callable[[], Declared]) -> Declared:
    """What a session declares of its pages: at each run Streamlit would look for the file of every one."""
    if DECLARED not in st.session_state:
        st.session_state[DECLARED] = declare()
    return st.session_state[DECLARED]


def top(menu: Menu, current, results) -> None:
    """Title of the tab, menu, and the field that leads to results."""
    name_tab(current.title)
    st.session_state[coming_back.PAGE] = current.url_path
    st.session_state[PAGES] = {page.url_path: page.title for pages in menu.values() for page in pages}
    along = choices.along()
    # On the page of results it says what they are of.
    asked = searched() if current.url_path == results.url_path else ""
    field = search_field(results, QUERY, asked, LONGEST, along)
    if not session.is_served:
        # `streamlit run app.py` sends no file of ours.
        st.html(f"<style>{assets.STYLE.decode()}</style>")
    st.html(f'<div class="vnr-top">{drawn(menu, current, along)}{field}{help_and_exit()}</div>')


def name_tab(title: str) -> None:
    """What the tab and the history call the page: what it is comes before whose it is."""
    # The server sends the icon with the page.
    icon = None if session.is_served else str(assets.ICON)
    st.set_page_config(page_title=f"{title} – {SITE}", page_icon=icon, layout="wide")


def searched() -> str:
    """What the address searches for."""
    return st.query_params.get(QUERY, "")[:LONGEST].strip()


def titles() -> dict[str, str]:
    """Address → title of every page that a reader is led to."""
    return st.session_state[PAGES]


def lead_to_figure(pages: list, current) -> None:
    """`?figur=` leads to the page of a figure, where lead.js finds it; tells when there is no such figure."""
    asked = st.query_params.get(ASKED_FIGURE)
    if asked is None:
        return
    found = [figure for figure in figures(parts.version()).values() if figure.anchor == asked]
    if not found:
        st.markdown("Adressen ber om en figur som ikke finnes. Viser hele siden.")
        return
    [page] = [page for page in pages if page.url_path == found[0].page]
    if page.url_path != current.url_path:
        st.switch_page(page, query_params=st.query_params.to_dict())


@contextmanager
def on_one_version() -> Iterator[None]:
    """A run that began on a version which is cleared away meanwhile, starts anew on the one that is in use."""
    token = _is_whole_run.set(True)
    try:
        yield
    except warehouse.GoneError:
        warehouse.look_anew()
        if st.session_state.get(STARTED_ANEW, 0) >= MOST_STARTS:
            st.session_state[STARTED_ANEW] = 0
            raise
        st.session_state[STARTED_ANEW] = st.session_state.get(STARTED_ANEW, 0) + 1
        st.rerun()
    finally:
        _is_whole_run.reset(token)
    st.session_state[STARTED_ANEW] = 0


def choose_version(is_written_on: bool) -> bool:
    """Settle which version this run reads, building the first one; tells what is wrong when there is none.

    Nobody who reads waits while a newer one is made: it is shown at the next run. Who writes sees all that others
    have saved.
    """
    try:
        _choose_plan()
        is_writing = is_written_on and access.may_have_rights()
        version = session.version_in_use(is_patient=not is_writing) or _first_version()
    except publishing.ERRORS as error:
        _tell_unusable(str(error).splitlines())
        return False
    session.shown(version)
    publishing.keep_up(version)
    _tell_plan(version)
    is_example, blackouts = parts.made(_state)
    if is_example:
        st.html(EXAMPLE)
    if note := warehouse.status_note(version):
        st.markdown(note)
    _forget_blacked_out(version, blackouts)
    return True


def _choose_plan() -> None:
    """The plan of `?plan=` where there are several; else the one in force."""
    asked = st.query_params.get(session.PLAN)
    # Nearly nobody asks: they need not wait while it is looked up which there are.
    known = {} if asked is None else {wording.slug(plan.plan_id): plan.plan_id for plan in warehouse.plans()}
    st.session_state[session.PLAN] = known.get(wording.slug(asked or ""))
    if asked is not None and st.session_state[session.PLAN] is None:
        st.markdown("Adressen ber om en plan som ikke finnes. Her er planen som gjelder.")


def _state(version: str) -> tuple[bool, int]:
    """Is the example shown, and how often has text been blacked out?"""
    [state] = warehouse.query(version, STATE).itertuples()
    return bool(state.is_example), int(state.blackouts)


def _tell_plan(version: str) -> None:
    """Where another plan is shown than the one in force."""
    if note := collaboration.plan_note(version, wording.today()):
        st.html(note)


def _first_version() -> str:
    try:
        publishing.first()
    except publishing.ERRORS:
        # A damaged version gives way to an older one that is whole.
        version = session.version_in_use(is_patient=False) or _version_in_force()
        if version is None:
            raise
        return version
    return session.version_in_use(is_patient=False)


def _version_in_force() -> str | None:
    """Where another plan is asked for, and can not be shown: from here on nothing looks for it."""
    if st.session_state[session.PLAN] is None:
        return None
    st.session_state[session.PLAN] = None
    if version := session.version_in_use(is_patient=False):
        st.markdown("Planen adressen ber om, kan ikke vises nå. Her er planen som gjelder.")
    return version


def _tell_unusable(mistakes: list[str]) -> None:
    """That there is nothing to show; what is wrong with the data, only to whoever can mend them."""
    st.title("Dataene kan ikke vises", anchor=False)
    if access.is_at_this_machine(st.context.headers):
        st.markdown("Rett det som står her, og last siden på nytt.")
        st.html(markup.list_of(mistakes))
    else:
        st.markdown(f"Det er noe galt med dataene. {wording.ASK_THE_KEEPER}")


def _forget_blacked_out(version: str, blackouts: int) -> None:
    """When text has been blacked out since the last run here, let go of all that may still hold it.

    A status that stands in for another tells no news of it, and that of each plan is as old as it happens to be.
    """
    if warehouse.status_note(version):
        return
    if _seen.get("blackouts", blackouts) != blackouts:
        forgetting.forget()
        warehouse.forget_other_versions(version)
    _seen["blackouts"] = blackouts


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def follow_register() -> None:
    """Show what others report, also where nobody touches the page."""
    if _is_whole_run.get() and not warehouse.is_status_stale(parts.version()):
        # It has just looked itself. Where the register did not answer then, it may do so by now.
        return
    try:
        is_shown = session.version_in_use(is_patient=True) == st.session_state["version"]
    except UnwritableError:
        # What is shown may have been blacked out: the page says what is wrong instead.
        is_shown = False
    if not is_shown:
        st.rerun()


def foot(pages: list, has_data: bool) -> None:
    """Where to get help, how old the data are, and the pages about the pages."""
    told = [
        "<p>Temaet kan være tungt. "
        '<strong>Vold- og overgrepslinjen <a href="tel:116006">116\u00a0006</a></strong> er gratis og åpen hele '
        'døgnet. Er det fare på ferde, ring politiet på <strong><a href="tel:112">112</a></strong>.</p>'
    ]
    if has_data:
        told.append(warehouse.once(_how_old, parts.version(), PUBLISHED, {}))
        told.append(collaboration.other_plans(parts.version(), wording.today()) or "")
    # Streamlit has all in a section, and the foot of that is none of the page's own.
    st.html(f'<footer class="vnr-foot" role="contentinfo">{"".join(told)}{links(pages, choices.along())}</footer>')


def _how_old(version: str, select: str, _: dict) -> str:
    published_at = warehouse.query(version, select)["published_at"].iloc[0]
    told = f"Tallene ble lagt ut her {wording.moment(published_at)}. De gjelder grupper, aldri enkeltpersoner."
    return f"<p><small>{told}</small></p>"
