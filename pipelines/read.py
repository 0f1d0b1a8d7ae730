"""The one reader: a raw file in, columns of canonical text out.

Delimiter, line numbers, invisible characters and the way numbers are typed are settled here, once, so that
validation and database see the same text.
"""

import csv
import io
import re
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipelines.decode import decode, decoded
from pipelines.mistakes import Mistake, RawDataError, quoted
from pipelines.schema import EXPECTED
from pipelines.table import Column, Table, are_many, distinct
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
PAIRED_QUOTES = 'to og to ", og "" for ett inne i teksten'
# The line that Excel writes and reads to say which delimiter follows.
DELIMITER_LINE = re.compile(r"\s*\"?sep=([,;\t|])\"?[,;\t|]*[ ]*(?=[\r\n]|\Z)", re.IGNORECASE)
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Python's own limit, 131,072 characters in a cell, would be taken for a quote that is not closed.
csv.field_size_limit(2**31 - 1)


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
    text, delimiter = _delimited(decode(path))
    content = text.encode()
    del text
    records = _records(content, delimiter, path.name)
    header_line, header = next(records, (None, None))
    if header is None:
        raise RawDataError([Mistake(path.name, "filen er tom", f"en linje med kolonnenavn ({', '.join(fields)})")])
    named = [clean(cell) for cell in header]
    # Excel keeps columns to the right that have once been touched, without name and values.
    while not named[-1]:
        named.pop()
    order = _column_order(named, list(fields), path.name, header_line)

    mistakes: list[Mistake] = []
    if len(named) == len(header) and (read := _read_in_columns(content, delimiter, order, header_line)):
        which, typed = read
        lines: Sequence[int] = range(header_line + 1, header_line + 1 + len(which[0]))
    else:
        lines = met = array("i")
        rows = _whole_rows(records, path.name, named, len(header), set(required), met, mistakes)
        which, typed = distinct(rows, order)
    meant = [[canonical(cell, kind) for cell in cells] for cells, kind in zip(typed, fields.values(), strict=True)]
    found = Table(name, path.name, list(fields), [*map(Column, which, typed, meant)], lines)
    return found, mistakes + [*_unreadable(found, fields, expected)]


def lines_of(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file that is no raw data yet, whatever columns it has: where each begins, and its cells."""
    text, delimiter = _delimited(decoded(file, content))
    return _records(text.encode(), delimiter, file)


def _unreadable(found: Table, fields: dict[str, str], expected: Mapping[str, str]) -> Iterator[Mistake]:
    for (name, kind), column in zip(fields.items(), found.columns, strict=True):
        cells = enumerate(zip(column.typed, column.values, strict=True))
        wrong = {(number,) for number, (cell, value) in cells if value is None and clean(cell)}
        for row in found.rows_with([name], wrong):
            problem = f"{quoted(column.typed_in(row))} kan ikke leses"
            yield found.mistake(row, problem, expected.get(name, EXPECTED[kind]), name)


def _read_in_columns(content: bytes, delimiter: str, order: list[int], header_line: int):
    """All below the header, of a file that is long, and so plain that each line is a row; of others None."""
    if (
        not are_many(content.count(b"\n") - header_line)
        or b'"' in content
        or content.count(b"\r") != content.count(b"\r\n")
    ):
        return None
    from pipelines import large

    start = 0
    for _ in range(header_line):
        start = content.index(b"\n", start) + 1
    read = large.read(memoryview(content)[start:], delimiter, order)
    if read is None:
        return None
    _, typed = read
    # A line with nothing in it is no row.
    may_be_blank = all(any(not clean(cell) for cell in cells) for cells in typed)
    return None if may_be_blank else read


def _whole_rows(
    records, file: str, named: list[str], width: int, required: set[str], lines: array, mistakes: list[Mistake]
) -> Iterator[list[str]]:
    """Rows with a cell for each column; where they begin is added to `lines`, and what is wrong to `mistakes`."""
    for line, cells in records:
        if len(cells) < width and not set(named[len(cells) :]) & required:
            cells = cells + [""] * (width - len(cells))
        if len(cells) != width:
            problem = f"linjen har {len(cells)} felt"
            mistakes.append(Mistake(file, problem, f"{width} felt, som i første linje", line))
        elif (beyond := cells[len(named) :]) and (nameless := clean("".join(beyond))):
            mistakes.append(Mistake(file, f"{quoted(nameless)} står i en kolonne uten navn", "et kolonnenavn", line))
        else:
            lines.append(line)
            yield cells


def _delimited(text: str) -> tuple[str, str]:
    """The text without the line that says which delimiter it has, and that or what seems to be it."""
    if told := DELIMITER_LINE.match(text):
        # Blank, so that the lines after it keep their numbers.
        return re.sub(r"[^\r\n]", "", told[0]) + text[told.end() :], told[1]
    first_line = next((line[0] for line in LINE.finditer(text) if line[0].strip()), "")
    return text, max(DELIMITERS, key=first_line.count)


def _records(content: bytes, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line where the record begins, cells); blank lines are passed over."""
    # A file of bytes, since one of text would take four bytes a character.
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
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


def canonical(cell: str, kind: str) -> str | None:
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
