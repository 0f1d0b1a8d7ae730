"""Reminders that are sent by themselves: each is claimed before it is sent, and what became of it is kept.

A claim without an outcome is of somebody who sends now, or who came to a stop while sending: whether it went out nobody
knows, so that nothing sends it again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from register.database import writing
from register.reports import open_round_id
from register.rights import Rights
from register.schema import reminders

BEGUN, SENT, REFUSED, UNSURE = "begun", "sent", "refused", "unsure"
"""What became of it: refused is what has surely not gone out, and may be tried again."""


@dataclass(frozen=True)
class Reminder:
    """One of a round, to one recipient, at the address of an entry of contacts."""

    round_id: int
    recipient: str
    occasion: str
    contact_id: int


@dataclass(frozen=True)
class Outcome:
    outcome: str
    reason: str | None = None


def claim(engine: Engine, rights: Rights, reminder: Reminder) -> int | None:
    """The number of the attempt; None where it is not to be sent: it may have been, or its round is closed.

    Raises NotAllowedError or UnavailableError.
    """
    rights.require_working_group()
    same = [reminders.c[name] == getattr(reminder, name) for name in ("round_id", "recipient", "occasion")]
    with writing(engine) as connection:
        if open_round_id(connection) != reminder.round_id:
            return None
        told = connection.execute(select(reminders.c.attempt, reminders.c.outcome).where(*same)).all()
        begun, refused = ({row.attempt for row in told if row.outcome == step} for step in (BEGUN, REFUSED))
        if begun != refused:
            return None
        attempt = len(begun) + 1
        connection.execute(insert(reminders).values(_row(rights, reminder, attempt, Outcome(BEGUN))))
        return attempt


def keep(engine: Engine, rights: Rights, reminder: Reminder, attempt: int, outcome: Outcome) -> None:
    """What became of what was claimed. Raises NotAllowedError or UnavailableError."""
    rights.require_working_group()
    with writing(engine) as connection:
        connection.execute(insert(reminders).values(_row(rights, reminder, attempt, outcome)))


def _row(rights: Rights, reminder: Reminder, attempt: int, outcome: Outcome) -> dict[str, Any]:
    now = datetime.now(UTC).replace(tzinfo=None)
    return vars(reminder) | vars(outcome) | {"attempt": attempt, "role": rights.role, "saved_at": now}
