"""The gate for small counts: from the crisis centre's own sheet to what may leave it.

`python -m pipelines.gate [--raw DIR]` reads data/raw/local/krisesenteret.csv, which the build never opens, and writes
data/raw/crisis_centre_gated.csv, which holds no count that could give somebody away. It can be run at the centre, where
it remembers which areas it has shown of each year: a correction is held against all of it.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby, starmap
from operator import attrgetter, itemgetter
from pathlib import Path
from types import MappingProxyType

import duckdb

from pipelines.build import RAW, SQL, load
from pipelines.mistakes import Mistake, RawDataError
from pipelines.publish import replace_file
from pipelines.read import Table
from pipelines.shown import (
    FILE,
    HIDDEN,
    LEVELS,
    NOTHING,
    UNREPORTED,
    Count,
    Shown,
    from_gated,
    level_now,
    read_shown,
    remembered,
    write_shown,
)
from pipelines.validate import DESCRIPTOR, read_and_validate

LOCAL = "local"
SHEET = "krisesenteret.csv"
GATED = "crisis_centre_gated.csv"
COUNT = (
    "tallet slik det er talt, også når det er lite, for eksempel 3: små tall skjules før filen forlater krisesenteret. "
    "Skriv 0 der ingen kom, og ingenting der det ikke er talt"
)


def gate(
    local: list[Table], shared: list[Table], before: Mapping[int, Shown] = MappingProxyType({})
) -> tuple[list[tuple], dict[int, Shown]]:
    """The rows of GATED (year, area_code, user_group, use, amount, missing_reason), and what is then shown of each year.

    `local` is the centre's sheet, `shared` the tables of data/raw, `before` what was shown before. Raises RawDataError
    with every mistake, by line.
    """
    connection = duckdb.connect()
    connection.execute((SQL / "functions.sql").read_text(encoding="utf-8"))
    load(connection, [_with_lines(table) for table in local] + shared)
    connection.execute("create schema staging; create schema gate")
    for view in ("staging/areas", "staging/area_members", "gate/cells"):
        connection.execute((SQL / f"{view}.sql").read_text(encoding="utf-8"))
    found = connection.execute((SQL / "gate" / "mistakes.sql").read_text(encoding="utf-8")).fetchall()
    if found:
        mistakes = [Mistake(SHEET, problem, expected, line, column) for line, column, problem, expected in found]
        raise RawDataError(mistakes)
    members, rows, shown = _members(shared), [], {}
    counts = connection.execute((SQL / "gate" / "gated.sql").read_text(encoding="utf-8")).fetchall()
    for year, block in groupby(starmap(Count, counts), key=attrgetter("year")):
        of_year = list(block)
        level = level_now(of_year, before.get(year), members)
        shown[year] = remembered(of_year, level, before.get(year), members)
        rows += [_row(count, is_hidden=count.level > level) for count in of_year]
    return rows, shown


def _row(count: Count, is_hidden: bool) -> tuple:
    reason = HIDDEN if is_hidden else UNREPORTED if count.amount is None else None
    amount = None if is_hidden else count.amount
    return count.year, count.area_code, count.user_group, count.use, amount, reason


def _members(shared: list[Table]) -> dict[str, list[str]]:
    """The municipalities of each area that is several together."""
    members: dict[str, list[str]] = {}
    for area_code, member_code in _table(shared, "area_members").rows:
        members.setdefault(area_code, []).append(member_code)
    return members


def _with_lines(table: Table) -> Table:
    rows = [[*row, str(line)] for row, line in zip(table.rows, table.lines, strict=True)]
    return replace(table, header=[*table.header, "line"], rows=rows)


def read_sheet(raw: Path) -> list[Table]:
    """The centre's sheet. Raises RawDataError."""
    return read_and_validate(raw / LOCAL, dict.fromkeys(_columns()[2:], COUNT))


def _columns() -> list[str]:
    """The columns of the sheet: year, where they live, and the counts."""
    descriptor = json.loads((RAW / LOCAL / DESCRIPTOR).read_text(encoding="utf-8"))
    return [field["name"] for field in descriptor["resources"][0]["schema"]["fields"]]


def empty_sheet(shared: list[Table], year: int) -> str:
    """The sheet to fill in, as a Norwegian Excel opens and saves it."""
    areas = _table(shared, "areas")
    name, kind = areas.header.index("area"), areas.header.index("area_type")
    places = [row[name] for row in areas.rows if row[kind] == "kommune"]
    header = _columns()
    file = io.StringIO()
    rows = [[year, place] + [""] * (len(header) - 2) for place in ["Hele senteret", *places]]
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue()


def shown_before(raw: Path, shared: list[Table]) -> dict[int, Shown]:
    """What is remembered of each year, else what GATED shows of it. Raises RawDataError."""
    return from_gated(_table(shared, "crisis_centre_gated").rows, _members(shared)) | read_shown(raw / LOCAL)


def _table(tables: list[Table], name: str) -> Table:
    [found] = [table for table in tables if table.name == name]
    return found


def write(raw: Path, rows: list[tuple], shared: list[Table], shown: Mapping[int, Shown]) -> None:
    """Remember what is shown, then put the rows in GATED; years that are not among them stay as they are.

    Killed between the two, more is remembered than was shown: a correction may then be shown less, never more.
    """
    write_shown(raw / LOCAL, shown)
    gated = _table(shared, "crisis_centre_gated")
    years = {str(year) for year, *_ in rows}
    kept = [row for row in gated.rows if row[0] not in years]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(gated.header)
    writer.writerows(sorted([*kept, *rows], key=lambda row: int(row[0])))
    replace_file(raw / GATED, text.getvalue().encode())


def told(rows: list[tuple], shown: Mapping[int, Shown]) -> list[str]:
    """A line a year: what of it is shown, and why a corrected year is not."""
    lines = []
    for year, block in groupby(rows, key=itemgetter(0)):
        of_year = {area for _, area, _, _, _, reason in block if reason != HIDDEN}
        if of_year - LEVELS.keys():
            what = "store kommuner hver for seg, og små kommuner samlet"
        elif "ni_kommuner" in of_year:
            what = "de ni kommunene samlet"
        elif of_year:
            what = "bare hele senteret"
        elif shown[year].level != NOTHING:
            what = (
                "ingenting, fordi året er vist før: sammen med det kunne de nye tallene ha røpet et lite tall. "
                f"Er ingen fil med {year} noen gang sendt fra krisesenteret, kan du slette {GATED} og {LOCAL}/{FILE} "
                "og kjøre kommandoen på nytt"
            )
        else:
            what = "ingenting, fordi et tall er for lite"
        lines.append(f"{year}: det som vises, er {what}.")
    return lines


def main() -> int:
    arguments = argparse.ArgumentParser(description="Skjul små tall i krisesenterets eget ark.")
    arguments.add_argument("--raw", type=Path, default=RAW, help="mappen med rådata")
    raw = arguments.parse_args().raw
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sheet = raw / LOCAL / SHEET
    try:
        shared = read_and_validate(raw)
        if not sheet.exists():
            # With the mark that tells Excel it is UTF-8.
            sheet.write_text(empty_sheet(shared, date.today().year - 1), encoding="utf-8-sig", newline="")
            print(f"Et tomt ark er laget: {sheet}\nFyll det ut, lagre det som CSV, og kjør kommandoen på nytt.")
            return 0
        before = shown_before(raw, shared)
        rows, now = gate(read_sheet(raw), shared, before)
        write(raw, rows, shared, before | now)
    except RawDataError as error:
        print(f"{error}\n{len(error.mistakes)} feil. Ingenting er skrevet.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or raw} kan ikke skrives ({error.strerror}). Lukk filen hvis den er åpen.", file=sys.stderr)
        return 1
    print("\n".join(told(rows, now)))
    print(f"Skrevet: {raw / GATED}. Bare denne filen skal ut av krisesenteret; alt i mappen {LOCAL} blir der det er.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
