"""A reminder to one municipality, ready to paste into a mail."""

from datetime import date

import pandas as pd

from content import wording
from content.collaboration import PlanTitle
from content.status.queries import OVER
from register.validation.rules import FIELDS

ABOUT = "Status på tiltakene i {}"
AGAIN = "Påminnelse: "
"""What the subject begins with, where somebody has been asked before."""
WHY = "Vi skal revidere planen og trenger å vite hva dere har gjort."
IN_SHEET = f"i arket er det kolonnene fra «{FIELDS['done_as_meant']}» til «{FIELDS['should_continue']}»"
ON_PAGE = " Dere kan også svare på siden «Gi status»{}"
ON_PAGE_TOO = ", på siden delen «Evaluering»"
BUILDS_ON = ". Den nye planen bygger på det dere svarer der."
LATE = "Fristen i planen er ute for dette, og dere har ikke svart at det er gjennomført"


def reminder(
    area: str, tasks: pd.DataFrame, answer_by, today: date, plan: str = PlanTitle.definite, site: str = ""
) -> str:
    """What waits for an answer, and what is late by the answers; a recipient's own rows of TASKS.

    `answer_by` is the date to answer by, None when no round is open. Where one is, what was answered before it has not
    been answered. Whoever does a joint task is told of the sheet alone: the page asks for a role. `site` is the address
    that readers have, where it is known.
    """
    at = f":\n{site}/meld-inn?kommune={wording.slug(area)}" if site else "."
    on_page, on_page_too = ("", "") if tasks["is_joint"].all() else (ON_PAGE.format(at), ON_PAGE_TOO)
    evaluate = f"{IN_SHEET}{on_page_too}{BUILDS_ON}"
    missing = tasks[~tasks["is_answered"]]
    late = tasks[tasks["is_answered"] & tasks["deadline_words"].eq(OVER)]
    asked = "" if answer_by is None else _by_when(pd.Timestamp(answer_by).date(), today)
    lines = [f"{ABOUT.format(plan)}: {area}", "", "Hei."]
    if not is_waiting(tasks).any():
        lines += ["", f"Per {wording.day(today)} har dere svart på alt. Takk for innsatsen."]
    elif missing.empty:
        lines += ["", f"Per {wording.day(today)} har dere gitt status på alt. Takk for innsatsen."]
        lines += ["", f"Evaluer tiltakene også{asked}: {evaluate}"]
    else:
        lines += ["", f"{WHY} Fyll ut vedlagte ark{asked}.{on_page}"]
        if not tasks["is_evaluated"].all():
            lines += ["", f"Evaluer tiltakene samtidig: {evaluate}"]
        lines += ["", *_unanswered(missing, len(tasks), answer_by is not None)]
    lines += _unevaluated(tasks)
    if not late.empty:
        lines += ["", f"{LATE}:", *(f"- {_task(row)}" for row in late.itertuples())]
    return "\n".join([*lines, "", f"Oversikten er fra {wording.day(today)}."])


def is_waiting(tasks: pd.DataFrame) -> pd.Series:
    """Of each whether anything of it waits for an answer: its status, or its evaluation."""
    return ~(tasks["is_answered"] & tasks["is_evaluated"])


def _by_when(answer_by: date, today: date) -> str:
    day = wording.day(answer_by)
    return f" innen {day}" if answer_by >= today else f" så snart dere kan, for svarfristen var {day}"


def _unevaluated(tasks: pd.DataFrame) -> list[str]:
    """Those of which the evaluation alone waits; the others are told as unanswered."""
    left = tasks.loc[tasks["is_answered"] & ~tasks["is_evaluated"], "measure_no"]
    if left.empty:
        return []
    return ["", f"Dere har gitt status, men ikke evaluert: tiltak {wording.listed([str(number) for number in left])}."]


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
