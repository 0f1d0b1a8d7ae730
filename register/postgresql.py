"""How the register's connections to PostgreSQL are set up, so that nobody waits long for one that does not answer."""

import time

import psycopg
from sqlalchemy import URL, Connection

ANSWER_SECONDS = 2
"""The longest that a page waits for one answer: some seconds are all that anybody waits for a page."""
REMEMBERED_SECONDS = 5
"""How long one that has not answered is taken not to: else every question of a page would wait anew."""
# Of connections nobody uses meanwhile, and of what is sent and never taken: seconds, and milliseconds.
NETWORK = {
    "connect_timeout": ANSWER_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 1000 * 10,
}
_silent: dict[URL, float] = {}
"""The address of a database → until when it is taken not to answer."""


class SilentError(psycopg.OperationalError):
    """It takes what is sent, and does not answer."""


class Patient(psycopg.Connection):
    """Waits so long for an answer and no longer, also where the other end keeps the connection open."""

    url: URL | None = None
    patience: float = ANSWER_SECONDS

    def wait(self, gen, interval=0.1, timeout=None):
        try:
            return super().wait(_until(gen, time.monotonic() + (timeout or self.patience)), interval)
        except SilentError:
            # What comes later would be taken for the answer to something else.
            self.pgconn.finish()
            _remember(self.url)
            raise


def _until(gen, last: float):
    """The same steps, as long as there is time."""
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready and time.monotonic() > last:
                raise SilentError("no answer in time")
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value


def connect(dialect, record, arguments: list, options: dict, url: URL) -> Patient:
    if is_silent(url):
        raise SilentError("no answer a moment ago")
    try:
        connection = Patient.connect(*arguments, **options)
    except psycopg.errors.ConnectionTimeout:
        _remember(url)
        raise
    connection.url = url
    return connection


def begin(connection: Connection) -> None:
    """Who waits for another's transaction is told by the server, somewhat before the patience is over."""
    patience = connection.get_execution_options().get("patience", ANSWER_SECONDS)
    connection.connection.driver_connection.patience = patience
    wait = int(900 * patience)
    connection.exec_driver_sql(f"set local lock_timeout = {wait}; set local statement_timeout = {wait}")


def put_back(connection: Patient | None, record) -> None:
    """Whoever takes it next is as patient as all others, also while it is looked whether it still answers."""
    if connection is not None:
        connection.patience = ANSWER_SECONDS


def is_silent(url: URL) -> bool:
    """Did it not answer a moment ago?"""
    return _silent.get(url, 0) > time.monotonic()


def _remember(url: URL) -> None:
    _silent[url] = time.monotonic() + REMEMBERED_SECONDS
