"""Answering by an Excel sheet: out, to fill in or to send on, and in again, shown before it is saved."""

import hashlib
from datetime import date

import streamlit as st
from slugify import slugify

from content import wording
from content.status import queries
from content.status.sheet_tasks import sheet_tasks
from dashboard import history, markup, parts, prose
from dashboard.forms import fields
from dashboard.reporting import sheet_saving
from dashboard.reporting.task_list import Answerable
from register.rights import Rights
from register.sheet.read import Read, read
from register.sheet.write import Task, write

WITH_TASKS = "select distinct area from marts.measure_tasks"
HISTORY_HERE = """
select history.*, measures.working_title
from marts.task_history as history
inner join marts.measures using (measure_no)
where history.area = $area
order by report_id desc
limit $most
"""
IS_ANSWERED_HERE = "select count(*) > 0 as is_answered from marts.task_history where area = $area"
OUT = "Send det til den som vet, eller fyll det ut selv. Skal en tjeneste bare ha sine egne, velger du dem."
IN = "Du ser hva som er nytt, endret eller galt, før noe blir lagret."


def report_sheet(area: str, own: Answerable, rights: Rights, today: date) -> None:
    """Download a sheet with what is known, and upload it filled in."""
    prose.show(prose.header("1. Last ned arket"), prose.plain(OUT))
    names = {row.measure_no: f"{row.measure_no} {row.working_title}" for row in own.tasks}
    chosen = st.multiselect("Oppgaver i arket", names, format_func=names.get, placeholder="Alle")
    asked = set(chosen or names)
    part = f"-tiltak-{'-'.join(map(str, sorted(chosen)))}" if chosen else ""
    mark = parts.example_mark()

    def now(numbers: set[int]) -> list[Task]:
        tasks = parts.query(queries.TASKS, today=today)
        return sheet_tasks(tasks[(tasks["area"] == area) & tasks["measure_no"].isin(numbers)])

    parts.download(
        f"Last ned ark med {wording.counted(len(asked), 'oppgave', 'oppgaver')} (XLSX)",
        lambda: write(now(asked), mark),
        f"status-{slugify(area)}{part}.xlsx",
        parts.XLSX,
    )
    prose.show(prose.header("2. Last opp utfylt ark"), prose.plain(IN))
    uploaded = st.file_uploader("Utfylt ark (XLSX eller ODS)", type=["xlsx", "ods"], max_upload_size=5)
    if uploaded is None:
        fields.tell_that_a_file_is_gone()
    else:
        _take_in(uploaded.getvalue(), now(set(names)), rights, today)


def _take_in(content: bytes, tasks: list[Task], rights: Rights, today: date) -> None:
    found = read(content, tasks, today)
    if found.areas:
        _lead_on(found)
    else:
        sheet_saving.show_and_save(f"sheet {hashlib.sha256(content).hexdigest()}", found, rights, today)


def _lead_on(found: Read) -> None:
    """A sheet of another municipality is told once, with the way to where it can be handed in."""
    known = set(parts.query(WITH_TASKS)["area"])
    ways = [f"[Gå til {area}](./meld-inn?kommune={slugify(area)})" for area in found.areas if area in known]
    markup.problem(" ".join(problem.sentence for problem in found.problems))
    if ways:
        st.markdown(f"{wording.listed(ways)} for å laste det opp der.")


def reported_history(area: str) -> None:
    """All that has been answered for a municipality, the newest first."""
    if not parts.query(IS_ANSWERED_HERE, area=area)["is_answered"].iloc[0]:
        st.markdown("Ingen har svart ennå. Svar i skjemaet eller med Excel-ark kommer her.")
        return
    history.pages(HISTORY_HERE, f"Svarene for {area}", with_measure=True, area=area)
