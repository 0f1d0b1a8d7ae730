"""The menu above every page as HTML: a link, or a button with the links of a section, which frame.js opens."""

import html
import urllib.parse
from collections.abc import Mapping, Sequence

from streamlit.navigation.page import StreamlitPage

LEAVE_TO = "https://www.yr.no"
"""A page nobody wonders about, in the tab that is left."""
SEARCH = "Søk i tall, tiltak og ord"
Menu = Mapping[str | None, Sequence[StreamlitPage]]
"""Section → its pages; without a name they stand by themselves."""


def drawn(menu: Menu, current: StreamlitPage, along: Mapping[str, str]) -> str:
    """`along` is what follows the reader in the address from page to page."""
    asked = _asked(along)
    items = "".join(_items(section, pages, current, asked) for section, pages in menu.items())
    return f'<nav class="vnr-menu" aria-label="Hovedmeny"><ul>{items}</ul></nav>'


def _items(section: str | None, pages: Sequence[StreamlitPage], current: StreamlitPage, asked: str) -> str:
    links = "".join(_link(page, current, asked) for page in pages)
    if not section:
        return links
    here = ' class="vnr-here"' if any(page.url_path == current.url_path for page in pages) else ""
    # Its state is the script's: what stands here is sent anew when another page is opened, and all is closed then.
    button = f'<button type="button"{here} aria-expanded="false">{html.escape(section)}</button>'
    return f"<li>{button}<ul hidden>{links}</ul></li>"


def links(pages: Sequence[StreamlitPage], along: Mapping[str, str]) -> str:
    """Pages that are not in the menu, in a row."""
    asked = _asked(along)
    return f'<ul class="vnr-foot-links">{"".join(_link(page, None, asked) for page in pages)}</ul>'


def _asked(along: Mapping[str, str]) -> str:
    return f"?{urllib.parse.urlencode(along)}" if along else ""


def _link(page: StreamlitPage, current: StreamlitPage | None, asked: str) -> str:
    here = ' aria-current="page"' if current and page.url_path == current.url_path else ""
    return f'<li><a href="./{page.url_path}{html.escape(asked)}"{here}>{html.escape(page.title)}</a></li>'


def search_field(results: StreamlitPage, name: str, asked: str, longest: int, along: Mapping[str, str]) -> str:
    """A field that leads to results when it is sent, and not when it is left: no widget, which would send it then."""
    kept = "".join(f'<input type="hidden" name="{key}" value="{html.escape(value)}">' for key, value in along.items())
    return (
        f'<form class="vnr-search" role="search" action="./{results.url_path}">{kept}'
        f'<input type="search" name="{name}" value="{html.escape(asked)}" maxlength="{longest}" autocomplete="off" '
        f'aria-label="{SEARCH}" placeholder="{SEARCH}"><button type="submit">Søk</button></form>'
    )


def help_and_exit() -> str:
    return (
        '<div class="vnr-exit"><span class="help">Noen å snakke med: <a href="tel:116006">116&nbsp;006</a></span>'
        f'<a class="leave" href="{LEAVE_TO}" rel="noreferrer" target="_self">Forlat siden raskt</a></div>'
    )
