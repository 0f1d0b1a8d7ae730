"""What has been shown of each year of the crisis centre, and how a correction may then be shown.

Whoever has kept what was shown before a correction holds the two together: what was not corrected is the same in both,
and a coarser or a finer level would tell what was hidden in one of them. Hence

- a year that has been shown keeps its level, or is hidden;
- one that was hidden after it had been shown comes back only as it was shown last;
- one that was hidden at first is later shown as the whole alone;
- one whose areas are made up otherwise than they were is hidden.

A correction is never refused.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipelines.mistakes import Mistake, RawDataError
from pipelines.publish import replace_file

FILE = "vist.json"
HIDDEN = "Vises ikke av personvernhensyn"
UNREPORTED = "Ikke rapportert"
NOTHING, WHOLE = 0, 1
LEVELS = {"hamar_krisesenter": WHOLE, "ni_kommuner": 2}
PART = 3
# By area code, the codes of the municipalities it is made of; none for what is not several together.
Members = Mapping[str, list[str]]


@dataclass(frozen=True)
class Shown:
    """What was shown last of a year, at which level, and whether it has been hidden since."""

    level: int = NOTHING
    areas: dict[str, list[str]] = field(default_factory=dict)
    """Those shown, and the municipalities that each was made of."""
    counts: list[list] = field(default_factory=list)
    """area_code, user_group, use, amount"""
    is_hidden: bool = True


@dataclass(frozen=True)
class Count:
    """A row of sql/gate/gated.sql."""

    year: int
    area_code: str
    user_group: str
    use: str
    amount: int | None
    level: int
    finest: int


def level_now(year: list[Count], before: Shown | None, members: Members) -> int:
    """The level at which all counts of one year may be shown, beside all that was shown of it before."""
    finest = year[0].finest
    if before is None:
        return finest
    if before.level == NOTHING:
        return min(finest, WHOLE)
    now = _shown(year, before.level, members)
    is_as_last = now.areas == before.areas and now.counts == before.counts
    if finest < before.level or now.areas != before.areas or (before.is_hidden and not is_as_last):
        return NOTHING
    return before.level


def remembered(year: list[Count], level: int, before: Shown | None, members: Members) -> Shown:
    """What is known of a year after it has been shown at a level."""
    if level != NOTHING:
        return _shown(year, level, members)
    return Shown() if before is None else Shown(before.level, before.areas, before.counts, is_hidden=True)


def _shown(year: list[Count], level: int, members: Members) -> Shown:
    rows = [count for count in year if count.level <= level]
    areas = {count.area_code: sorted(members.get(count.area_code, [])) for count in rows}
    counts = [[count.area_code, count.user_group, count.use, count.amount] for count in rows]
    return Shown(level, dict(sorted(areas.items())), sorted(counts, key=str), is_hidden=False)


def from_gated(rows: Iterable[tuple], members: Members) -> dict[int, Shown]:
    """What rows that came through the gate show, by year, where nothing else is remembered of it."""
    years: dict[int, list[Count]] = {}
    for year, area_code, user_group, use, amount, reason in rows:
        count = None if amount is None else int(amount)
        level = LEVELS.get(area_code, PART)
        finest = NOTHING if reason == HIDDEN else level
        years.setdefault(int(year), []).append(Count(int(year), area_code, user_group, use, count, level, finest))
    found = {}
    for year, counts in years.items():
        level = max(count.finest for count in counts)
        found[year] = remembered(counts, level, None, members)
    return found


def read_shown(folder: Path) -> dict[int, Shown]:
    """What is remembered in a folder, by year. Raises RawDataError when it can not be read."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {int(year): Shown(**shown) for year, shown in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        expected = "filen slik kommandoen skrev den. Den holder rede på hva som er vist før en rettelse: finn den igjen"
        raise RawDataError([Mistake(FILE, "filen kan ikke leses", expected)]) from None


def write_shown(folder: Path, shown: Mapping[int, Shown]) -> None:
    """Remember it, in one step."""
    text = json.dumps({str(year): asdict(of_year) for year, of_year in sorted(shown.items())}, indent=1)
    replace_file(folder / FILE, text.encode())
