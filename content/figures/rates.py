"""Counts per 10 000 of those they are about, and what is said where the population is not known."""

import pandas as pd

from content import wording
from content.figures import sentences as say

PER_10000 = "Per 10\u00a0000 innbyggere i samme alder"
PER = {"alle": "innbyggere", "voksne": "voksne innbyggere", "barn": "barn"}
"""Those whom a count is reckoned per 10 000 of: children's counts over children, adults' over adults."""
RATE_DEFINITION = (
    "Per 10\u00a0000 er antallet delt på innbyggerne i samme alder 1. januar samme år: barn på barn (0–17 år), voksne "
    "på voksne (18 år og over), alle på alle. Er det ikke hentet folketall for alderen og året, vises antallet alene."
)


def rate_texts(frame: pd.DataFrame) -> list[str]:
    """«24,5», or why there is none beside others; all empty where no row has a rate."""
    if frame["per_10000"].isna().all():
        return [""] * len(frame)
    reasons = frame["missing_reason"].fillna("Tallet finnes ikke")
    return [
        reason if pd.isna(rate) else wording.decimal(rate)
        for rate, reason in zip(frame["per_10000"], reasons, strict=True)
    ]


def rate_reasons(frame: pd.DataFrame) -> list[str]:
    """Why some counts stand alone, and which, each reason once."""
    sentences = []
    for reason, alone in frame.groupby("rate_missing_reason"):
        groups = [group for group in ("voksne", "barn") if group in set(alone["user_group"])]
        of_whom, when = f" for {wording.listed(groups)}" if groups else "", ""
        if frame.loc[frame["user_group"].isin(alone["user_group"]), "per_10000"].notna().any():
            when = f" i {wording.listed(sorted({f'{year:.0f}' for year in alone['year']}))}"
        sentences.append(say.RATE_MISSING(reason=reason, of_whom=of_whom, when=when))
    return sentences
