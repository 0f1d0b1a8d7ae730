"""What the numbers are about: a new indicator, one that is there, or a whole table."""

from typing import NamedTuple

from content import publishing
from dashboard import choices, parts
from pipelines.delivered import NOT_HANDED_IN

INDICATORS = "select indicator_id, coalesce(name, question) as name from marts.indicators order by name collate nb"
NEW = "En ny indikator"


class Choice(NamedTuple):
    """One of the two; without either it is an indicator that is new."""

    name: str
    table: str | None = None
    indicator: str | None = None


def choose() -> Choice | None:
    """The choice lives in the address; None until something is chosen."""
    offered = {"ny": Choice(NEW)}
    for row in parts.query(INDICATORS).itertuples():
        offered[f"indikator {row.indicator_id}"] = Choice(row.name, indicator=row.indicator_id)
    for table in publishing.described_tables():
        if table.name not in NOT_HANDED_IN:
            offered[f"tabell {table.name}"] = Choice(f"Hele tabellen «{table.title}»", table=table.name)
    names = {value: choice.name for value, choice in offered.items()}
    (chosen,) = choices.choose({"tall": ("Indikator eller tabell", names)}, ask_first=True)
    return offered[chosen] if chosen else None
