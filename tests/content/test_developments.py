"""What is new beside the plan: told in the words of its row, as exactly as it is known, linked where there is a page."""

import re

import pytest

from content.figures import developments
from plants import change

UNCONFIRMED = "Ikke bekreftet: lest av gjengivelse."


@pytest.fixture(scope="module")
def told(marts) -> list[str]:
    return developments.sentences(marts.execute(developments.DEVELOPMENTS).df())


def one(told, title) -> str:
    [sentence] = [sentence for sentence in told if title in sentence]
    return sentence


def test_a_development_says_when_what_and_which_measures(told):
    assert len(told) == 19
    assert one(told, "endringer i krisesenterlova") == (
        "**1.1.2026** (lov) [Lov 20. juni 2025 nr. 42: endringer i krisesenterlova]"
        "(https://lovdata.no/dokument/LTI/lov/2025-06-20-42). Kommunen må sørge for likeverdig alternativ når vanlig tilbud "
        "ikke kan brukes, ivareta samiske rettigheter, og følge opp reetablering i samarbeid med andre tjenester; hjemmel "
        "for personopplysninger. Ikraft res. 20. juni 2025 nr. 1087. Prop. 122 L, Innst. 439 L, Lovvedtak 128 (2024–2025). "
        "Angår tiltak 11, 12 og 13."
    )
    assert "Angår" not in one(told, "Prop. 36 S")


@pytest.mark.parametrize(
    ("known", "dated"), [("2023-08-14", "14.8.2023"), ("2023-12", "desember 2023"), ("2025", "2025")]
)
def test_a_date_is_as_exact_as_it_is_known(known, dated):
    assert developments.dated(known) == dated


def test_what_was_read_from_a_rendering_says_so(told):
    unconfirmed = [sentence for sentence in told if UNCONFIRMED in sentence]
    assert [re.search(r"Innst\. \d+ S|krisesenterstatistikk", sentence)[0] for sentence in unconfirmed] == [
        "Innst. 64 S",
        "krisesenterstatistikk",
    ]
    # Read on the publisher's own page: what is not known of it stands in its note.
    assert "Hva som ble vedtatt: ikke lest." in one(told, "Innst. 363 S (2024–2025): justiskomiteen")


def test_what_was_read_in_a_preview_has_no_link(told):
    assert [sentence.split(")")[0] for sentence in told if "](" not in sentence] == [
        "**2025** (tall",
        "**2025** (nasjonal plan",
    ]
    assert not re.search(r"azurecontainerapps|episerver", " ".join(told))


def test_what_is_older_than_the_plan_says_so(told):
    older = [sentence for sentence in told if "fra før planen)" in sentence]
    assert [sentence.split("**")[1] for sentence in older] == ["24.9.2019", "mars 2022", "6.12.2022"]


def test_the_words_are_those_of_the_row(built):
    changed = built({"developments": change({"development_id": "ungvold_2023"}, consequence="Noe annet.", note=None)})
    told = developments.sentences(changed.execute(developments.DEVELOPMENTS).df())
    assert ". Noe annet. Angår tiltak 2, 4, 5 og 7." in one(told, "UngVold")
