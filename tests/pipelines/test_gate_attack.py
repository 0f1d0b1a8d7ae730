"""An attack on the gate: can anything that was to be hidden be worked out from what is published?

Random and enumerated years go through the gate's command and a build. Nothing else is imported from the gate: the
attacker reads files and exports, and what it knows of the rule is written here anew, from the words of the design.
"""

import csv
import functools
import itertools
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import attacker
from attacker import (
    ELSEWHERE,
    HIDDEN,
    HOMES,
    LARGE,
    NINE,
    PAIRS,
    PARTS,
    SMALL,
    SMALL_ONES,
    UNREPORTED,
    USES,
    WHOLE,
    with_sums,
)
from centre_page import NAMES
from content import publishing, warehouse
from gating import all_raw, command, raw_of_the_gate
from known_figures import FIGURES
from pipelines.build import RAW, build
from pipelines.delivered import Standing
from pipelines.delivery import Delivery
from pipelines.mistakes import RawDataError
from pipelines.publish import current_version
from proofs import some, tries
from register.settings import settings

HEADER = "År;Bosted;Voksne beboere;Opphold voksne;Barn beboere;Opphold barn;Dagbrukere;Dagbesøk"
YEARS = range(2000, 2101)
LEVELS = {"parts": {WHOLE, NINE, *PARTS}, "nine": {WHOLE, NINE}, "whole": {WHOLE}, "nothing": set()}
FINER = tuple(reversed(LEVELS))
READS_THE_CENTRE = [id for id, figure in FIGURES.items() if "marts.crisis_centre_use" in figure.select]

# A year is {use: {area: count}}: the whole, and the nine or none of them. A use that is not reported is not there.
Year = dict[tuple[str, str], dict[str, int]]


def count(by_home: dict[str, int], elsewhere: int) -> dict[str, int]:
    return {WHOLE: sum(by_home.values()) + elsewhere} | dict.fromkeys(HOMES, 0) | by_home


def level(year: Year) -> str:
    """The rule as it is told of a year alone: one block, over all uses."""
    cells = [with_sums(counts) for counts in year.values()]
    few = {area for counts in cells for area in counts if 1 <= counts[area] <= 4}
    by_home = any(NINE in counts for counts in cells)
    # A hidden whole may be five too: else one that is hidden would be known to be 1–4, and the nine of five likewise.
    if WHOLE in few or any(counts[WHOLE] == 5 for counts in cells):
        return "nothing"
    if by_home and not few & {NINE, ELSEWHERE}:
        return "nine" if few & set(PARTS) else "parts"
    return "whole"


def view(year: Year, at: str | None = None) -> dict:
    """What is to be seen, by use and area: an amount, or why there is none."""
    shown = LEVELS[at or level(year)]
    cells = {use: with_sums(counts) for use, counts in year.items()}
    areas = (WHOLE, NINE, *PARTS) if any(NINE in counts for counts in cells.values()) else (WHOLE,)
    return {
        (use, area): cells.get(use, {}).get(area, UNREPORTED) if area in shown else HIDDEN
        for use in USES
        for area in areas
    }


def levels(years: Sequence, level: Callable = level, view: Callable = view) -> list[str]:
    """The rule as it is told of deliveries of the same year, each after those before it."""
    found, last = [], None
    for year in years:
        finest = level(year)
        if not found or (last is None and finest == "nothing"):
            at = finest
        elif last is None:
            at = "whole"
        else:
            shown, seen = last
            is_hidden = FINER.index(finest) < FINER.index(shown) or (
                found[-1] == "nothing" and view(year, shown) != seen
            )
            at = "nothing" if is_hidden else shown
        last = last if at == "nothing" else (at, view(year, at))
        found.append(at)
    return found


class Centre:
    """A raw folder of its own, and what is published from it with the two commands."""

    def __init__(self, folder: Path, copied: Callable[[Path], Path] = all_raw):
        self.raw = copied(folder / "raw")
        self.gated, self.out = self.raw / "crisis_centre_gated.csv", folder / "out"
        self.withdraw()

    def withdraw(self):
        self.gated.unlink(missing_ok=True)

    def deliver(self, years: dict[int, Year]) -> None:
        lines = [
            ";".join([str(at), name, *(str(year.get(use, {}).get(area, "")) for use in USES)])
            for at, year in years.items()
            for area, name in zip((WHOLE, *HOMES), NAMES, strict=True)
            if any(area in counts for counts in year.values())
        ]
        (self.raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")
        self.told("--skriv")

    def build(self) -> None:
        # All of the years have been, when the last of them is over.
        build(self.raw, self.out, today=date(YEARS[-1], 12, 31))

    def told(self, *options: str) -> str:
        status, said = command(self.raw, *options)
        assert status == 0, said
        return said


def random_year(dice: random.Random) -> Year:
    """One use has the kind of year, the others may have nothing small: then one use decides for all."""
    kind = dice.choice(["nothing small", "nothing small", "small part", "few elsewhere", "few"])
    deciding, by_home, year = dice.choice(PAIRS), dice.random() < 0.85, {}
    for pair in PAIRS:
        if pair != deciding and dice.random() < 0.4:
            continue
        large = dice.choice([lambda: 0, lambda: 5, lambda: dice.choice([0, 5, 6, 9])])
        homes = {home: large() for home in LARGE} | Counter(dice.choices(SMALL_ONES, k=large()))
        elsewhere = large()
        if pair == deciding and kind == "small part":
            homes[dice.choice(LARGE)] = dice.randint(1, 4)
        elif pair == deciding and kind == "few elsewhere":
            elsewhere = dice.randint(1, 4)
        elif pair == deciding and kind == "few":
            homes, elsewhere = Counter(dice.choices(HOMES, k=dice.randint(0, 7))), dice.choice([0, 1, elsewhere])
        # Everybody has an event, some have more.
        events = {home: persons + (persons > 0) * dice.randint(0, 1) for home, persons in homes.items()}
        further = (elsewhere > 0) * dice.randint(0, 3)
        cells = {pair[0]: count(homes, elsewhere), pair[1]: count(events, elsewhere + further)}
        if not by_home or (pair != deciding and dice.random() < 0.1):
            cells = {use: {WHOLE: counts[WHOLE]} for use, counts in cells.items()}
        if dice.random() < 0.2:
            del cells[pair[1]]
        year |= cells
    return year


@pytest.fixture(scope="module")
def without(published) -> Path:
    """A folder with a version that has nothing of the centre's sheet: what differs from it comes from the sheet."""
    return published


@pytest.fixture(scope="module")
def attacked(tmp_path_factory, without) -> tuple[dict[int, Year], Centre, attacker.Seen]:
    """The truth, what is published of it, and what the attacker reads there."""
    dice, centre = random.Random(1), Centre(tmp_path_factory.mktemp("attacked"))
    truth = {at: random_year(dice) for at in YEARS}
    centre.deliver(truth)
    centre.build()
    return truth, centre, attacker.read(centre.out, centre.gated, without)


def test_what_is_shown_is_right_and_never_few(attacked):
    truth, _, seen = attacked
    shown = {(at, use, area): amounts for (at, use), areas in seen.amounts.items() for area, amounts in areas.items()}
    assert shown == {(at, use, area): {with_sums(truth[at][use])[area]} for at, use, area in shown}
    assert not {1, 2, 3, 4} & set().union(*shown.values()) and not {area for *_, area in shown} & set(SMALL_ONES)


def test_nothing_hidden_is_worked_out(attacked):
    assert [hole for at in YEARS for hole in attacker.holes(attacked[2], at)] == []


def test_nothing_hidden_is_worked_out_by_who_knows_the_whole_from_elsewhere(attacked):
    truth, _, seen = attacked
    wholes = {at: {use: counts[WHOLE] for use, counts in truth[at].items()} for at in YEARS}
    assert [hole for at in YEARS for hole in attacker.holes(seen, at, wholes[at])] == []


def test_the_sample_has_every_way_of_hiding(attacked):
    truth, _, seen = attacked
    found = Counter((seen.level(at), len(truth[at]) > 2) for at in YEARS)
    assert all(found[frozenset(areas), several] >= 3 for areas in LEVELS.values() for several in (False, True)), found


def test_the_rule_is_what_it_is_told_to_be(attacked):
    truth, _, seen = attacked
    assert {at: seen.view(at) for at in YEARS} == {at: view(truth[at]) for at in YEARS}


@pytest.mark.parametrize("id", READS_THE_CENTRE)
def test_an_export_tells_no_more_than_the_files(attacked, without, reading, id):
    """A number that the files do not show is a sum or share that the attacker must be taught, or a leak."""
    before, after = (attacker.exported(reading(out), id) for out in (without, attacked[1].out))
    assert [line for line in after if line not in before and attacked[2].beyond(line)] == []


def spread(parts: int, most: int) -> list[dict[str, int]]:
    """Every way up to `most` can be spread over so many of the five parts, and elsewhere."""
    areas = (SMALL_ONES[0], *LARGE)[:parts]
    ways = [counts for counts in itertools.product(range(most + 1), repeat=parts + 1) if sum(counts) <= most]
    return [with_sums(count(dict(zip(areas, parts, strict=True)), elsewhere)) for *parts, elsewhere in ways]


def persons_and_events(parts: int) -> list[Year]:
    """Up to seven persons, and up to two events more where there are persons."""
    return [
        {PAIRS[0][0]: persons, PAIRS[0][1]: {area: persons[area] + further[area] for area in persons}}
        for persons in spread(parts, 7)
        for further in spread(parts, 2)
        if all(persons[area] or not further[area] for area in persons)
    ]


# All that can be true when so few use the centre. Three parts are enough for one to be nobody beside a small one; where
# two uses go together, a run tries two.
FEW, FIVE = tries(2, 3), tries(3, 5)
BY_DAY, BY_NIGHT = PAIRS[2][0], PAIRS[0][0]
OF_THE_WHOLE = [{WHOLE: persons} for persons in range(10)]
TRUTHS = {
    "one use": lambda: [{BY_DAY: counts} for counts in spread(5, 9)],
    "one use, not by home": lambda: [{BY_DAY: counts} for counts in OF_THE_WHOLE],
    "two uses": lambda: [{BY_DAY: some, BY_NIGHT: others} for some in spread(FEW, 6) for others in spread(FEW, 6)],
    "two uses, one by home": lambda: [
        {BY_DAY: some, BY_NIGHT: all} for some in spread(FIVE, 9) for all in OF_THE_WHOLE
    ],
    "persons and events": lambda: persons_and_events(FEW),
}


@functools.cache
def seen_of(truths: str) -> list[tuple[frozenset, Year]]:
    """The years, each with what is to be seen of it."""
    return [(frozenset(view(year).items()), year) for year in TRUTHS[truths]()]


def alike(truths: str, knows_whole: bool = False) -> dict[frozenset, list[Year]]:
    """The years by what is to be seen of them, and their wholes where these are known from elsewhere."""
    groups = defaultdict(list)
    for seen, year in seen_of(truths):
        groups[seen | {((use, WHOLE), counts[WHOLE]) for use, counts in year.items() if knows_whole}].append(year)
    return groups


@pytest.mark.parametrize("knows_whole", [False, True])
@pytest.mark.parametrize("truths", TRUTHS)
def test_who_knows_the_rule_works_nothing_out(truths, knows_whole):
    """Among all years that look alike no hidden cell is always the same, nor always 1–4."""
    found = set()
    for seen, years in alike(truths, knows_whole).items():
        found |= set(found_out(seen, years, knows_whole))
    assert found == set()


def found_out(seen: frozenset, years: list[Year], knows_whole: bool = False) -> Iterator[tuple]:
    """The cells of which too much is known, when a year that looks so can be any of these."""
    for use in years[0]:
        amounts = {area: {told} for (at, area), told in seen if at == use and isinstance(told, int)}
        for area in years[0][use].keys() - set(HOMES) - ({WHOLE} if knows_whole else set()):
            values = {year[use][area] for year in years}
            if attacker.is_found_out(values, area, amounts):
                yield use, area, tuple(sorted(values)), str(amounts)


def one_cell_changed(year: dict[str, int], most: int) -> Iterator[dict[str, int]]:
    """The counts of a use with one part, or those who live elsewhere, corrected to anything."""
    for area in (*(home for home in HOMES if home in year), ELSEWHERE):
        for amount in range(most + 1):
            cells = {home: year[home] for home in HOMES} | {ELSEWHERE: year[ELSEWHERE]} | {area: amount}
            elsewhere = cells.pop(ELSEWHERE)
            if amount != year[area] and sum(cells.values()) + elsewhere <= most:
                yield with_sums(count(cells, elsewhere))


# Over how many parts how many are spread at most, and how often they are corrected.
CORRECTED = some([(3, 12, 1), (2, 10, 2)], [(3, 15, 1), (3, 10, 2)])


def corrections_of(years: list[Year], most: int) -> list[list[int]]:
    """By the number of a year, the numbers of those that it can be corrected to, one cell at a time."""
    numbers = {tuple(year[BY_DAY].values()): number for number, year in enumerate(years)}
    changed = [[tuple(cells.values()) for cells in one_cell_changed(year[BY_DAY], most)] for year in years]
    return [[numbers[cells] for cells in of_year if cells in numbers] for of_year in changed]


@pytest.mark.parametrize(("parts", "most", "times"), CORRECTED)
def test_who_has_kept_what_was_shown_before_a_correction_works_nothing_out(parts, most, times):
    """Also who knows the rule, and that only one cell was corrected at a time: in none of the deliveries.

    Every year of one use, corrected so many times: what is not corrected stays as it was.
    """
    years = [{BY_DAY: counts} for counts in spread(parts, most)]
    after = corrections_of(years, most)
    corrected = [(number,) for number in range(len(years))]
    for _ in range(times):
        corrected = [(*before, number) for before in corrected for number in after[before[-1]]]
    # Each year is looked at once, however many it was corrected to or from.
    alone = functools.cache(lambda number: level(years[number]))
    shown = functools.cache(lambda number, at: frozenset(view(years[number], at).items()))
    groups = defaultdict(list)
    for numbers in corrected:
        groups[tuple(map(shown, numbers, levels(numbers, alone, shown)))].append(numbers)
    assert found_out_together(groups, years, most) == set()


def found_out_together(groups: dict[tuple, list[tuple]], years: list[Year], most: int) -> set[tuple]:
    """What is found out by who has kept each delivery; `groups` are the numbers of the years delivered, by what was
    seen of each.
    """
    found = set()
    for seen, together in groups.items():
        deliveries = [[years[number] for number in set(of_delivery)] for of_delivery in zip(*together, strict=True)]
        # Near the most that is tried, what could be true is cut off, and too much would seem to be known.
        if max(year[BY_DAY][WHOLE] for of_delivery in deliveries for year in of_delivery) <= most - 4:
            for number, of_delivery in enumerate(seen):
                found |= {
                    (number, *told)
                    for told in found_out(of_delivery, deliveries[number])
                    if not is_told_by_another(told, number, seen)
                }
    return found


def is_told_by_another(told: tuple, number: int, seen: tuple[frozenset, ...]) -> bool:
    """Is it what another delivery shows of the same cell, which was not corrected?"""
    use, area, values, _ = told
    for other, of_delivery in enumerate(seen):
        amounts = {at: amount for (of, at), amount in of_delivery if of == use and isinstance(amount, int)}
        if NINE in amounts:
            amounts[ELSEWHERE] = amounts[WHOLE] - amounts[NINE]
        if other != number and values == (amounts.get(area),):
            return True
    return False


def test_years_that_are_to_look_alike_are_published_alike(tmp_path, without):
    """No label differs with what is hidden, nor the version's name, which tells whether raw files differ."""
    dice = random.Random(3)
    groups, whole = (list(alike(id).values()) for id in ("one use", "one use, not by home"))
    several = [group for group in groups if len(group) > 1]
    chosen = (*whole, *dice.choices(several, k=70), *dice.choices(groups, k=24))
    pairs = [dice.choices(group, k=2) for group in chosen]
    published = []
    for number, truths in enumerate(zip(*pairs, strict=True)):
        centre = Centre(tmp_path / str(number))
        delivered = dict(zip(YEARS, truths, strict=False))
        centre.deliver(delivered)
        centre.build()
        seen = attacker.read(centre.out, centre.gated, without)
        assert {at: seen.view(at) for at in delivered} == {at: view(truth) for at, truth in delivered.items()}
        [database] = attacker.databases(centre.out)
        published.append((database.stem.split("-")[1], sorted(map(repr, attacker.rows(database)))))
    assert published[0] == published[1]


def corrections(dice: random.Random, year: Year) -> Year:
    """The same year with one count of one use corrected, and the events with the persons; or nothing at all."""
    if dice.random() < 0.2:
        return year
    pair = dice.choice([pair for pair in PAIRS if pair[0] in year])
    homes = {home: year[pair[0]].get(home, 0) for home in HOMES}
    cells = homes | {ELSEWHERE: max(0, year[pair[0]][WHOLE] - sum(homes.values()))}
    cells[dice.choice([*LARGE, SMALL_ONES[0], ELSEWHERE])] = dice.choice([0, 2, 3, 5, 6, 9, 14])
    elsewhere = cells.pop(ELSEWHERE)
    by_home = any(home in year[pair[0]] for home in HOMES)
    counts = count(cells, elsewhere) if by_home else {WHOLE: sum(cells.values()) + elsewhere}
    return year | {use: counts for use in pair if use in year}


@pytest.fixture(scope="module")
def kept(tmp_path_factory, without) -> tuple[list[dict[int, Year]], list[attacker.Seen]]:
    """Three deliveries of each year, and what was published of each: the attacker keeps every version and file."""
    dice, centre = random.Random(5), Centre(tmp_path_factory.mktemp("kept"))
    deliveries, seen = [{at: random_year(dice) for at in YEARS}], []
    for _ in range(2):
        deliveries.append({at: corrections(dice, year) for at, year in deliveries[-1].items()})
    for delivery in deliveries:
        centre.deliver(delivery)
        centre.build()
        seen.append(attacker.read(centre.out, centre.gated, without))
        # What was delivered may be taken away for a while.
        if delivery is deliveries[0]:
            centre.withdraw()
            centre.build()
    return deliveries, seen


def test_a_corrected_year_keeps_its_level_or_is_hidden(kept):
    deliveries, seen = kept
    for at in YEARS:
        years = [delivery[at] for delivery in deliveries]
        assert [found.view(at) for found in seen] == [
            view(year, at) for year, at in zip(years, levels(years), strict=True)
        ]


def test_what_was_not_corrected_is_told_as_before(kept):
    deliveries, seen = kept
    unchanged = [at for at in YEARS if deliveries[0][at] == deliveries[1][at]]
    assert len(unchanged) > 5
    assert all(seen[0].view(at) == seen[1].view(at) for at in unchanged)


def test_together_all_that_was_ever_shown_tells_nothing(kept):
    """Two deliveries laid over each other: what the one shows is filled in where the other hides."""
    _, seen = kept
    for at in YEARS:
        shown = [found.level(at) for found in seen if found.level(at)]
        assert len(set(shown)) <= 1, f"{at} was shown as {shown}"


def test_the_sample_of_corrections_has_every_kind(kept):
    deliveries, _ = kept
    ways = Counter(tuple(levels([delivery[at] for delivery in deliveries])) for at in YEARS)
    changed = {(before, after) for way in ways for before, after in itertools.pairwise(way)}
    assert changed >= {(shown, "nothing") for shown in LEVELS} | {(shown, shown) for shown in LEVELS}, ways
    assert ("nothing", "whole") in changed, ways
    finer = [at for at in YEARS if levels([deliveries[0][at], deliveries[1][at]])[1] != level(deliveries[1][at])]
    assert len(finer) > 5, "few corrections could have been shown in another way than they are"


def test_a_year_that_is_divided_otherwise_than_before_is_hidden(tmp_path):
    """The small ones with one fewer, beside what was shown of them all, would tell that one."""
    centre = Centre(tmp_path, raw_of_the_gate)
    year = {BY_DAY: count(dict.fromkeys(HOMES, 6), 10)}
    centre.deliver({2025: year})
    assert ",smaa_kommuner,alle,dagbrukere,30," in centre.gated.read_text(encoding="utf-8")
    members = centre.raw / "area_members.csv"
    members.write_text(members.read_text(encoding="utf-8").replace("smaa_kommuner,3412\n", ""), encoding="utf-8")
    centre.deliver({2025: year})
    assert {row.split(",")[4] for row in centre.gated.read_text(encoding="utf-8").splitlines()[1:]} == {""}


def test_what_has_been_shown_is_remembered_where_it_never_leaves(tmp_path):
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2025: {BY_DAY: count(dict.fromkeys(HOMES, 6), 10)}})
    centre.withdraw()
    memory = centre.raw / "local" / "vist.json"
    centre.deliver({2025: {BY_DAY: count(dict.fromkeys(HOMES, 6) | {"3420": 2}, 10)}})
    assert HIDDEN in centre.gated.read_text(encoding="utf-8")
    no_counts = '{"2025": {"level": 1, "areas": {}, "counts": %s, "is_hidden": false}}'
    for broken in ("{", no_counts % "{}", no_counts % '["abcd"]'):
        memory.write_text(broken, encoding="utf-8")
        with pytest.raises(AssertionError, match="vist.json: filen kan ikke leses"):
            centre.deliver({2025: {BY_DAY: count(dict.fromkeys(HOMES, 6), 10)}})


LARGE_YEAR = {BY_DAY: count(dict.fromkeys(HOMES, 6), 10)}
SLIP = {BY_DAY: count(dict.fromkeys(HOMES, 6) | {"3420": 2}, 10)}


def views(centre: Centre) -> dict[int, dict]:
    """What the file that is sent shows of each year, by use and area."""
    found = defaultdict(dict)
    for line in centre.gated.read_text(encoding="utf-8").splitlines()[1:]:
        at, area, group, use, amount, reason = line.split(",")
        found[int(at)][(group, use), area] = int(amount) if amount else reason
    return dict(found)


def test_who_follows_the_advice_for_a_year_that_was_never_sent_gives_away_no_other(tmp_path):
    """One year was sent, another has a slip and was not: the advice is for the second alone."""
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2024: LARGE_YEAR})
    centre.deliver({2024: LARGE_YEAR, 2025: SLIP})
    centre.deliver({2024: LARGE_YEAR, 2025: LARGE_YEAR})
    assert views(centre)[2025] == view(LARGE_YEAR, "nine")
    [advised] = re.findall(r"--aldri-sendt \d+", centre.told())
    centre.told(*advised.split(), "--skriv")
    assert views(centre) == {2024: view(LARGE_YEAR)}
    # Now the year that was sent is corrected to hold a small count: beside what was sent, the nine would tell it.
    centre.deliver({2024: SLIP, 2025: LARGE_YEAR})
    assert views(centre) == {2024: view(SLIP, "nothing"), 2025: view(LARGE_YEAR)}


def remembered(centre: Centre) -> Path:
    return centre.raw / "local" / "vist.json"


@pytest.mark.parametrize("lost", ["all of it", "a year"])
@pytest.mark.parametrize("last", [LARGE_YEAR, SLIP], ids=["shown", "hidden"])
def test_nothing_is_told_or_written_when_the_memory_is_lost(tmp_path, last, lost):
    """A year that was hidden would else come back in another way than it was shown."""
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2025: LARGE_YEAR})
    centre.deliver({2025: last})
    if lost == "a year":
        remembered(centre).write_text("{}", encoding="utf-8")
    else:
        remembered(centre).unlink()
    before = {path: path.read_bytes() for path in (centre.gated, *remembered(centre).parent.glob("*.json"))}
    (centre.raw / "local" / "krisesenteret.csv").unlink()
    for attempt in (lambda year: centre.deliver({2025: year}), lambda year: centre.deliver({2024: year})):
        with pytest.raises(AssertionError, match="vist.json: filen mangler.* av 2025.*finn den igjen"):
            attempt({BY_DAY: count(dict.fromkeys(HOMES, 7), 10)})
    with pytest.raises(AssertionError, match="finn den igjen"):
        centre.told()
    assert {path: path.read_bytes() for path in before} == before
    assert remembered(centre).exists() == (lost == "a year")


def test_a_memory_that_is_older_than_what_was_sent_shows_no_hidden_year(tmp_path):
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2025: LARGE_YEAR})
    old = remembered(centre).read_bytes()
    centre.deliver({2025: SLIP})
    remembered(centre).write_bytes(old)
    corrected = {BY_DAY: count(dict.fromkeys(HOMES, 7), 10)}
    centre.deliver({2025: corrected})
    assert views(centre) == {2025: view(corrected, "nothing")}


def test_a_memory_from_before_a_year_was_forgotten_is_refused(tmp_path):
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2025: SLIP})
    old = remembered(centre).read_bytes()
    centre.told("--aldri-sendt", "2025", "--skriv")
    centre.deliver({2025: LARGE_YEAR})
    remembered(centre).write_bytes(old)
    with pytest.raises(AssertionError, match="finn den igjen"):
        centre.deliver({2025: LARGE_YEAR})


def test_a_year_is_not_forgotten_from_a_memory_that_can_not_be_read(tmp_path):
    centre = Centre(tmp_path, raw_of_the_gate)
    centre.deliver({2024: LARGE_YEAR, 2025: SLIP})
    before = centre.gated.read_bytes()
    remembered(centre).write_text("{", encoding="utf-8")
    with pytest.raises(AssertionError, match="finn den igjen"):
        centre.told("--aldri-sendt", "2025", "--skriv")
    assert centre.gated.read_bytes() == before


def test_nothing_hidden_is_worked_out_of_what_is_tried_out(tmp_path, published, new_register, monkeypatch):
    """Another version lies beside the published one while somebody looks at what a delivery would change."""
    dice, centre = random.Random(5), Centre(tmp_path)
    truth = {at: random_year(dice) for at in range(2002, 2027)}
    centre.deliver(truth)
    build(centre.raw, centre.out)
    with (centre.raw / "population.csv").open(encoding="utf-8", newline="") as file:
        more, less = [row for row in csv.DictReader(file) if row["area_code"] == LARGE[0] and row["year"] == "2026"][:2]
    # Rates are of the inhabitants, so that they become others of the same counts.
    moved = [row | {"persons": str(int(row["persons"]) + by)} for row, by in ((more, 100), (less, -100))]
    delivery = Delivery("tall.csv", {"population": moved})
    build(RAW, tmp_path / "without", standing=Standing((delivery,), "tried", {}))
    shutil.copy(published / current_version(published), tmp_path / "without")
    monkeypatch.setattr(publishing, "settings", lambda: replace(settings(), raw=centre.raw))
    monkeypatch.setattr(warehouse, "PROCESSED", centre.out)
    version, register = f"{current_version(centre.out)}{warehouse.AND}status", new_register("sqlite")
    trial = publishing.try_out(register, version, add=delivery).result()
    assert len(attacker.databases(centre.out)) == 2 and {change.table.name for change in trial.rows} == {"population"}
    seen = attacker.read(centre.out, centre.gated, tmp_path / "without")
    assert [hole for at in truth for hole in attacker.holes(seen, at)] == []
    assert {at: seen.view(at) for at in truth} == {at: view(truth[at]) for at in truth}
    for table, row in (
        ("crisis_centre_gated", {"year": "2024", "area_code": LARGE[0], "amount": "3"}),
        ("area_members", {"area_code": SMALL, "member_code": LARGE[0]}),
    ):
        work = publishing.try_out(register, version, add=Delivery("x.csv", {table: [row]}))
        assert isinstance(work.problem(), RawDataError), "the gate's own tables are not handed in"
