"""The content of an OpenDocument workbook (.ods) before it is opened, as `excel_parts` tells of one of Excel."""

import re
from typing import Any

from register.sheet.excel_parts import ERROR, FLAWED, PERCENT, Parts, is_number

CELLS = ("table:table-cell", "table:covered-table-cell")
LINKS = ("table:table-source", "table:cell-range-source", "table:dde-link")
PART = re.compile(r"mimetype|content\.xml|META-INF/manifest\.xml")
"""The parts that hold cells, or say what the file is."""
MOST_SHOWN = 100


class OpenDocument(Parts):
    """Cells and rows are written once and repeated as often as they say: counted as often."""

    def _begin(self) -> None:
        self._cell: dict[str, Any] | None = None
        self._is_note = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            if self._cell is not None:
                raise ValueError("a table in a cell")
            self._end_sheet()
            self._count_sheet(self._sheets, attributes.get("table:name", "").casefold())
            self._row = 0
        elif tag == "table:table-row":
            self._rows = _repeated(attributes, "table:number-rows-repeated")
            self._column = 0
        elif tag in CELLS:
            # What is fetched from another file is named between quotes: 'file:///tall.ods'#$Ark.A1
            self.has_links = self.has_links or "'#" in attributes.get("table:formula", "")
            self._cell = attributes | {"start": self._parser.CurrentByteIndex, "shown": ""}
            self._length = len(attributes.get("office:string-value", ""))
        elif tag == "office:annotation":
            self._is_note = self.has_notes = True
        elif tag == "text:s":
            self._length += _repeated(attributes, "text:c")
            self.longest = max(self.longest, self._length)
        elif tag in LINKS:
            self.has_links = True
        elif tag == "table:null-date":
            self.is_1904 = attributes.get("table:date-value", "").startswith("1904")

    def _text(self, text: str) -> None:
        if self._cell is not None and not self._is_note:
            self._length += len(text)
            # No more of it than tells whether it is an error.
            self._cell["shown"] = (self._cell["shown"] + text)[:MOST_SHOWN]

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows
        elif tag == "office:annotation":
            self._is_note = False
        elif tag in CELLS:
            cell, self._cell = self._cell, None
            times = _repeated(cell, "table:number-columns-repeated")
            self._column += times
            is_typed = "office:value-type" in cell
            if not is_typed and any(name.startswith("office:") for name in cell):
                # No program writes one; calamine reads it, and repeats it as often as it says.
                raise ValueError("a value without a type")
            if is_typed or "table:formula" in cell or cell["shown"]:
                self._count(times)
            number = cell.get("office:value", "")
            if (shown := _flaw(cell)) is not None:
                self._replace(cell["start"], _text_cell(tag, times, FLAWED + shown))
            elif cell.get("office:value-type") == "percentage" and is_number(number):
                self._replace(cell["start"], _text_cell(tag, times, PERCENT + number))

    def _count(self, times: int) -> None:
        """A cell that holds something; those that are empty are passed over however far they reach."""
        self._refuse_far(self._row + self._rows, self._column)
        self.cells += times * self._rows
        self.longest = max(self.longest, self._length)


def _repeated(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, 1)))


def _flaw(cell: dict[str, str]) -> str | None:
    """The error that the cell shows, nothing where it is a formula that nobody worked out; None for a sound cell."""
    shown = cell["shown"].strip()
    is_formula = "table:formula" in cell
    if cell.get("calcext:value-type") == "error" or is_formula and ERROR.fullmatch(shown):
        return shown
    return "" if is_formula and "office:value-type" not in cell and not shown else None


def _text_cell(tag: str, times: int, text: str) -> bytes:
    told = "".join(f"&#{ord(sign)};" for sign in text)
    repeated = f'table:number-columns-repeated="{times}"'
    return f'<{tag} {repeated} office:value-type="string"><text:p>{told}</text:p></{tag}>'.encode("ascii")
