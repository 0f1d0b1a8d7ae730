"""The newest population of Statistics Norway into the raw data, when all is right with it.

`python -m pipelines.refresh_population [--raw DIR] [--address URL]`
"""

import argparse
import csv
import io
import shutil
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

import duckdb

from pipelines.build import CheckError, build, raw_folder
from pipelines.mistakes import RawDataError
from pipelines.publish import replace_file
from pipelines.pxweb import AnswerError
from pipelines.statistics_norway import (
    ADDRESS,
    COUNTED,
    FILE,
    LOOK,
    TABLE,
    Persons,
    RefreshError,
    Row,
    as_rows,
    fetch,
    read_answer,
    sum_of_band,
)
from pipelines.validate import read_and_validate


def refresh(raw: Path, address: str = ADDRESS, sleep=time.sleep) -> list[str]:
    """Fetch, compare, check, replace; returns lines that tell what changed.

    Raises RefreshError, or RawDataError when the raw data had mistakes before anything was fetched.
    """
    tables = {table.name: table.records for table in read_and_validate(raw)}
    areas = {row["area_code"]: row for row in tables["areas"] if row["area_type"] in COUNTED}
    old = tables["population"]
    try:
        year, persons = read_answer(fetch(address, list(areas), sleep), areas)
    except AnswerError as wrong:
        raise RefreshError(wrong.problem, wrong.advice) from None
    if year < (newest := max(int(row["year"]) for row in old)):
        raise RefreshError(f"SSB gir tall for {year}, mens filen har tall for {newest}", LOOK)
    told, is_changed = compare(old, areas, year, persons)
    if not is_changed:
        return [*told, f"Ingen tall er endret, så {FILE} er som den var."]
    content = as_csv(old, year, persons)
    try:
        check(raw, content)
        replace_file(raw / FILE, content)
    except OSError as error:
        problem = f"{error.filename or raw / FILE} kan ikke leses eller skrives ({error.strerror})"
        raise RefreshError(problem, "lukk filen hvis den er åpen, og prøv igjen") from None
    return [*told, f"{FILE} er oppdatert. Kjør «python run.py», som bygger og viser de nye tallene."]


def compare(old: list[Row], areas: dict[str, Row], year: int, persons: Persons) -> tuple[list[str], bool]:
    """A line an area, and how many numbers differ where the file has the year already; is anything new?"""
    lines, is_new = [f"Folkemengde 1. januar {year}, SSB tabell {TABLE}:"], False
    for code, area in areas.items():
        own = [row for row in old if row["area_code"] == code]
        newest = max((int(row["year"]) for row in own), default=None)
        before = sum(int(row["persons"]) for row in own if int(row["year"]) == newest)
        after = sum(number for (area_code, _, _), number in persons.items() if area_code == code)
        was = f"{_spaced(before)} ({newest}) → " if own else ""
        difference = _spaced(after - before, "+") if after != before else "uendret"
        lines.append(f"  {area['area']}: {was}{_spaced(after)} ({year}), {difference}")
        is_new = is_new or newest != year
    same = [row for row in old if int(row["year"]) == year]
    differing = [row for row in same if int(row["persons"]) != sum_of_band(row, persons)]
    if differing:
        lines.append(f"{len(differing)} av filens {len(same)} tall for {year} er endret.")
    return lines, is_new or bool(differing)


def _spaced(number: int, sign: str = "") -> str:
    return f"{number:{sign},}".replace(",", "\u00a0").replace("-", "−")


def as_csv(old: list[Row], year: int, persons: Persons) -> bytes:
    """The file with the year in single years of age, in place of what it had for that year."""
    rows = [row for row in old if int(row["year"]) != year] + as_rows(year, persons)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(old[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["area_code"], row["year"], row["sex"], int(row["age_from"]))))
    return text.getvalue().encode()


def check(raw: Path, content: bytes) -> None:
    """Build from a copy of the raw data with the new file. Raises RefreshError with every mistake."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, redirect_stdout(io.StringIO()):
        changed = Path(folder) / "raw"
        changed.mkdir()
        for file in (*raw.glob("*.csv"), *raw.glob("*.json")):
            shutil.copyfile(file, changed / file.name)
        (changed / FILE).write_bytes(content)
        try:
            build(changed, Path(folder) / "processed")
        except (RawDataError, CheckError, duckdb.Error) as error:
            problem = f"{error}\nTallene fra SSB består ikke kontrollene"
            raise RefreshError(problem, "rett det som står over, eller vent til SSB har rettet sitt") from None


def main() -> int:
    arguments = argparse.ArgumentParser(description="Hent den nyeste folkemengden fra SSB.")
    arguments.add_argument("--raw", type=Path, help="mappen med rådata")
    arguments.add_argument("--address", default=ADDRESS, help="adressen til tabellen i SSBs PxWebApi")
    options = arguments.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    raw = raw_folder(options.raw)
    try:
        print("\n".join(refresh(raw, options.address)))
    except RefreshError as error:
        print(error, file=sys.stderr)
        return 1
    except RawDataError as error:
        print(f"{error}\nRådataene må rettes før noe kan hentes. {FILE} er som den var.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
