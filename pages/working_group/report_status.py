"""Gi status: how do I report?"""

import streamlit as st

from dashboard import access, parts, report_form, report_sheet, status, wording

AREAS = "select distinct area_code, area, is_joint from marts.measure_tasks order by is_joint, area collate nb"

today = wording.today()
st.title("Gi status: hva er gjort hos dere?", anchor=False)
rights = access.rights()
tasks = parts.query(status.TASKS, today=today, **status.EVERY_MEASURE)
mine = [rights.may_report(task.measure_no, task.area_code) for task in tasks.itertuples()]
tasks = tasks[mine]
if not rights.may_report_anything:
    st.markdown(access.why_reader())
    access.login_button()
elif tasks.empty:
    st.markdown("Ingen oppgaver er lagt inn. De legges i data/raw/measures.csv og measure_parts.csv.")
else:
    areas = parts.query(AREAS)
    names = {row.area: row.area for row in areas.itertuples() if row.area_code in set(tasks["area_code"])}
    (area,) = parts.choices({"kommune": ("Kommune", names)})
    tasks = tasks[tasks["area"] == area]
    reported = int(tasks["is_reported"].sum())
    told = f"{reported} av {wording.counted(len(tasks), 'oppgave', 'oppgaver')} er rapportert."
    st.markdown(f"{told} Du melder som {rights.role}.")
    by_form, by_sheet, history = st.tabs(["Skjema", "Excel-ark", "Det som er meldt"])
    with by_form:
        report_form.report_form(tasks, rights, today)
    with by_sheet:
        report_sheet.report_sheet(tasks, rights, today)
    with history:
        report_sheet.reported_history(area)
    access.login_button()
