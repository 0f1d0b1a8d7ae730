"""Numbers, dates and lists as Norwegian text."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from slugify import slugify

LOCALE = "nb_NO"
ASK_THE_KEEPER = "Ta kontakt med den som drifter løsningen."
TIME_ZONE = ZoneInfo("Europe/Oslo")
WHOLE_COUNTRY = "Hele landet"
"""What is said of whom a number is about begins with it, where it is about no smaller place."""
NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
"""Takes no room and is not seen."""
# What the renderer makes a link, an address of e-mail or a picture of after it has read the signs that are escaped.
TURNED = re.compile(r"(?<=:)(?=\S)|(?<=@)|(?<=www)(?=\.)", re.IGNORECASE)


# The library looks for others of its kind at each call.
slug = lru_cache(1000)(slugify)
"""A text as it stands in an address or a class: «Ikke svart» → «ikke-svart»."""


def today() -> date:
    """The date in Oslo, wherever the machine stands."""
    return datetime.now(TIME_ZONE).date()


def number(value: float, decimals: int = 1) -> str:
    """9.2 → «9,2», 56500 → «56 500»; a decimal that is 0 is not written."""
    return format_decimal(round(value, decimals), locale=LOCALE)


def decimal(value: float, decimals: int = 1) -> str:
    """4 → «4,0»: what has been worked out has as many decimals as the others of its series."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(round(value, decimals), format=pattern, locale=LOCALE)


def percent(value: float, decimals: int = 1) -> str:
    """9.2 → «9,2 %»."""
    return f"{number(value, decimals)}{NO_BREAK_SPACE}%"


def day(value: date | pd.Timestamp) -> str:
    """«31.12.2026»."""
    return format_date(value, "d.M.yyyy", locale=LOCALE)


def day_or(value: date | pd.Timestamp | None, missing: str) -> str:
    """The day, or what is said where there is none."""
    return missing if pd.isna(value) else day(value)


def month(value: date | pd.Timestamp) -> str:
    """«mars 2026»."""
    return format_date(value, "MMMM yyyy", locale=LOCALE)


def local_date(value: pd.Timestamp) -> date:
    """The day of a time in UTC, in Oslo."""
    return value.tz_localize("UTC").tz_convert(TIME_ZONE).date()


def local_day(value: pd.Timestamp) -> str:
    """`local_date`, as it is written."""
    return day(local_date(value))


def moment(value: pd.Timestamp) -> str:
    """A time in UTC as «23.11.2026 kl. 14.05», in Oslo."""
    local = value.tz_localize("UTC").tz_convert(TIME_ZONE)
    return f"{day(local.date())} kl. {local:%H.%M}"


SPELLED = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def spelled(count: int) -> str:
    """«ni»; as a figure over twelve."""
    return SPELLED[count] if count < len(SPELLED) else number(count)


def place(area: str) -> str:
    """«Sand», which is «Sand (Fjordfylket)» where it must be told from another."""
    return area.partition(" (")[0]


def heads(areas: Sequence[str], joint: Collection[str] = ()) -> dict[str, str]:
    """What each area is called at the head of a narrow column: «Sand», «A» where all are «Kommune A» and the like.

    Whole where they would not be told apart; so are those that are `joint` for all.
    """
    short = [area if area in joint else place(area) for area in areas]
    begun = [name.partition(" ") for area, name in zip(areas, short, strict=True) if area not in joint]
    if len(begun) > 1 and len({first for first, _, _ in begun}) == 1 and all(rest for _, _, rest in begun):
        short = [name if name in joint else name.partition(" ")[2] for name in short]
    return dict(zip(areas, short if len(set(short)) == len(areas) else areas, strict=True))


def chapters(sections: Iterable[str]) -> str:
    """«kapittel 3 og 5»: those that sections lie in."""
    return f"kapittel {listed(sorted({section.partition('.')[0] for section in sections}, key=int))}"


def listed(items: list[str]) -> str:
    """«a, b og c»."""
    return format_list(list(items), locale=LOCALE)


def quoted(words: str) -> str:
    """«Den ‘milde’ volden.»: a sentence of somebody else's; what is quoted in it gets marks of its own."""
    inner = words.rstrip(".").translate({ord("«"): "‘", ord("»"): "’"})
    return f"«{inner}.»"


def plain(sentence: str) -> str:
    """For where Markdown is read: shown as it was written, whatever somebody typed in what it quotes."""
    parted = TURNED.sub(WORD_JOINER, sentence)
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!<>$:~|" else sign for sign in parted)


def answering(question: str, text: str) -> str:
    """«Kommentar: Alle er med», «Hva hindret? Tid»: what is said under a name or a question."""
    return f"{question}{'' if question.endswith('?') else ':'} {text}"


def counted(count: int, one: str, many: str) -> str:
    """«1 dag», «2 dager»."""
    return f"{number(count)} {one if count == 1 else many}"


def capitalised(text: str) -> str:
    """The first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The first letter small, the rest untouched."""
    return text[:1].lower() + text[1:]


def ages(age_from: float | None, age_to: float | None) -> str:
    """«18–75 år», «fra 65 år», or nothing when neither is known."""
    if pd.isna(age_from):
        return ""
    if pd.isna(age_to):
        return f"fra {age_from:.0f} år"
    return f"{age_from:.0f}–{age_to:.0f} år"


def share(row: pd.Series) -> str:
    """The number of an observation as its source words it: «9,2 %», «over 20 %», «omtrent én av ti», «28 døgn»."""
    if pd.notna(row["as_worded"]):
        return row["as_worded"]
    prefix = "" if row["precision"] in ("eksakt", "mellom") else f"{row['precision']} "
    if row["unit"] == "prosent" and pd.notna(row["value"]):
        return prefix + percent(row["value"])
    ends = number(row["value"]) if pd.notna(row["value"]) else _ends(row["low"], row["high"])
    unit = {"prosent": f"{NO_BREAK_SPACE}%", "antall": ""}.get(row["unit"], f" {row['unit']}")
    return f"{prefix}{ends}{unit}"


def _ends(low: float | None, high: float | None) -> str:
    """«5–7», or the one end that is known."""
    return "–".join(number(end) for end in (low, high) if pd.notna(end))


def days_until(when: date | pd.Timestamp, today: date) -> str:
    """«om 38 dager», «i dag», «for 3 dager siden»."""
    days = (pd.Timestamp(when).date() - today).days
    return f"om {counted(days, 'dag', 'dager')}" if days > 0 else days_ago(-days)


def day_left(when: date | pd.Timestamp, today: date) -> str:
    """«31.12.2026 (om 38 dager)»."""
    return f"{day(when)} ({days_until(when, today)})"


def days_ago(days: int) -> str:
    """«i dag», «for 3 dager siden»."""
    return "i dag" if days <= 0 else f"for {counted(days, 'dag', 'dager')} siden"
