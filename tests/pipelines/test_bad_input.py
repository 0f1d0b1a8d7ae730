"""Each mistake in the raw files is told once, in Norwegian, with its place, its value and what is expected."""

# The tables of cases keep one case a line.
# ruff: noqa: E501

import contextlib
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.build import RAW
from pipelines.mistakes import RawDataError
from pipelines.publish import current_version, versions
from pipelines.read import read_table
from pipelines.validate import read_and_validate

pytestmark = pytest.mark.usefixtures("both_ways")

# Where mistakes are planted; the last tests build from all of the raw data.
TABLES = {"areas", "sources", "homicides", "crisis_centre_use", "plans", "plan_dates", "measures", "measure_parts"}

WHOLE_NUMBER = "et helt tall på høyst ni siffer, for eksempel 1 200"
A_YEAR = "et årstall, for eksempel 2024"
NUMBER = "et tall, for eksempel 9,2"
DATE = "en dato som finnes, for eksempel 2026-12-31 eller 31.12.2026"
AREA_TYPES = "én av «land», «fylke», «kommune», «krisesenter», «felles», «samlet», «småkommuner»"
AREA_COLUMNS = "area_code, area, area_type"
COLUMNS = f"Forventet: kolonnene {AREA_COLUMNS}."
ALL_MISSING = "kolonnene «area_code», «area», «area_type» mangler"
AS_UTF8 = "en CSV-fil lagret som UTF-8. I Excel: «Lagre som» → «CSV UTF-8»"
QUOTES = 'to og to ", og "" for ett inne i teksten'
PACKAGE = "en Data Package med navn, fil og skjema for hver tabell"


def copy_raw(folder, names) -> Path:
    """Raw data and description of some of the tables: the fewer, the faster."""
    folder.mkdir()
    descriptor = json.loads((RAW / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [table for table in descriptor["resources"] if table["name"] in names]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for table in descriptor["resources"]:
        shutil.copy(RAW / table["path"], folder)
    return folder


@pytest.fixture
def raw(tmp_path) -> Path:
    return copy_raw(tmp_path / "raw", TABLES)


def replace(path, old, new):
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode())


def told(raw) -> list[str]:
    with pytest.raises(RawDataError) as error:
        read_and_validate(raw)
    return str(error.value).splitlines()


def test_no_mistake(raw):
    assert {table.name for table in read_and_validate(raw)} == TABLES


@pytest.mark.parametrize(
    "value",
    "mange NaN inf -Infinity 1_000 1e3 0x1F 9,5 9.5 5,0 1.000 5% ５ ٣ −5 1234567890".split()
    + ["1 5", "1 0000", "0 200", "5 stk", "- 5", "1\u00a05"],
)
def test_not_a_whole_number(tmp_path, value):
    raw = copy_raw(tmp_path / "raw", {"sources"})
    replace(raw / "sources.csv", "NKVTS,2014,4527,", f'NKVTS,2014,"{value}",')
    assert told(raw) == [
        f"sources.csv, linje 3, kolonne «respondents»: «{value}» kan ikke leses. Forventet: {WHOLE_NUMBER}."
    ]


@pytest.mark.parametrize(
    "value", ["NaN", "infinity", "1_0", "1e1", "42,9 %", "4,2,9", "42,", ",5", "4 2", "1234567890,5"]
)
def test_not_a_number(tmp_path, value):
    raw = copy_raw(tmp_path / "raw", {"sources"})
    replace(raw / "sources.csv", "2. kvartal 2013,42.9,", f'2. kvartal 2013,"{value}",')
    assert told(raw) == [
        f"sources.csv, linje 3, kolonne «response_rate_percent»: «{value}» kan ikke leses. Forventet: {NUMBER}."
    ]


@pytest.mark.parametrize(
    "value", ["2027-02-30", "31.06.2027", "06/30/2027", "2027-6-30", "2027-06-30 00:00", "２０２７-06-30", "46568"]
)
def test_not_a_date(tmp_path, value):
    raw = copy_raw(tmp_path / "raw", {"plan_dates"})
    replace(raw / "plan_dates.csv", "revision_due,2027-06-30", f"revision_due,{value}")
    assert told(raw) == [f"plan_dates.csv, linje 4, kolonne «date»: «{value}» kan ikke leses. Forventet: {DATE}."]


CELLS = {
    "percent above 100": ("sources.csv", ",42.9,", ',"100,5",', "linje 3, kolonne «response_rate_percent»: «100,5» er for høyt. Forventet: høyst 100."),
    "negative count": ("homicides.csv", "partner,73,", "partner,-73,", "linje 2, kolonne «victims»: «-73» er for lavt. Forventet: minst 0."),
    "low above high": ("crisis_centre_use.csv", ",55,60,", ",60,55,", "linje 4, kolonne «amount_low»: «60» er høyere enn «55» i «amount_high». Forventet: at «amount_low» ikke er høyere enn «amount_high»."),
    "from above to": ("homicides.csv", "2011,2021,Partner", "2 022,2021,Partner", "linje 2, kolonne «year_from»: «2 022» er høyere enn «2021» i «year_to». Forventet: at «year_from» ikke er høyere enn «year_to»."),
    "valid until before it is valid": ("plans.csv", ",2023-01-01,", ",2027-01-01,", "linje 2, kolonne «valid_from»: «2027-01-01» er senere enn «2026-12-31» i «valid_until». Forventet: at «valid_from» ikke er senere enn «valid_until»."),
    "duplicate key": ("areas.csv", "3403,Hamar,", "34,Hamar,", "linje 4, kolonne «area_code»: «34» står allerede i filen. Forventet: én linje for hver."),
    "duplicate key of two columns": ("measure_parts.csv", "9,ja,", "9,nei,", "linje 11, kolonne «plan_id, measure_no, is_joint»: «plan_2023», «9», «nei» står allerede i filen. Forventet: én linje for hver."),
    "unknown source": ("plan_dates.csv", "plan\nplan_2023,revision", "Plan\nplan_2023,revision", "linje 3, kolonne «source_id»: «Plan» finnes ikke i sources.csv. Forventet: en verdi som står i sources.csv."),
    "duplicate but for a blank": ("areas.csv", "3403,Hamar,", "34\u00a0,Hamar,", "linje 4, kolonne «area_code»: «34\u00a0» står allerede i filen. Forventet: én linje for hver."),
    "duplicate but for an invisible character": ("areas.csv", "3403,Hamar,", "3\u200b4,Hamar,", "linje 4, kolonne «area_code»: «3\u200b4» står allerede i filen. Forventet: én linje for hver."),
    "unknown measure": ("measure_parts.csv", "\nplan_2023,1,nei,", "\nplan_2023,17,nei,", "linje 2, kolonne «measure_no»: «17» finnes ikke i measures.csv. Forventet: en verdi som står i measures.csv."),
    "empty required cell": ("areas.csv", "34,Innlandet,", "34,,", "linje 3, kolonne «area»: cellen er tom. Forventet: en verdi."),
    "blanks in a required cell": ("areas.csv", "34,Innlandet,", "34,\u00a0 ,", "linje 3, kolonne «area»: cellen er tom. Forventet: en verdi."),
    "not one of the choices": ("areas.csv", "Innlandet,fylke", "Innlandet,Fylke", f"linje 3, kolonne «area_type»: «Fylke» er ikke et av valgene. Forventet: {AREA_TYPES}."),
    "long value": ("areas.csv", "Innlandet,fylke", f'Innlandet,"{"y" * 79}\n{"z" * 200_000}"', f"linje 3, kolonne «area_type»: «{'y' * 79} …» er ikke et av valgene. Forventet: {AREA_TYPES}."),
    "not of the form": ("sources.csv", "\nnkvts_2014,", "\nNKVTS-2014,", "linje 3, kolonne «source_id»: «NKVTS-2014» har ikke riktig form. Forventet: tekst på formen [a-z0-9_]+."),
    "neither ja nor nei": ("plan_dates.csv", "konstituert,ja,", "konstituert,Ja,", "linje 3, kolonne «in_plan»: «Ja» kan ikke leses. Forventet: «ja» eller «nei»."),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), CELLS.values(), ids=CELLS)
def test_wrong_cell(raw, file, old, new, message):
    replace(raw / file, old, new)
    assert told(raw) == [f"{file}, {message}"]


HEADER = "area_code,area,area_type\n"
EMPTY = f": filen er tom. Forventet: en linje med kolonnenavn ({AREA_COLUMNS})."
FILES = {
    "empty": ("", EMPTY),
    "blanks": ("\ufeff \r\n\n", EMPTY),
    "commas": (",,\n,,\n", EMPTY),
    "header only": (HEADER, ": filen har kolonnenavn, men ingen rader. Forventet: minst én rad."),
    "header only, and its line not ended": (HEADER.strip(), ": filen har kolonnenavn, men ingen rader. Forventet: minst én rad."),
    "missing column": ("area_code,area\n0,Norge\n", f", linje 1: kolonnen «area_type» mangler. {COLUMNS}"),
    "extra column": ("area_code,area,area_type,x\n0,Norge,land,\n", f", linje 1: kolonnen «x» er ukjent. {COLUMNS}"),
    "renamed column": ("area_code,Area,area_type\n0,Norge,land\n", f", linje 1: kolonnen «area» mangler; kolonnen «Area» er ukjent. {COLUMNS}"),
    "duplicate column": ("area_code,area,area,area_type\n0,Norge,Norge,land\n", f", linje 1: kolonnen «area» står flere ganger. {COLUMNS}"),
    "another sign on top": ("sep=x\narea_code;area;area_type\n0;Norge;land\n", f", linje 1: {ALL_MISSING}; kolonnen «sep=x» er ukjent. {COLUMNS}"),
    "sep= on top of another": ("sep=;\narea_code,area,area_type\n0,Norge,land\n", f", linje 2: {ALL_MISSING}; kolonnen «area_code,area,area_type» er ukjent. {COLUMNS}"),
    "blank lines above": ("\n \ncode,area,area_type\n0,Norge,land\n", f", linje 3: kolonnen «area_code» mangler; kolonnen «code» er ukjent. {COLUMNS}"),
    "unknown delimiter": ("area_code|area|area_type\n0|Norge|land\n", f", linje 1: {ALL_MISSING}; kolonnen «area_code|area|area_type» er ukjent. {COLUMNS}"),
    "row too short": (HEADER + "0,Norge\n", ", linje 2: linjen har 2 felt. Forventet: 3 felt, som i første linje."),
    "row too long": (HEADER + "0,Norge,land,\n", ", linje 2: linjen har 4 felt. Forventet: 3 felt, som i første linje."),
    "another delimiter": (HEADER + "0;Norge;land\n", ", linje 2: linjen har 1 felt. Forventet: 3 felt, som i første linje."),
    "value without column": ("area_code;area;area_type;\n0;Norge;land;sjekk\n", ", linje 2: «sjekk» står i en kolonne uten navn. Forventet: et kolonnenavn."),
    "unclosed quote": (HEADER + '0,Norge,land\n34,"Innlandet,fylke\n3403,Hamar,kommune\n', f", linje 3: anførselstegnene i linjen går ikke opp. Forventet: {QUOTES}."),
    "text after a quote": (HEADER + '0,"Norge"!,land\n', f", linje 2: anførselstegnene i linjen går ikke opp. Forventet: {QUOTES}."),
    "NUL": (HEADER + "0,Nor\0ge,land\n", f", linje 2: filen inneholder NUL-tegn og er ikke ren tekst. Forventet: {AS_UTF8}."),
    "UTF-16": (HEADER.encode("utf-16"), f": filen er lagret som UTF-16. Forventet: {AS_UTF8}."),
    "UTF-16 without mark": (HEADER.encode("utf-16-le"), f", linje 1: filen inneholder NUL-tegn og er ikke ren tekst. Forventet: {AS_UTF8}."),
    "unknown encoding": (HEADER.encode() + b"3422,\x81mot,kommune\n", f", linje 2: tegnsettet er ukjent. Forventet: {AS_UTF8}."),
    "two encodings": ((HEADER + "3412,Løten,kommune\n").encode() + b"3422,\xc5mot,kommune\n", f", linje 2: tegnsettet er ukjent: «Ã» i «LÃ¸ten» er ikke norsk tekst lagret som Windows-1252. Forventet: {AS_UTF8}."),
    "encoded twice": (HEADER + "3422,Ã…mot,kommune\n", f", linje 2: «Ã…» i «Ã…mot» er et tegn ødelagt av feil tegnsett. Forventet: {AS_UTF8}."),
    "a private character": (HEADER + "3422,\ue000mot,kommune\n", f", linje 2: tegnet U+E000 er ikke tekst. Forventet: {AS_UTF8}."),
    "a control": (HEADER + "3422,\x01mot,kommune\n", f", linje 2: tegnet U+0001 er ikke tekst. Forventet: {AS_UTF8}."),
    "lost letter": (HEADER + "3422,\ufffdmot,kommune\n", f", linje 2: «\ufffd» i «\ufffdmot» er et tegn ødelagt av feil tegnsett. Forventet: {AS_UTF8}."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_wrong_file(tmp_path, content, message):
    """One message: neither the cells of the file nor the keys into it are spoken of."""
    raw = copy_raw(tmp_path / "raw", {"areas", "population_totals"})
    (raw / "areas.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert told(raw) == [f"areas.csv{message}"]


# How Norwegian looks when it has been through another character set.
OLD = ("mac_roman", "mac_iceland", "cp437", "cp775", "cp850", "cp861", "cp863", "cp865", "iso2022_jp_2", "utf-7")
NORWEGIAN = ("Kjæreste", "få hjelp", "Løten", "så", "Æresrelatert", "ÅMOT", "BLÅ", "ØST", "«Frihet»", "prøve", "MÆRE")
# What MS-DOS has for Æ is an apostrophe in Windows, and may as well be one where letters stand before and after.
CAN_NOT_BE_TOLD = ("MÆRE", "saved as UTF-8")
WAYS = {
    "as it is": lambda word, charset: word.encode(charset),
    "saved as UTF-8": lambda word, charset: word.encode(charset).decode("cp1252").encode(),
    "UTF-8 taken for it": lambda word, charset: word.encode().decode(charset).encode(),
}


def garbled() -> Iterator[tuple[str, bytes]]:
    """Each word, and what has become of it."""
    for word, charset, (way, encoded) in itertools.product(NORWEGIAN, OLD, WAYS.items()):
        # Not every character set has every letter.
        with contextlib.suppress(UnicodeError):
            if (word, way) != CAN_NOT_BE_TOLD:
                yield word, encoded(word, charset)


@pytest.mark.parametrize(("word", "seen"), sorted(set(garbled())))
def test_other_character_sets_are_told_and_never_guessed(tmp_path, word, seen):
    """Either the file is refused, at its line, or it says what was meant."""
    path = tmp_path / "areas.csv"
    path.write_bytes(HEADER.encode() + b'34,"' + seen + b'",fylke\n')
    try:
        table, mistakes = read_table(path, "areas", dict.fromkeys(AREA_COLUMNS.split(", "), "string"))
    except RawDataError as error:
        assert str(error).startswith("areas.csv, linje 2: ") and str(error).endswith(f"Forventet: {AS_UTF8}."), error
    else:
        assert (table.rows[0][1], mistakes) == (word, [])


def test_an_unknown_figure_is_told(tmp_path):
    raw = copy_raw(tmp_path / "raw", {"plans", "figure_measures", "measures", "sources", "indicators", "themes"})
    replace(raw / "figure_measures.csv", "\nplan_2023,adults_2014,8", "\nplan_2023,adults_2041,8")
    [message] = told(raw)
    assert message.startswith("figure_measures.csv, linje 2, kolonne «figure_id»: «adults_2041» finnes ikke i")


def test_missing_file(raw):
    (raw / "areas.csv").unlink()
    assert told(raw) == ["areas.csv: filen mangler. Forventet: en fil med dette navnet i mappen med rådata."]


def test_folder_in_place_of_file(raw):
    (raw / "areas.csv").unlink()
    (raw / "areas.csv").mkdir()
    assert told(raw) == ["areas.csv: filen kan ikke åpnes. Forventet: en vanlig fil som du har tilgang til."]


@pytest.mark.parametrize("name", ["areas2.csv", "AREAS2.CSV"])
def test_file_that_nobody_described(raw, name):
    shutil.copy(raw / "areas.csv", raw / name)
    assert told(raw) == [
        f"{name}: filen er ikke beskrevet i datapackage.json. Forventet: at den beskrives der, eller flyttes ut av mappen."
    ]


@pytest.mark.parametrize("content", [b'{\n"resources": [,]}', b'{\n"resources": [', b'{\n"resources": }'])
def test_description_that_is_not_json(raw, content):
    (raw / "datapackage.json").write_bytes(content)
    assert told(raw) == ["datapackage.json, linje 2: filen er ikke gyldig JSON. Forventet: JSON lagret som UTF-8."]


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "null"), ("", "[]"), ("", "{}"), ('"name": "sources"', '"name": "areas"'), ('"enum"', '"enumm"'),
     ('"date"', '"dato"'), ('"schema"', '"skjema"'), ('"fields"', '"felt"'), ('"path"', '"fil"'),
     ('"pattern"', '"minLength"'), ('[a-z0-9_]+', '[a-z0-9_+'), ('"minimum": 0', '"minimum": "null"'),
     ('"missingValues": [""]', '"missingValues": ["-"]'), ('"path": "areas.csv"', '"path": "../areas.csv"'),
     ('"primaryKey": ["area_code"]', '"primaryKey": ["code"]'), ('"trueValues"', '"sant"'),
     ('"foreignKeys": [{"fields": ["source_id"]', '"foreignKeys": [{"fields": ["source"]'),
     ('"foreignKeys"', '"foreignKey"'), ('"primaryKey"', '"uniqueKeys"'), ('"dialect"', '"compression"'),
     ('"description": "', '"decimalChar": "'), ('"reference": {', '"reference": {"package": "x", ')],
)  # fmt: skip
def test_description_that_describes_no_tables(raw, old, new):
    path = raw / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new) if old else new, encoding="utf-8")
    [message] = told(raw)
    assert message.startswith("datapackage.json: beskrivelsen av tabellene er ikke gyldig (")
    assert message.endswith(f"). Forventet: {PACKAGE}.")


def test_missing_description_of_a_folder_without_a_plan(raw):
    for file in ("datapackage.json", "plans.csv"):
        (raw / file).unlink()
    assert told(raw) == [
        f"datapackage.json: beskrivelsen av rådataene finnes ikke i {raw}. "
        "Forventet: en mappe med rådata og denne filen."
    ]


def test_a_folder_without_a_description_is_read_by_the_shared_one_and_need_not_have_every_table(raw):
    (raw / "datapackage.json").unlink()
    read = {table.name: len(table.rows) for table in read_and_validate(raw)}
    assert read["areas"] > 0 and read["laws"] == 0
    (raw / "homicides.csv").write_text("year_from,year_to,relation,victims,wording,in_plan,plan_section,source_id\n")
    (raw / "areas.csv").rename(raw / "area.csv")
    assert told(raw) == [
        "area.csv: filen er ikke beskrevet i datapackage.json. "
        "Forventet: at den beskrives der, eller flyttes ut av mappen.",
        "homicides.csv: filen har kolonnenavn, men ingen rader. Forventet: minst én rad.",
    ]


FOLLOWED = {
    "empty key": ("areas.csv", "34,Innlandet,", ",Innlandet,", "areas.csv, linje 3, kolonne «area_code»: cellen er tom. Forventet: en verdi."),
    "key that is no number": ("measures.csv", "\nplan_2023,1,", "\nplan_2023,1a,", f"measures.csv, linje 2, kolonne «measure_no»: «1a» kan ikke leses. Forventet: {WHOLE_NUMBER}."),
    "torn row of a table with keys": ("sources.csv", "\nplan,", "\nplan,,", "sources.csv, linje 2: linjen har 18 felt. Forventet: 17 felt, som i første linje."),
    "key to follow that is no number": ("measure_parts.csv", "9,nei,", "x,nei,", f"measure_parts.csv, linje 10, kolonne «measure_no»: «x» kan ikke leses. Forventet: {WHOLE_NUMBER}."),
    "unreadable cell in a row without a key": ("homicides.csv", "\n2011,2021,Partner", "\n,,,x,,,,\n2011,2021,Partner", f"homicides.csv, linje 2, kolonne «victims»: «x» kan ikke leses. Forventet: {WHOLE_NUMBER}."),
    "row without a readable cell": ("homicides.csv", "\n2011,2021,Partner", "\nx,,,,,,,\n2011,2021,Partner", f"homicides.csv, linje 2, kolonne «year_from»: «x» kan ikke leses. Forventet: {A_YEAR}."),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), FOLLOWED.values(), ids=FOLLOWED)
def test_what_follows_from_a_mistake_is_not_told(raw, file, old, new, message):
    replace(raw / file, old, new)
    assert told(raw) == [message]


def test_keys_that_lack_the_same_part_are_not_double(raw):
    path = raw / "measure_parts.csv"
    replace(path, "\nplan_2023,1,nei,", "\nplan_2023,1,,")
    replace(path, "\nplan_2023,2,nei,", "\nplan_2023,1,,")
    assert told(raw) == [
        f"measure_parts.csv, linje {line}, kolonne «is_joint»: cellen er tom. Forventet: en verdi." for line in (2, 3)
    ]


def test_lines_are_those_of_the_file(raw):
    """A record may go over several lines: the next keeps its true line, and a mistake stands where its record begins."""
    path = raw / "plan_dates.csv"
    replace(path, "Planperioden går ut etter det Løten oppgir", '"Planperioden\n\ngår\r\nut"')
    replace(
        path,
        "\nplan_2023,group_formed,2026-12-31,Ny arbeidsgruppe",
        '\n\n,,,,,,\nplan_2023,group_formed,2026-12-32,"Ny\narbeidsgruppe',
    )
    replace(path, "konstituert,", 'konstituert",')
    replace(path, "ferdig,ja", "ferdig,nja")
    assert told(raw) == [
        f"plan_dates.csv, linje 8, kolonne «date»: «2026-12-32» kan ikke leses. Forventet: {DATE}.",
        "plan_dates.csv, linje 10, kolonne «in_plan»: «nja» kan ikke leses. Forventet: «ja» eller «nei».",
    ]


def plant_several(raw):
    """Mistakes in six files, two of them in one line; the renamed column concerns every row and every key into the file."""
    replace(raw / "areas.csv", "area_code,", "code,")
    replace(raw / "homicides.csv", "partner,73,", "partner,NaN,")
    replace(raw / "measure_parts.csv", "\nplan_2023,1,nei,", "\nplan_2023,1,kanskje,")
    replace(raw / "measures.csv", "\nplan_2023,2,", "\nplan_2023,2,,")
    replace(raw / "plan_dates.csv", "period_ends,2026-12-31", "group_formed,2026-12-32")
    (raw / "sources.csv").unlink()


SEVERAL = [
    f"areas.csv, linje 1: kolonnen «area_code» mangler; kolonnen «code» er ukjent. {COLUMNS}",
    f"homicides.csv, linje 2, kolonne «victims»: «NaN» kan ikke leses. Forventet: {WHOLE_NUMBER}.",
    "measure_parts.csv, linje 2, kolonne «is_joint»: «kanskje» kan ikke leses. Forventet: «ja» eller «nei».",
    "measures.csv, linje 3: linjen har 12 felt. Forventet: 11 felt, som i første linje.",
    f"plan_dates.csv, linje 2, kolonne «date»: «2026-12-32» kan ikke leses. Forventet: {DATE}.",
    "plan_dates.csv, linje 3, kolonne «plan_id, date_id»: «plan_2023», «group_formed» står allerede i filen. Forventet: én linje for hver.",
    "sources.csv: filen mangler. Forventet: en fil med dette navnet i mappen med rådata.",
]


def test_every_mistake_is_told_once_in_one_run(raw):
    plant_several(raw)
    assert told(raw) == SEVERAL


@pytest.fixture
def all_raw(tmp_path) -> Path:
    return shutil.copytree(RAW, tmp_path / "raw")


# A process of its own decides by itself which tables are large.
ONE_WAY = pytest.mark.parametrize("both_ways", ["by rows"], indirect=True)


def run_build(raw, out) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pipelines.build", "--raw", str(raw), "--out", str(out)]
    return subprocess.run(command, cwd=RAW.parent.parent, capture_output=True, encoding="utf-8")


@ONE_WAY
def test_build_leaves_the_published_version_in_use(all_raw, published, tmp_path):
    out = shutil.copytree(published, tmp_path / "out")
    before = current_version(out), versions(out)
    plant_several(all_raw)
    build = run_build(all_raw, out)
    *messages, closing = build.stderr.splitlines()
    assert build.returncode == 1
    assert messages == SEVERAL
    assert closing == "7 feil i rådataene. Ingenting er publisert. Siste gyldige versjon er fortsatt i bruk."
    assert build.stdout == ""
    assert (current_version(out), versions(out)) == before


@ONE_WAY
@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("datapackage.json", "{", "datapackage.json, linje 1: filen er ikke gyldig JSON. Forventet: JSON lagret som UTF-8."),
        ("areas.csv", "", f"areas.csv{EMPTY}"),
    ],
)  # fmt: skip
def test_build_publishes_nothing(all_raw, tmp_path, file, content, message):
    (all_raw / file).write_text(content, encoding="utf-8")
    build = run_build(all_raw, tmp_path / "out")
    assert build.returncode == 1
    assert build.stderr.splitlines()[:-1] == [message]
    assert build.stderr.splitlines()[-1].startswith("1 feil i rådataene. Ingenting er publisert")
    assert not list(tmp_path.glob("out/*.duckdb")) and current_version(tmp_path / "out") is None
