"""The crisis centre's own sheet, typed on a page or in a file: read in memory, and told as it will be seen."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from content import wording
from content.figure_sheet import read
from pipelines.centre_year import level
from pipelines.descriptor import LOCAL
from pipelines.gate import WHOLE_CENTRE, columns, places, table_of
from pipelines.gate_sentences import what
from pipelines.mistakes import Mistake, RawDataError
from pipelines.schema import EXPECTED
from pipelines.table import Table
from pipelines.validate import described
from register.centre_years import Entry
from register.questions import moment

FORM = "skjemaet.csv"
"""What is typed on the page, as a file: read, and told of, in the one way."""
COUNT = (
    "tallet slik det er talt, også når det er lite, for eksempel 3: små tall skjules før noe lagres. Skriv 0 der ingen "
    "kom, og ingenting der det ikke er talt"
)
NOBODY = "0 der ingen kom, og ellers tallene slik de er talt"
USES, GROUPS = ("beboere", "opphold", "dagbrukere", "dagbesøk"), ("voksne", "barn", "alle")
"""In the order that they are read."""
Row = Sequence[str | None]
"""area_code, user_group, use, amount, missing_reason: of one year, as it may be seen."""


def read_form(raw: Path, shared: list[Table], year: int, typed: Mapping[tuple[str, str], str]) -> Table:
    """What was typed, by place and column. Raises RawDataError with every mistake."""
    header = columns(raw)
    lines = [[str(year), place, *(typed.get((place, column), "") for column in header[2:])] for place in places(shared)]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, *lines])
    return read_sheet(raw, FORM, text.getvalue().encode())[0]


def read_sheet(raw: Path, name: str, content: bytes) -> tuple[Table, Sequence[str]]:
    """The sheet in a file of any kind, and what was not read of it. Raises RawDataError with every mistake.

    Where nothing is said of any municipality, the year is one of the whole centre alone.
    """
    [resource] = described(raw / LOCAL)
    # A column is known by what it is called here, and by its name in the command's own sheet.
    titled = {name: replace(field, title=label(name)) for name, field in resource.fields.items()}
    resource = replace(resource, fields=titled)
    none = Table.of(resource.name, name, list(resource.fields))
    try:
        found = read.read(name, content, [resource], {resource.name: none})
    except RawDataError as error:
        raise RawDataError([_of_a_count(mistake, columns(raw)[2:]) for mistake in error.mistakes]) from None
    said = zip(found.lines.get(resource.name, ()), found.rows.get(resource.name, ()), strict=True)
    lines = {line: [row[column] for column in resource.fields] for line, row in said}
    filled = {(year, place == WHOLE_CENTRE) for year, place, *counts in lines.values() if any(counts)}
    empty = {year: line for line, (year, *_) in reversed(lines.items()) if (year, True) not in filled}
    if empty:
        problem = "det står ingen tall for «Hele senteret»"
        raise RawDataError([Mistake(name, problem, NOBODY, line) for line in empty.values()])
    kept = {line: row for line, row in lines.items() if (row[0], row[1] == WHOLE_CENTRE) in filled}
    return replace(Table.of(none.name, name, none.header, kept.values()), lines=list(kept)), found.told


def _of_a_count(mistake: Mistake, counts: Sequence[str]) -> Mistake:
    is_unread = mistake.column in map(label, counts) and mistake.expected == EXPECTED["integer"]
    return replace(mistake, expected=COUNT) if is_unread else mistake


def mistakes_table(mistakes: Sequence[Mistake], named: str, shared: list[Table]) -> pd.DataFrame:
    """A line a mistake: where it is, what is wrong, and what should stand there."""
    known = dict(enumerate(places(shared), 2)) if named == FORM else {}
    mistakes = [_as_called(told) for told in mistakes]
    return pd.DataFrame(
        {
            "Hvor": [known.get(told.line or 0, f"Rad {told.line}" if told.line else "") for told in mistakes],
            "Kolonne": [told.column or "" for told in mistakes],
            "Hva er galt": [wording.capitalised(_unsaid(told.problem)) for told in mistakes],
            "Hva skal stå der": [wording.capitalised(told.expected) for told in mistakes],
        }
    )


def _unsaid(problem: str) -> str:
    """Without the count it may quote: what is sent to the page stays in memory for a while."""
    return re.sub(r"«[^»]*\d[^»]*»", "det som står der,", problem)


def label(column: str) -> str:
    """What a column of counts is called here, as where it is seen: «Beboere, voksne» for «Voksne beboere»."""
    words = column.lower().split()
    uses = [word for word in words if word in USES]
    groups = [word for word in words if word in GROUPS]
    return wording.capitalised(", ".join(uses + groups)) if uses else column


def _as_called(mistake: Mistake) -> Mistake:
    def named(text: str) -> str:
        return re.sub("«(.+?)»", lambda found: f"«{label(found[1])}»", text)

    return replace(mistake, problem=named(mistake.problem), column=mistake.column and label(mistake.column))


def seen_table(now: Sequence[Row], before: Sequence[Row], shared: list[Table]) -> pd.DataFrame:
    """A year as readers will see it: a line a place, and in each cell what stands there now where that is another."""
    names = _names(shared)
    old = {tuple(about): _told(amount, reason) for *about, amount, reason in before}
    cells: dict[str, dict[str, str]] = {}
    for area_code, user_group, use, amount, reason in sorted(now, key=_place_in_form):
        told, was = _told(amount, reason), old.get((area_code, user_group, use))
        row = cells.setdefault(names.get(area_code, area_code), {})
        about = wording.capitalised(use or "") + ("" if user_group == "alle" else f", {user_group}")
        row[about] = told if was in (None, told) else f"{told} (nå: {was})"
    return pd.DataFrame([{"Hvor de bor": place, **row} for place, row in cells.items()])


def is_seen(rows: Sequence[Row]) -> bool:
    """Is any number seen of a year?"""
    return any(amount is not None for *_, amount, _ in rows)


def gone(now: Sequence[Row], before: Sequence[Row], shared: list[Table]) -> list[str]:
    """What is seen of a year and would not be any more, by place."""
    names = _names(shared)
    kept = {tuple(about) for *about, amount, _ in now if amount is not None}
    cells: dict[str | None, dict[str, bool]] = {}
    for area_code, user_group, use, amount, _ in sorted(before, key=_place_in_form):
        if amount is not None:
            about = f"{use}" if user_group == "alle" else f"{use} ({user_group})"
            cells.setdefault(names.get(area_code, area_code), {})[about] = (area_code, user_group, use) in kept
    lost = {place: [about for about, is_kept in of.items() if not is_kept] for place, of in cells.items()}
    return [
        f"{place}: {wording.listed(of) if len(of) < len(cells[place]) else 'alle tallene'}"
        for place, of in lost.items()
        if of
    ]


def _names(shared: list[Table]) -> dict[str | None, str | None]:
    return {row["area_code"]: row["area"] for row in table_of(shared, "areas").records}


def _place_in_form(row: Row) -> tuple[int, int]:
    """Within a place; places keep their order."""
    _, user_group, use, *_ = row
    return USES.index(use), GROUPS.index(user_group)


def history_table(entries: Sequence[Entry], areas: Mapping[str, str]) -> pd.DataFrame:
    """A line a year each time it was handed in; `areas` are their names by role."""
    return pd.DataFrame(
        {
            "År": [str(entry.year) for entry in entries],
            "Lagt inn": [f"{moment(entry.saved_at)} av {entry.role}" for entry in entries],
            "Det som ble vist": [wording.capitalised(what(level(entry.year, entry.held), areas)) for entry in entries],
        }
    )


def _told(amount: str | None, reason: str | None) -> str:
    return reason or wording.number(int(amount or 0))
