"""What is drawn on pages without a chart, as HTML in the classes of marks.css: status, uncertainty, holes.

Streamlit strips SVG from HTML: all of it is boxes and gradients. A mark is a picture of what stands in words beside
it, and is not read out; a cell has its words inside, for who hears the page.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from content import wording

DONE = "Gjennomført"
KIND_OF_STATUS = {
    DONE: "done",
    "Delvis gjennomført": "partly",
    "I gang": "under-way",
    "Ikke startet": "not-started",
    "Vet ikke – avklares": "unclear",
    "Gjennomføres ikke": "dropped",
    "Ikke svart": "unanswered",
    "Ikke spurt ennå": "unasked",
    "Registeret svarer ikke": "silent",
}
"""Every status → its class, in the order that a bar has them."""
FIRST, SECOND, CONTEXT = "first", "second", "context"
COLOURS = {"kvinner": FIRST, "jenter": FIRST, "begge": FIRST, "menn": SECOND, "gutter": SECOND, "ukjent": CONTEXT}
ENDS = (5, 10, 20, 40, 60, 100)
"""Where the scale of a share may end."""
YEARS = (
    "Små søyler er år for år, fra null: stiplet strek er ny tellemåte, og åpen søyle er foreløpig eller ikke bekreftet."
)
"""What `years` draws."""


@dataclass(frozen=True)
class Mark:
    """A share on a strip: a point with its interval, the range a source prints, or the one end it gives."""

    point: float | None
    low: float | None
    high: float | None
    is_interval: bool
    """Of 95 %; else low and high are the source's own."""
    colour: str
    """FIRST, SECOND or CONTEXT; the second has the shape of a square."""

    @classmethod
    def of(cls, row) -> "Mark | None":
        """Of a row of marts.observations; None where it has no share to draw."""
        known = {name: None if pd.isna(row[name]) else float(row[name]) for name in ("value", "low", "high")}
        if row["unit"] != "prosent" or set(known.values()) == {None}:
            return None
        is_interval = pd.notna(row["ci_low"])
        low, high = (float(row["ci_low"]), float(row["ci_high"])) if is_interval else (known["low"], known["high"])
        return cls(known["value"], low, high, is_interval, COLOURS[row["sex"]])

    @property
    def end(self) -> float:
        return max(value for value in (self.point, self.low, self.high) if value is not None)


@dataclass(frozen=True)
class Count:
    """A number of what has been counted, as a bar beside others of its scale."""

    amount: float
    precision: str
    category: str
    scale: str
    """Counts of one scale are of one source and year."""
    alike: str
    """Counts of the same, of one source, year and place: of others they may not be read as parts or more."""
    year: int | None

    @classmethod
    def of(cls, row) -> "Count | None":
        """Of a row of marts.observations; None where it is no count."""
        if row["unit"] != "antall" or pd.isna(row["value"]):
            return None
        year = None if pd.isna(row["year"]) else int(row["year"])
        scale, counted = f"{row['source_id']} {year}", row["category"]
        return cls(float(row["value"]), row["precision"], counted, scale, f"{scale} {row['area_code']} {counted}", year)


def scale_end(marks: Iterable[Mark]) -> int:
    """Where a scale from 0 ends that holds all of them with room for an arrow."""
    needed = max(mark.end for mark in marks) * 1.15
    return next((end for end in ENDS if end >= needed), 100)


def strip(marks: Iterable[Mark], end: int) -> str:
    """Shares on a line from 0 to `end` per cent, with their uncertainty."""
    drawn = "".join(_on_strip(mark, end) for mark in marks)
    return (
        f'<span class="vnr-strip" aria-hidden="true"><i class="vnr-axis"></i>{drawn}'
        f"<small>0</small><small>{wording.percent(end)}</small></span>"
    )


def _on_strip(mark: Mark, end: int) -> str:
    low, high = mark.low, mark.high
    parts = []
    if low is not None and high is not None:
        kind = "vnr-interval" if mark.is_interval else "vnr-range"
        parts.append((kind, f"left:{low / end:.2%};width:{(high - low) / end:.2%}"))
    elif mark.point is None:
        kind = "vnr-open vnr-upwards" if high is None else "vnr-open vnr-downwards"
        parts.append((kind, f"left:{(low if high is None else high) / end:.2%}"))
    if mark.point is not None:
        parts.append(("vnr-point", f"left:{mark.point / end:.2%}"))
    return "".join(f'<i class="{kind} vnr-{mark.colour}" style="{place}"></i>' for kind, place in parts)


def count_bar(amount: float, most: float, precision: str = "eksakt") -> str:
    """A count as a grey bar against the largest it stands beside; what is about that much fades out."""
    faded = "" if precision in ("eksakt", "mellom") else " vnr-about"
    return f'<span class="vnr-count{faded}" aria-hidden="true"><i style="width:{amount / most:.1%}"></i></span>'


def years(counts: Sequence[tuple[int, float, bool]], breaks: Iterable[int]) -> str:
    """Year, count, and whether it is open, as small bars from zero; a hole where a year has none, a line at a break."""
    first, last = min(year for year, _, _ in counts), max(year for year, _, _ in counts)
    most, wide = max(amount for _, amount, _ in counts), 1 / (last - first + 1)
    bars = "".join(
        f'<i class="{"vnr-unsure" if is_open else ""}" '
        f'style="left:{(year - first) * wide:.2%};width:{wide:.2%};height:{amount / most * 100:.0f}%"></i>'
        for year, amount, is_open in counts
    )
    lines = "".join(f'<s style="left:{(year - first) * wide:.2%}"></s>' for year in breaks if first < year <= last)
    return (
        f'<span class="vnr-run" aria-hidden="true"><span>{bars}{lines}</span><small>{first}</small>'
        f"<small>{last}</small></span>"
    )


def glyph(status: str, is_in_operation: bool = False) -> str:
    """The sign of a status: how much of a circle is filled."""
    ring = " vnr-ring" if is_in_operation else ""
    return f'<i class="vnr-glyph vnr-is-{KIND_OF_STATUS[status]}{ring}" aria-hidden="true"></i>'


def cell(status: str, words: str, is_over: bool = False, is_in_operation: bool = False, is_faded: bool = False) -> str:
    """A status as a cell of a table: seen as its sign on its colour, heard as `words`.

    A notch in the corner where the deadline is over.
    """
    kinds = f"vnr-cell vnr-{KIND_OF_STATUS[status]}{' vnr-over' if is_over else ''}{' vnr-faded' if is_faded else ''}"
    told = html.escape(words)
    return (
        f'<span class="{kinds}" title="{told}">{glyph(status, is_in_operation)}'
        f'<span class="vnr-unseen">{told}</span></span>'
    )


def status_bar(counts: Mapping[str, int]) -> str:
    """How many tasks have each status, as one bar; whoever draws it tells the numbers beside it."""
    parts = "".join(
        f'<i class="vnr-{kind}" style="flex:{counts[status]}"></i>'
        for status, kind in KIND_OF_STATUS.items()
        if counts.get(status)
    )
    return f'<span class="vnr-bar" aria-hidden="true">{parts}</span>'


def counted_bar(
    counts: Mapping[str, int], in_operation: int, links: Mapping[str, str] | None = None, chosen: str = ""
) -> str:
    """The same, large, and below it what each part is and how many; `in_operation` are of those that are done.

    A part that has a link leads there; the one that is chosen is marked.
    """
    told = {status: f"{status} <b>{counts[status]}</b>" for status in KIND_OF_STATUS if counts.get(status)}
    ring = f"av dem i fast drift <b>{in_operation}</b>" if in_operation else ""
    return f'<div class="vnr-counted">{status_bar(counts)}{_key(told, ring, links, chosen)}</div>'


def key(statuses: Iterable[str], has_ring: bool = False) -> str:
    """What the signs mean: of these statuses, and of what is done and in operation."""
    shown = set(statuses)
    told = {status: status for status in KIND_OF_STATUS if status in shown}
    return _key(told, f"{DONE}, i fast drift" if has_ring else "")


def _key(told: Mapping[str, str], ring: str, links: Mapping[str, str] | None = None, chosen: str = "") -> str:
    def shown(status: str, sign: str, words: str) -> str:
        return f'<span class="vnr-cell vnr-{KIND_OF_STATUS[status]}">{sign}</span>{words}'

    def led(status: str, inside: str) -> str:
        if status not in (links or {}):
            return inside
        current = ' aria-current="true"' if status == chosen else ""
        return f'<a href="{html.escape(links[status])}" target="_self"{current}>{inside}</a>'

    items = [led(status, shown(status, glyph(status), words)) for status, words in told.items()]
    if ring:
        items.insert(1, shown(DONE, glyph(DONE, is_in_operation=True), ring))
    name, drawn = ' aria-label="Vis bare"' if links else "", "".join(f"<li>{item}</li>" for item in items)
    listed = f'<ul class="vnr-key"{name}>{drawn}</ul>'
    return f'<div class="vnr-only"><span aria-hidden="true">Vis bare</span>{listed}</div>' if links else listed


def hole(words: str) -> str:
    """What nobody knows, or what is not here, as a dashed frame with the reason in it."""
    return f'<p class="vnr-hole">{html.escape(words)}</p>'
