"""The slides to show to a council: which there are, and what each says."""

from datetime import date

from content import warehouse, wording
from content.explore.slide import figure_of_slide, named
from content.figures import figures
from content.figures.credits import credits
from content.figures.figure import PUBLISHED, Figure, show
from content.plan.decisions import WORDS
from content.slides.fit import Slide, fitted

FIRST = "select indicator_id from marts.indicators where slide_place is not null order by slide_place"
ABOUT_THE_PLAN = ("measures-by-deadline", "status", "mangler", "beslutning")
"""What a ready pack ends with."""


def choices(version: str, today: date) -> dict[str, str]:
    """Every slide there is on a version: id → title. The ready pack first, even where its numbers are missing."""
    known, ready = by_anchor(version), pack(version)
    numbered = [id for id, figure in known.items() if id not in ready and _has_number(figure, version, today)]
    return {id: known[id].question if id in known else WORDS[id][0] for id in [*ready, *numbered]}


def pack(version: str) -> list[str]:
    """The slides of the ready pack: the figures that the catalogue puts first, then those about the plan."""
    first, known = warehouse.query(version, FIRST)["indicator_id"], figures(version)
    return [*(known[id].anchor for id in first), *ABOUT_THE_PLAN]


def views(version: str, address: str | None) -> dict[str, str]:
    """The views of Utforsk that an address asks for: id → title."""
    return named(version, [id.strip() for id in (address or "").split(",")])


def by_anchor(version: str) -> dict[str, Figure]:
    """Each figure by what leads to it in an address, and is its id as a slide."""
    return {figure.anchor: figure for figure in figures(version).values()}


def chosen(address: str | None, options: dict[str, str], ready: list[str]) -> tuple[list[str], list[str]]:
    """The ids an address asks for, each once, and what is said where it asks for others; the ready pack by default."""
    if address is None:
        return ready, []
    asked = [id.strip() for id in address.split(",") if id.strip()]
    unknown = len([id for id in asked if id not in options])
    ids = [id for id in dict.fromkeys(asked) if id in options]
    told = [f"Adressen ber om {wording.counted(unknown, 'lysbilde', 'lysbilder')} som ikke finnes."] if unknown else []
    if len(ids) + unknown < len(asked):
        told.append("Adressen ber om samme lysbilde flere ganger. Det vises én gang.")
    return ids, told


def _has_number(figure: Figure, version: str, today: date) -> bool:
    found = warehouse.query(version, figure.select, figure.asked(today))
    if found.empty:
        return False
    frame = figure.prepare(found)
    return bool(frame["has_number"].any()) if "has_number" in frame else True


def slides(version: str, ids: tuple[str, ...], today: date) -> list[Slide]:
    """The slides asked for in their order, each in as many parts as it needs. Raises KeyError for an unknown id."""
    made = {id: parts(version, id, today) for id in dict.fromkeys(ids)}
    return [part for id in ids for part in made[id]]


def parts(version: str, id: str, today: date) -> list[Slide]:
    """One slide in as many parts as it needs, each of which fits."""
    return list(fitted(_slide(version, id, today)))


def _slide(version: str, id: str, today: date) -> Slide:
    """The whole of a slide, however long."""
    publication = warehouse.query(version, PUBLISHED).iloc[0]
    known = {"id": id, "published_at": publication["published_at"], "is_example": bool(publication["is_example"])}
    nothing = {"scope": "", "finding": "", "bullets": (), "table": None, "shown": None, "sources": ()}
    if id in WORDS:
        title, told = WORDS[id]
        return Slide(**{"title": title, "can_say": (), "cannot_say": (), **nothing, **known, **told(version, today)})
    figure = figure_of_slide(version, id) or by_anchor(version)[id]
    shown = show(figure, version, figure.on(today))
    if shown is None:
        missing = {"title": figure.question, "bullets": (figure.empty,), "can_say": (figure.empty,)}
        return Slide(**nothing | known | missing, cannot_say=figure.cannot_say)
    return Slide(
        **known,
        title=shown.question,
        scope=shown.scope,
        finding=shown.can_say[0],
        bullets=(),
        # A chart that PowerPoint has none of would be a picture there, which nobody could change.
        table=None if shown.chart and shown.chart.is_editable else shown.table,
        shown=shown,
        # Nobody follows a link on a wall.
        sources=tuple(line for line in credits(shown, with_addresses=False) if line.startswith("Kilde:")),
        can_say=tuple(shown.can_say),
        cannot_say=tuple(shown.cannot_say),
    )
