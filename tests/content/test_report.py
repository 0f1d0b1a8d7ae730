"""The report as Word: read back from the finished file, it holds what the pages say, and can be read by everybody."""

import re
from datetime import datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from content import warehouse
from content.charts import drawing
from content.documents import knowledge_base
from content.documents.word import styles, writer
from content.figures.credits import EXAMPLE, LINK
from content.figures.figure import ASK_THE_KEEPER, NONE_ENTERED
from content.plan import laws
from known_figures import FIGURES
from reported import TODAY
from word import Read, W, check_tables, read, read_undrawn, text_of

DC, TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
A4 = {"w": "11906", "h": "16838"}


def said(markdown: str) -> str:
    return LINK.sub(r"\1", markdown).replace("**", "")


def made(**asked) -> Read:
    return read(writer.written(knowledge_base.document(warehouse.version_in_use(), TODAY, **asked)))


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
        assert width <= styles.TEXT_WIDTH and height <= 2 / 3 * (styles.A4[1] - 2 * styles.MARGIN)


def test_header_rows_are_marked_and_tables_fit(each):
    check_tables(each)


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
    for part in ("Laget: 23.11.2026", "Utvalg: Alle kommunene i planen. Status slik den er per 23.11.2026."):
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
    assert [text for level, text in municipal.headings if level == 2][0] == "Ikke spurt ennå"
    table = municipal.table_below("Ikke spurt ennå")
    assert table[0] == ["Tiltak", "Ansvarlig", "Frist"] and len(table) == 1 + 15
    assert "Ingen av de 15 oppgavene har fått svar ennå." in municipal.text
    assert (
        "Lov på området. Om loven krever dette tiltaket, er ikke vurdert her. Barnehageloven (tiltak" in municipal.text
    )


def test_where_nobody_has_answered_it_is_said_once(whole):
    assert "Ingen av de 139 oppgavene har fått svar ennå." in whole.text
    assert whole.table_below("Status på tiltakene")[0] == ["Tiltak", "Frist"]
    assert "I kommunene: Ikke spurt ennå. ▼ Fristen er ute (31.12.2023)." in whole.text
    assert "Felles: Ikke spurt ennå. ◇ Fristen er ikke ute (30.6.2027: revisjonen ferdig; for å utpeke" in whole.text
    assert "Ordlyd i oversikten (kapittel 1): Informasjon" in whole.text
    assert "Vi mangler" not in whole.text and "selv har svart" not in whole.text


def test_nothing_read_speaks_of_files_or_old_words(whole, municipal):
    for found in (whole, municipal):
        said = re.findall(
            r"data/raw|settings\.toml|README|[Ii]kke rapportert|\b[Mm]eldt\b|\b[Mm]elding|Hull|Skal eller bør",
            found.text,
        )
        assert said == []


def test_gaps_news_laws_and_sources_are_told(whole, filled, reading):
    headings = [text for _, text in whole.headings]
    for name in ("Tall uten tiltak", "Tiltak uten tall", "Målgrupper for tiltak uten tall", "Overlatt til neste plan"):
        assert name in headings
    version, texts = reading(filled), [text for _, text in whole.paragraphs]
    for sql in (
        "select title from marts.developments",
        "select title from marts.sources",
        "select detail from marts.notices",
    ):
        for text in warehouse.query(version, sql).iloc[:, 0]:
            assert any(text.rstrip(".") in told for told in texts), text
    rows = warehouse.query(version, laws.LAWS)
    sentences = [*laws.sentences(rows), *laws.plan_sentences(warehouse.query(version, laws.PLAN_LAWS))]
    assert {said(text) for text in sentences} - set(texts) == set()
    assert laws.checked(rows) in whole.text
    assert "1.1.2026 (lov) Lov 20. juni 2025 nr. 42: endringer i krisesenterlova" in whole.text


@pytest.mark.parametrize("asked", [{}, {"area": "Hamar"}])
def test_an_empty_version_is_told_in_sentences(emptied, reading, asked):
    reading(emptied)
    found = made(**asked)
    levels = [level for level, _ in found.headings]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    for told in (NONE_ENTERED, laws.EMPTY, f"Ingen kilder er lagt inn. {ASK_THE_KEEPER}"):
        assert told.removesuffix(f" {ASK_THE_KEEPER}") in found.text
    # Whom to ask says nothing to a council that reads it on paper.
    assert "Ta kontakt" not in found.text
    assert not re.search(r"\b(nan|None|NaT)\b", found.text)


@pytest.mark.parametrize("asked", [{}, {"area": "Hamar"}])
def test_why_figures_are_missing_is_said_once_for_all_of_them(published, reading, asked):
    reading(published)
    found = read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY, **asked))
    assert found.text.count("Hamar krisesenter har ikke levert årstall ennå.") == 1
    place = [text for _, text in found.paragraphs].index("Hamar krisesenter har ikke levert årstall ennå.")
    assert [text for _, text in found.paragraphs][place + 1 : place + 6] == [
        figure.question for id, figure in FIGURES.items() if id.startswith("centre_")
    ][1:]
    assert "Ta kontakt" not in found.text


def test_pictures_are_drawn_in_a_process_of_their_own(shown, capfd):
    with drawing.renderer() as draw:
        drawn = [draw(shown[id].spec | writer.PICTURE) for id in ("homicides", "adults_2014")]
        assert all(picture.result().startswith(b"\x89PNG") for picture in drawn)
    with drawing.renderer() as draw, pytest.raises(RuntimeError, match="has ended"):
        draw({"mark": "nothing"}).result()
    assert "Traceback" in capfd.readouterr().err


def test_file_name_is_told_apart():
    assert knowledge_base.file_name(TODAY, "Åmot") == "kunnskapsgrunnlag-for-ny-handlingsplan-amot-2026-11-23.docx"
    assert knowledge_base.file_name(TODAY) == "kunnskapsgrunnlag-for-ny-handlingsplan-2026-11-23.docx"
