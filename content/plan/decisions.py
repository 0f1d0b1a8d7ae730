"""What needs a decision, and what is not known: on Oversikt, on slides and in reports."""

from datetime import date
from functools import partial

import pandas as pd

from content import warehouse, wording
from content.collaboration import collaboration
from content.plan import group
from content.status import queries, status_words
from content.texts import text, texts

DATES = """
select
    plan_dates.date_id,
    plan_dates.date,
    plan_dates.event,
    sources.note as told,
    plan_dates.source_id,
    plan_dates.in_plan,
    plan_dates.plan_section
from marts.plan_dates
inner join marts.sources using (source_id)
order by plan_dates.date, plan_dates.date_id
"""
SILENT = "select validity_said_by is distinct from source_id as is_silent from marts.plans where is_chosen"
LIMITS = """
select theme, kind, plan_section, source_id, true as in_plan
from marts.plan_limits
order by kind desc, plan_section
"""
REACHED = "select milestone_id from marts.plan_milestones where reached_on is not null"
ADOPTED = "select valid_until from marts.plan_adoptions where area = $area"
TASKS_OF = "select is_reported from marts.municipal_tasks_on($area, $today)"
TO_BE_ADDED = wording.ASK_THE_KEEPER
NO_DATES = f"Planens datoer er ikke lagt inn. {TO_BE_ADDED}"
NO_MEASURES = f"Ingen tiltak er lagt inn. {TO_BE_ADDED}"
NOTHING_TO_DECIDE = "Ingen av spørsmålene her venter på en beslutning nå."
NO_PERIOD = "Planteksten oppgir ingen planperiode."
CHECK = "Sjekk vedtaket hos dere."


def validity(dates: pd.DataFrame) -> str:
    """Until when the plan is valid, by whose word, and when it is to be revised; rows of DATES."""
    by_id = {row.date_id: row for row in dates.itertuples()}
    told = []
    if ends := by_id.get("period_ends"):
        told.append(f"{_said(ends)} {CHECK}")
    if due := by_id.get("revision_due"):
        told.append(f"Revidert plan skal være ferdig {wording.day(due.date)}.")
    return " ".join(told) or NO_DATES


def _said(ends) -> str:
    """Until when the plan is valid, as its source says it; a row of DATES."""
    return ends.told if isinstance(ends.told, str) else f"{ends.event} {wording.day(ends.date)}."


def whose(version: str) -> list[str]:
    """Whose the plan is, and that its own text does not say when it is valid, where that is so."""
    municipalities = collaboration(version).municipalities
    kind = "Handlingsplan" if len(municipalities) == 1 else "Felles handlingsplan"
    is_silent = warehouse.query(version, SILENT)["is_silent"].any()
    return [
        *([f"{kind} for {wording.listed(municipalities)}."] if municipalities else []),
        *(["Planteksten selv oppgir ingen planperiode."] if is_silent else []),
    ]


def decisions(version: str, today: date) -> list[str]:
    """A question each; the one place that says what waits for a decision.

    A question goes when what it asks for is reached, or somebody is appointed to it, and not before.
    """
    ask, dates = partial(warehouse.query, version), warehouse.query(version, DATES)
    reached = set(warehouse.query(version, REACHED)["milestone_id"])
    appointments = warehouse.query(version, group.APPOINTMENTS)
    questions = {
        "finished": _of_validity(dates, today),
        "appointed": group.who_represents(appointments, dates, today),
        "coordinator": group.who_revises(appointments, text(ask, "who_appoints_reviser")),
    }
    told = [NO_DATES] if dates.empty else []
    told += [question for milestone, question in questions.items() if question and milestone not in reached]
    unanswered = status_words.unanswered_sentence(warehouse.query(version, queries.COUNTS, {"today": today}))
    if unanswered and "collected" not in reached:
        told.append(f"Når skal vi ha svar om status? {unanswered} {text(ask, 'asks_for_status')}".strip())
    return told or [NOTHING_TO_DECIDE]


def decisions_of(version: str, area: str, today: date) -> list[str]:
    """The same for one municipality: what it must decide itself, of what is not decided or appointed there yet."""
    ask, dates = partial(warehouse.query, version), warehouse.query(version, DATES)
    reached, appointments = set(ask(REACHED)["milestone_id"]), ask(group.APPOINTMENTS)
    own = appointments[appointments["area"].eq(area) & ~appointments["is_joint"]]
    adopted = ask(ADOPTED, {"area": area})
    until = None if adopted.empty else adopted["valid_until"].iloc[0]
    questions = [
        _of_validity(dates, today, until) if "finished" not in reached else "",
        group.who_represents(own, dates, today) if "appointed" not in reached else "",
        group.who_coordinates(own, ask(group.ASKED)),
    ]
    left = int((~ask(TASKS_OF, {"area": area, "today": today})["is_reported"]).sum())
    if left and "collected" not in reached:
        questions.append(f"Når svarer vi om status? {wording.counted(left, 'oppgave', 'oppgaver')} har ikke fått svar.")
    return [question for question in questions if question] or [NOTHING_TO_DECIDE]


def _of_validity(dates: pd.DataFrame, today: date, own: pd.Timestamp | None = None) -> str:
    """Whether the plan is to be valid until there is a new one; rows of DATES. Empty where nobody says until when.

    `own` is until when the municipality has said that its own adoption is valid.
    """
    by_id = {row.date_id: row for row in dates.itertuples()}
    ends = by_id.get("period_ends")
    if pd.isna(own) and not ends:
        return ""
    until = ends.date if pd.isna(own) else own
    goes = f"{'gikk' if until.date() < today else 'går'} den ut {wording.day_left(until, today)}."
    whose = f"{_said(ends)} Da {goes} {CHECK}" if pd.isna(own) else f"Etter kommunens eget vedtak {goes}"
    told = f"Skal planen gjelde til den nye er vedtatt? {whose}"
    if due := by_id.get("revision_due"):
        told += f" Den reviderte skal være ferdig {wording.day_left(due.date, today)}."
    return told


def unknown(version: str, counts: pd.DataFrame) -> list[str]:
    """What no figure tells; from COUNTS."""
    unanswered = status_words.unanswered_sentence(counts)
    return [
        f"Hvor mange som er utsatt i {collaboration(version).them}: undersøkelsene er nasjonale.",
        *texts(partial(warehouse.query, version), "unknown"),
        *([f"Hva som er gjennomført: {wording.uncapitalised(unanswered)}"] if unanswered else []),
    ]


def left_out(limits: pd.DataFrame) -> list[str]:
    """What the plan does not cover, from LIMITS."""
    return [
        f"{wording.capitalised(row.kind)} (avsnitt {row.plan_section}): {wording.uncapitalised(row.theme)}."
        for row in limits.itertuples()
    ]
