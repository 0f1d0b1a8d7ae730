"""What is handed in, as people read it: Norwegian numbers and words in place of the names of columns and keys."""

from datetime import UTC, datetime

import pytest

from content.handed_in import cell_text, counts_sentences, findings, history_table, mistakes_table, rows_table
from pipelines.build import RAW
from pipelines.delivered import RowChange
from pipelines.delivery import Delivery, as_text
from pipelines.mistakes import Mistake
from pipelines.validate import described
from register.deliveries import Handed

TABLES = {table.name: table for table in described(RAW)}
OBSERVATIONS, SOURCES, POPULATION = (TABLES[name] for name in ("observations", "sources", "population"))


def row(table, **cells) -> dict[str, str | None]:
    return dict.fromkeys(table.fields) | cells


BEFORE = row(
    OBSERVATIONS,
    observation_id="a_1",
    source_id="plan",
    area_code="0",
    sex="menn",
    population="voksne",
    category="Slag",
) | {"value": "9.2", "base": "12500", "year": "2023", "is_provisional": "nei", "wording": "9,2 prosent"}


@pytest.fixture
def there(tables):
    return {table.name: table for table in tables}


def test_of_a_changed_row_what_is_changed_is_told_and_of_others_all(there):
    changed = RowChange(OBSERVATIONS, BEFORE, BEFORE | {"value": "9.25", "base": None})
    new = RowChange(
        POPULATION, None, row(POPULATION, area_code="3403", year="2026", sex="menn", age_from="0", persons="56500")
    )
    found = rows_table([changed, new], there)
    assert found.to_dict("records") == [
        {
            "Rad": "Endret: voksne · menn · Slag · 9,2 prosent",
            "Før": "Tall: 9,2 · Antall spurt: 12\u00a0500",
            "Etter": "Tall: 9,25 · Antall spurt: tom",
        },
        {"Rad": "Ny: Hamar · 2026 · menn · 0", "Før": "–", "Etter": "Personer: 56\u00a0500"},
    ]
    assert list(rows_table([new], there)) == ["Rad", "Etter"], "nothing was there before"


def test_a_row_names_others_by_what_they_are_called(there):
    [told] = rows_table([RowChange(OBSERVATIONS, BEFORE, None)], there)["Før"]
    assert "Område: Norge" in told and "Kilde: Handlingsplan mot vold i nære relasjoner" in told
    assert "nei" not in told and "a_1" not in told


def test_rows_are_counted_by_table_and_kind():
    changes = [
        *[RowChange(OBSERVATIONS, None, BEFORE)] * 30,
        RowChange(OBSERVATIONS, BEFORE, BEFORE | {"value": "1"}),
        RowChange(SOURCES, row(SOURCES, title="A"), None),
    ]
    assert counts_sentences(changes) == ["Tall for indikatorer: 30 nye rader og 1 endret rad.", "Kilder: 1 rad borte."]


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [("value", "9.20", "9,2"), ("base", "12500", "12\u00a0500"), ("year", "2023", "2023"), ("category", None, "")],
)
def test_a_cell_is_read_in_norwegian(name, text, read):
    assert cell_text(OBSERVATIONS.fields[name], text) == read


def test_a_date_is_read_in_norwegian():
    assert cell_text(TABLES["plans"].fields["valid_from"], "2026-12-31") == "31.12.2026"


def test_what_checks_say_is_told_by_the_rows_of_the_sheet():
    rows = [BEFORE | {"observation_id": f"a_{number}"} for number in range(5)]
    delivery = Delivery("tall.xlsx", {"observations": rows}, lines={"observations": [3, 4, 5, 8, 9]})
    said = [
        *(f"a_{number}: 2030 er ikke begynt" for number in (0, 1, 2, 4)),
        "plan_1: ukjent",
        "population.csv: for lite",
    ]
    assert findings(said, delivery, [*TABLES.values()]) == [
        "Tall for indikatorer, rad 3–5 og 9: 2030 er ikke begynt",
        "plan_1: ukjent",
        "«Folkemengde etter kjønn og alder»: for lite",
    ]
    assert findings(["for lite"], None, []) == ["for lite"]


def test_what_checks_say_of_a_row_that_stands_in_no_sheet_is_told_by_what_the_row_is_called(there):
    delivery = Delivery("skjemaet", {"observations": [BEFORE | {"observation_id": "a_1"}]})
    told = findings(["a_1: mangler avsnitt"], delivery, [*TABLES.values()])
    assert told == ["«voksne · menn · Slag · 9,2 prosent»: mangler avsnitt"]
    [of_another] = findings(["parents_severe_plan: mangler avsnitt"], None, [*TABLES.values()], there)
    assert of_another.startswith("«") and of_another.endswith("»: mangler avsnitt") and "parents" not in of_another


def test_rows_that_go_together_name_each_other_by_what_they_are_called(there):
    source = row(SOURCES, source_id="rapport_2025", title="Digital vold blant elever", publisher="Et institutt")
    gone = [RowChange(SOURCES, source, None), RowChange(OBSERVATIONS, BEFORE | {"source_id": "rapport_2025"}, None)]
    told = " ".join(rows_table(gone, there)["Før"])
    assert "Kilde: Digital vold blant elever" in told and "rapport_2025" not in told.split("Kilde:")[1]


def test_mistakes_are_told_by_what_people_call_the_columns():
    mistakes = [
        Mistake("tall.xlsx", "cellen er tom", "en verdi", 4, "category", "Tall for indikatorer"),
        Mistake("sources.csv", "«x» finnes ikke i plans.csv", "minst 1900", 7, "year"),
    ]
    assert mistakes_table(mistakes, [*TABLES.values()]).to_dict("records") == [
        {
            "Ark": "Tall for indikatorer",
            "Rad": "4",
            "Kolonne": "Hva tallet gjelder",
            "Hva er galt": "Cellen er tom",
            "Hva skal stå der": "En verdi",
        },
        {
            "Ark": "«Kilder»",
            "Rad": "7",
            "Kolonne": "År",
            "Hva er galt": "«x» finnes ikke i «Planene»",
            "Hva skal stå der": "Minst 1900",
        },
    ]


def test_the_history_says_what_by_whom_and_whether_it_holds():
    content = as_text(Delivery("tall.xlsx", {"observations": [BEFORE] * 2}, {"sources": [{"source_id": "x"}]}))
    at = datetime(2026, 11, 12, 13, 5, tzinfo=UTC).replace(tzinfo=None)
    handed = Handed(1, "tall.xlsx", content, "Ny", "Dataforvalter", at)
    undone = Handed(2, "b.csv", content, "Ny", "Dataforvalter", at, "Feil", "Leder", at)
    found = history_table([undone, handed], {name: table.title for name, table in TABLES.items()})
    assert list(found["Gjelder"]) == ["Nei, angret 12.11.2026 kl. 14.05 av Leder: Feil", "Ja"]
    assert found["Hva"][1] == "2 rader i Tall for indikatorer og 1 rad i Kilder (tall.xlsx)"
    assert found["Lagt inn"][1] == "12.11.2026 kl. 14.05 av Dataforvalter"
