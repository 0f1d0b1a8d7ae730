"""Single numbers beside each other are bars on one scale where they count the same, and only there."""

import re
from pathlib import Path

import pandas as pd
import pytest

from content import warehouse
from content.figures import facts
from content.figures.catalogue import every
from content.figures.figure import show
from content.look.marks import Count
from dashboard import figures, markup


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


def test_a_number_of_the_whole_country_is_seen_to_be_one(version):
    """It is the first that is said, and set apart; of a county, a municipality and the centre it is not said."""
    [country] = warehouse.query(version, "select area from marts.areas where area_type = 'land'")["area"]
    areas = "select indicator_id, min(area_type) as least, max(area_type) as most from marts.observations "
    areas += "inner join marts.areas using (area_code) group by all"
    whose = warehouse.query(version, areas).dropna().set_index("indicator_id")
    told = {
        id: shown.scope for id, one in every(version).items() if (shown := show(one, version)) and id in whose.index
    }
    tag = re.compile(r'<p class="vnr-scope"><b>Hele landet( \d{4})?</b><span class="vnr-unseen">\.</span> [A-ZÆØÅ]')
    national = {id for id, scope in told.items() if tag.match(markup.scope(scope))}
    assert national == {id for id in told if whose["least"][id] == whose["most"][id] == "land"}
    assert 10 < len(national) < len(told)
    assert not [scope for scope in told.values() if country in scope or scope.count("Hele landet") > 1]
