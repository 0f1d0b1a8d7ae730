"""The crisis centre's sheet from the page's form and from files: the same numbers, and mistakes told where they are."""

import io

import openpyxl
import pytest

from content.centre_sheet import FORM, gone, label, mistakes_table, read_form, read_sheet, seen_table
from pipelines.build import RAW
from pipelines.centre_year import seen
from pipelines.gate import WHOLE_CENTRE, columns, empty_sheet, places
from pipelines.mistakes import RawDataError
from register.centre_years import Years

COUNTS = columns(RAW)[2:]


def lines(tables, of) -> list[list]:
    return [[2025, place, *(of.get((place, column)) for column in COUNTS)] for place in places(tables)]


def workbook(rows: list[list]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in [columns(RAW), *rows]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def text(rows: list[list], encoding: str) -> bytes:
    told = [";".join("" if cell is None else str(cell) for cell in row) for row in [columns(RAW), *rows]]
    return "\n".join(told).encode(encoding)


def whole_alone() -> dict:
    return {(WHOLE_CENTRE, column): "100" for column in COUNTS}


@pytest.mark.parametrize("kind", ["form", "utf-8-sig", "cp1252", "xlsx"])
@pytest.mark.parametrize("is_by_home", [True, False], ids=["by home", "the whole alone"])
def test_what_is_filled_in_is_the_same_however_it_comes(tables, kind, is_by_home):
    of = {(place, column): "10" for place in places(tables) for column in COUNTS} if is_by_home else {}
    of |= whole_alone()
    if kind == "form":
        found = read_form(RAW, tables, 2025, of)
    elif kind == "xlsx":
        numbers = {key: int(cell) for key, cell in of.items()}
        found, _ = read_sheet(RAW, "året.xlsx", workbook(lines(tables, numbers)))
    else:
        found, _ = read_sheet(RAW, "året.csv", text(lines(tables, of), kind))
    level = seen(found, tables, Years()).outcomes[2025].level
    # Where nothing is said of any municipality, its lines are as if they were not there.
    assert (level, len(found.rows)) == ((3, 10) if is_by_home else (1, 1))
    assert found.rows[0] == ["2025", WHOLE_CENTRE, *["100"] * 6]


def test_a_count_that_can_not_be_read_is_not_said_again(tables):
    with pytest.raises(RawDataError) as told:
        read_form(RAW, tables, 2025, whole_alone() | {(WHOLE_CENTRE, "Dagbesøk"): "13008711x"})
    shown = mistakes_table(told.value.mistakes, FORM, tables).to_csv()
    assert "13008711" not in shown and "Det som står der, kan ikke leses" in shown


def test_a_mistake_is_told_by_its_place_and_what_to_write(tables):
    trysil = next(place for place in places(tables) if place.startswith("Trysil"))
    with pytest.raises(RawDataError) as told:
        read_form(RAW, tables, 2025, whole_alone() | {(trysil, "Barn beboere"): "<5"})
    [row] = mistakes_table(told.value.mistakes, FORM, tables).to_dict("records")
    assert (row["Hvor"], row["Kolonne"], row["Hva er galt"]) == (
        trysil,
        "Beboere, barn",
        "Det som står der, kan ikke leses",
    )
    assert "også når det er lite" in row["Hva skal stå der"]
    with pytest.raises(RawDataError) as told:
        read_sheet(RAW, "året.csv", text([[2025, WHOLE_CENTRE, "1,5", *[None] * 5]], "utf-8"))
    assert mistakes_table(told.value.mistakes, "året.csv", tables)["Hvor"].tolist() == ["Rad 2"]


@pytest.mark.parametrize("of", [{}, {("Trysil", "Barn beboere"): "7"}], ids=["empty", "no whole"])
def test_a_year_without_the_whole_is_told(tables, of):
    with pytest.raises(RawDataError, match="det står ingen tall for «Hele senteret»"):
        read_form(RAW, tables, 2025, of)


def test_a_file_of_headings_alone_is_told_of_as_a_whole(tables):
    with pytest.raises(RawDataError) as told:
        read_sheet(RAW, "året.xlsx", workbook([]))
    [row] = mistakes_table(told.value.mistakes, "året.xlsx", tables).to_dict("records")
    assert (row["Hvor"], row["Hva er galt"]) == ("", "Filen har kolonnenavn, men ingen rader")


def test_what_to_write_for_a_count_is_told_of_counts_alone(tables):
    with pytest.raises(RawDataError) as told:
        read_sheet(RAW, "året.csv", text([["i fjor", WHOLE_CENTRE, *[1] * 6]], "utf-8"))
    [row] = mistakes_table(told.value.mistakes, "året.csv", tables).to_dict("records")
    assert row["Kolonne"] == "År" and "også når det er lite" not in row["Hva skal stå der"]


def test_what_becomes_another_is_shown_beside_what_stands_now(tables):
    now = [["3403", "voksne", "beboere", "1200", None], ["3403", "alle", "dagbesøk", None, "Ikke rapportert"]]
    before = [["3403", "voksne", "beboere", "11", None], ["3403", "alle", "dagbesøk", None, "Ikke rapportert"]]
    [row] = seen_table(now, before, tables).to_dict("records")
    assert row["Beboere, voksne"].replace("\u00a0", " ") == "1 200 (nå: 11)" and row["Dagbesøk"] == "Ikke rapportert"


def test_what_disappears_of_what_is_seen_is_told_by_place(tables):
    cells = [("voksne", "beboere"), ("barn", "beboere"), ("alle", "dagbesøk")]
    before = [[place, *about, "10", None] for place in ("3403", "3411", "3413") for about in cells]
    unreported = [["3403", *about, None, "Ikke rapportert"] for about in (cells[0], cells[2])]
    now = [before[1], *unreported, *before[3:6]]
    assert gone(now, before, tables) == ["Hamar: beboere (voksne) og dagbesøk", "Stange: alle tallene"]
    assert gone(before, now, tables) == gone(unreported, unreported, tables) == []


def test_a_sheet_is_read_by_what_its_columns_are_called_on_the_page_and_by_the_commands(tables):
    called = empty_sheet(RAW, tables, 2025, label)
    assert (
        called.splitlines()[0] == "År;Bosted;" + ";".join(map(label, COUNTS))
        and label("Barn beboere") == "Beboere, barn"
    )
    own = empty_sheet(RAW, tables, 2025)
    found = [read_sheet(RAW, "ark.csv", _filled(sheet).encode("utf-8-sig"))[0] for sheet in (called, own)]
    assert [*found[0].rows] == [*found[1].rows] and [*found[0].rows][0] == [
        "2025",
        WHOLE_CENTRE,
        *map(str, range(60, 66)),
    ]


def _filled(sheet: str) -> str:
    """With numbers of the whole centre."""
    header, whole, *others = sheet.splitlines()
    return "\n".join([header, whole.replace(";;;;;;", ";60;61;62;63;64;65"), *others])


def test_a_cell_in_a_mistake_is_called_as_its_field(tables):
    typed = whole_alone() | {(WHOLE_CENTRE, "Opphold voksne"): "99"}
    with pytest.raises(RawDataError) as told:
        seen(read_form(RAW, tables, 2025, typed), tables, Years())
    [row] = mistakes_table(told.value.mistakes, FORM, tables).to_dict("records")
    assert (row["Kolonne"], row["Hva er galt"]) == ("Opphold, voksne", "Tallet passer ikke med «Beboere, voksne»")
    [row] = mistakes_table(told.value.mistakes, "året.csv", tables).to_dict("records")
    assert (row["Kolonne"], row["Hva er galt"]) == ("Opphold, voksne", "Tallet passer ikke med «Beboere, voksne»")


def test_what_is_seen_stands_in_the_order_of_the_form(tables):
    of = {(place, column): "10" for place in places(tables) for column in COUNTS} | whole_alone()
    found = seen(read_form(RAW, tables, 2025, of), tables, Years())
    assert list(seen_table(found.rows[2025], (), tables))[1:] == list(map(label, COUNTS))
