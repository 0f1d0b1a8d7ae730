"""All the sheets that have come back, taken in at once: what each would change, and saved one by one or together."""

import hashlib
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from content import wording
from content.status import sheet_changes
from content.status.sheet_tasks import sheet_tasks
from dashboard import markup
from dashboard.forms import fields
from dashboard.reporting import sheet_saving
from register.rights import Rights
from register.sheet.read import Form, form_in, said
from register.sheet.read_many import File, in_several, together

MOST = 100
"""Files at once."""
MOST_BYTES = 20_000_000
"""In all of them together."""
ALL = "Alle filene"
ABOUT = (
    "Slipp arkene som er kommet tilbake, her, så mange du vil. Du ser hva som er nytt, endret eller galt, før noe "
    "blir lagret."
)


def all_sheets(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Drop them, look, and save; `tasks` are rows of TASKS. ABOUT stands above."""
    uploaded = st.file_uploader(
        "Utfylte ark (XLSX eller ODS)", type=["xlsx", "ods"], accept_multiple_files=True, max_upload_size=5
    )
    if not uploaded:
        fields.tell_that_a_file_is_gone()
    if len(uploaded) > MOST:
        st.error(f"Det er {wording.number(len(uploaded))} filer. Ta høyst {MOST} om gangen. Ingenting er lest inn.")
    elif sum(file.size for file in uploaded) > MOST_BYTES:
        st.error(f"Filene er til sammen over {MOST_BYTES // 1_000_000} MB. Ta færre om gangen. Ingenting er lest inn.")
    elif uploaded:
        with st.spinner("Leser arkene"):
            known = sheet_tasks(tasks)
            found = [said(_form_in(file.file_id, file), known, today) for file in uploaded]
            files = together([(file.name, one) for file, one in zip(uploaded, found, strict=True)])
        _show(files, [file.file_id for file in uploaded], rights, today)


@st.cache_data(max_entries=2 * MOST, ttl="1h", show_spinner=False)
def _form_in(upload: str, _file: UploadedFile) -> Form:
    """Not opened, nor even read, anew at each run of a page where one of many questions is answered."""
    return form_in(_file.getvalue())


def _show(files: list[File], uploads: list[str], rights: Rights, today: date) -> None:
    markup.table(sheet_changes.files_table(files), "Filene")
    if several := in_several(files):
        told = [f"{area} har svart i {len(names)} filer: {wording.listed(names)}." for area, names in several.items()]
        st.html(markup.list_of(told))
    names = [file.name for file in files]
    chosen = ALL if names[1:] else names[0]
    if names[1:]:
        chosen = st.selectbox("Hva vil du se på og lagre?", [ALL, *names], key="sheets chosen")
    if chosen in names:
        place = names.index(chosen)
        sheet_saving.show_and_save(f"sheet {uploads[place]}", files[place].found, rights, today)
    else:
        _show_all(f"sheets {hashlib.sha256(''.join(uploads).encode()).hexdigest()}", files, rights, today)


def _show_all(key: str, files: list[File], rights: Rights, today: date) -> None:
    rows = [row for file in files for row in file.found.to_save]
    passed_over = [f"{file.name}: {told}" for file in files for told in file.found.passed_over]
    sheet_saving.tell_what_is_not_saved([row for file in files for row in file.found.rows], passed_over)
    if any(file.found.problems for file in files):
        rest = " Radene som er riktige, kan du lagre nå." if rows else ""
        st.markdown(f"**Dette må rettes.** Rett arket og last det opp igjen.{rest}")
        markup.table(sheet_changes.all_problems_table(files), "Feil i arkene")
    elif not rows:
        st.markdown("Ingen av arkene sier noe nytt.")
    in_file = {row.task.key: file.name for file in files for row in file.found.to_save}
    sheet_saving.confirm(key, rows, rights, today, in_file)
