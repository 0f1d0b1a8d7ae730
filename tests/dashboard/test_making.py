"""How far a file has come is told to the browser it is made for, while it is made, and to nobody else."""

import asyncio
import secrets

import httpx
import pytest
from starlette.applications import Starlette

from content import progress
from dashboard import making
from dashboard.draft_cookie import COOKIE, STARTED
from visiting import visit

BEGINS = "/no/sti"


def answer(browser: str, file: str) -> tuple[int, str]:
    """What the server says to a browser that asks about a file."""

    async def asked() -> httpx.Response:
        app = httpx.ASGITransport(Starlette(routes=making.routes(BEGINS)))
        async with httpx.AsyncClient(transport=app, cookies={COOKIE: f"{browser}.{STARTED}"}) as client:
            return await client.get(f"http://test{BEGINS}/fremdrift", params={"fil": file})

    told = asyncio.run(asked())
    assert told.headers["cache-control"] == "no-store"
    return told.status_code, told.text


def test_whose_file_it_is_is_told_how_far_and_nobody_else():
    mine, others = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    assert answer(mine, "a-zip") == (204, "")
    with making.making(mine, "a-zip"):
        assert answer(mine, "a-zip") == (200, making.BEGUN)
        for done, _ in enumerate(progress.each("abc", "figur", "figurer", making.tell)):
            assert answer(mine, "a-zip") == (200, f"{done} av 3 figurer")
        assert answer(mine, "a-zip") == (200, "3 av 3 figurer")
        for browser, file in ((others, "a-zip"), ("", "a-zip"), (mine, "b-zip"), (mine, "")):
            assert answer(browser, file) == (204, "")
    assert answer(mine, "a-zip") == (204, "")


def test_nothing_is_kept_of_a_file_that_fails():
    mine = secrets.token_urlsafe(32)
    with pytest.raises(ZeroDivisionError), making.making(mine, "a-zip"):
        assert answer(mine, "a-zip")[0] == 200
        raise ZeroDivisionError
    assert answer(mine, "a-zip") == (204, "")
    assert not making._told


def test_a_browser_without_a_cookie_has_its_file_and_is_told_nothing():
    with making.making(None, "a-zip"):
        making.tell("1 av 2 figurer")
        assert not making._told
        assert answer("", "a-zip") == (204, "")


def test_tabs_of_one_browser_do_not_share_the_words_of_a_file(reading, published):
    reading(published)
    tab, another = visit("pages/knowledge/honour.py").run(), visit("pages/knowledge/honour.py").run()

    def files(page) -> list[str]:
        return [button.proto.id.partition("download_")[2] for button in page.get("download_button")]

    before = files(tab)
    assert before and not {*before} & {*files(another)}
    assert files(tab.run()) == before
