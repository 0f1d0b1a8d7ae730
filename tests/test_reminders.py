"""What goes out to the municipalities: a text to paste, and the deadlines for their calendars."""

from datetime import date

import pandas as pd
import pytest
from icalendar import Calendar

from dashboard.export.calendar import calendar
from dashboard.export.reminder import reminder

TODAY = date(2026, 11, 23)


def task(measure_no, is_reported, words, deadline="2023-12-31"):
    return {
        "measure_no": measure_no,
        "working_title": f"Tittel {measure_no}",
        "task": f"Gjør {measure_no}.",
        "is_reported": is_reported,
        "deadline_words": words,
        "deadline": pd.Timestamp(deadline) if deadline else pd.NaT,
    }


TASKS = pd.DataFrame(
    [
        task(1, False, "Fristen er ute"),
        task(2, True, "Fristen er ute"),
        task(3, True, "Gjennomført innen fristen"),
        task(7, False, "Ingen frist i planen", None),
    ]
)
EXPECTED = """Status på tiltakene i handlingsplanen mot vold i nære relasjoner: Hamar

Hei.
Vi ber om svar innen 1.12.2026.

Dette er ikke rapportert (2):
- Tiltak 1 Tittel 1: Gjør 1 (frist 31.12.2023)
- Tiltak 7 Tittel 7: Gjør 7 (ingen frist i planen)

Fristen er ute, og det er ikke meldt gjennomført (1):
- Tiltak 2 Tittel 2: Gjør 2 (frist 31.12.2023)

Status meldes på siden «Gi status», eller med Excel-arket derfra.
Oversikten er fra 23.11.2026."""


def test_reminder_says_what_is_missing_and_what_is_late():
    assert reminder("Hamar", TASKS, pd.Timestamp("2026-12-01"), TODAY) == EXPECTED


def test_reminder_without_an_open_round_asks_for_no_date():
    assert "Vi ber om svar" not in reminder("Hamar", TASKS, None, TODAY)


def test_reminder_with_nothing_missing_says_thanks():
    text = reminder("Hamar", TASKS[TASKS["measure_no"] == 3], None, TODAY)
    assert text.endswith("Per 23.11.2026 mangler ingenting fra dere. Takk for innsatsen.")


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
