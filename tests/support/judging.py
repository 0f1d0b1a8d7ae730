"""What is judged of a page wherever it stands: whom it asks, what it is refused, how wide it is and who can use it."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browsing import settled

WIDTH = "document.querySelector('[data-testid=stMain]').scrollWidth"
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@contextmanager
def heard(page: Page) -> Iterator[tuple[list[str], list[str]]]:
    """The addresses that the page asks meanwhile, and what its own policy refuses it."""
    asked, refused = [], []

    def hear(request) -> None:
        asked.append(request.url)

    def listen(message) -> None:
        refused.extend([message.text] if "Content Security" in message.text else [])

    page.on("request", hear)
    page.on("console", listen)
    yield asked, refused
    page.remove_listener("request", hear)
    page.remove_listener("console", listen)


def violations(page: Page, part: str | None = None) -> list[tuple]:
    """What somebody can not use on the page, or in a part of it."""
    # Of colours, axe sees only what is on the screen: all of the page is to be.
    shown, needed = page.viewport_size, page.evaluate(HEIGHT)
    if needed > shown["height"]:
        page.set_viewport_size(shown | {"height": needed})
        settled(page)
    found = Axe().run(page, part, {"runOnly": WCAG, "resultTypes": ["violations"]}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in found]
