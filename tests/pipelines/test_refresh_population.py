"""Population is fetched from a server that answers as Statistics Norway does, and the file changes only when all is right."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import duckdb
import pytest

import statistics_norway as ssb
from http_server import Reply, answering, as_json
from pipelines import pxweb, statistics_norway
from pipelines.build import RAW, build
from pipelines.pxweb import MOST_BYTES, WAITS_SECONDS
from pipelines.refresh_population import main, refresh
from pipelines.statistics_norway import RefreshError
from some_tables import raw_of
from statistics_norway import ANSWER, NEXT_YEAR, THIS_YEAR, changed, dataset, label, serving, value

ROOT = Path(__file__).parents[2]
# As a console in the C locale, which can not write «å».
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ASKED = (
    "lang=no&outputFormat=json-stat2&valueCodes[Region]=0,34,3403,3420,3425,3412,3411,3413,3421,3419,3422"
    "&valueCodes[Kjonn]=1,2&valueCodes[Alder]=*&valueCodes[ContentsCode]=Personer1&valueCodes[Tid]=top(1)"
)


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def raw(tmp_path) -> Path:
    return Path(shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("local")))


@pytest.fixture
def few(tmp_path) -> Path:
    """The raw data with the tables that are read before anything is built."""
    return raw_of(("areas", "sources", "population"), tmp_path / "few")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


BODY = as_json(ANSWER).body
REFUSED = {
    "400": (Reply(b'{"status": 400}', 400), "forstår ikke spørringen"),
    "404": (Reply(b'{"status": 404}', 404), "ingen tabell på http://127.0.0.1"),
    "500": (Reply(b"", 500), "feil 500"),
    "elsewhere": (Reply(b"", 302, {"Location": "https://www.ssb.no/"}), "viser videre til https://www.ssb.no/"),
    "cut off": (Reply(BODY[:9000], missing_bytes=9000), "ble avbrutt"),
    "cut JSON": (Reply(BODY[:9000]), "ikke JSON, eller ikke helt"),
    "nothing": (Reply(b"\n"), "er tomt.*: prøv igjen senere"),
    "HTML": (Reply(b"<!doctype html><title>Logg inn</title>"), "er en nettside, ikke tall.*hjelper ikke å vente"),
    "HTML with a mark": (Reply(b"\xef\xbb\xbf\n<HTML>"), "er en nettside, ikke tall.*hjelper ikke å vente"),
    "XML": (Reply(b'<?xml version="1.0"?><a/>'), "er XML, ikke tall.*hjelper ikke å vente"),
    "px": (Reply(b'CHARSET="ANSI";\nAXIS-VERSION="2013";\nDATA=\n1 2 3;\n'), "er en px-fil.*hjelper ikke å vente"),
    "CSV": (Reply(b'"region";"2026"\n"Hamar";1\n'), r"er et ark \(CSV\).*hjelper ikke å vente"),
    "Excel": (Reply(b"PK\x03\x04" + bytes(50)), "er et regneark.*hjelper ikke å vente"),
    "Parquet": (Reply(b"PAR1" + bytes(50)), "er noe ukjent.*hjelper ikke å vente"),
    "JSON of the first version": (as_json({"dataset": ANSWER}), "json-stat2.*hjelper ikke å vente"),
    "deep": (Reply(b"[" * 200_000), "ikke JSON"),
    "huge": (Reply(b" " * (MOST_BYTES + 1)), "større enn 20 MB"),
    "list": (as_json([1]), "json-stat2"),
    "problem": (as_json({"title": "Not found"}), "json-stat2"),
    "too few values": (changed(lambda answer: answer["value"].pop()), "json-stat2"),
    "two first": (changed(lambda answer: ssb.index(answer, "Kjonn").update({"1": 0})), "json-stat2"),
    "other label": (changed(lambda answer: answer.update(label="05810: Befolkning")), "ikke fra tabell 07459"),
    "other id": (changed(lambda answer: answer["extension"]["px"].update(tableid="05810")), "ikke fra tabell 07459"),
    "other dimensions": (as_json(json.loads(BODY.replace(b'"Alder"', b'"Aldersgruppe"'))), "ikke fra tabell 07459"),
    "other contents": (as_json(json.loads(BODY.replace(b"Personer1", b"Prosent"))), "mangler ContentsCode Pers"),
    "no area": (ssb.without("3419"), "mangler Region 3419"),
    "no sex": (ssb.without("2"), "mangler Kjonn 2"),
    "no age": (ssb.without("057"), "mangler Alder 057"),
    "no open age": (ssb.without("105+"), r"mangler Alder 105\+"),
    "negative": (value(-1), "Tallet fra SSB for Norge, kvinner, alder 012, er -1,"),
    "decimal": (value(12.5), "er 12.5,"),
    "text": (value("12"), "er .12., "),
    "true": (value(True), "er true,"),
    "null": (value(None), "Norge, kvinner, alder 012, mangler"),
    "sparse with a hole": (changed(ssb.with_a_hole), r"Engerdal, menn, alder 105\+, mangler"),
    "marked": (changed(lambda answer: answer.update(status={"3": ".."})), "merket 1 av tallene med «..»"),
    "older": (as_json(dataset(2025, THIS_YEAR)), "gir tall for 2025, mens filen har tall for 2026"),
    "two years": (changed(ssb.two_years), "ikke ett år, men 2026, 2027"),
    "other area": (label("Region", "3419", "Vålerenga"), "Koden 3419 er hos SSB «Vålerenga»"),
    "merged area": (
        label("Region", "3403", "Hamar-Stange"),
        "Koden 3403 er hos SSB «Hamar-Stange», men hos oss «Hamar»",
    ),
    "area with another": (label("Region", "3403", "Hamar og Stange"), "Koden 3403 er hos SSB «Hamar og Stange»"),
    "area no longer in use": (label("Region", "3403", "Hamar (-2026)"), r"Koden 3403 er hos SSB «Hamar \(-2026\)»"),
    "area of another county": (
        label("Region", "3419", "Våler (Østfold)"),
        r"Koden 3419 er hos SSB «Våler \(Østfold\)»",
    ),
    "both sexes": (label("Kjonn", "1", "Menn og kvinner"), "Koden 1 er hos SSB «Menn og kvinner»"),
    "other country": (label("Region", "0", "Heimdal"), "Koden 0 er hos SSB «Heimdal»"),
    "sexes swapped": (label("Kjonn", "1", "Kvinner"), "Koden 1 er hos SSB «Kvinner»"),
}


@pytest.mark.parametrize(("reply", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_and_nothing_touched(few, reply, told):
    before = contents(few)
    with serving([reply]) as (address, queries), pytest.raises(RefreshError, match=told) as refused:
        refresh(few, address)
    assert ", så population.csv er som den var: " in str(refused.value)
    assert contents(few) == before and len(queries) == 1


def test_what_the_checks_refuse_is_told_and_nothing_touched(raw):
    before = contents(raw)
    doubled = dataset(2027, {cell: 2 * number for cell, number in NEXT_YEAR.items()})
    with serving([as_json(doubled)]) as (address, _):
        with pytest.raises(RefreshError, match="folketallet går fra 33817 i 2026 til 68548 i 2027"):
            refresh(raw, address)
    assert contents(raw) == before


def test_nobody_answers(few, monkeypatch):
    before = contents(few)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(pxweb, "TIMEOUT_SECONDS", 0.2)
        with pytest.raises(RefreshError, match="svarte ikke på 0.2 sekunder"):
            refresh(few, f"http://127.0.0.1:{port}/")
    for address, told in ((f"http://127.0.0.1:{port}/", "kan ikke nås"), ("ssb", "ikke en nettadresse")):
        with pytest.raises(RefreshError, match=told):
            refresh(few, address)
    assert contents(few) == before


def test_who_is_not_on_the_net_is_told_so_however_long_a_name_is_looked_up(few, monkeypatch):
    is_over, looked_up = threading.Event(), []

    def look_up(*_, **__):
        is_over.wait(5)
        looked_up.append(True)
        return []

    monkeypatch.setattr(pxweb, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(RefreshError, match="kan ikke nås på http://ssb.example/.* se om maskinen er på nett"):
        refresh(few, "http://ssb.example/")
    assert not looked_up
    is_over.set()


def test_an_answer_may_take_longer_than_it_takes_to_be_met(raw, monkeypatch):
    def slow(_: str) -> Reply:
        time.sleep(0.5)
        return as_json({})

    monkeypatch.setattr(pxweb, "CONNECT_SECONDS", 0.2)
    with answering(slow) as address, pytest.raises(RefreshError, match="ikke satt opp som json-stat2"):
        refresh(raw, f"{address}/")


@pytest.mark.parametrize(
    ("headers", "low", "high"),
    [
        ({"Retry-After": "7"}, 7, 7),
        ({"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)}, 0, 50),
        ({"Retry-After": "Sat, 01 Jan 2000 00:00:00 GMT"}, 0, 0),
        ({"Retry-After": "snart"}, WAITS_SECONDS[0], WAITS_SECONDS[0]),
        ({}, WAITS_SECONDS[0], WAITS_SECONDS[0]),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(status, headers, low, high):
    waited = []
    with serving([Reply(b"", status, headers), Reply(b"all")]) as (address, queries):
        assert statistics_norway.fetch(address, ["0"], waited.append) == b"all"
    assert len(waited) == 1 and low <= waited[0] <= high and len(queries) == 2


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("headers", "expected"), [({}, list(WAITS_SECONDS)), ({"Retry-After": "3600"}, [])])
def test_a_server_that_stays_busy_is_left(few, status, headers, expected):
    before, waited = contents(few), []
    with serving([Reply(b"", status, headers)]) as (address, queries):
        with pytest.raises(RefreshError, match=f"opptatt .svar {status}"):
            refresh(few, address, waited.append)
    assert waited == expected and len(queries) == len(expected) + 1
    assert contents(few) == before


def test_a_new_year_reaches_the_marts(raw, tmp_path):
    before = contents(raw)
    with serving([as_json(ANSWER)]) as (address, queries):
        refresh(raw, address)
    assert [set(query.split("&")) for query in queries] == [set(ASKED.split("&"))]
    after = contents(raw)
    new, old = after.pop("population.csv"), before.pop("population.csv")
    assert after == before
    assert [line for line in new.splitlines(True) if b",2027," not in line] == old.splitlines(True)
    assert b"3419,2027,menn,104,104,0,ssb_07459\n3419,2027,menn,105,,0,ssb_07459\n3420,2026,kvinner,0,11," in new
    with duckdb.connect(str(tmp_path / build(raw, tmp_path)), read_only=True) as marts:
        select = "select area_code, sex, age_from::varchar, persons from marts.population where year = 2027"
        bands = {tuple(band): persons for *band, persons in marts.execute(select).fetchall()}
        select = "select area_code, persons from marts.population_totals where year = 2027"
        totals = dict(marts.execute(select).fetchall())
    for row in ssb.rows(RAW, "population"):
        expected = sum(NEXT_YEAR[cell] for cell in ssb.cells(row))
        assert bands[row["area_code"], row["sex"], row["age_from"]] == expected
    for area in {area for area, _, _ in NEXT_YEAR}:
        assert totals[area] == sum(number for (code, _, _), number in NEXT_YEAR.items() if code == area)


@pytest.mark.parametrize("answer", ssb.FORMS.values(), ids=ssb.FORMS)
def test_every_form_of_the_standard_reads_alike(answer):
    areas = {row["area_code"]: row for row in ssb.rows(RAW, "areas") if row["area_code"].isdecimal()}
    year, persons = statistics_norway.read_answer(as_json(answer).body, areas)
    sex = {"menn": "1", "kvinner": "2"}
    assert (year, {(at, sex[s], ssb.AGES[age]): n for (at, s, age), n in persons.items()}) == (2027, NEXT_YEAR)


@pytest.mark.parametrize("text", ["Våler", "Våler (Innlandet)", "VÅLER ", "Våler - Vaalerie", "V\u200ba\u030aler"])
def test_an_area_may_be_written_in_more_ways(text):
    areas = {row["area_code"]: row for row in ssb.rows(RAW, "areas") if row["area_code"].isdecimal()}
    assert statistics_norway.read_answer(label("Region", "3419", text).body, areas)[0] == 2027


def test_same_numbers_leave_the_file(few):
    before = contents(few)
    with serving([as_json(dataset(2026, THIS_YEAR))]) as (address, _):
        told = refresh(few, address)
    assert told[-1] == "Ingen tall er endret, så population.csv er som den var."
    assert contents(few) == before


def test_a_corrected_year_takes_the_place_of_the_old(raw):
    moved = {("3403", "1", "011"): -3, ("3403", "1", "012"): 3}
    corrected = {cell: number + moved.get(cell, 0) for cell, number in THIS_YEAR.items()}
    with serving([as_json(dataset(2026, corrected))]) as (address, _):
        told = refresh(raw, address)
        assert refresh(raw, address)[-1].startswith("Ingen tall er endret")
    assert told[-2] == "2 av filens 198 tall for 2026 er endret."
    assert told[3] == "  Hamar: 33\u00a0817 (2026) → 33\u00a0817 (2026), uendret"
    assert len(ssb.rows(raw, "population")) == len(THIS_YEAR)


def test_a_file_that_can_not_be_replaced_is_told(raw, monkeypatch):
    def refused(draft, path):
        if Path(path).name != "population.csv":
            return rename(draft, path)
        raise PermissionError(13, "Permission denied", str(path))

    before, rename = contents(raw), os.rename
    monkeypatch.setattr(os, "replace", refused)
    with serving([as_json(ANSWER)]) as (address, _):
        with pytest.raises(RefreshError, match="/population.csv kan ikke leses eller skrives"):
            refresh(raw, address)
    assert contents(raw) == before


def run(*arguments) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"} | C_LOCALE
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, encoding="utf-8")


def test_killed_before_the_file_is_replaced(raw):
    before = contents(raw)
    killed = (
        "import os, pathlib; from pipelines.refresh_population import main; "
        "pathlib.Path.replace = lambda draft, to: os._exit(9) if to.name == 'population.csv' else os.replace(draft, to); "
        "main()"
    )
    with serving([as_json(ANSWER)]) as (address, _):
        assert run("-c", killed, "--raw", raw, "--address", address).returncode == 9
        assert before.items() < contents(raw).items()
        refresh(raw, address)
    assert contents(raw).keys() == before.keys()


def test_the_command(raw, few):
    with serving([as_json(ANSWER), Reply(b"<html>")]) as (address, _):
        command = ["-m", "pipelines.refresh_population", "--address", address, "--raw"]
        done, refused = run(*command, raw), run(*command, few)
    assert (done.returncode, done.stderr) == (0, "")
    first, *areas, last = done.stdout.splitlines()
    assert first == "Folkemengde 1. januar 2027, SSB tabell 07459:"
    assert len(areas) == 11 and "  Løten: 7\u00a0951 (2026) → 8\u00a0133 (2027), +182" in areas
    assert last == "population.csv er oppdatert. Kjør «python run.py», som bygger og viser de nye tallene."
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(
        "Svaret fra SSB er en nettside, ikke tall i formen json-stat2, så population.csv er som den var"
    )


def test_raw_data_that_are_wrong_are_told_by_the_command(few, monkeypatch, capsys):
    (few / "areas.csv").write_bytes(b"")
    monkeypatch.setattr("sys.argv", ["refresh_population", "--raw", str(few), "--address", "never asked"])
    assert main() == 1
    said, told = capsys.readouterr()
    assert said == "" and told.startswith("areas.csv: filen er tom")
