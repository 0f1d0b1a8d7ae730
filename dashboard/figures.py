"""Figures on a page, with their words and all there is to take along, and single numbers with theirs."""

import html
import logging
import urllib.parse
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from slugify import slugify
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from content import warehouse, wording
from content.charts import Scale, common_scale
from content.downloads import picture, spreadsheet
from content.figures.credits import paragraph
from content.figures.facts import Fact
from content.figures.figure import Figure, Shown, show
from content.figures.worked_examples import TOGETHER
from content.look import marks
from content.look.palette import SCREEN
from content.plan.filters import MUNICIPALITY
from content.plan.filters import NAMES as CHOSEN
from dashboard import choices, markup, parts, prose

ASKED_FIGURE = "figur"
"""What leads to one figure, by its anchor, in an address."""
CAN_NOT_BE_SHOWN = "Denne figuren kan ikke vises med disse tallene. Se på tallene på nytt før de legges ut."


def figure(figure: Figure, is_folded: bool = False, lead: str = "", **filters) -> None:
    """A figure with its sentences, its source and all there is to take along; below `lead`, which is HTML.

    One that is folded is opened on request; who comes by its address has asked for it.
    """
    shown = finished(figure, **filters)
    if shown is None:
        prose.show(lead, prose.subheader(figure.question, figure.anchor), prose.words(figure.empty))
        return
    heading = prose.caption_of(shown.question) + prose.subheader(shown.finding.text, figure.anchor)
    if not is_folded or st.query_params.get(ASKED_FIGURE) == figure.anchor:
        with st.container(key=f"figure_{shown.id}"):
            prose.show(lead, f'<div class="vnr-figure">{heading}{_scope(shown)}</div>')
            _open_figure(shown, figure, filters)
    else:
        prose.show(lead, f'<div class="vnr-figure">{heading}</div>')
        parts.on_request("Figur og forklaring", f"open_{shown.id}", partial(_folded_figure, shown, figure, filters))


def _folded_figure(shown: Shown, figure: Figure, filters: dict) -> None:
    st.html(_scope(shown))
    _open_figure(shown, figure, filters)


def _scope(shown: Shown) -> str:
    return markup.scope(shown.scope if shown.chart else shown.of_whom)


def _open_figure(shown: Shown, figure: Figure, filters: dict) -> None:
    """The picture wide, and beside it in few words what its heading does not say."""
    told = warehouse.once(_beside, parts.version(), figure, {"filters": filters, "follows": choices.along()})
    if shown.chart is None:
        st.html(told)
    else:
        drawing, words = st.columns([65, 35], gap="medium")
        with drawing:
            chart(shown, figure, **filters)
        words.html(told)
    with st.container(horizontal=True, key=f"more_{shown.id}", vertical_alignment="center", gap="small"):
        st.caption(f"Kilde: {' '.join(shown.publishers)}")
        parts.on_request("Tabell og forklaring", f"table_{shown.id}", lambda: _explained(shown))
        take_along(shown, figure.anchor)
        st.markdown(f"[Vis som lysbilde]({_as_slide(figure, filters)})")


def _beside(version: str, figure: Figure, asked: dict) -> str:
    """What can be said of a figure and what can not, and the measures it bears on, as HTML."""
    shown = show(figure, version, asked["filters"])
    told = {"Dette kan vi si": shown.beside, "Dette kan vi ikke si": shown.cannot_say}
    words = [f"**{name}**\n{markup.bullets(said)}" for name, said in told.items() if said]
    if shown.measures:
        linked = [
            f"[{number}\u00a0{title}]({choices.link_along(asked['follows'], 'tiltak', tiltak=str(number))})"
            for number, title in shown.measures
        ]
        words.append(f"Angår tiltak {wording.listed(linked)}.")
    return f'<div class="vnr-said">{"".join(map(prose.words, words))}</div>'


def _explained(shown: Shown) -> None:
    markup.table(shown.table, shown.question)
    st.markdown(f"**Forklaring.** {shown.definition}")
    st.markdown(f"**Kilde.** {' '.join(shown.sources)}")


def chart(shown: Shown, figure: Figure, scale: Scale | None = None, **filters) -> None:
    """The picture of a figure, in the colours of the screen, and to a scale where others stand beside it."""
    spec = warehouse.once(_drawn, parts.version(), figure, {"filters": filters, "scale": scale})
    st.vega_lite_chart(spec, theme=None, alt=shown.alt, key=f"chart_{shown.id}")


def scale_of(beside: Sequence[tuple[Figure | None, str]]) -> Scale | None:
    """The one scale of figures in their versions, beside each other; None where they have none, or can not be shown."""
    try:
        shown = [show(figure, version, figure.on(wording.today())) for figure, version in beside if figure]
    except Exception:
        # Told where it is shown.
        return None
    return common_scale([each.chart for each in shown if each and each.chart])


def in_version(figure: Figure | None, version: str, key: str, scale: Scale | None = None) -> None:
    """What a figure says in any version, and its picture; that it can not be shown, where it can not.

    What is tried out, nobody has seen yet: one figure that fails does not hide what the others become.
    """
    try:
        _in_version(figure, version, key, scale)
    except Exception:
        logging.getLogger(__name__).exception("a figure can not be shown: %s", figure and figure.id)
        markup.problem(CAN_NOT_BE_SHOWN)


def _in_version(figure: Figure | None, version: str, key: str, scale: Scale | None) -> None:
    shown = figure and show(figure, version, figure.on(wording.today()))
    if not shown:
        st.markdown("Ikke her.")
        return
    st.markdown(wording.plain(shown.finding.text))
    if shown.chart is None:
        markup.table(shown.table, shown.question)
    else:
        spec = warehouse.once(_drawn, version, figure, {"filters": figure.on(wording.today()), "scale": scale})
        st.vega_lite_chart(spec, theme=None, alt=shown.alt, key=f"chart_{shown.id} {key}")


def finished(figure: Figure, **filters) -> Shown | None:
    """The figure on the version this page run reads; None when it has no rows."""
    return show(figure, parts.version(), filters)


def _drawn(version: str, figure: Figure, asked: dict) -> dict:
    """The chart of a figure, its rows as the very bytes that are sent: Streamlit makes them anew each time else."""
    picture = show(figure, version, asked["filters"]).chart
    if asked["scale"]:
        picture = picture.to_scale(asked["scale"])
    spec = picture.drawn(SCREEN)
    sent = {name: convert_anything_to_arrow_bytes(rows) for name, rows in spec["datasets"].items()}
    return spec | {"datasets": sent}


def take_along(shown: Shown, anchor: str = "") -> None:
    """Every way to bring a figure elsewhere, folded."""
    parts.on_request("Last ned", f"take_{shown.id}", lambda: _downloads(shown))
    parts.on_request("Kopier avsnitt eller lenke", f"copy_{shown.id}", lambda: _copies(shown, anchor))


def _downloads(shown: Shown) -> None:
    name = slugify(f"{'Eksempeldata ' if shown.is_example else ''}{shown.question}")
    with st.container(horizontal=True):
        if shown.chart is not None:
            parts.download("Bilde (PNG)", lambda: picture.png(shown), f"{name}.png", "image/png")
            parts.download("Bilde (SVG)", lambda: picture.svg(shown), f"{name}.svg", "image/svg+xml")
        parts.download("Regneark (XLSX)", lambda: spreadsheet.xlsx(shown), f"{name}.xlsx", parts.XLSX)
        parts.download("Tabell (CSV)", lambda: spreadsheet.csv(shown), f"{name}.csv", "text/csv")


def _copies(shown: Shown, anchor: str) -> None:
    markup.to_copy("avsnitt med kilde", paragraph(shown))
    chosen = urllib.parse.urlencode(st.query_params.to_dict())
    place = f"#{anchor}" if anchor else ""
    markup.to_copy("lenke til denne visningen", f"{st.context.url}{'?' if chosen else ''}{chosen}{place}")


def _as_slide(figure: Figure, filters: dict) -> str:
    """An address of the figure as a slide, of what is chosen here."""
    chosen = {name: value for name, value in st.query_params.to_dict().items() if name in CHOSEN}
    if filters.get("area", TOGETHER) != TOGETHER:
        chosen[MUNICIPALITY] = wording.slug(filters["area"])
    return choices.link_to("presentasjon", **{choices.SLIDES: figure.anchor}, **chosen)


def facts_drawn(told: Sequence[Fact], drawn: Callable[[Fact], str] | None = None) -> str:
    """Numbers in large type with their uncertainty drawn, their sentence, caveat and source, as HTML.

    Shares have one scale, and so do counts of the same, unless `drawn` makes the mark of each.
    """
    drawn = drawn or _drawn_beside(told)
    return f'<ul class="vnr-facts">{"".join(_fact(fact, drawn(fact)) for fact in told)}</ul>'


def _drawn_beside(told: Sequence[Fact]) -> Callable[[Fact], str]:
    shares = [fact.mark for fact in told if fact.mark]
    end = marks.scale_end(shares) if shares else 0
    amounts = defaultdict(list)
    for fact in told:
        if fact.count:
            amounts[fact.count.alike].append(fact.count.amount)

    def drawn(fact: Fact) -> str:
        if fact.mark:
            return marks.strip([fact.mark], end)
        beside = amounts[fact.count.alike] if fact.count else []
        # One that stands alone has nothing to be long or short against.
        return marks.count_bar(fact.count.amount, max(beside), fact.count.precision) if len(beside) > 1 else ""

    return drawn


def _fact(fact: Fact, drawn: str) -> str:
    if fact.value is None:
        return f"<li>Tallet finnes ikke i dataene: «… {html.escape(fact.sentence)}»</li>"
    about = " ".join(html.escape(text) for text in (fact.caveat, fact.uncertainty, fact.remark) if text)
    return (
        f"<li><div><strong>{html.escape(wording.capitalised(fact.value))}</strong>{drawn}</div>"
        f"<p>{html.escape(fact.sentence)}</p><small>{about} {fact.credit}</small></li>"
    )
