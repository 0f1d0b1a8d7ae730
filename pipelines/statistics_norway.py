"""Population as Statistics Norway's PxWebApi v2 gives it: asked for, and read when it is what was asked for."""

import codecs
import itertools
import json
import math
import re
import time
from collections.abc import Collection
from email.utils import parsedate_to_datetime

import httpx

from pipelines.mistakes import quoted
from register.validation.text import clean

TABLE = "07459"
ADDRESS = f"https://data.ssb.no/api/pxwebapi/v2/tables/{TABLE}/data"
FILE = "population.csv"
# What the table calls the country; the other areas have their own names.
COUNTRY = "Hele landet"
SEXES = {"1": "menn", "2": "kvinner"}
OLDEST = 105
AGES = {f"{age:03}": age for age in range(OLDEST)} | {f"{OLDEST}+": OLDEST}
CONTENTS = "Personer1"
TIMEOUT_SECONDS = 30
# Where the answer does not say how long to wait before asking again; what is longer than the last is left to people.
WAITS_SECONDS = (5, 20, 60)
BUSY = (429, 503)
# An answer is some 20 kB.
MOST_BYTES = 20_000_000
Row = dict[str, str | None]
# By area code, sex and age; the highest age is open-ended.
Persons = dict[tuple[str, str, int], int]
LATER = "prøv igjen senere"
NOT_BY_WAITING = (
    f"det hjelper ikke å vente. Bruk adressen {ADDRESS}, og se i en nettleser at maskinen slipper fram til den"
)
LOOK = f"se om tabellen er endret, på https://www.ssb.no/statbank/table/{TABLE}"


class RefreshError(Exception):
    """The file stays as it is; one sentence: what was wrong, and what to do."""

    def __init__(self, problem: str, advice: str):
        super().__init__(f"{problem}, så {FILE} er som den var: {advice}.")


def fetch(address: str, area_codes: list[str], sleep=time.sleep) -> bytes:
    """The table's answer for the newest year; asks again while the server is busy. Raises RefreshError."""
    codes = {"Region": area_codes, "Kjonn": SEXES, "Alder": "*", "ContentsCode": [CONTENTS], "Tid": ["top(1)"]}
    query = {f"valueCodes[{dimension}]": ",".join(asked) for dimension, asked in codes.items()}
    for default in (*WAITS_SECONDS, None):
        status, headers, body = _ask(address, {"lang": "no", "outputFormat": "json-stat2"} | query)
        if status not in BUSY or default is None:
            break
        if (wait := _seconds(headers.get("retry-after", ""), default)) > WAITS_SECONDS[-1]:
            break
        sleep(wait)
    match status:
        case 200:
            return body
        case 400:
            raise RefreshError("SSB forstår ikke spørringen (svar 400)", LOOK)
        case 404:
            raise RefreshError(f"SSB har ingen tabell på {address} (svar 404)", LOOK)
        case 429 | 503:
            raise RefreshError(f"SSB er opptatt (svar {status})", LATER)
        case _ if 300 <= status < 400:
            raise RefreshError(f"SSB viser videre til {headers.get('location', 'et annet sted')}", LOOK)
    raise RefreshError(f"SSB svarer med feil {status}", LATER)


def _ask(address: str, query: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
    """One request. Redirects are not followed: the numbers should come from the table's own address."""
    body = bytearray()
    try:
        with httpx.stream("GET", address, params=query, timeout=TIMEOUT_SECONDS) as response:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise RefreshError(f"Svaret fra SSB er større enn {MOST_BYTES // 10**6} MB", LOOK)
    except httpx.TimeoutException:
        raise RefreshError(f"SSB svarte ikke på {TIMEOUT_SECONDS} sekunder", LATER) from None
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError):
        raise RefreshError("Svaret fra SSB ble avbrutt", LATER) from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise RefreshError(f"«{address}» er ikke en nettadresse", f"bruk {ADDRESS}") from None
    except httpx.TransportError:
        raise RefreshError(f"SSB kan ikke nås på {address}", "se om maskinen er på nett, og prøv igjen") from None
    return response.status_code, response.headers, bytes(body)


def _seconds(retry_after: str, default: float) -> float:
    """How long the header Retry-After asks to wait: it holds seconds, or a date."""
    try:
        if retry_after.isdecimal():
            return int(retry_after)
        return max(0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return default


def read_answer(body: bytes, areas: dict[str, Row]) -> tuple[int, Persons]:
    """The year, and persons by area, sex and age. Raises RefreshError for anything but what was asked for."""
    if not body.strip():
        raise RefreshError("Svaret fra SSB er tomt", LATER)
    if not body.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        raise RefreshError(f"Svaret fra SSB er {_form(body)}, ikke tall i formen json-stat2", NOT_BY_WAITING)
    try:
        dimensions, values, marks, tables = _parts(json.loads(body))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise RefreshError("Svaret fra SSB er ikke JSON, eller ikke helt", LATER) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RefreshError("Svaret fra SSB er ikke satt opp som json-stat2", NOT_BY_WAITING) from None
    expected: dict[str, Collection[str]] = {"Region": areas, "Kjonn": SEXES, "Alder": AGES, "ContentsCode": (CONTENTS,)}
    if dimensions.keys() != {*expected, "Tid"} or tables - {TABLE}:
        raise RefreshError(f"Svaret fra SSB er ikke fra tabell {TABLE}", LOOK)
    _check_meanings(dimensions, areas)
    for name, codes in expected.items():
        if differing := sorted(set(codes) ^ dimensions[name].keys()):
            what = "mangler" if differing[0] in codes else "har for mye:"
            raise RefreshError(f"Svaret fra SSB {what} {name} {', '.join(differing[:5])}", LOOK)
    if len(years := list(dimensions["Tid"])) != 1 or not re.fullmatch(r"[12]\d{3}", years[0], re.ASCII):
        raise RefreshError(f"Svaret fra SSB gjelder ikke ett år, men {', '.join(years) or 'ingen'}", LOOK)
    if marks:
        raise RefreshError(f"SSB har merket {len(marks)} av tallene med {quoted(str(marks[0]))}", LOOK)
    persons = {}
    for position, codes in enumerate(itertools.product(*map(list, dimensions.values()))):
        code, value = dict(zip(dimensions, codes, strict=True)), values.get(str(position))
        area_code, sex = code["Region"], SEXES[code["Kjonn"]]
        if type(value) is not int or value < 0:
            told = "mangler" if value is None else f"er {json.dumps(value)[:20]}, ikke et antall"
            place = f"{areas[area_code]['area']}, {sex}, alder {code['Alder']}"
            raise RefreshError(f"Tallet fra SSB for {place}, {told}", LOOK)
        persons[area_code, sex, AGES[code["Alder"]]] = value
    return int(years[0]), persons


def _parts(answer: dict) -> tuple[dict[str, dict[str, str]], dict[str, object], list[str], set[str]]:
    """A json-stat2 dataset: text by code by dimension, value by position, marks on values, the tables it names.

    Dimensions and codes are in the order of the answer, positions count through them row by row.
    https://json-stat.org/full/
    """
    dimensions = {name: _categories(answer["dimension"][name]["category"]) for name in answer["id"]}
    size, value, status = answer["size"], answer["value"], answer.get("status") or []
    if answer["class"] != "dataset" or [len(codes) for codes in dimensions.values()] != size:
        raise ValueError
    if isinstance(value, list):
        if len(value) != math.prod(size):
            raise ValueError
        value = {str(position): one for position, one in enumerate(value)}
    # Marks are one for all, one a value, or some by position.
    marks = [status] if isinstance(status, str) else list(status.values() if isinstance(status, dict) else status)
    table = ((answer.get("extension") or {}).get("px") or {}).get("tableid", TABLE)
    tables = {table, *re.findall(r"^\d{5}(?=:)", answer.get("label", ""))}
    return dimensions, dict(value), [mark for mark in marks if mark], tables


def _categories(category: dict) -> dict[str, str]:
    """Text by code, in order. The index is a list or positions by code, and may be left out where there is one code."""
    labels = category.get("label") or {}
    index = category.get("index", list(labels))
    if isinstance(index, dict):
        if sorted(index.values()) != list(range(len(index))):
            raise ValueError
        index = sorted(index, key=index.get)
    return {str(code): str(labels.get(code, "")) for code in index}


def _check_meanings(dimensions: dict[str, dict[str, str]], areas: dict[str, Row]) -> None:
    """A code may be given to something else than it was: its whole text tells. Raises RefreshError."""
    ours = {code: COUNTRY if row["area_type"] == "land" else row["area"] for code, row in areas.items()}
    for name, texts in (("Region", ours), ("Kjonn", SEXES)):
        for code in texts.keys() & dimensions[name].keys():
            theirs = dimensions[name][code]
            if clean(theirs).casefold() not in _names(texts[code]):
                raise RefreshError(f"Koden {code} er hos SSB {quoted(theirs)}, men hos oss «{texts[code]}»", LOOK)


def _names(ours: str) -> set[str]:
    """How an area may be written: «Sand (Fjordfylket)» is also called «Sand»."""
    return {ours.casefold(), ours.split(" (")[0].casefold()}


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
