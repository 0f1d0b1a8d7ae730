"""The dates of the plan from today to the last adoption, as HTML: a list that is drawn as a line."""

import html
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from content import warehouse, wording
from content.collaboration import Collaboration, collaboration
from content.plan import decisions

ADOPTIONS = "select * from marts.plan_adoptions"
ENDS, DUE = "period_ends", "revision_due"
LEAST, MOST = 1, 4
"""How wide a stretch of the line may be against the others: each has room for its words."""


class Stop(NamedTuple):
    """A day of the line, and the stretch from it on."""

    day: date
    what: str
    kind: str
    """Within the plan's period, between two plans, or after the last date."""
    width: float
    """Against the others."""
    is_today: bool


def stops(dates: pd.DataFrame, today: date) -> list[Stop]:
    """Rows of decisions.DATES, and today among them; none where no date is known."""
    if dates.empty:
        return []
    points = {day.date(): list(rows.itertuples()) for day, rows in dates.groupby("date")}
    points.setdefault(today, [])
    by_id = {row.date_id: row.date.date() for row in dates.itertuples()}
    days = sorted(points)
    lengths = [(after - day).days for day, after in pairwise(days)]
    widths = [min(max(MOST * length / max(lengths), LEAST), MOST) for length in lengths]
    return [
        Stop(day, " ".join(f"{event.event}." for event in points[day]), _kind(day, by_id), width, day == today)
        for day, width in zip(days, [*widths, LEAST], strict=True)
    ]


def drawn(version: str, today: date) -> str:
    """HTML of the dates in one version; empty where no date is known."""
    dates, adopted = (warehouse.query(version, sql) for sql in (decisions.DATES, ADOPTIONS))
    return time_line(dates, adopted, collaboration(version), decisions.validity(dates), today)


def time_line(dates: pd.DataFrame, adoptions: pd.DataFrame, names: Collaboration, whose: str, today: date) -> str:
    """`dates` of decisions.DATES, `adoptions` of marts.plan_adoptions; `whose` says by whose word the plan ends.

    Empty where no date is known.
    """
    found = stops(dates, today)
    if not found:
        return ""
    items = [_item(stop, today) for stop in found]
    return (
        '<section class="vnr-dates" aria-label="Frister"><ol>'
        f"{''.join(items)}{_adoptions(adoptions, names)}</ol><p>{html.escape(whose)}</p></section>"
    )


def _kind(day: date, by_id: dict[str, date]) -> str:
    """How the stretch from a day is drawn: within the plan's period, between two plans, or after the last date."""
    if DUE in by_id and day >= by_id[DUE]:
        return "after"
    return "between" if ENDS in by_id and day >= by_id[ENDS] else "within"


def _item(stop: Stop, today: date) -> str:
    when = "I dag" if stop.is_today else wording.day(stop.day)
    near = wording.day(stop.day) if stop.is_today else wording.days_until(stop.day, today)
    kind = f"vnr-{stop.kind}{' vnr-now' if stop.is_today else ''}"
    return (
        f'<li class="{kind}" style="flex-grow:{stop.width:.2f}"><b>{when}</b> <span>{near}</span><br>'
        f"{html.escape(stop.what)}</li>"
    )


def _adoptions(adoptions: pd.DataFrame, names: Collaboration) -> str:
    """How many have adopted the plan that follows, as far as it is entered."""
    entered = int(adoptions["adopted_on"].notna().sum())
    boxes = '<i class="vnr-adopted"></i>' * entered + "<i></i>" * (len(adoptions) - entered)
    told = f"{entered} av {len(adoptions)} er ført" if entered else "Ingen dato er ført"
    return (
        f'<li class="vnr-adoptions"><span aria-hidden="true">{boxes}</span>'
        f"<b>Vedtak i {names.counted}</b><br>{told}</li>"
    )
