"""What the first reader of a new published version pays: `python benchmarks/versions.py`.

Processor time of the server while a page is run for the first time on a new version, over that of later runs, for the
pages that make most of it. A run counts from when readers are sent to the new version: what is made before that is made
beside readers who have the old one. LIMIT is what must hold; the exit status is 1 when a page is over it.
"""

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time

from answers import on_its_own

from pages import ROOT, opened, rerun, started

sys.path.insert(0, str(ROOT / "tests" / "support"))

from content.warehouse import PROCESSED  # noqa: E402
from pipelines.publish import current_version  # noqa: E402
from published import publish_again  # noqa: E402

LIMIT = 1.5
PAGES = ("omfang", "", "tiltak", "malgrupper", "presentasjon", "kommune")
QUERIES = {"kommune": "kommune=hamar", "tiltak": "tiltak=9"}
LATER, VERSIONS = 5, 2
AT_REST, LONGEST_WAIT = 0.02, 30.0
"""Of a second, that the process uses where nothing is made; seconds."""


def processor(pid: int) -> float:
    """Seconds, by the clock that Linux has of each process: finer than what `/proc` tells."""
    return time.clock_gettime((~pid << 3) | 2)


async def at_rest(pid: int) -> None:
    last = time.monotonic() + LONGEST_WAIT
    before = processor(pid)
    while time.monotonic() < last:
        await asyncio.sleep(0.5)
        now = processor(pid)
        if now - before < AT_REST:
            return
        before = now


async def cost(pid: int, socket, pages: dict[str, str], path: str) -> float:
    before = processor(pid)
    await rerun(socket, QUERIES.get(path, ""), pages[path])
    return processor(pid) - before


async def compared() -> int:
    is_over = False
    with tempfile.TemporaryDirectory() as folder, started("dashboard/server.py") as (port, pid):
        kept = shutil.copy(PROCESSED / current_version(PROCESSED), folder)
        async with opened(port) as socket:
            _, pages, *_ = await rerun(socket)
            later, first = {path: [] for path in PAGES}, {path: [] for path in PAGES}
            for _ in range(LATER):
                for path in PAGES:
                    later[path].append(await cost(pid, socket, pages, path))
            for _ in range(VERSIONS):
                begun = time.monotonic()
                publish_again(kept, PROCESSED)
                await rerun(socket, page=pages["tilgjengelighet"])
                await at_rest(pid)
                taken = time.monotonic() - begun
                for path in PAGES:
                    first[path].append(await cost(pid, socket, pages, path))
            print(f"{'page':<20}{'later ms':>10}{'first ms':>10}{'ratio':>8}")
            for path in PAGES:
                of_later, of_first = (statistics.median(found[path]) * 1e3 for found in (later, first))
                is_over |= of_first > LIMIT * of_later
                print(f"{path or '(oversikt)':<20}{of_later:>10.0f}{of_first:>10.0f}{of_first / of_later:>8.2f}")
            print(f"readers are sent to the last of them after {taken:.1f} s at most")
    return int(is_over)


if __name__ == "__main__":
    sys.exit(asyncio.run(compared()) if "REGISTER_ADDRESS" in os.environ else on_its_own())
