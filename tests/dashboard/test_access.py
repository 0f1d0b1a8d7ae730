"""Who may write: what the request, the login and the settings say, and that saving asks once more."""

import os
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from content import warehouse, wording
from dashboard import access, machine
from dashboard.working_group import blackouts
from filled_sheets import filled
from logging_in import RULES
from register.reports import save
from register.rights import READER, Rights
from register.schema import contacts
from register.settings import Settings, read_settings
from register.sheet.write import Task
from register.validation.rules import Report
from reported import ELVERUM, HAMAR, last_reports, rows
from reporting import as_read
from visiting import headings, visit

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
REPORT, FOLLOW_UP = "pages/plan/reporting.py", "pages/plan/rounds.py"
TOKEN = "of the launcher's address"
COOKIE = {"Cookie": f"utkast=1; {machine.COOKIE}={TOKEN}"}
HERE = {"Host": "localhost:8501"} | COOKIE
HAMARS = Rights("Koordinator i Hamar", frozenset({HAMAR}))


@pytest.fixture(autouse=True)
def token(monkeypatch) -> None:
    """The server was started by the launcher."""
    monkeypatch.setenv(machine.VARIABLE, TOKEN)


@pytest.fixture
def bound_to(monkeypatch):
    """A function that sets the address the server listens on."""

    def bind(address: str | None) -> None:
        monkeypatch.setattr(st, "get_option", {"server.address": address}.get)

    bind("127.0.0.1")
    return bind


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST:8501", "127.0.0.1", "127.0.0.1:8501", "[::1]", "[::1]:8501"]
)
def test_whoever_asks_for_this_machine_is_at_it(bound_to, host):
    assert access.is_at_this_machine({"Host": host} | COOKIE)
    asked = {"host": host, "Origin": f"http://{host}", "User-Agent": "Mozilla/5.0", "cookie": COOKIE["Cookie"]}
    assert access.is_at_this_machine(asked)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        ":8501",
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8501",
        "evil.example/localhost",
        "localhost@evil.example",
        "evil.example@localhost",
        "0.0.0.0:8501",
        "10.0.0.5:8501",
        "[::]:8501",
        "[::1",
        "::1",
        "localhost, evil.example",
    ],
)
def test_whoever_asks_for_anything_else_is_not(bound_to, host):
    assert not access.is_at_this_machine(COOKIE if host is None else {"Host": host} | COOKIE)


@pytest.mark.parametrize("cookie", ["", f"{machine.COOKIE}=", f"{machine.COOKIE}=other", f"utkast={TOKEN}", TOKEN])
def test_whoever_did_not_come_by_the_launchers_address_is_not(bound_to, cookie):
    assert not access.is_at_this_machine(HERE | {"Cookie": cookie})


def test_where_no_launcher_started_the_server_nobody_is(bound_to, monkeypatch):
    for token in ("", None):
        monkeypatch.delenv(machine.VARIABLE) if token is None else monkeypatch.setenv(machine.VARIABLE, token)
        for cookie in (COOKIE["Cookie"], f"{machine.COOKIE}=", ""):
            assert not access.is_at_this_machine(HERE | {"Cookie": cookie})


def test_the_token_is_the_same_at_every_start_and_nobody_elses_to_read(tmp_path):
    file = tmp_path / "register" / "machine_token"
    first = machine.kept_token(file)
    assert len(first) > 40 and machine.kept_token(file) == first
    assert machine.kept_token(tmp_path / "other" / "machine_token") != first
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0
    # Also where nothing can be written.
    assert len(machine.kept_token(file / "no folder")) > 40


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Proto",
        "X-Forwarded-Server",
        "X-Real-IP",
        "x-forwarded-for",
        "X-REAL-IP",
    ],
)
def test_what_was_passed_on_is_not_from_this_machine(bound_to, name):
    assert access.is_at_this_machine(HERE)
    assert not access.is_at_this_machine(HERE | {name: ""})
    assert not access.is_at_this_machine(HERE | {name: "127.0.0.1"})


@pytest.mark.parametrize(
    "origin", ["https://vold.example", "http://127.0.0.1.evil.example:8501", "http://localhost:3000", "null", "["]
)
def test_a_page_of_another_address_is_not_of_this_machine_though_the_request_says_so(bound_to, origin):
    """A server in front may ask for 127.0.0.1 without a word of whom it asks for."""
    assert not access.is_at_this_machine(HERE | {"Origin": origin})


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "10.0.0.5", "vold.example", "unix:///tmp/socket"])
def test_a_server_that_others_reach_is_nobodys_own(bound_to, address):
    bound_to(address)
    assert not access.is_at_this_machine(HERE)


def test_the_address_in_the_configuration_is_this_machines():
    assert st.get_option("server.address") == "127.0.0.1"


@pytest.fixture
def rules(tmp_path) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(RULES, encoding="utf-8")
    return read_settings(path)


def test_claims_give_rights(rules):
    assert rules.rights_of({"groups": ["alle", "hamar"]}) == HAMARS
    assert rules.rights_of({"groups": "hamar"}) == HAMARS
    both = rules.rights_of({"groups": ["elverum", "hamar", "tiltak-9"]})
    assert (both.municipalities, both.joint_tasks, both.is_working_group) == ({HAMAR, ELVERUM}, {9}, False)
    assert both.role == "Koordinator i Hamar, Koordinator i Elverum, Eier av tiltak 9"
    assert rules.rights_of({"job": "arbeidsgruppa"}) == Rights("Arbeidsgruppa", is_working_group=True)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"groups": []},
        {"groups": None},
        {"groups": ["hama", "hamarr", "Hamar", "hamar "]},
        {"groups": "alle hamar"},
        {"groups": {"hamar": True}},
        {"groups": [["hamar"]]},
        {"job": ["hamar"], "name": "hamar"},
        {"groups": ["arbeidsgruppa"]},
    ],
)
def test_other_claims_give_none(rules, claims):
    assert rules.rights_of(claims) == READER


@pytest.fixture
def register(put_back_register, empty_register, rules, monkeypatch):
    """An empty register that the pages write to."""
    used = replace(empty_register.settings, contact_name="", contact_email="", rules=rules.rules)
    monkeypatch.setattr(wording, "today", lambda: TODAY)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    monkeypatch.setattr(access, "settings", lambda: used)
    return put_back_register


@pytest.fixture
def asked(register, monkeypatch):
    """A function that opens a page as somebody: by the headers of the request, or by the claims of a login."""

    def ask(page: str, headers: dict | None = None, claims: dict | None = None, **choices: str) -> AppTest:
        monkeypatch.setattr(type(st.context), "headers", property(lambda _: HERE if headers is None else headers))
        at = visit(page, **choices)
        if claims is not None:
            at.secrets["auth"] = {"client_id": "tests"}
            at.user = {"is_logged_in": bool(claims)} | claims
        at = at.run()
        assert [error.message for error in at.exception] == []
        return at

    return ask


def words(at: AppTest) -> str:
    return "\n".join(as_read(element.value) for element in [*at.markdown, *at.error, *at.success]) + "\n".join(
        element.proto.body for element in at.get("html")
    )


def buttons(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def areas(at: AppTest) -> list[str]:
    """The municipalities one may choose to report for."""
    return [option for select in at.selectbox if select.label == "Kommune" for option in select.options]


def in_an_hour() -> int:
    return int(time.time()) + 3600


def test_whoever_is_at_this_machine_may_do_all(asked):
    at = asked(REPORT)
    assert len(areas(at)) == 10 and {"Hamar", "Elverum", "Felles oppgaver"} <= set(areas(at))
    assert buttons(at) == []
    at = asked(REPORT, kommune="hamar", oppgave="2")
    assert "Du svarer som lokal bruker." in words(at)
    assert "Lagre" in buttons(at) and "Svar på tiltak 1" in words(at)
    assert buttons(asked(FOLLOW_UP)) == ["Åpne en runde", "Lagre adressene"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "example.org"},
        HERE | {"X-Forwarded-For": "10.0.0.5"},
        HERE | {"Via": "1.1 front"},
        HERE | {"Cookie": ""},
    ],
)
def test_others_only_read_and_are_told_so(asked, headers):
    at = asked(REPORT, headers)
    assert "Uten innlogging kan bare den som sitter ved maskinen løsningen kjører på, gi status." in words(at)
    assert "Her kan du lese, men ikke skrive." in words(at)
    assert areas(at) == [] and buttons(at) == []
    at = asked(FOLLOW_UP, headers)
    assert "sitter ved maskinen løsningen kjører på, åpne og lukke runder." in words(at)
    assert "Bare arbeidsgruppa" not in words(at)
    assert "Sladding" not in [heading for _, heading in headings(at, 2)] and buttons(at) == []


def test_a_server_that_others_reach_is_read_only_and_says_so(asked, monkeypatch):
    found = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else found(name))
    at = asked(REPORT)
    assert "Her kan du lese, men ikke skrive." in words(at) and buttons(at) == []


def test_where_login_is_set_up_being_at_the_machine_gives_nothing(asked):
    at = asked(REPORT, claims={})
    assert "Logg inn for å gi status. Uten innlogging kan du lese alt, men ikke skrive." in words(at)
    assert areas(at) == [] and buttons(at) == ["Logg inn"]
    assert buttons(asked(FOLLOW_UP, claims={})) == ["Logg inn"]


def test_login_that_can_not_be_read_is_not_taken_for_none(asked, tmp_path, monkeypatch):
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    found = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: [str(broken)] if name == "secrets.files" else found(name))
    at = asked(REPORT)
    assert "Logg inn for å gi status." in words(at) and areas(at) == []
    broken.unlink()
    assert "Du svarer som lokal bruker." in words(asked(REPORT, kommune="hamar"))


@pytest.mark.parametrize(("holds", "is_seen"), [(0.0, True), (60.0, False)])
def test_whether_login_is_set_up_is_looked_for_again_when_what_was_found_does_not_hold(
    asked, tmp_path, monkeypatch, holds, is_seen
):
    """In a session that is open already."""
    secrets, found = tmp_path / "secrets.toml", st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: [str(secrets)] if name == "secrets.files" else found(name))
    monkeypatch.setattr(access, "LOGIN_HOLDS", holds)
    at = asked(REPORT, kommune="hamar")
    assert "Du svarer som lokal bruker." in words(at)
    secrets.write_text("[auth\n", encoding="utf-8")
    assert ("Logg inn for å gi status." in words(at.run())) is is_seen


def test_a_reporter_reports_for_its_own(asked):
    at = asked(REPORT, claims={"groups": ["hamar"], "exp": in_an_hour()})
    assert "Du svarer som Koordinator i Hamar." in words(at)
    assert areas(at) == ["Hamar"] and "Svar på tiltak 1" in words(at) and "Logg ut" in buttons(at)
    at = asked(REPORT, claims={"groups": ["hamar"], "exp": in_an_hour()}, kommune="elverum")
    assert "Adressen ber om noe under «Kommune» som ikke finnes. Velg i listen." in words(at)
    assert areas(at) == ["Hamar"] and buttons(at) == ["Logg ut"]
    at = asked(FOLLOW_UP, claims={"groups": ["hamar"], "exp": in_an_hour()})
    assert "Bare arbeidsgruppa kan åpne og lukke runder." in words(at) and buttons(at) == ["Logg ut"]


def test_a_sheet_of_another_municipality_is_not_taken(asked, register):
    """Where the right is, the very same sheet is read."""
    sheet = filled({"Status": "I gang"}, tasks=[Task(1, ELVERUM, "Elverum", "Tittel", "Gjør noe", "Rolle", None)])
    for group, is_taken in (("hamar", False), ("elverum", True)):
        at = asked(REPORT, claims={"groups": [group], "exp": in_an_hour()})
        at.file_uploader[0].upload("status.xlsx", sheet)
        at = at.run()
        assert ("Arket er fra Elverum. Her svarer du for Hamar." in words(at)) != is_taken
        assert ("Lagre 1 svar" in buttons(at)) == is_taken
    assert last_reports(register) == {}


def test_the_owner_of_a_joint_task_reports_that_one(asked):
    at = asked(REPORT, claims={"groups": ["tiltak-9"], "exp": in_an_hour()})
    assert areas(at) == ["Felles oppgaver"]
    assert "Oppgaven har ikke fått svar ennå. Du svarer som Eier av tiltak 9." in words(at)


@pytest.mark.parametrize("claims", [{"_claim_names": {"groups": "src1"}}, {"hasgroups": True}])
def test_who_is_in_too_many_groups_is_told_so(asked, claims):
    """Entra ID then leaves them out of the token."""
    at = asked(REPORT, claims=claims | {"exp": in_an_hour()})
    assert "Innloggingen sier ikke hvilke grupper du er med i." in words(at)
    assert buttons(at) == ["Logg ut"]


def test_the_working_group_has_rounds_and_black_outs_and_answers_for_all(asked, register):
    save(register, HAMARS, [Report(1, HAMAR, "I gang", TODAY, comment="Ord")], {(1, HAMAR)}, TODAY, "a")
    claims = {"job": "arbeidsgruppa", "exp": in_an_hour()}
    at = asked(REPORT, claims=claims)
    assert len(areas(at)) == 10 and {"Hamar", "Elverum", "Felles oppgaver"} <= set(areas(at))
    assert "Du svarer som Arbeidsgruppa." in words(asked(REPORT, claims=claims, kommune="elverum"))
    at = asked(FOLLOW_UP, claims=claims)
    assert "Åpne en runde" in buttons(at)
    at.session_state[blackouts.UNFOLDED] = True
    assert "Sladd teksten" in buttons(at.run())


@pytest.mark.parametrize("claims", [{"groups": ["regnskap"]}, {"email": "hamar"}, {"groups": ["arbeidsgruppa"]}])
def test_a_login_without_a_role_reads_and_is_told_so(asked, claims):
    at = asked(REPORT, claims=claims | {"exp": in_an_hour()})
    assert "Du er logget inn, men har ingen rolle som kan gi status." in words(at)
    assert areas(at) == [] and buttons(at) == ["Logg ut"]


@pytest.mark.parametrize(
    "expiry", [{}, {"exp": 0}, {"exp": int(time.time()) - 1}, {"exp": None}, {"exp": "9999999999"}]
)
def test_a_login_that_is_over_or_never_said_when_reads_and_is_told_so(asked, expiry):
    at = asked(REPORT, claims={"groups": ["hamar"]} | expiry, oppgave="1")
    assert "Innloggingen er gått ut. Logg inn på nytt for å gi status." in words(at)
    # What was typed can be read, and nothing written.
    fields = [field for kind in (at.text_input, at.text_area, at.checkbox) for field in kind]
    assert len(fields) > 5 and all(field.disabled for field in fields)
    assert {"Lagre", "Logg ut"} & set(buttons(at)) == set() and "Logg inn" in buttons(at)


def form_for_everything() -> None:
    """A page that has forgotten to ask who is at it."""
    import streamlit as st

    from content import warehouse, wording
    from dashboard import parts
    from dashboard.reporting import task_list
    from register.rights import Rights

    st.session_state["version"] = warehouse.version_in_use()
    every = parts.made(task_list.answerable, today=wording.today(), rights=Rights("Alle", is_working_group=True))
    [own] = [own for own in every.values() if own.tasks[0].area_code == st.query_params["area"]]
    rights = Rights("Koordinator i Hamar", frozenset({"3403"}))
    st.query_params["oppgave"] = "9"
    task_list.task_list(own, rights, wording.today())


@pytest.mark.parametrize("area", [ELVERUM, "felles"])
def test_saving_asks_for_the_right_whatever_was_drawn(register, area):
    for code in (area, HAMAR):
        at = AppTest.from_function(form_for_everything, default_timeout=60)
        at.query_params["area"] = code
        at.run().selectbox(key=f"report {code} 9 status").set_value("I gang")
        at = at.button(key=f"report {code} 9 save").click().run()
        refused = "Rollen «Koordinator i Hamar» kan ikke"
        assert any(refused in error.value for error in at.error) == (code != HAMAR)
        assert set(last_reports(register)) == ({(9, HAMAR)} if code == HAMAR else set())


def rounds_for_everybody() -> None:
    """Pages that have forgotten to ask who is at them."""
    import streamlit as st

    from content import warehouse, wording
    from content.status import queries
    from dashboard import parts
    from dashboard.working_group import blackouts, round_form
    from register.rights import Rights

    st.session_state["version"] = warehouse.version_in_use()
    st.session_state[blackouts.UNFOLDED] = True
    tasks = parts.query(queries.TASKS, today=wording.today())
    rights = Rights("Koordinator i Hamar", frozenset({"3403"}))
    round_form.rounds(parts.query("select * from marts.rounds"), tasks, rights, wording.today(), is_in_force=True)
    blackouts.blackouts(rights)


def test_rounds_and_black_outs_ask_for_the_right_whatever_was_drawn(register):
    save(register, HAMARS, [Report(1, HAMAR, "I gang", TODAY, comment="Ord")], {(1, HAMAR)}, TODAY, "a")
    refused = "Bare arbeidsgruppa kan gjøre dette, ikke «Koordinator i Hamar». Ingenting er endret."
    at = AppTest.from_function(rounds_for_everybody, default_timeout=60).run()
    at.text_input[0].set_value("Høsten 2026")
    at.text_input[1].set_value("1.12.2026")
    at = at.button[0].click().run()
    assert as_read(at.error[0].value).startswith(refused)
    at = AppTest.from_function(rounds_for_everybody, default_timeout=60).run()
    at.selectbox[0].select_index(0)
    at.text_input[2].set_value("Ikke min")
    at.checkbox(key="blackout sure").check()
    at = at.button[1].click().run()
    assert as_read(at.error[0].value).startswith(refused)
    assert last_reports(register)[1, HAMAR].comment == "Ord"


def addresses_for_everybody() -> None:
    """A page that has forgotten to ask who is at it."""
    import streamlit as st

    from content import warehouse, wording
    from content.mail.package import RECIPIENTS
    from dashboard import parts
    from dashboard.working_group import addresses
    from register.rights import Rights

    st.session_state["version"] = warehouse.version_in_use()
    rights = Rights("Koordinator i Hamar", frozenset({"3403"}))
    addresses.addresses(parts.query(RECIPIENTS), rights, wording.today())


def test_saving_addresses_asks_for_the_right_whatever_was_drawn(register):
    at = AppTest.from_function(addresses_for_everybody, default_timeout=60).run()
    at.text_input(key=f"contact {HAMAR} address").set_value("post@hamar.no")
    at = at.button[0].click().run()
    refused = (
        "Ikke lagret: Hamar. Bare arbeidsgruppa kan skrive dette, ikke «Koordinator i Hamar». Ingenting er lagret."
    )
    assert [as_read(error.value) for error in at.error] == [refused]
    assert rows(register, contacts) == []
