"""What the page Utforsk shows of a view: guard, picture, table, what can not be said, and how it is brought along."""

import html

import streamlit as st

from content import wording
from content.explore import drawing, guard, status, view
from content.explore.catalogue import NO_NUMBERS, Entry
from content.explore.offer import TOGETHER
from content.explore.view import View
from content.figures.figure import NONE_CHOSEN, Figure, Shown
from content.plan import decisions
from dashboard import choices, figures, markup, parts
from dashboard.explore.choosing import PICTURE, TABLE, write

WORDED = ["Ordlyd", "Ordlyd i planen"]
"""Columns that the table leaves to what is downloaded: what they quote is long, and the table narrow."""


def guarded(first: Entry, second: Entry, compared: guard.Compared) -> None:
    """Why two stand apart, before either is drawn."""
    head = "".join(f'<th scope="col">{html.escape(entry.name)}</th>' for entry in (first, second))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(found.name)}</th><td>{html.escape(found.first)}</td>'
        f"<td>{html.escape(found.second)}</td></tr>"
        for found in compared.differing
    )
    alike = f'<p class="vnr-alike"><b>Likt.</b> {html.escape(compared.alike)}</p>' if compared.alike else ""
    st.html(
        f'<div class="vnr-guard"><p><b>{guard.SAID}</b> {guard.WHY}</p><table><caption>Hva som er ulikt</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>{alike}</div>"
    )


def nothing(figure: Figure, of: View) -> str:
    """What is told where no number is shown: that there are none, or none of what is chosen."""
    has_numbers = of.entry.is_indicator and of.entry.scope != NO_NUMBERS
    return NONE_CHOSEN if has_numbers else figure.empty


def drawn(shown: Shown, figure: Figure, of: View, as_: str) -> None:
    """The picture, the table or both; in words where there is nothing to draw."""
    if shown.chart is None:
        reason = drawing.why_nothing(parts.version(), figure, of)
        st.html(f'<p class="vnr-hole">{html.escape(reason)}</p>')
        if of.is_rate and not of.is_together and of.entry.kind == "årsserie":
            st.button("Vis voksne og barn samlet: da kan raten regnes ut", on_click=write, args=(view.SPLIT, TOGETHER))
    elif as_ != TABLE:
        figures.chart(shown, figure)
    if as_ != PICTURE or shown.chart is None:
        if table := drawing.series_table(parts.version(), figure, of):
            st.html(table)
        else:
            markup.table(shown.table.drop(columns=WORDED, errors="ignore"), f"Tallene i figuren: {shown.question}")


def apart(views: tuple[View, View], as_: str) -> list[Shown | None]:
    """Two that may not share an axis: their pictures beside each other, their tables below."""
    asked = [drawing.figure_of(parts.version(), of) for of in views]
    shown = [figures.finished(figure) for figure in asked]
    told = list(zip(shown, asked, views, strict=True))
    if as_ != TABLE:
        with st.container(key="explore_apart"):
            for place, (each, figure, of) in zip(st.columns(2, gap="medium"), told, strict=True):
                with place:
                    _named(each, figure, of)
                    if each:
                        drawn(each, figure, of, PICTURE)
    if as_ != PICTURE:
        for each, figure, of in told:
            _named(each, figure, of)
            if each:
                drawn(each, figure, of, TABLE)
    return shown


def _named(shown: Shown | None, figure: Figure, of: View) -> None:
    st.subheader(of.entry.name, anchor=False)
    if shown:
        st.caption(shown.scope)
    else:
        st.markdown(nothing(figure, of))


def tasks(of: View) -> None:
    """The status, which is no figure: it changes whenever somebody answers."""
    today, when = wording.today(), dict(of.only).get("round")
    found = status.tasks(parts.version(), when, today)
    if found.empty:
        st.markdown(decisions.NO_MEASURES)
        return
    st.html(status.table(parts.version(), found, of.split, choices.link_to("tiltak", tiltak="")))
    if of.split == "malgruppe":
        st.caption(status.SEVERAL)


def tasks_finding(of: View) -> str:
    when = dict(of.only).get("round")
    found = status.tasks(parts.version(), when, wording.today())
    return of.entry.name if found.empty else status.told(found, status.rounds(parts.version()).get(when, ""))


def tasks_side() -> None:
    with st.container(key="explore_side"):
        st.markdown(f"**Kan vi ikke si**\n{markup.bullets(status.CANNOT_SAY)}")
        st.markdown(f"**Kilde**\n\n{status.SOURCE} [Alt om status]({choices.link_to('tiltak')})")


def side(shown: Shown, other: Shown | None, entry: Entry, second: Entry | None) -> None:
    """What can and can not be said beside the heading, what was counted, and by whom; of two apart, of each."""
    can_say = {"Kan vi si": markup.bullets(shown.beside)}
    if other and second:
        both = {f"Kan vi si om «{entry.name}»": shown.can_say, f"Kan vi si om «{second.name}»": other.can_say}
        can_say = {name: markup.bullets(said) for name, said in both.items()}
    never = dict.fromkeys((*shown.cannot_say, *(other.cannot_say if other else ())))
    sources = dict.fromkeys((*shown.sources, *(other.sources if other else ())))
    measures = dict.fromkeys((*shown.measures, *(other.measures if other else ())))
    coming = f"Neste tall ventes {entry.next_expected}." if entry.next_expected else "Kilden sier ikke når."
    linked = [f"[{number}\u00a0{title}]({choices.link_to('tiltak', tiltak=number)})" for number, title in measures]
    texts = {
        **can_say,
        "Kan vi ikke si": markup.bullets(never),
        "Kilde": f"\n{' '.join(sources)} [Alle kildene]({choices.link_to('kilder')})",
        "Neste oppdatering": f"\n{coming}",
        "Tiltak det angår": markup.bullets(linked),
    }
    with st.container(key="explore_side"):
        st.markdown("\n\n".join(f"**{name}**\n{text}" for name, text in texts.items() if text))
        with st.expander("Hva som er talt"):
            st.markdown(shown.definition)


def take(shown: Shown, slides: list[str]) -> None:
    """Into the presentation, and every other way to bring it along."""
    chosen = [id for id in st.query_params.get(choices.SLIDES, "").split(",") if id]
    with st.container(horizontal=True, vertical_alignment="center"):
        if not {*slides} <= {*chosen}:
            added = ",".join(dict.fromkeys([*chosen, *slides]))
            st.button("Legg i presentasjonen", type="primary", on_click=write, args=(choices.SLIDES, added))
        if chosen:
            st.button("Tøm", on_click=write, args=(choices.SLIDES, None), type="tertiary")
            there = choices.link_to("presentasjon", **{choices.SLIDES: ",".join(chosen)})
            st.markdown(
                f"{wording.counted(len(chosen), 'lysbilde', 'lysbilder')} er lagt til. [Åpne presentasjonen]({there})"
            )
    more = st.expander("Last ned, og kopier avsnitt eller lenke", key="explore_take", on_change="rerun")
    if more.open:
        with more:
            figures.take_along(shown)
