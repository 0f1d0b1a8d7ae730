"""Målgrupper: for each group, what do we know, who meets it, what is done, and what is missing?"""

import streamlit as st

from content import wording
from content.plan import target_groups
from dashboard import choices, parts, target_group

how = {"today": wording.today(), "follows": choices.along()}
to_a_group = choices.link_with("gruppe")
if name := choices.asked("gruppe", parts.made(target_groups.names)):
    everyone = to_a_group.removesuffix("gruppe=").rstrip("&")
    st.html(parts.made(target_group.sheet, name=name, all_link=everyone, **how))
else:
    is_unknown = "gruppe" in st.query_params
    st.html(parts.made(target_group.everyone, group_link=to_a_group, is_unknown=is_unknown, **how))
