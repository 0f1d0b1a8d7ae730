"""Three processes behind nginx, on one PostgreSQL: what each sees of the others, and what is lost when one goes.

`python benchmarks/several.py`, as root on Debian with nginx-light, postgresql and openssl: all of it on the loopback
address and in a folder of its own, from the files in `deploy/`. Two processes read one folder of published data, the
third one of its own, as on another server. LIMIT is what must hold; the exit status is 1 where something does not.
"""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import httpx  # noqa: E402
import pandas as pd  # noqa: E402
import psutil  # noqa: E402
import psycopg  # noqa: E402
from itsdangerous import URLSafeTimedSerializer  # noqa: E402
from websockets.exceptions import ConnectionClosed, InvalidHandshake  # noqa: E402
from websockets.sync.client import connect  # noqa: E402

from browsing import Visitor, free_port  # noqa: E402
from content import wording  # noqa: E402
from dashboard.working_group import blackouts  # noqa: E402
from databases import server_of_postgresql  # noqa: E402
from deployed import DEPLOY, NAME, command_of, environment, write_site  # noqa: E402
from register.schema import VERSION  # noqa: E402

LIMIT = 5.0
"""Seconds until what is saved at one is seen at all: of the processor, so that it does not matter who else uses it."""
VISITORS = 12
"""Who read all the time, through the site."""
CUT_OFF = (ConnectionClosed, InvalidHandshake, OSError, TimeoutError, httpx.HTTPError)
AGAIN_SECONDS = 0.25
SEARCH = "hemmelig"
LINE = re.compile(r"\S+ [A-Z]+ /\S* \d+ \d+ [\d.]+ [\w.:, -]+")
"""What nginx writes of a request; the address last in it is that of a process."""
GROUP = "vold.arbeidsgruppa"
SAVED = "Svaret på tiltak"
WHY = "Hvorfor den sladdes (uten å gjenta det som sladdes)"
FOR_GOOD = "Ja, slett teksten for godt. Det kan ikke gjøres om."
REPORTS = 'reports = Table(\n    "reports",\n    metadata,'
MIGRATION = '''"""A column more, as the next version may have."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "{new}", "{old}"


def upgrade() -> None:
    op.add_column("reports", sa.Column("added", sa.Text))
'''
rows: list[tuple[str, str, bool]] = []
"""What was tried, what was seen, and whether it is as it must be."""


def tell(what: str, seen: str, holds: bool) -> None:
    rows.append((what, seen, holds))
    print(f"{'ok' if holds else 'NOT':4}{what:62}{seen}", flush=True)


class SiteVisitor(Visitor):
    """A browser's connection through nginx and TLS, with cookies that it keeps as a browser would."""

    def __init__(self, site: "Site", cookies: dict[str, str]):
        self.cookies, self.widgets, self.told, self.leads_to = cookies, {}, [], ""
        context = ssl.create_default_context(cafile=site.folder / "fullchain.pem")
        if not cookies.get("_streamlit_xsrf"):
            with httpx.Client(verify=context, base_url=f"https://127.0.0.1:{site.port}") as client:
                for path, accept in ((f"/sok?q={SEARCH}", "text/html"), ("/_stcore/health", "*/*")):
                    asked = {"Host": f"{NAME}:{site.port}", "Accept": accept, "Cookie": joined(cookies)}
                    found = client.get(path, headers=asked, extensions={"sni_hostname": NAME}).raise_for_status()
                    cookies.update({name: value for name, value in found.cookies.items()})
        self._connection = connect(
            f"wss://{NAME}:{site.port}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", site.port)),
            ssl=context,
            origin=site.origin,
            subprotocols=["streamlit", cookies["_streamlit_xsrf"]],
            additional_headers={"Cookie": joined(cookies)},
            max_size=None,
        )
        moved = [value for name, value in self._connection.response.headers.raw_items() if name.lower() == "set-cookie"]
        for value in moved:
            if found := re.match(r"server=(\d)", value):
                cookies["server"] = found[1]


def joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@dataclass
class Site:
    folder: Path
    database: str
    port: int
    ports: list[int]
    processed: list[Path]
    """Where each process reads what is published."""
    secret: str
    environment: dict[str, str]
    processes: dict[int, subprocess.Popen] = field(default_factory=dict)
    nginx: subprocess.Popen | None = None

    @property
    def origin(self) -> str:
        return f"https://{NAME}:{self.port}"

    def start(self, number: int, edition: Path = ROOT) -> None:
        """Process 1, 2 or 3, as its unit does; returns when it answers."""
        port = self.ports[number - 1]
        command = command_of("vold@.service", port=str(port), python=sys.executable, secrets=str(self.secrets))
        own = self.environment | {"PROCESSED_DIR": str(self.processed[number - 1])}
        with (self.folder / f"process-{number}.log").open("a") as log:
            self.processes[number] = subprocess.Popen(command, cwd=edition, env=own, stdout=log, stderr=log)
        wait_until(lambda: httpx.get(f"http://127.0.0.1:{port}/_stcore/health").is_success, 90)

    def stop(self, number: int, how: signal.Signals = signal.SIGTERM) -> None:
        self.processes[number].send_signal(how)
        self.processes[number].wait(30)

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.toml"

    def build(self, out: Path, edition: Path = ROOT) -> None:
        command = [sys.executable, "-m", "pipelines.build", "--out", str(out)]
        subprocess.run(command, cwd=edition, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def who(self, *roles: str, server: int | None = None) -> dict[str, str]:
        """Cookies of somebody logged in, and at one of the processes where it is said."""
        login = {
            "origin": self.origin,
            "is_logged_in": True,
            "exp": int(time.time()) + 3600,
            "sub": "x",
            "roles": roles,
        }
        signed = URLSafeTimedSerializer(self.secret, salt="_streamlit_user").dumps(json.dumps(login))
        return {"_streamlit_user": signed} | ({"server": str(server)} if server else {})

    def processor_seconds(self, number: int) -> float:
        used = psutil.Process(self.processes[number].pid).cpu_times()
        return used.user + used.system

    def select(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.database.replace("+psycopg", "")) as connection:
            return connection.execute(sql).fetchall()


def wait_until(holds: Callable[[], bool], seconds: float) -> float:
    """How long it took. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        with suppress(*CUT_OFF):
            if holds():
                return time.monotonic() - began
        time.sleep(0.1)
    raise TimeoutError


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    ports, http, https = [free_port() for _ in range(3)], free_port(), free_port()
    shutil.copytree(ROOT / "data" / "raw", folder / "raw", ignore=shutil.ignore_patterns("local"))
    shutil.copy(DEPLOY / "settings.example.toml", folder / "settings.toml")
    secrets = (DEPLOY / "secrets.example.toml").read_text(encoding="utf-8")
    secrets = secrets.replace(NAME, f"{NAME}:{https}").replace('"CHANGE-ME"', f'"{os.urandom(24).hex()}"')
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    own = {"SETTINGS_FILE": str(folder / "settings.toml"), "RAW_DIR": str(folder / "raw")}
    with server_of_postgresql() as database:
        address = database.set(database="postgres").render_as_string(hide_password=False)
        found = os.environ | environment() | own | {"REGISTER_ADDRESS": address}
        processed = [folder / "processed", folder / "processed", folder / "processed elsewhere"]
        secret = tomllib.loads(secrets)["auth"]["cookie_secret"]
        site = Site(folder, address, https, ports, processed, secret, found)
        try:
            for out in dict.fromkeys(processed):
                site.build(out)
            site.nginx = subprocess.Popen(["nginx", "-c", write_site(folder, ports, http, https)])
            for number in (1, 2, 3):
                site.start(number)
            yield site
        finally:
            for process in (*site.processes.values(), site.nginx):
                if process and process.poll() is None:
                    process.terminate()
                    process.wait(30)


@dataclass
class Reader:
    """Reads through the site all the time; comes back when it is cut off."""

    site: Site
    number: int
    cookies: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    breaks: list[float] = field(default_factory=list)
    """How long each lasted."""
    wrong: list[str] = field(default_factory=list)

    def read(self, is_over: threading.Event) -> None:
        pages = ["", "tiltak", "omfang", "kommune", "malgrupper"]
        broken_at = None
        while not is_over.is_set():
            try:
                with SiteVisitor(self.site, self.cookies) as visit:
                    while not is_over.is_set():
                        told = visit.ask(pages[(self.asked + self.number) % len(pages)])
                        if "Noe gikk galt hos oss" in told:
                            self.wrong.append(told)
                        self.asked += 1
                        if broken_at:
                            self.breaks.append(time.monotonic() - broken_at)
                            broken_at = None
                        is_over.wait(1)
            except CUT_OFF:
                broken_at = broken_at or time.monotonic()
                is_over.wait(AGAIN_SECONDS)


@dataclass
class Reporter:
    """Answers again and again, and sends once more what it has heard no answer to."""

    site: Site
    told: list[str] = field(default_factory=list)
    """What it was told is saved."""
    count: int = 0

    def report(self, is_over: threading.Event, cookies: dict[str, str]) -> None:
        query, key = "kommune=hamar&oppgave=1", "report 3403 1"
        while not is_over.is_set():
            with suppress(*CUT_OFF), SiteVisitor(self.site, cookies) as visit:
                visit.ask("meld-inn", query)
                while not is_over.is_set():
                    text = f"Svar nummer {self.count}"
                    values = {f"{key} status": "I gang", f"{key} comment": text, "Lagre": True}
                    if SAVED in visit.fill_in("meld-inn", query, **values):
                        self.told.append(text)
                    self.count += 1
                    is_over.wait(0.3)
            is_over.wait(AGAIN_SECONDS)


def seen_by_all(site: Site, page: str, query: str, change: Callable[[], bool], is_seen: Callable[[str], bool]) -> tuple:
    """How long from a change until each process shows it to somebody who asks again and again, and whether it holds."""
    with ExitStack() as stack:
        visits = [stack.enter_context(SiteVisitor(site, site.who(server=number))) for number in (1, 2, 3)]
        # Who has read the page before: what a process does the first time is not what is measured.
        together(*((visit.ask, page, query) for visit in visits))
        is_done, clock, processor = change(), [60.0] * 3, [60.0] * 3

        def look(place: int) -> None:
            before = site.processor_seconds(place + 1)
            clock[place] = wait_until(lambda: is_seen(visits[place].ask(page, query)), 60)
            processor[place] = site.processor_seconds(place + 1) - before

        together(*((look, place) for place in range(3)))
    return f"{listed(processor)} s of processor, {listed(clock)} s", is_done and max(processor) <= LIMIT


def listed(seconds: list[float]) -> str:
    return ", ".join(f"{each:.1f}" for each in seconds)


def together(*calls: tuple) -> None:
    threads = [threading.Thread(target=function, args=arguments) for function, *arguments in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def try_what_is_seen(site: Site) -> None:
    query, key, text = "kommune=elverum&oppgave=5", "report 3420 5", "Skrevet hos den første"

    def save() -> bool:
        with SiteVisitor(site, site.who(GROUP, server=1)) as visit:
            visit.ask("meld-inn", query)
            values = {f"{key} status": "I gang", f"{key} comment": text, "Lagre": True}
            return SAVED in visit.fill_in("meld-inn", query, **values)

    def black_out() -> bool:
        [(report, saved_at)] = site.select(f"select report_id, saved_at from reports where comment = '{text}'")
        day = wording.local_day(pd.Timestamp(saved_at))
        option = f"Svar {report} ({day}), tiltak 5, Elverum, Kommentar: {text}"
        with SiteVisitor(site, site.who(GROUP, server=2)) as visit:
            visit.ask("runder")
            unfolded = {visit.widgets[blackouts.FIND]: True}
            visit.ask("runder", "", unfolded)
            chosen = {"Tekst": option, WHY: "En prøve", FOR_GOOD: True, "Sladd teksten": True}
            told = visit.ask("runder", "", unfolded | {visit.widgets[name]: value for name, value in chosen.items()})
        return "er sladdet." in told and not site.select(f"select * from reports where comment = '{text}'")

    def publish() -> bool:
        prevalence = site.folder / "raw" / "prevalence.csv"
        changed = prevalence.read_text(encoding="utf-8").replace("9.2,", "9.7,").replace("9,2 % av", "9,7 % av")
        prevalence.write_text(changed, encoding="utf-8")
        for out in dict.fromkeys(site.processed):
            site.build(out)
        return True

    measure = ("tiltak", "tiltak=5")
    tell("an answer saved at 1: seen at 1, 2, 3 after", *seen_by_all(site, *measure, save, lambda told: text in told))
    tell(
        "a text blacked out at 2: gone at 1, 2, 3 after",
        *seen_by_all(site, *measure, black_out, lambda told: text not in told),
    )
    tell(
        "a new version of the data: seen at 1, 2, 3 after",
        *seen_by_all(site, "omfang", "", publish, lambda told: "9,7" in told),
    )


def try_a_kill(site: Site, readers: list[Reader]) -> None:
    there = [reader for reader in readers if reader.cookies.get("server") == "2"]
    others = [reader for reader in readers if reader not in there]
    breaks, held = breaks_of(there), breaks_of(others)
    site.stop(2, signal.SIGKILL)
    with suppress(TimeoutError):
        wait_until(lambda: all(len(reader.breaks) > 0 for reader in there), 30)
    longest = max((reader.breaks[-1] for reader in there if reader.breaks), default=60)
    moved = Counter(reader.cookies["server"] for reader in there)
    seen = f"{len(there)} of {len(readers)} back in {longest:.1f} s, at {', '.join(sorted(moved))}"
    tell("kill -9 of 2: its visitors", seen, breaks_of(there) > breaks and "2" not in moved)
    tell("kill -9 of 2: breaks of the others", str(breaks_of(others) - held), breaks_of(others) == held)
    site.start(2)
    time.sleep(6)
    came = Counter(reader.cookies["server"] for reader in there)
    tell("2 is back: its old visitors stay where they are", ", ".join(sorted(came)), came == moved)


def breaks_of(readers: list[Reader]) -> int:
    return sum(len(reader.breaks) for reader in readers)


def try_a_reload(site: Site, readers: list[Reader]) -> None:
    before = breaks_of(readers)
    site.nginx.send_signal(signal.SIGHUP)
    time.sleep(5)
    with SiteVisitor(site, site.who()) as visit:
        is_shown = "Oversikt" in visit.ask("") or bool(visit.told)
    tell("nginx reload: breaks", str(breaks_of(readers) - before), breaks_of(readers) == before and is_shown)


def next_edition(folder: Path) -> Path:
    """This edition with one more version of the register."""
    edition, new = folder / "edition", VERSION + 1
    left_out = shutil.ignore_patterns(".git", ".venv", "processed", "local", "__pycache__", ".*_cache", "tests")
    shutil.copytree(ROOT, edition, ignore=left_out)
    schema = edition / "register" / "schema.py"
    text = schema.read_text(encoding="utf-8").replace(f"VERSION = {VERSION}\n", f"VERSION = {new}\n")
    schema.write_text(text.replace(REPORTS, f'{REPORTS}\n    Column("added", Text),'), encoding="utf-8")
    versions = edition / "register" / "migrations" / "versions"
    (versions / f"version_{new}.py").write_text(MIGRATION.format(new=new, old=VERSION))
    return edition


def try_an_upgrade(site: Site, readers: list[Reader]) -> None:
    edition = next_edition(site.folder)
    # Each edition has its own folder of published data.
    own = [site.folder / "processed next", site.folder / "processed next", site.folder / "processed next elsewhere"]
    for out in dict.fromkeys(own):
        site.build(out, edition)
    for number in (1, 2, 3):
        site.stop(number)
        site.processed[number - 1] = own[number - 1]
        site.start(number, edition)
        if number == 1:
            # The register is opened, and so migrated, by the first who asks.
            with SiteVisitor(site, site.who(server=1)) as visit:
                visit.ask("")
            with SiteVisitor(site, site.who(GROUP, server=3)) as visit:
                told = visit.ask("tiltak")
                tell(
                    "the register is migrated, 3 is of the old edition: reads on", "", "Registeret svarer ikke" in told
                )
        # Whoever was sent away has come back before the next goes.
        time.sleep(3)
    versions = site.select("select schema_version from register_state")
    tell("rolling upgrade: version of the register", str(versions[0][0]), versions == [(VERSION + 1,)])
    tell("rolling upgrade: breaks of each visitor, at most", str(max(len(r.breaks) for r in readers)), True)
    query, key = "kommune=elverum&oppgave=6", "report 3420 6"
    told = []
    for number in (1, 2, 3):
        with SiteVisitor(site, site.who(GROUP, server=number)) as visit:
            visit.ask("meld-inn", query)
            values = {f"{key} status": "I gang", f"{key} comment": f"Etter, hos {number}", "Lagre": True}
            told.append(SAVED in visit.fill_in("meld-inn", query, **values))
    tell("answers are saved at 1, 2 and 3 of the new edition", str(sum(told)), all(told))


def try_a_restore(site: Site) -> None:
    folder = site.folder / "backup"
    folder.mkdir()
    edition = site.folder / "edition"
    for arguments in (("backup", str(folder), "--keep", "3"), ("rehearse", str(folder))):
        command = [sys.executable, "-m", "register", *arguments]
        done = subprocess.run(command, cwd=edition, env=site.environment, capture_output=True, text=True)
        said = (done.stdout + done.stderr).strip().replace(str(site.folder), "…")
        tell(f"register {arguments[0]}", said, done.returncode == 0)


def try_what_is_written(site: Site) -> None:
    lines = (site.folder / "vold.access.log").read_text(encoding="utf-8").splitlines()
    others = (site.folder / "vold.error.log").read_text(encoding="utf-8")
    strange = [line for line in lines if SEARCH in line or not LINE.fullmatch(line)]
    tell(
        "nginx writes no visitor's address and no search: lines",
        str(len(lines)),
        bool(lines) and not strange and not others,
    )


def try_stickiness(site: Site) -> None:
    """Each new visitor comes where the fewest are; all that it asks for goes there, of which nginx has written."""
    cookies: list[dict[str, str]] = [{} for _ in range(VISITORS)]
    visits = []
    for brought in cookies:
        visits.append(SiteVisitor(site, brought).__enter__())
        first = brought["server"]
        visits[-1].ask("")
        assert brought["server"] == first
    spread = Counter(brought["server"] for brought in cookies)
    for visit in visits:
        visit.__exit__(None, None, None)
    seen = ", ".join(f"{number}: {spread[str(number)]}" for number in (1, 2, 3))
    tell(f"{VISITORS} new visitors, at", seen, len(spread) == 3 and min(spread.values()) >= VISITORS // 6)


def main() -> int:
    print(f"load of the machine before it began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="several-") as made, running(Path(made)) as site:
        try_stickiness(site)
        try_what_is_seen(site)
        is_over, readers, reporter = threading.Event(), [Reader(site, n) for n in range(VISITORS)], Reporter(site)
        threads = [threading.Thread(target=reader.read, args=(is_over,)) for reader in readers]
        # The one who reports is at the process that is killed.
        who = site.who(GROUP, server=2)
        threads.append(threading.Thread(target=reporter.report, args=(is_over, who)))
        for thread in threads:
            thread.start()
        try:
            wait_until(lambda: all(reader.asked > 1 for reader in readers) and len(reporter.told) > 2, 120)
            try_a_kill(site, readers)
            try_a_reload(site, readers)
            try_an_upgrade(site, readers)
        finally:
            is_over.set()
            for thread in threads:
                thread.join()
        kept = {comment for (comment,) in site.select("select comment from reports")}
        lost = [text for text in reporter.told if text not in kept]
        tell("answers told as saved, and lost", f"{len(reporter.told)}, {len(lost)}", bool(reporter.told) and not lost)
        wrong = sum(len(reader.wrong) for reader in readers)
        tell("pages read meanwhile, and faults on them", f"{sum(r.asked for r in readers)}, {wrong}", not wrong)
        try_what_is_written(site)
        try_a_restore(site)
    return not all(holds for *_, holds in rows)


if __name__ == "__main__":
    sys.exit(main())
