"""Tables of a statistics agency through PxWebApi v2: searched for, described, and asked for as json-stat2.

https://www.ssb.no/api/pxwebapi and https://json-stat.org/full/
"""

import codecs
import itertools
import json
import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import httpx

from pipelines.mistakes import quoted

API = "https://data.ssb.no/api/pxwebapi/v2"
"""Of Statistics Norway."""
TABLE = re.compile(r"\d{5}", re.ASCII)
TIMEOUT_SECONDS, CONNECT_SECONDS = 30, 8
"""An answer may take its time; a machine that is not on the net is told so at once."""
WAITS_SECONDS = (5, 20, 60)
"""Where the answer does not say how long to wait; what is longer than the last is left to people."""
BUSY = (429, 503)
MOST_BYTES = 20_000_000
LONGEST_ADDRESS = 2_000
"""A longer one is answered with a page that says nothing is there."""
MOST_FOUND = 20
LATER = "prøv igjen senere"
NOT_BY_WAITING = "det hjelper ikke å vente. Se i en nettleser at maskinen slipper fram til {}"
LOOK = "se om tabellen er endret, på https://www.ssb.no/statbank/table/{}"
Sleep = Callable[[float], None]


class AnswerError(Exception):
    """What is wrong with the answer, or that there was none, and what to do."""

    def __init__(self, problem: str, advice: str):
        super().__init__(f"{problem}: {advice}.")
        self.problem, self.advice = problem, advice


@dataclass(frozen=True)
class Found:
    """A table that a search has found, and the first and last period it has numbers of."""

    table: str
    title: str
    first: str
    last: str
    updated: str


@dataclass(frozen=True)
class Dimension:
    """What a table is divided by: text by code, in the order of the answer."""

    name: str
    label: str
    codes: Mapping[str, str]
    units: Mapping[str, str]
    """Code → what it is counted in, where the dimension says so."""
    role: str | None
    """«geo», «time» or «metric», where it has one."""
    may_be_left_out: bool


@dataclass(frozen=True)
class Dataset:
    """Numbers by position, counted through the dimensions row by row; none where it is only described."""

    label: str
    tables: frozenset[str]
    """Whatever it says that it is of; one where all is right."""
    dimensions: Mapping[str, Dimension]
    values: Mapping[str, object]
    marks: Mapping[str, str]
    """Why there is no number, or what is to be known of it."""

    def of_role(self, role: str) -> Dimension | None:
        return next((one for one in self.dimensions.values() if one.role == role), None)

    def cells(self) -> Iterator[tuple[dict[str, str], object, str | None]]:
        """Code by dimension, the number, and the mark on it."""
        codes = [list(dimension.codes) for dimension in self.dimensions.values()]
        for position, cell in enumerate(itertools.product(*codes)):
            at = str(position)
            yield dict(zip(self.dimensions, cell, strict=True)), self.values.get(at), self.marks.get(at)


def search(words: str, api: str = API, sleep: Sleep = time.sleep) -> list[Found]:
    """The tables that the agency finds, best first. Raises AnswerError."""
    query = {"lang": "no", "query": words, "pageSize": str(MOST_FOUND)}
    body = ask(f"{api}/tables", query, "", sleep)
    try:
        return [
            Found(
                str(one["id"]),
                str(one["label"]),
                str(one.get("firstPeriod") or ""),
                str(one.get("lastPeriod") or ""),
                str(one.get("updated") or "")[:10],
            )
            for one in _json(body, api)["tables"]
        ]
    except (KeyError, TypeError, AttributeError):
        raise AnswerError("Svaret fra SSB er ikke en liste over tabeller", NOT_BY_WAITING.format(api)) from None


def described(table: str, api: str = API, sleep: Sleep = time.sleep) -> Dataset:
    """What a table is divided by, and the codes it has. Raises AnswerError."""
    address = f"{api}/tables/{_number(table)}/metadata"
    return read(ask(address, {"lang": "no", "outputFormat": "json-stat2"}, table, sleep), table, address)


def numbers(table: str, chosen: Mapping[str, Sequence[str]], api: str = API, sleep: Sleep = time.sleep) -> Dataset:
    """The numbers of the codes that are chosen of each dimension. Raises AnswerError."""
    address = f"{api}/tables/{_number(table)}/data"
    return read(ask(address, selection(chosen), table, sleep), table, address)


def selection(chosen: Mapping[str, Sequence[str]]) -> dict[str, str]:
    codes = {f"valueCodes[{name}]": ",".join(asked) for name, asked in chosen.items()}
    return {"lang": "no", "outputFormat": "json-stat2"} | codes


def _number(table: str) -> str:
    if not TABLE.fullmatch(table):
        raise AnswerError(f"«{table}» er ikke et tabellnummer", "skriv fem siffer, for eksempel 12134")
    return table


def ask(address: str, query: Mapping[str, str], table: str, sleep: Sleep = time.sleep) -> bytes:
    """The answer; asks again while the server is busy. Raises AnswerError."""
    if len(address) + sum(len(quote(f"{name}={value}&")) for name, value in query.items()) > LONGEST_ADDRESS:
        raise AnswerError("Det er valgt for mye til at SSB kan svare på det", "velg færre områder eller år")
    for default in (*WAITS_SECONDS, None):
        status, headers, body = _ask(address, query, table)
        if status not in BUSY or default is None:
            break
        if (wait := _seconds(headers.get("retry-after", ""), default)) > WAITS_SECONDS[-1]:
            break
        sleep(wait)
    look = LOOK.format(table)
    match status:
        case 200:
            return body
        case 400:
            raise AnswerError(f"SSB forstår ikke spørringen (svar 400){_said(headers, body)}", look)
        case 403:
            raise AnswerError(f"SSB gir ikke så mange tall på én gang (svar 403){_said(headers, body)}", "velg færre")
        case 404:
            raise AnswerError(f"SSB har ingen tabell på {address} (svar 404)", look)
        case 429 | 503:
            raise AnswerError(f"SSB er opptatt (svar {status})", LATER)
        case _ if 300 <= status < 400:
            raise AnswerError(f"SSB viser videre til {headers.get('location', 'et annet sted')}", look)
    raise AnswerError(f"SSB svarer med feil {status}", LATER)


def _said(headers: httpx.Headers, body: bytes) -> str:
    """What a problem is called (application/problem+json), where it is called something."""
    if "problem+json" not in headers.get("content-type", ""):
        return ""
    try:
        title = json.loads(body).get("title")
    except (ValueError, RecursionError, AttributeError):
        return ""
    return f" og sier {quoted(title)}" if isinstance(title, str) and title else ""


def _ask(address: str, query: Mapping[str, str], table: str) -> tuple[int, httpx.Headers, bytes]:
    """One request, given up where nobody is met.

    Where there is no net, looking the name up may take longer than any timeout of a request knows of.
    """
    is_met, answer = threading.Event(), Future[tuple[int, httpx.Headers, bytes]]()

    def trace(event: str, _: object) -> None:
        if event == "connection.connect_tcp.complete":
            is_met.set()

    def request() -> None:
        try:
            answer.set_result(_requested(address, query, table, trace))
        except BaseException as error:
            answer.set_exception(error)
        is_met.set()

    threading.Thread(target=request, daemon=True).start()
    if not is_met.wait(CONNECT_SECONDS):
        raise _unreachable(address)
    return answer.result()


def _unreachable(address: str) -> AnswerError:
    return AnswerError(f"SSB kan ikke nås på {address}", "se om maskinen er på nett, og prøv igjen")


def _requested(
    address: str, query: Mapping[str, str], table: str, trace: Callable[[str, object], None]
) -> tuple[int, httpx.Headers, bytes]:
    """Redirects are not followed: the numbers should come from the table's own address."""
    body = bytearray()
    timeout = httpx.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS)
    try:
        with (
            httpx.Client(timeout=timeout) as client,
            client.stream("GET", address, params=query, extensions={"trace": trace}) as response,
        ):
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise AnswerError(f"Svaret fra SSB er større enn {MOST_BYTES // 10**6} MB", LOOK.format(table))
    except httpx.ConnectTimeout:
        raise _unreachable(address) from None
    except httpx.TimeoutException:
        raise AnswerError(f"SSB svarte ikke på {TIMEOUT_SECONDS} sekunder", LATER) from None
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError):
        raise AnswerError("Svaret fra SSB ble avbrutt", LATER) from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise AnswerError(f"«{address}» er ikke en nettadresse", f"bruk {API}") from None
    except httpx.TransportError:
        raise _unreachable(address) from None
    return response.status_code, response.headers, bytes(body)


def _seconds(retry_after: str, default: float) -> float:
    """How long the header Retry-After asks to wait: it holds seconds, or a date."""
    try:
        if retry_after.isdecimal():
            return int(retry_after)
        return max(0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return default


def read(body: bytes, table: str, address: str = API) -> Dataset:
    """A dataset of the table. Raises AnswerError for anything else."""
    answer = _json(body, address)
    try:
        found = _dataset(answer)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise AnswerError("Svaret fra SSB er ikke satt opp som json-stat2", NOT_BY_WAITING.format(address)) from None
    if found.tables - {table}:
        raise AnswerError(f"Svaret fra SSB er ikke fra tabell {table}", LOOK.format(table))
    return found


def _json(body: bytes, address: str):
    if not body.strip():
        raise AnswerError("Svaret fra SSB er tomt", LATER)
    if not body.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        problem = f"Svaret fra SSB er {_form(body)}, ikke tall i formen json-stat2"
        raise AnswerError(problem, NOT_BY_WAITING.format(address))
    try:
        return json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise AnswerError("Svaret fra SSB er ikke JSON, eller ikke helt", LATER) from None


def _dataset(answer: dict) -> Dataset:
    roles = {name: role for role, names in (answer.get("role") or {}).items() for name in names}
    dimensions = {name: _dimension(name, answer["dimension"][name], roles.get(name)) for name in answer["id"]}
    size, value, status = answer["size"], answer.get("value", []), answer.get("status") or []
    if answer["class"] != "dataset" or [len(one.codes) for one in dimensions.values()] != size:
        raise ValueError
    if isinstance(value, list):
        # What is only described has none.
        if value and len(value) != math.prod(size):
            raise ValueError
        value = {str(position): one for position, one in enumerate(value)}
    if isinstance(status, str):
        # Marks are one for all, one a value, or some by position.
        status = [status] * math.prod(size)
    marks = status if isinstance(status, dict) else {str(position): one for position, one in enumerate(status)}
    told = ((answer.get("extension") or {}).get("px") or {}).get("tableid")
    label = str(answer.get("label", ""))
    tables = {*([str(told)] if told is not None else []), *re.findall(r"^\d{5}(?=:)", label)}
    marked = {str(position): str(mark) for position, mark in marks.items() if mark}
    return Dataset(label, frozenset(tables), dimensions, dict(value), marked)


def _dimension(name: str, described: dict, role: str | None) -> Dimension:
    """The index is a list or positions by code, and may be left out where there is one code."""
    category = described["category"]
    labels = category.get("label") or {}
    index = category.get("index", list(labels))
    if isinstance(index, dict):
        if sorted(index.values()) != list(range(len(index))):
            raise ValueError
        index = sorted(index, key=index.get)
    units = {str(code): str(unit.get("base") or "") for code, unit in (category.get("unit") or {}).items()}
    may_be_left_out = bool((described.get("extension") or {}).get("elimination"))
    codes = {str(code): str(labels.get(code, "")) for code in index}
    return Dimension(name, str(described.get("label", name)), codes, units, role, may_be_left_out)


def _form(body: bytes) -> str:
    """What an answer looks like that is not JSON."""
    start = body.removeprefix(codecs.BOM_UTF8).lstrip()[:500].lower()
    if start.startswith(b"<"):
        return "en nettside" if b"html" in start else "XML"
    if b"axis-version" in start or start.startswith(b"charset="):
        return "en px-fil"
    if start.startswith(b"pk"):
        return "et regneark"
    return "et ark (CSV)" if b";" in start or b"," in start else "noe ukjent"
