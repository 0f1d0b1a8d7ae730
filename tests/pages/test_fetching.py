"""The page Tall: a table of Statistics Norway's is found, chosen of, fetched, looked at and published."""

import threading

import pytest

from content import fetching, publishing, warehouse
from dashboard.intake import fetch, preview
from http_server import as_json
from new_rows import INDICATOR
from pipelines import pxweb
from pipelines.build import UnwritableError, build
from pipelines.delivery import Delivery, as_text
from pxweb_server import accounts, serving
from register import deliveries
from register.rights import Rights
from reporting import labelled, opened, press, sentences, told
from statistics_norway import ANSWER
from statistics_norway import serving as replying

PAGE, CHOSEN = "pages/data/figures.py", "indikator-free-income"
KEEPER = Rights("Dataforvalter", may_deliver=True)
REGIONS = {"EAK": "Landet", "3403": "Hamar", "3420": "Elverum"}
VALUES = "select area_code, year, value from marts.observations where indicator_id = 'free_income' order by all"


@pytest.fixture
def register(publishing_register, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return publishing_register


def hand_in(register, delivery: Delivery) -> None:
    state = deliveries.state(register)
    deliveries.save(register, KEEPER, delivery.file, as_text(delivery), "Ny indikator", "1", state)
    publishing.publish(register).result()


def amount(cell) -> int:
    return 60_000 + 100 * list(REGIONS).index(cell["KOKkommuneregion0000"]) + int(cell["Tid"]) % 100


def at_table(choice: str):
    at = opened(PAGE, tall=choice)
    at.session_state["vei"] = "Fra SSB"
    return at.run()


def waited(at):
    """When what is asked, tried out or published is there."""
    if fetch.ASKED in at.session_state:
        at.session_state[fetch.ASKED][0].problem()
        at = at.run()
    if preview.PENDING in at.session_state:
        at.session_state[preview.PENDING].work.problem()
    if work := publishing.under_way():
        work.problem()
    return at.run()


def published_now(at):
    labelled(at.text_area, "Hvor er tallene fra").set_value("SSB").run()
    for box in at.checkbox:
        if box.label.startswith("Jeg har sett"):
            box.check().run()
    return waited(press(at, "Legg ut tallene"))


def test_a_table_is_found_chosen_of_and_fetched_again(register, monkeypatch):
    hand_in(register, Delivery("ny.xlsx", {"indicators": [INDICATOR]}))
    with serving({"12134": accounts(REGIONS, amount)}) as (api, asked):
        monkeypatch.setattr(pxweb, "API", api)
        at = at_table(CHOSEN)
        assert asked == [], "nothing is asked before somebody presses"
        labelled(at.text_input, "Nummeret på tabellen").set_value("kommuneregnskap").run()
        at = waited(press(at, "Finn tabellen"))
        assert "12134: Utvalgte nøkkeltall for kommuneregnskap" in told(at) and "(2022–2024)" in told(at)
        labelled(at.text_input, "Nummeret på tabellen").set_value("12134").run()
        at = waited(press(at, "Finn tabellen"))
        at = press(at, "Hent tallene")
        assert "Fyll ut dette." in told(at) and len(asked) == 2
        labelled(at.selectbox, "Hva skal hentes?").select_index(0).run()
        for label, typed in (("Hvor mange", "2"), ("Hvem er talt", "kommuner"), ("Hva er tallet av", "Frie inntekter")):
            labelled(at.text_input, label).set_value(typed).run()
        at = waited(press(at, "Hent tallene"))
        assert "Tabeller som hentes fra SSB: 1 endret rad" in sentences(at).replace("\\", "")
        at = published_now(at)
        assert "Tallene er lagt ut." in told(at)
        found = warehouse.query(warehouse.version_in_use(), VALUES)
        assert len(found) == 6 and found.iloc[-1].tolist() == ["3420", 2024, 60224]
        at = waited(press(at_table(CHOSEN), "Hent de nyeste tallene fra tabell 12134"))
        assert fetch.NOTHING_NEW in told(at)


def test_what_is_wrong_with_the_answer_is_told(register, monkeypatch):
    hand_in(register, Delivery("ny.xlsx", {"indicators": [INDICATOR]}))
    with serving({}) as (api, _):
        monkeypatch.setattr(pxweb, "API", api)
        at = at_table(CHOSEN)
        labelled(at.text_input, "Nummeret på tabellen").set_value("12279").run()
        is_free = threading.Event()
        publishing.Work(lambda work: is_free.wait())
        at = press(at, "Finn tabellen")
        work, _ = at.session_state[fetch.ASKED]
        assert work.words == publishing.WAITING
        is_free.set()
        assert work.problem() and work.words == fetch.NOT_ANSWERED
        at = waited(at)
    assert "Ingenting er hentet. SSB har ingen tabell på" in told(at)


def test_what_is_not_fetched_yet_is_told(register):
    at = at_table("ny")
    assert "Tabell 12279: Barnevern" in told(at)


def test_the_population_is_fetched(register, monkeypatch):
    with replying([as_json(ANSWER)]) as (address, _):
        monkeypatch.setattr(pxweb, "API", address.removesuffix("/tables/07459/data"))
        at = waited(press(at_table("tabell-population"), "Hent folkemengden"))
    assert "Folkemengde etter kjønn og alder: 2 332 nye rader" in sentences(at).replace("\\", "").replace("\u00a0", " ")


def test_what_is_chosen_is_fetched_on_a_schedule(register, monkeypatch):
    row = {
        "fetch_id": "income", "table_no": "12134", "title": "Nøkkeltall", "indicator_id": "free_income",
        "contents": "KOSAG110000", "contents_wording": "Frie inntekter per innbygger (kr)",
        "region": "KOKkommuneregion0000", "country_code": "EAK", "years": "3", "population": "kommuner",
        "category": "Frie inntekter",
    }  # fmt: skip
    hand_in(register, Delivery("ny.xlsx", {"indicators": [INDICATOR], "fetched_tables": [row]}))
    with serving({"12134": accounts(REGIONS, amount)}) as (api, _):
        population, income = fetching.fetch(register, api, sleep=lambda seconds: None)
        assert population[0] is False and "SSB har ingen tabell på" in population[1]
        assert income == (True, "SSB tabell 12134: 10 rader er lagt inn.")
        assert len(warehouse.query(warehouse.version_in_use(), VALUES)) == 9
        assert [*fetching.fetch(register, api)][1] == (True, "SSB tabell 12134: ingen tall er endret.")
    [handed, _] = deliveries.history(register, 9)
    assert (handed.role, handed.why) == ("henting fra SSB", "Hentet fra SSB tabell 12134.")

    def on_a_full_disk(raw, out, **how):
        if out == warehouse.PROCESSED:
            raise UnwritableError("Disken er full.")
        return build(raw, out, **how)

    monkeypatch.setattr(publishing, "build", on_a_full_disk)
    with serving({"12134": accounts(REGIONS, lambda cell: amount(cell) + 1)}) as (api, _):
        _, income = fetching.fetch(register, api)
    assert income == (False, "SSB tabell 12134: 9 rader er lagret, men ikke lagt ut. Disken er full.")
    assert len(deliveries.history(register, 9)) == 3
