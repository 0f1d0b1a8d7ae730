"""Søk: where is what I look for?"""

import streamlit as st

from content import search_index, wording
from dashboard import choices, frame, markup, parts

# In the address: the kind that all is shown of.
WHOLE = "alle"
asked = frame.searched()
pages = [search_index.page(title, address) for address, title in frame.titles().items()]
# To know all there is takes a second or two the first time: not where nothing is looked for.
known = [*search_index.targets(parts.version()), *pages] if asked else []
meant = search_index.of_an_age(asked, parts.version())
found = search_index.found(asked, known, meant, st.query_params.get(WHOLE, ""))
if asked:
    frame.name_tab(f"Søk: {asked}")
st.title(search_index.title(wording.plain(asked), found), anchor=False)
for kind in found:
    name = wording.slug(kind.kind)
    st.header(kind.told, anchor=name)
    st.html(
        markup.links(
            (
                choices.link_to(target.page, target.anchor, **target.asked),
                target.title,
                target.about,
                *([target.phone] if target.phone else []),
            )
            for target in kind.shown
        )
    )
    if len(kind.shown) < kind.total:
        every = f"Vis alle {kind.total} under {kind.kind}"
        st.html(markup.links([(f"{choices.link_with(WHOLE)}{name}#{name}", every, "")]))
if not found:
    st.markdown(search_index.ASK if not asked else search_index.NOTHING)
    ways = [address for address in search_index.WAYS_ON if address in frame.titles()]
    st.html(markup.links((choices.link_to(address), frame.titles()[address], "") for address in ways))
