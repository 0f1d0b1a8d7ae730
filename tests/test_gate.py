"""The gate for small counts: what of the centre's sheet may be seen, and what it refuses."""

import csv
import shutil
import subprocess
import sys

import duckdb
import pytest

from pipelines.build import RAW, build
from pipelines.gate import gate, read_sheet
from pipelines.mistakes import RawDataError
from pipelines.publish import current_version

HEADER = "År;Bosted;Voksne beboere;Barn beboere;Opphold voksne;Opphold barn;Dagbrukere;Dagbesøk"
PLACES = ("Hamar", "Ringsaker", "Stange", "Elverum", "Løten", "Trysil", "Våler", "Åmot", "Engerdal")
PARTS = ("3403", "3411", "3413", "3420", "smaa_kommuner")
HIDDEN = "Vises ikke av personvernhensyn"
MISSING = "Ikke rapportert"


def sheet(whole, homes, year=2025):
    """Lines of the sheet with one use, adult residents, and as many stays; `homes` in the order of PLACES."""
    counts = {"Hele senteret": whole} | dict(zip(PLACES, homes, strict=True) if homes else {})
    return [f"{year};{place};{count};;{count};;;" for place, count in counts.items()]


@pytest.fixture
def raw(tmp_path):
    return shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("krisesenteret.csv"))


@pytest.fixture
def gated(raw, tables):
    """A function that sends lines of the sheet through the gate."""

    def run(lines, header=HEADER):
        (raw / "local" / "krisesenteret.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
        rows, _ = gate(read_sheet(raw), tables)
        return rows

    return run


def residents(rows, year=2025):
    """What is shown of the adult residents of a year, by area."""
    return {
        area: amount if reason is None else reason
        for at, area, group, use, amount, reason in rows
        if (at, group, use) == (year, "voksne", "beboere")
    }


LEVELS = {
    "every part large enough": (
        (100, [30, 20, 10, 10, 1, 2, 3, 4, 5]),
        {
            "hamar_krisesenter": 100,
            "ni_kommuner": 85,
            "3403": 30,
            "3411": 20,
            "3413": 10,
            "3420": 10,
            "smaa_kommuner": 15,
        },
    ),
    "nobody is no small count": (
        (50, [30, 20, 0, 0, 0, 0, 0, 0, 0]),
        {"hamar_krisesenter": 50, "ni_kommuner": 50, "3403": 30, "3411": 20, "3413": 0, "3420": 0, "smaa_kommuner": 0},
    ),
    "nobody from the small municipalities": (
        (60, [30, 20, 5, 5, 0, 0, 0, 0, 0]),
        {"hamar_krisesenter": 60, "ni_kommuner": 60, "3403": 30, "3411": 20, "3413": 5, "3420": 5, "smaa_kommuner": 0},
    ),
    "one part is small": (
        (100, [30, 20, 4, 10, 5, 5, 5, 5, 5]),
        {"hamar_krisesenter": 100, "ni_kommuner": 89} | dict.fromkeys(PARTS, HIDDEN),
    ),
    "the small together are small": (
        (100, [30, 20, 10, 10, 1, 0, 0, 2, 1]),
        {"hamar_krisesenter": 100, "ni_kommuner": 74} | dict.fromkeys(PARTS, HIDDEN),
    ),
    "those who live elsewhere are few": (
        (74, [30, 20, 10, 10, 0, 0, 0, 0, 0]),
        {"hamar_krisesenter": 74, "ni_kommuner": HIDDEN} | dict.fromkeys(PARTS, HIDDEN),
    ),
    "the nine are few": (
        (40, [1, 0, 0, 0, 0, 0, 0, 0, 2]),
        {"hamar_krisesenter": 40, "ni_kommuner": HIDDEN} | dict.fromkeys(PARTS, HIDDEN),
    ),
    "the centre had few": (
        (4, [4, 0, 0, 0, 0, 0, 0, 0, 0]),
        dict.fromkeys(("hamar_krisesenter", "ni_kommuner", *PARTS), HIDDEN),
    ),
    "a whole that would bound the nine": (
        (5, [2, 0, 0, 0, 0, 0, 0, 0, 0]),
        dict.fromkeys(("hamar_krisesenter", "ni_kommuner", *PARTS), HIDDEN),
    ),
    "the whole alone": ((60, None), {"hamar_krisesenter": 60}),
    "a whole alone that is just large enough": ((5, None), {"hamar_krisesenter": HIDDEN}),
}


@pytest.mark.parametrize(("delivered", "seen"), LEVELS.values(), ids=LEVELS)
def test_what_may_be_seen(gated, delivered, seen):
    assert residents(gated(sheet(*delivered))) == seen


def test_a_year_is_shown_or_hidden_in_all_uses_alike(gated):
    whole = "2025;Hele senteret;60;50;70;60;200;900"
    homes = [f"2025;{place};6;5;7;6;20;90" for place in PLACES]
    assert {reason for *_, reason in gated([whole, *homes])} == {None}
    one_child = homes[:3] + ["2025;Elverum;6;1;7;6;20;90"] + homes[4:]
    rows = gated([whole, *one_child])
    assert {reason for _, area, *_, reason in rows if area in PARTS} == {HIDDEN}
    assert {reason for _, area, *_, reason in rows if area not in PARTS} == {None}


def test_a_hidden_year_does_not_say_what_was_reported(gated):
    rows = gated(["2025;Hele senteret;3;;3;;;"])
    assert [(amount, reason) for *_, amount, reason in rows] == [(None, HIDDEN)] * 6


def test_what_was_not_reported_is_told_so(gated):
    rows = gated(["2025;Hele senteret;60;;75;;200;900"])
    assert {use: reason for _, _, group, use, _, reason in rows if group == "barn"} == dict.fromkeys(
        ("beboere", "opphold"), MISSING
    )


def test_years_are_blocks_of_their_own(gated):
    rows = gated(sheet(100, [30, 20, 10, 10, 1, 2, 3, 4, 5]) + sheet(100, [30, 20, 4, 10, 5, 5, 5, 5, 5], 2024))
    assert residents(rows, 2025)["3403"] == 30
    assert residents(rows, 2024)["3403"] == HIDDEN


# What is wrong: lines of the sheet → how it is told.
ONE_EACH = [6] * 9
REFUSED = {
    "a municipality outside the nine": (
        [*sheet(60, ONE_EACH), "2025;Lillehammer;2;;2;;;"],
        "linje 12, kolonne «Bosted»: stedet er ikke en av de ni kommunene.",
    ),
    "parts above their total": (
        sheet(53, ONE_EACH),
        "linje 2, kolonne «Voksne beboere»: kommunene er til sammen flere enn hele senteret.",
    ),
    "parts of a total that is not there": (
        ["2025;Hele senteret;;;;;;", *sheet(60, ONE_EACH)[1:]],
        "linje 2, kolonne «Voksne beboere»: kommunene er til sammen flere enn hele senteret.",
    ),
    "not whole": (["2025;Hele senteret;60,5;;75;;;"], "linje 2, kolonne «Voksne beboere»: «60,5» kan ikke leses."),
    "below zero": (["2025;Hele senteret;-1;;75;;;"], "linje 2, kolonne «Voksne beboere»: «-1» er for lavt."),
    "fewer stays than residents": (
        ["2025;Hele senteret;60;;59;;;"],
        "linje 2, kolonne «Opphold voksne»: tallet passer ikke med «Voksne beboere».",
    ),
    "stays of nobody": (
        ["2025;Hele senteret;60;0;70;3;;"],
        "linje 2, kolonne «Opphold barn»: tallet passer ikke med «Barn beboere».",
    ),
    "a place twice": (
        sheet(60, None) * 2,
        "linje 3, kolonne «År, Bosted»: «2025», «Hele senteret» står allerede i filen.",
    ),
    "a place under two names": (
        [*sheet(60, ONE_EACH), "2025;Våler (Innlandet);0;;0;;;"],
        "linje 12, kolonne «Bosted»: stedet står allerede i filen for dette året.",
    ),
    "no line for the whole": (
        sheet(60, ONE_EACH)[1:],
        "linje 2, kolonne «Bosted»: 2025 har ingen linje for «Hele senteret».",
    ),
    "a municipality left out": (
        sheet(60, ONE_EACH)[:-1],
        "linje 3, kolonne «Bosted»: 2025 har linjer for 8 av 9 kommuner.",
    ),
    "a cell left out": (
        [*sheet(60, ONE_EACH)[:-1], "2025;Engerdal;;;6;;;"],
        "linje 11, kolonne «Voksne beboere»: cellen er tom, men andre linjer i 2025 har tall i kolonnen.",
    ),
}


@pytest.mark.parametrize("few", ["<5", "under 5", "1-4", "færre enn fem", "*", "prikket"])
def test_a_count_that_was_made_coarse_by_hand_is_told_what_to_write(gated, few):
    with pytest.raises(RawDataError) as refused:
        gated([f"2025;Hele senteret;{few};90;90;90;90;90"])
    assert str(refused.value) == (
        f"krisesenteret.csv, linje 2, kolonne «Voksne beboere»: «{few}» kan ikke leses. Forventet: tallet slik det er "
        "talt, også når det er lite, for eksempel 3: små tall skjules før filen forlater krisesenteret. Skriv 0 der "
        "ingen kom, og ingenting der det ikke er talt."
    )


@pytest.mark.parametrize("place", ["Hamar ", "Hamar\u00a0", " Hamar", "Ha\u200bmar"])
def test_a_place_is_known_whatever_can_not_be_seen_in_it(gated, place):
    lines = sheet(100, [30, 20, 10, 10, 1, 2, 3, 4, 5])
    assert gated([line.replace("Hamar", place) for line in lines]) == gated(lines)


@pytest.mark.parametrize(("lines", "told"), REFUSED.values(), ids=REFUSED)
def test_a_sheet_that_can_not_be_right_is_refused_by_line(gated, lines, told):
    with pytest.raises(RawDataError) as refused:
        gated(lines)
    assert f"krisesenteret.csv, {told}" in [str(mistake).split(" Forventet:")[0] for mistake in refused.value.mistakes]


def command(raw):
    process = subprocess.run(
        [sys.executable, "-m", "pipelines.gate", "--raw", raw], capture_output=True, encoding="utf-8"
    )
    return process.returncode, process.stdout + process.stderr


def test_the_command_makes_an_empty_sheet_first(raw):
    status, said = command(raw)
    assert status == 0 and "Et tomt ark er laget" in said
    with (raw / "local" / "krisesenteret.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == HEADER.split(";")
    assert [row[1].split(" (")[0] for row in rows[1:]] == [
        "Hele senteret",
        "Hamar",
        "Elverum",
        "Engerdal",
        "Løten",
        "Ringsaker",
        "Stange",
        "Trysil",
        "Våler",
        "Åmot",
    ]
    assert all(row[2:] == [""] * 6 for row in rows[1:])


def test_the_command_writes_what_may_be_seen_and_keeps_other_years(raw):
    local = raw / "local" / "krisesenteret.csv"
    local.write_text("\n".join([HEADER, *sheet(60, None, 2024)]), encoding="cp1252")
    written = f"Skrevet: {raw / 'crisis_centre_gated.csv'}. Bare denne filen skal ut av krisesenteret; alt i mappen local blir der det er.\n"
    assert command(raw) == (0, f"2024: det som vises, er bare hele senteret.\n{written}")
    local.write_text("\n".join([HEADER, *sheet(100, [30, 20, 4, 10, 5, 5, 5, 5, 5])]), encoding="utf-8-sig")
    assert command(raw) == (0, f"2025: det som vises, er de ni kommunene samlet.\n{written}")
    build(raw, raw.parent / "out")
    with duckdb.connect(str(raw.parent / "out" / current_version(raw.parent / "out")), read_only=True) as published:
        rows = published.execute(
            """select year, area, coalesce(amount::varchar, missing_reason) from marts.crisis_centre_use
            where source_id = 'hamar_krisesenter' and use = 'beboere' and user_group = 'voksne'"""
        ).fetchall()
    names = ("Hamar", "Ringsaker", "Stange", "Elverum", "Små kommuner samlet")
    assert set(rows) == {
        (2024, "Hamar krisesenter (ni kommuner)", "60"),
        (2025, "Hamar krisesenter (ni kommuner)", "100"),
        (2025, "De ni kommunene samlet", "89"),
        *((2025, name, HIDDEN) for name in names),
    }


def test_the_command_leaves_the_file_alone_when_the_sheet_is_wrong(raw):
    gated, memory = raw / "crisis_centre_gated.csv", raw / "local" / "vist.json"
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *sheet(60, None)]), encoding="utf-8")
    assert command(raw)[0] == 0
    before = gated.read_bytes(), memory.read_bytes()
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *sheet(53, ONE_EACH)]), encoding="utf-8")
    status, said = command(raw)
    # Residents and stays of the municipalities are each more than the whole.
    assert status == 1 and "2 feil. Ingenting er skrevet." in said
    assert (gated.read_bytes(), memory.read_bytes()) == before
