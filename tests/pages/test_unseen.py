"""What a press or a page is about that others have got ahead of: a newer answer, a server started anew, a black-out."""

import re
import uuid
from pathlib import Path

import pytest

from content import warehouse
from dashboard.forms import fields, sending
from dashboard.forms.drafts import DRAFTS
from dashboard.reporting import task_form
from register import schema
from register.blackout import BLACKED_OUT, black_out
from register.reports import save
from register.rights import Rights
from register.validation.rules import Report
from reported import WORKING_GROUP, last_reports, rows
from reporting import HAMAR, TODAY, answering, asked, blacking_out, field, labelled, press, started_anew, told
from visiting import to_copy

SOMEBODY = Rights("noen andre", frozenset({HAMAR}))
WHY = "Gjaldt en person"
SECRET = "Hemmelig Navnesen"
SAME, BACK, SURE = "Ingen endring siden sist", "Likevel ikke svart", "Ja, trekk svaret tilbake"


def answer(register, status: str, measure_no: int = 1, **values) -> None:
    report = Report(measure_no, HAMAR, status, TODAY, **values)
    save(register, SOMEBODY, [report], {(measure_no, HAMAR)}, TODAY, str(uuid.uuid4()))


def statuses(register) -> list[str]:
    return [row["status"] for row in rows(register, schema.reports)]


def warnings(at) -> str:
    return " ".join(element.value for element in at.warning)


def answer_in_another_session(status: str) -> None:
    at = answering(1)
    field(at, 1, "status").set_value(status)
    at = press(at, "Lagre")
    assert "er lagret" in told(at)


def test_no_change_since_an_answer_that_is_not_the_newest_is_asked_about(local_register):
    answer(local_register, "I gang")
    at = answering(1)
    answer_in_another_session("Gjennomført")
    at = press(at, SAME)
    assert statuses(local_register) == ["I gang", "Gjennomført"]
    assert "(svar 2: «Gjennomført»)" in asked(at).label.replace("\\", "")
    assert "trykk på den samme knappen igjen" in told(at)
    # It is asked for as long as nobody has said yes.
    at = press(at, SAME)
    assert statuses(local_register) == ["I gang", "Gjennomført"]
    asked(at).check()
    assert "ingen endring per" in told(press(at, SAME))
    assert statuses(local_register) == ["I gang", "Gjennomført", "Gjennomført"]


def test_no_change_since_the_answer_on_the_page_is_not_asked_about(local_register):
    answer(local_register, "I gang")
    at = answering(1)
    answer(local_register, "Gjennomført")
    at = press(at.run(), SAME)
    assert statuses(local_register) == ["I gang", "Gjennomført", "Gjennomført"]


@pytest.mark.parametrize("is_open", [False, True])
def test_an_answer_that_was_not_on_the_page_is_not_taken_back_unawares(local_register, is_open):
    answer(local_register, "I gang")
    at = answering(1)
    if is_open:
        at = press(at, BACK)
    answer(local_register, "Gjennomført")
    if not is_open:
        at = press(at, BACK)
    at = press(at, SURE)
    assert last_reports(local_register)[1, HAMAR].status == "Gjennomført"
    assert "Skal det nye svaret trekkes tilbake?" in asked(at).label.replace("\\", "")
    at = press(at, SURE)
    assert last_reports(local_register)[1, HAMAR].status == "Gjennomført"
    asked(at).check()
    assert "Svaret på tiltak 1 er trukket tilbake." in told(press(at, SURE))
    assert last_reports(local_register) == {}


def test_whoever_keeps_the_answer_is_asked_nothing_more(local_register):
    answer(local_register, "I gang")
    at = press(answering(1), BACK)
    answer(local_register, "Gjennomført")
    at = press(press(at, SURE), "Nei, behold svaret")
    assert not [box for box in at.checkbox if str(box.key).startswith("asked ")]
    assert "er trukket tilbake" in told(press(press(at, BACK), SURE))


def test_a_page_that_stood_open_through_a_restart_says_that_and_no_more(local_register):
    answer(local_register, "I gang", comment="Går bra")
    at = answering(1)
    field(at, 1, "responsible").set_value("Helse")
    at = started_anew(at.run())
    assert warnings(at) == fields.UNHEARD
    assert field(at, 1, "responsible").value == "Helse"
    # What was only shown, was not typed.
    [draft] = [forms[name] for forms in DRAFTS._owners.values() for name in forms]
    assert draft.fields == {"responsible": "Helse"}
    # Nobody has answered: nothing is asked.
    assert "Svaret på tiltak 1 er lagret." in told(press(at, "Lagre"))


def test_what_others_answer_after_a_restart_is_asked_about(local_register):
    answer(local_register, "I gang")
    at = answering(1)
    field(at, 1, "responsible").set_value("Helse")
    at = started_anew(at.run())
    answer(local_register, "Gjennomført")
    at = press(at, "Lagre")
    assert warnings(at).startswith(f"{fields.UNHEARD} {task_form.NEWER}")
    assert "Besvart på nytt" in asked(at).label


def test_a_page_that_stood_open_through_a_restart_does_not_bring_back_what_was_blacked_out(local_register):
    answer(local_register, "I gang", comment=SECRET)
    at = answering(1)
    assert field(at, 1, "comment").value == SECRET
    black_out(local_register, WORKING_GROUP, 1, "comment", WHY)
    at = started_anew(at)
    assert field(at, 1, "comment").value == BLACKED_OUT and DRAFTS._owners == {}
    at = press(at, SAME)
    assert [row["comment"] for row in rows(local_register, schema.reports)] == [BLACKED_OUT, BLACKED_OUT]


def chosen(at, name: str):
    [box] = [box for box in at.selectbox if box.label == "Tekst"]
    return box.set_value(name).run()


def blacked_out(at):
    labelled(at.text_input, "Hvorfor den sladdes").set_value(WHY)
    at.checkbox(key="blackout sure").check()
    return press(at, "Sladd teksten")


def files_with(text: str, *folders: Path) -> set[Path]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path for path in files if text.encode() in path.read_bytes()}


def test_one_black_out_takes_a_text_wherever_it_was_carried_on(local_register):
    folder = Path(local_register.url.database).parent
    answer(local_register, "I gang", comment=SECRET)
    answer(local_register, "I gang", 2, reason=SECRET)
    answer(local_register, "I gang", 3, comment="Noe annet")
    press(answering(1), SAME)
    at = chosen(blacking_out(), "reports 1 comment")
    assert "Teksten står også i svar 2 (Begrunnelse) og svar 4 (Kommentar): alle sladdes." in [
        x.value for x in at.markdown
    ]
    assert files_with(SECRET, folder)
    at = blacked_out(at)
    assert re.search(
        r"Svar 1 \(\d+\.\d+\.\d{4}\), tiltak 1, Hamar, Kommentar er sladdet\. Den samme teksten sto 3 steder: ",
        told(at),
    )
    assert "svar 1 og 4 (Kommentar) og svar 2 (Begrunnelse)." in told(at)
    assert not files_with(SECRET, folder, warehouse.PROCESSED)
    assert SECRET not in told(at) and SECRET not in told(answering(1))
    at = chosen(blacking_out(), "reports 3 comment")
    assert not [x for x in at.markdown if "Teksten står også i" in x.value]


def test_drafts_go_at_once_also_where_the_overview_can_not_be_made_anew(local_register, monkeypatch):
    answer(local_register, "I gang", comment=SECRET)
    form = answering(1)
    field(form, 1, "comment").set_value(f"{SECRET} og mer")
    form.run()
    at = chosen(blacking_out(), "reports 1 comment")
    assert any(name.startswith("report ") for forms in DRAFTS._owners.values() for name in forms)
    out = warehouse.PROCESSED / "status"
    # A folder in the place of the lock that a new version waits for.
    (out / ".building").unlink(missing_ok=True)
    (out / ".building").mkdir()
    try:
        blacked_out(at)
    finally:
        (out / ".building").rmdir()
    assert [row["comment"] for row in rows(local_register, schema.reports)] == [BLACKED_OUT]
    assert DRAFTS._owners == {}


def test_a_refused_black_out_leaves_the_drafts(local_register):
    answer(local_register, "I gang", comment=SECRET)
    form = answering(1)
    field(form, 1, "responsible").set_value("Helse")
    form.run()
    at = chosen(blacking_out(), "reports 1 comment")
    at.checkbox(key="blackout sure").check()
    at = press(at, "Sladd teksten")
    assert "Si hvorfor teksten sladdes." in told(at)
    assert any(name.startswith("report ") for forms in DRAFTS._owners.values() for name in forms)


def test_a_text_chosen_to_be_blacked_out_outlives_a_restart(local_register):
    """The browser alone knows then that it was unfolded: what was chosen and typed is found in it, and looked over."""
    answer(local_register, "I gang", comment=SECRET)
    at = chosen(blacking_out(), "reports 1 comment")
    labelled(at.text_input, "Hvorfor den sladdes").set_value(WHY)
    at = started_anew(at.run())
    assert labelled(at.text_input, "Hvorfor den sladdes").value == WHY
    assert sending.LOOK_FIRST in told(at)
    assert "er sladdet" in told(blacked_out(at))


def in_tabs_of_one_browser() -> tuple:
    """The same task, open in two tabs."""
    tabs = answering(1), answering(1)
    for tab in tabs:
        tab.session_state["visit"] = "one browser"
        tab.run()
    return tabs


def test_what_was_typed_in_another_tab_is_seen_before_it_is_saved_and_what_stood_here_is_told(local_register):
    one, other = in_tabs_of_one_browser()
    for tab, status, comment in ((one, "I gang", "Fra den ene"), (other, "Ikke startet", "Fra den andre")):
        field(tab, 1, "status").set_value(status)
        field(tab, 1, "comment").set_value(comment)
        tab.run()
    one = press(one, "Lagre")
    assert statuses(local_register) == []
    assert sending.ELSEWHERE in told(one) and to_copy(one) == ["I gang\n\nFra den ene"]
    assert field(one, 1, "status").value == "Ikke startet"
    one = press(one, "Lagre")
    assert statuses(local_register) == ["Ikke startet"] and not to_copy(one)
    # The other tab shows what is saved, of which nothing is typed any more.
    other = press(other, "Lagre")
    assert statuses(local_register) == ["Ikke startet"]


def test_what_was_typed_before_the_task_was_answered_in_another_tab_is_told(local_register):
    one, other = in_tabs_of_one_browser()
    field(one, 1, "comment").set_value("Fra den ene")
    one.run()
    field(other, 1, "status").set_value("I gang")
    field(other, 1, "comment").set_value("Fra den andre")
    assert "er lagret" in told(press(other, "Lagre"))
    one = press(one, "Lagre")
    assert statuses(local_register) == ["I gang"]
    assert sending.ELSEWHERE in told(one) and to_copy(one) == ["Fra den ene"]


def test_what_was_typed_before_a_black_out_is_not_told_again(local_register):
    one = answering(1)
    field(one, 1, "comment").set_value(SECRET)
    one.run()
    DRAFTS.forget_all()
    one = press(one, "Lagre")
    assert fields.EMPTIED in told(one) and not to_copy(one) and SECRET not in told(one)


def test_no_change_pressed_twice_is_one_answer(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    answer(local_register, "I gang")
    at = press(answering(1), SAME)
    at = press(at, SAME)
    assert "Det er lagret som et svar." in told(at) and statuses(local_register) == ["I gang", "I gang"]
    monkeypatch.setattr(sending, "PRESSED_TWICE", 0)
    at = press(at, SAME)
    assert "Tiltak 1 var besvart slik fra før. Ingenting er endret." in told(at)
    assert statuses(local_register) == ["I gang", "I gang"]
