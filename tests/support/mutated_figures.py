"""Sheets and files of figures as they come back after a hard life: each seed makes one, the same each time."""

import csv
import io
import random
import re
from functools import cache

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

import mutated_sheets
from content.figure_sheet import form, write
from figure_sheets import RESOURCES
from mutated_sheets import ANY_SHEET, ERRORS, damaged
from pipelines.build import RAW
from pipelines.table import Table
from pipelines.validate import read_and_validate

TABLES = ("homicides", "plan_dates", "crisis_centre_use", "areas", "words", "facts")
"""Of numbers, dates, choices, codes and texts."""
INDICATOR = "ungvold_kinds_2023"
WORDS = (
    *ERRORS,
    *("ja", "nei", "x", "kanskje", "Norge (0)", "norge", "0301", "kvinner", "Kvinner\u200b", "=1+1", "2024"),
    *("9,2", "9.2", "9,2 %", "56.500", "56 500", "1.234,5", "-3", "1e9", "31.12.2026", "12.26", "2026-02-30"),
    *("", " ", "\u200b", "_x000B_", "a_x000D_\nb", "Å" * 1001, "\ufdd0", "\ufdd1", "\ufdd19", "«", "\ufeff"),
    *("Fjernes", "År", "År *", "year", "Nøkkel fra før", "Kilde", '0123456789ab ["x"]', "a [[1]]", "a {}", "0 [1]"),
)


@cache
def there() -> dict[str, Table]:
    return {table.name: table for table in read_and_validate(RAW)}


@cache
def taken_out() -> tuple[bytes, ...]:
    tables = [write.of_table(name, RESOURCES, there()) for name in TABLES]
    return (*tables, write.of_indicator(INDICATOR, RESOURCES, there()), write.of_indicator("", RESOURCES, there()))


def mutated(seed: int) -> tuple[str, bytes]:
    """What the file is called, and what it holds: a workbook that is changed in one to four ways, or lines of text."""
    chance = random.Random(seed)
    if chance.random() < 0.2:
        return "Mappe1.csv", _lines(chance)
    changes = {_typed: 20, _removed: 15} | ANY_SHEET
    return "tall.xlsx", mutated_sheets.changed(taken_out(), changes, chance)


def _typed(parts: dict, chance: random.Random) -> None:
    """As `mutated_sheets` does it, in any row below the headings, and in words that may be meant."""
    text = chance.choice(WORDS).replace("&", "&amp;").replace("<", "&lt;").encode()
    written = b' t="inlineStr"><is><t xml:space="preserve">' + text + b"</t></is></c>"

    def typed(cell: bytes) -> bytes:
        return cell[: cell.index(b'"', cell.index(b'r="') + 3) + 1] + written

    parts[mutated_sheets.SHEET] = mutated_sheets.some(mutated_sheets.CELL, parts[mutated_sheets.SHEET], chance, typed)


def _removed(parts: dict, chance: random.Random) -> None:
    """«ja» beside the hidden cell that says which row it was, which is the last of each."""

    def removed(row: bytes) -> bytes:
        last = row.rindex(b"<c ")
        number, column = xl_cell_to_rowcol(row[last:].split(b'"')[1].decode())
        at = xl_rowcol_to_cell(number, max(column - 1, 0)).encode()
        return row[:last] + b'<c r="' + at + b'" t="inlineStr"><is><t>ja</t></is></c>' + row[last:]

    some, row = mutated_sheets.some, re.compile(rb"<row (?:(?!<row ).)*?<c .*?</row>", re.DOTALL)
    parts[mutated_sheets.SHEET] = some(row, parts[mutated_sheets.SHEET], chance, removed)


def _lines(chance: random.Random) -> bytes:
    name = chance.choice(TABLES)
    resource = next(resource for resource in RESOURCES if resource.name == name)
    fields = [*resource.fields.values()]
    rows = [[field.name if chance.random() < 0.5 else form.heading(field) for field in fields]]
    rows += [[cell or "" for cell in row] for row in there()[resource.name].rows]
    for _ in range(chance.choice([0, 1, 3, 10])):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(WORDS)
    if chance.random() < 0.3:
        chance.choice(rows).insert(0, chance.choice(WORDS))
    file = io.StringIO()
    csv.writer(file, delimiter=chance.choice(",;\t")).writerows(rows)
    content = file.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "cp1252"]), "replace")
    return damaged(content, chance) if chance.random() < 0.2 else content
