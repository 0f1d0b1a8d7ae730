"""Reporting by form and sheet, and what the working group does, through the pages. The browser is tested elsewhere."""

from datetime import date
from pathlib import Path

import pytest

from dashboard import access
from register.errors import UnavailableError
from register.reports import last_reports, save
from register.rights import Rights
from register.rules import Report
from reporting import FOLLOW_UP, HAMAR, MEASURES, REPORT, TODAY, field, labelled, opened, press, told

SOMEBODY = Rights("noen andre", frozenset({HAMAR}))


def said(register) -> dict[int, str]:
    return {measure_no: report.status for (measure_no, _), report in last_reports(register).items()}


def test_several_are_saved_at_once_and_shown_on_the_page_of_the_measures(local_register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 1, "in_place_on").set_value("mars 2026")
    field(at, 1, "is_in_operation").check()
    field(at, 3, "status").set_value("I gang")
    field(at, 3, "new_deadline").set_value("1.3.2027")
    at = press(at, "Lagre")
    assert "2 meldinger er lagret." in told(at)
    assert said(local_register) == {1: "Gjennomført", 3: "I gang"}
    first = last_reports(local_register)[1, HAMAR]
    assert (first.in_place_on, first.is_in_operation, first.speaks_of) == (date(2026, 3, 1), True, TODAY)
    page = " ".join(x.proto.body for x in opened(MEASURES, tiltak="1").get("html"))
    assert "Gjennomført, i fast drift" in page and "mars 2026" in page


TYPED = "Rask <b>tekst</b> <script>alert(1)</script> [x](javascript:alert(1)) =cmd|' /C calc'!A0 æøå 😀\nNy linje"


def test_whatever_is_typed_is_shown_as_text(local_register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    field(at, 1, "comment").set_value(TYPED)
    at = press(at, "Lagre")
    assert last_reports(local_register)[1, HAMAR].comment == TYPED
    for page in (at, opened(MEASURES, tiltak="1"), opened(FOLLOW_UP)):
        shown = " ".join(element.proto.body for element in [*page.get("html"), *page.markdown, *page.caption])
        assert (
            "<script>alert" not in shown
            and "<b>tekst" not in shown
            and "](javascript" not in shown.replace("&lt;", "<").split("<table")[0]
        )
    assert "&lt;script&gt;alert(1)" in told(opened(MEASURES, tiltak="1"))


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("in_place_on", "i fjor", "«i fjor» er ikke en måned. Skriv måneden som måned.år, for eksempel 03.2026."),
        ("in_place_on", "12.2026", "Måneden må ligge mellom januar 2015 og i dag."),
        ("new_deadline", "31.2.2027", "«31.2.2027» er ikke en dato. Skriv datoen som dag.måned.år"),
        ("comment", "a" * 1001, "Teksten er på 1001 tegn. Den kan ha høyst 1000."),
        ("comment", "Gjelder 010190 12345", "fødselsnummer"),
        ("link", "javascript:alert(1)", "Lenken må begynne med https://"),
    ],
)
def test_what_can_not_be_saved_is_told_and_what_was_typed_is_kept(local_register, name, typed, sentence):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 2, "status").set_value("I gang")
    field(at, 1, name).set_value(typed)
    at = press(at, "Lagre")
    assert "Ingenting er lagret." in told(at) and sentence in told(at)
    assert said(local_register) == {}
    assert field(at, 1, name).value == typed and field(at, 2, "status").value == "I gang"
    field(at, 1, name).set_value("")
    assert "2 meldinger er lagret." in told(press(at, "Lagre"))


def test_a_date_ahead_is_refused_for_all_of_it(local_register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    at.text_input(key="speaks_of").set_value("24.11.2026")
    assert "Datoen kan ikke være fram i tid" in told(press(at, "Lagre"))
    assert said(local_register) == {}


def test_nothing_new_is_told_and_the_same_can_be_confirmed(local_register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert "Ingenting er endret siden sist" in told(press(at, "Lagre"))
    at.text_input(key="speaks_of").set_value("22.11.2026")
    field(at, 1, "is_confirmed").check()
    at = press(at, "Lagre")
    assert "1 melding er lagret." in told(at)
    assert last_reports(local_register)[1, HAMAR].speaks_of == date(2026, 11, 22)
    assert not field(at, 1, "is_confirmed").value


def report_of_others(register, status: str) -> None:
    save(register, SOMEBODY, [Report(1, HAMAR, status, TODAY)], {(1, HAMAR)}, TODAY, f"others {status}")


def test_what_others_report_meanwhile_is_told_before_it_is_replaced(local_register):
    at = opened(REPORT, kommune="hamar")
    report_of_others(local_register, "Delvis gjennomført")
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert "noen andre har meldt «Delvis gjennomført» siden du åpnet skjemaet" in told(at)
    assert said(local_register) == {1: "Delvis gjennomført"}
    assert field(at, 1, "status").value == "I gang"
    assert "1 melding er lagret." in told(press(at, "Lagre"))
    assert said(local_register) == {1: "I gang"}


def test_a_field_nobody_has_touched_follows_what_others_report(local_register):
    at = opened(REPORT, kommune="hamar")
    report_of_others(local_register, "Delvis gjennomført")
    field(at, 2, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert field(at, 1, "status").value == "Delvis gjennomført"
    assert said(local_register) == {1: "Delvis gjennomført", 2: "I gang"}


def test_a_register_that_does_not_answer_is_told_and_what_was_typed_is_kept(local_register, monkeypatch):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    path = Path(local_register.url.database)
    local_register.dispose()
    for file in path.parent.glob("register.sqlite*"):
        file.rename(file.with_suffix(".away"))
    path.mkdir()
    at = press(at, "Lagre")
    assert "Registeret svarer ikke, eller kan ikke skrives til" in told(at)
    assert field(at, 1, "status").value == "I gang"
    with pytest.raises(UnavailableError):
        last_reports(local_register)


def test_a_reader_is_told_why(local_register, monkeypatch):
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: False)
    at = opened(REPORT)
    assert "Uten innlogging kan bare den som sitter ved maskinen" in " ".join(text.value for text in at.markdown)
    assert not at.selectbox and not [button for button in at.button if button.label == "Lagre"]


def test_rounds_are_opened_and_frozen(local_register):
    at = opened(FOLLOW_UP)
    labelled(at.text_input, "Svarfrist").set_value("1.12.2026")
    assert "Runden må ha et navn" in told(press(at, "Åpne en runde"))
    labelled(at.text_input, "Navn på runden").set_value("Høsten 2026")
    at = press(at, "Åpne en runde")
    assert "Høsten 2026" in told(at) and "0 av 139 oppgaver" in told(at)
    report_of_others(local_register, "I gang")
    assert "Kryss av for at du vil lukke runden." in told(press(at, "Lukk runden"))
    at.checkbox[0].check()
    at = press(at, "Lukk runden")
    assert "1 av 139 oppgaver" in told(at) and "Åpne en runde" in [button.label for button in at.button]
    changed = opened(MEASURES)
    assert "sammenlignet med: da runden «Høsten 2026» ble lukket." in " ".join(x.value for x in changed.markdown)


def test_text_is_blacked_out_everywhere(local_register):
    save(local_register, SOMEBODY, [Report(1, HAMAR, "I gang", TODAY, comment="Hemmelig")], {(1, HAMAR)}, TODAY, "a")
    assert "Hemmelig" in told(opened(MEASURES, tiltak="1"))
    at = opened(FOLLOW_UP)
    labelled(at.selectbox, "Tekst").select_index(0)
    assert "Si hvorfor teksten sladdes." in told(press(at, "Sladd teksten"))
    labelled(at.selectbox, "Tekst").select_index(0)
    labelled(at.text_input, "Hvorfor den sladdes").set_value("Gjaldt en person")
    at = press(at, "Sladd teksten")
    assert "Gjaldt en person" in told(at)
    for page in (at, opened(MEASURES, tiltak="1"), opened(REPORT, kommune="hamar")):
        assert "Hemmelig" not in told(page)
    assert "[sladdet]" in told(opened(MEASURES, tiltak="1"))
