"""A made-up collaboration elsewhere: three municipalities, another centre, other keys, five measures, one survey."""

import csv
import json
import shutil
from pathlib import Path

from pipelines.build import RAW
from pipelines.validate import DESCRIPTOR
from some_tables import Row

AREAS = [
    {"area_code": code, "area": area, "area_type": role}
    for code, area, role in (
        ("0", "Norge", "land"),
        ("99", "Fjordfylket", "fylke"),
        ("9901", "Sand (Fjordfylket)", "kommune"),
        ("9902", "Vik", "kommune"),
        ("9903", "Nes", "kommune"),
        ("fjordly", "Fjordly krisesenter", "krisesenter"),
        ("felles", "Felles", "felles"),
        ("alle_tre", "De tre kommunene samlet", "samlet"),
    )
]
SMALL_ONES = {"area_code": "vik_og_nes", "area": "Små kommuner samlet", "area_type": "småkommuner"}
MUNICIPALITIES = ("9901", "9902", "9903")
MEMBERS = [{"area_code": area, "member_code": code} for area in ("alle_tre", "fjordly") for code in MUNICIPALITIES]
SMALL_MEMBERS = [{"area_code": "vik_og_nes", "member_code": code} for code in ("9902", "9903")]
SOURCES = [
    {"source_id": source_id, "title": title, "publisher": "Noen", "year": "2025", "in_plan": in_plan}
    for source_id, title, in_plan in (
        ("our_plan", "Vår plan", "ja"),
        ("fjordly", "Fjordlys egne tall", "nei"),
        ("population", "Folketall", "nei"),
    )
]
SURVEY = {
    "source_id": "survey",
    "title": "Undersøkelsen",
    "publisher": "Noen",
    "year": "2025",
    "respondents": "1000",
    "age_from": "18",
    "age_to": "64",
    "mode": "telefon",
    "in_plan": "ja",
}
ESTIMATE = {
    "estimate_id": "any_2025",
    "source_id": "survey",
    "violence": "Vold",
    "population": "befolkningen",
    "sex": "begge",
    "age_from": "18",
    "age_to": "64",
    "recall_period": "siste år",
    "percent": "10",
    "precision": "eksakt",
    "wording": "10 % av de spurte",
    "is_provisional": "nei",
    "in_plan": "ja",
    "plan_section": "2",
}
MEASURES = range(1, 6)
JOINT_MEASURE = 5
PLAN: dict[str, list[Row]] = {
    "plans": [{"plan_id": "our_plan", "title": "Vår plan mot vold", "short_title": "Planen", "source_id": "our_plan"}],
    "measures": [
        {
            "measure_no": str(number),
            "section": f"3.{number}",
            "working_title": f"Tiltak {number}",
            "overview_wording": f"Gjøre {number}",
            "body_wording": f"Gjøre {number}",
            "overview_promises_more": "nei",
            "focus_area": "Alle",
            "responsible": "Kommunene",
            "source_id": "our_plan",
        }
        for number in MEASURES
    ],
    "measure_parts": [
        {
            "measure_no": str(number),
            "is_joint": "ja" if number == JOINT_MEASURE else "nei",
            "task": f"Gjøre {number}",
            "owner": "Kommunene",
            "deadline": "2029-12-31",
        }
        for number in MEASURES
    ],
    "measure_target_groups": [{"measure_no": str(number), "target_group": "Alle"} for number in MEASURES],
}
BANDS = tuple(
    (str(first), last and str(last))
    for first, last in ((0, 11), (12, 16), (17, 17), (18, 64), (65, 65), (66, 74), (75, 75), (76, 90), (91, None))
)
PERSONS = {code: 1000 * place for place, code in enumerate(("9903", "9902", "9901", "99", "0"), 1)}
"""In each band and of each sex, by area."""
POPULATION: list[Row] = [
    {
        "area_code": code,
        "year": "2026",
        "sex": sex,
        "age_from": first,
        "age_to": last,
        "persons": str(persons),
        "source_id": "population",
    }
    for code, persons in PERSONS.items()
    for sex in ("kvinner", "menn")
    for first, last in BANDS
]


WITHOUT_SMALL_ONES: dict[str, list[Row]] = {"areas": AREAS, "area_members": MEMBERS}
WITH_SMALL_ONES: dict[str, list[Row]] = {"areas": [*AREAS, SMALL_ONES], "area_members": [*MEMBERS, *SMALL_MEMBERS]}
COLLABORATION: dict[str, list[Row]] = {
    **WITH_SMALL_ONES,
    **PLAN,
    "sources": [*SOURCES, SURVEY],
    "prevalence": [ESTIMATE],
    "population": POPULATION,
}
HEADER = "År;Bosted;Voksne beboere;Barn beboere;Opphold voksne;Opphold barn;Dagbrukere;Dagbesøk"


def raw_elsewhere(folder: Path, tables: dict[str, list[Row]]) -> Path:
    """A folder of raw data with these rows; tables that are not named have none, as the folder's own description allows."""
    shutil.copytree(RAW / "local", folder / "local", ignore=shutil.ignore_patterns("krisesenteret.csv", "vist.json"))
    package = json.loads((RAW / DESCRIPTOR).read_text(encoding="utf-8"))
    for table in package["resources"]:
        table["schema"].pop("minimumRows", None)
        if table["name"] in tables or not table.get("optional"):
            write(folder, table, tables.get(table["name"], []))
    assert tables.keys() <= {table["name"] for table in package["resources"]}
    (folder / DESCRIPTOR).write_text(json.dumps(package), encoding="utf-8")
    return folder


def fill(raw: Path, **residents: int) -> None:
    """The centre's sheet of 2025, with adult residents by place and as many stays; «whole» is the whole centre."""
    places = {"Hele senteret": residents.pop("whole")} | residents
    lines = [f"2025;{place};{count};;{count};;;" for place, count in places.items()]
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")


def write(folder: Path, table: dict, rows: list[Row]) -> None:
    with (folder / table["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field["name"] for field in table["schema"]["fields"]])
        writer.writeheader()
        writer.writerows(rows)
