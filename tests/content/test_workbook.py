"""All the data as one workbook, read back with other libraries than the one that wrote it."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from content import warehouse
from content.downloads import workbook
from content.figures.credits import EXAMPLE
from pipelines.publish import publish
from plants import change
from register.entries import save
from register.entry_kinds import Contact, CouncilMeeting
from register.rounds import open_round
from register.validation.rules import LONGEST
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, send, send_at_any_rate

FIXED = ["Om dataene", "Definisjoner", "Kilder"]
NUMBERS = {"INTEGER", "BIGINT", "DOUBLE"}


def opened(version: str) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(version)))


def rows(book: Workbook, sheet: str) -> list[dict]:
    heading, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def about(book: Workbook) -> dict[str, str]:
    return {row[0]: row[1] for row in book["Om dataene"].iter_rows(values_only=True) if row[0]}


@pytest.fixture(scope="module")
def filled_book(filled) -> tuple[str, Workbook]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        version = warehouse.version_in_use()
        yield version, opened(version)


def expected(version: str) -> dict[str, str]:
    """Marts and their comments, as the two files have them; the status marts stand in for those of the same name."""
    found = {}
    for name in warehouse.names(version):
        sql = "select table_name, comment from duckdb_tables() where database_name = $name and schema_name = 'marts'"
        found |= dict(warehouse.query(version, sql, {"name": name}).itertuples(index=False))
    return found


def test_every_mart_is_a_sheet_with_its_comment(filled_book):
    version, book = filled_book
    marts = expected(version)
    assert {"prevalence", "task_status", "proposed_measures"} < marts.keys()
    assert book.sheetnames[:3] == FIXED and set(book.sheetnames[3:]) == marts.keys()
    assert marts.items() <= about(book).items()
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_every_value_is_there_as_what_it_is(filled_book):
    version, book = filled_book
    for mart in expected(version):
        frame = warehouse.query(version, "from query_table($mart)", {"mart": mart})
        types = warehouse.query(version, "describe from query_table($mart)", {"mart": mart})
        types = types[[(mart, name) != ("recipients", "address") for name in types["column_name"]]]
        written = rows(book, mart)
        assert len(written) == len(frame)
        for column, type in zip(types["column_name"], types["column_type"], strict=True):
            for value, cell in zip(frame[column], [row[column] for row in written], strict=True):
                if type.endswith("[]"):
                    assert (cell or "") == ", ".join(str(each) for each in value)
                elif pd.isna(value):
                    assert cell is None
                elif type == "BOOLEAN":
                    assert cell == ("ja" if value else "nei")
                elif type in NUMBERS:
                    assert isinstance(cell, int | float) and cell == pytest.approx(value, rel=1e-12)
                elif type in ("DATE", "TIMESTAMP"):
                    assert isinstance(cell, datetime) and abs(cell - value) < pd.Timedelta(milliseconds=2)
                else:
                    assert (type, cell) == ("VARCHAR", value)


def test_dates_look_like_dates_and_times_like_times(filled_book):
    _, book = filled_book
    deadline, published = book["measures"]["K2"], book["publication"]["B2"]
    assert [book["measures"]["K1"].value, book["publication"]["B1"].value] == ["deadline", "published_at"]
    assert (deadline.value.date(), deadline.number_format) == (date(2023, 12, 31), "dd.mm.yyyy")
    assert published.number_format == "dd.mm.yyyy hh:mm:ss"


def test_every_column_is_defined(filled_book):
    version, book = filled_book
    defined = {(row["Ark"], row["Kolonne"]): row for row in rows(book, "Definisjoner")}
    headings = {(name, cell.value) for name in book.sheetnames[3:] for cell in book[name][1]}
    assert defined.keys() == headings
    assert all(row["Hva den er"] for row in defined.values())
    kinds = {
        defined["laws", "measure_nos"]["Type"],
        defined["laws", "law"]["Type"],
        defined["measures", "deadline"]["Type"],
    }
    assert kinds == {"liste", "tekst", "dato"}


def test_sources_are_named(filled_book):
    version, book = filled_book
    told = {row["Kilde (source_id)"]: row for row in rows(book, "Kilder")}
    assert told.keys() == set(warehouse.query(version, "select source_id from marts.sources")["source_id"])
    assert "[" not in "".join(row["Tittel og utgiver"] for row in told.values())
    assert "4\u00a0527 deltakere" in told["nkvts_2014"]["Undersøkelsen"]


def test_what_it_is_stands_first(filled_book):
    version, book = filled_book
    told = about(book)
    assert list(warehouse.names(version)) == [told["Versjon av tallene"], told["Versjon av status"]]
    assert told["Utvalg"] == "Alt som er publisert, uten filter." and " kl. " in told["Tallene ble lagt ut"]
    assert "Merk" not in told


def test_header_rows_stay_and_columns_are_as_wide_as_needed(filled_book):
    _, book = filled_book
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "A2"
        widths = [dimension.width for dimension in book[name].column_dimensions.values()]
        assert widths and max(widths) <= workbook.WIDEST_COLUMN + 1 and min(widths) >= 4


def test_a_text_is_a_text(local_register):
    texts = ("=cmd|' /C calc'!A0", "+47 22", "-2", "@sum", "\t=1", "{=1}", "http://a.no", "\x01\x0b", "_x0041_")
    for text in texts:
        send_at_any_rate(local_register, replace(REPORT, comment=f"{text} slutt"))
    content = workbook.workbook(warehouse.version_in_use())
    found = rows(openpyxl.load_workbook(io.BytesIO(content)), "task_history")
    assert len(found) == len(texts) and all(row["comment"].endswith("slutt") for row in found)
    heading, *told = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("task_history").to_python()
    assert len(told) == len(texts) and all(row[heading.index("comment")].endswith("slutt") for row in told)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in file.namelist() if name.endswith(".rels") and b"http://a.no" in file.read(name)]
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_no_address_is_in_it_also_not_one_that_was_taken_away(local_register):
    for typed in ("foer@hamar.kommune.no", "naa@hamar.kommune.no"):
        save(local_register, WORKING_GROUP, Contact(HAMAR, typed), {HAMAR}, TODAY, typed)
    note = CouncilMeeting(HAMAR, date(2027, 6, 14), "Ekstramøte")
    save(local_register, WORKING_GROUP, note, {HAMAR}, TODAY, "meeting")
    content = workbook.workbook(warehouse.version_in_use())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if b"@hamar.kommune.no" in file.read(name)]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [(row["kind"], row["text"]) for row in rows(book, "entry_texts")] == [("council_meetings", "Ekstramøte")]
    assert "Hamar" in {row["name"] for row in rows(book, "recipients")}


def test_long_texts_are_whole(local_register):
    long = "å" * LONGEST
    send(local_register, replace(REPORT, comment=long, responsible=long))
    [row] = rows(opened(warehouse.version_in_use()), "task_history")
    assert (row["comment"], row["responsible"]) == (long, long)


def test_what_is_saved_now_is_in_a_workbook_made_now(local_register):
    before = opened(warehouse.version_in_use())
    open_round(local_register, WORKING_GROUP, "Høsten 2026", date(2026, 12, 15), TODAY, tasks=139)
    send(local_register, REPORT)
    after = opened(warehouse.version_in_use())
    assert rows(before, "rounds") == [] and rows(before, "task_history") == []
    assert rows(after, "rounds")[0]["title"] == "Høsten 2026" and rows(after, "task_history")[0]["status"] == "I gang"


def test_one_changed_number_is_changed(built, reading, tmp_path):
    changes = change({"estimate_id": "rape_2014_women"}, percent="9.9", wording="9,9 prosent av kvinnene")
    publish(built({"prevalence": changes}), tmp_path, "0" * 16)
    found = {row["estimate_id"]: row["percent"] for row in rows(opened(reading(tmp_path)), "prevalence")}
    assert found["rape_2014_women"] == 9.9


def test_an_empty_version_has_its_sheets(emptied, reading):
    version = reading(emptied)
    book = opened(version)
    assert book.sheetnames[:3] == FIXED and set(book.sheetnames[3:]) == expected(version).keys()
    assert rows(book, "prevalence") == [] and rows(book, "Kilder") == []


def test_the_example_is_marked(local_register, tmp_path, monkeypatch):
    used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    version = warehouse.version_in_use()
    book = opened(version)
    assert next(book["Om dataene"].iter_rows(values_only=True))[:2] == ("Merk", EXAMPLE)
    assert {row["area"] for row in rows(book, "measure_tasks")} == {"Felles"} | {f"Kommune {x}" for x in "ABCDEFGHI"}
    assert workbook.file_name(version).startswith("eksempeldata-alle-dataene")


def test_names_of_sheets_are_short_and_their_own():
    marts = ["a" * 40, "a" * 31, "A" * 32, "kilder", "prevalence"]
    names = list(workbook.sheet_names(marts).values())
    assert all(len(name) <= 31 for name in names)
    assert len({name.lower() for name in [*FIXED, *names]}) == len(FIXED) + len(marts)
    assert names[-1] == "prevalence"
