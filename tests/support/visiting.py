"""The dashboard run without a browser: a page at a time, through the frame."""

import html
import re
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from content import wording

ROOT = Path(__file__).parents[2]
MARKS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def visit(page: str, timeout: float = 60, **choices: str) -> AppTest:
    """A page with what its address asks for, to be run: as whoever follows a link to it, and not by way of Oversikt."""
    at = AppTest.from_file(ROOT / "app.py", default_timeout=timeout)
    at._registered_pages = _menu()
    at._bidi_component_manager = _components()
    at.switch_page(page)
    at.query_params |= choices
    return at


def text_of(page: AppTest) -> str:
    """All that can be read on a page, the names of its fields and buttons, and what its charts say."""
    read = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption, *page.get("html")]
    bodies = [element.proto.body for element in read if hasattr(element.proto, "body")]
    bodies += [chart.proto.alt for chart in page.get("vega_lite_chart")]
    fields = [*page.selectbox, *page.text_input, *page.text_area, *page.button, *page.checkbox]
    words = "\n".join([*bodies, *(field.label for field in fields)])
    return MARKS.sub(" ", words)


def to_copy(page: AppTest) -> list[str]:
    """The texts of a page that have a button to copy them."""
    bodies = [element.proto.body for element in page.get("html")]
    return [
        html.unescape(text.replace("<wbr>", ""))
        for body in bodies
        for text in re.findall(r'"vnr-to-copy"><p>(.*?)</p>', body, re.DOTALL)
    ]


def titles(page: AppTest) -> int:
    """How many headings the page itself has, written as text or as HTML."""
    return len(page.title) + sum(element.proto.body.count("<h1") for element in page.get("html"))


def headings(page: AppTest, level: int) -> list[tuple[str, str]]:
    """Anchor and words of the headings of a level, in order, written as HTML or told to Streamlit."""
    found = []
    for part in page.main:
        proto = getattr(part, "proto", None)
        if part.type == "html":
            of_level = re.findall(rf'<h{level}(?: id="([^"]*)")?>(.*?)</h{level}>', proto.body, re.DOTALL)
            found += [(anchor, html.unescape(MARKS.sub("", words))) for anchor, words in of_level]
        elif part.type in ("title", "header", "subheader") and proto.tag == f"h{level}":
            found.append((proto.anchor, proto.body))
    return found


def title_of(page: AppTest) -> str:
    """Of the page itself, which has one."""
    [(_, words)] = headings(page, 1)
    return words


def paragraphs(page: AppTest) -> list[str]:
    """What is said, each paragraph and item of a list, written as HTML or told to Streamlit."""
    bodies = [element.proto.body for element in page.get("html")]
    told = [words for body in bodies for words in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", body, re.DOTALL)]
    return [text.value for text in page.markdown] + [html.unescape(MARKS.sub("", words)) for words in told]


def seen(block: Block) -> str:
    """What can be read in a part of a page, but for what is folded up in it."""
    read = []
    for part in block.children.values():
        if isinstance(part, Block):
            read.append("" if part.type == "expander" and not part.proto.expanded else seen(part))
        else:
            read += [str(getattr(part.proto, name, "")) for name in ("body", "label")]
            read += map(str, getattr(part, "options", []))
    # Without what keeps a text from being read as Markdown.
    words = re.sub(r"\\([^\w\s])", r"\1", MARKS.sub(" ", " ".join(read))).replace(wording.WORD_JOINER, "")
    return " ".join(html.unescape(words).split())


@cache
def _menu() -> dict[str, dict]:
    """The pages of the menu, which AppTest knows when it has run once."""
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).run()._registered_pages


@cache
def _components() -> BidiComponentManager:
    """What packages add to Streamlit, looked for once as a server does: AppTest reads every package for each page."""
    manager = BidiComponentManager()
    manager.discover_and_register_components(start_file_watching=False)
    return manager
