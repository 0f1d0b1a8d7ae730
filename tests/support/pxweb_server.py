"""A server on loopback that answers as PxWebApi v2 is documented to, of tables that it is given.

https://www.ssb.no/api/pxwebapi; the real answer in `json_stat/` is of Statistics Norway, table 12134, CC BY 4.0.
"""

import itertools
import json
import re
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from http_server import Reply, answering, as_json

REAL = (Path(__file__).parent / "json_stat" / "ssb_12134_pxwebapi_v2_2026-04-25.json").read_bytes()
LONGEST_ADDRESS = 2_100
TOO_LONG = b"<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head></html>"


@dataclass
class Table:
    """As json-stat2, and what stands in a cell by its codes."""

    described: dict
    value: Callable[[Mapping[str, str]], object]

    def metadata(self) -> dict:
        return self.described | {"value": []}

    def data(self, asked: Mapping[str, str]) -> dict:
        """Raises ValueError, in the words of a problem, where what is asked for is not there."""
        answer = deepcopy(self.described)
        chosen = {}
        for name in answer["id"]:
            category = answer["dimension"][name]["category"]
            codes = sorted(category["index"], key=category["index"].get)
            if name not in asked:
                raise ValueError("Missing selection for mandantory variable")
            if newest := re.fullmatch(r"top\((\d+)\)", asked[name]):
                chosen[name] = codes[-int(newest[1]) :]
            else:
                chosen[name] = codes if asked[name] == "*" else asked[name].split(",")
            if set(chosen[name]) - set(codes):
                raise ValueError("Non-existent value")
            category["index"] = {code: place for place, code in enumerate(chosen[name])}
            category["label"] = {code: category["label"][code] for code in chosen[name]}
        answer["size"] = [len(codes) for codes in chosen.values()]
        cells = [dict(zip(chosen, cell, strict=True)) for cell in itertools.product(*chosen.values())]
        values = [self.value(cell) for cell in cells]
        answer["value"] = [None if isinstance(value, str) else value for value in values]
        answer["status"] = {str(at): value for at, value in enumerate(values) if isinstance(value, str)}
        return answer


def accounts(regions: Mapping[str, str], value: Callable[[Mapping[str, str]], object]) -> Table:
    """The real table, with other regions and years."""
    described = json.loads(REAL)
    labels = {"KOKkommuneregion0000": regions, "Tid": {str(year): str(year) for year in (2022, 2023, 2024)}}
    for name, texts in labels.items():
        index = {code: place for place, code in enumerate(texts)}
        described["dimension"][name]["category"] = {"index": index, "label": dict(texts)}
    described["size"] = [len(regions), 1, 3]
    del described["value"]
    return Table(described, value)


def problem(title: str, status: int) -> Reply:
    body = {"type": "Parameter error", "title": title, "status": status}
    return Reply(json.dumps(body).encode(), status, {"Content-Type": "application/problem+json; charset=utf-8"})


@contextmanager
def serving(tables: Mapping[str, Table]):
    """The address of its API, and the paths that were asked for."""
    asked = []

    def answer(path: str) -> Reply:
        asked.append(unquote(path))
        if len(path) > LONGEST_ADDRESS:
            return Reply(TOO_LONG, 404, {"Content-Type": "text/html"})
        address = urlsplit(path)
        query = dict(parse_qsl(address.query))
        if address.path == "/v2/tables":
            found = [one for one in map(listed, tables.values()) if query["query"].lower() in one["label"].lower()]
            page = {"pageNumber": 1, "pageSize": int(query["pageSize"]), "totalElements": len(found)}
            return as_json({"language": "no", "tables": found, "page": page, "links": []})
        _, _, number, what = address.path.removeprefix("/v2").split("/")
        if number not in tables:
            return problem("Non-existent table", 404)
        if what == "metadata":
            return as_json(tables[number].metadata())
        chosen = {name[11:-1]: codes for name, codes in query.items() if name.startswith("valueCodes[")}
        try:
            return as_json(tables[number].data(chosen))
        except ValueError as wrong:
            return problem(str(wrong), 400)

    with answering(answer) as address:
        yield f"{address}/v2", asked


def listed(table: Table) -> dict:
    described = table.described
    years = list(described["dimension"]["Tid"]["category"]["index"])
    return {
        "type": "Table",
        "id": described["extension"]["px"]["tableid"],
        "label": described["label"],
        "description": "",
        "updated": described["updated"],
        "firstPeriod": years[0],
        "lastPeriod": years[-1],
        "category": "public",
        "variableNames": [described["dimension"][name]["label"] for name in described["id"]],
        "source": "Statistisk sentralbyrå",
        "links": [],
    }
