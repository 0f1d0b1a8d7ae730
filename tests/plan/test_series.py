"""Back-tests of what is counted year by year, typed from the plan and from later additions, against the marts."""

import pytest

from pipelines.build import check

SMALL = {"Løten", "Trysil", "Våler (Innlandet)", "Åmot", "Engerdal"}
# year, area, age group, concern, cases, percent, in the plan
ADVISORY = {
    (2021, "Norge", "alle", "alle saker", 759, None, True),
    (2021, "Norge", "under 18 år", "alle saker", None, 44.5, True),
    (2021, "Norge", "under 18 år", "ufrivillig opphold i utlandet, eller frykt for det", 143, None, True),
    (2021, "Norge", "under 18 år", "trusler og vold", 79, None, True),
    (2021, "Norge", "under 18 år", "frykt for kjønnslemlestelse", 31, None, True),
    (2021, "Norge", "voksne", "trusler og vold", 165, None, True),
    (2021, "Norge", "voksne", "frykt for tvangsekteskap", 112, None, True),
    (2021, "Norge", "voksne", "ufrivillig opphold i utlandet, eller frykt for det", 51, None, True),
    (2021, "Innlandet", "alle", "alle saker", 18, None, True),
    (2015, "Norge", "alle", "alle saker", 399, None, False),
    (2016, "Norge", "alle", "alle saker", 597, None, False),
    (2017, "Norge", "alle", "alle saker", 560, None, False),
    (2018, "Norge", "alle", "alle saker", 595, None, False),
    (2019, "Norge", "alle", "alle saker", 669, None, False),
    (2020, "Norge", "alle", "alle saker", 649, None, False),
    (2021, "Norge", "alle", "alle saker", 759, None, False),
    (2022, "Norge", "alle", "alle saker", 891, None, False),
    (2023, "Norge", "alle", "alle saker", 1137, None, False),
    (2017, "Norge", "under 18 år", "alle saker", 221, 39, False),
    (2018, "Norge", "under 18 år", "alle saker", 271, 45.5, False),
    (2023, "Norge", "under 18 år", "alle saker", None, 52, False),
    (2018, "Norge", "alle", "trusler og vold", None, 22, False),
    (2018, "Norge", "alle", "ufrivillig opphold i utlandet", None, 15.5, False),
    (2018, "Norge", "alle", "frykt for tvangsekteskap", None, 12.3, False),
    (2021, "Norge", "alle", "trusler og vold", None, 32, False),
    (2022, "Norge", "alle", "trusler og vold", 368, 41, False),
    (2022, "Norge", "alle", "negativ sosial kontroll", 135, None, False),
    (2022, "Norge", "alle", "ufrivillig opphold i utlandet", 113, None, False),
    (2022, "Norge", "alle", "frykt for tvangsekteskap", 113, None, False),
}

OLD, NEW, RECOMPUTED = "til og med 2020", "fra og med 2021", "til og med 2020, omregnet"
# That the counting of children changed is likely, and not confirmed; events are counted alike throughout.
UNSURE, SAME = "fra og med 2021, ikke bekreftet", "uendret"
NATIONAL_USE = {
    ("alle", "dagbrukere", OLD): {2015: 2450, 2018: 2626, 2019: 2637, 2020: 2212},
    ("alle", "dagbrukere", NEW): {2021: 2538, 2022: 2952, 2023: 3358, 2024: 3745},
    ("alle", "dagbrukere", RECOMPUTED): {2023: 3058},
    ("alle", "dagbesøk", SAME): {
        2017: 10620,
        2018: 11736,
        2019: 12454,
        2020: 8115,
        2021: 7942,
        2023: 13475,
        2024: 13586,
    },
    ("voksne", "beboere", OLD): {2016: 1844, 2017: 1806, 2018: 1842, 2019: 1800, 2020: 1668},
    ("voksne", "beboere", NEW): {2021: 1795, 2022: 2110, 2023: 2193, 2024: 2340},
    ("voksne", "beboere", RECOMPUTED): {2022: 1979},
    ("barn", "beboere", OLD): {2017: 1483, 2018: 1452, 2019: 1450, 2020: 1258},
    ("barn", "beboere", UNSURE): {2021: 1442, 2022: 1482, 2023: 1544, 2024: 1704},
    ("voksne", "opphold", SAME): {
        2016: 2469,
        2017: 2466,
        2019: 2471,
        2020: 2198,
        2021: 2068,
        2022: 2477,
        2023: 2585,
        2024: 2715,
    },
    ("barn", "opphold", SAME): {2019: 1876, 2020: 1580, 2023: 1812, 2024: 1998},
}
# fmt: off
POPULATION_2015_TO_2026 = {
    ("0", "Norge"): [5165802, 5213985, 5258317, 5295619, 5328212, 5367580, 5391369, 5425270, 5488984, 5550203, 5594340, 5627400],
    ("34", "Innlandet"): [368358, 368636, 369893, 370994, 371054, 371385, 370603, 371253, 373628, 376304, 377556, 379488],
    ("3403", "Hamar"): [29847, 30120, 30598, 30930, 31144, 31369, 31509, 31999, 32382, 32879, 33441, 33817],
    ("3411", "Ringsaker"): [33603, 33597, 33842, 34151, 34488, 34768, 34897, 35073, 35475, 35612, 35911, 36199],
    ("3412", "Løten"): [7552, 7588, 7633, 7615, 7663, 7674, 7625, 7715, 7836, 7929, 7931, 7951],
    ("3413", "Stange"): [20013, 20119, 20317, 20646, 20916, 21064, 21072, 21156, 21356, 21605, 21691, 21839],
    ("3419", "Våler (Innlandet)"): [3790, 3760, 3743, 3680, 3705, 3662, 3587, 3597, 3625, 3615, 3559, 3614],
    ("3420", "Elverum"): [20794, 21030, 21086, 21123, 21191, 21254, 21292, 21435, 21568, 21761, 21899, 21937],
    ("3421", "Trysil"): [6569, 6525, 6550, 6567, 6607, 6627, 6580, 6603, 6582, 6566, 6542, 6474],
    ("3422", "Åmot"): [4456, 4429, 4518, 4480, 4407, 4356, 4338, 4195, 4213, 4289, 4205, 4191],
    ("3425", "Engerdal"): [1359, 1305, 1274, 1294, 1286, 1268, 1250, 1253, 1328, 1361, 1326, 1287],
}
# fmt: on
# Persons in 2026 of the ages the surveys asked: 12–16, 18–74, 66–90 years; and women of all ages.
SURVEY_AGES = {
    "Norge": (334622, 4006169, 985233, 2790483),
    "Innlandet": (20991, 266850, 84146, 189231),
    "Hamar": (1907, 23705, 7130, 17189),
    "Ringsaker": (2075, 25624, 7129, 17783),
    "Løten": (483, 5571, 1688, 3915),
    "Stange": (1362, 15165, 4416, 11009),
    "Våler (Innlandet)": (174, 2566, 958, 1805),
    "Elverum": (1282, 15418, 4487, 11104),
    "Trysil": (310, 4534, 1619, 3114),
    "Åmot": (222, 3005, 940, 1975),
    "Engerdal": (54, 884, 386, 626),
}


def test_national_crisis_centre_series(marts):
    rows = marts.execute(
        """select user_group, use, counting_method, year, amount, area, is_provisional, is_unconfirmed
        from marts.crisis_centre_use where not in_plan"""
    ).fetchall()
    expected = {(*series, year, amount) for series, years in NATIONAL_USE.items() for year, amount in years.items()}
    assert len(rows) == len(expected)
    assert {row[:5] for row in rows} == expected
    assert {row[5] for row in rows} == {"Norge"}
    # The publisher calls none of them provisional; those of 2024 were read from a preview.
    assert all((provisional, unconfirmed) == (False, year == 2024) for *_, year, _, _, provisional, unconfirmed in rows)


def test_day_visits_2020_are_told_two_ways(marts):
    rows = marts.execute(
        "select amount, other_amount, source_id, other_source_id from marts.crisis_centre_use where other_amount is not null"
    ).fetchall()
    assert rows == [(8115, 8118, "bufdir_krisesenter", "bufdir_henvendelser_2020")]
    [(detail,)] = marts.execute("select detail from marts.notices where check_name = 'sources_disagree'").fetchall()
    assert "2020, dagbesøk" in detail and "8 115" in detail and "8 118" in detail


def test_advisory_cases(marts):
    rows = marts.execute(
        """select year, area, age_group, concern, cases, percent, in_plan
        from marts.advisory_cases where not is_derived"""
    ).fetchall()
    assert len(rows) == len(ADVISORY)
    assert set(rows) == ADVISORY


def test_what_is_left_of_the_advisory_cases_is_derived(marts):
    # 44.5 % of 759 is 338 cases and no other number; 143 + 79 + 31 and 165 + 112 + 51 are named.
    rows = marts.execute("select year, age_group, cases, in_plan from marts.advisory_cases where is_derived").fetchall()
    assert set(rows) == {(2021, "under 18 år", 85, True), (2021, "voksne", 93, True), (2022, "alle", 162, False)}


def test_population_totals(marts):
    rows = marts.execute(
        "select area_code, area, year, persons from marts.population_totals where area_code not like '%\\_%' escape '\\'"
    ).fetchall()
    assert len(rows) == 132
    assert set(rows) == {
        (*area, year, persons)
        for area, series in POPULATION_2015_TO_2026.items()
        for year, persons in enumerate(series, 2015)
    }


def test_population_of_several_together(marts):
    rows = marts.execute(
        """select area, year, persons from marts.population_totals
        where year in (2015, 2026) and area_code in ('ni_kommuner', 'smaa_kommuner', 'hamar_krisesenter')"""
    ).fetchall()
    nine = [series for (code, _), series in POPULATION_2015_TO_2026.items() if len(code) == 4]
    small = [series for (_, area), series in POPULATION_2015_TO_2026.items() if area in SMALL]
    assert set(rows) == {
        (name, year, sum(series[year - 2015] for series in parts))
        for name, parts in (
            ("De ni kommunene samlet", nine),
            ("Hamar krisesenter (ni kommuner)", nine),
            ("Små kommuner samlet", small),
        )
        for year in (2015, 2026)
    }
    assert len(small) == 5


def test_single_years_of_age_make_the_same_bands(built, marts):
    def split(rows):
        return [
            row | {"age_from": str(age), "age_to": str(age), "persons": row["persons"] if age == first else "0"}
            for row in rows
            for first, last in [(int(row["age_from"]), int(row["age_to"] or 104))]
            for age in range(first, last + 1)
        ] + [row | {"age_from": "105", "age_to": None, "persons": "0"} for row in rows if row["age_to"] is None]

    bands = "select area_code, sex, age_from, age_to, persons from marts.population order by all"
    connection = built({"population": split})
    check(connection)
    assert connection.execute(bands).fetchall() == marts.execute(bands).fetchall()


def test_a_year_that_is_only_known_by_age_is_summed(built):
    def a_year_later(rows):
        return [*rows, *(row | {"year": "2027"} for row in rows)]

    rows = (
        built({"population": a_year_later})
        .execute(
            "select year, persons from marts.population_totals where area = 'Engerdal' and year > 2025 order by year"
        )
        .fetchall()
    )
    assert rows == [(2026, 1287), (2027, 1287)]


@pytest.mark.parametrize("area", SURVEY_AGES)
def test_population_of_the_survey_ages(marts, area):
    sums = marts.execute(
        """select
            sum(persons) filter (where age_from >= 12 and age_to <= 16),
            sum(persons) filter (where age_from >= 18 and age_to <= 74),
            sum(persons) filter (where age_from >= 66 and age_to <= 90),
            sum(persons) filter (where sex = 'kvinner')
        from marts.population where area = $area and year = 2026""",
        {"area": area},
    ).fetchone()
    assert sums == SURVEY_AGES[area]
