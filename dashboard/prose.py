"""Headings, words and columns of a page as HTML, to be shown as one part of it.

Each part that Streamlit is told of costs a run 0.1–0.2 ms, and a page has dozens.
"""

import html
from collections.abc import Iterable, Sequence

import streamlit as st
from markdown_it import MarkdownIt


def _link_open(self, tokens, place: int, options, env) -> str:
    """What leads out of these pages opens beside them, as in Streamlit's own Markdown."""
    if "://" in tokens[place].attrs["href"]:
        tokens[place].attrs |= {"target": "_blank", "rel": "noopener noreferrer"}
    return self.renderToken(tokens, place, options, env)


_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_MARKDOWN.add_render_rule("link_open", _link_open)


class Said:
    """What is told one after the other: one part of a page, each time a field comes below it."""

    def __init__(self) -> None:
        self._told: list[str] = []

    def add(self, *told: str) -> None:
        self._told += told

    def show(self) -> None:
        """One part, also of nothing: what stands below it keeps its place."""
        show(*self._told)
        self._told.clear()


def show(*told: str) -> None:
    """What the functions below have made, one below the other, and whatever HTML stands between; empty is left out."""
    st.html(together(told))


def together(told: Iterable[str]) -> str:
    return f'<div class="vnr-prose">{"".join(told)}</div>'


def on_screen(*told: str) -> str:
    """What is not printed, as one."""
    return f'<div class="vnr-prose vnr-on-screen">{"".join(told)}</div>'


def title(text: str) -> str:
    return f"<h1>{html.escape(text)}</h1>"


def header(text: str, anchor: str = "") -> str:
    return _heading("h2", text, anchor)


def subheader(text: str, anchor: str = "") -> str:
    return _heading("h3", text, anchor)


def _heading(tag: str, text: str, anchor: str) -> str:
    place = f' id="{html.escape(anchor)}"' if anchor else ""
    return f"<{tag}{place}>{html.escape(text)}</{tag}>"


def plain(sentence: str) -> str:
    """A paragraph that holds no Markdown; what people have typed may stand in it."""
    return f"<p>{html.escape(sentence)}</p>" if sentence else ""


def words(markdown: str) -> str:
    """Paragraphs and lists of Markdown. A list with links takes a millisecond: for what is made once."""
    return _MARKDOWN.render(markdown).replace("\n", " ") if markdown else ""


def caption(markdown: str) -> str:
    """What is told beside, in small type."""
    return f'<div class="vnr-caption">{words(markdown)}</div>' if markdown else ""


def caption_of(text: str) -> str:
    """The same of a text as it stands."""
    return f'<p class="vnr-caption">{html.escape(text)}</p>'


def columns(shares: Sequence[int], *told: Iterable[str]) -> str:
    """Beside each other by their shares of the width, and below each other where it is narrow."""
    widths = " ".join(f"minmax(0, {share}fr)" for share in shares)
    inner = "".join(together(each) for each in told)
    return f'<div class="vnr-columns" style="grid-template-columns: {widths}">{inner}</div>'
