"""The sheet of one target group: its line of reasoning in full, to be read and to be printed."""

import streamlit as st

from content.figures import figures as every_figure
from content.figures.facts import Fact
from content.plan import target_group_table as drawing
from content.plan import target_groups
from content.plan.target_groups import Group, Measure
from content.status import status_words
from dashboard import choices, figures, markup, parts


def show(group: Group, everyone: list[Group]) -> None:
    """`everyone` are all groups: counts of one source and year have one scale."""
    with st.container(key="target_group"):
        for place, (key, heading) in enumerate(target_groups.PARTS.items(), 1):
            st.header(f"{place} {heading}", anchor=False)
            part = group.parts[key]
            if not part.facts:
                st.html(drawing.reason(part))
            elif key == "advice" and all(fact.count for fact in part.facts):
                _bars(part.facts, target_groups.most(everyone))
            else:
                drawn = figures.facts_drawn(
                    part.facts, lambda fact, beside=part.facts: drawing.drawn(parts.version(), [fact], beside)
                )
                st.html(drawn)
            _figures(part.facts)
        st.header(f"4 {target_groups.MEASURES}", anchor=False)
        for measure in group.measures:
            _measure(measure)
        st.header(f"5 {target_groups.MISSING}", anchor=False)
        st.markdown(group.missing)


def _bars(facts: tuple[Fact, ...], largest: dict[str, float]) -> None:
    st.html(drawing.bars(facts, largest))
    for source in dict.fromkeys(fact.source for fact in facts):
        st.caption(f"Kilde: {source}")


def _figures(facts: tuple[Fact, ...]) -> None:
    known = every_figure(parts.version())
    ids = dict.fromkeys(fact.indicator_id for fact in facts if fact.indicator_id in known)
    if ids:
        st.markdown(f"Figurer: {' · '.join(choices.figure_link(known[id]) for id in ids)}")


def _measure(measure: Measure) -> None:
    link = choices.link_to("tiltak", "tiltakskort", tiltak=measure.number)
    st.markdown(f"**[{measure.number}\u00a0{measure.title}]({link})**")
    is_answered = bool(measure.tasks["is_reported"].any())
    if is_answered:
        st.html(drawing.how_far(measure, is_answered=False))
    by_status = target_groups.areas_by_status(measure) if is_answered else ""
    st.markdown(markup.bullets(filter(None, [*status_words.how_far(measure.progress), by_status])))
