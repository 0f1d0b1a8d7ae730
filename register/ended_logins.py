"""Logins that somebody has ended before they ran out: what was copied of one, or stands open in another tab, ends too.

Beside the register, so that every process that uses it knows of them: no version of it knows the table, no backup needs
it, and it is made when the first login is ended.
"""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Engine, MetaData, String, Table, delete, insert, inspect, select

from register.database import reading, writing

ended = Table(
    "ended_logins",
    MetaData(),
    Column("login", String(64), primary_key=True, comment="A digest, which names nobody"),
    Column("runs_out_at", DateTime, nullable=False, comment="UTC; from then on the login itself says that it is over"),
    comment="Logins that were ended by hand and have not run out yet",
)


def end(engine: Engine, login: str, runs_out_at: datetime) -> None:
    """Nobody is let in by this login again. Raises UnavailableError."""
    with writing(engine, is_news=False) as connection:
        ended.create(connection, checkfirst=True)
        connection.execute(delete(ended).where(ended.c.runs_out_at < _now()))
        if login not in connection.scalars(select(ended.c.login)).all():
            connection.execute(insert(ended).values(login=login, runs_out_at=runs_out_at))


def ended_logins(engine: Engine) -> frozenset[str]:
    """Those that have been ended and would else still be good. Raises UnavailableError."""
    with reading(engine) as connection:
        if not inspect(connection).has_table(ended.name):
            return frozenset()
        return frozenset(connection.scalars(select(ended.c.login).where(ended.c.runs_out_at >= _now())))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
