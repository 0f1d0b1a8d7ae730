"""The made-up reports, for plans of other sizes than the shipped one."""

import duckdb
import pytest
from sqlalchemy import select

from pipelines.build import SQL
from register import example, schema
from register.database import open_register, reading
from register.rights import JOINT
from reported import frozen

MEASURES = range(1, 6)


@pytest.fixture
def engine(new_address):
    return open_register(new_address("sqlite", is_made=True))


@pytest.mark.parametrize(
    ("municipalities", "said"),
    [
        (1, "Eksempel: 0 av 1 kommuner har oppnevnt."),
        (2, "Eksempel: 1 av 2 kommuner har oppnevnt."),
        (3, "Eksempel: 2 av 3 kommuner har oppnevnt."),
        (9, "Eksempel: 6 av 9 kommuner har oppnevnt."),
        (30, "Eksempel: 20 av 30 kommuner har oppnevnt."),
    ],
)
def test_it_is_filled_with_what_the_plan_has(engine, municipalities, said):
    areas = [f"eksempel_{number:02}" for number in range(municipalities)]
    tasks = [(measure_no, area) for measure_no in MEASURES for area in areas] + [(5, JOINT)]
    example.fill(engine, frozen(dict.fromkeys(tasks)))
    with reading(engine) as register:
        rows = {
            table.name: register.execute(select(table)).mappings().all() for table in (schema.reports, *schema.ENTRIES)
        }
        assert len(register.execute(select(schema.rounds)).all()) == 2
    assert {(row["measure_no"], row["area_code"]) for row in rows["reports"]} <= set(tasks)
    assert {row["measure_no"] for row in rows["assessments"]} == {1, 2}
    assert {row["measure_no"] for row in rows["conclusions"]} <= {1}
    assert [row["note"] for row in rows["milestones"]] == [said]
    assert {row["area_code"] for row in rows["appointments"]} <= set(areas)
    members = [row["area_code"] for row in rows["appointments"] if row["seat"] == "member"]
    assert members == areas[: int(said.split()[1])]


def test_a_plan_without_any_of_its_measures_is_filled_too(engine):
    example.fill(engine, frozen({(20, "eksempel_a"): None}))
    with reading(engine) as register:
        assert register.execute(select(schema.assessments)).all() == []


@pytest.mark.parametrize(("place", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (30, "AD"), (53, "BA")])
def test_made_up_names_do_not_run_out_of_letters(place, letters):
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.execute((SQL / "register_functions.sql").read_text(encoding="utf-8"))
        assert connection.execute("select raw.letters($1)", [place]).fetchone() == (letters,)


def test_what_is_joint_is_known_by_the_same_key_in_queries():
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.execute((SQL / "register_functions.sql").read_text(encoding="utf-8"))
        assert connection.execute("select raw.is_joint($1), raw.is_joint('3')", [JOINT]).fetchone() == (True, False)
