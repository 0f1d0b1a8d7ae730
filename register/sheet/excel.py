"""Opens workbooks that anybody may have made: what they hold, and no harm done by those made to do some."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

from python_calamine import CalamineWorkbook, SheetTypeEnum

from register.sheet import open_document
from register.sheet.excel_parts import ERROR, FLAWED, MOST_ROWS, PERCENT, Parts, TooLargeError
from register.sheet.open_document import OpenDocument
from register.validation.text import clean

LARGEST, LARGEST_UNPACKED = 5_000_000, 50_000_000
PART = re.compile(r"/?(xl/|_rels/|\[).*\.(xml|rels)", re.IGNORECASE)
NOTES = re.compile(r"/?xl/(threaded)?comments", re.IGNORECASE)
MACROS = re.compile(r"/?(xl/(vbaProject|macrosheets)|Basic/|Scripts/)", re.IGNORECASE)
LINKS = re.compile(r"/?xl/externalLinks/", re.IGNORECASE)
STYLES = re.compile(r"/?xl/styles", re.IGNORECASE)
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PANIC = "PanicException"
"""What calamine raises where it gives up; no Exception, and not to be imported."""
NO_WORKBOOK = (
    "Filen er ikke en arbeidsbok (.xlsx eller .ods), er skadet eller har passord. "
    "Åpne den i Excel, lagre den som Excel-arbeidsbok (.xlsx) uten passord, og prøv igjen."
)
MERGED, DIVIDE = "Cellen er slått sammen med den på rad {}", "Del dem opp, og skriv svaret på hver rad."
COPY_ROWS = "Kopier radene over i en ny kopi av filen dere fikk, og prøv igjen."
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
QUOTED = 80


class RefusedError(Exception):
    """The file can not be read; the message says why, in Norwegian."""


@dataclass(frozen=True)
class Flaw:
    """A cell that shows no value: what is wrong with it, and what to do."""

    problem: str
    advice: str

    @property
    def sentence(self) -> str:
        return f"{self.problem}. {self.advice}"


class Percent(float):
    """A cell that is shown as a share of a hundred: «9,2 %» is 0.092."""


@dataclass(frozen=True)
class Sheets:
    """The cells of each sheet by its name, from its first row and column on, and what else the workbook holds."""

    cells: dict[str, list[list]]
    is_1904: bool
    """Its days are counted from 1904, not from 1900."""
    has_notes: bool
    """Somebody has written on cells, beside what stands in them."""
    has_macros: bool
    has_links: bool
    """Cells are fetched from other files."""


@dataclass(frozen=True)
class Book:
    """The cells of a sheet from its first row and column on, and those of the others by their names."""

    rows: list[list]
    others: dict[str, list[list]]
    is_1904: bool
    has_notes: bool


def opened(content: bytes, sheet: str) -> Book:
    """Raises RefusedError, and nothing else."""
    found = sheets(content)
    meant = next((name for name in found.cells if plain(name) == plain(sheet)), None)
    if meant is None:
        raise RefusedError(f"Filen har ikke noe ark som heter «{sheet}». Gi arket det navnet, og prøv igjen.")
    return Book(found.cells.pop(meant), found.cells, found.is_1904, found.has_notes)


def sheets(content: bytes, most_rows: int = MOST_ROWS) -> Sheets:
    """All of a workbook. Raises RefusedError, and nothing else."""
    if len(content) > LARGEST:
        raise RefusedError(f"Filen er over {LARGEST // 1_000_000} MB. {COPY_ROWS}")
    try:
        unpacked, parts, names = _unpacked(content, most_rows)
        with CalamineWorkbook.from_filelike(io.BytesIO(unpacked)) as book:
            titles = [told.name for told in book.sheets_metadata if told.typ == SheetTypeEnum.WorkSheet]
            cells = {title: _cells(book.get_sheet_by_name(title)) for title in titles}
    except RefusedError:
        raise
    except TooLargeError as too_large:
        raise RefusedError(f"{too_large} {COPY_ROWS}") from too_large
    except BaseException as broken:  # whatever it is, the file is not what it says it is
        if isinstance(broken, Exception) or type(broken).__name__ == PANIC:
            raise RefusedError(NO_WORKBOOK) from broken
        raise
    notes, macros, links = (any(map(pattern.match, names)) for pattern in (NOTES, MACROS, LINKS))
    return Sheets(cells, parts.is_1904, parts.has_notes or notes, macros, parts.has_links or links)


def _cells(sheet) -> list[list]:
    rows = sheet.to_python(skip_empty_area=False) or [[]]
    cells = [[marked(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _divide(cells, top, left, bottom, right)
    return cells


def _divide(cells: list[list], top: int, left: int, bottom: int, right: int) -> None:
    """What is written across rows is read in the first alone: told in the others."""
    if top >= len(cells) or left >= len(cells[top]) or not text(cells[top][left]):
        return
    told = Flaw(MERGED.format(top + 1), DIVIDE)
    for row in range(top + 1, min(bottom + 1, len(cells))):
        for column in range(left, min(right + 1, len(cells[row]))):
            if isinstance(cells[row][column], Flaw):
                # No program lets two of them overlap.
                return
            cells[row][column] = told


def marked(cell: str):
    """What a text stands for that a mark was put on (excel_parts), or that shows an error."""
    if cell.startswith(PERCENT):
        return Percent(cell.removeprefix(PERCENT))
    if cell == FLAWED:
        advice = "Åpne filen i Excel og lagre den der, eller skriv svaret selv."
        return Flaw("Cellen har en formel som ikke er regnet ut", advice)
    if cell.startswith(FLAWED) or ERROR.fullmatch(cell.strip()):
        shown = short(cell.removeprefix(FLAWED))
        return Flaw(f"Cellen viser feilen «{shown}»", "Skriv svaret i cellen, eller tøm den.")
    return cell


def _unpacked(content: bytes, most_rows: int) -> tuple[bytes, Parts, list[str]]:
    """The same workbook uncompressed, without pictures and the like, what its parts say, and the names of all.

    Refused when it would fill the memory.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(file, "w") as unpacked:
        # Some programs write the names of Windows, with backslashes.
        named = {part.filename.replace("\\", "/"): part for part in packed.infolist()}
        is_ods = "content.xml" in named
        parts, meant = (OpenDocument(most_rows), open_document.PART) if is_ods else (Parts(most_rows), PART)
        kept = {
            name: part for name, part in named.items() if meant.fullmatch(name) and part.compress_type in COMPRESSIONS
        }
        if sum(part.file_size for part in kept.values()) > LARGEST_UNPACKED:
            raise TooLargeError("Filen er for stor.")
        # What cells look like is known before they are read.
        for name, part in sorted(kept.items(), key=lambda item: not STYLES.match(item[0])):
            with packed.open(part) as opened:
                text = opened.read(part.file_size)  # no more than it says, whatever it holds
            unpacked.writestr(name, text if name == "mimetype" else parts.read(text))
    if parts.cells * parts.longest > LARGEST_UNPACKED:
        raise TooLargeError("Filen er for stor.")
    return file.getvalue(), parts, [*named]


def text(cell) -> str:
    """As it stands in the sheet: 2026 and not 2026.0; nothing where it shows no value."""
    if isinstance(cell, Flaw):
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, int | float):
        return f"{cell:.15g}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return clean(str(cell))


def plain(cell) -> str:
    """For comparing, however it was typed."""
    return " ".join(text(cell).casefold().translate(DASHES).split())


def short(cell) -> str:
    """As it is quoted: on one line, and no longer than one can take in."""
    told = " ".join(text(cell).split())
    return f"{told[:QUOTED]}…" if len(told) > QUOTED else told
