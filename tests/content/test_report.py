"""The report as Word: read back from the finished file, it holds what the pages say, and can be read by everybody."""

import re
import subprocess
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from content import drawing, warehouse
from content.documents import knowledge_base
from content.documents.knowledge_base import chapters
from content.documents.knowledge_base.background import WHERE_LAWS_STAND
from content.documents.knowledge_base.chapters import CHAPTERS
from content.documents.word import styles, writer
from content.figures.credits import EXAMPLE, LINK
from content.figures.facts import first
from content.figures.figure import ASK_THE_KEEPER, NONE_ENTERED, Shown
from content.plan import laws
from content.status import queries
from known_figures import FIGURES
from register.rounds import close_round, open_round
from reported import TODAY, WORKING_GROUP
from word import PAGE, Read, W, check_tables, height, pages, parts, read, read_undrawn, text_of

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


@pytest.fixture(scope="module")
def known(shown) -> dict[str, Shown]:
    """The figures that are told: those about the plan itself are the table of the measures."""
    return {id: figure for id, figure in shown.items() if FIGURES[id].page in CHAPTERS}


def alts(found: Read) -> list[str]:
    return [e.get("descr") for e in found.body.iter() if e.tag.endswith("}docPr")]


def test_no_heading_skips_a_level(each):
    levels = [level for level, _ in each.headings]
    assert levels[0] == 1 and set(levels) == {1, 2, 3}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [style for style, _ in each.paragraphs][:2] == ["Title", "Subtitle"]


def test_every_picture_says_what_it_shows(whole, municipal, known, filled, reading):
    shares = [fact for fact in first(reading(filled)) if fact.mark]
    strips, drawn = alts(whole)[: len(shares)], alts(whole)[len(shares) :]
    assert drawn == [figure.alt for figure in known.values() if figure.spec is not None]
    for fact, alt in zip(shares, strips, strict=True):
        assert fact.sentence in alt and fact.uncertainty in alt
    [own] = alts(municipal)
    assert own.startswith("Hva ville den nasjonale andelen bety her?") and "Hamar" in own


def test_pictures_leave_a_third_of_the_page(whole):
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in whole.body.iter() if e.tag.endswith("drawing}extent")]
    sizes = sizes or [
        (int(e.get("cx")), int(e.get("cy"))) for e in whole.body.iter() if e.tag.endswith("Drawing}extent")
    ]
    assert sizes
    for wide, tall in sizes:
        assert wide <= styles.TEXT_WIDTH and tall <= 2 / 3 * (styles.A4[1] - 2 * styles.MARGIN)


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


def test_it_begins_with_its_day_and_what_it_is_of_and_ends_with_the_version(whole, municipal, filled, reading):
    version = reading(filled)
    for found, of in ((whole, "Alle kommunene i planen"), (municipal, "Hamar")):
        texts = [text for _, text in found.paragraphs]
        assert texts[1] == f"Laget 23.11.2026. {of}. Status slik den er per 23.11.2026."
        names = [name.removesuffix(".duckdb") for name in warehouse.names(version)]
        assert all(name in texts[-1] for name in names)
        assert not any(name in text for name in names for text in texts[:-1])
    assert EXAMPLE not in whole.text


def test_it_begins_with_what_is_found(whole, municipal):
    assert whole.headings[0] == (
        1,
        "Planen skal være revidert om 219 dager, og ingen av de 139 oppgavene har fått svar",
    )
    assert municipal.headings[0] == (1, "Ingen av de 15 oppgavene i Hamar har fått svar ennå")


def test_contents_lead_to_the_parts(whole):
    marks = {mark.get(f"{W}name") for mark in whole.body.iter(f"{W}bookmarkStart")}
    links = [link for link in whole.body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert [text_of(link) for link in links] == [text for level, text in whole.headings if level == 1]
    assert {link.get(f"{W}anchor") for link in links} == marks and len(marks) == len(links)


@pytest.mark.parametrize("id", [id for id, figure in FIGURES.items() if figure.page in CHAPTERS])
def test_every_figure_is_told_with_its_numbers(whole, known, id):
    """Its numbers are in its picture, whose alternative text holds them; where there is none, in its sentences."""
    figure, number = known[id], list(known).index(id) + 1
    [place] = [place for place, (style, text) in enumerate(whole.paragraphs) if text == chapters.finding(figure)]
    below = [text for _, text in whole.paragraphs[place + 1 : place + 8]]
    assert below[0] == f"Figur {number}. {figure.scope}"
    if figure.chart is None:
        assert [said(sentence) for sentence in figure.can_say] == below[1 : 1 + len(figure.can_say)]
    credit = f"Kilde: {said(' '.join(figure.publishers))}"
    assert next(text for text in below if "Kilde: " in text).endswith(credit)
    assert [sentence for sentence in figure.cannot_say if said(sentence) not in whole.text] == []
    [definition] = [text for text in whole.text.split("\n") if text.endswith(f": {figure.definition}")]
    assert number in numbers_in(definition.partition(":")[0])


def numbers_in(told: str) -> list[int]:
    """«Figur 1–3 og 7» → 1, 2, 3, 7."""
    runs = [[int(end) for end in run.split("–")] for run in re.findall(r"\d+(?:–\d+)?", told)]
    return [number for run in runs for number in range(run[0], run[-1] + 1)]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([1], "1"), ([1, 2], "1 og 2"), ([1, 2, 3, 7], "1–3 og 7"), ([2, 4, 5, 9, 10, 11], "2, 4, 5 og 9–11")],
)
def test_numbers_of_figures_are_told_short(numbers, told):
    assert chapters.ranges(numbers) == told and numbers_in(told) == numbers


def without(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text


def test_what_several_figures_can_not_say_is_said_once_for_all_of_them(whole, known):
    told = {sentence for figure in known.values() for sentence in figure.cannot_say}
    for sentence in told:
        longer = [said(other) for other in told if sentence != other and sentence in other]
        places = [text for _, text in whole.paragraphs if said(sentence) in without(text, longer)]
        pages = {FIGURES[id].page for id, figure in known.items() if sentence in figure.cannot_say}
        assert len(places) == len(pages), sentence


def test_shorter_knowledge_keeps_caveat_and_source(municipal, known):
    texts = [text for _, text in municipal.paragraphs]
    for id in ("adults_2014", "youth_acts", "national_residents", "advisory_cases"):
        [told] = [text for text in texts if f": {chapters.finding(known[id])}. " in text]
        assert told.endswith(f"Kilde: {said(' '.join(known[id].publishers))}")
        assert [sentence for sentence in known[id].cannot_say if said(sentence) not in municipal.text] == []
        assert known[id].definition not in municipal.text


def test_a_municipality_has_its_fifteen_tasks(municipal):
    assert [text for level, text in municipal.headings if level == 2][:2] == [
        "Ikke spurt ennå",
        "Hva må besluttes her?",
    ]
    table = municipal.table_below("Ikke spurt ennå")
    assert table[0] == ["Tiltak", "Ansvarlig", "Frist"] and len(table) == 1 + 15
    assert "Når svarer vi om status? 15 oppgaver har ikke fått svar." in municipal.text
    assert (
        "Lov på området. Om loven krever dette tiltaket, er ikke vurdert her. Barnehageloven (tiltak" in municipal.text
    )


def test_where_nobody_has_answered_it_is_said_once(whole):
    assert "Ingen av de 139 oppgavene har fått svar ennå." in whole.text
    table = whole.table_below("Hvor langt tiltakene er kommet")
    assert table[0] == ["Tiltak", "Oppgaver", "Siste frist i planen"] and len(table) == 1 + 16
    assert table[1] == ["1\u00a0Kompetanse i tidlig avdekking", "9", "▼ 31.12.2023"]
    assert table[16] == ["16\u00a0Revisjon", "10", "30.6.2027"] and table[7][2] == "Ingen frist i planen"
    assert "Vi mangler" not in whole.text and "selv har svart" not in whole.text


def test_nothing_read_speaks_of_files_or_old_words(whole, municipal):
    for found in (whole, municipal):
        said = re.findall(
            r"data/raw|settings\.toml|README|[Ii]kke rapportert|\b[Mm]eldt\b|\b[Mm]elding|Hull|Skal eller bør",
            found.text,
        )
        assert said == []


def test_gaps_news_laws_and_sources_are_told(whole, filled, reading):
    for name in ("Tall uten tiltak", "Tiltak uten tall", "Målgrupper for tiltak uten tall", "Overlatt til neste plan"):
        assert any(text.startswith(f"{name}: ") for _, text in whole.paragraphs)
    version, texts = reading(filled), [text for _, text in whole.paragraphs]
    for sql in (
        "select title from marts.developments",
        "select title from marts.sources",
        "select detail from marts.notices",
    ):
        for text in warehouse.query(version, sql).iloc[:, 0]:
            assert any(text.rstrip(".") in told for told in texts), text
    rows = warehouse.query(version, laws.LAWS)
    [of_laws] = [text for text in texts if text.startswith("Barnehageloven")]
    assert "Barnevernsloven §\u00a013-2, §\u00a015-1 første ledd" in of_laws and "(tiltak\u00a01, 2, 3, 5, 6" in of_laws
    for row in rows.itertuples():
        assert laws.unbroken(row.summary if row.duty == laws.NONE_FOUND else row.paragraph) in of_laws
    assert laws.checked(rows) in whole.text and WHERE_LAWS_STAND in whole.text
    assert "1.1.2026 (lov) Lov 20. juni 2025 nr. 42: endringer i krisesenterlova" in whole.text


@pytest.mark.parametrize("asked", [{}, {"area": "Hamar"}])
def test_an_empty_version_is_told_in_sentences(emptied, reading, asked):
    reading(emptied)
    found = made(**asked)
    levels = [level for level, _ in found.headings]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    of_all = () if asked else (laws.EMPTY, f"Ingen kilder er lagt inn. {ASK_THE_KEEPER}")
    for told in (NONE_ENTERED, *of_all):
        assert told.removesuffix(f" {ASK_THE_KEEPER}") in found.text
    # Whom to ask says nothing to a council that reads it on paper.
    assert "Ta kontakt" not in found.text
    assert not re.search(r"\b(nan|None|NaT)\b", found.text)


@pytest.mark.parametrize("asked", [{}, {"area": "Hamar"}])
def test_why_figures_are_missing_is_said_once_for_all_of_them(published, reading, asked):
    reading(published)
    found = read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY, **asked))
    assert found.text.count("Hamar krisesenter har ikke levert årstall ennå.") == 1
    [told] = [text for _, text in found.paragraphs if "har ikke levert årstall ennå." in text]
    waiting = [figure.question for id, figure in FIGURES.items() if id.startswith("centre_")][1:]
    assert told == " ".join(["Hamar krisesenter har ikke levert årstall ennå.", *waiting])
    assert "Ta kontakt" not in found.text


def test_pictures_are_drawn_in_a_process_of_their_own(shown, capfd, monkeypatch):
    """Which imports the renderer and not what charts are made with, and so begins at once."""
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    with drawing.renderer() as draw:
        drawn = [draw(shown[id].spec | writer.PICTURE | {"width": 600}) for id in ("homicides", "adults_2014")]
        assert all(picture.result().startswith(b"\x89PNG") for picture in drawn)
    imported = {line.rpartition("|")[2].strip() for line in capfd.readouterr().err.splitlines()}
    assert "vl_convert" in imported and not {"altair", "pandas"} & imported
    monkeypatch.delenv("PYTHONPROFILEIMPORTTIME")
    with drawing.renderer() as draw, pytest.raises(RuntimeError, match="has ended"):
        draw({"mark": "nothing"}).result()
    assert "Traceback" in capfd.readouterr().err


def test_the_files_name_says_the_municipality_the_round_and_the_day(local_register):
    def name(area: str | None = None) -> str:
        return knowledge_base.file_name(warehouse.version_in_use(), TODAY, area)

    assert name() == "kunnskapsgrunnlag-2026-11-23.docx"
    assert name("Åmot") == "kunnskapsgrunnlag-amot-2026-11-23.docx"
    open_round(local_register, WORKING_GROUP, "Våren 2026", date(2026, 12, 15), TODAY, tasks=139)
    assert name() == "kunnskapsgrunnlag-varen-2026-2026-11-23.docx"
    content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
    close_round(local_register, WORKING_GROUP, queries.frozen_tasks(content))
    assert name("Åmot") == "kunnskapsgrunnlag-amot-2026-11-23.docx", "it tells what is so after the round, too"
    open_round(local_register, WORKING_GROUP, "Høsten 2026", date(2026, 12, 15), TODAY, tasks=139)
    assert name() == "kunnskapsgrunnlag-hosten-2026-2026-11-23.docx"


@pytest.fixture(scope="module")
def longest(filled, tmp_path_factory) -> dict[str, bytes]:
    """All that there is to tell: the years of the centre, and the example with its answers, evaluations and proposals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        address = f"sqlite:///{tmp_path_factory.mktemp('example')}/example.sqlite"
        used = replace(warehouse.settings(), address=address, is_example=True)
        patch.setattr(warehouse, "settings", lambda: used)
        version = warehouse.version_in_use()
        return {
            name: writer.written(knowledge_base.document(version, TODAY, area))
            for name, area in (("all", None), ("one", "Kommune A"))
        }


def test_what_has_no_picture_says_of_whom_it_is(municipal):
    """«Rundt én av fire» is of somebody, also in the paper of a municipality."""
    told = municipal.text
    assert (
        "minst ett tilfelle av seksuell vold i oppveksten. Hele landet. Prosent av elever i videregående skole 16–19 år"
        in told
    )
    assert (
        "4\u00a0% av ungdommene oppgir alvorlig vold. Hele landet 2019. Prosent av ungdommene (12–16 år) som svarte"
        in told
    )
    # What a stroke is, is of no use where none is drawn.
    assert "Tynn strek" not in told and "Bred strek" not in told


FEWER_THAN = {"all": 25, "one": 8}
"""Pages: what a committee reads, and a municipality."""


@pytest.mark.parametrize("name", FEWER_THAN)
def test_it_is_short_as_its_own_styles_and_pictures_say(longest, name):
    """Worked out from how tall each line and picture is, and where a page begins: the room left at its end is not seen."""
    found = read(longest[name])
    assert pages(found) < FEWER_THAN[name]
    assert height(found, parts(found)[0]) < 2 * PAGE


@pytest.mark.long
def test_it_is_short_as_it_is_laid_out(longest, tmp_path):
    """In whatever font the machine has for Calibri, which is as wide or wider."""
    for name, content in longest.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "all.docx", "one.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for name, most in FEWER_THAN.items():
        laid_out = (tmp_path / f"{name}.pdf").read_bytes()
        assert 2 < len(re.findall(rb"/Type\s*/Page\b(?!s)", laid_out)) < most
