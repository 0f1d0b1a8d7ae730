"""What is typed and not saved, in a real browser: reload, change of page, Back, a second tab, a server started anew."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from browsing import choose, free_port, new_visitor, settled, started
from pressing import at_rest
from register.blackout import black_out
from register.database import open_register, reading
from register.reports import last_report_ids, save
from register.rights import Rights
from register.validation.rules import Report

pytestmark = pytest.mark.browser

TYPED = {"Ansvarlig": "Helsesykepleiertjenesten", "Kommentar": "Utkast som ikke er lagret", "Ny frist": "1.3.2098"}
RESTARTED = "Løsningen ble startet på nytt mens du skrev."
GONE = "Det som ikke var lagret da, og ikke står i feltene, er borte."


@pytest.fixture(scope="module")
def place(processed, tmp_path_factory):
    """A server that can be started anew at the same address, and the folder it saves in."""

    class Place:
        folder = tmp_path_factory.mktemp("place")
        port = free_port()

        def start(self) -> None:
            address = f"sqlite:///{self.folder}/register.sqlite"
            self.server = started(processed, port=self.port, REGISTER_ADDRESS=address)

        def stop(self) -> None:
            self.server.process.kill()
            self.server.process.wait()

    place = Place()
    place.start()
    yield place
    place.stop()


@pytest.fixture(scope="module")
def page(launched) -> Iterator[Page]:
    """The same visitor's in all tests, who writes of another task in each."""
    with new_visitor(launched) as context:
        yield context.new_page()


def goto(page: Page, place, path: str) -> None:
    page.goto(place.server.address + path)
    settled(page)


def field(page: Page, label: str):
    return page.get_by_role("textbox", name=label).first


def fill(page: Page) -> None:
    for label, words in TYPED.items():
        field(page, label).fill(words)
    # The last one is sent when it is left.
    field(page, "Lenke").click()
    expect(page.get_by_text("Påbegynt, ikke lagret")).to_be_visible()
    settled(page)


def expect_typed(page: Page, kept: dict[str, str] = TYPED) -> None:
    for label, words in kept.items():
        expect(field(page, label)).to_have_value(words)


def test_reload_change_of_page_and_back_lose_nothing(place, processed, page):
    goto(page, place, "meld-inn?kommune=engerdal")
    page.get_by_role("button", name="Svar på tiltak 2", exact=True).click()
    fill(page)
    page.reload()
    settled(page)
    expect_typed(page)

    page.get_by_role("button", name="Planen", exact=True).click()
    page.get_by_role("link", name="Status på tiltakene", exact=True).click(delay=80)
    expect(page.locator("h1")).to_contain_text("Status på tiltakene")
    settled(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Gi status")
    expect_typed(page)

    # Back closes the task that was opened last, and what was typed in it waits.
    page.get_by_role("button", name="Svar på tiltak 3", exact=True).click()
    expect(page.get_by_role("combobox", name="Status, tiltak 3", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("combobox", name="Status, tiltak 2", exact=True)).to_be_visible()
    expect_typed(page)
    # Nothing of it is written anywhere.
    files = [file for folder in (place.folder, processed) for file in folder.rglob("*") if file.is_file()]
    assert files and not any(words.encode() in file.read_bytes() for words in TYPED.values() for file in files)


def test_two_tabs_are_merged_by_field_and_what_is_saved_in_one_is_seen_in_the_other(place, page):
    goto(page, place, "meld-inn?kommune=elverum&oppgave=4")
    other = page.context.new_page()
    goto(other, place, "meld-inn?kommune=elverum&oppgave=4")
    fill(page)
    choose(other, "Status, tiltak 4", "I gang")
    expect_typed(other)
    other.get_by_role("button", name="Lagre", exact=True).click()
    expect(other.get_by_text("Svaret på tiltak 4 er lagret.")).to_be_in_viewport()
    page.reload()
    settled(page)
    expect(page.get_by_role("combobox", name="Status, tiltak 4", exact=True)).to_have_value("I gang")
    expect(page.get_by_text("Påbegynt, ikke lagret")).to_have_count(0)
    other.close()


def test_what_is_being_typed_is_not_replaced_by_a_run_of_the_page(place, page):
    goto(page, place, "meld-inn?kommune=stange&oppgave=4")
    field(page, "Ansvarlig").fill("Helse")
    field(page, "Kommentar").press_sequentially("Mens siden regner, skrives det videre", delay=30)
    settled(page)
    expect(field(page, "Kommentar")).to_have_value("Mens siden regner, skrives det videre")
    expect(field(page, "Ansvarlig")).to_have_value("Helse")


def test_another_browser_sees_nothing_of_it(place, reader, page):
    goto(page, place, "meld-inn?kommune=trysil&oppgave=4")
    fill(page)
    goto(reader, place, "meld-inn?kommune=trysil&oppgave=4")
    expect_typed(reader, dict.fromkeys(TYPED, ""))


def test_the_forms_of_the_next_plan_keep_what_is_typed(place, page):
    goto(page, place, "ny-plan?tiltak=12")
    reason = page.get_by_role("textbox", name="Begrunnelse").first
    reason.fill("Overlapper med tiltak 13")
    choose(page, "Vurdering", "Slå sammen")
    # The draft is the server's when the page is as it was a moment before.
    at_rest(page)
    page.reload()
    settled(page)
    expect(reason).to_have_value("Overlapper med tiltak 13")
    expect(page.get_by_role("combobox", name="Vurdering", exact=True)).to_have_value("Slå sammen")


def test_a_form_that_is_saved_stays_open_with_the_message_in_it(place, page):
    goto(page, place, "ny-plan?vedtak=3403")
    for unfold, filled, button in (
        ("Legg inn eller endre et forslag", {"Forslag": "Vern på nett", "Begrunnelse": "Fordi"}, "Lagre forslaget"),
        ("Oppgi når planen ble vedtatt", {"Vedtatt": "1.3.2023"}, "Lagre vedtaket"),
    ):
        form = page.get_by_test_id("stExpander").filter(has_text=unfold)
        form.get_by_text(unfold).click()
        for label, words in filled.items():
            form.get_by_role("textbox", name=label).first.fill(words)
        form.get_by_role("button", name=button).click()
        expect(form.get_by_text("Lagret.", exact=True)).to_be_in_viewport()
        settled(page)
        expect(form.get_by_text("Lagret.", exact=True)).to_be_in_viewport()


def test_the_cookies_are_those_that_personvern_names(place, page):
    goto(page, place, "personvern")
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names == {"utkast", "_streamlit_xsrf"}
    for name in names:
        expect(page.get_by_text(name, exact=True)).to_be_visible()
    [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "utkast"]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"


def test_what_a_question_quotes_is_read_as_it_was_written(place, page):
    rights, task = Rights("Koordinator i Hamar", frozenset({"3403"})), (7, "3403")
    register = open_register(f"sqlite:///{place.folder}/register.sqlite")
    save(
        register, rights, [Report(*task, "I gang", date(2026, 1, 2), comment="Ord")], {task}, date(2026, 1, 2), "quoted"
    )
    with reading(register) as connection:
        report_id = last_report_ids(connection)[task]
    black_out(register, Rights("Arbeidsgruppa", is_working_group=True), report_id, "comment", "En prøve")
    register.dispose()
    goto(page, place, "meld-inn?kommune=hamar&oppgave=7")
    quoted = "http://ond.no WWW.ond.no kari@ond.no :smile: :material/home:"
    field(page, "Kommentar").fill(quoted)
    field(page, "Lenke").click()
    settled(page)
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text("Dette er ikke lagret ennå.")).to_be_visible()
    settled(page)
    boxes = page.locator("[class*=st-key-asked]")
    expect(boxes).to_have_count(2)
    shown = " ".join(boxes.all_inner_texts()).replace("\u2060", "")
    assert f"Skal «{quoted}» stå der nå?" in shown and "e-postadresse (kari@ond.no)" in shown
    expect(boxes.locator("a, img, [role=img]")).to_have_count(0)


def test_a_server_started_anew_is_told_and_a_page_that_stood_open_keeps_its_fields(place, page):
    goto(page, place, "meld-inn?kommune=amot&oppgave=5")
    fill(page)
    expect(page.get_by_text("Løsningen ble startet på nytt")).to_have_count(0)
    place.stop()
    place.start()
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for()
    field(page, "Lenke").fill("https://amot.example")
    field(page, "Besluttet av").click()
    expect(page.get_by_text(RESTARTED)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Oppgaven er besvart på nytt")).to_have_count(0)
    settled(page)
    expect_typed(page)
    closed = page.context.new_page()
    page.close()
    goto(closed, place, "meld-inn?kommune=amot&oppgave=5")
    # What stood on the open page was sent to the new server, and is a draft there.
    expect_typed(closed)
    place.stop()
    place.start()
    closed.close()
    anew = closed.context.new_page()
    goto(anew, place, "meld-inn?kommune=amot&oppgave=5")
    expect(anew.get_by_text(GONE)).to_be_visible()
    expect_typed(anew, dict.fromkeys(TYPED, ""))
