"""The attack on the gate (test_gate_attack.py) over the page's way: a filled sheet and what has been shown in, what is
saved and what has been shown then out, through a real register.

Every year of one use over some parts and elsewhere, corrected to every other with one cell changed at a time: what may
be seen of each is held against the rule as it is told there, and attacked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from test_gate_attack import BY_DAY, corrections_of, found_out_together, levels, spread, view

from centre_page import hand_in, views
from proofs import some
from register.database import open_register

FIRST = 10_000
"""The number of the first year that is tried; each sequence of corrections is a year of its own."""


@pytest.fixture
def register(tmp_path) -> Iterator[Engine]:
    engine = open_register(f"sqlite:///{tmp_path}/register.sqlite")
    yield engine
    engine.dispose()


# Over how many parts how many are spread at most, and how often they are corrected.
CORRECTED = some([(2, 8, 1), (1, 8, 2)], [(3, 12, 1), (2, 10, 2)])


@pytest.mark.parametrize(("parts", "most", "times"), CORRECTED)
def test_who_has_kept_all_that_the_page_has_shown_works_nothing_out(register, tables, parts, most, times):
    years = [{BY_DAY: counts} for counts in spread(parts, most)]
    after = corrections_of(years, most)
    sequences = [(number,) for number in range(len(years))]
    for _ in range(times):
        sequences = [(*before, number) for before in sequences for number in after[before[-1]]]
    shown = []
    for time in range(times + 1):
        hand_in(register, tables, {FIRST + at: years[numbers[time]] for at, numbers in enumerate(sequences)})
        shown.append(views(register, tables))
    groups, ways = defaultdict(list), Counter()
    for at, numbers in enumerate(sequences):
        told = [of_time[FIRST + at] for of_time in shown]
        at_levels = levels([years[number] for number in numbers])
        assert told == [view(years[number], at) for number, at in zip(numbers, at_levels, strict=True)]
        groups[tuple(frozenset(one.items()) for one in told)].append(numbers)
        ways[tuple(at_levels)] += 1
    assert {way[-1] for way in ways} >= {"nothing", "whole"} and len(ways) > 3, ways
    assert found_out_together(groups, years, most) == set()
