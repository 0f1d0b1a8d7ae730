"""Worked examples: national shares times the people who live here, as bands that hold what is uncertain."""

import math

import duckdb
import pytest

from pipelines.build import SQL
from plants import estimate, survey
from showing import shown_on

BANDS = "select * from marts.worked_examples where area_code = $area"
LARGE = {"Hamar", "Ringsaker", "Stange", "Elverum"}


@pytest.fixture(scope="module")
def functions():
    connection = duckdb.connect()
    connection.execute((SQL / "functions.sql").read_text(encoding="utf-8"))
    return connection


def band(functions, persons, percent, low, high):
    return functions.execute(
        """select
            coarse_low(example_low($1, $2, $3), example_high($1, $2, $4)),
            coarse_high(example_high($1, $2, $4))""",
        [persons, percent, low, high],
    ).fetchone()


def test_a_small_population_makes_a_wide_band(functions):
    # 19 % of 54 young people is about ten, and may by chance alone be five or sixteen.
    assert band(functions, 54, 19.0, 18.2, 19.8) == (5, 16)


def test_a_large_population_leaves_the_uncertainty_of_the_share(functions):
    low, high = band(functions, 1_000_000, 10.0, 9.0, 11.0)
    assert (low, high) == (80_000, 120_000)


def test_nobody_is_no_negative_number(functions):
    assert band(functions, 20, 1.0, 0.5, 2.0)[0] == 0


def test_a_range_without_a_point_keeps_both_its_ends(functions):
    assert band(functions, 10_000, None, 5.0, 7.0) == (450, 750)


@pytest.mark.parametrize(
    ("percent", "as_worded", "least", "most"),
    [(9.2, None, 9.15, 9.25), (3, None, 2.5, 3.5), (10, "én av ti", 9.52, 10.53), (33.3, "én av tre", 28.5, 40.0)],
)
def test_a_printed_share_is_as_fine_as_it_is_printed(functions, percent, as_worded, least, most):
    query = "select least_printed_so($1, $2), most_printed_so($1, $2)"
    assert functions.execute(query, [percent, as_worded]).fetchone() == pytest.approx((least, most), abs=0.05)


def rows(connection, area="ni_kommuner") -> dict[str, dict]:
    found = connection.execute(BANDS, {"area": area})
    names = [column[0] for column in found.description]
    return {row["estimate_id"]: row for row in (dict(zip(names, values, strict=True)) for values in found.fetchall())}


def test_every_band_holds_the_interval_and_the_chance(marts):
    found = rows(marts)
    assert len(found) == 15
    for row in found.values():
        persons, low, high = row["inhabitants"], row["percent_low"] / 100, row["percent_high"] / 100
        share = (row["percent"] or (row["percent_low"] + row["percent_high"]) / 2) / 100
        chance = 1.96 * math.sqrt(persons * share * (1 - share))
        assert row["persons_low"] <= persons * low and row["persons_high"] >= persons * high
        assert row["persons_low"] <= persons * share - chance and row["persons_high"] >= persons * share + chance
        assert row["persons_high"] - row["persons_low"] < 1.6 * (persons * (high - low) + 2 * chance)


def test_the_band_of_a_rounded_share_holds_all_that_is_rounded_to_it(marts):
    one_in_three = rows(marts)["parents_less_severe_2023"]
    assert one_in_three["persons_low"] <= one_in_three["inhabitants"] / 3.5
    assert one_in_three["persons_high"] >= one_in_three["inhabitants"] / 2.5
    whole = rows(marts)["partner_severe_2023_men"]
    assert whole["persons_low"] < whole["inhabitants"] * 0.02 and whole["persons_high"] > whole["inhabitants"] * 0.04


def test_population_is_of_exactly_the_ages_and_sex_that_were_asked(marts):
    found = rows(marts)
    asked = {id: (found[id]["age_from"], found[id]["age_to"], found[id]["inhabitants"]) for id in found}
    assert asked["youth_any_2019"] == (12, 16, 7_869)
    assert asked["partner_severe_2023_women"] == (18, 74, 47_893)
    assert asked["partner_severe_2014_women"] == (18, 75, 48_645)
    assert asked["elderly_last_year"] == (66, 90, 28_753)


def test_small_municipalities_are_only_among_the_nine(marts):
    areas = marts.execute("select distinct area from marts.worked_examples").fetchall()
    assert {area for (area,) in areas} == LARGE | {"De ni kommunene samlet"}


def test_what_has_no_two_ends_or_no_ages_has_no_example(marts):
    ids = rows(marts).keys()
    for id in ("abuse_before_18_plan_women", "rape_by_partner_2014_women", "parents_severe_plan", "disability_2018"):
        assert id not in ids
    assert not [id for id in ids if id.startswith(("elderly_since", "revictimisation", "youth_met"))]


def test_ages_that_the_bands_can_not_make_up_have_no_example(built):
    ids = rows(built(survey("nkvts_2023", age_to="70"))).keys()
    assert "partner_severe_2014_women" in ids and "partner_severe_2023_women" not in ids


def test_another_share_makes_another_band(built, marts):
    other = rows(built(estimate("partner_severe_2023_men", percent="8", wording="8 % av mennene")))
    assert other["partner_severe_2023_men"]["persons_low"] > rows(marts)["partner_severe_2023_men"]["persons_high"]


def test_the_figure_says_it_is_an_example(published, reading):
    on_page = shown_on(reading(published), "worked_example")
    assert on_page.scope == "Et regneeksempel. Innbyggere 12–16 år, de ni kommunene samlet, folketallet 1.1.2026."
    assert on_page.can_say == [
        "Et regneeksempel, ikke et tall for kommunene.",
        "Noen form for fysisk vold: 19\u00a0% av dem som svarte, oppgir dette i landet, i oppveksten. Var andelen den samme "
        "i de ni kommunene, ville mellom 1\u00a0400 og 1\u00a0700 av 7\u00a0869 innbyggere 12–16 år oppgi dette (folketallet "
        "1.1.2026).",
    ]
    assert [line.split(" ")[0] for line in on_page.sources] == ["[Ungdoms", "[Tabell"]
    assert "står ikke i planen" in on_page.sources[1]
