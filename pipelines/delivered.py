"""What was handed in, laid over the tables of the raw data before they are held against their description."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from pipelines.delivery import Delivery
from pipelines.mistakes import Mistake, quoted
from pipelines.read import canonical
from pipelines.schema import Resource
from pipelines.table import Column, Table

CentreYears = Mapping[int, Sequence[Sequence[str | None]]]
"""By year: the rows of GATED, without the year."""
GATED = "crisis_centre_gated"
CENTRE_PAGE = "siden «Tall fra krisesenteret»"
NOT_HANDED_IN = {
    GATED: "at krisesenteret legger tallene inn på siden «Tall fra krisesenteret», som skjuler de små",
    "areas": "at den som drifter løsningen, endrer dem: de avgjør hvilke tall krisesenteret kan vise",
    "area_members": "at den som drifter løsningen, endrer dem: de avgjør hvilke tall krisesenteret kan vise",
}
"""Tables that are the gate's, or that it goes by → what is to be done instead."""
OF_THE_CENTRE = "crisis_centre_use"
"""The table of public counts, of which those of a smaller place than the country are not handed in."""
WITH_LINKS = "texts"
"""The table of what is drawn as Markdown on purpose."""
MARKED = re.compile(r"!\[|\]\(|<[/!a-zA-Z]|\$[^$\n]+\$|:[a-z]+(?:-[a-z]+)*\[|`")
"""What a page would draw: a picture, a link, a tag, a formula, a colour, code."""
WORKBOOKS = (".xlsx", ".ods")
"""Files that have a sheet for each table."""


@dataclass(frozen=True)
class Standing:
    """The deliveries that hold, in their order, and what they are known by together."""

    deliveries: tuple[Delivery, ...]
    state: str
    centre: CentreYears
    """What came through the gate, of each year that the crisis centre has handed in on its page."""


@dataclass(frozen=True)
class RowChange:
    """What becomes of a row of a table: None where there is none before, or none after."""

    table: Resource
    before: Mapping[str, str | None] | None
    after: Mapping[str, str | None] | None


NONE = Standing((), "", {})


class _Row(NamedTuple):
    """A row that was handed in, and where."""

    cells: list[str | None]
    file: str
    sheet: str | None
    line: int


def undeliverable(resources: Sequence[Resource], deliveries: Sequence[Delivery]) -> Iterator[Mistake]:
    """What can not be handed in, whatever it holds: tables of the gate, and what the description does not know."""
    known = {resource.name: resource for resource in resources}
    for delivery in deliveries:
        for name in dict.fromkeys((*delivery.rows, *delivery.gone)):
            if name in NOT_HANDED_IN:
                yield Mistake(delivery.file, f"tabellen «{name}» kan ikke legges inn her", NOT_HANDED_IN[name])
            elif name not in known:
                yield Mistake(delivery.file, f"tabellen {quoted(name)} finnes ikke", "en av tabellene i rådataene")
            else:
                columns = {column for row in delivery.rows.get(name, ()) for column in row}
                for column in sorted(columns - known[name].fields.keys()):
                    expected = f"kolonnene {', '.join(known[name].fields)}"
                    yield Mistake(delivery.file, f"kolonnen {quoted(column)} finnes ikke i «{name}»", expected)


def counts_of_the_centre(tables: Mapping[str, Table], deliveries: Sequence[Delivery]) -> Iterator[Mistake]:
    """Counts of who uses the centre that were handed in: however public they are said to be, they are the gate's."""
    if not tables.keys() >= {OF_THE_CENTRE, "areas"}:
        return
    counted = tables[OF_THE_CENTRE]
    country = {area["area_code"] for area in tables["areas"].records if area["area_type"] == "land"}
    for row in counted.handed_in:
        if counted.column("area_code").cells[row] not in country:
            expected = "tall for hele landet. Senteret legger inn sine på siden «Tall fra krisesenteret»"
            yield counted.mistake(row, "tall fra et krisesenter kan ikke legges inn her", expected, "area_code")


def overlaid(table: Table, resource: Resource, deliveries: Sequence[Delivery]) -> tuple[Table, list[Mistake]]:
    """The table with what deliveries hold of it, one after the other, and what in that can not be read.

    A row takes the place of the one with the same key, and comes last where there is none.
    """
    touching = [one for one in deliveries if one.rows.get(table.name) or one.gone.get(table.name)]
    if not touching or table.name in NOT_HANDED_IN:
        return table, []
    mistakes: list[Mistake] = []
    held = _held(table, resource, touching)
    instead: dict[int, _Row | None] = {}
    added: dict[tuple, list[_Row]] = {}
    for delivery in touching:
        taken: set[tuple] = set()
        for row in delivery.gone.get(table.name, ()):
            key = _key(resource, row)
            added.pop(key, None)
            if key in held:
                instead[held[key]] = None
        lines = delivery.lines.get(table.name, ())
        sheet = resource.title if delivery.file.lower().endswith(WORKBOOKS) else None
        for number, row in enumerate(delivery.rows.get(table.name, ())):
            found = _Row(
                [row.get(name) for name in resource.fields], delivery.file, sheet, lines[number] if lines else 0
            )
            mistakes += _unreadable(resource, found)
            key = _key(resource, row)
            if None in key or key in taken:
                # Told when it is held against the description: that the key is not whole, or stands there already.
                added.setdefault(key, []).append(found)
            elif key in held:
                instead[held[key]] = found
            else:
                added[key] = [found]
            taken.add(key)
    return _put_together(table, resource, instead, [row for rows in added.values() for row in rows]), mistakes


def with_centre_years(table: Table, resource: Resource, years: CentreYears) -> Table:
    """GATED with the years that the crisis centre has handed in on its page: each whole, in place of the file's."""
    if not years:
        return table
    numbers = [resource.fields["year"].value(year) for year in table.column("year").cells]
    replaced = dict.fromkeys(row for row, year in enumerate(numbers) if year in years)
    added = [_Row([str(year), *row], CENTRE_PAGE, None, 0) for year, rows in sorted(years.items()) for row in rows]
    return _put_together(table, resource, replaced, added)


def changed_rows(
    table: Table, resource: Resource, before: Sequence[Delivery], after: Sequence[Delivery]
) -> list[RowChange]:
    """What becomes of the rows of a table as its file has it, where other deliveries hold than before."""
    other = [one for one in (*before, *after) if (one in before) != (one in after)]
    one, another = (overlaid(table, resource, deliveries)[0] for deliveries in (before, after))
    rows_before, rows_after = (_rows(found, _held(found, resource, other)) for found in (one, another))
    keys = dict.fromkeys((*rows_before, *rows_after))
    changes = [RowChange(resource, rows_before.get(key), rows_after.get(key)) for key in keys]
    return [change for change in changes if change.before != change.after]


def _rows(table: Table, held: Mapping[tuple, int]) -> dict[tuple, dict[str, str | None]]:
    return {
        key: {name: column.values[column.which[row]] for name, column in zip(table.header, table.columns, strict=True)}
        for key, row in held.items()
    }


def _held(table: Table, resource: Resource, touching: Sequence[Delivery]) -> dict[tuple, int]:
    """Key → row of the table, of the keys that are handed in."""
    rows = [row for one in touching for held in (one.rows, one.gone) for row in held.get(table.name, ())]
    columns = [table.column(name) for name in resource.key]
    values = [
        list(map(resource.fields[name].value, column.values))
        for name, column in zip(resource.key, columns, strict=True)
    ]
    numbers: list[dict] = [{} for _ in columns]
    for of_column, found in zip(numbers, values, strict=True):
        for number, value in enumerate(found):
            of_column.setdefault(value, []).append(number)
    combinations = {
        combination
        for key in {_key(resource, row) for row in rows}
        for combination in product(*(of_column.get(part, ()) for of_column, part in zip(numbers, key, strict=True)))
    }
    held: dict[tuple, int] = {}
    for row in table.rows_with(resource.key, combinations):
        key = tuple(found[column.which[row]] for found, column in zip(values, columns, strict=True))
        held.setdefault(key, row)
    return held


def _key(resource: Resource, row: Mapping[str, str | None]) -> tuple:
    fields = (resource.fields[name] for name in resource.key)
    return tuple(field.value(canonical(row.get(field.name) or "", field.kind)) for field in fields)


def _unreadable(resource: Resource, row: _Row) -> Iterator[Mistake]:
    for field, cell in zip(resource.fields.values(), row.cells, strict=True):
        if cell and canonical(cell, field.kind) is None:
            problem = f"{quoted(cell)} kan ikke leses"
            yield Mistake(row.file, problem, field.expected, row.line or None, field.name, row.sheet)
        if cell and resource.name != WITH_LINKS and (marked := MARKED.search(cell)):
            problem = f"{quoted(marked[0])} ville blitt vist som noe annet enn det som står der"
            yield Mistake(row.file, problem, "vanlig tekst, uten koder", row.line or None, field.name, row.sheet)


def _put_together(table: Table, resource: Resource, instead: Mapping[int, _Row | None], added: list[_Row]) -> Table:
    kept = [row for row in range(len(table.lines)) if instead.get(row, ...) is not None]
    placed = {place: found for place, row in enumerate(kept) if (found := instead.get(row))}
    placed |= dict(enumerate(added, len(kept)))
    columns = [
        _column(column, kept, {place: row.cells[number] for place, row in placed.items()}, field.kind)
        for number, (column, field) in enumerate(zip(table.columns, resource.fields.values(), strict=True))
    ]
    lines = [*map(table.lines.__getitem__, kept), *(0 for _ in added)]
    for place, row in placed.items():
        lines[place] = row.line
    handed_in = {place: (row.file, row.sheet) for place, row in placed.items()}
    return replace(table, columns=columns, lines=lines, handed_in=handed_in)


def _column(column: Column, kept: list[int], cells: Mapping[int, str | None], kind: str) -> Column:
    """The rows that are kept, and cells in places among and after them."""
    typed, values = list(column.typed), list(column.values)
    numbers = {cell: number for number, cell in enumerate(typed)}
    which = array("i", map(column.which.__getitem__, kept))
    which.extend(0 for _ in range(max(cells, default=-1) + 1 - len(which)))
    for place, cell in cells.items():
        text = cell or ""
        if text not in numbers:
            numbers[text] = len(typed)
            typed.append(text)
            values.append(canonical(text, kind))
        which[place] = numbers[text]
    # What no row has any more is not there: others may not name it.
    used = {number: place for place, number in enumerate(sorted(set(which)))}
    which = array("i", map(used.__getitem__, which))
    return Column(which, [typed[number] for number in used], [values[number] for number in used])
