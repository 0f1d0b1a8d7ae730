"""The deadlines as a calendar, in the order people read them."""

from icalendar import Calendar

from content import warehouse
from content.mail.calendar import DEADLINES, calendar


def test_deadlines_of_a_day_come_by_the_number_of_the_measure(local_register):
    rows = warehouse.query(warehouse.version_in_use(), DEADLINES)
    assert list(rows["date"]) == sorted(rows["date"])
    told = [str(event["summary"]) for event in Calendar.from_ical(calendar(rows)).walk("VEVENT")]
    assert len(told) == len(rows) and rows["id"].is_unique
    for _, of_day in rows.dropna(subset="measure_no").groupby("date"):
        assert list(of_day["measure_no"]) == sorted(of_day["measure_no"])
    numbered = [text.split(" ")[1] for text in told if text.startswith("Tiltak ")]
    assert numbered.index("2") < numbered.index("11")
