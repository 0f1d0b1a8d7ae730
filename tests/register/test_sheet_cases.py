"""Sheets as other people's software made them: read right, or told by row and column, and nothing saved is lost."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

import ods
from register.sheet.read import Read, read
from register.sheet.row import WRONG
from register.sheet.write import COLUMNS, Task, write
from register.validation.rules import DONE, ONGOING, Report

SHEETS = Path(__file__).parent / "sheets"
TODAY = date(2026, 11, 26)
AREAS = {3: "Hamar", 5: "Ringsaker", 7: "Åmot", 8: "Våler"}
TASKS = [Task(number, area.lower(), area, "Tittel", "Gjør noe", "Rolle", None) for number, area in AREAS.items()]
SAVED = Report(
    3, "hamar", ONGOING, date(2026, 5, 1), comment="Plan", new_deadline=date(2027, 6, 30), link="https://a.no"
)
ANSWERED = [replace(TASKS[0], last=SAVED, last_id=17, answered_on=date(2026, 5, 2)), *TASKS[1:]]
SHOWS = "Cellen viser feilen «{}». Skriv svaret i cellen, eller tøm den."
FORMULA = "Cellen har en formel som ikke er regnet ut. Åpne filen i Excel og lagre den der, eller skriv svaret selv."


def case(name: str, tasks=TASKS) -> Read:
    return read((SHEETS / f"{name}.xlsx").read_bytes(), tasks, TODAY)


def drafts(found: Read) -> dict[int, tuple[str, str | None]]:
    return {row.draft.measure_no: (row.draft.status, row.draft.comment) for row in found.to_save}


def told(found: Read) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.sentence) for problem in found.problems]


def made(*rows: dict, is_1904=False, formats: dict | None = None, names=("Status",)) -> bytes:
    """A form made from nothing, its cells by heading; the same on each of the sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": is_1904, "default_date_format": "dd.mm.yyyy"}) as book:
        for name in names:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, COLUMNS)
            for number, row in enumerate(rows, start=1):
                for label, cell in ({"Tiltak": 3, "Kommune": "Hamar", "Status": ONGOING} | row).items():
                    look = book.add_format({"num_format": formats[label]}) if formats and label in formats else None
                    sheet.write(number, COLUMNS.index(label), cell, *([look] if look else []))
    return file.getvalue()


def edited(content: bytes, change, name="xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with a part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for part in before.namelist():
            after.writestr(part, change(before.read(part)) if part == name else before.read(part))
    return file.getvalue()


def test_cells_that_show_an_error_are_told_and_nothing_of_their_rows_is_read():
    found = case("errors")
    assert drafts(found) == {}
    assert told(found) == [
        (4, "Status", SHOWS.format("#N/A")),
        (5, "Kommentar", SHOWS.format("#DIV/0!")),
        (5, "Ny frist", SHOWS.format("#REF!")),
        (6, "Status", SHOWS.format("#NAME?")),
    ]


@pytest.mark.parametrize("tasks", [TASKS, ANSWERED])
def test_what_was_saved_stays_under_cells_without_a_value(tasks):
    found = case("error_over_reported", tasks)
    assert drafts(found) == {}
    assert told(found) == [
        (4, "Kommentar", SHOWS.format("#N/A")),
        (4, "Ny frist", SHOWS.format("#DIV/0!")),
        (4, "Lenke", FORMULA),
    ]


def test_a_formula_nobody_worked_out_is_told():
    found = case("formula_no_cache")
    assert (drafts(found), told(found)) == ({}, [(4, "Status", FORMULA), (5, "Status", FORMULA)])


@pytest.mark.parametrize("error", ["#N/A", "#NAME?", "#SPILL!"])
@pytest.mark.parametrize("label", COLUMNS)
def test_an_error_is_told_in_every_column(label, error):
    shown = rf'\1 t="e"><v>{error}</v>'.encode()
    content = edited(made({label: 987}), lambda part: re.sub(rb'(<c r="\w+")><v>987</v>', shown, part))
    found = read(content, TASKS, TODAY)
    assert (found.to_save, [row.kind for row in found.rows]) == ([], [WRONG])
    assert (2, label, SHOWS.format(error)) in told(found)


@pytest.mark.parametrize("shown", ["#N/A", "#I/T", "#NAVN?", "#VERDI!", " #REF! ", "Err:502"])
def test_an_error_that_was_pasted_as_a_text_is_told(shown):
    found = read(made({"Kommentar": shown}), TASKS, TODAY)
    assert (found.to_save, told(found)) == ([], [(2, "Kommentar", SHOWS.format(shown.strip()))])


@pytest.mark.parametrize("comment", ["#1 på listen", "Se #N/A i arket", "# Ferdig", "Err: se over"])
def test_a_text_with_a_hash_is_a_text(comment):
    assert drafts(read(made({"Kommentar": comment}), TASKS, TODAY)) == {3: (ONGOING, comment)}


@pytest.mark.parametrize(
    ("cell", "is_told"),
    [
        (b"<f>A1</f></c>", True),
        (b"<f>A1</f><v/></c>", True),
        (b"<f>A1</f><v></v></c>", True),
        (b'<f t="shared" si="0"/></c>', True),
        (b"<f>A1</f><v>2</v></c>", False),
    ],
)
def test_a_formula_with_and_without_a_value(cell, is_told):
    content = edited(made({"Kommentar": 987}), lambda part: part.replace(b"<v>987</v></c>", cell))
    found = read(content, TASKS, TODAY)
    assert told(found) == ([(2, "Kommentar", FORMULA)] if is_told else [])
    assert drafts(found) == ({} if is_told else {3: (ONGOING, "2")})


def test_a_formula_whose_value_is_an_empty_text_is_empty():
    content = made({"Kommentar": 987})
    cell = f'<c r="{chr(65 + COLUMNS.index("Kommentar"))}2"'.encode()
    content = edited(
        content,
        lambda part: part.replace(cell, cell + b' t="str"').replace(b"<v>987</v>", b'<f>IF(1,"","")</f><v></v>'),
    )
    found = read(content, TASKS, TODAY)
    assert (drafts(found), told(found)) == ({3: (ONGOING, None)}, [])


def test_a_workbook_in_another_namespace_prefix_is_told_the_same():
    def prefixed(part: bytes) -> bytes:
        part = part.replace(b'xmlns="', b'xmlns:x="').replace(b"<v>987</v>", b"<f>A1</f>")
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f"):
            for end in (b" ", b">", b"/"):
                part = part.replace(b"<" + tag + end, b"<x:" + tag + end).replace(
                    b"</" + tag + end, b"</x:" + tag + end
                )
        return part

    found = read(edited(made({"Kommentar": 987}), prefixed), TASKS, TODAY)
    assert (drafts(found), told(found)) == ({}, [(2, "Kommentar", FORMULA)])


def test_invisible_characters_are_not_there():
    found = case("zero_width")
    assert (drafts(found), told(found)) == ({3: (ONGOING, None), 5: (DONE, None), 7: (ONGOING, None)}, [])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_the_same_letters(form):
    def typed(text: str) -> str:
        return unicodedata.normalize(form, text)

    content = made({"Tiltak": 7, "Kommune": typed("Åmot"), "Status": typed("Gjennomført"), "Kommentar": typed("På")})
    assert drafts(read(content, TASKS, TODAY)) == {7: (DONE, "På")}


def test_a_filled_copy_of_the_form_is_told():
    found = case("copied_sheet")
    assert found.rows == []
    assert told(found) == [
        (
            None,
            None,
            "Også arket «Status (2)» er et utfylt skjema. Bare «Status» blir lest. Flytt svarene dit, eller slett det "
            "andre arket.",
        )
    ]


def test_a_copy_that_says_nothing_more_is_not_told():
    assert told(read(made({"Kommentar": "Likt"}, names=("Status", "Status (2)")), TASKS, TODAY)) == []
    book = openpyxl.load_workbook(io.BytesIO(write(TASKS)))
    book.copy_worksheet(book["Status"])
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue(), TASKS, TODAY) == Read([], [])


def changed(content: bytes, change) -> bytes:
    """The workbook with its form changed, as a spreadsheet saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["Status"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_is_written_across_rows_is_no_answer_but_to_the_first_and_told_in_the_others():
    form = made({}, {"Tiltak": 5, "Kommune": "Ringsaker"}, {"Tiltak": 7, "Kommune": "Åmot"})
    status = "ABCDEFGH"[COLUMNS.index("Status")]
    found = read(changed(form, lambda sheet: sheet.merge_cells(f"{status}2:{status}3")), TASKS, TODAY)
    sentence = "Cellen er slått sammen med den på rad 2. Del dem opp, og skriv svaret på hver rad."
    assert (drafts(found), told(found)) == ({3: (ONGOING, None), 7: (ONGOING, None)}, [(3, "Status", sentence)])
    # Within a row, or where nothing is written, it says no more than it does apart.
    for cells in ("C2:D2", "E2:E4"):
        found = read(changed(form, lambda sheet, cells=cells: sheet.merge_cells(cells)), TASKS, TODAY)
        assert (len(drafts(found)), told(found)) == (3, [])


def test_what_is_written_beside_the_form_is_told_not_to_be_read():
    form = write(TASKS)
    assert read(form, TASKS, TODAY).passed_over == ()

    def beside(sheet) -> None:
        sheet.insert_cols(7)
        sheet["G3"], sheet["H4"], sheet["W5"] = "Notat", ONGOING, "Spør Helse"

    found = read(changed(form, beside), TASKS, TODAY)
    [told_of] = found.passed_over
    assert told_of.startswith("Kolonnen W blir ikke lest.") and drafts(found) == {3: (ONGOING, None)}
    noted = changed(form, lambda sheet: setattr(sheet["K4"], "comment", Comment("Nesten ferdig", "noen")))
    [told_of] = read(noted, TASKS, TODAY).passed_over
    assert told_of == "Kommentarer på celler blir ikke lest. Skal de med, må de stå i kolonnen «Kommentar»."
    note = "<office:annotation><text:p>Nesten ferdig</text:p></office:annotation>"
    cells = [*map(ods.cell, (3, "Hamar", ONGOING))]
    noted = ods.row("".join(cells).replace("</table:table-cell>", f"{note}</table:table-cell>", 1))
    head = ods.row("".join(map(ods.cell, COLUMNS)))
    assert read(ods.of_sheets(ods.sheet(head + noted)), TASKS, TODAY).passed_over == (told_of,)


def test_backslashes_in_the_archive_are_read():
    found = case("backslash")
    assert (drafts(found), told(found)) == ({3: (ONGOING, None)}, [])


def test_a_vertical_tab_is_a_line_break():
    assert drafts(case("x000b")) == {3: (ONGOING, "Punkt en\nPunkt to")}


LOST = "er en dato som har mistet datoformatet, i en arbeidsbok som regner dager fra 1904. Skriv 31.12.2026 hvis"


@pytest.mark.parametrize("number_format", ["General", "0", "@", "0.00"])
@pytest.mark.parametrize("label", ["Ny frist", "Gjelder dato", "På plass"])
def test_dates_counted_from_1904_that_lost_their_format_are_told(label, number_format):
    serial = (date(2026, 12, 31) - date(1904, 1, 1)).days
    content = made({"Status": DONE, label: serial}, is_1904=True, formats={label: number_format})
    found = read(content, TASKS, TODAY)
    assert found.to_save == []
    assert (2, label, f"«{serial}» {LOST} det er det du mener.") in told(found)


def test_dates_counted_from_1904_with_their_format_are_read():
    content = made({"Ny frist": date(2026, 12, 31)}, is_1904=True)
    [row] = read(content, TASKS, TODAY).to_save
    assert row.draft.new_deadline == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("label", "cell", "proposed"),
    [
        ("Ny frist", "31.12.26", "31.12.2026"),
        ("Gjelder dato", "1.2.26", "1.2.2026"),
        ("På plass", "05.24", "mai 2024"),
        ("På plass", 5.24, "mai 2024"),
        ("På plass", "des. 25", "desember 2025"),
    ],
)
def test_two_digits_of_a_year_are_told_with_four_proposed(label, cell, proposed):
    found = read(made({"Status": DONE, label: cell}), TASKS, TODAY)
    assert found.to_save == []
    [(_, column, sentence)] = told(found)
    assert column == label
    assert sentence.endswith(f"har et årstall med to siffer. Skriv {proposed} hvis det er det du mener.")


@pytest.mark.parametrize("cell", ["des. 2025", "desember 2025", "Des 2025", "12.2025", 12.2025])
def test_month_words_are_read(cell):
    [row] = read(made({"Status": DONE, "På plass": cell}), TASKS, TODAY).to_save
    assert row.draft.in_place_on == date(2025, 12, 1)


def test_a_sheet_of_another_municipality_is_one_message():
    trysil = [Task(number, "3421", "Trysil", "Tittel", "Gjør noe", "Rolle", None) for number in range(1, 10)]
    engerdal = [replace(task, area_code="3425", area="Engerdal") for task in trysil]
    for content in (write(trysil), write([replace(trysil[0], last=SAVED, last_id=1), *trysil[1:]])):
        found = read(content, engerdal, TODAY)
        assert found.rows == []
        assert told(found) == [(None, None, "Arket er fra Trysil. Her svarer du for Engerdal. Ingenting er lest inn.")]
        assert found.areas == ("Trysil",)
