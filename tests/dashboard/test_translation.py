"""Streamlit's own words: each phrase that is translated is still in the installed version, and none is left."""

import re
from pathlib import Path

import pytest

from dashboard.assets import INDEX, STREAMLIT
from dashboard.translation import ICONS, LANDMARK, PAGE, PHRASES, translated_page, translated_scripts

ROOT = Path(__file__).parents[2]
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


def test_whoever_puts_in_another_kind_of_file_is_told_what_is_taken():
    told = [norwegian for phrase, norwegian in PHRASES.items() if "files are not allowed" in phrase]
    assert len(told) == 2 and all("Lagre den som Excel-arbeidsbok (.xlsx)" in norwegian for norwegian in told)
    pages = [
        file.read_text(encoding="utf-8") for folder in ("dashboard", "pages") for file in (ROOT / folder).rglob("*.py")
    ]
    takes = [call for page in pages for call in re.findall(r"file_uploader\((.*?)\n", page.replace("(\n", "("))]
    told_of = [call for call in takes if "type=" in call]
    assert told_of and all('type=["xlsx", "ods"' in call for call in told_of)


@pytest.mark.parametrize("taken", [LANDMARK, ICONS], ids=["landmark", "icons"])
def test_what_is_taken_away_is_there_once(taken):
    assert [script.count(phrase) for phrase in taken for script in SCRIPTS.values() if phrase in script] == [1]


def test_page_is_in_norwegian():
    page = INDEX.read_bytes()
    translated = translated_page(page).decode()
    assert all(re.search(english, page, re.DOTALL) for english in PAGE)
    assert '<html lang="nb">' in translated and "enable JavaScript" not in translated
    assert "<title>Vold i nære relasjoner" in translated and translated.rstrip().endswith("</html>")


@pytest.mark.parametrize(("phrase", "norwegian"), PHRASES.items())
def test_what_is_filled_in_is_the_same(phrase, norwegian):
    """An expression in a translation that the script does not know would stop the page."""
    assert set(re.findall(r"\$\{.*?\}+", norwegian)) <= set(re.findall(r"\$\{.*?\}+", phrase))
    assert phrase.count("`") == norwegian.count("`")
