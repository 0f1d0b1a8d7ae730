"""A sheet of figures that has been filled in: what it changes of what is there, or all that is wrong in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice

from slugify import slugify
from xlsxwriter.utility import xl_col_to_name

from content.figure_sheet import cells, form
from content.figure_sheet.cells import UnreadableError
from content.figure_sheet.form import BASIS, GUIDE, LISTS, ORDER, REMOVED, Key
from pipelines.delivery import Delivery
from pipelines.mistakes import Mistake, RawDataError, quoted
from pipelines.read import lines_of
from pipelines.schema import Field, Resource
from pipelines.table import Column, Table, distinct
from pipelines.validate import mistakes_within
from register.sheet import cells as answers
from register.sheet.excel import LARGEST, Flaw, RefusedError, marked, plain, sheets, short, text
from register.sheet.excel_parts import MOST_COLUMNS
from register.validation.text import thousands

MOST_ROWS, MOST_TOLD, MOST_SAID, LONGEST_KEY = 20_000, 2_000, 50, 60
SEARCHED = 20
"""Rows in which the headings are looked for."""
WORKBOOKS, LINES, MACROS = (".xlsx", ".ods"), (".csv", ".txt", ".tsv"), (".xlsm", ".xlsb", ".xltm")
READABLE = "en Excel-arbeidsbok (.xlsx), OpenDocument (.ods) eller CSV"
UNTOUCHED = "Arket er likt det som ligger inne. Ingenting blir endret."
AS_DOWNLOADED, ONLY_CHANGED = "overskriftene i arket som ble lastet ned her", "bare radene som er nye eller endret"
SOUND = "en arbeidsbok (.xlsx eller .ods) uten passord, med radene som er nye eller endret"
WITHOUT_MACROS = "en fil uten makroer: lagre den som Excel-arbeidsbok (.xlsx)"
PERCENT = "prosent"


@dataclass
class _Sheet:
    """A sheet, or a file of lines; rows by their number."""

    title: str | None
    """None where the file is all there is."""
    rows: dict[int, list]
    is_1904: bool = False
    heading: int = 0
    places: dict[str, int] = field(default_factory=dict)
    """Column → where it stands, by its name in the schema."""
    table: Resource | None = None
    seen: set[Key] = field(default_factory=set)
    """The rows that were there before, as they say themselves."""


@dataclass
class _Row:
    """A row as it was filled in, and the one it was before."""

    sheet: _Sheet
    number: int
    said: dict[str, str | None]
    typed: dict[str, str]
    shares: list[str]
    """Columns typed as a share of a hundred."""
    before: dict[str, str | None] | None = None
    is_removed: bool = False
    basis: tuple[str, Key] | None = None


def read(name: str, content: bytes, resources: Sequence[Resource], there: Mapping[str, Table]) -> Delivery:
    """What differs from what is there. Raises RawDataError with every mistake, by sheet, row and column."""
    return _Reading(name, resources, there).read(content)


class _Reading:
    """One file, held against the tables there are."""

    def __init__(self, name: str, resources: Sequence[Resource], there: Mapping[str, Table]):
        self.name, self.there = name, there
        self.tables = {resource.name: resource for resource in resources}
        self.mistakes: list[Mistake] = []
        self.told: list[str] = []
        self.alike: dict[tuple[str, str | None], Mapping[str, str]] = {}
        self.standing = {
            resource.name: {form.key_of(resource, row): row for row in there[resource.name].records}
            for resource in resources
        }

    def read(self, content: bytes) -> Delivery:
        found: dict[str, list[_Row]] = {}
        for sheet in self._sheets(content):
            if self._is_placed(sheet):
                found.setdefault(sheet.table.name, []).extend(self._rows(sheet))
        if self.mistakes and not found:
            raise RawDataError(self.mistakes)
        if not found:
            self._refuse("filen har ingen av tabellene", "et ark som er lastet ned her")
        rows: dict[str, list[_Row]] = {}
        gone: dict[str, list[dict]] = {}
        for table in self._in_order(found):
            self._fill_in(table, found[table.name], found)
            changed, removed = self._changes(table, found[table.name])
            rows |= {table.name: changed} if changed else {}
            gone |= {table.name: removed} if removed else {}
        self._validate(rows, gone)
        if self.mistakes:
            raise RawDataError(self._in_their_order())
        lines = {name: [row.number for row in changed] for name, changed in rows.items()}
        said = {name: [row.said for row in changed] for name, changed in rows.items()}
        told = self.told if rows or gone else [UNTOUCHED, *self.told]
        if len(told) > MOST_SAID:
            told = [*told[:MOST_SAID], f"Og {thousands(len(told) - MOST_SAID)} merknader til."]
        return Delivery(self.name, said, gone, lines, tuple(told))

    # What is in the file

    def _sheets(self, content: bytes) -> list[_Sheet]:
        suffix = f".{self.name.lower().rpartition('.')[2]}"
        if suffix in LINES:
            if len(content) > LARGEST:
                self._refuse(f"filen er over {LARGEST // 1_000_000} MB", ONLY_CHANGED)
            lines = dict(islice(lines_of(self.name, content), MOST_ROWS + 1))
            if len(lines) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in lines.values()):
                many = f"{thousands(MOST_ROWS)} rader eller {MOST_COLUMNS} kolonner"
                self._refuse(f"filen har over {many}", ONLY_CHANGED)
            return [_Sheet(None, {line: [*map(marked, row)] for line, row in lines.items()})]
        if suffix in MACROS:
            self._refuse("filen har makroer", WITHOUT_MACROS)
        if suffix not in WORKBOOKS:
            self._refuse(f"filer av typen {suffix} blir ikke lest", READABLE)
        try:
            book = sheets(content, MOST_ROWS)
        except RefusedError as refused:
            problem = str(refused).partition(". ")[0]
            self._refuse(f"{problem[0].lower()}{problem[1:]}", SOUND)
        if book.has_macros:
            self._refuse("filen har makroer", WITHOUT_MACROS)
        if book.has_links:
            problem = "filen henter celler fra andre filer"
            self._refuse(problem, "verdiene selv: kopier cellene, og lim dem inn som verdier")
        if book.has_notes:
            self.told.append("Kommentarer på celler blir ikke lest.")
        return [
            _Sheet(title, dict(enumerate(rows, start=1)), book.is_1904)
            for title, rows in book.cells.items()
            if plain(title) not in (plain(GUIDE), plain(LISTS))
        ]

    def _refuse(self, problem: str, expected: str) -> None:
        raise RawDataError([Mistake(self.name, problem, expected)])

    def _is_placed(self, sheet: _Sheet) -> bool:
        """Finds which table a sheet is of, and where its columns stand."""
        named = plain(sheet.title if sheet.title is not None else self.name.rpartition(".")[0])
        by_name = [
            table
            for table in self.tables.values()
            if named in {plain(told) for told in (form.sheet_name(table), table.title, table.name, table.path)}
        ]
        sheet.table = next(iter(by_name), None) or self._by_headings(sheet)
        where = self.name if sheet.title is None else f"Arket «{short(sheet.title)}»"
        if sheet.table is None:
            if any(text(cell) or isinstance(cell, Flaw) for row in sheet.rows.values() for cell in row):
                self.told.append(f"{where} blir ikke lest: det er ikke en av tabellene.")
            return False
        sheet.heading, most = _heading(sheet, sheet.table)
        cells_there = sheet.rows.get(sheet.heading, [])
        known = _names(sheet.table)
        found = [known.get(_label(cell)) for cell in cells_there]
        sheet.places = {name: place for place, name in reversed([*enumerate(found)]) if name}
        if not most and any(self._is_filled_in(sheet)):
            self._wrong(sheet, None, "arket har ingen av overskriftene", AS_DOWNLOADED)
            return False
        double = [short(cells_there[found.index(name)]) for name in sheet.places if found.count(name) > 1]
        missing = [form.heading(sheet.table.fields[name]) for name in self._lacking(sheet)]
        if any(self._is_filled_in(sheet)) and (double or missing):
            problem = f"{_columns(double)} står flere ganger" if double else f"{_columns(missing)} mangler"
            self._wrong(sheet, None, problem, AS_DOWNLOADED)
            return False
        self._tell_own_columns(sheet, found, where)
        return True

    def _lacking(self, sheet: _Sheet) -> list[str]:
        """Columns of the key that are not there; one that is made, may be left out."""
        table = sheet.table
        return [
            name
            for name in table.key
            if name not in sheet.places and BASIS not in sheet.places and not form.is_made(table, table.fields[name])
        ]

    def _is_filled_in(self, sheet: _Sheet) -> Iterator[bool]:
        rows = (row for number, row in sheet.rows.items() if number > sheet.heading)
        return (bool(text(cell)) or isinstance(cell, Flaw) for row in rows for cell in row)

    def _by_headings(self, sheet: _Sheet) -> Resource | None:
        """The table whose columns the sheet has most of: a file of one's own may be called anything."""
        counted = [(_heading(sheet, table)[1], table) for table in self.tables.values()]
        most, table = max(counted, key=lambda one: one[0], default=(0, None))
        asked = {field.name for field in table.fields.values() if form.must_be_typed(table, field)} if table else set()
        return table if table and most > 1 and most >= len(asked) else None

    def _tell_own_columns(self, sheet: _Sheet, found: list[str | None], where: str) -> None:
        below = [row for number, row in sheet.rows.items() if number > sheet.heading]
        own = [
            f"«{short(cell)}»" if text(cell) else xl_col_to_name(place)
            for place, cell in enumerate(sheet.rows.get(sheet.heading, []))
            if found[place] is None and any(place < len(row) and text(row[place]) for row in below)
        ]
        if own:
            self.told.append(f"{where}: {_columns(own)} er ikke blant tabellens, og blir ikke lest.")

    # What a row says

    def _rows(self, sheet: _Sheet) -> list[_Row]:
        rows = []
        for number, row in sheet.rows.items():
            if number > sheet.heading and (found := self._row(sheet, number, row)) is not None:
                rows.append(found)
        self._tell_deleted(sheet)
        return rows

    def _row(self, sheet: _Sheet, number: int, row: list) -> _Row | None:
        table = sheet.table
        at = {name: row[place] if place < len(row) else "" for name, place in sheet.places.items()}
        basis = form.read_basis(text(at.pop(BASIS, "")))
        removed = at.pop(REMOVED, "")
        sheet.seen |= {basis[1]} if basis else set()
        if not any(text(cell) or isinstance(cell, Flaw) for cell in at.values()):
            if basis or text(removed):
                self.told.append(f"{self._place(sheet, number)} er tømt. Raden som ligger inne, blir stående.")
            return None
        known = _names(table)
        if all(known.get(_label(cell)) == name for name, cell in at.items() if text(cell)):
            # The headings once more, as people call them or as they are called in the files.
            return None
        before = self.standing[table.name].get(basis[1]) if basis else None
        said: dict[str, str | None] = dict(before) if before else dict.fromkeys(table.fields)
        found = _Row(sheet, number, said, {}, [], before, basis=basis)
        for name, cell in at.items():
            column = table.fields[name]
            try:
                said[name], found.typed[name] = cells.meant(cell, column, sheet.is_1904), cells.typed(cell)
            except UnreadableError as wrong:
                said[name] = None
                self._wrong(sheet, number, wrong.problem, wrong.expected, column)
            if cells.is_share(cell):
                found.shares.append(name)
        try:
            found.is_removed = answers.read(removed, answers.yes)
        except ValueError:
            self._wrong(sheet, number, f"{quoted(text(removed))} kan ikke leses", "«ja», eller tom", REMOVED)
        return found

    def _tell_deleted(self, sheet: _Sheet) -> None:
        """Above the column that says which row it was, stands how many there were."""
        place = sheet.places.get(BASIS)
        if place is None:
            return
        above = [row[place] for number, row in sheet.rows.items() if number < sheet.heading and place < len(row)]
        counts = [int(text(cell)) for cell in above if text(cell).isdecimal() and len(text(cell)) < 7]
        missing = max(counts, default=0) - len(sheet.seen)
        if missing > 0:
            self.told.append(
                f"{'1 rad' if missing == 1 else f'{missing} rader'} er slettet fra arket «{short(sheet.title or '')}», "
                f"og blir stående. Skal en rad bort, velger du «ja» under «{REMOVED}» på den."
            )

    # What is filled in by itself

    def _in_order(self, found: Mapping[str, list[_Row]]) -> list[Resource]:
        """Tables after those that they name."""
        ordered: list[Resource] = []

        def take(table: Resource, seen: tuple[str, ...]) -> None:
            for key in table.foreign_keys:
                if key.resource in found and key.resource not in seen:
                    take(self.tables[key.resource], (*seen, table.name))
            if table not in ordered:
                ordered.append(table)

        for name in found:
            take(self.tables[name], (name,))
        return ordered

    def _fill_in(self, table: Resource, rows: list[_Row], found: Mapping[str, list[_Row]]) -> None:
        """What people call a row becomes its key, and what is left to the reader is filled in."""
        for name, key in form.references(table).items():
            self._name(table, name, self.tables[key.resource], rows, found.get(key.resource, []))
        self._tell_copies_apart(table, rows)
        for row in rows:
            if row.before is None and (before := self.standing[table.name].get(form.key_of(table, row.said))):
                row.before = before
                row.said |= {name: before[name] for name in table.fields if name not in row.sheet.places}
        for row in (row for row in rows if not row.is_removed):
            empty = {name for name, said in row.said.items() if said is None} - self._told_of(row)
            for column in map(table.fields.__getitem__, empty):
                if column.kind == "boolean" and column.is_required:
                    no = next(told for told, is_true in column.truths.items() if not is_true)
                    row.said[column.name] = said = self._said_by_all(table, row, rows).get(column.name, no)
                    if said != no:
                        place = f"{self._place(row.sheet, row.number)} kolonne «{form.heading(column)}»"
                        self.told.append(f"{place} er tom, og blir «{said}» som i de andre radene.")
                elif form.is_order(column) and row.before is None:
                    row.said[column.name] = self._next_place(table, row, rows)
            if form.is_made(table, table.fields[table.key[0]]):
                self._make_key(table, table.fields[table.key[0]], row, rows)

    def _said_by_all(self, table: Resource, row: _Row, rows: list[_Row]) -> Mapping[str, str]:
        """What the rows it stands among say, all of them: what is second-hand is not confirmed by an empty cell."""
        indicator = row.said.get(form.INDICATOR)
        if (table.name, indicator) not in self.alike:
            among = [before for one in rows if (before := one.before)]
            if form.INDICATOR in table.fields:
                among = form.rows_of(table, self.there, indicator) if indicator else []
            self.alike[table.name, indicator] = form.alike(table, among)
        return self.alike[table.name, indicator]

    def _tell_copies_apart(self, table: Resource, rows: list[_Row]) -> None:
        """A row that is copied to make another, brings along which row it was: one of them still is."""
        by_basis: dict[Key, list[_Row]] = {}
        for row in rows:
            if row.basis:
                by_basis.setdefault(row.basis[1], []).append(row)
        for key, alike in by_basis.items():
            original = next((row for row in alike if form.key_of(table, row.said) == key), alike[0])
            for row in alike:
                if row is not original:
                    row.before = row.basis = None

    def _told_of(self, row: _Row) -> set[str]:
        """Columns of a row that could not be read."""
        return set(row.sheet.places) - set(row.typed)

    def _name(self, table: Resource, column: str, target: Resource, rows: list[_Row], others: list[_Row]) -> None:
        """The key of the row that is meant; where none is, of the only one of that table in the file."""
        own = [other.said for other in others if not other.is_removed]
        known = self._known(target, own)
        for row in rows:
            said = row.said[column]
            if said is not None:
                inner = said.rpartition("(")[2].removesuffix(")") if said.endswith(")") else ""
                called = (known.get(plain(told)) for told in (said, inner, _key(said)))
                row.said[column] = next(filter(None, called), said)
            elif len(own) == 1 and table.fields[column].is_required and column not in self._told_of(row):
                row.said[column] = own[0][target.key[0]]

    def _known(self, target: Resource, new: list[dict]) -> dict[str, str]:
        """What a row may be called → its key: the key itself first, then what tells it apart from all others."""
        rows = [*self.standing[target.name].values(), *new]
        keys = {row[target.key[0]] for row in rows} - {None}
        named = form.label_field(target)
        calls: dict[str, set[str]] = {}
        for row in rows:
            if (key := row[target.key[0]]) is not None:
                for told in (key.lstrip("0"), row[named] if named else None, form.label(target, row)):
                    calls.setdefault(plain(told or ""), set()).add(key)
        calls.pop("", None)
        return {said: next(iter(of)) for said, of in calls.items() if len(of) == 1} | {plain(key): key for key in keys}

    def _next_place(self, table: Resource, row: _Row, rows: list[_Row]) -> str:
        """After those that share the rest of its key."""
        within = [name for name in table.key[:1] if not form.is_made(table, table.fields[name]) and name != ORDER]
        beside = [*self.standing[table.name].values(), *(other.said for other in rows)]
        places = [
            int(other[ORDER]) for other in beside if other[ORDER] and all(other[n] == row.said[n] for n in within)
        ]
        return str(max(places, default=0) + 1)

    def _make_key(self, table: Resource, column: Field, row: _Row, rows: list[_Row]) -> None:
        """Of what the row is called, or else of what it belongs to and a number; as a key is spelled."""
        said, was = row.said[column.name], (row.before or {}).get(column.name)
        if said is not None or was is not None:
            row.said[column.name] = was if said in (None, was) else _key(said) or said
            return
        taken = {key[0] for key in self.standing[table.name]} | {other.said[column.name] for other in rows}
        named = form.label_field(table)
        belongs = next((row.said[name] for name in form.references(table) if table.fields[name].is_required), None)
        stem = belongs if belongs else _key(row.said[named] or "") if named else ""
        stem, number = stem or table.name, 1
        if not belongs and stem not in taken:
            row.said[column.name] = stem
            return
        while f"{stem}_{number}" in taken:
            number += 1
        row.said[column.name] = f"{stem}_{number}"

    # What it changes

    def _changes(self, table: Resource, rows: list[_Row]) -> tuple[list[_Row], list[dict]]:
        first: dict[Key, int] = {}
        changed: list[_Row] = []
        removed: list[dict] = []
        kept = {form.key_of(table, row.said) for row in rows}
        for row in rows:
            key = form.key_of(table, row.said)
            if None not in key and first.setdefault(key, row.number) != row.number:
                names = ", ".join(form.heading(table.fields[name]) for name in table.key)
                problem = f"{_list([part or '' for part in key])} står også på rad {first[key]}"
                self._wrong(row.sheet, row.number, problem, "én rad for hver", names)
                continue
            standing = self.standing[table.name].get(key)
            if row.is_removed:
                if standing is None and row.before is None:
                    problem = "raden skal fjernes, men finnes ikke fra før"
                    self._wrong(row.sheet, row.number, problem, "en rad som ligger inne, eller tomt her", REMOVED)
                else:
                    removed.append({name: (standing or row.before)[name] for name in table.key})
                continue
            if row.basis and row.basis[0] == form.digest(table, row.said):
                continue
            if standing is not None and form.is_same(table, standing, row.said):
                continue
            changed.append(row)
            self._tell_of(table, row, kept, removed)
        return changed, removed

    def _tell_of(self, table: Resource, row: _Row, kept: set[Key], removed: list[dict]) -> None:
        """A row that somebody else has changed since, or that has got another key."""
        if row.basis is None:
            return
        was, (said, key) = self.standing[table.name].get(row.basis[1]), row.basis
        place = self._place(row.sheet, row.number)
        if was is None:
            self.told.append(f"{place} er tatt bort etter at arket ble laget. Den blir lagt inn igjen.")
        elif form.digest(table, was) != said:
            self.told.append(f"{place} er endret av andre etter at arket ble laget. Arket går foran.")
        if was is not None and key != form.key_of(table, row.said) and key not in kept:
            removed.append({name: was[name] for name in table.key})
            told = ", ".join(quoted(part or "") for part in key)
            self.told.append(f"{place} sto for {told}, som blir borte: raden har fått en annen nøkkel.")

    def _validate(self, rows: Mapping[str, list[_Row]], gone: Mapping[str, list[dict]]) -> None:
        """The very checks that the files are held against, of what would be there."""
        tables = {name: replace(table, file=self.tables[name].title) for name, table in self.there.items()}
        where: dict[str, list[_Row]] = {}
        for name in {*rows, *gone}:
            table = self.tables[name]
            new = {form.key_of(table, row.said): row for row in rows.get(name, [])}
            lost = {form.key_of(table, key) for key in gone.get(name, [])}
            kept = [row for key, row in self.standing[name].items() if key not in lost and key not in new]
            where[table.title] = rows.get(name, [])
            own = [*rows.get(name, [])]
            cells_of = [[(row[n] or "", row[n]) for n in table.fields] for row in kept]
            cells_of += [[(row.typed.get(n) or row.said[n] or "", row.said[n]) for n in table.fields] for row in own]
            columns = []
            for which, pairs in zip(*distinct(cells_of, range(len(table.fields))), strict=True):
                columns.append(Column(which, [typed for typed, _ in pairs], [value for _, value in pairs]))
            # Rows that stand already have no place in the sheet; those of it are numbered on from 1.
            lines = [0] * len(kept) + [*range(1, len(own) + 1)]
            tables[name] = Table(name, table.title, list(table.fields), columns, lines)
            self._check_shares(table, own, rows)
        told = {(mistake.sheet, mistake.line, mistake.column) for mistake in self.mistakes}
        by_title = {table.title: table for table in self.tables.values()}
        for found in mistakes_within([*self.tables.values()], tables, []):
            table = by_title[found.file]
            names = [table.fields[name] for name in (found.column or "").split(", ") if name in table.fields]
            if found.file in where and found.line:
                row = where[found.file][found.line - 1]
                column = ", ".join(map(form.heading, names))
                if (row.sheet.title, row.number, column) in told:
                    continue
                problem, expected = (_headed(table, said) for said in (found.problem, found.expected))
                self._wrong(row.sheet, row.number, problem, expected, column)
            else:
                column = ", ".join(map(form.heading, names)) or None
                self.mistakes.append(
                    Mistake(f"{table.title} (ligger inne)", found.problem, found.expected, None, column)
                )

    def _check_shares(self, table: Resource, own: list[_Row], rows: Mapping[str, list[_Row]]) -> None:
        """A share is a number of what is counted in percent alone."""
        key = next((key for key in table.foreign_keys if key.resource == form.INDICATORS), None)
        if key is None:
            return
        units = {row.said[key.named[0]]: row.said["unit"] for row in rows.get(form.INDICATORS, [])}
        numbers = [field for field in table.fields.values() if field.kind == "number" and field.unit in ("", "percent")]
        for row in own:
            indicator = row.said[key.fields[0]]
            standing = self.standing[form.INDICATORS].get((indicator,), {"unit": PERCENT})
            unit = units.get(indicator, standing["unit"])
            for column in numbers:
                said = row.said[column.name]
                if column.name in row.shares and not column.unit and unit != PERCENT:
                    problem = f"{quoted(row.typed[column.name])} er en prosent, men indikatoren teller {unit}"
                    self._wrong(row.sheet, row.number, problem, "et tall uten prosenttegn", column)
                elif (
                    (column.unit or unit == PERCENT)
                    and said
                    and 0 < Decimal(said) < 1
                    and column.name not in row.shares
                ):
                    hundredth, typed = (
                        f"{(Decimal(said) * 100).normalize():f}".replace(".", ","),
                        row.typed[column.name],
                    )
                    self.told.append(
                        f"{self._place(row.sheet, row.number)} kolonne «{form.heading(column)}»: {typed} er under én "
                        f"prosent. Er det {hundredth} %, skriver du {hundredth}."
                    )

    # How it is told

    def _wrong(
        self, sheet: _Sheet, row: int | None, problem: str, expected: str, column: Field | str | None = None
    ) -> None:
        told = form.heading(column) if isinstance(column, Field) else column
        self.mistakes.append(Mistake(self.name, problem, expected, row, told, sheet.title))
        if len(self.mistakes) > MOST_TOLD:
            raise RawDataError(self._in_their_order())

    def _in_their_order(self) -> list[Mistake]:
        """By sheet and row."""
        places = {sheet: place for place, sheet in enumerate(dict.fromkeys(told.sheet for told in self.mistakes))}
        return sorted(dict.fromkeys(self.mistakes), key=lambda told: (places[told.sheet], told.line or 0))

    def _place(self, sheet: _Sheet, row: int) -> str:
        return f"Linje {row}" if sheet.title is None else f"Arket «{short(sheet.title)}», rad {row},"


def _heading(sheet: _Sheet, table: Resource) -> tuple[int, int]:
    """Which row holds the headings, and how many of them; others may stand above it."""
    known = _names(table)
    rows = [(len({known.get(_label(cell)) for cell in row} - {None}), number) for number, row in sheet.rows.items()]
    most, number = max(rows[:SEARCHED], key=lambda row: (row[0], -row[1]), default=(0, 0))
    return number, most


def _names(table: Resource) -> dict[str, str]:
    """What a column may be called → its name."""
    titles = {plain(form.heading(field)): name for name, field in table.fields.items()}
    return titles | {plain(name): name for name in table.fields} | {plain(own): own for own in (REMOVED, BASIS)}


def _label(cell) -> str:
    return plain(cell).rstrip(" *")


def _key(said: str) -> str:
    return slugify(said, separator="_", max_length=LONGEST_KEY, word_boundary=True)


def _list(parts: Sequence[str]) -> str:
    return ", ".join(part if part.startswith("«") else quoted(part) for part in parts)


def _columns(named: Sequence[str]) -> str:
    return f"{'kolonnen' if len(named) == 1 else 'kolonnene'} {_list(named)}"


def _headed(table: Resource, said: str) -> str:
    """With what people call the columns in place of their names."""
    for low, high in table.pairs:
        for name in (low, high):
            said = said.replace(f"«{name}»", f"«{form.heading(table.fields[name])}»")
    return said
