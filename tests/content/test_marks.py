"""What is provisional or not confirmed is marked in all that a figure says, whatever table it stands in."""

import pytest

from content import warehouse
from content.figures.catalogue import every
from content.figures.figure import PROVISIONAL, UNCONFIRMED, show
from pipelines.publish import publish

MARKED = {
    "is_provisional": ("prevalence", "observations", "crisis_centre_use", "advisory_cases"),
    "is_unconfirmed": ("observations", "crisis_centre_use", "advisory_cases"),
}
"""Column → the tables that have it."""
WORDS = {"is_provisional": PROVISIONAL, "is_unconfirmed": UNCONFIRMED}
NOT_MARKED = {"over_time", "homicides", "youth_severity", "youth_acts"}
"""Of tables that have no such column, and of words without a number."""


@pytest.mark.parametrize("column", MARKED)
def test_every_figure_of_marked_numbers_says_so_in_heading_sentence_and_table(built, tmp_path, monkeypatch, column):
    every_row = {table: lambda rows: [row | {column: "ja"} for row in rows] for table in MARKED[column]}
    connection = built(every_row)
    publish(connection, tmp_path, "0" * 16)
    monkeypatch.setattr(warehouse, "PROCESSED", tmp_path)
    version = warehouse.version_in_use()
    of_plans_surveys = connection.execute("select indicator_id from marts.prevalence where indicator_id is not null")
    unmarked = {id for (id,) in of_plans_surveys.fetchall()} if "prevalence" not in MARKED[column] else set()
    seen = 0
    for id, figure in every(version).items():
        shown = show(figure, version)
        if id in NOT_MARKED | unmarked or shown is None:
            continue
        seen += 1
        word = WORDS[column].lower()
        assert word.split(":")[0].split()[0] in shown.finding.text, id
        assert word in shown.can_say[0], id
        assert word in shown.alt, id
        assert shown.table.map(lambda cell: WORDS[column] in str(cell)).any(axis=None), id
    assert seen > 40


def test_what_is_left_is_as_uncertain_as_what_it_is_worked_out_from(built):
    def one_of_adults(rows):
        return [row | {"is_provisional": "ja"} if row["cases"] == "165" else row for row in rows]

    select = "select age_group, is_provisional from marts.advisory_cases where is_derived and in_plan order by all"
    found = built({"advisory_cases": one_of_adults}).execute(select).fetchall()
    assert found == [("under 18 år", False), ("voksne", True)]
