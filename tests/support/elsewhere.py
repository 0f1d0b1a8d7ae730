"""A made-up collaboration elsewhere: three municipalities, another centre, other keys, five measures, one survey.

It is the folder `tests/elsewhere`, as a real one would be; here are its rows, for tests that change some of them.
"""

import csv
from pathlib import Path

from some_tables import Row
from validated import RESOURCES

COLUMNS = {table["name"]: [field["name"] for field in table["schema"]["fields"]] for table in RESOURCES}

FOLDER = Path(__file__).parents[1] / "elsewhere"


def read(name: str) -> list[Row]:
    """The rows of one of its files."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


COLLABORATION: dict[str, list[Row]] = {path.stem: read(path.stem) for path in sorted(FOLDER.glob("*.csv"))}
"""File → rows."""
SMALL = "småkommuner"
AREAS = [area for area in COLLABORATION["areas"] if area["area_type"] != SMALL]
[SMALL_ONES] = [area for area in COLLABORATION["areas"] if area["area_type"] == SMALL]
MUNICIPALITIES = tuple(area["area_code"] for area in AREAS if area["area_type"] == "kommune")
MEMBERS = [row for row in COLLABORATION["area_members"] if row["area_code"] != SMALL_ONES["area_code"]]
OF_THE_PLAN = ("plans", "areas", "area_members", "measures", "measure_parts", "measure_target_groups")
WITH_SMALL_ONES = {name: COLLABORATION[name] for name in ("areas", "area_members")}
WITHOUT_SMALL_ONES: dict[str, list[Row]] = {"areas": AREAS, "area_members": MEMBERS}
HEADER = "År;Bosted;Voksne beboere;Barn beboere;Opphold voksne;Opphold barn;Dagbrukere;Dagbesøk"


def raw_elsewhere(folder: Path, tables: dict[str, list[Row]]) -> Path:
    """A folder of raw data with these rows and no more, which is read as any folder that describes no tables itself."""
    (folder / "local").mkdir(parents=True)
    for name, rows in ({"plans": COLLABORATION["plans"]} | tables).items():
        if rows:
            write(folder / f"{name}.csv", rows)
    return folder


def fill(raw: Path, **residents: int) -> None:
    """The centre's sheet of 2025, with adult residents by place and as many stays; «whole» is the whole centre."""
    places = {"Hele senteret": residents.pop("whole")} | residents
    lines = [f"2025;{place};{count};;{count};;;" for place, count in places.items()]
    (raw / "local" / "krisesenteret.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[path.stem])
        writer.writeheader()
        writer.writerows(rows)


BARE = {name: COLLABORATION[name] for name in (*OF_THE_PLAN, "population")} | {
    "sources": [row for row in COLLABORATION["sources"] if row["source_id"] in ("our_plan", "fjordly", "population")]
}
"""A plan that says no dates, asks for nobody and has no figures."""
WITHOUT_PLAN = {name: COLLABORATION[name] for name in ("areas", "area_members")} | {"sources": BARE["sources"][:2]}


def of_size(count: int) -> dict[str, list[Row]]:
    """The same with another number of municipalities, of which none is small."""
    names = [f"{letter}vik" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + ["Ånes", "Ænes", "Ønes", "Åsen"]
    codes = [f"98{number:02}" for number in range(count)]
    together = "Kommunen samlet" if count == 1 else f"De {count} kommunene samlet"
    areas = [area for area in AREAS if area["area_type"] not in ("kommune", "samlet")]
    areas += [
        {"area_code": code, "area": name, "area_type": "kommune"} for code, name in zip(codes, names, strict=False)
    ]
    [first] = [row["area_code"] for row in AREAS if row["area_type"] == "samlet"]
    people = [row for row in COLLABORATION["population"] if row["area_code"] not in MUNICIPALITIES]
    own = [row for row in COLLABORATION["population"] if row["area_code"] == MUNICIPALITIES[0]]
    return COLLABORATION | {
        "areas": [*areas, {"area_code": first, "area": together, "area_type": "samlet"}],
        "area_members": [{"area_code": area, "member_code": code} for area in (first, "fjordly") for code in codes],
        "population": people + [row | {"area_code": code} for code in codes for row in own],
    }
