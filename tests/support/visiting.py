"""The dashboard run without a browser: a page at a time, through the frame."""

import re
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


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
    read = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption, *page.code, *page.get("html")]
    bodies = [element.proto.body for element in read if hasattr(element.proto, "body")]
    bodies += [chart.proto.alt for chart in page.get("vega_lite_chart")]
    fields = [*page.selectbox, *page.text_input, *page.text_area, *page.button, *page.checkbox]
    words = "\n".join([*bodies, *(field.label for field in fields)])
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", words, flags=re.DOTALL)


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
