"""Målgrupper: for each group, what do we know, who meets it, what is done, and what is missing?"""

import streamlit as st

from content import wording
from content.plan import target_group_table, target_groups
from content.status import queries, status_words
from dashboard import choices, parts, target_group

today = wording.today()
groups = parts.made(target_groups.groups, today=today)
asked = choices.asked("gruppe", [group.name for group in groups])
if asked:
    [group] = [group for group in groups if group.name == asked]
    st.title(f"{group.name}: fra tall til tiltak", anchor=False)
    everyone = choices.link_with("gruppe").removesuffix("gruppe=").rstrip("&")
    st.markdown(f"{wording.capitalised(group.about)}. [Alle målgrupper]({everyone})")
    target_group.show(group, groups)
    st.caption(target_groups.SCALES)
else:
    st.title(target_groups.TITLE, anchor=False)
    if "gruppe" in st.query_params and groups:
        st.markdown("Adressen ber om en målgruppe som ikke finnes. Viser alle.")
    if groups:
        counts = parts.query(queries.COUNTS, today=today)
        nobody = "" if counts["reported"].iloc[0] else status_words.answered_sentence(counts)
        st.markdown(f"{target_groups.lead(groups)} {nobody}")
        links = {"group_link": choices.link_with("gruppe"), "measure_link": choices.link_to("tiltak", tiltak="")}
        st.html(parts.made(target_group_table.table, today=today, **links))
        st.caption(f"{target_groups.SCALES} {target_groups.outside(parts.version())}")
    else:
        st.markdown(target_groups.EMPTY)
