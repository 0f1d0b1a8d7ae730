"""Numbers, dates and lists as Norwegian text. `·` stands for a non-breaking space."""

from datetime import date

import pandas as pd
import pytest

from content import wording

TODAY = date(2026, 11, 23)


def spelled(text: str) -> str:
    return text.replace("·", wording.NO_BREAK_SPACE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (7.0, "7"),
        (9.2, "9,2"),
        (33.3, "33,3"),
        (0.04, "0"),
        (759, "759"),
        (1137, "1·137"),
        (56500, "56·500"),
        (5627400, "5·627·400"),
        (1137.5, "1·137,5"),
    ],
)
def test_number(value, text):
    assert wording.number(value) == spelled(text)


def test_number_of_decimals():
    assert wording.number(0.876, 2) == "0,88"
    assert wording.number(0.876, 0) == "1"


def test_what_has_been_worked_out_keeps_its_decimals():
    assert [wording.decimal(value) for value in (3.94, 4, 4.2)] == ["3,9", "4,0", "4,2"]
    assert spelled("1·234,0") == wording.decimal(1234) and wording.decimal(10.6, 0) == "11"


@pytest.mark.parametrize(("value", "text"), [(9.2, "9,2·%"), (7, "7·%"), (0.8, "0,8·%"), (100.0, "100·%")])
def test_percent(value, text):
    assert wording.percent(value) == spelled(text)


def test_day():
    assert wording.day(date(2026, 12, 31)) == "31.12.2026"
    assert wording.day(pd.Timestamp("2027-06-03")) == "3.6.2027"


@pytest.mark.parametrize(
    ("utc", "text"),
    [
        ("2026-11-23 13:05:59", "23.11.2026 kl. 14.05"),
        ("2026-07-01 13:05", "1.7.2026 kl. 15.05"),
        ("2026-12-31 23:30", "1.1.2027 kl. 00.30"),
        ("2027-03-28 00:59", "28.3.2027 kl. 01.59"),
        ("2027-03-28 01:00", "28.3.2027 kl. 03.00"),
    ],
    ids=["winter", "summer", "over midnight", "before the clock is put forward", "after"],
)
def test_moment_is_told_in_oslo(utc, text):
    assert wording.moment(pd.Timestamp(utc)) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_listed(items, text):
    assert wording.listed(items) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 dager"), (1, "1 dag"), (2, "2 dager"), (21, "21 dager"), (1137, "1·137 dager")]
)
def test_counted(count, text):
    assert wording.counted(count, "dag", "dager") == spelled(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("en av ti", "En av ti"), ("æresrelatert Vold", "Æresrelatert Vold"), ("", "")]
)
def test_capitalised(text, expected):
    assert wording.capitalised(text) == expected


@pytest.mark.parametrize(
    ("age_from", "age_to", "text"),
    [(18, 75.0, "18–75 år"), (65.0, float("nan"), "fra 65 år"), (65, None, "fra 65 år"), (None, None, "")],
)
def test_ages(age_from, age_to, text):
    assert wording.ages(age_from, age_to) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (date(2026, 12, 31), "om 38 dager"),
        (date(2026, 11, 24), "om 1 dag"),
        (date(2026, 11, 23), "i dag"),
        (date(2026, 11, 22), "for 1 dag siden"),
        (date(2023, 12, 31), "for 1·058 dager siden"),
        (pd.Timestamp("2027-06-30"), "om 219 dager"),
    ],
)
def test_days_until(when, text):
    assert wording.days_until(when, TODAY) == spelled(text)


@pytest.mark.parametrize(
    ("precision", "unit", "numbers", "text"),
    [
        ("eksakt", "prosent", {"value": 9.2}, "9,2·%"),
        ("eksakt", "prosent", {"value": 7.0}, "7·%"),
        ("eksakt", "ganger", {"value": 7}, "7 ganger"),
        ("ca.", "prosent", {"value": 12.5}, "ca. 12,5·%"),
        ("ca.", "prosent", {"low": 55, "high": 60}, "ca. 55–60·%"),
        ("om lag", "prosent", {"value": 10}, "om lag 10·%"),
        ("om lag", "ganger", {"value": 2.5}, "om lag 2,5 ganger"),
        ("over", "prosent", {"low": 20}, "over 20·%"),
        ("godt over", "prosent", {"low": 63}, "godt over 63·%"),
        ("over", "personer", {"low": 1500}, "over 1·500 personer"),
        ("nesten", "prosent", {"high": 8}, "nesten 8·%"),
        ("nær", "personer", {"high": 600}, "nær 600 personer"),
        ("mellom", "prosent", {"low": 5, "high": 7}, "5–7·%"),
        ("mellom", "kroner", {"low": 43, "high": 256}, "43–256 kroner"),
        ("mellom", "personer", {"low": 56500, "high": 76000}, "56·500–76·000 personer"),
        ("eksakt", "antall", {"value": 2123}, "2·123"),
        ("i snitt", "døgn", {"value": 28}, "i snitt 28 døgn"),
        ("én av", "prosent", {"value": 33.3, "as_worded": "én av tre"}, "én av tre"),
    ],
)
def test_a_number_is_worded_as_the_source_words_it(precision, unit, numbers, text):
    row = pd.Series({"precision": precision, "unit": unit, "value": None, "low": None, "high": None, "as_worded": None})
    assert wording.share(pd.Series(row.to_dict() | numbers)) == spelled(text)


def test_what_is_quoted_in_a_quotation_has_marks_of_its_own():
    assert wording.quoted("Den «milde» volden.") == "«Den ‘milde’ volden.»"


@pytest.mark.parametrize(
    ("areas", "heads"),
    [
        (["Felles", "Sand (Fjordfylket)", "Hamar"], ["Felles", "Sand", "Hamar"]),
        (["Felles", "Sand (Fjordfylket)", "Sand (Dalfylket)"], ["Felles", "Sand (Fjordfylket)", "Sand (Dalfylket)"]),
        (["Felles", "Kommune A", "Kommune B"], ["Felles", "A", "B"]),
        (["Felles", "Nord Sand", "Nord"], ["Felles", "Nord Sand", "Nord"]),
        (["Felles", "Nord Sand", "Øvre Dal"], ["Felles", "Nord Sand", "Øvre Dal"]),
        (["Felles", "Nord Sand"], ["Felles", "Nord Sand"]),
    ],
)
def test_the_head_of_a_narrow_column_says_what_tells_it_from_the_others(areas, heads):
    assert wording.heads(areas, {"Felles"}) == dict(zip(areas, heads, strict=True))
