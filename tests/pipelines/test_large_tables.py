"""A large table is read, compared and loaded as a small one: the same rows, the same lines, the same mistakes."""

import random
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import duckdb
import pytest

from both_ways import MANY
from pipelines import decode, table
from pipelines.build import RAW, load
from pipelines.mistakes import RawDataError
from pipelines.read import read_table
from pipelines.table import Table
from pipelines.validate import _repeated

FIELDS = {"place": "string", "persons": "integer", "percent": "number", "day": "date"}
HEADER = "place,persons,percent,day"
ROWS = ["Hamar,1200,9.2,2027-06-30", "Åmot,,9.20,", "Hamar,007,9,2027-06-30"]
PLAIN = {
    "as it is": "Våler,1,1,",
    "what is typed otherwise": "Våler ,56 500,2.50,30.6.2027",
    "what can not be seen": "\u00a0Vå\u200bler,1,1,",
    "letters in two parts": "A\u030amot,1,1,",
    "wrong cells": "Våler,mange,NaN,31.06.20",
    "empty cells": "Våler,,,",
    "a cell of blanks": " ,1,1,",
    "signs that are lines elsewhere": "Vå\x0bler,1\x0c,1,\u2028",
    "a word that means nothing to others": "NULL,NA,nan,null",
}
NOT_PLAIN = {
    "quotes": '"Våler",1,1,',
    "a line break in quotes": '"Vå\nler",1,1,',
    "quotes that are none": 'V"åler",1,1,',
    "quotes that do not pair": '"Våler"s,1,1,',
    "a cell too many": "Våler,1,1,,",
    "cells too few": "Våler,1",
    "an empty line": "",
    "a line of blanks": " ",
    "a line of empty cells": ",,,",
    "a very long cell": f"{'x' * 3_000_000},1,1,",
    "an old line break": "Våler,1,1,\rVåler,2,2,",
}


@pytest.fixture
def read(tmp_path, monkeypatch) -> Callable[[str, str], tuple]:
    """A function that reads a file one way, and gives all that is known of it, or what is told in its place."""

    def read_one_way(content: str, way: str) -> tuple:
        path: Path = tmp_path / "table.csv"
        path.write_bytes(content.encode())
        monkeypatch.setattr(table, "MANY", MANY[way])
        try:
            found, mistakes = read_table(path, "table", FIELDS, required={"place"})
        except RawDataError as error:
            return tuple(map(str, error.mistakes))
        said = sorted(mistakes, key=lambda mistake: mistake.line)
        typed = [[column.typed[number] for number in column.which] for column in found.columns]
        return found.rows, typed, list(found.lines), [*map(str, said)], isinstance(found.lines, range)

    return read_one_way


def content(line: str, line_break: str, above: str) -> str:
    return line_break.join([*above.split("\n"), HEADER, *ROWS * 3, line, *ROWS]) + line_break


@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("above", ["", "\n ", "sep=,"], ids=["an empty line", "two empty lines", "the line of Excel"])
@pytest.mark.parametrize("line", PLAIN.values(), ids=PLAIN)
def test_a_plain_file_is_read_in_columns(read, line, line_break, above):
    text = content(line, line_break, above)
    *by_rows, _ = read(text, "by rows")
    assert read(text, "in columns") == (*by_rows, True)


@pytest.mark.parametrize("line", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_a_file_in_which_a_line_may_be_no_row_is_read_by_rows(read, line):
    text = content(line, "\n", "")
    by_rows = read(text, "by rows")
    assert by_rows[-1] is not True and read(text, "in columns") == by_rows


def test_old_line_breaks_are_read_by_rows(read):
    text = content("Våler,1,1,", "\r", "")
    assert read(text, "in columns") == read(text, "by rows") and len(read(text, "by rows")[0]) == 13


def keys(rows: int, columns: int, most: int) -> list[list[int]]:
    made = random.Random(rows * columns)
    return [[made.choice([0, 1, most]) for _ in range(rows)] for _ in range(columns)]


@pytest.mark.parametrize(("columns", "most"), [(1, 2), (2, 2), (4, 2), (4, 2**31 - 1), (7, 2**31 - 1)])
def test_the_same_keys_are_double_however_many_columns_and_values(monkeypatch, columns, most):
    """Put together as one number, seven columns of many values are more than a number of 64 bits holds."""
    some = [bytes_of(key) for key in keys(200, columns, most)]
    found = []
    for way in MANY.values():
        monkeypatch.setattr(table, "MANY", way)
        found.append(_repeated(some))
    by_rows, in_columns = found
    assert by_rows == in_columns != []


def bytes_of(key: list[int]) -> memoryview:
    return memoryview(table.array("i", key))


def test_no_key_is_double_where_all_are_others(monkeypatch):
    monkeypatch.setattr(table, "MANY", 0)
    assert _repeated([*map(list, zip(*product(range(9), repeat=3), strict=True))]) == []


def test_a_large_table_is_loaded_as_a_small_one(tables, monkeypatch):
    some = [each for each in tables if each.name in ("observations", "words", "deadline_notes", "crisis_centre_gated")]
    some.append(Table.of("made_up", "", ["a", "b"], [["å", None], [None, None], ["ø\nx", "«»"]]))
    loaded = []
    for way in MANY.values():
        monkeypatch.setattr(table, "MANY", way)
        with duckdb.connect() as connection:
            load(connection, some)
            columns = connection.execute("select table_name, column_name, data_type from duckdb_columns()").fetchall()
            rows = {each.name: connection.execute(f'from raw."{each.name}"').fetchall() for each in some}
        loaded.append((columns, rows))
    assert loaded[0] == loaded[1]
    assert [*map(list, loaded[0][1]["made_up"])] == some[-1].rows


def test_of_very_many_mistakes_in_a_column_the_first_are_told(read, monkeypatch):
    monkeypatch.setattr(table, "LIMIT", 2)
    text = content("Våler,mange,NaN,", "\n", "") + "Våler,få,1,\nVåler,flere,1,\n"
    for way in MANY:
        *_, mistakes, _ = read(text, way)
        assert [said.split("»")[0] for said in mistakes] == [
            "table.csv, linje 12, kolonne «persons",
            "table.csv, linje 12, kolonne «percent",
            "table.csv, linje 16, kolonne «persons",
        ]


LIBRARIES = """
import sys
from pathlib import Path
from pipelines import build, table
table.MANY = int(sys.argv[1])
build.build(Path(sys.argv[2]), Path(sys.argv[3]))
print(*sorted({"frictionless", "numpy", "pandas", "pyarrow"} & sys.modules.keys()))
"""


@pytest.mark.parametrize(("way", "imported"), [("by rows", ""), ("in columns", "numpy pyarrow")])
def test_a_build_imports_no_more_than_it_needs(tmp_path, way, imported):
    """Importing them takes longer than building the shipped data."""
    command = [sys.executable, "-c", LIBRARIES, str(MANY[way]), str(RAW), str(tmp_path)]
    done = subprocess.run(command, cwd=RAW.parents[1], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == imported


def test_nothing_broken_is_made_of_what_is_common():
    """Where a file has no other characters, broken ones are not looked for."""
    common = [*map(chr, decode.COMMON_BYTES), *sorted(decode.COMMON)]
    plain = [character for character in common if character not in decode.CODES]
    made = random.Random(1)
    near = [*plain, *' ,;"\n' * 20, *sorted(decode.COMMON) * 5]
    text = "".join(map("".join, product(plain, repeat=2))) + "".join(made.choices(near, k=500_000))
    assert decode.BROKEN.search(text) is None
    assert not any(map(decode._is_damage, common))


@pytest.mark.parametrize("code", ["&oslash;", "&#248;", "=C3=B8", "+APg-"])
def test_codes_of_web_and_mail_are_looked_for_in_common_text(tmp_path, code):
    path = tmp_path / "table.csv"
    path.write_text(f"a\nL{code}ten\n", encoding="utf-8")
    with pytest.raises(RawDataError, match="linje 2: .* er et tegn ødelagt av feil tegnsett"):
        decode.decode(path)
