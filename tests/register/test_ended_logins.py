"""Logins that were ended by hand: known to all who use the register, until they would have run out by themselves."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import logins
from register.database import revision
from register.ended_logins import end, ended_logins
from register.schema import reports
from reported import REPORT, rows, send

NOW = datetime.now(UTC).replace(tzinfo=None)
HOUR = timedelta(hours=1)


def test_what_is_ended_stays_so_until_it_has_run_out(register):
    assert ended_logins(register) == frozenset()
    send(register, REPORT)
    for login, runs_out in (("a", NOW + HOUR), ("a", NOW + HOUR), ("b", NOW - HOUR), ("c", NOW + HOUR)):
        end(register, login, runs_out)
    assert ended_logins(register) == {"a", "c"}
    # It is no answer, and no page need be made anew for it.
    assert revision(register) == 1 and len(rows(register, reports)) == 1


@pytest.fixture
def another_process(monkeypatch) -> None:
    """What this one has ended itself is not known."""

    def begin() -> None:
        monkeypatch.setattr(logins, "_here", set())
        monkeypatch.setattr(logins, "_known", {})

    begin()
    return begin


def test_another_process_knows_of_a_login_that_was_ended(new_register, another_process):
    register, claims = new_register("sqlite"), {"sub": "ola", "exp": time.time() + 3600, "groups": ["hamar"]}
    assert not logins.is_ended(register, claims)
    logins.end_login(register, claims)
    assert logins.is_ended(register, claims)
    another_process()
    assert logins.is_ended(register, claims)
    assert not logins.is_ended(register, claims | {"exp": claims["exp"] + 1})


def test_a_login_is_ended_here_also_where_the_register_does_not_answer(another_process):
    claims = {"sub": "ola", "exp": time.time() + 3600}
    logins.end_login(None, claims)
    assert logins.is_ended(None, claims) and not logins.is_ended(None, claims | {"sub": "kari"})
