"""An attack on the gate: can anything that was to be hidden be worked out from what is published?

Random and enumerated years go through the two commands. Nothing is imported from the gate: the attacker reads files
and exports, and what it knows of the rule is written here anew, from the words of the design.
"""

import itertools
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import attacker
from attacker import ELSEWHERE, HIDDEN, HOMES, LARGE, NINE, PAIRS, PARTS, SMALL_ONES, UNREPORTED, USES, WHOLE, with_sums
from dashboard.figures import FIGURES
from pipelines.build import RAW

HEADER = "År;Bosted;Voksne beboere;Opphold voksne;Barn beboere;Opphold barn;Dagbrukere;Dagbesøk"
NAMES = "Hele senteret;Hamar;Ringsaker;Stange;Elverum;Løten;Trysil;Våler;Åmot;Engerdal".split(";")
YEARS = range(2000, 2101)
LEVELS = {"parts": {WHOLE, NINE, *PARTS}, "nine": {WHOLE, NINE}, "whole": {WHOLE}, "nothing": set()}
READS_THE_CENTRE = [id for id, figure in FIGURES.items() if "marts.crisis_centre_use" in figure.select]

# A year is {use: {area: count}}: the whole, and the nine or none of them. A use that is not reported is not there.
Year = dict[tuple[str, str], dict[str, int]]


def count(by_home: dict[str, int], elsewhere: int) -> dict[str, int]:
    return {WHOLE: sum(by_home.values()) + elsewhere} | dict.fromkeys(HOMES, 0) | by_home


def level(year: Year) -> str:
    """The rule as it is told: one block a year, over all uses."""
    cells = [with_sums(counts) for counts in year.values()]
    few = {area for counts in cells for area in counts if 1 <= counts[area] <= 4}
    by_home = any(NINE in counts for counts in cells)
    if WHOLE in few:
        return "nothing"
    if by_home and not few & {NINE, ELSEWHERE}:
        return "nine" if few & set(PARTS) else "parts"
    # A hidden whole may be five too: else one that is hidden would be known to be 1–4, and the nine of five likewise.
    return "nothing" if any(counts[WHOLE] == 5 for counts in cells) else "whole"


def view(year: Year) -> dict:
    """What is to be seen, by use and area: an amount, or why there is none."""
    shown = LEVELS[level(year)]
    cells = {use: with_sums(counts) for use, counts in year.items()}
    areas = (WHOLE, NINE, *PARTS) if any(NINE in counts for counts in cells.values()) else (WHOLE,)
    return {
        (use, area): cells.get(use, {}).get(area, UNREPORTED) if area in shown else HIDDEN
        for use in USES
        for area in areas
    }


class Centre:
    """A raw folder of its own, and what is published from it with the two commands."""

    def __init__(self, folder: Path):
        self.raw = shutil.copytree(RAW, folder / "raw", ignore=shutil.ignore_patterns("krisesenteret.csv"))
        self.gated, self.out = self.raw / "crisis_centre_gated.csv", folder / "out"
        self.withdraw()

    def withdraw(self):
        self.gated.write_text("year,area_code,user_group,use,amount,missing_reason\n", encoding="utf-8")

    def deliver(self, years: dict[int, Year]) -> None:
        lines = [
            ";".join([str(at), name, *(str(year.get(use, {}).get(area, "")) for use in USES)])
            for at, year in years.items()
            for area, name in zip((WHOLE, *HOMES), NAMES, strict=True)
            if any(area in counts for counts in year.values())
        ]
        (self.raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")
        self._run("pipelines.gate")

    def build(self) -> None:
        self._run("pipelines.build", "--out", self.out)

    def _run(self, *command) -> None:
        done = subprocess.run([sys.executable, "-m", *command, "--raw", self.raw], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


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
def without(tmp_path_factory) -> Path:
    """A folder with a version that has nothing of the centre's sheet: what differs from it comes from the sheet."""
    centre = Centre(tmp_path_factory.mktemp("without"))
    centre.build()
    return centre.out


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


def persons_and_events() -> list[Year]:
    """Up to seven persons, and up to two events more where there are persons."""
    return [
        {PAIRS[0][0]: persons, PAIRS[0][1]: {area: persons[area] + further[area] for area in persons}}
        for persons in spread(3, 7)
        for further in spread(3, 2)
        if all(persons[area] or not further[area] for area in persons)
    ]


# All that can be true when so few use the centre. Three parts are enough for one to be nobody beside a small one.
BY_DAY, BY_NIGHT = PAIRS[2][0], PAIRS[0][0]
OF_THE_WHOLE = [{WHOLE: persons} for persons in range(10)]
TRUTHS = {
    "one use": lambda: [{BY_DAY: counts} for counts in spread(5, 9)],
    "one use, not by home": lambda: [{BY_DAY: counts} for counts in OF_THE_WHOLE],
    "two uses": lambda: [{BY_DAY: some, BY_NIGHT: others} for some in spread(3, 6) for others in spread(3, 6)],
    "two uses, one by home": lambda: [{BY_DAY: some, BY_NIGHT: all} for some in spread(5, 9) for all in OF_THE_WHOLE],
    "persons and events": persons_and_events,
}


def alike(years: list[Year]) -> dict[frozenset, list[Year]]:
    """The years by what is to be seen of them."""
    groups = defaultdict(list)
    for year in years:
        groups[frozenset(view(year).items())].append(year)
    return groups


@pytest.mark.parametrize("truths", TRUTHS.values(), ids=TRUTHS)
def test_who_knows_the_rule_works_nothing_out(truths):
    """Among all years that look alike no hidden cell is always the same, nor always 1–4."""
    found = set()
    for seen, years in alike(truths()).items():
        for use in years[0]:
            amounts = {area: {told} for (at, area), told in seen if at == use and isinstance(told, int)}
            for area in years[0][use].keys() - set(HOMES):
                values = {year[use][area] for year in years}
                if attacker.is_found_out(values, area, amounts):
                    found.add((use, area, tuple(sorted(values)), str(amounts)))
    assert found == set()


def test_years_that_are_to_look_alike_are_published_alike(tmp_path, without):
    """No label differs with what is hidden, nor the version's name, which tells whether raw files differ."""
    dice = random.Random(3)
    groups, whole = (list(alike(TRUTHS[id]()).values()) for id in ("one use", "one use, not by home"))
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


def test_a_correction_can_not_be_held_against_what_was_shown_before(tmp_path, without):
    """Nor can a version from before the years were taken away for a while."""
    centre = Centre(tmp_path)
    before = {BY_DAY: count(dict.fromkeys(HOMES, 6), 10)}
    after = {BY_DAY: count(dict.fromkeys(HOMES, 6) | {"3420": 2}, 10)}
    for is_delivered in (True, False, True):
        centre.deliver({2024: before, 2025: before}) if is_delivered else centre.withdraw()
        centre.build()
    assert attacker.read(centre.out, centre.gated, without).level(2025) == LEVELS["parts"]
    centre.deliver({2025: after})
    centre.build()
    seen = attacker.read(centre.out, centre.gated, without)
    assert seen.view(2025) == view(after) and level(after) == "nine" and attacker.holes(seen, 2025) == []
