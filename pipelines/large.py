"""Large tables: read, compared and handed to the database in columns.

Imported where there is a large one alone: what it imports takes longer than the build of a small one.
"""

from collections.abc import Sequence

import duckdb
import numpy
import pyarrow
import pyarrow.csv

from pipelines.table import Table

Columns = tuple[list[memoryview], list[list[str]]]


def read(content: memoryview, delimiter: str, order: list[int]) -> Columns | None:
    """Of a file without quotes, from below its header: which distinct cell each row has, and the distinct cells.

    None when a line has another number of cells, or is too long.
    """
    names = [str(position) for position in range(len(order))]
    try:
        table = pyarrow.csv.read_csv(
            pyarrow.BufferReader(content),
            pyarrow.csv.ReadOptions(column_names=names),
            pyarrow.csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(
                include_columns=[names[position] for position in order],
                column_types=dict.fromkeys(names, pyarrow.dictionary(pyarrow.int32(), pyarrow.string())),
            ),
        )
    except pyarrow.ArrowInvalid:
        return None
    columns = [column.chunk(0) for column in table.unify_dictionaries().combine_chunks().columns]
    del table
    which = [memoryview(column.indices.buffers()[1]).cast("i")[: len(column)] for column in columns]
    # What it read into, it would keep for the next file.
    pyarrow.default_memory_pool().release_unused()
    return which, [column.dictionary.to_pylist() for column in columns]


def repeated(keys: list[Sequence[int]]) -> list[int]:
    """Rows whose key, in several columns, stands in a row before them."""
    combined: numpy.ndarray = numpy.zeros(len(keys[0]), numpy.int64)
    for key in keys:
        which = numpy.asarray(key)
        size = int(which.max()) + 1
        if (int(combined.max()) + 1) * size > 2**62:
            combined = numpy.unique(combined, return_inverse=True)[1]
        combined = combined * size + which
    in_order = numpy.sort(combined)
    if not (in_order[1:] == in_order[:-1]).any():
        return []
    rows = numpy.argsort(combined, kind="stable")
    again = combined[rows[1:]] == combined[rows[:-1]]
    return sorted(rows[1:][again].tolist())


def load(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """The canonical text as table raw.*; every column is text."""
    # Of buffers, since `pyarrow.array` would import pandas.
    columns = [
        pyarrow.DictionaryArray.from_arrays(
            pyarrow.Array.from_buffers(pyarrow.int32(), len(column.which), [None, pyarrow.py_buffer(column.which)]),
            _texts(column.values),
        )
        for column in table.columns
    ]
    connection.register("handed_over", pyarrow.Table.from_arrays(columns, table.header))
    connection.execute(f'create table raw."{table.name}" as from handed_over')
    connection.unregister("handed_over")


def _texts(values: list[str | None]) -> pyarrow.LargeStringArray:
    encoded = [(value or "").encode() for value in values]
    ends = numpy.cumsum([0, *map(len, encoded)], dtype=numpy.int64)
    is_there = numpy.packbits(numpy.array([value is not None for value in values], bool), bitorder="little")
    buffers = map(pyarrow.py_buffer, (ends, b"".join(encoded), is_there))
    return pyarrow.LargeStringArray.from_buffers(len(values), *buffers)
