"""The raw data are a data package to others too: frictionless, the standard's own judge, finds what we find, no more.

The build asks it nothing: to import it takes longer than reading the shipped data.
"""

import json
import random
import shutil
from pathlib import Path

import frictionless
import pytest

from pipelines.build import RAW
from pipelines.mistakes import RawDataError
from pipelines.schema import resources_of
from pipelines.table import Table
from pipelines.validate import _double_keys, _wrong_cells, read_and_validate
from proofs import tries

NUMBER, SEED = tries(60, 2_000), 5
ODD = (
    "",
    "",
    "-1",
    "0",
    "7",
    "007",
    "101",
    "2030",
    "99999",
    "1.5",
    "1.50",
    "2100-01-01",
    "2026-02-30",
    "ja",
    "Ja",
    "x",
)
"""Of each kind some, as they are when they have been read."""
PACKAGE = json.loads((RAW / "datapackage.json").read_text(encoding="utf-8"))
KINDS = {"type-error", "constraint-error", "primary-key"}


@pytest.mark.parametrize("folder", [RAW, RAW / "local"], ids=["raw", "local"])
def test_the_description_is_one_of_the_standard(folder):
    report = frictionless.Package.metadata_validate(json.loads((folder / "datapackage.json").read_text("utf-8")))
    assert [*report] == []


def test_the_shipped_files_are_as_they_are_described(tmp_path):
    """Read by frictionless itself; the file that need not be there is there with its columns alone."""
    raw = Path(shutil.copytree(RAW, tmp_path / "raw"))
    for resource in PACKAGE["resources"]:
        if not (raw / resource["path"]).exists():
            columns = [field["name"] for field in resource["schema"]["fields"]]
            (raw / resource["path"]).write_text(",".join(columns) + "\n", encoding="utf-8")
    report = frictionless.validate(str(raw / "datapackage.json"))
    found = report.flatten(["title", "rowNumber", "fieldName", "note"])
    # A key of which a part is empty names something to frictionless, and nothing to us.
    assert [error for error in found if ", None" not in error[-1]] == []


def test_another_that_is_no_data_package_is_one_to_neither(tmp_path):
    raw = Path(shutil.copytree(RAW, tmp_path / "raw"))
    text = (raw / "datapackage.json").read_text(encoding="utf-8").replace('"required"', '"requiered"', 1)
    (raw / "datapackage.json").write_text(text, encoding="utf-8")
    assert [*frictionless.Package.metadata_validate(json.loads(text))] != []
    with pytest.raises(RawDataError, match="requiered"):
        read_and_validate(raw)


def odd_tables(tables: list[Table]) -> list[tuple[Table, dict]]:
    """Tables in which some cells are odd, or those of another row; each with how it is described."""
    made = random.Random(SEED)
    described = {resource["name"]: resource for resource in PACKAGE["resources"]}
    odd = []
    for _ in range(NUMBER):
        whole = made.choice([table for table in tables if table.lines])
        rows = [list(row) for row in whole.rows[:40]]
        for _ in range(made.choice([1, 3, 10])):
            row, column = made.randrange(len(rows)), made.randrange(len(whole.header))
            rows[row][column] = made.choice([made.choice(ODD) or None, made.choice(rows)[column]])
        fit = [row for row in rows if any(row) and _may_be_read(row, described[whole.name])]
        odd.append((Table.of(whole.name, whole.file, whole.header, fit), described[whole.name]))
    return [(table, resource) for table, resource in odd if table.lines]


def _may_be_read(row: list[str | None], resource: dict) -> bool:
    """What is no number, and no date, is told before anything is held against the description."""
    whole = {"integer": str.isdecimal, "number": lambda text: text.replace(".", "").isdecimal()}
    kinds = [field["type"] for field in resource["schema"]["fields"]]
    dates = [cell for cell, kind in zip(row, kinds, strict=True) if cell and kind == "date"]
    others = [(cell.removeprefix("-"), kind) for cell, kind in zip(row, kinds, strict=True) if cell and kind in whole]
    return all(len(cell) == 10 for cell in dates) and all(whole[kind](cell) for cell, kind in others)


def judged(table: Table, resource: dict) -> set[tuple[int, str]]:
    """Row and column of what frictionless finds, where a cell of the key is not wrong itself that of a double key."""
    schema = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
    data = [table.header, *table.rows]
    read = frictionless.Resource(name="table", data=data, schema=frictionless.Schema.from_descriptor(schema))
    [task] = read.validate(limit_errors=100_000).tasks
    assert {error.type for error in task.errors} <= KINDS
    return {
        (error.row_number - 2, ", ".join(schema["primaryKey"]) if error.type == "primary-key" else error.field_name)
        for error in task.errors
    }


def test_frictionless_finds_the_same_in_odd_tables(tables):
    found = 0
    for table, described in odd_tables(tables):
        [resource] = resources_of({"resources": [described]})
        row_of = {line: row for row, line in enumerate(table.lines)}
        mistakes = [*_wrong_cells(table, resource), *_double_keys(table, resource)]
        ours = {(row_of[mistake.line], mistake.column) for mistake in mistakes}
        assert ours == judged(table, described), table.name
        found += len(ours)
    assert found > NUMBER / 2, "the sample tries too little"
