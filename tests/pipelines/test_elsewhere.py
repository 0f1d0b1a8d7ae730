"""A made-up collaboration elsewhere is a folder of data: all of it is built, with no word of the shipped one."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from elsewhere import AREAS, COLLABORATION, MUNICIPALITIES, OF_THE_PLAN, WITHOUT_SMALL_ONES, fill, raw_elsewhere
from gating import command
from pipelines.build import build
from pipelines.publish import current_version
from pipelines.register_marts import FOLDER, status_in_use
from register.settings import settings


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """All of it, published; only to be read, and for registers beside it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    build(raw_elsewhere(folder / "raw", COLLABORATION), folder / "out")
    return folder / "out"


@pytest.fixture
def rows(tmp_path):
    """A function that builds from tables and selects from what is published."""

    def build_and_select(tables, query, raw=None):
        raw = raw or raw_elsewhere(tmp_path / "raw", tables)
        build(raw, tmp_path / "out")
        return selected(tmp_path / "out", query)

    return build_and_select


def selected(out: Path, query: str) -> list[tuple]:
    """Rows of what is published."""
    with duckdb.connect(str(out / current_version(out)), read_only=True) as published:
        return published.execute(query).fetchall()


def test_areas_together_are_the_sum_of_the_municipalities(out):
    query = "select area_code, persons from marts.population_totals"
    assert dict(selected(out, query)) == {
        "0": 90_000, "99": 72_000, "9901": 54_000, "9902": 36_000, "9903": 18_000,
        "alle_tre": 108_000, "fjordly": 108_000, "vik_og_nes": 54_000,
    }  # fmt: skip


def test_worked_examples_are_of_those_together_and_of_those_that_stand_alone(out, rows):
    query = "select area_code, estimate_id, inhabitants from marts.worked_examples"
    with_small_ones, without = selected(out, query), rows(COLLABORATION | WITHOUT_SMALL_ONES, query)
    assert {code for code, *_ in with_small_ones} == {"alle_tre", "9901"}
    assert {code for code, *_ in without} == {"alle_tre", *MUNICIPALITIES}
    assert ("alle_tre", "any_2025", 12_000) in with_small_ones and ("alle_tre", "any_2025", 12_000) in without


def test_what_its_centre_delivers_is_from_the_source_of_the_centre(rows, tmp_path):
    raw = raw_elsewhere(tmp_path / "raw", COLLABORATION)
    fill(raw, whole=40, Sand=20, Vik=4, Nes=6)
    assert command(raw, "--skriv")[0] == 0
    query = """select area_code, area_type, source_id, amount from marts.crisis_centre_use
        where user_group = 'voksne' and use = 'beboere' order by amount desc"""
    assert rows(COLLABORATION, query, raw) == [
        ("fjordly", "krisesenter", "fjordly", 40),
        ("alle_tre", "samlet", "fjordly", 30),
        ("9901", "kommune", "fjordly", 20),
        ("vik_og_nes", "småkommuner", "fjordly", 10),
    ]


def test_it_need_not_have_a_county_a_centre_or_any_figure(rows):
    areas = [area for area in AREAS if area["area_type"] not in ("fylke", "krisesenter")]
    few = {
        **{name: COLLABORATION[name] for name in OF_THE_PLAN},
        "areas": areas,
        "area_members": [row for row in WITHOUT_SMALL_ONES["area_members"] if row["area_code"] == "alle_tre"],
        "sources": COLLABORATION["sources"][:1],
    }
    assert rows(few, "select count(*) from marts.measure_tasks") == [(4 * 3 + 1,)]


def test_nothing_that_is_published_names_the_shipped_one(out):
    [file] = out.glob("*.duckdb")
    with duckdb.connect(str(file), read_only=True) as published:
        names = published.execute("select table_name, comment from duckdb_tables()").fetchall()
        texts = [
            str(cell) for name, _ in names for row in published.execute(f"from marts.{name}").fetchall() for cell in row
        ]
        texts += [comment for _, comment in names]
        texts += [
            comment for (comment,) in published.execute("select comment from duckdb_columns()").fetchall() if comment
        ]
    for name in ("Hamar", "Innlandet", "Løten", "hamar_krisesenter", "ni_kommuner", "nkvts"):
        assert not [text for text in texts if name.lower() in text.lower()]


@pytest.mark.parametrize("is_example", [False, True])
def test_its_register_asks_its_municipalities_and_what_is_joint(out, tmp_path, is_example):
    used = replace(settings(), address=f"sqlite:///{tmp_path}/register.sqlite", is_example=is_example)
    name, why = status_in_use(out, current_version(out), used)
    assert why is None
    with duckdb.connect(str(out / FOLDER / name), read_only=True) as status:
        seats = status.execute("select area, seat from marts.appointments").fetchall()
        asked = status.execute("select distinct area from marts.measure_tasks where not is_joint order by 1").fetchall()
    named = ["Kommune A", "Kommune B", "Kommune C"] if is_example else ["Nes", "Sand (Fjordfylket)", "Vik"]
    assert [area for (area,) in asked] == named
    assert {area for area, seat in seats if seat in ("member", "coordinator")} == set(named)
    assert {seat for _, seat in seats} == {row["seat"] for row in COLLABORATION["plan_seats"]}
