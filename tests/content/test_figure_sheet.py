"""The sheet of figures: what is filled in becomes rows, and what is wrong is told by sheet, row and column."""

import duckdb
import pytest

from content.figure_sheet import write
from figure_sheets import RESOURCES, filled_in, raw_with, read_in
from pipelines.build import build

SOURCES, INDICATORS, NUMBERS, CAVEATS = "Kilder", "Indikatorer", "Tall for indikatorer", "Forbehold for indikatorer"
UNTOUCHED = ("Arket er likt det som ligger inne. Ingenting er levert.",)
ACTS = [f"Handling {letter}" for letter in "ABCDEFGHIJKLMNO"]
NEW = {
    SOURCES: [
        {
            "Tittel": "Digital vold blant elever",
            "Utgiver": "Et institutt",
            "År": 2025,
            "Deltakere": "4 500",
            "Spurt når": "vinteren 2025",
            "Nettadresse": "https://example.no/rapport",
        }
    ],
    INDICATORS: [
        {
            "Tema": "Seksuell vold (youth_sexual)",
            "Navn": "Digital vold, elever",
            "Emne": "Barn og unge",
            "Spørsmål": "Hvor mange elever oppgir digital vold? (spurt 2025)",
            "Type": "anslag",
            "Enhet": "prosent",
            "Metode": "undersøkelse",
            "Andel av hvem": "dem som svarte",
        }
    ],
    NUMBERS: [
        {
            "Område": "Norge (0)",
            "År": 2025,
            "Periode": "siste 12 måneder",
            "Hvem": "elever",
            "Kjønn": sex,
            "Hva tallet gjelder": act,
            "Tall": 30 - place + (0.5 if sex == "jenter" else 0),
            "Hvor nøyaktig": "eksakt",
            "Ordene i kilden": f"{str(30.5 - place).replace('.', ',') if sex == 'jenter' else 30 - place} prosent av {sex}",
            "Antall spurt": 2250,
        }
        for place, act in enumerate(ACTS)
        for sex in ("jenter", "gutter")
    ],
    CAVEATS: [{"Forbehold": "Noe om unge utenfor videregående skole: bare elever ble … (only_pupils)"}],
}


@pytest.fixture(scope="module")
def there(tables):
    return {table.name: table for table in tables}


@pytest.fixture(scope="module")
def empty(there) -> bytes:
    return write.of_indicator("", RESOURCES, there)


def test_a_new_indicator_with_thirty_numbers_is_published(empty, tables, tmp_path):
    delivery = read_in(filled_in(empty, NEW), tables)
    assert {name: len(rows) for name, rows in delivery.rows.items()} == {
        "sources": 1, "indicators": 1, "observations": 30, "indicator_caveats": 1
    }  # fmt: skip
    assert not delivery.gone and not delivery.told
    version = build(raw_with(delivery, tmp_path), tmp_path / "processed")
    with duckdb.connect(str(tmp_path / "processed" / version), read_only=True) as connection:
        found = connection.execute(
            "select category, sex, value from marts.observations where indicator_id = 'digital_vold_elever'"
        ).fetchall()
    typed = {(row["Hva tallet gjelder"], row["Kjønn"], row["Tall"]) for row in NEW[NUMBERS]}
    assert len(found) == 30 and set(found) == typed


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_an_untouched_sheet_hands_in_nothing(resource, there, tables):
    delivery = read_in(write.of_table(resource.name, RESOURCES, there), tables)
    assert delivery.is_empty and delivery.told == UNTOUCHED
