"""How far tasks have come, as signs: of all measures in all municipalities, and of all tasks in one of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from content import wording
from content.look.marks import DONE, KIND_OF_STATUS
from content.slides.items import Area, Cell, Drawing, Item, Line, Text, one_line, sized, written
from content.slides.letters import BOLD, width_of

HALVES_FROM = 9
"""So many measures stand in two halves beside each other."""
BETWEEN, CELL, APART = 36, 26, 4
ROWS = (30, 46)
"""How high a row is at least and at most."""
LABEL, LEAST_LABEL, NARROWEST = (18, 17, 16), 190, 16
HEAD, HEADS = 15, (40, 130)
KEY, KEY_SIZE = 26, 18
NOTCH = "Hakk i hjørnet: fristen er ute."


class Task(NamedTuple):
    """One square: whose task it is, and how far it has come."""

    area: str
    status: str
    is_in_operation: bool
    is_over: bool


class Row(NamedTuple):
    """A measure with its tasks."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class GridBody:
    """A row a measure, a column for who does it."""

    rows: tuple[Row, ...]
    areas: tuple[str, ...]
    """In their order, what is done jointly first."""
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(f"{row.name}: {_by_status(row.tasks)}" for row in self.rows)

    def items(self, room: Area) -> list[Item]:
        key = key_of((task for row in self.rows for task in row.tasks), room)
        top = max(item.area.end for item in key) + 10 if key else room.top
        head = self._head()
        at = _halves(len(self.rows), "tiltak", self.elsewhere, room, top + head)
        drawn = list(key)
        for half in range(at.columns):
            rows = self.rows[: at.shown][half * at.each : (half + 1) * at.each]
            area = Area(room.left + half * (at.wide + BETWEEN), top, at.wide, head + at.high * len(rows))
            drawn += _half(rows, self.areas, area, head, at.high, is_half=at.columns > 1)
        return [Drawing("Status for tiltakene", tuple(drawn), self.words), *at.rest]

    def _head(self) -> float:
        longest = max((width_of(area, HEAD) for area in self.areas), default=0)
        return min(max(longest + 12, HEADS[0]), HEADS[1])


class Halves(NamedTuple):
    """Where rows stand: below each other, or in two halves beside each other."""

    columns: int
    shown: int
    """So many rows of all."""
    each: int
    high: float
    wide: float
    rest: list[Text]
    """Where the others stand."""


def _halves(rows: int, what: str, elsewhere: str, room: Area, top: float) -> Halves:
    columns = 2 if rows >= HALVES_FROM else 1
    last = one_line(LABEL[0]) + 8
    shown = min(rows, max(int((room.end - top - last) // ROWS[0]), 0) * columns)
    told = Line(f"{shown} av {rows} {what}. Alle står {elsewhere}", LABEL[0], colour="muted")
    rest = [written(told, room.left, room.end - last, room.width)] if shown < rows else []
    each = -(-shown // columns)
    high = min((room.end - (last if rest else 0) - top) / max(each, 1), ROWS[1])
    return Halves(columns, shown, each, high, (room.width - BETWEEN * (columns - 1)) / columns, rest)


def _half(
    rows: Sequence[Row], areas: Sequence[str], area: Area, head: float, high: float, is_half: bool
) -> list[Text | Cell]:
    """Only the columns that some row here has a task in; those of two halves end where the halves do."""
    used = [name for name in areas if any(task.area == name for row in rows for task in row.tasks)]
    widest = max(width_of(row.name, LABEL[0]) for row in rows) + 24
    # Where there is room, signs are as large as their rows are high, and stand close to their names.
    roomy = (area.width - widest) / max(len(used), 1)
    wide = min(max(CELL, high - 6) + APART, roomy) if roomy > CELL + APART else _least(area, len(used))
    first = area.right - wide * len(used) if is_half else min(area.right - wide * len(used), area.left + widest)
    places = {name: first + number * wide for number, name in enumerate(used)}
    items: list[Text | Cell] = []
    for name, left in places.items():
        size = next((size for size in (HEAD, 13, 11, 9) if width_of(name, size) <= head - 8), None)
        if size is None:
            # It is told in the words of the drawing.
            continue
        across = one_line(size)
        place = Area(left + (wide - APART - across) / 2, area.top, across, head - 6)
        items.append(Text(name, place, size, colour="muted", is_turned=True))
    for number, row in enumerate(rows):
        top = area.top + head + number * high
        items += _label(row.name, Area(area.left, top, first - area.left - 10, high))
        for task in row.tasks:
            place = Area(places[task.area], top + 3, wide - APART, high - 6)
            items.append(Cell(task.status, place, task.is_in_operation, task.is_over))
    return items


def _least(area: Area, columns: int) -> float:
    """The width of a column where names must give way."""
    return min(CELL + APART, max((area.width - LEAST_LABEL) / max(columns, 1), NARROWEST))


def _label(name: str, area: Area) -> list[Text]:
    """In the middle of its row; its number alone where there is no room for more."""
    number = name.partition("\u00a0")[0]
    line = sized((name,), LABEL, 1, area.width) or sized((name, number), (14, 12), 2, area.width)
    if line is None:
        return []
    height = written(line, area.left, area.top, area.width).area.height
    return [written(line, area.left, area.top + (area.height - height) / 2, area.width)]


def key_of(tasks: Iterable[Task], room: Area) -> list[Text | Cell]:
    """What the signs mean, and how many tasks have each."""
    tasks = list(tasks)
    counts = Counter(task.status for task in tasks)
    signs = [
        (Cell(kind, room), f"{wording.uncapitalised(kind)} ", counts[kind]) for kind in KIND_OF_STATUS if counts[kind]
    ]
    if rings := sum(task.is_in_operation for task in tasks):
        signs.insert(1, (Cell(DONE, room, is_in_operation=True), "av dem i fast drift ", rings))
    items: list[Text | Cell] = []
    left, top = room.left, room.top
    for cell, words, count in signs:
        told = f"{words}{count}"
        wide = width_of(told, KEY_SIZE) + 4
        if left + KEY + 8 + wide > room.right and left > room.left:
            left, top = room.left, top + KEY + 8
        items.append(Cell(cell.status, Area(left, top, KEY, KEY), cell.is_in_operation))
        items.append(Text(told, Area(left + KEY + 8, top + 1, wide, one_line(KEY_SIZE)), KEY_SIZE))
        left += KEY + 8 + wide + 18
    if any(task.is_over for task in tasks):
        wide = width_of(NOTCH, KEY_SIZE) + 4
        if left + wide > room.right:
            left, top = room.left, top + KEY + 8
        items.append(Text(NOTCH, Area(left, top + 1, wide, one_line(KEY_SIZE)), KEY_SIZE, colour="muted"))
    return items


def _by_status(tasks: Sequence[Task]) -> str:
    """«Gjennomført: Vik og Nes. Ikke svart: Sand.»"""
    places = {kind: [task.area for task in tasks if task.status == kind] for kind in KIND_OF_STATUS}
    known = {kind: areas for kind, areas in places.items() if areas}
    if len(known) == 1 and len(tasks) > 1:
        return f"{next(iter(known))} i alle."
    return " ".join(f"{kind}: {wording.listed(areas)}." for kind, areas in known.items())


class TaskHere(NamedTuple):
    name: str
    task: Task
    deadline: str


@dataclass(frozen=True)
class TasksBody:
    """The tasks of one municipality in two columns, each with its sign, its word and its deadline."""

    rows: tuple[TaskHere, ...]
    elsewhere: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(f"{row.name}: {row.task.status}. {row.deadline}" for row in self.rows)

    def items(self, room: Area) -> list[Item]:
        key = key_of((row.task for row in self.rows), room)
        top = max(item.area.end for item in key) + 16 if key else room.top
        at = _halves(len(self.rows), "oppgaver", self.elsewhere, room, top)
        drawn: list[Text | Cell] = list(key)
        for number, row in enumerate(self.rows[: at.shown]):
            left = room.left + (number // at.each) * (at.wide + BETWEEN)
            drawn += _here(row, Area(left, top + (number % at.each) * at.high, at.wide, at.high))
        return [Drawing("Status for oppgavene", tuple(drawn), self.words), *at.rest]


def _here(row: TaskHere, area: Area) -> list[Text | Cell]:
    cell = Cell(
        row.task.status, Area(area.left, area.top + 3, 32, area.height - 6), row.task.is_in_operation, row.task.is_over
    )
    size = 16
    told = width_of(row.deadline, size, BOLD) + 4
    deadline = Area(area.right - told, area.top + (area.height - one_line(size)) / 2, told, one_line(size))
    label = _label(row.name, Area(area.left + 44, area.top, area.width - 44 - told - 8, area.height))
    return [cell, *label, Text(row.deadline, deadline, size, colour="muted", align="right")]
