"""Back-tests: published numbers that the action plan does not print, typed from their sources, against the marts."""

import pytest

# observation: value, low, high
ADDED = {
    "ungvold_any_2023": (25, None, None),
    "ungvold_any_2023_girls": (39, None, None),
    "ungvold_any_2023_boys": (9, None, None),
    "ungvold_severe_2023_girls": (25, None, None),
    "ungvold_severe_2023_boys": (6, None, None),
    "ungvold_forced_2023_girls": (7, None, None),
    "ungvold_asleep_2023_girls": (8, None, None),
    "ungvold_penetration_2023_girls": (16, None, None),
    "ungvold_penetration_2023_boys": (4, None, None),
    "ungvold_change_2023": (2, None, None),
    "mild_father_2007": (19, None, None),
    "mild_mother_2007": (14, None, None),
    "mild_father_2015": (14, None, None),
    "mild_mother_2015": (12, None, None),
    "youth_physical_2015": (21, None, None),
    "youth_severe_2015": (6, None, None),
    "youth_between_parents_2015": (8, None, None),
    "violence_last_year_2007": (5.5, None, None),
    "violence_last_year_2012": (4.3, None, None),
    "violence_last_year_2015": (3.5, None, None),
    "violence_last_year_2018": (4.7, None, None),
    "violence_last_year_2023": (5.4, None, None),
    "physical_last_year_2023": (3.1, None, None),
    "crime_2022": (37, None, None),
    "partner_less_severe_2023_men": (15, None, None),
    "partner_less_severe_2023_women": (13, None, None),
    "controlling_exposed_2023": (None, None, 66.7),
    "rape_by_force_2023_women": (14, None, None),
    "rape_young_2023_women": (19, None, None),
    "rape_young_2014_women": (8, None, None),
    "rape_by_partner_2023_women": (5, None, None),
    "severe_physical_2023_men": (46, None, None),
    "severe_physical_2023_women": (29, None, None),
    "partner_young_change_2023_women": (2, None, None),
    "residents_2024_women": (2123, None, None),
    "residents_2024_men": (210, None, None),
    "residents_psychological_2024": (92, None, None),
    "residents_with_children_2024": (40, None, None),
    "stays_returned_2024": (17, None, None),
    "stay_length_2024": (28, None, None),
    "centres_2024": (43, None, None),
    "centres_for_men_2024": (42, None, None),
    "contact_with_abuser_2024": (33.3, None, None),
    "children_witnessed_2024": (50, None, None),
    "school_interrupted_2024": (44, None, None),
    "children_before_2023": (14, None, None),
    "day_users_talks_2023": (90, None, None),
    "day_users_before_2021": (60, None, None),
    "residents_immigrant_2019": (63, None, None),
    "child_welfare_contact_2019": (None, None, 90),
    "cooperation_health_2020": (None, None, 75),
    "cooperation_child_welfare_2020": (None, 63, None),
    "cooperation_nav_2020": (None, None, 60),
    "cooperation_housing_2020": (25, None, None),
    "municipal_costs_2020": (74, None, None),
    "municipal_costs_2022": (79, None, None),
    "municipal_costs_range_2022": (None, 43, 256),
    "municipal_costs_range_2023": (None, 45, 252),
    "municipal_plans_2018": (40, None, None),
    "inhabitants_with_plan_2018": (63, None, None),
    "advisory_2023_women": (71, None, None),
    "advisory_2023_men": (25, None, None),
    "advisory_2023_unknown": (4, None, None),
    "advisory_under_18_2023": (52, None, None),
    "advisory_police_2022": (152, None, None),
    "reports_change_2024": (13, None, None),
    "partner_homicides_2021": (68, None, None),
    "tryggest_2020": (173, None, None),
}
SELECT = """
select observation_id, value, low, high
from marts.observations
where observation_id in (select observation_id from staging.observations)
"""


def test_the_added_numbers_are_those_of_their_sources(marts):
    rows = marts.execute(SELECT).fetchall()
    assert len(ADDED) == 68
    assert {observation_id: tuple(numbers) for observation_id, *numbers in rows} == ADDED


def test_none_of_them_stands_in_the_plan_or_is_called_provisional(marts):
    select = "select count(*), count_if(in_plan), count_if(is_provisional) from staging.observations"
    assert marts.execute(select).fetchone() == (68, 0, 0)


@pytest.mark.parametrize(
    ("source_id", "is_unconfirmed"),
    [
        ("bufdir_krisesentrene_2024", True),
        ("dagsavisen_ungvold_2023", True),
        ("ssb_krisesenter_2023", True),
        ("ssb_krisesenter_2022", False),
        ("nova_ungvold_2023", False),
    ],
)
def test_what_was_read_from_a_rendering_is_not_confirmed(marts, source_id, is_unconfirmed):
    select = "select distinct is_unconfirmed from marts.observations where source_id = $source_id"
    assert marts.execute(select, {"source_id": source_id}).fetchall() == [(is_unconfirmed,)]


def test_what_was_counted_in_full_has_no_interval(marts):
    select = "select distinct method from marts.observations where ci_low is not null"
    assert marts.execute(select).fetchall() == [("undersøkelse",)]
    counted = "select base, base_origin, ci_low from marts.observations where observation_id = 'advisory_2023_women'"
    assert marts.execute(counted).fetchone() == (1137, "Antall i alt", None)


def test_the_numbers_of_an_indicator_may_share_an_axis(marts):
    select = """
    select indicator_id from marts.observations
    inner join marts.indicators using (indicator_id)
    where missing_reason is null and kind = 'anslag'
    group by all having count(distinct comparable_group) > 1
    """
    assert marts.execute(select).fetchall() == []


LACKING = """
select distinct indicator_id from found
where indicator_id not in (select indicator_id from marts.indicator_caveats where caveat_id = $caveat_id)
"""


def test_numbers_that_may_differ_by_chance_are_not_left_to_look_different(marts):
    overlapping = """
    with found as (
        select one.indicator_id
        from marts.observations as one
        inner join marts.observations as other using (indicator_id, category)
        where
            (one.sex, one.year) is distinct from (other.sex, other.year)
            and one.ci_low <= other.ci_high and other.ci_low <= one.ci_high
    )
    """
    assert {*marts.execute(f"{overlapping} select distinct indicator_id from found").fetchall()} == {
        ("partner_less_severe_2023",),
        ("violence_last_year",),
    }
    assert marts.execute(overlapping + LACKING, {"caveat_id": "strokes_meet"}).fetchall() == []


def test_what_was_not_read_in_the_report_is_told_so(marts):
    rendered = """
    with found as (
        select indicator_id
        from marts.observations
        inner join marts.sources using (source_id)
        where regexp_matches(sources.note, '(?i)omtale av (rapporten|NKVTS-rapport)|ikke lest i rapporten')
    )
    """
    assert len(marts.execute(f"{rendered} select distinct indicator_id from found").fetchall()) == 12
    assert marts.execute(rendered + LACKING, {"caveat_id": "rendering"}).fetchall() == []


def test_a_rendering_of_a_survey_names_it(marts):
    select = "select title from marts.sources where note like '%mtale av NKVTS-rapport 1/2023%'"
    titles = [title for (title,) in marts.execute(select).fetchall()]
    assert len(titles) == 5
    assert all("NKVTS-rapport 1/2023" in title for title in titles)


def test_a_survey_of_all_violence_says_so_where_only_its_question_is_seen(marts):
    select = """
    select question from marts.indicators
    inner join marts.indicator_caveats using (indicator_id)
    where caveat_id = 'all_violence' and theme_id is not null
    """
    questions = [question for (question,) in marts.execute(select).fetchall()]
    assert questions and all("også utenfor nære relasjoner" in question for question in questions)


def test_a_number_of_several_years_is_not_noticed_as_one_of_the_last(marts):
    [(detail,)] = marts.execute(
        "select detail from marts.notices where source_id = 'dagsavisen_partnerdrap_2022'"
    ).fetchall()
    assert "(2012–2021)" in detail
