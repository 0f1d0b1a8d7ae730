"""Who is at the page, and what they may write: by login where it is set up, else whoever sits at this machine."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from content import warehouse
from content.status.queries import TASK_KEYS
from dashboard import coming_back, parts
from dashboard.logins import end_login, is_ended
from dashboard.machine import LOOPBACK, has_token, name_of
from register.errors import UnavailableError
from register.rights import READER, Rights
from register.settings import settings

BY_THE_ADDRESS = "Sitter du ved maskinen, åpner du adressen som vises i vinduet der løsningen ble startet."
# How what a server in front of this one would add begins: whoever is behind it does not sit at this machine.
FORWARDED = ("forwarded", "via", "x-forwarded", "x-real-ip")
LOGIN, LOGIN_HOLDS = "has login", 1.0
"""Of the session: whether login is set up, and until when that is not looked for again; and for how many seconds."""


def has_login() -> bool:
    """Is login set up, as [auth] in .streamlit/secrets.toml?

    Looked for once a second in a session: Streamlit looks for its files each time, and a run asks often.
    """
    is_set_up, until = st.session_state.get(LOGIN, (False, 0.0))
    now = time.monotonic()
    if now >= until:
        is_set_up = _has_login()
        st.session_state[LOGIN] = is_set_up, now + LOGIN_HOLDS
    return is_set_up


def _has_login() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        # Secrets that are there but can not be read may well hold it: then everybody only reads.
        return any(Path(file).exists() for file in st.get_option("secrets.files"))


def rights() -> Rights:
    """What whoever is at the page may do; asked for at every run. A plan that is not in force is only read."""
    return rights_in_any_plan() if _is_in_force() else READER


def _is_in_force() -> bool:
    return warehouse.is_in_force(parts.version())


def rights_in_any_plan() -> Rights:
    """What they may do of that which does not ask whether the plan is in force: freeze a round that was left open in
    it, black text out, and hand figures in.
    """
    if has_login():
        return settings().rights_of(dict(st.user)) if _is_logged_in() else READER
    return parts.made(_everything) if is_at_this_machine(st.context.headers) else READER


def may_have_rights() -> bool:
    """Before anything is known of plans and tasks: is it somebody that a right can be given to?"""
    return st.user.get("is_logged_in", False) if has_login() else is_at_this_machine(st.context.headers)


def rights_shown() -> tuple[Rights, bool]:
    """Whose fields are drawn, and whether they can only be read.

    A login that has run out shows what it gave: what was typed is still there when the same person renews it.
    """
    if not _is_in_force():
        return READER, False
    now = rights()
    is_lapsed = now == READER and has_login() and st.user.get("is_logged_in", False)
    role = settings().rights_of(dict(st.user)) if is_lapsed else now
    return role, role != now


def person() -> str:
    """Who is at the page, also when the login has run out: the same text for the same person, and no name."""
    if not has_login() or not st.user.get("is_logged_in", False):
        return ""
    return hashlib.sha256(f"{st.user.get('iss')} {st.user.get('sub')}".encode()).hexdigest()


def why_reader(to_do: str = "gi status", is_of_plan: bool = True) -> str:
    """Why somebody without rights can only read, and what would change it; `to_do` is what they can not."""
    if is_of_plan and not _is_in_force():
        return "Planen som vises her, kan leses, men ikke endres."
    if not has_login():
        told = (
            f"Uten innlogging kan bare den som sitter ved maskinen løsningen kjører på, {to_do}. "
            "Her kan du lese, men ikke skrive."
        )
        return f"{told} {BY_THE_ADDRESS}" if st.get_option("server.address") in LOOPBACK else told
    if not st.user.get("is_logged_in", False):
        return f"Logg inn for å {to_do}. Uten innlogging kan du lese alt, men ikke skrive."
    if not _is_logged_in():
        return f"Innloggingen er gått ut. Logg inn på nytt for å {to_do}."
    if _are_groups_left_out(dict(st.user)):
        return (
            "Innloggingen sier ikke hvilke grupper du er med i. Det skjer når noen er med i svært mange. "
            "Be den som drifter løsningen om en rolle."
        )
    return f"Du er logget inn, men har ingen rolle som kan {to_do}. Be den som drifter løsningen om en rolle."


def only(who: str, to_do: str) -> str:
    """«Bare arbeidsgruppa kan …»; where there is no login, nobody has such a role: then by what they may."""
    return f"Bare {who} kan {to_do}." if has_login() else why_reader(to_do)


def _are_groups_left_out(claims: Mapping) -> bool:
    """Did Entra ID leave the groups out of the token, as it does above 200 of them?"""
    elsewhere = claims.get("_claim_names")
    return bool(claims.get("hasgroups")) or (isinstance(elsewhere, Mapping) and "groups" in elsewhere)


def login_button() -> None:
    """Log in or out, where login is set up."""
    if not has_login():
        return
    if _is_logged_in():
        st.button("Logg ut", on_click=_log_out)
    else:
        st.button("Logg inn", on_click=_log_in)


def _log_in() -> None:
    coming_back.leave()
    st.login()


def _log_out() -> None:
    """In every tab, and for whoever has copied the cookie."""
    end_login(_register(), dict(st.user))
    st.logout()


def _register() -> Engine | None:
    try:
        return warehouse.register(parts.version())
    except UnavailableError:
        return None


def is_at_this_machine(headers: Mapping[str, str]) -> bool:
    """Has the browser come by the address that was written there when the server started?

    And was the page asked for at a loopback address, and passed on by nobody, of a server that listens on no other: a
    cookie can be carried elsewhere.
    """
    named = {name.lower(): value for name, value in headers.items()}
    names = {name: value.lower() for name, value in named.items()}
    host = names.get("host", "")
    return (
        st.get_option("server.address") in LOOPBACK
        and name_of(host) in LOOPBACK
        # A server in front may ask for 127.0.0.1 and add nothing: the browser still tells whose page it shows.
        and names.get("origin", f"http://{host}") in (f"http://{host}", f"https://{host}")
        and not any(name.startswith(FORWARDED) for name in names)
        and has_token(named)
    )


def _is_logged_in() -> bool:
    """Streamlit keeps its cookie for 30 days whatever the provider said of how long the login lasts."""
    expiry = st.user.get("exp")
    is_good = st.user.get("is_logged_in", False) and isinstance(expiry, int | float) and expiry > time.time()
    return is_good and not is_ended(_register(), dict(st.user))


def _everything(version: str) -> Rights:
    tasks = warehouse.query(version, TASK_KEYS)
    return Rights(
        role="lokal bruker",
        municipalities=frozenset(tasks.loc[~tasks["is_joint"], "area_code"]),
        joint_tasks=frozenset(tasks.loc[tasks["is_joint"], "measure_no"].map(int)),
        is_working_group=True,
        may_deliver=True,
        is_crisis_centre=True,
    )
