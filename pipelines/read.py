"""The one reader: a raw file in, canonical rows of text out.

Delimiter, line numbers, invisible characters and the way numbers are typed are settled here, once, so that
validation and database see the same text.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipelines.decode import decode
from pipelines.mistakes import Mistake, RawDataError, quoted
from register.validation.text import clean

DELIMITERS = ",;\t"
# People type 56 500 with any kind of space; read, it is a plain one.
GROUPED_NUMBER = re.compile(r"-?[1-9]\d{0,2}( \d{3})+([.,]\d+)?", re.ASCII)
# Nine digits are what surely fits an integer of the database.
FORMS = {
    "integer": re.compile(r"-?\d{1,9}", re.ASCII),
    "number": re.compile(r"-?\d{1,9}([.,]\d+)?", re.ASCII),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
}
# As a Norwegian Excel writes a date: day first, never the other way round.
NORWEGIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
EXPECTED = {
    "integer": "et helt tall på høyst ni siffer, for eksempel 1 200",
    "number": "et tall, for eksempel 9,2",
    "date": "en dato som finnes, for eksempel 2026-12-31 eller 31.12.2026",
    "boolean": "«ja» eller «nei»",
}
PAIRED_QUOTES = 'to og to ", og "" for ett inne i teksten'
# The line that Excel writes and reads to say which delimiter follows.
DELIMITER_LINE = re.compile(r"\s*\"?sep=([,;\t|])\"?[,;\t|]*[ ]*(?=[\r\n]|\Z)", re.IGNORECASE)
# Python's own limit, 131,072 characters in a cell, would be taken for a quote that is not closed.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Table:
    """A raw file as text: columns in the schema's order, an empty cell is None.

    `lines[i]` is where row i begins, `typed[i]` its cells as they stand in the file.
    """

    name: str
    file: str
    header: list[str]
    rows: list[list[str | None]]
    lines: list[int]
    typed: list[list[str]]


def read_table(
    path: Path,
    name: str,
    fields: dict[str, str],
    required: Collection[str] = (),
    expected: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Table, list[Mistake]]:
    """Read a raw file against `fields` (column name → Table Schema type).

    Of the columns that are not `required` those at the end of a line may be left out. `expected` is what to write in a
    column, where that is another than for all of its type. Returns the table without the rows that could not be read,
    and the mistakes of those rows. Raises RawDataError when the file as a whole can not be read.
    """
    records = _records(decode(path), path.name)
    header_line, header = next(records, (None, None))
    if header is None:
        raise RawDataError([Mistake(path.name, "filen er tom", f"en linje med kolonnenavn ({', '.join(fields)})")])
    width = len(header)
    named = [clean(cell) for cell in header]
    # Excel keeps columns to the right that have once been touched, without name and values.
    while not named[-1]:
        named.pop()
    order = _column_order(named, list(fields), path.name, header_line)

    rows, lines, typed, mistakes = [], [], [], []
    for line, cells in records:
        if len(cells) < width and not set(named[len(cells) :]) & set(required):
            cells = cells + [""] * (width - len(cells))
        if len(cells) != width:
            mistakes.append(
                Mistake(path.name, f"linjen har {len(cells)} felt", f"{width} felt, som i første linje", line)
            )
            continue
        if nameless := clean("".join(cells[len(named) :])):
            mistakes.append(
                Mistake(path.name, f"{quoted(nameless)} står i en kolonne uten navn", "et kolonnenavn", line)
            )
            continue
        as_typed = [cells[position] for position in order]
        row = [_canonical(cell, kind) for cell, kind in zip(as_typed, fields.values(), strict=True)]
        for value, cell, (column, kind) in zip(row, as_typed, fields.items(), strict=True):
            if value is None and clean(cell):
                wanted = expected.get(column, EXPECTED[kind])
                mistakes.append(Mistake(path.name, f"{quoted(cell)} kan ikke leses", wanted, line, column))
        rows.append(row)
        lines.append(line)
        typed.append(as_typed)
    return Table(name, path.name, list(fields), rows, lines, typed), mistakes


def _records(text: str, file: str):
    """Yield (line where the record begins, cells); blank lines are passed over."""
    told = DELIMITER_LINE.match(text)
    if told:
        # Blank, so that the lines after it keep their numbers.
        text = re.sub(r"[^\r\n]", "", told[0]) + text[told.end() :]
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = told[1] if told else max(DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            mistake = Mistake(file, "anførselstegnene i linjen går ikke opp", PAIRED_QUOTES, begins)
            raise RawDataError([mistake]) from None
        if any(map(clean, cells)):
            yield begins, cells


def _column_order(header: list[str], expected: list[str], file: str, line: int) -> list[int]:
    """Where each expected column stands in the file; a wrong header is one mistake, whatever is wrong with it."""
    problems = []
    for text, columns in (
        ("mangler", [column for column in expected if column not in header]),
        ("er ukjent", [column for column in header if column not in expected]),
        ("står flere ganger", sorted({column for column in header if header.count(column) > 1})),
    ):
        if columns:
            names = ", ".join(quoted(column) for column in columns)
            problems.append(f"{'kolonnen' if len(columns) == 1 else 'kolonnene'} {names} {text}")
    if problems:
        raise RawDataError([Mistake(file, "; ".join(problems), f"kolonnene {', '.join(expected)}", line)])
    return [header.index(column) for column in expected]


def _canonical(cell: str, kind: str) -> str | None:
    """«56 500» → 56500, «9,2» → 9.2, text as meant; None when it is empty or not of its kind (NaN, 1e3, 1_000)."""
    cell = clean(cell)
    if not cell or kind == "string":
        return cell or None
    if GROUPED_NUMBER.fullmatch(cell):
        cell = cell.replace(" ", "")
    if kind == "date" and (parts := NORWEGIAN_DATE.fullmatch(cell)):
        cell = f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    if kind not in FORMS:
        return cell
    return cell.replace(",", ".") if FORMS[kind].fullmatch(cell) else None
