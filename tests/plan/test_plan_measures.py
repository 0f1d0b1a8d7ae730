"""The plan's 16 measures and their tasks, typed from its overview and its body, against the marts."""

from datetime import date

import pytest

MEASURES = {
    1: ("3.1.1", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Ansatte"}),
    2: ("3.2.1", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Foreldre"}),
    3: ("3.2.2", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Foreldre"}),
    4: ("3.2.3", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Barn/elever"}),
    5: ("3.2.4", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Ansatte"}),
    6: ("3.2.5", "Kommunal barnevernleder", date(2023, 12, 31), {"Ansatte barnevern"}),
    7: ("3.2.6", "Skolene", None, {"Ungdom", "Ansatte i skoler"}),
    8: ("3.3.1", "Avklares i den enkelte kommune", date(2024, 12, 31), {"Voldsutøvere"}),
    9: ("3.4.1", "Avklares i den enkelte kommune", date(2023, 6, 30), {"Risikoutsatte voksne"}),
    10: (
        "3.4.2",
        "Arbeidsgruppa utpeker to eller tre deltakere fra gruppa til å følge opp tiltaket",
        date(2023, 6, 30),
        {"Samarbeid"},
    ),
    11: ("3.5.1", "Krisesenterets leder", date(2023, 12, 31), {"Samarbeid"}),
    12: ("3.5.2", "Avklares i den enkelte kommune", date(2023, 12, 31), {"Utsatte"}),
    13: ("3.5.3", "Den enkelte kommune", date(2023, 12, 31), {"Befolkningen", "Ansatte"}),
    14: ("3.6.1", "Den enkelte kommune", None, {"Ansatte"}),
    15: ("5.1", "Ansvarlig kommunalsjef i den enkelte kommune", None, {"Implementering"}),
    16: (
        "5.2",
        "Kommunedirektørene utpeker en koordinator for revisjon av handlingsplanen.",
        date(2027, 6, 30),
        {"Revidering"},
    ),
}
WORDINGS = {
    7: (
        "Kjærestevold blant ungdom – kompetanse og informasjon",
        "Informasjon om kjærestevold inngår i skolenes opplæring om seksualitet og samliv. Ungdom gjøres kjent med "
        "nettstedet «Unge relasjoner».",
    ),
    12: (
        "Sikre lavterskel støtte- og behandlingstiltak for voldsutsatte i kommunen etter opphold på Krisesenteret",
        "Sikre kompetansetiltak om voldsutsatte i relevante deler av hjelpeapparatet",
    ),
    14: (
        "Informasjon til fagpersoner om hvordan de søker veiledning om æresrelatert vold, negativ sosial kontroll og "
        "tvangsekteskap",
        "Informasjon om kompetanseteamet mot tvangsekteskap, kjønnslemlestelse og negativ sosial kontroll, samt "
        "informasjon om nettstedet «Rettentil.no» gjøres tilgjengelig for fagpersoner i skole og velferdstjenester.",
    ),
}
JOINT_TASKS = [
    (9, "Handlingsplangruppa v/ koordinator", date(2023, 3, 31)),
    (10, "To eller tre deltakere fra arbeidsgruppa", date(2023, 6, 30)),
    (11, "Krisesenterets leder", date(2023, 12, 31)),
    (16, "Kommunedirektørene", date(2027, 6, 30)),
]


def test_measures(marts):
    rows = marts.execute("select measure_no, section, responsible, deadline from marts.measures").fetchall()
    assert {measure_no: tuple(rest) for measure_no, *rest in rows} == {no: row[:3] for no, row in MEASURES.items()}


def test_measures_have_the_target_groups_of_the_overview(marts):
    rows = marts.execute("select measure_no, target_group from marts.measure_target_groups").fetchall()
    assert sorted(rows) == sorted((no, group) for no, row in MEASURES.items() for group in row[3])


@pytest.mark.parametrize("measure_no", WORDINGS)
def test_both_wordings_are_kept(marts, measure_no):
    row = marts.execute(
        "select overview_wording, body_wording from marts.measures where measure_no = $no", {"no": measure_no}
    ).fetchone()
    assert row == WORDINGS[measure_no]


def test_measures_worded_differently(marts):
    rows = marts.execute(
        "select measure_no, overview_promises_more from marts.measures where is_worded_differently order by measure_no"
    ).fetchall()
    assert rows == [(7, True), (10, False), (11, True), (12, True), (14, False)]


def test_16_measures_are_139_tasks(marts):
    counts = marts.execute("select is_joint, count(*) from marts.measure_tasks group by all order by all").fetchall()
    assert counts == [(False, 135), (True, 4)]
    per_measure = marts.execute(
        "select measure_no, count(distinct area) from marts.measure_tasks where not is_joint group by all order by all"
    ).fetchall()
    assert per_measure == [(no, 9) for no in MEASURES if no != 10]
    joint = marts.execute(
        "select measure_no, owner, deadline from marts.measure_tasks where is_joint order by measure_no"
    ).fetchall()
    assert joint == JOINT_TASKS


def test_tasks_by_deadline_on_23_november_2026(marts):
    row = marts.execute(
        """select
            count(*) filter (where deadline < $today),
            count(*) filter (where deadline is null),
            count(*) filter (where deadline >= $today)
        from marts.measure_tasks""",
        {"today": date(2026, 11, 23)},
    ).fetchone()
    assert row == (93, 36, 10)


def test_dates_that_bind_the_plan(marts):
    rows = marts.execute("select date, in_plan, plan_section from marts.plan_dates").fetchall()
    assert sorted(rows, key=str) == [
        (date(2026, 12, 31), False, None),
        (date(2026, 12, 31), True, "5.2"),
        (date(2027, 6, 30), True, "5.2"),
    ]


def test_the_mandate_of_the_group(marts):
    rows = marts.execute("select heading, wording, plan_section from marts.plan_mandate order by place").fetchall()
    assert [heading for heading, *_ in rows] == [None] * 3 + ["Mandat for arbeidsgruppa"] * 4
    assert rows[2][1] == "Lederen for Krisesenteret deltar også."
    assert [wording for _, wording, _ in rows[3:]] == [
        "Revidere interkommunal handlingsplan mot vold i nære relasjoner",
        "Følge opp om tiltakene i planen er gjennomført",
        "Vurdere eventuelle nye tiltak",
        "Frist: 30.6.2027",
    ]
    assert {section for *_, section in rows} == {"5.2"}


def test_what_the_plan_leaves_out(marts):
    rows = marts.execute("select kind, plan_section from marts.plan_limits").fetchall()
    assert sorted(rows) == [
        ("bevisst utenfor planen", "3.1"),
        ("bevisst utenfor planen", "3.4"),
        ("overlatt til neste plan", "3"),
    ]


def test_the_plan_is_valid_as_far_as_somebody_has_said_it(marts):
    """The plan prints no period: it is the word of one of the municipalities, also where its last day is told."""
    title = "Handlingsplan mot vold i nære relasjoner"
    said = marts.execute("select plan_id, title, valid_from, valid_until, validity_said_by from marts.plans").fetchall()
    assert said == [("plan_2023", title, date(2023, 1, 1), date(2026, 12, 31), "loten_kommune")]
    ends = marts.execute("select date, source_id from marts.plan_dates where date_id = 'period_ends'").fetchall()
    assert ends == [(date(2026, 12, 31), "loten_kommune")]
