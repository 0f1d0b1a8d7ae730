"""A page of knowledge: what its themes have found, and then each with its numbers and figures."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from content import wording
from content.downloads import collected
from content.figures import sources
from content.figures.catalogue import Theme, themes_of
from content.figures.figure import NONE_ENTERED, Figure, show
from dashboard import choices, figures, making, parts, prose


@dataclass(frozen=True)
class Told:
    """What a page of knowledge says, with filters: the figures that know them alone. HTML, but for the figures."""

    found: str
    """What each theme has found, leading there; empty where that is one theme."""
    figures: list[tuple[str, Figure]]
    """Those that have something to show, each with what stands above it."""
    drawn: list[Figure]
    """Those of them that have a picture."""
    below: str
    """What stands below the last figure, or all there is where there is none."""
    has_some: bool
    """Is there any number at all?"""


def told(page: str, **filters: str) -> Told:
    return parts.made(_told, page=page, filters=filters)


def show_figures(page: str, told: Told, **filters: str) -> None:
    """Theme by theme, the first of them open; all of them where that is chosen, and with filters."""
    is_unfolded = bool(filters) or choices.switch("figurer", "Vis alle figurene", len(told.figures) > 1)
    for place, (lead, figure) in enumerate(told.figures):
        figures.figure(figure, is_folded=bool(place) and not is_unfolded, lead=lead, **filters)
    if told.below:
        prose.show(told.below)
    if told.drawn:
        parts.download(
            "Alle figurene på siden (ZIP)",
            lambda: collected.collected([figures.finished(figure, **filters) for figure in told.drawn], making.tell),
            collected.file_name(page, is_example=bool(parts.example_mark())),
            "application/zip",
        )


def _told(version: str, page: str, filters: dict[str, str]) -> Told:
    drawn, has_some = [], False
    above = prose.caption(sources.whose_plan(version))
    themes = themes_of(version, page)
    if not themes:
        above += prose.words(NONE_ENTERED)
    for theme in themes:
        known = _known(theme, filters)
        shown = {figure.id: finished for figure in known if (finished := show(figure, version, filters))}
        if not filters:
            above += "".join(_lead(theme, [] if shown or theme.facts else known))
        elif shown:
            above += prose.header(theme.heading, theme.anchor)
            above += prose.words(theme.text)
        for figure in known:
            if figure.id in shown:
                drawn.append((above, figure))
                above = ""
        has_some = has_some or bool(shown) or bool(theme.facts and not filters)
    with_picture = [figure for _, figure in drawn if show(figure, version, filters).chart]
    return Told(_found(version, themes, filters), drawn, with_picture, above, has_some)


def _known(theme: Theme, filters: dict[str, str]) -> list[Figure]:
    """The figures of a theme that know all of the filters."""
    return [figure for figure in theme.figures if filters.keys() <= figure.parameters.keys()]


def _lead(theme: Theme, without_rows: list[Figure]) -> Iterator[str]:
    """Heading, words and numbers of a theme, and where it has neither figure nor number, why."""
    yield prose.header(theme.heading, theme.anchor)
    yield prose.words(theme.text)
    if theme.facts:
        yield figures.facts_drawn(theme.facts)
    yield from map(prose.words, dict.fromkeys(figure.empty for figure in without_rows))


def _found(version: str, themes: list[Theme], filters: dict[str, str]) -> str:
    """What each theme has found, leading there: a page begins with its numbers."""
    found = []
    for theme in themes:
        every = (show(figure, version, filters) for figure in _known(theme, filters))
        first = next((shown.finding.text for shown in every if shown), None)
        if first is None and not filters and theme.facts and theme.facts[0].value:
            first = f"{wording.capitalised(theme.facts[0].value)} {theme.facts[0].sentence.removesuffix('.')}"
        if first:
            found.append((theme, first))
    if len(found) < 2:
        return ""
    items = "".join(
        f'<li><a href="#{theme.anchor}" target="_self">{html.escape(first)}</a>'
        f"<span>{html.escape(theme.heading)}</span></li>"
        for theme, first in found
    )
    return f'<nav aria-label="På denne siden" class="vnr-on-page"><ul>{items}</ul></nav>'
