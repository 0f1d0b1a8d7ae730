"""Målgrupper: all groups in a table, and one as a sheet. Those of others are in `test_all_of_it_elsewhere`."""

from streamlit.testing.v1 import AppTest

from content.plan.target_groups import PARTS
from visiting import links, paragraphs, text_of, title_of, visit

PAGE = "pages/start/target_groups.py"


def shown(**choices: str) -> tuple[AppTest, str]:
    """The page, and all that can be read on it."""
    page = visit(PAGE, **choices).run()
    assert [error.message for error in page.exception] == []
    return page, " ".join(text_of(page).split())


def test_all_groups_lead_to_their_sheets_and_cards(local_register):
    page = visit(PAGE).run()
    [table] = [element.proto.body for element in page.get("html") if "<table" in element.proto.body]
    assert 'href="?gruppe=ungdom" target="_self"' in table and 'href="./tiltak?tiltak=7" target="_self"' in table
    assert "Ingen av de 139 oppgavene har fått svar ennå." in " ".join(text_of(page).split())


def test_what_follows_the_reader_goes_along_to_the_cards(local_register):
    for page, asked in ((PAGE, {}), ("pages/start/explore.py", {"tall": "status", "fordelt": "tiltak"})):
        shown = visit(page, plan="plan-2023", kommune="hamar", **asked).run()
        tables = "".join(element.proto.body for element in shown.get("html"))
        assert 'href="./tiltak?plan=plan-2023&amp;kommune=hamar&amp;tiltak=9" target="_self"' in tables, page


def test_a_group_is_told_in_full(local_register):
    page, text = shown(gruppe="eldre-og-risikoutsatte-voksne")
    assert title_of(page) == "Eldre og risikoutsatte voksne: fra tall til tiltak"
    for place, heading in enumerate(PARTS.values(), 1):
        assert f"{place} {heading}" in text
    for said in (
        "Bare hjemmeboende ble spurt.",
        "Bufdir . Ikke i planen.",
        "Eldre på sykehjem ble ikke spurt",
    ):
        assert said in text
    assert "I kommunene: Ikke spurt ennå." in " ".join(paragraphs(page))
    led_to = {
        "Hvor mange eldre har erfart vold det siste året?": "./omfang#elderly-last-year",
        "9\u00a0TryggEst": "./tiltak?tiltak=9#tiltakskort",
        "Alle målgrupper": "?",
    }
    assert led_to.items() <= links(page).items()
    assert "Sinnemestring" not in text


def test_a_group_that_is_not_there_is_told(local_register):
    page, text = shown(gruppe="finnes-ikke")
    assert title_of(page) == "Målgrupper: fra tall til tiltak" and "en målgruppe som ikke finnes. Viser alle." in text
