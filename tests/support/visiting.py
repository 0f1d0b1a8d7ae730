"""The dashboard run without a browser: a page at a time, through the frame."""

from functools import cache
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def visit(page: str, timeout: float = 60, **choices: str) -> AppTest:
    """A page with what its address asks for, to be run: as whoever follows a link to it, and not by way of Oversikt."""
    at = AppTest.from_file(ROOT / "app.py", default_timeout=timeout)
    at._registered_pages = _menu()
    at.switch_page(page)
    at.query_params |= choices
    return at


@cache
def _menu() -> dict[str, dict]:
    """The pages of the menu, which AppTest knows when it has run once."""
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).run()._registered_pages
