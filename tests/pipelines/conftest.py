"""What the tests of the pipelines share."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from both_ways import both_ways  # noqa: F401 it is a fixture
from some_tables import Change, changed, recompute
from validated import validated_once  # noqa: F401 it is a fixture


@pytest.fixture(scope="session")
def all_built(built) -> duckdb.DuckDBPyConnection:
    return built()


@pytest.fixture
def planted(tables, all_built) -> Iterator[Callable[[dict[str, Change]], duckdb.DuckDBPyConnection]]:
    """As `built`, where it is undone again: one database for them all."""
    all_built.begin()

    def plant(changes: dict[str, Change] | None = None) -> duckdb.DuckDBPyConnection:
        recompute(all_built, [changed(table, changes[table.name]) for table in tables if table.name in (changes or {})])
        return all_built

    yield plant
    all_built.rollback()
