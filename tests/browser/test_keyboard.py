"""The main tasks by keyboard alone: answer and save, filter, explore, make a slide, download, open and close a round."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, go_to, new_visitor, serving, settled

pytestmark = pytest.mark.browser
# What is read out of what has the focus, without the ligatures of icons.
NAME = """
() => {
    const element = document.activeElement, label = element.getAttribute("aria-label") || element.closest("label")?.innerText;
    return (label || element.innerText || "").replace(/^(keyboard_)?arrow_\\w+\\s*|^expand_\\w+\\s*/, "").trim();
}
"""
MOST_STOPS = 150


@pytest.fixture(scope="module")
def server(processed, tmp_path_factory) -> Iterator[Server]:
    register = f"sqlite:///{tmp_path_factory.mktemp('register')}/register.sqlite"
    with serving(processed, REGISTER_ADDRESS=register) as server:
        yield server


@pytest.fixture
def page(launched) -> Iterator[Page]:
    with new_visitor(launched, locale="nb-NO") as context:
        yield context.new_page()


def reach(page: Page, name: str) -> None:
    """Tab by Tab, as whoever has no mouse."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAME))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"«{name}» is not reached by way of {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    page.keyboard.press(key)
    settled(page)


def write(page: Page, name: str, text: str) -> None:
    reach(page, name)
    page.keyboard.type(text)


def choose(page: Page, name: str, option: str) -> None:
    write(page, name, option)
    page.get_by_role("option", name=option, exact=True).wait_for()
    page.keyboard.press("Enter")
    settled(page)


def test_the_main_tasks_are_done_by_keyboard_alone(server, page):
    go_to(page, f"{server.address}meld-inn?kommune=hamar")
    press(page, "Svar på tiltak 1")
    choose(page, "Status", "I gang")
    write(page, "Kommentar", "Kurs er bestilt")
    press(page, "Lagre")
    expect(page.get_by_text("Svaret på tiltak 1 er lagret.")).to_be_in_viewport()

    go_to(page, f"{server.address}tiltak")
    choose(page, "Status", "I gang")
    expect(page).to_have_url(re.compile("status=i-gang"))
    expect(page.locator(".vnr-measure")).to_have_count(1)
    press(page, "1 Kompetanse i tidlig avdekking")
    expect(page.locator("#tiltakskort")).to_be_focused()

    go_to(page, f"{server.address}utforsk")
    reach(page, "Tema")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("tall="))
    settled(page)
    press(page, "Legg i presentasjonen")
    expect(page).to_have_url(re.compile("lysbilder="))
    press(page, "Åpne presentasjonen")
    expect(page.locator("h1")).to_be_focused()
    with page.expect_download() as download:
        press(page, "PowerPoint")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    go_to(page, f"{server.address}runder")
    write(page, "Navn på runden", "Høst")
    write(page, "Svarfrist", "15.12.2098")
    press(page, "Åpne en runde")
    expect(page.get_by_text("Runden «Høst» er åpnet, med svarfrist 15.12.2098.")).to_be_in_viewport()
    press(page, "Ja, lukk runden", "Space")
    press(page, "Lukk runden")
    expect(page.get_by_text("Runden «Høst» er lukket.")).to_be_in_viewport()
