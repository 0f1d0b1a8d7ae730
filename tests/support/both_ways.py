"""What is told of raw files, and read of them, is the same whether a table is read by rows or, when large, in columns."""

import sys

import pytest

from pipelines import table

MANY = {"by rows": sys.maxsize, "in columns": 0}


@pytest.fixture(params=MANY)
def both_ways(request, monkeypatch) -> str:
    """Each test that uses it is run twice, with every table small and with every table large."""
    monkeypatch.setattr(table, "MANY", MANY[request.param])
    return request.param
