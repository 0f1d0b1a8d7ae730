"""A made-up sheet of the crisis centre, with a year of each kind: all hidden, the whole alone, the nine, and every part."""

from pathlib import Path

from pipelines.gate import SHEET, gate
from pipelines.table import Table
from pipelines.validate import read_and_validate

HEADER = "År;Bosted;Voksne beboere;Barn beboere;Opphold voksne;Opphold barn;Dagbrukere;Dagbesøk"
PLACES = ("Hamar", "Ringsaker", "Stange", "Elverum", "Løten", "Trysil", "Våler", "Åmot", "Engerdal")
# Where each number of a year is one of a kind, so that it can be looked for: residents, stays, day users, visits.
YEARS = {
    2022: {"Hele senteret": (61, 3, 77, 4, 171, 905)},
    2023: {"Hele senteret": (62, 51, 78, 68, 172, 906)},
    2024: {
        "Hele senteret": (63, 52, 79, 69, 1373, 9907),
        **{place: (6, 5, 7, 6, 111 + 7 * number, 1013 + 11 * number) for number, place in enumerate(PLACES)},
        "Elverum": (6, 3, 7, 6, 132, 1046),
    },
    2025: {
        "Hele senteret": (64, 53, 82, 70, 1474, 11908),
        **{place: (6, 5, 7, 6, 121 + 7 * number, 1213 + 11 * number) for number, place in enumerate(PLACES)},
    },
}


def lines(years=YEARS) -> list[str]:
    return [HEADER] + [
        ";".join(map(str, (year, place, *counts))) for year, places in years.items() for place, counts in places.items()
    ]


def delivered(local: Path, tables: list[Table], years=YEARS) -> list[dict[str, str | None]]:
    """Write the sheet in a folder that describes it; the rows that came through the gate, as text."""
    (local / SHEET).write_text("\n".join(lines(years)), encoding="utf-8")
    columns = ("year", "area_code", "user_group", "use", "amount", "missing_reason")
    rows, _ = gate(read_and_validate(local), tables)
    return [
        {column: None if cell is None else str(cell) for column, cell in zip(columns, row, strict=True)} for row in rows
    ]
