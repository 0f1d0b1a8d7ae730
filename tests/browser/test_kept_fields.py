"""What is filled in, below a path of the server's own: by keyboard alone, and kept where a page is run, loaded or left."""

import re
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from browsing import Server, Visitor, choose, go_to, new_visitor, serving, settled
from by_keyboard import pick, press, write
from dashboard import machine
from dashboard.guard.streamlit_parts import LINGERS
from filling_in import TYPED, expect_typed, field, fill
from judging import TITLES
from opening import text_of
from pressing import at_rest
from proofs import some
from register.blackout import black_out
from register.database import open_register, reading
from register.reports import last_report_ids, save
from register.rights import Rights
from register.validation.rules import Report

pytestmark = pytest.mark.browser
# Those of the next plan that are folded up: name, what is written in it, and its button.
FORMS = (
    ("Legg inn eller endre et forslag", {"Forslag": "Vern på nett", "Begrunnelse": "Fordi"}, "Lagre forslaget"),
    ("Oppgi når planen ble vedtatt", {"Vedtatt": "1.3.2023"}, "Lagre vedtaket"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the register is, and what the server says."""
    return tmp_path_factory.mktemp("register")


@pytest.fixture(scope="module")
def server(processed, folder) -> Iterator[Server]:
    """Below a path of its own, with what it says in a file."""
    own = {"REGISTER_ADDRESS": f"sqlite:///{folder}/register.sqlite"}
    with serving(processed, base="tall/vold", log=folder / "server.log", **own) as server:
        yield server


@pytest.fixture(scope="module")
def page(launched) -> Iterator[Page]:
    """The same visitor's in all tests, who writes of another task in each."""
    with new_visitor(launched, locale="nb-NO") as context:
        yield context.new_page()


def test_a_task_is_answered_and_a_round_opened_and_closed_by_keyboard_alone(server, page):
    """Must stand first: nothing else is answered, and no round has been opened."""
    go_to(page, f"{server.address}meld-inn?kommune=hamar")
    press(page, "Svar på tiltak 1")
    pick(page, "Status", "I gang")
    write(page, "Kommentar", "Kurs er bestilt")
    press(page, "Lagre")
    expect(page.get_by_text("Svaret på tiltak 1 er lagret.")).to_be_in_viewport()

    go_to(page, f"{server.address}tiltak")
    press(page, "I gang\n1")
    expect(page).to_have_url(re.compile("status=i-gang"))
    expect(page.locator(".vnr-measure")).to_have_count(1)
    press(page, "1 Kompetanse i tidlig avdekking")
    expect(page.locator("#tiltakskort")).to_be_focused()

    go_to(page, f"{server.address}runder")
    write(page, "Navn på runden", "Høst")
    write(page, "Svarfrist", "15.12.2098")
    press(page, "Åpne en runde")
    expect(page.get_by_text("Runden «Høst» er åpnet, med svarfrist 15.12.2098.")).to_be_in_viewport()
    press(page, "Ja, lukk runden", "Space")
    press(page, "Lukk runden")
    expect(page.get_by_text("Runden «Høst» er lukket.")).to_be_in_viewport()


def test_runs_of_the_page_reload_change_of_page_and_back_lose_nothing_and_no_other_browser_sees_it(
    server, folder, processed, page
):
    go_to(page, f"{server.address}meld-inn?kommune=engerdal")
    page.get_by_role("link", name="Svar på tiltak 2", exact=True).click(delay=80)
    field(page, "Ansvarlig").fill("Helse")
    field(page, "Kommentar").press_sequentially("Mens siden regner, skrives det videre", delay=30)
    settled(page)
    expect_typed(page, {"Kommentar": "Mens siden regner, skrives det videre", "Ansvarlig": "Helse"})
    fill(page)
    page.reload()
    settled(page)
    expect_typed(page)
    own = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    for cookies, sees in ((own, TYPED.keys()), ({}, set())):
        with Visitor(server, cookies) as visit:
            visit.ask("meld-inn", "kommune=engerdal&oppgave=2")
            assert {label for label, words in TYPED.items() if words.encode() in visit.sent} == sees

    page.get_by_role("button", name="Planen", exact=True).click()
    page.get_by_role("link", name="Status på tiltakene", exact=True).click(delay=80)
    expect(page.locator("h1")).to_have_text(TITLES["tiltak"])
    settled(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Gi status")
    expect_typed(page)

    # Back closes the task that was opened last, and what was typed in it waits.
    page.get_by_role("link", name="Svar på tiltak 3", exact=True).click(delay=80)
    expect(page.get_by_role("combobox", name="Status, tiltak 3", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("combobox", name="Status, tiltak 2", exact=True)).to_be_visible()
    expect_typed(page)
    # Nothing of it is written anywhere.
    files = [file for out in (folder, processed) for file in out.rglob("*") if file.is_file()]
    assert files and not any(words.encode() in file.read_bytes() for words in TYPED.values() for file in files)


def test_two_tabs_are_merged_by_field_and_what_is_saved_in_one_is_seen_in_the_other(server, page):
    go_to(page, f"{server.address}meld-inn?kommune=elverum&oppgave=4")
    other = page.context.new_page()
    go_to(other, f"{server.address}meld-inn?kommune=elverum&oppgave=4")
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


def test_the_forms_of_the_next_plan_keep_what_is_typed_and_stay_open_with_the_message_when_saved(server, page):
    go_to(page, f"{server.address}ny-plan?tiltak=12&vedtak=3403")
    for unfold, filled, button in some(FORMS[:1], FORMS):
        form = page.get_by_test_id("stExpander").filter(has_text=unfold)
        form.get_by_text(unfold).click()
        for label, words in filled.items():
            form.get_by_role("textbox", name=label).first.fill(words)
        form.get_by_role("button", name=button).click()
        expect(form.get_by_text("Lagret.", exact=True)).to_be_in_viewport()
        settled(page)
        expect(form.get_by_text("Lagret.", exact=True)).to_be_in_viewport()
    reason = page.get_by_role("textbox", name="Begrunnelse").first
    reason.fill("Overlapper med tiltak 13")
    choose(page, "Vurdering", "Slå sammen")
    at_rest(page)
    page.reload()
    settled(page)
    expect(reason).to_have_value("Overlapper med tiltak 13")
    expect(page.get_by_role("combobox", name="Vurdering", exact=True)).to_have_value("Slå sammen")


def test_the_cookies_are_those_that_personvern_names(server, page):
    go_to(page, f"{server.address}personvern")
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names == {"utkast", "_streamlit_xsrf", machine.COOKIE}
    for name in names:
        expect(page.get_by_text(name, exact=True)).to_be_visible()
    [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "utkast"]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"


def test_a_file_taken_from_a_page_of_before_a_black_out_holds_nothing_of_it(server, folder, page):
    """Pages that stand open were drawn of what was known then."""
    task, secret = (8, "3403"), "Hemmelig Navnesen"
    register = open_register(f"sqlite:///{folder}/register.sqlite")
    report = Report(*task, "I gang", date(2026, 1, 2), comment=secret)
    save(register, Rights("Koordinator i Hamar", frozenset({"3403"})), [report], {task}, date(2026, 1, 2), "secret")
    with reading(register) as connection:
        report_id = last_report_ids(connection)[task]
    go_to(page, f"{server.address}meld-inn?kommune=hamar")
    page.get_by_role("tab", name="Excel-ark").click()
    sheet = page.get_by_role("button", name="Last ned ark med")
    assert secret in downloaded(page, sheet)
    other = page.context.new_page()
    go_to(other, f"{server.address}runder")
    package = other.get_by_role("button", name="Last ned pakken til alle")
    black_out(register, Rights("Arbeidsgruppa", is_working_group=True), report_id, "comment", "En prøve")
    register.dispose()
    for shown, button in ((page, sheet), (other, package)):
        text = downloaded(shown, button)
        assert "[sladdet]" in text and secret not in text
    other.close()


def test_a_file_that_was_made_is_gone_where_it_lay_when_a_text_is_blacked_out(server, folder, page):
    task = (6, "3403")
    register = open_register(f"sqlite:///{folder}/register.sqlite")
    report = Report(*task, "I gang", date(2026, 1, 2), comment="Ord")
    save(register, Rights("Koordinator i Hamar", frozenset({"3403"})), [report], {task}, date(2026, 1, 2), "made")
    with reading(register) as connection:
        report_id = last_report_ids(connection)[task]
    go_to(page, f"{server.address}meld-inn?kommune=hamar")
    page.get_by_role("tab", name="Excel-ark").click()
    address = taken(page, page.get_by_role("button", name="Last ned ark med")).url
    assert page.request.get(address).status == 200
    black_out(register, Rights("Arbeidsgruppa", is_working_group=True), report_id, "comment", "En prøve")
    register.dispose()
    begun = time.monotonic()
    while page.request.get(address).status != 404:
        assert time.monotonic() < begun + LINGERS / 2, "it is not left until it goes by itself"
        go_to(page, f"{server.address}ord")


def downloaded(page: Page, button: Locator) -> str:
    came = taken(page, button)
    return text_of(came.suggested_filename, Path(came.path()).read_bytes())


def taken(page: Page, button: Locator) -> Download:
    settled(page)
    with page.expect_download() as coming:
        button.click()
    return coming.value


def test_what_a_question_quotes_is_read_as_it_was_written(server, folder, page):
    rights, task = Rights("Koordinator i Hamar", frozenset({"3403"})), (7, "3403")
    register = open_register(f"sqlite:///{folder}/register.sqlite")
    save(
        register, rights, [Report(*task, "I gang", date(2026, 1, 2), comment="Ord")], {task}, date(2026, 1, 2), "quoted"
    )
    with reading(register) as connection:
        report_id = last_report_ids(connection)[task]
    black_out(register, Rights("Arbeidsgruppa", is_working_group=True), report_id, "comment", "En prøve")
    register.dispose()
    go_to(page, f"{server.address}meld-inn?kommune=hamar&oppgave=7")
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


def test_pages_below_a_path_are_norwegian_safe_and_linked_and_addresses_land(server, page):
    go_to(page, f"{server.address}?figur=adults-2014")
    expect(page).to_have_url(re.compile(rf"{server.path}omfang\b"))
    expect(page.locator("#adults-2014")).to_be_focused()
    with urllib.request.urlopen(f"{server.address}tiltak?tiltak=3") as answer:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        go_to(page, answer.url)
    expect(page.locator("#tiltakskort")).to_be_focused()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.get_by_text("Hopp til innholdet")).to_have_count(1)
    assert page.evaluate("document.querySelector('script[src*=\"/lead-\"]') !== null")
    page.get_by_text("Angår tiltak").or_(page.locator("#siden-sist")).first.wait_for()
    at_rest(page)
    links = page.locator(".stMainBlockContainer a").evaluate_all("all => all.map(link => link.href)")
    ours = [link for link in links if link.startswith(server.address.removesuffix(server.path))]
    assert len(ours) > 20
    assert [link for link in ours if not link.startswith(server.address)] == []


def test_the_server_warns_of_nothing(server, folder):
    """Must stand last: of all that was asked of it here."""
    told = (folder / "server.log").read_text(encoding="utf-8").lower()
    assert [word for word in ("warning", "no runtime", "deprecated", "traceback", "config") if word in told] == []
