"""What has been shown of each year of the crisis centre, and how a correction may then be shown.

Whoever has kept what was shown before a correction holds the two together: what was not corrected is the same in both,
and a coarser or a finer level would tell what was hidden in one of them. Hence

- a year that has been shown keeps its level, or is hidden;
- one that was hidden after it had been shown comes back only as it was shown last;
- one that was hidden at first is later shown as the whole alone;
- one whose areas are made up otherwise than they were is hidden;
- one of which nobody knows for sure what has been shown, is hidden.

A correction is never refused.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipelines.mistakes import Mistake, RawDataError
from pipelines.publish import replace_file

FILE = "vist.json"
UNREADABLE = "filen kan ikke leses"
FIND_IT = (
    "filen slik kommandoen skrev den sist. Den holder rede på hva som er vist før en rettelse: finn den igjen, "
    "for eksempel i sikkerhetskopien"
)
HIDDEN = "Vises ikke av personvernhensyn"
UNREPORTED = "Ikke rapportert"
NOTHING, WHOLE, TOGETHER, PARTS = range(4)
ALONE = {
    PARTS: "ingen av disse tallene er for små",
    TOGETHER: "et tall for {a_part} er for lite",
    WHOLE: "et tall for {together}, eller for dem som bor andre steder, er for lite",
    NOTHING: "et tall for hele senteret er for lite",
}
"""Why a year is shown at a level, when nothing was shown of it before; the areas are named in gate_sentences.py."""
NO_HOMES = "det bare er tall for hele senteret"
WAS_HIDDEN = "året var skjult første gang det ble skrevet"
WAS_SHOWN = "året er vist slik før"
IS_BESIDE = "og året er vist med flere tall før: sammen med dem kunne de nye tallene ha røpet et lite tall"
IS_DIVIDED = "kommunene er delt inn på en annen måte enn da året ble vist"
IS_UNKNOWN = "det ikke er kjent her hva som er vist av året før"
IS_NOT_AS_LAST = "året er vist før og siden skjult, og tallene er ikke de samme som ble vist sist"
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


UNKNOWN = Shown(PARTS)
"""Of a year that has been shown nobody knows how: as if all had been, of areas that are not there."""


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


@dataclass(frozen=True)
class Outcome:
    """How a year is shown now, and why; `finest` is how it would be had nothing been shown of it before."""

    level: int
    why: str
    finest: int
    shown: Shown
    """What is to be remembered of it."""


def outcome(year: list[Count], before: Shown | None, members: Members) -> Outcome:
    """How the counts of one year may be shown, beside all that was shown of it before."""
    level, why = _level(year, before, members)
    if level != NOTHING:
        shown = _shown(year, level, members)
    else:
        shown = Shown() if before is None else replace(before, is_hidden=True)
    return Outcome(level, why, year[0].finest, shown)


def _level(year: list[Count], before: Shown | None, members: Members) -> tuple[int, str]:
    finest = year[0].finest
    has_homes = any(count.level > WHOLE for count in year)
    why = ALONE[finest] if has_homes or finest == NOTHING else NO_HOMES
    if before is None:
        return finest, why
    if before.level == NOTHING:
        return (WHOLE, WAS_HIDDEN) if finest > WHOLE else (finest, why)
    now = _shown(year, before.level, members)
    if finest < before.level:
        return NOTHING, why if finest == NOTHING else f"{why}, {IS_BESIDE}"
    if before == UNKNOWN:
        return NOTHING, IS_UNKNOWN
    if now.areas != before.areas:
        return NOTHING, IS_DIVIDED
    if before.is_hidden and now.counts != before.counts:
        return NOTHING, IS_NOT_AS_LAST
    return before.level, why if finest == before.level else WAS_SHOWN


def _shown(year: list[Count], level: int, members: Members) -> Shown:
    rows = [count for count in year if count.level <= level]
    areas = {count.area_code: sorted(members.get(count.area_code, [])) for count in rows}
    counts = [[count.area_code, count.user_group, count.use, count.amount] for count in rows]
    return Shown(level, dict(sorted(areas.items())), sorted(counts, key=str), is_hidden=False)


def held_against(rows: Iterable[Sequence], shown: Mapping[int, Shown]) -> dict[int, Shown]:
    """What is remembered, held against the rows that were written: a year that they hide has been hidden.

    Raises RawDataError when they show more than is remembered: it has been lost, or is older than they are.
    """
    written = _written(rows)
    if lost := _lost(written, shown):
        years = ", ".join(map(str, lost))
        raise RawDataError([Mistake(FILE, f"filen mangler, eller mangler det som er vist av {years}", FIND_IT)])
    return {**shown, **{year: replace(shown[year], is_hidden=True) for year, areas in written.items() if not areas}}


def as_far_as_known(rows: Iterable[Sequence], shown: Mapping[int, Shown]) -> dict[int, Shown]:
    """As `held_against`, but what the rows show more of than is remembered, is UNKNOWN."""
    written = _written(rows)
    return held_against(rows, {**shown, **dict.fromkeys(_lost(written, shown), UNKNOWN)})


def _written(rows: Iterable[Sequence]) -> dict[int, set[str]]:
    """By year: the areas that the rows show."""
    written: dict[int, set[str]] = {}
    for year, area_code, *_, reason in rows:
        written.setdefault(int(year), set()).update([] if reason == HIDDEN else [area_code])
    return written


def _lost(written: Mapping[int, set[str]], shown: Mapping[int, Shown]) -> list[int]:
    known = {
        year: areas if shown.get(year) == UNKNOWN else shown[year].areas.keys()
        for year, areas in written.items()
        if year in shown
    }
    return sorted(year for year, areas in written.items() if year not in known or areas - known[year])


def together(one: Shown, other: Shown) -> Shown:
    """What has been shown of a year, where two remember it; `one` holds where that may be."""
    is_corrected = not one.is_hidden and not other.is_hidden and (one.level, one.areas) == (other.level, other.areas)
    return one if one == other or is_corrected else UNKNOWN


def read_shown(folder: Path) -> dict[int, Shown]:
    """What is remembered in a folder, by year. Raises RawDataError when it can not be read."""
    path = folder / FILE
    try:
        return of_text(path.read_bytes()) if path.exists() else {}
    except OSError:
        raise RawDataError([Mistake(FILE, UNREADABLE, FIND_IT)]) from None


def of_text(text: str | bytes) -> dict[int, Shown]:
    """By year. Raises RawDataError when it can not be read."""
    try:
        return {int(year): _remembered(**shown) for year, shown in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise RawDataError([Mistake(FILE, UNREADABLE, FIND_IT)]) from None


def _remembered(level: int, areas: dict[str, list[str]], counts: list[list], is_hidden: bool) -> Shown:
    """Raises TypeError or ValueError for what was never written so."""
    is_level = type(level) is int and NOTHING <= level <= PARTS
    are_counts = type(counts) is list and all(_is_count(*count) for count in counts)
    if not is_level or type(is_hidden) is not bool or not are_counts:
        raise ValueError
    return Shown(level, {area: list(members) for area, members in areas.items()}, counts, is_hidden)


def _is_count(area_code: str, user_group: str, use: str, amount: int | None) -> bool:
    is_amount = amount is None or (type(amount) is int and amount >= 0)
    return is_amount and all(type(text) is str for text in (area_code, user_group, use))


def as_text(shown: Mapping[int, Shown], indent: int | None = None) -> str:
    return json.dumps({str(year): asdict(of_year) for year, of_year in sorted(shown.items())}, indent=indent)


def write_shown(folder: Path, shown: Mapping[int, Shown]) -> None:
    """Remember it, in one step."""
    replace_file(folder / FILE, as_text(shown, indent=1).encode())
