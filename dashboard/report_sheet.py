"""Reporting by an Excel sheet: out, to fill in or to send on, and in again."""

from datetime import date

import pandas as pd
import streamlit as st
from slugify import slugify

from dashboard import parts, report_form, status_tables, wording
from register.rights import Rights
from register.sheet_in import read
from register.sheet_out import Task, write

HISTORY = """
select history.*, tasks.area, measures.working_title
from marts.task_history as history
inner join marts.measure_tasks as tasks using (measure_no, area_code)
inner join marts.measures using (measure_no)
where tasks.area = $area
order by report_id desc
"""


def report_sheet(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Download a sheet with what is known, and upload it filled in; `tasks` are rows of TASKS in `status`."""
    st.subheader("1. Hent arket", anchor=False)
    st.markdown("Send det til den som vet, eller fyll det ut selv. Skal en tjeneste bare ha sine egne, velger du dem.")
    names = {row.measure_no: f"{row.measure_no} {row.working_title}" for row in tasks.itertuples()}
    chosen = st.multiselect("Oppgaver i arket", names, format_func=names.get, placeholder="Alle")
    asked = tasks[tasks["measure_no"].isin(chosen)] if chosen else tasks
    area = tasks["area"].iloc[0]
    part = f"-tiltak-{'-'.join(map(str, sorted(chosen)))}" if chosen else ""
    mark = parts.example_mark()
    parts.download(
        f"Hent ark med {wording.counted(len(asked), 'oppgave', 'oppgaver')} (XLSX)",
        lambda: write(_sheet_tasks(asked), today, mark),
        f"status-{slugify(area)}{part}.xlsx",
        parts.XLSX,
    )
    st.subheader("2. Last opp utfylt ark", anchor=False)
    uploaded = st.file_uploader("Utfylt ark (XLSX)", type="xlsx", max_upload_size=5)
    if uploaded is not None:
        _take_in(uploaded.getvalue(), _sheet_tasks(tasks), rights, today)


def _take_in(content: bytes, tasks: list[Task], rights: Rights, today: date) -> None:
    found = read(content, tasks, today)
    new = len(found.drafts) - found.unchanged
    st.markdown(
        f"Arket har {wording.counted(new, 'ny melding', 'nye meldinger')}, og "
        f"{wording.counted(found.unchanged, 'oppgave', 'oppgaver')} er som sist."
    )
    if found.problems:
        st.markdown("Dette må rettes:")
        wrong = [(problem.row or "", problem.column or "", problem.sentence) for problem in found.problems]
        parts.table(pd.DataFrame(wrong, columns=["Rad", "Kolonne", "Hva som er galt"]), "Feil i arket")
        if new:
            st.markdown("Rett arket og last det opp igjen, eller lagre bare radene som er riktige.")
    if new:
        label = "Lagre bare radene som er riktige" if found.problems else "Lagre"
        if st.button(f"{label} ({new})", type="primary"):
            report_form.save_drafts(found.drafts, rights, today)


def reported_history(area: str) -> None:
    """All that has been reported for a municipality, the newest first."""
    history = parts.query(HISTORY, area=area)
    if history.empty:
        st.markdown("Ingenting er meldt ennå. Det som meldes i skjemaet eller med Excel-ark, kommer her.")
        return
    table = status_tables.history_table(history)
    table.insert(1, "Tiltak", [f"{row.measure_no}\u00a0{row.working_title}" for row in history.itertuples()])
    parts.table(table, f"Det som er meldt for {area}")


def _sheet_tasks(tasks: pd.DataFrame) -> list[Task]:
    return [
        Task(
            row.measure_no,
            row.area_code,
            row.area,
            row.working_title,
            row.task,
            row.owner,
            None if pd.isna(row.deadline) else row.deadline.date(),
            report_form.last_report(row),
        )
        for row in tasks.itertuples()
    ]
