"""What the tests of the contents share."""

import pytest

from content.documents.knowledge_base import chapters


@pytest.fixture
def without_figures(monkeypatch) -> None:
    """A report without figures: what is reported is the same with them, and they take most of the time."""
    monkeypatch.setattr(chapters, "figures", lambda _: {})
    monkeypatch.setattr(chapters, "show", lambda *_, **__: None)
