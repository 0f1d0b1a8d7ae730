"""The slides there are, and what each says of one version: a figure each, and those of told.py."""

from collections.abc import Callable, Mapping
from datetime import date

from content import warehouse, wording
from content.collaboration import plan_mark
from content.explore.slide import figure_of_slide, named
from content.figures import facts, figures
from content.figures.credits import cited
from content.figures.figure import NONE_CHOSEN, PUBLISHED, Figure, Shown, show
from content.plan.filters import area_of, of_figure
from content.plan.target_groups import groups
from content.slides.bodies.figure import ChartBody, TableBody
from content.slides.numbers import GROUP, NUMBER, group, group_id, group_name, number, number_id, number_name
from content.slides.slide import Slide
from content.slides.told import DECISIONS, HERE, HERE_PAGE, MISSING, NAMES, STATUS, STATUS_PAGE, Telling

PAGES = {
    "omfang": "Omfang",
    "barn-og-unge": "Barn og unge",
    "krisesenteret": "Krisesenteret",
    "aeresrelatert-vold": "Æresrelatert vold",
    "kommune": HERE_PAGE,
    "tiltak": STATUS_PAGE,
    "utforsk": "Utforsk",
}
"""The pages that hold figures, by their addresses, in the order slides are offered."""
NUMBERS_HEADING, GROUPS_HEADING, PLAN_HEADING = "Tall fra Oversikt", "Målgruppene", "Om planen"
Chosen = tuple[tuple[str, str], ...]
"""Names and values of an address, as filters.py knows them."""


def offered(version: str, today: date) -> dict[str, dict[str, str]]:
    """Every slide there is on a version: heading → id → what it is called."""
    on_pages = {
        heading: {
            figure.anchor: figure.question
            for figure in figures(version).values()
            if figure.page == page and _has_number(figure, version, today)
        }
        for page, heading in PAGES.items()
    }
    numbers = {id: number_name(fact) for id, fact in _numbers(version).items()}
    named = {id: group_name(told) for id, told in _groups(version, today).items()}
    by_heading = {NUMBERS_HEADING: numbers, **on_pages, GROUPS_HEADING: named, PLAN_HEADING: NAMES}
    return {heading: slides for heading, slides in by_heading.items() if slides}


def views(version: str, address: str | None) -> dict[str, str]:
    """The views of Utforsk that an address asks for: id → what it is called."""
    return named(version, [id.strip() for id in (address or "").split(",")])


def by_anchor(version: str) -> dict[str, Figure]:
    """Each figure by what leads to it in an address, and is its id as a slide."""
    return {figure.anchor: figure for figure in figures(version).values()}


def chosen(address: str | None, options: Mapping[str, str], ready: list[str]) -> tuple[list[str], list[str]]:
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


def slides(version: str, ids: tuple[str, ...], today: date, filters: Chosen = ()) -> list[Slide]:
    """The slides asked for, in their order. Raises KeyError for an unknown id."""
    return [slide(version, id, today, filters) for id in ids]


def slide(version: str, id: str, today: date, filters: Chosen = ()) -> Slide:
    """One slide, as an address chooses its numbers where its figure knows of such choices."""
    publication = warehouse.query(version, PUBLISHED).iloc[0]
    about = {
        "id": id,
        "published_at": publication["published_at"],
        "is_example": bool(publication["is_example"]),
        "plan": plan_mark(version, today),
    }
    empty = {"scope": "", "cannot_say": (), "source": "", "sources": (), "missing": ""}
    return Slide(**empty | _told(version, id, today, dict(filters)) | about)


def _told(version: str, id: str, today: date, filters: dict[str, str]) -> dict:
    telling = Telling(version, today)
    of_the_plan: dict[str, Callable[[], dict]] = {
        STATUS: telling.status,
        HERE: lambda: telling.here(area_of(version, filters)),
        MISSING: telling.missing,
        DECISIONS: telling.decisions,
    }
    if id in of_the_plan:
        return {"name": NAMES[id], **of_the_plan[id]()}
    if id.startswith(NUMBER):
        return number(version, _numbers(version)[id])
    if id.startswith(GROUP):
        return group(_groups(version, today)[id], telling.is_answered)
    view = figure_of_slide(version, id)
    figure = view or by_anchor(version)[id]
    # A view has its own choices in its name.
    asked = {} if view else of_figure(version, figure, filters)
    shown = show(figure, version, figure.on(today) | asked)
    page = PAGES[figure.page]
    if shown is None:
        why = NONE_CHOSEN if asked else figure.empty
        return {"name": figure.question, **telling.nothing(why, page), "title": figure.question}
    return {"name": figure.question, "page": page, **_of_figure(shown, page)}


def _of_figure(shown: Shown, page: str) -> dict:
    table = TableBody(shown.table, shown.alt, f"på siden {page}.")
    return {
        "title": shown.finding.text,
        "scope": shown.scope,
        "of_whom": shown.of_whom,
        "body": ChartBody(shown.chart, shown.alt, table) if shown.chart else table,
        "can_say": tuple(shown.can_say),
        "cannot_say": tuple(shown.cannot_say),
        "sources": tuple(map(cited, shown.sources)),
        "source": shown.source,
    }


def kind_of(id: str) -> str:
    """What a slide looks like before it is made, as sketches of it are named."""
    kinds = {STATUS: "status", HERE: "status", MISSING: "unknown", DECISIONS: "decisions"}
    by_beginning = {NUMBER: "number", GROUP: "group"}
    return kinds.get(id) or next((kind for begins, kind in by_beginning.items() if id.startswith(begins)), "chart")


def plan_name(version: str, today: date) -> str:
    """«Plan (fra 2023)», for the name of a file; which plan it is, where it is not the one in force."""
    shown = warehouse.chosen_plan(version)
    year = f"Plan (fra {shown.valid_from.year})" if shown and shown.valid_from else ""
    return plan_mark(version, today) or year


def _numbers(version: str) -> dict[str, facts.Fact]:
    """The numbers that are told before all others."""
    return {number_id(fact): fact for fact in facts.first(version) if fact.value is not None}


def _groups(version: str, today: date) -> dict:
    return {group_id(told): told for told in groups(version, today)}


def _has_number(figure: Figure, version: str, today: date) -> bool:
    found = warehouse.query(version, figure.select, figure.asked(today))
    if found.empty:
        return False
    frame = figure.prepare(found)
    return bool(frame["has_number"].any()) if "has_number" in frame else True
