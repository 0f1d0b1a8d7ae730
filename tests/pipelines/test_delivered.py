"""What is handed in is as if the files had been edited by hand: the same numbers, the same checks, the same mistakes."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from new_rows import NUMBER as NEW
from pipelines.build import RAW, CheckError, build, load
from pipelines.delivered import NONE, NOT_HANDED_IN, Standing, changed_rows, overlaid
from pipelines.delivery import Delivery, as_text, of_text
from pipelines.mistakes import RawDataError
from pipelines.publish import current_version, delivered_in, fingerprint, is_stale
from pipelines.read import read_table
from pipelines.validate import described, read_and_validate
from published import marts
from register.database import open_register
from register.deliveries import save, state
from register.rights import Rights


def shipped(table: str) -> list[dict[str, str | None]]:
    with (RAW / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


def edited(folder: Path, **tables) -> Path:
    """The shipped raw data, with other rows in some of the tables."""
    raw = shutil.copytree(RAW, folder, ignore=shutil.ignore_patterns("local"))
    for table, rows in tables.items():
        with (raw / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, shipped(table)[0])
            writer.writeheader()
            writer.writerows(rows)
    return raw


def built(out: Path, *deliveries: Delivery, raw: Path = RAW) -> dict[str, list[tuple]]:
    build(raw, out, standing=Standing(deliveries, "state" if deliveries else "", {}))
    return marts(out)


def told(*deliveries: Delivery) -> list[str]:
    """The mistakes that they raise."""
    with pytest.raises(RawDataError) as error:
        read_and_validate(RAW, deliveries=deliveries)
    return [str(mistake) for mistake in error.value.mistakes]


def observed(*rows: dict, **how) -> Delivery:
    return Delivery("tall.xlsx", {"observations": rows}, **how)


def test_a_row_that_is_new_changed_or_gone_gives_what_the_edited_file_gives(tmp_path):
    observations, people = shipped("observations"), shipped("population")
    changed = observations[1] | {"value": "38", "wording": "38 prosent av jentene"}
    more = people[5] | {"persons": str(int(people[5]["persons"]) + 1)}
    less = people[6] | {"persons": str(int(people[6]["persons"]) - 1)}
    # Of one more here and one less there the sum is the same, as a check asks.
    assert people[5]["area_code"] == people[6]["area_code"] and people[5]["year"] == people[6]["year"]
    changes = {"observations": [observations[0], changed, *observations[2:], NEW]}
    changes["population"] = [*people[:5], more, less, *people[7:]]
    first = Delivery("tall.xlsx", {"observations": [NEW, changed], "population": [less]})
    second = Delivery("mer.csv", {"population": [more]})
    by_hand = built(tmp_path / "by hand", raw=edited(tmp_path / "raw", **changes))
    delivered = built(tmp_path / "delivered", first, second)
    assert delivered == by_hand != built(tmp_path / "shipped")


def test_what_is_taken_back_leaves_what_was_there_before(tmp_path):
    before = built(tmp_path)
    version = current_version(tmp_path)
    assert built(tmp_path, observed(NEW)) != before
    assert delivered_in(current_version(tmp_path)) == "state" and delivered_in(version) == ""
    assert built(tmp_path) == before
    assert version.rsplit("-", 1)[1] == current_version(tmp_path).rsplit("-", 1)[1]


def test_a_row_is_taken_away_and_put_back_by_a_later_delivery():
    def rows(*deliveries) -> list[list]:
        [found] = [t for t in read_and_validate(RAW, deliveries=deliveries) if t.name == "deadline_notes"]
        return found.rows

    [note] = shipped("deadline_notes")
    gone = Delivery("borte.csv", gone={"deadline_notes": [note]})
    assert rows(gone) == []
    assert rows(gone, Delivery("igjen.csv", {"deadline_notes": [note]})) == rows()
    assert rows(Delivery("ny.csv", {"deadline_notes": [note | {"note": "Nytt"}]}), gone) == []
    assert rows(Delivery("ukjent.csv", gone={"deadline_notes": [note | {"measure_no": "999"}]})) == rows()


def test_a_row_that_is_handed_in_as_it_stands_is_no_change():
    [resource] = [table for table in described(RAW) if table.name == "deadline_notes"]
    table, _ = read_table(RAW / resource.path, resource.name, resource.kinds, resource.required)
    [note] = shipped("deadline_notes")
    same, other = (Delivery("x.csv", {"deadline_notes": [row]}) for row in (note, note | {"note": "Nytt"}))
    assert changed_rows(table, resource, [], [same]) == []
    assert len(changed_rows(table, resource, [same], [same, other])) == 1


def test_the_key_is_the_number_and_not_how_it_is_written():
    people = shipped("population")
    again = Delivery("igjen.csv", {"population": [people[1] | {"age_from": f"0{people[1]['age_from']}"}]})
    [found] = [table for table in read_and_validate(RAW, deliveries=[again]) if table.name == "population"]
    assert len(found.rows) == len(people)


def test_a_row_of_a_large_table_is_found_and_replaced(tmp_path):
    [resource] = [table for table in described(RAW) if table.name == "population"]
    rows = [f"{area},2026,menn,{age},{age},{area + age},ssb" for area in range(250) for age in range(100)]
    path = tmp_path / "population.csv"
    path.write_text("\n".join([",".join(resource.fields), *rows]), encoding="utf-8")
    table, _ = read_table(path, "population", resource.kinds, resource.required)
    assert table.is_large
    cells = dict(zip(resource.fields, rows[777].split(","), strict=True))
    delivery = Delivery("x.csv", {"population": [cells | {"persons": "1"}, cells | {"area_code": "999"}]})
    found, mistakes = overlaid(table, resource, [delivery])
    before = [row.split(",") for row in rows]
    assert mistakes == [] and found.rows[777] == [*before[777][:5], "1", "ssb"]
    assert found.rows[:777] + found.rows[778:-1] == before[:777] + before[778:] and found.rows[-1][0] == "999"
    connection = duckdb.connect()
    load(connection, [found])
    assert connection.execute("from raw.population").fetchall() == list(map(tuple, found.rows))


def test_every_mistake_is_told_by_the_file_and_row_it_was_handed_in_with():
    wrong = NEW | {"value": "abc", "sex": "x", "source_id": "ukjent"}
    lines = {"observations": [12, 15, 16]}
    mistakes = told(observed(wrong, NEW | {"observation_id": "b"}, NEW | {"observation_id": "b"}, lines=lines))
    assert [mistake.split(":")[0] for mistake in mistakes] == [
        "tall.xlsx, arket «Tall for indikatorer», rad 12, kolonne «value»",
        "tall.xlsx, arket «Tall for indikatorer», rad 12, kolonne «sex»",
        "tall.xlsx, arket «Tall for indikatorer», rad 12, kolonne «source_id»",
        "tall.xlsx, arket «Tall for indikatorer», rad 16, kolonne «observation_id»",
    ]
    assert told(observed(NEW | {"year": None, "category": None})) == [
        "tall.xlsx, arket «Tall for indikatorer», kolonne «category»: cellen er tom. Forventet: en verdi."
    ]
    assert told(observed(NEW | {"observation_id": None}))[0].startswith(
        "tall.xlsx, arket «Tall for indikatorer», kolonne «observation_id»"
    )


def test_a_row_that_others_name_is_not_taken_away():
    mistakes = told(Delivery("borte.csv", gone={"sources": [{"source_id": "nova_ungvold_2023"}]}))
    of_numbers = [told for told in mistakes if told.startswith("observations.csv, linje 2, kolonne «source_id»")]
    assert len(of_numbers) == 1 and "«nova_ungvold_2023» finnes ikke i sources.csv" in of_numbers[0]


@pytest.mark.parametrize("table", NOT_HANDED_IN)
def test_what_the_gate_makes_or_goes_by_is_not_handed_in(table):
    rows = shipped(table) if (RAW / f"{table}.csv").exists() else [{"year": "2024", "amount": "2"}]
    for delivery in (Delivery("tall.xlsx", {table: rows[:1]}), Delivery("tall.xlsx", gone={table: rows[:1]})):
        [mistake] = told(delivery)
        assert mistake.startswith(f"tall.xlsx: tabellen «{table}» kan ikke legges inn her. Forventet: at ")


def test_counts_of_a_centre_are_not_handed_in_whatever_is_said_of_them():
    [national, ours] = [
        next(row for row in shipped("crisis_centre_use") if (row["area_code"] == "0") is is_national)
        for is_national in (True, False)
    ]
    read_and_validate(RAW, deliveries=[Delivery("landet.csv", {"crisis_centre_use": [national | {"amount": "7"}]})])
    with pytest.raises(RawDataError, match="hele landet. Senteret legger inn sine på siden «Tall fra krisesenteret»"):
        read_and_validate(RAW, deliveries=[Delivery("vårt.csv", {"crisis_centre_use": [ours | {"amount": "3"}]})])


@pytest.mark.parametrize(
    "code", ["![x](http://x.example/p.png)", "[x](http://x.example)", "$x^2$", ":red[x]", "<img src=x>", "`x`"]
)
def test_what_a_page_would_draw_is_not_handed_in(code):
    with pytest.raises(RawDataError, match="ville blitt vist som noe annet enn det som står der"):
        read_and_validate(RAW, deliveries=[observed(NEW | {"category": f"Tall {code}"})])
    read_and_validate(RAW, deliveries=[observed(NEW | {"category": "Under 5 $, «a» < 3 og [se note]"})])


def test_what_the_description_does_not_know_is_told():
    unknown = Delivery("tall.xlsx", {"hemmelig": [{"a": "1"}], "observations": [NEW | {"navn": "x"}]})
    assert [mistake.split(". ")[0] for mistake in told(unknown)] == [
        "tall.xlsx: tabellen «hemmelig» finnes ikke",
        "tall.xlsx: kolonnen «navn» finnes ikke i «observations»",
    ]


def test_what_does_not_fit_publishes_nothing(tmp_path):
    before = built(tmp_path)
    version = current_version(tmp_path)
    for delivery, error in (
        (observed(NEW | {"source_id": "ukjent"}), RawDataError),
        (observed(NEW | {"year": "2019"}), CheckError),
    ):
        with pytest.raises(error):
            build(RAW, tmp_path, standing=Standing((delivery,), "state", {}))
        assert current_version(tmp_path) == version and marts(tmp_path) == before


def test_a_version_is_out_of_date_where_it_was_made_with_other_deliveries(tmp_path):
    built(tmp_path, observed(NEW))
    assert current_version(tmp_path).endswith(f"-{fingerprint(RAW, 'state')}.duckdb")
    assert not is_stale(RAW, tmp_path, "state")
    assert is_stale(RAW, tmp_path, "other") and is_stale(RAW, tmp_path, NONE.state)


def test_what_is_kept_as_text_comes_back_as_it_was():
    delivery = Delivery(
        "æøå.xlsx", {"observations": [NEW | {"note": "«æ»\n"}]}, {"a": [{"b": None}]}, {"observations": [3]}
    )
    assert of_text(delivery.file, as_text(delivery)) == delivery


def test_a_build_tells_when_the_register_does_not_answer_and_publishes_nothing(tmp_path):
    raw = edited(tmp_path / "raw")
    settings = {"RAW_DIR": str(raw), "REGISTER_ADDRESS": "postgresql+psycopg://nobody:x@127.0.0.1:9/register"}
    command = [sys.executable, "-m", "pipelines.build", "--out", str(tmp_path / "out")]
    ended = subprocess.run(command, env=settings | {"PYTHONUTF8": "1"}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and "Registeret svarer ikke" in ended.stderr
    assert ended.stderr.endswith("Ingenting er publisert. Ingen versjon er publisert tidligere.\n")
    assert current_version(tmp_path / "out") is None


def test_a_build_takes_what_stands_in_the_register_of_the_settings_and_only_for_their_folder(tmp_path):
    raw, other, address = edited(tmp_path / "raw"), edited(tmp_path / "other"), f"sqlite:///{tmp_path}/register.sqlite"
    register = open_register(address)
    save(register, Rights("x", may_deliver=True), "tall.xlsx", as_text(observed(NEW)), "Ny", "1", "")
    settings = {"RAW_DIR": str(raw), "REGISTER_ADDRESS": address, "PYTHONUTF8": "1"}

    def built_by_command(out: Path, *options: str) -> str | None:
        command = [sys.executable, "-m", "pipelines.build", "--out", str(out), *options]
        subprocess.run(command, env=settings, capture_output=True, check=True)
        return current_version(out)

    version = built_by_command(tmp_path / "out")
    assert delivered_in(version) == state(register) != ""
    assert built_by_command(tmp_path / "out", "--if-stale") == version
    assert delivered_in(built_by_command(tmp_path / "elsewhere", "--raw", str(other))) == ""


def test_where_there_is_no_register_yet_a_build_loads_nothing_that_would_ask_it(tmp_path):
    script = "import sys; from pipelines.build import main; main(); print(*sys.modules)"
    settings = {"REGISTER_ADDRESS": f"sqlite:///{tmp_path}/register.sqlite", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", script, "--out", str(tmp_path / "out")]
    loaded = subprocess.run(command, env=settings, capture_output=True, check=True, text=True).stdout.split()
    assert current_version(tmp_path / "out") and "duckdb" in loaded and "sqlalchemy" not in loaded
