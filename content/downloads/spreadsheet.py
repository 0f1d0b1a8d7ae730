"""A figure as a sheet: the table that is read, the bare numbers beside it, and what they are."""

import io
import re
from collections.abc import Sequence

import pandas as pd
import xlsxwriter

from content.figures.credits import credits
from content.figures.figure import Shown

WIDEST_COLUMN = 60
# What a spreadsheet would take for a formula.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def csv(shown: Shown) -> bytes:
    """As a Norwegian Excel opens it right: semicolon, decimal comma, UTF-8 with BOM."""
    text = _sheet(shown).map(_harmless).to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def xlsx(shown: Shown) -> bytes:
    """Two sheets: the table with real numbers and dates, and «Om dataene»."""
    return _book([(shown, "Tall", "Om dataene")])


def book(figures: Sequence[Shown]) -> bytes:
    """The same two sheets of each, numbered in their order."""
    return _book([(shown, f"{place} Tall", f"{place} Om dataene") for place, shown in enumerate(figures, start=1)])


def _book(figures: Sequence[tuple[Shown, str, str]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as made:
        heading, wrapped = made.add_format({"bold": True}), made.add_format({"text_wrap": True, "valign": "top"})
        for shown, of_numbers, of_words in figures:
            _numbers(made.add_worksheet(of_numbers), _sheet(shown), heading)
            _words(made.add_worksheet(of_words), shown, heading, wrapped)
    return file.getvalue()


def _numbers(sheet, table: pd.DataFrame, heading) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, heading)
        longest = max(len(str(cell)) for cell in [name, *table[name]])
        sheet.set_column(column, column, min(longest + 2, WIDEST_COLUMN))
        for row, cell in enumerate(table[name], start=1):
            _write(sheet, row, column, cell)
    sheet.freeze_panes(1, 0)


def _words(sheet, shown: Shown, heading, wrapped) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100, wrapped)
    for row, (name, text) in enumerate(_about(shown)):
        sheet.write_string(row, 0, name, heading)
        sheet.write_string(row, 1, text)


def _sheet(shown: Shown) -> pd.DataFrame:
    """Texts as they are read, then the numbers they were made from."""
    texts = shown.table.map(lambda cell: cell.replace("\u00a0", " ") if isinstance(cell, str) else cell)
    return pd.concat([texts, shown.numbers], axis="columns")


def _about(shown: Shown) -> list[tuple[str, str]]:
    return [
        ("Spørsmål", shown.question),
        ("Enhet og befolkning", shown.of_whom),
        ("Dette kan vi si", " ".join(shown.can_say)),
        ("Dette kan vi ikke si", " ".join(shown.cannot_say)),
        ("Forklaring", shown.definition),
        ("Kilde og dato", " ".join(credits(shown))),
    ]


def _harmless(cell):
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _write(sheet, row: int, column: int, cell) -> None:
    """A text is written as a text, so that no formula is ever made of it."""
    if pd.isna(cell):
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, pd.Timestamp):
        sheet.write_datetime(row, column, cell.to_pydatetime())
    else:
        sheet.write_number(row, column, cell)
