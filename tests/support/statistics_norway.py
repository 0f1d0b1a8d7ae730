"""A server on loopback that answers as PxWebApi v2 of Statistics Norway is documented to, from the shipped raw data."""

import csv
import itertools
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote, urlsplit

from http_server import Reply, answering, as_json
from pipelines.build import RAW

AGES = [*(f"{age:03}" for age in range(105)), "105+"]
# By codes of area, sex and age.
Persons = dict[tuple[str, str, str], int]
SEXES = {"2": "Kvinner", "1": "Menn"}


def rows(raw: Path, table: str) -> list[dict[str, str]]:
    with (raw / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """The cells that a row of the shipped data is the sum of."""
    sex = next(code for code, text in SEXES.items() if text.lower() == row["sex"])
    ages = AGES[int(row["age_from"]) : int(row["age_to"]) + 1 if row["age_to"] else None]
    return [(row["area_code"], sex, age) for age in ages]


def single_years() -> Persons:
    """Persons of the shipped year: each band is shared out on its ages."""
    persons = {}
    for row in rows(RAW, "population"):
        share, rest = divmod(int(row["persons"]), len(cells(row)))
        persons |= {cell: share + (i < rest) for i, cell in enumerate(cells(row))}
    return persons


def a_year_later(persons: Persons) -> Persons:
    """Each cell of more than 20 persons has one more per hundred, at least one."""
    return {cell: number + (number + 99) // 100 * (number > 20) for cell, number in persons.items()}


def dataset(year: int, persons: Persons) -> dict:
    """The answer as json-stat2, in the order in which the table has its dimensions."""
    names = {row["area_code"]: row["area"] for row in rows(RAW, "areas")}
    labels = {
        "Region": {
            code: names[code] if code != "0" else "Hele landet" for code in dict.fromkeys(key[0] for key in persons)
        },
        "Kjonn": {code: text for code, text in SEXES.items() if any(code == sex for _, sex, _ in persons)},
        "Alder": {age: f"{age.lstrip('0') or '0'} år" for age in AGES if any(age == one for _, _, one in persons)},
        "ContentsCode": {"Personer1": "Personer"},
        "Tid": {str(year): str(year)},
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år",
        "source": "Statistisk sentralbyrå",
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": list(labels),
        "size": [len(texts) for texts in labels.values()],
        "dimension": {
            name: {
                "label": name.lower(),
                "category": {"index": {code: i for i, code in enumerate(texts)}, "label": texts},
            }
            for name, texts in labels.items()
        },
        "extension": {"px": {"tableid": "07459", "decimals": 0, "contents": "07459: Befolkning,"}},
        "value": [persons[cell] for cell in itertools.product(labels["Region"], labels["Kjonn"], labels["Alder"])],
    }


def reordered(answer: dict, order: list[str]) -> dict:
    """The same answer with its dimensions in another order, and the codes of each the other way round."""
    codes = {name: list(index(answer, name)) for name in answer["id"]}
    by_cell = dict(zip(itertools.product(*codes.values()), answer["value"], strict=True))
    turned = {name: codes[name][::-1] for name in order}
    cells = [dict(zip(order, cell, strict=True)) for cell in itertools.product(*turned.values())]
    dimension = {
        # The positions count, not the order in which the codes are written.
        name: {"category": category(answer, name) | {"index": {code: turned[name].index(code) for code in codes[name]}}}
        for name in order
    }
    value = [by_cell[tuple(cell[name] for name in answer["id"])] for cell in cells]
    return answer | {"id": order, "size": [len(turned[name]) for name in order], "dimension": dimension, "value": value}


def index(answer: dict, dimension: str) -> dict:
    return category(answer, dimension)["index"]


def category(answer: dict, dimension: str) -> dict:
    return answer["dimension"][dimension]["category"]


THIS_YEAR = single_years()
NEXT_YEAR = a_year_later(THIS_YEAR)
ANSWER = dataset(2027, NEXT_YEAR)


def changed(change) -> Reply:
    """The answer after `change` has had its way with a copy of it."""
    answer = deepcopy(ANSWER)
    change(answer)
    return as_json(answer)


def value(number) -> Reply:
    return changed(lambda answer: answer["value"].__setitem__(12, number))


def label(dimension: str, code: str, text: str) -> Reply:
    return changed(lambda answer: category(answer, dimension)["label"].update({code: text}))


def without(code: str) -> Reply:
    """A whole answer about one area, sex or age fewer."""
    return as_json(dataset(2027, {cell: number for cell, number in NEXT_YEAR.items() if code not in cell}))


def with_a_hole(answer: dict) -> None:
    answer["value"] = {str(position): number for position, number in enumerate(answer["value"][:-1])}


def two_years(answer: dict) -> None:
    answer.update(size=[*answer["size"][:-1], 2], value=[number for number in answer["value"] for _ in range(2)])
    category(answer, "Tid")["index"] = ["2026", "2027"]


FORMS = {
    "turned": reordered(ANSWER, ["Tid", "Alder", "ContentsCode", "Kjonn", "Region"]),
    "sparse": ANSWER | {"value": {str(i): number for i, number in enumerate(ANSWER["value"])}},
    "lists": deepcopy(ANSWER),
    "no index of one": deepcopy(ANSWER),
    "no label or extension": {key: part for key, part in ANSWER.items() if key not in ("label", "extension")},
}
for dimension in ANSWER["id"]:
    category(FORMS["lists"], dimension)["index"] = list(category(ANSWER, dimension)["index"])
for dimension in ("ContentsCode", "Tid"):
    del category(FORMS["no index of one"], dimension)["index"]


@contextmanager
def serving(replies: list[Reply]):
    """Address of a server that gives the replies in turn, the last for ever, and the queries it has got."""
    queries, waiting = [], list(replies)

    def answer(path: str) -> Reply:
        queries.append(unquote(urlsplit(path).query))
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    with answering(answer) as address:
        yield f"{address}/tables/07459/data", queries
