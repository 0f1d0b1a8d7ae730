"""Ordforklaringer: what does this word mean?"""

import streamlit as st

from content import glossary
from dashboard import choices, frame, markup, parts

known = glossary.words(parts.version())
st.title(glossary.TITLE, anchor=False)
if known:
    headings = {glossary.HEADINGS[subject]: f"om-{subject}" for subject in glossary.headings(known)}
    st.markdown(glossary.LEAD)
    st.html(markup.jumps("Ordene", headings))
    links = {page: (choices.link_to(page), title) for page, title in frame.titles().items()}
    for subject in glossary.headings(known):
        st.header(glossary.HEADINGS[subject], anchor=f"om-{subject}")
        st.html(glossary.described(known, subject, links))
else:
    st.markdown(glossary.EMPTY)
