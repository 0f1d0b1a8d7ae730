"""Tables of Statistics Norway fetched on a schedule, and handed in where no check asks about what is new.

`python -m content.fetching [--address API]`
"""

import argparse
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sqlalchemy import Engine

from content import publishing, warehouse, wording
from pipelines import fetched
from pipelines.delivery import Delivery, as_text
from pipelines.pxweb import API, AnswerError, Sleep
from pipelines.register_marts import register_at
from pipelines.statistics_norway import TABLE
from pipelines.table import Table
from register import deliveries
from register.rights import Rights

BY_ITSELF = Rights("henting fra SSB", may_deliver=True)


def fetch(engine: Engine, api: str = API, sleep: Sleep = time.sleep) -> Iterator[tuple[bool, str]]:
    """Of each table, whether all went well, and what became of it."""
    _, there = publishing.tables(engine)
    for table, ask in _asked(there, api, sleep).items():
        try:
            yield _handed_in(engine, ask())
        except AnswerError as error:
            yield False, f"SSB tabell {table}: ingenting er hentet. {error}"
        except publishing.ERRORS as error:
            yield False, f"SSB tabell {table}: ingenting er lagt inn. {error}"


def _asked(there: Mapping[str, Table], api: str, sleep: Sleep) -> dict[str, Callable[[], Delivery]]:
    """The population, and each table that numbers are chosen of."""
    asked: dict[str, Callable[[], Delivery]] = {TABLE: partial(fetched.population, there, api, sleep)}
    for row in there[fetched.TABLES].records:
        if row["indicator_id"] is not None:
            asked[f"{row['table_no']} ({row['fetch_id']})"] = partial(fetched.fetched, row, there, api, sleep)
    return asked


def _handed_in(engine: Engine, delivery: Delivery) -> tuple[bool, str]:
    if delivery.is_empty:
        return True, f"{delivery.file}: ingen tall er endret."
    trial = publishing.try_out(engine, warehouse.version_in_use(), add=delivery).result()
    if trial.notices:
        asked = " ".join(trial.notices)
        return False, f"{delivery.file}: ikke lagt inn. Hent den på siden «Tall», og se på dette: {asked}"
    why = f"Hentet fra {delivery.file}."
    deliveries.save(engine, BY_ITSELF, delivery.file, as_text(delivery), why, secrets.token_hex(16), trial.state)
    rows = wording.counted(sum(map(len, delivery.rows.values())), "rad", "rader")
    try:
        publishing.publish(engine).result()
    except publishing.ERRORS as error:
        return False, f"{delivery.file}: {rows} er lagret, men ikke lagt ut. {error}"
    return True, f"{delivery.file}: {rows} er lagt inn."


def main() -> int:
    arguments = argparse.ArgumentParser(description="Hent tall fra SSB, og legg inn det som er nytt.")
    arguments.add_argument("--address", default=API, help="adressen til SSBs PxWebApi")
    options = arguments.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        outcomes = [*fetch(register_at(warehouse.settings().address), options.address)]
    except publishing.ERRORS as error:
        outcomes = [(False, f"Ingenting er hentet: {error}")]
    for is_well, told in outcomes:
        print(told, file=sys.stdout if is_well else sys.stderr)
    return 0 if all(is_well for is_well, _ in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
