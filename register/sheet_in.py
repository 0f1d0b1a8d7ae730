"""Status in a workbook that has been filled in: read back, with all that is wrong in it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from register import dates
from register.errors import InvalidError
from register.rules import DONE, FIELDS, STATUSES, Report, check
from register.sheet_out import AREA, COLUMNS, MEASURE, SHEET, Task
from register.workbook import RefusedError, plain, rows, short, text

YES, NO = ("ja", "j", "x", "yes", "true", "1"), ("nei", "n", "no", "false", "0", "")
EPOCH, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), 36_526, 73_050
"""Days as a spreadsheet counts them; the numbers of 2000–2099 are taken for dates."""


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


def read(content: bytes, tasks: list[Task], today: date) -> Read:
    """All that is right, and all that is wrong. A row is known by measure and municipality, wherever it stands."""
    try:
        found = rows(content, SHEET)
        heading = _heading(found)
        places = _places(found[heading])
    except RefusedError as refused:
        return Read([], [Problem(None, None, str(refused))])
    known = {(str(task.measure_no), plain(task.area)): task for task in tasks}
    seen, drafts, problems = {}, {}, []
    for number, row in enumerate(found[heading + 1 :], start=heading + 2):
        cells = {label: row[place] for label, place in places.items()}
        if not _says_something(cells):
            continue
        task = known.get((plain(cells[MEASURE]).removeprefix("tiltak "), plain(cells[AREA])))
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


def _heading(rows: list[list]) -> int:
    """Which row holds the headings; others may stand above it."""
    labels = {plain(label) for label in COLUMNS}
    found = [len(labels & {plain(cell) for cell in row}) for row in rows[:20]]
    return found.index(max(found))


def _places(heading: list) -> dict[str, int]:
    """Where each column stands; others may stand between them."""
    found = [plain(cell) for cell in heading]
    counts = {label: found.count(plain(label)) for label in COLUMNS}
    for problem, wrong in (
        ("mangler kolonner", [label for label, count in counts.items() if count == 0]),
        ("har samme overskrift på flere kolonner", [label for label, count in counts.items() if count > 1]),
    ):
        if wrong:
            raise RefusedError(
                f"Arket «{SHEET}» {problem}: {', '.join(wrong)}. Overskriftene må være som i filen dere fikk."
            )
    return {label: found.index(plain(label)) for label in COLUMNS}


def _says_something(cells: dict) -> bool:
    """More than the date, which is filled in beforehand."""
    return any(text(cells[label]) for name, label in FIELDS.items() if name != "speaks_of")


def _draft(cells: dict, task: Task | None, today: date) -> tuple[Report, dict[str, str]]:
    """What a row says, and what is wrong in it, by column."""
    values, unreadable = {"speaks_of": today}, {}
    for name, label in FIELDS.items():
        try:
            values[name] = READERS.get(name, text)(cells[label]) or values.get(name)
        except ValueError as wrong:
            unreadable[name] = str(wrong)
    values |= {"status": values["status"] or "", "is_in_operation": bool(values.get("is_in_operation"))}
    draft = Report(*((task.measure_no, task.area_code) if task else (0, "")), **values)
    wrong = {FIELDS[name]: problem for name, problem in (_broken_rules(draft, today) | unreadable).items()}
    if task is None:
        asked = f"Tiltak «{short(cells[MEASURE])}» for «{short(cells[AREA])}»"
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
    return {plain(status): status for status in STATUSES}.get(plain(cell)) or short(cell)


def _yes(cell) -> bool:
    if plain(cell) not in YES + NO:
        raise ValueError(f"«{short(cell)}» kan ikke leses. Skriv ja eller nei.")
    return plain(cell) in YES


def _day(cell) -> date | None:
    return _stored(cell) or (dates.day(short(cell)) if text(cell) else None)


def _month(cell) -> date | None:
    day = _stored(cell)
    if day:
        return day.replace(day=1)
    if isinstance(cell, int | float) and cell < 13:
        cell = f"{cell:.4f}"  # 3.2020 typed as a number is 3.202
    return dates.month(short(cell)) if text(cell) else None


def _stored(cell) -> date | None:
    """The day of a date, or of the number a spreadsheet keeps for one."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and FIRST_SERIAL <= cell < LAST_SERIAL + 1:
        return EPOCH + timedelta(days=int(cell))
    return None


READERS = {"status": _status, "is_in_operation": _yes, "in_place_on": _month, "new_deadline": _day, "speaks_of": _day}
