"""The PowerPoint file read back with the standard library alone: what it says, what it draws, that all of it fits."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from posixpath import join, normpath
from xml.etree import ElementTree

import pandas as pd
import pytest
import vl_convert

from dashboard import charts, decisions, slide_chart, slide_fit, slide_view, slides, warehouse, wording
from dashboard.export.slides import file_name, pptx
from dashboard.export.words import EXAMPLE
from dashboard.figures import FIGURES
from dashboard.slide_fit import HEIGHT, MARGIN, WIDTH, Slide
from dashboard.slides import BY_ID, PACK
from showing import TODAY

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
IDS = [*decisions.WORDS, *BY_ID]
# Figures of more rows than can be read from a distance on one slide.
TALL = ("deadlines", "centre-homes")
EMU = 9525
# How wide the letters of Arial are, in shares of their height.
ARIAL = {
    letter: width / 1000
    for width, letters in {
        191: "'", 222: "ijl", 278: " \u00a0!,./:;[]ftI|", 333: "()-r", 400: '"', 500: "ckvsxyzJ",
        556: "abdeghnopqu0123456789åé«»–_?•$#", 611: "FTZø", 667: "ABEKPSVXY&Å", 722: "CDHNRUw", 778: "GOQØ",
        833: "mM", 889: "%æ", 944: "W", 584: "<>=+",
    }.items()
    for letter in letters
}  # fmt: skip
LONG = " ".join(f"ord{number}" for number in range(170))
LONG_WORD = "ubrutt" * 170


@dataclass
class Page:
    """One slide of a file."""

    tree: ElementTree.Element
    notes: str
    charts: list[ElementTree.Element]

    @property
    def texts(self) -> list[str]:
        """The text of each shape and cell."""
        return [text_of(body) for body in self.tree.iter() if body.tag in (f"{P}txBody", f"{A}txBody")]

    @property
    def said(self) -> str:
        return plain("\n".join(self.texts))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def text_of(element: ElementTree.Element) -> str:
    return "\n".join("".join(text.text or "" for text in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))


def related(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Id of each relation of a part → path of the part it leads to."""
    folder, _, name = path.rpartition("/")
    tree = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    return {relation.get("Id"): normpath(join(folder, relation.get("Target"))) for relation in tree}


def read(file: bytes) -> list[Page]:
    archive = zipfile.ZipFile(io.BytesIO(file))
    deck, pages = related(archive, "ppt/presentation.xml"), []
    for entry in ElementTree.fromstring(archive.read("ppt/presentation.xml")).iter(f"{P}sldId"):
        path = deck[entry.get(f"{R}id")]
        parts = related(archive, path).values()
        [notes] = [ElementTree.fromstring(archive.read(part)) for part in parts if "notesSlide" in part]
        drawn = [ElementTree.fromstring(archive.read(part)) for part in parts if "/charts/" in part]
        pages.append(Page(ElementTree.fromstring(archive.read(path)), plain(text_of(notes)), drawn))
    return pages


def values(chart: ElementTree.Element) -> dict[str, dict[str, float]]:
    """Series → category → number, in the order of the chart."""
    found = {}
    for series in chart.iter(f"{C}ser"):
        names = [
            point.find(f"{C}v").text for point in series.iter(f"{C}pt") if point in list(series.find(f"{C}cat").iter())
        ]
        points = {int(p.get("idx")): float(p.find(f"{C}v").text) for p in series.find(f"{C}val").iter(f"{C}pt")}
        title = series.find(f"{C}tx").find(f".//{C}v").text
        found[title] = {f"{number} {names[number]}": value for number, value in points.items()}
    return found


def numbers(chart: ElementTree.Element) -> list[float]:
    return [value for series in values(chart).values() for value in series.values()]


def error_bars(chart: ElementTree.Element) -> tuple[list[float], list[float]]:
    [bars] = chart.iter(f"{C}errBars")
    return tuple([float(v.text) for v in bars.find(f"{C}{end}").iter(f"{C}v")] for end in ("minus", "plus"))


@pytest.fixture(scope="module")
def version(filled) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "PROCESSED", filled)
        yield warehouse.version_in_use()


@pytest.fixture(scope="module")
def made(version):
    """A function: id → its slides, and the pages of a file of them."""

    @cache
    def make(id: str) -> tuple[list[Slide], list[Page]]:
        found = slides.slides(version, (id,), TODAY)
        return found, read(pptx(found))

    return make


def slide(**fields) -> Slide:
    empty = dict.fromkeys(("title", "scope", "finding"), "") | dict.fromkeys(("table", "shown"))
    lists = dict.fromkeys(("bullets", "sources", "can_say", "cannot_say"), ())
    rest = {"id": "x", "published_at": pd.Timestamp("2026-11-23 12:00"), "is_example": False}
    return Slide(**empty | lists | rest | fields)


def check_fits(page: Page) -> None:
    """Every shape is on the slide, none lies on another, and the text of each has room."""
    frames = []
    for shape in [*page.tree.iter(f"{P}sp"), *page.tree.iter(f"{P}graphicFrame")]:
        [place] = [found for found in shape.iter() if found.tag in (f"{A}xfrm", f"{P}xfrm")]
        left, top = (int(place.find(f"{A}off").get(axis)) / EMU for axis in "xy")
        width, height = (int(place.find(f"{A}ext").get(side)) / EMU for side in ("cx", "cy"))
        assert 0 <= left and 0 <= top and left + width <= WIDTH and top + height <= HEIGHT + 0.01
        frames.append((left, top, left + width, top + height))
        if shape.tag == f"{P}sp":
            assert lines_of(shape, width) <= height + 1, text_of(shape)
        else:
            check_rows(shape, height)
    for number, a in enumerate(frames):
        for b in frames[number + 1 :]:
            assert min(a[2], b[2]) - max(a[0], b[0]) <= 0.1 or min(a[3], b[3]) - max(a[1], b[1]) <= 0.1


def check_rows(frame: ElementTree.Element, height: float) -> None:
    rows = list(frame.iter(f"{A}tr"))
    widths = [int(column.get("w")) / EMU for column in frame.iter(f"{A}gridCol")]
    assert sum(int(row.get("h")) for row in rows) / EMU <= height + 1
    for row in rows:
        for cell, width in zip(row.iter(f"{A}tc"), widths, strict=True):
            assert lines_of(cell, width - 16) <= int(row.get("h")) / EMU, text_of(cell)


def lines_of(shape: ElementTree.Element, width: float) -> float:
    """Pixels that the text takes in lines of 1.2 times its size."""
    total = 0.0
    for paragraph in shape.iter(f"{A}p"):
        sizes = [int(found.get("sz")) / 75 for found in paragraph.iter(f"{A}rPr") if found.get("sz")]
        if sizes:
            indent = 30 if paragraph.find(f"{A}pPr") is not None and paragraph.find(f"{A}pPr").get("marL") else 0
            text = "".join(found.text or "" for found in paragraph.iter(f"{A}t"))
            total += lines(text, (width - indent) / sizes[0]) * sizes[0] * 1.2
    return total


def lines(text: str, width: float) -> int:
    """How many lines Arial makes of it; the width is in letters as wide as they are high."""
    count, taken = 1, 0.0
    for word in re.split(r"(?<= )", text):
        letters = [ARIAL.get(letter, 1.0) for letter in word]
        if taken and taken + sum(letters) - (0.28 if word.endswith(" ") else 0) > width:
            count, taken = count + 1, 0.0
        for letter in letters:
            if taken + letter > width and letter != ARIAL[" "]:
                count, taken = count + 1, 0.0
            taken += letter
    return count


@pytest.mark.parametrize("id", IDS)
def test_a_slide_says_what_the_page_says(made, id):
    whole, pages = made(id)
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
    if id in BY_ID:
        assert whole[0].title == BY_ID[id].question
        assert plain(whole[0].can_say[0]) in pages[0].said
        assert whole[0].sources


@pytest.mark.parametrize("id", IDS)
def test_every_shape_has_an_alternative_text_and_every_text_is_norwegian(made, id):
    whole, pages = made(id)
    archive = zipfile.ZipFile(io.BytesIO(pptx(whole)))
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


@pytest.mark.parametrize("id", [id for id in BY_ID if BY_ID[id].chart is charts.bars and id not in TALL])
def test_bars_are_the_numbers_of_the_figure(made, shown, id):
    figure, chart = shown[BY_ID[id].id], made(id)[1][0].charts[0]
    found = numbers(chart)
    if id == "youth-severity":
        # Drawn from the counts; the printed percentages beside them are rounded.
        assert all(abs(a - b) < 1 for a, b in zip(found, figure.numbers["Prosent (tall)"], strict=True))
        minus, plus = error_bars(chart)
        ends = figure.numbers[["Nedre grense, prosent", "Øvre grense, prosent"]]
        assert [round(value - down, 2) for value, down in zip(found, minus, strict=True)] == list(ends.iloc[:, 0])
        assert [round(value + up, 2) for value, up in zip(found, plus, strict=True)] == list(ends.iloc[:, 1])
    else:
        assert found == list(figure.numbers.iloc[:, 0])
    [categories] = [[plain(name) for name in series] for series in values(chart).values()]
    labels = figure.table["Andel"] if id == "youth-severity" else figure.table.iloc[:, 1]
    assert all(name.endswith(f": {plain(label)}") for name, label in zip(categories, labels, strict=True))


@pytest.mark.parametrize("id", TALL)
def test_what_is_too_tall_to_be_read_as_a_chart_is_a_table(made, shown, id):
    pages = made(id)[1]
    assert len(pages) > 1 and not any(page.charts for page in pages)
    told = [
        [plain(text_of(cell)) for cell in row.iter(f"{A}tc")]
        for page in pages
        for row in list(page.tree.iter(f"{A}tr"))[1:]
    ]
    assert told == [[plain(str(cell)) for cell in row] for row in shown[BY_ID[id].id].table.itertuples(index=False)]


def test_two_parts_of_a_bar_are_the_shares_of_the_figure(made, shown):
    first, second = values(made("youth-acts")[1][0].charts[0]).values()
    figure = shown["youth_acts"].numbers
    for drawn, column in ((first, "Én gang, prosent"), (second, "Flere ganger, prosent")):
        assert [abs(value - printed) < 1 for value, printed in zip(drawn.values(), figure[column], strict=True)] == [
            True
        ] * 6
    minus, plus = error_bars(made("youth-acts")[1][0].charts[0])
    whole = [a + b for a, b in zip(first.values(), second.values(), strict=True)]
    assert [round(w - m, 2) for w, m in zip(whole, minus, strict=True)] == list(figure["I alt, nedre grense, prosent"])
    assert [round(w + p, 2) for w, p in zip(whole, plus, strict=True)] == list(figure["I alt, øvre grense, prosent"])


@pytest.mark.parametrize("id", [id for id in BY_ID if BY_ID[id].chart is charts.estimates and id != "over-time"])
def test_estimates_are_the_numbers_of_the_figure(made, shown, id):
    figure = shown[BY_ID[id].id]
    chart = made(id)[1][0].charts[0]
    rows = max(figure.spec["datasets"].values(), key=len)
    found = values(chart)
    points = [row["point"] for row in rows if row.get("point") is not None]
    ends = [row["from"] if row["open_towards"] > 0 else row["to"] for row in rows if row.get("open_towards")]
    spans = [(row["from"], row["to"]) for row in rows if row.get("point") is None and not row.get("open_towards")]
    unit = next((title for title in found if title not in ("Oppgitt ende", "Fra", "Spenn fra dette")), None)
    assert list(found.get(unit, {}).values()) == points
    assert list(found.get("Oppgitt ende", {}).values()) == ends
    low, length = (list(found.get(name, {}).values()) for name in ("Fra", "Spenn fra dette"))
    assert [(a, a + b) for a, b in zip(low, length, strict=True)] == spans
    if "Prosent (tall)" in figure.numbers:
        known = figure.numbers.dropna(how="all")
        assert points == list(known["Prosent (tall)"].dropna())
        if points and not ends and known["Nedre grense (tall)"].notna().any():
            minus, plus = error_bars(chart)
            assert [round(p - m, 2) for p, m in zip(points, minus, strict=True)] == list(known["Nedre grense (tall)"])
            assert [round(p + q, 2) for p, q in zip(points, plus, strict=True)] == list(known["Øvre grense (tall)"])


YEARLY = [id for id in BY_ID if BY_ID[id].chart is charts.yearly_series]


@pytest.mark.parametrize("id", YEARLY)
def test_years_are_the_numbers_of_the_figure(made, shown, id):
    figure, chart = shown[BY_ID[id].id], made(id)[1][0].charts[0]
    assert Counter(numbers(chart)) == Counter(figure.numbers.iloc[:, 0].dropna().astype(float))
    assert [found.get("val") for found in chart.iter(f"{C}dispBlanksAs")] == ["gap"]
    # A line goes on only where year follows year; what is broken off is another line.
    for series in values(chart).values():
        at = [int(name.split()[0]) for name in series]
        assert at == list(range(at[0], at[0] + len(at)))
    breaks = [name for series in chart.iter(f"{C}cat") for name in series.iter(f"{C}v") if name.text == "brudd"]
    assert bool(breaks) == ("Brudd fra 2021" in str(figure.spec["datasets"]))


def test_a_break_and_a_missing_year_are_gaps(made):
    chart = made("national-stays")[1][0].charts[0]
    years = {title: [name.split()[1] for name in series] for title, series in values(chart).items()}
    assert years == {
        "Voksne 2016–2017": ["2016", "2017"],
        "Voksne 2019–2020": ["2019", "2020"],
        "Voksne 2021–2024": ["2021", "2022", "2023", "2024"],
        "Barn 2019–2020": ["2019", "2020"],
        "Barn 2023–2024": ["2023", "2024"],
    }
    categories = [name.text for name in next(chart.iter(f"{C}cat")).iter(f"{C}v")]
    assert categories == ["2016", "2017", "2018", "2019", "2020", "brudd", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize("id", [id for id in BY_ID if id not in ("over-time", *TALL)])
def test_a_chart_can_be_read_from_a_distance(version, id):
    [slide] = slides.slides(version, (id,), TODAY)
    assert slide.shown.spec and slide.table is None
    room = slide_fit.placed(slide).body.height
    svg = vl_convert.vegalite_to_svg(slide_chart.chart(slide.shown, WIDTH - 2 * MARGIN, room))
    width, height = (float(re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg).group(1)) for side in ("width", "height"))
    scale = min((WIDTH - 2 * MARGIN) / width, room / height)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)) * scale >= 18


def test_the_ready_pack_is_six_slides(version, shown):
    pack = slides.slides(version, PACK, TODAY)
    assert [slide.id for slide in pack] == list(PACK) and len(pack) == 6
    assert pack[0].can_say == tuple(shown["youth_severity"].can_say)
    assert pack[3].table["Tiltak"].tolist()[0] == "1\u00a0Kompetanse i tidlig avdekking" and len(pack[3].table) == 16
    assert "Hvem skal være koordinator for revisjonen? Kommunedirektørene utpeker." in pack[5].bullets


def test_all_there_is_can_be_chosen(version):
    options = slides.choices(version, TODAY)
    assert list(options)[:6] == list(PACK)
    assert set(options) == {*decisions.WORDS, *BY_ID} - {"over-time"}
    assert all(id.isascii() for id in options)


def test_an_empty_version_says_what_is_missing(emptied, reading):
    version = reading(emptied)
    assert list(slides.choices(version, TODAY)) == list(PACK)
    pages = read(pptx(slides.slides(version, PACK, TODAY)))
    said = [page.said for page in pages]
    for text, page in zip(
        (
            "Tabellen fra NKVTS 2019 er ikke lagt inn.",
            "Ingen tall fra undersøkelsen er lagt inn.",
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
        (None, list(PACK), []),
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
    assert slides.chosen(address, options) == (ids, told)


def test_sixty_slides_at_once(version):
    ids = (*slides.choices(version, TODAY), *PACK) * 2
    deck = slides.slides(version, ids, TODAY)
    file = pptx(deck)
    pages = read(file)
    assert len(pages) == len(deck) >= 60
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
    parts = list(slide_fit.fitted(slide(**short | {field: told[field]})))
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
    pages = read(pptx(list(slide_fit.fitted(slide(title="Tittel", table=rows)))))
    heads = [text_of(next(page.tree.iter(f"{A}tr"))) for page in pages]
    counts = [len(list(page.tree.iter(f"{A}tr"))) - 1 for page in pages]
    assert heads == ["Tiltak\nStatus"] * len(pages)
    assert sum(counts) == 60 and max(counts) - min(counts) <= 2


def test_an_example_is_marked_on_every_slide_and_in_the_name(version):
    deck = [replace(slide, is_example=True) for slide in slides.slides(version, PACK, TODAY)]
    file = pptx(deck)
    assert [EXAMPLE in page.texts for page in read(file)] == [True] * 6
    assert file_name(deck, TODAY) == "eksempeldata-vold-i-naere-relasjoner-2026-11-23.pptx"
    assert EXAMPLE in properties(file)["title"]
    assert EXAMPLE in slide_view.view(deck[0], 1, 6)
    assert file_name([replace(slide, is_example=False) for slide in deck], TODAY).startswith("vold-i-naere")


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
    assert all(colour[1:].upper() in theme for colour in (charts.LIGHT.first, charts.LIGHT.second, charts.LIGHT.text))
    assert 'typeface="Georgia"' in theme and 'typeface="Arial"' in theme


def test_the_same_sentences_stand_on_the_slide_as_in_every_channel(version, shown):
    for id, figure in BY_ID.items():
        [first, *_] = slides.slides(version, (id,), TODAY)
        assert (first.can_say, first.cannot_say) == (tuple(shown[figure.id].can_say), FIGURES[figure.id].cannot_say)
