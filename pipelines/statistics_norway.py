"""Population as Statistics Norway gives it (table 07459): asked for, and read when it is what was asked for."""

import json
import re
import time
from collections.abc import Collection, Mapping

from pipelines import pxweb
from pipelines.mistakes import quoted
from pipelines.pxweb import API, AnswerError, Dimension, Sleep
from register.validation.text import clean

TABLE = "07459"
ADDRESS = f"{API}/tables/{TABLE}/data"
FILE = "population.csv"
COUNTED = ("land", "fylke", "kommune")
"""Roles of the areas that have numbers of their own there."""
COUNTRY = ("hele landet", "landet", "norge")
"""What tables call the country; the other areas have their own names."""
SEXES = {"1": "menn", "2": "kvinner"}
OLDEST = 105
AGES = {f"{age:03}": age for age in range(OLDEST)} | {f"{OLDEST}+": OLDEST}
CONTENTS = "Personer1"
Row = dict[str, str | None]
# By area code, sex and age; the highest age is open-ended.
Persons = dict[tuple[str, str, int], int]
LOOK = pxweb.LOOK.format(TABLE)


class RefreshError(Exception):
    """The file stays as it is; one sentence: what was wrong, and what to do."""

    def __init__(self, problem: str, advice: str):
        super().__init__(f"{problem}, så {FILE} er som den var: {advice}.")


def fetch(address: str, area_codes: list[str], sleep: Sleep = time.sleep) -> bytes:
    """The table's answer for the newest year; asks again while the server is busy. Raises AnswerError."""
    codes = {"Region": area_codes, "Kjonn": [*SEXES], "Alder": ["*"], "ContentsCode": [CONTENTS], "Tid": ["top(1)"]}
    return pxweb.ask(address, pxweb.selection(codes), TABLE, sleep)


def read_answer(body: bytes, areas: dict[str, Row]) -> tuple[int, Persons]:
    """The year, and persons by area, sex and age. Raises AnswerError for anything but what was asked for."""
    answer = pxweb.read(body, TABLE, ADDRESS)
    dimensions = answer.dimensions
    expected: dict[str, Collection[str]] = {"Region": areas, "Kjonn": SEXES, "Alder": AGES, "ContentsCode": (CONTENTS,)}
    if dimensions.keys() != {*expected, "Tid"}:
        raise AnswerError(f"Svaret fra SSB er ikke fra tabell {TABLE}", LOOK)
    _check_meanings(dimensions, areas)
    for name, codes in expected.items():
        if differing := sorted(set(codes) ^ dimensions[name].codes.keys()):
            what = "mangler" if differing[0] in codes else "har for mye:"
            raise AnswerError(f"Svaret fra SSB {what} {name} {', '.join(differing[:5])}", LOOK)
    if len(years := list(dimensions["Tid"].codes)) != 1 or not re.fullmatch(r"[12]\d{3}", years[0], re.ASCII):
        raise AnswerError(f"Svaret fra SSB gjelder ikke ett år, men {', '.join(years) or 'ingen'}", LOOK)
    if marks := list(answer.marks.values()):
        raise AnswerError(f"SSB har merket {len(marks)} av tallene med {quoted(marks[0])}", LOOK)
    persons = {}
    for code, value, _ in answer.cells():
        area_code, sex = code["Region"], SEXES[code["Kjonn"]]
        if type(value) is not int or value < 0:
            told = "mangler" if value is None else f"er {json.dumps(value)[:20]}, ikke et antall"
            place = f"{areas[area_code]['area']}, {sex}, alder {code['Alder']}"
            raise AnswerError(f"Tallet fra SSB for {place}, {told}", LOOK)
        persons[area_code, sex, AGES[code["Alder"]]] = value
    return int(years[0]), persons


def as_rows(year: int, persons: Persons) -> list[Row]:
    """Of the raw data's population, in single years of age."""
    return [
        {
            "area_code": area_code,
            "year": str(year),
            "sex": sex,
            "age_from": str(age),
            "age_to": None if age == OLDEST else str(age),
            "persons": str(number),
            "source_id": f"ssb_{TABLE}",
        }
        for (area_code, sex, age), number in persons.items()
    ]


def sum_of_band(row: Row, persons: Persons) -> int:
    """The new persons of the ages of an old row."""
    ages = range(int(row["age_from"]), OLDEST + 1 if row["age_to"] is None else int(row["age_to"]) + 1)
    return sum(persons.get((row["area_code"], row["sex"], age), 0) for age in ages)


def _check_meanings(dimensions: Mapping[str, Dimension], areas: dict[str, Row]) -> None:
    """A code may be given to something else than it was: its whole text tells. Raises AnswerError."""
    regions, sexes = dimensions["Region"].codes, dimensions["Kjonn"].codes
    for code in areas.keys() & regions.keys():
        check_area(code, regions[code], areas[code], LOOK)
    for code in SEXES.keys() & sexes.keys():
        if clean(sexes[code]).casefold() != SEXES[code]:
            raise AnswerError(f"Koden {code} er hos SSB {quoted(sexes[code])}, men hos oss «{SEXES[code]}»", LOOK)


def check_area(code: str, theirs: str, area: Row, look: str) -> None:
    """Raises AnswerError where what the agency calls a code is not the area.

    «Sand - Sáttu» is Sand in two languages, and «Sand (Fjordfylket)» is also called «Sand».
    """
    ours = str(area["area"])
    names = {ours.casefold(), *(COUNTRY if area["area_type"] == "land" else [ours.split(" (")[0].casefold()])}
    said = clean(theirs).casefold()
    if not {said, said.split(" - ")[0]} & names:
        raise AnswerError(f"Koden {code} er hos SSB {quoted(theirs)}, men hos oss «{ours}»", look)
