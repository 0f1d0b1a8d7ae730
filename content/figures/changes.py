"""What published versions have changed in the numbers: the change log of the data."""

import pandas as pd

from content import wording
from content.figures.shares import short_mark

CHANGES = """
select figure_changes.*, coalesce(indicators.name, indicators.question) as indicator
from marts.figure_changes as figure_changes
left join marts.indicators as indicators using (indicator_id)
order by changed_at desc, indicators.place nulls last, year desc nulls last, category, population, subgroup, sex
limit $most
"""
MOST = 100
"""Changes that are read on a page; the workbook holds all."""
NONE = "Ingen tall er endret siden den første versjonen her ble lagt ut. Endringer som kommer, listes opp."
NOTHING = {"ny": "Ikke her", "borte": "Ikke her lenger"}


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """A line a change, the newest first; from CHANGES. Where it is told as it was, nothing has changed for a reader."""
    told = pd.DataFrame(
        {
            "Lagt ut": [wording.local_day(row.changed_at) for row in rows.itertuples()],
            "Tall": [row.indicator if isinstance(row.indicator, str) else row.category for row in rows.itertuples()],
            "Gjelder": [_what(row) for row in rows.itertuples()],
            "Før": [NOTHING["ny"] if row.kind == "ny" else _told(row, "before") for row in rows.itertuples()],
            "Nå": [NOTHING["borte"] if row.kind == "borte" else _told(row, "now") for row in rows.itertuples()],
        }
    )
    return told[told["Før"] != told["Nå"]]


def _what(row) -> str:
    """«Alvorlig vold fra partner, kvinner, Norge, 2023»."""
    sex = "" if row.sex in ("begge", None) else row.sex
    year = "" if pd.isna(row.year) else f"{row.year:.0f}"
    known = [
        text
        for text in (row.category, row.population, row.subgroup, sex, row.area, year)
        if isinstance(text, str) and text
    ]
    return ", ".join(dict.fromkeys(known))


def _told(row, when: str) -> str:
    reason = getattr(row, f"reason_{when}")
    if isinstance(reason, str):
        return reason
    named = {name: getattr(row, f"{name}_{when}") for name in ("value", "low", "high", "precision", "as_worded")}
    # Of what was told before they were kept, they are empty.
    marks = {name: [getattr(row, f"{name}_{when}") is True] for name in ("is_provisional", "is_unconfirmed")}
    return f"{wording.share(pd.Series(named | {'unit': row.unit}))}{short_mark(pd.DataFrame(marks))}"
