"""What Oversikt says first: when the plan is to be revised, and how far its tasks have come."""

from datetime import date

import pandas as pd

from content import warehouse, wording
from content.plan.decisions import DATES, NO_MEASURES
from content.status.queries import COUNTS

REVISION = "revision_due"


def told(version: str, today: date) -> str:
    """The headline of one version."""
    dates, counts = warehouse.query(version, DATES), warehouse.query(version, COUNTS, {"today": today})
    return headline(dates, counts, today)


def headline(dates: pd.DataFrame, counts: pd.DataFrame, today: date) -> str:
    """Rows of DATES and of COUNTS."""
    told = [*filter(None, [revision(dates, today)]), _done(counts)]
    return wording.capitalised(", og ".join(told)) if counts["tasks"].iloc[0] else NO_MEASURES


def revision(dates: pd.DataFrame, today: date) -> str:
    """«planen skal være revidert om 38 dager»; empty where nobody says when; rows of DATES."""
    found = dates.loc[dates["date_id"] == REVISION, "date"]
    if found.empty:
        return ""
    due = found.iloc[0]
    verb = "skal være" if due.date() >= today else "skulle vært"
    return f"planen {verb} revidert {wording.days_until(due, today)}"


def _done(counts: pd.DataFrame) -> str:
    """A share is of those that have been answered."""
    row = counts.iloc[0]
    if row["reported"] == 0:
        return f"ingen av de {row['tasks']} oppgavene har fått svar"
    of = f"{row['tasks']} oppgaver" if row["reported"] == row["tasks"] else f"{row['reported']} besvarte oppgaver"
    return f"{row['done'] or 'ingen'} av {of} er gjennomført"
