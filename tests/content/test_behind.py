"""The numbers behind the measures: those of the catalogue of facts, drawn with their uncertainty, none where there is none."""

import re

from content import warehouse
from content.figures.behind import MEASURE_FACTS, behind
from content.figures.facts import facts


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


def test_a_number_that_is_gone_is_not_told(emptied, reading):
    assert behind(reading(emptied)) == {}
