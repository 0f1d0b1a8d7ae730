"""The crisis centre's page without a page: a sheet is handed in to a register, and what may be seen of it then."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from attacker import HOMES, USES, WHOLE
from pipelines.build import RAW
from pipelines.centre_year import Seen, rows_before, seen, to_save, with_memory
from pipelines.gate import columns
from pipelines.table import Table
from register.centre_years import save, standing
from register.rights import Rights

CENTRE = Rights("Krisesenterets leder", is_crisis_centre=True)
NAMES = "Hele senteret;Hamar;Ringsaker;Stange;Elverum;Løten;Trysil;Våler;Åmot;Engerdal".split(";")
COLUMNS = ("Voksne beboere", "Opphold voksne", "Barn beboere", "Opphold barn", "Dagbrukere", "Dagbesøk")
"""In the order of USES."""


def sheet(years: Mapping[int, Mapping]) -> Table:
    """Of counts by year, use and area."""
    header, use_of = columns(RAW), dict(zip(COLUMNS, USES, strict=True))
    rows = [
        [str(at), name, *(_cell(year.get(use_of[column], {}).get(area)) for column in header[2:])]
        for at, year in years.items()
        for area, name in zip((WHOLE, *HOMES), NAMES, strict=True)
        if any(area in counts for counts in year.values())
    ]
    return Table.of("crisis_centre_year", "krisesenteret.csv", header, rows)


def _cell(amount: int | None) -> str | None:
    return None if amount is None else str(amount)


def hand_in(register: Engine, tables: list[Table], years: Mapping[int, Mapping]) -> Seen:
    """As the page does when the button is pressed."""
    found = seen(sheet(years), tables, standing(register))
    save(register, CENTRE, to_save(found), str(uuid.uuid4()), found.based_on)
    return found


def remember(register: Engine, memory: bytes) -> list[int]:
    """As the page does with what the command remembers; the years it tells anything new of."""
    now = standing(register)
    if found := with_memory(memory, now):
        save(register, CENTRE, found, str(uuid.uuid4()), now.last)
    return sorted(found)


def views(register: Engine, tables: list[Table]) -> dict[int, dict]:
    """What may be seen of each year: by use and area an amount, or why there is none."""
    return {at: view_of(rows) for at, rows in rows_before(tables, standing(register)).items()}


def view_of(rows: Sequence[Sequence]) -> dict:
    return {((group, use), area): reason or int(amount) for area, group, use, amount, reason in rows}
