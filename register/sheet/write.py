"""Status in a workbook that is sent round to be filled in: written with what was last said."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from register.schema import TEXT_FIELDS
from register.sheet import row_basis
from register.validation.rules import (
    CHOICES,
    DONE,
    DROPPED,
    EVALUATION,
    FIELDS,
    FIRST_DAY,
    LAST_DAY,
    LONGEST,
    WARNING,
    Report,
)
from register.validation.text import thousands

SHEET, GUIDE = "Status", "Veiledning"
MEASURE, AREA = "Tiltak", "Kommune"
TASK = "Oppgave"
CONFIRMED, BASIS = "Ingen endring siden sist", "Fylt ut fra svar"
COLUMNS = (MEASURE, AREA, *FIELDS.values())
"""Those that are read; the two above are, where they are there, and TASK is held against the number."""
LATER = tuple(FIELDS[name] for name in EVALUATION)
"""Those that sheets of an earlier version do not have."""
PLANNED = (MEASURE, AREA, TASK, "Ansvar etter planen", "Frist i planen")
HEADINGS = (*PLANNED, CONFIRMED, *FIELDS.values(), BASIS)
WIDTHS = (9, 16, 44, 20, 12, 14, 16, 9, 10, 18, 36, 28, 16, 12, 22, 14, 36, 36, 14, 12, 20)
"""Of the columns, in characters."""
LINE, HIGHEST = 15, 400
"""Heights in points: a line of text, and the most a row can have."""
HELP = {
    CONFIRMED: "Skriv ja hvis alt er som i forrige svar. Da teller raden som besvart på nytt, og gjelder dagen "
    "filen leses inn, eller den datoen du skriver under «Gjelder dato».",
    "status": "Velg fra listen. Et svar må ha en status.",
    "is_in_operation": f"Ja eller nei. Bare for «{DONE}».",
    "in_place_on": f"Bare for «{DONE}»: måned og år oppgaven var på plass, for eksempel 03.2026. Tom hvis ikke kjent.",
    "responsible": "Rolle eller enhet som har oppgaven hos dere, ikke navn.",
    "comment": "Kort om hva som er gjort, og hva som gjenstår.",
    "reason": f"Hvorfor det ikke er gjort. Må fylles ut for «{DROPPED}».",
    "decided_by": f"Hvem som har besluttet det: rolle, råd eller utvalg. Må fylles ut for «{DROPPED}».",
    "new_deadline": "Bare hvis dere har satt en ny frist. Skriv dag, måned og år, for eksempel 31.12.2027. Fristen i "
    "planen blir stående ved siden av, og det er den som avgjør om fristen er ute.",
    "link": "Adressen til et vedtak eller en side som viser det. Begynner med https://.",
    "done_as_meant": "Evaluering: ble tiltaket gjort slik planen mente det? Velg fra listen.",
    "outcome": "Evaluering: hva kom ut av tiltaket hos dere? Kort.",
    "hindrance": "Evaluering: hva hindret eller forsinket det? Kort.",
    "should_continue": "Evaluering: bør tiltaket være med i neste plan? Velg fra listen.",
    "speaks_of": "Står tom, også når oppgaven er besvart før. Tom betyr dagen filen leses inn. Gjelder svaret en annen "
    "dag, skriver du den, for eksempel 1.3.2026.",
}
HOW_TO = (
    "Fyll ut de hvite cellene på arket «Status», én rad for hver oppgave. De grå cellene er fra planen og er låst.",
    "Forrige svar står der allerede. Rett det som er endret, og la resten stå. En rad du ikke rører, endrer ingenting.",
    f"Er alt som sist, skriver du ja under «{CONFIRMED}»: en rad du ikke rører, teller ikke som svar i en ny runde.",
    "De fire kolonnene fra «Gjort som ment?» til «Bør det gå videre?» er evalueringen, som neste plan bygger på. Svar "
    "når dere vet det: dere kan gi status nå og evaluere siden, i det samme arket.",
    f"Tomme rader blir hoppet over. En tekst kan ha høyst {thousands(LONGEST)} tegn.",
    "Overskriftene må stå som de er. Uten dem kan filen ikke leses inn.",
    "Lagre filen som Excel-arbeidsbok (.xlsx) uten passord, og last den opp. Før noe blir lagret, ser du hva som er "
    "nytt, hva som er endret, og hva som må rettes.",
)
HEADER_ROW = 2
CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#999999", "align": "left"}
DAY_FORMAT = "dd.mm.yyyy"
LAST_COLUMN = xl_col_to_name(len(HEADINGS) - 1)


@dataclass(frozen=True)
class Task:
    """A task that can be answered, and what was last said of it: which answer it is, and the day."""

    measure_no: int
    area_code: str
    area: str
    title: str
    task: str
    owner: str
    deadline: date | None
    last: Report | None = None
    last_id: int | None = None
    answered_on: date | None = None
    plan_id: str | None = None
    """None where it is of the first plan, as in the sheets from before there were others."""
    is_waited_for: bool = False
    """Not answered in the round that is open, or ever where none is."""

    @property
    def key(self) -> tuple[int, str]:
        return self.measure_no, self.area_code


def write(tasks: list[Task], mark: str = "") -> bytes:
    """Two sheets: «Status» to fill in, one row a task, and «Veiledning»; `mark` stands above all of it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _write_status(book, tasks, mark)
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


def _write_status(book, tasks: list[Task], mark: str) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, WARNING, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, f"{mark} Fyll ut de hvite cellene. På arket «{GUIDE}» står det hvordan.".strip())
    heading = book.add_format(CELL | {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    for column, (label, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, label, heading)
    sheet.set_row(HEADER_ROW, 2 * LINE)
    formats = _formats(book)
    for row, task in enumerate(tasks, start=HEADER_ROW + 1):
        cells = _cells(task)
        sheet.set_row(row, _height(cells))
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, formats[column])
    for column, name in enumerate((CONFIRMED, *FIELDS), start=len(PLANNED)):
        sheet.data_validation(HEADER_ROW + 1, column, HEADER_ROW + max(len(tasks), 1), column, _validation(name))
    _lay_out(sheet, len(tasks))


def _formats(book) -> list:
    """Those of the columns: from the plan, grey and locked, and to fill in, where what is typed stays a text."""
    planned = [{"align": "center"}, *[{"num_format": "@"}] * 3, {"num_format": DAY_FORMAT}]
    days = ("new_deadline", "speaks_of")
    filled_in = [{"num_format": DAY_FORMAT if name in days else "@"} for name in (CONFIRMED, *FIELDS)]
    locked = [book.add_format(CELL | {"bg_color": "#EFEFEF"} | look) for look in (*planned, {"num_format": "@"})]
    unlocked = [book.add_format(CELL | {"locked": False} | look) for look in filled_in]
    return [*locked[:-1], *unlocked, locked[-1]]


def _height(cells: list) -> float:
    """Room for the longest text of a row; words break before the edge."""
    lines = 1.0
    for cell, width in zip(cells[:-1], WIDTHS[:-1], strict=True):
        parts = str(cell or "").split("\n")
        lines = max(lines, sum(1 + len(part) // (0.9 * width) for part in parts))
    return min(lines * LINE, HIGHEST)


def _lay_out(sheet, count: int) -> None:
    """What is seen first, what can be changed, and how it is printed; which answer a row is from is seen by no one."""
    sheet.set_column(len(HEADINGS) - 1, len(HEADINGS) - 1, WIDTHS[-1], None, {"hidden": True})
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + count, len(WIDTHS) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.ignore_errors({"number_stored_as_text": f"A1:{LAST_COLUMN}{HEADER_ROW + count + 1}"})
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.set_footer("&RSide &P av &N")


def worded(task: Task) -> str:
    """What stands under TASK."""
    return f"{task.title}: {task.task}"


def _cells(task: Task) -> list[str | int | date | None]:
    said = {name: getattr(task.last, name, None) for name in FIELDS}
    said["is_in_operation"] = ("ja" if said["is_in_operation"] else "nei") if said["status"] == DONE else None
    said["in_place_on"] = f"{said['in_place_on']:%m.%Y}" if said["in_place_on"] else None
    # The date of the last answer is not that of the next; left empty, it is the day the sheet is read.
    said["speaks_of"] = None
    planned = (task.measure_no, task.area, worded(task), task.owner, task.deadline)
    basis = row_basis.written(row_basis.basis(task.key, task.last_id, task.last), task.plan_id)
    return [*planned, None, *said.values(), basis]


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
    label = FIELDS.get(name, name)
    shown = {"input_title": label, "input_message": HELP[name], "error_title": label}
    offered = {CONFIRMED: ["ja"], "is_in_operation": ["ja", "nei"]} | {field: list(of) for field, of in CHOICES.items()}
    choices = offered.get(name)
    if choices:
        return shown | {"validate": "list", "source": choices, "error_message": "Velg fra listen."}
    if name in TEXT_FIELDS:
        shown["input_message"] += f"\n\n{WARNING}"
    if name in TEXT_FIELDS or name == "in_place_on":
        error = f"Teksten kan ha høyst {thousands(LONGEST)} tegn."
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
    lines += [(FIELDS.get(name, name), text) for name, text in HELP.items()]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, bold if text == WARNING else wrapped)
        sheet.set_row(row, (LINE + 4) * (1 + len(text) // 115))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
