"""«Statusrapport»: what a frozen round told, the same whatever the plan's files and the register say later."""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from content import warehouse
from content.documents import round_report
from content.documents.word.writer import written
from content.figures.credits import EXAMPLE
from content.status import queries
from pipelines.publish import publish
from plants import change
from register.blackout import black_out
from register.database import writing
from register.rounds import close_round, open_round
from register.schema import round_tasks, rounds
from register.validation.rules import DONE, PARTLY
from reported import REPORT, TODAY, WORKING_GROUP, send
from word import check_tables, read

LATER = date(2027, 3, 1)
HALF = replace(REPORT, status=PARTLY, comment="Halvveis", responsible="Helse", new_deadline=date(2027, 6, 1))
# The plan as it may be later: other words, owners, deadlines, names and figures, and a task that is gone.
CHANGES = {
    "measures": lambda rows: [
        row | {"working_title": "Ny tittel", "body_wording": "Ny ordlyd", "focus_area": "Nytt område", "section": "9"}
        for row in rows
    ],
    "measure_parts": lambda rows: [
        row | {"task": "Ny oppgave", "owner": "Ny eier", "deadline": "2031-01-01"}
        for row in rows
        if row["measure_no"] != "12"
    ],
    "areas": change({"area": "Hamar"}, area="Nye Hamar"),
    "prevalence": lambda rows: [row | {"percent": None} for row in rows],
}


def made(round_id: int, area: str | None = None, today: date = TODAY) -> bytes:
    return written(round_report.document(warehouse.version_in_use(), today, round_id, area))


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def freeze(engine, title: str = "Høsten 2026", *reports) -> int:
    """A round with these answers, closed."""
    # The plan's words, whatever is answered: asked before there is a status to make anew.
    content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
    round_id = open_round(engine, WORKING_GROUP, title, date(2026, 12, 15), TODAY, tasks=139)
    if reports:
        send(engine, *reports)
    close_round(engine, WORKING_GROUP, queries.frozen_tasks(content))
    return round_id


@dataclass(frozen=True)
class Rounds:
    """One after the other, by their numbers."""

    nobody: int
    half: int
    after_half: int
    open: int


@pytest.fixture(scope="module")
def several(module_register) -> Rounds:
    return Rounds(
        freeze(module_register, "Våren 2026"),
        freeze(module_register, "Høsten 2026", HALF),
        freeze(module_register, "Vinteren 2026", replace(REPORT, measure_no=2)),
        open_round(module_register, WORKING_GROUP, "Våren 2027", date(2026, 12, 15), TODAY, tasks=139),
    )


def test_it_is_the_same_before_and_after_changed_files_of_the_plan(several, built, reading, tmp_path):
    before = {area: made(several.half, area) for area in (None, "Hamar")}
    publish(built(CHANGES), tmp_path / "changed", "1" * 16)
    version = reading(tmp_path / "changed")
    assert warehouse.query(version, "select distinct working_title from marts.measures").values.tolist() == [
        ["Ny tittel"]
    ]
    for area, document in before.items():
        assert parts(made(several.half, area)) == parts(document)
        assert "Halvveis" in read(document).text


def test_it_is_the_same_whatever_is_answered_later_and_whenever_it_is_made(local_register):
    round_id = freeze(local_register, "Høsten 2026", HALF)
    before = parts(made(round_id))
    send(local_register, replace(HALF, status=DONE, comment="Ferdig", new_deadline=None))
    freeze(local_register, "Våren 2027", replace(HALF, measure_no=2))
    assert parts(made(round_id)) == before
    later = parts(made(round_id, today=LATER))
    dated = {
        name: part.replace(b"1.3.2027", b"23.11.2026").replace(b"2027-03-01", b"2026-11-23")
        for name, part in later.items()
    }
    assert later != before and dated == before


def test_a_black_out_alone_takes_words_away(local_register):
    round_id = freeze(local_register, "Høsten 2026", HALF)
    black_out(local_register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    found = read(made(round_id))
    assert "Halvveis" not in found.text and "◑ Delvis gjennomført" in str(found.tables)


def test_it_tells_the_round_and_nothing_else(local_register):
    round_id = freeze(local_register, "Høsten 2026", HALF, replace(REPORT, measure_no=2, status=DONE))
    found = read(made(round_id))
    check_tables(found)
    assert found.paragraphs[0] == ("Title", "Statusrapport: Høsten 2026")
    assert (
        "2 av 139 oppgaver fikk svar i runden: 1 er gjennomført og 1 er i gang eller delvis gjennomført." in found.text
    )
    assert "har fått svar" not in found.text
    table = {row[0]: row[1:] for row in found.table_below("Sammendrag")[1:]}
    assert table["1\u00a0Kompetanse i tidlig avdekking"] == [
        "Gjennomført i 0 av 1 som har svart; 8 har ikke svart",
        "▼ Fristen er ute (31.12.2023). Ny frist satt for 1, senest 1.6.2027",
    ]
    assert "Ordlyd i oversikten og i avsnitt 3.1.1: Kompetansetiltak" in found.text
    assert "Ordlyd i oversikten (kapittel 1): Kjærestevold" in found.text
    assert [text for level, text in found.headings if level == 3][0] == "1 Kompetanse i tidlig avdekking"
    cells = {row[0]: row[1] for row in found.table_below("1 Kompetanse i tidlig avdekking")[1:]}
    assert cells["Hamar"] == "◑ Delvis gjennomført" and len(cells) == 9
    for other in ("Kilde:", "Lov på området", "KOSTRA", "Tallene ble lagt ut"):
        assert other not in found.text


def test_what_was_answered_before_the_round_is_marked(local_register):
    send(local_register, replace(REPORT, measure_no=2))
    found = read(made(freeze(local_register, "Høsten 2026", HALF)))
    headings = ("1 Kompetanse i tidlig avdekking", "2 Informasjon til foreldre")
    tables = [found.table_below(heading) for heading in headings]
    answered = [row[-1].partition(" ")[2] for table in tables for row in table if row[0] == "Hamar"]
    assert answered == ["av Koordinator i Hamar", "(før runden) av Koordinator i Hamar"]


def test_one_municipality_has_its_own_tasks(several):
    found = read(made(several.half, "Hamar"))
    assert found.paragraphs[0][1] == "Statusrapport: Høsten 2026, Hamar"
    assert "1 av 15 oppgaver fikk svar i runden." in found.text and "har fått svar" not in found.text
    assert found.table_below("I arbeid")[1][:2] == ["1\u00a0Kompetanse i tidlig avdekking", "◑ Delvis gjennomført"]
    assert len(found.table_below("Ikke svart")) == 1 + 14
    assert "Hamar, tiltak 1: Kommentar: Halvveis" in found.text


@pytest.mark.parametrize("area", [None, "Hamar"])
def test_what_had_been_answered_before_the_round_is_told_beside_it(several, area):
    text = read(made(several.after_half, area)).text
    of = 139 if area is None else 15
    assert f"1 av {of} oppgaver fikk svar i runden." in text and f"2 av {of} oppgaver har fått svar" in text
    assert ("Svart før runden: tiltak 1." in text) == (area is not None)


@pytest.mark.parametrize("area", [None, "Hamar"])
def test_that_nobody_answered_is_said_once(several, area):
    text = read(made(several.nobody, area)).text
    assert text.count("fikk svar i runden.") == 1 and "fått svar" not in text


def test_words_that_were_not_kept_are_told_as_such(local_register):
    round_id = freeze(local_register, "Høsten 2026", HALF)
    nothing = dict.fromkeys(
        "area is_joint place working_title section focus_area overview_wording body_wording task owner".split()
    )
    with writing(local_register) as connection:
        connection.execute(round_tasks.update().values(nothing))
    found = read(made(round_id))
    assert (3, "Tiltak 1") in found.headings and round_report.NO_WORDS in found.text and "Halvveis" in found.text
    assert "avsnitt Ikke bevart" not in found.text and "Ordlyd:" not in found.text


def test_words_that_were_kept_later_are_told_with_their_day(local_register):
    round_id = freeze(local_register, "Høsten 2026", HALF)
    with writing(local_register) as connection:
        connection.execute(rounds.update().values(frozen_at=datetime(2027, 1, 15, 12)))
    assert "Ordlyd: Ordlyden er planens slik den var 15.1.2027" in read(made(round_id)).text


def test_one_that_is_not_closed_or_not_there_is_told(several):
    for round_id in (several.open, 99):
        assert round_report.NO_ROUND in read(made(round_id)).text


def test_a_place_that_was_not_asked_is_told(several):
    assert round_report.NO_TASKS in read(made(several.half, "Atlantis")).text


def test_the_example_is_marked(local_register, tmp_path, monkeypatch):
    used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    closed = warehouse.query(warehouse.version_in_use(), queries.CLOSED_ROUNDS)
    found = read(made(int(closed["round_id"].iloc[0]), "Kommune A"))
    assert f"Merk: {EXAMPLE}" in [text for _, text in found.paragraphs[:4]] and "Kommune A" in found.text


def test_the_file_is_named_by_its_round():
    assert round_report.file_name(TODAY, "Høsten 2026", "Åmot") == "statusrapport-hosten-2026-amot-2026-11-23.docx"
    assert round_report.file_name(TODAY, "Våren", None, True) == "eksempeldata-statusrapport-varen-2026-11-23.docx"
