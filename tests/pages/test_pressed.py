"""Every button of the pages that have most of them pressed, empty and filled in: nothing fails, nor is said in other words.

In a browser they are pressed in the long proofs, and those of the other pages in every run (`test_walk`).
"""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from content import warehouse, wording
from dashboard import access
from dashboard.working_group import blackouts
from pressing import NUMBER
from register.settings import settings
from reporting import FOLLOW_UP, GROUP
from texts import fill
from unsaid import FORBIDDEN, found
from visiting import text_of, visit

NEXT_PLAN = "pages/plan/next_plan.py"
EXPLORE, PRESENTATION = "pages/start/explore.py", "pages/start/presentation.py"
TO_WALL, ON_WALL = "Vis på storskjerm", {"Forrige", "Neste", "Avslutt"}


@pytest.fixture(params=[GROUP, NEXT_PLAN, FOLLOW_UP, EXPLORE, PRESENTATION])
def page(request, published, tmp_path, monkeypatch) -> AppTest:
    """With all tasks answered, for whoever sits at this machine."""
    register = f"sqlite:///{tmp_path}/register.sqlite"
    monkeypatch.setattr(warehouse, "settings", lambda: replace(settings(), address=register))
    monkeypatch.setattr(warehouse, "PROCESSED", shutil.copytree(published, tmp_path / "processed"))
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: True)
    fill(register, "all")
    opened = visit(request.param)
    opened.session_state[blackouts.UNFOLDED] = True
    return opened.run()


def test_nothing_fails_and_what_is_told_is_in_our_words(page):
    told = [text_of(page)]
    pressed = press_all(page, told, is_filled=False)
    assert fill_in(page)
    pressed_filled = press_all(page, told, is_filled=True)
    assert pressed_filled and pressed <= pressed_filled and len(told) == 1 + len(pressed) + len(pressed_filled)
    assert ON_WALL <= pressed or TO_WALL not in pressed
    for unwanted in FORBIDDEN.values():
        assert found(unwanted, {"said": "\n".join(told)}) == {}


def press_all(page: AppTest, told: list[str], is_filled: bool) -> set[str]:
    """Each button, also those that come when others are pressed; one of those that a number alone tells apart."""
    pressed: set[str] = set()
    while (button := _next(page, pressed)) is not None:
        if is_filled and fill_in(page):
            button = _next(page, pressed)
        pressed.add(_name(button))
        button.click().run()
        told.append(text_of(page))
        assert [error.message for error in page.exception] == [], button.label
    return pressed


def _next(page: AppTest, pressed: set[str]):
    return next((button for button in page.button if not button.disabled and _name(button) not in pressed), None)


def _name(button) -> str:
    return NUMBER.sub("", button.label)


def fill_in(page: AppTest) -> bool:
    """Something in every field that is empty, also in those that come by it; whether there was one."""
    tried: set[str] = set()
    while fields := [field for field in _empty(page) if field.id not in tried]:
        for field in fields:
            tried.add(field.id)
            field.set_value(_something(field))
        page.run()
    return bool(tried)


def _empty(page: AppTest) -> list:
    fields = [*page.text_input, *page.text_area, *page.selectbox, *page.checkbox]
    return [field for field in fields if not field.disabled and not field.value]


def _something(field) -> str | bool:
    if field.type == "checkbox":
        return True
    if field.type == "selectbox":
        return field.options[0]
    return f"{wording.today() + timedelta(days=1):%d.%m.%Y}" if "dag.måned.år" in field.label else "Prøve"
