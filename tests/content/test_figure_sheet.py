"""The sheet of figures: what is filled in becomes rows, and what is wrong is told by sheet, row and column."""

from datetime import datetime, time
from itertools import compress

import duckdb
import pytest
from openpyxl.comments import Comment

from content.figure_sheet import cells, form, write
from content.figures import over_time
from figure_sheets import (
    CAVEATS,
    HEADER,
    INDICATORS,
    NEW,
    NUMBERS,
    RESOURCES,
    SOURCES,
    book_of,
    filled_in,
    places,
    read_in,
    saved,
    told_of,
    type_in,
)
from ods import saved_as_ods
from pipelines.build import RAW, build
from pipelines.delivered import Standing
from plants import change
from register.sheet.excel import Percent, plain
from some_tables import changed

UNTOUCHED = ("Arket er likt det som ligger inne. Ingenting blir endret.",)


@pytest.fixture(scope="module")
def there(tables):
    return {table.name: table for table in tables}


@pytest.fixture(scope="module")
def empty(there) -> bytes:
    return write.of_indicator("", RESOURCES, there)


def test_a_new_indicator_with_thirty_numbers_is_published(empty, tables, tmp_path):
    delivery = read_in(filled_in(empty, NEW), tables)
    assert {name: len(rows) for name, rows in delivery.rows.items()} == {
        "sources": 1, "indicators": 1, "observations": 30, "indicator_caveats": 1
    }  # fmt: skip
    assert not delivery.gone and not delivery.told
    version = build(RAW, tmp_path, standing=Standing((delivery,), "state", {}))
    with duckdb.connect(str(tmp_path / version), read_only=True) as connection:
        found = connection.execute(
            "select category, sex, value from marts.observations where indicator_id = 'digital_vold_elever'"
        ).fetchall()
    typed = {(row["Hva tallet gjelder"], row["Kjønn"], row["Tall"]) for row in NEW[NUMBERS]}
    assert len(found) == 30 and set(found) == typed


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_an_untouched_sheet_hands_in_nothing(resource, there, tables):
    delivery = read_in(write.of_table(resource.name, RESOURCES, there), tables)
    assert delivery.is_empty and delivery.told == UNTOUCHED


KNOWN, GIRLS, BOYS = "ungvold_kinds_2023", 3, 4
"""An indicator of few numbers, and the rows of its sheet that two of them stand on."""


@pytest.fixture(scope="module")
def known(there) -> bytes:
    return write.of_indicator(KNOWN, RESOURCES, there)


def edited(content: bytes, typed: dict, sheet: str = NUMBERS, row: int = GIRLS) -> bytes:
    book = book_of(content)
    type_in(book[sheet], row, typed)
    return saved(book)


def as_share(content: bytes, shown: str, value: float, column: str = "Tall", sheet: str = NUMBERS) -> bytes:
    book = book_of(content)
    type_in(book[sheet], GIRLS, {column: value})
    book[sheet].cell(GIRLS, places(book[sheet])[column]).number_format = shown
    return saved(book)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (41, "41"),
        (41.5, "41.5"),
        (41.125, "41.125"),
        (9.2000000000000011, "9.2"),
        ("41,5", "41.5"),
        ("41.5", "41.5"),
        (" 41\u00a0", "41"),
        ("\u200b41,5\u200b", "41.5"),
        ("41,5 %", "41.5"),
        ("41,5\u00a0%", "41.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567,5", "1234567.5"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, meant):
    assert read_cell(typed, "observations", "value") == meant


def read_cell(typed, table: str, name: str) -> str | None:
    [resource] = [resource for resource in RESOURCES if resource.name == table]
    return cells.meant(typed, resource.fields[name])


def test_a_number_that_is_mended_is_all_that_is_handed_in(known, tables):
    delivery = read_in(edited(known, {"Tall": "41,5 %"}), tables)
    [row] = delivery.rows["observations"]
    assert row["observation_id"] == "ungvold_any_2023_girls" and row["value"] == "41.5"
    assert dict(delivery.lines) == {"observations": [GIRLS]} and not delivery.gone and not delivery.told


@pytest.mark.parametrize("shown", ["0%", "0.00%", '0.0" "%;[Red]-0.0%'])
def test_a_cell_that_is_shown_in_percent_is_what_it_shows(known, tables, shown):
    content = as_share(known, shown, 0.092)
    for name, written in (("tall.xlsx", content), ("tall.ods", saved_as_ods(content))):
        [row] = read_in(written, tables, name).rows["observations"]
        assert row["value"] == "9.2"


def test_a_number_below_one_percent_is_read_and_asked_about(known, tables):
    delivery = read_in(as_share(known, '0.000" %"', 0.092), tables)
    assert [row["value"] for row in delivery.rows["observations"]] == ["0.092"]
    assert delivery.told == (
        f"Arket «{NUMBERS}», rad {GIRLS}, kolonne «Tall»: 0,092 er under én prosent. Er det 9,2 %, skriver du 9,2.",
    )


def test_a_row_of_another_table_is_known_by_name_or_key(known, tables):
    book = book_of(known)
    for row, named in enumerate(["Norge (0)", "norge", " NORGE ", 0, "0"], start=GIRLS):
        type_in(book[NUMBERS], row, {"Område": named})
    assert read_in(saved(book), tables).is_empty


@pytest.mark.parametrize(
    ("typed", "table", "name", "meant"),
    [
        ("Gutter ", "observations", "sex", "gutter"),
        ("GUTTER\u200b", "observations", "sex", "gutter"),
        ("x", "observations", "is_provisional", "ja"),
        ("JA ", "observations", "is_provisional", "ja"),
        (True, "observations", "is_provisional", "ja"),
        (1.0, "observations", "is_provisional", "ja"),
        ("Nei", "observations", "is_provisional", "nei"),
        (3403.0, "observations", "area_code", "3403"),
        ("0301", "observations", "area_code", "0301"),
        (Percent(0.09), "observations", "as_worded", "9 %"),
        ("56 500", "observations", "base", "56500"),
        ("56.500", "observations", "base", "56500"),
        (datetime(2027, 6, 30), "plan_dates", "date", "2027-06-30"),
        ("30.6.2027", "plan_dates", "date", "2027-06-30"),
        ("30. juni 2027", "plan_dates", "date", "2027-06-30"),
        ("2027-06-30", "plan_dates", "date", "2027-06-30"),
        (46568.0, "plan_dates", "date", "2027-06-30"),
        ("", "plan_dates", "date", None),
        ("\u200b \u00a0", "observations", "note", None),
    ],
)
def test_a_cell_is_read_however_it_is_typed(typed, table, name, meant):
    assert read_cell(typed, table, name) == meant


def test_a_bare_number_of_days_is_told_where_they_are_counted_from_1904():
    [day] = [resource.fields["date"] for resource in RESOURCES if resource.name == "plan_dates"]
    assert cells.meant(44_000, day) == "2020-06-18"
    with pytest.raises(cells.UnreadableError, match="regner dager fra 1904"):
        cells.meant(44_000, day, is_1904=True)


def test_columns_are_known_by_name_in_any_order_below_anything(known, tables):
    book = book_of(known)
    sheet = book[NUMBERS]
    at = places(sheet)
    for heading, name in (("Tall", "value"), ("Kjønn", "SEX"), ("Nøkkel fra før", "Min kolonne")):
        sheet.cell(HEADER, at[heading], name)
    sheet.move_range(f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}", rows=4, cols=2)
    for column in range(1, sheet.max_column + 1):
        # The names once more, and a row with nothing in it.
        sheet.cell(HEADER + 4 - 1, column).value = None
    sheet.insert_rows(HEADER + 5, 2)
    for column in range(3, sheet.max_column + 1):
        sheet.cell(HEADER + 5, column, sheet.cell(HEADER + 4, column).value)
    sheet.cell(HEADER + 7, at["Tall"] + 2, 41)
    delivery = read_in(saved(book), tables)
    assert [(row["observation_id"], row["value"]) for row in delivery.rows["observations"]] == [
        ("ungvold_any_2023_girls", "41")
    ]
    assert delivery.lines["observations"] == [HEADER + 7]
    [told] = delivery.told
    assert told == f"Arket «{NUMBERS}»: kolonnen «Min kolonne» er ikke blant tabellens, og blir ikke lest."


def test_hidden_rows_and_sheets_are_read(known, tables):
    book = book_of(edited(known, {"Tall": 41}))
    book[NUMBERS].row_dimensions[GIRLS].hidden = True
    book[NUMBERS].sheet_state = "veryHidden"
    assert len(read_in(saved(book), tables).rows["observations"]) == 1


def test_what_is_not_read_is_told(known, tables):
    book = book_of(known)
    book[NUMBERS].cell(GIRLS, 2).comment = Comment("Se her", "A")
    book[NUMBERS].cell(HEADER, 40, "Egne notater")
    book[NUMBERS].cell(GIRLS, 40, "Husk")
    book.create_sheet("Mine tall")["A1"] = "Hei"
    assert read_in(saved(book), tables).told == (
        *UNTOUCHED,
        "Kommentarer på celler blir ikke lest.",
        f"Arket «{NUMBERS}»: kolonnen «Egne notater» er ikke blant tabellens, og blir ikke lest.",
        "Arket «Mine tall» blir ikke lest: det er ikke en av tabellene.",
    )


def test_a_row_goes_when_it_is_marked_and_not_when_it_is_deleted(known, tables):
    book = book_of(edited(known, {"Fjernes": "ja"}))
    book[NUMBERS].delete_rows(BOYS)
    delivery = read_in(saved(book), tables)
    assert dict(delivery.gone) == {"observations": [{"observation_id": "ungvold_any_2023_girls"}]}
    assert not delivery.rows
    assert delivery.told == (
        f"1 rad er slettet fra arket «{NUMBERS}», og blir stående. Skal en rad bort, velger du «ja» under «Fjernes» på "
        "den.",
    )


def test_a_row_that_is_emptied_stays(known, tables):
    book = book_of(known)
    for column in range(1, places(book[NUMBERS])["Fjernes"]):
        book[NUMBERS].cell(GIRLS, column).value = None
    told = f"Arket «{NUMBERS}», rad {GIRLS}, er tømt. Raden som ligger inne, blir stående."
    assert read_in(saved(book), tables).told == (*UNTOUCHED, told)


def test_a_row_copied_without_its_key_is_a_new_one(known, tables):
    book = book_of(known)
    sheet, at = book[NUMBERS], places(book[NUMBERS])
    for column in range(1, sheet.max_column + 1):
        sheet.cell(9, column, sheet.cell(GIRLS, column).value)
    type_in(sheet, 9, {"Nøkkel": None, "Hva tallet gjelder": "Noe annet", "Tall": 39})
    delivery = read_in(saved(book), tables)
    [row] = delivery.rows["observations"]
    assert (row["observation_id"], row["category"]) == ("ungvold_kinds_2023_1", "Noe annet")
    type_in(sheet, 9, {"Nøkkel": sheet.cell(GIRLS, at["Nøkkel"]).value})
    assert told_of(saved(book), tables) == [
        f"tall.xlsx, arket «{NUMBERS}», rad 9, kolonne «Nøkkel»: «ungvold_any_2023_girls» står også på rad 3. "
        "Forventet: én rad for hver."
    ]


def test_a_row_that_gets_another_key_takes_the_place_of_the_one_it_was(there, tables):
    content = write.of_table("homicides", RESOURCES, there)
    delivery = read_in(edited(content, {"Relasjon": "en annen relasjon"}, "Drap"), tables)
    [row], [lost] = delivery.rows["homicides"], delivery.gone["homicides"]
    assert row["relation"] == "en annen relasjon" != lost["relation"] and len(delivery.told) == 1
    assert "blir borte: raden har fått en annen nøkkel." in delivery.told[0]


def test_what_others_have_changed_meanwhile_is_not_undone(known, tables):
    newer = [changed(table, newer_value) if table.name == "observations" else table for table in tables]
    assert read_in(known, newer).is_empty
    delivery = read_in(edited(known, {"Merknad": "Ny"}), newer)
    assert [row["value"] for row in delivery.rows["observations"]] == ["39"]
    place = f"Arket «{NUMBERS}», rad {GIRLS},"
    assert delivery.told == (f"{place} er endret av andre etter at arket ble laget. Arket går foran.",)


def newer_value(rows):
    return [row | {"value": "38"} if row["observation_id"] == "ungvold_any_2023_girls" else row for row in rows]


def test_lines_of_a_few_columns_leave_the_others_as_they_are(tables):
    content = "sep=;\r\nNøkkel;Tall\r\nungvold_any_2023_girls;41,5\r\nungvold_any_2023_boys;9\r\n".encode("cp1252")
    delivery = read_in(content, tables, "Tall for indikatorer.csv")
    [row] = delivery.rows["observations"]
    assert row["value"] == "41.5" and row["wording"] == "39 prosent av jentene"
    assert delivery.lines["observations"] == [3]


def test_lines_of_any_name_are_known_by_their_headings(tables):
    header = "Indikator;Kilde;Område;Hvem;Kjønn;Hva tallet gjelder;Ordene i kilden;Tall;Hvor nøyaktig;Foreløpig"
    line = f"{KNOWN};dagsavisen_ungvold_2023;Norge;elever;jenter;Noe;7 prosent;7;eksakt;"
    delivery = read_in(f"{header}\n{line}\n".encode(), tables, "Mappe1.csv")
    [row] = delivery.rows["observations"]
    assert (row["observation_id"], row["area_code"], row["is_provisional"]) == ("ungvold_kinds_2023_1", "0", "nei")


def test_a_workbook_of_open_document_is_read_alike(empty, tables):
    content = filled_in(empty, NEW)
    assert read_in(saved_as_ods(content), tables, "x.ods").rows == read_in(content, tables, "x.xlsx").rows


MISTAKES = {
    "error": ({"Tall": "#REF!"}, "Tall", "cellen viser feilen «#REF!»", "et tall, for eksempel 9,2"),
    "formula": ({"Tall": "=A1+1"}, "Tall", "cellen har en formel som ikke er regnet ut", "et tall, for eksempel 9,2"),
    "words": ({"Tall": "ca. 9"}, "Tall", "«ca. 9» kan ikke leses", "et tall, for eksempel 9,2"),
    "two ways": ({"Tall": "56.500"}, "Tall", "«56.500» kan leses på to måter", "56\u00a0500 eller 56,5000"),
    "date": ({"Tall": datetime(2026, 4, 9)}, "Tall", "cellen er en dato, «09.04.2026»", "et tall, for eksempel 9,2"),
    "time": ({"Tall": time(9, 2)}, "Tall", "cellen er et klokkeslett", "et tall, for eksempel 9,2"),
    "date in a text": (
        {"Periode": datetime(2026, 3, 1)},
        "Periode",
        "regnearket har gjort det som ble skrevet om til en dato, «01.03.2026»",
        "tekst: formater cellen som tekst, og skriv det på nytt",
    ),
    "parts of a person": ({"Alder fra": 16.5}, "Alder fra", "«16,5» kan ikke leses", "et helt tall på høyst ni siffer, for eksempel 1 200"),
    "share of a year": ({"År": "20 %"}, "År", "«20 %» er en prosent", "et årstall, for eksempel 2024, uten prosenttegn"),
    "too old": ({"Alder fra": 200}, "Alder fra", "«200» er for høyt", "høyst 130"),
    "crossed": ({"Alder fra": 20}, "Alder fra", "«20» er høyere enn «19» i «Alder til»", "at «Alder fra» ikke er høyere enn «Alder til»"),
    "no choice": ({"Foreløpig": "kanskje"}, "Foreløpig", "«kanskje» kan ikke leses", "«ja» eller «nei»"),
    "unknown": ({"Kilde": "En rapport"}, "Kilde", "«En rapport» finnes ikke i Kilder", "en verdi som står i Kilder"),
    "empty": ({"Hvem": None}, "Hvem", "cellen er tom", "en verdi"),
    "huge": ({"Tall": 1e300}, "Tall", "«1e+300» kan ikke leses", "et tall, for eksempel 9,2"),
    "removed?": ({"Fjernes": "kanskje"}, "Fjernes", "«kanskje» kan ikke leses", "«ja», eller tom"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["tall.xlsx", "tall.ods"])
def test_mistakes_are_told_by_sheet_row_and_column_all_in_one_run(known, tables, name):
    book = book_of(known)
    told = []
    for row, (typed, column, problem, expected) in enumerate(MISTAKES.values(), start=20):
        for place in range(1, places(book[NUMBERS])["Fjernes"]):
            book[NUMBERS].cell(row, place, book[NUMBERS].cell(GIRLS, place).value)
        type_in(book[NUMBERS], row, {"Nøkkel": None} | typed)
        told.append(f"{name}, arket «{NUMBERS}», rad {row}, kolonne «{column}»: {problem}. Forventet: {expected}.")
    content = saved(book)
    assert told_of(saved_as_ods(content) if name == "tall.ods" else content, tables, name) == told


def test_merged_cells_are_told(known, tables):
    book = book_of(known)
    at = places(book[NUMBERS])["Hvem"]
    book[NUMBERS].merge_cells(start_row=GIRLS, end_row=BOYS, start_column=at, end_column=at)
    [told] = told_of(saved(book), tables)
    assert told.startswith(
        f"tall.xlsx, arket «{NUMBERS}», rad {BOYS}, kolonne «Hvem»: cellen er slått sammen med den på"
    )


def test_a_row_that_is_not_there_can_not_go(known, tables):
    content = filled_in(known, {NUMBERS: [NEW[NUMBERS][0] | {"Fjernes": "ja"}]})
    [told] = told_of(content, tables)
    assert "kolonne «Fjernes»: raden skal fjernes, men finnes ikke fra før." in told


def test_a_source_that_is_used_can_not_go(known, tables):
    [told] = told_of(edited(known, {"Fjernes": "ja"}, SOURCES), tables)
    assert told.startswith(f"{NUMBERS} (ligger inne), kolonne «Kilde»: «dagsavisen_ungvold_2023» finnes ikke i Kilder.")


def test_a_percentage_of_what_is_not_counted_in_percent_is_told(there, tables):
    indicator = next(
        row["indicator_id"]
        for row in there["observations"].records
        if row["value"] and unit_of(there, row["indicator_id"]) != "prosent"
    )
    content = write.of_indicator(indicator, RESOURCES, there)
    [told] = told_of(as_share(content, "0%", 0.09), tables)
    assert f"kolonne «Tall»: «9 %» er en prosent, men indikatoren teller {unit_of(there, indicator)}." in told


def unit_of(there, indicator: str) -> str:
    return next(row["unit"] for row in there["indicators"].records if row["indicator_id"] == indicator)


def test_a_sheet_without_its_key_is_told(there, tables):
    book = book_of(write.of_table("homicides", RESOURCES, there))
    sheet, at = book["Drap"], places(book["Drap"])
    for heading in ("Relasjon", "Nøkkel fra før"):
        sheet.cell(HEADER, at[heading], "Noe annet")
    assert told_of(saved(book), tables) == [
        "tall.xlsx, arket «Drap»: kolonnen «Relasjon» mangler. Forventet: overskriftene i arket som ble lastet ned her."
    ]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_each_column_has_a_norwegian_name_of_its_own(resource):
    fields = resource.fields.values()
    assert all(field.title for field in fields)
    names = [plain(name) for field in fields for name in {field.title, field.name}]
    assert len({*names, plain(form.REMOVED), plain(form.BASIS)}) == len(names) + 2


def test_each_table_has_a_sheet_of_its_own():
    names = [plain(form.sheet_name(resource)) for resource in RESOURCES] + [plain(form.GUIDE), plain(form.LISTS)]
    assert len({*names}) == len(names) and max(map(len, names)) <= 31


def offered(book, sheet: str, heading: str) -> list[str]:
    """What the drop-down of a column offers, and the formulas of what is written on another sheet."""
    found = book[sheet]
    column = found.cell(HEADER, places(found)[heading]).column_letter
    [rule] = [rule for rule in found.data_validations.dataValidation if f"{column}{HEADER + 1}" in rule.sqref]
    assert rule.type == "list" and rule.errorStyle == "warning"
    listed, cells = rule.formula1.split("!")
    return [cell.value for (cell,) in book[listed][cells.replace("$", "")]]


def test_the_sheet_offers_what_can_be_chosen(empty):
    book = book_of(empty)
    assert offered(book, NUMBERS, "Kjønn") == ["kvinner", "menn", "jenter", "gutter", "begge", "ukjent"]
    assert offered(book, NUMBERS, "Område")[:2] == ["Norge (0)", "Innlandet (34)"]
    sources = offered(book, NUMBERS, "Kilde")
    first_new = f"='{SOURCES}'!$A${HEADER + 1}"
    assert (
        "(nkvts_2014)" in sources[1] and sources[52].startswith("=IF(") and first_new.removeprefix("=") in sources[52]
    )
    assert book["Lister"].sheet_state == "hidden"


def test_what_is_typed_stays_what_it_is(there):
    book = book_of(write.of_table("plan_dates", RESOURCES, there))
    sheet = book["Datoer for planen"]
    letters = {name: sheet.cell(HEADER, column).column_letter for name, column in places(sheet).items()}
    formats = {name: sheet.column_dimensions[letter].number_format for name, letter in letters.items()}
    assert formats["Dato"] == "dd.mm.yyyy" and formats["Kapittel i planen"] == "@"
    written = sheet.cell(HEADER + 1, places(sheet)["Dato"])
    assert written.number_format == "dd.mm.yyyy" and isinstance(written.value, datetime)
    areas = book_of(write.of_table("areas", RESOURCES, there))["Områder"]
    assert areas.cell(HEADER + 1, places(areas)["Områdenummer"]).value == "0"


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_whole(tables, there):
    digits = "9.2345678901234567"
    longer = {"observations": changed(there["observations"], lambda rows: [rows[0] | {"value": digits}, *rows[1:]])}
    assert read_in(write.of_table("observations", RESOURCES, there | longer), [*(there | longer).values()]).is_empty


def test_every_column_is_explained(known):
    book = book_of(known)
    explained = {(row[0], row[1]): row for row in book["Forklaring"].iter_rows(values_only=True)}
    for sheet in (SOURCES, INDICATORS, NUMBERS, CAVEATS):
        for heading in [name for name in places(book[sheet]) if name not in (form.REMOVED, form.BASIS)]:
            what = explained[sheet, heading]
            assert what[4] and what[5].count(".") == 1, heading
    assert explained[NUMBERS, "Kjønn"][2] == "ja" and not explained[NUMBERS, "Indikator"][2]
    assert explained[NUMBERS, "Kilde"][3].endswith(f"Tom betyr den på arket «{SOURCES}», der det bare er én.")


def test_a_new_indicator_is_offered_the_kinds_that_draw_what_is_handed_in_alone(empty):
    lists = book_of(empty)["Lister"]
    [kinds] = [column for column in lists.iter_cols(values_only=True) if column[0] == "indicators.kind"]
    assert [kind for kind in kinds[1:] if kind] == ["anslag"]


DRAWN_ROWS = "select source_id, year, category from marts.observations where indicator_id = $1 and not is_derived"
"""What the figures of an indicator are drawn of, whichever table it stands in."""
ALL_SAID = {"category": "alle", "population": "alle", "sex": "alle", "survey": "alle", "recall_period": None}


def test_the_numbers_of_each_indicator_stand_in_its_sheet(there, marts):
    for row in there["indicators"].records:
        numbers_stand(row["indicator_id"], row["kind"], there, marts)


def numbers_stand(indicator, kind, there, marts):
    tables = form.numbers_of(RESOURCES, there, indicator)
    rows = [row for table in tables for row in form.rows_of(table, there, indicator)]
    drawn = marts.execute(DRAWN_ROWS, [indicator]).fetchall()
    if form.is_of_centre(there, indicator):
        assert tables == []
        return
    assert rows, indicator
    if kind == "utsagn":
        said = marts.execute(f"select wording from ({over_time.SAID}) where in_plan", ALL_SAID).fetchall()
        assert sorted(row["wording"] for row in rows) == sorted(words for (words,) in said)
    elif kind.startswith("ungdom"):
        # A row has a number for each time that it tells of, and some rows are of acts together.
        assert {row["act"] for row in rows} >= {act for *_, act in drawn} and drawn
    else:
        # A share of all cases is told in words alone, and of two sources one is drawn.
        is_drawn = [row.get("is_main") != "nei" and not is_worded(row) for row in rows]
        standing = [
            (row["source_id"], int(row.get("year") or row.get("year_to") or 0)) for row in compress(rows, is_drawn)
        ]
        assert sorted(standing) == sorted((source, year or 0) for source, year, _ in drawn), indicator


def is_worded(row) -> bool:
    return row.get("concern") == "alle saker" and row["cases"] is None


def test_what_the_plan_prints_of_the_centres_is_of_another_figure_than_their_years(there):
    [table] = form.numbers_of(RESOURCES, there, "national_residents")
    printed = changed(there[table.name], change({"area_code": "0"}, in_plan="ja"))
    assert form.rows_of(table, there | {table.name: printed}, "national_residents") == []


def test_a_new_number_says_what_all_beside_it_say_but_for_what_is_of_one_alone(there):
    [table] = form.numbers_of(RESOURCES, there, "advisory_under_18")
    rows = form.rows_of(table, there, "advisory_under_18")
    assert {(row["year"], row["in_plan"], row["plan_section"]) for row in rows} == {("2021", "ja", "3.6")}
    alike = {"area_code": "0", "age_group": "under 18 år", "source_id": "plan"}
    assert form.alike(table, rows) == alike | {"is_provisional": "nei", "is_unconfirmed": "nei"}


def test_a_year_more_of_a_table_that_is_drawn_is_published(there, tables, tmp_path):
    content = write.of_indicator("national_residents", RESOURCES, there)
    typed = {
        "Område": "Norge (0)", "År": 2025, "Brukergruppe": "voksne", "Bruk": "beboere", "Antall": 2400,
        "Hvor nøyaktig": "eksakt", "Telt slik": "fra og med 2021", "Kilde": "bufdir_krisesenter",
    }  # fmt: skip
    delivery = read_in(filled_in(content, {"Bruk av krisesentrene": [typed]}), tables)
    place = "Arket «Bruk av krisesentrene», rad 21, kolonne «Hovedtall»"
    assert delivery.told == (f"{place} er tom, og blir «ja» som i de andre radene.",)
    version = build(RAW, tmp_path, standing=Standing((delivery,), "state", {}))
    with duckdb.connect(str(tmp_path / version), read_only=True) as connection:
        select = "select value from marts.observations where indicator_id = 'national_residents' and year = 2025"
        assert connection.execute(select).fetchall() == [(2400,)]


@pytest.mark.parametrize(("typed", "kept"), [(None, "ja"), ("nei", "nei")])
def test_what_is_second_hand_is_not_confirmed_by_an_empty_cell(known, tables, typed, kept):
    row = {"Kjønn": "begge", "Hva tallet gjelder": "Noe nytt", "Hvem": "elever", "Område": 0, "Tall": 3}
    row |= {"Kilde": "dagsavisen_ungvold_2023", "Indikator": KNOWN, "Ordene i kilden": "3 prosent"}
    delivery = read_in(filled_in(known, {NUMBERS: [row | {"Ikke bekreftet": typed}]}), tables)
    [new] = delivery.rows["observations"]
    assert (new["is_unconfirmed"], new["is_provisional"], new["in_plan"]) == (kept, "nei", "nei")
    assert [told for told in delivery.told if "Ikke bekreftet" in told] == (
        []
        if typed
        else [f"Arket «{NUMBERS}», rad 9, kolonne «Ikke bekreftet» er tom, og blir «ja» som i de andre radene."]
    )


def test_nobody_is_addressed_in_two_ways(known):
    said = [str(cell.value) for sheet in book_of(known) for row in sheet for cell in row if cell.value]
    assert [line for line in said if " dere " in f" {line.replace('.', ' ').replace(',', ' ')} "] == []
