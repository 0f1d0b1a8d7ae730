"""What filled in sheets say is shown, asked about and saved, from one sheet or from many at once."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import streamlit as st

from content import wording
from content.status import sheet_changes
from dashboard import markup, parts, session
from dashboard.forms import asking
from dashboard.reporting import task_form
from register.errors import RegisterError, UnsureError
from register.reports import save, unsure
from register.rights import Rights
from register.sheet.read import Read
from register.sheet.row import Row

Files = Mapping[tuple[int, str], str]
"""Task → the file its row stands in, where there are several."""
ONE_FILE: Files = MappingProxyType({})


def show_and_save(key: str, found: Read, rights: Rights, today: date) -> None:
    """All that one sheet says, and the button; `key` is the same for as long as the sheet is."""
    if found.rows:
        st.markdown(sheet_changes.counts_sentence(found.rows))
        markup.table(sheet_changes.rows_table(found.rows), "Hva arket sier")
    elif not found.problems:
        st.markdown(sheet_changes.counts_sentence([]))
    tell_what_is_not_saved(found.rows, found.passed_over)
    if found.rows and not found.problems and not found.to_save and f"{key} begun" not in st.session_state:
        st.markdown("Arket sier ikke noe nytt. Ingenting er lagret.")
    if found.problems:
        rest = " Radene som er riktige, kan du lagre nå." if found.to_save else ""
        st.markdown(f"**Dette må rettes.** Rett arket og last det opp igjen.{rest}")
        markup.table(sheet_changes.problems_table(found.problems), "Feil i arket")
    confirm(key, found.to_save, rights, today)


def tell_what_is_not_saved(rows: list[Row], passed_over: Iterable[str]) -> None:
    """Whoever sends a sheet back as it came may believe to have answered, and so may who writes beside its cells."""
    if told := sheet_changes.untouched_sentence(rows):
        st.markdown(told)
    for told in passed_over:
        st.markdown(wording.plain(told))


def confirm(key: str, rows: list[Row], rights: Rights, today: date, files: Files = ONE_FILE) -> None:
    """All that must be said yes to, and the button: it saves the rows of which nothing is asked any more."""
    if rows:
        _confirm(key, rows, rights, today, files)
    # Told where the button is: there the eyes are.
    if told := st.session_state.pop(f"{key} saved", None):
        st.success(told)


def _confirm(key: str, rows: list[Row], rights: Rights, today: date, files: Files) -> None:
    try:
        asked = unsure(parts.register(), [row.draft for row in rows], **_told_with(rows))
    except RegisterError as error:
        markup.problem(f"Ingenting er lagret. {error}")
        return
    of_task: dict[tuple[int, str], list] = {}
    for one in asked:
        of_task.setdefault(one.task, []).append(one)
    questions = {row.task.key: [*row.questions, *of_task.get(row.task.key, [])] for row in rows}
    if any(questions.values()):
        st.markdown("**Dette må du svare på.** Kryss av for det som skal lagres.")
        names = {row.task.key: sheet_changes.name(row, files.get(row.task.key)) for row in rows}
        for task, found in questions.items():
            asking.boxes(found, _of_task(key, task), names)
    # A yes is of one task, though the same is asked of others: a sentence does not say of which municipality it is.
    accepted = {task: asking.accepted(_of_task(key, task)) for task in questions}
    held = {task for task, found in questions.items() if any(one.sentence not in accepted[task] for one in found)}
    ready = [row for row in rows if row.task.key not in held]
    waiting = [row for row in rows if row.task.key in held]
    is_begun = f"{key} begun" in st.session_state
    st.markdown(sheet_changes.not_saved_sentence(ready, waiting, is_begun, is_one_file=not files))
    is_pressed = st.button(f"Lagre {len(ready)} svar", type="primary", key=f"{key} save", disabled=not ready)
    # What was pressed may have begun to wait meanwhile.
    if is_pressed and ready:
        said_yes = frozenset().union(*(accepted[row.task.key] for row in ready))
        _save(key, ready, said_yes, rights, today)


def _of_task(key: str, task: tuple[int, str]) -> str:
    measure_no, area_code = task
    return f"{key} {measure_no} {area_code}"


def _told_with(rows: list[Row]) -> dict:
    """Which answers the rows were written over, and which only say that nothing has changed."""
    return {
        "based_on": {row.task.key: row.basis.report_id if row.basis else row.task.last_id for row in rows},
        "confirmed": frozenset(row.task.key for row in rows if row.is_confirmed),
    }


def _save(key: str, rows: list[Row], accepted: frozenset[str], rights: Rights, today: date) -> None:
    """Save, and start the page anew with what is now known, or tell why nothing was saved."""
    # The same sending until an answer has come: sent again, it is not saved twice. Changed, it is another.
    if st.session_state.get(f"{key} sent", (None,))[0] != rows:
        st.session_state[f"{key} sent"] = (rows, str(uuid.uuid4()))
    try:
        count = save(
            parts.register(),
            rights,
            [row.draft for row in rows],
            task_form.known_tasks(),
            today,
            st.session_state[f"{key} sent"][1],
            accepted=accepted,
            **_told_with(rows),
        )
    except UnsureError:
        # Somebody answered at the same moment: the page asks of it when it starts anew.
        st.rerun()
    except RegisterError as error:
        markup.problem(f"Ingenting er lagret. {error}")
        return
    session.await_saved()
    del st.session_state[f"{key} sent"]
    st.session_state[f"{key} begun"] = True
    told = f"{wording.number(count)} svar er lagret."
    if count < len(rows):
        told += f" {wording.counted(len(rows) - count, 'oppgave', 'oppgaver')} var besvart slik fra før."
    st.session_state[f"{key} saved"] = told
    st.rerun()
