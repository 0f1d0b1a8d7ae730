"""Dates and months as people type them in Norwegian."""

import re
from datetime import date

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
DAY_EXPECTED = "Skriv datoen som dag.måned.år, for eksempel 31.12.2026."
MONTH_EXPECTED = "Skriv måneden som måned.år, for eksempel 03.2026."
TWO_DIGITS = "«{}» har et årstall med to siffer. Skriv {} hvis det er det du mener."
WORD = r"(?P<word>[a-zæøå]{3,})\.?"
YEAR = r"(?P<year>\d{4}|\d\d)"
DAYS = (
    rf"(?P<day>\d\d?)(?P<between>[./-])\s?(?P<month>\d\d?)(?P=between)\s?{YEAR}",
    rf"(?P<day>\d\d?)\.?\s?{WORD}\s?{YEAR}",
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
)
WHOLE_MONTHS = (rf"(?P<month>\d\d?)[./-]\s?{YEAR}", rf"{WORD}\s?{YEAR}", r"(?P<year>\d{4})-(?P<month>\d\d)")


def told(day: date) -> str:
    """«1.3.2026», as days stand in sentences."""
    return f"{day.day}.{day.month}.{day.year}"


def required(text: str, name: str) -> date:
    """As `day`, of what must be there. Raises ValueError, by `name` where it is empty."""
    if not text.strip():
        raise ValueError(f"{name} mangler. {DAY_EXPECTED}")
    return day(text)


def day(text: str) -> date:
    """«31.12.2026», «31. des. 2026» or «2026-12-31». Raises ValueError with what is expected."""
    found = _found(text, DAYS)
    if found is None:
        raise ValueError(f"«{text.strip()}» er ikke en dato. {DAY_EXPECTED}")
    day, is_short = found
    if is_short:
        raise ValueError(TWO_DIGITS.format(text.strip(), told(day)))
    return day


def month(text: str) -> date:
    """The first day of «03.2026», «mars 2026», «des. 2026» or a day. Raises ValueError with what is expected."""
    found = _found(text, WHOLE_MONTHS) or _found(text, DAYS)
    if found is None:
        raise ValueError(f"«{text.strip()}» er ikke en måned. {MONTH_EXPECTED}")
    day, is_short = found
    if is_short:
        raise ValueError(TWO_DIGITS.format(text.strip(), f"{MONTHS[day.month - 1]} {day.year}"))
    return day.replace(day=1)


def _found(text: str, forms: tuple[str, ...]) -> tuple[date, bool] | None:
    """The day, the first of a month where only that is told, and whether its year has two digits."""
    cleaned = " ".join(text.lower().split())
    parts = next((match.groupdict() for form in forms if (match := re.fullmatch(form, cleaned, re.ASCII))), None)
    if parts is None:
        return None
    month = int(parts.get("month") or 0) or _named(parts.get("word", ""))
    is_short = len(parts["year"]) == 2
    try:
        return date(int(parts["year"]) + 2000 * is_short, month, int(parts.get("day") or 1)), is_short
    except ValueError:
        return None


def _named(word: str) -> int:
    """The number of a month by its name or how it begins; 0 for what is none."""
    found = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(word)]
    return found[0] if len(found) == 1 else 0
