"""Many at once: `python benchmarks/load.py`. The exit status is 1 when one of the limits does not hold.

Fifty readers with five seconds between what they do, from a start on which nothing is kept yet; changes a second on
«Status på tiltakene» and «Gi status», beside a bare Streamlit page with the same pictures and as many fields; three
processes beside one; and what a process keeps of visitors who have left, and of files that it has made. Whoever asks is
a process of its own, which takes its share of the two cores: it is the same for both sides of a ratio. By name
(`exports`) one of them is measured alone.
"""

import asyncio
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx
import psutil
import websockets
from answers import resident
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard import machine
from pages import BARE, ROOT, TOKEN, finished_specs, rerun, served, started

NAMES = ("readers", "changes", "processes", "visitors", "exports")
USERS, THINK, SECONDS = 50, 5.0, 60.0
MOST_WAIT = 0.5
"""Seconds, for nineteen of twenty."""
BUSY, BUSY_SECONDS = 24, 20.0
"""How many ask again a tenth of a second after they are answered, and for how long: more than three processes serve."""
AT_REST = 0.05
"""The part of a core that a process takes when it has made what it makes at its start."""
CHANGES = {"tiltak": ("tiltak={}", 0.9), "meld-inn": ("kommune=hamar&oppgave={}", 0.6)}
"""Page → what is changed on it, of sixteen; how many changes a second there must be at least, beside a bare page."""
MORE = 1.6
"""How many times as many three processes answer."""
MIXED = {
    "": [""],
    "malgrupper": [""],
    "utforsk": ["", "tall=national-residents"],
    "omfang": ["", "kjonn=kvinner"],
    "kommune": ["kommune=hamar", "kommune=engerdal"],
    "tiltak": ["", "tiltak=9", "omrade=1"],
    "meld-inn": ["kommune=trysil"],
    "presentasjon": [""],
}
VISITORS, MOST_OF_VISITORS = 1000, 10.0
"""How many, and how many megabytes they may leave."""
EXPORTS, MOST_OF_EXPORTS = 500, 20.0
WITH_ALL = {"kommune": "kommune=hamar", "tiltak": "tiltak=9"}
"""Pages that offer a file where something is chosen, and what is."""


async def visitor(port: int) -> websockets.connect:
    """Somebody in a browser of their own, who sits at the machine; the first waits until the server has started."""
    async with httpx.AsyncClient(timeout=120) as client:
        page = await client.get(f"http://127.0.0.1:{port}/", headers={"Accept": "text/html"})
    cookies = {**page.cookies, machine.COOKIE: TOKEN}
    told = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    return websockets.connect(
        address, subprotocols=["streamlit"], max_size=None, open_timeout=120, additional_headers=told
    )


async def ready(port: int) -> None:
    async with await visitor(port):
        pass


async def at_rest(pid: int) -> None:
    """A server that has started makes what its pages show, beside what it is asked: that is not what is measured."""
    process = psutil.Process(pid)
    process.cpu_percent()
    while True:
        await asyncio.sleep(1)
        if process.cpu_percent() < AT_REST * 100:
            return


async def reader(port: int, number: int, until: float, waits: list[float]) -> None:
    dice = random.Random(number)
    await asyncio.sleep(dice.uniform(0, THINK))
    async with await visitor(port) as socket:
        asked = time.perf_counter()
        _, pages, *_ = await rerun(socket)
        waits.append(time.perf_counter() - asked)
        while time.perf_counter() < until:
            await asyncio.sleep(dice.uniform(0.5, 1.5) * THINK)
            path = dice.choice(list(MIXED))
            seconds, *_ = await rerun(socket, dice.choice(MIXED[path]), pages[path])
            waits.append(seconds)


async def fifty() -> float:
    """The wait that nineteen of twenty are below, from the start of a process."""
    waits: list[float] = []
    with served("dashboard/server.py") as port:
        await ready(port)
        until = time.perf_counter() + SECONDS
        await asyncio.gather(*(reader(port, number, until, waits) for number in range(USERS)))
    waits.sort()
    print(f"{USERS} readers: {len(waits)} changes, median {statistics.median(waits):.2f} s", end=", ")
    return waits[int(len(waits) * 0.95)]


async def changes(ports: Sequence[int], ask: Callable[[int], str], path: str | None) -> float:
    """Changes a second that those who ask again at once get of a page, spread over processes."""
    done = 0

    async def busy(number: int) -> None:
        nonlocal done
        async with await visitor(ports[number % len(ports)]) as socket:
            page = (await rerun(socket))[1][path] if path else ""
            await rerun(socket, ask(number), page)
            begins.set()
            while time.perf_counter() < until:
                number += 1
                await rerun(socket, ask(number), page)
                done += 1

    for port in ports:
        await ready(port)
    begins, until = asyncio.Event(), time.perf_counter() + BUSY_SECONDS
    asking = [asyncio.create_task(busy(number)) for number in range(BUSY)]
    await begins.wait()
    begun, before = time.perf_counter(), done
    await asyncio.gather(*asking)
    return (done - before) / (time.perf_counter() - begun)


async def pictures_and_fields(port: int, path: str, query: str) -> dict:
    specs = finished_specs()
    async with await visitor(port) as socket:
        _, pages, *_ = await rerun(socket)
        _, _, shown, fields = await rerun(socket, query, pages[path])
    return {
        "charts": [spec for text in shown for question, spec in specs.items() if text.startswith(question)],
        "fields": fields,
    }


async def beside_bare(path: str) -> float:
    query, _ = CHANGES[path]
    with tempfile.TemporaryDirectory() as folder, started("dashboard/server.py") as (port, pid):
        constants, script = Path(folder) / "specs.json", Path(folder) / "bare.py"
        script.write_text(BARE.format(path=str(constants)), encoding="utf-8")
        await ready(port)
        await at_rest(pid)
        constants.write_text(json.dumps({path: await pictures_and_fields(port, path, query.format(1))}, default=str))
        with served(str(script)) as bare:
            ours, floor = [], []
            for _ in range(2):
                ours.append(await changes([port], lambda number: query.format(number % 16 + 1), path))
                floor.append(await changes([bare], lambda number: f"page={path}&change={number}", None))
    print(f"{path}: {max(ours):.1f} changes a second, bare {max(floor):.1f}", end=", ")
    return max(ours) / max(floor)


async def three_beside_one() -> float:
    query, _ = CHANGES["tiltak"]
    with ExitStack() as stack:
        ports, pids = zip(*[stack.enter_context(started("dashboard/server.py")) for _ in range(3)], strict=True)
        for port, pid in zip(ports, pids, strict=True):
            await ready(port)
            await at_rest(pid)
        many = await changes(ports, lambda number: query.format(number % 16 + 1), "tiltak")
        one = await changes(ports[:1], lambda number: query.format(number % 16 + 1), "tiltak")
    print(f"three processes: {many:.1f} changes a second, one {one:.1f}", end=", ")
    return many / one


async def visit(port: int) -> None:
    async with await visitor(port) as socket:
        await rerun(socket)


async def kept_of_visitors() -> float:
    """Megabytes that a process has more of when a thousand more have come and left."""
    with started("dashboard/server.py") as (port, pid):

        async def come(count: int) -> float:
            for _ in range(count // 10):
                await asyncio.gather(*(visit(port) for _ in range(10)))
            await asyncio.sleep(5)
            return resident(pid)

        # What is kept for all of them is kept by then.
        before = await come(200)
        after = await come(VISITORS)
    print(f"{VISITORS} visitors: {before:.0f} → {after:.0f} MB", end=", ")
    return after - before


async def offered(socket, page: str, query: str = "") -> tuple[str, dict[str, str], dict[str, str]]:
    """Ask for a rerun: the session, the page's files by what their buttons say, and pages by address."""
    message, session, files, pages = BackMsg(), "", {}, {}
    message.rerun_script.query_string, message.rerun_script.page_script_hash = query, page
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await socket.recv())
        match answer.WhichOneof("type"):
            case "new_session":
                session, files = answer.new_session.initialize.session_id, {}
            case "navigation":
                pages = {found.url_pathname: found.page_script_hash for found in answer.navigation.app_pages}
            case "delta" if answer.delta.new_element.WhichOneof("type") == "download_button":
                button = answer.delta.new_element.download_button
                files[button.label] = button.deferred_file_id
            case "script_finished":
                return session, files, pages


async def take(socket, client: httpx.AsyncClient, session: str, file: str) -> int:
    """Press a button that was just drawn, and fetch what is made: its length."""
    message = BackMsg()
    asked = message.backend_operation_request
    asked.request_id, asked.session_id, asked.deferred_file.file_id = "file", session, file
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await socket.recv())
        if answer.WhichOneof("type") == "backend_operation_response":
            made = answer.backend_operation_response
            assert not made.error_msg, made.error_msg
            return len((await client.get(made.deferred_file.url)).raise_for_status().content)


async def kept_of_exports() -> float:
    """Megabytes that a process has more of when five hundred more files have been made, some of each kind."""
    with started("dashboard/server.py") as (port, pid):
        async with (
            await visitor(port) as socket,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Connection": "close"}) as client,
        ):
            _, _, pages = await offered(socket, "")
            buttons = [
                (path, label)
                for path in pages
                for label in (await offered(socket, pages[path], WITH_ALL.get(path, "")))[1]
            ]

            async def make(count: int) -> float:
                sizes = 0
                for path, label in itertools.islice(itertools.cycle(buttons), count):
                    # A run draws its buttons anew: those of the run before lead nowhere.
                    session, files, _ = await offered(socket, pages[path], WITH_ALL.get(path, ""))
                    sizes += await take(socket, client, session, files[label])
                print(f"{count} files, {sizes / 1e6:.0f} MB", end=", ", flush=True)
                await offered(socket, "")
                await asyncio.sleep(5)
                return resident(pid)

            # What is loaded and kept for the first of each kind is there by then.
            before = await make(3 * len(buttons))
            after = await make(EXPORTS)
    print(f"{before:.0f} → {after:.0f} MB", end=", ")
    return after - before


async def measured(names: list[str]) -> int:
    """The number of limits that do not hold."""
    over = 0

    def held(value: float, limit: float, unit: str, most: bool = True) -> None:
        nonlocal over
        holds = value <= limit if most else value >= limit
        over += not holds
        says = "at most" if most else "at least"
        print(f"{value:.2f}{unit} ({says} {limit:g}): {'ok' if holds else 'NOT'}", flush=True)

    if "readers" in names:
        held(await fifty(), MOST_WAIT, " s")
    for path, (_, least) in CHANGES.items() if "changes" in names else ():
        held(await beside_bare(path), least, " ×", most=False)
    if "processes" in names:
        held(await three_beside_one(), MORE, " ×", most=False)
    if "visitors" in names:
        held(await kept_of_visitors(), MOST_OF_VISITORS, " MB")
    if "exports" in names:
        held(await kept_of_exports(), MOST_OF_EXPORTS, " MB")
    return over


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(min(1, asyncio.run(measured(sys.argv[1:] or list(NAMES)))))
