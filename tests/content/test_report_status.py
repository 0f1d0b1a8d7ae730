"""The report and the register: what is answered and written now is in it."""

import uuid
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from content import warehouse
from content.documents import knowledge_base
from content.figures.credits import EXAMPLE
from content.status import status_words
from register.entries import save
from register.entry_kinds import CHANGE, MERGE, Adoption, Assessment, Proposal
from register.validation.rules import DONE, DROPPED, LONGEST
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, send
from word import Read, W, check_tables, read_undrawn, text_of

HOSTILE = "=cmd|' /C calc'!A0 <w:p> & ]]> **fet** [lenke](https://ond.example)"


def write(engine, *drafts) -> None:
    """Save what the working group writes of the next plan."""
    known = {*range(1, 17), HAMAR, "draft"}
    for draft in drafts:
        assert save(engine, WORKING_GROUP, draft, known, TODAY, str(uuid.uuid4()))


def made(**asked) -> Read:
    return read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY, **asked))


def test_shares_are_of_those_who_have_answered(local_register, without_figures):
    send(local_register, replace(REPORT, status=DONE, in_place_on=date(2026, 11, 1), comment="Ferdig"))
    found = made()
    head, first, second, *_ = found.table_below("Hvor langt tiltakene er kommet")
    assert head == ["Tiltak", "Har fått svar", "Gjennomført", "Siste frist i planen"]
    assert first[1:3] == ["1 av 9", "1 av 1 svar"] and second[1:3] == ["0 av 9", "–"]
    assert "Fra venstre: 1 gjennomført og 138 ikke spurt ennå." in found.text
    assert status_words.ANSWERED_BY in found.text and "138 av 139 oppgaver har ikke fått svar." in found.text
    local = made(area="Hamar")
    assert local.headings[0] == (1, "1 av 15 oppgaver i Hamar har fått svar") and "Ferdig" in local.text
    assert local.table_below("På plass")[1][:2] == ["1\u00a0Kompetanse i tidlig avdekking", "● Gjennomført"]
    assert len(local.table_below("Ikke spurt ennå")) == 1 + 14


def test_what_is_written_now_is_in_a_report_made_now(local_register, without_figures):
    before = made()
    assert (
        "Ingen av de 16 tiltakene er vurdert ennå." in before.text
        and "Ingen nye tiltak er foreslått ennå." in before.text
    )
    write(
        local_register,
        Assessment(5, CHANGE, "Bør gjelde alle ansatte"),
        Assessment(11, MERGE, "Henger sammen", "tiltak 12"),
        Proposal("Digitale overgrep", "Planen mangler det", deadline=date(2028, 6, 30), done_when="Prosedyre vedtatt"),
        Adoption(HAMAR, date(2023, 3, 1), date(2026, 12, 31), "Sak 12/23"),
    )
    after = made()
    assert "2 av 16 tiltak er vurdert" in after.text and "1 nytt tiltak er foreslått." in after.text
    rows = {row[0]: row for row in after.table_below("Vurdering av tiltakene")}
    assert rows["11\u00a0Avtaler med krisesenteret"][1:3] == ["Slå sammen med tiltak 12", "Henger sammen"]
    assert (3, "Forslag 1: Digitale overgrep") in after.headings
    for part in ("Frist: 30.6.2028", "Slik ser vi at det er gjort: Prosedyre vedtatt", "Mangler ennå: tema"):
        assert part in after.text
    adopted = {row[0]: row for row in after.table_below("Vedtak av planen i kommunene")}["Hamar"]
    assert adopted == [
        "Hamar",
        "1.3.2023",
        "31.12.2026",
        "Gjelder for rapporteringsårene til og med 2026, ikke for 2027",
        "Sak 12/23",
    ]


def test_long_texts_and_many_proposals(local_register, without_figures):
    long = ("Ordet " + "ordet " * 200)[:LONGEST].strip()
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
    assert f"Begrunnelse: {long}\nBesluttet av: {long}\nKommentar: {long}" in local.text
    assert whole.text.count(long) >= 60 and long not in {text for _, text in whole.headings}
    for found in (whole, local):
        check_tables(found)


def test_the_example_is_marked(local_register, tmp_path, monkeypatch, without_figures):
    used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    found = made()
    assert found.paragraphs[1][1].startswith(EXAMPLE)
    # The foot is on the first page too: it is not told apart.
    assert any(EXAMPLE in text_of(xml) for name, xml in found.files.items() if "footer" in name)
    assert found.body.find(f".//{W}titlePg") is None
    assert "Kommune A" in made(area="Kommune A").paragraphs[0][1]
    name = knowledge_base.file_name(warehouse.version_in_use(), TODAY, "Kommune A")
    assert name.startswith("eksempeldata-kunnskapsgrunnlag")


def test_hostile_texts_are_texts(local_register, without_figures):
    send(local_register, replace(REPORT, comment=HOSTILE))
    write(local_register, Proposal(HOSTILE, HOSTILE), Assessment(3, CHANGE, HOSTILE))
    assert f"Hamar, tiltak 1: Kommentar: {HOSTILE}" in made(area="Hamar").text
    found = made()
    assert (3, f"Forslag 1: {HOSTILE}") in found.headings
    assert "ond.example" not in ElementTree.tostring(found.files["word/_rels/document.xml.rels"], encoding="unicode")
