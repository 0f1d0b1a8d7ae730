"""Who may write, through a real login: a provider of identities, the real server, and a real browser."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidHandshake

from browsing import Visitor, choose, serving
from dashboard.coming_back import COOKIE, LONGEST
from dashboard.working_group import blackouts
from judging import heard
from logging_in import PROVIDERS_STYLE, RULES, Place, goto, log_in, take_over, with_login
from proofs import is_long
from reported import ELVERUM, HAMAR

SOMEBODY, NAME, EMAIL = "kari-navnesen", "Kari Navnesen", "kari.navnesen@hamar.example"
TEXT = "Svar 1 (1.11.2026), tiltak 2, Hamar, Kommentar: Ord"
WHY = "Hvorfor den sladdes (uten å gjenta det som sladdes)"
ANSWER_BY, SURE = "Svarfrist (dag.måned.år)", "Ja, lukk runden og frys statusen"
FOR_GOOD = "Ja, slett teksten for godt. Det kan ikke gjøres om."
SAVED = "Svaret på tiltak 1 er lagret."
LOG_IN = "Logg inn for å gi status. Uten innlogging kan du lese alt, men ikke skrive."
OVER = "Innloggingen er gått ut. Logg inn på nytt for å gi status."
NO_ROLE = "Du er logget inn, men har ingen rolle som kan gi status."
BEGUN, TYPED = "Påbegynt, ikke lagret", "Skrevet før innloggingen gikk ut"
READ_ONLY = "Her kan du lese, men ikke skrive."

pytestmark = [
    pytest.mark.browser,
    # The provider's own, on the libraries it uses.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]


@pytest.fixture(scope="module")
def running(processed, tmp_path_factory) -> Iterator[Place]:
    """With login set up."""
    with with_login(processed, tmp_path_factory.mktemp("place"), RULES) as place:
        yield place


@pytest.fixture
def place(running) -> Place:
    """With login set up, and nothing reported."""
    running.empty()
    return running


@pytest.fixture
def page(reader) -> Iterator[Page]:
    """Somebody's whom the server does not know; the policy of the pages is in force."""
    reader.context.clear_cookies()
    reader.route(f"{PROVIDERS_STYLE}**", lambda route: route.abort())
    yield reader
    reader.unroute_all()
    reader.context.clear_cookies()


def test_logging_in_while_a_form_is_filled_in_saving_and_logging_out(place, processed, page):
    """What was typed when the login ran out is not saved, and waits for the same person; no name is kept."""
    with Visitor(place.server) as nobody:
        assert LOG_IN in nobody.ask("meld-inn")
        assert "Logg inn" in nobody.widgets and not {"Kommune", "Lagre"} & nobody.widgets.keys()
    with heard(page) as (asked, refused):
        fill_in_until_the_login_is_over(page, place)
        log_in_anew_and_save(page, place)
        written = b"".join(file.read_bytes() for out in (place.folder, processed) for file in out.rglob("*.*"))
        assert b"Koordinator i Hamar" in written
        assert [word for word in (NAME, EMAIL, "Kari", "navnesen") if word.encode() in written] == []
        log_out(page, place)
    known = (place.server.address, place.provider, "data:", "blob:", PROVIDERS_STYLE)
    assert [url for url in asked if not url.startswith(known)] == []
    assert refused == []


def fill_in_until_the_login_is_over(page: Page, place: Place) -> None:
    """Somebody on the page, and somebody else who presses the button when it is too late."""
    ends = int(time.time()) + 8
    take_over(page.context, place, place.logged_in(SOMEBODY, groups=["hamar"], exp=ends))
    goto(page, place, "meld-inn?oppgave=1")
    comment = page.get_by_role("textbox", name="Kommentar")
    comment.fill(TYPED)
    with Visitor(place.server, place.logged_in("ola", groups=["hamar"], exp=ends)) as visit:
        assert "Du svarer som Koordinator i Hamar." in visit.ask("meld-inn", "oppgave=1")
        time.sleep(max(0, ends - time.time()))
        told = visit.fill_in("meld-inn", "oppgave=1", **{f"report {HAMAR} 1 status": "I gang", "Lagre": True})
        assert OVER in told and "Logg inn" in visit.widgets
    assert place.saved() == []
    # What is in a field when the login has ended is sent when it is left.
    comment.press("Tab")
    expect(page.get_by_text(OVER)).to_be_visible()
    expect(comment).to_be_disabled()
    expect(comment).to_have_value(TYPED)
    expect(page.get_by_role("combobox", name="Status, tiltak 1", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Lagre")).to_have_count(0)


def log_in_anew_and_save(page: Page, place: Place) -> None:
    place.is_known(SOMEBODY, name=NAME, email=EMAIL, groups=["alle", "hamar"])
    log_in(page, place, SOMEBODY)
    # Back where it was typed.
    expect(page.get_by_role("textbox", name="Kommentar")).to_have_value(TYPED)
    # Another municipality is offered neither by the address nor by the menu.
    goto(page, place, "meld-inn?kommune=elverum&oppgave=1")
    expect(page.get_by_text("Adressen ber om noe under «Kommune» som ikke finnes. Velg i listen.")).to_be_visible()
    page.get_by_role("combobox", name="Kommune").click()
    expect(page.get_by_role("option")).to_have_text(["Hamar"])
    page.get_by_role("option", name="Hamar").click()
    expect(page.get_by_text("Du svarer som Koordinator i Hamar.")).to_be_visible()
    comment = page.get_by_role("textbox", name="Kommentar")
    expect(comment).to_be_enabled()
    expect(comment).to_have_value(TYPED)
    expect(page.get_by_text(BEGUN)).to_be_visible()
    # Somebody else in the same browser has the same role, and another draft.
    found = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    with Visitor(place.server, found | place.logged_in("ola", groups=["hamar"])) as visit:
        told = visit.ask("meld-inn", "oppgave=2")
        assert "Du svarer som Koordinator i Hamar." in told and BEGUN not in told
    choose(page, "Status, tiltak 1", "I gang")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert place.saved() == [(1, HAMAR, "I gang", "Koordinator i Hamar")]


def log_out(page: Page, place: Place) -> None:
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(place.server.address, wait_until="commit")
    goto(page, place, "meld-inn")
    expect(page.get_by_text(LOG_IN)).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("button", name="Lagre")).to_have_count(0)
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []


GUEST = {
    "roles": ["vold.hamar"],
    "acct": 1,
    "idp": "https://sts.windows.net/another-tenant/",
    "_claim_names": {"groups": "src1"},
}
"""As Entra ID tells of somebody of another municipality, invited as a guest, who is in more groups than it tells."""


def test_a_guest_is_let_in_by_an_app_role_and_comes_back_to_the_page_and_its_choices(place, page):
    place.is_known("gjest", **GUEST)
    goto(page, place, "arbeidsgruppa?invitasjon=trysil")
    log_in(page, place, "gjest")
    expect(page.get_by_text("Oppgi hvem som er oppnevnt")).to_be_visible()
    expect(page.get_by_role("combobox", name="Invitasjon til")).to_have_value("Trysil")
    assert COOKIE not in {cookie["name"] for cookie in page.context.cookies()}
    goto(page, place, "meld-inn?kommune=hamar")
    expect(page.get_by_text("Du svarer som Koordinator i Hamar.")).to_be_visible()


FIGURES, CENTRE = "Indikator eller tabell", "Se hva som blir vist"
"""What whoever may hand in finds on the page of figures, and on that of the crisis centre's."""


def test_the_crisis_centre_hands_in_its_year_by_a_login_of_its_own(place, page):
    place.is_known("leder", roles=["vold.krisesenter"])
    goto(page, place, "aaret")
    expect(page.get_by_text("Logg inn for å legge inn året.")).to_be_visible()
    expect(page.get_by_role("button", name=CENTRE)).to_have_count(0)
    log_in(page, place, "leder")
    for field in ("Beboere, voksne", "Beboere, barn", "Opphold, voksne", "Opphold, barn", "Dagbrukere", "Dagbesøk"):
        page.get_by_label(field, exact=True).fill("90")
    page.get_by_role("button", name=CENTRE).click()
    page.get_by_label(re.compile("^Ingen har fått tall for")).check(force=True)
    page.get_by_role("button", name="Legg inn 2025").click()
    expect(page.get_by_text("2025 er lagt inn og lagt ut.")).to_be_visible()
    assert place.saved("select role from centre_years") == [("Krisesenterets leder",)]


@pytest.mark.parametrize(
    ("claims", "may", "told"),
    [
        ({"roles": ["vold.krisesenter"]}, {CENTRE}, "Krisesenterets tall legges inn på siden Tall fra krisesenteret"),
        ({"groups": ["tall"]}, {FIGURES}, "ingen rolle som kan legge inn året."),
        ({"groups": ["hamar"]}, set(), "ingen rolle som kan legge inn året."),
        ({"job": "arbeidsgruppa"}, set(), "ingen rolle som kan legge inn tall."),
        (None, set(), "Logg inn for å legge inn tall."),
    ],
)
def test_who_hands_in_figures_and_who_the_crisis_centres(running, claims, may, told):
    cookies = {} if claims is None else running.logged_in("noen", **claims)
    with Visitor(running.server, cookies) as visit:
        said, found = "", set()
        for name in ("legg-inn", "aaret"):
            said += visit.ask(name)
            found |= visit.widgets.keys() & {FIGURES, CENTRE}
    assert found == may and told in " ".join(said.split())


@pytest.mark.parametrize(
    ("kept", "leads_to"),
    [
        ("meld-inn?kommune=hamar&oppgave=1", "/meld-inn?kommune=hamar&oppgave=1"),
        ("sok?q=%C3%A5", "/sok?q=%C3%A5"),
        ("", "/"),
        ("/evil.example", "/"),
        ("//evil.example", "/"),
        (r"\evil.example", "/"),
        ("https://evil.example", "/"),
        ("evil.example", "/"),
        ("meld-inn?a=1#b", "/"),
        (f"sok?q={'a' * LONGEST}", "/"),
    ],
)
def test_what_is_kept_of_where_one_was_leads_nowhere_but_to_a_page_here(running, kept, leads_to):
    """Whoever has put it there: the cookie is believed where it is such an address, and nothing else is."""
    answer = httpx.get(f"{running.server.address}oauth2callback", headers={"cookie": f"{COOKIE}={kept}"})
    assert answer.status_code == 302 and answer.headers["location"] == leads_to


def test_where_one_was_is_kept_for_the_login_alone(running):
    """What the browser is told as it is led to the login, the first time and not again."""
    asked = httpx.get(running.server.address, headers={"accept": "text/html"})
    cookies = dict(asked.cookies)
    with Visitor(running.server, cookies) as visit:
        visit.ask("meld-inn", "kommune=hamar")
        visit.fill_in("meld-inn", "kommune=hamar", **{"Logg inn": True})
        login = f"{running.server.address.rstrip('/')}{visit.leads_to}"
    first, again = (httpx.get(login, cookies=cookies) for _ in range(2))
    [kept] = [cookie for cookie in first.headers.get_list("set-cookie") if cookie.startswith(f"{COOKIE}=")]
    assert kept == f"{COOKIE}=meld-inn?kommune=hamar; Path=/oauth2callback; Max-Age=900; HttpOnly; SameSite=Lax"
    assert COOKIE not in again.headers.get("set-cookie", "")


@dataclass
class Message:
    """What the page sends when somebody who may presses the button."""

    page: str
    query: str
    fields: dict
    button: str
    pressed: tuple[str, str]

    def send(self, visit: Visitor) -> str:
        """Pressed is the button that the page shows, or the one it would."""
        pressed = visit.widgets.get(self.button, self.pressed)
        return visit.ask(self.page, self.query, self.fields | {pressed: True})


def see(visit: Visitor, page: str, query: str, *widgets: str, unfolded: Sequence[str] = ()) -> bool:
    """Ask until the page shows them: what is new in the register is made known while what was before is still read."""
    for _ in range(200):
        visit.ask(page, query)
        if unfolded:
            visit.fill_in(page, query, **dict.fromkeys(unfolded, True))
        if set(widgets) <= visit.widgets.keys():
            return True
        time.sleep(0.05)
    raise AssertionError(f"{widgets} are not shown, but {visit.widgets.keys()}")


@pytest.fixture(scope="module")
def messages(running) -> dict[str, Message]:
    """Every way to write, taken from the pages of somebody who may do all."""
    found = {}
    with Visitor(running.server, running.logged_in("all", job="arbeidsgruppa")) as visit:

        def remember(name: str, page: str, query: str, button: str, *unfolded: str, **values) -> None:
            unfold = [widget for widget in unfolded if see(visit, page, query, widget)]
            see(visit, page, query, button, *values, unfolded=unfold)
            fields = {
                visit.widgets[widget]: value for widget, value in (dict.fromkeys(unfolded, True) | values).items()
            }
            found[name] = Message(page, query, fields, button, visit.widgets[button])

        for name, area, task in (
            ("Hamar 1", "hamar", f"report {HAMAR} 1 status"),
            ("Elverum 1", "elverum", f"report {ELVERUM} 1 status"),
            ("joint 9", "felles", "report felles 9 status"),
            ("joint 10", "felles", "report felles 10 status"),
        ):
            opened = f"kommune={area}&oppgave={task.split()[2]}"
            remember(name, "meld-inn", opened, "Lagre", **{task: "I gang"})
        running.fill()
        text = {"Tekst": TEXT, WHY: "Forfalsket", FOR_GOOD: True}
        remember("black out", "runder", "", "Sladd teksten", blackouts.FIND, **text)
        opening = {"Navn på runden": "Forfalsket", ANSWER_BY: "31.12.2098"}
        remember("open", "runder", "", "Åpne en runde", **opening)
        running.fill(with_round=True)
        remember("close", "runder", "", "Lukk runden", **{SURE: True})
    return found


EVERY = {"Hamar 1", "Elverum 1", "joint 9", "joint 10", "black out", "open", "close"}
ONE = "kommune=hamar&oppgave=1"
WHO = {
    "nobody": (None, set(), LOG_IN, ""),
    "wrong role": ({"groups": ["regnskap"], "job": "hamar"}, set(), NO_ROLE, ""),
    "expired": ({"job": "arbeidsgruppa", "exp": 1}, set(), OVER, ONE),
    "Hamar": ({"groups": ["hamar"]}, {"Hamar 1"}, "Du svarer som Koordinator i Hamar.", "oppgave=1"),
    "Elverum": ({"groups": ["elverum"]}, {"Elverum 1"}, "Du svarer som Koordinator i Elverum.", "oppgave=1"),
    "owner": ({"groups": ["tiltak-9"]}, {"joint 9"}, "Du svarer som Eier av tiltak 9.", "oppgave=9"),
    "working group": ({"job": "arbeidsgruppa"}, EVERY, "Du svarer som Arbeidsgruppa.", ONE),
}

# What a run tries: all as nobody and as the working group; as others what they may, an answer for somebody else, a joint
# one, and one of what the working group alone may.
SAMPLE = {
    "nobody": EVERY,
    "wrong role": {"Hamar 1", "joint 9", "open"},
    "expired": {"Hamar 1", "joint 9", "black out"},
    "Hamar": {"Hamar 1", "Elverum 1", "joint 9", "close"},
    "Elverum": {"Elverum 1", "Hamar 1", "joint 10", "open"},
    "owner": {"joint 9", "joint 10", "Hamar 1", "black out"},
    "working group": EVERY,
}


def test_no_message_writes_what_the_role_may_not(running, messages):
    """What those who may write send, sent by others: also for what their pages never showed."""
    assert messages.keys() == EVERY
    tried = dict.fromkeys(WHO, EVERY) if is_long() else SAMPLE
    cookies = {
        who: {} if claims is None else running.logged_in(who.replace(" ", "-"), **claims)
        for who, (claims, *_) in WHO.items()
    }
    done = {who: set() for who in WHO}
    # A round is closed where one is open; all else is tried where none is.
    for is_open, names in ((False, EVERY - {"close"}), (True, {"close"})):
        running.fill(is_open)
        with Visitor(running.server, cookies["working group"]) as visit:
            see(visit, "runder", "", SURE if is_open else "Åpne en runde")
        for who, can_do in done.items():
            for name in sorted(names & tried[who]):
                before = running.everything()
                with Visitor(running.server, cookies[who]) as visit:
                    # The first one where the page was never asked for, the second where it has come.
                    messages[name].send(visit)
                    messages[name].send(visit)
                if running.everything() != before:
                    can_do.add(name)
            if can_do & names:
                running.fill(is_open)
    assert done == {who: may for who, (_, may, *_) in WHO.items()}
    for who, (_, may, told, query) in WHO.items():
        with Visitor(running.server, cookies[who]) as visit:
            assert told in visit.ask("meld-inn", query)
            assert ("Lagre" in visit.widgets) == bool(may), who


def test_a_cookie_nobody_signed_is_no_login(place):
    with Visitor(place.server, place.logged_in("ola", groups=["hamar"])) as visit:
        assert "Du svarer som Koordinator i Hamar." in visit.ask("meld-inn")
    with Visitor(place.server, place.logged_in("ola", secret="somebody else's secret", groups=["hamar"])) as visit:
        assert LOG_IN in visit.ask("meld-inn")


def test_logging_out_ends_the_login_in_other_tabs_and_where_its_cookie_was_copied(place):
    query, over = "kommune=hamar&oppgave=1", "Innloggingen er gått ut."
    cookies = place.logged_in("ola", groups=["hamar"])
    with Visitor(place.server, cookies) as one, Visitor(place.server, cookies) as other:
        other.ask("meld-inn", query)
        report = {other.widgets[f"report {HAMAR} 1 status"]: "I gang", other.widgets["Lagre"]: True}
        one.ask("meld-inn", query)
        one.fill_in("meld-inn", query, **{"Logg ut": True})
        assert one.leads_to
        assert over in other.ask("meld-inn", query, report)
    with Visitor(place.server, cookies) as copied:
        assert over in copied.ask("meld-inn", query)
        assert "Lagre" not in copied.widgets
        copied.ask("meld-inn", query, report)
    assert place.saved() == []
    # Another login of the same person is another.
    with Visitor(place.server, place.logged_in("ola", lasts=3000, groups=["hamar"])) as again:
        assert "Du svarer som Koordinator i Hamar." in again.ask("meld-inn", query)


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
        ):
            with Visitor(own.server, **elsewhere) as visit:
                assert READ_ONLY in visit.ask("meld-inn", "kommune=hamar&oppgave=1"), elsewhere
                assert visit.widgets == {}
                assert READ_ONLY in visit.ask("meld-inn", "kommune=hamar&oppgave=1", report)
                assert READ_ONLY in visit.ask("runder", "", opening)
            assert own.saved() == [] and own.saved("select * from rounds") == []
        for elsewhere in ({"origin": "http://evil.example"}, {"host": "example.org"}):
            with pytest.raises(InvalidHandshake), Visitor(own.server, **elsewhere):
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
