"""Numbers by a sheet: out with the rows that are there, and in again with those that are new or mended."""

import hashlib
from collections.abc import Mapping

import streamlit as st
from slugify import slugify
from streamlit.runtime.uploaded_file_manager import UploadedFile

from content import publishing
from content.figure_sheet import form, write
from content.figure_sheet.read import read
from dashboard import markup, parts
from dashboard.forms import fields
from dashboard.intake import preview
from dashboard.intake.choosing import NEW, Choice
from pipelines.mistakes import RawDataError
from pipelines.table import Table

READ = "sheet that was read last"


STANDS = "I arket står det som ligger inne, med forklaring av hver kolonne. Skriv nye rader, eller rett i dem."
EMPTY = "Filen har tomme ark for kilden, indikatoren, tallene og forbeholdene, med forklaring av hver kolonne."
OF_CENTRE = "I arket står kilden, indikatoren og forbeholdene, med forklaring av hver kolonne. Tallene er ikke med."


def sheet(choice: Choice, there: Mapping[str, Table]) -> None:
    st.header("1. Last ned arket", anchor=False)
    is_new, is_of_centre = choice.name == NEW, form.is_of_centre(there, choice.indicator or "")
    st.markdown(EMPTY if is_new else OF_CENTRE if is_of_centre else STANDS)
    engine = parts.register()

    def made() -> bytes:
        resources, there = publishing.tables(engine)
        if choice.table:
            return write.of_table(choice.table, resources, there)
        return write.of_indicator(choice.indicator or "", resources, there)

    parts.download("Last ned ark (XLSX)", made, f"tall-{slugify(choice.name)}.xlsx", parts.XLSX)
    st.header("2. Last opp utfylt ark", anchor=False)
    st.markdown(
        "Du ser hva som er nytt, endret eller galt, før noe blir lagret. Laster du siden på nytt før tallene er lagt "
        "ut, velger du filen en gang til."
    )
    key = f"sheet of figures {st.session_state.get(preview.SHEETS, 0)}"
    uploaded = st.file_uploader(
        "Utfylt ark (XLSX, ODS eller CSV)", type=["xlsx", "ods", "csv"], max_upload_size=5, key=key
    )
    if uploaded is None:
        st.session_state.pop(READ, None)
        fields.tell_that_a_file_is_gone()
    else:
        _take_in(uploaded)


def _take_in(uploaded: UploadedFile) -> None:
    content = uploaded.getvalue()
    key = f"{uploaded.name} {hashlib.sha256(content).hexdigest()}"
    if st.session_state.get(READ, ("",))[0] != key:
        with st.spinner("Leser arket"):
            try:
                found = read(uploaded.name, content, *publishing.tables(parts.register()))
            except RawDataError as error:
                found = error
        st.session_state[READ] = key, found
        if not isinstance(found, RawDataError) and not found.is_empty:
            preview.begin(key, found)
    found = st.session_state[READ][1]
    if isinstance(found, RawDataError):
        st.markdown("**Dette må rettes.** Rett arket og last det opp igjen. Ingenting er lagret.")
        preview.tell_mistakes(found.mistakes)
        return
    if found.told:
        st.html(markup.list_of(found.told))
    if not found.is_empty and not preview.is_looked_at(key):
        st.button("Se hva som blir endret", on_click=preview.begin, args=(key, found), key="look at the sheet")
