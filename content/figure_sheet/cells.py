"""A cell as the canonical text of its field, however it was typed; what can not be read is told."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from pipelines.mistakes import quoted
from pipelines.read import canonical
from pipelines.schema import EXPECTED, Field
from register.sheet import cells, days
from register.sheet.excel import DASHES, Flaw, Percent, plain, text
from register.validation import dates
from register.validation.text import clean, thousands

AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""56.500 is fifty-six thousand to one, and fifty-six and a half to another."""
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(\.)\d{3}(?:\.\d{3})*,\d+|(,)\d{3}(?:,\d{3})*\.\d+)", re.ASCII)
"""1.234,5 and 1,234.5: where both signs stand, the last is the decimal one."""
PERCENT = "percent"
READABLE = "en verdi som kan leses"


class UnreadableError(ValueError):
    """What is wrong with a cell, and what is expected of it."""

    def __init__(self, problem: str, expected: str):
        super().__init__(problem)
        self.problem, self.expected = problem, expected


def typed(cell) -> str:
    """As it is quoted."""
    return f"{_hundredth(cell)} %" if isinstance(cell, Percent) else text(cell)


def meant(cell, field: Field, is_1904: bool = False) -> str | None:
    """Raises UnreadableError."""
    if isinstance(cell, Flaw):
        raise UnreadableError(
            f"{cell.problem[0].lower()}{cell.problem[1:]}", READABLE if field.kind == "string" else field.expected
        )
    if not typed(cell):
        return None
    read = READERS.get(field.kind, _number)
    if is_1904 and field.kind == "date":
        cell = days.without_format(cell)
        if isinstance(cell, Flaw):
            raise UnreadableError(cell.problem, EXPECTED["date"])
    return read(cell, field)


def is_share(cell) -> bool:
    """Is it typed with the sign of a percentage?"""
    return isinstance(cell, Percent) or (isinstance(cell, str) and clean(cell).endswith("%"))


def _number(cell, field: Field) -> str | None:
    if isinstance(cell, date | time | timedelta):
        raise UnreadableError(f"cellen er {_named(cell)}", field.expected)
    if is_share(cell) and (field.kind == "integer" or field.unit not in ("", PERCENT)):
        raise UnreadableError(f"{quoted(typed(cell))} er en prosent", f"{field.expected}, uten prosenttegn")
    said = clean(typed(cell).translate(DASHES).removesuffix("%"))
    if isinstance(cell, str):
        if AMBIGUOUS.fullmatch(said) and field.kind == "integer":
            said = re.sub("[.,]", "", said)
        elif AMBIGUOUS.fullmatch(said):
            whole, part = re.split("[.,]", said)
            told = f"{thousands(int(whole + part))} eller {whole},{part}0"
            raise UnreadableError(f"{quoted(typed(cell))} kan leses på to måter", told)
        if grouped := GROUPED.fullmatch(said):
            said = said.replace(grouped[1] or grouped[2], "")
    number = canonical(said, field.kind)
    if number is None:
        raise UnreadableError(f"{quoted(typed(cell))} kan ikke leses", field.expected)
    return number


def _hundredth(cell: Percent) -> str:
    """«9,2» of 0.092, without what is beyond a spreadsheet's digits."""
    return f"{(Decimal(f'{cell:.15g}') * 100).normalize():f}".replace(".", ",")


def _date(cell, field: Field) -> str | None:
    if isinstance(cell, Percent | bool | time | timedelta):
        raise UnreadableError(f"{quoted(typed(cell))} er ingen dato", EXPECTED["date"])
    try:
        return (days.stored(cell) or dates.day(typed(cell))).isoformat()
    except ValueError:
        raise UnreadableError(f"{quoted(typed(cell))} kan ikke leses", EXPECTED["date"]) from None


def _boolean(cell, field: Field) -> str | None:
    """As the field spells it; what is neither, is told by whoever holds the cell against its field."""
    said = plain(cell)
    for words, value in ((cells.YES, True), (cells.NO, False)):
        if said in words:
            return next(told for told, stands_for in field.truths.items() if stands_for is value)
    return clean(typed(cell))


def _string(cell, field: Field) -> str | None:
    if isinstance(cell, date | time | timedelta):
        problem = f"regnearket har gjort det som ble skrevet om til {_named(cell)}"
        raise UnreadableError(problem, "tekst: formater cellen som tekst, og skriv det på nytt")
    said = clean(typed(cell))
    choices = {plain(choice): str(choice) for choice in field.constraints.get("enum", ())}
    return choices.get(plain(said), said)


def _named(cell) -> str:
    return f"en dato, {quoted(text(cell))}" if isinstance(cell, date) else "et klokkeslett"


READERS: dict[str, Callable[..., str | None]] = {"string": _string, "date": _date, "boolean": _boolean}
