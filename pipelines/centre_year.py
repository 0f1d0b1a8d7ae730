"""The crisis centre's year from a page: what of a filled sheet may be seen, beside all that has been seen of it.

As the gate's command (pipelines/gate.py), but all in memory: of the sheet nothing is kept, and what has been shown is
remembered in the register, beside what may be seen (register/centre_years.py). A year that was handed in counts as
seen: it can be corrected, and not be taken back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines import gate_memory
from pipelines.delivered import GATED, CentreYears
from pipelines.gate import gate, table_of
from pipelines.gate_memory import HIDDEN, NOTHING, UNKNOWN, Outcome, Shown, as_far_as_known, together
from pipelines.mistakes import Mistake, RawDataError
from pipelines.table import Table
from register.centre_years import Year, Years

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""What a year of a memory that is handed in may be."""


@dataclass(frozen=True)
class Seen:
    """What would be seen of each year of a sheet, and of what it was judged by. No count that is hidden is in it."""

    rows: CentreYears
    outcomes: Mapping[int, Outcome]
    before: Mapping[int, Shown]
    """All that has been shown of any year."""
    based_on: int
    """The `last` of the register's years."""


def seen(sheet: Table, shared: list[Table], years: Years) -> Seen:
    """`shared` are the tables of the raw data, and `years` what the register holds. Raises RawDataError."""
    before = shown_before(shared, years)
    rows, outcomes = gate([sheet], shared, before)
    by_year: dict[int, list[list[str | None]]] = {year: [] for year in outcomes}
    for year, *cells in rows:
        by_year[year].append([None if cell is None else str(cell) for cell in cells])
    return Seen(by_year, outcomes, before, years.last)


def to_save(found: Seen) -> dict[int, Year]:
    return {
        year: Year(json.dumps(found.rows[year], ensure_ascii=False), _as_text(year, outcome.shown))
        for year, outcome in found.outcomes.items()
    }


def shown_before(shared: list[Table], years: Years) -> dict[int, Shown]:
    """All that has been shown of each year, on the page and in the file that the command writes."""
    remembered = {year: _of_text(year, held.shown) for year, held in years.held.items()}
    return as_far_as_known(table_of(shared, GATED).rows, remembered)


def rows_before(shared: list[Table], years: Years) -> dict[int, list[list[str | None]]]:
    """What is seen of each year now."""
    rows: dict[int, list[list[str | None]]] = {}
    for year, *cells in table_of(shared, GATED).rows:
        rows.setdefault(int(year), []).append(cells)
    return rows | {year: json.loads(text) for year, text in years.counts.items()}


def with_memory(content: bytes, years: Years) -> dict[int, Year]:
    """What is to be saved of a memory that the command has written, where it tells anything new. Raises RawDataError.

    A year that both have shown, each in its own way, is hidden.
    """
    found = {}
    told = gate_memory.of_text(content)
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in told):
        raise RawDataError([Mistake(gate_memory.FILE, gate_memory.UNREADABLE, gate_memory.FIND_IT)])
    for year, shown in told.items():
        if shown in [_of_text(year, text) for text in years.remembered.get(year, ())]:
            # The register has known it, and what followed.
            continue
        held = years.held.get(year)
        both = together(_of_text(year, held.shown), shown) if held else shown
        counts = _hidden(held.counts) if held and held.counts and both == UNKNOWN else None
        found[year] = Year(counts, _as_text(year, both))
    return found


def level(year: int, held: Year) -> int:
    """At which level a year was shown when it was saved so."""
    shown = _of_text(year, held.shown)
    return NOTHING if shown.is_hidden else shown.level


def is_unknown(year: int, held: Year) -> bool:
    """Is it not known what has been shown of it?"""
    return _of_text(year, held.shown) == UNKNOWN


def _hidden(counts: str) -> str:
    return json.dumps([[*about, None, HIDDEN] for *about, _, _ in json.loads(counts)], ensure_ascii=False)


def _as_text(year: int, shown: Shown) -> str:
    return gate_memory.as_text({year: shown})


def _of_text(year: int, text: str) -> Shown:
    return gate_memory.of_text(text)[year]
