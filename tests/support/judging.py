"""What is judged of a page wherever it stands: whom it asks, what it is refused, how wide it is and who can use it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browsing import settled
from pressing import at_rest
from proofs import is_long

WIDTH = "document.querySelector('[data-testid=stMain]').scrollWidth"
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# To find out what ground a text stands on takes most of the time: of what is written alike on the same ground, the first.
CONTRASTS = """
async part => {
    const grounds = new Map();
    const ground = element => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(element);
            grounds.set(element, [ground(element.parentElement), backgroundColor, backgroundImage, opacity].join());
        }
        return grounds.get(element);
    };
    const first = {};
    for (const element of document.querySelectorAll(`${part} *`)) {
        const is_text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!(is_text || element.matches("input, textarea")) || !element.checkVisibility()) continue;
        const {color, fontSize, fontWeight} = getComputedStyle(element);
        first[[element.tagName, element.className, color, fontSize, fontWeight, ground(element)]] ??= element;
    }
    const include = Object.values(first), runOnly = {type: "rule", values: ["color-contrast"]};
    return include.length ? (await axe.run({include}, {runOnly, resultTypes: ["violations"]})).violations : [];
}
"""
# What is read at 400 %, where 1280 × 1024 are 320 × 256: nothing is scrolled both ways but a table with more columns than
# there is room for, and what stands still leaves room for what is read.
NARROWEST, ROOM = 320, 256
IN_THE_WAY = """
room => [...document.querySelectorAll(".stApp *")].filter(element => element.checkVisibility()).flatMap(element => {
    const {position, overflowX} = getComputedStyle(element), {width, height} = element.getBoundingClientRect();
    const stands = ["fixed", "sticky"].includes(position) && width > 1 && height > room / 4;
    const is_scrolled = ["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
    return stands || (is_scrolled && !element.matches(".vnr-many")) ? [element.className || element.tagName] : [];
})
"""
# A word that stands on two lines, or whose end is not seen. Where there is a hyphen in it, or the sign of one, it may.
CUT = """
() => {
    const found = new Set(), range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, around = text.parentElement;
        if (!text.data.trim() || !around.checkVisibility() || around.closest("script, style, code")) continue;
        if (getComputedStyle(around).textOverflow === "ellipsis" && around.scrollWidth > around.clientWidth + 1)
            found.add(`${text.data.trim()} …`);
        range.selectNodeContents(text);
        if (range.getClientRects().length < 2) continue;
        // What is only heard has a pixel to stand on.
        if (around.closest(".vnr-unseen, caption") || around.closest("thead")?.offsetWidth < 2) continue;
        // An address has no room to be whole.
        const words = text.data.replace(/\\S+:\\/\\/\\S+/g, address => " ".repeat(address.length));
        for (const word of words.matchAll(/[\\p{L}\\d]{3,}/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const parts = [...range.getClientRects()].filter(part => part.width);
            if (new Set(parts.map(part => Math.round(part.top))).size > 1) found.add(word[0]);
        }
    }
    return [...found];
}
"""
TITLES = {
    "": re.compile(r"^Planen skal være revidert om \d+ dager, og .*oppgave.*$"),
    "malgrupper": "Målgrupper: fra tall til tiltak",
    "utforsk": "Utforsk tallene",
    "omfang": "Omfang: hvor mange er utsatt?",
    "barn-og-unge": "Barn og unge: hva har de møtt hjemme?",
    "krisesenteret": "Krisesenteret: hvem bruker det, og hvordan?",
    "aeresrelatert-vold": "Æresrelatert vold: hva søker folk råd om?",
    "kommune": re.compile(r"^(Ingen|\d+) av (de )?\d+ oppgave.* har fått svar.*$"),
    "ord": "Ordforklaringer: hva betyr ordet?",
    "kilder": "Kilder og metode: kan jeg stole på dette?",
    "tiltak": re.compile(r"^(Ingen|\d+) av (de )?\d+ oppgave.*(fått svar ennå|gjennomført)$"),
    "legg-inn": "Tall: hvordan legger vi inn nye tall?",
    "aaret": "Tall fra krisesenteret: hva kan vises?",
    "meld-inn": "Gi status: hva er gjort hos dere?",
    "arbeidsgruppa": "Arbeidsgruppa: hvem er med, og hva er oppdraget?",
    "ny-plan": "Ny plan: hvor langt er vi, og hva er neste steg?",
    "runder": "Runder og påminnelser: hvem har ikke svart?",
    "hjelpetilbud": "Hjelpetilbud: hvem kan hjelpe her, og i hele landet?",
    "presentasjon": "Presentasjon: hvordan viser jeg det fram?",
    "personvern": "Personvern i løsningen: hva lagres om noen?",
    "tilgjengelighet": "Tilgjengelighet: hvem kan bruke sidene?",
}
# All that can be read or is read out, but for the ligatures of icons, which are hidden from both.
WORDS = """
() => [...document.querySelectorAll("body *:not(script, style, noscript)")]
    .filter(element => element.checkVisibility())
    .filter(element => !element.closest("[aria-hidden=true], [data-testid=stIconMaterial]"))
    .flatMap(element => [
        ...["aria-label", "aria-roledescription", "title", "placeholder", "alt"].map(name => element.getAttribute(name)),
        ...[...element.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent),
    ])
    .filter(text => text && text.trim())
"""
ENGLISH = re.compile(
    r"\b(the|of|with|and|you|your|open|close|clear|copy|choose|press enter|skip|heading|link to|axis|legend|scale|no results"
    r"|page|visualization|upload|search|dismiss|available|menu|running|loading|select)\b",
    re.IGNORECASE,
)
# Works have the titles that their authors gave them.
WORKS = re.compile(r"«[^»]*»|BMJ Open|The Lancet|World Health Organization|[A-Z][^.\n]*\bof the\b[^.\n]*\.")


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
    """What somebody can not use on the page, or in a part of it; the colours of all that is written, or of each kind."""
    # Of colours, axe sees only what is on the screen: all of the page is to be.
    shown, needed = page.viewport_size, page.evaluate(HEIGHT)
    if needed > shown["height"]:
        page.set_viewport_size(shown | {"height": needed})
        settled(page)
    options = {"runOnly": WCAG, "resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": is_long()}}}
    found = Axe().run(page, part, options).response["violations"]
    found += [] if is_long() else page.evaluate(CONTRASTS, part or "body")
    return [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in found]


def english(words: list[str]) -> list[str]:
    return [text for text in words if ENGLISH.search(WORKS.sub("", text))]


def judged(page: Page, looks: Sequence[tuple[int, str]]) -> list:
    """What is wrong with the page as it stands, in each look: English, what somebody can not use, and what is too wide."""
    words, shown = page.evaluate(WORDS), page.viewport_size
    wrong = english(words) if len(words) > 20 else ["hardly a word"]
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": shown["height"]})
        page.emulate_media(color_scheme=scheme)
        # The colours of one look come a moment after those of the other are gone.
        at_rest(page)
        wrong += violations(page)
        wrong += [f"too wide for {width}"] if page.evaluate(WIDTH) > width else []
        wrong += [f"cut at {width}: {word}" for word in page.evaluate(CUT)]
        if width == NARROWEST:
            page.set_viewport_size({"width": width, "height": ROOM})
            at_rest(page)
            wrong += [f"in the way: {part}" for part in page.evaluate(IN_THE_WAY, ROOM)]
    page.set_viewport_size(shown)
    return wrong
