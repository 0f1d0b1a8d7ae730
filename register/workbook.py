"""Opens workbooks that anybody may have made: what they hold, and no harm done by those made to do some."""

import io
import re
import zipfile
from datetime import date
from functools import reduce
from xml.parsers.expat import ParserCreate

from python_calamine import CalamineWorkbook

LARGEST, LARGEST_UNPACKED = 5_000_000, 50_000_000
MOST_ROWS, MOST_COLUMNS = 2_000, 100
PART = re.compile(r"/?(xl/|_rels/|\[).*\.(xml|rels)", re.IGNORECASE)
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PANIC = "PanicException"
"""What calamine raises where it gives up; no Exception, and not to be imported."""
NO_WORKBOOK = (
    "Filen er ikke en Excel-arbeidsbok (.xlsx), er skadet eller har passord. "
    "Åpne den i Excel, lagre den som Excel-arbeidsbok (.xlsx) uten passord, og prøv igjen."
)
TOO_LARGE = "Filen er for stor. Kopier radene over i en ny kopi av filen dere fikk, og prøv igjen."
QUOTED = 80


class RefusedError(Exception):
    """The file can not be read; the message says why, in Norwegian."""


def rows(content: bytes, sheet: str) -> list[list]:
    """The cells of a sheet, from its first row and column on. Raises RefusedError, and nothing else."""
    if len(content) > LARGEST:
        raise RefusedError(f"Filen er over {LARGEST // 1_000_000} MB. {TOO_LARGE}")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_unpacked(content))) as book:
            for name in book.sheet_names:
                if plain(name) == plain(sheet):
                    return book.get_sheet_by_name(name).to_python(skip_empty_area=False) or [[]]
    except RefusedError:
        raise
    except BaseException as broken:  # whatever it is, the file is not what it says it is
        if isinstance(broken, Exception) or type(broken).__name__ == PANIC:
            raise RefusedError(NO_WORKBOOK) from broken
        raise
    raise RefusedError(f"Filen har ikke noe ark som heter «{sheet}». Gi arket det navnet, og prøv igjen.")


def _unpacked(content: bytes) -> bytes:
    """The same workbook uncompressed, without pictures and the like; refused when it would fill the memory."""
    file, extent = io.BytesIO(), _Extent()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(file, "w") as unpacked:
        parts = [
            part for part in packed.infolist() if PART.fullmatch(part.filename) and part.compress_type in COMPRESSIONS
        ]
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise RefusedError(TOO_LARGE)
        for part in parts:
            with packed.open(part) as opened:
                text = opened.read(part.file_size)  # no more than it says, whatever it holds
            extent.measure(text)
            unpacked.writestr(part.filename, text)
    if extent.cells * extent.longest > LARGEST_UNPACKED:
        raise RefusedError(TOO_LARGE)
    return file.getvalue()


class _Extent:
    """What a workbook grows to when read: room for all cells up to the last and all texts it counts, and copies."""

    def __init__(self):
        self.row = self.column = self.cells = self.length = self.longest = 0

    def measure(self, part: bytes) -> None:
        self.row = 0
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(part, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            reference = re.match("[A-Z]*", attributes.get("r", "")).group()
            self.column = reduce(lambda column, letter: column * 26 + ord(letter) - 64, reference, 0) or self.column + 1
        elif tag in ("v", "is"):
            self.cells += 1
            if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
                raise RefusedError(
                    f"Filen har celler langt utenfor tabellen, eller over {MOST_ROWS} rader. {TOO_LARGE}"
                )
        elif tag == "si":
            self.length = 0
        if any(int(attributes.get(name, 0)) > MOST_ROWS * MOST_COLUMNS for name in ("count", "uniqueCount")):
            raise RefusedError(TOO_LARGE)

    def _text(self, text: str) -> None:
        self.length += len(text)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "si":
            self.longest = max(self.longest, self.length)


def text(cell) -> str:
    """As it stands in the sheet: 2026 and not 2026.0."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, int | float):
        return f"{cell:.15g}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).replace("\r\n", "\n").strip()


def plain(cell) -> str:
    """For comparing, however it was typed."""
    return " ".join(text(cell).casefold().replace("–", "-").split())


def short(cell) -> str:
    """As it is quoted: on one line, and no longer than one can take in."""
    told = " ".join(text(cell).split())
    return f"{told[:QUOTED]}…" if len(told) > QUOTED else told
