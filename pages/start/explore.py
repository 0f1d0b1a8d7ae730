"""Utforsk: what do the numbers say, split and set beside each other as I ask?"""

import streamlit as st

from content.explore import as_figure, catalogue, guard, people, slide, view
from content.explore.offer import offer
from dashboard import figures, parts
from dashboard.explore import choosing, showing

version, asked = parts.version(), st.query_params.to_dict()
known, bands = catalogue.entries(version), people.bands(version)
entry, told = view.entry_of(asked, view.ENTRY, known)
entry = entry or catalogue.first(version, asked.get(choosing.SEARCH, ""))
beside, unknown = view.entry_of(asked, view.BESIDE, known)
offered = offer(version, entry)
chosen, fallen = view.view_of(asked, offered, bands)
if beside == entry:
    beside, fallen = None, [*fallen, view.ITSELF]
lost = choosing.unknown_topic(asked)
(as_, unseen), is_status = choosing.shown_as(asked), entry.kind == catalogue.STATUS
compared = second = other = shown = None
if beside and entry.is_indicator and beside.is_indicator:
    second = offer(version, beside)
    other, unheard = view.view_of(asked, second, bands, view.SECOND)
    compared, fallen = guard.compared(version, chosen, other), fallen + unheard
elif beside:
    fallen = [*fallen, guard.ALONE]
is_apart = compared is not None and not compared.may_share_axis

choosing.top(is_searching=bool(asked.get(choosing.SEARCH, "").strip()) and view.ENTRY not in asked)
with st.container(key="explore"):
    with st.container(key="explore_catalogue"):
        choosing.entry_list(entry)
        choosing.measures_found()
    with st.container(key="explore_main"):
        if is_status:
            heading = showing.tasks_finding(chosen)
        else:
            figure = as_figure.figure_of(version, chosen)
            if compared and not is_apart:
                figure = as_figure.together(version, chosen, other)
            shown = figures.finished(figure)
            heading = shown.finding.text if shown else entry.name
        shares = beside if compared and not is_apart else None
        showing.found(entry, shares, heading, shown, dict.fromkeys([*told, *unknown, *fallen, *unseen, *lost]), as_)
        if is_apart:
            showing.guarded(entry, beside, compared)
        choosing.controls(offered, chosen, beside, as_)
        if second:
            choosing.controls_of_second(second, other)
        if offered.why_not:
            st.caption(offered.why_not)
        beside_it = None
        if is_status:
            showing.tasks(chosen)
        elif is_apart:
            _, beside_it = showing.apart((chosen, other), as_)
        elif shown:
            showing.drawn(shown, figure, chosen, as_)
        else:
            st.markdown(showing.nothing(figure, chosen))
        if shown:
            showing.take(shown, [slide.id_of(version, of) for of in (chosen, other) if of])
    if is_status:
        showing.tasks_side()
    elif shown:
        showing.side(shown, beside_it, entry, beside)
