"""What is found, where it leads, and in what order."""

from dataclasses import replace

import pytest

from content import glossary, search_index, warehouse
from content.explore.catalogue import OWN, entries
from content.search_index import Target, found, of_an_age, targets
from elsewhere import COLLABORATION, raw_elsewhere
from judging import TITLES
from pipelines.build import build
from register.entries import save
from register.entry_kinds import HelpService
from reported import HAMAR, TODAY, WORKING_GROUP


@pytest.fixture(scope="module")
def known(filled_version) -> list[Target]:
    return targets(filled_version)


def first(query: str, known: list[Target]) -> tuple[str, str]:
    """Kind and title of the best."""
    best = found(query, known)[0]
    return best.kind, best.shown[0].title


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("tryggest", ("Ord", "TryggEst")),
        ("tiltak 3", ("Tiltak", "Tiltak 3: Foreldreveiledning")),
        ("wilson", ("Ord", "Konfidensintervall")),
        ("aeresrelatert", ("Ord", "Æresrelatert vold")),
        ("respondent", ("Ord", "Svarandel")),
        ("hvor mange eldre", ("Tall", "Vold mot eldre siste år")),
        ("eldre risikoutsatte", ("Målgrupper", "Eldre og risikoutsatte voksne")),
        ("levekårsundersøkelsen 2018", ("Tall", "Vold og funksjonsnedsettelse")),
        ("engerdal", ("Kommuner", "Engerdal")),
        ("vaaler", ("Kommuner", "Våler (Innlandet)")),
        ("innbyggere engerdal", ("Tall", "Innbyggere i Engerdal")),
        ("tall for Åmot", ("Tall", "Innbyggere i Åmot")),
        ("barnevernvakt", ("Hjelpetilbud", "Ringsaker interkommunale barnevernvakt")),
        ("kirkens sos", ("Hjelpetilbud", "Kirkens SOS")),
        # Called first, where it can be; a municipality that is meant comes before.
        ("krisesenter", ("Hjelpetilbud", "Hamar interkommunale krisesenter")),
        ("hamar", ("Kommuner", "Hamar")),
        # In the names of many services it is a theme.
        ("barn", ("Målgrupper", "Barn")),
        ("svare engerdal", ("Kommuner", "Gi status for Engerdal")),
    ],
)
def test_the_best_is_what_is_meant(known, query, best):
    assert first(query, known) == best


def test_whoever_looks_for_a_municipality_finds_what_is_of_it(known):
    numbers = [kind for kind in found("engerdal", known) if kind.kind == "Tall"]
    assert [target.title for kind in numbers for target in kind.shown] == ["Innbyggere i Engerdal"]
    # Not only those of the centre that lies there.
    assert "Brukere i løpet av et år, i planen" in [
        target.title for kind in found("hamar krisesenter", known) for target in kind.shown
    ]


def test_all_of_one_kind_is_shown_where_it_is_asked_for(known):
    some, every = found("krisesenter", known), found("krisesenter", known, whole="tall")
    assert [(kind.kind, kind.total) for kind in some] == [(kind.kind, kind.total) for kind in every]
    [cut] = [kind for kind in some if kind.kind == "Tall"]
    [whole] = [kind for kind in every if kind.kind == "Tall"]
    assert len(cut.shown) == search_index.MOST < cut.total == len(whole.shown)
    assert whole.told == f"Tall ({whole.total})"


def test_a_service_has_its_number_unless_a_municipality_has_said_another(local_register):
    centre, read = "hamar_interkommunale_krisesenter", "62 56 18 30"
    told = HelpService(HAMAR, centre, TODAY, "Hamar interkommunale krisesenter", phone=read)
    assert _number() == read
    for draft, number in ((told, read), (replace(told, phone="62 56 18 31"), "")):
        assert save(local_register, WORKING_GROUP, draft, {(HAMAR, centre)}, TODAY, f"sent {number}")
        assert _number() == number


def _number() -> str:
    """As it is found of the centre."""
    kinds = found("krisesenter", targets(warehouse.version_in_use()))
    [kind] = [kind for kind in kinds if kind.kind == "Hjelpetilbud"]
    [number] = [target.phone for target in kind.shown if target.title == "Hamar interkommunale krisesenter"]
    return number


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("excel-ark", "meld-inn"),
        ("saksframlegg", "kommune"),
        ("lysbilde", "presentasjon"),
        ("kalender", "runder"),
        ("evaluering", "ny-plan"),
    ],
)
def test_a_page_is_found_by_what_is_done_there(query, address):
    assert search_index.ABOUT_PAGES.keys() <= TITLES.keys()
    [best, *_] = found(query, [search_index.page("Navnet i menyen", page) for page in TITLES])
    assert best.shown[0].page == address


def test_everything_there_is_can_be_found(known, filled_version):
    of_kind = {kind: [target for target in known if target.kind == kind] for kind in {target.kind for target in known}}
    assert {kind: len(of_kind[kind]) for kind in ("Tiltak", "Målgrupper")} == {"Tiltak": 16, "Målgrupper": 7}
    # Every figure but those of the plan's deadlines and the worked example, the rest of the catalogue, people and status.
    assert {target.asked["tall"] for target in of_kind["Tall"]} == {*entries(filled_version)}
    assert [target.title for target in of_kind["Ord"]] == [
        word.word[:1].upper() + word.word[1:] for word in glossary.words(filled_version)
    ]
    for target in known:
        assert first(target.title, [target]) == (target.kind, target.title)


def test_each_leads_to_its_place(known, filled_version):
    places = {target.title: (target.page, target.anchor, target.asked) for target in known}
    assert places["Tiltak 9: TryggEst"] == ("tiltak", "tiltakskort", {"tiltak": "9"})
    assert places["Eldre og risikoutsatte voksne"] == ("malgrupper", "", {"gruppe": "eldre-og-risikoutsatte-voksne"})
    assert places["Konfidensintervall"] == ("ord", "ord-konfidensintervall", {})
    entry = entries(filled_version)["disability"]
    assert places[entry.name] == ("utforsk", "", {"tall": "disability"})


def test_a_number_is_told_with_what_was_found(known):
    [told] = [target.about for target in known if target.asked == {"tall": "adults-2023"}]
    assert told.startswith(
        "Én av ti kvinner og 3\u00a0% av mennene oppgir alvorlig vold fra partner noen gang i livet. "
    )


def test_of_many_the_best_are_shown_and_how_many_there_are_is_told():
    many = [Target("Ord", f"Vold {number}", "", "ord") for number in range(12)]
    [only] = found("vold", many)
    assert only.told == "Ord (8 av 12)" and [target.title for target in only.shown] == [f"Vold {n}" for n in range(8)]
    assert search_index.title("vold", [only]) == "12 treff på «vold»"
    assert search_index.title("vold", []) == "Ingen treff på «vold»"


def test_what_has_no_numbers_is_not_found(emptied, reading):
    left = [target.asked["tall"] for target in targets(reading(emptied)) if target.kind == "Tall"]
    assert left == [entry.key for entry in OWN]


def test_another_collaboration_finds_its_own(reading, tmp_path):
    build(raw_elsewhere(tmp_path / "raw", COLLABORATION), tmp_path / "processed")
    known = targets(reading(tmp_path / "processed"))
    assert first("fjordly", known) == ("Ord", "Fjordly")
    assert found("mattilsynet", known) == []


@pytest.mark.parametrize(
    ("query", "title", "asked"),
    [
        ("12-16 trysil", "Innbyggere 12–16 år i Trysil", {"omrade": "trysil", "fra": "12", "til": "16"}),
        ("personer 12–16 år i Åmot", "Innbyggere 12–16 år i Åmot", {"omrade": "amot", "fra": "12", "til": "16"}),
        ("barn 12 til 16", "Innbyggere 12–16 år", {"fra": "12", "til": "16"}),
        ("13-15 aamot", "Innbyggere etter alder i Åmot", {"omrade": "amot"}),
        ("16-12", "Innbyggere etter alder", {}),
    ],
)
def test_an_age_and_a_place_lead_to_those_who_live_there(filled_version, query, title, asked):
    [target] = of_an_age(query, filled_version)
    assert (target.title, target.asked) == (title, {"tall": "innbyggere"} | asked)
    [first, *_] = found(query, [], [target])
    assert first.shown == [target]


@pytest.mark.parametrize("query", ["", "tiltak 9", "partnervold 2014", "2016–2024"])
def test_other_numbers_are_no_ages(filled_version, query):
    assert of_an_age(query, filled_version) == []
