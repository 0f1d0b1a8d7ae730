"""What a filled in sheet would change, as people read it before anything is saved."""

from datetime import date

import pandas as pd

from content import wording
from register.sheet.read import Problem
from register.sheet.read_many import File
from register.sheet.row import CHANGED, CONFIRMING, CONFLICTING, EMPTIED, NEW, UNTOUCHED, WRONG, Row
from register.sheet.write import CONFIRMED
from register.validation.rules import FIELDS, Report

COUNTED = {
    NEW: ("ny", "nye"),
    CHANGED: ("endret", "endret"),
    CONFIRMING: ("bekreftet uten endring", "bekreftet uten endring"),
    CONFLICTING: ("som kan ta tilbake et nyere svar", "som kan ta tilbake nyere svar"),
    UNTOUCHED: ("uendret", "uendret"),
    EMPTIED: ("tømt", "tømt"),
    WRONG: ("som må rettes", "som må rettes"),
}

COLUMNS = {
    NEW: "Nye",
    CHANGED: "Endret",
    CONFIRMING: "Uten endring",
    CONFLICTING: "Kan ta tilbake nyere svar",
    UNTOUCHED: "Uendret",
    EMPTIED: "Tømt",
    WRONG: "Må rettes",
}
"""What a row may be → the heading of how many are."""
WITHDRAWN = "Svaret er trukket tilbake etter at arket ble hentet"


def counts_sentence(rows: list[Row]) -> str:
    """«Arket har 5 utfylte rader: 2 nye, 3 uendret.»"""
    kinds = [row.kind for row in rows]
    found = [wording.counted(kinds.count(kind), *words) for kind, words in COUNTED.items() if kind in kinds]
    if not found:
        return "Ingen rader i arket er fylt ut."
    return f"Arket har {wording.counted(len(rows), 'utfylt rad', 'utfylte rader')}: {wording.listed(found)}."


def untouched_sentence(rows: list[Row]) -> str:
    """That what nobody has touched is no answer in the round that is open, nor where the answer has been withdrawn;
    nothing where none is waited for.
    """
    untouched = [row for row in rows if row.kind == UNTOUCHED]
    gone = [row for row in untouched if _is_withdrawn(row)]
    told, count = [], sum(row.task.last is not None and row.task.is_waited_for for row in untouched)
    if count:
        which = "uendret rad teller ikke som svar" if count == 1 else "uendrede rader teller ikke som svar"
        told.append(
            f"**{wording.number(count)} {which} i denne runden.** Er det fortsatt som sist, skriver du ja under "
            f"«{CONFIRMED}» i arket, og laster det opp igjen."
        )
    if gone:
        named = wording.listed([f"tiltak {row.task.measure_no} for {row.task.area}" for row in gone])
        told.append(
            f"**Svaret på {named} er trukket tilbake etter at arket ble hentet.** En rad som er "
            "uendret, lagres ikke. Skal svaret stå likevel, gir du det på nytt i skjemaet."
        )
    return " ".join(told)


def _is_withdrawn(row: Row) -> bool:
    """Nobody has touched it, and the answer that it was taken out with does not stand any more."""
    return row.kind == UNTOUCHED and row.task.last is None and row.basis is not None and row.basis.report_id is not None


def name(row: Row, file: str | None = None) -> str:
    """«Rad 4, tiltak 1 Kompetanse», after the name of the file and the municipality where there are several files."""
    told = f"ad {row.number}, tiltak {row.task.measure_no} {row.task.title}"
    return f"{file}, {row.task.area}: r{told}" if file else f"R{told}"


def not_saved_sentence(ready: list[Row], waiting: list[Row], is_begun: bool, is_one_file: bool = True) -> str:
    """At the button: that nothing is saved, and which rows it will not save. Something is, when it `is_begun`."""
    told = [] if is_begun else ["**Ingenting er lagret ennå.**"]
    if waiting and not is_one_file:
        told.append(f"{wording.counted(len(waiting), 'rad', 'rader')} blir ikke lagret før du har krysset av over.")
    elif waiting:
        rows = wording.listed([f"{row.number} (tiltak {row.task.measure_no})" for row in waiting])
        told.append(f"Rad {rows} blir ikke lagret før du har krysset av over.")
    if ready:
        told.append(f"Trykk «Lagre {len(ready)} svar» for å lagre{' de andre' if waiting else ''}.")
    return " ".join(told)


def rows_table(rows: list[Row]) -> pd.DataFrame:
    """A line a row: what it is, what stands now, and what it would say."""
    return pd.DataFrame(
        {
            "Rad": row.number,
            "Tiltak": f"{row.task.measure_no}\u00a0{row.task.title}" if row.task else "",
            "Hva raden er": _kind(row),
            "Står nå": _told(row, row.task.last if row.task else None),
            "Blir": _told(row, row.draft),
        }
        for row in rows
    )


def files_table(files: list[File]) -> pd.DataFrame:
    """A line a file: whose answers it holds, and how many of its rows are what; what no row is, has no column."""
    kinds = {kind: label for kind, label in COLUMNS.items() if any(_count(file, kind) for file in files)}
    columns = {"Fil": [file.name for file in files], "Kommune": [", ".join(file.areas) for file in files]}
    counts = {label: [_count(file, kind) for file in files] for kind, label in kinds.items()}
    return pd.DataFrame(columns | counts)


def _count(file: File, kind: str) -> int | str:
    """Nothing where there are none."""
    if kind == WRONG and not file.found.rows and file.found.problems:
        return "Hele filen"
    count = sum(row.kind == kind for row in file.found.rows)
    return count or ""


def all_problems_table(files: list[File]) -> pd.DataFrame:
    """As `problems_table`, of several files."""
    tables = [problems_table(file.found.problems).assign(Fil=file.name) for file in files]
    return pd.concat(tables)[["Fil", "Rad", "Kolonne", "Hva som er galt"]]


def problems_table(problems: list[Problem]) -> pd.DataFrame:
    """A line for each thing that is wrong; without row and column where it is about the file."""
    wrong = [(problem.row or "", problem.column or "", problem.sentence) for problem in problems]
    return pd.DataFrame(wrong, columns=["Rad", "Kolonne", "Hva som er galt"])


def _kind(row: Row) -> str:
    if row.kind == EMPTIED:
        return "Tømt. Svaret som står, blir stående"
    if row.kind == WRONG:
        return "Må rettes. Blir ikke lagret"
    if _is_withdrawn(row):
        return f"{UNTOUCHED}. {WITHDRAWN}"
    if row.kind != CONFLICTING:
        return row.kind
    if row.basis is None:
        return "Kan være fylt ut før svaret som står"
    if row.task.last is None:
        return WITHDRAWN
    return f"Besvart på nytt {wording.day(row.task.answered_on)} etter at arket ble hentet"


def _told(row: Row, report: Report | None) -> str:
    """The fields in which the row and the last answer differ, as one of the two has them, and always the date."""
    if row.draft is None or (row.kind == UNTOUCHED and not _is_withdrawn(row)):
        return ""
    if report is None or row.kind == UNTOUCHED:
        return "Ikke svart"
    last = row.task.last
    differing = [name for name in FIELDS if getattr(row.draft, name) != getattr(last, name, None)]
    shown = [name for name in FIELDS if name == "speaks_of" or name in differing and (last or getattr(report, name))]
    return "\n".join(wording.answering(FIELDS[name], _value(name, getattr(report, name))) for name in shown)


def _value(name: str, value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, date):
        return wording.month(value) if name == "in_place_on" else wording.day(value)
    return value or "tom"
