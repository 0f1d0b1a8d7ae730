"""Addresses land where they say, also while the page grows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browsing import go_to, sits_at_the_machine
from proofs import some, tries

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
# A line that somebody has put on the page.
FOREIGN = """() => {
    const script = document.createElement("script");
    script.textContent = "window.has_run = true";
    document.body.append(script);
    return window.has_run ? "run" : "refused";
}"""
# Address → what stands at the top of the screen there.
LANDINGS = {
    "tiltak?tiltak=11": "tiltakskort",
    "ny-plan?tiltak=11": "vurdering",
    "omfang?figur=homicides": "homicides",
    "?figur=adults-2014": "adults-2014",
    "omfang#disability": "disability",
    "meld-inn?kommune=hamar&oppgave=13": "oppgave-13",
}


def landed(page: Page, id: str) -> None:
    """The target is at the top of the screen, and it stays so."""
    page.wait_for_function(f"id => Math.abs(({TOP})(id)) < 100", arg=id, timeout=30000)
    page.wait_for_timeout(tries(500, 1500))
    assert abs(page.evaluate(TOP, id)) < 100


@pytest.fixture(scope="module")
def slow(warm) -> Iterator[Page]:
    # Another test may have taken all cookies away.
    sits_at_the_machine(warm.context)
    with warm.context.new_page() as page:
        page.set_viewport_size({"width": 1280, "height": 600})
        page.add_init_script(SLOW)
        yield page


# In every run one that asks for a measure, one for a task, one for a figure by way of Oversikt, and one for a part of the
# page.
@pytest.mark.parametrize(
    "address",
    some(
        ["tiltak?tiltak=11", "meld-inn?kommune=hamar&oppgave=13", "?figur=adults-2014", "omfang#disability"],
        list(LANDINGS),
    ),
)
def test_an_address_lands_where_it_says_while_the_page_grows(shipped, slow, address):
    slow.goto(shipped.address + address)
    slow.wait_for_function("() => window.grown > 12")
    landed(slow, LANDINGS[address])


# A page that has grown has at last come at once too.
@pytest.mark.parametrize("address", some(list(LANDINGS)[-1:], list(LANDINGS)))
def test_an_address_lands_at_once_and_whoever_has_begun_to_read_is_not_pulled_back(shipped, reader, address):
    page = go_to(reader, shipped.address + address, height=600)
    landed(page, LANDINGS[address])
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -5000)
    page.wait_for_function(f"id => ({TOP})(id) > 100", arg=LANDINGS[address])
    page.wait_for_timeout(500)
    assert page.evaluate(TOP, LANDINGS[address]) > 100


def test_a_page_with_an_address_of_its_own_looks_for_the_server_in_one_place(shipped, warm):
    """Elsewhere it would ask in vain, and wait, before it connects."""
    sits_at_the_machine(warm.context)
    with warm.context.new_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "/_stcore/" in request.url else None)
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.goto(f"{shipped.address}tiltak")
        page.wait_for_selector("h1")
        place = shipped.address.split("://")[1] + "_stcore/"
        assert asked and all(url.split("://")[1].startswith(place) for url in asked)


def test_a_page_that_has_not_changed_still_runs_no_script_of_others(shipped, warm):
    """It is told so without headers: those that came with it hold."""
    sits_at_the_machine(warm.context)
    for is_known in (False, True):
        with warm.context.new_page() as page:
            told = []
            session = warm.context.new_cdp_session(page)
            session.send("Network.enable")
            session.on("Network.responseReceivedExtraInfo", lambda answer, told=told: told.append(answer["statusCode"]))
            page.goto(f"{shipped.address}kilder")
            assert told[0] == (304 if is_known else told[0])
            assert page.evaluate(FOREIGN) == "refused"
