"""The words that go with a figure wherever it is taken."""

import re

from dashboard import wording
from dashboard.figures.figure import Shown


def credits(shown: Shown) -> list[str]:
    """Sources with their addresses, and the date of the data, as plain text."""
    sources = [re.sub(r"\[([^]]+)\]\(([^)]+)\)", r"\1 (\2)", source) for source in shown.sources]
    return [f"Kilde: {source}" for source in sources] + [f"Tallene ble lagt ut {wording.moment(shown.published_at)}."]


def paragraph(shown: Shown) -> str:
    """Finding, caveat and source as a paragraph to paste."""
    return " ".join(
        [shown.question, shown.scope, *shown.can_say, "Dette kan tallene ikke si:", *shown.cannot_say, *credits(shown)]
    )
