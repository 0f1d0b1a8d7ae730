"""What a version changes in the numbers of the one before it: new, changed and gone, by rule, and nothing hidden."""

from pathlib import Path

import duckdb
import pytest

from content import warehouse
from content.figures.changes import CHANGES, MOST, table
from pipelines.changes import keep_changes
from pipelines.publish import current_version, publish
from plants import add, estimate, observation

NEW = {
    "observation_id": "girls_2024",
    "indicator_id": "ungvold_any_2023",
    "source_id": "nova_ungvold_2023",
    "area_code": "0",
    "year": "2024",
    "recall_period": "i oppveksten",
    "population": "elever i videregående skole",
    "sex": "jenter",
    "age_from": "16",
    "age_to": "19",
    "category": "Minst ett tilfelle av seksuell vold",
    "value": "31",
    "precision": "eksakt",
    "wording": "31 prosent",
    "is_provisional": "nei",
    "is_unconfirmed": "nei",
    "in_plan": "nei",
}


@pytest.fixture
def published_of(built, tmp_path):
    """A function that publishes the shipped data with some changes, as a build does; returns the rows of the log."""

    def publish_changed(changes=None) -> list[tuple]:
        connection = built(changes)
        keep_changes(connection, tmp_path)
        publish(connection, tmp_path, "0" * 16)
        return log(tmp_path)

    return publish_changed


def log(out: Path) -> list[tuple]:
    with duckdb.connect(str(out / current_version(out)), read_only=True) as connection:
        return connection.execute(
            "select kind, observation_id, value_before, value_now from marts.figure_changes order by changed_at, observation_id"
        ).fetchall()


def test_the_first_version_changes_nothing_and_the_same_again_neither(published_of):
    assert published_of() == []
    assert published_of() == []


def test_new_changed_and_gone_are_told_with_both_values_and_stay_told(published_of):
    published_of()
    changed = [("endret", "ungvold_any_2023", 25.0, 26.0)]
    assert published_of(observation("ungvold_any_2023", value="26", as_worded="")) == changed
    more = [("ny", "girls_2024", None, 31.0), ("endret", "ungvold_any_2023", 26.0, 25.0)]
    assert published_of({"observations": add(**NEW)}) == changed + more
    assert published_of() == changed + more + [("borte", "girls_2024", 31.0, None)]


def test_words_of_the_source_are_a_change_too(published_of):
    published_of()
    assert published_of(observation("ungvold_any_2023", as_worded="omtrent én av fire")) == [
        ("endret", "ungvold_any_2023", 25.0, 25.0)
    ]


def test_how_exactly_it_is_told_is_a_change_too(published_of):
    published_of()
    assert published_of(observation("ungvold_penetration_2023_boys", precision="om lag")) == [
        ("endret", "ungvold_penetration_2023_boys", 4.0, 4.0)
    ]


def test_a_number_of_people_below_the_country_is_not_told_unless_the_plan_prints_it(published_of):
    """What is hidden from now on must not be read beside what was shown before."""
    local = NEW | {"area_code": "3403"}
    published_of()
    assert published_of({"observations": add(**local)}) == []
    assert published_of({"observations": add(**local | {"value": "32"})}) == []
    assert published_of() == []


def test_what_was_told_goes_when_the_number_may_not_be_told_any_more(published_of):
    published_of()
    assert [kind for kind, *_ in published_of({"observations": add(**NEW)})] == ["ny"]
    assert published_of({"observations": add(**NEW | {"area_code": "3403"})}) == []


def test_a_version_that_nobody_can_read_or_from_before_changes_were_kept_tells_nothing(published_of, tmp_path):
    published_of()
    file = tmp_path / current_version(tmp_path)
    with duckdb.connect(str(file)) as connection:
        connection.execute("drop table marts.figure_changes")
    assert published_of(observation("ungvold_any_2023", value="26", as_worded="")) == [
        ("endret", "ungvold_any_2023", 25.0, 26.0)
    ]
    (tmp_path / current_version(tmp_path)).write_bytes(b"")
    assert published_of() == []


def test_a_page_tells_them_in_words(published_of, reading, tmp_path):
    published_of()
    version = reading(tmp_path)
    assert warehouse.query(version, CHANGES, {"most": MOST}).empty
    published_of(observation("ungvold_any_2023", as_worded="omtrent én av fire"))
    [row] = table(warehouse.query(reading(tmp_path), CHANGES, {"most": MOST})).to_dict("records")
    assert (row["Før"], row["Nå"]) == ("rundt én av fire", "omtrent én av fire")
    assert row["Gjelder"] == "Minst ett tilfelle av seksuell vold, elever i videregående skole, Norge, 2023"


def test_what_is_provisional_or_not_confirmed_is_marked_and_told_when_it_is_so_no_more(published_of, reading, tmp_path):
    def told() -> list[tuple]:
        rows = table(warehouse.query(reading(tmp_path), CHANGES, {"most": MOST}))
        return list(rows[["Før", "Nå"]].itertuples(index=False, name=None))

    published_of()
    changed = {"value": "26", "as_worded": None}
    published_of(observation("ungvold_any_2023", **changed, is_provisional="ja", is_unconfirmed="ja"))
    first = ("rundt én av fire", "rundt 26\u00a0% (foreløpig, ikke bekreftet)")
    assert told() == [first]
    published_of(observation("ungvold_any_2023", **changed, is_provisional="ja"))
    assert told() == [(first[1], "rundt 26\u00a0% (foreløpig)"), first]


def test_what_is_told_as_before_is_no_line(published_of, reading, tmp_path):
    published_of()
    change = observation("ungvold_penetration_2023_boys", low="3")
    assert [kind for kind, *_ in published_of(change)] == ["endret"]
    assert table(warehouse.query(reading(tmp_path), CHANGES, {"most": MOST})).empty


def test_which_part_of_the_population_a_change_is_of_is_told(published_of, reading, tmp_path):
    """Of two shares of one survey, the log says which has changed."""
    published_of()
    published_of(estimate("disability_2018", percent="11"))
    [row] = table(warehouse.query(reading(tmp_path), CHANGES, {"most": MOST})).to_dict("records")
    assert "personer med funksjonsnedsettelse" in row["Gjelder"]
