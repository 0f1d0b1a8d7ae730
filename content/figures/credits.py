"""The words that go with a figure wherever it is taken."""

import re

from content import wording
from content.figures.figure import Shown

EXAMPLE = "Eksempeldata: status på tiltakene er oppdiktet."
LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")


def cited(source: str, with_addresses: bool = False) -> str:
    """A source line in Markdown as plain text; nobody follows a link on a wall or on paper."""
    return "Kilde: " + LINK.sub(r"\1 (\2)" if with_addresses else r"\1", source)


def credits(shown: Shown, with_addresses: bool = True) -> list[str]:
    """Sources, and the date of the data, as plain text."""
    example = [EXAMPLE] if shown.is_example else []
    published = f"Tallene ble lagt ut {wording.moment(shown.published_at)}."
    return [*example, *(cited(source, with_addresses) for source in shown.sources), published]


def paragraph(shown: Shown) -> str:
    """Finding, caveat and source as a paragraph to paste."""
    cannot_say = ["Dette kan tallene ikke si:", *shown.cannot_say] if shown.cannot_say else []
    return " ".join([shown.question, shown.scope, *shown.can_say, *cannot_say, *credits(shown)])
