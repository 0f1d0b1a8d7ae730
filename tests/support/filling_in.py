"""A form half filled in: what is typed in it, and what stands there."""

from playwright.sync_api import Locator, Page, expect

from browsing import settled

TYPED = {"Ansvarlig": "Helsesykepleiertjenesten", "Kommentar": "Utkast som ikke er lagret", "Ny frist": "1.3.2098"}


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label).first


def fill(page: Page) -> None:
    for label, words in TYPED.items():
        field(page, label).fill(words)
    # The last one is sent when it is left.
    field(page, "Lenke").click()
    expect(page.get_by_text("Påbegynt, ikke lagret")).to_be_visible()
    settled(page)


def expect_typed(page: Page, kept: dict[str, str] = TYPED) -> None:
    for label, words in kept.items():
        expect(field(page, label)).to_have_value(words)
