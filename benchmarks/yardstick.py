"""A fixed piece of work that has nothing to do with the project: machines differ, ratios to it less so."""

import time

import duckdb

WORK = "select sum(hash(range) % 1000) from range(20_000_000)"


def measured() -> float:
    """Seconds the work takes here and now: half of it in Python, half in the database, the best of three."""
    return min(_once() for _ in range(3))


def _once() -> float:
    started = time.perf_counter()
    sorted(str(number * 7919 % 100_003) for number in range(200_000))
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(WORK).fetchall()
    return time.perf_counter() - started
