"""What the page Utforsk is made of: catalogue, choices, guard, picture and what it can not say. The address decides."""

import html
import urllib.parse
from collections.abc import Mapping

import streamlit as st

from content import wording
from content.explore import catalogue, drawing, guard, people, view
from content.explore.catalogue import Entry
from content.explore.offer import SERIES, Offer
from content.explore.view import View
from content.figures.figure import Figure, Shown
from content.figures.indicator import ANY
from dashboard import choices, markup, parts

SEARCH, TOPIC, SHOW, SLIDES = "sok", "tema", "vis", "lysbilder"
PICTURE, TABLE, BOTH = "figur", "tabell", "begge"
SHOWN_AS = {BOTH: "Begge", PICTURE: "Figur", TABLE: "Tabell"}
KEPT = (SEARCH, TOPIC, SHOW, SLIDES, "kommune", "plan")
"""What stays in the address when another entry is chosen."""


def _write(key: str, value: str | None) -> None:
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def _set(key: str, value: object) -> str:
    """The address is what decides: the widget is set to it at every run. Returns the widget's key."""
    widget = f"explore_{key}"
    st.session_state[widget] = value
    return widget


def _choose_entry(widget: str) -> None:
    chosen = st.session_state[widget]
    kept = {key: value for key, value in st.query_params.to_dict().items() if key in KEPT}
    st.query_params.from_dict(kept | ({view.ENTRY: chosen} if chosen else {}))


def entry_list(chosen: Entry) -> None:
    """The catalogue: a search, the topics, and the entries of one of them or those that are found."""
    asked = st.query_params.get(SEARCH, "")
    widget = _set(SEARCH, asked)
    st.text_input(
        "Finn et tall",
        key=widget,
        placeholder="Søk, for eksempel «partner»",
        on_change=lambda: _write(SEARCH, st.session_state[widget].strip()),
    )
    by_topic = catalogue.topics(parts.version())
    if asked.strip():
        found = catalogue.found(parts.version(), asked)
        st.markdown(
            f"{wording.counted(len(found), 'treff', 'treff')} på «{wording.plain(asked)}»."
            if found
            else f"Ingen treff på «{wording.plain(asked)}». Prøv et kortere ord, eller velg et tema."
        )
        st.button("Tøm søket", on_click=_write, args=(SEARCH, None), type="tertiary")
    else:
        slugs = {wording.slug(topic): topic for topic in by_topic}
        wanted = st.query_params.get(TOPIC, "")
        topic = wanted if wanted in slugs else wording.slug(chosen.topic)
        choose = _set(TOPIC, topic)
        st.selectbox(
            "Tema",
            slugs,
            format_func=slugs.get,
            key=choose,
            on_change=lambda: _write(TOPIC, st.session_state[choose]),
        )
        found = by_topic[slugs[topic]]
    if found:
        listed = {entry.key: entry for entry in found}
        widget = _set(view.ENTRY, chosen.key if chosen.key in listed else None)
        st.radio(
            "Tall",
            listed,
            index=None,
            format_func=lambda key: listed[key].name,
            captions=[entry.scope for entry in found],
            key=widget,
            on_change=_choose_entry,
            args=(widget,),
        )


def _segments(key: str, label: str, options: Mapping[str, str], chosen: str) -> None:
    default, widget = next(iter(options)), _set(key, chosen)

    def write() -> None:
        _write(key, None if st.session_state[widget] == default else st.session_state[widget])

    st.segmented_control(label, options, format_func=options.get, key=widget, required=True, on_change=write)


def _select(key: str, label: str, options: Mapping[str, str], chosen: str, default: str = ANY) -> None:
    widget = _set(key, chosen)

    def write() -> None:
        _write(key, None if st.session_state[widget] == default else st.session_state[widget])

    st.selectbox(label, options, format_func=options.get, key=widget, on_change=write)


def controls(offer: Offer, shown: View, beside: Entry | None, as_: str) -> None:
    """All that can be chosen of an entry, and nothing that can not."""
    only = dict(shown.only)
    with st.container(horizontal=True, key="explore_controls", vertical_alignment="bottom"):
        for dimension, values in offer.values.items():
            if dimension.name == "population" and shown.is_together:
                continue
            every = "Kommunene" if offer.entry.kind == catalogue.PEOPLE and dimension.name == "area" else "Alle"
            first = {} if offer.entry.kind == catalogue.PEOPLE_BY_YEAR else {ANY: every}
            options = first | {key: offer.read(dimension, value) for key, value in values.items()}
            default = next(iter(options))
            _select(dimension.key, dimension.label, options, wording.slug(only.get(dimension.name, default)), default)
        if offer.entry.kind == catalogue.PEOPLE:
            _ages(shown)
        if offer.splits:
            _segments(view.SPLIT, "Fordelt på", offer.splits, shown.split)
        if offer.counted_as:
            _segments(view.COUNTED_AS, "Regnet som", offer.counted_as, shown.counted_as)
        _segments(SHOW, "Vis", SHOWN_AS, as_)
        if len(offer.years) > 2 and offer.entry.kind in SERIES:
            _years(offer, shown)
        _beside(offer.entry, beside)


def _ages(shown: View) -> None:
    known = people.bands(parts.version())
    starts = {str(start): f"{start} år" for start, _ in known}
    ends = {str(end): "og eldre" if end == people.OLDEST else f"{end} år" for _, end in known if end >= shown.ages[0]}
    _select(view.AGE_FROM, "Fra alder", starts, str(shown.ages[0]), "0")
    _select(view.AGE_TO, "Til alder", ends, str(shown.ages[1]), str(people.OLDEST))


def _years(offer: Offer, shown: View) -> None:
    widget = _set(view.YEARS, shown.years or (offer.years[0], offer.years[-1]))

    def write() -> None:
        ends = st.session_state[widget]
        _write(view.YEARS, None if ends == (offer.years[0], offer.years[-1]) else "-".join(map(str, ends)))

    st.select_slider("År", offer.years, key=widget, on_change=write)


def _beside(entry: Entry, beside: Entry | None) -> None:
    if entry in catalogue.OWN:
        return
    others = [other for other in catalogue.entries(parts.version()).values() if other not in (*catalogue.OWN, entry)]
    options = {ANY: "Ingenting"} | {other.key: other.name for other in others}
    _select(view.BESIDE, "Sammenlign med", options, beside.key if beside else ANY)


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


def drawn(shown: Shown, figure: Figure, of: View, as_: str) -> None:
    """The picture, the table or both; in words where there is nothing to draw."""
    if shown.chart is None:
        reason = drawing.why_nothing(parts.version(), figure, of)
        st.html(f'<p class="vnr-hole">{html.escape(reason)}</p>')
        if of.is_rate and not of.is_together and of.entry.kind == "årsserie":
            st.markdown(f"[Vis voksne og barn samlet]({choices.link_with(view.SPLIT)}samlet): da kan raten regnes ut.")
    elif as_ != TABLE:
        parts.chart(shown, figure)
    if as_ != PICTURE or shown.chart is None:
        if table := drawing.series_table(parts.version(), figure, of):
            st.html(table)
        else:
            markup.table(shown.table, f"Tallene i figuren: {shown.question}")


def side(shown: Shown, other: Shown | None, entry: Entry) -> None:
    """What can and can not be said, what was counted, and by whom."""
    told = [*shown.can_say[1:], *(other.can_say if other else [])]
    never = dict.fromkeys((*shown.cannot_say, *(other.cannot_say if other else ())))
    sources = dict.fromkeys((*shown.sources, *(other.sources if other else ())))
    measures = dict.fromkeys((*shown.measures, *(other.measures if other else ())))
    with st.container(key="explore_side"):
        if told:
            st.markdown(f"**Kan vi si**\n{markup.bullets(told)}")
        st.markdown(f"**Kan vi ikke si**\n{markup.bullets(never)}")
        st.markdown(f"**Hva som er talt**\n\n{shown.definition}")
        st.markdown(f"**Kilde**\n\n{' '.join(sources)} [Alle kildene]({choices.link_to('kilder')})")
        coming = f"Neste tall ventes {entry.next_expected}." if entry.next_expected else "Kilden sier ikke når."
        st.markdown(f"**Neste oppdatering**\n\n{coming}")
        if measures:
            linked = [
                f"[{number}\u00a0{title}]({choices.link_to('tiltak', tiltak=number)})" for number, title in measures
            ]
            st.markdown(f"**Tiltak det angår**\n{markup.bullets(linked)}")


def take(shown: Shown, slide: str) -> None:
    """Into the presentation, and every other way to bring it along."""
    chosen = [id for id in st.query_params.get(SLIDES, "").split(",") if id]
    with st.container(horizontal=True, vertical_alignment="center"):
        if slide not in chosen:
            st.button(
                "Legg i presentasjonen", type="primary", on_click=_write, args=(SLIDES, ",".join([*chosen, slide]))
            )
        if chosen:
            st.button("Tøm", on_click=_write, args=(SLIDES, None), type="tertiary")
            there = f"./presentasjon?{urllib.parse.urlencode({SLIDES: ','.join(chosen)})}"
            st.markdown(
                f"{wording.counted(len(chosen), 'lysbilde', 'lysbilder')} er lagt til. [Åpne presentasjonen]({there})"
            )
    more = st.expander("Last ned, og kopier avsnitt eller lenke", key="explore_take", on_change="rerun")
    if more.open:
        with more:
            parts.take_along(shown)
