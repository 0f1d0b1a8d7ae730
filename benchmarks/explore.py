"""What a change on Utforsk costs: beside a bare page with the same picture, and on numbers of the whole country.

`python benchmarks/explore.py`: real servers on the loopback address, asked in turn for views of one indicator; medians.
The country's numbers are made up, in a copy of the published version: 357 municipalities, 300 indicators, 20 years,
three sexes and age bands each. The exit status is 1 where a ratio is over its limit.
"""

import asyncio
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

from pages import BARE, ROOT, opened, rerun, served

sys.path.insert(0, str(ROOT))

from content import warehouse  # noqa: E402
from content.figures import figures  # noqa: E402
from content.figures.figure import show  # noqa: E402

CHANGES = 21
LIMIT_BARE, LIMIT_COUNTRY = 1.3, 1.5
FIGURE = "national_stays"
VIEWS = tuple(f"tall=national-stays&aar={first}-2024&vis=figur" for first in (2018, 2019, 2020, 2021))
"""A change is from one of them to another."""
BARE_VIEW = "page=explore"
INDICATORS = """
insert into marts.indicators by name
select indicators.* replace (
    format('made_up_{}', number) as indicator_id, 1000 + number as place, null as theme_id, null as page,
    format('Oppdiktet tall {}', number) as name
)
from marts.indicators, range(300) numbers(number)
where indicator_id = 'adults_2023'
"""
OBSERVATIONS = """
insert into marts.observations by name
select printed.* replace (
    concat_ws(' ', no_indicator, no_area, no_year, no_sex, no_age) as observation_id,
    format('made_up_{}', no_indicator) as indicator_id,
    format('{:04d}', no_area) as area_code,
    format('Kommune {}', no_area) as area,
    2005 + no_year as year,
    ['kvinner', 'menn'][no_sex + 1] as sex,
    18 + 20 * no_age as age_from,
    37 + 20 * no_age as age_to
)
from
    (select * from marts.observations where indicator_id = 'adults_2023' and value is not null limit 1) as printed,
    range(300) indicators(no_indicator),
    range(357) areas(no_area),
    range(20) years(no_year),
    range(2) sexes(no_sex),
    range(3) ages(no_age)
"""


def made_country(processed: Path, folder: Path) -> Path:
    """A copy of the published versions in which the one in use has the numbers of a whole country."""
    copied = shutil.copytree(processed, folder / "country")
    version = copied / (copied / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(version)) as connection:
        connection.execute(INDICATORS)
        connection.execute(OBSERVATIONS)
        rows = connection.execute("select count(*) from marts.observations").fetchone()[0]
    print(f"{rows:,} numbers, {version.stat().st_size / 1e6:.0f} MB", flush=True)
    return copied


async def fields_of(port: int) -> Counter:
    """What a reader can choose by in a view, by kind: the bare page has as many."""
    async with opened(port) as socket:
        _, pages, *_ = await rerun(socket)
        return (await rerun(socket, VIEWS[0], pages["utforsk"]))[3]


async def medians(servers: dict[str, tuple[int, str]]) -> dict[str, float]:
    """Seconds that a change takes on each of the servers, of which none waits for another."""
    taken: dict[str, list[float]] = {name: [] for name in servers}
    sockets = {name: await opened(port) for name, (port, _) in servers.items()}
    pages = {name: (await rerun(socket, BARE_VIEW))[1] for name, socket in sockets.items()}
    for turn in range(CHANGES + len(VIEWS)):
        for name, socket in sockets.items():
            page = pages[name].get(servers[name][1], "")
            query = VIEWS[turn % len(VIEWS)] if servers[name][1] else BARE_VIEW
            seconds, _, shown, _ = await rerun(socket, query, page)
            assert len(shown) == 1, f"{name}: {len(shown)} pictures"
            # Each view is seen once before: the next readers have it.
            if turn >= len(VIEWS):
                taken[name].append(seconds)
    for socket in sockets.values():
        await socket.close()
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def main() -> int:
    version = warehouse.version_in_use()
    shown = show(figures(version)[FIGURE], version)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        constants, script = folder / "specs.json", folder / "bare.py"
        script.write_text(BARE.format(path=str(constants)), encoding="utf-8")
        country = made_country(warehouse.PROCESSED, folder)
        with served("dashboard/server.py") as ours, served(str(script)) as bare:
            fields = asyncio.run(fields_of(ours))
            like_it = {"charts": [shown.spec], "fields": fields}
            constants.write_text(json.dumps({"explore": like_it}), encoding="utf-8")
            os.environ["PROCESSED_DIR"] = str(country)
            started = time.perf_counter()
            with served("dashboard/server.py") as large:
                servers = {"shipped": (ours, "utforsk"), "bare": (bare, ""), "country": (large, "utforsk")}
                found = asyncio.run(medians(servers))
            print(f"country: all of it in {time.perf_counter() - started:.0f} s")
    beside, large = found["shipped"] / found["bare"], found["country"] / found["shipped"]
    print(f"fields of the bare page: {dict(fields)}")
    print("   ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in found.items()))
    print(f"beside a bare page {beside:.2f} (limit {LIMIT_BARE})   whole country {large:.2f} (limit {LIMIT_COUNTRY})")
    return int(beside > LIMIT_BARE or large > LIMIT_COUNTRY)


if __name__ == "__main__":
    sys.exit(main())
