"""Reporting by an Excel sheet through the page: taken out, filled in, uploaded, and told what is wrong."""

import io

import openpyxl
import pytest

from register.reports import last_reports
from register.rules import FIELDS
from register.sheet_out import HEADER_ROW, PLANNED, Task, write
from reporting import HAMAR, REPORT, TODAY, opened, press, told

HEADINGS = [*PLANNED, *FIELDS.values()]
TASKS = [Task(measure_no, HAMAR, "Hamar", "Tittel", "Gjør noe", "Rolle", None) for measure_no in (1, 2, 3)]


def filled(*rows: dict) -> bytes:
    """A sheet with the cells of its first rows filled in, by heading."""
    book = openpyxl.load_workbook(io.BytesIO(write(TASKS, TODAY)))
    for number, row in enumerate(rows, start=HEADER_ROW + 2):
        for heading, value in row.items():
            book["Status"].cell(number, HEADINGS.index(heading) + 1).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def uploaded(content: bytes, name: str = "status.xlsx"):
    at = opened(REPORT, kommune="hamar")
    at.file_uploader[0].upload(name, content)
    return at.run()


def sentences(at) -> str:
    return " ".join(text.value for text in at.markdown)


def test_a_filled_sheet_is_saved_and_the_same_again_changes_nothing(local_register):
    content = filled({"Status": "Gjennomført", "På plass": "03.2026"}, {}, {"Status": "I gang"})
    at = uploaded(content)
    assert "Arket har 2 nye meldinger, og 0 oppgaver er som sist." in sentences(at)
    assert "2 meldinger er lagret." in told(press(at, "Lagre (2)"))
    saved = last_reports(local_register)
    assert {key[0]: report.status for key, report in saved.items()} == {1: "Gjennomført", 3: "I gang"}
    at = uploaded(content)
    assert "Arket har 0 nye meldinger, og 2 oppgaver er som sist." in sentences(at)
    assert [button.label for button in at.button if button.label.startswith("Lagre (")] == []
    assert last_reports(local_register) == saved


def test_mistakes_are_told_by_row_and_the_right_rows_saved_on_request(local_register):
    at = uploaded(filled({"Status": "Ferdig"}, {"Status": "I gang", "Ny frist": "snart"}, {"Status": "I gang"}))
    page = told(at)
    first = HEADER_ROW + 2
    assert f'<td data-column="Rad">{first}</td><td data-column="Kolonne">Status</td>' in page
    assert f'<td data-column="Rad">{first + 1}</td><td data-column="Kolonne">Ny frist</td>' in page
    assert "«Ferdig» er ikke en status. Velg én av: Ikke startet" in page
    assert last_reports(local_register) == {}
    press(at, "Lagre bare radene som er riktige (1)")
    assert {key[0]: report.status for key, report in last_reports(local_register).items()} == {3: "I gang"}


@pytest.mark.parametrize("content", [b"", b"tull", b"PK\x03\x04 tull"], ids=["empty", "text", "torn"])
def test_a_file_that_is_no_workbook_is_told(local_register, content):
    at = uploaded(content)
    assert "Filen er ikke en Excel-arbeidsbok (.xlsx), er skadet eller har passord." in told(at)
    assert last_reports(local_register) == {}


def test_a_row_of_another_municipality_is_told(local_register):
    at = uploaded(filled({"Kommune": "Elverum", "Status": "I gang"}))
    assert "Tiltak «1» for «Elverum» er ikke blant oppgavene dere kan melde." in told(at)
    assert last_reports(local_register) == {}
