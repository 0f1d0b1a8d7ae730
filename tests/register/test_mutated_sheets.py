"""Thousands of sheets gone wrong: no error of ours, no answer emptied unasked, all that is wrong told in Norwegian.

A sample in every run, 10 000 in the long proofs.
"""

import re

import pytest

from mutated_sheets import NOW, TODAY, mutated
from proofs import tries
from register.sheet.read import Read, read
from register.sheet.row import CHANGED, CONFIRMING, CONFLICTING, EMPTIED, NEW, UNTOUCHED, WRONG, Row
from register.validation.rules import DONE, FIELDS, check

SAMPLE, AT_ONCE = 150, 50
COUNT = tries(SAMPLE, 10_000)
SENTENCE = re.compile(r"(?!.*(Error|Exception|Traceback|None|null|nan\b|\bthe\b))[A-ZÆØÅ«].*[.…]", re.DOTALL)


def asked_about(row: Row) -> bool:
    """By the sheet, or by the register, which asks about what was written over another answer than the last."""
    return bool(row.questions) or (row.kind == CONFLICTING and row.basis is not None)


def emptied(row: Row) -> list[str]:
    """What the last answer says and the row would take away; «I fast drift» may be said no to, and is tried elsewhere.

    When a task was in place goes with its being finished.
    """
    last = row.task.last
    passed_over = ("is_in_operation",) if row.draft.status == DONE else ("is_in_operation", "in_place_on")
    fields = [name for name in FIELDS if name not in passed_over]
    return [name for name in fields if getattr(last, name, None) and not getattr(row.draft, name)]


def looked_through(found: Read) -> None:
    for problem in found.problems:
        assert SENTENCE.fullmatch(problem.sentence), problem
    for row in found.rows:
        for question in row.questions:
            assert SENTENCE.fullmatch(question.sentence), question
    keys = [row.task.key for row in found.to_save]
    assert len(set(keys)) == len(keys)
    for row in found.to_save:
        check(row.draft, {row.task.key}, TODAY, row.task.last)
        assert row.draft != row.task.last
        assert asked_about(row) or not emptied(row), row


@pytest.mark.parametrize("start", range(0, COUNT, AT_ONCE))
def test_mutated_sheets(start):
    for seed in range(start, start + AT_ONCE):
        try:
            looked_through(read(mutated(seed), NOW, TODAY))
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise


def test_the_sample_holds_all_that_a_sheet_may_be():
    kinds, told = set(), 0
    for seed in range(SAMPLE):
        found = read(mutated(seed), NOW, TODAY)
        kinds |= {row.kind for row in found.rows}
        told += bool(found.problems)
    assert {NEW, CHANGED, UNTOUCHED, CONFIRMING, CONFLICTING, EMPTIED, WRONG} == kinds
    assert SAMPLE / 5 < told < SAMPLE * 0.95
