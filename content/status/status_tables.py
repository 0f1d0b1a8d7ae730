"""The tables that tell how far tasks have come, as people read them."""

import pandas as pd

from content import wording
from content.status.queries import DEADLINE_SYMBOLS, OVER, UNDATED
from content.status.status_words import deadlines, done_in, part_deadline, status_text
from register.validation.rules import EVALUATION, FIELDS

REMARKS = ("reason", "decided_by", "comment", "link", *EVALUATION)


def overview_table(progress: pd.DataFrame) -> pd.DataFrame:
    """The measures a line each, as people read them; from PROGRESS. Where nobody has answered, no line says so."""
    table = pd.DataFrame(
        {
            "Tiltak": f"{measure_no}\u00a0{title}",
            "Status": _together(parts, done_in),
            "Frist": _together(parts, part_deadline),
        }
        for (measure_no, title), rows in progress.groupby(["measure_no", "working_title"])
        for parts in [list(rows.itertuples())]
    )
    return table if progress["reported"].any() else table.drop(columns="Status")


def short_table(progress: pd.DataFrame) -> pd.DataFrame:
    """The measures a line each in numbers: answers, what is done of them, the last deadline; from PROGRESS."""
    table = pd.DataFrame(
        {
            "Tiltak": f"{measure_no}\u00a0{title}",
            "Oppgaver": str(rows["tasks"].sum()),
            "Har fått svar": f"{rows['reported'].sum()} av {rows['tasks'].sum()}",
            "Gjennomført": f"{rows['done'].sum()} av {rows['reported'].sum()} svar" if rows["reported"].any() else "–",
            "Siste frist i planen": _last_deadline(list(rows.itertuples())),
        }
        for (measure_no, title), rows in progress.groupby(["measure_no", "working_title"])
    )
    is_answered = progress["reported"].any()
    return table.drop(columns="Oppgaver" if is_answered else ["Har fått svar", "Gjennomført"])


def _last_deadline(parts: list) -> str:
    """The last of a measure, marked where somebody is over it."""
    dated = [part for part in parts if pd.notna(part.deadline)]
    if not dated:
        return UNDATED
    last = max(dated, key=lambda part: part.deadline)
    return f"{f'{DEADLINE_SYMBOLS[OVER]} ' if last.over else ''}{wording.day(last.deadline)}"


def _together(parts: list, told) -> str:
    """What is told of the municipal part, and of the joint one where it is different."""
    texts = [told(part) for part in parts]
    if len(set(texts)) == 1:
        return texts[0]
    return f"Kommunene: {texts[0]}. Felles: {wording.uncapitalised(texts[1])}"


def card_table(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks of one measure a line each, with all that was answered; from TASKS."""
    return pd.DataFrame(
        {
            "Hvem": tasks["area"],
            "Status": [status_text(row) for row in tasks.itertuples()],
            "På plass": _told(tasks["in_place_on"], wording.month),
            "Frist": [deadlines(row) for row in tasks.itertuples()],
            "Ansvarlig her": tasks["responsible"].fillna(""),
            "Merknad": [remarks(row) for row in tasks.itertuples()],
            "Svart": [answered(row) for row in tasks.itertuples()],
        }
    )


def _told(dates: pd.Series, told, missing: str = "") -> list[str]:
    return [missing if pd.isna(date) else told(date) for date in dates]


def remarks(row) -> str:
    """Reason, who decided, comment, link and evaluation, as they were typed."""
    said = [(FIELDS[name], getattr(row, name)) for name in REMARKS]
    return "\n".join(wording.answering(name, text) for name, text in said if isinstance(text, str))


def answered(row) -> str:
    """«25.11.2026 (for 3 dager siden) av koordinator i Vik»."""
    if pd.isna(row.reported_at):
        return ""
    age = wording.days_ago(int(row.days_since_report))
    return f"{wording.local_day(row.reported_at)} ({age}) av {row.reporter_role}"


def history_table(history: pd.DataFrame) -> pd.DataFrame:
    """Every answer, the newest first; rows of marts.task_history."""
    return pd.DataFrame(
        {
            "Svart": [f"{wording.moment(row.reported_at)} av {row.reporter_role}" for row in history.itertuples()],
            "Hvem": history["area"],
            "Status": [
                "Svaret er trukket tilbake" if row.is_withdrawn else status_text(row) + _unchanged(row)
                for row in history.itertuples()
            ],
            "Gjelder dato": _told(history["speaks_of"], wording.day),
            "På plass": _told(history["in_place_on"], wording.month),
            "Ansvarlig her": history["responsible"].fillna(""),
            "Ny frist": _told(history["new_deadline"], wording.day),
            "Merknad": [remarks(row) for row in history.itertuples()],
        }
    )


def _unchanged(row) -> str:
    return " (ingen endring siden sist)" if row.is_unchanged else ""


def changes_table(changes: pd.DataFrame) -> pd.DataFrame:
    """What has another status than before, the newest first; from CHANGES."""
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in changes.itertuples()],
            "Hvem": changes["area"],
            "Før": changes["status_before"],
            "Nå": changes["status"],
            "Svart": _told(changes["reported_at"], wording.local_day),
        }
    )


def rounds_table(rounds: pd.DataFrame) -> pd.DataFrame:
    """Rounds a line each; rows of marts.rounds."""
    return pd.DataFrame(
        {
            "Runde": rounds["title"],
            "Åpnet": rounds["opened_at"].map(wording.local_day),
            "Svarfrist": rounds["answer_by"].map(wording.day),
            "Lukket": _told(rounds["closed_at"], wording.local_day, "Åpen"),
            "Svart i runden": [f"{row.tasks_reported} av {row.tasks} oppgaver" for row in rounds.itertuples()],
        }
    )
