"""What has been shown of the crisis centre's years before: on the page, and by the command at the centre."""

import uuid

import streamlit as st

from content import centre_sheet, wording
from dashboard import markup, parts
from dashboard.intake.centre.confirming import publish
from pipelines import centre_year
from pipelines.gate import areas_of
from pipelines.mistakes import RawDataError
from pipelines.table import Table
from register.centre_years import history, save, standing
from register.errors import RegisterError
from register.rights import Rights

MOST = 50


def handed_in_before(shared: list[Table]) -> None:
    st.header("Lagt inn før", anchor=False)
    found = [entry for entry in history(parts.register(), MOST) if entry.held.counts is not None]
    if not found:
        st.markdown("Ingen år er lagt inn her ennå.")
        return
    names = {role: area for area, role in areas_of(shared)}
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
        publish("Det som er vist før, blir husket.")
