"""What a planner asks: each answered within one search and three clicks, which the browser counts, from a page of its own."""

import itertools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from browsing import READ_OUT, go_to
from pressing import at_rest
from showing import plain

pytestmark = pytest.mark.browser
MOST_CLICKS = 3
STARTS = itertools.cycle(
    ["", "malgrupper", "omfang", "krisesenteret", "kommune", "kilder", "tiltak", "ny-plan", "legg-inn", "personvern"]
)
"""Where the planner is before asking, one after the other."""
# By mouse or finger: what a key presses is told as a click too, but was not pointed at. A page that is loaded anew forgets
# them, and there is nothing to read.
COUNT = "window.clicks = 0; addEventListener('click', event => { window.clicks += event.detail > 0; }, true)"
CHARTS = ".stVegaLiteChart"


@dataclass
class Planner:
    """Somebody at a page, who may search once."""

    page: Page
    has_searched: bool = False

    def search(self, words: str) -> None:
        assert not self.has_searched
        self.has_searched = True
        field = self.page.get_by_role("searchbox", name="Søk i tall, tiltak og ord")
        field.fill(words)
        field.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(f"treff på «{words}»")
        at_rest(self.page)

    def follow(self, name: str) -> None:
        """A link of the page with this name."""
        before, named = self.page.url, self.page.title()
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_url(lambda address: address != before)
        if urlsplit(self.page.url).path != urlsplit(before).path:
            # The address is there before the page is.
            expect(self.page).not_to_have_title(named)
        at_rest(self.page)

    def choose(self, label: str, option: str) -> None:
        """In a list that is opened first, or among what stands there."""
        before, field = self.page.url, self.page.get_by_role("combobox", name=label, exact=True)
        if field.count():
            field.click()
            self.page.get_by_role("option", name=option, exact=True).click()
        else:
            self.page.get_by_label(label, exact=True).get_by_text(option, exact=True).click()
        self.page.wait_for_url(lambda address: address != before)
        at_rest(self.page)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        at_rest(self.page)

    def sees(self, *texts: str | re.Pattern) -> None:
        """Without unfolding anything; of a chart also what is read out."""
        main = self.page.get_by_role("main")
        read = plain(" ".join([main.inner_text(), *main.locator(CHARTS).evaluate_all(READ_OUT)]))
        patterns = [text if isinstance(text, re.Pattern) else re.compile(re.escape(plain(text))) for text in texts]
        assert [pattern.pattern for pattern in patterns if not pattern.search(read)] == [], read


@pytest.fixture
def planner(shipped, reader):
    planner = Planner(go_to(reader, shipped.address + next(STARTS)))
    reader.evaluate(COUNT)
    yield planner
    assert reader.evaluate("window.clicks") <= MOST_CLICKS


def test_share_and_uncertainty_of_partner_violence(planner):
    planner.search("partnervold")
    planner.follow("Alvorlig partnervold, spurt 2021–2022")
    planner.sees("Én av ti kvinner og 3 % av mennene oppgir alvorlig vold fra partner", "8,8–11,4 % (95 %-intervall")


def test_has_it_changed(planner):
    """The two surveys apart, with what differs between them first."""
    planner.search("partnervold")
    planner.follow("Alvorlig partnervold, spurt 2021–2022")
    planner.choose("Sammenlign med", "Alvorlig partnervold og voldtekt, spurt 2013")
    planner.sees("Hva som er ulikt", "18–74 år", "18–75 år")
    expect(planner.page.locator(CHARTS)).to_have_count(2)


def test_residents_as_count_and_rate_and_why_there_is_none(planner):
    planner.search("beboere")
    planner.follow("Beboere i landet")
    planner.sees("2016", "2024", "1 704")
    planner.choose("Regnet som", "Per 10 000")
    planner.sees(re.compile("Innbyggere etter alder er hentet bare for 2026"))
    planner.press("Vis voksne og barn samlet: da kan raten regnes ut")
    planner.sees("Per 10 000")


def test_stays_of_children(planner):
    planner.search("barn opphold")
    planner.follow("Opphold i landet")
    planner.sees("1 998", re.compile(r"\bVoksne Barn\b"))


def test_cases_under_18_by_concern(planner):
    planner.search("saker under 18")
    planner.follow("Saker under 18 år etter bekymring")
    planner.sees("Ufrivillig opphold i utlandet, eller frykt for det", "143")


def test_measures_and_figures_for_the_elderly(planner):
    planner.search("eldre")
    planner.follow("Eldre og risikoutsatte voksne")
    planner.sees("5–7 %", re.compile("TryggEst"))


def test_who_has_done_a_measure(planner):
    planner.search("tiltak 9")
    planner.follow("Tiltak 9: TryggEst")
    planner.sees(re.compile("Ikke spurt ennå"))


def test_persons_of_an_age_in_a_municipality(planner):
    planner.search("12-16 år Trysil")
    planner.follow("Innbyggere 12–16 år i Trysil")
    planner.sees(re.compile(r"Trysil: \d+ personer 12–16 år"))


def test_what_a_wilson_interval_is(planner):
    planner.search("wilson")
    planner.sees("Konfidensintervall", re.compile("Wilson"))


def test_everything_about_a_word(planner):
    planner.search("tryggest")
    planner.sees("Ord (1)", "Tiltak (1)", "Tall (1)", "Kilder (1)", "Bekymringsmeldinger i TryggEst")
