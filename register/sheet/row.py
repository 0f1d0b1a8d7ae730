"""One row of a filled in sheet, held against what stood there when it was taken out, and the last answer now."""

from dataclasses import dataclass, replace
from datetime import date

from register.errors import InvalidError, Question
from register.sheet import row_basis
from register.sheet.cells import read, values, yes
from register.sheet.excel import Flaw, short, text
from register.sheet.row_basis import Basis, fingerprint
from register.sheet.table import says_something
from register.sheet.write import AREA, BASIS, CONFIRMED, MEASURE, Task
from register.validation import dates
from register.validation.rules import DONE, EVALUATION, FIELDS, STATUSES, Report, check

NEW, CHANGED, CONFIRMING, UNTOUCHED = "Ny", "Endret", "Ingen endring siden sist", "Uendret"
CONFLICTING, EMPTIED, WRONG = "Besvart på nytt", "Tømt", "Må rettes"
"""What a row may be."""
LACKS_TASK = "Raden mangler {}. Hører teksten til en oppgave, flytt den dit; ellers tøm raden."
NOT_OURS = "er ikke blant oppgavene dere kan svare på. Rett tiltak og kommune, eller tøm raden."
NOT_ANSWERED = "Oppgaven er ikke besvart før. Ta bort «ja», og velg en status."
ALSO_CHANGED = "Raden er også endret. Ta bort «ja», eller sett tilbake det som er endret."
ANOTHER_ANSWER = (
    "Svaret i registeret er et annet enn det arket er fylt ut fra, for eksempel fordi tekst er sladdet. "
    "Last ned arket på nytt, og fyll ut raden der."
)


@dataclass(frozen=True)
class Row:
    """What a row is and says; `number` counts as Excel does. There is a draft where there is something to save."""

    number: int
    kind: str
    task: Task | None
    draft: Report | None = None
    basis: Basis | None = None
    """None where the sheet does not say which answer it was filled in from."""
    questions: tuple[Question, ...] = ()
    is_confirmed: bool = False
    """«Ingen endring siden sist»: an answer, though it says what the last one said."""


def read_row(
    number: int, cells: dict, task: Task | None, today: date, is_1904: bool
) -> tuple[Row | None, dict[str, str]]:
    """What the row is, None where it says nothing, and what is wrong in it by heading."""
    basis = row_basis.read(text(cells.get(BASIS, "")))
    if not says_something(cells):
        is_emptied = task is not None and basis is not None and basis.report_id is not None
        return (Row(number, EMPTIED, task) if is_emptied else None), {}
    draft, unreadable = _draft(cells, task, today, is_1904)
    try:
        is_confirmed = read(cells.get(CONFIRMED, ""), yes)
    except ValueError as told:
        is_confirmed, unreadable[CONFIRMED] = False, str(told)
    lacking = [label for label in (MEASURE, AREA) if not (isinstance(cells[label], Flaw) or text(cells[label]))]
    if lacking:
        return Row(number, WRONG, None), {lacking[0]: LACKS_TASK.format(" og ".join(map(str.lower, lacking)))}
    if task is None:
        asked = f"Tiltak «{short(cells[MEASURE])}» for «{short(cells[AREA])}»"
        unreadable = {MEASURE: f"{asked} {NOT_OURS}"} | unreadable
        return Row(number, WRONG, None), _broken_rules(draft, today, None) | unreadable
    has_day = bool(text(cells[FIELDS["speaks_of"]]))
    has_evaluation = FIELDS["done_as_meant"] in cells
    row, wrong = _compared(Row(number, NEW, task, draft, basis), has_day, has_evaluation, is_confirmed, today)
    if row.kind != UNTOUCHED:
        broken = _broken_rules(row.draft, today, task.last)
        if CONFIRMED in wrong and not draft.status:
            # What is said of «ja» says also what to do about the status.
            del broken[FIELDS["status"]]
        wrong = broken | wrong
    wrong |= unreadable
    if wrong:
        return Row(number, WRONG, task), wrong
    return replace(row, questions=tuple(_questions(row, cells))), {}


def _draft(cells: dict, task: Task | None, today: date, is_1904: bool) -> tuple[Report, dict[str, str]]:
    """What the row says, and what can not be read, by heading."""
    said, unreadable = values(cells, is_1904)
    # What the sheet has no column for stays as it is.
    said |= {name: getattr(task and task.last, name, None) for name in EVALUATION if FIELDS[name] not in cells}
    said |= {
        "status": said["status"] or "",
        "is_in_operation": bool(said["is_in_operation"]),
        "speaks_of": said["speaks_of"] or today,
    }
    unreadable = {FIELDS[name]: told for name, told in unreadable.items()}
    unreadable |= {label: cells[label].sentence for label in (MEASURE, AREA) if isinstance(cells[label], Flaw)}
    return Report(*(task.key if task else (0, "")), **said), unreadable


def _broken_rules(draft: Report, today: date, last: Report | None) -> dict[str, str]:
    """What can not be saved, by heading. Without a status the rest is checked as for the one that takes it all."""
    problems = {}
    if draft.status not in STATUSES:
        start = f"«{draft.status}» er ikke en status." if draft.status else "Status mangler."
        problems["status"] = f"{start} Velg én av: {', '.join(STATUSES)}."
        draft = replace(draft, status=DONE)
    try:
        check(draft, {(draft.measure_no, draft.area_code)}, today, last)
    except InvalidError as invalid:
        problems |= invalid.problems
    return {FIELDS[name]: told for name, told in problems.items()}


def _compared(
    row: Row, has_day: bool, has_evaluation: bool, is_confirmed: bool, today: date
) -> tuple[Row, dict[str, str]]:
    """What kind of row it is. One that nobody has touched changes nothing, however old the sheet is.

    An answer whose date nobody has typed speaks of the day it is read, never of the day of the one before it.
    """
    task = row.task
    newest = row_basis.basis(task.key, task.last_id, task.last)
    then = row.basis or newest
    is_dated = has_day and row.draft.speaks_of != then.speaks_of
    draft = row.draft if is_dated else replace(row.draft, speaks_of=today)
    row = replace(row, draft=draft)
    said = fingerprint(task.key, draft)
    is_newest = (said, draft.speaks_of) == (newest.said, newest.speaks_of)
    is_as_then = said == then.said
    if not has_evaluation:
        # The sheet was taken out before there were such questions, and can say nothing of them.
        is_as_then |= fingerprint(task.key, replace(draft, **dict.fromkeys(EVALUATION))) == then.said
    if is_confirmed:
        row = replace(row, is_confirmed=True)
        if then.report_id is None:
            return row, {CONFIRMED: NOT_ANSWERED}
        if not is_as_then:
            return row, {CONFIRMED: ALSO_CHANGED}
        if is_newest and (newest.report_id or 0) > then.report_id:
            # Said since the sheet was taken out, maybe from this very row.
            return replace(row, kind=UNTOUCHED), {}
    elif is_newest:
        return replace(row, kind=UNTOUCHED), {}
    elif not is_dated and (is_as_then or said == newest.said):
        return replace(row, kind=UNTOUCHED), {}
    if then.report_id != newest.report_id or (row.basis is None and task.last and not is_confirmed):
        return replace(row, kind=CONFLICTING), {}
    if task.last and then.said != newest.said:
        return row, {MEASURE: ANOTHER_ANSWER}
    return replace(row, kind=CONFIRMING if is_confirmed else CHANGED if task.last else NEW), {}


def _questions(row: Row, cells: dict) -> list[Question]:
    """What only the sender knows: over which answer the row was written, and whether a cell was emptied on purpose."""
    task = row.task
    found: list[Question] = []
    if row.kind == UNTOUCHED or task.last is None:
        return found
    about = f"Tiltak {task.measure_no}:"
    if row.kind == CONFLICTING and row.basis is None:
        told = f"{about} Arket viser ikke hvilket svar raden er fylt ut fra. Nå står «{task.last.status}», besvart"
        found.append(Question(task.key, "task", f"{told} {dates.told(task.answered_on)}."))
    # What only a finished task may say must go with that status, and the date is the day of reading.
    passed_over = ("speaks_of",) if row.draft.status == DONE else ("speaks_of", "is_in_operation", "in_place_on")
    asked = [name for name in FIELDS if name not in passed_over and getattr(task.last, name)]
    blank = [name for name in asked if not text(cells.get(FIELDS[name], "-"))]
    names = [f"«{FIELDS[name]}»" for name in blank]
    if names:
        listed = " og ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        stands = "står tom" if len(names) == 1 else "står tomme"
        told = f"{about} {listed} {stands} i arket. Det som står der nå, blir borte."
        found.append(Question(task.key, blank[0], told))
    return found
