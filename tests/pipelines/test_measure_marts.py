"""Measures, tasks and what is new: a few given rows, and the rows expected of them."""

from datetime import date

from plants import only

PLAN = {"plan_id": "plan_2023"}


def part(measure_no, is_joint, deadline):
    return PLAN | {"measure_no": measure_no, "is_joint": is_joint, "task": "Gjør", "owner": "Den", "deadline": deadline}


PARTS = {
    "measure_parts": only(
        part("1", "nei", "2023-06-30"), part("1", "ja", "2023-12-31"), part("2", "nei", None), part("3", "ja", None)
    )
}


def test_deadline_of_a_measure_is_the_last_of_its_parts(planted):
    rows = planted(PARTS).execute(
        "select measure_no, deadline from marts.measures where measure_no <= 3 order by measure_no"
    )
    assert rows.fetchall() == [(1, date(2023, 12, 31)), (2, None), (3, None)]


def test_municipal_part_is_nine_tasks_and_joint_part_one(planted):
    rows = planted(PARTS).execute(
        """select measure_no, is_joint, count(*), count(distinct area_code), min(area), max(deadline)
        from marts.measure_tasks group by measure_no, is_joint order by measure_no, is_joint"""
    )
    assert rows.fetchall() == [
        (1, False, 9, 9, "Elverum", date(2023, 6, 30)),
        (1, True, 1, 1, "Felles", date(2023, 12, 31)),
        (2, False, 9, 9, "Elverum", None),
        (3, True, 1, 1, "Felles", None),
    ]


def test_developments_are_in_order_with_the_measures_they_bear_on(planted):
    def development(development_id, known):
        cells = {"development_id": development_id, "date": known, "kind": "lov", "title": "Lov", "consequence": "Ny."}
        return cells | {"is_unconfirmed": "nei"}

    given = {
        "developments": only(
            development("new_year", "2026-01-01"),
            development("some_day", "2025"),
            development("some_day_of_may", "2025-05"),
            development("may", "2025-05-01"),
            development("before", "2022-12-06"),
        ),
        "development_measures": only(
            PLAN | {"development_id": "new_year", "measure_no": "12"},
            PLAN | {"development_id": "new_year", "measure_no": "11"},
        ),
    }
    rows = (
        planted(given).execute("select development_id, is_before_plan, measure_nos from marts.developments").fetchall()
    )
    assert rows == [
        ("before", True, []),
        ("may", False, []),
        ("some_day_of_may", False, []),
        ("some_day", False, []),
        ("new_year", False, [11, 12]),
    ]
