"""Several filled in sheets at once: each is what it is alone, but for tasks that stand in more than one of them."""

from dataclasses import dataclass, replace

from register.sheet.excel import short
from register.sheet.read import Problem, Read
from register.sheet.row import EMPTIED, UNTOUCHED, WRONG, Row
from register.sheet.write import MEASURE

Task = tuple[int, str]


@dataclass(frozen=True)
class File:
    """A sheet by the name of its file; two of the same name are told apart by a number."""

    name: str
    found: Read

    @property
    def areas(self) -> list[str]:
        """Whose answers it holds, or whose it says it is from when nothing in it could be taken."""
        named = [*(row.task.area for row in self.found.rows if row.task), *self.found.areas]
        return list(dict.fromkeys(named))


def together(read: list[tuple[str, Read]]) -> list[File]:
    """By name, what was read; which of two answers to a task holds is not guessed at: both must wait."""
    files = [File(name, found) for name, (_, found) in zip(_names([name for name, _ in read]), read, strict=True)]
    places: dict[Task, list[str]] = {}
    for file in files:
        for row in filter(_answers, file.found.rows):
            places.setdefault(row.task.key, []).append(file.name)
    return [_with_doubles(file, places) for file in files]


def in_several(files: list[File]) -> dict[str, list[str]]:
    """Municipality → the files that hold answers of it, where they are more than one."""
    places: dict[str, list[str]] = {}
    for file in files:
        for area in dict.fromkeys(row.task.area for row in file.found.rows if _answers(row)):
            places.setdefault(area, []).append(file.name)
    return {area: names for area, names in places.items() if len(names) > 1}


def _answers(row: Row) -> bool:
    """Says something of a task; a whole sheet that was sent to two services has rows in which one said nothing."""
    return row.task is not None and row.kind not in (UNTOUCHED, EMPTIED)


def _with_doubles(file: File, places: dict[Task, list[str]]) -> File:
    rows, problems = [], list(file.found.problems)
    for row in file.found.rows:
        others = [name for name in places.get(row.task.key, []) if name != file.name] if _answers(row) else []
        if others:
            named = " og ".join(f"«{name}»" for name in others)
            told = f"Oppgaven er også fylt ut i {named}. Ta ut én av filene, eller tøm raden i én av dem."
            problems.append(Problem(row.number, MEASURE, told))
        rows.append(Row(row.number, WRONG, row.task) if others else row)
    problems.sort(key=lambda problem: problem.row or 0)
    return replace(file, found=replace(file.found, rows=rows, problems=problems))


def _names(names: list[str]) -> list[str]:
    """As they are quoted; the second of the same name is «status.xlsx (2)»."""
    told: list[str] = []
    for name in map(short, names):
        numbered = (name, *(f"{name} ({number})" for number in range(2, len(names) + 1)))
        told.append(next(free for free in numbered if free not in told))
    return told
