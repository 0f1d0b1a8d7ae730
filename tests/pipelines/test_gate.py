"""The gate for small counts: what of the centre's sheet may be seen, and what it refuses."""

import csv
import os
import subprocess
import sys

import duckdb
import pytest

from gating import all_raw, command, raw_of_the_gate
from pipelines.build import build
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
    return raw_of_the_gate(tmp_path / "raw")


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
        "linje 12, kolonne «Bosted»: stedet er ikke en av kommunene i planen.",
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


def test_all_that_is_wrong_is_told_at_once(gated):
    """By line: one that is empty throughout is told of once, and each cell and place by itself."""
    lines = sheet(60, ONE_EACH)[:3]
    lines += [f"2025;{place};;;;;;" for place in ("Løten", "Stange", "Elverum")]
    lines += ["2025;Trysil;6;;;;;", "2025;Åmot;6;;;;;", "2025;Engerdal;6;;6;;;", "2025;Våler;6;;6;;;"]
    lines += [
        "2025;Oslo;1;;1;;;",
        "2025;Våler (Innlandet);1;;1;;;",
        "2024;Hele senteret;60;;60;;;",
        "2024;Oslo;1;;1;;;",
    ]
    with pytest.raises(RawDataError) as refused:
        gated(lines)
    assert [(told.line, told.column, told.problem.partition(",")[0]) for told in refused.value.mistakes] == [
        *((line, None, "linjen er tom") for line in (5, 6, 7)),
        *((line, "Opphold voksne", "cellen er tom") for line in (8, 9)),
        (12, "Bosted", "stedet er ikke en av kommunene i planen"),
        (13, "Bosted", "stedet står allerede i filen for dette året"),
        (15, "Bosted", "stedet er ikke en av kommunene i planen"),
    ]


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


def test_the_command_makes_an_empty_sheet_first(raw):
    """As whoever types it sees it, also in a window that knows no Norwegian letters."""
    words, window = [sys.executable, "-m", "pipelines.gate", "--raw", raw], os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, encoding="utf-8", env=window)
    assert done.returncode == 0 and "kjør kommandoen på nytt" in done.stdout, done.stderr
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


ALL_LARGE = (100, [30, 20, 10, 10, 5, 5, 5, 5, 5])
CORRECTED = (101, [31, 20, 10, 10, 5, 5, 5, 5, 5])
PART_SMALL = (100, [30, 20, 4, 10, 5, 5, 5, 5, 5])
ALONE, FEW = (100, None), (4, [4, 0, 0, 0, 0, 0, 0, 0, 0])
SMALL_PART = "et tall for en kommune, eller for de små kommunene samlet, er for lite"
PARTS_SHOWN = "store kommuner hver for seg, og små kommuner samlet"
BESIDE = "og året er vist med flere tall før: sammen med dem kunne de nye tallene ha røpet et lite tall"
HIDES = "Skrives det, skjules året for godt: det kommer bare tilbake med akkurat de tallene som ble vist sist."
COARSE = "Året er ikke skrevet før. Skrives det, kan en rettelse siden bare vises slik eller skjules, aldri finere."
NO_CHANGE = "Skrives det, blir alt som det er."
NEVER_SENT = (
    "Bare hvis ingen fil med 2025 noen gang er sendt fra krisesenteret: kjør kommandoen med --aldri-sendt 2025."
)
# What was written before, one after the other, and what stands in the sheet now → what is shown, why, and what it costs.
TOLD = {
    "new, every part": (
        [ALL_LARGE],
        (PARTS_SHOWN, "ingen av disse tallene er for små"),
        ["Året er ikke skrevet før. Skrives det, kan en rettelse siden bare vises slik eller skjules."],
    ),
    "new, a small part": ([PART_SMALL], ("de ni kommunene samlet", SMALL_PART), [COARSE]),
    "new, few of the nine": (
        [(40, [1, 0, 0, 0, 0, 0, 0, 0, 2])],
        (
            "bare hele senteret",
            "et tall for de ni kommunene samlet, eller for dem som bor andre steder, er for lite",
        ),
        [COARSE],
    ),
    "new, the whole alone": ([ALONE], ("bare hele senteret", "det bare er tall for hele senteret"), [COARSE]),
    "new, hidden": (
        [FEW],
        ("ingenting", "et tall for hele senteret er for lite"),
        ["Året er ikke skrevet før. Skrives det, kan året aldri vises finere enn for hele senteret."],
    ),
    "as before": ([ALL_LARGE, ALL_LARGE], (PARTS_SHOWN, "ingen av disse tallene er for små"), [NO_CHANGE]),
    "corrected": (
        [ALL_LARGE, CORRECTED],
        (PARTS_SHOWN, "ingen av disse tallene er for små"),
        ["Skrives det, vises de rettede tallene i stedet for dem som er vist før."],
    ),
    "finer than before": (
        [PART_SMALL, ALL_LARGE],
        ("de ni kommunene samlet", "året er vist slik før"),
        ["Skrives det, vises de rettede tallene i stedet for dem som er vist før.", NEVER_SENT],
    ),
    "hidden at first": (
        [FEW, ALL_LARGE],
        ("bare hele senteret", "året var skjult første gang det ble skrevet"),
        [
            "Året har vært skjult til nå. Skrives det, kan en rettelse siden bare vises slik eller skjules, aldri finere.",
            NEVER_SENT,
        ],
    ),
    "hidden at first and still": ([FEW, FEW], ("ingenting", "et tall for hele senteret er for lite"), [NO_CHANGE]),
    "a part has become small": (
        [ALL_LARGE, PART_SMALL],
        ("ingenting", f"{SMALL_PART}, {BESIDE}"),
        [HIDES, NEVER_SENT],
    ),
    "the municipalities are gone": (
        [ALL_LARGE, ALONE],
        ("ingenting", f"det bare er tall for hele senteret, {BESIDE}"),
        [HIDES, NEVER_SENT],
    ),
    "the centre has become few": ([ALL_LARGE, FEW], ("ingenting", "et tall for hele senteret er for lite"), [HIDES]),
    "hidden since, and still": (
        [ALL_LARGE, PART_SMALL, PART_SMALL],
        ("ingenting", f"{SMALL_PART}, {BESIDE}"),
        [NO_CHANGE, NEVER_SENT],
    ),
    "hidden since, and back": (
        [ALL_LARGE, PART_SMALL, ALL_LARGE],
        (PARTS_SHOWN, "ingen av disse tallene er for små"),
        ["Skrives det, vises året igjen, slik det ble vist sist."],
    ),
    "hidden since, and otherwise": (
        [ALL_LARGE, PART_SMALL, CORRECTED],
        ("ingenting", "året er vist før og siden skjult, og tallene er ikke de samme som ble vist sist"),
        [NO_CHANGE, NEVER_SENT],
    ),
}


def fill(raw, *delivered):
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *sheet(*delivered)]), encoding="utf-8")


def contents(raw):
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("deliveries", "shown", "cost"), TOLD.values(), ids=TOLD)
def test_the_command_tells_what_is_shown_and_why_before_it_writes(raw, deliveries, shown, cost):
    *written, now = deliveries
    for delivered in written:
        fill(raw, *delivered)
        assert command(raw, "--skriv")[0] == 0
    fill(raw, *now)
    before = contents(raw)
    what, why = shown
    told = f"2025: {'ingenting blir vist' if what == 'ingenting' else f'det som vises, er {what}'}, fordi {why}. "
    ends = "Ingenting er skrevet ennå. Rett arket hvis et tall er feil. Er alt riktig, kjør kommandoen med --skriv.\n"
    assert command(raw) == (0, f"{told}{' '.join(cost)}\n{ends}")
    assert contents(raw) == before
    status, said = command(raw, "--skriv")
    assert (status, said.startswith(told.strip())) == (0, True)
    # Where writing it was said to change nothing, it changes nothing; else it does.
    assert (contents(raw) == before) == (NO_CHANGE in cost)


def test_a_year_that_is_divided_otherwise_is_told_so(raw):
    fill(raw, *ALL_LARGE)
    assert command(raw, "--skriv")[0] == 0
    members = raw / "area_members.csv"
    members.write_text(members.read_text(encoding="utf-8").replace("smaa_kommuner,3412\n", ""), encoding="utf-8")
    why = "kommunene er delt inn på en annen måte enn da året ble vist"
    told = f"2025: ingenting blir vist, fordi {why}. {HIDES} {NEVER_SENT}\n"
    assert command(raw)[1].startswith(told)


def test_what_was_only_told_is_not_remembered_as_shown(raw):
    """A slip that nobody wrote costs nothing."""
    fill(raw, *PART_SMALL)
    assert command(raw)[0] == 0
    fill(raw, *ALL_LARGE)
    assert command(raw, "--skriv")[1].startswith(f"2025: det som vises, er {PARTS_SHOWN}, ")


def test_a_year_that_was_never_sent_is_forgotten_when_asked_twice(raw):
    fill(raw, *PART_SMALL)
    assert command(raw, "--skriv")[0] == 0
    before = contents(raw)
    status, said = command(raw, "--aldri-sendt", "2025")
    assert status == 0 and contents(raw) == before
    assert said == (
        "2025 skal glemmes: tallene for 2025 tas ut av crisis_centre_gated.csv, og det som huskes av året, ut av "
        "local/vist.json. Siden vises 2025 som om det aldri var vist. Andre år står som før.\n"
        "Gjør det bare hvis ingen fil med 2025 noen gang er sendt fra krisesenteret eller lagt inn i løsningen. Har "
        "noen den, kan de sammen med den neste regne ut et lite tall, og kjenne igjen en person.\n"
        "Ingenting er skrevet ennå. Er du sikker, kjør kommandoen med --aldri-sendt 2025 --skriv.\n"
    )
    assert command(raw, "--aldri-sendt", "2025", "--skriv") == (
        0,
        "2025 er glemt. Andre år står som før. Kjør kommandoen på nytt for å se hvordan 2025 da vises.\n",
    )
    fill(raw, *ALL_LARGE)
    assert command(raw, "--skriv")[1].startswith(f"2025: det som vises, er {PARTS_SHOWN}, ")


def test_a_year_that_was_never_written_can_not_be_forgotten(raw):
    fill(raw, *ALL_LARGE)
    assert command(raw, "--skriv")[0] == 0
    before = contents(raw)
    assert command(raw, "--aldri-sendt", "2024", "--skriv") == (
        1,
        "2024 er ikke skrevet før: det er ingenting å glemme.\n",
    )
    assert contents(raw) == before


def test_the_command_writes_what_may_be_seen_and_keeps_other_years(tmp_path):
    raw = all_raw(tmp_path / "raw")
    local = raw / "local" / "krisesenteret.csv"
    local.write_text("\n".join([HEADER, *sheet(60, None, 2024)]), encoding="cp1252")
    written = f"Skrevet: {raw / 'crisis_centre_gated.csv'}. Bare denne filen skal ut av krisesenteret; alt i mappen local blir der det er.\n"
    said = "2024: det som vises, er bare hele senteret, fordi det bare er tall for hele senteret.\n"
    assert command(raw, "--skriv") == (0, said + written)
    local.write_text("\n".join([HEADER, *sheet(100, [30, 20, 4, 10, 5, 5, 5, 5, 5])]), encoding="utf-8-sig")
    said = f"2025: det som vises, er de ni kommunene samlet, fordi {SMALL_PART}.\n"
    assert command(raw, "--skriv") == (0, said + written)
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
    assert command(raw, "--skriv")[0] == 0
    before = gated.read_bytes(), memory.read_bytes()
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *sheet(53, ONE_EACH)]), encoding="utf-8")
    status, said = command(raw, "--skriv")
    # Residents and stays of the municipalities are each more than the whole.
    assert status == 1 and "2 feil. Ingenting er skrevet." in said
    assert (gated.read_bytes(), memory.read_bytes()) == before
