"""Addresses land where they say, also while the page grows; and below a path of the server's own, in Norwegian."""

import pytest
from playwright.sync_api import Page, expect

from browsing import new_visitor, opened, serving, settled
from pressing import at_rest

pytestmark = pytest.mark.browser
# What has come so far grows after it has come, as where a server is slow.
SLOW = """
setInterval(() => {
    const first = document.querySelector(".stMainBlockContainer h1");
    if (first && (window.grown = (window.grown || 0) + 1) <= 12)
        first.insertAdjacentHTML("beforebegin", '<div style="height: 150px">…</div>');
}, 100)
"""
TOP = "id => document.getElementById(id)?.getBoundingClientRect().top"
IS_WELL = "document.querySelector('script[src$=\"lead.js\"]') !== null"


@pytest.fixture(scope="module")
def server(published):
    with serving(published, base="tall/vold") as server:
        yield server.address


def landed(page: Page, id: str) -> None:
    """The target is at the top of the screen, or the page can not be scrolled further, and it stays so."""
    page.wait_for_function(f"id => Math.abs(({TOP})(id)) < 100", arg=id, timeout=30000)
    page.wait_for_timeout(1500)
    assert abs(page.evaluate(TOP, id)) < 100


@pytest.mark.parametrize("is_slow", [False, True], ids=["at once", "growing"])
@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("tiltak?tiltak=11", "tiltakskort"),
        ("ny-plan?tiltak=11", "vurdering"),
        ("omfang?figur=homicides", "homicides"),
        ("?figur=adults-2014", "adults-2014"),
        ("omfang#disability", "disability"),
    ],
)
def test_an_address_lands_where_it_says(server, browser, address, id, is_slow):
    page = new_visitor(browser, height=600).new_page()
    if is_slow:
        page.add_init_script(SLOW)
    page.goto(server + address)
    landed(page, id)


def test_whoever_has_begun_to_read_is_not_pulled_back(server, browser):
    page = opened(browser, f"{server}tiltak?tiltak=11")
    landed(page, "tiltakskort")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -5000)
    page.wait_for_function(f"id => ({TOP})(id) > 300", arg="tiltakskort")
    page.wait_for_timeout(500)
    assert page.evaluate(TOP, "tiltakskort") > 300


@pytest.mark.parametrize("address", ["tiltak?tiltak=99", "omfang?figur=finnes-ikke"])
def test_an_address_of_what_is_not_there_is_told(server, browser, address):
    page = opened(browser, server + address)
    expect(page.get_by_text("Adressen ber om")).to_be_visible()


def test_pages_below_a_path_are_norwegian_safe_and_linked(server, browser):
    page = new_visitor(browser).new_page()
    answer = page.goto(f"{server}tiltak?tiltak=3")
    settled(page)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.get_by_text("Hopp til innholdet")).to_have_count(1)
    assert page.evaluate(IS_WELL)
    page.get_by_text("Angår tiltak").or_(page.locator("#siden-sist")).first.wait_for()
    at_rest(page)
    links = page.locator(".stMainBlockContainer a").evaluate_all("all => all.map(link => link.href)")
    ours = [link for link in links if link.startswith(server.split("/tall/")[0])]
    assert len(ours) > 20
    assert [link for link in ours if not link.startswith(server)] == []


def test_the_server_starts_without_warnings(published, tmp_path):
    said = tmp_path / "said"
    with said.open("w") as log, serving(published, log=log):
        pass
    told = said.read_text(encoding="utf-8").lower()
    assert [word for word in ("warning", "no runtime", "deprecated", "traceback", "config") if word in told] == []
