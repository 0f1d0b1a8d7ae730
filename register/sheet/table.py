"""Where the form stands in a sheet: its headings, wherever they are, and the rows below them."""

from xlsxwriter.utility import xl_col_to_name

from register.sheet.excel import Flaw, RefusedError, plain, short, text
from register.sheet.write import BASIS, COLUMNS, CONFIRMED, HEADINGS, LATER, MEASURE, SHEET, TASK
from register.validation.rules import FIELDS

SEARCHED = 20
"""Rows in which the headings are looked for."""


def table(rows: list[list]) -> dict[int, dict]:
    """The cells of each row by heading; rows count as Excel does. Raises RefusedError where it is not the form."""
    heading = _heading(rows)
    places = _places(rows[heading])
    return {
        number: {label: row[place] for label, place in places.items()}
        for number, row in enumerate(rows[heading + 1 :], start=heading + 2)
    }


def _heading(rows: list[list]) -> int:
    """Which row holds the headings; others may stand above it."""
    labels = {plain(label) for label in COLUMNS}
    found = [len(labels & {plain(cell) for cell in row}) for row in rows[:SEARCHED]]
    return found.index(max(found))


def _places(heading: list) -> dict[str, int]:
    """Where each column stands; others may stand between them."""
    found = [plain(cell) for cell in heading]
    counts = {label: found.count(plain(label)) for label in (*COLUMNS, CONFIRMED, BASIS)}
    # A sheet from before the later columns has none of them; one that has some must have them all.
    asked = [label for label in COLUMNS if label not in LATER or any(counts[later] for later in LATER)]
    for problem, wrong in (
        ("mangler kolonner", [label for label in asked if counts[label] == 0]),
        ("har samme overskrift på flere kolonner", [label for label, count in counts.items() if count > 1]),
    ):
        if wrong:
            raise RefusedError(
                f"Arket «{SHEET}» {problem}: {', '.join(wrong)}. Overskriftene må være som i filen dere fikk."
            )
    # What is to be done is only held against the number: where it stands twice, or not at all, the number is enough.
    known = [label for label, count in counts.items() if count] + [TASK] * (found.count(plain(TASK)) == 1)
    return {label: found.index(plain(label)) for label in known}


def own_columns(rows: list[list]) -> list[str]:
    """Columns that are none of the form's, with something in them; by heading, or else as Excel does."""
    heading = _heading(rows)
    known = {plain(label) for label in HEADINGS}
    return [
        f"«{short(cell)}»" if text(cell) else xl_col_to_name(place)
        for place, cell in enumerate(rows[heading])
        if plain(cell) not in known and any(text(row[place]) for row in rows[heading + 1 :])
    ]


def says_something(cells: dict) -> bool:
    """More than the date, which is filled in beforehand; a cell without a value would have said something."""
    answers = [cell for label, cell in cells.items() if label not in (*COLUMNS[:2], TASK, FIELDS["speaks_of"], BASIS)]
    flawed = [label for label, cell in cells.items() if isinstance(cell, Flaw) and label not in (TASK, BASIS)]
    return bool(flawed) or any(text(cell) for cell in answers)


def measure(cells: dict) -> str:
    """«3», also of «Tiltak 3»."""
    return plain(cells[MEASURE]).removeprefix("tiltak ")


def filled_in_elsewhere(others: dict[str, list[list]], form: dict[int, dict]) -> list[str]:
    """Other sheets that hold the form, filled in with something that the form itself does not hold."""
    return [name for name, rows in others.items() if _holds_more(rows, list(form.values()))]


def _holds_more(rows: list[list], known: list[dict]) -> bool:
    try:
        found = table(rows)
    except RefusedError:
        return False
    known, held = ([cells | {TASK: None} for cells in form] for form in (known, found.values()))
    return any(says_something(cells) and measure(cells).isdigit() and cells not in known for cells in held)
