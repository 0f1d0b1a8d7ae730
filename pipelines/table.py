"""A raw file as text, in columns: each distinct cell once, and which of them a row has.

What a cell is to be, is then asked of the distinct ones alone, and a large table takes little more than its file.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from pipelines.mistakes import Mistake

MANY = 20_000
"""From so many rows on NumPy and PyArrow, which take a while to import, are quicker all the same."""
AT_ONCE = 5_000
LIMIT = 100_000
"""A pasted column of wrong cells should be told whole; what is wrong in more rows is wrong all the same."""


@dataclass(frozen=True)
class Column:
    """`which[i]` says which of the distinct cells row i has; each as it stands in the file, and the text it means."""

    which: Sequence[int]
    typed: list[str]
    values: list[str | None]

    @property
    def cells(self) -> list[str | None]:
        """What the column means, row by row; an empty cell is None."""
        return list(map(self.values.__getitem__, self.which))

    def typed_in(self, row: int) -> str:
        return self.typed[self.which[row]]


@dataclass(frozen=True)
class Table:
    """Columns in the schema's order; `lines[i]` is where row i begins, 0 where it stands in no file."""

    name: str
    file: str
    header: list[str]
    columns: list[Column]
    lines: Sequence[int]
    handed_in: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)
    """Row → file and sheet it was handed in with, of those that do not stand in `file`."""

    @classmethod
    def of(cls, name: str, file: str, header: list[str], rows: Iterable[list[str | None]] = ()) -> "Table":
        """A table that was never a file: a row a line, below the header."""
        columns = []
        all_which, all_values = distinct(rows, range(len(header)))
        for which, values in zip(all_which, all_values, strict=True):
            columns.append(Column(which, [value or "" for value in values], values))
        return cls(name, file, header, columns, range(2, len(columns[0].which) + 2))

    @cached_property
    def rows(self) -> list[list[str | None]]:
        return list(map(list, zip(*(column.cells for column in self.columns), strict=True)))

    @property
    def records(self) -> list[dict[str, str | None]]:
        """The rows, each cell by its column."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]

    def mistake(self, row: int, problem: str, expected: str, column: str | None) -> Mistake:
        """One in a row, told by where that stands."""
        file, sheet = self.handed_in.get(row, (self.file, None))
        return Mistake(file, problem, expected, self.lines[row] or None, column, sheet)

    @property
    def is_large(self) -> bool:
        return are_many(len(self.lines))

    def column(self, name: str) -> Column:
        return self.columns[self.header.index(name)]

    def combinations(self, names: Collection[str]) -> set[tuple[int, ...]]:
        """The distinct ones of several columns."""
        columns = [self.column(name) for name in names]
        if len(columns) == 1:
            return {(number,) for number in range(len(columns[0].typed))}
        return set(zip(*(column.which for column in columns), strict=True))

    def rows_with(self, names: Collection[str], wanted: Collection[tuple[int, ...]]) -> list[int]:
        """Where one of some combinations stands; of more than LIMIT the first."""
        if not wanted:
            return []
        found = zip(*(self.column(name).which for name in names), strict=True)
        return list(islice((row for row, combination in enumerate(found) if combination in wanted), LIMIT))


def are_many(rows: int) -> bool:
    return rows >= MANY


class _Distinct(dict):
    """Number of each cell, in the order that they are met."""

    def __missing__(self, cell):
        self[cell] = number = len(self)
        return number


def distinct(rows: Iterable[Sequence], positions: Iterable[int]) -> tuple[list[array], list[list]]:
    """Of the columns at the positions: which distinct cell each row has, and the distinct cells."""
    places = [(position, array("i"), _Distinct()) for position in positions]
    some = iter(rows)
    while batch := list(islice(some, AT_ONCE)):
        columns = list(zip(*batch, strict=True))
        for position, which, numbers in places:
            which.extend(map(numbers.__getitem__, columns[position]))
    return [which for _, which, _ in places], [list(numbers) for _, _, numbers in places]
