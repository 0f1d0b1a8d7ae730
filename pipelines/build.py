"""From raw files to a published version: read, validate, load, staging, marts, checks, publish.

`python -m pipelines.build [--raw DIR] [--out DIR] [--if-stale] [--verbose]`; without --raw it is the settings' folder
"""

import argparse
import errno
import graphlib
import re
import signal
import sys
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path

import duckdb

from pipelines.changes import keep_changes
from pipelines.delivered import NONE, Standing
from pipelines.findings import Finding, finding_of, located
from pipelines.mistakes import RawDataError
from pipelines.publish import (
    KEPT,
    OUT,
    current_version,
    fingerprint,
    is_stale,
    out_of,
    publish,
    remove_candidates,
    remove_other_plans,
    restore,
)
from pipelines.table import Table
from pipelines.validate import described, read_and_validate
from register.errors import RegisterError
from register.settings import settings

RAW = Path(__file__).parent.parent / "data" / "raw"
"""The raw data that the project is shipped with."""
SQL = Path(__file__).parent / "sql"

KEY = re.compile(r"^-- key: (.+)$", re.MULTILINE)


class CheckError(Exception):
    """The marts break claims that must hold; a line a finding, in Norwegian."""

    def __init__(self, findings: Sequence[Finding]):
        self.findings = findings
        super().__init__("\n".join(map(str, findings)))


class UnwritableError(Exception):
    """The folder of the versions can not be written to; a sentence, in Norwegian."""


def build(
    raw: Path | None = None,
    out: Path = OUT,
    is_verbose: bool = False,
    today: date | None = None,
    standing: Standing = NONE,
    begin: Callable[[str], None] | None = None,
) -> str:
    """Build and publish; returns the name of the version. Without a folder it is the one of the settings.

    What has not begun yet is judged by the day it is, unless another is given. `standing` is what was handed in.
    `begin` is told each step when it begins; without it a line is printed when a step is done.

    Raises RawDataError, CheckError or UnwritableError, and publishes nothing: the last good version stays.
    """
    raw = raw or settings().raw
    restore(out)
    # Taken before the first file is read: what changes underway is then seen as newer than this version.
    content = fingerprint(raw, standing.state)
    step = partial(_step, begin)
    with step("les og valider") as count:
        tables = read_and_validate(raw, deliveries=standing.deliveries, centre=standing.centre)
        count(sum(len(table.lines) for table in tables))
    plans = in_order(tables)
    # A database for each plan, of which nothing is published before all of them hold.
    # Of few rows, several threads take longer than one; of many, each takes its part of the memory.
    threads = 2 if any(table.is_large for table in tables) else 1
    made = {plan: duckdb.connect(config={"threads": threads}) for plan in plans}
    with step("last inn") as count:
        for connection in made.values():
            load(connection, tables)
        count(sum(len(table.lines) for table in tables))
    with step("klargjør") as count:
        count(sum(stage(connection, plan) for plan, connection in made.items()))
    with step("regn ut") as count:
        for connection in made.values():
            compute_marts(connection)
        count(sum(map(_rows, made.values())))
    with step("kontroller") as count:
        for connection in made.values():
            connection.execute("set variable today = $1::date", [today])
        try:
            notices = [notice for connection in made.values() for notice in check(connection)]
        except CheckError as error:
            by_name, resources = {table.name: table for table in tables}, described(raw)
            raise CheckError([located(finding, resources, by_name) for finding in error.findings]) from None
        count(len(notices))
    with step("publiser") as count:
        try:
            remove_other_plans(out, plans[:-1])
            # The newest plan last: its version is the one that names the others.
            for plan, connection in made.items():
                place = out if plan == plans[-1] else out_of(out, plan)
                keep_changes(connection, place)
                version = publish(connection, place, content, kept=kept_versions(connection))
            remove_candidates(out)
        except (OSError, duckdb.IOException, duckdb.TransactionException) as error:
            raise UnwritableError(_unwritable(out, error)) from error
        count(len(made))
    if begin is None:
        _tell_notices(list(dict.fromkeys(notices)), is_verbose)
    return version


def in_order(tables: list[Table]) -> list[str | None]:
    """The plans, by when they begin to be in force; without any, one that has no name."""
    [plans] = [table for table in tables if table.name == "plans"]
    rows = sorted(plans.records, key=lambda row: (row["valid_from"] or "", row["plan_id"]))
    return [row["plan_id"] for row in rows] or [None]


def _unwritable(out: Path, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC or "No space left" in str(error):
        return f"Det er ikke plass på disken til en ny versjon i {out}. Rydd plass, og prøv igjen"
    return f"En ny versjon kan ikke skrives i {out}. Se om mappen er skrivebeskyttet, og om du har tilgang"


def _tell_notices(notices: list[tuple], is_verbose: bool) -> None:
    if is_verbose:
        for _, _, detail in notices:
            print(f"merknad  {detail}")
    elif notices:
        what = "1 merknad" if len(notices) == 1 else f"{len(notices)} merknader"
        print(f"{what} til dataene: de står på «Kilder og metode», og vises her med --verbose")


def load(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """The canonical text as tables raw.*; every column is text."""
    connection.execute("create schema if not exists raw")
    for table in tables:
        if table.is_large:
            from pipelines import large

            large.load(connection, table)
            continue
        # Unnested parameters, since what hands over columns takes longer to import than the build takes.
        unnested = ", ".join(f'unnest(${number}::varchar[]) as "{name}"' for number, name in enumerate(table.header, 1))
        cells = [column.cells for column in table.columns]
        connection.execute(f'create table raw."{table.name}" as select {unnested}', cells)


def stage(connection: duckdb.DuckDBPyConnection, plan: str | None = None) -> int:
    """The views staging.*, of what belongs to a plan that of one plan, the newest unless told; returns how many."""
    execute(connection, (SQL / "functions.sql").read_text(encoding="utf-8"))
    connection.execute("create schema staging")
    newest = "(select plan_id from raw.plans order by valid_from desc nulls last, plan_id desc limit 1)"
    connection.execute(f"create table staging.chosen_plan as select coalesce($1, {newest}) as plan_id", [plan])
    files = sorted((SQL / "staging").glob("*.sql"))
    for file in files:
        execute(connection, file.read_text(encoding="utf-8"))
    return len(files)


def compute_marts(
    connection: duckdb.DuckDBPyConnection, folder: Path = SQL / "marts", only: Collection[str] | None = None
) -> None:
    """The tables marts.* of a folder, or some of them, each after those it reads."""
    connection.execute("create schema if not exists marts")
    for name, query in queries(folder).items():
        if only is None or name in only:
            execute(connection, query)


def execute(connection: duckdb.DuckDBPyConnection, text: str) -> duckdb.DuckDBPyConnection:
    """The statements of a text that is asked again and again: parsed once, which takes a fifth of the time."""
    for statement in _parsed(text):
        connection.execute(statement)
    return connection


@cache
def _parsed(text: str) -> list[duckdb.Statement]:
    return duckdb.extract_statements(text)


@cache
def queries(folder: Path) -> dict[str, str]:
    """The marts of a folder, each after those it reads."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.sql"))}
    reads = {name: set(re.findall(r"(?:from|join) marts\.(\w+)", text)) & texts.keys() for name, text in texts.items()}
    return {name: texts[name] for name in graphlib.TopologicalSorter(reads).static_order()}


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    """How many the marts have in all."""
    names = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    return sum(connection.execute(f"select count(*) from marts.{name}").fetchone()[0] for (name,) in names)


def check(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str | None, str]]:
    """Run every check; returns the notices and stores them in marts.notices. Raises CheckError on any error."""
    found = {
        level: [
            (file, source_id, detail)
            for file in sorted((SQL / "checks" / level).glob("*.sql"))
            for source_id, detail in execute(connection, file.read_text(encoding="utf-8")).fetchall()
        ]
        for level in ("error", "notice")
    }
    errors = [finding_of(file, detail) for file, _, detail in found["error"]]
    errors += [Finding("grain", detail, "én rad for hver nøkkel") for detail in doubles(connection)]
    if errors:
        raise CheckError(errors)
    notices = [(file.stem, source_id, detail) for file, source_id, detail in found["notice"]]
    if notices:  # none at all is a mistake to the database
        connection.executemany("insert into marts.notices values (?, ?, ?)", notices)
    return notices


def doubles(connection: duckdb.DuckDBPyConnection, folder: Path = SQL / "marts") -> list[str]:
    """Rows of a mart that have the same key: what one row is of, as the line `-- key:` on top of its query says."""
    found = []
    for file in sorted(folder.glob("*.sql")):
        key = KEY.search(file.read_text(encoding="utf-8"))[1]
        query = f"select {key}, count(*) from marts.{file.stem} group by all having count(*) > 1 order by all"
        for *values, rows in execute(connection, query).fetchall():
            told = ", ".join("tom" if value is None else f"«{value}»" for value in values)
            found.append(f"marts.{file.stem} har {rows} rader for {told} ({key}): det skal være én")
    return found


def kept_versions(connection: duckdb.DuckDBPyConnection) -> int:
    """How many versions may stay: what the gate hides now could be worked out beside an older one that showed it."""
    [(is_gated,)] = connection.execute("select has_gated_counts from marts.publication").fetchall()
    return 1 if is_gated else KEPT


@contextmanager
def _step(begin: Callable[[str], None] | None, name: str):
    """Tell `begin`, or print a line when it is done: its name, what it counted, how long it took."""
    counted: list[int] = []
    started = time.perf_counter()
    if begin:
        begin(name)
    yield counted.append
    if not begin:
        print(f"{name:<16}{counted[0]:>8} rader  {time.perf_counter() - started:6.2f} s", flush=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Bygg og publiser dataene.")
    arguments.add_argument("--raw", type=Path, help="mappen med rådata")
    arguments.add_argument("--out", type=Path, default=OUT, help="mappen som versjonene publiseres i")
    arguments.add_argument("--if-stale", action="store_true", help="bygg bare når rådata eller kode er endret")
    arguments.add_argument("--verbose", action="store_true", help="vis hver merknad til dataene")
    options = arguments.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raw = raw_folder(options.raw)
    try:
        standing = _standing(raw)
        if options.if_stale and not is_stale(raw, options.out, standing.state):
            return 0
        version = build(raw, options.out, options.verbose, standing=standing)
    except RegisterError as error:
        return _refused(error, "Det som er lagt inn på siden «Tall», kan ikke leses", options.out)
    except RawDataError as error:
        return _refused(error, f"{len(error.mistakes)} feil i rådataene", options.out)
    except CheckError as error:
        return _refused(error, "Dataene strider mot en kontroll", options.out)
    except UnwritableError as error:
        return _refused(error, "Versjonen kan ikke skrives", options.out)
    except KeyboardInterrupt:
        print("Avbrutt. Ingenting er publisert.", file=sys.stderr)
        return 128 + signal.SIGINT
    print(f"Publisert: {version}")
    return 0


def _standing(raw: Path) -> Standing:
    """Raises RegisterError."""
    if not settings().is_begun:
        return NONE
    # Imported here: to load what asks a database takes a fifth of the time that the shipped data take.
    from pipelines.register_deliveries import of_settings

    return of_settings(raw)


def raw_folder(asked_for: Path | None) -> Path:
    """The folder of raw data that a command was given, or else the one of the settings; ends where they are wrong."""
    try:
        return asked_for or settings().raw
    except RegisterError as error:
        sys.exit(str(error))


def _refused(error: Exception, why: str, out: Path) -> int:
    """Tell every mistake, then what it means; returns the exit status."""
    print(error, file=sys.stderr)
    kept = (
        "Siste gyldige versjon er fortsatt i bruk." if current_version(out) else "Ingen versjon er publisert tidligere."
    )
    print(f"{why}. Ingenting er publisert. {kept}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
