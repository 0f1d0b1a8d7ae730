"""Back-tests: what the action plan prints, typed from it, against the marts."""

import math
from itertools import combinations
from statistics import NormalDist

import pytest

# estimate: percent, percent_low, percent_high, persons_low, persons_high, ratio, precision
NOTHING = (None,) * 7
PREVALENCE = {
    "partner_severe_2014_women": (9.2, None, None, None, None, None, "eksakt"),
    "partner_severe_2014_men": (1.9, None, None, None, None, None, "eksakt"),
    "two_or_more_severe_2014_women": (7, None, None, None, None, None, "eksakt"),
    "two_or_more_severe_2014_men": (0.8, None, None, None, None, None, "eksakt"),
    "rape_2014_women": (9.4, None, None, None, None, None, "eksakt"),
    "rape_2014_men": (1.1, None, None, None, None, None, "eksakt"),
    "rape_by_partner_2014_women": (None, None, 4, None, None, None, "nær"),
    "less_severe_2014": NOTHING,
    "parents_severe_plan": (5, None, None, None, None, None, "eksakt"),
    "abuse_before_18_plan_women": (None, 20, None, None, None, None, "over"),
    "abuse_before_18_plan_men": (None, None, 8, None, None, None, "nesten"),
    "change_since_1980s_plan": NOTHING,
    "mild_violence_over_time_plan": NOTHING,
    "elderly_since_65": (None, None, None, 56500, 76000, None, "mellom"),
    "elderly_last_year": (None, 5, 7, None, None, None, "mellom"),
    "youth_severe_2019": (4, None, None, None, None, None, "eksakt"),
    "youth_less_severe_2019": (15, None, None, None, None, None, "eksakt"),
    "youth_met_services_2019": (20, None, None, None, None, None, "én av"),
    "partner_severe_2023_women": (10, None, None, None, None, None, "én av"),
    "partner_severe_2023_men": (3, None, None, None, None, None, "eksakt"),
    "controlling_2023": NOTHING,
    "partner_less_severe_2023": NOTHING,
    "parents_severe_2023": (10, None, None, None, None, None, "én av"),
    "witnessed_parents_2023": (10, None, None, None, None, None, "om lag"),
    "parents_less_severe_2023": (33.3, None, None, None, None, None, "én av"),
    "revictimisation_2023": (None, None, None, None, None, 7, "eksakt"),
    "disability_2018": (10, None, None, None, None, None, "eksakt"),
    "no_disability_2018": (5, None, None, None, None, None, "eksakt"),
}
# act: n and % once, several times, in total
YOUTH = {
    "Lugget eller kløpet deg": (630, 7, 523, 6, 1153, 13),
    "Ristet eller dyttet deg voldsomt": (535, 6, 417, 5, 952, 11),
    "Slått deg med flat hånd": (354, 4, 245, 3, 599, 7),
    "Slått deg med knyttneve eller med hard gjenstand": (115, 1, 107, 1, 222, 2),
    "Sparket deg": (156, 2, 106, 1, 262, 3),
    "Banket deg opp": (54, 1, 50, 1, 104, 2),
    "Mindre alvorlig vold": (636, 7, 701, 8, 1337, 15),
    "Alvorlig vold": (177, 2, 198, 2, 375, 4),
    "Noen form for fysisk vold": (670, 7, 1072, 12, 1742, 19),
}
# survey: took part, women, men, ages, response rate
SURVEYS = {
    "nkvts_2014": (4527, 2435, 2092, 18, 75, 42.9),
    "nkvts_2017": (2463, 1231, 1232, 66, 90, 45.9),
    "nkvts_2019": (9240, None, None, 12, 16, 75.5),
    "nkvts_2023": (4299, 2100, 2195, 18, 74, 25.3),
}


def test_prevalence_is_what_the_plan_prints(marts):
    rows = marts.execute(
        """select estimate_id, percent, percent_low, percent_high, persons_low, persons_high, ratio, "precision"
        from marts.prevalence"""
    ).fetchall()
    assert {estimate_id: tuple(numbers) for estimate_id, *numbers in rows} == PREVALENCE


def test_sex_and_origin_follow_from_what_the_plan_says(marts):
    rows = marts.execute("select estimate_id, sex, in_plan, missing_reason from marts.prevalence").fetchall()
    for estimate_id, sex, in_plan, missing_reason in rows:
        assert sex == {"women": "kvinner", "men": "menn"}.get(estimate_id.split("_")[-1], "begge"), estimate_id
        assert in_plan == (estimate_id != "youth_met_services_2019"), estimate_id
        assert missing_reason == ("Tallet finnes ikke" if PREVALENCE[estimate_id] == NOTHING else None), estimate_id


def test_youth_table_is_printed_whole(marts):
    rows = marts.execute("select act, frequency, respondents, percent from marts.youth_violence").fetchall()
    expected = {
        (act, frequency, *numbers[2 * place : 2 * place + 2])
        for act, numbers in YOUTH.items()
        for place, frequency in enumerate(["En gang", "Flere ganger", "Totalt"])
    }
    assert len(rows) == 27
    assert set(rows) == expected


def test_youth_acts_are_as_severe_as_the_plan_says(marts):
    rows = marts.execute("select distinct act from marts.youth_violence where severity = 'alvorlig'").fetchall()
    assert {act for (act,) in rows} == {
        "Slått deg med knyttneve eller med hard gjenstand",
        "Sparket deg",
        "Banket deg opp",
    }
    sums = marts.execute("select distinct act from marts.youth_violence where severity like '%samlet'").fetchall()
    assert {act for (act,) in sums} == {"Mindre alvorlig vold", "Alvorlig vold", "Noen form for fysisk vold"}


def test_youth_base_fits_every_printed_percentage_but_one(marts):
    assert marts.execute("select base, base_to, cells_that_fit from marts.youth_base").fetchall() == [(8934, 9066, 26)]
    unfit = marts.execute("select act, frequency from marts.youth_violence where not fits_base").fetchall()
    assert unfit == [("Banket deg opp", "Totalt")]


def test_homicides(marts):
    rows = marts.execute("select year_from, year_to, relation, victims, in_plan from marts.homicides").fetchall()
    assert sorted(rows) == [
        (2011, 2021, "Foreldre, barn eller annen familierelasjon", 62, True),
        (2011, 2021, "Kjæreste eller tidligere kjæreste", 10, True),
        (2011, 2021, "Partner eller tidligere partner", 73, True),
    ]


def test_crisis_centre_use_in_the_plan(marts):
    rows = marts.execute(
        """select area, year, user_group, use, amount, amount_low, amount_high, percent_low, "precision"
        from marts.crisis_centre_use where in_plan"""
    ).fetchall()
    hamar = "Hamar krisesenter (ni kommuner)"
    assert set(rows) == {
        (hamar, None, "voksne", "brukere", 145, None, None, None, "ca."),
        (hamar, None, "barn", "brukere", 60, None, None, None, "ca."),
        (hamar, None, "voksne", "beboere", None, 55, 60, None, "ca."),
        ("Norge", 2019, "alle", "beboere med innvandrerbakgrunn", None, None, None, 50, "over"),
    }


@pytest.mark.parametrize("source_id", SURVEYS)
def test_surveys(marts, source_id):
    row = marts.execute(
        """select respondents, respondents_female, respondents_male, age_from, age_to, response_rate_percent
        from marts.sources where source_id = $source_id""",
        {"source_id": source_id},
    ).fetchone()
    assert row == SURVEYS[source_id]


@pytest.mark.parametrize(
    ("estimate_id", "base", "base_origin"),
    [
        ("partner_severe_2014_women", 2435, "Antall kvinner som deltok"),
        ("partner_severe_2014_men", 2092, "Antall menn som deltok"),
        ("partner_severe_2023_women", 2100, "Antall kvinner som deltok"),
        ("parents_less_severe_2023", 4299, "Antall som deltok"),
        ("youth_severe_2019", 8934, "Utledet: minste antall svar som passer med flest prosenter i tabellen"),
        ("youth_met_services_2019", None, "Antall svar er ikke oppgitt"),
        ("parents_severe_plan", None, "Antall svar er ikke oppgitt"),
        ("disability_2018", None, "Antall svar er ikke oppgitt"),
        ("elderly_last_year", None, None),
    ],
)
def test_base_is_of_the_same_sex_and_says_where_it_comes_from(marts, estimate_id, base, base_origin):
    row = marts.execute(
        "select base, base_origin from marts.prevalence where estimate_id = $estimate_id", {"estimate_id": estimate_id}
    ).fetchone()
    assert row == (base, base_origin)


def wilson(share: float, base: int) -> tuple[float, float]:
    """Where the share is just as far from the end as chance allows: (share − p)² = z² p (1 − p) / base, solved for p."""
    z = NormalDist().inv_cdf(0.975)
    a, b, c = 1 + z * z / base, -(2 * share + z * z / base), share * share
    root = math.sqrt(b * b - 4 * a * c)
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def test_intervals_of_shares(marts):
    rows = marts.execute("select estimate_id, percent, base, ci_low, ci_high from marts.prevalence").fetchall()
    assert sum(base is not None for _, _, base, _, _ in rows) == 13
    for estimate_id, percent, base, *interval in rows:
        expected = wilson(percent / 100, base) if base else (None, None)
        assert interval == pytest.approx(expected) if base else tuple(interval) == expected, estimate_id
    by_id = {estimate_id: interval for estimate_id, _, _, *interval in rows}
    assert by_id["partner_severe_2014_women"] == pytest.approx([8.1, 10.4], abs=0.05)


def test_intervals_of_the_youth_table(marts):
    rows = marts.execute(
        "select act, frequency, respondents, percent_of_base, ci_low, ci_high from marts.youth_violence"
    ).fetchall()
    for act, frequency, respondents, percent, *interval in rows:
        assert percent == pytest.approx(100 * respondents / 8934), (act, frequency)
        assert interval == pytest.approx(wilson(respondents / 8934, 8934)), (act, frequency)


@pytest.mark.parametrize(
    ("estimate_id", "ci_origin"),
    [
        ("partner_severe_2014_women", "Beregnet fra oppgitt andel"),
        ("partner_severe_2023_women", "Beregnet fra avrundet andel"),
        ("partner_severe_2023_men", "Beregnet fra hele prosent"),
        ("two_or_more_severe_2014_women", "Beregnet fra hele prosent"),
        ("witnessed_parents_2023", "Beregnet fra avrundet andel"),
        ("disability_2018", None),
    ],
)
def test_interval_says_what_it_is_worked_out_from(marts, estimate_id, ci_origin):
    row = marts.execute(
        "select ci_origin from marts.prevalence where estimate_id = $estimate_id", {"estimate_id": estimate_id}
    ).fetchone()
    assert row == (ci_origin,)


def test_comparable_group_is_equal_exactly_for_same_survey_population_period_and_mode(marts):
    rows = marts.execute(
        """select comparable_group, source_id, population, recall_period, mode
        from marts.prevalence inner join marts.sources using (source_id)"""
    ).fetchall()
    for (group, *one), (other_group, *other) in combinations(rows, 2):
        assert (group == other_group) == (one == other), (group, other_group)
    assert len({group for group, *_ in rows}) == 13
