"""The choices of the page Utforsk: the catalogue, and what can be asked of the entry that is chosen.

The address decides: each widget is set to it at every run, also when Back was pressed.
"""

from collections.abc import Mapping

import streamlit as st

from content import wording
from content.explore import catalogue, people, view
from content.explore.catalogue import Entry
from content.explore.offer import SERIES, Offer
from content.explore.view import View
from content.search import LONGEST
from content.warehouse import ANY
from dashboard import choices, markup, parts

SEARCH, TOPIC, SHOW = "sok", "tema", "vis"
PICTURE, TABLE, BOTH = "figur", "tabell", "begge"
SHOWN_AS = {BOTH: "Begge", PICTURE: "Figur", TABLE: "Tabell"}
EVERY = {
    (catalogue.PEOPLE, "area"): "Kommunene",
    (catalogue.PEOPLE_BY_YEAR, "area"): "",
    (catalogue.STATUS, "round"): "Nå",
}
"""Kind and dimension → what is read where nothing is left out, if it is not «Alle»; empty where one must be chosen."""
KEPT = (SEARCH, TOPIC, SHOW, choices.SLIDES, "kommune", "plan")
"""What stays in the address when another entry is chosen."""
UNFOLDED = "explore unfolded"
"""Of the session: whoever empties the search goes on in the catalogue, until an entry is chosen."""


def write(key: str, value: str | None) -> None:
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def _set(key: str, value: object) -> str:
    """The address is what decides: the widget is set to it at every run. Returns the widget's key."""
    widget = f"explore_{key}"
    st.session_state[widget] = value
    return widget


def _empty_search() -> None:
    write(SEARCH, None)
    st.session_state[UNFOLDED] = True


def _choose_entry(widget: str) -> None:
    st.session_state.pop(UNFOLDED, None)
    chosen = st.session_state[widget]
    kept = {key: value for key, value in st.query_params.to_dict().items() if key in KEPT}
    st.query_params.from_dict(kept | ({view.ENTRY: chosen} if chosen else {}))


def shown_as(asked: Mapping[str, str]) -> tuple[str, list[str]]:
    """Picture, table or both, which is also what is shown where something else is asked for, and that it is."""
    wanted = asked.get(SHOW, BOTH)
    return (wanted, []) if wanted in SHOWN_AS else (BOTH, [view.UNKNOWN.format("Vis")])


def unknown_topic(asked: Mapping[str, str]) -> list[str]:
    """That there is no such topic, where the address asks for one."""
    known = {wording.slug(topic) for topic in catalogue.topics(parts.version())}
    return [view.UNKNOWN.format("Tema")] if asked.get(TOPIC, "") not in known and TOPIC in asked else []


def top(is_searching: bool) -> None:
    """The title, and what unfolds the catalogue where it is narrow; frame.js folds it when an entry is chosen."""
    is_open = is_searching or UNFOLDED in st.session_state
    st.html(
        '<h1 class="vnr-title">Utforsk tallene</h1><p class="vnr-scope">Det du velger, står i adressen, så en lenke '
        "viser det samme hos andre.</p>"
        f'<details class="vnr-fold"{" open" if is_open else ""}><summary>Velg tall</summary></details>'
    )


def entry_list(chosen: Entry) -> None:
    """The catalogue: a search, the topics, and the entries of one of them or those that are found."""
    asked = st.query_params.get(SEARCH, "")[:LONGEST]
    typed = _set(SEARCH, asked)
    st.text_input(
        "Finn et tall",
        key=typed,
        max_chars=LONGEST,
        placeholder="Søk, for eksempel «partner»",
        on_change=lambda: write(SEARCH, st.session_state[typed].strip()),
    )
    by_topic = catalogue.topics(parts.version())
    if asked.strip():
        found = catalogue.found(parts.version(), asked)
        st.markdown(
            f"{wording.counted(len(found), 'treff', 'treff')} på «{wording.plain(asked)}»."
            if found
            else f"Ingen treff på «{wording.plain(asked)}». Prøv et kortere ord, eller velg et tema."
        )
        st.button("Tøm søket", on_click=_empty_search, type="tertiary")
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
            on_change=lambda: write(TOPIC, st.session_state[choose]),
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
            width="stretch",
            on_change=_choose_entry,
            args=(widget,),
        )


def measures_found() -> None:
    """The measures that a search means, below the numbers."""
    asked = st.query_params.get(SEARCH, "")[:LONGEST].strip()
    found = catalogue.measures(parts.version(), asked) if asked else []
    if found:
        linked = [f"[{number} {title}]({choices.link_to('tiltak', tiltak=number)})" for number, title in found]
        st.markdown(f"**Tiltak**\n{markup.bullets(linked)}")
    if asked:
        st.html(markup.links([(choices.link_to("sok", q=asked), "Søk i ord, kilder og målgrupper", "")]))


def _segments(key: str, label: str, options: Mapping[str, str], chosen: str) -> None:
    default, widget = next(iter(options)), _set(key, chosen)

    def changed() -> None:
        write(key, None if st.session_state[widget] == default else st.session_state[widget])

    st.segmented_control(label, options, format_func=options.get, key=widget, required=True, on_change=changed)


def _select(key: str, label: str, options: Mapping[str, str], chosen: str, default: str = ANY) -> None:
    widget = _set(key, chosen)

    def changed() -> None:
        write(key, None if st.session_state[widget] == default else st.session_state[widget])

    st.selectbox(label, options, format_func=options.get, key=widget, on_change=changed)


def controls(offer: Offer, shown: View, beside: Entry | None, as_: str) -> None:
    """All that can be chosen of an entry, and nothing that can not."""
    only = dict(shown.only)
    with st.container(horizontal=True, key="explore_controls", vertical_alignment="bottom"):
        for dimension, values in offer.values.items():
            if dimension.name == "population" and shown.is_together:
                continue
            every = EVERY.get((offer.entry.kind, dimension.name), "Alle")
            options = {ANY: every} if every else {}
            options |= {key: offer.read(dimension, value) for key, value in values.items()}
            default = next(iter(options))
            _select(dimension.key, dimension.label, options, wording.slug(only.get(dimension.name, default)), default)
        if offer.entry.kind == catalogue.PEOPLE:
            _ages(shown)
        if offer.splits:
            _segments(view.SPLIT, "Fordelt på", offer.splits, shown.split)
        if offer.counted_as:
            _segments(view.COUNTED_AS, "Regnet som", offer.counted_as, shown.counted_as)
        if offer.entry.kind != catalogue.STATUS:
            _segments(SHOW, "Vis", SHOWN_AS, as_)
        if len(offer.years) > 2 and offer.entry.kind in SERIES:
            _years(offer, shown)
        _beside(offer.entry, beside)


def controls_of_second(offer: Offer, shown: View) -> None:
    """What is left out of the second of two."""
    only = dict(shown.only)
    with st.container(horizontal=True, key="explore_second", vertical_alignment="bottom"):
        for dimension, values in offer.values.items():
            options = {ANY: "Alle"} | {key: offer.read(dimension, value) for key, value in values.items()}
            chosen = wording.slug(only.get(dimension.name, ANY))
            _select(f"{dimension.key}{view.SECOND}", f"{dimension.label}, i det andre tallet", options, chosen)


def _ages(shown: View) -> None:
    known = people.bands(parts.version())
    starts = {str(start): f"{start} år" for start, _ in known}
    ends = {str(end): "og eldre" if end == people.OLDEST else f"{end} år" for _, end in known if end >= shown.ages[0]}
    _select(view.AGE_FROM, "Fra alder", starts, str(shown.ages[0]), "0")
    _select(view.AGE_TO, "Til alder", ends, str(shown.ages[1]), str(people.OLDEST))


def _years(offer: Offer, shown: View) -> None:
    whole = (offer.years[0], offer.years[-1])
    first, last = shown.years or whole
    # Only by a value of its own does it know that it has two ends.
    widget = f"explore_{view.YEARS}_{first}_{last}"

    def changed() -> None:
        ends = st.session_state[widget]
        write(view.YEARS, None if ends == whole else "-".join(map(str, ends)))

    st.select_slider("År", offer.years, (first, last), key=widget, on_change=changed)


def _beside(entry: Entry, beside: Entry | None) -> None:
    if not entry.is_indicator:
        return
    known = catalogue.entries(parts.version()).values()
    others = [other for other in known if other.is_indicator and other != entry]
    options = {ANY: "Ingenting"} | {other.key: other.name for other in others}
    _select(view.BESIDE, "Sammenlign med", options, beside.key if beside else ANY)
