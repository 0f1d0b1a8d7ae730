"""Dates and months however people type them, and what is proposed where nobody can know."""

from datetime import date

import pytest

from register.validation.dates import MONTHS, day, month


@pytest.mark.parametrize(
    "text",
    [
        "31.12.2026",
        " 31.12.2026 ",
        "31. 12. 2026",
        "31/12/2026",
        "31-12-2026",
        "2026-12-31",
        "31. desember 2026",
        "31 des. 2026",
        "31. Des 2026",
    ],
)
def test_a_day(text):
    assert day(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["12.2026", "12/2026", "12-2026", "2026-12", "desember 2026", "DES.  2026", "des 2026", "des.2026", "5.12.2026"],
)
def test_a_month(text):
    assert month(text) == date(2026, 12, 1)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_by_name_and_by_how_it_begins(number):
    name = MONTHS[number - 1]
    for word in (name, name[:3], f"{name[:3]}.", name.upper()):
        assert month(f"{word} 2025") == date(2025, number, 1)
        assert day(f"3. {word} 2025") == date(2025, number, 3)
    assert month("sept. 2025") == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "proposed"),
    [("31.12.26", "31.12.2026"), ("1.2.26", "1.2.2026"), ("31/12/26", "31.12.2026"), ("31. des. 26", "31.12.2026")],
)
def test_a_day_with_two_digits_of_the_year_is_proposed_with_four(text, proposed):
    with pytest.raises(ValueError) as told:
        day(text)
    assert str(told.value) == f"«{text}» har et årstall med to siffer. Skriv {proposed} hvis det er det du mener."


@pytest.mark.parametrize(
    ("text", "proposed"),
    [("05.24", "mai 2024"), ("5/24", "mai 2024"), ("des. 26", "desember 2026"), ("01.02.26", "februar 2026")],
)
def test_a_month_with_two_digits_of_the_year_is_proposed_with_four(text, proposed):
    with pytest.raises(ValueError) as told:
        month(text)
    assert str(told.value) == f"«{text}» har et årstall med to siffer. Skriv {proposed} hvis det er det du mener."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "snart",
        "31.02.2026",
        "31.02.26",
        "12.2026",
        "2026",
        "0.1.2026",
        "31.12.226",
        "3. mat 2026",
        "ma 2026",
        "31.12-2026",
    ],
)
def test_what_is_no_day_is_told(text):
    with pytest.raises(ValueError, match="er ikke en dato. Skriv datoen som dag.måned.år, for eksempel 31.12.2026."):
        day(text)


@pytest.mark.parametrize("text", ["", "2026", "13.2026", "0.2026", "1.226", "våren 2026", "ma 2026", "ju 2026", "des"])
def test_what_is_no_month_is_told(text):
    with pytest.raises(ValueError, match="er ikke en måned. Skriv måneden som måned.år, for eksempel 03.2026."):
        month(text)
