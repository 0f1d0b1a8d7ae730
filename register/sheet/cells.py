"""The cells of a row as the fields of an answer, however they were typed; what can not be read is told."""

import re
from datetime import date

from register.sheet import days
from register.sheet.excel import Flaw, plain, short, text
from register.validation import dates
from register.validation.rules import CHOICES, FIELDS

YES, NO = ("ja", "j", "x", "yes", "true", "1"), ("nei", "n", "no", "false", "0", "")


def values(cells: dict, is_1904: bool) -> tuple[dict, dict[str, str]]:
    """By field there is a cell for: what it says, None where that is nothing, and what is wrong with what it says."""
    said, unreadable = {}, {}
    for name, label in FIELDS.items():
        if label not in cells:
            continue
        cell = cells[label]
        if is_1904 and name in ("in_place_on", "new_deadline", "speaks_of"):
            cell = days.without_format(cell)
        try:
            said[name] = read(cell, READERS.get(name, text)) or None
        except ValueError as wrong:
            said[name], unreadable[name] = None, str(wrong)
    return said, unreadable


def read(cell, reader):
    """What the reader makes of the cell. Raises ValueError with what is wrong, also where the cell shows no value."""
    if isinstance(cell, Flaw):
        raise ValueError(cell.sentence)
    return reader(cell)


def yes(cell) -> bool:
    if plain(cell) not in YES + NO:
        raise ValueError(f"«{short(cell)}» kan ikke leses. Skriv ja eller nei.")
    return plain(cell) in YES


def _choice(name: str):
    """As the list spells it, or else as it was typed; marks between the words are typed in many ways."""
    known = {_words(choice): choice for choice in CHOICES[name]}
    return lambda cell: known.get(_words(cell)) or short(cell)


def _words(cell) -> str:
    return "".join(re.findall(r"\w+", plain(cell)))


def _day(cell) -> date | None:
    return days.stored(cell) or (dates.day(short(cell)) if text(cell) else None)


def _month(cell) -> date | None:
    day = days.stored(cell)
    if day:
        return day.replace(day=1)
    if isinstance(cell, float) and cell < 13 and cell % 1:
        # 3.2020 typed as a number is 3.202, and 05.24 is 5.24: no month is in the year 2400.
        cell = f"{cell:.4f}".removesuffix("00")
    return dates.month(short(cell)) if text(cell) else None


READERS = {name: _choice(name) for name in CHOICES} | {
    "is_in_operation": yes,
    "in_place_on": _month,
    "new_deadline": _day,
    "speaks_of": _day,
}
