"""What somebody was told is saved, is saved once: also when the server is killed; and others see it."""

import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed

from browsing import Server, Visitor, choose, free_port, go_to, opened, settled, started
from content.wording import plain
from dashboard.forms.sending import LOOK_FIRST
from pipelines.build import RAW, build
from proofs import tries

KILLS = tries(2, 10)
REPORTERS = {"hamar": "3403", "elverum": "3420", "trysil": "3421"}
SAVED, SAVED_BEFORE = "Svaret på tiltak", ("var besvart slik fra før", "Ingenting er endret")

pytestmark = pytest.mark.browser


@dataclass
class Place:
    """Where a server is started, stopped and started anew."""

    processed: Path
    register: Path
    port: int
    server: Server | None = None

    def start(self) -> Server:
        self.server = started(self.processed, port=self.port, REGISTER_ADDRESS=f"sqlite:///{self.register}")
        return self.server

    def kill(self) -> None:
        self.server.process.kill()
        self.server.process.wait()

    def saved(self) -> Counter:
        """What each report says."""
        with closing(sqlite3.connect(self.register)) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            return Counter(comment for (comment,) in connection.execute("select comment from reports"))


@pytest.fixture(scope="module")
def place(processed, tmp_path_factory) -> Iterator[Place]:
    place = Place(processed, tmp_path_factory.mktemp("register") / "register.sqlite", free_port())
    place.start()
    yield place
    place.kill()


@dataclass
class Reporter:
    """Reports one thing after the other by the form, and once more what it has heard no answer to."""

    area: str
    code: str
    told: list[str] = field(default_factory=list)
    """What it was told is saved, in order."""
    unanswered: str | None = None

    def report(self, server: Server, is_ready: threading.Barrier) -> None:
        """Until the server is gone."""
        query, key = f"kommune={self.area}&oppgave=1", f"report {self.code} 1"
        is_again = self.unanswered is not None
        with Visitor(server) as visit:
            try:
                visit.ask("meld-inn", query)
                is_ready.wait(30)
                while True:
                    self.unanswered = self.unanswered or f"{self.area} {len(self.told)}"
                    values = {f"{key} status": "I gang", f"{key} comment": self.unanswered, "Lagre": True}
                    visit.fill_in("meld-inn", query, **values)
                    self._hear(visit, is_again)
                    assert self.unanswered is None, visit.told
                    is_again = False
            except (ConnectionClosed, OSError):
                # It may be cut off when it has told already.
                self._hear(visit, is_again)

    def _hear(self, visit: Visitor, is_again: bool) -> None:
        expected = [SAVED, *(SAVED_BEFORE if is_again else [])]
        if self.unanswered and any(words in "\n".join(visit.told) for words in expected):
            self.told.append(self.unanswered)
            self.unanswered = None


def told_by(reporters: list[Reporter]) -> set[str]:
    return {words for reporter in reporters for words in reporter.told}


def test_kills_lose_nothing_and_double_nothing(place, reader):
    chance, cut_off, kept = random.Random(116006), 0, 0
    reporters = [Reporter(area, code) for area, code in REPORTERS.items()]
    for _ in range(KILLS):
        is_ready = threading.Barrier(len(reporters) + 1)
        with ThreadPoolExecutor(len(reporters)) as pool:
            at_work = [pool.submit(reporter.report, place.server, is_ready) for reporter in reporters]
            is_ready.wait(30)
            before, patience = told_by(reporters), time.time() + 30
            while told_by(reporters) == before and time.time() < patience:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.8))
            place.kill()
        for ended in at_work:
            ended.result()
        held = place.saved()
        told = told_by(reporters)
        unanswered = {reporter.unanswered for reporter in reporters} - {None}
        assert told <= held.keys() <= told | unanswered
        assert set(held.values()) <= {1}
        cut_off, kept = cut_off + len(unanswered), kept + len(unanswered & held.keys())
        place.start()
    print(f"{len(told)} told, {cut_off} cut off, {kept} of them saved")
    assert len(told) >= KILLS and cut_off >= KILLS

    last = {
        reporter.area: reporter.unanswered if reporter.unanswered in held else reporter.told[-1]
        for reporter in reporters
    }
    page = go_to(reader, f"{place.server.address}tiltak?tiltak=1")
    for words in last.values():
        expect(page.get_by_text(f"Kommentar: {words}", exact=True)).to_be_visible()


def test_a_form_half_filled_in_outlives_the_server(place, reader):
    page = go_to(reader, f"{place.server.address}meld-inn?kommune=stange&oppgave=1")
    page.evaluate("window.isTheSamePage = true")
    choose(page, "Status, tiltak 1", "I gang")
    page.get_by_role("textbox", name="Kommentar").first.fill("Skrevet før")
    place.kill()
    place.start()
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for()
    # The new server hears of the fields when something is done on the page: here by leaving the field for the button,
    # and by the button, in one message or in two.
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(LOOK_FIRST)).to_be_visible()
    settled(page)
    assert place.saved()["Skrevet før"] == 0
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
    assert place.saved()["Skrevet før"] == 1
    page.reload()
    expect(page.get_by_role("combobox", name="Status, tiltak 1", exact=True)).to_have_value("I gang")


def test_what_was_typed_before_a_break_does_not_replace_unasked_what_others_report(place):
    query, status, comment = "kommune=trysil&oppgave=3", "report 3421 3 status", "report 3421 3 comment"
    with Visitor(place.server) as visit:
        visit.ask("meld-inn", query)
        typed = {visit.widgets[status]: "I gang", visit.widgets[comment]: "Skrevet før bruddet"}
        press = {visit.widgets["Lagre"]: True}
        others = {visit.widgets[status]: "Gjennomført", visit.widgets[comment]: "Andres"}
        assert SAVED in visit.ask("meld-inn", query, others | press)
    with Visitor(place.server) as visit:
        # Also when the fields are told before the button is.
        visit.ask("meld-inn", query, typed)
        told = visit.ask("meld-inn", query, typed | press)
        assert plain(LOOK_FIRST) in told and SAVED not in told
    with Visitor(place.server) as visit:
        told = visit.ask("meld-inn", query, typed | press)
        assert plain(LOOK_FIRST) in told and SAVED not in told
        assert place.saved()["Skrevet før bruddet"] == 0
        # It stands in the fields, under what others have answered, and is sent by a press on what is shown now.
        assert SAVED in visit.ask("meld-inn", query, typed | {visit.widgets["Lagre"]: True})
    assert place.saved()["Skrevet før bruddet"] == 1


def test_others_see_what_is_saved(place, browser, reader):
    idle = go_to(reader, f"{place.server.address}tiltak?tiltak=5")
    form = opened(browser, f"{place.server.address}meld-inn?kommune=elverum&oppgave=6")
    idle.evaluate("window.isTheSamePage = true")
    with Visitor(place.server) as reads, Visitor(place.server) as reports:
        assert "Sett av andre" not in reads.ask("tiltak", "tiltak=5")
        reports.ask("meld-inn", "kommune=elverum&oppgave=5")
        values = {"report 3420 5 status": "Delvis gjennomført", "report 3420 5 comment": "Sett av andre", "Lagre": True}
        assert SAVED in reports.fill_in("meld-inn", "kommune=elverum&oppgave=5", **values)
        saved_at = time.time()
        assert "Sett av andre" in reads.ask("tiltak", "tiltak=5")
    # A form that was open before follows, where nobody has typed, and stays so.
    for status in ("Ikke startet", "I gang"):
        choose(form, "Status, tiltak 6", status)
        form.get_by_role("button", name="Lagre", exact=True).click()
        expect(form.get_by_text(SAVED)).to_be_visible()
        expect(form.get_by_role("combobox", name="Status, tiltak 6", exact=True)).to_have_value(status)
        expect(form.locator(".st-key-task_3420_5")).to_contain_text("Delvis gjennomført")
    # Nobody touches the other page.
    seen = idle.get_by_text("Kommentar: Sett av andre", exact=True)
    expect(seen).to_be_visible(timeout=1000 * max(0.1, saved_at + 30 - time.time()))
    print(f"seen on an idle page after {time.time() - saved_at:.0f} s")
    assert idle.evaluate("window.isTheSamePage")


def test_an_open_page_takes_up_a_new_version_at_the_next_interaction(place, reader, tmp_path):
    page = go_to(reader, f"{place.server.address}omfang")
    page.evaluate("window.isTheSamePage = true")
    expect(page.get_by_text("partner: 9,2 % av kvinnene")).to_be_visible()

    changed = shutil.copytree(RAW, tmp_path / "raw")
    prevalence = changed / "prevalence.csv"
    text = prevalence.read_text(encoding="utf-8")
    prevalence.write_text(text.replace("9.2,", "9.7,").replace("9,2 % av", "9,7 % av"), encoding="utf-8")
    build(changed, place.processed)

    choose(page, "Kjønn", "Kvinner")
    expect(page.get_by_text("partner: 9,7 % av kvinnene")).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
