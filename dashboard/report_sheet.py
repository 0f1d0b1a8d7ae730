"""Answering by an Excel sheet: out, to fill in or to send on, and in again, shown before it is saved."""

import hashlib
import uuid
from datetime import date

import pandas as pd
import streamlit as st
from slugify import slugify

from dashboard import asking, parts, report_form, sheet_preview, status_tables, warehouse, wording
from register.errors import Question, RegisterError, UnsureError
from register.reports import save
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
        lambda: write(_sheet_tasks(asked), today, mark),
        f"status-{slugify(area)}{part}.xlsx",
        parts.XLSX,
    )
    st.subheader("2. Last opp utfylt ark", anchor=False)
    st.markdown("Du ser hva som er nytt, endret eller galt, før noe blir lagret.")
    uploaded = st.file_uploader("Utfylt ark (XLSX)", type="xlsx", max_upload_size=5)
    if uploaded is not None:
        _take_in(uploaded.getvalue(), _sheet_tasks(tasks), rights, today)


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
    questions = _questions(key, found.to_save)
    if questions:
        asking.asked(UnsureError(questions), key)
    accepted = asking.accepted(key)
    ready = [row for row in found.to_save if not _unanswered(row, questions, accepted)]
    if ready:
        if st.button(f"Lagre {len(ready)} svar", type="primary", key=f"{key} save"):
            _save(key, ready, accepted, rights, today)
    elif questions:
        st.markdown("Rader du ikke sier ja til, blir ikke lagret.")
    # Told where the button is: there the eyes are.
    if told := st.session_state.pop(f"{key} saved", None):
        st.success(told)


def _lead_on(found: Read) -> None:
    """A sheet of another municipality is told once, with the way to where it can be handed in."""
    known = set(parts.query(AREAS)["area"])
    ways = [f"[Gå til {area}](./meld-inn?kommune={slugify(area)})" for area in found.areas if area in known]
    st.error(" ".join(problem.sentence for problem in found.problems))
    if ways:
        st.markdown(f"{wording.listed(ways)} for å laste det opp der.")


def _questions(key: str, rows: list[Row]) -> list[Question]:
    """What the rows ask, and what the register asked when they were sent."""
    tasks = {row.task.key for row in rows}
    sent = [question for question in st.session_state.get(f"{key} asked", ()) if question.task in tasks | {None}]
    return [*(question for row in rows for question in row.questions), *sent]


def _unanswered(row: Row, questions: list[Question], accepted: frozenset[str]) -> bool:
    about = (row.task.key, None)
    return any(question.task in about and question.sentence not in accepted for question in questions)


def _save(key: str, rows: list[Row], accepted: frozenset[str], rights: Rights, today: date) -> None:
    """Save, and start the page anew with what is now known; or ask, or tell why nothing was saved."""
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
            based_on={row.task.key: row.basis.report_id if row.basis else row.task.last_id for row in rows},
            confirmed=frozenset(row.task.key for row in rows if row.is_confirmed),
            accepted=accepted,
        )
    except UnsureError as unsure:
        asked = {(question.task, question.field) for question in unsure.questions}
        before = st.session_state.get(f"{key} asked", ())
        kept = [question for question in before if (question.task, question.field) not in asked]
        st.session_state[f"{key} asked"] = (*kept, *unsure.questions)
        st.rerun()
    except RegisterError as error:
        st.error(f"Ingenting er lagret. {error}")
        return
    del st.session_state[f"{key} sent"]
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
            None if pd.isna(row.report_id) else int(row.report_id),
            None if pd.isna(row.reported_on) else row.reported_on.date(),
        )
        for row in tasks.itertuples()
    ]
