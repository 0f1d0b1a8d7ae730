"""The crisis centre's year on its page, in a real browser: what becomes of the counts that are hidden.

Filled in, mended, sent as a file, handed in, published and in the long proofs corrected; then every file of the server, what its process
has open, and every byte that another visitor's pages get, is looked through for the counts that nobody may see.
"""

import os
import re
import shutil
import signal
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from attacker import databases, rows
from browsing import ROOT, Server, Visitor, go_to, serving, settled
from centre import PLACES
from dashboard.guard.unkept import UNKEPT
from judging import TITLES, judged
from pressing import at_rest
from processes import IS_POSIX
from proofs import is_long, some
from tests.support.server_process import LOOKED_FOR

pytestmark = pytest.mark.browser
LOOKS = some([(320, "dark")], [(1280, "light"), (320, "dark")])
TOOK = 180_000
"""A build, on a busy machine."""
COLUMNS = ("Voksne beboere", "Barn beboere", "Opphold voksne", "Opphold barn", "Dagbrukere", "Dagbesøk")
LABELS = ("Beboere, voksne", "Beboere, barn", "Opphold, voksne", "Opphold, barn", "Dagbrukere", "Dagbesøk")
# Counts that nothing else in the data could be: one a cell. Three children came from one place: the parts are hidden.
HIDDEN = {
    place: (8, 3 if place == "Elverum" else 7, 9, 8, 1_299_709 + 14 * number, 7_368_787 + 26 * number)
    for number, place in enumerate(PLACES)
}
WHOLE = (90, 77, 91, 88, 20_000_003, 99_999_989)
SEEN = f"{WHOLE[0]} voksne og {WHOLE[1]} barn"
TOGETHER = sum(counts[4] for counts in HIDDEN.values())
SMALL = ("Løten", "Trysil", "Våler", "Åmot", "Engerdal")
SECRETS = {count for counts in HIDDEN.values() for count in counts if count > 100}
SECRETS |= {sum(HIDDEN[place][column] for place in SMALL) for column in (4, 5)}
# In the file there is a slip, which is mended before anything is handed in; nobody is to see that either.
SLIP = 5_915_587
SECRETS |= {SLIP}
PRESS_AND_TYPE = """
(field, typed) => {
    [...document.querySelectorAll("button")].find(button => button.innerText === "Se hva som blir vist").click();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, typed);
    field.dispatchEvent(new Event("input", {bubbles: true}));
}
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> dict[str, Path]:
    """Where the server of these tests has what is its own."""
    folder = tmp_path_factory.mktemp("centre")
    found = {name: folder / name for name in ("processed", "register", "temporary")}
    for place in found.values():
        place.mkdir()
    return found


@pytest.fixture(scope="module")
def server(places, published) -> Iterator[Server]:
    shutil.copytree(published, places["processed"], dirs_exist_ok=True)
    own = {"REGISTER_ADDRESS": f"sqlite:///{places['register']}/register.sqlite", "TMPDIR": places["temporary"]}
    own[LOOKED_FOR] = " ".join(str(number + 1) for number in (TOGETHER, *SECRETS))
    with serving(places["processed"], log=places["temporary"] / "log", **own) as server:
        yield server


def label(place: str, column: str) -> re.Pattern:
    """«Sand (Fjordfylket)» is called «Sand» in the sheet."""
    return re.compile(
        rf"^{column}$" if place == "Hele senteret" else rf"^{place}\b.*: {column[0].lower()}{column[1:]}$"
    )


def fill_in(page: Page) -> None:
    page.get_by_text("Hvor de bor (hvis dere vil)").click()
    for place, counts in ({"Hele senteret": WHOLE} | HIDDEN).items():
        for column, count in zip(LABELS, counts, strict=True):
            page.get_by_label(label(place, column)).fill(str(count))


def look(page: Page) -> None:
    page.get_by_role("button", name="Se hva som blir vist").click()
    at_rest(page)


def file_of(**others: tuple) -> dict:
    counts = {"Hele senteret": WHOLE} | HIDDEN | others
    lines = [f"2024;{place};{';'.join(map(str, cells))}" for place, cells in counts.items()]
    text = "\n".join([f"År;Bosted;{';'.join(COLUMNS)}", *lines])
    return {"name": "året.csv", "mimeType": "text/csv", "buffer": text.encode()}


def hand_in(page: Page, year: int) -> None:
    button = page.get_by_role("button", name=f"Legg inn {year}")
    button.wait_for(timeout=TOOK)
    # The button of what was looked at before may stand until the page is drawn anew.
    at_rest(page)
    if (sure := page.get_by_label(re.compile("^Ingen har fått tall for"))).count():
        sure.check(force=True)
    button.click()
    expect(page.get_by_text(f"{year} er lagt inn og lagt ut.")).to_be_visible(timeout=TOOK)
    settled(page)


def shown(page: Page) -> str:
    return page.get_by_role("table", name=re.compile("^Slik blir")).inner_text(timeout=TOOK)


def found_in(content: bytes | str, numbers: set[int]) -> set[int]:
    """The numbers that something holds, as text however its digits are grouped, or packed."""
    plain = content if isinstance(content, str) else content.decode("utf-8", "ignore")
    plain = re.sub(r"[ \u00a0\u202f.,]|\\xa0", "", plain)
    written = set(re.findall(r"\d+", plain))
    found = {number for number in numbers if str(number) in written}
    if isinstance(content, bytes):
        found |= {
            number for number in numbers if any(struct.pack(how, number) in content for how in ("<i", ">i", "<d"))
        }
    return found


def test_nothing_of_what_is_hidden_is_left_anywhere(reader, server, places):
    page = go_to(reader, f"{server.address}aaret")
    # A field with a slip is told of, and what else was typed stands.
    fill_in(page)
    page.get_by_label("Trysil: beboere, barn").fill("<5")
    look(page)
    expect(page.get_by_role("table", name="Dette er galt")).to_contain_text("Trysil")
    page.get_by_label("Trysil: beboere, barn").fill("7")
    look(page)
    told = shown(page)
    assert "Vises ikke av personvernhensyn" in told and found_in(told, {TOGETHER, *SECRETS}) == {TOGETHER}
    page.get_by_role("button", name="Legg inn 2025").wait_for(timeout=TOOK)
    settled(page)
    assert judged(page, LOOKS) == []
    # What is looked at is what the fields show, and stands as it was typed until it is taken away.
    field = page.get_by_label("Trysil: dagbrukere")
    expect(field).to_be_disabled()
    assert field.input_value() == str(HIDDEN["Trysil"][4])
    page.get_by_role("button", name="Rett tallene").click()
    settled(page)
    expect(field).to_be_enabled()
    assert field.input_value() == str(HIDDEN["Trysil"][4]) and not page.get_by_role("table", name="Slik blir").count()
    # What is typed while the server judges is not in what it shows, and does not stand.
    field.evaluate(PRESS_AND_TYPE, str(SLIP))
    settled(page)
    assert found_in(shown(page), {TOGETHER}) and field.input_value() == str(HIDDEN["Trysil"][4])
    hand_in(page, 2025)
    assert page.get_by_label("Trysil: dagbrukere").input_value() == ""
    # A year in a file, which is looked at, left, mended, and handed in.
    page.get_by_role("tab", name="Last opp ark").click()
    page.locator("input[type=file]").first.set_input_files(file_of(Trysil=(8, 7, 9, 8, SLIP, 7_777_777)))
    assert str(TOGETHER - HIDDEN["Trysil"][4] + SLIP) in re.sub(r"\s", "", shown(page))
    page.get_by_role("button", name="Avbryt").click(timeout=TOOK)
    expect(page.get_by_role("table", name="Slik blir 2024 vist")).to_have_count(0)
    page.locator("input[type=file]").first.set_input_files(file_of())
    expect(page.get_by_role("table", name="Slik blir 2024 vist")).to_be_visible(timeout=TOOK)
    hand_in(page, 2024)
    if is_long():
        correct(page)
    page.goto(f"{server.address}krisesenteret")
    settled(page)
    expect(page.get_by_text(SEEN).first).to_be_visible()
    assert not found_in(page.content(), SECRETS)
    # What was tried out is gone, and so is what was seen before a correction.
    assert len([*places["processed"].glob("*.duckdb")]) == 1 and not [*places["processed"].glob("candidates/*")]
    # What may be seen is found where it is kept: the search would have found the rest.
    searched = {path: path.read_bytes() for path in files(places, server)}
    seen = {path.name.split("-")[0] for path, content in searched.items() if found_in(content, {WHOLE[5]})}
    assert {"register.sqlite"} <= seen
    assert {path: found_in(content, SECRETS) for path, content in searched.items() if found_in(content, SECRETS)} == {}
    # Numbers are packed in these files, so that their bytes alone would not show them.
    cells = [cell for path in databases(places["processed"]) for _, row in rows(path) for cell in row.values()]
    numbers = {cell for cell in cells if isinstance(cell, int | float)}
    assert TOGETHER in numbers and not SECRETS & numbers
    assert not found_in(" ".join(cell for cell in cells if isinstance(cell, str)), SECRETS)
    with Visitor(server, {"ved-maskinen": ""}) as visitor:
        told = {name: (visitor.ask(name), visitor.sent) for name in TITLES}
        visitor.ask("aaret")
        assert not [name for name in visitor.widgets if "blir vist" in name or UNKEPT in name or "Legg inn" in name]
    assert {name for name, (_, sent) in told.items() if found_in(sent, SECRETS)} == set()
    assert SEEN in told["krisesenteret"][0] and "kan bare den som sitter ved maskinen" in told["aaret"][0]


def correct(page: Page) -> None:
    """A correction is held against what was published: no part is small any more, and the level stays."""
    page.get_by_role("tab", name="Fyll ut her").click()
    fill_in(page)
    page.get_by_label("Elverum: beboere, barn").fill("6")
    look(page)
    told = shown(page)
    assert "Vises ikke av personvernhensyn" in told and not found_in(told, SECRETS)
    expect(page.get_by_text("fordi året er vist slik før")).to_be_visible()
    hand_in(page, 2025)


def files(places: dict[str, Path], server: Server) -> Iterator[Path]:
    """Every file that the server may have written, and those that its processes have open, also where they are gone."""
    for folder in (*places.values(), ROOT / "data"):
        yield from (path for path in folder.rglob("*") if path.is_file())
    if IS_POSIX and Path("/proc").exists():
        process = psutil.Process(server.process.pid)
        for one in (process, *process.children(recursive=True)):
            for opened in Path(f"/proc/{one.pid}/fd").iterdir():
                if os.path.isfile(opened) or "(deleted)" in os.readlink(opened):
                    yield opened


@pytest.mark.skipif(not IS_POSIX, reason="the server is asked by a signal")
def test_what_was_typed_or_sent_is_forgotten_when_the_run_is_over(reader, server, places):
    """Nothing that the process can reach holds it: no state of a session, no file that was sent, no cache."""
    page = go_to(reader, f"{server.address}aaret")
    fill_in(page)
    look(page)
    assert found_in(shown(page), {TOGETHER})
    # While it is looked at, what may be seen is there.
    held = held_by(server, places)
    assert [line for line in held if line.endswith(str(TOGETHER))] and not found_in("\n".join(held), SECRETS)
    page.get_by_role("button", name="Rett tallene").click()
    at_rest(page)
    assert not found_in("\n".join(held_by(server, places)), SECRETS)
    page.get_by_label("Trysil: dagbrukere").fill("mange")
    look(page)
    page.get_by_role("tab", name="Last opp ark").click()
    page.locator("input[type=file]").first.set_input_files(file_of())
    expect(page.get_by_role("table", name="Slik blir 2024 vist")).to_be_visible(timeout=TOOK)
    at_rest(page)
    assert not found_in("\n".join(held_by(server, places)), SECRETS)


def held_by(server: Server, places: dict[str, Path]) -> list[str]:
    """What the server tells of where in its memory the numbers are that are looked for."""
    told = places["temporary"] / "log.held"
    told.unlink(missing_ok=True)
    os.kill(server.process.pid, signal.SIGUSR1)
    while not told.exists():
        time.sleep(0.1)
    return told.read_text(encoding="utf-8").splitlines()
