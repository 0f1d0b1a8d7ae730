"""Søk: where is what I look for?"""

import streamlit as st

from content import search_index, wording
from dashboard import choices, frame, markup, parts

asked = frame.searched()
pages = [search_index.page(title, address) for address, title in frame.titles().items()]
# To know all there is takes a second or two the first time: not where nothing is looked for.
known = [*search_index.targets(parts.version()), *pages] if asked else []
found = search_index.found(asked, known, search_index.of_an_age(asked, parts.version()))
if asked:
    frame.name_tab(f"Søk: {asked}")
st.title(search_index.title(wording.plain(asked), found), anchor=False)
for kind in found:
    st.header(kind.told, anchor=False)
    st.html(
        markup.links(
            (choices.link_to(target.page, target.anchor, **target.asked), target.title, target.about)
            for target in kind.shown
        )
    )
if not found:
    st.markdown(search_index.ASK if not asked else search_index.NOTHING)
    ways = [address for address in search_index.WAYS_ON if address in frame.titles()]
    st.html(markup.links((choices.link_to(address), frame.titles()[address], "") for address in ways))
