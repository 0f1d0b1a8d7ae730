"""The report and the register: what is reported and written now is in it, and a frozen round does not move."""

import uuid
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard import report_content, warehouse
from dashboard.export import report
from dashboard.export.words import EXAMPLE
from dashboard.figures import DEADLINES, FIGURES
from register.entries import save
from register.entry_kinds import CHANGE, MERGE, Adoption, Assessment, Proposal
from register.rounds import close_round, open_round
from register.rules import DONE, DROPPED, LONGEST, PARTLY
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, send
from word import Read, check_tables, read, text_of

HOSTILE = "=cmd|' /C calc'!A0 <w:p> & ]]> **fet** [lenke](https://ond.example)"


def write(engine, *drafts) -> None:
    """Save what the working group writes of the next plan."""
    known = {*range(1, 17), HAMAR, "draft"}
    for draft in drafts:
        assert save(engine, WORKING_GROUP, draft, known, TODAY, str(uuid.uuid4()))


def freeze(engine) -> None:
    """Close the round that is open."""
    tasks = warehouse.query(
        warehouse.version_in_use(), "select measure_no, area_code, deadline from marts.measure_tasks"
    )
    deadlines = {
        (row.measure_no, row.area_code): None if pd.isna(row.deadline) else row.deadline.date()
        for row in tasks.itertuples()
    }
    close_round(engine, WORKING_GROUP, deadlines)


def made(**asked) -> Read:
    return read(report.report(warehouse.version_in_use(), TODAY, **asked))


@pytest.fixture
def quick(monkeypatch) -> None:
    """Without figures: what is reported is the same with them, and they take most of the time."""
    for module in (report, report_content):
        monkeypatch.setattr(module, "FIGURES", {})


def test_a_frozen_round_does_not_move(local_register, quick):
    round_id = open_round(local_register, WORKING_GROUP, "Høsten 2026", date(2026, 12, 15), TODAY)
    half = replace(REPORT, status=PARTLY, comment="Halvveis", responsible="Helse")
    send(local_register, half)
    before = made(round_id=round_id)
    assert "finnes ikke eller er ikke lukket" in before.text and "Halvveis" not in before.text
    freeze(local_register)
    send(local_register, replace(half, status=DONE, comment="Ferdig", in_place_on=date(2026, 11, 1)))
    now, frozen = made(), made(round_id=round_id)
    for found, word, other, comment, unsaid in (
        (now, "● Gjennomført", "◑ Delvis gjennomført", "Ferdig", "Halvveis"),
        (frozen, "◑ Delvis gjennomført", "● Gjennomført", "Halvveis", "Ferdig"),
    ):
        table = found.table_below("1 Kompetanse i tidlig avdekking")
        cells = {row[0]: row[1] for row in table[1:]}
        assert cells["Hamar"] == word and other not in cells.values() and len(cells) == 9
        assert comment in found.text and unsaid not in found.text
    assert "da runden «Høsten 2026» ble lukket og frosset" in frozen.text
    assert "1 oppgave ble rapportert i runden" in frozen.text
    assert now.table_below("Status på tiltakene")[1][1] == "Gjennomført i 1 av 9 kommuner"
    assert frozen.table_below("Status på tiltakene")[1][1] == "Gjennomført i 0 av 9 kommuner"
    local = made(area="Hamar", round_id=round_id)
    assert local.table_below("I arbeid")[1][:2] == ["1\u00a0Kompetanse i tidlig avdekking", "◑ Delvis gjennomført"]
    assert len(local.table_below("Mangler, eller ikke meldt")) == 1 + 14


def test_a_round_frozen_now_counts_as_now(local_register):
    round_id = open_round(local_register, WORKING_GROUP, "Runde", date(2026, 12, 15), TODAY)
    send(local_register, REPORT, replace(REPORT, measure_no=2, status=DONE))
    freeze(local_register)
    version = warehouse.version_in_use()
    now, frozen = (report_content.progress(version, TODAY, asked) for asked in (None, round_id))
    told = ["measure_no", "working_title", "is_joint", "tasks", "done", "reported", "unreported_status", "deadline"]
    pd.testing.assert_frame_equal(now[told], frozen[told].reset_index(drop=True), check_dtype=False)
    assert frozen["over"].tolist()[:2] == now["over"].tolist()[:2] == [9, 8]


def test_deadlines_of_now_do_not_stand_beside_a_frozen_round(local_register, monkeypatch):
    kept = {id: FIGURES[id] for id in ("measures_by_deadline", "deadlines")}
    monkeypatch.setattr(report, "FIGURES", kept)
    monkeypatch.setattr(report_content, "FIGURES", kept)
    round_id = open_round(local_register, WORKING_GROUP, "Runde", date(2026, 12, 15), TODAY)
    freeze(local_register)
    assert DEADLINES.question in made().text
    assert DEADLINES.question not in made(round_id=round_id).text


def test_what_is_written_now_is_in_a_report_made_now(local_register, quick):
    before = made()
    assert "0 av 16 tiltak er vurdert." in before.text and "Ingen nye tiltak er foreslått ennå." in before.text
    write(
        local_register,
        Assessment(5, CHANGE, "Bør gjelde alle ansatte"),
        Assessment(11, MERGE, "Henger sammen", "tiltak 12"),
        Proposal("Digitale overgrep", "Planen mangler det", deadline=date(2028, 6, 30), done_when="Prosedyre vedtatt"),
        Adoption(HAMAR, date(2023, 3, 1), date(2026, 12, 31), "Sak 12/23"),
    )
    after = made()
    assert "2 av 16 tiltak er vurdert" in after.text and "1 nytt tiltak er foreslått." in after.text
    assert "Arbeidsgruppas vurdering: Endre. Bør gjelde alle ansatte" in after.text
    rows = {row[0]: row for row in after.table_below("Vurdering av tiltakene")}
    assert rows["11\u00a0Avtaler med krisesenteret"][1:3] == ["Slå sammen med tiltak 12", "Henger sammen"]
    assert (3, "Forslag 1: Digitale overgrep") in after.headings
    for part in ("Frist: 30.6.2028", "Slik ser vi at det er gjort: Prosedyre vedtatt", "Mangler ennå: tema"):
        assert part in after.text
    adopted = {row[0]: row for row in after.table_below("Vedtak av planen i kommunene")}["Hamar"]
    assert adopted == ["Hamar", "1.3.2023", "31.12.2026", "Svar ja til og med 31.12.2026", "Sak 12/23"]


def test_long_texts_and_many_proposals(local_register, quick):
    long = ("Ordet " * 200)[:LONGEST].strip()
    full = {"comment": long, "reason": long, "responsible": long, "link": "https://" + "a" * 900}
    send(local_register, replace(REPORT, status=DROPPED, decided_by=long, **full))
    write(
        local_register,
        Assessment(5, MERGE, long, long),
        *(
            Proposal(f"{number} {long}"[:LONGEST].strip(), long, long, long, long, None, long, long)
            for number in range(60)
        ),
    )
    whole, local = made(), made(area="Hamar")
    assert len([text for level, text in whole.headings if text.startswith("Forslag ") and level == 3]) == 60
    assert max(len(text) for _, text in whole.headings) < 150
    for found in (whole, local):
        assert f"Begrunnelse: {long}\nBesluttet av: {long}\nKommentar: {long}" in found.text
        check_tables(found)


def test_the_example_is_marked(local_register, tmp_path, monkeypatch, quick):
    used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    found = made()
    assert f"Merk: {EXAMPLE}" in [text for _, text in found.paragraphs[:4]]
    assert any(EXAMPLE in text_of(xml) for name, xml in found.files.items() if "footer" in name)
    assert [row[0] for row in found.table_below("2 Informasjon til foreldre")[1:]] == [
        f"Kommune {x}" for x in "ABCDEFGHI"
    ]
    assert "Kommune A" in made(area="Kommune A").paragraphs[0][1]
    assert report.file_name(TODAY, "Kommune A", True).startswith("eksempeldata-kunnskapsgrunnlag")


def test_hostile_texts_are_texts(local_register, quick):
    send(local_register, replace(REPORT, comment=HOSTILE))
    write(local_register, Proposal(HOSTILE, HOSTILE), Assessment(3, CHANGE, HOSTILE))
    found = made()
    assert f"Hamar, tiltak 1: Kommentar: {HOSTILE}" in found.text
    assert (3, f"Forslag 1: {HOSTILE}") in found.headings
    assert "ond.example" not in ElementTree.tostring(found.files["word/_rels/document.xml.rels"], encoding="unicode")
