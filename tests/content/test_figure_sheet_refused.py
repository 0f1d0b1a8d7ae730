"""What is no sheet of figures, or is made to do harm: refused with a sentence, and without filling the memory."""

import io
import zipfile

import pytest

import ods
from content.figure_sheet import write
from figure_sheets import RESOURCES, told_of
from processes import IS_POSIX, NO_FORK, elsewhere

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MOST_MEGABYTES = 150
"""That the memory of a process may grow by, whatever it is given to read."""


@pytest.fixture(scope="module")
def content(tables) -> bytes:
    return write.of_table("homicides", RESOURCES, {table.name: table for table in tables})


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same workbook with some parts of it replaced, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def cells(rows: int, columns: int, cell: bytes) -> bytes:
    return b"<worksheet><sheetData>" + rows * (b"<row>" + columns * cell + b"</row>") + b"</sheetData></worksheet>"


def texts(text: bytes) -> bytes:
    return b'<sst count="1" uniqueCount="1"><si><t>' + text + b"</t></si></sst>"


def spread(rows: int, columns: int, text: str) -> bytes:
    """An OpenDocument sheet that says once what it repeats."""
    return ods.of_sheets(ods.sheet(ods.row(ods.cell(text, columns), rows), "Drap"))


def far_cell(row: int, column: int) -> str:
    return ods.row(ods.cell(None), row) + ods.row(ods.cell(None, column) + ods.cell(1))


LINKED = (
    '<table:table-cell table:formula="of:=[\'file:///tall.ods\'#$Ark.A1]" office:value-type="float" office:value="1"/>'
)
HARMFUL = {
    "200 MB": ("tall.xlsx", lambda content: bytes(200_000_000), "filen er over 5 MB"),
    "200 MB of lines": ("tall.csv", lambda content: bytes(200_000_000), "filen er over 5 MB"),
    "a bomb": ("tall.xlsx", lambda content: with_parts(content, {SHEET: bytes(400_000_000)}), "filen er for stor"),
    "many cells": (
        "tall.xlsx",
        lambda content: with_parts(content, {SHEET: cells(15_000, 50, b"<c><v>1</v></c>")}),
        "filen er for stor",
    ),
    "many rows": (
        "tall.xlsx",
        lambda content: with_parts(content, {SHEET: cells(20_001, 1, b"<c><v>1</v></c>")}),
        "filen har celler langt utenfor tabellen, eller over 20\u00a0000 rader",
    ),
    "one text in many cells": (
        "tall.xlsx",
        lambda content: with_parts(
            content, {SHEET: cells(2_000, 50, b'<c t="s"><v>0</v></c>'), TEXTS: texts(b"A" * 30_000)}
        ),
        "filen er for stor",
    ),
    "far cells in many sheets": (
        "tall.ods",
        lambda content: ods.of_sheets("".join(ods.sheet(far_cell(19_000, 90), f"Ark {n}") for n in range(40))),
        "filen er for stor",
    ),
    "entities": (
        "tall.xlsx",
        lambda content: with_parts(content, {TEXTS: b'<!DOCTYPE a [<!ENTITY b "b">]>' + texts(b"&b;")}),
        "filen er ikke en arbeidsbok (.xlsx eller .ods), er skadet eller har passord",
    ),
    "repeated": ("tall.ods", lambda content: spread(1_000_000, 16_000, "A"), "filen har celler langt utenfor tabellen"),
    "repeated text": ("tall.ods", lambda content: spread(19_000, 90, "A" * 30_000), "filen er for stor"),
    "lines": ("tall.csv", lambda content: b"a\n" * 2_400_000, "filen har over 20\u00a0000 rader eller 100 kolonner"),
    "columns": ("tall.csv", lambda content: b"Tall" + b";" * 4_900_000, "filen har over 20\u00a0000 rader eller 100"),
    "one cell": ("tall.csv", lambda content: b'"' + b"A" * 4_900_000, "anførselstegnene i linjen går ikke opp"),
    "macros": (
        "tall.xlsx", lambda content: with_parts(content, {"xl/vbaProject.bin": b"Sub"}), "filen har makroer"
    ),
    "macros by name": ("tall.xlsm", lambda content: content, "filen har makroer"),
    "links": (
        "tall.xlsx",
        lambda content: with_parts(content, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "filen henter celler fra andre filer",
    ),
    "links in ods": (
        "tall.ods", lambda content: ods.of_sheets(ods.sheet(ods.row(LINKED), "Drap")), "filen henter celler fra andre"
    ),
    "old Excel": ("tall.xls", lambda content: content, "filer av typen .xls blir ikke lest"),
    "a letter": ("tall.docx", lambda content: content, "filer av typen .docx blir ikke lest"),
    "no workbook": ("tall.xlsx", lambda content: b"%PDF-1.7", "filen er ikke en arbeidsbok"),
    "a workbook by another name": ("tall.csv", lambda content: content, "filen inneholder NUL-tegn"),
    "nothing": ("tall.csv", lambda content: b"", "filen har ingen av tabellene"),
    "something else": ("Notat.csv", lambda content: b"Hei\nVerden\n", "filen har ingen av tabellene"),
}  # fmt: skip


def grown(files: dict[str, bytes], tables) -> float:
    """Megabytes that the memory of a process has grown by at most, while it read them."""
    import resource  # on POSIX alone

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, content in files.items():
        told_of(content, tables, name.partition("/")[2])
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_none_of_them_fills_the_memory(content, tables):
    files = {f"{harm}/{name}": made(content) for harm, (name, made, _) in HARMFUL.items() if "200 MB" not in harm}
    assert elsewhere(grown, files, tables) < MOST_MEGABYTES


@pytest.mark.parametrize(("name", "made", "problem"), HARMFUL.values(), ids=HARMFUL)
def test_it_is_refused_with_a_sentence(content, tables, name, made, problem):
    [told] = told_of(made(content), tables, name)
    assert told.startswith(f"{name}") and problem in told and told.endswith(".")
