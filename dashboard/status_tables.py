"""The tables that tell how far tasks have come, as people read them."""

import pandas as pd

from dashboard import wording
from dashboard.status import deadline_text, done_in, part_deadline, status_text


def overview_table(progress: pd.DataFrame) -> pd.DataFrame:
    """The measures a line each, as people read them; from PROGRESS."""
    return pd.DataFrame(
        {
            "Tiltak": f"{measure_no}\u00a0{title}",
            "Status": _together(parts, done_in),
            "Frist": _together(parts, part_deadline),
        }
        for (measure_no, title), rows in progress.groupby(["measure_no", "working_title"])
        for parts in [list(rows.itertuples())]
    )


def _together(parts: list, told) -> str:
    """What is told of the municipal part, and of the joint one where it is different."""
    texts = [told(part) for part in parts]
    if len(set(texts)) == 1:
        return texts[0]
    return f"Kommunene: {texts[0]}. Felles: {wording.uncapitalised(texts[1])}"


def card_table(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks of one measure a line each, with all that was reported; from TASKS."""
    return pd.DataFrame(
        {
            "Hvem": tasks["area"],
            "Status": [status_text(row) for row in tasks.itertuples()],
            "På plass": _told(tasks["in_place_on"], wording.month),
            "Frist": [_both_deadlines(row) for row in tasks.itertuples()],
            "Ansvarlig her": tasks["responsible"].fillna(""),
            "Merknad": [remarks(row) for row in tasks.itertuples()],
            "Meldt": [reported(row) for row in tasks.itertuples()],
        }
    )


def _both_deadlines(row) -> str:
    new = "" if pd.isna(row.new_deadline) else f"Ny frist satt: {wording.day(row.new_deadline)}"
    return ". ".join(text for text in (deadline_text(row.deadline_words, row.deadline), new) if text)


def _told(dates: pd.Series, told, missing: str = "") -> list[str]:
    return [missing if pd.isna(date) else told(date) for date in dates]


def remarks(row) -> str:
    """Reason, who decided, comment and link, as they were typed."""
    told = {"Begrunnelse": row.reason, "Besluttet av": row.decided_by, "Kommentar": row.comment, "Lenke": row.link}
    return "\n".join(f"{name}: {text}" for name, text in told.items() if isinstance(text, str))


def reported(row) -> str:
    """«25.11.2026 (for 3 dager siden) av koordinator i Hamar»."""
    if pd.isna(row.reported_at):
        return ""
    age = wording.days_ago(int(row.days_since_report))
    return f"{wording.local_day(row.reported_at)} ({age}) av {row.reporter_role}"


def history_table(history: pd.DataFrame) -> pd.DataFrame:
    """Every report of a task, the newest first; rows of marts.task_history."""
    return pd.DataFrame(
        {
            "Meldt": [f"{wording.moment(row.reported_at)} av {row.reporter_role}" for row in history.itertuples()],
            "Status": [status_text(row) for row in history.itertuples()],
            "Gjelder dato": history["speaks_of"].map(wording.day),
            "På plass": _told(history["in_place_on"], wording.month),
            "Merknad": [remarks(row) for row in history.itertuples()],
        }
    )


def changes_table(changes: pd.DataFrame) -> pd.DataFrame:
    """What has another status than before, the newest first; from CHANGES."""
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in changes.itertuples()],
            "Hvem": changes["area"],
            "Før": changes["status_before"],
            "Nå": changes["status"],
            "Meldt": changes["reported_at"].map(wording.local_day),
        }
    )


def rounds_table(rounds: pd.DataFrame, tasks: int) -> pd.DataFrame:
    """Rounds a line each; rows of marts.rounds."""
    return pd.DataFrame(
        {
            "Runde": rounds["title"],
            "Åpnet": rounds["opened_at"].map(wording.local_day),
            "Svarfrist": rounds["answer_by"].map(wording.day),
            "Lukket": _told(rounds["closed_at"], wording.local_day, "Åpen"),
            "Rapportert i runden": [f"{reported} av {tasks} oppgaver" for reported in rounds["tasks_reported"]],
        }
    )
