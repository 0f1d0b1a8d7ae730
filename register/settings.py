"""Reads settings.toml: where the register is, whether the example is shown, whom to ask, who may write."""

import os
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from register.errors import RegisterError
from register.rights import Rights, together

ROOT = Path(__file__).parent.parent
EXAMPLE = "sqlite:///data/register/example.sqlite"


@dataclass(frozen=True)
class Rule:
    """Whoever has `value` in `claim` has the rights."""

    claim: str
    value: str
    rights: Rights


@dataclass(frozen=True)
class Settings:
    address: str
    """Of the register in use, as SQLAlchemy writes it."""
    is_example: bool
    contact_name: str
    contact_email: str
    rules: tuple[Rule, ...]

    def rights_of(self, claims: dict[str, Any]) -> Rights:
        """What the claims of a login allow; a claim may hold one value or a list of them."""
        return together([rule.rights for rule in self.rules if rule.value in _values(claims.get(rule.claim))])


@cache
def settings() -> Settings:
    """As they were when the process started. Raises RegisterError when the file can not be used."""
    return read_settings(Path(os.environ.get("SETTINGS_FILE", ROOT / "settings.toml")))


def read_settings(path: Path) -> Settings:
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
        register, contact = found.get("register", {}), found.get("contact", {})
        is_example = register.get("example", False)
        own_address = os.environ.get("REGISTER_ADDRESS", register["address"])
        return Settings(
            address=_absolute(EXAMPLE if is_example else own_address),
            is_example=is_example,
            contact_name=contact.get("name", ""),
            contact_email=contact.get("email", ""),
            rules=tuple(_rule(rule) for rule in found.get("access", [])),
        )
    except OSError as error:
        raise RegisterError(f"{path.name} kan ikke leses: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{path.name} er ikke gyldig TOML: {error}.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RegisterError(f"{path.name} mangler noe, eller har noe av feil slag: {error}.") from error


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(type(part) is kind for part in value)


A_TEXT = (lambda value: isinstance(value, str), "en tekst")
RULE = {
    "claim": A_TEXT,
    "value": A_TEXT,
    "role": A_TEXT,
    "municipalities": (partial(_is_list_of, str), 'en liste av tekster, for eksempel ["3403"]'),
    "joint_tasks": (partial(_is_list_of, int), "en liste av tall, for eksempel [9, 10]"),
    "working_group": (lambda value: isinstance(value, bool), "true eller false"),
}
"""What [[access]] may hold: the key, is a value right, and what is expected."""


def _rule(rule: dict) -> Rule:
    if unknown := rule.keys() - RULE.keys():
        raise ValueError(f"{', '.join(sorted(unknown))} er ukjent i [[access]]")
    for name, value in rule.items():
        is_right, expected = RULE[name]
        if not is_right(value):
            raise ValueError(f"{name} i [[access]] må være {expected}")
    rights = Rights(
        role=rule["role"],
        municipalities=frozenset(rule.get("municipalities", [])),
        joint_tasks=frozenset(rule.get("joint_tasks", [])),
        is_working_group=rule.get("working_group", False),
    )
    return Rule(rule["claim"], rule["value"], rights)


def _values(claim: Any) -> list:
    return list(claim) if isinstance(claim, list | tuple) else [claim]


def _absolute(address: str) -> str:
    """A SQLite path is meant from the project's folder, wherever the process was started."""
    prefix = "sqlite:///"
    path = address.removeprefix(prefix)
    return f"{prefix}{ROOT / path}" if address.startswith(prefix) and not Path(path).is_absolute() else address
