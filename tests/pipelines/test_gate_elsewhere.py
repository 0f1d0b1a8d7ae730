"""The gate of another collaboration: three municipalities, another centre, other keys, with small ones and without."""

import csv

import pytest

from elsewhere import AREAS, HEADER, SMALL_ONES, WITH_SMALL_ONES, WITHOUT_SMALL_ONES, fill, raw_elsewhere
from gating import command
from pipelines.gate import gate, read_sheet
from pipelines.gate_sentences import named
from pipelines.mistakes import RawDataError
from pipelines.validate import read_and_validate

HIDDEN = "Vises ikke av personvernhensyn"
NEW = "Året er ikke skrevet før. Skrives det, kan en rettelse siden bare vises slik eller skjules"
NOT_YET = "Ingenting er skrevet ennå. Rett arket hvis et tall er feil. Er alt riktig, kjør kommandoen med --skriv.\n"


@pytest.fixture
def collaboration(tmp_path):
    """A function that makes the folder of raw data, with no more than areas; returns it."""
    return lambda areas=WITH_SMALL_ONES: raw_elsewhere(tmp_path / "raw", areas)


def residents(raw):
    rows, _ = gate(read_sheet(raw), read_and_validate(raw))
    return {
        area: amount if reason is None else reason
        for _, area, group, use, amount, reason in rows
        if (group, use) == ("voksne", "beboere")
    }


def test_small_ones_are_shown_together(collaboration):
    raw = collaboration()
    fill(raw, whole=40, Sand=20, Vik=4, Nes=6)
    assert residents(raw) == {"fjordly": 40, "alle_tre": 30, "9901": 20, "vik_og_nes": 10}
    what = "store kommuner hver for seg, og små kommuner samlet, fordi ingen av disse tallene er for små"
    assert command(raw) == (0, f"2025: det som vises, er {what}. {NEW}.\n{NOT_YET}")


def test_where_none_is_small_each_stands_alone(collaboration):
    raw = collaboration(WITHOUT_SMALL_ONES)
    fill(raw, whole=40, Sand=20, Vik=5, Nes=6)
    assert residents(raw) == {"fjordly": 40, "alle_tre": 31, "9901": 20, "9902": 5, "9903": 6}
    what = "hver kommune for seg, fordi ingen av disse tallene er for små"
    assert command(raw) == (0, f"2025: det som vises, er {what}. {NEW}.\n{NOT_YET}")


@pytest.mark.parametrize(
    ("areas", "parts", "a_part"),
    [
        (WITH_SMALL_ONES, ("9901", "vik_og_nes"), "en kommune, eller for de små kommunene samlet,"),
        (WITHOUT_SMALL_ONES, ("9901", "9902", "9903"), "en kommune"),
    ],
    ids=["small ones", "none"],
)
def test_a_small_part_hides_the_parts(collaboration, areas, parts, a_part):
    raw = collaboration(areas)
    fill(raw, whole=40, Sand=3, Vik=20, Nes=6)
    assert residents(raw) == {"fjordly": 40, "alle_tre": 29} | dict.fromkeys(parts, HIDDEN)
    what = f"de tre kommunene samlet, fordi et tall for {a_part} er for lite"
    assert command(raw) == (0, f"2025: det som vises, er {what}. {NEW}, aldri finere.\n{NOT_YET}")


def test_few_from_elsewhere_leave_the_centre_alone(collaboration):
    raw = collaboration()
    fill(raw, whole=40, Sand=20, Vik=8, Nes=9)
    assert residents(raw) == {"fjordly": 40} | dict.fromkeys(("alle_tre", "9901", "vik_og_nes"), HIDDEN)
    what = (
        "bare hele senteret, fordi et tall for de tre kommunene samlet, eller for dem som bor andre steder, er for lite"
    )
    assert command(raw) == (0, f"2025: det som vises, er {what}. {NEW}, aldri finere.\n{NOT_YET}")


def test_the_empty_sheet_asks_of_its_municipalities(collaboration):
    raw = collaboration()
    assert command(raw)[0] == 0
    with (raw / "local" / "krisesenteret.csv").open(encoding="utf-8-sig") as file:
        places = [row["Bosted"] for row in csv.DictReader(file, delimiter=";")]
    assert places == ["Hele senteret", "Sand (Fjordfylket)", "Vik", "Nes"]


@pytest.mark.parametrize("places", [("Sand", "Vik"), ("Sand", "Vik", "Nes", "Bø")], ids=["one left out", "another"])
def test_a_sheet_of_other_municipalities_is_refused(collaboration, places):
    raw = collaboration()
    lines = [f"2025;{place};9;;9;;;" for place in places]
    sheet = "\n".join([HEADER, "2025;Hele senteret;90;;90;;;", *lines])
    (raw / "local" / "krisesenteret.csv").write_text(sheet, encoding="utf-8")
    told = "2025 har linjer for 2 av 3 kommuner" if len(places) == 2 else "stedet er ikke en av kommunene i planen"
    with pytest.raises(RawDataError, match=told):
        residents(raw)


WRONG = {
    "no centre": ([area for area in AREAS if area["area_code"] != "fjordly"], "0 områder har rollen «krisesenter»"),
    "two together": (
        [*AREAS, SMALL_ONES | {"area_type": "samlet"}],
        "2 områder har rollen «samlet»: det skal være akkurat ett",
    ),
    "a municipality that is not among them": (
        [*AREAS, {"area_code": "9904", "area": "Bø", "area_type": "kommune"}],
        "Bø er ikke med i området med rollen «samlet»",
    ),
}


@pytest.mark.parametrize(("areas", "told"), WRONG.values(), ids=WRONG)
def test_nothing_is_shown_where_the_roles_are_wrong(collaboration, areas, told):
    codes = {area["area_code"] for area in areas}
    members = [row for row in WITHOUT_SMALL_ONES["area_members"] if row["area_code"] in codes]
    raw = collaboration({"areas": areas, "area_members": members})
    fill(raw, whole=40, Sand=20, Vik=8, Nes=9)
    before = {path: path.read_bytes() for path in raw.rglob("*.*")}
    status, said = command(raw, "--skriv")
    assert status == 1 and f"areas.csv: {told}. Forventet: roller i «area_type»" in said
    assert {path: path.read_bytes() for path in raw.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("name", "within_a_sentence"),
    [
        ("De to kommunene samlet", "de to kommunene samlet"),
        ("De 30 kommunene samlet", "de 30 kommunene samlet"),
        ("Fjordkommunene samlet", "Fjordkommunene samlet"),
        ("Den ene kommunen", "den ene kommunen"),
    ],
)
def test_the_name_of_those_together_within_a_sentence(name, within_a_sentence):
    assert named({"samlet": name})["together"] == within_a_sentence
