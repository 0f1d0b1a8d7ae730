"""Figures that are handed in: saved as a whole, and taken back as a whole.

What a delivery holds is the pipeline's, which reads it; here it is a text. It belongs to no plan: all plans share the
figures.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Select, insert, select

from register import centre_years, questions
from register.centre_years import Years
from register.database import reading, writing
from register.errors import InvalidError, Question
from register.rights import Rights
from register.schema import deliveries, delivery_withdrawals
from register.validation.personal import eleven_digits, has_identity_number
from register.validation.rules import UNSTORABLE, text_problem
from register.validation.text import clean

MOST_SIGNS = 5_000_000
"""Of what one delivery holds."""
NEWER = "Noen har lagt inn eller angret tall etter at du så hva som ville bli endret. Se på det på nytt."
GONE = "Leveringen finnes ikke, eller er angret fra før. Last siden på nytt."
SAVED = [deliveries.c[name] for name in ("delivery_id", "file", "content", "why", "role", "saved_at")]
"""What Handed begins with."""


@dataclass(frozen=True)
class Handed:
    """A delivery as the register has it, and how it was taken back, where it was; times are UTC."""

    delivery_id: int
    file: str
    content: str
    why: str
    role: str
    saved_at: datetime
    withdrawn_why: str | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None


def save(
    engine: Engine,
    rights: Rights,
    file: str,
    content: str,
    why: str,
    submission: str,
    based_on: str,
    accepted: frozenset[str] = frozenset(),
) -> int:
    """The number of the delivery; of a `submission` that was saved before, the one it got then.

    `based_on` is the `state` that it was checked with: what is saved has been seen to fit what it is added to.
    Raises NotAllowedError, InvalidError, UnsureError or UnavailableError; then nothing is saved.
    """
    rights.require_deliver()
    why = _reason(why, accepted)
    if len(content) > MOST_SIGNS:
        raise InvalidError({"": "Det er for mye på én gang. Del det opp i flere."})
    if UNSTORABLE.search(file + content):
        raise InvalidError({"": "Filen eller filnavnet har et tegn som ikke kan lagres. Lagre den på nytt."})
    if has_identity_number(content):
        told = "Noe i tallene ser ut som et fødselsnummer (11 siffer). Fjern det: ikke skriv om enkeltpersoner."
        raise InvalidError({"": told})
    doubts = [f"Blant tallene står {told}. Er dette en enkeltperson?" for told in eleven_digits(content)]
    questions.require_yes([Question(None, "", doubt) for doubt in doubts], accepted)
    with writing(engine) as connection:
        sent = select(deliveries.c.delivery_id).where(deliveries.c.submission == submission)
        if found := connection.execute(sent).first():
            return found.delivery_id
        if _state(connection) != based_on:
            raise InvalidError({"": NEWER})
        handed = insert(deliveries).values(
            file=file,
            content=content,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            why=why,
            role=rights.role,
            saved_at=_now(),
            submission=submission,
        )
        return connection.execute(handed).inserted_primary_key[0]


def withdraw(
    engine: Engine, rights: Rights, delivery_id: int, why: str, based_on: str, accepted: frozenset[str] = frozenset()
) -> None:
    """Take all of a delivery back. Raises as `save` does; then nothing is changed."""
    rights.require_deliver()
    why = _reason(why, accepted)
    with writing(engine) as connection:
        stands = _standing(deliveries.c.delivery_id).where(deliveries.c.delivery_id == delivery_id)
        if connection.execute(stands).first() is None:
            raise InvalidError({"": GONE})
        if _state(connection) != based_on:
            raise InvalidError({"": NEWER})
        saved = {"delivery_id": delivery_id, "why": why, "role": rights.role, "saved_at": _now()}
        connection.execute(insert(delivery_withdrawals).values(saved))


def state(engine: Engine) -> str:
    """The same for the same deliveries that stand and the same years of the crisis centre, empty where there are none.

    Raises UnavailableError.
    """
    with reading(engine) as connection:
        return _state(connection)


def standing(engine: Engine) -> tuple[str, list[Handed], Years]:
    """The `state` and all that it is of, at one moment: the deliveries that are not withdrawn, in the order they hold,
    and the years of the crisis centre. Raises UnavailableError.
    """
    with reading(engine) as connection:
        held = [Handed(*row) for row in connection.execute(_standing(*SAVED))]
        return _state(connection), held, centre_years.of_connection(connection)


def history(engine: Engine, most: int) -> list[Handed]:
    """The newest deliveries, also those that were taken back. Raises UnavailableError."""
    taken = delivery_withdrawals.c
    found = select(*SAVED, taken.why, taken.role, taken.saved_at).outerjoin_from(deliveries, delivery_withdrawals)
    with reading(engine) as connection:
        newest = connection.execute(found.order_by(deliveries.c.delivery_id.desc()).limit(most))
        return [Handed(*row) for row in newest]


def _standing(*columns) -> Select:
    found = select(*columns).outerjoin_from(deliveries, delivery_withdrawals)
    return found.where(delivery_withdrawals.c.delivery_id.is_(None)).order_by(deliveries.c.delivery_id)


def _state(connection: Connection) -> str:
    digests = [*connection.execute(_standing(deliveries.c.digest)).scalars(), centre_years.digest(connection)]
    digests = list(filter(None, digests))
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:16] if digests else ""


def _reason(why: str, accepted: frozenset[str]) -> str:
    """Raises InvalidError or UnsureError."""
    why = clean(why)
    problem = text_problem(why) if why else "Skriv hvor tallene er fra, eller hvorfor de endres."
    if problem:
        raise InvalidError({"why": problem})
    questions.require_yes([Question(None, "why", told) for told in questions.of_text(why, None)], accepted)
    return why


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
