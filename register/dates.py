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


def day(text: str) -> date:
    """«31.12.2026». Raises ValueError with what is expected."""
    parts = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text.strip())
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1]))
    except (TypeError, ValueError):
        raise ValueError(f"«{text.strip()}» er ikke en dato. {DAY_EXPECTED}") from None


def month(text: str) -> date:
    """The first day of «03.2026» or «mars 2026». Raises ValueError with what is expected."""
    cleaned = text.strip().lower()
    in_words = re.fullmatch(rf"({'|'.join(MONTHS)})\s+(\d{{4}})", cleaned)
    if in_words:
        return date(int(in_words[2]), MONTHS.index(in_words[1]) + 1, 1)
    parts = re.fullmatch(r"(\d{1,2})[./]\s?(\d{4})", cleaned)
    try:
        return date(int(parts[2]), int(parts[1]), 1)
    except (TypeError, ValueError):
        raise ValueError(f"«{text.strip()}» er ikke en måned. {MONTH_EXPECTED}") from None
