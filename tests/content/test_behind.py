"""The numbers behind the measures: those of the catalogue of facts, drawn with their uncertainty, none where there is none."""

import re

import pytest

from content import warehouse
from content.figures.behind import MEASURE_FACTS, behind
from content.figures.facts import facts
from content.figures.small_series import years_around


def test_every_measure_has_its_numbers_with_the_words_of_the_data(published, reading):
    version = reading(published)
    told, known = behind(version), {fact.id: fact for fact in facts(version)}
    assert sorted(set(range(1, 17)) - told.keys()) == [7, 10, 15, 16]
    for row in warehouse.query(version, MEASURE_FACTS).itertuples():
        fact, cell = known[row.fact_id], told[row.measure_no]
        assert re.search(f"<b>{re.escape(fact.value)}</b> {re.escape(row.short)}", cell, re.IGNORECASE)
        assert f"{fact.sentence} {fact.caveat}" in cell
        assert ("vnr-strip" in cell) == (fact.mark is not None)


def test_shares_of_women_and_men_stand_on_one_strip(published, reading):
    cell = behind(reading(published))[8]
    assert cell.count("vnr-strip") == 1 and len(re.findall("vnr-point", cell)) == 2
    assert "<b>Én av ti</b> kvinner og <b>3\u00a0%</b> av mennene, alvorlig vold fra partner</span>" in cell


@pytest.mark.parametrize(
    ("measure_no", "years", "broken", "unsure"),
    [
        (11, [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024], [2021], [2024]),
        (12, [2015, 2018, 2019, 2020, 2021, 2022, 2023, 2024], [2021], [2024]),
        (14, list(range(2015, 2024)), [], []),
    ],
)
def test_a_count_stands_among_its_years(published, reading, measure_no, years, broken, unsure):
    """Each bar in the place of its year; what was counted anew in the old way is none of them."""
    cell = behind(reading(published))[measure_no]
    first, wide = min(years), 100 / (max(years) - min(years) + 1)
    bars = re.findall(r'<i class="([^"]*)" style="left:([\d.]+)%;width:[\d.]+%;height:(\d+)%">', cell)
    assert [first + round(float(left) / wide) for _, left, _ in bars] == years
    assert [year for year, (kind, _, _) in zip(years, bars, strict=True) if kind == "vnr-unsure"] == unsure
    assert max(int(height) for _, _, height in bars) == 100
    assert [first + round(float(left) / wide) for left in re.findall(r'<s style="left:([\d.]+)%', cell)] == broken
    assert f"<small>{first}</small><small>{max(years)}</small>" in cell


def test_a_count_without_other_years_has_no_picture(published, reading):
    version = reading(published)
    drawn = {fact.id: years_around(version, fact) for fact in facts(version)}
    assert drawn["tryggest"] == drawn["centre_adults"] == drawn["youth_severe"] == ""
    assert drawn["children_at_centres"] and drawn["adults_at_centres"]
    assert drawn["children_at_centres"] != drawn["adults_at_centres"]


def test_a_number_that_is_gone_is_not_told(emptied, reading):
    assert behind(reading(emptied)) == {}
