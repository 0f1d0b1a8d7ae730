"""What the data say in words of their own, by what it is for; nothing where they are silent."""

from collections.abc import Callable

import pandas as pd

TEXTS = "select text from marts.texts where purpose = $purpose order by place"


def texts(ask: Callable[..., pd.DataFrame], purpose: str) -> list[str]:
    """`ask` selects from one version."""
    return list(ask(TEXTS, {"purpose": purpose})["text"])


def text(ask: Callable[..., pd.DataFrame], purpose: str) -> str:
    """All of it as one, or nothing."""
    return " ".join(texts(ask, purpose))
