"""Presentasjon: what is chosen, and which slide is shown."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from content import wording
from known_figures import PACK
from showing import TODAY
from visiting import visit

PAGE = "pages/start/presentation.py"
TITLE = "Presentasjon: hvordan viser jeg det fram?"
FIRST = "Hvor mange unge har opplevd fysisk vold fra en voksen hjemme?"
STATUS = "Hvor langt er tiltakene kommet?"
UNANSWERED = "Ingen av de 139 oppgavene har fått svar ennå"


@pytest.fixture
def app(reading, monkeypatch):
    """A function that opens the page on the versions in a folder, with what the address asks for."""
    monkeypatch.setattr(wording, "today", lambda: TODAY)

    def open_page(out: Path, **asked: str) -> AppTest:
        reading(out)
        page = visit(PAGE, **asked).run()
        assert [error.message for error in page.exception] == []
        return page

    return open_page


def drawn(page: AppTest) -> str:
    """All that is HTML."""
    return "".join(found.proto.body for found in page.get("html"))


def told(page: AppTest) -> str:
    return plain(drawn(page))


def plain(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


def slide_of(page: AppTest) -> str:
    [found] = [found.proto.body for found in page.get("html") if 'class="vnr-wall' in found.proto.body]
    return plain(found)


def cards(page: AppTest) -> list[str]:
    return re.findall(r'<li class="vnr-card".*?</li>', drawn(page))


def pictures(page: AppTest) -> list[str]:
    """The words of the small pictures."""
    return [plain(card.partition("</div><p>")[0]) for card in cards(page)]


def listed(page: AppTest) -> list[str]:
    return [plain(re.search(r"</div><p>(\d+\. .*?)</p>", card)[1]) for card in cards(page)]


def links(page: AppTest) -> dict[str, str]:
    """What is read → where it leads, of what changes the slides."""
    found = re.findall(r'<a [^>]*href="(\./presentasjon[^"]*)"[^>]*>(.*?)</a>', drawn(page))
    return {plain(name): html.unescape(link) for link, name in found}


def follow(page: AppTest, label: str) -> AppTest:
    page.query_params.clear()
    page.query_params.update(dict(parse_qsl(urlsplit(links(page)[label]).query, keep_blank_values=True)))
    return page.run()


def address_of(page: AppTest) -> dict[str, str]:
    """What stands in the address, whether the test or the page wrote it."""
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


def press(page: AppTest, label: str) -> AppTest:
    [button] = [button for button in page.button if button.label == label]
    return button.click().run()


def test_the_ready_pack_comes_first(app, published):
    page = app(published)
    assert f"<h1>{TITLE}</h1>" in drawn(page)
    assert len(pictures(page)) == len(PACK)
    assert listed(page)[0] == f"1. {FIRST}" and len(listed(page)) == 6
    assert "6 lysbilder." in told(page)
    assert [button.proto.label for button in page.get("download_button")] == ["PowerPoint (PPTX)"]
    assert address_of(page) == {}


def test_own_choice_and_order_stand_in_the_address(app, published):
    page = app(published, lysbilder="status,homicides,youth-acts")
    follow(page, "Flytt nr. 3 fram")
    assert address_of(page) == {"lysbilder": "status,youth-acts,homicides"}
    follow(page, "Flytt nr. 1 bak")
    assert address_of(page) == {"lysbilder": "youth-acts,status,homicides"}
    assert [line[:2] for line in listed(page)] == ["1.", "2.", "3."] and listed(page)[1] == f"2. {STATUS}"
    follow(page, "Fjern nr. 1")
    assert address_of(page) == {"lysbilder": "status,homicides"}
    follow(page, "Til kommunestyret")
    assert address_of(page) == {} and len(listed(page)) == 6


def test_a_figure_leads_to_itself_as_a_slide_with_what_is_chosen(reading, published):
    reading(published)
    page = visit("pages/knowledge/prevalence.py", kjonn="menn").run()
    links = [text.value for text in page.markdown if text.value.startswith("[Vis som lysbilde]")]
    assert links[0] == "[Vis som lysbilde](./presentasjon?lysbilder=adults-2023&kjonn=menn)"
    assert len({*links}) == len(links) == len(page.get("vega_lite_chart"))


def test_each_link_leads_to_what_does_the_same_where_the_slide_is_now(app, published):
    def lead(label: str, slides: str) -> str:
        page = app(published, lysbilder=slides)
        [place] = [place for place in [urlsplit(links(page)[label]).fragment] if place]
        page = follow(page, label)
        [there] = re.findall(rf'<(?:a|li|h2|summary)[^>]* id="{place}"[^>]*>.*?(?=</)', drawn(page))
        return plain(there)

    three = "status,homicides,youth-acts"
    assert lead("Flytt nr. 1 bak", three) == "Flytt nr. 2 bak"
    assert lead("Flytt nr. 2 bak", three) == "Flytt nr. 3 fram"
    assert lead("Flytt nr. 3 fram", three) == "Flytt nr. 2 fram"
    assert lead("Flytt nr. 2 fram", three) == "Flytt nr. 1 bak"
    assert 'id="lysbilde-2"' in drawn(follow(app(published, lysbilder=three), "Fjern nr. 2"))
    assert lead("Fjern nr. 1", "status") == "Legg til lysbilder"
    assert lead("Legg til: Hvilken relasjon var det mellom offer og gjerningsperson?", "status") == "Omfang"
    # The last of its heading takes that with it.
    last = "status,status-her,beslutning"
    assert lead("Legg til: Hva vet vi ikke, og hva dekker ikke planen?", last) == "Legg til lysbilder"
    assert lead("Til arbeidsgruppa", three) == "Til arbeidsgruppa"


def test_the_last_slide_can_be_taken_away(app, published):
    page = follow(app(published, lysbilder="status"), "Fjern nr. 1")
    assert address_of(page) == {"lysbilder": ""} and "Ingen lysbilder er valgt" in told(page)


def test_a_slide_is_added_from_its_heading(app, published):
    page = app(published, lysbilder="status")
    assert "Legg til: Hvor langt er tiltakene kommet?" not in links(page)
    follow(page, "Legg til: Hvilken relasjon var det mellom offer og gjerningsperson?")
    assert address_of(page) == {"lysbilder": "status,homicides"}
    assert listed(page)[1] == "2. Hvilken relasjon var det mellom offer og gjerningsperson?"


def test_the_pack_of_a_municipality_waits_until_it_is_chosen(app, published):
    page = app(published)
    assert 'aria-disabled="true" target="_self" data-block="nearest">Til min kommune<' in drawn(page)
    assert "Til min kommune" not in links(page)
    page.selectbox[0].set_value("hamar").run()
    assert address_of(page) == {"kommune": "hamar"}
    follow(page, "Til min kommune")
    assert address_of(page)["lysbilder"].startswith("youth-severity,worked-example,status-her")
    assert "Vises nå. Det samme for én kommune" in told(page)
    assert any("Hamar: ingen av de 15 oppgavene har fått svar ennå" in picture for picture in pictures(page))


def test_choices_of_another_page_are_told_and_can_be_taken_away(app, published):
    page = app(published, lysbilder="adults-2023", kjonn="menn")
    assert "Figurene vises med valgene" in told(page)
    assert "3 % av mennene oppgir alvorlig vold fra partner" in pictures(page)[0]
    follow(page, "Fjern valgene")
    assert address_of(page) == {"lysbilder": "adults-2023"}
    assert "Én av ti kvinner" in pictures(page)[0]


@pytest.mark.parametrize(
    ("asked", "says", "count"),
    [
        ("", "Ingen lysbilder er valgt. Velg minst ett.", 0),
        ("tull,<b>", "Adressen ber om 2 lysbilder som ikke finnes.", 0),
        ("status,tull", "Adressen ber om 1 lysbilde som ikke finnes.", 1),
        ("status,status", "Adressen ber om samme lysbilde flere ganger.", 1),
        # Nothing is delivered from the centre yet.
        ("centre-residents", "Adressen ber om 1 lysbilde som ikke finnes.", 0),
        (",".join(["homicides"] * 60), "Adressen ber om samme lysbilde flere ganger.", 1),
    ],
)
def test_an_address_that_asks_for_nothing_good_is_told(app, published, asked, says, count):
    page = app(published, lysbilder=asked)
    assert says in told(page)
    assert len(listed(page)) == count
    assert len(page.get("download_button")) == (count > 0)
    # There is nothing to show on a wall, and the page still stands.
    assert "<h1>" in drawn(app(published, lysbilder=asked, lysbilde="1")) or count


@pytest.mark.parametrize(
    ("number", "shows"),
    [("1", 1), ("3", 3), ("99", 6), ("0", 1), ("-2", 1), ("tull", 1), ("", 1), ("²", 1), ("9" * 5000, 6)],
)
def test_the_number_in_the_address_is_the_slide(app, published, number, shows):
    page = app(published, lysbilde=number)
    assert f"{shows} av 6" in slide_of(page)
    assert TITLE not in drawn(page)


def test_buttons_lead_on_back_and_out(app, published):
    page = app(published, lysbilder="status,homicides", lysbilde="1")
    assert UNANSWERED in slide_of(page)
    assert "2 av 2" in slide_of(press(page, "Neste"))
    assert "2 av 2" in slide_of(press(page, "Neste"))
    assert "73" in slide_of(page) and "Tallene ble lagt ut" in slide_of(page)
    assert address_of(page)["lysbilde"] == "2"
    assert "1 av 2" in slide_of(press(page, "Forrige"))
    press(page, "Avslutt")
    assert TITLE in drawn(page) and address_of(page) == {"lysbilder": "status,homicides"}


def test_the_screen_can_be_dark_for_a_while(app, published):
    page = app(published, lysbilder="status,homicides", lysbilde="1")
    assert "Skjermen er mørk." in slide_of(press(page, "Mørk skjerm"))
    assert UNANSWERED in slide_of(press(page, "Mørk skjerm"))
    press(page, "Mørk skjerm")
    assert "2 av 2" in slide_of(press(page, "Neste"))


@pytest.mark.parametrize("number", [None, "1", "5"])
def test_an_empty_version_says_what_is_missing(app, emptied, number):
    page = app(emptied, **({"lysbilde": number} if number else {}))
    if number is None:
        assert len(listed(page)) == 5
    else:
        assert {"1": "Tabellen fra NKVTS 2019 er ikke lagt inn.", "5": "Hvor mange som er utsatt"}[number] in slide_of(
            page
        )
