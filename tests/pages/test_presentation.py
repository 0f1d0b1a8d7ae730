"""Presentasjon: what is chosen, and the slides on a wall."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from browsing import new_visitor, opened, serving, settled
from content import wording
from content.slides.deck import PACK
from proofs import LOOKS
from showing import TODAY
from visiting import visit

ROOT = Path(__file__).parents[2]
PAGE = "pages/start/presentation.py"
TITLE = "Presentasjon: hvordan viser jeg det fram?"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
FIRST = "Hvor mange unge har opplevd fysisk vold fra en voksen hjemme?"
STATUS = "Hvor langt er tiltakene kommet?"
# How much of the slide, of its middle part and of the page does not fit.
TOO_MUCH = """
() => [document.querySelector(".slide > div"), document.querySelector(".slide .body"), document.documentElement]
    .map(element => Math.max(element.scrollHeight - element.clientHeight, element.scrollWidth - element.clientWidth))
"""
# The smallest words of a chart, in pixels of the screen.
SMALLEST = """
() => {
    const picture = document.querySelector(".slide img.wide"), svg = atob(picture.src.split(",")[1]);
    const scale = Math.min(picture.clientWidth / picture.naturalWidth, picture.clientHeight / picture.naturalHeight);
    return scale * Math.min(...[...svg.matchAll(/font-size="([\\d.]+)px"/g)].map(found => Number(found[1])));
}
"""
# What has the focus, and whether the buttons can be seen.
FOCUSED = """
() => [document.activeElement.textContent, getComputedStyle(document.querySelector(".st-key-slide_controls")).opacity]
"""
CHROME = (".st-key-menu", ".st-key-foot", "[data-testid=stHeader]", "[data-testid=stToolbar]")


@pytest.fixture
def app(reading, monkeypatch):
    """A function that opens the page on the versions in a folder, with what the address asks for."""
    monkeypatch.setattr(wording, "today", lambda: TODAY)

    def open_page(out: Path, **asked: str) -> AppTest:
        reading(out)
        page = visit(PAGE, **asked).run()
        assert [error.message for error in page.exception] == []
        return page

    return open_page


def told(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.caption])


def slide_of(page: AppTest) -> str:
    [found] = [found.proto.body for found in page.get("html") if 'class="slide"' in found.proto.body]
    return " ".join(re.sub(r"<[^>]+>", " ", found).replace("\u00a0", " ").split())


def listed(page: AppTest) -> list[str]:
    return [text.value for text in page.markdown if re.match(r"\d+\. ", text.value)]


def address_of(page: AppTest) -> dict[str, str]:
    """What stands in the address, whether the test or the page wrote it."""
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


def press(page: AppTest, label: str) -> AppTest:
    [button] = [button for button in page.button if button.label == label]
    return button.click().run()


def test_the_ready_pack_comes_first(app, published):
    page = app(published)
    assert page.title[0].value == TITLE
    assert page.multiselect[0].value == list(PACK)
    assert listed(page)[0] == f"1. {FIRST}" and len(listed(page)) == 6
    assert "6 lysbilder." in told(page)
    assert [button.proto.label for button in page.get("download_button")] == ["PowerPoint (PPTX)"]
    assert address_of(page) == {}


def test_own_choice_and_order_stand_in_the_address(app, published):
    page = app(published)
    page.multiselect[0].set_value(["status", "homicides", "youth-acts"]).run()
    assert address_of(page) == {"lysbilder": "status,homicides,youth-acts"}
    press(page, "Flytt nr. 3 opp")
    assert address_of(page) == {"lysbilder": "status,youth-acts,homicides"}
    assert [line[:2] for line in listed(page)] == ["1.", "2.", "3."] and listed(page)[0] == f"1. {STATUS}"
    press(page, "Bruk den ferdige pakken")
    assert address_of(page) == {} and len(listed(page)) == 6


@pytest.mark.parametrize(
    ("asked", "says", "count"),
    [
        ("", "Ingen lysbilder er valgt. Velg minst ett.", 0),
        ("tull,<b>", "Adressen ber om 2 lysbilder som ikke finnes.", 0),
        ("status,tull", "Adressen ber om 1 lysbilde som ikke finnes.", 1),
        ("status,status", "Adressen ber om samme lysbilde flere ganger.", 1),
        # Nothing is delivered from the centre yet.
        ("centre-residents", "Adressen ber om 1 lysbilde som ikke finnes.", 0),
        (",".join(["homicides"] * 60), "Adressen ber om samme lysbilde flere ganger.", 1),
    ],
)
def test_an_address_that_asks_for_nothing_good_is_told(app, published, asked, says, count):
    page = app(published, lysbilder=asked)
    assert says in told(page)
    assert len(listed(page)) == count
    assert len(page.get("download_button")) == (count > 0)
    # There is nothing to show on a wall, and the page still stands.
    assert app(published, lysbilder=asked, lysbilde="1").title or count


@pytest.mark.parametrize(
    ("number", "shows"), [("1", 1), ("3", 3), ("99", 6), ("0", 1), ("-2", 1), ("tull", 1), ("", 1), ("²", 1)]
)
def test_the_number_in_the_address_is_the_slide(app, published, number, shows):
    page = app(published, lysbilde=number)
    assert f"{shows} av 6" in slide_of(page)
    assert list(page.title) == []


def test_buttons_lead_on_back_and_out(app, published):
    page = app(published, lysbilder="status,homicides", lysbilde="1")
    assert STATUS in slide_of(page)
    assert "2 av 2" in slide_of(press(page, "Neste"))
    assert "2 av 2" in slide_of(press(page, "Neste"))
    assert "73" in slide_of(page) and "Tallene ble lagt ut" in slide_of(page)
    assert address_of(page)["lysbilde"] == "2"
    assert "1 av 2" in slide_of(press(page, "Forrige"))
    press(page, "Avslutt")
    assert page.title[0].value == TITLE and address_of(page) == {"lysbilder": "status,homicides"}


@pytest.mark.parametrize("number", [None, "1", "5"])
def test_an_empty_version_says_what_is_missing(app, emptied, number):
    page = app(emptied, **({"lysbilde": number} if number else {}))
    if number is None:
        assert len(listed(page)) == 6
    else:
        assert {"1": "Tabellen fra NKVTS 2019 er ikke lagt inn.", "5": "Hvor mange som er utsatt"}[number] in slide_of(
            page
        )


@pytest.fixture(scope="module")
def server(published):
    with serving(published) as server:
        yield server.address


def on_the_wall(browser, address: str, number: int = 1, **how) -> Page:
    page = opened(browser, f"{address}presentasjon?lysbilde={number}", **how)
    page.locator(".slide").wait_for()
    return page


def expect_slide(page: Page, number: int, of: int = 6) -> None:
    expect(page.locator(".slide .number")).to_have_text(f"{number} av {of}")
    expect(page).to_have_url(re.compile(rf"[?&]lysbilde={number}$"))
    settled(page)


@pytest.mark.browser
def test_keys_and_clicker_lead_through_the_slides(server, browser):
    page = opened(browser, f"{server}presentasjon")
    page.get_by_role("button", name="Vis på storskjerm").click()
    expect_slide(page, 1)
    for key, number in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("Space", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("ArrowRight", 3),
    ):
        page.keyboard.press(key)
        expect_slide(page, number)
    page.reload()
    expect_slide(page, 3)
    for hidden in CHROME:
        assert not page.locator(hidden).count() or page.locator(hidden).first.is_hidden(), hidden
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page).to_have_url(f"{server}presentasjon")
    expect(page.locator(".st-key-menu")).to_be_visible()


@pytest.mark.browser
def test_the_buttons_are_reached_and_seen_by_keyboard(server, browser):
    page = on_the_wall(browser, server)
    reached = {}
    for _ in range(8):
        page.keyboard.press("Tab")
        name, opacity = page.evaluate(FOCUSED)
        reached[name] = opacity
        if name.startswith("Avslutt"):
            break
    names = [name for name in reached if name.startswith(("Forrige", "Neste", "Avslutt"))]
    assert len(names) == 3 and {reached[name] for name in names} == {"1"}
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLE)


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1366, 768)], ids=str)
def test_every_slide_fills_a_screen_and_no_more(server, browser, size):
    page = on_the_wall(browser, server)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for number in range(1, 7):
        assert max(page.evaluate(TOO_MUCH)) <= 0, number
        if page.locator(".slide img.wide").count():
            assert page.evaluate(SMALLEST) >= 18 * min(size[0] / 1280, size[1] / 720)
        if number < 6:
            page.keyboard.press("ArrowRight")
            expect_slide(page, number + 1)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_accessibility_violations(server, browser, width, scheme):
    page = opened(browser, f"{server}presentasjon", width=width, scheme=scheme)
    for query in ("", "?lysbilder=status,youth-acts", "?lysbilder=", *(f"?lysbilde={number}" for number in (1, 4, 5))):
        page.goto(f"{server}presentasjon{query}")
        settled(page)
        found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120], v["nodes"][0]["any"][0]["message"]) for v in found] == [], query
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width, query


@pytest.mark.browser
def test_nothing_is_refused_by_the_policy_of_the_page(server, browser):
    page = new_visitor(browser).new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{server}presentasjon?lysbilde=1")
    expect_slide(page, 1)
    assert page.locator(".slide img.wide").evaluate("picture => picture.naturalWidth") > 0
    assert refused == []


@pytest.mark.browser
def test_the_file_holds_what_is_chosen(server, browser):
    page = opened(browser, f"{server}presentasjon?lysbilder=status,homicides")
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint (PPTX)").click()
    assert re.fullmatch(r"vold-i-naere-relasjoner-\d{4}-\d\d-\d\d\.pptx", download.value.suggested_filename)
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert [name for name in archive.namelist() if re.match(r"ppt/slides/slide\d+\.xml", name)] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
