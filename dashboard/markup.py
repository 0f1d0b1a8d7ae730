"""Tables, lists and messages, whatever anybody typed in them."""

import html

import pandas as pd
import streamlit as st

from content import wording
from content.plan.help_services import telephone


def table(frame: pd.DataFrame, about: str) -> None:
    """A small table that people read: it wraps where Streamlit's own would scroll out of reach of the keyboard."""
    st.html(table_of(frame, about))


def table_of(frame: pd.DataFrame, about: str) -> str:
    """Such a table as HTML."""
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in frame.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td data-column="{html.escape(column)}">{html.escape(str(cell))}</td>'
            for column, cell in zip(frame.columns, row, strict=True)
        )
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<table class="read"><caption>{html.escape(about)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def scope(text: str) -> str:
    """Whom a number is about, as HTML: that it is the whole country is seen before anything else."""
    place, _, rest = text.partition(". ")
    if not place.startswith(wording.WHOLE_COUNTRY):
        return f'<p class="vnr-scope">{html.escape(text)}</p>'
    tag = f'<b>{html.escape(place)}</b><span class="vnr-unseen">.</span>'
    return f'<p class="vnr-scope">{tag} {html.escape(rest)}</p>'


def to_copy(what: str, *texts: str) -> None:
    st.html(copied(what, *texts))


def copied(what: str, *texts: str) -> str:
    """Texts that are to be taken along, with a button that copies them, as HTML; frame.js does it.

    Streamlit's own brings what colours the words of a program: half a megabyte.
    """
    text = "\n\n".join(filter(None, texts))
    # A long address is broken between its parts, not within a word; what is copied has nothing there.
    shown = html.escape(text).replace("/", "/<wbr>")
    return (
        f'<div class="vnr-to-copy"><p>{shown}</p><button type="button">Kopier {html.escape(what)}</button>'
        '<span aria-live="polite"></span></div>'
    )


def problem(sentence: str) -> None:
    """What is wrong, or why nothing is saved; what it quotes is shown as it was typed."""
    st.error(wording.plain(sentence))


def titled(title: str, texts: list[tuple[str, str]]) -> str:
    """A title, and texts under their names, as HTML, whatever anybody typed in them."""
    named = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in texts)
    return f'<p class="titled">{html.escape(title)}</p><dl class="titled">{named}</dl>'


def typed(text: str, about: str) -> str:
    """A text as it was typed, and below it a line about it, as HTML."""
    return f'<p class="typed">{html.escape(text)}</p><p class="about">{html.escape(about)}</p>'


def list_of(texts) -> str:
    """Texts as one list of HTML, whatever anybody typed in them."""
    return "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for text in texts) + "</ul>"


def links(told) -> str:
    """Links inside, each (address, text, what is said below it, and a number to call if any), as a list of HTML."""
    items = "".join(
        f'<li><a href="{html.escape(address)}" target="_self">{html.escape(text)}</a>'
        f"{''.join(f' {telephone(number)}' for number in call)}"
        f"{f'<p>{html.escape(about)}</p>' if about else ''}</li>"
        for address, text, about, *call in told
    )
    return f'<ul class="vnr-links">{items}</ul>'


def field_links(fields) -> str:
    """Links to fields, each (what it is called now, what it is told by), as HTML; frame.js leads there."""
    links = " ".join(f'<a href="#" data-field="{html.escape(name)}">{html.escape(told)}</a>' for name, told in fields)
    return f'<p class="vnr-jumps"><span>Gå til</span> {links}</p>'


def jumps(about: str, places: dict[str, str]) -> str:
    """«Gå til»: what stands further down on the page, with the anchor of each."""
    links = " ".join(f'<a href="#{anchor}">{html.escape(text)}</a>' for text, anchor in places.items())
    return f'<nav class="vnr-jumps" aria-label="{html.escape(about)}"><span>Gå til</span> {links}</nav>'


def questions(texts) -> str:
    """What must be decided, as a numbered list of HTML: the question, and below it what bears on it."""
    items = ""
    for text in texts:
        question, mark, about = text.partition("? ")
        items += f"<li><b>{html.escape(question + mark.strip())}</b><p>{html.escape(about)}</p></li>"
    return f'<ol class="vnr-questions">{items}</ol>'


def bullets(sentences) -> str:
    """Sentences as one Markdown list."""
    return "\n".join(f"- {sentence}" for sentence in sentences)
