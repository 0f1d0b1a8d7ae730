"""Single numbers beside each other are bars on one scale where they count the same, and only there."""

import re
from pathlib import Path

import pandas as pd
import pytest

from content import warehouse
from content.figures import facts
from content.look.marks import Count
from dashboard import figures


@pytest.fixture
def version(published: Path, monkeypatch) -> str:
    monkeypatch.setattr(warehouse, "PROCESSED", published)
    return warehouse.version_in_use()


def test_counts_of_the_same_are_bars_on_one_scale(version):
    told = facts.first(version)
    drawn = figures._drawn_beside(told)
    widths = {fact.id: re.findall(r'vnr-count.*width:(.*)%"', drawn(fact)) for fact in told if fact.count}
    assert widths == {"centre_adults": ["100.0"], "centre_children": ["41.4"], "county_cases": []}


@pytest.mark.parametrize("what", ["source_id", "year", "area_code", "category"])
def test_counts_are_unlike_where_one_of_these_differs(version, what):
    rows = warehouse.query(version, facts.FACTS, {})
    row = rows.set_index("fact_id").loc["county_cases"]
    other = pd.concat([row.drop(what), pd.Series({what: 1999})])
    assert Count.of(row).alike != Count.of(other).alike
