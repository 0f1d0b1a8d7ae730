"""For which reporting years of KOSTRA an adoption counts: by its dates, whenever it is asked, and never as an answer."""

import pandas as pd
import pytest

from content import warehouse
from content.plan import adoptions, decisions

YES = "Gjelder for rapporteringsårene til og med {}, ikke for {}"


def rows(**dates) -> pd.DataFrame:
    """A municipality each: (adopted on, valid until, note)."""
    return pd.DataFrame(
        [
            {"area": area, "adopted_on": pd.Timestamp(adopted), "valid_until": pd.Timestamp(until), "note": note}
            for area, (adopted, until, note) in dates.items()
        ]
    )


@pytest.mark.parametrize(
    ("adopted", "until", "told"),
    [
        ("2023-03-01", "2026-12-31", YES.format(2026, 2027)),
        # One that runs out within the year does not count for it.
        ("2023-03-01", "2027-06-30", YES.format(2026, 2027)),
        ("2023-03-01", "2026-12-30", YES.format(2025, 2026)),
        ("2026-03-01", "2026-06-30", "Gjelder ikke ut noe rapporteringsår: går ut 30.6.2026"),
        ("2023-03-01", None, "Avklar sluttdato"),
        (None, "2026-12-31", "Oppgi vedtaksdato"),
    ],
    ids=str,
)
def test_the_dates_count_for_whole_years(adopted, until, told):
    table = adoptions.table(rows(Hamar=(adopted, until, None)))
    assert table["KOSTRA-skjema 7B, etter datoene"].tolist() == [told]


def test_what_is_lacking_is_asked_for_once(published, reading):
    version = reading(published)
    dates, adopted = warehouse.query(version, decisions.DATES), warehouse.query(version, adoptions.ADOPTIONS)
    assert len(adopted) == 9 and adoptions.table(adopted).empty
    told = " ".join(adoptions.sentences(adopted, dates))
    assert told.count("Oppgi vedtaksdato") == 1 and "mangler for alle kommunene" in told
    some = rows(Elverum=(None, None, None), Hamar=("2023-03-01", "2026-12-31", None), Stange=(None, None, "Sak 3/23"))
    assert "Datoen mangler for Elverum og Stange." in " ".join(adoptions.sentences(some, dates))
    assert adoptions.table(some)["Kommune"].tolist() == ["Hamar", "Stange"]


def test_what_the_guide_leaves_open_is_told_as_open(published, reading):
    dates = warehouse.query(reading(published), decisions.DATES)
    with_end = " ".join(adoptions.sentences(rows(Hamar=("2023-03-01", "2026-12-31", None)), dates))
    assert "Om en plan uten milepæler regnes med, sier veiledningen ikke." in with_end
    assert "Datoene alene gir derfor ikke svaret." in with_end and "Uten sluttdato" not in with_end
    without = " ".join(adoptions.sentences(rows(Hamar=("2023-03-01", None, None)), dates))
    assert (
        "konstituert (31.12.2026), eller når revisjonen skal være ferdig (30.6.2027), sier veiledningen ikke" in without
    )


def test_no_dates_alone_are_a_yes():
    for adopted, until in (("2023-03-01", "2026-12-31"), ("2023-03-01", None), (None, None)):
        table = adoptions.table(rows(Hamar=(adopted, until, "x")))
        assert "Svar ja" not in table.to_string() and "Svar nei" not in table.to_string()
