"""Numbers of a table of Statistics Norway's, fetched from a server that answers as it does, become a delivery."""

import json
from dataclasses import replace
from functools import partial

import pytest

import pxweb_server
from http_server import Reply, as_json
from new_rows import INDICATOR
from pipelines import pxweb
from pipelines.build import RAW, check
from pipelines.delivered import overlaid
from pipelines.fetched import fetched, population
from pipelines.pxweb import AnswerError
from pipelines.validate import described
from plants import add
from pxweb_server import REAL, accounts, serving
from some_tables import changed
from statistics_norway import NEXT_YEAR, THIS_YEAR, dataset
from statistics_norway import serving as replying

REGION = "KOKkommuneregion0000"
REGIONS = {"EAK": "Landet", "3403": "Hamar", "3412": "Løten", "3419": "Våler (Innlandet)", "0301": "Oslo - Oslove"}
ROW = {
    "fetch_id": "municipal_accounts",
    "table_no": "12134",
    "title": "Utvalgte nøkkeltall for kommuneregnskap",
    "indicator_id": "free_income",
    "contents": "KOSAG110000",
    "contents_wording": "Frie inntekter per innbygger (kr)",
    "region": REGION,
    "country_code": "EAK",
    "chosen": None,
    "years": "2",
    "population": "kommuner",
    "category": "Frie inntekter per innbygger",
}


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
def there(tables):
    with_indicator = {"indicators": add(**INDICATOR)}
    return {
        table.name: changed(table, with_indicator[table.name]) if table.name in with_indicator else table
        for table in tables
    }


def amount(cell):
    """Of a place and a year; Løten's last is not there."""
    if cell[REGION] == "3412" and cell["Tid"] == "2024":
        return ".."
    return 60_000 + 1_000 * list(REGIONS).index(cell[REGION]) + int(cell["Tid"]) % 100 + 0.5


TABLE = accounts(REGIONS, amount)


def more(new, old):
    return [*old, *new]


def refused(row: dict, there, table=TABLE, number: str = "12134") -> str:
    with serving({number: table}) as (api, _), pytest.raises(AnswerError) as wrong:
        fetched(ROW | row, there, api)
    return str(wrong.value)


def test_the_numbers_of_a_table_become_a_delivery(there):
    with serving({"12134": TABLE}) as (api, asked):
        delivery = fetched(ROW, there, api)
    chosen = f"valueCodes[{REGION}]=EAK,3403,3412,3419&valueCodes[ContentsCode]=KOSAG110000&valueCodes[Tid]=top(2)"
    assert asked == [
        "/v2/tables/12134/metadata?lang=no&outputFormat=json-stat2",
        f"/v2/tables/12134/data?lang=no&outputFormat=json-stat2&{chosen}",
    ]
    rows = {(row["area_code"], row["year"]): row for row in delivery.rows["observations"]}
    assert {at: row["value"] for at, row in rows.items()} == {
        ("0", "2023"): "60023.5", ("0", "2024"): "60024.5", ("3403", "2023"): "61023.5", ("3403", "2024"): "61024.5",
        ("3412", "2023"): "62023.5", ("3412", "2024"): None, ("3419", "2023"): "63023.5", ("3419", "2024"): "63024.5",
    }  # fmt: skip
    assert rows["3412", "2024"]["missing_reason"] == "Tallet finnes ikke"
    assert rows["3412", "2024"]["note"] == "SSB har merket tallet med «..»."
    [source] = delivery.rows["sources"]
    assert source["source_id"] == "ssb_12134" and source["licence"] == "CC BY 4.0" and source["year"] == "2024"
    [told] = delivery.told
    assert told.startswith("Tabell 12134 har ikke tall for Innlandet, Elverum") and "Hamar" not in told


def test_what_is_fetched_is_accepted_by_every_check(there, built):
    with serving({"12134": TABLE}) as (api, _):
        rows = fetched(ROW, there, api).rows
    changes = {name: partial(more, new) for name, new in rows.items()}
    connection = built({"indicators": add(**INDICATOR)} | changes)
    check(connection)
    found = connection.execute(
        "select count(*), sum(value) from marts.observations where indicator_id = 'free_income'"
    ).fetchone()
    assert found == (8, sum(float(row["value"]) for row in rows["observations"] if row["value"]))


def test_what_is_there_already_is_not_handed_in_again(there):
    with serving({"12134": TABLE}) as (api, _):
        first = fetched(ROW, there, api)
        known = there | {name: changed(there[name], partial(more, new)) for name, new in first.rows.items()}
        assert fetched(ROW, known, api).is_empty
    other = accounts(REGIONS, lambda cell: 1 if cell[REGION] == "3403" and cell["Tid"] == "2024" else amount(cell))
    with serving({"12134": other}) as (api, _):
        delivery = fetched(ROW, known, api)
    assert [(row["area_code"], row["value"]) for row in delivery.rows["observations"]] == [("3403", "1")]
    assert "sources" not in delivery.rows


def test_the_population_is_handed_in_where_it_is_another(there):
    same, newer = (as_json(dataset(year, persons)) for year, persons in ((2026, THIS_YEAR), (2027, NEXT_YEAR)))
    for reply, count in ((same, 0), (newer, len(NEXT_YEAR))):
        with replying([reply]) as (address, _):
            delivery = population(there, address.removesuffix("/tables/07459/data"))
        assert len(delivery.rows.get("population", ())) == count and not delivery.gone


def test_a_year_that_is_corrected_takes_the_place_of_its_bands(there):
    first, *_ = THIS_YEAR
    corrected = THIS_YEAR | {first: THIS_YEAR[first] + 1}
    with replying([as_json(dataset(2026, corrected))]) as (address, _):
        delivery = population(there, address.removesuffix("/tables/07459/data"))
    [resource] = [table for table in described(RAW) if table.name == "population"]
    found, _ = overlaid(there["population"], resource, [delivery])
    assert {row["age_from"] == row["age_to"] or row["age_to"] is None for row in found.records} == {True}
    assert sum(int(row["persons"]) for row in found.records) == sum(THIS_YEAR.values()) + 1


def test_the_country_has_our_code_where_no_other_is_said(there):
    with serving({"12134": accounts({"0": "Landet", "3403": "Hamar"}, lambda cell: 1)}) as (api, _):
        delivery = fetched(ROW | {"country_code": None}, there, api)
    assert {row["area_code"] for row in delivery.rows["observations"]} == {"0", "3403"}


def test_the_real_answer_is_read():
    answer = pxweb.read(REAL, "12134")
    assert answer.of_role("geo").codes == {"0301": "Oslo - Oslove", "4601": "Bergen", "5001": "Trondheim - Tråante"}
    assert answer.of_role("metric").units == {"KOSAG110000": "kr"}
    assert [value for _, value, _ in answer.cells()] == [81240, 66605, 62853]


WRONG = {
    "no indicator": ({"indicator_id": None}, "ikke knyttet til en indikator"),
    "no number of a table": ({"table_no": "1213"}, "«1213» er ikke et tabellnummer"),
    "another table": ({"table_no": "12279"}, "SSB har ingen tabell på"),
    "no such dimension": ({"region": "Region"}, "har ingen dimensjon Region"),
    "unknown contents": ({"contents": "KOSAG1"}, "forstår ikke spørringen (svar 400) og sier «Non-existent value»"),
    "another dimension": ({"chosen": "Kjonn=0"}, "er ikke delt slik tabell 12134 var"),
    "another meaning": ({"contents_wording": "Brutto driftsutgifter"}, "Koden KOSAG110000 er hos SSB «Frie inntekter"),
}


@pytest.mark.parametrize(("row", "told"), WRONG.values(), ids=WRONG)
def test_what_is_not_what_was_chosen_is_told(there, row, told):
    assert told in refused(row, there)


class AllOfIt(pxweb_server.Table):
    """It answers with all that it has, whatever is chosen."""

    def data(self, asked):
        return super().data(dict.fromkeys(asked, "*"))


def test_more_than_what_was_chosen_is_not_taken(there):
    told = refused({}, there, AllOfIt(TABLE.described, TABLE.value))
    assert f"Svaret fra SSB er ikke det som ble valgt av {REGION}: 0301" in told


def test_what_ssb_has_changed_is_told(there):
    assert "Koden 3403 er hos SSB «Stange», men hos oss «Hamar»" in refused(
        {}, there, accounts(REGIONS | {"3403": "Stange"}, amount)
    )
    assert "«Landet uten Oslo», men hos oss «Norge»" in refused(
        {}, there, accounts(REGIONS | {"EAK": "Landet uten Oslo"}, amount)
    )
    assert "har ingen av områdene" in refused({}, there, accounts({"0301": "Oslo"}, amount))
    assert "ikke et tall som kan vises" in refused({}, there, accounts(REGIONS, lambda cell: -1))
    percent = accounts(REGIONS, amount)
    percent.described["dimension"]["ContentsCode"]["category"]["unit"]["KOSAG110000"]["base"] = "prosent"
    assert "SSB teller prosent i KOSAG110000, men indikatoren teller kroner" in refused({}, there, percent)
    other = replace(percent, described=json.loads(json.dumps(percent.described).replace("12134", "12135")))
    assert "er ikke fra tabell 12134" in refused({}, there, other)
    quarters = accounts(REGIONS, lambda cell: 1)
    quarters.described = json.loads(json.dumps(quarters.described).replace('"2024"', '"2024K4"'))
    assert "ikke for hele år, men for «2024K4»" in refused({}, there, quarters)


def test_tables_are_searched_for():
    with serving({"12134": TABLE}) as (api, asked):
        [found] = pxweb.search("kommuneregnskap", api)
        assert (found.table, found.first, found.last, found.updated) == ("12134", "2022", "2024", "2026-03-16")
        assert found.title.startswith("12134: Utvalgte nøkkeltall") and pxweb.search("drap", api) == []
        about = pxweb.described("12134", api)
    assert about.dimensions[REGION].codes == REGIONS and not about.values
    assert asked[0] == "/v2/tables?lang=no&query=kommuneregnskap&pageSize=20"


def test_what_is_asked_for_is_never_too_long_an_address():
    many = [f"{code:04}" for code in range(500)]
    with serving({"12134": TABLE}) as (api, asked):
        with pytest.raises(AnswerError, match="valgt for mye"):
            pxweb.numbers("12134", {REGION: many}, api)
    assert asked == []


BODY = json.dumps(TABLE.metadata()).encode()
ANSWERS = {
    "busy": (Reply(b"", 429, {"Retry-After": "3600"}), "er opptatt"),
    "too many": (Reply(b'{"title": "Too many cells"}', 403, {"Content-Type": "application/problem+json"}), "Too many"),
    "HTML": (Reply(pxweb_server.TOO_LONG), "er en nettside"),
    "cut off": (Reply(BODY[:500], missing_bytes=500), "ble avbrutt"),
    "cut JSON": (Reply(BODY[:500]), "ikke JSON, eller ikke helt"),
    "no list": (Reply(b'{"tables": [1]}'), "ikke en liste over tabeller"),
}


@pytest.mark.parametrize(("reply", "told"), ANSWERS.values(), ids=ANSWERS)
def test_what_is_no_answer_is_told(reply, told):
    with replying([reply]) as (address, _), pytest.raises(AnswerError, match=told):
        pxweb.search("barnevern", address)
