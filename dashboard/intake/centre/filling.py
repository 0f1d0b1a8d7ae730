"""The crisis centre's year, typed in a form or in a file: judged at once, and let go of."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from content import centre_sheet, wording
from dashboard import parts
from dashboard.forms import fields
from dashboard.guard.unkept import UNKEPT, read_once
from dashboard.intake.centre import looking
from dashboard.intake.centre.looking import Found
from pipelines import centre_year
from pipelines.centre_year import FIRST_YEAR, CentreYears
from pipelines.gate import WHOLE_CENTRE, columns, empty_sheet, places
from pipelines.mistakes import RawDataError
from pipelines.table import Table
from register.centre_years import Years, standing
from register.settings import settings

LOOK_AGAIN = "Noen har lagt inn et år i mellomtiden. Se på det på nytt: trykk på knappen over, eller velg arket igjen."
SHOWN_BEFORE = "{} er vist før. Fyll ut alle feltene på nytt, også for kommunene hvis de var med."
ALL_AGAIN = "Er året vist før, må arket ha alle tallene på nytt, også for kommunene hvis de var med."
ONCE_MORE = "Løsningen er startet på nytt. Trykk på knappen en gang til."


def fill_in(shared: list[Table], now: Years) -> None:
    is_old = looking.leave_old(shared, now)
    by_form, by_file = st.tabs(["Fyll ut her", "Last opp ark"])
    with by_form:
        _form(shared, centre_year.rows_before(shared, now))
    with by_file:
        _file(shared)
    if is_old:
        st.warning(LOOK_AGAIN)


def _form(shared: list[Table], seen_now: CentreYears) -> None:
    """While what was typed is looked at, it stands as it was judged: an edit in a form is not known of here."""
    number = st.session_state.setdefault(looking.SAVED, 0)
    pending, is_locked = looking.pending(), looking.is_typed()
    whole, *others = areas = places(shared)
    counts = columns(settings().raw)[2:]
    key, unfolded = f"year of form {number}", f"homes of form {number}"
    if is_locked:
        [st.session_state[key]] = pending.found.outcomes
    years = range(wording.today().year, FIRST_YEAR - 1, -1)
    year = st.selectbox("År", years, index=1, key=key, disabled=is_locked)
    if centre_sheet.is_seen(seen_now.get(year, ())):
        st.markdown(SHOWN_BEFORE.format(year))

    def typed_in(areas: Sequence[str]) -> dict[tuple[str, str], str]:
        """By place and column, what stands in the fields that are open."""
        cells = ((area, column) for area in areas for column in counts)
        return {cell: st.session_state.get(_key(number, *cell), "") for cell in cells}

    def judge() -> Found:
        return _seen(shared, centre_sheet.read_form(settings().raw, shared, year, typed_in(areas)))

    def look() -> None:
        # Where the fields become others, those that were unfolded stay so.
        st.session_state[unfolded] = any(typed_in(others).values())
        # What is wrong is told below the form, where it is found again.
        with suppress(RawDataError):
            looking.look_at(*judge(), is_typed=True)

    # What stands in a form and is not sent, is not sent by any other button either.
    with st.container() if is_locked else st.form(f"year {number}", border=False):
        st.markdown(
            "Skriv tallene slik de er talt, også når de er små. Skriv 0 der ingen kom, og ingenting der det "
            "ikke er talt."
        )
        _fields(whole, counts, number, is_locked)
        with st.expander("Hvor de bor (hvis dere vil)", expanded=st.session_state.get(unfolded, False)):
            rule = "Fyll ut alle kommunene, eller ingen. " if len(others) > 1 else ""
            st.markdown(f"{rule}De som bor andre steder, er bare med i hele senteret.")
            for place in others:
                st.markdown(f"**{place}**")
                _fields(place, counts, number, is_locked)
        if is_locked:
            st.button("Rett tallene", on_click=looking.leave)
            return
        # Judged before the fields are drawn: they are locked in the same run.
        is_pressed = st.form_submit_button("Se hva som blir vist", type="primary", on_click=look)
    if is_pressed and looking.judged(centre_sheet.FORM, shared, judge):
        # A server that was started anew did not know the button.
        st.warning(ONCE_MORE)


def _fields(place: str, counts: Sequence[str], number: int, is_locked: bool) -> None:
    with st.container(horizontal=True):
        for column in counts:
            label = centre_sheet.label(column)
            label = label if place == WHOLE_CENTRE else f"{place}: {wording.uncapitalised(label)}"
            # A field is another one when it is locked: in the same one what was typed after the press would stand.
            key, other = (_key(number, place, column, is_so) for is_so in (is_locked, not is_locked))
            if other in st.session_state:
                st.session_state[key] = st.session_state[other]
            elif is_locked and key in st.session_state:
                # What the browser sends of a locked field is else thrown away, and the field emptied.
                st.session_state[key] = st.session_state[key]
            st.text_input(label, key=key, max_chars=12, width=150, autocomplete="off", disabled=is_locked)


def _key(number: int, place: str, column: str, is_locked: bool = False) -> str:
    return f"{UNKEPT}{number} {place} {column}{' locked' if is_locked else ''}"


def _file(shared: list[Table]) -> None:
    year = wording.today().year - 1
    parts.download(
        "Last ned tomt ark (CSV)",
        lambda: empty_sheet(settings().raw, shared, year, centre_sheet.label).encode("utf-8-sig"),
        "krisesenteret.csv",
        "text/csv",
    )
    st.markdown(ALL_AGAIN)
    label, key = "Utfylt ark (CSV, XLSX eller ODS)", f"{UNKEPT}sheet {st.session_state.get(looking.LET_GO, 0)}"
    uploaded = st.file_uploader(label, type=["xlsx", "ods", "csv"], max_upload_size=1, key=key)
    if uploaded is None:
        fields.tell_that_a_file_is_gone()
        return
    was_typed = looking.is_typed()
    with read_once(uploaded) as content:
        if content is None:
            return
        found = looking.judged(
            uploaded.name,
            shared,
            lambda: _seen(shared, *centre_sheet.read_sheet(settings().raw, uploaded.name, content)),
        )
        if found:
            # Before the file is let go of: this run may give way to another.
            looking.look_at(*found)
    if found and was_typed:
        # The form is drawn locked by now.
        st.rerun()


def _seen(shared: list[Table], sheet: Table, told: Sequence[str] = ()) -> Found:
    """Raises RawDataError."""
    return centre_year.seen(sheet, shared, standing(parts.register())), tuple(told)
