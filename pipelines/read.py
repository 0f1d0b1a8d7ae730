"""The one reader: bytes of a raw file in, canonical rows of text out.

Encoding, delimiter, line numbers and the way numbers are typed are settled here, once, so that
validation and database see the same text.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipelines.mistakes import Mistake, RawDataError, quoted

DELIMITERS = ",;\t"
# People type 56 500 with an ordinary, a non-breaking or a narrow non-breaking space.
SPACES = " \u00a0\u202f"
GROUPED_NUMBER = re.compile(rf"-?[1-9]\d{{0,2}}([{SPACES}]\d{{3}})+([.,]\d+)?", re.ASCII)
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
AS_UTF8 = "en CSV-fil lagret som UTF-8. I Excel: «Lagre som» → «CSV UTF-8»"
PAIRED_QUOTES = 'to og to ", og "" for ett inne i teksten'
# «Ã¸» for «ø», «â€“» for «–»: UTF-8 that was once taken for Windows-1252; \ufffd: a letter that is lost.
BROKEN_LETTER = re.compile("[ÃÂ][\u00a0-\u00bf…˜†‰]|â€|\ufffd")
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


def read_table(path: Path, name: str, fields: dict[str, str]) -> tuple[Table, list[Mistake]]:
    """Read a raw file against `fields` (column name → Table Schema type).

    Returns the table without the rows that could not be read, and the mistakes of those rows.
    Raises RawDataError when the file as a whole can not be read.
    """
    records = _records(_decode(path), path.name)
    header_line, header = next(records, (None, None))
    if header is None:
        raise RawDataError([Mistake(path.name, "filen er tom", f"en linje med kolonnenavn ({', '.join(fields)})")])
    width = len(header)
    named = [cell.strip() for cell in header]
    # Excel keeps columns to the right that have once been touched, without name and values.
    while not named[-1]:
        named.pop()
    order = _column_order(named, list(fields), path.name, header_line)

    rows, lines, typed, mistakes = [], [], [], []
    for line, cells in records:
        if len(cells) != width:
            mistakes.append(
                Mistake(path.name, f"linjen har {len(cells)} felt", f"{width} felt, som i første linje", line)
            )
            continue
        if nameless := "".join(cells[len(named) :]).strip():
            mistakes.append(
                Mistake(path.name, f"{quoted(nameless)} står i en kolonne uten navn", "et kolonnenavn", line)
            )
            continue
        as_typed = [cells[position] for position in order]
        row = [_canonical(cell, kind) for cell, kind in zip(as_typed, fields.values(), strict=True)]
        for value, cell, (column, kind) in zip(row, as_typed, fields.items(), strict=True):
            if value is None and cell.strip():
                mistakes.append(Mistake(path.name, f"{quoted(cell)} kan ikke leses", EXPECTED[kind], line, column))
        rows.append(row)
        lines.append(line)
        typed.append(as_typed)
    return Table(name, path.name, list(fields), rows, lines, typed), mistakes


def _decode(path: Path) -> str:
    """UTF-8, else Windows-1252; anything else is refused rather than guessed."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        mistake = Mistake(path.name, "filen mangler", "en fil med dette navnet i mappen med rådata")
        raise RawDataError([mistake]) from None
    except OSError:
        mistake = Mistake(path.name, "filen kan ikke åpnes", "en vanlig fil som du har tilgang til")
        raise RawDataError([mistake]) from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RawDataError([Mistake(path.name, "filen er lagret som UTF-16", AS_UTF8)])
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise RawDataError([Mistake(path.name, "filen inneholder NUL-tegn og er ikke ren tekst", AS_UTF8, line)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise RawDataError([Mistake(path.name, "tegnsettet er ukjent", AS_UTF8, line)]) from None
    if broken := BROKEN_LETTER.search(text):
        line = text.count("\n", 0, broken.start()) + 1
        raise RawDataError(
            [Mistake(path.name, f"{quoted(broken[0])} er et tegn ødelagt av feil tegnsett", AS_UTF8, line)]
        )
    # «å» typed on a Mac may be an «a» and a ring: it looks the same, and is not one of the choices.
    return unicodedata.normalize("NFC", text)


def _records(text: str, file: str):
    """Yield (line where the record begins, cells); blank lines are passed over."""
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first_line.count)
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
        if any(cell.strip() for cell in cells):
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
    """«56 500» → 56500, «9,2» → 9.2, text as it is; None when it is empty or not of its kind (NaN, 1e3, 1_000)."""
    if not cell.strip():
        return None
    if kind == "string":
        return cell
    cell = cell.strip(SPACES)
    if GROUPED_NUMBER.fullmatch(cell):
        cell = re.sub(f"[{SPACES}]", "", cell)
    if kind == "date" and (parts := NORWEGIAN_DATE.fullmatch(cell)):
        cell = f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    if kind not in FORMS:
        return cell
    return cell.replace(",", ".") if FORMS[kind].fullmatch(cell) else None
