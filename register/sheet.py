"""Status in a workbook that is sent round: written with what was last said, read back with all that is wrong in it."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from xml.parsers.expat import ParserCreate

import xlsxwriter
from python_calamine import CalamineWorkbook

from register import dates
from register.errors import InvalidError
from register.rules import DONE, DROPPED, FIELDS, FIRST_DAY, LAST_DAY, LONGEST, STATUSES, Report, check
from register.schema import TEXT_FIELDS

SHEET, GUIDE = "Status", "Veiledning"
WARNING = "Ikke skriv om enkeltpersoner eller enkeltsaker. Teksten kan bli offentlig."
MEASURE, AREA = "Tiltak", "Kommune"
COLUMNS = (MEASURE, AREA, *FIELDS.values())
"""Those that are read."""
PLANNED = (MEASURE, AREA, "Oppgave", "Ansvar etter planen", "Frist i planen")
WIDTHS = (9, 13, 44, 20, 12, 16, 9, 10, 18, 36, 28, 16, 12, 22, 12)
"""Of the columns from the plan and those to fill in, in characters."""
LINE, HIGHEST = 15, 400
"""Heights in points: a line of text, and the most a row can have."""
HELP = {
    "status": "Velg fra listen. Rader uten status blir ikke lest inn.",
    "is_in_operation": f"Ja eller nei. Bare for «{DONE}».",
    "in_place_on": f"Bare for «{DONE}»: måned og år oppgaven var på plass, for eksempel 03.2026. Tom hvis ikke kjent.",
    "responsible": "Rolle eller enhet som har oppgaven hos dere, ikke navn.",
    "comment": "Kort om hva som er gjort, og hva som gjenstår.",
    "reason": f"Hvorfor det ikke er gjort. Må fylles ut for «{DROPPED}».",
    "decided_by": f"Hvem som har besluttet det: rolle, råd eller utvalg. Må fylles ut for «{DROPPED}».",
    "new_deadline": "Bare hvis dere har satt en ny frist. Skriv dag, måned og år, for eksempel 31.12.2027.",
    "link": "Adressen til et vedtak eller en side som viser det. Begynner med https://.",
    "speaks_of": "Dagen opplysningene gjelder. Endrer du raden, så endre datoen også. Tom betyr dagen filen leses inn.",
}
HOW_TO = (
    "Fyll ut de hvite cellene på arket «Status», én rad for hver oppgave. De grå cellene er fra planen og er låst.",
    "Det som er meldt før, står der allerede. Rett det som er endret, og la resten stå.",
    f"Tomme rader blir hoppet over. En tekst kan ha høyst {LONGEST} tegn.",
    "Overskriftene må stå som de er. Uten dem kan filen ikke leses inn.",
    "Lagre filen som Excel-arbeidsbok (.xlsx) uten passord, og last den opp. Da får du vite om noe må rettes.",
)
HEADER_ROW = 2
CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#999999", "align": "left"}
DAY_FORMAT = "dd.mm.yyyy"
YES, NO = ("ja", "j", "x", "yes", "true", "1"), ("nei", "n", "no", "false", "0", "")

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
EPOCH, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), 36_526, 73_050
"""Days as a spreadsheet counts them; the numbers of 2000–2099 are taken for dates."""
QUOTED = 80


class _Refused(Exception):
    """The file can not be read; the message says why, in Norwegian."""


@dataclass(frozen=True)
class Task:
    """A task that can be reported, and what was last said of it."""

    measure_no: int
    area_code: str
    area: str
    title: str
    task: str
    owner: str
    deadline: date | None
    last: Report | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong; `row` counts as Excel does, and both are None when the whole file is meant."""

    row: int | None
    column: str | None
    sentence: str

    def __str__(self) -> str:
        return self.sentence if self.row is None else f"Rad {self.row}, kolonne «{self.column}»: {self.sentence}"


@dataclass(frozen=True)
class Read:
    """What a workbook says. `unchanged` of the drafts say just what was last said."""

    drafts: list[Report]
    problems: list[Problem]
    unchanged: int = 0


def write(tasks: list[Task], today: date) -> bytes:
    """Two sheets: «Status» to fill in, one row a task, and «Veiledning»."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _write_status(book, tasks, today)
        _write_guide(book)
    return _growing(file.getvalue())


def _growing(content: bytes) -> bytes:
    """The same workbook with rows that grow with what is typed: the heights it has are only to begin with."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as fixed, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as growing:
        for part in fixed.infolist():
            text = fixed.read(part)
            if part.filename.startswith("xl/worksheets/"):
                text = re.sub(rb'(<row [^>]*) customHeight="1"', rb"\1", text)
            growing.writestr(part, text)
    return file.getvalue()


def _write_status(book, tasks: list[Task], today: date) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, WARNING, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, f"Fyll ut de hvite cellene. På arket «{GUIDE}» står det hvordan.")
    heading = book.add_format(CELL | {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    for column, (label, width) in enumerate(zip((*PLANNED, *FIELDS.values()), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, label, heading)
    sheet.set_row(HEADER_ROW, 2 * LINE)
    formats = _formats(book)
    for row, task in enumerate(tasks, start=HEADER_ROW + 1):
        cells = _cells(task, today)
        sheet.set_row(row, _height(cells))
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, formats[column])
    for column, name in enumerate(FIELDS, start=len(PLANNED)):
        sheet.data_validation(HEADER_ROW + 1, column, HEADER_ROW + max(len(tasks), 1), column, _validation(name))
    _lay_out(sheet, len(tasks))


def _formats(book) -> list:
    """Those of the columns: from the plan, grey and locked, and to fill in, where what is typed stays a text."""
    planned = [{"align": "center"}, *[{"num_format": "@"}] * 3, {"num_format": DAY_FORMAT}]
    filled_in = [{"num_format": DAY_FORMAT if name in ("new_deadline", "speaks_of") else "@"} for name in FIELDS]
    locked = [book.add_format(CELL | {"bg_color": "#EFEFEF"} | look) for look in planned]
    return locked + [book.add_format(CELL | {"locked": False} | look) for look in filled_in]


def _height(cells: list) -> float:
    """Room for the longest text of a row; words break before the edge."""
    lines = 1
    for cell, width in zip(cells, WIDTHS, strict=True):
        parts = str(cell or "").split("\n")
        lines = max(lines, sum(1 + len(part) // (0.9 * width) for part in parts))
    return min(lines * LINE, HIGHEST)


def _lay_out(sheet, count: int) -> None:
    """What is seen first, what can be changed, and how it is printed."""
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + count, len(WIDTHS) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.ignore_errors({"number_stored_as_text": f"A1:O{HEADER_ROW + count + 1}"})
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.set_footer("&RSide &P av &N")


def _cells(task: Task, today: date) -> list[str | int | date | None]:
    said = {name: getattr(task.last, name, None) for name in FIELDS}
    said["is_in_operation"] = ("ja" if said["is_in_operation"] else "nei") if said["status"] == DONE else None
    said["in_place_on"] = f"{said['in_place_on']:%m.%Y}" if said["in_place_on"] else None
    said["speaks_of"] = said["speaks_of"] or today
    planned = (task.measure_no, task.area, f"{task.title}: {task.task}", task.owner, task.deadline)
    return [*planned, *said.values()]


def _write_cell(sheet, row: int, column: int, cell: str | int | date | None, format) -> None:
    """A text is written as a text, so that no formula is ever made of it."""
    if cell is None:
        sheet.write_blank(row, column, None, format)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, format)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, format)
    else:
        sheet.write_number(row, column, cell, format)


def _validation(name: str) -> dict:
    """What a cell takes, and what is said when one stands in it."""
    shown = {"input_title": FIELDS[name], "input_message": HELP[name], "error_title": FIELDS[name]}
    if name in ("status", "is_in_operation"):
        choices = list(STATUSES) if name == "status" else ["ja", "nei"]
        return shown | {"validate": "list", "source": choices, "error_message": "Velg fra listen."}
    if name in TEXT_FIELDS:
        shown["input_message"] += f"\n\n{WARNING}"
    if name in TEXT_FIELDS or name == "in_place_on":
        error = f"Teksten kan ha høyst {LONGEST} tegn."
        return shown | {"validate": "length", "criteria": "<=", "value": LONGEST, "error_message": error}
    last = "=TODAY()" if name == "speaks_of" else LAST_DAY
    error = "Dette ser ikke ut som en dato som kan brukes. Skriv dag, måned og år, for eksempel 31.12.2026."
    between = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": last}
    return shown | between | {"error_message": error, "error_type": "warning"}


def _write_guide(book) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    lines = [("Viktig", WARNING), ("", ""), *zip(("Slik gjør du", *[""] * len(HOW_TO)), HOW_TO, strict=False), ("", "")]
    lines += [(FIELDS[name], text) for name, text in HELP.items()]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, bold if text == WARNING else wrapped)
        sheet.set_row(row, LINE + 4)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def read(content: bytes, tasks: list[Task], today: date) -> Read:
    """All that is right, and all that is wrong. A row is known by measure and municipality, wherever it stands."""
    try:
        rows = _rows(content)
        heading = _heading(rows)
        places = _places(rows[heading])
    except _Refused as refused:
        return Read([], [Problem(None, None, str(refused))])
    known = {(str(task.measure_no), _plain(task.area)): task for task in tasks}
    seen, drafts, problems = {}, {}, []
    for number, row in enumerate(rows[heading + 1 :], start=heading + 2):
        cells = {label: row[place] for label, place in places.items()}
        if not _says_something(cells):
            continue
        task = known.get((_plain(cells[MEASURE]).removeprefix("tiltak "), _plain(cells[AREA])))
        draft, wrong = _draft(cells, task, today)
        if task in seen:
            wrong[MEASURE] = f"Oppgaven er også fylt ut på rad {seen[task]}. Behold bare én av radene."
            drafts.pop(task, None)
        elif task:
            seen[task] = number
            drafts |= {task: draft} if not wrong else {}
        problems += [Problem(number, label, wrong[label]) for label in places if label in wrong]
    unchanged = sum(draft == task.last for task, draft in drafts.items())
    return Read(list(drafts.values()), problems, unchanged)


def _rows(content: bytes) -> list[list]:
    """The cells of the sheet «Status», from its first row and column on."""
    if len(content) > LARGEST:
        raise _Refused(f"Filen er over {LARGEST // 1_000_000} MB. {TOO_LARGE}")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_unpacked(content))) as book:
            for name in book.sheet_names:
                if _plain(name) == _plain(SHEET):
                    return book.get_sheet_by_name(name).to_python(skip_empty_area=False) or [[]]
    except _Refused:
        raise
    except BaseException as broken:  # whatever it is, the file is not what it says it is
        if isinstance(broken, Exception) or type(broken).__name__ == PANIC:
            raise _Refused(NO_WORKBOOK) from broken
        raise
    raise _Refused(f"Filen har ikke noe ark som heter «{SHEET}». Gi arket det navnet, og prøv igjen.")


def _unpacked(content: bytes) -> bytes:
    """The same workbook uncompressed, without pictures and the like; refused when it would fill the memory."""
    file, extent = io.BytesIO(), _Extent()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(file, "w") as unpacked:
        parts = [
            part for part in packed.infolist() if PART.fullmatch(part.filename) and part.compress_type in COMPRESSIONS
        ]
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise _Refused(TOO_LARGE)
        for part in parts:
            with packed.open(part) as opened:
                text = opened.read(part.file_size)  # no more than it says, whatever it holds
            extent.measure(text)
            unpacked.writestr(part.filename, text)
    if extent.cells * extent.longest > LARGEST_UNPACKED:
        raise _Refused(TOO_LARGE)
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
                raise _Refused(f"Filen har celler langt utenfor tabellen, eller over {MOST_ROWS} rader. {TOO_LARGE}")
        elif tag == "si":
            self.length = 0
        if any(int(attributes.get(name, 0)) > MOST_ROWS * MOST_COLUMNS for name in ("count", "uniqueCount")):
            raise _Refused(TOO_LARGE)

    def _text(self, text: str) -> None:
        self.length += len(text)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "si":
            self.longest = max(self.longest, self.length)


def _heading(rows: list[list]) -> int:
    """Which row holds the headings; others may stand above it."""
    labels = {_plain(label) for label in COLUMNS}
    found = [len(labels & {_plain(cell) for cell in row}) for row in rows[:20]]
    return found.index(max(found))


def _places(heading: list) -> dict[str, int]:
    """Where each column stands; others may stand between them."""
    found = [_plain(cell) for cell in heading]
    counts = {label: found.count(_plain(label)) for label in COLUMNS}
    for problem, wrong in (
        ("mangler kolonner", [label for label, count in counts.items() if count == 0]),
        ("har samme overskrift på flere kolonner", [label for label, count in counts.items() if count > 1]),
    ):
        if wrong:
            raise _Refused(
                f"Arket «{SHEET}» {problem}: {', '.join(wrong)}. Overskriftene må være som i filen dere fikk."
            )
    return {label: found.index(_plain(label)) for label in COLUMNS}


def _says_something(cells: dict) -> bool:
    """More than the date, which is filled in beforehand."""
    return any(_text(cells[label]) for name, label in FIELDS.items() if name != "speaks_of")


def _draft(cells: dict, task: Task | None, today: date) -> tuple[Report, dict[str, str]]:
    """What a row says, and what is wrong in it, by column."""
    values, unreadable = {"speaks_of": today}, {}
    for name, label in FIELDS.items():
        try:
            values[name] = READERS.get(name, _text)(cells[label]) or values.get(name)
        except ValueError as wrong:
            unreadable[name] = str(wrong)
    values |= {"status": values["status"] or "", "is_in_operation": bool(values.get("is_in_operation"))}
    draft = Report(*((task.measure_no, task.area_code) if task else (0, "")), **values)
    wrong = {FIELDS[name]: problem for name, problem in (_broken_rules(draft, today) | unreadable).items()}
    if task is None:
        asked = f"Tiltak «{_short(cells[MEASURE])}» for «{_short(cells[AREA])}»"
        wrong[MEASURE] = f"{asked} er ikke blant oppgavene dere kan melde. Rett tiltak og kommune, eller tøm raden."
    return draft, wrong


def _broken_rules(draft: Report, today: date) -> dict[str, str]:
    """What can not be saved, by field. Without a status the rest is checked as for the one that takes it all."""
    problems = {}
    if draft.status not in STATUSES:
        start = f"«{draft.status}» er ikke en status." if draft.status else "Status mangler."
        problems["status"] = f"{start} Velg én av: {', '.join(STATUSES)}."
        draft = replace(draft, status=DONE)
    try:
        check(draft, {(draft.measure_no, draft.area_code)}, today)
    except InvalidError as invalid:
        problems |= invalid.problems
    return problems


def _status(cell) -> str:
    """As the list spells it, or else as it was typed."""
    return {_plain(status): status for status in STATUSES}.get(_plain(cell)) or _short(cell)


def _yes(cell) -> bool:
    if _plain(cell) not in YES + NO:
        raise ValueError(f"«{_short(cell)}» kan ikke leses. Skriv ja eller nei.")
    return _plain(cell) in YES


def _day(cell) -> date | None:
    return _stored(cell) or (dates.day(_short(cell)) if _text(cell) else None)


def _month(cell) -> date | None:
    day = _stored(cell)
    if day:
        return day.replace(day=1)
    if isinstance(cell, int | float) and cell < 13:
        cell = f"{cell:.4f}"  # 3.2020 typed as a number is 3.202
    return dates.month(_short(cell)) if _text(cell) else None


def _stored(cell) -> date | None:
    """The day of a date, or of the number a spreadsheet keeps for one."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and FIRST_SERIAL <= cell < LAST_SERIAL + 1:
        return EPOCH + timedelta(days=int(cell))
    return None


READERS = {"status": _status, "is_in_operation": _yes, "in_place_on": _month, "new_deadline": _day, "speaks_of": _day}


def _text(cell) -> str:
    """As it stands in the sheet: 2026 and not 2026.0."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, int | float):
        return f"{cell:.15g}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).replace("\r\n", "\n").strip()


def _plain(cell) -> str:
    """For comparing, however it was typed."""
    return " ".join(_text(cell).casefold().replace("–", "-").split())


def _short(cell) -> str:
    """As it is quoted: on one line, and no longer than one can take in."""
    text = " ".join(_text(cell).split())
    return f"{text[:QUOTED]}…" if len(text) > QUOTED else text
