"""Raw files as people's programs leave them give the rows of the shipped ones, or are told by file and line."""

from pathlib import Path

import pytest

from pipelines.mistakes import RawDataError
from pipelines.validate import read_and_validate
from some_tables import raw_of

pytestmark = pytest.mark.usefixtures("both_ways")

IN_EXCEL = "I Excel: «Lagre som» → «CSV UTF-8»."


# Those that are written to, and those that they name.
WRITTEN = (
    "areas",
    "homicides",
    "measure_parts",
    "measure_target_groups",
    "measures",
    "plan_dates",
    "prevalence",
    "sources",
)


@pytest.fixture
def raw(tmp_path) -> Path:
    return raw_of(WRITTEN, tmp_path / "raw")


@pytest.fixture(scope="module")
def shipped(tables) -> dict[str, list[list[str | None]]]:
    return {table.name: table.rows for table in tables if table.name in WRITTEN}


def rewrite(path: Path, old: str, new: str, times: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= times
    path.write_text(text.replace(old, new, times), encoding="utf-8", newline="")


def without_empty_ends(path: Path) -> None:
    """As some programs save: the cells that are empty at the end of a line are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    shorter = [lines[0], *(line.rstrip(",") for line in lines[1:])]
    assert shorter != lines
    path.write_text("\n".join(shorter), encoding="utf-8")


READ = {
    "a blank after a violence": lambda raw: rewrite(raw / "prevalence.csv", "Voldtekt,", "Voldtekt ,"),
    "a blank after a place": lambda raw: rewrite(raw / "areas.csv", "Hamar,", "Hamar\u00a0,"),
    "an invisible character in a place": lambda raw: rewrite(raw / "areas.csv", "Hamar,", "Ha\u200bmar,"),
    "letters in two parts": lambda raw: rewrite(raw / "areas.csv", "Åmot", "A\u030amot"),
    "a blank after a key": lambda raw: rewrite(raw / "plan_dates.csv", ",plan\n", ",plan \n"),
    "a second mark for UTF-8": lambda raw: rewrite(raw / "measures.csv", "plan_id,", "\ufeff\ufeffplan_id,"),
    "the line of Excel": lambda raw: rewrite(raw / "measures.csv", "plan_id,", "sep=,\nplan_id,"),
    "empty cells left out": lambda raw: without_empty_ends(raw / "measure_parts.csv"),
}


@pytest.mark.parametrize("written", READ.values(), ids=READ)
def test_what_was_meant_is_read(raw, shipped, written):
    written(raw)
    assert {table.name: table.rows for table in read_and_validate(raw)} == shipped


@pytest.mark.parametrize("group", ["Ansatte ", "Ansatte\u00a0", "Ansatte\u200b", " Ansatte"])
def test_what_looks_alike_is_one(raw, group):
    rewrite(raw / "measure_target_groups.csv", "13,Ansatte\n", f"13,Ansatte\nplan_2023,13,{group}\n")
    with pytest.raises(
        RawDataError, match=r"«13», «.*Ansatte.*» står allerede i filen\. Forventet: én linje for hver\."
    ):
        read_and_validate(raw)


@pytest.mark.parametrize(
    ("file", "charset", "told"),
    [
        ("measure_parts.csv", "mac_roman", "measure_parts.csv, linje 3: tegnsettet er ukjent: «¿» i «gj¿r»"),
        ("homicides.csv", "cp865", "homicides.csv, linje 3: tegnsettet er ukjent: «‘» i «Kj‘reste»"),
        ("homicides.csv", "mac_roman", "homicides.csv, linje 3: tegnsettet er ukjent: «¾» i «Kj¾reste»"),
    ],
)
def test_another_character_set_is_told(raw, file, charset, told):
    path = raw / file
    text = path.read_text(encoding="utf-8").replace("«", '"" ').replace("»", ' ""').replace("–", "-")
    path.write_bytes(text.encode(charset))
    with pytest.raises(RawDataError) as refused:
        read_and_validate(raw)
    assert str(refused.value).startswith(told)
    assert str(refused.value).endswith(IN_EXCEL)


@pytest.mark.parametrize("broken", ["Õ", "Â", "σ", "†"])
def test_a_word_of_one_broken_letter_is_told(raw, broken):
    """What an «å» becomes in an old character set that is saved as UTF-8."""
    rewrite(raw / "plan_dates.csv", " skal være ", f" {broken} være ")
    with pytest.raises(RawDataError, match=f"«{broken}» er et tegn ødelagt av feil tegnsett"):
        read_and_validate(raw)


@pytest.mark.parametrize("percent", ["0", "0.01", "99.99", "100"])
def test_an_interval_stays_within_0_and_100(built, percent):
    def everywhere(rows):
        return [row | {"percent": percent} if row["percent"] else row for row in rows]

    found = built({"prevalence": everywhere}).execute(
        "select percent, ci_low, ci_high from marts.prevalence where ci_low is not null"
    )
    rows = found.fetchall()
    assert len(rows) > 10
    assert all(0 <= low <= float(percent) <= high <= 100 for _, low, high in rows)


def test_without_a_base_there_is_no_interval(marts):
    unknown = "select distinct ci_low, ci_high from marts.prevalence where percent is null or base is null"
    assert marts.execute(unknown).fetchall() == [(None, None)]
