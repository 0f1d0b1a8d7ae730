"""The page Utforsk as whoever uses it: what is chosen stands in the address, and the guard before any picture."""

import json
import re
from html import unescape

import pytest

from content.explore import catalogue
from content.explore.as_figure import OWN_SCALES
from content.explore.view import ITSELF, UNKNOWN
from content.figures.figure import NONE_CHOSEN, NONE_ENTERED
from showing import TODAY, plain
from visiting import text_of, visit

PAGE = "pages/start/explore.py"
GUARD, STATUS = 'class="vnr-guard"', 'class="vnr-status"'


@pytest.fixture(autouse=True)
def filled_in(reading, filled, monkeypatch):
    monkeypatch.setattr("content.wording.today", lambda: TODAY)
    return reading(filled)


def opened(**asked):
    page = visit(PAGE, **asked).run()
    assert [error.message for error in page.exception] == []
    return page


def heading(page) -> str:
    [found] = re.findall(r"<h2>(.*?)</h2>", "".join(html(page)))
    return plain(unescape(found))


def charts(page) -> list:
    return page.get("vega_lite_chart")


def html(page) -> list[str]:
    return [found.proto.body for found in page.get("html")]


def picked(page, label: str):
    [field] = [field for field in [*page.button_group, *page.selectbox, *page.radio] if field.label == label]
    return field


def test_entries_of_every_kind_open(filled_in):
    by_kind = {entry.kind: key for key, entry in catalogue.entries(filled_in).items()}
    assert len(by_kind) > 10
    for key in by_kind.values():
        entry = catalogue.entries(filled_in)[key]
        page = opened(tall=key)
        assert plain(f"{entry.topic} › {entry.name}") in plain(text_of(page)), key
        assert "Kan vi ikke si" in text_of(page) or entry.scope == catalogue.NO_NUMBERS, key


def test_choices_are_written_in_the_address():
    page = opened(tall="national-residents")
    picked(page, "Regnet som").set_value("rate").run()
    picked(page, "Fordelt på").set_value("samlet").run()
    picked(page, "Vis").set_value("tabell").run()
    assert dict(page.query_params) == {
        "tall": "national-residents",
        "som": "rate",
        "fordelt": "samlet",
        "vis": "tabell",
    }
    assert heading(page).startswith("Beboere i landet, 2024: 7,3 per 10 000 innbyggere") and charts(page) == []
    picked(page, "Tall").set_value("national-stays").run()
    assert dict(page.query_params) == {"tall": "national-stays", "vis": "tabell"}


def test_where_a_rate_can_not_be_made_the_page_says_why_and_what_can():
    page = opened(tall="national-residents", som="rate")
    text = plain(text_of(page))
    assert charts(page) == []
    assert "kan ikke vises her: innbyggere etter alder er hentet bare for 2026." in text
    [button] = [button for button in page.button if button.label.startswith("Vis voksne og barn samlet")]
    button.click().run()
    assert len(charts(page)) == 1 and page.query_params["fordelt"] == "samlet"


def test_the_guard_stands_before_two_pictures_and_can_not_be_passed():
    page = opened(tall="adults-2023", med="adults-2014")
    order = [
        "guard" if GUARD in getattr(element.proto, "body", "") else element.type
        for element in page.main
        if element.type in ("html", "vega_lite_chart")
    ]
    assert [kind for kind in order if kind != "html"] == ["guard", "vega_lite_chart", "vega_lite_chart"]
    [table] = [body for body in html(page) if GUARD in body]
    assert "Tallene kan ikke stå på samme akse." in table and "42,9" in table
    assert [button.label for button in page.button if "likevel" in button.label] == []


def test_those_of_one_survey_share_a_picture():
    page = opened(tall="ungvold-kinds-2023", med="ungvold-penetration-2023")
    assert len(charts(page)) in (1, 2)
    assert (len(charts(page)) == 2) == any(GUARD in body for body in html(page))


def test_a_search_is_answered_with_what_it_means():
    page = opened()
    page.text_input(key="explore_sok").set_value("tryggest").run()
    assert picked(page, "Tall").options[0] == "Bekymringsmeldinger i TryggEst"
    assert dict(page.query_params) == {"sok": "tryggest"}
    assert "**Tiltak**" in text_of(page) and "tiltak?tiltak=" in text_of(page)
    assert heading(page) == "Bekymringsmeldinger om risikoutsatte voksne: 173"
    assert "tiltak?tiltak=9" in text_of(opened(sok="eldre"))
    nothing = opened(sok="xyzzy")
    assert "Ingen treff på «xyzzy»." in text_of(nothing)


def test_choices_that_leave_nothing_are_told_from_no_numbers_at_all(reading, published):
    of_children = {"tall": "national-residents", "fordelt": "samlet", "aar": "2016-2016"}
    assert NONE_CHOSEN in text_of(opened(**of_children)) and NONE_ENTERED not in text_of(opened(**of_children))
    reading(published)
    nothing = text_of(opened(tall="centre-residents"))
    assert NONE_CHOSEN not in nothing and "levert" in nothing


def test_a_share_says_what_it_is_of():
    for sex, whole in (("kvinner", "alle jenter og kvinner"), ("menn", "alle gutter og menn"), ("alle", "innbyggerne")):
        page = opened(tall="innbyggere", som="andel", kjonn=sex)
        assert f"Prosent av {whole} 1. januar" in text_of(page) and f"Andel av {whole}" in text_of(page)
    assert "Prosent av hvert kjønn 1. januar" in text_of(opened(tall="innbyggere", som="andel", fordelt="kjonn"))


def test_what_does_not_exist_is_told():
    text = text_of(opened(tall="finnes-ikke", som="tull"))
    assert "Adressen ber om et tall som ikke finnes. Velg i katalogen." in text
    assert "Adressen ber om noe under «Vis» som ikke finnes her." in text_of(opened(vis="tull"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"tema": "tull"}, UNKNOWN.format("Tema")),
        ({"tall": "adults-2023", "med": "adults-2023"}, ITSELF),
        # Of what has nothing of the kind to choose, as of what has.
        ({"tall": "adults-2023", "som": "rate"}, UNKNOWN.format("Regnet som")),
        ({"tall": "innbyggere-per-aar", "fordelt": "kjonn"}, UNKNOWN.format("Fordelt på")),
        ({"tall": "adults-2023", "fra": "16"}, UNKNOWN.format("Alder")),
        ({"tall": "status", "aar": "2020"}, UNKNOWN.format("År")),
        ({"tema": "barn-og-unge", "tall": "adults-2023", "kommune": "hamar"}, None),
    ],
    ids=str,
)
def test_what_an_address_asks_for_in_vain_is_told(asked, told):
    text = text_of(opened(**asked))
    assert told is None or told in text
    assert text.count("Adressen ber om") + text.count(ITSELF) == (told is not None)


def is_unfolded(page) -> bool:
    return any('<details class="vnr-fold" open>' in body for body in html(page))


def test_the_catalogue_stays_open_where_it_is_narrow_until_an_entry_is_chosen():
    page = opened(sok="barn", tall="adults-2023")
    [button] = [button for button in page.button if button.label == "Tøm søket"]
    assert not is_unfolded(page)
    button.click().run()
    assert is_unfolded(page)
    picked(page, "Tema").set_value("barn-og-unge").run()
    assert is_unfolded(page)
    entries = picked(page, "Tall")
    entries.set_value("ungvold-any-2023").run()
    assert not is_unfolded(page) and page.query_params["tall"] == "ungvold-any-2023"


def test_status_is_told_by_what_is_asked():
    for by, row in {
        "innsatsomrade": "Barn og unge",
        "malgruppe": "Foreldre",
        "tiltak": "9 ",
        "kommune": "Engerdal",
    }.items():
        page = opened(tall="status", fordelt=by)
        [table] = [body for body in html(page) if STATUS in body]
        assert f">{row}" in table and "ikke spurt ennå" in table.lower()
        assert heading(page) == "Ingen av de 139 oppgavene har fått svar ennå"
    [table] = [body for body in html(opened(tall="status", fordelt="tiltak")) if STATUS in body]
    assert "tiltak?tiltak=9" in table


def test_a_view_is_added_to_the_presentation():
    page = opened(tall="national-residents")
    [button] = [button for button in page.button if button.label == "Legg i presentasjonen"]
    button.click().run()
    assert "1 lysbilde er lagt til" in text_of(page) and "presentasjon?lysbilder=" in text_of(page)


def test_the_presentation_shows_the_view_that_was_added():
    added = opened(tall="national-residents", som="rate", fordelt="samlet")
    [button] = [button for button in added.button if button.label == "Legg i presentasjonen"]
    button.click().run()
    shown = visit("pages/start/presentation.py", lysbilder=added.query_params["lysbilder"]).run()
    assert [error.message for error in shown.exception] == []
    assert "Adressen ber om" not in text_of(shown) and "Beboere i landet" in text_of(shown)
    wall = visit("pages/start/presentation.py", lysbilder=added.query_params["lysbilder"], lysbilde="1").run()
    assert "7,3 per 10 000 innbyggere" in plain(text_of(wall))


def test_a_survey_is_not_silently_left_out_beside_the_inhabitants():
    assert "Folketall og status står alene" in text_of(opened(tall="innbyggere", med="adults-2014"))
    assert "Folketall og status står alene" not in text_of(opened(tall="adults-2023", med="adults-2014"))


def test_people_of_an_age():
    page = opened(tall="innbyggere", fra="12", til="16")
    assert heading(page).startswith("De ni kommunene samlet: 7 869 personer 12–16 år")
    assert "Engerdal" in text_of(page)
    told = text_of(opened(tall="innbyggere", fra="13"))
    assert "En alder midt i et spenn kan ikke velges" in told


def axis_ends(page) -> list[float]:
    """Where the value axis of each picture ends."""
    specs = [json.loads(chart.proto.spec) for chart in charts(page)]
    domains = [layer["encoding"]["x"]["scale"]["domain"] for spec in specs for layer in spec["layer"][:1]]
    return [end for _, end in domains]


def test_two_shares_apart_are_drawn_to_one_scale_and_else_it_is_said_that_they_are_not():
    shares = opened(tall="adults-2023", med="adults-2014")
    first, second = axis_ends(shares)
    assert first == second and OWN_SCALES not in text_of(shares)
    [alone] = axis_ends(opened(tall="adults-2014"))
    assert alone < second
    assert OWN_SCALES in text_of(opened(tall="national-residents", med="adults-2014"))
    assert OWN_SCALES in text_of(opened(tall="elderly-persons", med="residents-by-sex-2024"))
    assert OWN_SCALES not in text_of(opened(tall="national-residents", med="adults-2014", vis="tabell"))


def test_two_without_a_picture_are_told_in_words():
    for shown_as in ("begge", "figur", "tabell"):
        page = opened(tall="national-residents", som="rate", med="national-stays", vis=shown_as)
        assert charts(page) == [] and text_of(page).count("kan ikke vises her") == 2
        assert len([body for body in html(page) if 'class="vnr-years"' in body]) == 2


def test_what_shares_a_picture_is_named():
    for alone in ({"tall": "adults-2023", "med": "adults-2023"}, {"tall": "status", "med": "adults-2023"}):
        assert "sammen med" not in text_of(opened(**alone))
    assert "sammen med «Alvorlig fysisk vold" in text_of(
        opened(tall="rape-by-partner-2023", med="severe-physical-2023")
    )
    assert "sammen med" not in text_of(opened(tall="adults-2023", med="adults-2014"))


def test_of_two_apart_each_tells_what_it_can_not_say_and_what_was_counted():
    text = text_of(opened(tall="youth-severity", med="adults-2014"))
    for name in ("Kan vi ikke si om", "Hva som er talt i"):
        assert f"{name} «Fysisk vold" in text and f"{name} «Alvorlig partnervold" in text
    # What is alike is said once, of both.
    assert text.count("Kilden sier ikke når.") == 1
    same = text_of(opened(tall="adults-2023", med="rape-2023"))
    assert same.count("Undersøkelser med vekting har større usikkerhet") == 1 and "Hva som er talt i" not in same


def test_the_catalogue_is_unfolded_for_who_searches_and_has_not_chosen():
    unfolded = '<details class="vnr-fold" open>'
    assert unfolded in "".join(html(opened(sok="barn")))
    for asked in ({}, {"tall": "adults-2023"}, {"tall": "adults-2023", "sok": "barn"}):
        assert unfolded not in "".join(html(opened(**asked)))


def test_of_two_apart_it_is_said_of_which_each_sentence_is():
    text = text_of(opened(tall="adults-2023", med="adults-2014"))
    first, second = (
        text.index(f"Kan vi si om «{name}") for name in ("Alvorlig partnervold, spurt", "Alvorlig partnervold og")
    )
    assert first < text.index("én av ti kvinner og 3", first) < second < text.index("9,2", second)
