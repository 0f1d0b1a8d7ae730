"""Somebody who wants to know what the crisis centre hides: reads all that is published, and reckons.

Imports nothing from the gate. Knows that counts are whole and not negative, which areas make up which, that everybody
counted has at least one event (stay, visit), and that nobody has none.
"""

import csv
import functools
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl

from content.downloads import spreadsheet
from showing import shown_on

HIDDEN = "Vises ikke av personvernhensyn"
UNREPORTED = "Ikke rapportert"
WHOLE, NINE, SMALL, ELSEWHERE = "hamar_krisesenter", "ni_kommuner", "smaa_kommuner", "elsewhere"
LARGE = ("3403", "3411", "3413", "3420")
SMALL_ONES = ("3412", "3421", "3419", "3422", "3425")
PARTS = (*LARGE, SMALL)
MADE_OF = {WHOLE: (NINE, ELSEWHERE), NINE: PARTS, SMALL: SMALL_ONES}
IN = {part: area for area, parts in MADE_OF.items() for part in parts}
# Persons, and the events they have.
PAIRS = (
    (("voksne", "beboere"), ("voksne", "opphold")),
    (("barn", "beboere"), ("barn", "opphold")),
    (("alle", "dagbrukere"), ("alle", "dagbesøk")),
)
USES = tuple(use for pair in PAIRS for use in pair)
HOMES = (*LARGE, *SMALL_ONES)

# Columns that say what a row is about; any other that is filled holds a number or words of the centre's.
ABOUT = set(
    "area_code area area_type year user_group use precision counting_method segment population_year "
    "population_source_id rate_missing_reason is_provisional is_unconfirmed missing_reason in_plan source_id".split()
)
KEYS = {"observation_id", "indicator_id", "comparable_group"}
OF_EVERY_OBSERVATION = {"sex", "unit", "method", "is_derived"}
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")

# How far sums go: persons, and events beyond one a person. What the tests deliver stays below.
MOST, MOST_FURTHER = 70, 12
WIDTH = 2 * MOST_FURTHER + 1


def with_sums(counts: dict[str, int]) -> dict[str, int]:
    """The counts of a use with what the nine homes make, where they are told."""
    if NINE in counts or counts.keys() == {WHOLE}:
        return counts
    nine = sum(counts[home] for home in HOMES)
    return counts | {SMALL: sum(counts[home] for home in SMALL_ONES), NINE: nine, ELSEWHERE: counts[WHOLE] - nine}


class Seen:
    """What is shown of the centre, by (year, use) and area: amounts, and why there is none."""

    def __init__(self):
        self.amounts: dict = defaultdict(lambda: defaultdict(set))
        self.reasons: dict = defaultdict(lambda: defaultdict(set))
        # All numbers of a year, rates too.
        self.numbers: dict = defaultdict(set)

    def level(self, year: int) -> frozenset:
        """The areas with an amount in any use of the year."""
        return frozenset(area for use in USES for area in self.amounts[year, use])

    def view(self, year: int) -> dict:
        """By use and area what is told; several things where files disagree."""
        told = defaultdict(set)
        for use in USES:
            for area, those in (*self.amounts[year, use].items(), *self.reasons[year, use].items()):
                told[use, area] |= those
        return {key: those.pop() if len(those) == 1 else those for key, those in told.items()}

    def beyond(self, line: str) -> list[float]:
        """The numbers of a line that are not to be had from the files, for the years it names or for any."""
        # The year of a counting method is none of the line's.
        texts = NUMBER.findall(re.sub(r"(fra|til) og med \d{4}", "", line))
        found = [float(re.sub(r"[ \u00a0]", "", text).replace(",", ".")) for text in texts]
        years = [number for number in found if number in self.numbers] or list(self.numbers)
        known = {round(known, digits) for year in years for known in self.numbers[year] for digits in (1, 2)}
        # A break is drawn before its year; rates are for 10 000; municipalities above 20 000 are parts of their own.
        known |= {year - before for year in years for before in (0, 0.5)} | {10_000, 20_000}
        return [number for number in found if number not in known]


def rows(database: Path) -> Iterator[tuple[str, dict]]:
    """Every row of every table and view, whatever the schema, but the one that holds the version's name and time."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute("select table_schema, table_name from information_schema.tables").fetchall()
        for schema, table in tables:
            if table != "publication":
                found = connection.execute(f'from "{schema}"."{table}"')
                names = [column[0] for column in found.description]
                yield from ((table, dict(zip(names, row, strict=True))) for row in found.fetchall())


def _is_of_what_is_told(row: dict, told: dict) -> None:
    """A sum of two numbers that are shown themselves tells nothing more; where either is hidden, there is none."""
    parts = [told[row["area_code"], row["year"], row["use"], group] for group in ("voksne", "barn")]
    expected = None if None in parts else sum(parts)
    assert row["amount"] == expected, f"adults and children together tell what is hidden: {row}"
    assert (row["per_10000"] is None) or row["amount"] is not None, row


def databases(out: Path) -> list[Path]:
    """The files of a folder that DuckDB can open, whatever their names and however deep."""
    return [path for path in sorted(out.rglob("*")) if path.is_file() and path.read_bytes()[8:12] == b"DUCK"]


def read(out: Path, gated: Path, without: Path) -> Seen:
    """What kept versions and the gated file show beyond the versions in a folder `without` the centre's sheet."""
    seen, known = Seen(), _known(without)
    for database in databases(out):
        published = list(rows(database))
        # A rate of children is of the children who live there, one of adults of the adults.
        persons: Counter = Counter()
        for table, row in published:
            if table in ("population", "population_totals"):
                of = "alle" if table == "population_totals" else "barn" if row["age_from"] < 18 else "voksne"
                persons[row["area_code"], row["year"], of] += row["persons"]
        told = {
            (row["area_code"], row["year"], row["use"], row["user_group"]): row["amount"]
            for table, row in published
            if table == "crisis_centre_use" and not row["in_plan"] and "omregnet" not in str(row["counting_method"])
        }
        for table, row in published:
            if repr((table, row)) not in known:
                if table == "crisis_centre_together":
                    _is_of_what_is_told(row, told)
                    continue
                if table == "observations":
                    table, row = "crisis_centre_use", _as_use(row)
                assert table == "crisis_centre_use", f"{table} shows something of the centre, teach the attacker: {row}"
                _note(seen, row, persons)
    with gated.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            numbers = {column: int(row[column]) for column in ("year", "amount") if row[column]}
            _note(seen, {column: text or None for column, text in row.items()} | numbers, {})
    return seen


@functools.cache
def _known(without: Path) -> set[str]:
    return {repr(row) for database in databases(without) for row in rows(database)}


def _as_use(observation: dict) -> dict:
    """A row of marts.observations as the row of marts.crisis_centre_use that it says again."""
    names, row = {"population": "user_group", "category": "use", "value": "amount"}, {}
    for column, value in observation.items():
        if column in KEYS:
            # Made of what the row is about: they may hold no other number.
            assert set(re.findall(r"\d+", str(value))) <= {
                str(observation["year"]),
                observation["area_code"],
                "2020",
                "2021",
            }
        elif column not in OF_EVERY_OBSERVATION:
            row[names.get(column, column)] = value
    return row


def _note(seen: Seen, row: dict, persons: dict) -> None:
    year, use, area = row["year"], (row["user_group"], row["use"]), row["area_code"]
    amounts = {row["amount"]} - {None}
    for column, value in row.items():
        if value is not None and column not in ABOUT | {"amount"}:
            base = re.fullmatch(r"per_(\d+)", column)
            assert base, f"{column} shows something of the centre, teach the attacker: {value}"
            amount = value * persons[area, row["population_year"], row["user_group"]] / int(base[1])
            assert abs(amount - round(amount)) < 1e-6
            amounts.add(round(amount))
            seen.numbers[year].add(value)
    seen.numbers[year] |= amounts | {row.get("population_year") or year, row.get("segment") or year}
    if amounts:
        seen.amounts[year, use][area] |= amounts
    if row["missing_reason"] is not None:
        seen.reasons[year, use][area].add(row["missing_reason"])


def exported(version: str, id: str) -> list[str]:
    """The lines of the sheets that can be downloaded, what the chart is drawn from, and the sentences."""
    shown = shown_on(version, id)
    if shown is None:
        return []
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(shown)))
    cells = [[str(cell) for cell in row if cell is not None] for row in book["Tall"].iter_rows(values_only=True)]
    drawn = [map(str, row.values()) for rows in (shown.spec or {"datasets": {}})["datasets"].values() for row in rows]
    return [*spreadsheet.csv(shown).decode("utf-8-sig").splitlines(), *map("; ".join, [*cells, *drawn]), *shown.can_say]


def holes(seen: Seen, year: int, wholes: dict | None = None) -> list[str]:
    """What is found out about a year that was to be hidden; `wholes` are known from elsewhere, by use."""
    found, wholes = [], wholes or {}
    for pair in PAIRS:
        for (use, area), values in possible(seen, year, pair, wholes).items():
            amounts = seen.amounts[year, use] | ({WHOLE: {wholes[use]}} if use in wholes else {})
            assert values, f"{year} {use} {area}: what is shown is in conflict with itself"
            # Where nobody came, nobody stayed.
            is_known = (area == WHOLE and use in wholes) or (
                values == {0} and 0 in [wholes.get(other) for other in pair]
            )
            if is_known:
                continue
            if is_found_out(values, area, amounts):
                found.append(f"{year} {use} {area} is one of {sorted(values)}; shown: {dict(amounts)}")
    return found


def is_found_out(values: set[int], area: str, amounts: dict) -> bool:
    """Is more known of a cell than may be? Who lives elsewhere is as good as shown beside whole and nine."""
    if min(values) >= 1 and max(values) <= 4:
        return True
    is_shown = area in amounts or (area == ELSEWHERE and WHOLE in amounts and NINE in amounts)
    is_in_nobody = any(amounts.get(total) == {0} for total in (IN.get(area), IN.get(IN.get(area)), WHOLE))
    return len(values) == 1 and not is_shown and not (values == {0} and is_in_nobody)


def possible(seen: Seen, year: int, pair: tuple, wholes: dict) -> dict[tuple, set[int]]:
    """All values each (use, area) of the pair can have; a use that the centre did not report is left out.

    Exact, since areas are a tree: what the parts of an area can be together is worked out upwards from homes, then
    each part is held against its area less its sisters.
    """
    uses = [use for use in pair if UNREPORTED not in seen.reasons[year, use].get(WHOLE, ())]
    if not uses or not any(seen.reasons[year, use] or seen.amounts[year, use] for use in uses):
        return {}
    shown = [{area: frozenset(amounts) for area, amounts in seen.amounts[year, use].items()} for use in uses]
    for use, amounts in zip(uses, shown, strict=True):
        amounts |= {WHOLE: frozenset({wholes[use]})} if use in wholes else {}
    up: dict[str, int] = {}
    for area in (*LARGE, *SMALL_ONES, ELSEWHERE, SMALL, NINE, WHOLE):
        parts = [up[part] for part in MADE_OF.get(area, ())]
        together = functools.reduce(_added, parts) if parts else _one_home(len(uses))
        up[area] = together & _agreeing(*(amounts.get(area) for amounts in shown))
    down = {WHOLE: up[WHOLE]}
    for area, parts in MADE_OF.items():
        for part in parts:
            sisters = functools.reduce(_added, [up[other] for other in parts if other != part])
            down[part] = up[part] & _less(down[area], sisters)
    return {
        (use, area): {persons + further * number for persons, further in _pairs(bits)}
        for number, use in enumerate(uses)
        for area, bits in down.items()
    }


# A set of pairs (persons, further events) is an integer with a bit for each, so that adding a pair to all is a shift.
def _bits(pairs) -> int:
    return sum({1 << (persons * WIDTH + further) for persons, further in pairs})


def _places(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


@functools.cache
def _pairs(bits: int) -> list[tuple[int, int]]:
    return [divmod(place, WIDTH) for place in _places(bits)]


ALL = _bits((persons, further) for persons in range(MOST + 1) for further in range(MOST_FURTHER + 1))


@functools.cache
def _one_home(uses: int) -> int:
    """Without persons no events; where only one use of the pair is reported, it stands for the persons."""
    return _bits((some, more) for some, more in _pairs(ALL) if more == 0 or (some > 0 and uses == 2))


@functools.cache
def _agreeing(persons: frozenset | None, events: frozenset | None = None) -> int:
    """The pairs that agree with what is shown of an area, None where nothing is; two amounts agree with nothing."""
    return _bits(
        (some, more) for some, more in _pairs(ALL) if persons in (None, {some}) and events in (None, {some + more})
    )


@functools.cache
def _added(some: int, others: int) -> int:
    total = 0
    for place in _places(others):
        total |= some << place
    return total & ALL


@functools.cache
def _less(whole: int, others: int) -> int:
    """What something of `others` can be added to so that it makes something of `whole`."""
    left = 0
    for place in _places(others):
        left |= whole >> place
    return left & ALL
