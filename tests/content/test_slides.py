"""The slides as a PowerPoint file and on a wall: which there are, what each says, and that all of it fits."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd
import pytest

from content import warehouse, wording
from content.figures import figures
from content.figures.credits import EXAMPLE
from content.figures.figure import OF_INTERVAL, OF_MARKS, show
from content.look.marks import KIND_OF_STATUS, Mark
from content.look.palette import LIGHT
from content.plan.filters import of_figure
from content.slides import deck, packs, wall
from content.slides.bodies.figure import ChartBody, TableBody
from content.slides.bodies.group import GroupBody
from content.slides.bodies.number import NumberBody
from content.slides.bodies.questions import ColumnsBody, DecisionsBody, WordsBody
from content.slides.bodies.status import GridBody, Row, Task, TaskHere, TasksBody
from content.slides.items import HEIGHT, WIDTH, Area, Picture
from content.slides.powerpoint.presentation import file_name, pptx
from content.slides.slide import Body, Slide, arranged
from content.slides.told import NAMES
from content.status.queries import TASKS
from known_figures import BY_ANCHOR, PACK
from powerpoint import EMU, A, C, P, Page, check_fits, is_read, plain, read, text_of
from proofs import some
from register.reports import save
from register.rights import Rights
from register.validation.rules import DONE, ONGOING, Report
from showing import TODAY

NUMBERS = ("tall-youth-severe", "tall-women-partner", "tall-centre-adults")
GROUPS = ("gruppe-barn", "gruppe-utsatte-voksne", "gruppe-ansatte")
IDS = [*NAMES, *NUMBERS, *GROUPS, *BY_ANCHOR]
LONG = " ".join(f"ord{number}" for number in range(170))
LONG_WORD = "ubrutt" * 170
ELSEWHERE = "på siden Omfang."
SKETCHED = {
    "number": NumberBody,
    "chart": ChartBody,
    "status": GridBody | TasksBody,
    "decisions": DecisionsBody,
    "unknown": ColumnsBody,
    "group": GroupBody,
}
"""What a slide is sketched as before it is made → what it then is."""


class Made(NamedTuple):
    slides: dict[str, Slide]
    pages: dict[str, Page]
    """By id, as they are read back."""
    file: bytes
    """All of them, and so many once more that they are sixty."""


@pytest.fixture(scope="module")
def made(filled_version) -> Made:
    slides = {id: deck.slide(filled_version, id, TODAY, (("kommune", "hamar"),)) for id in IDS}
    order = [*IDS, *IDS[: max(0, 60 - len(IDS))]]
    file = pptx([slides[id] for id in order])
    return Made(slides, dict(zip(order, read(file), strict=True)), file)


def slide(**fields) -> Slide:
    texts = dict.fromkeys(("scope", "source", "missing", "plan"), "")
    lists = dict.fromkeys(("sources", "can_say", "cannot_say"), ())
    words = {
        "id": "x",
        "name": "Spørsmålet",
        "title": "Funnet",
        "page": "Omfang",
        "body": WordsBody(("Punkt",), ELSEWHERE),
    }
    rest = {"published_at": pd.Timestamp("2026-11-23 12:00"), "is_example": False}
    return Slide(**texts | lists | words | rest | fields)


@pytest.mark.parametrize("id", IDS)
def test_a_slide_says_what_the_page_says(made, filled_version, id):
    slide, page = made.slides[id], made.pages[id]
    assert plain(page.texts[0]) == plain(slide.title)
    for said in (*slide.can_say, *slide.cannot_say, *slide.body.words, slide.scope, slide.missing, *slide.sources):
        assert plain(said) in page.notes
    assert page.notes.startswith(plain(slide.name))
    assert f"Tallene ble lagt ut {wording.local_day(slide.published_at)}." in page.said
    assert plain(slide.scope) in page.said and plain(slide.source) in page.said
    if slide.cannot_say:
        own = plain(wording.uncapitalised(slide.cannot_say[0]))
        assert f"Sier ikke {own}" in page.said or f"Sier ikke {own.partition(':')[0]}." in page.said
    assert EXAMPLE not in page.said and "(forts.)" not in page.said
    assert "…" not in page.said
    check_fits(page)
    if id in BY_ANCHOR:
        figure = BY_ANCHOR[id]
        shown = show(figure, filled_version, figure.on(TODAY) | of_figure(filled_version, figure, {"kommune": "hamar"}))
        assert (slide.name, slide.title) == (figure.question, shown.finding.text)
        assert slide.sources and slide.source


def test_every_text_is_norwegian_and_what_has_no_alternative_text_is_decoration(made):
    archive = zipfile.ZipFile(io.BytesIO(made.file))
    for name in archive.namelist():
        if not name.endswith(".xml"):
            continue
        tree = ElementTree.fromstring(archive.read(name))
        assert [run for run in tree.iter(f"{A}r") if run.find(f"{A}rPr") is None] == [], name
        kinds = [f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr"]
        assert {found.get("lang") for kind in kinds for found in tree.iter(kind)} <= {"nb-NO"}, name
        # What has none is marked as decoration.
        unnamed = [shape for shape in tree.iter(f"{P}cNvPr") if not shape.get("descr")]
        assert all(b"decorative" in ElementTree.tostring(shape) for shape in unnamed), name


@pytest.mark.parametrize("id", IDS)
def test_what_is_drawn_has_an_alternative_text_with_its_finding(made, id):
    slide, page = made.slides[id], made.pages[id]
    drawn = [shape.get("descr") for shape in page.tree.iter(f"{P}cNvPr") if shape.get("name") in ("Figur", "Tabell")]
    assert all(plain(slide.can_say[0]) in plain(alt) for alt in drawn)
    assert bool(drawn) == isinstance(slide.body, ChartBody | TableBody)
    assert all(chart.find(f"{C}lang").get("val") == "nb-NO" for chart in page.charts)


@pytest.mark.parametrize("id", IDS)
def test_a_wall_and_powerpoint_say_the_same_in_the_same_order(made, id):
    slide, page = made.slides[id], made.pages[id]
    on_wall = [
        plain(re.sub(r"<[^>]+>", "", found).replace("&#x27;", "'").replace("&amp;", "&"))
        for found in re.findall(r'<(?:h1|p) class="vnr-text[^>]*>(.*?)</(?:h1|p)>', wall.drawn(slide))
    ]
    in_file = [plain(text_of(body)) for body in page.tree.iter(f"{P}txBody")]
    # A shape without words has a body too; the number of the slide is added by who shows it; a table is none; and the
    # signs of a status are drawn in CSS.
    told = [text for text in in_file[:-1] if text and text not in ("?", "!")]
    assert told == [text for text in on_wall if text not in ("?", "!")]


def test_a_status_is_drawn_as_shapes_with_one_description(made, filled_version):
    slide, page = made.slides["status"], made.pages["status"]
    tasks = warehouse.query(filled_version, TASKS, {"today": TODAY})
    [group] = page.tree.iter(f"{P}grpSp")
    told = group.find(f".//{P}cNvPr").get("descr")
    assert all(f"{row.measure_no}\u00a0{row.working_title}: " in told for row in tasks.itertuples())
    assert len(slide.body.rows) == 16 and sum(len(row.tasks) for row in slide.body.rows) == len(tasks) == 139
    # A square each, and what it means once.
    squares = [shape for shape in group.iter(f"{P}sp") if shape.find(f".//{A}prstGeom").get("prst") == "rect"]
    assert len([shape for shape in squares if not is_read(shape)]) == 139 + 1
    assert "av 16 tiltak" not in page.said


@pytest.mark.parametrize("kind", KIND_OF_STATUS)
def test_every_status_has_a_sign_on_a_slide(kind):
    """Cut here: how much of the circle is filled is held by the eye, and by these names of PowerPoint's."""
    tasks = tuple(Task(name, kind, name == "Vik", name == "Nes") for name in ("Vik", "Nes"))
    body = GridBody((Row("1\u00a0Informasjon", tasks),), ("Vik", "Nes"), ELSEWHERE)
    [page] = read(pptx([slide(body=body)]))
    check_fits(page)
    shapes = Counter(found.get("prst") for found in page.tree.iter(f"{A}prstGeom"))
    wanted = {"I gang": "pie", "Delvis gjennomført": "pie", "Gjennomføres ikke": "mathMultiply"}
    assert shapes["pie"] == (3 if wanted.get(kind) == "pie" else 0)
    assert shapes["mathMultiply"] == (3 if wanted.get(kind) == "mathMultiply" else 0)
    assert shapes["rtTriangle"] == 1
    assert f"{kind} i alle." in text_of_drawing(page)


def text_of_drawing(page: Page) -> str:
    return next(page.tree.iter(f"{P}grpSp")).find(f".//{P}cNvPr").get("descr")


@pytest.mark.parametrize(("measures", "areas"), [(1, 1), (3, 2), (16, 10), (40, 9), (9, 30), (120, 12)])
def test_measures_that_have_no_room_are_left_out_whole_and_told(measures, areas):
    names = tuple(f"Kommune {number}" for number in range(areas))
    rows = tuple(
        Row(f"{n}\u00a0Et tiltak med navn", tuple(Task(name, "I gang", False, True) for name in names))
        for n in range(measures)
    )
    [page] = read(pptx([slide(body=GridBody(rows, names, ELSEWHERE))]))
    check_fits(page)
    shown = sum("Et tiltak med navn" in text for text in page.texts)
    assert 0 < shown <= measures
    assert (f"{shown} av {measures} tiltak. Alle står på siden Omfang." in page.said) == (shown < measures)


@pytest.mark.parametrize("rows", some([1], [1, 2]))
def test_every_figure_of_few_rows_is_a_slide_too(filled_version, monkeypatch, rows):
    for id, figure in BY_ANCHOR.items():
        few = replace(figure, prepare=lambda frame, whole=figure.prepare: whole(frame).head(rows))
        monkeypatch.setitem(BY_ANCHOR, id, few)
    found = deck.slides(filled_version, tuple(BY_ANCHOR), TODAY)
    assert {slide.id for slide in found} == BY_ANCHOR.keys()
    assert all(wall.view(slide, 1, 1) and wall.small(slide) for slide in found)
    for page in read(pptx(found)):
        check_fits(page)


def test_where_a_table_stands_in_for_the_picture_nothing_is_said_of_its_marks(filled_version):
    rows, room = pd.DataFrame({"Gjelder": ["Vold"], "Oppgitt": ["9,2 %"]}), Area(0, 0, 10, 10)
    table = TableBody(rows, "Alt", ELSEWHERE)
    picture = SimpleNamespace(items=lambda _: [Picture(None, room, "Alt")], words=())
    told = {"scope": f"Hele landet. {OF_INTERVAL}", "of_whom": "Hele landet."}
    assert arranged(slide(body=picture, **told)).scope == told["scope"]
    assert arranged(slide(body=table, **told)).scope == told["of_whom"]
    # What is no figure has one scope.
    assert arranged(slide(body=table, scope="Kommunene")).scope == "Kommunene"
    for figure in figures(filled_version).values():
        if found := show(figure, filled_version, figure.on(TODAY)):
            assert not any(mark in found.of_whom for mark in OF_MARKS)
            assert found.scope == found.of_whom or any(mark in found.scope for mark in OF_MARKS)


def test_three_packs_say_what_is_for_whom(filled_version):
    council, own, group = (pack.slides(filled_version, TODAY) for pack in packs.PACKS)
    assert council == PACK
    assert own[:3] == ["youth-severity", "worked-example", "status-her"]
    assert [id for id in group if id.startswith("gruppe-")] == [
        id for id in packs.names(filled_version, TODAY) if id.startswith("gruppe-")
    ]
    everything = packs.names(filled_version, TODAY)
    assert {*council, *own, *group} <= set(everything)


def test_all_there_is_can_be_chosen(filled_version):
    offered = [id for slides in deck.offered(filled_version, TODAY).values() for id in slides]
    assert len(set(offered)) == len(offered)
    assert {*NAMES, *NUMBERS, *GROUPS, *BY_ANCHOR} - {"over-time"} <= set(offered)
    assert set(offered) <= set(packs.names(filled_version, TODAY))
    assert all(id.isascii() for id in offered)
    for id in (*NAMES, *NUMBERS, *GROUPS, "adults-2023"):
        body = deck.slide(filled_version, id, TODAY, (("kommune", "hamar"),)).body
        assert isinstance(body, SKETCHED[deck.kind_of(id)])


@pytest.mark.parametrize(
    ("id", "chosen", "says"),
    [
        ("adults-2023", {"kjonn": "menn"}, "3 % av mennene"),
        ("adults-2023", {"kjonn": "tull"}, "Én av ti kvinner og 3 % av mennene"),
        ("adults-2023", {"undersokelse": "nkvts-2014"}, "Hvor mange voksne har opplevd partnervold?"),
        ("worked-example", {"kommune": "hamar"}, "Regneeksempel: 330–410 av 1 907 innbyggere 12–16 år"),
        ("worked-example", {"kommune": "tull"}, "Regneeksempel: 1 400–1 700 av 7 869 innbyggere 12–16 år"),
        ("status-her", {"kommune": "elverum"}, "Elverum: ingen av de 15 oppgavene har fått svar ennå"),
        ("status-her", {}, "Ingen kommune er valgt"),
        # A figure that knows no such choice is as it always is.
        ("homicides", {"kjonn": "menn"}, "73 personer drept"),
    ],
)
def test_choices_made_on_a_page_follow_to_the_slide(filled_version, id, chosen, says):
    found = deck.slide(filled_version, id, TODAY, tuple(chosen.items()))
    assert says in plain(found.title)


def test_an_empty_version_says_what_is_missing(emptied, reading):
    version = reading(emptied)
    pack = packs.council(version, TODAY)
    assert pack == [id for id in PACK if id not in NUMBERS]
    pages = read(pptx(deck.slides(version, tuple(pack), TODAY)))
    for text, page in zip(
        (
            "Tabellen fra NKVTS 2019 er ikke lagt inn.",
            "Ingen tall er lagt inn.",
            "Ingen tiltak er lagt inn.",
            "Planens datoer er ikke lagt inn.",
            "Hvor mange som er utsatt",
        ),
        pages,
        strict=True,
    ):
        assert text in page.said
        check_fits(page)


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
    archive, pages = zipfile.ZipFile(io.BytesIO(made.file)), read(made.file)
    assert len(pages) >= 60
    assert archive.testzip() is None
    assert [name for name, count in Counter(archive.namelist()).items() if count > 1] == []
    for page in pages:
        ids = [shape.get("id") for shape in page.tree.iter(f"{P}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_no_slides_are_a_file_too():
    assert read(pptx([])) == []


def _bodies(long: str) -> dict[str, Body]:
    task = Task(long, "I gang", False, True)
    mark = Mark(4.0, 3.0, 5.0, True, "first")
    return {
        "words": WordsBody(("Først", long), ELSEWHERE),
        "decisions": DecisionsBody((f"Hvem skal bestemme? {long}", "Når skal vi ha svar?"), (), ELSEWHERE),
        "columns": ColumnsBody((("Det vet vi ikke", (("Først", ""), (long, long))), ("Resten", ())), ELSEWHERE),
        "number": NumberBody("4\u00a0%", ("Først", long), mark, ELSEWHERE),
        "table": TableBody(pd.DataFrame({"Tiltak": ["1 Kort", "2 Lang"], "Merknad": ["Kort", long]}), "x", ELSEWHERE),
        "grid": GridBody((Row(long, (task, task._replace(area="Vik"))),), (long, "Vik"), ELSEWHERE),
        "tasks": TasksBody((TaskHere(long, task, "31.12.2026"),), ELSEWHERE),
    }


@pytest.mark.parametrize(
    "long", [LONG, LONG_WORD, f"{LONG}\n\n{LONG}\x0b\x00", "🙂漢" * 500], ids=["words", "one word", "lines", "wide"]
)
@pytest.mark.parametrize("field", ["title", "name", "scope", "cannot_say", "source", "missing", *_bodies("")])
def test_a_long_text_is_left_out_whole_and_where_it_stands_is_told(field, long):
    told = {"title": long, "name": long, "scope": long, "cannot_say": (long,), "source": long, "missing": long}
    bodies = _bodies(long)
    shown = slide(**{"body": bodies[field]} if field in bodies else {field: told[field]})
    [page] = read(pptx([shown]))
    check_fits(page)
    # All of it stands there, or no part of it.
    said, wanted = (re.sub(r"[\s\x00]", "", text) for text in (page.said, long))
    assert wanted in said or not re.search(r"ord3o|ubrutt|🙂", said)
    if field in ("grid", "tasks"):
        # The number of the measure stands in its place; its name is in the words of the drawing.
        assert wanted in re.sub(r"[\s\x00]", "", text_of_drawing(page))
    elif field not in ("title", "name", "missing"):
        assert (wanted in said) != ("på siden Omfang." in page.said)


def test_an_example_is_marked_on_every_slide_and_in_the_name(filled_version):
    shown = [replace(slide, is_example=True) for slide in deck.slides(filled_version, tuple(PACK), TODAY)]
    file = pptx(shown)
    assert [EXAMPLE in page.said for page in read(file)] == [True] * len(PACK)
    assert file_name(shown, TODAY) == "eksempeldata-vold-i-naere-relasjoner-2026-11-23.pptx"
    assert EXAMPLE in properties(file)["title"]
    assert EXAMPLE in wall.view(shown[0], 1, 6) and EXAMPLE in wall.small(shown[0])
    assert file_name([replace(slide, is_example=False) for slide in shown], TODAY).startswith("vold-i-naere")


def properties(file: bytes) -> dict[str, str]:
    tree = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("docProps/core.xml"))
    return {found.tag.rpartition("}")[2]: found.text for found in tree}


def test_the_file_is_16_to_9_in_the_colours_of_the_dashboard_and_says_what_it_is(made):
    file = pptx([made.slides["status"]])
    archive = zipfile.ZipFile(io.BytesIO(file))
    size = ElementTree.fromstring(archive.read("ppt/presentation.xml")).find(f"{P}sldSz")
    assert (int(size.get("cx")), int(size.get("cy"))) == (WIDTH * EMU, HEIGHT * EMU)
    about = properties(file)
    assert about["title"] == "Vold i nære relasjoner: tall og tiltak"
    assert about["language"] == "nb-NO"
    assert abs((datetime.now(UTC) - datetime.fromisoformat(about["created"])).total_seconds()) < 60
    assert "Steve" not in archive.read("docProps/core.xml").decode()
    theme = archive.read("ppt/theme/theme1.xml").decode()
    assert all(colour[1:].upper() in theme for colour in (LIGHT.first, LIGHT.second, LIGHT.text, LIGHT.done))
    assert 'typeface="Georgia"' in theme and 'typeface="Arial"' in theme


def test_a_target_group_says_what_its_numbers_are_and_are_not(made):
    page = made.pages["gruppe-barn"]
    assert "Ikke bekreftet: lest av gjengivelse." in page.said
    assert page.said.count("Tallet sier ikke om flere er utsatt, eller om flere finner hjelp.") == 1
    assert "De viser ikke hvor mange som er utsatt." in page.said
    assert "Undersøkelser gjelder hele landet når ikke annet står." in page.said
    assert "Mangler: Ingen undersøkelse her har spurt barn under 12 år." in page.said
    assert "Ingen tall om kompetansen er lagt inn her." in made.pages["gruppe-ansatte"].said


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({}, "Ingen av de 139 oppgavene har fått svar ennå"),
        ({"3403": DONE, "3420": ONGOING}, "1 av de 2 oppgavene som har fått svar, er gjennomført"),
    ],
    ids=["nobody", "two"],
)
def test_a_status_is_of_those_who_have_answered(local_register, answers, title):
    drafts = [Report(2, area, status, TODAY) for area, status in answers.items()]
    save(local_register, Rights("alle", frozenset(answers)), drafts, {(2, area) for area in answers}, TODAY, "x")
    version = warehouse.version_in_use()
    status, group = (deck.slide(version, id, TODAY) for id in ("status", "gruppe-barn"))
    assert status.title == title
    told = text_of_drawing(read(pptx([status]))[0])
    assert all(f"{kind}: {place}." in told for kind, place in ((DONE, "Hamar"), (ONGOING, "Elverum"))) == bool(answers)
    counts = {name: dict(counts) for name, _, counts in group.body.measures}
    assert counts["2\u00a0Informasjon til foreldre"] == Counter(
        [*answers.values(), *["Ikke spurt ennå"] * (9 - len(answers))]
    )
    assert ("1 av 2 som har svart" in read(pptx([group]))[0].said) == bool(answers)


def test_the_source_of_a_rate_tells_whose_population_it_is_of(filled_version):
    source = deck.slide(filled_version, "national-day-users", TODAY).source
    assert "Bufdir" in source and "SSB" in source
