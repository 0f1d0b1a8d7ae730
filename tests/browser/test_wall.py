"""The slides on a wall: keys and clicker, every screen, and what can be seen of them."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import go_to, settled
from judging import WIDTH, heard, violations
from proofs import looks_of, some

pytestmark = pytest.mark.browser
TITLE = "Presentasjon: hvordan viser jeg det fram?"
# What is chosen, which every run judges where pages are walked through; nothing, and slides of every kind. Those that are
# ready are judged in every run where they are shown one by one.
QUERIES = (
    "",
    "?lysbilder=status,youth-acts",
    "?lysbilder=",
    "?lysbilde=1",
    "?lysbilde=4",
    "?lysbilde=5",
    "?lysbilder=gruppe-barn,tall-women-partner&lysbilde=1",
    "?lysbilder=tall-women-partner&lysbilde=1",
)
SAMPLE = ("?lysbilder=", "?lysbilde=1", "?lysbilder=gruppe-barn,tall-women-partner&lysbilde=1")
SCREENS = ((1280, 720), (1920, 1080), (1366, 768))
# How much of the slide and of the page does not fit, and the texts that have no room; what hangs below a line is none.
TOO_MUCH = """
() => [document.querySelector(".vnr-slide"), document.documentElement]
    .map(element => Math.max(element.scrollHeight - element.clientHeight, element.scrollWidth - element.clientWidth))
"""
CUT = """
() => [...document.querySelectorAll(".vnr-slide .vnr-text:not(.vnr-turned)")]
    .filter(text => {
        const size = parseFloat(getComputedStyle(text).fontSize);
        return text.scrollHeight > text.clientHeight + 0.12 * size + 1 || text.scrollWidth > text.clientWidth + 1;
    })
    .map(text => text.textContent)
"""
# The smallest words of a chart, in pixels of the screen.
SMALLEST = """
() => {
    const picture = document.querySelector(".vnr-slide img.vnr-wide"), svg = decodeURIComponent(picture.src.slice(picture.src.indexOf(",") + 1));
    const scale = Math.min(picture.clientWidth / picture.naturalWidth, picture.clientHeight / picture.naturalHeight);
    return scale * Math.min(...[...svg.matchAll(/font-size="([\\d.]+)px"/g)].map(found => Number(found[1])));
}
"""
# What has the focus, and whether it can be seen.
FOCUSED = """
() => [document.activeElement.textContent, document.activeElement.checkVisibility({opacityProperty: true})]
"""
CHROME = (".vnr-top", ".vnr-foot", "[data-testid=stHeader]", "[data-testid=stToolbar]")


def on_the_wall(page: Page, address: str) -> Page:
    """The first slide of those that are ready: by its key where the test before left another of them."""
    if re.fullmatch(rf"{address}presentasjon\?lysbilde=\d", page.url):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.keyboard.press("Home")
    else:
        go_to(page, f"{address}presentasjon?lysbilde=1")
    expect_slide(page, 1)
    return page


def expect_slide(page: Page, number: int, of: int = 6) -> None:
    expect(page.locator(".vnr-slide .vnr-number")).to_have_text(f"{number} av {of}")
    expect(page).to_have_url(re.compile(rf"[?&]lysbilde={number}$"))
    settled(page)


def test_keys_and_clicker_lead_through_the_slides(shipped, reader):
    page = go_to(reader, f"{shipped.address}presentasjon")
    page.get_by_role("button", name="Vis på storskjerm").click()
    expect_slide(page, 1)
    for key, number in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("Space", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("ArrowRight", 3),
        ("End", 6),
        ("Home", 1),
        ("PageDown", 2),
        ("PageDown", 3),
    ):
        page.keyboard.press(key)
        expect_slide(page, number)
    # As fast as a thumb presses, which is faster than slides are drawn.
    for key, number in (("ArrowRight", 6), ("ArrowLeft", 3)):
        for _ in range(3):
            page.keyboard.press(key)
            page.wait_for_timeout(200)
        expect_slide(page, number)
    page.reload()
    expect_slide(page, 3)
    for hidden in CHROME:
        assert not page.locator(hidden).count() or page.locator(hidden).first.is_hidden(), hidden
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page).to_have_url(f"{shipped.address}presentasjon")
    expect(page.locator(".vnr-top")).to_be_visible()


def test_every_slide_fills_a_screen_and_no_more_and_can_be_used(shipped, reader):
    with heard(reader) as (_, refused):
        page = on_the_wall(reader, shipped.address)
        for number in range(1, 7):
            expect_slide(page, number)
            for width, height in SCREENS:
                page.set_viewport_size({"width": width, "height": height})
                assert max(page.evaluate(TOO_MUCH)) <= 0, (number, width, height)
                assert page.evaluate(CUT) == [], (number, width, height)
                if page.locator(".vnr-slide img.vnr-wide").count():
                    assert page.evaluate(SMALLEST) >= 18 * min(width / 1280, height / 720), (number, width, height)
            assert violations(page) == [], number
            if number < 6:
                page.keyboard.press("ArrowRight")
    assert refused == []


def test_the_buttons_are_reached_and_seen_by_keyboard(shipped, reader):
    page = on_the_wall(reader, shipped.address)
    reached: dict[str, bool] = {}
    for _ in range(8):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        reached[name] = is_seen
        if name.startswith("Avslutt"):
            break
    names = [name for name in reached if name.startswith(("Forrige", "Neste", "Avslutt"))]
    assert len(names) == 3 and all(reached[name] for name in names)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLE)


def test_on_a_phone_the_buttons_stand_in_one_place_however_long_the_slide_is(shipped, reader):
    places = []
    for number in (1, 4):
        page = go_to(reader, f"{shipped.address}presentasjon?lysbilde={number}", width=390, height=844)
        places.append([page.get_by_role("button", name=name).bounding_box() for name in ("Forrige", "Neste")])
    assert places[0] == places[1] and all(place["y"] + place["height"] <= 844 for place in places[0])


def test_a_second_press_is_not_taken_by_what_has_come_in_the_place_of_the_first(shipped, reader):
    """Where «Avslutt» stands on the wall, the page has its way out of the site."""
    page = on_the_wall(reader, shipped.address)
    button = page.get_by_role("button", name="Avslutt")
    place = button.bounding_box()
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    # As soon as it is pressed, a link stands there.
    button.evaluate(
        """button => button.addEventListener("click", () => document.body.insertAdjacentHTML("beforeend",
            '<a id="other" href="#left" style="position: fixed; inset: 0; z-index: 99999999">Noe annet</a>'))"""
    )
    page.mouse.dblclick(*middle, delay=20)
    expect(page.locator("#other")).to_be_visible()
    assert not page.url.endswith("#left")
    page.wait_for_timeout(600)
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("#left$"))


def test_a_click_on_either_half_leads_on_and_back_and_b_makes_it_dark(shipped, reader):
    page = on_the_wall(reader, shipped.address)
    for left, number in ((1000, 2), (1000, 3), (200, 2)):
        page.mouse.click(left, 400)
        expect_slide(page, number)
    page.keyboard.press("b")
    expect(page.locator(".vnr-blank")).to_have_css("background-color", "rgb(0, 0, 0)")
    page.keyboard.press("b")
    expect_slide(page, 2)


@pytest.mark.parametrize(("query", "width", "scheme"), looks_of(some(SAMPLE, QUERIES)))
def test_nothing_is_inaccessible_or_refused_by_the_policy_of_the_page(shipped, reader, query, width, scheme):
    with heard(reader) as (_, refused):
        page = go_to(reader, f"{shipped.address}presentasjon{query}", width=width, scheme=scheme)
        assert violations(page) == []
        assert page.evaluate(WIDTH) <= width
        drawn = page.locator(".vnr-slide img.vnr-wide").evaluate_all("all => all.map(picture => picture.naturalWidth)")
        assert all(drawn) and (drawn or query != "?lysbilde=1")
    assert refused == []


def test_the_file_holds_what_is_chosen(shipped, reader):
    page = go_to(reader, f"{shipped.address}presentasjon?lysbilder=status,homicides")
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint (PPTX)").click()
    assert re.fullmatch(
        r"vold-i-naere-relasjoner-plan-fra-\d{4}-\d{4}-\d\d-\d\d\.pptx", download.value.suggested_filename
    )
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert [name for name in archive.namelist() if re.match(r"ppt/slides/slide\d+\.xml", name)] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
