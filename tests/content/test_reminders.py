"""What goes out to the municipalities: a text to paste, and the deadlines for their calendars."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from icalendar import Calendar

from content import warehouse
from content.mail.calendar import calendar
from content.mail.reminder import reminder
from content.status import queries
from register.rounds import open_round
from reported import REPORT, WORKING_GROUP, send

TODAY = date(2026, 11, 23)


def task(measure_no, is_answered, words, deadline="2023-12-31", new_deadline=None, note=None, is_evaluated=False):
    return {
        "measure_no": measure_no,
        "working_title": f"Tittel {measure_no}",
        "task": f"Gjør {measure_no}.",
        "is_joint": False,
        "is_answered": is_answered,
        "is_evaluated": is_evaluated,
        "deadline_words": words,
        "deadline": pd.Timestamp(deadline),
        "deadline_note": note,
        "new_deadline": pd.Timestamp(new_deadline),
    }


TASKS = pd.DataFrame(
    [
        task(1, False, "Fristen er ute"),
        task(2, True, "Fristen er ute", new_deadline="2027-06-01"),
        task(3, True, "Gjennomført innen fristen", is_evaluated=True),
        task(7, False, "Ingen frist i planen", None),
        task(16, False, "Fristen er ikke ute", "2027-06-30", note="revisjonen ferdig"),
    ]
)
EXPECTED = """Status på tiltakene i handlingsplanen mot vold i nære relasjoner: Hamar

Hei.

Vi skal revidere planen og trenger å vite hva dere har gjort. Fyll ut vedlagte ark innen 1.12.2026. Dere kan også svare på \
siden «Gi status».

Evaluer tiltakene samtidig: i arket er det kolonnene fra «Gjort som ment?» til «Bør det gå videre?», på siden delen \
«Evaluering». Den nye planen bygger på det dere svarer der.

Dette har ikke fått svar i denne runden:
- Tiltak 1 Tittel 1: Gjør 1 (frist 31.12.2023)
- Tiltak 7 Tittel 7: Gjør 7 (ingen frist i planen)
- Tiltak 16 Tittel 16: Gjør 16 (frist 30.6.2027: revisjonen ferdig)

Dere har gitt status, men ikke evaluert: tiltak 2.

Fristen i planen er ute for dette, og dere har ikke svart at det er gjennomført:
- Tiltak 2 Tittel 2: Gjør 2 (frist 31.12.2023, ny frist 1.6.2027)

Oversikten er fra 23.11.2026."""


def test_reminder_says_what_is_not_answered_and_what_is_late():
    assert reminder("Hamar", TASKS, pd.Timestamp("2026-12-01"), TODAY) == EXPECTED


def test_it_leads_to_the_page_where_its_address_is_known():
    text = reminder("Åmot", TASKS, None, TODAY, site="https://vold.example.no")
    assert "på siden «Gi status»:\nhttps://vold.example.no/meld-inn?kommune=amot\n\nEvaluer" in text
    assert "http" not in reminder("Åmot", TASKS.assign(is_joint=True), None, TODAY, site="https://vold.example.no")


def test_reminder_without_an_open_round_asks_for_no_date():
    text = reminder("Hamar", TASKS, None, TODAY)
    assert "Fyll ut vedlagte ark. Dere" in text and "Dette har ikke fått svar:" in text


def test_nothing_answered_is_one_sentence():
    text = reminder("Hamar", TASKS.assign(is_answered=False), pd.Timestamp("2026-12-01"), TODAY)
    assert "Ingen av de 5 oppgavene har fått svar i denne runden ennå." in text and "- Tiltak" not in text


def test_reminder_with_nothing_missing_says_thanks():
    text = reminder("Hamar", TASKS[TASKS["measure_no"] == 3], None, TODAY)
    assert "Per 23.11.2026 har dere svart på alt. Takk for innsatsen." in text and "Fyll ut" not in text


@pytest.mark.parametrize(("answer_by", "asked"), [(None, "også: i arket"), (TODAY, "også innen 23.11.2026: i arket")])
def test_whoever_has_given_status_is_still_asked_to_evaluate(answer_by, asked):
    text = reminder("Hamar", TASKS[TASKS["is_answered"]], answer_by, TODAY)
    assert "Per 23.11.2026 har dere gitt status på alt. Takk for innsatsen." in text and "svart på alt" not in text
    assert f"Evaluer tiltakene {asked} er det kolonnene fra «Gjort som ment?»" in text
    assert "Dere har gitt status, men ikke evaluert: tiltak 2." in text and "Fyll ut" not in text


@pytest.mark.parametrize("is_answered", [False, True])
def test_whoever_does_a_joint_task_is_told_of_the_sheet_alone(is_answered):
    joint = TASKS.assign(is_joint=True, is_answered=is_answered)
    text = reminder("Krisesenterets leder", joint, None, TODAY)
    assert "på siden" not in text and "kolonnene fra «Gjort som ment?» til «Bør det gå videre?». Den nye" in text


def test_what_is_evaluated_is_not_asked_for_again():
    text = reminder("Hamar", TASKS.assign(is_evaluated=True), None, TODAY)
    assert "Fyll ut vedlagte ark" in text and "valuer" not in text


def test_what_was_answered_before_the_round_is_asked_for_again(local_register):
    send(local_register, REPORT, replace(REPORT, measure_no=2))
    open_round(local_register, WORKING_GROUP, "Høsten 2026", date(2026, 12, 15), TODAY, tasks=139)
    send(local_register, replace(REPORT, measure_no=3))
    tasks = warehouse.query(warehouse.version_in_use(), queries.TASKS, {"today": TODAY})
    text = reminder("Hamar", tasks[tasks["area"] == "Hamar"], date(2026, 12, 15), TODAY)
    asked, _ = text.split("Fristen i planen er ute")
    assert [number for number in (1, 2, 3) if f"- Tiltak {number} " in asked] == [1, 2]


@pytest.mark.parametrize("summary", ["Tiltak 16 Revisjon", "Komma, semikolon; «æøå» og\nlinjeskift " + "a" * 100])
def test_calendar_holds_whole_days_and_is_read_back_unchanged(summary):
    rows = {"id": "tiltak-16", "date": pd.Timestamp("2027-06-30"), "summary": summary, "description": "Revider planen."}
    content = calendar(pd.DataFrame([rows]))
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 6, 30) and event.decoded("dtend") == date(2027, 7, 1)
    assert str(event["summary"]) == summary
    assert str(event["description"]) == "Revider planen. Frist: 30.6.2027."
    assert str(event["uid"]).startswith("tiltak-16@")
    assert max(len(line) for line in content.splitlines()) <= 75
