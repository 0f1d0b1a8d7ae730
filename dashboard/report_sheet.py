"""Answering by an Excel sheet: out, to fill in or to send on, and in again, shown before it is saved."""

import hashlib
import uuid
from datetime import date

import pandas as pd
import streamlit as st
from slugify import slugify

from dashboard import asking, parts, report_form, sheet_preview, status_tables, warehouse, wording
from dashboard.sheet_tasks import sheet_tasks
from register.errors import RegisterError, UnsureError
from register.reports import save, unsure
from register.rights import Rights
from register.sheet_in import Read, read
from register.sheet_out import Task, write
from register.sheet_row import Row

AREAS = "select distinct area from marts.measure_tasks"
HISTORY = """
select history.*, measures.working_title
from marts.task_history as history
inner join marts.measures using (measure_no)
where history.area = $area
order by report_id desc
"""


def report_sheet(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Download a sheet with what is known, and upload it filled in; `tasks` are rows of TASKS in `status`."""
    st.subheader("1. Last ned arket", anchor=False)
    st.markdown("Send det til den som vet, eller fyll det ut selv. Skal en tjeneste bare ha sine egne, velger du dem.")
    names = {row.measure_no: f"{row.measure_no} {row.working_title}" for row in tasks.itertuples()}
    chosen = st.multiselect("Oppgaver i arket", names, format_func=names.get, placeholder="Alle")
    asked = tasks[tasks["measure_no"].isin(chosen)] if chosen else tasks
    area = tasks["area"].iloc[0]
    part = f"-tiltak-{'-'.join(map(str, sorted(chosen)))}" if chosen else ""
    mark = parts.example_mark()
    parts.download(
        f"Last ned ark med {wording.counted(len(asked), 'oppgave', 'oppgaver')} (XLSX)",
        lambda: write(sheet_tasks(asked), mark),
        f"status-{slugify(area)}{part}.xlsx",
        parts.XLSX,
    )
    st.subheader("2. Last opp utfylt ark", anchor=False)
    st.markdown("Du ser hva som er nytt, endret eller galt, før noe blir lagret.")
    uploaded = st.file_uploader("Utfylt ark (XLSX eller ODS)", type=["xlsx", "ods"], max_upload_size=5)
    if uploaded is not None:
        _take_in(uploaded.getvalue(), sheet_tasks(tasks), rights, today)


def _take_in(content: bytes, tasks: list[Task], rights: Rights, today: date) -> None:
    found = read(content, tasks, today)
    if found.areas:
        _lead_on(found)
        return
    key = f"sheet {hashlib.sha256(content).hexdigest()}"
    if found.rows:
        st.markdown(sheet_preview.counts_sentence(found.rows))
        parts.table(sheet_preview.rows_table(found.rows), "Hva arket sier")
    elif not found.problems:
        st.markdown(sheet_preview.counts_sentence([]))
    if found.problems:
        rest = " Radene som er riktige, kan du lagre nå." if found.to_save else ""
        st.markdown(f"**Dette må rettes.** Rett arket og last det opp igjen.{rest}")
        parts.table(sheet_preview.problems_table(found.problems), "Feil i arket")
    if found.to_save:
        _confirm(key, found.to_save, rights, today)
    # Told where the button is: there the eyes are.
    if told := st.session_state.pop(f"{key} saved", None):
        st.success(told)


def _confirm(key: str, rows: list[Row], rights: Rights, today: date) -> None:
    """All that must be said yes to, and the button: it saves the rows of which nothing is asked any more."""
    try:
        asked = unsure(warehouse.register(), [row.draft for row in rows], **_told_with(rows))
    except RegisterError as error:
        st.error(f"Ingenting er lagret. {error}")
        return
    questions = {row: [*row.questions, *(one for one in asked if one.task == row.task.key)] for row in rows}
    if any(questions.values()):
        st.markdown("**Dette må du svare på.** Kryss av for det som skal lagres.")
        names = {row.task.key: sheet_preview.name(row) for row in rows}
        asking.boxes([one for row in rows for one in questions[row]], key, names)
    accepted = asking.accepted(key)
    waiting = [row for row in rows if any(one.sentence not in accepted for one in questions[row])]
    ready = [row for row in rows if row not in waiting]
    st.markdown(sheet_preview.not_saved_sentence(ready, waiting, is_begun=f"{key} begun" in st.session_state))
    is_pressed = st.button(f"Lagre {len(ready)} svar", type="primary", key=f"{key} save", disabled=not ready)
    # What was pressed may have begun to wait meanwhile.
    if is_pressed and ready:
        _save(key, ready, accepted, rights, today)


def _told_with(rows: list[Row]) -> dict:
    """Which answers the rows were written over, and which only say that nothing has changed."""
    return {
        "based_on": {row.task.key: row.basis.report_id if row.basis else row.task.last_id for row in rows},
        "confirmed": frozenset(row.task.key for row in rows if row.is_confirmed),
    }


def _lead_on(found: Read) -> None:
    """A sheet of another municipality is told once, with the way to where it can be handed in."""
    known = set(parts.query(AREAS)["area"])
    ways = [f"[Gå til {area}](./meld-inn?kommune={slugify(area)})" for area in found.areas if area in known]
    st.error(" ".join(problem.sentence for problem in found.problems))
    if ways:
        st.markdown(f"{wording.listed(ways)} for å laste det opp der.")


def _save(key: str, rows: list[Row], accepted: frozenset[str], rights: Rights, today: date) -> None:
    """Save, and start the page anew with what is now known, or tell why nothing was saved."""
    # The same sending until an answer has come: sent again, it is not saved twice. Changed, it is another.
    if st.session_state.get(f"{key} sent", (None,))[0] != rows:
        st.session_state[f"{key} sent"] = (rows, str(uuid.uuid4()))
    try:
        count = save(
            warehouse.register(),
            rights,
            [row.draft for row in rows],
            report_form.known_tasks(),
            today,
            st.session_state[f"{key} sent"][1],
            accepted=accepted,
            **_told_with(rows),
        )
    except UnsureError:
        # Somebody answered at the same moment: the page asks of it when it starts anew.
        st.rerun()
    except RegisterError as error:
        st.error(f"Ingenting er lagret. {error}")
        return
    del st.session_state[f"{key} sent"]
    st.session_state[f"{key} begun"] = True
    told = f"{count} svar er lagret."
    if count < len(rows):
        told += f" {wording.counted(len(rows) - count, 'oppgave', 'oppgaver')} var besvart slik fra før."
    st.session_state[f"{key} saved"] = told
    st.rerun()


def reported_history(area: str) -> None:
    """All that has been answered for a municipality, the newest first."""
    history = parts.query(HISTORY, area=area)
    if history.empty:
        st.markdown("Ingen har svart ennå. Svar i skjemaet eller med Excel-ark kommer her.")
        return
    table = status_tables.history_table(history)
    table.insert(1, "Tiltak", [f"{row.measure_no}\u00a0{row.working_title}" for row in history.itertuples()])
    parts.table(table, f"Svarene for {area}")
