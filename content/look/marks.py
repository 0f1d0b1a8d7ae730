"""What is drawn on pages without a chart, as HTML in the classes of marks.css: status, uncertainty, holes.

Streamlit strips SVG from HTML: all of it is boxes and gradients. A mark is a picture of what stands in words beside
it, and is not read out; a cell has its words inside, for who hears the page.
"""

import base64
import html
from collections.abc import Iterable, Mapping
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

    @classmethod
    def of(cls, row) -> "Count | None":
        """Of a row of marts.observations; None where it is no count."""
        if row["unit"] != "antall" or pd.isna(row["value"]):
            return None
        year = "" if pd.isna(row["year"]) else f" {row['year']:.0f}"
        return cls(float(row["value"]), row["precision"], row["category"], f"{row['source_id']}{year}")


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


def counted_bar(counts: Mapping[str, int]) -> str:
    """The same, large, with each number and its word inside or below it; read out as a list."""
    parts = "".join(
        f'<li class="vnr-{kind}" style="flex:{counts[status]}"><b>{counts[status]}</b> '
        f"<span>{html.escape(wording.uncapitalised(status))}</span></li>"
        for status, kind in KIND_OF_STATUS.items()
        if counts.get(status)
    )
    return f'<ul class="vnr-counted">{parts}</ul>'


def key(statuses: Iterable[str], has_ring: bool = False) -> str:
    """What the signs mean: of these statuses, and of what is done and in operation."""
    signs = [(glyph(status), status) for status in KIND_OF_STATUS if status in set(statuses)]
    if has_ring:
        signs.insert(1, (glyph(DONE, is_in_operation=True), f"{DONE}, i fast drift"))
    items = "".join(
        f'<li><span class="vnr-cell vnr-{KIND_OF_STATUS[told.partition(",")[0]]}">{sign}</span>{told}</li>'
        for sign, told in signs
    )
    return f'<ul class="vnr-key">{items}</ul>'


WIDE, HIGH = 92, 30
"""Of a sparkline, in pixels."""


def sparkline(runs: list[list[tuple[float, float]]], is_last_open: bool = False) -> str:
    """A series of years as a line from zero; a break is a gap with a dashed rule, an open point is provisional.

    `runs` are the unbroken parts: each a list of (year, value).
    """
    years = [year for run in runs for year, _ in run]
    first, last, top = min(years), max(years), max(value for run in runs for _, value in run)
    across = max(last - first, 1)

    def at(year: float, value: float) -> tuple[float, float]:
        return 4 + (year - first) / across * (WIDE - 12), HIGH - 4 - value / top * (HIGH - 9)

    lines = "".join(f'<polyline points="{_points([at(*point) for point in run])}"/>' for run in runs if len(run) > 1)
    x, y = at(*runs[-1][-1])
    end = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{"none" if is_last_open else "black"}"/>'
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" fill="none" stroke="black" '
        f'stroke-width="1.8">{lines}{end}</svg>'
    )
    picture = base64.b64encode(drawn.encode()).decode()
    gaps = "".join(
        f'<i style="left:{(at(run[-1][0], 0)[0] + at(after[0][0], 0)[0]) / 2:.1f}px"></i>'
        for run, after in zip(runs, runs[1:], strict=False)
    )
    mask = f"url(data:image/svg+xml;base64,{picture})"
    return (
        f'<span class="vnr-spark" aria-hidden="true"><b style="-webkit-mask-image:{mask};mask-image:{mask}"></b>'
        f"{gaps}</span>"
    )


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def hole(words: str) -> str:
    """What nobody knows, or what is not here, as a dashed frame with the reason in it."""
    return f'<p class="vnr-hole">{html.escape(words)}</p>'
