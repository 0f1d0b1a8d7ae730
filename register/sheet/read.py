"""Answers in a workbook that has been filled in: what each row would change, and all that is wrong in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from register.sheet import row_basis
from register.sheet.excel import Book, RefusedError, opened, plain, short, text
from register.sheet.row import EMPTIED, UNTOUCHED, WRONG, Row, read_row
from register.sheet.table import filled_in_elsewhere, measure, own_columns, table
from register.sheet.write import AREA, BASIS, COLUMNS, CONFIRMED, MEASURE, SHEET, TASK, Task, worded
from register.validation.rules import FIELDS

ANOTHER_PLAN = (
    "Arket gjelder tiltakene i en annen plan enn den som følges opp nå. Ingenting er lest inn. Last ned et nytt ark og "
    "fyll ut det."
)
OTHERS_TEXT = (
    "Raden har nummeret til tiltak {}, men teksten til tiltak {}. Er bare noen av kolonnene sortert, angrer du "
    "sorteringen; ellers retter du den av dem som er feil."
)
NO_PLAN = (
    "Arket sier ikke hvilken plan det gjelder, og flere planer har tiltak med de samme numrene. Ingenting er lest inn. "
    "Last ned et nytt ark og fyll ut det."
)


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
    """What a workbook says; `areas` are those it is from, when none of it is from the municipality asked about."""

    rows: list[Row]
    problems: list[Problem]
    areas: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    """What stands in the workbook and is not read, a sentence each."""

    @property
    def to_save(self) -> list[Row]:
        return [row for row in self.rows if row.draft is not None and row.kind != UNTOUCHED]


@dataclass(frozen=True)
class Form:
    """The cells of a workbook's form by row and heading, before they are held against any task."""

    rows: dict[int, dict]
    is_1904: bool = False
    elsewhere: tuple[str, ...] = ()
    """Other sheets that are filled in too."""
    passed_over: tuple[str, ...] = ()
    refused: str | None = None
    """Why it can not be read."""


def read(content: bytes, tasks: list[Task], today: date) -> Read:
    """All that is right, and all that is wrong. A row is known by measure and municipality, wherever it stands.

    A sheet that does not say its plan is of the first: it is not taken where a later one is asked about.
    """
    return said(form_in(content), tasks, today)


def form_in(content: bytes) -> Form:
    """What takes the time, and is the same whatever is answered meanwhile."""
    try:
        book = opened(content, SHEET)
        rows = table(book.rows)
    except RefusedError as refused:
        return Form({}, refused=str(refused))
    return Form(rows, book.is_1904, tuple(filled_in_elsewhere(book.others, rows)), tuple(_passed_over(book)))


def _passed_over(book: Book) -> Iterator[str]:
    if columns := own_columns(book.rows):
        named = f"Kolonnen {columns[0]}" if len(columns) == 1 else f"Kolonnene {', '.join(columns)}"
        yield f"{named} blir ikke lest. Skal det med, må det stå i en av kolonnene arket hadde fra før."
    if book.has_notes:
        yield f"Kommentarer på celler blir ikke lest. Skal de med, må de stå i kolonnen «{FIELDS['comment']}»."


def said(form: Form, tasks: list[Task], today: date) -> Read:
    """What the form says of the tasks."""
    if form.refused is not None:
        return Read([], [Problem(None, None, form.refused)])
    if told := _of_another_plan(form.rows, tasks):
        return Read([], [Problem(None, None, told)])
    areas = _other_areas(form.rows, tasks)
    if areas:
        asked = ", ".join(dict.fromkeys(task.area for task in tasks))
        told = f"Arket er fra {', '.join(areas)}. Her svarer du for {asked}. Ingenting er lest inn."
        return Read([], [Problem(None, None, told)], areas)
    rows, problems = _rows(form.rows, tasks, today, form.is_1904)
    elsewhere = [
        f"Også arket «{short(name)}» er et utfylt skjema. Bare «{SHEET}» blir lest. Flytt svarene dit, eller slett det "
        "andre arket."
        for name in form.elsewhere
    ]
    wrong = [Problem(None, None, told) for told in elsewhere] + problems
    return Read(rows, wrong, passed_over=form.passed_over)


def _of_another_plan(form: dict[int, dict], tasks: list[Task]) -> str | None:
    """Why it is not read: measures of two plans have the same numbers, and ask for different things."""
    stated = {basis.plan_id for cells in form.values() if (basis := row_basis.read(text(cells.get(BASIS, ""))))}
    here = {task.plan_id for task in tasks}
    if not tasks or not form:
        return None
    if not stated <= {None} | here:
        return ANOTHER_PLAN
    # Of the first plan is also what says nothing of it.
    return NO_PLAN if here != {None} and stated != here else None


def _other_areas(form: dict[int, dict], tasks: list[Task]) -> tuple[str, ...]:
    """Whose sheet it is, when no row of it is of the municipalities asked about."""
    named = {plain(cells[AREA]): short(cells[AREA]) for cells in form.values() if measure(cells).isdigit()}
    named.pop("", None)
    return () if not tasks or named.keys() & {plain(task.area) for task in tasks} else tuple(named.values())


# The same few for every row of every sheet.
_name = lru_cache(100)(plain)


def _rows(form: dict[int, dict], tasks: list[Task], today: date, is_1904: bool) -> tuple[list[Row], list[Problem]]:
    known = {(str(task.measure_no), _name(task.area)): task for task in tasks}
    by_text: dict[tuple[str, str], list[int]] = {}
    for task in tasks:
        by_text.setdefault((plain(worded(task)), _name(task.area)), []).append(task.measure_no)
    rows: dict[int, Row] = {}
    first: dict[tuple[int, str], int] = {}
    problems = []
    for number, cells in form.items():
        row, wrong = read_row(number, cells, known.get((measure(cells), plain(cells[AREA]))), today, is_1904)
        if row is None:
            continue
        if row.task and row.kind != EMPTIED:
            of_text = by_text.get((plain(cells.get(TASK, "")), plain(cells[AREA])), [row.task.measure_no])
            if row.task.measure_no not in of_text:
                wrong[MEASURE] = OTHERS_TEXT.format(row.task.measure_no, of_text[0])
            elif (earlier := first.setdefault(row.task.key, number)) != number:
                wrong[MEASURE] = f"Oppgaven er også fylt ut på rad {earlier}. Behold bare én av radene."
                # Which of the two holds is not guessed at.
                rows[earlier] = Row(earlier, WRONG, row.task)
        rows[number] = Row(number, WRONG, row.task) if wrong else row
        problems += [Problem(number, label, wrong[label]) for label in (*COLUMNS, CONFIRMED) if label in wrong]
    return list(rows.values()), problems
