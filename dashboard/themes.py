"""A page of knowledge: what its themes have found, and then each with its numbers and figures."""

import html

import streamlit as st

from content import wording
from content.downloads import collected
from content.figures import sources
from content.figures.catalogue import Theme, themes_of
from content.figures.figure import NONE_ENTERED, Figure
from dashboard import choices, figures, making, parts


def on_this_page(page: str, **filters: str) -> None:
    """What each theme of a page of knowledge has found, leading there: a page begins with its numbers."""
    found = []
    for theme in themes_of(parts.version(), page):
        first = next(
            (shown.finding.text for one in _known(theme, filters) if (shown := figures.finished(one, **filters))), None
        )
        if first is None and not filters and theme.facts and theme.facts[0].value:
            first = f"{wording.capitalised(theme.facts[0].value)} {theme.facts[0].sentence.removesuffix('.')}"
        if first:
            found.append((theme, first))
    if len(found) < 2:
        return
    items = "".join(
        f'<li><a href="#{theme.anchor}" target="_self">{html.escape(first)}</a>'
        f"<span>{html.escape(theme.heading)}</span></li>"
        for theme, first in found
    )
    st.html(f'<nav aria-label="På denne siden" class="vnr-on-page"><ul>{items}</ul></nav>')


def show(page: str, **filters: str) -> bool:
    """All that stands on a page of knowledge, theme by theme; with filters, the figures that know them alone.

    Returns whether there was anything.
    """
    found = themes_of(parts.version(), page)
    if whose := sources.whose_plan(parts.version()):
        st.caption(whose)
    if not found:
        st.markdown(NONE_ENTERED)
    shown = [figure for theme in found for figure in _known(theme, filters) if figures.finished(figure, **filters)]
    is_unfolded = bool(filters) or choices.switch("figurer", "Vis alle figurene", len(shown) > 1)
    is_open = [figure.id for figure in (shown if is_unfolded else shown[:1])]
    # All of them are asked: one that has nothing says so.
    has_some = any([_theme(theme, filters, is_open) for theme in found])
    if drawn := [figure for figure in shown if figures.finished(figure, **filters).chart]:
        parts.download(
            "Alle figurene på siden (ZIP)",
            lambda: collected.collected([figures.finished(figure, **filters) for figure in drawn], making.tell),
            collected.file_name(page, is_example=bool(parts.example_mark())),
            "application/zip",
        )
    return has_some


def _known(theme: Theme, filters: dict[str, str]) -> list[Figure]:
    """The figures of a theme that know all of the filters."""
    return [figure for figure in theme.figures if filters.keys() <= figure.parameters.keys()]


def _theme(theme: Theme, filters: dict[str, str], is_open: list[str]) -> bool:
    told, known = [] if filters else theme.facts, _known(theme, filters)
    has_some = bool(told) or any(figures.finished(one, **filters) for one in known)
    if has_some or not filters:
        st.header(theme.heading, anchor=theme.anchor)
        if theme.text:
            st.markdown(theme.text)
    if told:
        st.html(figures.facts_drawn(told))
    for one in known:
        figures.figure(one, hide_empty=True, is_folded=one.id not in is_open, **filters)
    if not has_some and not filters:
        for empty in dict.fromkeys(shown.empty for shown in known):
            st.markdown(empty)
    return has_some
