"""All that is published, as one workbook: a sheet a mart, and what they are, define and come from."""

import io

import numpy as np
import pandas as pd
import xlsxwriter
from slugify import slugify
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from content import progress, warehouse, wording
from content.figures import sources
from content.figures.credits import EXAMPLE, LINK
from content.figures.figure import PUBLISHED

TITLE = "Alle dataene bak tall og tiltak"
ABOUT, DEFINITIONS, SOURCES = "Om dataene", "Definisjoner", "Kilder"
WIDEST_COLUMN = 60
# What Excel can hold: letters of a sheet's name, and of a cell.
LONGEST_NAME, LONGEST_TEXT = 31, 32767
KEPT_BACK = {
    "recipients": "select * exclude (address) from marts.recipients",
    "reminders": "select * exclude (address) from marts.reminders",
    "entry_texts": "select * from marts.entry_texts where kind <> 'contacts'",
}
"""Mart → what of it is for everybody: where those who are asked are reached, or were before, is the working group's."""
TYPES = {
    "VARCHAR": "tekst",
    "INTEGER": "heltall",
    "BIGINT": "heltall",
    "HUGEINT": "heltall",
    "DOUBLE": "desimaltall",
    "BOOLEAN": "ja eller nei",
    "DATE": "dato",
    "TIMESTAMP": "tidspunkt (UTC)",
}
"""Type in the database → what people call it; one that is not here is a list."""
NUMBERS = {type for type, name in TYPES.items() if name.endswith("tall")}
DATE_LENGTH, TIME_LENGTH = len("31.12.2026"), len("31.12.2026 12:00:00")


def workbook(version: str, tell: progress.Tell = progress.unheard) -> bytes:
    """Every mart of the version but for addresses; the same numbers as the pages have, as numbers, dates and times."""
    columns = warehouse.columns(version)
    abouts = columns.drop_duplicates("mart").set_index("mart")["about"]
    frames = {mart: _frame(version, mart) for mart in abouts.index}
    columns = columns[[row.column in frames[row.mart] for row in columns.itertuples()]]
    names = sheet_names(list(frames))
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties({"title": TITLE, "comments": warehouse.names(version)[0]})
        heading = book.add_format({"bold": True, "bottom": 1})
        time = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        _write_about(book.add_worksheet(ABOUT), heading, version, abouts, frames, names)
        _write_table(book.add_worksheet(DEFINITIONS), heading, _definitions(columns, names))
        _write_table(book.add_worksheet(SOURCES), heading, _sources(version))
        types = columns.set_index(["mart", "column"])["type"]
        for mart in progress.each(list(frames), "ark", "ark", tell):
            _write_table(book.add_worksheet(names[mart]), heading, frames[mart], dict(types[mart]), time)
    return file.getvalue()


def file_name(version: str) -> str:
    """«alle-dataene-bak-tall-og-tiltak.xlsx», told apart where the example is shown."""
    is_example = warehouse.query(version, PUBLISHED)["is_example"].iloc[0]
    return slugify(f"{'eksempeldata ' if is_example else ''}{TITLE}") + ".xlsx"


def sheet_names(marts: list[str]) -> dict[str, str]:
    """A name of its own for each sheet, no longer than a spreadsheet allows."""
    taken, names = {name.lower() for name in (ABOUT, DEFINITIONS, SOURCES)}, {}
    for mart in marts:
        name, number = mart[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{mart[: LONGEST_NAME - len(str(number)) - 1]}~{number}"
        names[mart] = name
        taken.add(name.lower())
    return names


def _frame(version: str, mart: str) -> pd.DataFrame:
    return warehouse.query(version, KEPT_BACK[mart]) if mart in KEPT_BACK else warehouse.mart(version, mart)


def _write_about(
    sheet: Worksheet,
    heading: Format,
    version: str,
    abouts: pd.Series,
    frames: dict[str, pd.DataFrame],
    names: dict[str, str],
) -> None:
    told = warehouse.query(version, PUBLISHED).iloc[0]
    facts = {
        **({"Merk": EXAMPLE} if told["is_example"] else {}),
        "Hva dette er": "Alle tallene, tiltakene og svarene om status som løsningen viser, et ark for hver tabell. "
        "Det som skjules av personvernhensyn, er ikke med i noen av dem, og heller ikke e-postadressene til dem som "
        "blir spurt.",
        "Utvalg": "Alt som er publisert, uten filter.",
        "Tallene ble lagt ut": wording.moment(told["published_at"]),
        "Status ble hentet fra registeret": wording.moment(told["status_published_at"]),
        "Versjon av tallene": told["plan_version"],
        "Versjon av status": told["status_version"],
        "Slik leses arkene": "Navn på ark og kolonner er engelske, og de er forklart på arket «Definisjoner». Verdiene "
        "er norske. Tidspunkter er i UTC. En tom celle betyr at tallet eller teksten ikke finnes.",
        **(
            {"Registeret": "Kan ikke vises slik det er nå. Dette er sist kjente status."}
            if warehouse.is_status_stale(version)
            else {}
        ),
    }
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(facts.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)
    for column, name in enumerate(("Ark", "Innhold", "Rader")):
        sheet.write_string(len(facts) + 1, column, name, heading)
    for row, (mart, frame) in enumerate(frames.items(), start=len(facts) + 2):
        sheet.write_url(row, 0, f"internal:'{names[mart]}'!A1", string=names[mart])
        sheet.write_string(row, 1, abouts[mart] or "")
        sheet.write_number(row, 2, len(frame))


def _definitions(columns: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Ark": columns["mart"].map(names),
            "Kolonne": columns["column"],
            "Hva den er": columns["definition"],
            "Type": [TYPES.get(type, "liste") for type in columns["type"]],
        }
    )


def _sources(version: str) -> pd.DataFrame:
    rows = warehouse.query(version, sources.EVERY_SOURCE)
    return pd.DataFrame(
        {
            "Kilde (source_id)": rows["source_id"],
            "Tittel og utgiver": [LINK.sub(r"\1", sources.title(row)) for row in rows.itertuples()],
            "Undersøkelsen": [sources.facts(row) for row in rows.itertuples()],
            "Brukt i planen": ["ja" if row.in_plan else "nei" for row in rows.itertuples()],
            "Lisens": rows["licence"],
            "Merknad": rows["note"],
            "Adresse": rows["address"],
        }
    )


def _write_table(
    sheet: Worksheet,
    heading: Format,
    frame: pd.DataFrame,
    types: dict[str, str] | None = None,
    time: Format | None = None,
) -> None:
    """A header row that stays, and a cell a value, by the type of its column; texts where no types are given."""
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, heading)
        type = (types or {}).get(name, "VARCHAR")
        lengths = [
            _write(sheet, row, column, value, type, time)
            for row, value in enumerate(frame[name], start=1)
            if isinstance(value, np.ndarray) or pd.notna(value)
        ]
        sheet.set_column(column, column, min(max([len(name), *lengths]) + 2, WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, row: int, column: int, value, type: str, time: Format | None) -> int:
    """Write a value by its type, a text as a text whatever it begins with; returns how many letters it takes."""
    if type == "DATE":
        sheet.write_datetime(row, column, value.to_pydatetime())
        return DATE_LENGTH
    if type == "TIMESTAMP":
        sheet.write_datetime(row, column, value.to_pydatetime(), time)
        return TIME_LENGTH
    if type in NUMBERS:
        sheet.write_number(row, column, value)
        return len(f"{value:g}")
    if type == "BOOLEAN":
        text = "ja" if value else "nei"
    else:
        text = ", ".join(map(str, value)) if isinstance(value, np.ndarray) else value
    sheet.write_string(row, column, text[:LONGEST_TEXT])
    return len(text)
