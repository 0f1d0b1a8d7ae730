"""Everything that can be pressed works: every button of every page, and every file that comes.

Pages are found in the menu and buttons on the pages, so that a new one is pressed without being named here; a file of a
kind that nobody has said how to open fails.
"""

from pathlib import PurePath

import pytest

from browsing import opened, serving
from opening import OPENERS
from pressing import Visit
from texts import pages_of, visited

pytestmark = pytest.mark.browser
# What a server that is well never says.
UNWELL = ("Traceback", "Error", "Warning", "No runtime", "WARNING", "Exception")


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="module")
def visits(filled, launched, tmp_path_factory, log) -> dict[str, Visit]:
    """Every page of the menu, read, its files taken and its buttons pressed, in a register of its own."""
    register = f"sqlite:///{tmp_path_factory.mktemp('register')}/register.sqlite"
    with log.open("w") as said, serving(filled, log=said, REGISTER_ADDRESS=register) as server:
        reader = opened(launched, server.address)
        reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
        return {path: visited(reader.context, f"{server.address}{path}", and_press=True) for path in pages_of(reader)}


def test_no_page_fails(visits):
    assert {path: visit.faults for path, visit in visits.items() if visit.faults} == {}


def test_every_page_has_been_visited_and_every_kind_of_file_opened(visits):
    assert len(visits) >= 14
    kinds = {PurePath(name).suffix for visit in visits.values() for name in visit.files}
    assert {".csv", ".docx", ".ics", ".png", ".pptx", ".svg", ".xlsx"} <= kinds <= OPENERS.keys()
    pressed = set().union(*(visit.pressed for visit in visits.values()))
    assert {"PowerPoint (PPTX)", "Alle dataene (XLSX)", "Vis på storskjerm", "Neste", "Avslutt", "Lagre"} <= pressed
    # Also where something must be chosen first.
    assert [name for name in visits["meld-inn"].files if name.endswith(".xlsx")]


def test_the_calendar_holds_deadlines(visits):
    [calendar] = [text for visit in visits.values() for name, text in visit.files.items() if name.endswith(".ics")]
    assert "2026-12-31" in calendar and "2027-06-30" in calendar
    assert "Revisjonen ferdig; for å utpeke koordinator er ingen frist oppgitt. Frist: 30.6.2027." in calendar
    assert "voldsutsatte i den enkelte kommune. Frist: 31.12.2023." in calendar


def test_the_server_has_nothing_to_complain_of(visits, log):
    said = log.read_text(encoding="utf-8")
    assert [line for line in said.splitlines() if any(word in line for word in UNWELL)] == []
