"""Reporting by form and sheet, and what the working group does, through the pages. The browser is tested elsewhere."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access, warehouse, wording
from pipelines.build import build
from pipelines.status import register_at
from register.errors import UnavailableError
from register.reports import last_reports, save
from register.rights import Rights
from register.rules import Report

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
REPORT, FOLLOW_UP = "pages/working_group/report_status.py", "pages/working_group/follow_up.py"
MEASURES = "pages/working_group/measures.py"
HAMAR = "3403"
SOMEBODY = Rights("noen andre", frozenset({HAMAR}))


@pytest.fixture(scope="module")
def processed(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("processed")
    build(out=out)
    return out


@pytest.fixture
def register(processed, reading, tmp_path, monkeypatch):
    """An empty register that the pages write to, as whoever sits at the machine."""
    monkeypatch.setattr(wording, "today", lambda: TODAY)
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: True)
    engine = register_at(f"sqlite:///{tmp_path}/register.sqlite")
    used = warehouse.settings()
    monkeypatch.setattr(warehouse, "settings", lambda: used.__class__(str(engine.url), False, "", "", ()))
    reading(processed)
    return engine


def opened(page: str, **choices: str) -> AppTest:
    at = AppTest.from_file(ROOT / "app.py", default_timeout=60).run().switch_page(page)
    for name, value in choices.items():
        at.query_params[name] = value
    return at.run()


def field(at: AppTest, measure_no: int, name: str):
    key = f"report {HAMAR} {measure_no} {name}"
    kinds = (at.selectbox, at.text_input, at.text_area, at.checkbox)
    [found] = [element for kind in kinds for element in kind if element.key == key]
    return found


def labelled(elements, label: str):
    [found] = [element for element in elements if element.label.startswith(label)]
    return found


def press(at: AppTest, label: str) -> AppTest:
    [button] = [button for button in at.button if button.label == label]
    return button.click().run()


def told(at: AppTest) -> str:
    assert [error.message for error in at.exception] == []
    return " ".join([*(x.value for x in at.success), *(x.value for x in at.error), *(x.proto.body for x in at.get("html"))])


def said(register) -> dict[int, str]:
    return {measure_no: report.status for (measure_no, _), report in last_reports(register).items()}


def test_several_are_saved_at_once_and_shown_on_the_page_of_the_measures(register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 1, "in_place_on").set_value("mars 2026")
    field(at, 1, "is_in_operation").check()
    field(at, 3, "status").set_value("I gang")
    field(at, 3, "new_deadline").set_value("1.3.2027")
    at = press(at, "Lagre")
    assert "2 meldinger er lagret." in told(at)
    assert said(register) == {1: "Gjennomført", 3: "I gang"}
    first = last_reports(register)[1, HAMAR]
    assert (first.in_place_on, first.is_in_operation, first.speaks_of) == (date(2026, 3, 1), True, TODAY)
    page = " ".join(x.proto.body for x in opened(MEASURES, tiltak="1").get("html"))
    assert "Gjennomført, i fast drift" in page and "mars 2026" in page


TYPED = "Rask <b>tekst</b> <script>alert(1)</script> [x](javascript:alert(1)) =cmd|' /C calc'!A0 æøå 😀\nNy linje"


def test_whatever_is_typed_is_shown_as_text(register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    field(at, 1, "comment").set_value(TYPED)
    at = press(at, "Lagre")
    assert last_reports(register)[1, HAMAR].comment == TYPED
    for page in (at, opened(MEASURES, tiltak="1"), opened(FOLLOW_UP)):
        shown = " ".join(element.proto.body for element in [*page.get("html"), *page.markdown, *page.caption])
        assert "<script>alert" not in shown and "<b>tekst" not in shown and "](javascript" not in shown.replace("&lt;", "<").split("<table")[0]
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
def test_what_can_not_be_saved_is_told_and_what_was_typed_is_kept(register, name, typed, sentence):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 2, "status").set_value("I gang")
    field(at, 1, name).set_value(typed)
    at = press(at, "Lagre")
    assert "Ingenting er lagret." in told(at) and sentence in told(at)
    assert said(register) == {}
    assert field(at, 1, name).value == typed and field(at, 2, "status").value == "I gang"
    field(at, 1, name).set_value("")
    assert "2 meldinger er lagret." in told(press(at, "Lagre"))


def test_a_date_ahead_is_refused_for_all_of_it(register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    at.text_input(key="speaks_of").set_value("24.11.2026")
    assert "Datoen kan ikke være fram i tid" in told(press(at, "Lagre"))
    assert said(register) == {}


def test_nothing_new_is_told_and_the_same_can_be_confirmed(register):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert "Ingenting er endret siden sist" in told(press(at, "Lagre"))
    at.text_input(key="speaks_of").set_value("22.11.2026")
    field(at, 1, "is_confirmed").check()
    at = press(at, "Lagre")
    assert "1 melding er lagret." in told(at)
    assert last_reports(register)[1, HAMAR].speaks_of == date(2026, 11, 22)
    assert not field(at, 1, "is_confirmed").value


def report_of_others(register, status: str) -> None:
    save(register, SOMEBODY, [Report(1, HAMAR, status, TODAY)], {(1, HAMAR)}, TODAY, f"others {status}")


def test_what_others_report_meanwhile_is_told_before_it_is_replaced(register):
    at = opened(REPORT, kommune="hamar")
    report_of_others(register, "Delvis gjennomført")
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert "noen andre har meldt «Delvis gjennomført» siden du åpnet skjemaet" in told(at)
    assert said(register) == {1: "Delvis gjennomført"}
    assert field(at, 1, "status").value == "I gang"
    assert "1 melding er lagret." in told(press(at, "Lagre"))
    assert said(register) == {1: "I gang"}


def test_a_field_nobody_has_touched_follows_what_others_report(register):
    at = opened(REPORT, kommune="hamar")
    report_of_others(register, "Delvis gjennomført")
    field(at, 2, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert field(at, 1, "status").value == "Delvis gjennomført"
    assert said(register) == {1: "Delvis gjennomført", 2: "I gang"}


def test_a_register_that_does_not_answer_is_told_and_what_was_typed_is_kept(register, monkeypatch):
    at = opened(REPORT, kommune="hamar")
    field(at, 1, "status").set_value("I gang")
    path = Path(register.url.database)
    register.dispose()
    for file in path.parent.glob("register.sqlite*"):
        file.rename(file.with_suffix(".away"))
    path.mkdir()
    at = press(at, "Lagre")
    assert "Registeret svarer ikke, eller kan ikke skrives til" in told(at)
    assert field(at, 1, "status").value == "I gang"
    with pytest.raises(UnavailableError):
        last_reports(register)


def test_a_reader_is_told_why(register, monkeypatch):
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: False)
    at = opened(REPORT)
    assert "Uten innlogging kan bare den som sitter ved maskinen" in " ".join(text.value for text in at.markdown)
    assert not at.selectbox and not [button for button in at.button if button.label == "Lagre"]


def test_rounds_are_opened_and_frozen(register):
    at = opened(FOLLOW_UP)
    labelled(at.text_input, "Svarfrist").set_value("1.12.2026")
    assert "Runden må ha et navn" in told(press(at, "Åpne en runde"))
    labelled(at.text_input, "Navn på runden").set_value("Høsten 2026")
    at = press(at, "Åpne en runde")
    assert "Høsten 2026" in told(at) and "0 av 139 oppgaver" in told(at)
    report_of_others(register, "I gang")
    assert "Kryss av for at du vil lukke runden." in told(press(at, "Lukk runden"))
    at.checkbox[0].check()
    at = press(at, "Lukk runden")
    assert "1 av 139 oppgaver" in told(at) and "Åpne en runde" in [button.label for button in at.button]
    changed = opened(MEASURES)
    assert "Sammenlignet med: da runden «Høsten 2026» ble lukket." in " ".join(x.value for x in changed.markdown)


def test_text_is_blacked_out_everywhere(register):
    save(register, SOMEBODY, [Report(1, HAMAR, "I gang", TODAY, comment="Hemmelig")], {(1, HAMAR)}, TODAY, "a")
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
