"""What a build costs: of the shipped data, and with the population of 150,000 and of 1.5 million rows.

`python benchmarks/build.py` builds each in a process of its own, and in turn with it loads the same files by DuckDB's
own reader and asks the same of them in SQL, in another. It prints medians: seconds of processor, how many times
DuckDB's they are, seconds by the clock, and the most memory the build took. The exit status is 1 when something is over
its limit.
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
RUNS = 5
SIZES = (150_000, 1_500_000)
YEARS, SEXES, AGES = range(2007, 2027), ("kvinner", "menn"), range(106)
LIMIT_SHIPPED, LIMIT_RATIO, LIMIT_MEMORY = 1.0, 5.0, 600
"""Seconds by the clock, times DuckDB's own, and MB."""
TYPES = {"integer": "integer", "number": "double", "date": "date"}


@dataclass(frozen=True)
class Cost:
    processor: float
    clock: float
    memory: float
    """MB at most."""


def main() -> int:
    over = False
    print(f"{'':<16}{'processor s':>12}{'× DuckDB':>10}{'clock s':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in (None, *SIZES):
            raw = RAW if rows is None else with_population(Path(folder, str(rows)), rows)
            pairs = [(cost(*building(raw, Path(folder))), cost(str(__file__), str(raw))) for _ in range(RUNS)]
            built, loaded = map(median, zip(*pairs, strict=True))
            ratio = built.processor / loaded.processor
            name = "shipped data" if rows is None else f"{rows:,} rows"
            print(
                f"{name:<16}{built.processor:>12.2f}{ratio:>10.1f}{built.clock:>9.2f}{built.memory:>6.0f}", flush=True
            )
            over |= built.clock > LIMIT_SHIPPED if rows is None else ratio > LIMIT_RATIO
            over |= built.memory > LIMIT_MEMORY
    print(f"limits: {LIMIT_SHIPPED} s by the clock of shipped data, {LIMIT_RATIO} × DuckDB, {LIMIT_MEMORY} MB")
    return over


def building(raw: Path, folder: Path) -> list[str]:
    """The first build there is: one that replaces another also tells what it changes."""
    out = tempfile.mkdtemp(dir=folder)
    return ["-m", "pipelines.build", "--raw", str(raw), "--out", out]


def cost(*command: str) -> Cost:
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with {status}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


def median(costs: tuple[Cost, ...]) -> Cost:
    return Cost(*map(statistics.median, zip(*map(astuple, costs), strict=True)))


def with_population(folder: Path, rows: int) -> Path:
    """The shipped data with made-up people by single years, in as many municipalities as it takes."""
    shutil.copytree(RAW, folder)
    areas = [*read(folder / "areas.csv")]
    [together] = [area["area_code"] for area in areas if area["area_type"] == "samlet"]
    own = [area["area_code"] for area in areas if area["area_type"] in ("land", "fylke", "kommune")]
    more = [f"x{number}" for number in range(-(-rows // (len(YEARS) * len(SEXES) * len(AGES))) - len(own))]
    add(folder / "areas.csv", ((code, f"Kommune {code}", "kommune") for code in more))
    add(folder / "area_members.csv", ((together, code) for code in more))
    source = next(read(folder / "population.csv"))["source_id"]
    for name in ("population", "population_totals"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines(True)[0], encoding="utf-8")
    add(folder / "population.csv", people([*own, *more], source))
    add(folder / "population_totals.csv", [(own[0], YEARS[0] - 1, total(own[0], YEARS[0]), source)])
    return folder


def people(codes: list[str], source: str) -> Iterator[tuple]:
    for code in codes:
        for year in YEARS:
            for sex in SEXES:
                for age in AGES:
                    yield code, year, sex, age, "" if age == AGES[-1] else age, persons(code, year, age), source


def persons(code: str, year: int, age: int) -> int:
    return (sum(code.encode()) * 37 + age * 7) % 900 + year - 2000


def total(code: str, year: int) -> int:
    return len(SEXES) * sum(persons(code, year, age) for age in AGES)


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def add(path: Path, rows) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def load_and_check(raw: Path) -> None:
    """By DuckDB alone; raises AssertionError where a row is not as it is described."""
    resources = json.loads((raw / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    resources = [resource for resource in resources if (raw / resource["path"]).exists()]
    with duckdb.connect() as connection:
        for resource in resources:
            columns = {field["name"]: TYPES.get(field["type"], "varchar") for field in resource["schema"]["fields"]}
            query = f"create table {resource['name']} as from read_csv($path, header = true, columns = $columns)"
            connection.execute(query, {"path": str(raw / resource["path"]), "columns": columns})
        for resource in resources:
            for query in checks(resource):
                assert connection.execute(f"select count(*) from ({query})").fetchone() == (0,), query


def checks(resource: dict) -> Iterator[str]:
    """Queries that return the rows which are not as they are described."""
    name, schema = resource["name"], resource["schema"]
    wrong = [told for field in schema["fields"] for told in wrong_cells(field)]
    yield f"from {name} where {' or '.join(wrong)}"
    yield f"select 1 from {name} group by {listed(schema['primaryKey'])} having count(*) > 1"
    for key in schema.get("foreignKeys", []):
        there = key["reference"]
        is_whole = " and ".join(f'"{field}" is not null' for field in key["fields"])
        yield (
            f"select {listed(key['fields'])} from {name} where {is_whole} "
            f"except select {listed(there['fields'])} from {there['resource']}"
        )


def wrong_cells(field: dict) -> Iterator[str]:
    name, limits = f'"{field["name"]}"', field.get("constraints", {})
    if limits.get("required"):
        yield f"{name} is null"
    if "minimum" in limits:
        yield f"{name} < {limits['minimum']}"
    if "maximum" in limits:
        yield f"{name} > {limits['maximum']}"
    if "pattern" in limits:
        yield f"not regexp_full_match({name}, {literals([limits['pattern']])})"
    if values := limits.get("enum") or [*field.get("trueValues", ()), *field.get("falseValues", ())]:
        yield f"{name} not in ({literals(values)})"


def literals(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(load_and_check(Path(sys.argv[1])))
    sys.exit(main())
