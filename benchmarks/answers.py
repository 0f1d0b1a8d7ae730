"""What a saved answer costs at 1,000, 20,000 and 200,000 answers: those who read, the process, and until it is seen.

`python benchmarks/answers.py [size …]`: for each size a register of made-up answers, and one server on the loopback
address for all of them, each in turn at the same address. An answer is saved, and a reader asks for pages until they
show it: the next rerun, and the first that shows the answer, are held against reruns while nothing is saved, taken
directly before. Beside them the processor time of the status alone, and how much the process has grown. The exit
status is 1 when something is over its limit.
"""

import asyncio
import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import Engine, delete, insert  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402

from benchmarks.pages import PAUSE, opened, rerun, started  # noqa: E402
from content import warehouse, wording  # noqa: E402
from register.database import open_register, writing  # noqa: E402
from register.plans import of_plan  # noqa: E402
from register.reports import save  # noqa: E402
from register.rights import Rights  # noqa: E402
from register.schema import reports, rounds  # noqa: E402
from register.validation.rules import DONE, ONGOING, PARTLY, Report  # noqa: E402

SECONDS = {1_000: 0.3, 20_000: 0.5, 200_000: 1.0}
"""Answers → until a saved one is seen, at most."""
LIMIT_NEXT, LIMIT_GROWTH = 1.2, 50
SHOWS_IT, OTHER = "tiltak", ""
"""Addresses of a page that shows the answer and looks again by itself, and of one that does neither."""
SAVED, RERUNS = 7, 3
GROUP = Rights("Arbeidsgruppa", is_working_group=True)
STATUSES = (DONE, ONGOING, PARTLY)
TEXTS = ("Rutinen er tatt i bruk.", "Opplæringen er holdt for alle ansatte.", "Avtalen er fornyet.")


def fill(engine: Engine, tasks: list[tuple[int, str]], plan: str | None, answers: int) -> None:
    """So many answers and no more, one a minute, the last an hour ago, in a round that is open."""
    made, now = random.Random(answers), datetime.now(UTC).replace(tzinfo=None)
    with writing(engine) as connection:
        connection.execute(delete(reports))
        connection.execute(delete(rounds))
        opened_at = {"opened_at": now, "answer_by": now.date(), "plan_id": plan}
        connection.execute(insert(rounds).values(round_id=1, title="Runde", title_key="runde", **opened_at))
        for first in range(0, answers, 10_000):
            rows = [
                {
                    "measure_no": tasks[number % len(tasks)][0],
                    "area_code": tasks[number % len(tasks)][1],
                    "status": made.choice(STATUSES),
                    "is_in_operation": False,
                    "responsible": "Helsestasjonen",
                    "comment": f"{made.choice(TEXTS)} Nr. {number}",
                    "speaks_of": now.date(),
                    "reporter_role": "Koordinator",
                    "round_id": 1,
                    "saved_at": now - timedelta(minutes=60 + answers - number),
                    "submission": str(uuid.uuid4()),
                    "is_withdrawn": False,
                    "plan_id": plan,
                }
                for number in range(first, min(first + 10_000, answers))
            ]
            connection.execute(insert(reports), rows)


def answer(engine: Engine, task: tuple[int, str], number: int) -> None:
    """Another status than the one before."""
    draft = Report(*task, STATUSES[number % len(STATUSES)], wording.today(), comment=f"Svar {number}")
    save(engine, GROUP, [draft], {task}, wording.today(), str(uuid.uuid4()))


def made_anew(engine: Engine, task: tuple[int, str]) -> tuple[float, float]:
    """Seconds of processor, and by the clock, of the status that holds an answer, in this process; medians."""
    found = []
    for number in range(SAVED):
        answer(engine, task, number)
        before = time.process_time(), time.perf_counter()
        warehouse.version_in_use(float("inf"))
        found.append((time.process_time() - before[0], time.perf_counter() - before[1]))
    processor, clock = zip(*found, strict=True)
    return statistics.median(processor), statistics.median(clock)


async def read(socket, page: str, pause: float = PAUSE) -> tuple[float, set]:
    """Ask for a rerun and wait for its end: seconds, and what it shows."""
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    shown = set()
    await asyncio.sleep(pause)
    begun = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        told = ForwardMsg.FromString(await socket.recv())
        kind = told.WhichOneof("type")
        if kind in ("delta", "ref_hash"):
            shown.add(told.ref_hash or told.hash or hashlib.sha256(told.delta.SerializeToString()).hexdigest())
        if kind == "script_finished":
            return time.perf_counter() - begun, shown


async def read_on(port: int, path: str, engine: Engine, task: tuple[int, str]) -> tuple[float, float, float]:
    """The next rerun, and the first that shows the answer, over one while nothing is saved; seconds until it shows."""
    following, showing, seen = [], [], []
    async with opened(port) as socket:
        _, pages, *_ = await rerun(socket)
        page = pages[path]
        for number in range(SAVED):
            # What was saved last is there, and has been shown.
            await asyncio.to_thread(warehouse.version_in_use, float("inf"))
            _, shown = await read(socket, page)
            while shown != (again := (await read(socket, page))[1]):
                shown = again
            still = [(await read(socket, page))[0] for _ in range(RERUNS)]
            await asyncio.to_thread(answer, engine, task, number)
            saved = time.perf_counter()
            seconds, now = await read(socket, page, pause=0)
            following.append(seconds / statistics.median(still))
            while path == SHOWS_IT and now == shown:
                seconds, now = await read(socket, page, pause=0.02)
            seen.append(time.perf_counter() - saved)
            showing.append(seconds / statistics.median(still))
    return statistics.median(following), statistics.median(showing), statistics.median(seen)


def resident(pid: int) -> float:
    """MB of memory that a process has."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmRSS")) / 1e3


def sizes() -> Iterator[int]:
    yield from map(int, sys.argv[1:]) if sys.argv[1:] else SECONDS


def main() -> int:
    is_over, grown = False, []
    version = warehouse.version_in_use()
    plan = warehouse.plan_of(version)
    keys = warehouse.query(version, "select measure_no, area_code from marts.measure_tasks order by all")
    tasks = [(int(measure_no), area_code) for measure_no, area_code in keys.itertuples(index=False)]
    engine = open_register(os.environ["REGISTER_ADDRESS"])
    engine = engine if plan is None else of_plan(engine, plan)
    with started("dashboard/server.py") as (port, pid):
        for answers in sizes():
            fill(engine, tasks, plan, answers)
            begun = time.perf_counter()
            warehouse.version_in_use(float("inf"))
            all_of_it = time.perf_counter() - begun
            processor, clock = made_anew(engine, tasks[0])
            print(f"{answers:,} answers: all read anew {all_of_it:.2f} s", end=", ")
            print(f"the status of one more {1e3 * processor:.0f} ms of processor, {1e3 * clock:.0f} ms", flush=True)
            following, showing, seen = asyncio.run(read_on(port, SHOWS_IT, engine, tasks[1]))
            elsewhere, *_ = asyncio.run(read_on(port, OTHER, engine, tasks[1]))
            limit = SECONDS.get(answers, max(SECONDS.values()))
            is_over |= max(following, showing, elsewhere) > LIMIT_NEXT or seen > limit
            print(f"  the next rerun {following:.2f}, the one that shows it {showing:.2f}", end=", ")
            print(f"of another page {elsewhere:.2f} (limit {LIMIT_NEXT}), seen after {seen:.2f} s (limit {limit} s)")
            grown.append(resident(pid))
            print(f"  the server has {grown[-1]:.0f} MB", flush=True)
    growth = grown[-1] - grown[0]
    print(f"grown by {growth:.0f} MB (limit {LIMIT_GROWTH})")
    return int(is_over or growth > LIMIT_GROWTH)


def on_its_own() -> int:
    """With versions and a register of its own, as benchmarks are run together."""
    with tempfile.TemporaryDirectory() as made:
        own = {"PROCESSED_DIR": f"{made}/processed", "REGISTER_ADDRESS": f"sqlite:///{made}/register.sqlite"}
        build = [sys.executable, "-m", "pipelines.build", "--out", own["PROCESSED_DIR"]]
        subprocess.run(build, stdout=subprocess.DEVNULL, check=True)
        return subprocess.run([sys.executable, *sys.argv], env=os.environ | own).returncode


if __name__ == "__main__":
    sys.exit(main() if "REGISTER_ADDRESS" in os.environ else on_its_own())
