"""The gate for small counts: from the crisis centre's own sheet to what may leave it.

`python -m pipelines.gate [--raw DIR]` reads data/raw/local/krisesenteret.csv, which the build never opens, and writes
data/raw/crisis_centre_gated.csv, which holds no count that could give somebody away. It can be run at the centre.
"""

import argparse
import csv
import io
import json
import sys
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from pipelines.build import RAW, SQL, load
from pipelines.mistakes import Mistake, RawDataError
from pipelines.publish import replace_file
from pipelines.read import Table
from pipelines.validate import DESCRIPTOR, read_and_validate

LOCAL = "local"
SHEET = "krisesenteret.csv"
GATED = "crisis_centre_gated.csv"


def gate(local: list[Table], shared: list[Table]) -> list[tuple]:
    """The rows of GATED: year, area_code, user_group, use, amount, missing_reason.

    `local` is the centre's sheet, `shared` the tables of data/raw. Raises RawDataError with every mistake, by line.
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
    return connection.execute((SQL / "gate" / "gated.sql").read_text(encoding="utf-8")).fetchall()


def _with_lines(table: Table) -> Table:
    rows = [[*row, str(line)] for row, line in zip(table.rows, table.lines, strict=True)]
    return replace(table, header=[*table.header, "line"], rows=rows)


def empty_sheet(shared: list[Table], year: int) -> str:
    """The sheet to fill in, as a Norwegian Excel opens and saves it."""
    [areas] = [table for table in shared if table.name == "areas"]
    name, kind = areas.header.index("area"), areas.header.index("area_type")
    places = [row[name] for row in areas.rows if row[kind] == "kommune"]
    descriptor = json.loads((RAW / LOCAL / DESCRIPTOR).read_text(encoding="utf-8"))
    header = [field["name"] for field in descriptor["resources"][0]["schema"]["fields"]]
    file = io.StringIO()
    rows = [[year, place] + [""] * (len(header) - 2) for place in ["Hele senteret", *places]]
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue()


def write_gated(raw: Path, rows: list[tuple], shared: list[Table]) -> None:
    """Put the rows in GATED, in one step; years that are not among them stay as they are."""
    [before] = [table for table in shared if table.name == "crisis_centre_gated"]
    years = {str(year) for year, *_ in rows}
    kept = [row for row in before.rows if row[0] not in years]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(before.header)
    writer.writerows(sorted([*kept, *rows], key=lambda row: int(row[0])))
    replace_file(raw / GATED, text.getvalue().encode())


def told(rows: list[tuple]) -> list[str]:
    """A line a year: what of it is shown."""
    lines = []
    for year, block in groupby(rows, key=itemgetter(0)):
        shown = {area for _, area, _, _, amount, _ in block if amount is not None}
        parts = shown - {"hamar_krisesenter", "ni_kommuner"}
        what = (
            "store kommuner hver for seg, og små kommuner samlet"
            if parts
            else "de ni kommunene samlet"
            if "ni_kommuner" in shown
            else "bare hele senteret"
            if shown
            else "ingenting, fordi et tall er for lite"
        )
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
        rows = gate(read_and_validate(raw / LOCAL), shared)
    except RawDataError as error:
        print(f"{error}\n{len(error.mistakes)} feil. Ingenting er skrevet.", file=sys.stderr)
        return 1
    write_gated(raw, rows, shared)
    print("\n".join(told(rows)))
    print(f"Skrevet: {raw / GATED}. Bare denne filen skal ut av krisesenteret; arket blir der det er.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
