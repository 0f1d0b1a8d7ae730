"""Thousands of sheets of figures gone wrong: no error of ours, nothing handed in that may not stand, and all of it told.

A sample in every run, 5 000 in the long proofs.
"""

import re

from content.figure_sheet import form
from figure_sheets import RESOURCES, read_in
from mutated_figures import mutated, there
from pipelines.delivery import Delivery
from pipelines.mistakes import RawDataError
from processes import IS_POSIX, elsewhere
from proofs import tries

MOST_MEGABYTES = 150
SENTENCE = re.compile(r"(?!.*(Error|Exception|Traceback|None|null|nan\b|\bthe\b)).*[.…]", re.DOTALL)
BY_NAME = {resource.name: resource for resource in RESOURCES}
HANDED_IN, UNTOUCHED, WRONG = "handed in", "untouched", "wrong"


def looked_through(seed: int) -> set[str]:
    """What became of it."""
    name, content = mutated(seed)
    try:
        delivery = read_in(content, [*there().values()], name)
    except RawDataError as error:
        assert error.mistakes
        for mistake in error.mistakes:
            assert SENTENCE.fullmatch(str(mistake)), mistake
        return {WRONG}
    for told in delivery.told:
        assert SENTENCE.fullmatch(told), told
    return {*looked_at(delivery)}


def looked_at(delivery: Delivery):
    if delivery.is_empty:
        yield UNTOUCHED
    for name, rows in delivery.rows.items():
        table, standing = BY_NAME[name], {form.key_of(BY_NAME[name], row): row for row in there()[name].records}
        keys = [form.key_of(table, row) for row in rows]
        assert len({*keys}) == len(keys) == len(delivery.lines[name])
        for key, row in zip(keys, rows, strict=True):
            wrong = [field.wrong(row[name] or "", row[name]) for name, field in table.fields.items()]
            assert [told for told in wrong if told] == []
            assert key not in standing or not form.is_same(table, row, standing[key])
        yield HANDED_IN
    for name, keys in delivery.gone.items():
        standing = {form.key_of(BY_NAME[name], row) for row in there()[name].records}
        assert {form.key_of(BY_NAME[name], key) for key in keys} <= standing
        yield HANDED_IN


def looked_through_all(count: int) -> tuple[float, set[str]]:
    """Megabytes that the memory of a process has grown by at most, and what became of all that it read."""
    met = looked_through(0)
    before = peak()
    for seed in range(1, count):
        try:
            met |= looked_through(seed)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise
    return peak() - before, met


def peak() -> float:
    if not IS_POSIX:
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_mutated_figures():
    megabytes, met = elsewhere(looked_through_all, tries(100, 5_000))
    assert megabytes < MOST_MEGABYTES and met == {HANDED_IN, UNTOUCHED, WRONG}
