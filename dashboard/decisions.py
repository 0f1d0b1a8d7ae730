"""What needs a decision, and what is not known: on Oversikt, and as the slides that are no figure."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from dashboard import status, status_tables, warehouse, wording
from dashboard.export.words import LINK
from dashboard.figures.sources import source_lines

DATES = "select date_id, date, event, source_id, in_plan, plan_section from marts.plan_dates order by date, date_id"
LIMITS = """
select theme, kind, plan_section, source_id, true as in_plan
from marts.plan_limits
order by kind desc, plan_section
"""
NO_DATES = "Planens datoer er ikke lagt inn. De legges i data/raw/plan_dates.csv."
NO_MEASURES = "Ingen tiltak er lagt inn. De legges i data/raw/measures.csv."
REPORTED = "Status er det kommunene selv har meldt."


def validity(dates: pd.DataFrame) -> str:
    """Until when the plan is valid, and when it is to be revised; rows of DATES."""
    if dates.empty:
        return NO_DATES
    by_id = dates.set_index("date_id")["date"]
    return (
        f"Planperioden går ut {wording.day(by_id['period_ends'])}. "
        f"Revidert plan skal være ferdig {wording.day(by_id['revision_due'])}."
    )


def decisions(dates: pd.DataFrame, is_reported: bool, today: date) -> list[str]:
    """A question each; rows of DATES, and whether any status has been reported. None where there are no dates."""
    if dates.empty:
        return []
    by_id = dates.set_index("date_id")["date"]
    until = {id: f"{wording.day(day)} ({wording.days_until(day, today)})" for id, day in by_id.items()}
    return [
        f"Skal planen forlenges? Den går ut {until['period_ends']}. "
        f"Den reviderte skal være ferdig {until['revision_due']}.",
        f"Hvem skal representere kommunen i den nye arbeidsgruppa? Fristen er {until['group_formed']}.",
        "Hvem skal være koordinator for revisjonen? Kommunedirektørene utpeker.",
        *([] if is_reported else ["Når skal status innhentes? Planen pålegger ingen å rapportere."]),
    ]


def unknown(is_reported: bool) -> list[str]:
    """What no figure tells."""
    return [
        "Hvor mange som er utsatt i de ni kommunene: undersøkelsene er nasjonale.",
        "Omfanget av saker om æresrelatert vold i kommunene: «Vi kjenner ikke omfanget», skriver planen "
        "(avsnitt 3.6.1).",
        *([] if is_reported else ["Hva som er gjennomført: status er ikke innhentet ennå."]),
    ]


def left_out(limits: pd.DataFrame) -> list[str]:
    """What the plan does not cover, from LIMITS."""
    return [
        f"{wording.capitalised(row.kind)} (avsnitt {row.plan_section}): {wording.uncapitalised(row.theme)}."
        for row in limits.itertuples()
    ]


def _status(version: str, today: date) -> dict:
    progress = warehouse.query(version, status.PROGRESS, {"today": today} | status.EVERY_MEASURE)
    if progress.empty:
        return _words((NO_MEASURES,), ())
    counts = warehouse.query(version, status.COUNTS, {"today": today})
    return {
        "scope": f"Alle tiltakene i de ni kommunene, per {wording.day(today)}.",
        "table": status_tables.overview_table(progress),
        "sources": (*_sources(version, progress), REPORTED),
        "can_say": (status.counts_sentence(counts), status.unreported_sentence(counts)),
        "cannot_say": ("Hvor godt det som er meldt gjennomført, virker: det er kommunenes egen melding.",),
    }


def _missing(version: str, today: date) -> dict:
    counts, limits = warehouse.query(version, status.COUNTS, {"today": today}), warehouse.query(version, LIMITS)
    told = (
        *([status.unreported_sentence(counts)] if counts["tasks"].iloc[0] else []),
        *unknown(bool(counts["reported"].iloc[0])),
        *left_out(limits),
    )
    return _words(told, (*_sources(version, limits), REPORTED), today)


def _decisions(version: str, today: date) -> dict:
    counts, dates = warehouse.query(version, status.COUNTS, {"today": today}), warehouse.query(version, DATES)
    told = tuple(decisions(dates, bool(counts["reported"].iloc[0]), today)) or (NO_DATES,)
    return _words(told, _sources(version, dates), today)


def _words(told: tuple[str, ...], sources: tuple[str, ...], today: date | None = None) -> dict:
    scope = f"De ni kommunene, per {wording.day(today)}." if today else ""
    return {"scope": scope, "bullets": told, "can_say": told, "sources": sources}


def _sources(version: str, rows: pd.DataFrame) -> tuple[str, ...]:
    """The source lines of rows of the plan, without addresses: nobody follows a link on a wall."""
    return tuple("Kilde: " + LINK.sub(r"\1", line) for line in source_lines(version, rows)) if len(rows) else ()


WORDS: dict[str, tuple[str, Callable[[str, date], dict]]] = {
    "status": ("Hvor langt er tiltakene kommet?", _status),
    "mangler": ("Hva vet vi ikke, og hva dekker ikke planen?", _missing),
    "beslutning": ("Hva trenger en beslutning?", _decisions),
}
"""The slides that are no figure: title, and what makes those fields of theirs that are not empty."""
