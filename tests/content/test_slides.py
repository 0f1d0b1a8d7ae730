"""The slides as a PowerPoint file: which there are, what each says, and that all of it fits."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from xml.etree import ElementTree

import pandas as pd
import pytest
from content.slides.fit import HEIGHT, WIDTH, Slide

from content import wording
from content.figures.credits import EXAMPLE
from content.look.palette import LIGHT
from content.plan import decisions
from content.slides import deck, fit, wall
from content.slides.powerpoint.presentation import file_name, pptx
from known_figures import BY_ANCHOR, PACK
from powerpoint import EMU, A, C, P, Page, check_fits, plain, read, text_of
from proofs import some
from showing import TODAY

IDS = [*decisions.WORDS, *BY_ANCHOR]
LONG = " ".join(f"ord{number}" for number in range(170))
LONG_WORD = "ubrutt" * 170


@pytest.fixture(scope="module")
def made(filled_version):
    """A function: id → its slides, a file of them, and the pages of it."""

    @cache
    def make(id: str) -> tuple[list[Slide], bytes, list[Page]]:
        found = deck.slides(filled_version, (id,), TODAY)
        file = pptx(found)
        return found, file, read(file)

    return make


def slide(**fields) -> Slide:
    empty = dict.fromkeys(("title", "scope", "finding"), "") | dict.fromkeys(("table", "shown"))
    lists = dict.fromkeys(("bullets", "sources", "can_say", "cannot_say"), ())
    rest = {"id": "x", "published_at": pd.Timestamp("2026-11-23 12:00"), "is_example": False}
    return Slide(**empty | lists | rest | fields)


@pytest.mark.parametrize("id", IDS)
def test_a_slide_says_what_the_page_says(made, id):
    whole, _, pages = made(id)
    assert len(whole) == len(pages)
    for slide, page in zip(whole, pages, strict=True):
        assert page.texts[0].startswith(slide.title)
        assert page.texts[0].endswith(" (forts.)") == slide.is_continued
        for said in (*slide.can_say, *slide.cannot_say, slide.scope, *slide.sources):
            assert plain(said) in page.notes
        assert plain(slide.scope) in page.said
        assert all(plain(source) in page.said for source in slide.sources)
        assert f"Tallene ble lagt ut {wording.moment(slide.published_at)}." in page.said
        assert EXAMPLE not in page.said
        check_fits(page)
    if id in BY_ANCHOR:
        assert whole[0].title == BY_ANCHOR[id].question
        assert plain(whole[0].can_say[0]) in pages[0].said
        assert whole[0].sources


@pytest.mark.parametrize("id", IDS)
def test_every_shape_has_an_alternative_text_and_every_text_is_norwegian(made, id):
    whole, file, pages = made(id)
    archive = zipfile.ZipFile(io.BytesIO(file))
    for name in archive.namelist():
        if not name.endswith(".xml"):
            continue
        tree = ElementTree.fromstring(archive.read(name))
        assert [run for run in tree.iter(f"{A}r") if run.find(f"{A}rPr") is None] == [], name
        kinds = [f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr"]
        assert {found.get("lang") for kind in kinds for found in tree.iter(kind)} <= {"nb-NO"}, name
        assert [shape.get("name") for shape in tree.iter(f"{P}cNvPr") if not shape.get("descr")] == [], name
    for slide, page in zip(whole, pages, strict=True):
        drawn = [
            shape.get("descr") for shape in page.tree.iter(f"{P}cNvPr") if shape.get("name") in ("Figur", "Tabell")
        ]
        assert drawn == ([slide.alt] if slide.table is not None or slide.shown is not None else [])
        assert all(chart.find(f"{C}lang").get("val") == "nb-NO" for chart in page.charts)


@pytest.mark.parametrize("rows", some([1], [1, 2]))
def test_every_figure_of_few_rows_is_a_slide_too(filled_version, monkeypatch, rows):
    for id, figure in BY_ANCHOR.items():
        few = replace(figure, prepare=lambda frame, whole=figure.prepare: whole(frame).head(rows))
        monkeypatch.setitem(BY_ANCHOR, id, few)
    found = deck.slides(filled_version, tuple(BY_ANCHOR), TODAY)
    assert {slide.id for slide in found} == BY_ANCHOR.keys()
    assert all(wall.view(slide, 1, 1) for slide in found)
    for page in read(pptx(found)):
        check_fits(page)


def test_the_ready_pack_is_six_slides(filled_version, shown):
    pack = deck.slides(filled_version, tuple(PACK), TODAY)
    assert [slide.id for slide in pack] == PACK and len(pack) == 6
    assert pack[0].can_say == tuple(shown["youth_severity"].can_say)
    assert pack[3].table["Tiltak"].tolist()[0] == "1\u00a0Kompetanse i tidlig avdekking" and len(pack[3].table) == 16
    assert any(text.startswith("Hvem skal være koordinator for revisjonen?") for text in pack[5].bullets)


def test_all_there_is_can_be_chosen(filled_version):
    options = deck.choices(filled_version, TODAY)
    assert list(options)[:6] == PACK == deck.pack(filled_version)
    assert set(options) == {*decisions.WORDS, *BY_ANCHOR} - {"over-time"}
    assert all(id.isascii() for id in options)


def test_an_empty_version_says_what_is_missing(emptied, reading):
    version = reading(emptied)
    assert list(deck.choices(version, TODAY)) == PACK
    pages = read(pptx(deck.slides(version, tuple(PACK), TODAY)))
    said = [page.said for page in pages]
    for text, page in zip(
        (
            "Tabellen fra NKVTS 2019 er ikke lagt inn.",
            "Ingen tall er lagt inn.",
            "Ingen tiltak er lagt inn.",
            "Ingen tiltak er lagt inn.",
            "Hvor mange som er utsatt",
            "Planens datoer er ikke lagt inn.",
        ),
        said,
        strict=True,
    ):
        assert text in page


@pytest.mark.parametrize(
    ("address", "ids", "told"),
    [
        (None, PACK, []),
        ("", [], []),
        (" , ,", [], []),
        ("status,adults-2023", ["status", "adults-2023"], []),
        ("status,tull", ["status"], ["Adressen ber om 1 lysbilde som ikke finnes."]),
        ("<script>,../etc", [], ["Adressen ber om 2 lysbilder som ikke finnes."]),
        ("status,status", ["status"], ["Adressen ber om samme lysbilde flere ganger. Det vises én gang."]),
        (",".join(["status"] * 60), ["status"], ["Adressen ber om samme lysbilde flere ganger. Det vises én gang."]),
    ],
    ids=str,
)
def test_what_an_address_asks_for(address, ids, told):
    options = {"status": "Hvor langt er tiltakene kommet?", "adults-2023": "Hvor mange?"}
    assert deck.chosen(address, options, PACK) == (ids, told)


def test_sixty_slides_at_once(made):
    shown = [slide for id in (*IDS, *PACK) * 2 for slide in made(id)[0]]
    file = pptx(shown)
    pages = read(file)
    assert len(pages) == len(shown) >= 60
    archive = zipfile.ZipFile(io.BytesIO(file))
    assert archive.testzip() is None
    assert [name for name, count in Counter(archive.namelist()).items() if count > 1] == []
    for page in pages:
        check_fits(page)
        ids = [shape.get("id") for shape in page.tree.iter(f"{P}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_no_slides_are_a_file_too():
    assert read(pptx([])) == []


@pytest.mark.parametrize(
    "long", [LONG, LONG_WORD, f"{LONG}\n\n{LONG}\x0b\x00", "🙂漢" * 500], ids=["words", "one word", "lines", "wide"]
)
@pytest.mark.parametrize("field", ["title", "scope", "finding", "bullets", "sources", "table"])
def test_a_long_text_is_whole_and_fits(field, long):
    short = {"title": "Tittel", "scope": "Norge 2019.", "finding": "4 % oppgir dette.", "bullets": ("Punkt",)}
    table = pd.DataFrame({"Tiltak": ["1 Kort", "2 Lang"], "Merknad": ["Kort", long]})
    told = {
        "title": long,
        "scope": long,
        "finding": long,
        "bullets": ("Først", long),
        "sources": (f"Kilde: {long}",),
        "table": table,
    }
    parts = list(fit.fitted(slide(**short | {field: told[field]})))
    pages = read(pptx(parts))
    for page in pages:
        check_fits(page)
    assert [page.texts[0].endswith(" (forts.)") for page in pages] == [bool(n) for n in range(len(pages))]
    bodies = "".join("".join("".join(t.text for t in body.iter(f"{A}t")) for body in bodies_of(page)) for page in pages)
    wanted = re.sub(r"[\s\x00]", "", long)
    assert wanted in re.sub(r"\s", "", bodies)


def bodies_of(page: Page) -> list[ElementTree.Element]:
    """Bullets and cells, where the whole of a long text stands."""
    points = [shape for shape in page.tree.iter(f"{P}sp") if shape.find(f".//{P}cNvPr").get("name") == "Punkter"]
    return [*points, *(cell for row in list(page.tree.iter(f"{A}tr"))[1:] for cell in row.iter(f"{A}tc"))]


def test_a_long_table_is_split_between_rows_with_its_head_on_each():
    rows = pd.DataFrame({"Tiltak": [f"{number} Tiltak" for number in range(60)], "Status": "I gang"})
    pages = read(pptx(list(fit.fitted(slide(title="Tittel", table=rows)))))
    heads = [text_of(next(page.tree.iter(f"{A}tr"))) for page in pages]
    counts = [len(list(page.tree.iter(f"{A}tr"))) - 1 for page in pages]
    assert heads == ["Tiltak\nStatus"] * len(pages)
    assert sum(counts) == 60 and max(counts) - min(counts) <= 2


def test_an_example_is_marked_on_every_slide_and_in_the_name(filled_version):
    shown = [replace(slide, is_example=True) for slide in deck.slides(filled_version, tuple(PACK), TODAY)]
    file = pptx(shown)
    assert [EXAMPLE in page.texts for page in read(file)] == [True] * 6
    assert file_name(shown, TODAY) == "eksempeldata-vold-i-naere-relasjoner-2026-11-23.pptx"
    assert EXAMPLE in properties(file)["title"]
    assert EXAMPLE in wall.view(shown[0], 1, 6)
    assert file_name([replace(slide, is_example=False) for slide in shown], TODAY).startswith("vold-i-naere")


def properties(file: bytes) -> dict[str, str]:
    tree = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("docProps/core.xml"))
    return {found.tag.rpartition("}")[2]: found.text for found in tree}


def test_the_file_is_16_to_9_in_the_colours_of_the_dashboard_and_says_what_it_is(made):
    file = pptx(made("status")[0])
    archive = zipfile.ZipFile(io.BytesIO(file))
    size = ElementTree.fromstring(archive.read("ppt/presentation.xml")).find(f"{P}sldSz")
    assert (int(size.get("cx")), int(size.get("cy"))) == (WIDTH * EMU, HEIGHT * EMU)
    about = properties(file)
    assert about["title"] == "Vold i nære relasjoner: tall og tiltak"
    assert about["language"] == "nb-NO"
    assert abs((datetime.now(UTC) - datetime.fromisoformat(about["created"])).total_seconds()) < 60
    assert "Steve" not in archive.read("docProps/core.xml").decode()
    theme = archive.read("ppt/theme/theme1.xml").decode()
    assert all(colour[1:].upper() in theme for colour in (LIGHT.first, LIGHT.second, LIGHT.text))
    assert 'typeface="Georgia"' in theme and 'typeface="Arial"' in theme
