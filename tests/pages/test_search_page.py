"""Søk and Ordforklaringer, through the frame; typing is tried in the browser."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from content import glossary, warehouse
from visiting import text_of, title_of, visit

SEARCH, WORDS = "pages/start/search.py", "pages/knowledge/glossary.py"


def shown(page: str, **asked: str) -> tuple[str, str]:
    """Title, and all that can be read."""
    at = visit(page, **asked).run()
    assert [error.message for error in at.exception] == []
    return title_of(at), " ".join(text_of(at).split())


def links(page: str, **asked: str) -> str:
    return "".join(element.proto.body for element in visit(page, **asked).run().get("html"))


def test_what_is_found_is_told_by_kind_and_leads_there(local_register):
    title, text = shown(SEARCH, q="TRYGGEST")
    assert title == "4 treff på «TRYGGEST»"
    assert "Tiltak (1)" in text and "Ord (1)" in text and "En modell fra Bufdir" in text
    assert 'href="./tiltak?tiltak=9#tiltakskort"' in links(SEARCH, q="tryggest")


def test_a_page_of_the_menu_is_found(local_register):
    assert '<a href="./runder" target="_self">Runder og påminnelser</a>' in links(SEARCH, q="paaminnelse")


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"q": "finnes ikke"}, "Ingen treff på «finnes ikke»"),
        ({"q": "*_[x](http://y.no)"}, r"Ingen treff på «\*\_\[x\]\(http\:⁠//y\.no\)»"),
        ({"q": "x" * 500}, f"Ingen treff på «{'x' * 100}»"),
        ({"q": "  "}, "Søk: hva leter du etter?"),
        ({}, "Søk: hva leter du etter?"),
    ],
)
def test_an_empty_result_is_a_sentence_with_ways_on(local_register, asked, title):
    told, text = shown(SEARCH, **asked)
    assert told == title
    assert ("Skriv det du leter etter" if "Søk" in title else "Prøv færre ord") in text
    assert 'href="./ord"' in links(SEARCH, **asked)


def test_there_is_a_way_to_all_of_a_kind_and_a_number_to_call(local_register):
    page = links(SEARCH, q="krisesenter")
    assert '<a href="tel:62561830">62 56 18 30</a>' in page
    [way] = re.findall(r'href="([^"]*alle=tall#tall)"', page)
    total = int(re.search(r"Vis alle (\d+) under Tall", page)[1])
    assert f"Tall ({total})" in shown(SEARCH, **dict(parse_qsl(unescape(way)[1:].partition("#")[0])))[1]
    assert "alle=tall" not in links(SEARCH, q="krisesenter", alle="tall")


def test_the_plan_that_is_shown_goes_along(local_register):
    assert 'href="./tiltak?plan=plan-2023&amp;tiltak=9#tiltakskort"' in links(SEARCH, q="tryggest", plan="plan-2023")


def test_words_are_told_by_subject_and_lead_to_pages_there_are(local_register):
    title, text = shown(WORDS)
    assert title == glossary.TITLE and all(heading in text for heading in glossary.HEADINGS.values())
    known = glossary.words(warehouse.version_in_use())
    met = {word.page for word in known if word.page}
    assert [page for page in met if f'href="./{page}"' not in links(WORDS)] == []


def test_where_no_words_are_explained_it_is_told(local_register, reading, emptied):
    reading(emptied)
    assert glossary.EMPTY in shown(WORDS)[1]
