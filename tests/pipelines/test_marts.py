"""Marts with logic of their own: a few given rows, and the rows expected of them."""

import pytest

from plants import only


def estimate(estimate_id, **cells):
    return {
        "estimate_id": estimate_id,
        "source_id": "survey",
        "violence": "Vold",
        "population": "befolkningen",
        "sex": "begge",
        "recall_period": "siste år",
        "precision": "eksakt",
        "wording": "ord",
        "is_provisional": "nei",
        "in_plan": "nei",
    } | cells


def survey(**cells):
    source = {"source_id": "survey", "title": "Undersøkelse", "publisher": "NKVTS", "mode": "telefon", "in_plan": "nei"}
    return lambda rows: [*rows, source | cells]


# 60 of N is printed as 6 % where N is 924 … 1090, 31 as 3 % where N is 886 … 1240, 91 as 7 % where N is 1214 … 1400.
# No N fits all three; 924 and 1214 fit two each, and 924 is the smaller.
YOUTH = {
    "act": "Dyttet deg",
    "severity": "mindre alvorlig",
    "once_respondents": "60",
    "once_percent": "6",
    "several_times_respondents": "31",
    "several_times_percent": "3",
    "total_respondents": "91",
    "total_percent": "7",
    "source_id": "nkvts_2019",
}


def test_youth_base_is_the_smallest_that_fits_the_most_percentages(planted):
    connection = planted({"youth_violence": only(YOUTH)})
    assert connection.execute("select base, base_to, cells_that_fit from marts.youth_base").fetchall() == [
        (924, 1090, 2)
    ]
    rows = connection.execute(
        "select frequency, respondents, percent, base, fits_base from marts.youth_violence"
    ).fetchall()
    assert set(rows) == {
        ("En gang", 60, 6, 924, True),
        ("Flere ganger", 31, 3, 924, True),
        ("Totalt", 91, 7, 924, False),
    }


def test_youth_base_passes_over_percentages_that_round_to_nothing(planted):
    few = {
        "several_times_respondents": "2",
        "several_times_percent": "0",
        "total_respondents": "62",
        "total_percent": "6",
    }
    connection = planted({"youth_violence": only(YOUTH | few)})
    assert connection.execute("select base, base_to, cells_that_fit from marts.youth_base").fetchall() == [
        (954, 1090, 2)
    ]


@pytest.mark.parametrize(
    ("cells", "base", "base_origin"),
    [
        ({"percent": "10"}, 1000, "Antall som deltok"),
        ({"percent": "10", "sex": "kvinner"}, 600, "Antall kvinner som deltok"),
        ({"percent": "10", "sex": "menn"}, None, "Antall svar er ikke oppgitt"),
        ({"percent": "10", "subgroup": "utsatte"}, None, "Antall svar er ikke oppgitt"),
        ({"percent_low": "10", "precision": "over"}, None, None),
        ({"ratio": "7"}, None, None),
        (
            {"percent": "4", "source_id": "nkvts_2019"},
            8934,
            "Utledet: minste antall svar som passer med flest prosenter i tabellen",
        ),
        ({"percent": "4", "source_id": "nkvts_2019", "sex": "kvinner"}, None, "Antall svar er ikke oppgitt"),
        ({"percent": "4", "source_id": "nkvts_2019", "subgroup": "utsatte"}, None, "Antall svar er ikke oppgitt"),
    ],
)
def test_prevalence_base(planted, cells, base, base_origin):
    connection = planted(
        {
            "sources": survey(respondents="1000", respondents_female="600"),
            "prevalence": only(estimate("given", **cells)),
        }
    )
    row = connection.execute(
        "select base, base_origin, ci_low is not null, ci_origin is not null from marts.prevalence"
    )
    assert row.fetchall() == [(base, base_origin, base is not None, base is not None)]


@pytest.mark.parametrize(
    ("precision", "ci_origin"),
    [
        ("eksakt", "Beregnet fra hele prosent"),
        ("én av", "Beregnet fra avrundet andel"),
        ("om lag", "Beregnet fra avrundet andel"),
        ("ca.", "Beregnet fra avrundet andel"),
    ],
)
def test_interval_of_an_approximate_share_is_marked(planted, precision, ci_origin):
    connection = planted(
        {
            "sources": survey(respondents="1000"),
            "prevalence": only(estimate("given", percent="10", precision=precision)),
        }
    )
    [(low, high, origin)] = connection.execute("select ci_low, ci_high, ci_origin from marts.prevalence").fetchall()
    assert origin == ci_origin
    # Wilson, 100 of 1000.
    assert (low, high) == pytest.approx((8.29, 12.02), abs=0.01)


def test_only_same_survey_population_period_and_mode_are_comparable(planted):
    given = {
        "one": {},
        "same": {"violence": "Trusler", "sex": "menn", "subgroup": "utsatte"},
        "other_survey": {"source_id": "nkvts_2014"},
        "other_population": {"population": "eldre"},
        "other_period": {"recall_period": "noen gang i livet"},
        "no_period": {"recall_period": None},
    }
    connection = planted(
        {"sources": survey(), "prevalence": only(*(estimate(name, **cells) for name, cells in given.items()))}
    )
    groups = dict(connection.execute("select estimate_id, comparable_group from marts.prevalence").fetchall())
    assert groups["one"] == groups["same"]
    assert len(set(groups.values())) == 5


def case(age_group, concern, cases=None, **cells):
    return {
        "year": "2020",
        "area_code": "0",
        "age_group": age_group,
        "concern": concern,
        "cases": cases,
        "is_provisional": "nei",
        "in_plan": "nei",
        "source_id": "bufdir_kt_2020",
    } | cells


ALL = case("alle", "alle saker", "200")


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        pytest.param([ALL, case("alle", "vold", "150")], {("alle", 50)}, id="whole minus parts"),
        pytest.param(
            # Of 200 cases only 89 is 44.5 %: the 111 others are adults.
            [
                ALL,
                case("under 18 år", "alle saker", percent="44.5"),
                case("under 18 år", "vold", "80"),
                case("voksne", "vold", "100"),
            ],
            {("under 18 år", 9), ("voksne", 11)},
            id="one number fits the share",
        ),
        pytest.param(
            # 87 and 88 of 200 are both printed as 44 %.
            [ALL, case("under 18 år", "alle saker", percent="44"), case("under 18 år", "vold", "80")],
            set(),
            id="several numbers fit the share",
        ),
        pytest.param(
            [
                ALL,
                case("under 18 år", "alle saker", "90"),
                case("under 18 år", "vold", "80"),
                case("under 18 år", "tvang", "4"),
            ],
            {("under 18 år", 6)},
            id="printed whole of an age group",
        ),
        pytest.param(
            [ALL, case("alle", "vold", "150"), case("alle", "tvang", percent="5")], set(), id="a part without cases"
        ),
        pytest.param(
            [ALL, case("alle", "vold", "150", source_id="bufdir_kt_2019")], set(), id="parts of another source"
        ),
        pytest.param([ALL, case("alle", "vold", "150", year="2019")], set(), id="parts of another year"),
        pytest.param([case("alle", "vold", "150")], set(), id="no whole"),
    ],
)
def test_advisory_rest(planted, given, rest):
    connection = planted({"advisory_cases": only(*given)})
    derived = connection.execute(
        "select age_group, cases from marts.advisory_cases where is_derived and concern = 'annet/ikke oppgitt'"
    ).fetchall()
    assert set(derived) == rest
    assert connection.execute("select count(*) from marts.advisory_cases where not is_derived").fetchone() == (
        len(given),
    )


def use(source_id, **cells):
    return {
        "area_code": "0",
        "year": "2020",
        "user_group": "alle",
        "use": "dagbesøk",
        "precision": "eksakt",
        "counting_method": "til og med 2020",
        "is_main": "ja",
        "is_provisional": "nei",
        "in_plan": "nei",
        "source_id": source_id,
    } | cells


def test_crisis_centre_use_holds_what_another_source_says(planted):
    given = only(
        use("bufdir_krisesenter", amount="8115"),
        use("bufdir_henvendelser_2020", amount="8118", is_main="nei"),
        use("bufdir_krisesenter", year="2019"),
    )
    rows = planted({"crisis_centre_use": given}).execute(
        "select year, amount, source_id, other_amount, other_source_id, missing_reason from marts.crisis_centre_use"
    )
    assert set(rows.fetchall()) == {
        (2020, 8115, "bufdir_krisesenter", 8118, "bufdir_henvendelser_2020", None),
        (2019, None, "bufdir_krisesenter", None, None, "Ikke rapportert"),
    }


def test_disagreement_without_a_year_is_found(planted):
    given = only(
        use("plan", year=None, amount="145"),
        use("bufdir_krisesenter", year=None, amount="150", is_main="nei"),
    )
    rows = planted({"crisis_centre_use": given}).execute("select amount, other_amount from marts.crisis_centre_use")
    assert rows.fetchall() == [(145, 150)]


def test_only_years_that_follow_each_other_share_a_segment(planted):
    new = {"counting_method": "fra og med 2021"}
    given = only(
        use("bufdir_krisesenter", year="2017", amount="1"),
        use("bufdir_krisesenter", year="2019", amount="1"),
        use("bufdir_krisesenter", year="2020", amount="1"),
        use("bufdir_henvendelser_2020", year="2020", amount="2", is_main="nei"),
        use("bufdir_krisesenter", year="2021", amount="1", **new),
        use("bufdir_krisesenter", year="2023", amount="1", **new),
        use("bufdir_krisesenter", year="2024", amount="1", **new),
    )
    rows = planted({"crisis_centre_use": given}).execute(
        """select list(year order by year) from marts.crisis_centre_use
        group by counting_method, segment order by min(year)"""
    )
    assert rows.fetchall() == [([2017],), ([2019, 2020],), ([2021],), ([2023, 2024],)]


def test_a_count_is_held_against_the_population_of_its_own_age(planted):
    counts = {"voksne": "1000", "barn": "1000", "alle": "1000"}
    given = only(
        *(
            use("bufdir_krisesenter", user_group=who, year=year, amount=amount, use="dagbrukere")
            for who, amount in counts.items()
            for year in ("2025", "2026")
        ),
        use("plan", area_code="hamar_krisesenter", user_group="voksne", year=None, amount="145", use="brukere"),
    )
    rows = planted({"crisis_centre_use": given}).execute(
        """select user_group, year, population_year, round(per_10000, 3), rate_missing_reason
        from marts.crisis_centre_use"""
    )
    # Norway on 1 January 2026: 5 627 400 in all, 1 101 380 of them under 18; on 1 January 2025: 5 594 340.
    why = "Innbyggere etter alder er hentet bare for 2026"
    assert set(rows.fetchall()) == {
        ("voksne", 2026, 2026, round(1e7 / (5_627_400 - 1_101_380), 3), None),
        ("barn", 2026, 2026, round(1e7 / 1_101_380, 3), None),
        ("alle", 2026, 2026, round(1e7 / 5_627_400, 3), None),
        ("voksne", 2025, None, None, why),
        ("barn", 2025, None, None, why),
        ("alle", 2025, 2025, round(1e7 / 5_594_340, 3), None),
        ("voksne", None, None, None, why),
    }


def test_a_year_without_population_has_no_rate(planted):
    given = only(use("bufdir_krisesenter", year="2030", amount="10"))
    rows = planted({"crisis_centre_use": given}).execute(
        "select per_10000, rate_missing_reason from marts.crisis_centre_use"
    )
    assert rows.fetchall() == [(None, "Innbyggere er ikke hentet for 2030")]


def test_persons_break_in_2021_and_events_do_not(planted):
    given = only(
        *(
            use("bufdir_krisesenter", user_group=who, use=kind, year=year, amount="1", counting_method=method)
            for who, kind, year, method in (
                ("voksne", "beboere", "2020", "til og med 2020"),
                ("voksne", "beboere", "2021", "fra og med 2021"),
                ("barn", "beboere", "2020", "til og med 2020"),
                ("barn", "beboere", "2021", "fra og med 2021, ikke bekreftet"),
                ("voksne", "opphold", "2020", "uendret"),
                ("voksne", "opphold", "2021", "uendret"),
            )
        )
    )
    rows = planted({"crisis_centre_use": given}).execute(
        """select user_group, use, list(year order by year) from marts.crisis_centre_use
        group by user_group, use, counting_method, segment"""
    )
    assert set((who, kind, *years) for who, kind, years in rows.fetchall()) == {
        ("voksne", "beboere", 2020),
        ("voksne", "beboere", 2021),
        ("barn", "beboere", 2020),
        ("barn", "beboere", 2021),
        ("voksne", "opphold", 2020, 2021),
    }


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("omtrent én av ti … omtrent den samme", "omtrent én av ti"),
        ("En av tre", "én av tre"),
        ("rapporterte omtrent én av ti at", "omtrent én av ti"),
        ("en av ti kvinner", "én av ti"),
        ("én av åtte", "én av åtte"),
        ("om lag 10 prosent", None),
    ],
)
def test_a_share_is_spelled_as_the_source_spells_it(marts, text, share):
    assert marts.execute("select spelled_share($text)", {"text": text}).fetchall() == [(share,)]
