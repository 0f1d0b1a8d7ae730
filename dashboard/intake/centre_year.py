"""The crisis centre's year: typed or in a file, and what would be seen of it, before anything is saved.

Of what is typed nothing is kept when the run is over (dashboard/guard/unkept.py): the next has what may be seen alone.
"""

import uuid
from collections.abc import Callable, Sequence
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
from pipelines.gate_sentences import HANDED_IN, cost, shown
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
TYPES = ["csv", "xlsx", "ods"]
PENDING, FORM = "year that is looked at", "form of the centre's year"
FIRST_YEAR, MOST = 2000, 50
MUST_BE_MENDED = "**Dette må rettes.** Ingenting er lagret."
LOOK_AGAIN = "Noen har lagt inn et år i mellomtiden. Se på det på nytt: trykk på knappen over, eller velg arket igjen."
NEVER_ELSEWHERE = (
    "Ingen har fått tall for {} fra krisesenteret før, heller ikke i en fil. Har noen det, legger du først inn det "
    "kommandoen husker, nederst på siden."
)


@dataclass
class Pending:
    """What is looked at before it is saved: what may be seen, and what becomes of the published numbers."""

    found: Seen
    work: Work
    told: tuple[str, ...] = ()
    submission: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def has_failed(self) -> bool:
        return self.work.is_done and self.work.problem() is not None


def fill_in() -> None:
    """The form and the file; what they hold is judged at once, and let go of."""
    shared = _shared()
    by_form, by_file = st.tabs(["Fyll ut her", "Last opp ark"])
    with by_form:
        _form(shared)
    with by_file:
        _file(shared)


def _shared() -> list[Table]:
    _, found = publishing.tables(parts.register())
    return [*found.values()]


def _form(shared: list[Table]) -> None:
    # What was saved leaves the fields empty.
    number = st.session_state.setdefault(FORM, 0)
    this_year = wording.today().year
    whole, *others = places(shared)
    with st.form(f"year {number}", border=False):
        year = st.selectbox("År", range(this_year, FIRST_YEAR - 1, -1), index=1)
        st.markdown(
            "Skriv tallene slik de er talt, også når de er små. Skriv 0 der ingen kom, og ingenting der det "
            "ikke er talt."
        )
        typed = _fields(whole, number)
        with st.expander("Hvor de bor (hvis dere vil)"):
            rule = "Fyll ut alle kommunene, eller ingen. " if len(others) > 1 else ""
            st.markdown(f"{rule}De som bor andre steder, er bare med i hele senteret.")
            for place in others:
                st.markdown(f"**{place}**")
                typed |= _fields(place, number)
        is_pressed = st.form_submit_button("Se hva som blir vist", type="primary")
    if is_pressed:
        _judge(centre_sheet.FORM, shared, lambda: (centre_sheet.read_form(settings().raw, shared, year, typed), ()))


def _fields(place: str, number: int) -> dict[tuple[str, str], str]:
    typed = {}
    with st.container(horizontal=True):
        for column in columns(settings().raw)[2:]:
            label = column if place == WHOLE_CENTRE else f"{place}: {wording.uncapitalised(column)}"
            key = f"{UNKEPT}{number} {place} {column}"
            typed[place, column] = st.text_input(label, key=key, max_chars=12, width=150, autocomplete="off")
    return typed


def _file(shared: list[Table]) -> None:
    sheet = empty_sheet(settings().raw, shared, wording.today().year - 1).encode("utf-8-sig")
    parts.download("Last ned tomt ark (CSV)", lambda: sheet, "krisesenteret.csv", "text/csv")
    label, key = "Utfylt ark (CSV, XLSX eller ODS)", f"{UNKEPT}sheet"
    uploaded = st.file_uploader(label, type=TYPES, max_upload_size=1, key=key)
    if uploaded is None:
        fields.tell_that_a_file_is_gone()
        return
    with read_once(uploaded) as content:
        _judge(uploaded.name, shared, lambda: centre_sheet.read_sheet(settings().raw, uploaded.name, content))


def _judge(named: str, shared: list[Table], read: Callable) -> None:
    """What would be seen is looked at from now on; what is wrong is told in this run alone."""
    engine = parts.register()
    try:
        sheet, told = read()
        found = centre_year.seen(sheet, shared, standing(engine))
    except RawDataError as error:
        leave()
        st.markdown(MUST_BE_MENDED)
        markup.table(centre_sheet.mistakes_table(error.mistakes, named, shared), "Dette er galt")
        return
    pending = st.session_state.get(PENDING)
    # A run that gives way to another may have judged the same already.
    if pending is None or pending.has_failed or (pending.found, pending.told) != (found, tuple(told)):
        leave()
        work = publishing.try_out_centre(engine, parts.version(), found.rows)
        st.session_state[PENDING] = Pending(found, work, tuple(told))


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
    if (now.last, centre_year.shown_before(shared, now)) != (pending.found.based_on, pending.found.before):
        leave()
        st.warning(LOOK_AGAIN)
        return
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
        _confirm(pending, rights)


def _confirm(pending: Pending, rights: Rights) -> None:
    years = wording.listed(list(map(str, pending.found.outcomes)))
    _, notices = pending.work.result()
    if notices:
        st.markdown("**Stemmer dette?**")
        st.html(markup.list_of(notices))
    new = [str(year) for year in pending.found.outcomes if year not in pending.found.before]
    is_sure = not new or st.checkbox(NEVER_ELSEWHERE.format(wording.listed(new)), key=f"sure {pending.submission}")
    st.markdown("Det som legges inn, kan rettes siden, men ikke angres: noen kan ha sett det.")
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
            "tall sammen med det som er vist før. Filen har ingen skjulte tall. Siden bruker dere denne siden og ikke "
            "kommandoen for de samme årene: kommandoen vet ikke hva som er vist her."
        )
        uploaded = st.file_uploader("vist.json", type=["json"], max_upload_size=1)
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
