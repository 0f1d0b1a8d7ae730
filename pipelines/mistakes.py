"""What is wrong in the raw data, told so that whoever typed it can mend it."""

from dataclasses import dataclass

LONGEST = 80


@dataclass(frozen=True)
class Mistake:
    """One mistake; `line` counts from 1 as an editor does, and is None when a whole file or sheet is meant."""

    file: str
    problem: str
    expected: str
    line: int | None = None
    column: str | None = None
    sheet: str | None = None
    """Of a workbook, whose lines are called rows."""

    def __str__(self) -> str:
        place = self.file
        if self.sheet is not None:
            place += f", arket «{self.sheet}»"
        if self.line is not None:
            place += f", {'linje' if self.sheet is None else 'rad'} {self.line}"
        if self.column is not None:
            place += f", kolonne «{self.column}»"
        return f"{place}: {self.problem}. Forventet: {self.expected}."


class RawDataError(Exception):
    """The raw data can not be published; holds every mistake found in the run."""

    def __init__(self, mistakes: list[Mistake]):
        self.mistakes = mistakes
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


def quoted(cell: str) -> str:
    """A value as it is told: on one line, and no longer than one can take in."""
    text = " ".join(cell.splitlines())
    return f"«{text[:LONGEST]}…»" if len(text) > LONGEST else f"«{text}»"
