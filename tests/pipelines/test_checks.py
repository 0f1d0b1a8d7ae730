"""Every check catches the row it is there for: mistakes are planted beside each other, and each is told."""

import re
import shutil
from collections import defaultdict
from functools import reduce

import duckdb
import pytest

from pipelines.build import KEY, RAW, SQL, CheckError, build, check, compute_marts, load, stage
from pipelines.delivered import Standing
from pipelines.delivery import Delivery
from pipelines.findings import finding_of
from pipelines.validate import described, read_and_validate
from plants import (
    OTHER_VISITS_2024,
    PLANTS,
    PLANTS_IN_MARTS,
    add,
    are_apart,
    change,
    estimate,
    gated,
    observation,
    of_both_sexes,
    survey,
)
from proofs import some
from some_tables import Change, changed, put

LEVEL = {file.stem: file.parent.name for file in (SQL / "checks").glob("*/*.sql")}


def found(connection) -> tuple[str, dict[str, list[str]]]:
    """Whether errors or notices, and what each check says, through the build's own step."""
    try:
        level, said = "notice", [(name, detail) for name, _, detail in check(connection)]
    except CheckError as error:
        level, said = "error", [(finding.check, finding.detail) for finding in error.findings]
    details = {name: [] for name in LEVEL}
    for name, detail in said:
        details.setdefault(name, []).append(detail)
    return level, details


def finds(connection, name: str) -> list[str]:
    level, details = found(connection)
    assert level == LEVEL[name], details
    return details[name]


def together() -> list[list[tuple]]:
    """The plants, those of one level that share no row beside each other: they are looked for at once."""
    groups: list[list[tuple]] = []
    for name, detail, changes in PLANTS:
        for group in groups:
            if all(
                LEVEL[name] == LEVEL[other]
                and all(are_apart(changes[table], those[table]) for table in changes.keys() & those.keys())
                for other, _, those in group
            ):
                break
        else:
            groups.append(group := [])
        group.append((name, detail, changes))
    return groups


def merged(plants: list[dict[str, Change]]) -> dict[str, Change]:
    """All changes of each table, one after the other."""
    by_table: dict[str, list[Change]] = defaultdict(list)
    for changes in plants:
        for table, one in changes.items():
            by_table[table].append(one)

    def all_of(changes: list[Change]) -> Change:
        return lambda rows: reduce(lambda rows, change: change(rows), changes, rows)

    return {table: all_of(changes) for table, changes in by_table.items()}


@pytest.mark.parametrize("plants", together(), ids=lambda plants: "+".join(dict.fromkeys(name for name, *_ in plants)))
def test_checks_catch_what_is_planted(planted, marts, plants):
    on_shipped = marts.execute("select check_name, detail from marts.notices").fetchall()
    level, details = found(planted(merged([changes for *_, changes in plants])))
    for name, detail, _ in plants:
        assert (name, detail) not in on_shipped, "the shipped data already says so, and the plant proves nothing"
        assert level == LEVEL[name] and detail in details[name]


@pytest.mark.parametrize(("name", "detail", "statement"), PLANTS_IN_MARTS, ids=["table", "column"])
def test_check_catches_what_is_done_to_the_marts(planted, name, detail, statement):
    connection = planted()
    connection.execute(statement)
    assert finds(connection, name) == [detail]


def test_what_is_computed_in_part_is_as_if_all_of_it_had_been(built, tables):
    """Else a plant would be looked for in marts that never heard of it."""
    changes = survey("nkvts_2019", year="2018") | {"measures": change({"measure_no": "1"}, section="4.9")}
    in_part, in_full = built(changes), duckdb.connect()
    load(in_full, [changed(table, changes[table.name]) if table.name in changes else table for table in tables])
    stage(in_full)
    compute_marts(in_full)
    select = "select table_name from duckdb_tables() where schema_name = 'marts' order by all"
    names = in_full.execute(select).fetchall()
    assert in_part.execute(select).fetchall() == names
    for (name,) in names:
        query = f"from marts.{name} order by all"
        assert in_part.execute(query).fetchall() == in_full.execute(query).fetchall(), name


def role(was, becomes):
    """Areas of a role get another, or are gone."""
    return lambda rows: [
        row | {"area_type": becomes} if row["area_type"] == was else row
        for row in rows
        if becomes or row["area_type"] != was
    ]


def another(kind):
    return {"areas": add(area_code="1", area="Et sted til", area_type=kind)}


WRONG_ROLES = {
    "no country": ({"areas": role("land", None)}, "0 områder har rollen «land»: det skal være akkurat ett"),
    "none together": ({"areas": role("samlet", None)}, "0 områder har rollen «samlet»: det skal være akkurat ett"),
    "nobody for what is joint": (
        {"areas": role("felles", None)},
        "0 områder har rollen «felles»: det skal være akkurat ett",
    ),
    "no municipality": ({"areas": role("kommune", "fylke")}, "0 områder har rollen «kommune»: det skal være minst ett"),
    "two together": (another("samlet"), "2 områder har rollen «samlet»: det skal være akkurat ett"),
    "two for what is joint": (another("felles"), "2 områder har rollen «felles»: det skal være akkurat ett"),
    "two counties": (another("fylke"), "2 områder har rollen «fylke»: det skal være høyst ett"),
    "two centres": (another("krisesenter"), "2 områder har rollen «krisesenter»: det skal være høyst ett"),
    "two of small ones": (another("småkommuner"), "2 områder har rollen «småkommuner»: det skal være høyst ett"),
    "another key for what is joint": (
        {"areas": change({"area_code": "felles"}, area_code="sammen")},
        "«Felles» har rollen «felles», og må ha den som kode også: registeret kjenner det på koden",
    ),
    "a municipality beside those together": (
        another("kommune"),
        "Et sted til er ikke med i området med rollen «samlet»",
    ),
    "small ones of another place": (
        {"area_members": add(area_code="smaa_kommuner", member_code="34")},
        "34 er med i området med rollen «småkommuner», men er ikke en kommune",
    ),
}


@pytest.mark.parametrize(("changes", "told"), WRONG_ROLES.values(), ids=WRONG_ROLES)
def test_areas_that_queries_ask_for_by_role_are_as_many_as_they_count_on(planted, tables, changes, told):
    """As the check itself says, which reads no mart."""
    connection = planted()
    put(connection, [changed(table, changes[table.name]) for table in tables if table.name in changes])
    check_itself = (SQL / "checks" / LEVEL["area_roles"] / "area_roles.sql").read_text(encoding="utf-8")
    assert told in [detail for _, detail in connection.execute(check_itself).fetchall()]


@pytest.mark.parametrize(
    "wrong", some(["no country", "two together", "a municipality beside those together"], WRONG_ROLES)
)
def test_marts_can_be_computed_of_areas_with_wrong_roles_so_that_it_is_told(planted, wrong):
    changes, told = WRONG_ROLES[wrong]
    assert told in finds(planted(changes), "area_roles")


@pytest.mark.parametrize("kind", ["fylke", "krisesenter", "småkommuner"])
def test_there_need_not_be_a_county_a_centre_or_small_ones(planted, kind):
    _, details = found(planted({"areas": role(kind, None)}))
    assert details["area_roles"] == []


def test_counts_of_a_centre_that_is_no_area_are_told(planted):
    changes = gated("2025", ("3403", "beboere", "22")) | {"areas": role("krisesenter", None)}
    told = "Intet område har rollen «krisesenter», men crisis_centre_gated.csv har tall fra et krisesenter"
    assert finds(planted(changes), "centre_is_a_source") == [told]


def test_every_check_has_a_plant():
    assert {name for name, *_ in PLANTS + PLANTS_IN_MARTS} == LEVEL.keys()


def test_shipped_data_break_no_check_and_every_notice_says_something(planted):
    notices = check(planted())
    # Of the numbers of indicators: six sources print no number of answers, nine were read from a rendering.
    assert len(notices) == 17 + 6 + 9
    assert len(set(notices)) == len(notices)
    assert all(detail for *_, detail in notices)


def test_two_sources_that_agree_are_no_finding(planted):
    agreeing = {"crisis_centre_use": add(**OTHER_VISITS_2024, amount="13586", is_main="nei")}
    assert not [detail for detail in finds(planted(agreeing), "sources_disagree") if "2024" in detail]


def test_survey_without_ages_is_not_contradicted(planted):
    detail = finds(planted(survey("nkvts_2019", age_from=None, age_to=None)), "ages_within_survey")
    assert not [line for line in detail if "barna" in line]


def test_of_a_municipality_neither_no_number_nor_an_open_register_needs_to_say_of_how_many(planted):
    def refused(**cells) -> list[str]:
        changes = observation("physical_last_year_2023", area_code="3425", base=None, **cells)
        return found(planted(changes))[1]["municipal_counts_pass_the_gate"]

    assert refused() and not refused(value=None, missing_reason="ikke oppgitt")
    counted = observation("advisory_2023_men", area_code="3425", base=None, source_id="ssb_07459")
    assert found(planted(counted))[1]["municipal_counts_pass_the_gate"] == []


def test_what_is_left_of_both_sexes_may_be_told_where_it_is_large_or_nobody(planted):
    for *numbers, unit in (
        ({"value": "40"}, {"value": "40"}, "antall"),
        ({"value": "40"}, {"value": "30"}, "antall"),
        ({"value": "40"}, {"value": "38", "year": "2023"}, "antall"),
        ({"value": "40"}, {"value": "38", "category": "Andre"}, "antall"),
        # 60 are not 32 and 27, as the shares are printed.
        ({"value": "12", "base": "500"}, {"value": "13", "base": "250"}, {"value": "11", "base": "250"}, "prosent"),
    ):
        changes = of_both_sexes(unit, *numbers)
        assert found(planted(changes))[1]["municipal_counts_pass_the_gate"] == [], numbers


def test_later_addition_needs_no_wording(planted):
    later = add(
        year_from="2021", year_to="2021", relation="Partner", victims="9", in_plan="nei", source_id="drapsoversikt_2021"
    )
    check(planted({"homicides": later}))


DOUBLES = {
    "two sources for one municipality and year": (
        {"population_totals": lambda rows: [*rows, next(row for row in rows if row["area_code"] == "3425") | {"source_id": "plan"}]},
        "marts.population_totals har 2 rader for «3425», «2015» (area_code, year): det skal være én",
    ),
    "an act twice": (
        {"youth_violence": lambda rows: [*rows, rows[0]]},
        "(act, frequency): det skal være én",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), DOUBLES.values(), ids=DOUBLES)
def test_a_mart_has_one_row_of_what_it_is_of(planted, changes, told):
    with pytest.raises(CheckError) as refused:
        check(planted(changes))
    assert any(finding.check == "grain" and told in finding.detail for finding in refused.value.findings), refused.value


def test_what_a_check_finds_is_told_as_a_mistake_in_a_file_is(tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    said = (raw / "prevalence.csv").read_text(encoding="utf-8")
    (raw / "prevalence.csv").write_text(said.replace(",9.2,", ",92,", 1), encoding="utf-8")
    # A sum is of no row.
    total = (raw / "population_totals.csv").read_text(encoding="utf-8")
    (raw / "population_totals.csv").write_text(re.sub(r"(?m)^0,2026,.", "0,2026,6", total), encoding="utf-8")
    # What was handed in, stands in its sheet.
    [row] = [one for one in read_and_validate(RAW) if one.name == "facts"]
    fact = row.records[0] | {"sentence": "saker i 1999 der Kompetanseteamet ga råd."}
    sheet = Delivery("ark.xlsx", {"facts": [fact]}, lines={"facts": [7]})
    with pytest.raises(CheckError) as refused:
        build(raw, tmp_path / "out", standing=Standing((sheet,), "state", {}))
    lines = str(refused.value).splitlines()
    assert (
        "prevalence.csv, linje 2, kolonne «wording»: tallet 92 står ikke i «9,2 % av kvinnene». "
        "Forventet: ordene i kilden, med tallet i."
    ) in lines
    assert any(line.startswith("ark.xlsx, arket «Enkelttall», rad 7, kolonne «sentence»: tallet er ") for line in lines)
    assert any(": aldersgruppene gir " in line and ". Forventet: aldersgrupper som" in line for line in lines)
    assert not any(name in line for name in LEVEL for line in lines), "what a check is called is ours"


@pytest.mark.parametrize("file", sorted((SQL / "checks" / "error").glob("*.sql")), ids=lambda file: file.stem)
def test_every_check_that_stops_says_what_is_expected_and_where_its_rows_are(file):
    finding = finding_of(file, "x: y")
    assert finding.expected and not finding.expected.endswith(".")
    fields = {resource.name: resource for resource in described(RAW)}
    for place in finding.at:
        table, _, column = place.partition(".")
        assert not column or column in fields[table].fields
        assert len(fields[table].key) == 1, "a row is found by one cell"


def test_a_check_that_tells_of_a_row_by_its_key_says_in_which_table_it_stands(tables):
    of_key = {resource.name: resource.key[0] for resource in described(RAW) if len(resource.key) == 1}
    known = [table for table in tables if table.name in of_key]
    keys = {(table.file, key) for table in known for key in table.column(of_key[table.name]).values}
    for name, detail, _ in PLANTS:
        about, _, problem = detail.partition(": ")
        file, _, key = about.rpartition(", ")
        is_known = any(key == one and file in ("", of) for of, one in keys)
        if LEVEL[name] == "error" and problem and is_known:
            assert finding_of(SQL / "checks" / "error" / f"{name}.sql", detail).at, detail


@pytest.mark.parametrize("file", sorted((SQL / "marts").glob("*.sql")), ids=lambda file: file.stem)
def test_every_mart_says_what_its_key_is(file):
    head = file.read_text(encoding="utf-8").split("create table")[0]
    assert KEY.search(head), f"{file.name} has no line «-- key: …» before its table"


def test_the_plans_words_are_quoted_and_ours_are_not(planted):
    told = "Antall svar er ikke oppgitt, og usikkerheten kan ikke beregnes, for {}."
    assert told.format("én av fem utsatte") in finds(planted(), "base_not_printed")
    nested = estimate("parents_severe_plan", wording="Fem prosent av «den norske befolkningen»")
    assert told.format("«Fem prosent av ‘den norske befolkningen’»") in finds(planted(nested), "base_not_printed")
