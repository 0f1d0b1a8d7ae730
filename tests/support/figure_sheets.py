"""Sheets of figures as somebody fills them in: what is typed, by sheet, row and heading."""

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from content.figure_sheet import read
from pipelines.build import RAW
from pipelines.delivery import Delivery
from pipelines.mistakes import RawDataError
from pipelines.table import Table
from pipelines.validate import described

RESOURCES = described(RAW)
HEADER = 2
SOURCES, INDICATORS, NUMBERS, CAVEATS = "Kilder", "Indikatorer", "Tall for indikatorer", "Forbehold for indikatorer"
ACTS = [f"Handling {letter}" for letter in "ABCDEFGHIJKLMNO"]
NEW = {
    SOURCES: [
        {
            "Tittel": "Digital vold blant elever",
            "Utgiver": "Et institutt",
            "År": 2025,
            "Deltakere": "4 500",
            "Spurt når": "vinteren 2025",
            "Nettadresse": "https://example.no/rapport",
        }
    ],
    INDICATORS: [
        {
            "Tema": "Seksuell vold (youth_sexual)",
            "Navn": "Digital vold, elever",
            "Emne": "Barn og unge",
            "Spørsmål": "Hvor mange elever oppgir digital vold? (spurt 2025)",
            "Type": "anslag",
            "Enhet": "prosent",
            "Metode": "undersøkelse",
            "Andel av hvem": "dem som svarte",
        }
    ],
    NUMBERS: [
        {
            "Område": "Norge (0)",
            "År": 2025,
            "Periode": "siste 12 måneder",
            "Hvem": "elever",
            "Kjønn": sex,
            "Hva tallet gjelder": act,
            "Tall": 30 - place + (0.5 if sex == "jenter" else 0),
            "Hvor nøyaktig": "eksakt",
            "Ordene i kilden": f"{str(30.5 - place).replace('.', ',') if sex == 'jenter' else 30 - place} prosent av {sex}",
            "Antall spurt": 2250,
        }
        for place, act in enumerate(ACTS)
        for sex in ("jenter", "gutter")
    ],
    CAVEATS: [{"Forbehold": "Noe om unge utenfor videregående skole: bare elever ble … (only_pupils)"}],
}
"""A new indicator with thirty numbers, by sheet."""


def places(sheet: Worksheet) -> dict[str, int]:
    """Heading → column, without the sign of what must be filled in."""
    return {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[HEADER]}


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def type_in(sheet: Worksheet, row: int, cells: Mapping[str, object]) -> None:
    at = places(sheet)
    for heading, value in cells.items():
        sheet.cell(row, at[heading]).value = value


def first_free(sheet: Worksheet) -> int:
    return next(row for row in range(HEADER + 1, sheet.max_row + 2) if not any(c.value for c in sheet[row]))


def filled_in(content: bytes, new: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """With new rows below those that are there, by sheet."""
    book = book_of(content)
    for name, rows in new.items():
        for number, cells in enumerate(rows, start=first_free(book[name])):
            type_in(book[name], number, cells)
    return saved(book)


def read_in(content: bytes, tables: Sequence[Table], name: str = "tall.xlsx") -> Delivery:
    return read.read(name, content, RESOURCES, {table.name: table for table in tables})


def told_of(content: bytes, tables: Sequence[Table], name: str = "tall.xlsx") -> list[str]:
    """What is wrong with it."""
    try:
        delivery = read_in(content, tables, name)
    except RawDataError as error:
        return [str(mistake) for mistake in error.mistakes]
    raise AssertionError(delivery)
