"""Who may write, through a real login: a provider of identities, the real server, and a real browser."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidHandshake

from browsing import Visitor, choose, new_visitor, serving
from judging import heard
from logging_in import PROVIDERS_STYLE, RULES, Place, goto, log_in, take_over, with_login
from reported import ELVERUM, HAMAR

ALL = """
[[access]]
claim = "groups"
value = "alt"
role = "Alt"
municipalities = ["3403", "3420"]
joint_tasks = [9, 10]
working_group = true
"""
NAME, EMAIL = "Kari Navnesen", "kari.navnesen@hamar.example"
TEXT = "Svar 1 (1.11.2026), tiltak 2, Hamar, Kommentar: Ord"
WHY = "Hvorfor den sladdes (uten å gjenta det som sladdes)"
ANSWER_BY, SURE = "Svarfrist (dag.måned.år)", "Ja, lukk runden og frys statusen"
FOR_GOOD = "Ja, slett teksten for godt. Det kan ikke gjøres om."
SAVED = "Svaret på tiltak 1 er lagret."
LOG_IN = "Logg inn for å gi status. Uten innlogging kan du lese alt, men ikke skrive."
OVER = "Innloggingen er gått ut. Logg inn på nytt for å gi status."
NO_ROLE = "Du er logget inn, men har ingen rolle som kan gi status."
READ_ONLY = "Her kan du lese, men ikke skrive."
NO_ROUNDS = "Bare arbeidsgruppa kan åpne og lukke runder."

pytestmark = [
    pytest.mark.browser,
    # The provider's own, on the libraries it uses.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]


@pytest.fixture(scope="module")
def running(processed, tmp_path_factory) -> Iterator[Place]:
    """With login set up."""
    with with_login(processed, tmp_path_factory.mktemp("place"), RULES + ALL) as place:
        yield place


@pytest.fixture
def place(running) -> Place:
    """With login set up, and nothing reported."""
    running.empty()
    return running


@pytest.fixture(scope="module")
def somebody(launched) -> Iterator[Page]:
    with new_visitor(launched) as context:
        context.route(f"{PROVIDERS_STYLE}**", lambda route: route.abort())
        yield context.new_page()


@pytest.fixture
def page(somebody) -> Page:
    """Somebody's whom the server does not know; the policy of the pages is in force."""
    somebody.context.clear_cookies()
    return somebody


def save(page: Page) -> None:
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_logging_in_saving_and_logging_out(place, processed, page):
    with heard(page) as (asked, refused):
        log_in_save_and_log_out(page, place, processed)
    known = (place.server.address, place.provider, "data:", "blob:", PROVIDERS_STYLE)
    assert [url for url in asked if not url.startswith(known)] == []
    assert refused == []


def log_in_save_and_log_out(page: Page, place: Place, processed: Path) -> None:
    goto(page, place, "meld-inn")
    expect(page.get_by_text(LOG_IN)).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("button", name="Lagre")).to_have_count(0)

    place.is_known("kari-navnesen", name=NAME, email=EMAIL, groups=["alle", "hamar"])
    log_in(page, place, "kari-navnesen")
    # Another municipality is offered neither by the address nor by the menu.
    goto(page, place, "meld-inn?kommune=elverum")
    expect(page.get_by_text("Adressen ber om noe under «Kommune» som ikke finnes. Velg i listen.")).to_be_visible()
    page.get_by_role("combobox", name="Kommune").click()
    expect(page.get_by_role("option")).to_have_text(["Hamar"])
    page.get_by_role("option", name="Hamar").click()
    expect(page.get_by_text("Du svarer som Koordinator i Hamar.")).to_be_visible()
    page.get_by_role("button", name="Svar på tiltak 1", exact=True).click()
    page.get_by_role("combobox", name="Status, tiltak 1", exact=True).wait_for()
    choose(page, "Status, tiltak 1", "I gang")
    save(page)
    assert place.saved() == [(1, HAMAR, "I gang", "Koordinator i Hamar")]
    written = b"".join(file.read_bytes() for out in (place.folder, processed) for file in out.rglob("*.*"))
    assert b"Koordinator i Hamar" in written
    assert [word for word in (NAME, EMAIL, "Kari", "navnesen") if word.encode() in written] == []

    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(place.server.address)
    goto(page, place, "meld-inn")
    expect(page.get_by_text(LOG_IN)).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []


def test_a_login_that_runs_out_while_the_form_is_filled_in_does_not_save(place):
    ends = int(time.time()) + 5
    with Visitor(place.server, place.logged_in("ola", groups=["hamar"], exp=ends)) as visit:
        assert "Du svarer som Koordinator i Hamar." in visit.ask("meld-inn", "oppgave=1")
        time.sleep(max(0, ends - time.time()))
        told = visit.fill_in("meld-inn", "oppgave=1", **{f"report {HAMAR} 1 status": "I gang", "Lagre": True})
        assert OVER in told and "Logg inn" in visit.widgets
    assert place.saved() == []


def test_a_login_that_is_over_reads_only_and_what_was_typed_waits_for_the_same_person(place, page):
    take_over(page.context, place, place.logged_in("ola", lasts=-60, groups=["hamar"]))
    goto(page, place, "meld-inn?oppgave=1")
    expect(page.get_by_text(OVER)).to_be_visible()
    expect(page.get_by_role("combobox", name="Status, tiltak 1", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Lagre")).to_have_count(0)

    ends = int(time.time()) + 12
    take_over(page.context, place, place.logged_in("ola", groups=["hamar"], exp=ends))
    goto(page, place, "meld-inn?oppgave=1")
    comment = page.get_by_role("textbox", name="Kommentar")
    comment.fill("Skrevet før innloggingen gikk ut")
    time.sleep(max(0, ends - time.time()))
    # What is in a field when the login has ended is sent when it is left.
    comment.press("Tab")
    expect(page.get_by_text(OVER)).to_be_visible()
    expect(comment).to_be_disabled()
    expect(comment).to_have_value("Skrevet før innloggingen gikk ut")

    place.is_known("ola", groups=["hamar"])
    log_in(page, place, "ola")
    goto(page, place, "meld-inn?oppgave=1")
    expect(page.get_by_text("Du svarer som Koordinator i Hamar.")).to_be_visible()
    expect(comment).to_be_enabled()
    expect(comment).to_have_value("Skrevet før innloggingen gikk ut")

    # Somebody else in the same browser has the same role, and another draft.
    take_over(page.context, place, place.logged_in("kari", groups=["hamar"]))
    goto(page, place, "meld-inn?oppgave=1")
    expect(page.get_by_text("Du svarer som Koordinator i Hamar.")).to_be_visible()
    expect(comment).to_have_value("")


def test_a_sheet_of_another_municipality_is_not_taken(place, page, tmp_path):
    hamar, elverum = place.logged_in("ola", groups=["hamar"]), place.logged_in("eli", groups=["elverum"])
    take_over(page.context, place, elverum)
    goto(page, place, "meld-inn?oppgave=1")
    choose(page, "Status, tiltak 1", "I gang")
    save(page)
    page.get_by_role("tab", name="Excel-ark").click()
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Last ned ark med 15 oppgaver (XLSX)").click()
    filled = tmp_path / sheet.value.suggested_filename
    sheet.value.save_as(filled)
    place.empty()

    take_over(page.context, place, hamar)
    goto(page, place, "meld-inn")
    page.get_by_role("tab", name="Excel-ark").click()
    page.locator("input[type=file]").set_input_files(filled)
    expect(page.get_by_text("Elverum").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Lagre"))).to_have_count(0)
    # Where the right is, the very same sheet is read.
    take_over(page.context, place, elverum)
    goto(page, place, "meld-inn")
    page.get_by_role("tab", name="Excel-ark").click()
    page.locator("input[type=file]").set_input_files(filled)
    expect(page.get_by_role("tabpanel", name="Excel-ark").get_by_role("table").first).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Excel-ark").get_by_role("alert")).to_have_count(0)
    assert place.saved() == []


@dataclass
class Message:
    """What the page sends when somebody who may presses the button."""

    page: str
    query: str
    values: dict


@pytest.fixture(scope="module")
def messages(running) -> dict[str, Message]:
    """Every way to write, taken from the pages of somebody who may do all."""
    found = {}
    with Visitor(running.server, running.logged_in("alle", groups=["alt"])) as visit:

        def remember(name: str, page: str, query: str = "", **values) -> None:
            visit.ask(page, query)
            found[name] = Message(page, query, {visit.widgets[widget]: value for widget, value in values.items()})

        for name, area, task in (
            ("Hamar 1", "hamar", f"report {HAMAR} 1 status"),
            ("Elverum 1", "elverum", f"report {ELVERUM} 1 status"),
            ("joint 9", "felles", "report felles 9 status"),
            ("joint 10", "felles", "report felles 10 status"),
        ):
            opened = f"kommune={area}&oppgave={task.split()[2]}"
            remember(name, "meld-inn", opened, **{task: "I gang", "Lagre": True})
        running.fill()
        remember("black out", "runder", **{"Tekst": TEXT, WHY: "Forfalsket", FOR_GOOD: True, "Sladd teksten": True})
        opening = {"Navn på runden": "Forfalsket", ANSWER_BY: "31.12.2098", "Åpne en runde": True}
        remember("open", "runder", **opening)
        running.fill(with_round=True)
        remember("close", "runder", **{SURE: True, "Lukk runden": True})
    return found


EVERY = {"Hamar 1", "Elverum 1", "joint 9", "joint 10", "black out", "open", "close"}
WHO = {
    "nobody": (None, 0, set(), LOG_IN),
    "wrong role": ({"groups": ["regnskap"], "job": "hamar"}, 3600, set(), NO_ROLE),
    "expired": ({"groups": ["alt"]}, -60, set(), OVER),
    "Hamar": ({"groups": ["hamar"]}, 3600, {"Hamar 1"}, "Du svarer som Koordinator i Hamar."),
    "Elverum": ({"groups": ["elverum"]}, 3600, {"Elverum 1"}, "Du svarer som Koordinator i Elverum."),
    "owner": ({"groups": ["tiltak-9"]}, 3600, {"joint 9"}, "Du svarer som Eier av tiltak 9."),
    "working group": ({"job": "arbeidsgruppa"}, 3600, EVERY, "Du svarer som Arbeidsgruppa."),
    "all": ({"groups": ["alt"]}, 3600, EVERY, "Du svarer som Alt."),
}


@pytest.mark.parametrize("who", WHO)
def test_no_message_writes_what_the_role_may_not(running, messages, who):
    """What those who may write send, sent by others: also for what their pages never showed."""
    claims, lasts, may, told = WHO[who]
    cookies = {} if claims is None else running.logged_in(who.replace(" ", "-"), lasts, **claims)
    done = set()
    assert messages.keys() == EVERY
    with Visitor(running.server, cookies) as visit:
        for name, message in messages.items():
            running.fill(with_round=name == "close")
            before = running.everything()
            # The first one where the page was never asked for, the second where it has come.
            for _ in range(2):
                visit.ask(message.page, message.query, message.values)
            if running.everything() != before:
                done.add(name)
        assert done == may
        one = "kommune=hamar&oppgave=1"
        opened = {"all": one, "working group": one, "owner": "oppgave=9"}.get(who, "oppgave=1")
        assert told in visit.ask("meld-inn", opened)
        assert ("Lagre" in visit.widgets) == any(name in may for name in ("Hamar 1", "Elverum 1", "joint 9"))


def test_a_cookie_nobody_signed_is_no_login(place):
    cookies = place.logged_in("ola", groups=["hamar"])
    with Visitor(place.server, cookies) as visit:
        assert "Du svarer som Koordinator i Hamar." in visit.ask("meld-inn")
    others = URLSafeTimedSerializer("somebody else's secret", salt="_streamlit_user")
    _, claims = others.loads_unsafe(cookies["_streamlit_user"])
    assert "hamar" in claims
    with Visitor(place.server, cookies | {"_streamlit_user": others.dumps(claims)}) as visit:
        assert LOG_IN in visit.ask("meld-inn")


def test_a_page_of_another_address_can_not_use_the_login(place):
    cookies = place.logged_in("ola", groups=["hamar"])
    with pytest.raises(InvalidHandshake), Visitor(place.server, cookies, origin="http://evil.example"):
        pass


@pytest.fixture(scope="module")
def own(processed, tmp_path_factory) -> Iterator[Place]:
    """Without login."""
    folder = tmp_path_factory.mktemp("own")
    with serving(processed, REGISTER_ADDRESS=f"sqlite:///{folder}/register.sqlite") as server:
        yield Place(server, folder)


def test_without_login_set_up_only_this_machine_writes(own):
    name = f"localhost:{own.server.port}"
    with Visitor(own.server) as here:
        assert "Du svarer som lokal bruker." in here.ask("meld-inn", "kommune=hamar&oppgave=1")
        report = {here.widgets[f"report {HAMAR} 1 status"]: "I gang", here.widgets["Lagre"]: True}
        here.ask("runder")
        opening = {"Navn på runden": "Høsten 2098", ANSWER_BY: "31.12.2098", "Åpne en runde": True}
        opening = {here.widgets[widget]: value for widget, value in opening.items()}
        for elsewhere in (
            {"X_Forwarded_For": "10.0.0.5"},
            {"X_Forwarded_For": "127.0.0.1"},
            {"X_Forwarded_Host": "vold.example", "host": name},
            {"Forwarded": "for=10.0.0.5"},
            {"host": "example.org"},
            {"host": f"example.org:{own.server.port}"},
        ):
            with Visitor(own.server, **elsewhere) as visit:
                assert READ_ONLY in visit.ask("meld-inn", "kommune=hamar&oppgave=1"), elsewhere
                assert visit.widgets == {}
                assert READ_ONLY in visit.ask("meld-inn", "kommune=hamar&oppgave=1", report)
                assert NO_ROUNDS in visit.ask("runder", "", opening)
            assert own.saved() == [] and own.saved("select * from rounds") == []
        with pytest.raises(InvalidHandshake), Visitor(own.server, origin="http://evil.example"):
            pass
        here.ask("meld-inn", "kommune=hamar&oppgave=1")
        assert SAVED in here.ask("meld-inn", "kommune=hamar&oppgave=1", report)
        here.ask("runder")
        assert "Høsten 2098" in here.ask("runder", "", opening)
    assert own.saved() == [(1, HAMAR, "I gang", "lokal bruker")]
    with Visitor(own.server, host=name) as here:
        assert "Du svarer som lokal bruker." in here.ask("meld-inn", "kommune=hamar")


def test_without_login_set_up_a_server_that_others_reach_is_read_only(processed, tmp_path):
    register = f"sqlite:///{tmp_path}/register.sqlite"
    with serving(processed, "--server.address", "0.0.0.0", REGISTER_ADDRESS=register) as server:
        for host in (None, f"localhost:{server.port}"):
            with Visitor(server, host=host) as visit:
                assert READ_ONLY in visit.ask("meld-inn")
                assert visit.widgets == {}
