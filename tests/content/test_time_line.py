"""What Oversikt begins with: the finding, and the dates as a line, whichever of them are known."""

import re
from datetime import date

import pandas as pd
import pytest

from content.collaboration import Collaboration
from content.plan.headline import headline
from content.plan.time_line import time_line

TODAY = date(2026, 11, 27)
NAMES = Collaboration(pd.DataFrame({"area": ["Vik", "Sand"], "area_type": ["kommune", "kommune"]}))
DATES = pd.DataFrame(
    [
        ("period_ends", pd.Timestamp("2026-12-31"), "Planperioden går ut"),
        ("group_formed", pd.Timestamp("2026-12-31"), "Gruppa skal være <konstituert>"),
        ("revision_due", pd.Timestamp("2027-06-30"), "Revidert plan skal være ferdig"),
    ],
    columns=["date_id", "date", "event"],
)


def counts(**other) -> pd.DataFrame:
    return pd.DataFrame([{"tasks": 139, "reported": 0, "done": 0} | other])


@pytest.mark.parametrize(
    ("today", "answers", "told"),
    [
        (TODAY, {}, "Planen skal være revidert om 215 dager, og ingen av de 139 oppgavene har fått svar"),
        (
            date(2027, 6, 29),
            {"reported": 8, "done": 3},
            "Planen skal være revidert om 1 dag, og 3 av 8 besvarte oppgaver er gjennomført",
        ),
        (
            date(2027, 6, 30),
            {"reported": 8},
            "Planen skal være revidert i dag, og ingen av 8 besvarte oppgaver er gjennomført",
        ),
        (
            TODAY,
            {"reported": 1},
            "Planen skal være revidert om 215 dager, og den ene besvarte oppgaven er ikke gjennomført",
        ),
        (
            TODAY,
            {"reported": 1, "done": 1},
            "Planen skal være revidert om 215 dager, og den ene besvarte oppgaven er gjennomført",
        ),
        (
            date(2027, 7, 2),
            {"reported": 139, "done": 47},
            "Planen skulle vært revidert for 2 dager siden, og 47 av 139 oppgaver er gjennomført",
        ),
    ],
)
def test_the_finding_is_of_those_that_have_answered_and_short_enough_for_two_lines(today, answers, told):
    assert headline(DATES, counts(**answers), today) == told
    assert len(told) <= 90


def test_the_finding_without_a_date_or_without_measures():
    assert headline(DATES[:0], counts(), TODAY) == "Ingen av de 139 oppgavene har fått svar"
    assert headline(DATES, counts(tasks=0), TODAY).startswith("Ingen tiltak er lagt inn.")


def adoptions(*days: str | None) -> pd.DataFrame:
    return pd.DataFrame({"adopted_on": pd.to_datetime(list(days))})


def drawn(dates=DATES, adopted=(None, None), today=TODAY) -> str:
    return time_line(dates, adoptions(*adopted), NAMES, "Sand oppgir dette.", today)


def stretches(drawing: str) -> list[tuple[str, str]]:
    """What is between a point and the next, and the point."""
    return re.findall(r'<li class="vnr-(\w+)[^>]*><b>([^<]+)', drawing)


def test_the_line_is_the_plans_period_what_lies_between_two_plans_and_what_follows():
    assert stretches(drawn()) == [("within", "I dag"), ("between", "31.12.2026"), ("after", "30.6.2027")]
    assert stretches(drawn(today=date(2027, 1, 5)))[:2] == [("between", "31.12.2026"), ("between", "I dag")]
    assert stretches(drawn(today=date(2027, 7, 5)))[-1] == ("after", "I dag")
    assert stretches(drawn(today=date(2026, 12, 31))) == [("between", "I dag"), ("after", "30.6.2027")]


def test_what_happens_on_one_day_stands_at_one_point_and_as_it_is_written():
    assert "om 34 dager</span><br>Planperioden går ut. Gruppa skal være &lt;konstituert&gt;.</li>" in drawn()
    assert "Sand oppgir dette." in drawn()


def test_adoptions_are_counted_as_they_are_entered():
    assert "Vedtak i to kommuner</b><br>Ingen dato er ført" in drawn()
    entered = drawn(adopted=("2027-05-01", None))
    assert "<br>1 av 2 er ført" in entered and entered.count("vnr-adopted") == 1


def test_no_line_without_dates_and_none_between_two_plans_where_nobody_says_when_this_one_ends():
    assert drawn(DATES[:0]) == ""
    assert [kind for kind, _ in stretches(drawn(DATES[1:]))] == ["within", "within", "after"]
