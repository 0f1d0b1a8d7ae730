"""A view as a slide: what names it in an address, and the figure it is."""

from content.explore import as_figure, catalogue, people
from content.explore.offer import offer
from content.explore.view import ENTRY, View, address_of, view_of
from content.figures.figure import Figure

BEGINS = "visning-"
"""What the ids of these slides begin with; they are written in small letters, digits and «-._»."""
BETWEEN, IS = "_", "."


def id_of(version: str, view: View) -> str:
    """«visning-tall.national-residents_som.rate»."""
    asked = address_of(view, offer(version, view.entry).values)
    return BEGINS + BETWEEN.join(f"{key}{IS}{value}" for key, value in asked.items())


def view_of_slide(version: str, id: str) -> View | None:
    """The view that is named; None of what names no entry."""
    asked = dict(part.split(IS, 1) for part in id.removeprefix(BEGINS).split(BETWEEN) if IS in part)
    entry = catalogue.entries(version).get(asked.get(ENTRY, ""))
    if not id.startswith(BEGINS) or entry is None or entry.kind == catalogue.STATUS:
        return None
    return view_of(asked, offer(version, entry), people.bands(version))[0]


def figure_of_slide(version: str, id: str) -> Figure | None:
    """The figure that a slide of a view shows."""
    view = view_of_slide(version, id)
    return None if view is None else as_figure.figure_of(version, view)


def named(version: str, ids: list[str]) -> dict[str, str]:
    """Those of some ids that are views → the name of the entry."""
    views = {id: view_of_slide(version, id) for id in ids if id.startswith(BEGINS)}
    return {id: view.entry.name for id, view in views.items() if view is not None}
