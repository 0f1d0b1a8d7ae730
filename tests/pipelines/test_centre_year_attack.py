"""The attack on the gate (test_gate_attack.py) over the page's way: a filled sheet and what has been shown in, what is
saved and what has been shown then out, through a real register.

Every year of one use over some parts and elsewhere, corrected to every other with one cell changed at a time: what may
be seen of each is held against the rule as it is told there, and attacked. What else the page can be given (a memory of
the command's, a year taken back) is tried at the end.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pytest
from sqlalchemy import Engine
from test_gate_attack import (
    BY_DAY,
    HOMES,
    NAMES,
    WHOLE,
    Year,
    corrections_of,
    found_out_together,
    levels,
    spread,
    view,
)

from attacker import USES
from pipelines.build import RAW
from pipelines.centre_year import rows_before, seen, to_save
from pipelines.gate import columns
from pipelines.table import Table
from proofs import some
from register.centre_years import save, standing
from register.database import open_register
from register.rights import Rights

CENTRE = Rights("Krisesenterets leder", is_crisis_centre=True)
FIRST = 10_000
"""The number of the first year that is tried; each sequence of corrections is a year of its own."""
IN_SHEET = {
    "Voksne beboere": USES[0],
    "Opphold voksne": USES[1],
    "Barn beboere": USES[2],
    "Opphold barn": USES[3],
    "Dagbrukere": USES[4],
    "Dagbesøk": USES[5],
}


@pytest.fixture
def register(tmp_path) -> Iterable[Engine]:
    engine = open_register(f"sqlite:///{tmp_path}/register.sqlite")
    yield engine
    engine.dispose()


def sheet(years: dict[int, Year]) -> Table:
    header = columns(RAW)
    rows = [
        [str(at), name, *(_cell(year.get(IN_SHEET[column], {}).get(area)) for column in header[2:])]
        for at, year in years.items()
        for area, name in zip((WHOLE, *HOMES), NAMES, strict=True)
    ]
    return Table.of("crisis_centre_year", "krisesenteret.csv", header, rows)


def _cell(amount: int | None) -> str | None:
    return None if amount is None else str(amount)


def hand_in(register: Engine, tables: list[Table], years: dict[int, Year]) -> dict[int, dict]:
    """As the page does; what may be seen of each year then."""
    found = seen(sheet(years), tables, standing(register))
    save(register, CENTRE, to_save(found), str(uuid.uuid4()), found.based_on)
    return views(register, tables)


def views(register: Engine, tables: list[Table]) -> dict[int, dict]:
    return {at: _view(rows) for at, rows in rows_before(tables, standing(register)).items()}


def _view(rows: Sequence) -> dict:
    return {((group, use), area): reason or int(amount) for area, group, use, amount, reason in rows}


# Over how many parts how many are spread at most, and how often they are corrected.
CORRECTED = some([(2, 8, 1), (1, 8, 2)], [(3, 12, 1), (2, 10, 2)])


@pytest.mark.parametrize(("parts", "most", "times"), CORRECTED)
def test_who_has_kept_all_that_the_page_has_shown_works_nothing_out(register, tables, parts, most, times):
    years = [{BY_DAY: counts} for counts in spread(parts, most)]
    after = corrections_of(years, most)
    sequences = [(number,) for number in range(len(years))]
    for _ in range(times):
        sequences = [(*before, number) for before in sequences for number in after[before[-1]]]
    shown = [
        hand_in(register, tables, {FIRST + at: years[numbers[time]] for at, numbers in enumerate(sequences)})
        for time in range(times + 1)
    ]
    groups, ways = defaultdict(list), Counter()
    for at, numbers in enumerate(sequences):
        told = [of_time[FIRST + at] for of_time in shown]
        at_levels = levels([years[number] for number in numbers])
        assert told == [view(years[number], at) for number, at in zip(numbers, at_levels, strict=True)]
        groups[tuple(frozenset(one.items()) for one in told)].append(numbers)
        ways[tuple(at_levels)] += 1
    assert {way[-1] for way in ways} >= {"nothing", "whole"} and len(ways) > 3, ways
    assert found_out_together(groups, years, most) == set()
