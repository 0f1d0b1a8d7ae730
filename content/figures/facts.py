"""Single numbers that stand in words: a value, the sentence it belongs to, and what it is not."""

import html
import re
from dataclasses import dataclass

import pandas as pd

from content import warehouse, wording
from content.figures.figure import PROVISIONAL, UNCONFIRMED
from content.figures.sources import publisher, short_credit, source_lines
from content.look.marks import Count, Mark

FACTS = """
select facts.*, themes.page, observations.* exclude (observation_id)
from marts.facts as facts
left join marts.observations as observations using (observation_id)
left join marts.themes as themes using (theme_id)
order by facts.place
"""
NOT_COMPARABLE = "Tallene måler ulike ting i ulike grupper og kan ikke sammenlignes med hverandre."
DERIVED = "Regnet ut her"
OF_ROUNDED = ("Beregnet fra avrundet andel", "Beregnet fra hele prosent")
"""Origins of an interval that may be wider than it is drawn."""


@dataclass(frozen=True)
class Fact:
    """A number told in words, with its source line."""

    id: str
    theme_id: str | None
    first_place: int | None
    """Its place among those that are told before all others."""
    value: str | None
    """None where the data have no such number."""
    sentence: str
    caveat: str
    source: str
    """All of it, in Markdown."""
    publishers: str
    """Who says it and whether the plan prints it, short, in Markdown."""
    credit: str
    """Who says it and where, short, as HTML."""
    mark: Mark | None
    """How it is drawn with its uncertainty, where it is a share."""
    count: Count | None
    """How it is drawn beside others, where it is a count."""
    remark: str
    """That it is provisional, not confirmed or worked out here; empty for most."""
    rounded: str
    """That its interval is worked out of a rounded share; empty where it is not."""
    indicator_id: str | None
    comparable_group: str | None
    """Only those of one may share an axis."""

    @property
    def plain_credit(self) -> str:
        """The same without links, where nobody follows them."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.credit))

    @property
    def uncertainty(self) -> str:
        """The interval in words: «95 %-intervall 3,6–4,4 %.»; empty where none can be reckoned."""
        if self.mark is None or not self.mark.is_interval:
            return ""
        return f"95 %-intervall {wording.number(self.mark.low)}–{wording.percent(self.mark.high)}{self.rounded}."


def facts(version: str) -> list[Fact]:
    return warehouse.once(_facts, version, FACTS, {})


def first(version: str) -> list[Fact]:
    """Those that are told before all others."""
    return sorted((fact for fact in facts(version) if fact.first_place is not None), key=lambda fact: fact.first_place)


def _facts(version: str, select: str, _: dict) -> list[Fact]:
    found = warehouse.query(version, select)
    return [
        Fact(
            id=row["fact_id"],
            theme_id=row["theme_id"],
            first_place=None if pd.isna(row["first_place"]) else int(row["first_place"]),
            value=None if pd.isna(row["unit"]) else wording.share(row),
            sentence=row["sentence"],
            caveat=row["caveat"],
            source="" if pd.isna(row["unit"]) else source_lines(version, found.loc[[place]])[0],
            publishers="" if pd.isna(row["unit"]) else source_lines(version, found.loc[[place]], publisher)[0],
            credit="" if pd.isna(row["unit"]) else short_credit(version, row),
            mark=Mark.of(row),
            count=Count.of(row),
            remark="" if pd.isna(row["unit"]) else _remark(row),
            rounded=_rounded(row["ci_origin"]),
            indicator_id=_known(row["indicator_id"]),
            comparable_group=_known(row["comparable_group"]),
        )
        for place, row in found.iterrows()
    ]


def _remark(row) -> str:
    kinds = {UNCONFIRMED: row["is_unconfirmed"], PROVISIONAL: row["is_provisional"], DERIVED: row["is_derived"]}
    return "".join(f"{words}. " for words, holds in kinds.items() if holds).strip()


def _rounded(origin) -> str:
    return f", {wording.uncapitalised(origin)}" if origin in OF_ROUNDED else ""


def _known(text) -> str | None:
    return text if isinstance(text, str) else None
