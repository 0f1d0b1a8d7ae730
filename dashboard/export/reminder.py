"""A reminder to one municipality, ready to paste into a mail."""

from datetime import date

import pandas as pd

from dashboard import wording
from register.rules import FIELDS

ABOUT = "Status på tiltakene i handlingsplanen mot vold i nære relasjoner"
WHY = "Vi skal revidere planen og trenger å vite hva dere har gjort."
EVALUATE = (
    f"Evaluer tiltakene samtidig: i arket er det kolonnene fra «{FIELDS['done_as_meant']}» til "
    f"«{FIELDS['should_continue']}», på siden delen «Evaluering». Den nye planen bygger på det dere svarer der."
)
LATE = "Fristen i planen er ute for dette, og dere har ikke svart at det er gjennomført"


def reminder(area: str, tasks: pd.DataFrame, answer_by, today: date) -> str:
    """What a municipality has not answered, and what is late by its own answers; its rows of TASKS in `status`.

    `answer_by` is the date to answer by, None when no round is open. Where one is, what was answered before it has not
    been answered.
    """
    missing = tasks[~tasks["is_answered"]]
    late = tasks[tasks["is_answered"] & tasks["deadline_words"].eq("Fristen er ute")]
    asked = "" if answer_by is None else f" innen {wording.day(answer_by)}"
    lines = [f"{ABOUT}: {area}", "", "Hei."]
    if missing.empty:
        lines += ["", f"Per {wording.day(today)} har dere svart på alt. Takk for innsatsen."]
    else:
        lines += ["", f"{WHY} Fyll ut vedlagte ark{asked}. Dere kan også svare på siden «Gi status»."]
        lines += ["", EVALUATE, "", *_unanswered(missing, len(tasks), answer_by is not None)]
    if not late.empty:
        lines += ["", f"{LATE}:", *(f"- {_task(row)}" for row in late.itertuples())]
    return "\n".join([*lines, "", f"Oversikten er fra {wording.day(today)}."])


def _unanswered(missing: pd.DataFrame, tasks: int, is_open: bool) -> list[str]:
    """Each that waits for an answer, or in a sentence that all do: the sheet has them."""
    in_round = " i denne runden" if is_open else ""
    if len(missing) == tasks > 1:
        return [f"Ingen av de {tasks} oppgavene har fått svar{in_round} ennå."]
    return [f"Dette har ikke fått svar{in_round}:", *(f"- {_task(row)}" for row in missing.itertuples())]


def _task(row) -> str:
    deadline = "ingen frist i planen" if pd.isna(row.deadline) else f"frist {wording.day(row.deadline)}"
    if pd.notna(row.deadline_note):
        deadline += f": {row.deadline_note}"
    if pd.notna(row.new_deadline):
        deadline += f", ny frist {wording.day(row.new_deadline)}"
    return f"Tiltak {row.measure_no} {row.working_title}: {row.task.rstrip('.')} ({deadline})"
