"""The crisis centre's year: what everybody would see of it, what that costs, and the button that hands it in."""

from collections.abc import Iterator, Sequence

import streamlit as st

from content import centre_sheet, publishing, wording
from dashboard import markup, parts, session
from dashboard.intake import preview
from dashboard.intake.centre import looking
from dashboard.intake.centre.looking import Pending
from pipelines import centre_year
from pipelines.centre_year import CentreYears, Seen
from pipelines.gate import areas_of
from pipelines.gate_sentences import HANDED_IN, cost, is_hidden_for_good, shown
from pipelines.table import Table
from register.centre_years import Years, save
from register.errors import RegisterError
from register.rights import Rights

NOT_UNDONE = "Det som legges inn, kan ikke angres: noen kan ha sett det."
MENDED = "Det som legges inn, kan rettes siden, men ikke angres: noen kan ha sett det."
NEVER_ELSEWHERE = (
    "Ingen har fått tall for {} fra krisesenteret før, heller ikke i en fil. Har noen det, legger du først inn det "
    "kommandoen husker, nederst på siden."
)


def confirm(rights: Rights, shared: list[Table], now: Years) -> None:
    """What would be seen, and the button, where there is something to look at."""
    if (pending := looking.pending()) is None:
        return
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


def _lost(found: Seen, seen_now: CentreYears, shared: list[Table]) -> Iterator[str]:
    """A sentence for each year that loses something of what is published."""
    for year, outcome in found.outcomes.items():
        if is_hidden_for_good(found.before.get(year), outcome):
            yield f"Jeg vet at alt som er vist av {year}, forsvinner for godt."
        elif gone := centre_sheet.gone(found.rows[year], seen_now.get(year, ()), shared):
            yield f"Jeg vet at dette ikke vises lenger for {year}: {'; '.join(gone)}."


def _confirm(pending: Pending, rights: Rights, lost: Sequence[str]) -> None:
    found = pending.found
    years = wording.listed(list(map(str, found.outcomes)))
    _, notices = pending.work.result()
    if notices:
        st.markdown("**Stemmer dette?**")
        st.html(markup.list_of(notices))
    new = [str(year) for year in found.outcomes if year not in found.before]
    said = [*([NEVER_ELSEWHERE.format(wording.listed(new))] if new else []), *lost]
    ticks = [st.checkbox(words, key=f"sure {number} {pending.submission}") for number, words in enumerate(said)]
    is_sure = all(ticks)
    is_final = any(is_hidden_for_good(found.before.get(year), now) for year, now in found.outcomes.items())
    st.markdown(NOT_UNDONE if is_final else MENDED)
    with st.container(horizontal=True):
        is_pressed = st.button(f"Legg inn {years}", type="primary", disabled=not is_sure, key="hand in the year")
        st.button("Avbryt", on_click=looking.let_go, key="leave the year")
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
    looking.let_go()
    st.session_state[looking.SAVED] += 1
    publish(told, figures)


def publish(told: str, figures: Sequence[str] = ()) -> None:
    """Draw the page anew while what is saved is published; `told` is told when it is."""
    session.await_saved()
    publishing.publish(parts.register())
    st.session_state[preview.PUBLISHED] = told, figures
    st.rerun()
