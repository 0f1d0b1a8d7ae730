"""Min kommune: the 15 tasks of a municipality by where they stand, the laws that touch them, a paragraph to paste."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from content import warehouse
from content.plan import municipality
from register.reports import save
from register.rights import Rights
from register.validation.rules import DONE, DROPPED, ONGOING, Report
from reported import TODAY
from reporting import opened
from visiting import title_of, to_copy

PAGE = "pages/knowledge/municipality.py"
ENGERDAL, HAMAR = "3425", "3403"
OF_BOTH = Rights("Koordinator", frozenset({ENGERDAL, HAMAR}))


def tasks_of(version, area="Engerdal"):
    return warehouse.query(version, municipality.TASKS_HERE, {"area": area, "today": TODAY})


class _Everything:
    """Says yes to whatever is asked."""

    def __contains__(self, sentence) -> bool:
        return True


EVERYTHING = _Everything()


def words(page: AppTest) -> str:
    assert [error.message for error in page.exception] == []
    return " ".join([*(x.value for x in page.markdown), *(x.proto.body for x in page.get("html"))])


def test_fifteen_tasks_and_no_joint_one(published, reading):
    tasks = tasks_of(reading(published))
    assert list(tasks["measure_no"]) == [*range(1, 10), *range(11, 17)]
    [(place, table)] = municipality.grouped(tasks).items()
    assert place == "Ikke spurt ennå"
    # What the heading says is not said again of each.
    assert list(table.columns) == ["Tiltak", "Ansvarlig", "Frist"]


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


def test_groups_and_how_many_of_those_who_have_answered(reported):
    tables = municipality.grouped(tasks_of(reported))
    assert list(tables) == [
        "På plass",
        "I arbeid",
        "Ikke startet, gjennomføres ikke eller avklares",
        "Ikke spurt ennå",
    ]
    done, not_answered = tables["På plass"].iloc[0], tables["Ikke spurt ennå"].iloc[0]
    assert done["Tiltak"] == "1\u00a0Kompetanse i tidlig avdekking" and done["Ansvarlig"] == "Helsestasjonen"
    assert done["På plass i"] == "2 av 2 som har svart"
    dropped = tables["Ikke startet, gjennomføres ikke eller avklares"].iloc[0]
    assert (dropped["På plass i"], dropped["Ansvarlig"]) == ("0 av 2 som har svart", "Avklares i den enkelte kommune")
    assert not_answered["Tiltak"] == "4\u00a0Informasjon til barn" and "Status" not in tables["Ikke spurt ennå"]


@pytest.mark.parametrize(
    ("done", "reported", "told"),
    [(0, 0, "Ingen har svart"), (1, 1, "1 av 1 som har svart"), (3, 5, "3 av 5 som har svart"), (7, 9, "7 av 9")],
)
def test_of_the_nine_only_when_nine_have_answered(done, reported, told):
    assert municipality.in_place_in(SimpleNamespace(done=done, reported=reported, municipalities=9)) == told


def test_a_new_deadline_is_told_as_the_municipalitys_own_where_one_is_shown(local_register):
    own = "Fristene er planens egne."
    assert "Ny frist satt" not in words(opened(PAGE, kommune="engerdal"))
    new = Report(2, ENGERDAL, ONGOING, TODAY, new_deadline=date(2027, 6, 1))
    save(local_register, OF_BOTH, [new], {(2, ENGERDAL)}, TODAY, "1")
    assert municipality.about_deadlines(tasks_of(warehouse.version_in_use(), "Hamar")) == own
    told = municipality.about_deadlines(tasks_of(warehouse.version_in_use()))
    assert told == f"{own} «Ny frist satt» er kommunens egen, og endrer ikke om planens frist er ute."
    assert "31.12.2023<small>Ny frist satt: 1.6.2027</small>" in words(opened(PAGE, kommune="engerdal"))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([True], "Oppgaven har fått svar."),
        ([False], "Oppgaven har ikke fått svar ennå."),
        ([False, False], "Ingen av de 2 oppgavene har fått svar ennå."),
        ([True, False], "1 av 2 oppgaver har fått svar."),
        ([True, True], "Alle de 2 oppgavene har fått svar."),
    ],
)
def test_how_many_have_been_answered(answers, told):
    assert municipality.answered_sentence(pd.DataFrame({"is_reported": answers})) == told


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([], "Ingen oppgaver er lagt inn for Vik"),
        (["Ikke svart"], "Oppgaven i Vik har ikke fått svar"),
        (["Ikke svart"] * 2, "Ingen av de 2 oppgavene i Vik har fått svar ennå"),
        (["På plass", "Ikke svart"], "1 av 2 oppgaver i Vik har fått svar"),
        (["I arbeid", "I arbeid", "Ikke svart"], "2 av 3 oppgaver i Vik har fått svar, og ingen er på plass"),
        (["På plass", "I arbeid"], "2 av 2 oppgaver i Vik har fått svar, og 1 er på plass"),
    ],
)
def test_the_heading_is_what_is_found(places, told):
    tasks = pd.DataFrame({"place": places, "is_reported": [place != "Ikke svart" for place in places]})
    assert municipality.finding(tasks, "Vik") == told


def test_who_has_not_answered_is_not_told_as_lacking(local_register):
    said = words(opened(PAGE, kommune="engerdal"))
    assert "Ikke spurt ennå: 15 av 15" in said
    for word in ("Mangler", "melding", "ikke meldt"):
        assert word not in said


def test_paragraph_names_every_task_and_its_sources(reported):
    text = municipality.paragraph("Engerdal", tasks_of(reported), None, TODAY)
    assert text.startswith(
        "Slik står oppgavene i handlingsplanen mot vold i nære relasjoner i Engerdal per 23.11.2026. "
        "3 av 15 oppgaver har fått svar."
    )
    assert "På plass: Kompetanse i tidlig avdekking (tiltak 1)." in text
    assert "I arbeid: Informasjon til foreldre (tiltak 2)." in text
    assert "Gjennomføres ikke: Foreldreveiledning (tiltak 3)." in text and "eller avklares" not in text
    assert text.count("(tiltak ") == 15 and "Kilde for status: kommunens egne svar." in text


def test_paragraph_names_no_source_that_is_not_there(published, reading):
    text = municipality.paragraph("Engerdal", tasks_of(reading(published)), None, TODAY)
    assert "Ingen av de 15 oppgavene har fått svar ennå." in text
    assert "kommunens egne" not in text and "Oppgaver og frister: handlingsplanen, kapittel 3 og 5." in text


def test_an_answer_of_an_older_date_is_told_with_it(reported, local_register):
    older = Report(2, ENGERDAL, ONGOING, date(2026, 3, 1))
    save(local_register, OF_BOTH, [older], {(2, ENGERDAL)}, TODAY, "2", accepted=EVERYTHING)
    version = warehouse.version_in_use()
    assert "Informasjon til foreldre (tiltak 2, svaret gjelder 1.3.2026)" in municipality.paragraph(
        "Engerdal", tasks_of(version), None, TODAY
    )
    assert municipality.grouped(tasks_of(version))["I arbeid"]["Status"][0] == "◔ I gang (svaret gjelder 1.3.2026)"


def test_the_smallest_gets_the_band_of_the_nine_and_its_own_inhabitants(local_register):
    page = opened(PAGE, kommune="engerdal")
    said = words(page)
    assert "1\u00a0287 innbyggere 1.1.2026: 182 under 18 år, 693 fra 18 til 64 år og 412 fra 65 år." in said
    assert "Et regneeksempel, ikke et tall for kommunene." in said
    assert "Et regneeksempel, ikke et tall for kommunen." not in said
    assert "mellom 1\u00a0400 og 1\u00a0700 av 7\u00a0869 innbyggere 12–16 år" in to_copy(page)[0]


def test_a_large_municipality_gets_its_own_band(local_register):
    page = opened(PAGE, kommune="hamar", eksempel="partner-severe-2023-women")
    assert "Et regneeksempel, ikke et tall for kommunen." in words(page)
    assert "Var andelen den samme i Hamar, ville mellom 900 og 1\u00a0500 av" in to_copy(page)[0]


@pytest.mark.parametrize("choice", ["kommune", "eksempel"])
def test_an_unknown_choice_is_told(local_register, choice):
    assert "Adressen ber om noe under" in words(opened(PAGE, **{choice: "atlantis"}))


def test_overview_leads_to_the_municipality_that_was_chosen(local_register):
    assert (
        '<strong>Engerdal:</strong> se <a href="./kommune?kommune=engerdal">hva som er på plass hos dere</a>'
        in words(opened("pages/start/overview.py", kommune="engerdal"))
    )
    assert "hva som er på plass hos dere" not in words(opened("pages/start/overview.py", kommune="atlantis"))


def test_an_unknown_municipality_is_told_and_not_taken_for_another(local_register):
    page = opened(PAGE, kommune="oslo")
    assert "Adressen ber om noe under «Kommune» som ikke finnes. Velg i listen." in words(page)
    assert title_of(page) == "Min kommune: hva er på plass hos oss?" and page.selectbox[0].value is None
    page.selectbox[0].set_value("Hamar").run()
    assert title_of(page) == "Ingen av de 15 oppgavene i Hamar har fått svar ennå"
