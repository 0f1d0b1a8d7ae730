"""The gate for small counts: from the crisis centre's own sheet to what may leave it.

`python -m pipelines.gate` reads local/krisesenteret.csv in the raw data, which the build never opens, and tells what
of it would be shown, why, and what that costs. With `--skriv` it writes crisis_centre_gated.csv there, which holds no
count that could give somebody away, and remembers what is shown of each year: a correction is held against all of it.
`--aldri-sendt YEAR` forgets a year that never left the centre. It can be run at the centre.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby, starmap
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

import duckdb

from pipelines.build import SQL, execute, load, raw_folder
from pipelines.descriptor import LOCAL, descriptor_of
from pipelines.gate_memory import (
    FILE,
    HIDDEN,
    UNREPORTED,
    Count,
    Outcome,
    Shown,
    held_against,
    outcome,
    read_shown,
    write_shown,
)
from pipelines.gate_sentences import forgetting, told
from pipelines.mistakes import Mistake, RawDataError
from pipelines.publish import replace_file
from pipelines.table import Table
from pipelines.validate import read_and_validate

SHEET = "krisesenteret.csv"
GATED = "crisis_centre_gated.csv"
ROLES = "roller i «area_type» som passer med «area_members.csv», og ett krisesenter"
WHOLE_CENTRE = "Hele senteret"
COUNT = (
    "tallet slik det er talt, også når det er lite, for eksempel 3: små tall skjules før filen forlater krisesenteret. "
    "Skriv 0 der ingen kom, og ingenting der det ikke er talt"
)


def gate(
    local: list[Table], shared: list[Table], before: Mapping[int, Shown] = MappingProxyType({})
) -> tuple[list[tuple], dict[int, Outcome]]:
    """The rows of GATED (year, area_code, user_group, use, amount, missing_reason), and how each year is shown and why.

    `local` is the centre's sheet, `shared` the tables of the raw data, `before` what was shown before. Raises
    RawDataError with every mistake, by line.
    """
    # Of so few rows, several threads take longer than one.
    connection = duckdb.connect(config={"threads": 1})
    execute(connection, (SQL / "functions.sql").read_text(encoding="utf-8"))
    load(connection, [*map(_with_lines, local), table_of(shared, "areas"), table_of(shared, "area_members")])
    connection.execute("create schema staging; create schema gate")
    for view in ("staging/areas", "staging/area_members"):
        execute(connection, (SQL / f"{view}.sql").read_text(encoding="utf-8"))
    _require_roles(connection)
    execute(connection, (SQL / "gate" / "cells.sql").read_text(encoding="utf-8"))
    found = execute(connection, (SQL / "gate" / "mistakes.sql").read_text(encoding="utf-8")).fetchall()
    if found:
        mistakes = [Mistake(SHEET, problem, expected, line, column) for line, column, problem, expected in found]
        raise RawDataError(mistakes)
    members, rows, years = _members(shared), [], {}
    counts = execute(connection, (SQL / "gate" / "gated.sql").read_text(encoding="utf-8")).fetchall()
    for year, block in groupby(starmap(Count, counts), key=attrgetter("year")):
        of_year = list(block)
        years[year] = outcome(of_year, before.get(year), members)
        rows += [_row(count, is_hidden=count.level > years[year].level) for count in of_year]
    return rows, years


def _require_roles(connection: duckdb.DuckDBPyConnection) -> None:
    """Centre, municipalities and small ones are found by their roles: wrong ones could show what is to be hidden."""
    found = execute(connection, (SQL / "checks/error/area_roles.sql").read_text(encoding="utf-8")).fetchall()
    wrong = [detail for _, detail in found]
    if not connection.execute("from staging.areas where area_type = 'krisesenter'").fetchall():
        wrong.append("0 områder har rollen «krisesenter»")
    if wrong:
        raise RawDataError([Mistake("areas.csv", problem, ROLES) for problem in wrong])


def _row(count: Count, is_hidden: bool) -> tuple:
    reason = HIDDEN if is_hidden else UNREPORTED if count.amount is None else None
    amount = None if is_hidden else count.amount
    return count.year, count.area_code, count.user_group, count.use, amount, reason


def _members(shared: list[Table]) -> dict[str, list[str]]:
    """The municipalities of each area that is several together."""
    members: dict[str, list[str]] = {}
    for area_code, member_code in table_of(shared, "area_members").rows:
        members.setdefault(area_code, []).append(member_code)
    return members


def _with_lines(table: Table) -> Table:
    rows = [[*row, str(line)] for row, line in zip(table.rows, table.lines, strict=True)]
    return Table.of(table.name, table.file, [*table.header, "line"], rows)


def read_sheet(raw: Path) -> list[Table]:
    """The centre's sheet. Raises RawDataError."""
    return read_and_validate(raw / LOCAL, dict.fromkeys(columns(raw)[2:], COUNT))


def columns(raw: Path) -> list[str]:
    """The columns of the sheet: year, where they live, and the counts."""
    descriptor = json.loads(descriptor_of(raw / LOCAL).read_text(encoding="utf-8"))
    return [field["name"] for field in descriptor["resources"][0]["schema"]["fields"]]


def empty_sheet(raw: Path, shared: list[Table], year: int, named: Callable[[str], str] = str) -> str:
    """The sheet to fill in, as a Norwegian Excel opens and saves it; `named` is what a column is called there."""
    header = list(map(named, columns(raw)))
    file = io.StringIO()
    rows = [[year, place] + [""] * (len(header) - 2) for place in places(shared)]
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue()


def places(shared: list[Table]) -> list[str]:
    """What a line of the sheet may be about: the whole centre, and each municipality."""
    return [WHOLE_CENTRE, *(area for area, role in areas_of(shared) if role == "kommune")]


def areas_of(shared: list[Table]) -> list[tuple[str, str]]:
    """Name and role of each area."""
    return [(row["area"], row["area_type"]) for row in table_of(shared, "areas").records]


def shown_before(raw: Path, shared: list[Table]) -> dict[int, Shown]:
    """What is remembered of each year. Raises RawDataError when that is less than GATED shows."""
    return held_against(table_of(shared, "crisis_centre_gated").rows, read_shown(raw / LOCAL))


def table_of(tables: list[Table], name: str) -> Table:
    [found] = [table for table in tables if table.name == name]
    return found


def write(raw: Path, rows: list[tuple], shared: list[Table], shown: Mapping[int, Shown]) -> None:
    """Remember what is shown, then put the rows in GATED; years that are not among them stay as they are.

    Killed between the two, more is remembered than was shown: a correction may then be shown less, never more.
    """
    write_shown(raw / LOCAL, shown)
    _write_gated(raw, shared, rows, {year for year, *_ in rows})


def forget(raw: Path, shared: list[Table], year: int) -> None:
    """Take a year out of GATED, then out of what is remembered, as if it had never been written. Others stay.

    Killed between the two, it is still remembered.
    """
    shown = read_shown(raw / LOCAL)
    _write_gated(raw, shared, [], {year})
    write_shown(raw / LOCAL, {at: of_year for at, of_year in shown.items() if at != year})


def _write_gated(raw: Path, shared: list[Table], rows: list[tuple], instead_of: set[int]) -> None:
    gated = table_of(shared, "crisis_centre_gated")
    kept = [row for row in gated.rows if int(row[0]) not in instead_of]
    together = sorted([*kept, *rows], key=lambda row: int(row[0]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(gated.header)
    writer.writerows(together)
    replace_file(raw / GATED, text.getvalue().encode())


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Fortell hva som kan vises av krisesenterets eget ark. Ingenting skrives uten --skriv."
    )
    parser.add_argument("--raw", type=Path, help="mappen med rådata")
    parser.add_argument("--skriv", action="store_true", help="skriv filen som skal sendes, og husk hva den viser")
    parser.add_argument("--aldri-sendt", type=int, metavar="ÅR", help="glem et år som aldri er sendt fra krisesenteret")
    arguments = parser.parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raw = raw_folder(arguments.raw)
    try:
        if arguments.aldri_sendt is not None:
            return _forget(raw, arguments.aldri_sendt, arguments.skriv)
        return _deliver(raw, arguments.skriv)
    except RawDataError as error:
        print(f"{error}\n{len(error.mistakes)} feil. Ingenting er skrevet.", file=sys.stderr)
    except OSError as error:
        path = error.filename or raw
        print(f"{path} kan ikke skrives ({error.strerror}). Lukk filen hvis den er åpen.", file=sys.stderr)
    return 1


def _deliver(raw: Path, is_to_be_written: bool) -> int:
    """Tell how each year of the sheet is shown, and write it if asked to. Makes an empty sheet where there is none."""
    sheet, shared = raw / LOCAL / SHEET, read_and_validate(raw)
    if not sheet.exists():
        sheet.parent.mkdir(exist_ok=True)
        # With the mark that tells Excel it is UTF-8.
        sheet.write_text(empty_sheet(raw, shared, date.today().year - 1), encoding="utf-8-sig", newline="")
        print(f"Et tomt ark er laget: {sheet}\nFyll det ut, lagre det som CSV, og kjør kommandoen på nytt.")
        return 0
    before = shown_before(raw, shared)
    rows, years = gate(read_sheet(raw), shared, before)
    if is_to_be_written:
        write(raw, rows, shared, before | {year: found.shown for year, found in years.items()})
    names = {role: area for area, role in areas_of(shared)}
    print("\n".join(told(year, before.get(year), found, names, is_to_be_written) for year, found in years.items()))
    if is_to_be_written:
        stays = f"alt i mappen {LOCAL} blir der det er"
        print(f"Skrevet: {raw / GATED}. Bare denne filen skal ut av krisesenteret; {stays}.")
    else:
        print("Ingenting er skrevet ennå. Rett arket hvis et tall er feil. Er alt riktig, kjør kommandoen med --skriv.")
    return 0


def _forget(raw: Path, year: int, is_to_be_written: bool) -> int:
    """Tell what it means that a year is forgotten, and forget it if asked to."""
    shared = read_and_validate(raw)
    written = {int(row[0]) for row in table_of(shared, "crisis_centre_gated").rows}
    if year not in written | read_shown(raw / LOCAL).keys():
        print(f"{year} er ikke skrevet før: det er ingenting å glemme.", file=sys.stderr)
        return 1
    if is_to_be_written:
        forget(raw, shared, year)
        print(f"{year} er glemt. Andre år står som før. Kjør kommandoen på nytt for å se hvordan {year} da vises.")
    else:
        print(forgetting(year, GATED, f"{LOCAL}/{FILE}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
