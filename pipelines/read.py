"""The one reader: bytes of a raw file in, canonical rows of text out.

Encoding, delimiter, line numbers and the way numbers are typed are settled here, once, so that
validation and database see the same text.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.mistakes import Mistake, RawDataError

DELIMITERS = ",;\t"
# People type 56 500 with an ordinary, a non-breaking or a narrow non-breaking space.
SPACES = " \u00a0\u202f"
NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
GROUPED_NUMBER = re.compile(rf"-?\d{{1,3}}([{SPACES}]\d{{3}})+([.,]\d+)?", re.ASCII)
EXAMPLES = {"integer": "et helt tall, for eksempel 1 200", "number": "et tall, for eksempel 9,2"}


@dataclass(frozen=True)
class Table:
    """A raw file as text: columns in the schema's order, an empty cell is None, `lines[i]` is where row i begins."""

    name: str
    file: str
    header: list[str]
    rows: list[list[str | None]]
    lines: list[int]


def read_table(path: Path, name: str, fields: dict[str, str]) -> tuple[Table, list[Mistake]]:
    """Read a raw file against `fields` (column name → Table Schema type).

    Returns the table without the rows that could not be read, and the mistakes of those rows.
    Raises RawDataError when the file as a whole can not be read.
    """
    text = _decode(path)
    if not text.strip():
        raise RawDataError([Mistake(path.name, "filen er tom", f"en linje med kolonnenavn ({', '.join(fields)})")])
    records = _records(text, path.name)
    _, header = next(records)
    order = _column_order([cell.strip() for cell in header], list(fields), path.name)

    rows, lines, mistakes = [], [], []
    for line, cells in records:
        if len(cells) != len(header):
            mistakes.append(
                Mistake(path.name, f"linjen har {len(cells)} felt", f"{len(header)} felt, som i første linje", line)
            )
            continue
        row = []
        for position, (column, kind) in zip(order, fields.items(), strict=True):
            cell = cells[position]
            if kind != "string":
                cell = cell.strip(SPACES)
            if kind in EXAMPLES and cell:
                number = _canonical_number(cell)
                if number is None:
                    mistakes.append(Mistake(path.name, f"«{cell}» er ikke et tall", EXAMPLES[kind], line, column))
                cell = number
            row.append(cell or None)
        rows.append(row)
        lines.append(line)
    return Table(name, path.name, list(fields), rows, lines), mistakes


def _decode(path: Path) -> str:
    """UTF-8, else Windows-1252; anything else is refused rather than guessed."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise RawDataError([Mistake(path.name, "filen mangler", "en fil med dette navnet i mappen med rådata")]) from None
    as_utf8 = "en CSV-fil lagret som UTF-8. I Excel: «Lagre som» → «CSV UTF-8»"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RawDataError([Mistake(path.name, "filen er lagret som UTF-16", as_utf8)])
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise RawDataError([Mistake(path.name, "filen inneholder NUL-tegn og er ikke ren tekst", as_utf8, line)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise RawDataError([Mistake(path.name, "tegnsettet er ukjent", as_utf8, line)]) from None


def _records(text: str, file: str):
    """Yield (line where the record begins, cells); blank lines are passed over."""
    first_line = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise RawDataError(
                [Mistake(file, "anførselstegnene i linjen går ikke opp", 'to og to ", og "" for ett inne i teksten', begins)]
            ) from None
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _column_order(header: list[str], expected: list[str], file: str) -> list[int]:
    """Where each expected column stands in the file; a wrong header is one mistake, however many columns it concerns."""
    problems = []
    for text, columns in (
        ("mangler", [column for column in expected if column not in header]),
        ("er ukjent", [column for column in header if column not in expected]),
        ("står flere ganger", sorted({column for column in header if header.count(column) > 1})),
    ):
        if columns:
            names = ", ".join(f"«{column}»" for column in columns)
            problems.append(f"{'kolonnen' if len(columns) == 1 else 'kolonnene'} {names} {text}")
    if problems:
        raise RawDataError([Mistake(file, "; ".join(problems), f"kolonnene {', '.join(expected)}", 1)])
    return [header.index(column) for column in expected]


def _canonical_number(cell: str) -> str | None:
    """«56 500» → 56500, «9,2» → 9.2; None when it is not a number (NaN, 1e3 and 1_000 are not)."""
    if GROUPED_NUMBER.fullmatch(cell):
        cell = re.sub(f"[{SPACES}]", "", cell)
    return cell.replace(",", ".") if NUMBER.fullmatch(cell) else None
