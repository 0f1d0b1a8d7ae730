"""Mutated raw files: told or read, never a traceback, and nothing invisible or garbled is published.

A sample in every run, 5 000 in the long proofs.
"""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from mutations import Mutation, mutations
from pipelines.build import RAW, CheckError, check, compute_marts, load, stage
from pipelines.mistakes import Mistake, RawDataError
from pipelines.table import Table
from pipelines.validate import read_and_validate
from proofs import tries
from validated import read_once

NUMBER, SEED = tries(20, 5_000), 3


def is_seen(text: str) -> bool:
    """Is every character of it one that a reader sees as what it is?"""
    return (
        text == unicodedata.normalize("NFC", text).strip()
        and "\ufffd" not in text
        and all(
            character in " \n\t"
            or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs", "Zs", "Zl", "Zp")
            for character in text
        )
    )


def unseen(tables: list[Table]) -> list[str]:
    return [cell for table in tables for row in table.rows for cell in row if cell is not None and not is_seen(cell)]


def outcome(raw: Path, mutation: Mutation, shipped: dict[str, Table]) -> str:
    """What becomes of it; fails where it is told wrongly, or read as what nobody wrote."""
    try:
        tables = read_once(raw)
    except RawDataError as error:
        assert error.mistakes and all(mistake.file.endswith((".csv", ".json")) for mistake in error.mistakes)
        return "refused"
    assert unseen(tables) == []
    [changed] = [table for table in tables if table.file == mutation.file]
    if changed.rows == shipped[mutation.file].rows:
        return "read as it was"
    assert not mutation.is_resaved, "read as something else than what was saved"
    with duckdb.connect() as connection:
        load(connection, tables)
        stage(connection)
        compute_marts(connection)
        try:
            check(connection)
        except CheckError:
            return "stopped by a check"
    return "read as changed"


@pytest.fixture(scope="module")
def shipped(tables) -> dict[str, Table]:
    return {table.file: table for table in tables}


def test_mutated_files_are_told_or_read(tmp_path, shipped):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    failed, counts = [], {}
    for number, mutation in enumerate(mutations(RAW, NUMBER, SEED)):
        (raw / mutation.file).write_bytes(mutation.content)
        try:
            ended = outcome(raw, mutation, shipped)
        except Exception as error:  # noqa: BLE001 each is told with the mutation that made it
            ended = "failed"
            failed.append(f"{number} {mutation.file} ({mutation.what}): {type(error).__name__}: {str(error)[:300]}")
        counts[ended] = counts.get(ended, 0) + 1
        shutil.copy(RAW / mutation.file, raw / mutation.file)
    print(f"{NUMBER} mutated files, seed {SEED}: {counts}")
    assert failed == []
    assert counts.keys() >= {"refused", "read as it was", "read as changed"}, "the sample tries too little"


def told_or_read(read: Callable[[Path], list[Table]], raw: Path) -> list:
    try:
        return read(raw)
    except RawDataError as error:
        return error.mistakes


@pytest.mark.parametrize(("file", "is_told"), [("areas.csv", True), ("homicides.csv", False)])
def test_what_is_read_in_part_is_as_if_all_of_it_had_been(tmp_path, file, is_told):
    """Else what a changed table is at odds with would never be found."""
    raw = shutil.copytree(RAW, tmp_path / "raw")
    first, second, third, _, *rest = (raw / file).read_text(encoding="utf-8").splitlines(True)
    (raw / file).write_text("".join((first, second, third, *rest)), encoding="utf-8")
    in_full = told_or_read(read_and_validate, raw)
    assert isinstance(in_full[0], Mistake) == is_told and told_or_read(read_once, raw) == in_full
