"""What the SQL makes of words: numbers that are spelled, and the names of licences."""

import duckdb
import pytest

from pipelines.build import SQL


@pytest.fixture(scope="module")
def asked():
    connection = duckdb.connect()
    connection.execute((SQL / "functions.sql").read_text(encoding="utf-8"))
    return lambda expression, *values: connection.execute(f"select {expression}", values).fetchone()[0]


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        ("Seks prosent av kvinnene", 6),
        ("Fem prosent", 5),
        ("syv barn", 7),
        ("sju barn", 7),
        ("tyve personer", 20),
        ("tjue personer", 20),
        ("Tretti prosent", 30),
        ("ingen, null", 0),
        ("seks av ti elever", 60),
        ("seks av ti kommuner", 6),
        ("Én av sju", 14.3),
        ("en av tre", 33.3),
        ("halvparten", 50),
        ("en økning fra tre til fire prosent", 4),
        ("en økning på 1 200", 1200),
    ],
)
def test_a_text_carries_a_number_that_it_spells(asked, wording, number):
    assert asked("carries_number(?, ?::double)", wording, number) is True


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        ("Seksten prosent", 6),
        ("seks av ti elever", 10),
        ("én av fem", 5),
        ("én av sju", 7),
        ("en undersøkelse", 1),
        ("seks prosent", 7),
        ("seks prosent", 6.5),
        ("halvparten", 5),
    ],
)
def test_a_text_does_not_carry_another_number(asked, wording, number):
    assert asked("carries_number(?, ?::double)", wording, number) is False


@pytest.mark.parametrize(
    ("licence", "is_open"),
    [
        ("CC BY 4.0", True),
        ("CC-BY-4.0", True),
        ("CC0", True),
        ("CC0 1.0", True),
        ("NLOD 2.0", True),
        ("NLOD", True),
        ("CC BY-NC 4.0", False),
        ("Alle rettigheter forbeholdt", False),
        ("ikke CC0", False),
        (None, False),
    ],
)
def test_a_licence_for_open_data_is_known_by_its_name(asked, licence, is_open):
    assert asked("is_open_data(?)", licence) is is_open
