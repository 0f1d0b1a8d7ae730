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
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed

from browsing import Server, Visitor, choose, free_port, go_to, settled, started
from content.wording import plain
from dashboard.draft_cookie import COOKIE
from dashboard.forms.sending import LOOK_FIRST
from filling_in import TYPED, expect_typed, fill
from filling_in import field as text_field
from pipelines.build import RAW, build
from proofs import tries
from showing import plain as one_line

KILLS = tries(2, 10)
REPORTERS = {"hamar": "3403", "elverum": "3420", "trysil": "3421"}
SAVED, SAVED_BEFORE = "Svaret på tiltak", ("var besvart slik fra før", "Ingenting er endret")
HALF, BEGUN = "Skrevet før", "meld-inn?kommune=amot&oppgave=5"
RESTARTED = "Løsningen ble startet på nytt mens du skrev."
GONE = "Det som ikke var lagret da, og ikke står i feltene, er borte."
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"

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
        self.server.process.join()

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


def test_kills_lose_and_double_nothing_and_pages_that_stand_open_keep_what_is_typed(place, reader):
    kills = Kills(place, [Reporter(area, code) for area, code in REPORTERS.items()])
    half, begun = half_filled_in(reader, place), filled_in(reader.context.new_page(), place)
    kills.kill_while_they_report()
    expect_seen_before_saved(half, place)
    expect_told_and_kept(begun, place)
    for _ in range(KILLS - 1):
        kills.kill_while_they_report()
    kills.expect_enough()
    # No page has stood open since the last one.
    page = go_to(reader, f"{place.server.address}{BEGUN}")
    expect(page.get_by_text(GONE)).to_be_visible()
    expect_typed(page, dict.fromkeys(TYPED, ""))
    go_to(page, f"{place.server.address}tiltak?tiltak=1")
    for words in kills.last():
        expect(page.get_by_text(f"Kommentar: {words}", exact=True)).to_be_visible()


@dataclass
class Kills:
    """The server killed while all report, and started anew; and what was saved and told by then."""

    place: Place
    reporters: list[Reporter]
    chance: random.Random = field(default_factory=lambda: random.Random(116006))
    cut_off: int = 0
    kept: int = 0
    held: Counter = field(default_factory=Counter)

    def kill_while_they_report(self) -> None:
        is_ready = threading.Barrier(len(self.reporters) + 1)
        with ThreadPoolExecutor(len(self.reporters)) as pool:
            at_work = [pool.submit(reporter.report, self.place.server, is_ready) for reporter in self.reporters]
            is_ready.wait(30)
            before, patience = self.told(), time.time() + 30
            while self.told() == before and time.time() < patience:
                time.sleep(0.01)
            time.sleep(self.chance.uniform(0, 0.8))
            self.place.kill()
        for ended in at_work:
            ended.result()
        self.held, told = self.place.saved(), self.told()
        del self.held[HALF]
        unanswered = {reporter.unanswered for reporter in self.reporters} - {None}
        assert told <= self.held.keys() <= told | unanswered
        assert set(self.held.values()) <= {1}
        self.cut_off, self.kept = self.cut_off + len(unanswered), self.kept + len(unanswered & self.held.keys())
        self.place.start()

    def told(self) -> set[str]:
        return {words for reporter in self.reporters for words in reporter.told}

    def expect_enough(self) -> None:
        print(f"{len(self.told())} told, {self.cut_off} cut off, {self.kept} of them saved")
        assert len(self.told()) >= KILLS and self.cut_off >= KILLS

    def last(self) -> list[str]:
        """What each reporter saved last."""
        return [
            reporter.unanswered if reporter.unanswered in self.held else reporter.told[-1]
            for reporter in self.reporters
        ]


def half_filled_in(page: Page, place: Place) -> Page:
    """What stands in the last field is not sent yet."""
    go_to(page, f"{place.server.address}meld-inn?kommune=stange&oppgave=1")
    page.evaluate("window.isTheSamePage = true")
    choose(page, "Status, tiltak 1", "I gang")
    page.get_by_role("textbox", name="Kommentar").first.fill(HALF)
    return page


def filled_in(page: Page, place: Place) -> Page:
    go_to(page, f"{place.server.address}{BEGUN}")
    fill(page)
    expect(page.get_by_text("Løsningen ble startet på nytt")).to_have_count(0)
    return page


def expect_seen_before_saved(page: Page, place: Place) -> None:
    page.locator(CONNECTED).wait_for()
    # The new server hears of the fields when something is done on the page: here by leaving the field for the button,
    # and by the button, in one message or in two.
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(LOOK_FIRST)).to_be_visible()
    settled(page)
    assert place.saved()[HALF] == 0
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
    assert place.saved()[HALF] == 1
    page.reload()
    expect(page.get_by_role("combobox", name="Status, tiltak 1", exact=True)).to_have_value("I gang")


def expect_told_and_kept(page: Page, place: Place) -> None:
    page.locator(CONNECTED).wait_for()
    # Before anybody touches it.
    expect(page.get_by_text(RESTARTED)).to_be_visible()
    text_field(page, "Lenke").fill("https://amot.example")
    text_field(page, "Besluttet av").click()
    expect(page.get_by_text(RESTARTED)).to_be_visible()
    expect(page.get_by_text("Oppgaven er besvart på nytt")).to_have_count(0)
    settled(page)
    expect_typed(page)
    # What stood on the open page was sent to the new server, and is a draft there.
    other = page.context.new_page()
    page.close()
    go_to(other, f"{place.server.address}{BEGUN}")
    expect_typed(other)
    other.close()


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


def test_others_see_what_is_saved_and_open_pages_take_up_a_new_version(place, reader, tmp_path):
    # Somebody who was not here before the server was started anew: what was typed then is told of above a form.
    reader.context.clear_cookies(name=COOKIE)
    idle = reader.context.new_page()
    idle.clock.install()
    go_to(idle, f"{place.server.address}tiltak?tiltak=5")
    form = reader.context.new_page()
    go_to(form, f"{place.server.address}meld-inn?kommune=elverum&oppgave=6")
    idle.evaluate("window.isTheSamePage = true")
    with Visitor(place.server) as reads, Visitor(place.server) as reports:
        assert "Sett av andre" not in reads.ask("tiltak", "tiltak=5")
        reports.ask("meld-inn", "kommune=elverum&oppgave=5")
        values = {"report 3420 5 status": "Delvis gjennomført", "report 3420 5 comment": "Sett av andre", "Lagre": True}
        assert SAVED in reports.fill_in("meld-inn", "kommune=elverum&oppgave=5", **values)
        assert "Sett av andre" in reads.ask("tiltak", "tiltak=5")
        expect_followed(form)
        form.close()
        expect_taken_up(reads, place, tmp_path)
    # Nobody touches the other page, which looks by itself: half a minute passes for it.
    idle.clock.fast_forward(30_000)
    expect(idle.get_by_text("Kommentar: Sett av andre", exact=True)).to_be_visible()
    assert idle.evaluate("window.isTheSamePage")
    idle.close()


def expect_followed(form: Page) -> None:
    """A form that was open before follows, where nobody has typed, and stays so."""
    for status in ("Ikke startet", "I gang"):
        choose(form, "Status, tiltak 6", status)
        form.get_by_role("button", name="Lagre", exact=True).click()
        expect(form.get_by_text(SAVED)).to_be_visible()
        expect(form.get_by_role("combobox", name="Status, tiltak 6", exact=True)).to_have_value(status)
        expect(form.locator(".vnr-asked").filter(has=form.locator("#oppgave-5"))).to_contain_text("Delvis gjennomført")


def expect_taken_up(reads: Visitor, place: Place, folder: Path) -> None:
    """A new version of the data, when an open page asks for something after it has been made ready."""
    assert "partner: 9,2 % av kvinnene" in one_line(reads.ask("omfang", "figur=adults-2014"))

    changed = shutil.copytree(RAW, folder / "raw")
    prevalence = changed / "prevalence.csv"
    text = prevalence.read_text(encoding="utf-8")
    prevalence.write_text(text.replace("9.2,", "9.7,").replace("9,2 % av", "9,7 % av"), encoding="utf-8")
    build(changed, place.processed)

    # It is now the largest of them, and so the heading.
    heading, last = "9,7 % av kvinnene oppgir alvorlig fysisk vold fra partner", time.monotonic() + 60
    while heading not in one_line(reads.ask("omfang", "figur=adults-2014&kjonn=kvinner")):
        assert time.monotonic() < last
        time.sleep(0.2)
