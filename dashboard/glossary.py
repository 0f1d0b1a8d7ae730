"""What «Ordforklaringer» says, as HTML."""

from content import glossary
from dashboard import choices, markup, prose


def told(version: str, follows: dict[str, str], titles: dict[str, str]) -> str:
    """All words under their headings; `titles` are of the pages that some lead to, by address."""
    known = glossary.words(version)
    if not known:
        return prose.together([prose.title(glossary.TITLE), prose.words(glossary.EMPTY)])
    subjects = glossary.headings(known)
    anchors = {glossary.HEADINGS[subject]: f"om-{subject}" for subject in subjects}
    links = {page: (choices.link_along(follows, page), title) for page, title in titles.items()}
    described = [
        prose.header(glossary.HEADINGS[subject], f"om-{subject}") + glossary.described(known, subject, links)
        for subject in subjects
    ]
    jumps = markup.jumps("Ordene", anchors)
    return prose.together([prose.title(glossary.TITLE), prose.words(glossary.LEAD), jumps, *described])
