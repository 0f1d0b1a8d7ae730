"""What a planner asks: each answered within three clicks and one search, from a page that is about something else."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from browsing import go_to, settled

pytestmark = pytest.mark.browser
FIELD = "Søk i tall, tiltak og ord"
MOST_CLICKS = 3


@dataclass
class Planner:
    """Somebody at a page, whose clicks and searches are counted."""

    page: Page
    clicks: int = 0
    searches: int = 0

    def search(self, words: str) -> None:
        self.searches += 1
        self.page.get_by_label(FIELD).fill(words)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("h1")).to_contain_text("treff på")
        settled(self.page)

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_test_id("stMain").get_by_role(role, name=name, exact=True).click()
        settled(self.page)

    def follow(self, name: str) -> None:
        self.click("link", name)

    def sees(self, *texts: str | re.Pattern) -> None:
        for text in texts:
            expect(self.page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible()


@pytest.fixture
def planner(shipped, reader):
    planner = Planner(go_to(reader, f"{shipped.address}personvern"))
    yield planner
    assert planner.searches <= 1 and planner.clicks <= MOST_CLICKS


def test_share_and_uncertainty_of_partner_violence(planner):
    planner.search("partnervold")
    planner.follow("Alvorlig partnervold, spurt 2021–2022")
    planner.sees("Én av ti kvinner og 3 % av mennene oppgir alvorlig vold fra partner", "8,8–11,4 % (95 %-intervall")


def test_has_it_changed(planner):
    """The two surveys apart, with what differs between them first."""
    planner.search("partnervold")
    planner.follow("Alvorlig partnervold, spurt 2021–2022")
    planner.clicks += 2
    box = planner.page.get_by_role("combobox", name="Sammenlign med")
    box.click()
    planner.page.get_by_role("option", name="Alvorlig partnervold og voldtekt, spurt 2013").click()
    settled(planner.page)
    planner.sees("Hva som er ulikt", "18–74 år", "18–75 år")
    expect(planner.page.get_by_test_id("stVegaLiteChart")).to_have_count(2)


def test_residents_as_count_and_rate_and_why_there_is_none(planner):
    planner.search("beboere")
    planner.follow("Beboere i landet")
    planner.sees("2016", "2024", "1 704")
    planner.click("radio", "Per 10 000")
    planner.sees(re.compile("Innbyggere etter alder er hentet bare for 2026"))
    planner.click("button", "Vis voksne og barn samlet: da kan raten regnes ut")
    planner.sees("Per 10 000")


def test_stays_of_children(planner):
    planner.search("barn opphold")
    planner.follow("Opphold i landet")
    planner.sees("1 998")
    expect(planner.page.get_by_role("columnheader", name="Barn")).to_be_visible()


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
