"""Days as a spreadsheet keeps them: a date, or the number of days since its own first one."""

from datetime import date, timedelta

from register.sheet.excel import Flaw, short
from register.validation import dates

EPOCH, EPOCH_1904, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), date(1904, 1, 1), 36_526, 73_050
"""Days as a spreadsheet counts them; the numbers of 2000–2099 are taken for dates."""


def stored(cell) -> date | None:
    """The day of a date, or of the number a spreadsheet keeps for one."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and FIRST_SERIAL <= cell < LAST_SERIAL + 1:
        return EPOCH + timedelta(days=int(cell))
    return None


def without_format(cell):
    """A bare number in a workbook that counts from 1904 may be counted from there or have come from another: told."""
    shift = (EPOCH_1904 - EPOCH).days
    if not isinstance(cell, int | float) or not FIRST_SERIAL - shift <= cell < LAST_SERIAL + 1:
        return cell
    meant = EPOCH_1904 + timedelta(days=int(cell))
    return Flaw(
        f"«{short(cell)}» er en dato som har mistet datoformatet, i en arbeidsbok som regner dager fra 1904",
        f"Skriv {dates.told(meant)} hvis det er det du mener.",
    )
