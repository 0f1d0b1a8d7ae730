"""Numbers of Statistics Norway's tables as a delivery: what is chosen of each, is said once in fetched_tables.csv."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines import pxweb, statistics_norway
from pipelines.delivery import Delivery
from pipelines.mistakes import quoted
from pipelines.pxweb import API, LOOK, AnswerError, Dataset, Dimension, Sleep
from pipelines.table import Table
from register.validation.text import clean, thousands

UNITS = {"kr": "kroner", "kroner": "kroner", "prosent": "prosent", "personer": "personer", "antall": "antall"}
"""What the agency counts in → what an indicator does."""
TABLES = "fetched_tables"
NOT_THERE = "Tallet finnes ikke"
PUBLISHER, LICENCE = "Statistisk sentralbyrå (SSB)", "CC BY 4.0"
Row = Mapping[str, str | None]


def fetched(row: Row, there: Mapping[str, Table], api: str = API, sleep: Sleep = time.sleep) -> Delivery:
    """The numbers of a row of fetched_tables that differ from what is there. Raises AnswerError."""
    table = row["table_no"]
    if row["indicator_id"] is None:
        raise AnswerError(f"Tabell {table} er ikke knyttet til en indikator", "si hva som skal hentes av den, først")
    about = pxweb.described(table, api, sleep)
    areas = _areas(row, about, there)
    if not areas:
        raise AnswerError(f"Tabell {table} har ingen av områdene", LOOK.format(table))
    answer = pxweb.numbers(table, _chosen(row, [*areas]), api, sleep)
    _check_meanings(row, answer, areas)
    _check_unit(row, answer.dimensions["ContentsCode"], there)
    rows = [*_observations(row, answer, areas)]
    lacking = [area["area"] for area in _counted(there) if area not in areas.values()]
    told = [f"Tabell {table} har ikke tall for {', '.join(lacking)}."] if lacking else []
    return _of_what_differs(
        f"SSB tabell {table}", {"sources": [_source(table, answer)], "observations": rows}, there, told
    )


def chosen_and_fetched(row: Row, there: Mapping[str, Table], api: str = API, sleep: Sleep = time.sleep) -> Delivery:
    """As `fetched`, and with it what is chosen of the table. Raises AnswerError."""
    found = fetched(row, there, api, sleep)
    return replace(found, rows={TABLES: [row], **found.rows})


def population(there: Mapping[str, Table], api: str = API, sleep: Sleep = time.sleep) -> Delivery:
    """The newest year of the population, in place of what there is of it. Raises AnswerError."""
    areas = {area["area_code"]: area for area in _counted(there)}
    file, address = f"SSB tabell {statistics_norway.TABLE}", f"{api}/tables/{statistics_norway.TABLE}/data"
    year, persons = statistics_norway.read_answer(statistics_norway.fetch(address, [*areas], sleep), areas)
    old = [row for row in there["population"].records if row["year"] == str(year)]
    if old and all(int(row["persons"] or 0) == statistics_norway.sum_of_band(row, persons) for row in old):
        # The same numbers, in bands.
        return Delivery(file)
    # The answer has every age: a band that is there begins at one of them, and gives way to it.
    return _of_what_differs(file, {"population": statistics_norway.as_rows(year, persons)}, there)


def _counted(there: Mapping[str, Table]) -> list[dict]:
    return [area for area in there["areas"].records if area["area_type"] in statistics_norway.COUNTED]


def _areas(row: Row, about: Dataset, there: Mapping[str, Table]) -> dict[str, dict]:
    """The areas that the table has, by their codes there."""
    region = about.dimensions.get(row["region"])
    if region is None:
        raise AnswerError(f"Tabell {row['table_no']} har ingen dimensjon {row['region']}", LOOK.format(row["table_no"]))
    is_country = row["country_code"]
    codes = {
        (is_country if is_country and area["area_type"] == "land" else area["area_code"]): area
        for area in _counted(there)
    }
    return {code: area for code, area in codes.items() if code in region.codes}


def _chosen(row: Row, areas: Sequence[str]) -> dict[str, list[str]]:
    others = dict(part.split("=", 1) for part in (row["chosen"] or "").split("; ") if part)
    asked = {row["region"]: [*areas], "ContentsCode": [row["contents"]], "Tid": [f"top({row['years']})"]}
    return asked | {name: [code] for name, code in others.items()}


def _check_meanings(row: Row, answer: Dataset, areas: Mapping[str, dict]) -> None:
    """A code may be given to something else than it was: its whole text tells. Raises AnswerError."""
    look = LOOK.format(row["table_no"])
    asked = _chosen(row, [*areas])
    if answer.dimensions.keys() != asked.keys():
        raise AnswerError(f"Svaret fra SSB er ikke delt slik tabell {row['table_no']} var", look)
    for name, codes in asked.items():
        if name != "Tid" and (differing := sorted(set(codes) ^ answer.dimensions[name].codes.keys())):
            raise AnswerError(f"Svaret fra SSB er ikke det som ble valgt av {name}: {', '.join(differing[:5])}", look)
    theirs, ours = answer.dimensions["ContentsCode"].codes[row["contents"]], row["contents_wording"]
    if clean(theirs).casefold() != clean(ours).casefold():
        raise AnswerError(f"Koden {row['contents']} er hos SSB {quoted(theirs)}, men var {quoted(ours)}", look)
    for code, area in areas.items():
        statistics_norway.check_area(code, answer.dimensions[row["region"]].codes[code], area, look)


def _check_unit(row: Row, contents: Dimension, there: Mapping[str, Table]) -> None:
    """Kroner are no percent. Raises AnswerError; a unit that is not known here is passed over."""
    indicators = {one["indicator_id"]: one for one in there["indicators"].records}
    theirs = UNITS.get(contents.units.get(row["contents"], "").casefold())
    ours = indicators[row["indicator_id"]]["unit"]
    if theirs not in (None, ours):
        problem = f"SSB teller {theirs} i {row['contents']}, men indikatoren teller {ours}"
        raise AnswerError(problem, "rett enheten på indikatoren, eller velg en annen statistikkvariabel")


def _observations(row: Row, answer: Dataset, areas: Mapping[str, dict]) -> Iterator[dict[str, str | None]]:
    for code, value, mark in answer.cells():
        year, area = code["Tid"], areas[code[row["region"]]]
        if not re.fullmatch(r"[12]\d{3}", year, re.ASCII):
            raise AnswerError(
                f"Tallene fra SSB er ikke for hele år, men for {quoted(year)}", LOOK.format(row["table_no"])
            )
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (is_number and value >= 0):  # type: ignore[operator]
            told = f"Tallet fra SSB for {area['area']}, {year}, er {quoted(str(value))}, ikke et tall som kan vises"
            raise AnswerError(told, LOOK.format(row["table_no"]))
        number = None if value is None else Decimal(str(value))
        yield {
            "observation_id": f"{row['indicator_id']}_{area['area_code']}_{year}",
            "indicator_id": row["indicator_id"],
            "source_id": _source_id(row["table_no"]),
            "area_code": area["area_code"],
            "year": year,
            "recall_period": None,
            "population": row["population"],
            "subgroup": None,
            "sex": "begge",
            "age_from": None,
            "age_to": None,
            "category": row["category"],
            "value": None if number is None else f"{number.normalize():f}",
            "low": None,
            "high": None,
            "precision": None if number is None else "eksakt",
            "wording": _wording(row, area, year, number),
            "as_worded": None,
            "base": None,
            "missing_reason": NOT_THERE if number is None else None,
            "is_provisional": "nei",
            "is_unconfirmed": "nei",
            "in_plan": "nei",
            "plan_section": None,
            "note": f"SSB har merket tallet med «{mark}»." if mark else None,
        }


def _wording(row: Row, area: dict, year: str, number: Decimal | None) -> str:
    told = f"{row['contents_wording']}, {area['area']}, {year}"
    if number is None:
        return f"{told}: ikke oppgitt"
    whole, _, part = f"{number.normalize():f}".partition(".")
    return clean(f"{told}: {thousands(int(whole))}{f',{part}' if part else ''}")


def _source_id(table: str) -> str:
    return f"ssb_{table}"


def _source(table: str, answer: Dataset) -> dict[str, str | None]:
    title = clean(answer.label.partition(": ")[2] or answer.label)
    return {
        "source_id": _source_id(table),
        "title": f"Tabell {table}: {title}",
        "publisher": PUBLISHER,
        "year": max(answer.dimensions["Tid"].codes),
        "address": f"https://www.ssb.no/statbank/table/{table}",
        "in_plan": "nei",
        "licence": LICENCE,
    }


def _of_what_differs(
    file: str, rows: Mapping[str, Sequence[dict]], there: Mapping[str, Table], told: Sequence[str] = ()
) -> Delivery:
    differing = {}
    for name, new in rows.items():
        standing = set(map(tuple, there[name].rows))
        whole = [dict.fromkeys(there[name].header) | row for row in new]
        if changed := [row for row in whole if tuple(row.values()) not in standing]:
            differing[name] = changed
    return Delivery(file, differing, told=tuple(told))
