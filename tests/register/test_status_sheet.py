"""The workbook that is sent round: what it holds, and what is read out of it however it comes back."""

import io
import random
import re
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest
import xlsxwriter

from register.schema import TEXT_FIELDS
from register.sheet.read import Problem, Read, read
from register.sheet.row import EMPTIED, NEW, UNTOUCHED
from register.sheet.write import BASIS, COLUMNS, CONFIRMED, HEADINGS, LATER, Task, worded, write
from register.validation.rules import DONE, DROPPED, FIELDS, LONGEST, NOT_STARTED, ONGOING, STATUSES, UNCLEAR, Report

TODAY = date(2026, 11, 25)
WARNING = "Ikke skriv om enkeltpersoner eller enkeltsaker. Teksten kan bli offentlig."
FIRST_ROW = 4
BORN_1890 = "01019050188"
"""With the control digits of somebody who does not live."""
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODD_TEXTS = [
    "=cmd|' /C calc'!A0",
    "+47 62 00 00 00",
    "-2",
    "@sum(A1)",
    "<script>alert(1)</script>",
    "Ferdig 😀",
    "Linje én\nLinje to\n\nLinje fire",
    "_x0041_ & «æøå»",
    "2026",
    "03.2026",
    "nei",
    "https://eksempel.no",
    "a" * LONGEST,
]


def task(measure_no=1, area="Hamar", last=None, deadline=date(2023, 12, 31)) -> Task:
    answer = (last, 100 + measure_no, date(2026, 11, 12)) if last else ()
    return Task(measure_no, area.lower(), area, "Kompetanse", "Lag en plan", "Skolene", deadline, *answer)


def report(measure_no=1, area="Hamar", status=ONGOING, **said) -> Report:
    return Report(measure_no, area.lower(), status, **{"speaks_of": date(2026, 5, 4)} | said)


def reported(status=ONGOING, measure_no=1, area="Hamar", **said) -> Task:
    return task(measure_no, area, report(measure_no, area, status, **said))


TASKS = [
    task(1),
    reported(NOT_STARTED, 2),
    reported(
        DONE,
        3,
        is_in_operation=True,
        in_place_on=date(2024, 2, 1),
        responsible="Enhet for barn",
        comment="To setninger.\nOver to linjer.",
        link="https://eksempel.no/vedtak",
    ),
    reported(DONE, 4),
    reported(DROPPED, 5, reason="Ikke prioritert", decided_by="Kommunestyret"),
    reported(UNCLEAR, 6, new_deadline=date(2027, 12, 31)),
    task(1, "Våler", deadline=None),
    reported(ONGOING, 1, "Felles"),
]


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(label: str) -> int:
    """Where a column stands in the sheet that is sent, counted from 1."""
    return [cell.value for cell in opened(write([task()]))["Status"][FIRST_ROW - 1]].index(label) + 1


PLACES = {label: column(label) for label in (*COLUMNS, CONFIRMED, BASIS)}


@cache
def sent(*tasks: Task) -> bytes:
    return write(list(tasks))


def filled(tasks: list[Task], *rows: dict) -> bytes:
    """The sheet that is sent, with cells filled in row by row; a number is a bare number, as where a format was lost."""
    book = opened(sent(*tasks))
    for number, row in enumerate(rows, start=FIRST_ROW):
        for label, cell in row.items():
            target = book["Status"].cell(number, PLACES[label])
            target.value = cell
            if isinstance(cell, int | float):
                target.number_format = "General"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def made(rows: list[list], name="Status") -> bytes:
    """A sheet made from nothing."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return saved(book)


def typed(**cells) -> tuple[Report | None, dict[str, str]]:
    """What is read of a row with these fields filled in, and what is wrong by field."""
    found = read(filled([task()], {FIELDS[name]: cell for name, cell in cells.items()}), [task()], TODAY)
    names = {label: name for name, label in FIELDS.items()}
    assert {problem.row for problem in found.problems} <= {FIRST_ROW}
    return (drafts(found) or [None])[0], {names[problem.column]: problem.sentence for problem in found.problems}


def drafts(found: Read) -> list[Report]:
    return [row.draft for row in found.rows if row.draft]


def read_back(task: Task) -> Report:
    """What a row that nobody has touched says: the last answer, of no date but the day it is read."""
    return replace(task.last, speaks_of=TODAY)


def untouched(found: Read) -> int:
    return [row.kind for row in found.rows].count(UNTOUCHED)


def refusal(content: bytes, tasks=TASKS) -> str:
    """The one sentence that is said of a file that can not be read."""
    found = read(content, tasks, TODAY)
    assert found.rows == []
    [problem] = found.problems
    assert (problem.row, problem.column, str(problem)) == (None, None, problem.sentence)
    return problem.sentence


def repacked(content: bytes, changed: dict[str, bytes], compression=zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", compression) as after:
        for name in {*before.namelist(), *changed}:
            after.writestr(name, changed[name] if name in changed else before.read(name))
    return file.getvalue()


def part(content: bytes, name="xl/worksheets/sheet1.xml") -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


# What is sent


def test_what_was_said_is_read_back_and_nothing_more():
    found = read(write(TASKS), TASKS, TODAY)
    assert drafts(found) == [read_back(task) for task in TASKS if task.last]
    assert (found.problems, untouched(found)) == ([], 6)


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_a_text_stays_the_text_it_was(text):
    fields = [name for name in TEXT_FIELDS if name != "link"]
    tasks = [reported(**dict.fromkeys(fields, text))]
    content = write(tasks)
    cells = [opened(content)["Status"].cell(FIRST_ROW, PLACES[FIELDS[field]]) for field in fields]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * len(fields)
    assert drafts(read(content, tasks, TODAY)) == [read_back(tasks[0])]


def test_no_cell_is_a_formula():
    odd = "=1+1"
    said = dict.fromkeys((*TEXT_FIELDS, "status"), odd)
    book = opened(write([replace(reported(**said), area=odd, title=odd, task=odd, owner=odd)]))
    cells = [cell for tab in book for row in tab.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}


def test_a_row_says_what_the_plan_asks():
    rows = opened(write(TASKS))["Status"].iter_rows(min_row=FIRST_ROW - 1, values_only=True)
    heading, first, *_ = rows
    planned = ("Tiltak", "Kommune", "Oppgave", "Ansvar etter planen", "Frist i planen")
    assert heading == HEADINGS == (*planned, CONFIRMED, *FIELDS.values(), BASIS)
    assert first[:5] == (1, "Hamar", "Kompetanse: Lag en plan", "Skolene", datetime(2023, 12, 31))
    assert first[5:-1] == (None, *[None] * len(FIELDS))


def test_what_was_last_said_is_filled_in_but_for_its_date():
    rows = [row[6:-1] for row in opened(write(TASKS))["Status"].iter_rows(min_row=FIRST_ROW, values_only=True)]
    assert rows[1] == (NOT_STARTED, *[None] * (len(FIELDS) - 1))
    assert rows[2][:4] == (DONE, "ja", "02.2024", "Enhet for barn")
    assert rows[3][:3] == (DONE, "nei", None)
    assert rows[5] == (UNCLEAR, *[None] * 6, datetime(2027, 12, 31), *[None] * 6)


def test_only_what_is_to_be_filled_in_can_be_changed():
    tab = opened(write(TASKS))["Status"]
    assert tab.protection.sheet and not tab.protection.password
    assert not tab.protection.formatColumns and not tab.protection.formatRows  # False: may be done
    for row in tab.iter_rows(min_row=FIRST_ROW):
        assert [cell.protection.locked for cell in row] == [True] * 5 + [False] * (1 + len(FIELDS)) + [True]
    assert all(cell.protection.locked for row in tab.iter_rows(max_row=FIRST_ROW - 1) for cell in row)


def test_which_answer_a_row_is_from_is_hidden_and_stands_in_every_row():
    tab = opened(write(TASKS))["Status"]
    letter = openpyxl.utils.get_column_letter(PLACES[BASIS])
    hidden = [name for name, look in tab.column_dimensions.items() if look.hidden]
    assert hidden == [letter]
    held = [tab.cell(row, PLACES[BASIS]).value for row in range(FIRST_ROW, FIRST_ROW + len(TASKS))]
    assert [cell.split("|")[0] for cell in held] == ["0", "102", "103", "104", "105", "106", "0", "101"]
    assert len(set(held)) == len(TASKS)


def test_cells_to_fill_in_keep_texts_as_texts_and_dates_as_dates():
    tab = opened(write(TASKS))["Status"]
    days = {FIELDS["new_deadline"], FIELDS["speaks_of"]}
    for row in range(FIRST_ROW, FIRST_ROW + len(TASKS)):
        for label in FIELDS.values():
            cell = tab.cell(row, PLACES[label])
            assert cell.number_format == ("dd.mm.yyyy" if label in days else "@")
            assert cell.alignment.wrap_text
        assert tab.cell(row, 5).number_format == "dd.mm.yyyy"


def validation(tab, field: str):
    [found] = [rule for rule in tab.data_validations.dataValidation if rule.promptTitle == FIELDS.get(field, field)]
    letter = openpyxl.utils.get_column_letter(PLACES[FIELDS.get(field, field)])
    assert str(found.sqref) == f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + len(TASKS) - 1}"
    return found


def test_every_field_helps_whoever_fills_it_in():
    tab = opened(write(TASKS))["Status"]
    assert validation(tab, "status").formula1 == f'"{",".join(STATUSES)}"'
    assert validation(tab, "is_in_operation").formula1 == '"ja,nei"'
    for field in TEXT_FIELDS:
        rule = validation(tab, field)
        assert rule.prompt.endswith(WARNING)
        assert (rule.type, rule.operator, rule.formula1) == ("textLength", "lessThanOrEqual", "1000")
    for field in ("new_deadline", "speaks_of"):
        assert (validation(tab, field).type, validation(tab, field).errorStyle) == ("date", "warning")
    assert validation(tab, "in_place_on").prompt
    assert validation(tab, CONFIRMED).formula1 == '"ja"'


def test_the_warning_and_the_help_can_not_be_missed():
    book = opened(write(TASKS))
    assert book.sheetnames == ["Status", "Veiledning"] and book.active.title == "Status"
    assert book["Status"]["A1"].value == WARNING
    told = {row[0].value: row[1].value for row in book["Veiledning"].iter_rows()}
    assert told["Viktig"] == WARNING
    assert told.keys() >= {CONFIRMED, *FIELDS.values()}


def test_it_is_laid_out_for_reading_and_for_paper():
    content = write([reported(comment="Ord. " * 60), *TASKS[1:]])
    tab = opened(content)["Status"]
    assert tab.freeze_panes == f"C{FIRST_ROW}"
    assert tab.page_setup.orientation == "landscape"
    assert tab.sheet_properties.pageSetUpPr.fitToPage and tab.page_setup.fitToHeight == 0
    assert tab.print_title_rows == f"$1:${FIRST_ROW - 1}"
    assert tab.row_dimensions[FIRST_ROW].height >= 9 * 15 and tab.row_dimensions[FIRST_ROW + 1].height is None
    assert b"customHeight" not in part(content)  # so that a row grows with what is typed


def test_no_tasks_make_an_empty_sheet():
    assert read(write([]), TASKS, TODAY) == Read([], [])


# What is typed


def test_a_filled_in_row_is_read():
    said = {
        "status": DONE,
        "is_in_operation": "ja",
        "in_place_on": "03.2026",
        "responsible": " Enhet for barn ",
        "comment": "Én linje\nog en til",
        "reason": "Uten grunn",
        "decided_by": "Ledergruppa",
        "new_deadline": datetime(2027, 1, 31),
        "link": "https://eksempel.no",
        "speaks_of": datetime(2026, 11, 24),
    }
    draft, problems = typed(**said)
    assert problems == {}
    assert draft == Report(
        1,
        "hamar",
        DONE,
        date(2026, 11, 24),
        True,
        date(2026, 3, 1),
        "Enhet for barn",
        "Én linje\nog en til",
        "Uten grunn",
        "Ledergruppa",
        date(2027, 1, 31),
        "https://eksempel.no",
    )


@pytest.mark.parametrize(
    "cell", ["31.12.2026", " 31.12.2026 ", "31. 12. 2026", datetime(2026, 12, 31, 14, 5), 46387, 46387.6]
)
def test_a_day_however_it_was_typed(cell):
    draft, problems = typed(status=ONGOING, new_deadline=cell)
    assert (draft.new_deadline, problems) == (date(2026, 12, 31), {})


@pytest.mark.parametrize(
    "cell", ["03.2026", "3.2026", "3/2026", "mars 2026", "Mars  2026", datetime(2026, 3, 17), 46098, 3.2026]
)
def test_a_month_however_it_was_typed(cell):
    draft, problems = typed(status=DONE, in_place_on=cell)
    assert (draft.in_place_on, problems) == (date(2026, 3, 1), {})


def test_a_month_that_lost_its_last_zero():
    assert typed(status=DONE, in_place_on=3.202)[0].in_place_on == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("ja", True), ("Ja", True), (" JA ", True), ("x", True), ("X", True), (True, True), (1, True)]
    + [("nei", False), ("NEI", False), (False, False), (None, False), ("  ", False)],
)
def test_yes_and_no_however_they_were_typed(cell, meant):
    draft, problems = typed(status=DONE, is_in_operation=cell)
    assert (draft.is_in_operation, problems) == (meant, {})


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("change", [str, str.upper, str.lower, lambda text: f"  {text}\u00a0".replace(" ", "  ")])
def test_a_status_however_it_was_typed(status, change):
    draft, problems = typed(status=change(status), reason="Nei", decided_by="Rådet")
    assert (draft.status, problems) == (status, {})


def test_a_hyphen_is_as_good_as_a_dash():
    assert typed(status="Vet ikke - avklares")[0].status == UNCLEAR


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2026, "2026"),
        (2026.5, "2026,5"),
        (-3, "-3"),
        (True, "ja"),
        (datetime(2026, 12, 31), "31.12.2026"),
        (" a ", "a"),
        ("\n ", None),
    ],
)
def test_a_text_reads_as_it_stands_in_the_sheet(cell, text):
    assert typed(status=ONGOING, comment=cell)[0].comment == text


def test_line_breaks_of_windows_are_line_breaks():
    content = filled([task()], {"Status": ONGOING, "Kommentar": "én_x000D_\nto"})
    assert drafts(read(content, [task()], TODAY))[0].comment == "én\nto"


def test_an_empty_date_is_the_day_it_is_read():
    assert typed(status=ONGOING, speaks_of=None)[0].speaks_of == TODAY


def test_the_value_of_a_formula_is_read():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet("Status")
        tab.write_row(0, 0, COLUMNS)
        for place, value in {0: 1, 1: "Hamar", 2: ONGOING, 5: "Skolene"}.items():
            tab.write_formula(1, place, "=A9", None, value)
    assert drafts(read(file.getvalue(), [task()], TODAY)) == [report(speaks_of=TODAY, responsible="Skolene")]


# What is wrong in a row


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        (
            "new_deadline",
            "til våren",
            "«til våren» er ikke en dato. Skriv datoen som dag.måned.år, for eksempel 31.12.2026.",
        ),
        ("new_deadline", "31.02.2027", "«31.02.2027» er ikke en dato."),
        ("new_deadline", "12.2026", "«12.2026» er ikke en dato."),
        ("new_deadline", 2026, "«2026» er ikke en dato."),
        ("new_deadline", 1e300, "«1e+300» er ikke en dato."),
        ("new_deadline", datetime(2200, 1, 1), "Fristen må ligge mellom 2015 og 2099."),
        ("speaks_of", "i går", "«i går» er ikke en dato."),
        ("speaks_of", datetime(2026, 11, 26), "Datoen kan ikke være fram i tid, og ikke før 2015."),
        ("in_place_on", "2026", "«2026» er ikke en måned. Skriv måneden som måned.år, for eksempel 03.2026."),
        ("in_place_on", 2026, "«2026» er ikke en måned."),
        ("in_place_on", "13.2026", "«13.2026» er ikke en måned."),
        ("in_place_on", "12.2026", "Måneden må ligge mellom januar 2015 og i dag."),
        ("is_in_operation", "kanskje", "«kanskje» kan ikke leses. Skriv ja eller nei."),
        ("comment", "a" * 1001, "Teksten er på 1\u00a0001 tegn. Den kan ha høyst 1\u00a0000."),
        ("comment", f"Gjelder {BORN_1890}", "fødselsnummer"),
        ("responsible", 31129050058, "fødselsnummer"),
        ("link", "eksempel.no", "Lenken må begynne med https:// eller http://"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(field, cell, told):
    draft, problems = typed(status=DONE, **{field: cell})
    assert draft is None
    assert list(problems) == [field]
    assert told in problems[field]


def test_what_the_rules_ask_of_a_status_is_told():
    assert list(typed(status=DROPPED)[1]) == ["reason", "decided_by"]
    assert list(typed(status=ONGOING, is_in_operation="ja", in_place_on="03.2026")[1]) == [
        "is_in_operation",
        "in_place_on",
    ]


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("status", "speaks_of")])
def test_a_row_without_status_is_wrong_when_it_says_something(field):
    cells = {"is_in_operation": "ja", "in_place_on": "03.2026", "new_deadline": "31.12.2027", "link": "https://a.no"}
    cells |= {"done_as_meant": "delvis", "should_continue": "Ja"}
    draft, problems = typed(**{field: cells.get(field, "noe")})
    assert draft is None
    assert list(problems) == ["status"]
    assert problems["status"].startswith("Status mangler. Velg én av: Ikke startet, ")


def test_a_date_alone_says_nothing():
    assert typed(speaks_of="31.12.2099") == (None, {})


def test_an_unknown_status_is_told_with_those_there_are_and_nothing_else():
    draft, problems = typed(status="Gjenomført", is_in_operation="ja", in_place_on="03.2026")
    assert (draft, list(problems)) == (None, ["status"])
    assert problems["status"] == f"«Gjenomført» er ikke en status. Velg én av: {', '.join(STATUSES)}."


def test_without_a_status_the_rest_is_checked_all_the_same():
    for status in (None, "Ferdig"):
        said = {"is_in_operation": "kanskje", "in_place_on": "12.2026", "comment": "a" * 1001, "new_deadline": "snart"}
        assert typed(status=status, **said)[1].keys() == {"status", *said}


@pytest.mark.parametrize("field", ["status", "is_in_operation", "in_place_on", "new_deadline"])
def test_what_was_typed_is_quoted_and_cut(field):
    problems = typed(**{"status": DONE} | {field: "a " * 10_000})[1]
    assert "«a a a" in problems[field] and len(problems[field]) < 300


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_read():
    tasks = [task(1), task(2), task(3), task(4)]
    content = filled(
        tasks,
        {"Status": "Ferdig", "Gjelder dato": "i morgen", "Kommentar": "a" * 1001},
        {"Status": ONGOING},
        {"Kommentar": "Uten status"},
        {"Status": DROPPED, "Begrunnelse": "Ingen", "Ny frist": "snart"},
    )
    found = read(content, tasks, TODAY)
    assert drafts(found) == [report(2, speaks_of=TODAY)]
    assert [(problem.row, problem.column) for problem in found.problems] == [
        (4, "Status"),
        (4, "Kommentar"),
        (4, "Gjelder dato"),
        (6, "Status"),
        (7, "Besluttet av"),
        (7, "Ny frist"),
    ]
    assert str(found.problems[-1]).startswith("Rad 7, kolonne «Ny frist»: «snart» er ikke en dato.")


@pytest.mark.parametrize(
    ("measure", "area"),
    [(2, "Hamar"), (1, "Elverum"), (1, "Oslo"), (99, "Hamar"), ("a" * 999, "b" * 999)],
)
def test_a_row_of_nobodys_or_somebody_elses_is_told(measure, area):
    content = made([[*COLUMNS], [measure, area, ONGOING, "kanskje"], [1, "Hamar", ONGOING]])
    found = read(content, [task(1, "Hamar"), task(2, "Elverum")], TODAY)
    assert drafts(found) == [report(speaks_of=TODAY)]
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "Tiltak"), (2, "I fast drift")]
    assert "er ikke blant oppgavene dere kan svare på" in found.problems[0].sentence
    assert len(found.problems[0].sentence) < 300


@pytest.mark.parametrize(
    ("measure", "area", "lacking"),
    [
        (None, None, "tiltak og kommune"),
        (" ", "\u200b", "tiltak og kommune"),
        (1, None, "kommune"),
        (None, "Hamar", "tiltak"),
    ],
)
@pytest.mark.parametrize("status", [None, ONGOING, "Ferdig"])
def test_a_note_that_belongs_to_no_task_is_told_once(measure, area, lacking, status):
    note = {"Tiltak": measure, "Kommune": area, "Status": status, "Kommentar": "Ring meg", "Ny frist": "snart"}
    content = made([[*COLUMNS], [1, "Hamar", ONGOING], [note.get(label) for label in COLUMNS]])
    found = read(content, [task()], TODAY)
    assert drafts(found) == [report(speaks_of=TODAY)]
    assert [problem.sentence for problem in found.problems] == [
        f"Raden mangler {lacking}. Hører teksten til en oppgave, flytt den dit; ellers tøm raden."
    ]


@pytest.mark.parametrize(("measure", "area"), [("1", "hamar"), (1.0, " HAMAR "), ("Tiltak 1", "Hamar\u00a0")])
def test_a_task_is_known_however_it_was_typed(measure, area):
    content = made([[*COLUMNS], [measure, area, ONGOING]])
    assert drafts(read(content, [task()], TODAY)) == [report(speaks_of=TODAY)]


@pytest.mark.parametrize("second", [ONGOING, DONE, "Ferdig"])
def test_a_task_that_is_filled_in_twice_is_not_guessed_at(second):
    content = made([[*COLUMNS], [1, "Hamar", ONGOING], [2, "Hamar", ONGOING], [1, "Hamar", second], [1, "Hamar", DONE]])
    found = read(content, [task(1), task(2)], TODAY)
    assert drafts(found) == [report(2, speaks_of=TODAY)]
    twice = [problem for problem in found.problems if problem.column == "Tiltak"]
    assert twice == [
        Problem(row, "Tiltak", "Oppgaven er også fylt ut på rad 2. Behold bare én av radene.") for row in (4, 5)
    ]


def test_a_task_that_stands_twice_and_is_filled_in_once_is_read():
    content = made([[*COLUMNS], [1, "Hamar"], [1, "Hamar", ONGOING]])
    found = read(content, [task()], TODAY)
    assert (drafts(found), [row.kind for row in found.rows], found.problems) == ([report(speaks_of=TODAY)], [NEW], [])


def test_unchanged_rows_are_counted():
    tasks = [reported(ONGOING, 1), reported(ONGOING, 2), task(3)]
    found = read(filled(tasks, {}, {"Kommentar": "Ny"}, {"Status": DONE}), tasks, TODAY)
    assert (len(drafts(found)), untouched(found)) == (3, 1)


def test_a_row_that_was_emptied_changes_nothing_and_is_shown():
    tasks = [reported()]
    found = read(filled(tasks, dict.fromkeys(FIELDS.values())), tasks, TODAY)
    assert ([(row.number, row.kind) for row in found.rows], found.to_save) == ([(4, EMPTIED)], [])


# What became of the sheet on its way


def moved(content: bytes, change) -> bytes:
    """The table as somebody who copied it made it; without the rows above it."""
    rows = list(opened(content)["Status"].iter_rows(min_row=FIRST_ROW - 1, values_only=True))
    return made(change([list(row) for row in rows]))


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows,
        lambda rows: [row[::-1] for row in rows],
        lambda rows: [["Notat", *row, "Merknad"] for row in rows],
        lambda rows: [row[:2] + row[5:] for row in rows],
        lambda rows: [[], ["Status for tiltakene"], [None, "Kommune"], *rows],
        lambda rows: [
            rows[0],
            [],
            *rows[1:4],
            [None] * 3,
            *rows[4:],
            [],
            ["Sum", "alle", "Hilsen oss"],
            ["Notat", None, 3],
        ],
        lambda rows: [[f" {label.upper()} " for label in rows[0]], *rows[1:]],
    ],
    ids=["copied", "turned", "extra columns", "planned columns gone", "rows above", "extra rows", "capitals"],
)
def test_the_table_is_read_wherever_it_stands(change):
    found = read(moved(write(TASKS), change), TASKS, TODAY)
    assert (drafts(found), found.problems) == ([read_back(task) for task in TASKS if task.last], [])


def test_sorted_rows_are_still_those_of_their_tasks():
    content = moved(write(TASKS), lambda rows: [rows[0], *rows[:0:-1]])
    assert drafts(read(content, TASKS, TODAY)) == [read_back(task) for task in TASKS[::-1] if task.last]


def test_numbers_that_were_sorted_alone_give_no_task_the_answer_of_another():
    tasks = [replace(task(number), task=f"Gjør {number}.") for number in (1, 2, 3)]

    def sorted_alone(rows: list[list]) -> list[list]:
        numbers = [row[0] for row in rows[1:]]
        return [rows[0], *([number, *row[1:]] for number, row in zip(numbers[::-1], rows[1:], strict=True))]

    content = filled(tasks, *({"Status": ONGOING, "Kommentar": f"Om {number}"} for number in (1, 2, 3)))
    found = read(moved(content, sorted_alone), tasks, TODAY)
    assert [draft.comment for draft in drafts(found)] == ["Om 2"]
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "Tiltak"), (4, "Tiltak")]
    assert found.problems[0].sentence.startswith("Raden har nummeret til tiltak 3, men teksten til tiltak 1.")


def test_a_row_with_the_text_of_another_takes_nothing_from_the_row_that_is_right():
    tasks = [replace(task(number), task=f"Gjør {number}.") for number in (1, 2)]
    content = filled(tasks, {"Tiltak": 2, "Status": DONE}, {"Status": ONGOING})
    found = read(content, tasks, TODAY)
    assert (drafts(found), [problem.row for problem in found.problems]) == ([report(2, speaks_of=TODAY)], [FIRST_ROW])


def test_the_text_of_the_plan_need_not_stand_there_as_it_did():
    tasks = [replace(task(number), task=f"Gjør {number}.") for number in (1, 2)]
    content = made([["Tiltak", "Oppgave", *COLUMNS[1:]], [1, "Gjør én", "Hamar", ONGOING], [2, None, "Hamar", DONE]])
    assert worded(tasks[0]) != "Gjør én"
    assert [draft.status for draft in drafts(read(content, tasks, TODAY))] == [ONGOING, DONE]
    assert read(content, tasks, TODAY).problems == []


def test_rows_are_counted_as_excel_does():
    found = read(made([[], [], ["Overskrift"], [*COLUMNS], [], [1, "Hamar", "Ferdig"]]), [task()], TODAY)
    assert [problem.row for problem in found.problems] == [6]


def test_missing_columns_are_told_together():
    told = refusal(moved(write(TASKS), lambda rows: [row[1:-3] for row in rows]))
    assert told.startswith("Arket «Status» mangler kolonner: Tiltak, Bør det gå videre?, Gjelder dato.")


def test_a_column_that_stands_twice_is_told():
    told = refusal(made([[*COLUMNS, "Status"], [1, "Hamar", ONGOING]]))
    assert told.startswith("Arket «Status» har samme overskrift på flere kolonner: Status.")


def test_an_empty_sheet_lacks_all_columns_that_every_sheet_has_had():
    assert f"mangler kolonner: {', '.join(label for label in COLUMNS if label not in LATER)}." in refusal(made([]))


def test_a_missing_sheet_is_told():
    assert "ikke noe ark som heter «Status»" in refusal(made([[*COLUMNS]], name="Ark1"))
    assert drafts(read(made([[*COLUMNS], [1, "Hamar", ONGOING]], name="status "), [task()], TODAY))


# What is no workbook, or too much of one


def ods() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<office:document-content/>")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Tiltak;Kommune;Status\r\n1;Hamar;I gang\r\n",
        OLE_START + bytes(600),
        OLE_START + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        b"%PDF-1.7 " * 50,
        b"PK\x03\x04" + bytes(100),
        write(TASKS)[:-200],
        ods(),
        repacked(write(TASKS), {"xl/workbook.xml": b"<workbook"}),
        repacked(write(TASKS), {"xl/worksheets/sheet1.xml": b"no xml"}),
        repacked(write(TASKS), {"xl/styles.xml": b"<?xml version='1.0' encoding='UTF-K'?><a/>"}),
        repacked(write(TASKS), {}, zipfile.ZIP_BZIP2),
    ],
    ids=[
        "empty",
        "csv",
        "xls",
        "password",
        "pdf",
        "zip start",
        "cut off",
        "ods",
        "bad workbook",
        "bad sheet",
        "bad letters",
        "bzip2",
    ],
)
def test_what_is_no_workbook_is_told(content):
    told = refusal(content)
    assert told.startswith("Filen er ikke en arbeidsbok (.xlsx eller .ods), er skadet eller har passord.")
    assert told.endswith("lagre den som Excel-arbeidsbok (.xlsx) uten passord, og prøv igjen.")


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_told_and_never_raises(seed):
    chance = random.Random(seed)
    content = bytearray(write(TASKS))
    for _ in range(chance.choice([1, 5, 50])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    read(bytes(content), TASKS, TODAY)


@pytest.mark.parametrize("seed", range(60))
def test_a_part_that_is_damaged_is_told_and_never_raises(seed):
    chance = random.Random(seed)
    content = write(TASKS)
    name = chance.choice([name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.startswith("xl/")])
    damaged = bytearray(part(content, name))
    for _ in range(chance.choice([1, 3, 20])):
        damaged[chance.randrange(len(damaged))] = chance.choice(b'<>"/&019azAZ \xff')
    read(repacked(content, {name: bytes(damaged)}), TASKS, TODAY)


def test_a_large_file_is_refused():
    assert "over 5 MB" in refusal(write(TASKS) + bytes(5_000_000))


def test_many_rows_are_refused():
    rows = [[*COLUMNS], *([1, "Hamar"] for _ in range(1999))]
    assert read(made(rows), [task()], TODAY).problems == []
    assert "over 2\u00a0000 rader" in refusal(made([*rows, [1, "Hamar"]]))


def test_rows_and_cells_need_not_say_where_they_are():
    book = opened(made([[*COLUMNS], *([1, "Hamar"] for _ in range(1500))]))
    book.copy_worksheet(book["Status"])
    content = saved(book)
    names = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
    bare = {name: re.sub(rb'(<row|<c) r="\w+"', rb"\1", part(content, name)) for name in names}
    assert read(repacked(content, bare), [task()], TODAY) == Read([], [])
    many = part(content).replace(b"</sheetData>", 600 * b"<row><c><v>1</v></c></row>" + b"</sheetData>")
    assert "over 2\u00a0000 rader" in refusal(repacked(content, {names[0]: many}))
    wide = part(content).replace(b"</sheetData>", b"<row>" + 101 * b"<c><v>1</v></c>" + b"</row></sheetData>")
    assert "langt utenfor" in refusal(repacked(content, {names[0]: wide}))


@pytest.mark.parametrize("far", ["A1048576", "XFD1", "XFD1048576", "xfd1048576"])
@pytest.mark.parametrize(
    "written",
    [
        '<row r="{row}"><c r="{far}"><v>1</v></c></row>',
        '<row r="1"><c r="{far}"><v>1</v></c></row>',
        '<row><c r="{far}"><v>1</v></c></row>',
        '<row r="{row}"><c r="{far}" t="e"/></row>',
        '<x:row r="{row}"><x:c r="{far}" t="inlineStr"><x:is/></x:c></x:row>',
    ],
)
def test_a_cell_far_out_is_refused(far, written):
    content = write(TASKS)
    row = written.format(far=far, row=re.sub(r"\D", "", far)).encode()
    rows = part(content).replace(
        b"<sheetData>", b'<sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + row
    )
    assert "langt utenfor tabellen" in refusal(repacked(content, {"xl/worksheets/sheet1.xml": rows}))


def test_a_cell_far_out_that_is_only_coloured_is_nothing():
    content = write(TASKS)
    rows = part(content).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert untouched(read(repacked(content, {"xl/worksheets/sheet1.xml": rows}), TASKS, TODAY)) == 6


def test_a_file_that_unpacks_to_much_is_refused():
    content = repacked(write(TASKS), {"xl/media.xml": b"<a>" + b" " * 50_000_000 + b"</a>"})
    assert len(content) < 100_000
    assert "for stor" in refusal(content)


def test_a_file_that_lies_about_its_size_is_not_unpacked():
    content = repacked(write(TASKS), {"xl/media.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    true, told = (60_000_007).to_bytes(4, "little"), (7).to_bytes(4, "little")
    assert content.count(true) == 2
    tracemalloc.start()
    refusal(content.replace(true, told))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_one_text_that_is_copied_to_many_cells_is_refused():
    content = write(TASKS)
    texts = part(content, "xl/sharedStrings.xml").replace(b"<si><t>Hamar<", b"<si><t>" + b"a" * 2_000_000 + b"<")
    assert len(texts) > 2_000_000
    assert "for stor" in refusal(repacked(content, {"xl/sharedStrings.xml": texts}))


@pytest.mark.parametrize(
    ("sheets", "relationships"),
    [
        (b'<sheet name="To" sheetId="8" r:id="rId1"/>', b""),
        (
            b'<sheet name="To" sheetId="8" r:id="rId99"/>',
            b'<Relationship Id="rId99" Type="%s" Target="./worksheets/Sheet1.xml"/>',
        ),
        (b"".join(b'<sheet name="S%d" sheetId="%d" r:id="r%d"/>' % (n, n + 9, n + 9) for n in range(60)), b""),
    ],
)
def test_a_sheet_that_is_named_many_times_is_not_read_as_often(sheets, relationships):
    content, rels = write(TASKS), "xl/_rels/workbook.xml.rels"
    kind = re.search(rb'Type="([^"]+/worksheet)"', part(content, rels)).group(1)
    named = {
        "xl/workbook.xml": part(content, "xl/workbook.xml").replace(b"</sheets>", sheets + b"</sheets>"),
        rels: part(content, rels).replace(
            b"</Relationships>", (relationships % kind if relationships else b"") + b"</Relationships>"
        ),
    }
    assert "det samme arket flere ganger" in refusal(repacked(content, named))


def test_entities_of_its_own_are_not_unfolded():
    content = write(TASKS)
    laughs = b'<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst'
    texts = part(content, "xl/sharedStrings.xml").replace(b"<sst", laughs, 1)
    assert "ikke en arbeidsbok (.xlsx eller .ods)" in refusal(repacked(content, {"xl/sharedStrings.xml": texts}))


@pytest.mark.parametrize("count", ["4294967296", "99999999999999999999", "-1"])
def test_texts_that_are_counted_wrong_are_no_hindrance(count):
    content = write(TASKS)
    texts = re.sub(rb'(uniqueCount|count)="\d+"', rf'\1="{count}"'.encode(), part(content, "xl/sharedStrings.xml"))
    found = read(repacked(content, {"xl/sharedStrings.xml": texts}), TASKS, TODAY)
    assert found.problems == [] or "for stor" in found.problems[0].sentence


@pytest.mark.parametrize("number", [1e300, -1e300, 1e12])
@pytest.mark.parametrize("number_format", ["dd.mm.yyyy", "[h]:mm", "hh:mm"])
def test_a_time_no_calendar_has_is_told(number_format, number):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet("Status")
        tab.write_row(0, 0, COLUMNS)
        tab.write_row(1, 0, [1, "Hamar", ONGOING])
        tab.write_number(1, COLUMNS.index("Ny frist"), number, book.add_format({"num_format": number_format}))
    assert read(file.getvalue(), [task()], TODAY).problems


def test_entities_that_grow_are_refused():
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    texts = f'<!DOCTYPE sst [<!ENTITY a0 "aaaaaaaaaa">{grown}]><sst><si><t>&a11;</t></si></sst>'
    refusal(repacked(write(TASKS), {"xl/sharedStrings.xml": texts.encode()}))


def test_pictures_and_other_parts_are_no_hindrance():
    content = repacked(
        write(TASKS),
        {"xl/media/image1.png": b"\x89PNG", "docProps/thumb.xml": b"no xml", "xl/vba.bin": bytes(9)},
    )
    assert untouched(read(content, TASKS, TODAY)) == 6
