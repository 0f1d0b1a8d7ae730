"""The eight steps to a new plan that is in use: what is done, what is next, and by when, as one picture of HTML."""

import html
from collections.abc import Callable
from datetime import date

import pandas as pd

from content import wording
from content.status.queries import DEADLINE_SYMBOLS, OVER

STEPS = "select * from marts.steps_taken order by place"
MEETINGS = "select * from marts.council_meetings order by meets_on, area collate nb"
BY = {
    "plan": "planens frist",
    "group": "satt av arbeidsgruppa",
    "council": "første kommunestyre",
    "proposal": "forslag",
}
"""Who says by when."""
RECKONED_FROM = {
    "plan": "planens frist for revisjonen",
    "group": "datoen arbeidsgruppa har satt for ferdig revidert plan",
    "council": "det første kommunestyret",
}
WAYS = {
    "constitute": ("arbeidsgruppa", "Arbeidsgruppa"),
    "collect": ("runder", "Runder og påminnelser"),
    "evaluate": ("#vurdering", "Evaluering"),
    "assess": ("#vurdering", "Vurdering av tiltakene"),
    "draft": ("#forslag", "Forslag til nye tiltak"),
    "adopt": ("#framdriftsplan", "Datoene for kommunestyrene"),
}
"""Step → where it is done, a page or a place on the same, and what that is called."""
COUNTED = {
    "constitute": ("av kommunene", "kommuner har oppnevnt medlem"),
    "collect": ("av oppgavene", "oppgaver har fått svar"),
    "evaluate": ("av tiltakene", "tiltak har en konklusjon som bygger på svar fra minst halvparten"),
    "assess": ("av tiltakene", "tiltak er vurdert"),
    "adopt": ("av kommunene", "kommuner har oppgitt når kommunestyret behandler den nye planen"),
}
OF_ONE = {
    "constitute": ("Kommunen har ikke oppgitt medlem ennå.", "Kommunen har oppnevnt medlem."),
    "adopt": (
        "Kommunen har ikke oppgitt når kommunestyret behandler den nye planen.",
        "Kommunen har oppgitt når kommunestyret behandler den nye planen.",
    ),
}
"""What is said where there is one municipality: that it has not, and that it has."""
NOT_FOLLOWED = {
    "adopt": "Om de har vedtatt planen, følges ikke her ennå.",
    "in_force": "Om den nye planen er tatt i bruk, følges ikke her ennå.",
}
"""Step of which nothing tells that it is done, so that it is never said to be, nor to be late."""
NO_COORDINATOR = "Koordinator for revisjonen er ikke utpekt."


def headline(steps: pd.DataFrame, today: date) -> str:
    """What is next and by when; rows of STEPS, of which those that are not followed are never done."""
    following = steps[steps["is_next"]]
    if following.empty:
        return "Alle stegene er gjort."
    [step] = following.itertuples()
    return f"Neste: {wording.uncapitalised(step.step)} (steg {step.place} av {len(steps)}).{_until(step, today)}"


def picture(steps: pd.DataFrame, today: date, address: Callable[[str], str] = "./{}".format) -> str:
    """HTML of a list, a step each, the next one marked; rows of STEPS. `address` makes one of a page's name."""
    return f'<ol class="steps">{"".join(_step(step, today, address) for step in steps.itertuples())}</ol>'


def about_dates(steps: pd.DataFrame, meetings: pd.DataFrame) -> str:
    """What the proposed dates are reckoned from, and whose councils they may be; rows of STEPS and MEETINGS."""
    told = []
    if steps["due_by"].eq("proposal").any():
        first = steps.iloc[0]
        start = f"{RECKONED_FROM[first.reckoned_by]}, {wording.day(first.reckoned_from)}"
        told.append(f"Datoer merket «forslag» er våre egne, regnet bakover fra {start}.")
    if any(_is_after_election(day) for day in meetings["meets_on"].dropna()):
        told.append("Etter kommunevalget i september kan det være de nye kommunestyrene som behandler planen.")
    return " ".join(told)


def meetings_table(meetings: pd.DataFrame) -> pd.DataFrame:
    """The councils whose date is told, the first one first; rows of MEETINGS."""
    told = meetings[meetings[["meets_on", "note"]].notna().any(axis="columns")]
    days = [wording.day_or(row.meets_on, "Ikke oppgitt") for row in told.itertuples()]
    table = pd.DataFrame({"Kommune": told["area"], "Kommunestyret behandler ny plan": days})
    return table.assign(Merknad=told["note"].fillna(""))


def state(step) -> str:
    """How far a step has come, as far as anything of it is counted, and what is not followed; a row of STEPS."""
    return " ".join(filter(None, (_counted(step), NOT_FOLLOWED.get(step.step_id))))


def _step(step, today: date, address: Callable[[str], str]) -> str:
    kind = "done" if step.is_done else "next" if step.is_next else "later"
    mark = "✓" if step.is_done else str(step.place)
    said = {"done": "Gjort", "next": "Neste", "later": ""}[kind]
    link = ""
    if step.step_id in WAYS and not step.is_done:
        to, name = WAYS[step.step_id]
        to = to if to.startswith("#") else html.escape(address(to))
        link = f'<a href="{to}" target="_self">{html.escape(name)}</a>'
    told = [f"<small>{html.escape(text)}</small>" for text in (_due(step, today), state(step)) if text]
    return (
        f'<li class="{kind}"><span aria-hidden="true">{mark}</span><div><strong>{html.escape(step.step)}</strong>'
        f"{f'<em>{said}</em>' if said else ''}{''.join(told)}{link}</div></li>"
    )


def _counted(step) -> str:
    if step.step_id not in COUNTED or not step.asked:
        return ""
    if step.asked == 1 and step.step_id in OF_ONE:
        told = OF_ONE[step.step_id][step.done]
        return f"{told} {NO_COORDINATOR}" if step.step_id == "constitute" and step.done and not step.is_done else told
    whole, words = COUNTED[step.step_id]
    if step.step_id == "constitute" and step.done == step.asked and not step.is_done:
        return f"Alle kommunene har oppnevnt medlem. {NO_COORDINATOR}"
    if step.step_id == "constitute" and not step.done:
        return "Ingen av kommunene har oppgitt medlem ennå."
    if not step.done:
        return f"Ingen {whole} {words.split(maxsplit=1)[1]} ennå."
    return f"{step.done} av {step.asked} {words}."


def _due(step, today: date) -> str:
    """«Innen 31.12.2026 (planens frist)», or when it was reached."""
    if step.is_done:
        return f"Nådd {wording.day(step.reached_on)}" if pd.notna(step.reached_on) else ""
    if pd.isna(step.due_on):
        return ""
    is_over = step.due_on.date() < today and step.step_id not in NOT_FOLLOWED
    over = f" {DEADLINE_SYMBOLS[OVER]} {OVER}" if is_over else ""
    return f"Innen {wording.day(step.due_on)} ({BY[step.due_by]}){over}"


def _until(step, today: date) -> str:
    if pd.isna(step.due_on):
        return ""
    if step.step_id in NOT_FOLLOWED:
        return f" Innen {wording.day(step.due_on)}. {NOT_FOLLOWED[step.step_id]}"
    return f" Innen {wording.day(step.due_on)}: {wording.days_until(step.due_on, today)}."


def _is_after_election(day) -> bool:
    """Municipal elections are in September every fourth year: 2023, 2027."""
    return day.year % 4 == 3 and day.month >= 9
