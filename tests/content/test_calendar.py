"""The deadlines as a calendar, in the order people read them."""

from datetime import date

from icalendar import Calendar

from content import warehouse
from content.mail.calendar import DEADLINES, calendar
from register.rounds import open_round
from reported import TODAY, WORKING_GROUP


def test_deadlines_of_a_day_come_by_the_number_of_the_measure(local_register):
    rows = warehouse.query(warehouse.version_in_use(), DEADLINES, {"area": warehouse.ANY})
    assert list(rows["date"]) == sorted(rows["date"])
    told = [str(event["summary"]) for event in Calendar.from_ical(calendar(rows)).walk("VEVENT")]
    assert len(told) == len(rows) and rows["id"].is_unique
    for _, of_day in rows.dropna(subset="measure_no").groupby("date"):
        assert list(of_day["measure_no"]) == sorted(of_day["measure_no"])
    numbered = [text.split(" ")[1] for text in told if text.startswith("Tiltak ")]
    assert numbered.index("2") < numbered.index("11")


def test_a_municipality_has_its_own_deadlines_the_plans_and_the_date_to_answer_by(local_register):
    day = date(2026, 12, 15)
    open_round(local_register, WORKING_GROUP, "Desember", day, TODAY, tasks=139)
    version = warehouse.version_in_use()
    tasks = warehouse.query(version, "select * from marts.measure_tasks where area = 'Hamar'")
    own = set(tasks.dropna(subset="deadline")["measure_no"])
    assert 0 < len(own) < len(tasks)
    file = calendar(warehouse.query(version, DEADLINES, {"area": "Hamar"}), "planen", "Hamar")
    found = Calendar.from_ical(file)
    assert found["x-wr-calname"] == "Frister i planen: Hamar"
    events = {str(event["summary"]): event["dtstart"].dt for event in found.walk("VEVENT")}
    assert events.pop("Svarfrist: Desember") == day
    of_measures = {text for text in events if text.startswith("Tiltak ")}
    assert {int(text.split(" ")[1]) for text in of_measures} == own and len(of_measures) == len(own)
    assert not [text for text in events if "(felles)" in text]
    dates = warehouse.query(version, "select event, date from marts.plan_dates")
    assert {text: day for text, day in events.items() if text not in of_measures} == {
        row.event: row.date.date() for row in dates.itertuples()
    }
    # The same deadline is the same in the calendar of all.
    everybodys = warehouse.query(version, DEADLINES, {"area": warehouse.ANY})
    assert {str(event["uid"]) for event in found.walk("VEVENT")} < {
        str(event["uid"]) for event in Calendar.from_ical(calendar(everybodys)).walk("VEVENT")
    }
