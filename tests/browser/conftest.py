"""One browser for all that needs one, and a reader in it who has been on the pages before.

A new visitor costs three times what a page loaded anew does: each test goes on as the same reader, unless it is about
who somebody is, or what a first visit does.
"""

import pytest
from playwright.sync_api import Browser, Page

from browsing import Server, browsing, new_visitor, serving, sits_at_the_machine


# Not for longer than this folder: while it runs, tests beside it could run no loop of their own.
@pytest.fixture(scope="package")
def launched(chromium) -> Browser:
    with browsing(chromium) as browser:
        yield browser


@pytest.fixture
def browser(launched) -> Browser:
    """A browser in which no test leaves a visitor: pages that stand open ask the server again and again."""
    before = set(launched.contexts)
    yield launched
    for context in set(launched.contexts) - before:
        context.close()


@pytest.fixture(scope="package")
def warm(launched) -> Page:
    return new_visitor(launched, locale="nb-NO").new_page()


@pytest.fixture
def reader(warm) -> Page:
    """Somebody who reads, in the browser of whoever read before; what listens to the page is the test's own."""
    # Another test may have taken all cookies away.
    sits_at_the_machine(warm.context)
    yield warm
    warm.emulate_media(color_scheme="light", media="screen")


@pytest.fixture(scope="package")
def shipped(published) -> Server:
    """A server of the shipped data; only to be read."""
    with serving(published) as server:
        yield server
