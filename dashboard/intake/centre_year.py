"""The crisis centre's year: typed or in a file, and what would be seen of it, before anything is saved.

Of what is typed nothing is kept when the run is over (dashboard/guard/unkept.py): the next has what may be seen alone.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import streamlit as st

from content import centre_sheet, publishing, wording
from content.publishing import Work
from dashboard import markup, parts, session
from dashboard.forms import fields
from dashboard.guard.unkept import UNKEPT, read_once
from dashboard.intake import preview
from pipelines import centre_year
from pipelines.centre_year import Seen
from pipelines.gate import WHOLE_CENTRE, areas_of, columns, empty_sheet, places
from pipelines.gate_sentences import HANDED_IN, cost, is_hidden_for_good, shown
from pipelines.mistakes import RawDataError
from pipelines.table import Table
from register.centre_years import history, save, standing
from register.errors import RegisterError
from register.rights import Rights
from register.settings import settings

WHAT_BECOMES_OF_IT = (
    "Fyll ut året, eller last opp arket. Da ser du hva alle vil se, og hva som skjules, før noe lagres. Små tall "
    "skjules for at ingen skal kjennes igjen. Det du fyller ut, lagres ikke: bare det som kan vises."
)
OTHERS_AT_THE_MACHINE = (
    "Her er det ikke innlogging. Alle som bruker denne maskinen, kan legge inn år på denne siden, og den som styrer "
    "maskinen, kan se det du skriver mens du skriver det. Er det ikke senterets egen maskin, lar du det være."
)
PENDING, FORM = "year that is looked at", "form of the centre's year"
FIRST_YEAR, MOST = 2000, 50
MUST_BE_MENDED = "**Dette må rettes.** Ingenting er lagret."
LOOK_AGAIN = "Noen har lagt inn et år i mellomtiden. Se på det på nytt: trykk på knappen over, eller velg arket igjen."
SHOWN_BEFORE = "{} er vist før. Fyll ut alle feltene på nytt, også for kommunene hvis de var med."
ALL_AGAIN = "Er året vist før, må arket ha alle tallene på nytt, også for kommunene hvis de var med."
NOT_UNDONE = "Det som legges inn, kan ikke angres: noen kan ha sett det."
MENDED = "Det som legges inn, kan rettes siden, men ikke angres: noen kan ha sett det."
NEVER_ELSEWHERE = (
    "Ingen har fått tall for {} fra krisesenteret før, heller ikke i en fil. Har noen det, legger du først inn det "
    "kommandoen husker, nederst på siden."
)
ONCE_MORE = "Løsningen er startet på nytt. Trykk på knappen en gang til."
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


def fill_in() -> None:
    """The form and the file; what they hold is judged at once, and let go of."""
    shared, now = _shared(), standing(parts.register())
    pending = st.session_state.get(PENDING)
    found = pending and pending.found
    is_old = found and (now.last, centre_year.shown_before(shared, now)) != (found.based_on, found.before)
    if is_old:
        leave()
    by_form, by_file = st.tabs(["Fyll ut her", "Last opp ark"])
    with by_form:
        _form(shared, centre_year.rows_before(shared, now))
    with by_file:
        _file(shared)
    if is_old:
        st.warning(LOOK_AGAIN)


def _shared() -> list[Table]:
    _, found = publishing.tables(parts.register())
    return [*found.values()]


def _form(shared: list[Table], seen_now: centre_year.CentreYears) -> None:
    """While what was typed is looked at, it stands as it was judged: an edit in a form is not known of here."""
    # What was saved leaves the fields empty.
    number = st.session_state.setdefault(FORM, 0)
    pending = st.session_state.get(PENDING)
    is_locked = pending is not None and pending.is_typed
    this_year = wording.today().year
    whole, *others = areas = places(shared)
    key, unfolded = f"year of form {number}", f"homes of form {number}"
    if is_locked:
        [st.session_state[key]] = pending.found.outcomes
    years = range(this_year, FIRST_YEAR - 1, -1)
    year = st.selectbox("År", years, index=1, key=key, disabled=is_locked)
    if centre_sheet.is_seen(seen_now.get(year, ())):
        st.markdown(SHOWN_BEFORE.format(year))

    def found() -> Found:
        typed = {about: st.session_state.get(key, "") for key, about in _keys(number, areas).items()}
        return _seen(shared, centre_sheet.read_form(settings().raw, shared, year, typed))

    def look() -> None:
        # Where the fields become others, those that were unfolded stay so.
        st.session_state[unfolded] = any(st.session_state.get(key) for key in _keys(number, others))
        # What is wrong is told below the form, where it is found again.
        with suppress(RawDataError):
            _look_at(*found(), is_typed=True)

    # What stands in a form and is not sent, is not sent by any other button either.
    with st.container() if is_locked else st.form(f"year {number}", border=False):
        st.markdown(
            "Skriv tallene slik de er talt, også når de er små. Skriv 0 der ingen kom, og ingenting der det "
            "ikke er talt."
        )
        _fields(whole, number, is_locked)
        with st.expander("Hvor de bor (hvis dere vil)", expanded=st.session_state.get(unfolded, False)):
            rule = "Fyll ut alle kommunene, eller ingen. " if len(others) > 1 else ""
            st.markdown(f"{rule}De som bor andre steder, er bare med i hele senteret.")
            for place in others:
                st.markdown(f"**{place}**")
                _fields(place, number, is_locked)
        if is_locked:
            st.button("Rett tallene", on_click=leave)
            return
        # Judged before the fields are drawn: they are locked in the same run.
        is_pressed = st.form_submit_button("Se hva som blir vist", type="primary", on_click=look)
    if is_pressed and _right(centre_sheet.FORM, shared, found):
        # A server that was started anew did not know the button.
        st.warning(ONCE_MORE)


def _keys(number: int, areas: list[str]) -> dict[str, tuple[str, str]]:
    """By the key of each field that is open: its place and column."""
    counts = columns(settings().raw)[2:]
    return {_key(number, place, column): (place, column) for place in areas for column in counts}


def _key(number: int, place: str, column: str, is_locked: bool = False) -> str:
    return f"{UNKEPT}{number} {place} {column}{' locked' if is_locked else ''}"


def _fields(place: str, number: int, is_locked: bool) -> None:
    with st.container(horizontal=True):
        for column in columns(settings().raw)[2:]:
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


def _file(shared: list[Table]) -> None:
    sheet = empty_sheet(settings().raw, shared, wording.today().year - 1).encode("utf-8-sig")
    parts.download("Last ned tomt ark (CSV)", lambda: sheet, "krisesenteret.csv", "text/csv")
    st.markdown(ALL_AGAIN)
    label, key = "Utfylt ark (CSV, XLSX eller ODS)", f"{UNKEPT}sheet"
    uploaded = st.file_uploader(label, type=["xlsx", "ods", "csv"], max_upload_size=1, key=key)
    if uploaded is None:
        fields.tell_that_a_file_is_gone()
        return
    was_typed = PENDING in st.session_state and st.session_state[PENDING].is_typed
    with read_once(uploaded) as content:
        if content is None:
            return
        found = _right(
            uploaded.name,
            shared,
            lambda: _seen(shared, *centre_sheet.read_sheet(settings().raw, uploaded.name, content)),
        )
        if found:
            # Before the file is let go of: this run may give way to another.
            _look_at(*found)
    if found and was_typed:
        # The form is drawn locked by now.
        st.rerun()


def _right(named: str, shared: list[Table], found: Callable[[], Found]) -> Found | None:
    """What is found; what is wrong is told in this run alone, and nothing is looked at then."""
    try:
        return found()
    except RawDataError as error:
        leave()
        st.markdown(MUST_BE_MENDED)
        markup.table(centre_sheet.mistakes_table(error.mistakes, named, shared), "Dette er galt")
        return None


def _seen(shared: list[Table], sheet: Table, told: Sequence[str] = ()) -> Found:
    """Raises RawDataError."""
    return centre_year.seen(sheet, shared, standing(parts.register())), tuple(told)


def _look_at(found: Seen, told: tuple[str, ...], is_typed: bool = False) -> None:
    """What would be seen is looked at from now on."""
    pending = st.session_state.get(PENDING)
    # A run that gives way to another may have judged the same already.
    now = found, told, is_typed
    if pending is None or pending.has_failed or (pending.found, pending.told, pending.is_typed) != now:
        leave()
        work = publishing.try_out_centre(parts.register(), parts.version(), found.rows)
        st.session_state[PENDING] = Pending(found, work, told, is_typed)


def leave() -> None:
    """Look at it no more."""
    if pending := st.session_state.pop(PENDING, None):
        pending.work.leave()


def confirm(rights: Rights) -> None:
    """What would be seen, and the button, where there is something to look at."""
    pending = st.session_state.get(PENDING)
    if pending is None:
        return
    shared, now = _shared(), standing(parts.register())
    st.header("Dette blir vist", anchor=False)
    if pending.told:
        st.html(markup.list_of(pending.told))
    names = {role: area for area, role in areas_of(shared)}
    seen_now = centre_year.rows_before(shared, now)
    for year, outcome in pending.found.outcomes.items():
        st.subheader(str(year), anchor=False)
        st.markdown(wording.capitalised(shown(outcome, names)))
        table = centre_sheet.seen_table(pending.found.rows[year], seen_now.get(year, ()), shared)
        markup.table(table, f"Slik blir {year} vist")
        st.markdown(cost(pending.found.before.get(year), outcome, HANDED_IN))
    if not pending.work.is_done:
        preview.wait_for(pending.work, "Prøver om året passer med de andre tallene")
    elif pending.has_failed:
        st.markdown("**Ingenting er lagret.** Dette må rettes først:")
        preview.tell(pending.work.problem())
    else:
        _confirm(pending, rights, [*_lost(pending.found, seen_now, shared)])


def _lost(found: Seen, seen_now: centre_year.CentreYears, shared: list[Table]) -> Iterator[str]:
    """A sentence for each year that loses something of what is published."""
    for year, outcome in found.outcomes.items():
        if is_hidden_for_good(found.before.get(year), outcome):
            yield f"Jeg vet at alt som er vist av {year}, forsvinner for godt."
        elif gone := centre_sheet.gone(found.rows[year], seen_now.get(year, ()), shared):
            yield f"Jeg vet at dette ikke vises lenger for {year}: {'; '.join(gone)}."


def _confirm(pending: Pending, rights: Rights, lost: Sequence[str]) -> None:
    years = wording.listed(list(map(str, pending.found.outcomes)))
    _, notices = pending.work.result()
    if notices:
        st.markdown("**Stemmer dette?**")
        st.html(markup.list_of(notices))
    new = [str(year) for year in pending.found.outcomes if year not in pending.found.before]
    said = [*([NEVER_ELSEWHERE.format(wording.listed(new))] if new else []), *lost]
    ticks = [st.checkbox(words, key=f"sure {number} {pending.submission}") for number, words in enumerate(said)]
    is_sure = all(ticks)
    before = pending.found.before
    is_final = any(is_hidden_for_good(before.get(year), now) for year, now in pending.found.outcomes.items())
    st.markdown(NOT_UNDONE if is_final else MENDED)
    with st.container(horizontal=True):
        is_pressed = st.button(f"Legg inn {years}", type="primary", disabled=not is_sure, key="hand in the year")
        st.button("Avbryt", on_click=leave, key="leave the year")
    if is_pressed and is_sure:
        _save(pending, rights, f"{years} er lagt inn og lagt ut.")


def _save(pending: Pending, rights: Rights, told: str) -> None:
    engine, found = parts.register(), pending.found
    try:
        save(engine, rights, centre_year.to_save(found), pending.submission, found.based_on)
    except RegisterError as error:
        markup.problem(f"Ingenting er lagret. {error}")
        return
    figures, _ = pending.work.result()
    leave()
    st.session_state[FORM] += 1
    _publish(told, figures)


def _publish(told: str, figures: Sequence[str] = ()) -> None:
    session.await_saved()
    publishing.publish(parts.register())
    st.session_state[preview.PUBLISHED] = told, figures
    st.rerun()


def handed_in_before() -> None:
    st.header("Lagt inn før", anchor=False)
    found = [entry for entry in history(parts.register(), MOST) if entry.held.counts is not None]
    if not found:
        st.markdown("Ingen år er lagt inn her ennå.")
        return
    names = {role: area for area, role in areas_of(_shared())}
    markup.table(centre_sheet.history_table(found, names), f"År som er lagt inn, det nyeste først (høyst {MOST})")


def take_memory(rights: Rights) -> None:
    """What the command remembers, where the centre has used that."""
    with st.expander("Har senteret sendt fra seg tall med kommandoen før?"):
        st.markdown(
            "Legg inn filen `vist.json` fra senterets maskin. Da blir et år ikke vist på en måte som røper et lite "
            "tall sammen med det som er vist før. Filen har ingen skjulte tall. Etter det legger dere inn de samme "
            "årene her og ikke med kommandoen: den vet ikke hva som er vist her."
        )
        uploaded = st.file_uploader("vist.json", max_upload_size=1)
        if uploaded is None:
            return
        engine = parts.register()
        now = standing(engine)
        try:
            found = centre_year.with_memory(uploaded.getvalue(), now)
        except RawDataError as error:
            markup.problem(str(error))
            return
        if not found:
            st.markdown("Alt i filen er kjent her fra før.")
            return
        st.markdown(f"Filen sier hva som er vist av {wording.listed(list(map(str, found)))}.")
        if hidden := [str(year) for year in found if centre_year.is_unknown(year, found[year])]:
            st.markdown(
                f"**{wording.listed(hidden)} er vist på to måter, her og med kommandoen, og skjules for godt.**"
            )
        if not st.button("Husk det som er vist", key="remember"):
            return
        try:
            # The same file adds nothing the second time.
            save(engine, rights, found, str(uuid.uuid4()), now.last)
        except RegisterError as error:
            markup.problem(f"Ingenting er lagret. {error}")
            return
        _publish("Det som er vist før, blir husket.")
