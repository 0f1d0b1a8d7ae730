"""The figures that are rows of data: each indicator of the catalogue as a figure of its kind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd
from slugify import slugify

from content import warehouse
from content.collaboration import Collaboration, collaboration
from content.figures.advisory import concerns, yearly_cases
from content.figures.children import youth_acts, youth_severity
from content.figures.crisis_centre import centre_use, homes
from content.figures.crisis_centre_years import yearly_use
from content.figures.estimates import estimates
from content.figures.facts import Fact, facts
from content.figures.figure import Figure
from content.figures.homicides import homicides
from content.figures.indicator import Indicator
from content.figures.over_time import statements

INDICATORS = "select * from marts.indicators where page is not null"
EVERY_INDICATOR = "select * from marts.indicators"
CAVEATS = "select indicator_id, caveat from marts.indicator_caveats order by place"
THEMES = "select * from marts.themes where page = $page order by place"
KINDS: dict[str, Callable[[Indicator], Figure]] = {
    "anslag": estimates,
    "årsserie": yearly_use,
    "senterbruk": centre_use,
    "bosted": homes,
    "bekymringer": concerns,
    "saker": yearly_cases,
    "drap": homicides,
    "ungdom: alvor": youth_severity,
    "ungdom: handlinger": youth_acts,
    "utsagn": statements,
}
"""How an indicator is drawn and told → what makes its figure."""


@dataclass(frozen=True)
class Theme:
    """What stands under one heading of a page of knowledge."""

    id: str
    heading: str
    text: str
    """What a reader must know first, in Markdown."""
    facts: list[Fact]
    figures: list[Figure]

    @property
    def anchor(self) -> str:
        """What leads to it in an address; a figure may have the same id."""
        return f"tema-{slugify(self.id)}"


def catalogue(version: str) -> dict[str, Figure]:
    """Id → figure of every indicator that a page shows, in the order of the pages."""
    return warehouse.once(_catalogue, version, INDICATORS, {})


def every(version: str) -> dict[str, Figure]:
    """The same of every indicator there is, also those that no page shows."""
    return warehouse.once(_catalogue, version, EVERY_INDICATOR, {})


def themes_of(version: str, page: str) -> list[Theme]:
    """The headings of a page in their order, with all that stands under each."""
    return warehouse.once(_themes, version, THEMES, {"page": page})


def made(indicators: pd.DataFrame, caveats: pd.DataFrame, names: Collaboration) -> dict[str, Figure]:
    """Id → figure; from INDICATORS and CAVEATS."""
    cannot_say = caveats.groupby("indicator_id")["caveat"].agg(tuple)
    return {
        row.indicator_id: KINDS[row.kind](
            Indicator(
                id=row.indicator_id,
                question=row.question,
                page=row.page,
                area_type=row.area_type,
                area=row.area,
                part=row.part,
                unit=row.unit,
                method=row.method,
                whom=row.whom if isinstance(row.whom, str) else None,
                cannot_say=cannot_say.get(row.indicator_id, ()),
                names=names,
            )
        )
        for row in indicators.itertuples()
    }


@dataclass(frozen=True)
class Rows:
    """What a catalogue is made of: the same where it says the same, whatever version it is read from."""

    indicators: pd.DataFrame = field(compare=False)
    caveats: pd.DataFrame = field(compare=False)
    names: Collaboration = field(compare=False)
    text: str


def _catalogue(version: str, indicators: str, _: dict) -> dict[str, Figure]:
    names = collaboration(version)
    rows = warehouse.query(version, indicators), warehouse.query(version, CAVEATS)
    return _made_once(Rows(*rows, names, "".join(frame.to_csv() for frame in (*rows, names.areas))))


@lru_cache(maxsize=8)
def _made_once(rows: Rows) -> dict[str, Figure]:
    """The figures of the version before stay, where no row of them is another: so does what is asked of them."""
    return made(rows.indicators, rows.caveats, rows.names)


def _themes(version: str, themes: str, asked: dict[str, str]) -> list[Theme]:
    indicators, figures = warehouse.query(version, INDICATORS), catalogue(version)
    return [
        Theme(
            id=row.theme_id,
            heading=row.heading,
            text=row.text if isinstance(row.text, str) else "",
            facts=[fact for fact in facts(version) if fact.theme_id == row.theme_id],
            figures=[
                figures[id]
                for id in indicators.loc[
                    indicators[["theme_id", "other_theme_id"]].eq(row.theme_id).any(axis=1), "indicator_id"
                ]
            ],
        )
        for row in warehouse.query(version, themes, asked).itertuples()
    ]
