"""A reader who opens all that can be opened, presses all that can be pressed, and opens every file that comes."""

import io
import itertools
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from zipfile import ZipFile

from playwright.sync_api import Download, Locator, Page, TimeoutError

from browsing import LACKING, LONGEST_WAIT
from content import wording
from opening import text_of

# All there is between menu and foot.
INSIDE = "[data-testid=stMainBlockContainer]"
CLOSED = f"{INSIDE} details:not([open]) > summary"
TABS = f"{INSIDE} [role=tab]"
DOWNLOADS = f"{INSIDE} [data-testid=stDownloadButton] button"
# Choices open a list, tabs and the menu are opened elsewhere, and a file is chosen where one is uploaded. A task is opened
# by a link that looks like a button.
BUTTONS = (
    f"{INSIDE} .vnr-press[href], {INSIDE} button:not([role=tab], [disabled], .vnr-top *, .react-aria-ComboBox *,"
    " .react-aria-Popover *, [data-testid=stDownloadButton] *, [data-testid=stFileUploader] *, [data-testid=stNumberInput] *, [role=option] *)"
)
SHORT_WAIT = 1000
# What alone tells one button from the next.
NUMBER = re.compile(r"\d+")
# A page asks for its server below its own address first.
ASKED = re.compile(r"/_stcore/(health|host-config)$")
# What takes one value: a list of many has always room for another.
CHOICES = f"{INSIDE} input:is([role=combobox], [type=checkbox]):not([data-testid=stMultiSelect] *)"
TEXTS = (
    f"{INSIDE} :is(input:not([type=file], [type=checkbox], [role=combobox], [data-testid=stMultiSelect] *, .vnr-top *),"
    " textarea)"
)
# Of each button whether it is seen, what tab it stands in, and its name; the key that does the same stands below.
NAMES = """
buttons => buttons.map(button => [
    button.checkVisibility({visibilityProperty: true}) && button.getClientRects().length > 0,
    button.closest("[role=tabpanel]") ? document.querySelector("[role=tab][aria-selected=true]").innerText : "",
    (button.getAttribute("aria-label") || button.innerText).split("\\n")[0],
])
"""
# Of each choice whether it can be made, and its name. A box to tick is drawn by what stands beside it.
EMPTY = """
fields => fields.map(field => {
    const is_box = field.type === "checkbox", seen = is_box ? field.parentElement : field;
    const is_seen = seen.checkVisibility({visibilityProperty: true}) && seen.getClientRects().length > 0;
    const is_empty = !(is_box ? field.checked : field.value) && !field.disabled;
    return [is_seen && is_empty, `${field.getAttribute("role")} ${field.getAttribute("aria-label") || ""}`];
})
"""
# Put a text in every field that can be seen, has nothing in it and is not tried yet, and leave it; their names. Done as one,
# for the server runs the page anew for each that is left alone.
TYPE = """
async (fields, [date, tried]) => {
    const pause = () => new Promise(resolve => setTimeout(resolve));
    const typed = [];
    for (const field of fields) {
        const name = field.getAttribute("aria-label") || "";
        const is_seen = field.checkVisibility({visibilityProperty: true}) && field.getClientRects().length > 0;
        if (!is_seen || field.value || field.disabled || tried.includes(name)) continue;
        const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
        field.focus();
        Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, name.includes("dag.måned.år") ? date : "Prøve");
        field.dispatchEvent(new InputEvent("input", {bubbles: true}));
        await pause();
        field.blur();
        await pause();
        typed.push(name);
    }
    return typed;
}
"""
# When the page was last changed, from now on.
WATCH_CHANGES = """
() => {
    const tell = () => { window.changed_at = performance.now(); };
    window.changes ??= new MutationObserver(tell);
    window.changes.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
    tell();
}
"""
IS_AT_REST = f"() => performance.now() - (window.changed_at || 0) > 120 && !({LACKING})().length"
# Open what can be seen and was not tried in this turn; how many.
OPEN = """
(closed, turn) => closed.filter(summary => summary.checkVisibility() && summary.dataset.turn !== turn)
    .map(summary => { summary.dataset.turn = turn; summary.click(); }).length
"""
# Of each download whether it is seen, what it says, and of which figure where several say the same.
WHOSE = """
buttons => buttons.map(button => [
    button.checkVisibility({visibilityProperty: true}) && button.getClientRects().length > 0,
    button.innerText,
    button.closest("[class*=st-key-more_]")?.className.match(/st-key-more_\\S+/)[0] || "",
])
"""
FAULTS = "[data-testid=stException], [data-testid=stAlert]:has-text('Noe gikk galt hos oss')"
READ = """
() => {
    const shown = element => element.innerText || "";
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    const around = [".vnr-top", ".vnr-foot"].map(name => shown(main.querySelector(name) || {}));
    const pictures = [...main.querySelectorAll("img[alt], [data-testid=stVegaLiteChart] [role=graphics-document]")]
        .filter(element => element.checkVisibility())
        .map(element => "[Figur] " + (element.getAttribute("alt") || element.getAttribute("aria-label")));
    let text = shown(main);
    for (const part of around) text = text.replace(part, "");
    const typed = [...main.querySelectorAll("input, textarea")]
        .filter(element => element.checkVisibility())
        .map(element => `[Felt] ${element.getAttribute("aria-label") || ""}: ${element.value || element.placeholder}`);
    return [text, ...pictures, ...typed].join("\\n").replace(/\\n{3,}/g, "\\n\\n").trim();
}
"""


@dataclass
class Visit:
    """What one page said, gave and broke."""

    texts: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """Name of each file → what is written in it."""
    pressed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    judged: list = field(default_factory=list)
    """What somebody can not read, use or trust on it."""
    contents: dict[str, bytes] = field(default_factory=dict)
    taken: set[tuple] = field(default_factory=set)
    is_whole: bool = True
    """The files of every figure, and two buttons of those that a number alone tells apart; or one of each kind."""
    figures: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Each figure as a reader has it in the browser, its table open: what is read, and the alternative text."""


@contextmanager
def watched(page: Page, **how) -> Iterator[Visit]:
    """A visit that hears of every error in the browser."""
    visit = Visit(**how)

    def tell(fault: str) -> None:
        visit.faults.append(f"{page.url}: {fault}")

    hearers = {
        "pageerror": lambda error: tell(str(error)),
        # What is not found is told of below, with its address.
        "console": lambda said: tell(said.text) if said.type == "error" and "404" not in said.text else None,
        "response": lambda answer: tell(answer.url) if answer.status >= 400 and not ASKED.search(answer.url) else None,
    }
    for event, hear in hearers.items():
        page.on(event, hear)
    yield visit
    for event, hear in hearers.items():
        page.remove_listener(event, hear)


def read(page: Page, visit: Visit, wanted: str | None = DOWNLOADS) -> None:
    """Open all that can be opened on the page, tab by tab, read it, and take the files that are wanted."""
    for _ in _tabs(page):
        visit.texts.append(page.evaluate(READ))
        if wanted is not None:
            take(page, visit, wanted)
    _look(page, visit)


def _tabs(page: Page) -> Iterator[None]:
    """One tab after another, all in it opened; the page as it is where it has none."""
    for name in [tab.inner_text() for tab in page.locator(TABS).all()] or [None]:
        if name is not None:
            page.get_by_role("tab", name=name, exact=True).click()
            at_rest(page)
        _open_all(page)
        yield


def take(page: Page, visit: Visit, wanted: str = DOWNLOADS) -> None:
    """Press every download that can be seen and is not taken yet, and open what comes."""
    # A button that is drawn anew while it is pressed gives nothing; a file that is taken draws nothing anew.
    buttons = page.locator(wanted)
    if buttons.count():
        at_rest(page)
    for place, (is_seen, said, figure) in enumerate(buttons.evaluate_all(WHOSE)):
        whose = (said, figure if visit.is_whole else bool(figure))
        if not is_seen or whose in visit.taken:
            continue
        with page.expect_download() as coming:
            buttons.nth(place).click()
        visit.taken.add(whose)
        visit.pressed.add(said)
        _keep(coming.value, visit)


def press(page: Page, visit: Visit) -> None:
    """Press all other buttons, also those that come when others are pressed; then fill in all fields, and once more.

    Where a file can be handed in, it is a sheet that was taken from the same page.
    """
    _press_seen(page, visit, set())
    if not _fill(page):
        return
    # Where something must be chosen first, the rest comes now.
    read(page, visit)
    pressed: set[tuple[str, str]] = set()
    for _ in _tabs(page):
        for uploader in page.locator(f"{INSIDE} [data-testid=stFileUploader] input").all():
            sheet, content = _sheet(visit)
            uploader.set_input_files({"name": sheet, "mimeType": "", "buffer": content})
            at_rest(page)
        _press_seen(page, visit, pressed, is_filled=True)


def _sheet(visit: Visit) -> tuple[str, bytes]:
    """The last sheet that was taken: a file of its own, or in a package."""
    for name, content in reversed(visit.contents.items()):
        if name.endswith(".xlsx"):
            return name, content
        if name.endswith(".zip"):
            with ZipFile(io.BytesIO(content)) as package:
                for inside in package.namelist():
                    if inside.endswith(".xlsx"):
                        return PurePosixPath(inside).name, package.read(inside)
    raise AssertionError("no sheet was taken from the page")


def _press_seen(page: Page, visit: Visit, pressed: set[tuple[str, str]], is_filled: bool = False) -> None:
    """Press every button that can be seen until there is none left, the fields filled in before each if wanted.

    When all are pressed, a whole visit also fills in what the last of them emptied, for buttons that come by that alone.
    """
    enough = 2 if visit.is_whole else 1
    for turn in itertools.count():
        if is_filled and (visit.is_whole or turn == 0 or _next(page, pressed, enough)):
            _fill(page)
        if (found := _next(page, pressed, enough)) is None:
            break
        button, name = found
        pressed.add(name)
        address = page.url
        button.click()
        at_rest(page)
        _look(page, visit)
        if page.url.split("?")[0] != address.split("?")[0]:
            page.goto(address)
            at_rest(page)
        _open_all(page)
        visit.texts.append(page.evaluate(READ))
    visit.pressed |= {name for _, name in pressed}


def _next(page: Page, pressed: set[tuple[str, str]], enough: int) -> tuple[Locator, tuple[str, str]] | None:
    """A button that is not pressed yet in its tab, with tab and name; so many are enough of those that NUMBER alone
    tells apart."""
    buttons = page.locator(BUTTONS)
    for place, (is_seen, tab, name) in enumerate(buttons.evaluate_all(NAMES)):
        alike = [other for at, other in pressed if at == tab and NUMBER.sub("", other) == NUMBER.sub("", name)]
        if is_seen and (tab, name) not in pressed and len(alike) < enough:
            return buttons.nth(place), (tab, name)
    return None


def _fill(page: Page) -> bool:
    """Something in every field that is empty: a date where a date is asked for, a yes where one is; whether there was one."""
    tried: set[str] = set()
    # What is chosen or ticked may draw other fields, which are looked for when it is done.
    while _type(page, tried) or _choose(page, tried):
        at_rest(page)
        _open_all(page)
    return bool(tried)


def _type(page: Page, tried: set[str]) -> bool:
    """In every text that is empty; whether there was one."""
    tomorrow = f"{wording.today() + timedelta(days=1):%d.%m.%Y}"
    typed = page.locator(TEXTS).evaluate_all(TYPE, [tomorrow, list(tried)])
    tried.update(typed)
    return bool(typed)


def _choose(page: Page, tried: set[str]) -> bool:
    """The next choice that is not made, or box that is not ticked; whether there was one."""
    box = _empty(page, tried)
    if box is None:
        return False
    if box.get_attribute("type") == "checkbox":
        box.check(force=True)
    else:
        _opened(box)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    return True


def _opened(box: Locator) -> None:
    """The list of a choice, opened: a page drawn anew meanwhile takes the focus with it, and it is asked for again."""
    for _ in range(5):
        box.press("ArrowDown")
        try:
            box.page.get_by_role("option").first.wait_for(timeout=SHORT_WAIT)
            return
        except TimeoutError:
            at_rest(box.page)
    raise AssertionError(f"{box.page.url}: «{_label(box)}» opens no list")


def _empty(page: Page, tried: set[str]) -> Locator | None:
    """A choice that is not made, or a box not ticked, and not tried yet."""
    choices = page.locator(CHOICES)
    for place, (is_empty, name) in enumerate(choices.evaluate_all(EMPTY)):
        if is_empty and name not in tried:
            tried.add(name)
            return choices.nth(place)
    return None


def _label(box: Locator) -> str:
    return box.get_attribute("aria-label") or ""


def _open_all(page: Page) -> None:
    """Every expander that can be seen, also those inside others; one that does not stay open is tried once."""
    turn = uuid.uuid4().hex
    while page.locator(CLOSED).evaluate_all(OPEN, turn):
        at_rest(page)


def at_rest(page: Page) -> None:
    """When the page has taken up what was just done: it is settled, and has been as it is for a moment."""
    page.evaluate(WATCH_CHANGES)
    page.wait_for_function(IS_AT_REST, polling=50, timeout=LONGEST_WAIT)


def _look(page: Page, visit: Visit) -> None:
    visit.faults += [f"{page.url}: {fault.inner_text()}" for fault in page.locator(FAULTS).all()]


def _keep(download: Download, visit: Visit) -> None:
    name = download.suggested_filename
    with open(download.path(), "rb") as file:
        content = file.read()
    visit.contents[name] = content
    visit.files[name] = text_of(name, content)
