"""The deadlines as an iCalendar file, for any calendar."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
from icalendar import Calendar, Event

from dashboard import wording


def calendar(deadlines: pd.DataFrame) -> bytes:
    """A whole day a deadline. Columns: id (never changes), date, summary, description."""
    made = Calendar()
    made.add("prodid", "-//Vold i nære relasjoner//tall og tiltak//NB")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Frister i handlingsplanen mot vold i nære relasjoner")
    stamp = datetime.now(UTC)
    for row in deadlines.itertuples():
        day: date = row.date.date()
        event = Event()
        event.add("uid", f"{row.id}@vold-i-naere-relasjoner")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", row.summary)
        event.add("description", f"{row.description} Frist: {wording.day(day)}.")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made.to_ical()
