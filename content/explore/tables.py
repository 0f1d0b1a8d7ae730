"""A series as a table: years down, those that are counted across, with its breaks as sentences."""

import html

import pandas as pd

from content import wording
from content.figures.crisis_centre_years import CONFIRMED
from content.figures.figure import PROVISIONAL, UNCONFIRMED

BREAK = "Tellemåten ble lagt om i {}. Tallene over og under kan ikke sammenlignes."
BREAK_UNSURE = (
    "Om tellemåten ble lagt om i {}, er ikke bekreftet. Tallene over og under kan ikke uten videre sammenlignes."
)
MARKS = {PROVISIONAL: "*", UNCONFIRMED: "**"}
NOT_HERE = "Tallet finnes ikke"
NO_RATE = "Ingen rate"


def yearly(frame: pd.DataFrame, about: str) -> str:
    """HTML of the prepared rows of a series, the newest year first."""
    counted = frame[~frame["is_recomputed"]]
    names = list(dict.fromkeys(counted["name"]))
    has_rate = "per_10000" in counted and counted["per_10000"].notna().any()
    columns = [(name, part) for name in names for part in ("Antall", "Per 10\u00a0000")[: 1 + has_rate]]
    rows = {(row.year, row.name): row for row in counted.itertuples(index=False)}
    breaks = {int(year) for year in counted["break_year"].dropna()} if "break_year" in counted else set()
    is_sure = counted["counting_method"].eq(CONFIRMED).any() if breaks else True
    years = range(counted["year"].max(), counted["year"].min() - 1, -1)
    head = "".join(
        f'<th scope="col">{html.escape(_heading(name, part, names, has_rate))}</th>' for name, part in columns
    )
    told = BREAK if is_sure else BREAK_UNSURE
    body = "".join(
        _year(year, columns, rows) + (_break(1 + len(columns), told.format(year)) if year in breaks else "")
        for year in years
    )
    return (
        f'<table class="vnr-years"><caption>{html.escape(about)}</caption><thead><tr><th scope="col">År</th>{head}'
        f"</tr></thead><tbody>{body}</tbody></table>{_notes(frame)}"
    )


def _heading(name: str, part: str, names: list[str], has_rate: bool) -> str:
    if len(names) == 1:
        return part
    return f"{name}, {wording.uncapitalised(part)}" if has_rate else name


def _year(year: int, columns: list[tuple[str, str]], rows: dict) -> str:
    cells = "".join(f"<td>{html.escape(_cell(rows.get((year, name)), part))}</td>" for name, part in columns)
    return f'<tr><th scope="row">{year}</th>{cells}</tr>'


def _cell(row, part: str) -> str:
    """The number, or in words why there is none."""
    if row is None:
        return NOT_HERE
    if part == "Antall":
        return f"{row.label}{_marks(row)}"
    if pd.notna(row.per_10000):
        return f"{wording.decimal(row.per_10000)}{_marks(row)}"
    return row.missing_reason if pd.isna(row.amount) else NO_RATE


def _marks(row) -> str:
    """The stars of a number, which are not those of the others of its year."""
    remark = getattr(row, "remark", "")
    return "".join(f" {sign}" for words, sign in MARKS.items() if words in remark)


def _break(width: int, told: str) -> str:
    return f'<tr class="vnr-break"><td colspan="{width}">{html.escape(told)}</td></tr>'


def _notes(frame: pd.DataFrame) -> str:
    """What the stars are, and what else is remarked of a year."""
    remarks = frame["remark"] if "remark" in frame else pd.Series(dtype=str)
    starred = [f"{sign} {words}." for words, sign in MARKS.items() if remarks.str.contains(words, regex=False).any()]
    again = [
        f"{row.name} {row.year}: {row.label}, omregnet til metoden fra før bruddet."
        for row in frame[frame["is_recomputed"]].itertuples()
    ]
    return "".join(f'<p class="vnr-note">{html.escape(text)}</p>' for text in (*starred, *again))
