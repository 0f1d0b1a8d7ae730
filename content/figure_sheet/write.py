"""A workbook of what the raw data hold, to be mended and added to: of one table, or of one indicator."""

import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from content.figure_sheet import form
from content.figure_sheet.form import BASIS, GUIDE, LISTS, REMOVED, REQUIRED
from pipelines.schema import Field, Resource
from pipelines.table import Table
from register.validation.text import thousands

ROOM = 300
"""Rows to fill in below those that are there."""
HEADER_ROW = 1
NARROWEST, WIDEST = 9, 40
LONGEST_MESSAGE, LONGEST_TITLE = 255, 32
"""What Excel shows beside a cell."""
DAY = "dd.mm.yyyy"
HOW_TO = (
    "Skriv nye rader under dem som står der, og rett i dem som er feil. En rad du ikke rører, endrer ingenting.",
    f"Kolonner merket med «{REQUIRED.strip()}» må fylles ut. De andre kan stå tomme.",
    f"En rad blir stående om den slettes fra arket. Skal den bort, velger du «ja» under «{REMOVED}».",
    "Andeler skrives slik de vises: 9,2 for 9,2 %. Tusen skrives med mellomrom eller uten: 56 500 eller 56500.",
    "Celler med liste tar det som står i listen. Det som er nytt på et annet ark her, står nederst i den.",
    "Lagre filen som Excel-arbeidsbok (.xlsx), OpenDocument (.ods) eller CSV, og last den opp. Før noe blir lagt ut, "
    "ser du hva som er nytt, hva som er endret, og hva som blir borte.",
)
REMOVED_GUIDANCE = "Velg «ja» for å ta bort raden. Ellers tom."


def of_table(name: str, resources: Sequence[Resource], there: Mapping[str, Table]) -> bytes:
    """All rows of a table."""
    table = next(resource for resource in resources if resource.name == name)
    return _book([table], resources, {name: there[name].records}, there)


def of_indicator(indicator: str, resources: Sequence[Resource], there: Mapping[str, Table]) -> bytes:
    """The rows of an indicator in all tables that tell of it; «» is one that is new."""
    tables = form.of_indicator(resources, there, indicator)
    own = {table.name: form.rows_of(table, there, indicator) for table in tables if table.name != form.SOURCES}
    used = {row.get("source_id") for rows in own.values() for row in rows}
    own[form.SOURCES] = [row for row in there[form.SOURCES].records if row["source_id"] in used]
    return _book(tables, resources, own, there)


class _Sheets:
    """Where rows and choices stand in the workbook."""

    def __init__(self, book, tables: Sequence[Resource], rows: Mapping[str, list[dict]]):
        self.book, self.rows = book, rows
        self.tables = {table.name: table for table in tables}
        self.lists: dict[str, str] = {}
        self.formats: dict[tuple, object] = {}

    def must_be_typed(self, table: Resource, field: Field) -> bool:
        return form.must_be_typed(table, field) and self.named_here(table, field) is None

    def named_here(self, table: Resource, field: Field) -> Resource | None:
        """The table that a column names a row of, where it is in the same workbook."""
        key = form.references(table).get(field.name)
        return self.tables.get(key.resource) if key and field.is_required else None

    def format(self, **look):
        return self.formats.setdefault(tuple(look.items()), self.book.add_format(look))


def _book(
    tables: Sequence[Resource],
    resources: Sequence[Resource],
    rows: Mapping[str, list[dict]],
    there: Mapping[str, Table],
) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheets = _Sheets(book, tables, rows)
        made = [book.add_worksheet(form.sheet_name(table)) for table in tables]
        guide, lists = book.add_worksheet(GUIDE), book.add_worksheet(LISTS)
        _write_lists(lists, sheets, resources, there)
        for sheet, table in zip(made, tables, strict=True):
            _write_table(sheet, table, sheets, {resource.name: resource for resource in resources}, there)
        _write_guide(guide, sheets, resources)
    return file.getvalue()


def _write_lists(sheet, sheets: _Sheets, resources: Sequence[Resource], there: Mapping[str, Table]) -> None:
    """What can be chosen, a list a column: choices of a field, and the rows of each table that is named."""
    by_name = {resource.name: resource for resource in resources}
    sheet.hide()
    column = 0
    for table in sheets.tables.values():
        named = form.references(table)
        for field in table.fields.values():
            target = by_name[named[field.name].resource] if field.name in named else None
            name = target.name if target else f"{table.name}.{field.name}"
            if name in sheets.lists or not (target or field.choices):
                continue
            cells = _choices(target, sheets, there) if target else field.choices
            sheet.write_string(0, column, name)
            for row, cell in enumerate(cells, start=1):
                if cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, "")
                else:
                    sheet.write_string(row, column, cell)
            letter = xl_col_to_name(column)
            sheets.lists[name] = f"={LISTS}!${letter}$2:${letter}${max(len(cells), 1) + 1}"
            column += 1


def _choices(target: Resource, sheets: _Sheets, there: Mapping[str, Table]) -> list[str]:
    """The rows that are there, and those that are written on another sheet of the same workbook."""
    known = [form.label(target, row) for row in there[target.name].records]
    if target.name not in sheets.tables:
        return known
    shown = form.label_field(target) or target.key[0]
    column = [field.name for field in form.columns(target)].index(shown)
    first = HEADER_ROW + 1 + len(sheets.rows[target.name])
    new = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in range(first, first + ROOM))
    title = form.sheet_name(target)
    return [*known, *(f"=IF('{title}'!{cell}=\"\",\"\",'{title}'!{cell})" for cell in new)]


def _write_table(
    sheet, table: Resource, sheets: _Sheets, by_name: Mapping[str, Resource], there: Mapping[str, Table]
) -> None:
    rows, fields, named = sheets.rows[table.name], form.columns(table), form.references(table)
    labels = {
        field: {row[by_name[key.resource].key[0]]: form.label(by_name[key.resource], row) for row in rows_there}
        for field, key in named.items()
        for rows_there in [there[key.resource].records]
    }
    sheet.write_string(0, 0, f"{table.title}. {HOW_TO[0]}", sheets.format(bold=True))
    for column, field in enumerate(fields):
        must = sheets.must_be_typed(table, field)
        title = form.heading(field) + (REQUIRED if must else "")
        cells = [_shown(field, row[field.name], labels.get(field.name, {})) for row in rows]
        width = max(map(len, [title.split(" ")[0], *map(str, cells)]))
        width = min(max(width + 2, NARROWEST, len(title) // 2 + 2), WIDEST)
        sheet.set_column(column, column, width, sheets.format(num_format=_format(field)))
        sheet.write_string(HEADER_ROW, column, title, _heading_format(sheets, must))
        for row, cell in enumerate(cells, start=HEADER_ROW + 1):
            _write_cell(sheet, row, column, cell)
        validation = _validation(table, field, sheets)
        sheet.data_validation(HEADER_ROW + 1, column, HEADER_ROW + len(rows) + ROOM, column, validation)
    _write_beside(sheet, table, sheets, len(fields))
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.set_row(HEADER_ROW, 45)
    last = xl_rowcol_to_cell(HEADER_ROW + len(rows) + ROOM, len(fields))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{last}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _write_beside(sheet, table: Resource, sheets: _Sheets, column: int) -> None:
    """What is to go, and, hidden, which row each was: how many they were stands above."""
    rows = sheets.rows[table.name]
    sheet.set_column(column, column, NARROWEST, sheets.format(num_format="@"))
    sheet.write_string(HEADER_ROW, column, REMOVED, _heading_format(sheets, False))
    told = {
        "input_title": REMOVED,
        "input_message": REMOVED_GUIDANCE,
        "error_title": REMOVED,
        "error_message": REMOVED_GUIDANCE,
    }
    chosen = told | {"validate": "list", "source": ["ja"]}
    sheet.data_validation(HEADER_ROW + 1, column, HEADER_ROW + len(rows) + ROOM, column, chosen)
    sheet.set_column(column + 1, column + 1, NARROWEST, sheets.format(num_format="@"), {"hidden": True})
    sheet.write_string(0, column + 1, str(len(rows)))
    sheet.write_string(HEADER_ROW, column + 1, BASIS)
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        sheet.write_string(number, column + 1, form.basis(table, row))


def _heading_format(sheets: _Sheets, must: bool):
    colours = {"bg_color": "#1F3864", "font_color": "#FFFFFF"} if must else {"bg_color": "#D9E2F3"}
    return sheets.format(bold=True, text_wrap=True, valign="top", border=1, border_color="#999999", **colours)


def _format(field: Field) -> str:
    """Where what is typed stays a text, Excel eats no zeros and makes no dates."""
    if field.kind == "integer":
        return "0" if field.unit in ("", "year") else "#,##0"
    return {"number": "General", "date": DAY}.get(field.kind, "@")


def _shown(field: Field, cell: str | None, labels: Mapping[str | None, str]) -> str | int | Decimal | date | None:
    """What stands in a cell: a number as a number, but for one with more digits than a spreadsheet keeps."""
    value = field.value(cell)
    if isinstance(value, Decimal) and Decimal(f"{float(value):.15g}") != value:
        return cell
    return labels.get(cell, cell) if isinstance(value, str | bool) else value


def _write_cell(sheet, row: int, column: int, cell) -> None:
    """A text is written as a text, so that no formula is ever made of it."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _validation(table: Resource, field: Field, sheets: _Sheets) -> dict:
    """What a cell takes, and what is said beside it; what it does not take is asked about, since the reader tells."""
    named, title = form.references(table), textwrap.shorten(form.heading(field), LONGEST_TITLE, placeholder="…")
    message = textwrap.shorten(" ".join(_guidance(table, field, sheets)), LONGEST_MESSAGE, placeholder="…")
    told = {"input_title": title, "input_message": message, "error_title": title, "error_type": "warning"}
    told["error_message"] = textwrap.shorten(expected(field), LONGEST_MESSAGE, placeholder="…")
    at = sheets.lists.get(named[field.name].resource if field.name in named else f"{table.name}.{field.name}")
    if at:
        return told | {"validate": "list", "source": at, "error_message": "Velg fra listen."}
    if field.kind == "boolean":
        return told | {"validate": "list", "source": [*field.truths]}
    limits = {
        name: float(field.constraints.get(name, 10**9 * sign)) for name, sign in (("minimum", -1), ("maximum", 1))
    }
    if field.kind in ("integer", "number"):
        return told | limits | {"validate": {"number": "decimal"}.get(field.kind, field.kind), "criteria": "between"}
    return told | {"validate": "any"}


def expected(field: Field) -> str:
    """What a cell may hold, beyond what it is."""
    limits = field.constraints
    told = field.expected
    if field.choices:
        told = f"én av {', '.join(f'«{choice}»' for choice in field.choices)}"
    elif field.example:
        told = f"{told}, for eksempel «{field.example}»"
    ends = [
        f"{word} {thousands(limits[name])}"
        for name, word in (("minimum", "minst"), ("maximum", "høyst"))
        if name in limits
    ]
    return ", ".join([told, *([] if field.unit == "year" else ends)])


def _guidance(table: Resource, field: Field, sheets: _Sheets) -> Iterator[str]:
    yield from guidance(table, field)
    if (named := sheets.named_here(table, field)) is not None:
        yield f"Tom betyr den på arket «{form.sheet_name(named)}», der det bare er én."


def guidance(table: Resource, field: Field) -> Iterator[str]:
    """Sentences on what is written in a column."""
    if field.guidance:
        yield field.guidance
    if form.is_made(table, field):
        yield "Kjennetegn for raden. La det stå tomt på nye rader: det lages av seg selv. Ikke endre dem som står der."
    elif form.is_order(field):
        yield "Rekkefølge. Tom betyr sist."
    elif field.kind == "boolean" and field.is_required:
        among = "de andre radene for indikatoren" if form.INDICATOR in table.fields else "de andre radene"
        yield "Tom betyr nei." if field.name in form.IN_WORDS else f"Tom betyr nei, men ja der alle {among} har ja."
    elif not field.guidance and (field.kind != "string" or field.example or "enum" in field.constraints):
        told = expected(field)
        yield f"{told[0].upper()}{told[1:]}."


def _write_guide(sheet, sheets: _Sheets, resources: Sequence[Resource]) -> None:
    bold, wrapped = sheets.format(bold=True, valign="top"), sheets.format(text_wrap=True, valign="top")
    titles = {resource.name: resource.title for resource in resources}
    sheet.set_column(0, 1, 28, wrapped)
    sheet.set_column(2, 2, 12, wrapped)
    sheet.set_column(3, 4, 60, wrapped)
    sheet.set_column(5, 5, 24, wrapped)
    for row, line in enumerate(HOW_TO):
        sheet.write_string(row, 0, line, sheets.format())
    top = len(HOW_TO) + 1
    for column, name in enumerate(
        ("Ark", "Kolonne", "Må fylles ut", "Hva den er", "Hva som kan stå der", "Navn i filene")
    ):
        sheet.write_string(top, column, name, bold)
    lines = [(table, field) for table in sheets.tables.values() for field in form.columns(table)]
    for row, (table, field) in enumerate(lines, start=top + 1):
        key = form.references(table).get(field.name)
        allowed = f"En rad i «{titles[key.resource]}»." if key else f"{expected(field)}."
        cells = (
            form.sheet_name(table),
            form.heading(field),
            "ja" if sheets.must_be_typed(table, field) else "",
            " ".join(_guidance(table, field, sheets)),
            allowed[0].upper() + allowed[1:],
            f"{table.name}.{field.name}",
        )
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
