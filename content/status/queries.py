"""How far the plan's tasks have come, now and when a round was closed: the selects, and what is said of them."""

from datetime import date, timedelta

import pandas as pd

from pipelines.register_marts import ROUND_CONTENT as ROUND_CONTENT
from register.rounds import FrozenTask

TASKS = "select * from marts.tasks_on($today) order by measure_no, is_joint desc, area collate nb"
PROGRESS = "select * from marts.progress_on($today) order by measure_no, is_joint"
COUNTS = "select * from marts.counts_on($today)"
FROZEN_TASKS = "select * from marts.tasks_at($round_id) order by measure_no, is_joint desc, area collate nb"
FROZEN_PROGRESS = "select * from marts.progress_at($round_id) order by measure_no, is_joint"
FROZEN_COUNTS = "select * from marts.counts_at($round_id)"
CHANGES = """
select *
from marts.changes_since($round_id, $day)
order by reported_at desc nulls last, measure_no, area collate nb
"""
TASK_KEYS = "select measure_no, area_code, is_joint from marts.measure_tasks"
"""Every task, as the register names it."""
CLOSED_ROUNDS = "select round_id, title from marts.rounds where closed_at is not null order by round_id desc"
DAYS = (30, 90, 365)
SYMBOLS = {
    "Ikke startet": "○",
    "I gang": "◔",
    "Delvis gjennomført": "◑",
    "Gjennomført": "●",
    "Gjennomføres ikke": "✕",
    "Vet ikke – avklares": "?",
    "Ikke svart": "–",
    "Ikke spurt ennå": "·",
    "Registeret svarer ikke": "!",
}
"""Every status there is, and what it is told by beside the word."""
SILENT = "Registeret svarer ikke"
UNANSWERED = ("Ikke svart", "Ikke spurt ennå", SILENT)
"""What is told of a task that nobody has answered."""
STATUSES = [status for status in SYMBOLS if status != SILENT]
"""What a reader may look for: a register that does not answer is no status of a measure."""
OVER, AHEAD, UNDATED = "Fristen er ute", "Fristen er ikke ute", "Ingen frist i planen"
"""How a task that is not done stands to its deadline, in the words of marts.deadline_words."""
DEADLINE_SYMBOLS = {
    OVER: "▼",
    AHEAD: "◇",
    "Gjennomført innen fristen": "●",
    "Gjennomført etter fristen": "●",
    "Gjennomført, tidspunkt ukjent": "●",
    UNDATED: "",
}


def round_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """The rounds that are frozen, the newest first."""
    return {f"runde {row.round_id}": f"da runden «{row.title}» ble lukket" for row in closed_rounds.itertuples()}


def since_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """What the status now may be compared with: closed rounds, then a number of days."""
    return round_options(closed_rounds) | {f"{days} dager": f"for {days} dager siden" for days in DAYS}


def unchanged_sentence(since: str, closed_rounds: pd.DataFrame) -> str:
    """That no status has changed since one of the options."""
    rounds = round_options(closed_rounds)
    when = (
        rounds[since].replace("da ", "siden ", 1) if since in rounds else f"de siste {since.replace('dager', 'dagene')}"
    )
    return f"Ingen status er endret {when}."


def since_parameters(since: str, today: date) -> dict:
    """The parameters of CHANGES for one of the options."""
    if since.startswith("runde "):
        return {"round_id": int(since.split()[1]), "day": None}
    return {"round_id": None, "day": today - timedelta(days=int(since.split()[0]))}


def open_answer_by(rounds: pd.DataFrame) -> pd.Timestamp | None:
    """The date to answer by in the round that is open, None when none is; rows of marts.rounds."""
    still_open = rounds.loc[rounds["closed_at"].isna(), "answer_by"]
    return None if still_open.empty else still_open.iloc[0]


def frozen_tasks(content: pd.DataFrame) -> list[FrozenTask]:
    """What a round tells of each task when it is closed; rows of ROUND_CONTENT."""
    plain = content.astype(object).where(content.notna(), None)
    return [
        FrozenTask(**row | {"deadline": row["deadline"] and row["deadline"].date()}) for row in plain.to_dict("records")
    ]
