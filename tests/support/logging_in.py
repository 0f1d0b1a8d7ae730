"""A server with login set up, a provider of identities beside it, and people who are logged in."""

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from itsdangerous import URLSafeTimedSerializer
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import BrowserContext, Page

from browsing import Server, free_port, serving, settled
from pipelines.register_marts import register_at

SECRETS = """
[auth]
redirect_uri = "{app}oauth2callback"
cookie_secret = "{secret}"
client_id = "tests"
client_secret = "tests"
server_metadata_url = "{provider}.well-known/openid-configuration"
"""
RULES = """
[register]
address = "sqlite:///register.sqlite"

[[access]]
claim = "groups"
value = "hamar"
role = "Koordinator i Hamar"
municipalities = ["3403"]

[[access]]
claim = "roles"
value = "vold.hamar"
role = "Koordinator i Hamar"
municipalities = ["3403"]

[[access]]
claim = "groups"
value = "elverum"
role = "Koordinator i Elverum"
municipalities = ["3420"]

[[access]]
claim = "groups"
value = "tiltak-9"
role = "Eier av tiltak 9"
joint_tasks = [9]

[[access]]
claim = "job"
value = "arbeidsgruppa"
role = "Arbeidsgruppa"
working_group = true

[[access]]
claim = "groups"
value = "tall"
role = "Dataforvalter"
figures = true

[[access]]
claim = "roles"
value = "vold.krisesenter"
role = "Krisesenterets leder"
crisis_centre = true
"""
# What the provider's own pages ask for; there is nobody to answer.
PROVIDERS_STYLE = "https://cdn.jsdelivr.net/npm/@picocss/"
TABLES = ("reminders", "blackouts", "round_tasks", "reports", "rounds")
REPORTS = "select measure_no, area_code, status, reporter_role from reports order by report_id"


@dataclass
class Place:
    """A server, what it saves in, and who says who people are."""

    server: Server
    folder: Path
    provider: str = ""
    secret: str = ""
    """What the server signs its cookies with."""

    def saved(self, select: str = REPORTS) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "register.sqlite")) as register:
            return register.execute(select).fetchall()

    def everything(self) -> list:
        """All that is in the register."""
        return [self.saved(f"select * from {table}") for table in TABLES]

    def empty(self, *additions: str) -> None:
        """Nothing in the register but what the statements add."""
        with closing(sqlite3.connect(self.folder / "register.sqlite")) as register:
            for statement in (*(f"delete from {table}" for table in TABLES), *additions):
                register.execute(statement)
            register.execute("update register_state set revision = revision + 1")
            register.commit()

    def fill(self, with_round: bool = False) -> None:
        """One report with a text, and perhaps a round that is open; nothing else."""
        report = (
            "insert into reports (report_id, measure_no, area_code, status, is_in_operation, comment, speaks_of,"
            " reporter_role, saved_at, submission, is_withdrawn, plan_id)"
            " values (1, 2, '3403', 'I gang', 0, 'Ord', '2026-11-01', 'Rolle', '2026-11-01 12:00:00.000000', 'a', 0, 'plan_2023')"
        )
        opened = (
            "insert into rounds (round_id, title, title_key, answer_by, opened_at, plan_id)"
            " values (1, 'Høsten', 'høsten', '2098-12-31', '2026-11-01 12:00:00.000000', 'plan_2023')"
        )
        self.empty(report, *([opened] if with_round else []))

    def is_known(self, person: str, lasts: int = 3600, **claims) -> None:
        """The provider knows a person, with claims, and says how many seconds a login lasts."""
        claims = {"exp": int(time.time()) + lasts} | claims
        httpx.put(f"{self.provider}users/{person}", json=claims).raise_for_status()

    def logged_in(self, person: str, lasts: int = 3600, secret: str = "", **claims) -> dict[str, str]:
        """The cookies of somebody who has logged in, signed as the server signs them: or with another secret."""
        of = {"origin": self.server.address.rstrip("/"), "iss": self.provider.rstrip("/"), "sub": person}
        login = of | {"is_logged_in": True, "exp": int(time.time()) + lasts} | claims
        signing = URLSafeTimedSerializer(secret or self.secret, salt="_streamlit_user")
        asked = httpx.get(f"{self.server.address}_stcore/health")
        return {**asked.cookies, "_streamlit_user": signing.dumps(json.dumps(login))}


@contextmanager
def with_login(processed: Path, folder: Path, rules: str) -> Iterator[Place]:
    """A server that reads the versions in `processed` and saves in `folder`; `rules` say what a login may write."""
    port, secret, register = free_port(), str(uuid.uuid4()), f"sqlite:///{folder}/register.sqlite"
    register_at(register).dispose()
    settings, secrets = folder / "settings.toml", folder / "secrets.toml"
    settings.write_text(rules, encoding="utf-8")
    with run_server_in_thread() as provider:
        address = f"http://localhost:{provider.server_port}/"
        found = SECRETS.format(app=f"http://127.0.0.1:{port}/", secret=secret, provider=address)
        secrets.write_text(found, encoding="utf-8")
        options = ("--secrets.files", str(secrets))
        with serving(processed, *options, port=port, SETTINGS_FILE=settings, REGISTER_ADDRESS=register) as server:
            yield Place(server, folder, address, secret)


def take_over(context: BrowserContext, place: Place, cookies: dict[str, str]) -> None:
    context.add_cookies(
        [{"name": name, "value": value, "url": place.server.address} for name, value in cookies.items()]
    )


def goto(page: Page, place: Place, path: str) -> None:
    page.goto(place.server.address + path)
    settled(page)


def log_in(page: Page, place: Place, person: str) -> None:
    """By the button, and back to where one was."""
    came_from = page.url
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url(f"{place.provider}**")
    page.get_by_placeholder("sub").fill(person)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(came_from, wait_until="commit")
    settled(page)
