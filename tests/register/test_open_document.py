"""Sheets that come back as OpenDocument: read as those of Excel are, and no harm done by those made to do some."""

from datetime import date

import pytest

import ods
from filled_sheets import FIRST_ROW, TASKS, filled
from register.sheet.excel import RefusedError, opened
from register.sheet.read import read
from register.sheet.write import COLUMNS
from register.validation.rules import DONE, ONGOING

TODAY = date(2026, 11, 26)
ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
OLD_ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>'
    "</table:table-cell>"
)
NOTED = (
    '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Noen</dc:creator><text:p>Merknad'
    "</text:p></office:annotation><text:p>I <text:span>gang</text:span></text:p></table:table-cell>"
)
UNTYPED = '<table:table-cell office:{}="1" table:number-columns-repeated="{}"/>'
UNTYPED_NAMES = ("value", "string-value", "boolean-value", "date-value", "time-value")
TOO_FAR, TOO_LARGE = "celler langt utenfor tabellen", "Filen er for stor."


def made(**cells: str) -> bytes:
    """A form with one row; a cell is given as XML, by its heading in lower case."""
    given = {"tiltak": ods.cell(1), "kommune": ods.cell("Hamar"), "status": ods.cell(ONGOING)} | cells
    filled_in = "".join(given.get(label.lower().replace(" ", "_"), ods.cell(None)) for label in COLUMNS)
    return ods.of_sheets(ods.sheet(ods.row("".join(map(ods.cell, COLUMNS))) + ods.row(filled_in)))


def told(content: bytes) -> dict[str, str]:
    return {problem.column: problem.sentence for problem in read(content, TASKS, TODAY).problems}


def test_a_sheet_saved_as_ods_says_what_it_said():
    content = filled(
        {"Status": DONE, "På plass": "03.2026", "Kommentar": "To\nlinjer & <tegn>"},
        {"Status": "i gang", "Ny frist": "31.12.2027", "Gjelder dato": "1.11.2026"},
        {"Status": "Ferdig"},
    )
    excel, open_document = read(content, TASKS, TODAY), read(ods.saved_as_ods(content), TASKS, TODAY)
    assert open_document == excel
    assert [row.draft and row.draft.status for row in excel.rows] == [DONE, ONGOING, None]
    assert [problem.row for problem in excel.problems] == [FIRST_ROW + 2]


def test_a_stored_date_is_a_date():
    cell = '<table:table-cell office:value-type="date" office:date-value="2027-06-30"><text:p>30.06.27</text:p>'
    [row] = read(made(ny_frist=f"{cell}</table:table-cell>"), TASKS, TODAY).rows
    assert row.draft.new_deadline == date(2027, 6, 30)


def test_what_is_noted_at_a_cell_is_not_its_text():
    [row] = read(made(status=NOTED), TASKS, TODAY).rows
    assert row.draft.status == ONGOING


@pytest.mark.parametrize(("cell", "shows"), [(ERROR, "#N/A"), (OLD_ERROR, "#DIV/0!")], ids=["new", "old"])
def test_a_cell_that_shows_an_error_is_told_and_never_read_as_empty(cell, shows):
    assert told(made(kommentar=cell)) == {
        "Kommentar": f"Cellen viser feilen «{shows}». Skriv svaret i cellen, eller tøm den."
    }


def test_a_formula_nobody_worked_out_is_told_and_one_with_a_value_is_read():
    assert (
        "formel som ikke er regnet ut"
        in told(made(kommentar='<table:table-cell table:formula="of:=[.A1]"/>'))["Kommentar"]
    )
    worked_out = '<table:table-cell table:formula="of:=[.A1]" office:value-type="string"><text:p>Ja</text:p>'
    [row] = read(made(kommentar=f"{worked_out}</table:table-cell>"), TASKS, TODAY).rows
    assert row.draft.comment == "Ja"


def test_what_stands_after_a_cell_without_a_value_stays_where_it_is():
    cells = '<table:table-cell table:formula="of:=[.A1]"/>' + ods.cell("b") + ERROR + ods.cell("d")
    [[_, second, _, fourth]] = opened(ods.of_sheets(ods.sheet(ods.row(cells))), "Status").rows
    assert (second, fourth) == ("b", "d")


def test_a_cell_repeated_over_two_rows_stands_in_both():
    rows = ods.row(ods.cell("a") + ods.cell("b", 2), 2) + ods.row(ods.cell("c"))
    book = opened(ods.of_sheets(ods.sheet(rows)), "Status")
    assert book.rows == [["a", "b", "b"], ["a", "b", "b"], ["c", "", ""]]


def test_days_counted_from_1904_are_told_of():
    before = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    assert opened(ods.of_sheets(ods.sheet(ods.row(ods.cell("a"))), before), "Status").is_1904


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        (ods.sheet(ods.row(ods.cell("a", 100_000_000))), TOO_FAR),
        (ods.sheet(ods.row(ods.cell("a"), 100_000_000)), TOO_FAR),
        (ods.sheet(ods.EMPTY_REST.format(1_000_000) + ods.row(ods.cell("a"))), TOO_FAR),
        (ods.sheet(ods.row(ods.cell(None, 16_000) + ods.cell("a"))), TOO_FAR),
        (ods.sheet(ods.row(ods.cell("a" * 1_000, 100), 2_000)), TOO_LARGE),
        (ods.sheet(ods.row(ods.cell("a").replace("a<", 'a<text:s text:c="300000000"/><'))), TOO_LARGE),
        ("<a/>" * 500_001, TOO_LARGE),
        ("".join(ods.sheet("", str(number)) for number in range(51)), "over 50 ark"),
        (ods.sheet(ods.row(ods.cell("a"))) * 2, "det samme arket flere ganger"),
        (ods.sheet(ods.row(ods.cell("a").replace("<text:p>", f"{ods.sheet('', 'b')}<text:p>"))), "er skadet"),
        *((ods.sheet(ods.row(UNTYPED.format(name, 1_000), 100)), "er skadet") for name in UNTYPED_NAMES),
    ],
    ids=[
        "columns",
        "rows",
        "rows before",
        "columns before",
        "long texts",
        "spaces",
        "elements",
        "sheets",
        "twice",
        "within",
        *UNTYPED_NAMES,
    ],
)
def test_what_would_grow_is_refused(sheets, reason):
    with pytest.raises(RefusedError, match=reason):
        opened(ods.of_sheets(sheets), "Status")


def test_entities_of_its_own_are_refused():
    content = ods.of_sheets(ods.sheet(ods.row(ods.cell("a"))), doctype='<!DOCTYPE office [<!ENTITY a "aa">]>')
    with pytest.raises(RefusedError, match="er skadet"):
        opened(content, "Status")


def test_what_unpacks_to_too_much_is_refused():
    with pytest.raises(RefusedError, match=TOO_LARGE):
        opened(ods.of_sheets(f"<!--{' ' * 50_000_001}-->"), "Status")


def test_a_workbook_without_the_sheet_is_told():
    [problem] = read(ods.of_sheets(ods.sheet("", "Ark1")), TASKS, TODAY).problems
    assert problem.sentence.startswith("Filen har ikke noe ark som heter «Status»")
