"""The report as Word: read back from the finished file, it holds what the pages say, and can be read by everybody."""

import io
import re
import uuid
import zipfile
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard import report_content, status, warehouse
from dashboard.export import document, drawing, report, report_figures
from dashboard.export.words import EXAMPLE, LINK
from dashboard.figures import DEADLINES, FIGURES
from register.entries import save
from register.entry_kinds import CHANGE, MERGE, Adoption, Assessment, Proposal
from register.rounds import close_round, open_round
from register.rules import DONE, DROPPED, LONGEST, PARTLY
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, send

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC, TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
A4 = {"w": "11906", "h": "16838"}
HOSTILE = "=cmd|' /C calc'!A0 <w:p> & ]]> **fet** [lenke](https://ond.example)"


class Read(NamedTuple):
    """A Word file, as another library than the one that wrote it finds it."""

    paragraphs: list[tuple[str, str]]
    """Style and text, in order, outside tables."""
    tables: list[list[list[str]]]
    files: dict[str, ElementTree.Element]

    @property
    def text(self) -> str:
        return "\n".join(
            [text for _, text in self.paragraphs] + [cell for t in self.tables for row in t for cell in row]
        )

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(style[-1]), text) for style, text in self.paragraphs if style.startswith("Heading")]

    @property
    def body(self) -> ElementTree.Element:
        return self.files["word/document.xml"]

    def table_below(self, heading: str) -> list[list[str]]:
        """The first table after a heading."""
        seen = tables = 0
        for block in self.body.find(f"{W}body"):
            seen += text_of(block) == heading and block.tag == f"{W}p" and style_of(block).startswith("Heading")
            tables += block.tag == f"{W}tbl"
            if seen and block.tag == f"{W}tbl":
                return self.tables[tables - 1]
        raise AssertionError(f"no table below {heading}")


def text_of(block: ElementTree.Element) -> str:
    written = {f"{W}t": lambda part: part.text or "", f"{W}br": lambda part: "\n"}
    return "".join(written[part.tag](part) for part in block.iter() if part.tag in written)


def style_of(paragraph: ElementTree.Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def read(content: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        files = {
            name: ElementTree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }
    body = files["word/document.xml"].find(f"{W}body")
    return Read(
        [(style_of(block), text_of(block)) for block in body.findall(f"{W}p")],
        [
            [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in t.findall(f"{W}tr")]
            for t in body.findall(f"{W}tbl")
        ],
        files,
    )


def said(markdown: str) -> str:
    return LINK.sub(r"\1", markdown).replace("**", "")


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


@pytest.fixture(scope="module")
def whole(filled) -> Read:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        return made()


@pytest.fixture(scope="module")
def municipal(filled) -> Read:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        return made(area="Hamar")


@pytest.fixture
def quick(monkeypatch) -> None:
    """Without figures: what is reported is the same with them, and they take most of the time."""
    for module in (report, report_content):
        monkeypatch.setattr(module, "FIGURES", {})


@pytest.fixture(params=["whole", "municipal"])
def each(request) -> Read:
    return request.getfixturevalue(request.param)


def test_no_heading_skips_a_level(each):
    levels = [level for level, _ in each.headings]
    assert levels[0] == 1 and set(levels) == {1, 2, 3}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [style for style, _ in each.paragraphs][:2] == ["Title", "Subtitle"]


def test_every_picture_says_what_it_shows(whole, municipal, shown):
    def alts(found: Read) -> list[str]:
        return [e.get("descr") for e in found.body.iter() if e.tag.endswith("}docPr")]

    drawn = {id: figure for id, figure in shown.items() if figure.spec is not None}
    assert sorted(alts(whole)) == sorted(figure.alt for figure in drawn.values())
    [own] = alts(municipal)
    assert own.startswith("Hva ville den nasjonale andelen bety her?") and "Hamar" in own


def test_pictures_leave_a_third_of_the_page(whole):
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in whole.body.iter() if e.tag.endswith("drawing}extent")]
    sizes = sizes or [
        (int(e.get("cx")), int(e.get("cy"))) for e in whole.body.iter() if e.tag.endswith("Drawing}extent")
    ]
    assert sizes
    for width, height in sizes:
        assert width <= document.TEXT_WIDTH and height <= 2 / 3 * (document.A4[1] - 2 * document.MARGIN)


def test_header_rows_are_marked_and_tables_fit(each):
    tables = each.body.findall(f"{W}body/{W}tbl")
    assert tables
    for table in tables:
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert marked == [True] + [False] * (len(marked) - 1) and len(marked) > 1
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert min(widths) > 0 and sum(widths) <= document.TEXT_WIDTH.twips


def test_language_properties_and_page(whole):
    languages = {e.get(f"{W}val") for e in whole.files["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"nb-NO"}
    about = whole.files["docProps/core.xml"]
    assert about.find(f"{DC}title").text == "Kunnskapsgrunnlag for ny handlingsplan"
    assert about.find(f"{DC}language").text == "nb-NO"
    assert datetime.fromisoformat(about.find(f"{TERMS}created").text).date() == TODAY
    assert "python" not in ElementTree.tostring(about, encoding="unicode")
    size = whole.body.find(f".//{W}pgSz")
    assert {side: size.get(f"{W}{side}") for side in A4} == A4
    footers = [ElementTree.tostring(xml, encoding="unicode") for name, xml in whole.files.items() if "footer" in name]
    assert any('instr="PAGE"' in text for text in footers)


def test_front_page_carries_date_version_and_filters(whole, municipal, filled, reading):
    version = reading(filled)
    front = "\n".join(text for _, text in whole.paragraphs[:8])
    for part in ("Laget: 23.11.2026", "Utvalg: Alle kommunene i planen. Status slik den er meldt per 23.11.2026."):
        assert part in front
    for name in warehouse.names(version):
        assert name.removesuffix(".duckdb") in front
    assert "Utvalg: Hamar." in "\n".join(text for _, text in municipal.paragraphs[:8])
    assert EXAMPLE not in whole.text


def test_contents_lead_to_the_parts(each):
    marks = {mark.get(f"{W}name") for mark in each.body.iter(f"{W}bookmarkStart")}
    links = [link for link in each.body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert [text_of(link) for link in links] == [text for level, text in each.headings if level == 1]
    assert {link.get(f"{W}anchor") for link in links} == marks and len(marks) == len(links)


@pytest.mark.parametrize("id", FIGURES)
def test_every_figure_is_told_with_its_numbers(whole, shown, id):
    figure, texts = shown[id], {text for _, text in whole.paragraphs}
    assert figure.question in {text for _, text in whole.headings}
    told = [figure.scope, *figure.can_say, *figure.cannot_say, *(f"Kilde: {source}" for source in figure.sources)]
    assert {said(sentence) for sentence in told} - texts == set()
    assert f"Forklaring. {figure.definition}" in texts
    filled_columns = [name for name in figure.table if figure.table[name].astype(str).any()]
    cells = figure.table[filled_columns].astype(str).to_numpy().tolist()
    assert whole.table_below(figure.question) == [filled_columns, *cells]


def test_shorter_knowledge_keeps_caveat_and_source(municipal, shown):
    texts = {text for _, text in municipal.paragraphs}
    for id in ("adults_2014", "youth_acts", "national_residents", "advisory_cases"):
        told = [*shown[id].can_say, *shown[id].cannot_say, *(f"Kilde: {source}" for source in shown[id].sources)]
        assert {said(sentence) for sentence in told} - texts == set()
        assert f"Forklaring. {shown[id].definition}" not in texts


def test_a_municipality_has_its_fifteen_tasks(municipal):
    assert [text for level, text in municipal.headings if level == 2][:3] == [
        "På plass",
        "I arbeid",
        "Mangler, eller ikke meldt",
    ]
    table = municipal.table_below("Mangler, eller ikke meldt")
    assert table[0] == ["Tiltak", "Status", "På plass i", "Ansvarlig", "Frist", "Skal eller bør"]
    assert len(table) == 1 + 15 and table[1][1] == "· Ikke innhentet ennå"


def test_every_measure_has_its_cells(whole, filled, reading):
    tasks = warehouse.query(reading(filled), status.TASKS, {"today": TODAY, **status.EVERY_MEASURE})
    for (number, title), rows in tasks.groupby(["measure_no", "working_title"]):
        table = whole.table_below(f"{number} {title}")
        assert [row[0] for row in table[1:]] == rows["area"].tolist()
    assert "Ordlyd i oversikten (kapittel 1): Informasjon" in whole.text


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


def test_gaps_news_laws_and_sources_are_told(whole, filled, reading):
    headings = [text for _, text in whole.headings]
    for name in ("Tall uten tiltak", "Tiltak uten tall", "Målgrupper uten tall", "Overlatt til neste plan"):
        assert name in headings
    version, texts = reading(filled), [text for _, text in whole.paragraphs]
    for sql in (
        "select title from marts.developments",
        "select title from marts.sources",
        "select detail from marts.notices",
    ):
        for text in warehouse.query(version, sql).iloc[:, 0]:
            assert any(text.rstrip(".") in told for told in texts), text
    for law in warehouse.query(version, "select wording from marts.laws")["wording"]:
        assert f"«{law}.»" in whole.text
    assert "1.1.2026 (lov) Prop. 122 L" in whole.text


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
        test_header_rows_are_marked_and_tables_fit(found)


@pytest.mark.parametrize("asked", [{}, {"area": "Hamar"}, {"round_id": 1}, {"area": "Hamar", "round_id": 1}])
def test_an_empty_version_is_told_in_sentences(emptied, reading, asked):
    reading(emptied)
    found = made(**asked)
    levels = [level for level, _ in found.headings]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert FIGURES["adults_2014"].empty in found.text
    assert "data/raw/laws.csv" in found.text and "data/raw/sources.csv" in found.text
    assert not re.search(r"\b(nan|None|NaT)\b", found.text)


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


def test_what_xml_can_not_hold_is_left_out():
    page = document.new("Tittel\x01", "Om\x02", "v", TODAY)
    document.heading(page, "Over\x03skrift", 1)
    document.plain(page, "A\x00B\x0bC\ufffeD\ud800E 🙂", lead="Før\x1f")
    document.said(page, "F\x07G **fet\x08** [lenke\x0c](https://a.no/\x0e)")
    document.table(page, pd.DataFrame({"Kol\x01onne": ["a\x02b\nc", "=1+1"]}), "Om\x03")
    document.footer(page, "Fot\x04")
    found = read(document.finished(page))
    assert [text for _, text in found.paragraphs] == ["Overskrift", "Før: ABCDE 🙂", "FG fet lenke", ""]
    assert found.tables == [[["Kolonne"], ["ab\nc"], ["=1+1"]]]


def test_pictures_are_drawn_in_a_process_of_their_own(shown, capfd):
    with drawing.renderer() as draw:
        drawn = [draw(shown[id].spec | report_figures.PICTURE) for id in ("homicides", "adults_2014")]
        assert all(picture.result().startswith(b"\x89PNG") for picture in drawn)
    with drawing.renderer() as draw, pytest.raises(RuntimeError, match="has ended"):
        draw({"mark": "nothing"}).result()
    assert "Traceback" in capfd.readouterr().err


def test_file_name_is_told_apart():
    assert report.file_name(TODAY, "Åmot") == "kunnskapsgrunnlag-for-ny-handlingsplan-amot-2026-11-23.docx"
    assert report.file_name(TODAY) == "kunnskapsgrunnlag-for-ny-handlingsplan-2026-11-23.docx"
