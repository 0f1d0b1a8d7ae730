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
