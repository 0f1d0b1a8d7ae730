"""What a visit costs over the wire, and how long it takes beside a bare page: `python benchmarks/visits.py`.

A real browser comes to each page through a relay that counts every byte the server sends, websockets too: first as
somebody new, then again in a tab of its own. The time is until the browser has drawn the last of what the page says, as
a ratio to a bare Streamlit page that shows the same charts from constants; medians of new browsers, taken in turn. The
exit status is 1 when a visit is over a limit.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from pages import BARE, finished_specs, opened, rerun, served
from tests.support.browsers import CHROMIUM, NO_BROWSER

MOST_FIRST, MOST_AGAIN = 1_600_000, 12_000
MOST_REQUESTS_AGAIN = 6
LIMIT = 1.2
VISITS = 7
STILL = 0.3
"""Seconds without a change of the page after which it is taken to be whole."""
PAGES = ("", "malgrupper", "utforsk", "omfang", "krisesenteret", "kommune", "tiltak", "meld-inn", "presentasjon")
WATCH = """
    window.changed = performance.now();
    new MutationObserver(() => { window.changed = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
# Where a picture comes, something stands in its place until the script that draws it has come.
IS_WHOLE = """still => !!document.querySelector('h1') && !document.querySelector('[data-testid=stSkeleton]')
    && performance.now() - window.changed > still"""


class Relay:
    """Passes on to a server what it is sent, and counts what comes back."""

    def __init__(self, port: int):
        self._to, self.bytes = port, 0
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._pass_on, "127.0.0.1", 0), self._loop)
        self.port = server.result().sockets[0].getsockname()[1]

    async def _pass_on(self, reader, writer) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.gather(self._copy(reader, to_server, 0), self._copy(from_server, writer, 1))

    async def _copy(self, reader, writer, counts: int) -> None:
        with closing(writer):
            try:
                while data := await reader.read(1 << 16):
                    self.bytes += counts * len(data)
                    writer.write(data)
                    await writer.drain()
            except ConnectionError:
                pass


def visit(context: BrowserContext, address: str) -> tuple[float, int]:
    """Seconds until the page is whole, and how many times the server was asked for something."""
    page, asked = context.new_page(), []
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda told: asked.append(told["response"]))
    page.goto(address)
    page.wait_for_function(IS_WHOLE, arg=STILL * 1000, polling=50)
    seconds = page.evaluate("window.changed") / 1000
    fetched = [one for one in asked if one["url"].startswith("http") and not one.get("fromDiskCache")]
    page.close()
    return seconds, len(fetched)


def both_visits(browser: Browser, relay: Relay, path: str) -> tuple[int, int, int]:
    """Bytes of a first visit; bytes and requests of the next."""
    context, sent = browser.new_context(), []
    for _ in range(2):
        before = relay.bytes
        _, asked = visit(context, f"http://127.0.0.1:{relay.port}/{path}")
        # What the browser asks for when it has time.
        time.sleep(1)
        sent.append(relay.bytes - before)
    context.close()
    return *sent, asked


def seconds(browser: Browser, port: int, path: str) -> float:
    context = browser.new_context()
    found, _ = visit(context, f"http://127.0.0.1:{port}/{path}")
    context.close()
    return found


async def charts_by_page(port: int) -> dict[str, dict]:
    """What a bare page shows in the place of each."""
    specs, shown_on = finished_specs(), {}
    async with opened(port) as socket:
        _, pages, *_ = await rerun(socket)
        for path, page in pages.items():
            _, _, shown, fields = await rerun(socket, page=page)
            found = [spec for text in shown for question, spec in specs.items() if text.startswith(question)]
            shown_on[path] = {"charts": found, "fields": fields}
    return shown_on


def main() -> int:
    if CHROMIUM is None:
        print(f"left out: {NO_BROWSER}")
        return int(os.environ.get("REQUIRE_ALL_TESTS") == "1")
    over = False
    with tempfile.TemporaryDirectory() as folder, served("dashboard/server.py") as port:
        constants, script = Path(folder) / "specs.json", Path(folder) / "bare.py"
        script.write_text(BARE.format(path=str(constants)), encoding="utf-8")
        constants.write_text(json.dumps(asyncio.run(charts_by_page(port)), default=str), encoding="utf-8")
        with served(str(script)) as bare, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            relay = Relay(port)
            print(f"{'page':<16}{'first kB':>10}{'again kB':>10}{'asked':>7}{'first s':>9}{'bare s':>8}{'ratio':>7}")
            for path in PAGES:
                first, again, asked = both_visits(browser, relay, path)
                pairs = [(seconds(browser, port, path), seconds(browser, bare, f"?page={path}")) for _ in range(VISITS)]
                ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
                over |= first > MOST_FIRST or again > MOST_AGAIN or asked > MOST_REQUESTS_AGAIN or ours / floor > LIMIT
                sizes = f"{first / 1000:>10.0f}{again / 1000:>10.1f}{asked:>7}"
                print(f"{path or '(oversikt)':<16}{sizes}{ours:>9.2f}{floor:>8.2f}{ours / floor:>7.2f}", flush=True)
            browser.close()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
