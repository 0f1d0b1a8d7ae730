"""What tests of the running dashboard share: a real server, a real browser, and a visitor without one."""

import os
import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

import processes
from dashboard import machine
from tests.support.server_process import serve

ROOT = Path(__file__).parents[2]
TOKEN = "of-whoever-sits-at-the-machine"
"""What a server of the tests is started with; every visitor brings it who is not said to be somebody else."""
# A busy machine is slow, which no test here is about.
LONGEST_WAIT = 60_000
expect.set_options(timeout=LONGEST_WAIT)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page is looked at for a second or two: what is compiled to be fast later, or done beside it, costs a sixth more.
    "--js-flags=--no-opt --no-maglev --single-threaded-gc",
    "--num-raster-threads=1",
    "--disable-lcd-text",
]
# Half a second passes while what is unfolded grows, and a click meanwhile lands on what has moved there; and what moves
# while the server works is drawn sixty times a second.
STILL = """
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, how) { return animate.call(this, frames, {...how, duration: 0}); };
const still = new CSSStyleSheet();
still.replaceSync("*, *::before, *::after { animation: none !important; transition: none !important; }");
document.adoptedStyleSheets.push(still);
"""
# What is still to come on a page: what a run has not reached yet is faded, and what is drawn by a script that has not
# come yet holds its place.
LACKING = """
() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const is_drawn = chart => chart.querySelector("svg, canvas")?.checkVisibility();
    return Object.entries({
        "one heading": all("h1").length === 1,
        "the end of the run": all("[data-testid=stApp][data-test-script-state=notRunning]").length === 1,
        "what is faded": !all("[data-stale=true]").length,
        "what has its place held": !all("[data-testid=stSkeleton]").length,
        "charts": all("[data-testid=stVegaLiteChart]").every(is_drawn),
    }).flatMap(([what, is_there]) => is_there ? [] : what);
}
"""
# As the links of the pages do (`frame.js`): until the run has begun, or is over before anything of it was drawn.
FOLLOW = """
address => new Promise(resolve => {
    const begun = new MutationObserver(() => { begun.disconnect(); resolve(); });
    begun.observe(document.querySelector("[data-testid=stApp]"), {attributeFilter: ["data-test-script-state"]});
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    dispatchEvent(new Event("vnr-gone", {cancelable: true}));
    setTimeout(resolve, 1000);
})
"""
# All that a screen reader has of a chart.
READ_OUT = """
charts => charts.flatMap(chart => [chart, ...chart.querySelectorAll("*")])
    .map(element => element.getAttribute("aria-label")).filter(label => label)
"""
# In what part of a message the value of a widget lies, by the kind of widget.
VALUES = {
    "button": "trigger_value",
    "checkbox": "bool_value",
    "expander": "bool_value",
    "file_uploader": "file_uploader_state_value",
    "selectbox": "string_value",
    "text_area": "string_value",
    "text_input": "string_value",
}
MARKS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
SPOKEN = {"alert": "body", "heading": "body", "html": "body", "markdown": "body"}


@dataclass
class Server:
    process: BaseProcess
    host: str
    port: int
    base: str = ""

    @property
    def path(self) -> str:
        return f"/{self.base}/" if self.base else "/"

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}{self.path}"

    @property
    def stream(self) -> str:
        """Where a page's own connection is made."""
        return f"ws://{self.host}:{self.port}{self.path}_stcore/stream"


def free_port(host: str = "127.0.0.1") -> int:
    with socket.socket() as free:
        free.bind((host, 0))
        return free.getsockname()[1]


def started(
    processed: Path,
    *options: str,
    host: str = "127.0.0.1",
    port: int | None = None,
    base: str = "",
    log: Path | None = None,
    **settings,
) -> Server:
    """A server that answers, reading the versions in a folder; `settings` are for its environment.

    `base` is where its addresses begin, `log` a file for all that it says.
    """
    port = port or free_port(host)
    arguments = ["dashboard/server.py", "--server.headless", "true", "--server.port", str(port)]
    environment = (
        os.environ
        | {"PROCESSED_DIR": str(processed), machine.VARIABLE: TOKEN}
        | {name: str(value) for name, value in settings.items()}
    )
    told = ([*arguments, "--server.baseUrlPath", base, *options], environment, str(log or os.devnull))
    process = processes.started.Process(target=serve, args=told)
    process.start()
    server = Server(process, host, port, base)
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{server.address}_stcore/health")
            return server
        except OSError:
            assert process.is_alive(), "the server did not start"
            time.sleep(0.05)
    process.kill()
    raise AssertionError("the server does not answer")


@contextmanager
def serving(processed: Path, *options: str, **how) -> Iterator[Server]:
    """`started`, and stopped in the end."""
    server = started(processed, *options, **how)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.join()


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


def new_visitor(browser: Browser, *, width: int = 1280, height: int = 900, **how) -> BrowserContext:
    """A new visitor's browser, in which what is opened is open at once."""
    context = browser.new_context(viewport={"width": width, "height": height}, **how)
    context.set_default_timeout(LONGEST_WAIT)
    context.add_init_script(STILL)
    sits_at_the_machine(context)
    return context


def sits_at_the_machine(context: BrowserContext) -> None:
    """As if the page had been opened by the address that the launcher writes."""
    hosts = ("127.0.0.1", "localhost")
    context.add_cookies([{"name": machine.COOKIE, "value": TOKEN, "url": f"http://{host}"} for host in hosts])


def opened(browser: Browser, address: str) -> Page:
    """A new visitor on the page, settled and drawn."""
    return go_to(new_visitor(browser).new_page(), address)


def go_to(page: Page, address: str, *, width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
    """The page at an address, settled and drawn: loaded anew, which costs a third of what a new visitor does."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    settled(page)
    return page


def follow(page: Page, address: str) -> Page:
    """`go_to` where a page of the same server is open: as by a link of it, which takes half of what loading does."""
    page.evaluate(FOLLOW, address)
    settled(page)
    return page


def stay(page: Page, address: str) -> Page:
    """The page at an address: as the test before left it, or loaded where that left another."""
    return page if page.url.split("#")[0] == address else go_to(page, address)


def settled(page: Page) -> None:
    try:
        # Not at every frame, which would have to be drawn for it.
        page.wait_for_function(f"() => !({LACKING})().length", polling=50, timeout=LONGEST_WAIT)
    except TimeoutError:
        raise AssertionError(f"{page.url} lacks {page.evaluate(LACKING)}") from None


def choose(page: Page, label: str, option: str) -> None:
    """Choose by keyboard, as one may. A page that moves while its list is open closes it: then it is opened again.

    What was typed in a list that is closed looks chosen until the field is left.
    """
    field = page.get_by_role("combobox", name=label, exact=True)
    for _ in range(3):
        settled(page)
        field.focus()
        page.keyboard.type(option)
        page.get_by_role("option", name=option, exact=True).wait_for()
        page.keyboard.press("Enter")
        field.blur()
        if field.input_value() == option:
            return
    raise AssertionError(f"«{option}» could not be chosen in «{label}»")


class Visitor:
    """Speaks to the server as the page's own script does, and may say what the page would not let anybody say.

    `cookies` are those of a browser, beside that of whoever sits at the machine. `host` is what the request says it asks for, and `origin` what page it says it is
    of; it goes to the server all the same.
    """

    def __init__(
        self,
        server: Server,
        cookies: dict[str, str] | None = None,
        host: str | None = None,
        origin: str | None = None,
        **headers: str,
    ):
        cookies = {machine.COOKIE: TOKEN} | (cookies or {})
        host = host or f"{server.host}:{server.port}"
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
        self.widgets: dict[str, tuple[str, str]] = {}
        """Label, and the key where there is one → id and kind, of what the last run showed."""
        self.told: list[str] = []
        """What the last run has told, also where it was cut off."""
        self.sent = b""
        """The messages of the last run as they came: also what fields hold."""
        self.leads_to = ""
        """Where the last run sends the visitor, if anywhere."""
        self.session = ""
        """What the server calls the session, once a page has been asked for."""
        self._connection = connect(
            f"ws://{host}{server.path}_stcore/stream",
            sock=socket.create_connection((server.host, server.port)),
            origin=origin or f"http://{host}",
            subprotocols=["streamlit", *filter(None, [cookies.get("_streamlit_xsrf")])],
            additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
            max_size=None,
        )

    def __enter__(self):
        self._socket = self._connection.__enter__()
        return self

    def __exit__(self, *error):
        self._connection.__exit__(*error)

    def ask(self, page: str, query: str = "", values: dict[tuple[str, str], bool | str] | None = None) -> str:
        """Ask for a page with values in widgets, by id and kind; returns all that is told. Raises ConnectionClosed."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        for (id, kind), value in (values or {}).items():
            message.rerun_script.widget_states.widgets.append(WidgetState(id=id, **{VALUES[kind]: value}))
        self.told, self.widgets, self.sent = [], {}, b""
        self.send(message)
        is_over = False
        while not is_over:
            came = self._socket.recv(timeout=30)
            self.sent += came
            answer = ForwardMsg.FromString(came)
            match answer.WhichOneof("type"):
                case "new_session":
                    # Also where the page starts itself anew: what was before is taken away.
                    self.told, self.widgets = [], {}
                    self.session = answer.new_session.initialize.session_id
                case "auth_redirect":
                    self.leads_to = answer.auth_redirect.url
                case "delta":
                    self._take_in(answer.delta.new_element)
                    self._know("expander", answer.delta.add_block.expandable)
                case "script_finished":
                    is_over = answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return "\n".join(self.told)

    def send(self, message: BackMsg | str) -> None:
        """And wait for nothing."""
        self._socket.send(message if isinstance(message, str) else message.SerializeToString())

    def addresses_of(self, *files: str) -> list[str]:
        """Where the server takes files of these names, as the page's own script asks for it."""
        message = BackMsg()
        message.file_urls_request.file_names.extend(files)
        self.send(message)
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=30))
            if answer.WhichOneof("type") == "file_urls_response":
                return [found.upload_url for found in answer.file_urls_response.file_urls]

    def cut_off(self) -> None:
        """The connection is gone, and the page has not been closed."""
        self._connection.socket.close()

    def fill_in(self, page: str, query: str = "", **values: bool | str) -> str:
        """`ask`, with values in widgets that the last run showed, by label or key."""
        return self.ask(page, query, {self.widgets[name]: value for name, value in values.items()})

    def _know(self, kind: str, shown) -> None:
        if shown.id:
            # «$$ID-», a digest, and the key or «None».
            self.widgets[shown.id.split("-", 2)[2]] = self.widgets[shown.label] = (shown.id, kind)

    def _take_in(self, element) -> None:
        kind = element.WhichOneof("type")
        shown = getattr(element, kind) if kind else None
        if kind in VALUES:
            self._know(kind, shown)
        elif kind in SPOKEN:
            self.told.append(MARKS.sub(" ", getattr(shown, SPOKEN[kind])))
        elif kind == "exception":
            raise AssertionError(f"the page fails: {shown.message}")
