"""Min kommune: the 15 tasks of a municipality in three groups, with what the laws say, and a paragraph to paste."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import municipality, warehouse
from register.reports import save
from register.rights import Rights
from register.rules import DONE, DROPPED, ONGOING, Report
from reported import TODAY
from reporting import opened

# Typed from chapter 6 of the plan.
LAWS = {
    "Barnevernsloven §§ 1-1 og 15-1": "Kommunen skal fremme gode oppvekstsvilkår gjennom tiltak for å forebygge at barn og "
    "unge utsettes for omsorgssvikt",
    "Folkehelseloven § 4": "Kommunen skal fremme befolkningens helse, trivsel, gode sosiale og miljømessige forhold",
    "Helse- og omsorgstjenesteloven § 3-3a": "Kommunen skal legge til rette for at helse- og omsorgstjenesten blir i stand "
    "til å forebygge, avdekke og avverge vold og seksuelle overgrep",
    "Krisesenterloven": "Alle kommuner plikter å sørge for et krisesentertilbud til voksne og barn utsatt for vold i nære "
    "relasjoner",
    "Velferdstjenestelovene (Prop. 100 L)": "styrker velferdstjenestenes plikt til å samarbeide",
    "Familievernkontorloven": "Familievernkontorene bør også drive utadrettet virksomhet om familierelaterte tema",
}
PAGE = "pages/planners/municipality.py"
ENGERDAL, HAMAR = "3425", "3403"
OF_BOTH = Rights("Koordinator", frozenset({ENGERDAL, HAMAR}))


def tasks_of(version, area="Engerdal"):
    return warehouse.query(version, municipality.TASKS, {"area": area, "today": TODAY})


def words(page: AppTest) -> str:
    assert [error.message for error in page.exception] == []
    return " ".join([*(x.value for x in page.markdown), *(x.proto.body for x in page.get("html"))])


def test_fifteen_tasks_and_no_joint_one(published, reading):
    tasks = tasks_of(reading(published))
    assert list(tasks["measure_no"]) == [*range(1, 10), *range(11, 17)]
    assert set(tasks["place"]) == {municipality.MISSING}
    assert set(municipality.place_table(tasks, laws(reading(published)))["På plass i"]) == {"Ikke meldt"}


def laws(version):
    return warehouse.query(version, municipality.LAWS)


@pytest.fixture
def reported(local_register, published, reading):
    """The version after two municipalities have reported."""
    reports = (
        Report(1, ENGERDAL, DONE, TODAY, responsible="Helsestasjonen"),
        Report(1, HAMAR, DONE, TODAY),
        Report(2, ENGERDAL, ONGOING, TODAY),
        Report(3, ENGERDAL, DROPPED, TODAY, reason="Finnes i nabokommunen", decided_by="Kommunestyret"),
        Report(3, HAMAR, ONGOING, TODAY),
    )
    save(local_register, OF_BOTH, reports, {(report.measure_no, report.area_code) for report in reports}, TODAY, "1")
    return reading(published)


def test_groups_and_how_many_of_the_nine(reported):
    tasks = tasks_of(reported).set_index("measure_no")
    assert list(tasks["place"][[1, 2, 3, 4]]) == [
        municipality.IN_PLACE,
        municipality.UNDER_WAY,
        municipality.MISSING,
        municipality.MISSING,
    ]
    table = municipality.place_table(tasks.reset_index(), laws(reported)).set_index("Tiltak")
    assert table.loc["1\u00a0Kompetanse i tidlig avdekking", "På plass i"] == "2 av 9"
    assert table.loc["1\u00a0Kompetanse i tidlig avdekking", "Ansvarlig"] == "Helsestasjonen"
    assert table.loc["3\u00a0Foreldreveiledning", "På plass i"] == "0 av 9"
    assert table.loc["3\u00a0Foreldreveiledning", "Ansvarlig"] == "Avklares i den enkelte kommune"
    assert table.loc["4\u00a0Informasjon til barn", "På plass i"] == "Ikke meldt"


def test_what_the_laws_say_is_data_with_the_words_of_the_plan(published, reading):
    version = reading(published)
    rows = laws(version)
    assert (
        municipality.laws_of(rows, 8)
        == "Skal: helse\u2011 og omsorgstjenesteloven §\u00a03\u20113a. Bør: familievernkontorloven"
    )
    assert municipality.laws_of(rows, 12) == "Skal: krisesenterloven, velferdstjenestelovene (Prop. 100 L)"
    assert municipality.laws_of(rows, 15) == "Ingen lov nevnt"
    assert dict(zip(rows["law"], rows["wording"], strict=True)) == LAWS


def test_paragraph_names_every_task_and_its_sources(reported):
    text = municipality.paragraph("Engerdal", tasks_of(reported), None, TODAY)
    assert text.startswith(
        "Slik står oppgavene i handlingsplanen mot vold i nære relasjoner i Engerdal per 23.11.2026."
    )
    assert "På plass: Kompetanse i tidlig avdekking (tiltak 1)." in text
    assert "I arbeid: Informasjon til foreldre (tiltak 2)." in text
    assert text.count("(tiltak ") == 15 and "Kilde: kommunens egne meldinger om status." in text


def test_the_smallest_gets_the_band_of_the_nine_and_its_own_inhabitants(local_register):
    page = opened(PAGE, kommune="engerdal")
    said = words(page)
    assert "1\u00a0287 innbyggere 1.1.2026: 182 under 18 år, 693 fra 18 til 64 år og 412 fra 65 år." in said
    assert "Et regneeksempel, ikke et tall for kommunene." in said
    assert "Et regneeksempel, ikke et tall for kommunen." not in said
    assert "mellom 1\u00a0400 og 1\u00a0700 av 7\u00a0869 innbyggere 12–16 år" in page.code[0].value


def test_a_large_municipality_gets_its_own_band(local_register):
    page = opened(PAGE, kommune="hamar", eksempel="partner-severe-2023-women")
    assert "Et regneeksempel, ikke et tall for kommunen." in words(page)
    assert "Var andelen den samme i Hamar, ville det gjelde mellom 1\u00a0000 og 1\u00a0400 av" in page.code[0].value


@pytest.mark.parametrize("choice", ["kommune", "eksempel"])
def test_an_unknown_choice_is_told(local_register, choice):
    assert "Adressen ber om noe under" in words(opened(PAGE, **{choice: "atlantis"}))


def test_overview_leads_to_the_municipality_that_was_chosen(local_register):
    assert "**Engerdal:** se [hva som er på plass hos dere](./kommune?kommune=engerdal)" in words(
        opened("pages/leaders/overview.py", kommune="engerdal")
    )
    assert "hva som er på plass hos dere" not in words(opened("pages/leaders/overview.py", kommune="atlantis"))
