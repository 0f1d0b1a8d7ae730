"""What a planner asks: each answered within three clicks and one search.

That words typed in the search lead to what is found, and its links on from there, is tried in the browser.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from showing import TODAY, plain
from visiting import seen, visit_address

MOST_CLICKS = 3
LINK = re.compile(r'<a href="\./([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass
class Planner:
    """Somebody whose clicks and searches are counted, and the page they are at."""

    at: AppTest | None = None
    clicks: int = 0
    searches: int = 0

    def search(self, words: str) -> None:
        self.searches += 1
        self._is_at(visit_address("sok", q=words))
        self.sees(f"treff på «{words}»")

    def follow(self, name: str) -> None:
        """The one address that a link with this name leads to."""
        self.clicks += 1
        shown = "".join(element.proto.body for element in self.at.get("html"))
        [found] = {address for address, text in LINK.findall(shown) if plain(html.unescape(text)) == plain(name)}
        address = urlsplit(html.unescape(found))
        self._is_at(visit_address(address.path, **dict(parse_qsl(address.query))))

    def choose(self, label: str, key: str, option: str) -> None:
        """What reads as the option, in a list that is opened first or among what stands there."""
        [field] = [field for field in (*self.at.selectbox, *self.at.button_group) if field.label == label]
        self.clicks += 2 if field.type == "selectbox" else 1
        assert plain(field.format_func(key)) == option
        self._is_at(field.set_value(key))

    def press(self, name: str) -> None:
        self.clicks += 1
        [button] = [button for button in self.at.button if button.label == name]
        self._is_at(button.click())

    def sees(self, *texts: str | re.Pattern) -> None:
        read = seen(self.at.main)
        patterns = [text if isinstance(text, re.Pattern) else re.compile(re.escape(plain(text))) for text in texts]
        assert [pattern.pattern for pattern in patterns if not pattern.search(read)] == []

    def _is_at(self, page) -> None:
        self.at = page.run()
        assert [error.message for error in self.at.exception] == []


@pytest.fixture
def planner(published, reading, monkeypatch):
    monkeypatch.setattr("content.wording.today", lambda: TODAY)
    reading(published)
    planner = Planner()
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
    planner.choose("Sammenlign med", "adults-2014", "Alvorlig partnervold og voldtekt, spurt 2013")
    planner.sees("Hva som er ulikt", "18–74 år", "18–75 år")
    assert len(planner.at.get("vega_lite_chart")) == 2


def test_residents_as_count_and_rate_and_why_there_is_none(planner):
    planner.search("beboere")
    planner.follow("Beboere i landet")
    planner.sees("2016", "2024", "1 704")
    planner.choose("Regnet som", "rate", "Per 10 000")
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
