"""Reads settings.toml: where data and register are, whom to ask, who may write, and what sends the reminders."""

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from register.errors import RegisterError
from register.rights import Rights, together
from register.validation.addresses import deliverable

ROOT = Path(__file__).parent.parent
SQLITE = "sqlite:///"
EXAMPLE = f"{SQLITE}data/register/example.sqlite"
RAW = "data/raw"
STARTTLS, TLS = "starttls", "tls"
PORTS = {STARTTLS: 587, TLS: 465}
"""How a server of mail is spoken to safely → the port where that is done."""


@dataclass(frozen=True)
class Rule:
    """Whoever has `value` in `claim` has the rights."""

    claim: str
    value: str
    rights: Rights


@dataclass(frozen=True)
class Mail:
    """A server that mail is sent by. Its password is asked of the environment when it is needed, and kept nowhere."""

    host: str
    port: int
    tls: str
    """STARTTLS or TLS."""
    sender: str
    user: str


@dataclass(frozen=True)
class Settings:
    address: str
    """Of the register in use, as SQLAlchemy writes it."""
    is_example: bool
    contact_name: str
    contact_email: str
    rules: tuple[Rule, ...]
    raw: Path = ROOT / RAW
    """The folder of raw data: one collaboration, its plan and its figures."""
    site: str = ""
    """The address that readers have, without an ending slash; empty where none is set."""
    may_other_sites_fetch: bool = False
    """May the scripts of other sites' pages fetch the open data in a reader's browser?"""
    mail: Mail | None = None
    """None where nothing is to be sent: so it is unless it is set up, and of what is made up nothing is."""

    @property
    def is_begun(self) -> bool:
        """Is there a register? Not where it is a file that nothing has been saved to yet."""
        return not self.address.startswith(SQLITE) or Path(self.address.removeprefix(SQLITE)).exists()

    def rights_of(self, claims: dict[str, Any]) -> Rights:
        """What the claims of a login allow; a claim may hold one value or a list of them."""
        return together([rule.rights for rule in self.rules if rule.value in _values(claims.get(rule.claim))])


@cache
def settings() -> Settings:
    """As they were when the process started. Raises RegisterError when the file can not be used."""
    return read_settings(Path(os.environ.get("SETTINGS_FILE", ROOT / "settings.toml")))


def read_settings(path: Path) -> Settings:
    """Raises RegisterError with all that is wrong, by key."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RegisterError(f"{path.name} kan ikke leses: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path.name} kan ikke leses: den må lagres som UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{path.name} er ikke gyldig TOML: {error}.") from error
    if problems := _problems(found):
        raise RegisterError(f"{path.name} kan ikke brukes. {' '.join(problems)}")
    register, contact = found["register"], found.get("contact", {})
    is_example = register.get("example", False)
    own_address = os.environ.get("REGISTER_ADDRESS", register["address"])
    return Settings(
        address=_absolute(EXAMPLE if is_example else own_address),
        is_example=is_example,
        contact_name=contact.get("name", ""),
        contact_email=contact.get("email", ""),
        rules=tuple(map(_rule, found.get("access", []))),
        site=found.get("site", {}).get("address", "").rstrip("/"),
        may_other_sites_fetch=found.get("open_data", {}).get("allow_other_sites", False),
        raw=ROOT / (os.environ.get("RAW_DIR") or found.get("data", {}).get("raw", RAW)),
        mail=_mail(found["mail"]) if "mail" in found and not is_example else None,
    )


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(type(part) is kind for part in value)


A_TEXT = (lambda value: isinstance(value, str), "en tekst i anførselstegn")
YES_OR_NO = (lambda value: isinstance(value, bool), "true eller false, uten anførselstegn")
A_PORT = (lambda value: type(value) is int and 0 < value < 2**16, "et tall fra 1 til 65535")
AN_ADDRESS = (
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"(https?://[^\s/?#]+(/[^\s?#]*)?)?", value)),
    "en adresse som begynner med https:// eller http://, uten «?» og «#», eller tom",
)
TABLES: dict[str, dict[str, tuple[Callable[[Any], bool], str]]] = {
    "register": {"address": A_TEXT, "example": YES_OR_NO},
    "data": {"raw": A_TEXT},
    "site": {"address": AN_ADDRESS},
    "open_data": {"allow_other_sites": YES_OR_NO},
    "contact": {"name": A_TEXT, "email": A_TEXT},
    "mail": {
        "host": A_TEXT,
        "port": A_PORT,
        "tls": (lambda value: value in tuple(PORTS), f'"{STARTTLS}" eller "{TLS}"'),
        "sender": (lambda value: deliverable(value) is not None, "en e-postadresse, som post@kommune.no"),
        "user": A_TEXT,
    },
    "access": {
        "claim": A_TEXT,
        "value": A_TEXT,
        "role": A_TEXT,
        "municipalities": (partial(_is_list_of, str), 'en liste av tekster, for eksempel ["3403"]'),
        "joint_tasks": (partial(_is_list_of, int), "en liste av tall, for eksempel [9, 10]"),
        "working_group": YES_OR_NO,
        "figures": YES_OR_NO,
        "crisis_centre": YES_OR_NO,
    },
}
"""What each table may hold: the key, is a value right, and what is expected."""
REQUIRED = {"register": ("address",), "mail": ("host", "sender"), "access": ("claim", "value", "role")}
LISTS = ("access",)


def _problems(found: dict) -> list[str]:
    """All that is wrong, a sentence each."""
    problems = [f"«{name}» er ukjent{_nearest(name, TABLES, '[{}]')}." for name in found if name not in TABLES]
    problems += ["[register] mangler."] if "register" not in found else []
    for table in TABLES.keys() & found.keys():
        is_list = table in LISTS
        entries = found[table] if is_list else [found[table]]
        shown = f"[[{table}]]" if is_list else f"[{table}]"
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            problems.append(f"«{table}» må skrives som {shown}, med innstillingene på linjene under.")
            continue
        for entry in entries:
            problems += _problems_of(table, shown, entry)
    return problems


def _problems_of(table: str, shown: str, entry: dict) -> list[str]:
    known = TABLES[table]
    problems = [f"«{key}» i {shown} er ukjent{_nearest(key, known, '«{}»')}." for key in entry if key not in known]
    problems += [f"«{key}» mangler i {shown}." for key in REQUIRED.get(table, ()) if key not in entry]
    for key in known.keys() & entry.keys():
        is_right, expected = known[key]
        if not is_right(entry[key]):
            problems.append(f"«{key}» i {shown} må være {expected}.")
    return sorted(problems)


def _nearest(name: str, known: Iterable[str], shown: str) -> str:
    found = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return f" (mente du {shown.format(found[0])}?)" if found else ""


def _rule(rule: dict) -> Rule:
    rights = Rights(
        role=rule["role"],
        municipalities=frozenset(rule.get("municipalities", [])),
        joint_tasks=frozenset(rule.get("joint_tasks", [])),
        is_working_group=rule.get("working_group", False),
        may_deliver=rule.get("figures", False),
        is_crisis_centre=rule.get("crisis_centre", False),
    )
    return Rule(rule["claim"], rule["value"], rights)


def _mail(mail: dict) -> Mail:
    tls = mail.get("tls", STARTTLS)
    port, sender = mail.get("port", PORTS[tls]), deliverable(mail["sender"])
    return Mail(mail["host"], port, tls, str(sender), mail.get("user", ""))


def _values(claim: Any) -> list:
    return list(claim) if isinstance(claim, list | tuple) else [claim]


def _absolute(address: str) -> str:
    """A SQLite path is meant from the project's folder, wherever the process was started."""
    path = address.removeprefix(SQLITE)
    return f"{SQLITE}{ROOT / path}" if address.startswith(SQLITE) and not Path(path).is_absolute() else address
