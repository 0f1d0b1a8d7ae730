"""What pages are made of: queries on the version that is shown, figures, facts and files to download."""

import functools
import html
import urllib.parse
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from types import FunctionType

import pandas as pd
import streamlit as st
from slugify import slugify
from sqlalchemy import Engine
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from content import warehouse, wording
from content.downloads import collected, picture, spreadsheet
from content.figures import figures, sources
from content.figures.catalogue import Theme, themes_of
from content.figures.credits import EXAMPLE, paragraph
from content.figures.facts import Fact
from content.figures.figure import NONE_ENTERED, Figure, Shown, show
from content.figures.worked_examples import TOGETHER
from content.look import marks
from content.look.palette import DARK, LIGHT
from content.plan.filters import MUNICIPALITY
from content.plan.filters import NAMES as CHOSEN
from dashboard import choices, markup

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


ASKED_FIGURE = "figur"
"""What leads to one figure, by its anchor, in an address."""
IS_EXAMPLE = "select is_example from marts.register_state"
_version_of_file: ContextVar[str | None] = ContextVar("version of the file that is being made", default=None)


def version() -> str:
    """The version this page run reads, or that the file being made is of; the frame sets it before the page runs."""
    return _version_of_file.get() or st.session_state["version"]


def register() -> Engine:
    """Where what is written on this page is saved, of the plan it shows. Raises UnavailableError."""
    return warehouse.register(version())


def query(sql: str, **parameters) -> pd.DataFrame:
    """Rows of a select from `marts` in the version this page run reads."""
    return warehouse.query(version(), sql, parameters)


def example_mark() -> str:
    """What must stand in all that is taken along while the example is shown; empty otherwise."""
    return EXAMPLE if query(IS_EXAMPLE)["is_example"].iloc[0] else ""


def _name(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@st.cache_data(max_entries=500, show_spinner=False, hash_funcs={FunctionType: _name})
def _made(version: str, function: FunctionType, parameters: dict):
    return function(version, **parameters)


def made(function: FunctionType, **parameters):
    """What a function makes of the version this page run reads; made once for the same parameters."""
    return _made(version(), function, parameters)


def figure(figure: Figure, hide_empty: bool = False, is_folded: bool = False, **filters) -> bool:
    """A figure with its sentences, its source and all there is to take along. Returns whether it had rows.

    One that is folded is opened on request; who comes by its address has asked for it.
    """
    shown = finished(figure, **filters)
    if shown is None:
        if not hide_empty:
            st.subheader(figure.question, anchor=figure.anchor)
            st.markdown(figure.empty)
        return False
    with st.container(key=f"figure_{shown.id}"):
        st.caption(shown.question)
        st.subheader(shown.finding.text, anchor=figure.anchor)
        if not is_folded or st.query_params.get(ASKED_FIGURE) == figure.anchor:
            _open_figure(shown, figure, filters)
        else:
            folded = st.expander("Figur og forklaring", key=f"open_{shown.id}", on_change="rerun")
            if folded.open:
                with folded:
                    _open_figure(shown, figure, filters)
    return True


def _open_figure(shown: Shown, figure: Figure, filters: dict) -> None:
    """The picture wide, and beside it in few words what its heading does not say."""
    st.caption(shown.scope)
    drawing, words = st.columns([65, 35], gap="medium")
    if shown.chart is None:
        words = drawing
    else:
        with drawing:
            chart(shown, figure, **filters)
    told = {"Dette kan vi si": shown.beside, "Dette kan vi ikke si": shown.cannot_say}
    words.markdown("\n\n".join(f"**{name}**\n{markup.bullets(said)}" for name, said in told.items() if said))
    if shown.measures:
        linked = [
            f"[{number}\u00a0{title}]({choices.link_to('tiltak', tiltak=number)})" for number, title in shown.measures
        ]
        words.markdown(f"Angår tiltak {wording.listed(linked)}.")
    st.caption(f"Kilde: {' '.join(shown.sources)}")
    more = st.expander("Tabell, forklaring og nedlasting", key=f"more_{shown.id}", on_change="rerun")
    if more.open:
        with more:
            markup.table(shown.table, shown.question)
            st.markdown(f"**Forklaring.** {shown.definition}")
            st.markdown(f"[Vis som lysbilde]({_as_slide(figure, filters)}), med valgene som er gjort")
            take_along(shown, figure.anchor)


def chart(shown: Shown, figure: Figure, **filters) -> None:
    """The picture of a figure, in the colours of the screen."""
    palette = DARK if st.context.theme.type == "dark" else LIGHT
    spec = warehouse.once(_drawn, version(), figure, {"filters": filters, "palette": palette})
    st.vega_lite_chart(spec, theme=None, alt=shown.alt, key=f"chart_{shown.id}")


def finished(figure: Figure, **filters) -> Shown | None:
    """The figure on the version this page run reads; None when it has no rows."""
    return show(figure, version(), filters)


def _drawn(version: str, figure: Figure, asked: dict) -> dict:
    """The chart of a figure, its rows as the very bytes that are sent: Streamlit makes them anew each time else."""
    spec = show(figure, version, asked["filters"]).chart.drawn(asked["palette"])
    sent = {name: convert_anything_to_arrow_bytes(rows) for name, rows in spec["datasets"].items()}
    return spec | {"datasets": sent}


def take_along(shown: Shown, anchor: str = "") -> None:
    """Every way to bring a figure elsewhere."""
    name = slugify(f"{'Eksempeldata ' if shown.is_example else ''}{shown.question}")
    with st.container(horizontal=True):
        if shown.chart is not None:
            download("Bilde (PNG)", lambda: picture.png(shown), f"{name}.png", "image/png")
            download("Bilde (SVG)", lambda: picture.svg(shown), f"{name}.svg", "image/svg+xml")
        download("Regneark (XLSX)", lambda: spreadsheet.xlsx(shown), f"{name}.xlsx", XLSX)
        download("Tabell (CSV)", lambda: spreadsheet.csv(shown), f"{name}.csv", "text/csv")
    st.markdown("**Kopier avsnitt med kilde**")
    st.code(paragraph(shown), language=None, wrap_lines=True)
    st.markdown("**Kopier lenke til denne visningen**, med valgene som er gjort")
    chosen = urllib.parse.urlencode(st.query_params.to_dict())
    place = f"#{anchor}" if anchor else ""
    st.code(f"{st.context.url}{'?' if chosen else ''}{chosen}{place}", language=None, wrap_lines=True)


def _as_slide(figure: Figure, filters: dict) -> str:
    """An address of the figure as a slide, of what is chosen here."""
    chosen = {name: value for name, value in st.query_params.to_dict().items() if name in CHOSEN}
    if filters.get("area", TOGETHER) != TOGETHER:
        chosen[MUNICIPALITY] = wording.slug(filters["area"])
    return choices.link_to("presentasjon", lysbilder=figure.anchor, **chosen)


def download(label: str, made: Callable[[], bytes], name: str, mime: str) -> None:
    """A button that makes its file when it is pressed, of what is known then: `made` asks as pages do.

    What people have written, it asks for itself: what the page was drawn of may have been blacked out since.
    """
    st.download_button(
        label,
        functools.partial(_file, made, warehouse.plan_of(version())),
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=f"download_{name}",
    )


def _file(made: Callable[[], bytes], plan_id: str | None) -> bytes:
    # Streamlit makes it in a thread without a session.
    token = _version_of_file.set(warehouse.version_in_use(plan_id=plan_id))
    try:
        return made()
    finally:
        _version_of_file.reset(token)


def facts(told: Sequence[Fact], drawn: Callable[[Fact], str] | None = None) -> None:
    """Numbers in large type with their uncertainty drawn, their sentence, caveat and source.

    Shares have one scale, unless `drawn` makes the mark of each.
    """
    shares = [fact.mark for fact in told if fact.mark]
    end = marks.scale_end(shares) if shares else 0
    drawn = drawn or (lambda fact: marks.strip([fact.mark], end) if fact.mark else "")
    st.html(f'<ul class="vnr-facts">{"".join(_fact(fact, drawn(fact)) for fact in told)}</ul>')


def _fact(fact: Fact, drawn: str) -> str:
    if fact.value is None:
        return f"<li>Tallet finnes ikke i dataene: «… {html.escape(fact.sentence)}»</li>"
    about = " ".join(html.escape(text) for text in (fact.caveat, fact.uncertainty, fact.remark) if text)
    return (
        f"<li><div><strong>{html.escape(wording.capitalised(fact.value))}</strong>{drawn}</div>"
        f"<p>{html.escape(fact.sentence)}</p><small>{about} {fact.credit}</small></li>"
    )


def on_this_page(page: str, **filters: str) -> None:
    """What each theme of a page of knowledge has found, leading there: a page begins with its numbers."""
    found = []
    for theme in themes_of(version(), page):
        first = next(
            (shown.finding.text for one in _known(theme, filters) if (shown := finished(one, **filters))), None
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


def themes(page: str, **filters: str) -> bool:
    """All that stands on a page of knowledge, theme by theme; with filters, the figures that know them alone.

    Returns whether there was anything.
    """
    found = themes_of(version(), page)
    if whose := sources.whose_plan(version()):
        st.caption(whose)
    if not found:
        st.markdown(NONE_ENTERED)
    shown = [finished(figure, **filters) for theme in found for figure in _known(theme, filters)]
    shown = [one for one in shown if one]
    is_unfolded = bool(filters) or choices.switch("figurer", "Vis alle figurene", len(shown) > 1)
    is_open = [one.id for one in shown if is_unfolded] or [one.id for one in shown[:1]]
    # All of them are asked: one that has nothing says so.
    has_some = any([_theme(theme, filters, is_open) for theme in found])
    if drawn := [one for one in shown if one.chart]:
        download(
            "Alle figurene på siden (ZIP)",
            lambda: collected.collected([finished(figures(version())[one.id], **filters) for one in drawn]),
            collected.file_name(page, is_example=bool(example_mark())),
            "application/zip",
        )
    return has_some


def _known(theme: Theme, filters: dict[str, str]) -> list[Figure]:
    """The figures of a theme that know all of the filters."""
    return [figure for figure in theme.figures if filters.keys() <= figure.parameters.keys()]


def _theme(theme: Theme, filters: dict[str, str], is_open: list[str]) -> bool:
    place = st.container()
    with st.container():
        told = [] if filters else theme.facts
        if told:
            facts(told)
        known = _known(theme, filters)
        had = [figure(one, hide_empty=True, is_folded=one.id not in is_open, **filters) for one in known]
        has_some = any(had) or bool(told)
        if not has_some and not filters:
            for empty in dict.fromkeys(shown.empty for shown in known):
                st.markdown(empty)
    if has_some or not filters:
        place.header(theme.heading, anchor=theme.anchor)
        if theme.text:
            place.markdown(theme.text)
    return has_some
