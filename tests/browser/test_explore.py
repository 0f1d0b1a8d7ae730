"""Who chooses in the catalogue of Utforsk sees what was chosen, on a phone and on a screen, by finger and by key."""

import pytest
from playwright.sync_api import Page, expect

from browsing import go_to, settled

pytestmark = pytest.mark.browser
ENTRIES = ".st-key-explore_catalogue [data-testid=stRadioOption]"
FOUND = ".st-key-explore_main h2"
# The last of a topic that is longer than the list.
LAST = "partner-young-women-change"
CHOSEN_IN_ITS_LIST = """
([chosen]) => {
    const list = chosen.parentElement.getBoundingClientRect(), { top, bottom } = chosen.getBoundingClientRect();
    return list.top - 1 <= top && bottom <= list.bottom + 1 && bottom <= innerHeight;
}
"""


def is_in_sight(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return 0 <= box["y"] and box["y"] + box["height"] <= page.viewport_size["height"]


def chosen(page: Page, name: str) -> None:
    """What is chosen has come."""
    page.wait_for_url(f"**tall={name}")
    settled(page)


def test_on_a_phone_the_catalogue_folds_when_an_entry_is_chosen_and_what_was_found_is_in_sight(shipped, reader):
    page = go_to(reader, f"{shipped.address}utforsk", width=390, height=664)
    assert is_in_sight(page, FOUND) and not page.locator(ENTRIES).first.is_visible()
    page.get_by_text("Velg tall", exact=True).click()
    page.locator(ENTRIES).last.click()
    chosen(page, LAST)
    expect(page.locator(ENTRIES).last).not_to_be_visible()
    assert is_in_sight(page, FOUND)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_by_key_one_goes_on_from_entry_to_entry_in_an_open_catalogue(shipped, reader):
    page = go_to(reader, f"{shipped.address}utforsk?tall={LAST}&tema=barn-og-unge", width=390, height=664)
    page.get_by_text("Velg tall", exact=True).click()
    page.locator(f"{ENTRIES} input").first.focus()
    for key in ("Space", "ArrowDown"):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda address, before=before: address != before)
        settled(page)
        expect(page.locator(f"{ENTRIES} input:checked")).to_be_focused()


def test_the_chosen_entry_is_in_sight_in_its_list_and_who_chooses_from_below_is_brought_up(shipped, reader):
    page = go_to(reader, f"{shipped.address}utforsk?tall={LAST}&med=adults-2014", height=720)
    page.wait_for_function(
        f"() => ({CHOSEN_IN_ITS_LIST})(document.querySelectorAll('[data-selected][data-rac]:has(label)'))"
    )
    page.locator(".stMain").evaluate("page => page.scrollTop = 1500")
    assert not is_in_sight(page, FOUND)
    page.locator(ENTRIES).nth(-2).click()
    page.wait_for_url(lambda address: LAST not in address)
    settled(page)
    assert is_in_sight(page, FOUND)
