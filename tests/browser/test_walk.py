"""One walk through all there is, in each state of the register: every page is read, every file that comes is opened, and
every button pressed; then it is judged what failed, what is never said anywhere, and whether figures say what they are.

Pages are found in the menu and buttons on the pages, so that a new one is walked through without being named here; a file
of a kind that nobody has said how to open fails.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import READ_OUT, follow, go_to, new_visitor
from content import warehouse, wording
from content.figures.figure import Shown
from judging import TITLES, WORKS, heard, judged
from known_figures import FIGURES
from opening import OPENERS
from pressing import Visit, at_rest, press, read, watched
from proofs import is_long, looks_by_page, some
from register.settings import settings
from showing import plain, shown_on
from texts import STATES, pages_of, served, written
from unsaid import FORBIDDEN, found

pytestmark = pytest.mark.browser
TRIED = some(("all",), STATES)
# In every run they are pressed without a browser (`test_pressed`).
NOT_PRESSED = some(("arbeidsgruppa", "ny-plan", "presentasjon", "runder", "utforsk"), ())
# All of a page's figures at once, where the long proofs unfold one after the other.
UNFOLDED = some("?figurer=ja", "")
# What a server that is well never says.
UNWELL = ("Traceback", "Error", "Warning", "No runtime", "WARNING", "Exception")
YOUTH = re.compile(r"overlapp|utelukker hverandre", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|with|your|please|click|download|error|loading|select|choose|submit|cancel|page not found)\b", re.IGNORECASE
)
# Where numbers are handed in, what a source has not reported is said as in the data.
OF_ANSWERS = "Ikke spurt ennå, Ikke svart"
# The workbook's names are for programs: it says so itself.
ENGLISH_FILES = re.compile(r"alle-dataene|\.(csv|svg|png)$")

NUMBER = re.compile(r"\d[\d ]*(?:,\d+)?")


class Walk(NamedTuple):
    visits: dict[str, Visit]
    """Page → what it said, gave and broke."""
    told: str
    """All that the server said."""
    shown: dict[str, Shown]
    """All figures, as they were to be shown."""
    figures: dict[str, tuple[str, str]]
    """Each as it was read."""


@pytest.fixture(scope="module")
def walks(filled, launched, tmp_path_factory) -> dict[str, Walk]:
    return {state: walk(state, filled, launched, tmp_path_factory.mktemp(state)) for state in TRIED}


def walk(state: str, processed: Path, browser: Browser, folder: Path) -> Walk:
    with (
        pytest.MonkeyPatch.context() as patch,
        new_visitor(browser, locale="en-US", permissions=["clipboard-read", "clipboard-write"]) as reader,
    ):
        patch.setattr(warehouse, "PROCESSED", processed)
        page = reader.new_page()
        with served(state, shutil.copytree(processed, folder / "processed"), folder) as server:
            shown = expected(patch, folder)
            paths = pages_of(go_to(page, server.address))
            # Min kommune shows the nine together where the municipality is small.
            read(go_to(page, f"{server.address}kommune?kommune=engerdal"), Visit(), None)
            figures = figures_on(page, "kommune")
            taken: set[tuple] = set()
            # Those that are seen in the same look after each other.
            by_look = sorted(looks_by_page(paths).items(), key=lambda of_page: of_page[1], reverse=True)
            visits = {path: visited(page, server.address, path, looks, taken) for path, looks in by_look}
        for visit in visits.values():
            figures = visit.figures | figures
        return Walk(visits, (folder / "server.log").read_text(encoding="utf-8"), shown, figures)


def expected(patch: pytest.MonkeyPatch, folder: Path) -> dict[str, Shown]:
    """The figures as the server shows them before anything is pressed."""
    is_example = "example = true" in (folder / "settings.toml").read_text(encoding="utf-8")
    used = replace(settings(), address=f"sqlite:///{folder}/register.sqlite", is_example=is_example)
    patch.setattr(warehouse, "settings", lambda: used)
    version = warehouse.version_in_use()
    return {id: shown_on(version, id, wording.today()) for id in FIGURES}


def visited(page: Page, address: str, path: str, looks: Sequence[tuple[int, str]], taken: set[tuple]) -> Visit:
    """A page read, judged in some looks, and pressed in the first of them.

    `taken` are the files that were taken before: the long proofs leave out those of a figure alone.
    """
    with watched(page, is_whole=is_long(), taken=set(taken)) as visit, heard(page) as (asked, refused):
        width, scheme = looks[0]
        unfolded = UNFOLDED if path in {figure.page for figure in FIGURES.values()} else ""
        if is_long() or page.viewport_size["width"] != width:
            go_to(page, address + path + unfolded, width=width, scheme=scheme)
        else:
            follow(page, address + path + unfolded)
        if path in TITLES:
            expect(page.locator("h1")).to_have_text(TITLES[path])
        expect(page.locator("html")).to_have_attribute("lang", "nb")
        # The sheet of a municipality has it too, for paper.
        expect(page.get_by_text("116 006")).to_have_count(
            3 if path.partition("?")[0] in ("kommune", "hjelpetilbud") else 2
        )
        at_rest(page)
        read(page, visit)
        visit.figures = figures_on(page, path)
        visit.judged += judged(page, looks)
        page.emulate_media(color_scheme=scheme)
        if path not in NOT_PRESSED:
            press(page, visit)
    taken |= {(said, figure) for said, figure in visit.taken if figure or not visit.is_whole}
    visit.judged += refused + [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    return visit


def figures_on(page: Page, path: str) -> dict[str, tuple[str, str]]:
    """The figures of a page where all is opened, each with its alternative text."""
    here = {
        id: page.locator(f".vnr-figure:has([id='{figure.anchor}']), :is(.st-key-figure_{id}, .st-key-open_{id})")
        for id, figure in FIGURES.items()
        if figure.page == path
    }
    return {
        id: (
            plain(" ".join(block.all_inner_texts())),
            plain(" ".join(block.locator(".stVegaLiteChart").evaluate_all(READ_OUT))),
        )
        for id, block in here.items()
        if block.count()
    }


@pytest.fixture(scope="module")
def visits(walks) -> dict[str, Visit]:
    """State and page → what it said, gave and broke."""
    return {f"{state}/{path}": visit for state, walk in walks.items() for path, visit in walk.visits.items()}


@pytest.fixture(scope="module")
def said(visits) -> dict[str, str]:
    """State, and page or file → what is written there, each line once: a page is read after every press."""
    texts = {name: text for path, visit in visits.items() for name, text in written(path, visit).items()}
    return {name: "\n".join(dict.fromkeys(text.splitlines())) for name, text in texts.items()}


def test_no_page_fails(visits):
    assert {path: visit.faults for path, visit in visits.items() if visit.faults} == {}


def test_every_page_is_norwegian_accessible_and_asks_nobody_else(visits):
    """With all opened that can be, in the looks of `looks_by_page`; also what is only read out, in an English browser."""
    assert {path: visit.judged for path, visit in visits.items() if visit.judged} == {}


@pytest.mark.parametrize("state", TRIED)
def test_every_page_has_been_visited_and_every_kind_of_file_opened(walks, state):
    pages = walks[state].visits
    assert TITLES.keys() <= pages.keys()
    kinds = {PurePath(name).suffix for visit in pages.values() for name in visit.files}
    assert {".csv", ".docx", ".ics", ".png", ".pptx", ".svg", ".xlsx"} <= kinds <= OPENERS.keys()
    pressed = set().union(*(visit.pressed for visit in pages.values()))
    wall = set() if "presentasjon" in NOT_PRESSED else {"Vis på storskjerm", "Neste", "Avslutt"}
    assert {"PowerPoint (PPTX)", "Alle dataene (XLSX)", "Lagre"} | wall <= pressed
    # Also where something must be chosen first.
    assert [name for name in pages["meld-inn"].files if name.endswith(".xlsx")]


@pytest.mark.parametrize("state", TRIED)
@pytest.mark.parametrize("id", FIGURES)
def test_the_page_says_shows_and_reads_out_the_same_as_other_channels(walks, state, id):
    """`test_channels` holds the others against what is shown."""
    text, alt = walks[state].figures[id]
    figure = walks[state].shown[id]
    assert [said for said in figure.can_say if plain(said) not in text] == []
    cells = [plain(str(cell)) for cell in figure.table.to_numpy().flatten()]
    assert [cell for cell in cells if cell not in text] == []
    if figure.spec is not None:
        assert alt == plain(figure.alt)
        assert set(NUMBER.findall(plain(" ".join(figure.can_say)))) <= set(NUMBER.findall(alt))


@pytest.mark.parametrize("state", TRIED)
def test_the_calendar_holds_deadlines(walks, state):
    pages = walks[state].visits
    # Those of the other calendar are of one municipality.
    [calendar] = {text for visit in pages.values() for name, text in visit.files.items() if name == "frister.ics"}
    assert "2026-12-31" in calendar and "2027-06-30" in calendar
    assert "Revisjonen ferdig; for å utpeke koordinator er ingen frist oppgitt. Frist: 30.6.2027." in calendar
    assert "voldsutsatte i den enkelte kommune. Frist: 31.12.2023." in calendar


def test_the_server_has_nothing_to_complain_of(walks):
    told = "".join(walk.told for walk in walks.values())
    assert [line for line in told.splitlines() if any(word in line for word in UNWELL)] == []


@pytest.mark.parametrize("instead", FORBIDDEN)
def test_is_never_said(said, instead):
    read = {name: text for name, text in said.items() if not ENGLISH_FILES.search(name)}
    if instead == OF_ANSWERS:
        read = {name: text for name, text in read.items() if not name.split("-", 1)[-1].startswith("legg-inn")}
    assert found(FORBIDDEN[instead], read) == {}


def test_the_youth_table_is_not_said_to_overlap_or_not_to(said):
    about = {name: text for name, text in said.items() if re.search(r"\b1\s?337\b", text)}
    assert about
    assert found(YOUTH, about) == {}


def test_no_english_is_said(said):
    assert found(ENGLISH, {n: t for n, t in said.items() if not ENGLISH_FILES.search(n)}, WORKS) == {}
