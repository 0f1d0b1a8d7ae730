"""Years of the crisis centre, as they came through the gate: added, never changed, and the last of a year holds.

What was counted and is hidden is not among it. What a year holds is the pipeline's (pipelines/centre_year.py), which
reads it; here it is text. It belongs to no plan, and is not taken back: somebody may have seen it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select

from register.database import reading, writing
from register.errors import InvalidError
from register.rights import Rights
from register.schema import centre_years

NEWER = "Noen har lagt inn et år etter at du så hva som ville bli vist. Se på det på nytt. Ingenting er lagret."


@dataclass(frozen=True)
class Year:
    """What may be seen of a year, None where that is told elsewhere, and all that has been shown of it."""

    counts: str | None
    shown: str


@dataclass(frozen=True)
class Entry:
    """What was saved of a year; `saved_at` is UTC."""

    entry_id: int
    year: int
    held: Year
    role: str
    saved_at: datetime


@dataclass(frozen=True)
class Years:
    """What holds of each year, and the number of what was saved last, 0 where nothing was."""

    held: Mapping[int, Year] = field(default_factory=dict)
    last: int = 0
    remembered: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """By year: every `shown` that was saved of it, in their order."""

    @property
    def counts(self) -> dict[int, str]:
        """What may be seen, of the years that it is told of here."""
        return {year: of_it.counts for year, of_it in sorted(self.held.items()) if of_it.counts is not None}


def save(engine: Engine, rights: Rights, years: Mapping[int, Year], submission: str, based_on: int) -> None:
    """All of them or none; of a `submission` that was saved before, nothing more.

    `based_on` is the `last` that they were held against. Raises NotAllowedError, InvalidError or UnavailableError.
    """
    rights.require_crisis_centre()
    with writing(engine) as connection:
        sent = select(centre_years.c.entry_id).where(centre_years.c.submission == submission)
        if connection.execute(sent).first():
            return
        if _last(connection) != based_on:
            raise InvalidError({"": NEWER})
        saved_at = datetime.now(UTC).replace(tzinfo=None)
        of_all = {"role": rights.role, "saved_at": saved_at, "submission": submission}
        rows = [
            {"year": year, "counts": held.counts, "shown": held.shown, **of_all} for year, held in sorted(years.items())
        ]
        connection.execute(insert(centre_years), rows)


def standing(engine: Engine) -> Years:
    """Raises UnavailableError."""
    with reading(engine) as connection:
        return of_connection(connection)


def of_connection(connection: Connection) -> Years:
    """As `standing`, of what a transaction sees."""
    columns = (centre_years.c.year, centre_years.c.counts, centre_years.c.shown)
    held: dict[int, Year] = {}
    remembered: dict[int, list[str]] = {}
    for year, counts, shown in connection.execute(select(*columns).order_by(centre_years.c.entry_id)):
        # What is only remembered of a year, takes nothing of it away.
        held[year] = Year(held[year].counts if counts is None and year in held else counts, shown)
        remembered.setdefault(year, []).append(shown)
    return Years(held, _last(connection), remembered)


def digest(connection: Connection) -> str:
    """The same where the same may be seen; empty where nothing has been handed in."""
    counts = [f"{year} {text}" for year, text in of_connection(connection).counts.items()]
    return hashlib.sha256("\n".join(counts).encode()).hexdigest() if counts else ""


def history(engine: Engine, most: int) -> list[Entry]:
    """The newest first. Raises UnavailableError."""
    found = select(centre_years).order_by(centre_years.c.entry_id.desc()).limit(most)
    with reading(engine) as connection:
        return [
            Entry(row.entry_id, row.year, Year(row.counts, row.shown), row.role, row.saved_at)
            for row in connection.execute(found)
        ]


def _last(connection: Connection) -> int:
    return connection.execute(select(func.coalesce(func.max(centre_years.c.entry_id), 0))).scalar_one()
