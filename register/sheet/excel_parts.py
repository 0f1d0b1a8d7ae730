"""The parts of a workbook before it is opened: how far they grow, and cells without a value that would read empty."""

import math
import re
from functools import reduce
from typing import Any
from xml.parsers.expat import ParserCreate

from register.validation.text import thousands

ERROR = re.compile(
    r"#(N/A|NAME\?|DIV/0!|REF!|VALUE!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA"
    r"|I/T|NAVN\?|VERDI!|OVERFLYT!|FELT!)|Err:\d{3}"
)
"""What cells show in place of a value, in English and Norwegian, also where it was pasted as a text."""
FLAWED = "\ufdd0"
"""Begins a cell that shows an error, or holds a formula nobody worked out; a sign that is set aside for such use."""
PERCENT = "\ufdd1"
"""Begins the number of a cell that is shown as a share of a hundred."""
PERCENT_FORMATS = {"9", "10"}
"""Those that every workbook has."""
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
"""What a format shows as it is, or is no sign of it."""
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2_000, 100, 50
MOST_ELEMENTS = 500_000
"""Of XML: what takes the time, whether they are cells or nothing."""
LARGEST_AREA = 4_000_000
"""Of all sheets together, each from its first cell to its last, with all between."""


def is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


class TooLargeError(Exception):
    """The workbook reaches too far, or counts too much; the message says which, in Norwegian."""


class Parts:
    """What the parts say that have been read; `read` gives each back with its flawed cells marked."""

    def __init__(self, most_rows: int = MOST_ROWS):
        self._most_rows = most_rows
        self._percent_formats: set[str | None] = set(PERCENT_FORMATS)
        self._are_percent: set[int] = set()
        self._is_of_cells, self._styles = False, 0
        self.cells = self.longest = 0
        """Room for all cells up to the last, and the longest text that they may share."""
        self.is_1904 = self.has_notes = self.has_links = False
        self._elements = 0
        self._sheets: list[str] = []
        self._sheet_parts: list[str] = []
        self._row = self._column = self._length = 0
        self._area = self._last_row = self._last_column = 0

    def read(self, part: bytes) -> bytes:
        if b"\0" in part[:4]:
            raise ValueError("UTF-16: where a cell stands is counted in bytes of UTF-8")
        self._marks: list[tuple] = []
        self._begin()
        self._parser = ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._started, self._end
        self._parser.CharacterDataHandler = self._text
        # No program writes one; they serve to make a little grow to much.
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.Parse(part, True)
        self._end_sheet()
        for start, end, mark in reversed(self._marks):
            # One that is closed where it is opened has ended there; another ends with its closing tag.
            is_one_tag = part.count(b"<", start, end) == 1 and part[end - 2 : end] == b"/>"
            after = end if is_one_tag else part.index(b">", end) + 1
            part = part[:start] + mark + part[after:]
        return part

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TooLargeError("Filen er for stor.")
        self._start(tag, attributes)

    def _begin(self) -> None:
        self._row, self._in_value = 0, False
        self._cell: dict[str, Any] | None = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            letters, digits = re.match("([A-Z]*)([0-9]*)", attributes.get("r", "").upper()).groups()
            self._column = reduce(lambda column, letter: column * 26 + ord(letter) - 64, letters, 0) or (
                self._column + 1
            )
            # It stands where it says itself, whatever its row says.
            self._row = int(digits or self._row)
            start = self._parser.CurrentByteIndex
            self._cell = {"start": start, "kind": attributes.get("t"), "at": attributes.get("r")}
            style = attributes.get("s", "")
            self._cell["is_percent"] = style.isdecimal() and int(style) in self._are_percent
            if attributes.get("t") == "e":
                # Read as a text in any case, also where it shows nothing.
                self._count_cell()
        elif name in ("v", "is", "f"):
            self._count_cell()
            self._in_value = name == "v"
            if self._cell is not None:
                self._cell[name] = ""
        elif name == "si":
            self._length = 0
        elif name == "sheet":
            self._count_sheet(self._sheets, next((attributes[key] for key in attributes if key.endswith(":id")), ""))
        elif name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self._count_sheet(self._sheet_parts, attributes.get("Target", "").rpartition("/")[2].lower())
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "numFmt" and "%" in QUOTED.sub("", attributes.get("formatCode", "")):
            self._percent_formats.add(attributes.get("numFmtId"))
        elif name in ("cellXfs", "cellStyleXfs"):
            self._is_of_cells, self._styles = name == "cellXfs", 0
        elif name == "xf" and self._is_of_cells:
            if attributes.get("numFmtId") in self._percent_formats:
                self._are_percent.add(self._styles)
            self._styles += 1
        if any(int(attributes.get(name, 0)) > self._most_rows * MOST_COLUMNS for name in ("count", "uniqueCount")):
            raise TooLargeError("Filen er for stor.")

    def _refuse_doctype(self, *_) -> None:
        raise ValueError("a document type with entities of its own")

    def _count_sheet(self, seen: list[str], part: str) -> None:
        """Each sheet is read as often as it is named, so that it may be named once."""
        if part in seen or len(seen) >= MOST_SHEETS:
            raise TooLargeError(f"Filen har over {MOST_SHEETS} ark, eller det samme arket flere ganger.")
        seen.append(part)

    def _count_cell(self) -> None:
        self.cells += 1
        self._refuse_far(self._row, self._column)

    def _end_sheet(self) -> None:
        self._area += self._last_row * self._last_column
        self._last_row = self._last_column = 0
        if self._area > LARGEST_AREA:
            raise TooLargeError("Filen er for stor.")

    def _refuse_far(self, row: int, column: int) -> None:
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)
        if row > self._most_rows or column > MOST_COLUMNS:
            most = thousands(self._most_rows)
            raise TooLargeError(f"Filen har celler langt utenfor tabellen, eller over {most} rader.")

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._cell is not None and self._in_value:
            self._cell["v"] += text

    def _end(self, tag: str) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "si":
            self.longest = max(self.longest, self._length)
        elif name in ("v", "is", "f"):
            self._in_value = False
        elif name == "c":
            cell, self._cell = self._cell, None
            is_error = cell["kind"] == "e"
            is_empty_formula = "f" in cell and not cell.get("v") and not (cell["kind"] == "str" and "v" in cell)
            value = f"{prefix}:v" if prefix else "v"
            if is_error or is_empty_formula:
                self._mark(cell, tag, value, FLAWED + (cell.get("v", "") if is_error else ""))
            elif cell["is_percent"] and cell["kind"] in (None, "n") and is_number(cell.get("v", "")):
                self._mark(cell, tag, value, PERCENT + cell["v"])

    def _mark(self, cell: dict, tag: str, value: str, text: str) -> None:
        """In place of the cell, one that reads as the text."""
        shown = "".join(f"&#{ord(sign)};" for sign in text)
        place = f' r="{cell["at"]}"' if cell["at"] and cell["at"].isalnum() else ""
        marked = f'<{tag}{place} t="str"><{value}>{shown}</{value}></{tag}>'
        self._replace(cell["start"], marked.encode("ascii"))

    def _replace(self, start: int, mark: bytes) -> None:
        """The element that ends here, by another, when all is read."""
        self._marks.append((start, self._parser.CurrentByteIndex, mark))
