"""Streamlit's own words: each phrase that is translated is still in the installed version, and none is left."""

import re

import pytest

from dashboard.translation import ICONS, LANDMARK, PAGE, PHRASES, STREAMLIT, translated_page, translated_scripts

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in STREAMLIT.glob("static/js/*.js")}


@pytest.fixture(scope="module")
def translated() -> dict[str, bytes]:
    return translated_scripts()


CHANGED = PHRASES | LANDMARK | ICONS


@pytest.mark.parametrize("phrase", CHANGED)
def test_phrase_is_in_the_installed_version_and_replaced(translated, phrase):
    holding = {name for name, script in SCRIPTS.items() if phrase in script}
    assert holding
    for name in holding:
        script = translated[f"static/js/{name}"].decode()
        assert phrase not in script and CHANGED[phrase] in script


@pytest.mark.parametrize("taken", [LANDMARK, ICONS], ids=["landmark", "icons"])
def test_what_is_taken_away_is_there_once(taken):
    assert [script.count(phrase) for phrase in taken for script in SCRIPTS.values() if phrase in script] == [1]


def test_page_is_in_norwegian():
    page = (STREAMLIT / "index.html").read_bytes()
    translated = translated_page(page).decode()
    assert all(re.search(english, page, re.DOTALL) for english in PAGE)
    assert '<html lang="nb">' in translated and "enable JavaScript" not in translated
    assert "<title>Vold i nære relasjoner" in translated and translated.rstrip().endswith("</html>")


@pytest.mark.parametrize(("phrase", "norwegian"), PHRASES.items())
def test_what_is_filled_in_is_the_same(phrase, norwegian):
    """An expression in a translation that the script does not know would stop the page."""
    assert set(re.findall(r"\$\{.*?\}+", norwegian)) <= set(re.findall(r"\$\{.*?\}+", phrase))
    assert phrase.count("`") == norwegian.count("`")
