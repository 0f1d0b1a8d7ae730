"""The figures that are rows of data: each indicator of the catalogue as a figure of its kind."""

from content import warehouse
from content.figures.estimates import estimates
from content.figures.figure import Figure

INDICATORS = "select * from marts.indicators where page is not null order by place"
CAVEATS = "select indicator_id, caveat from marts.indicator_caveats order by place"
KINDS = {"anslag": estimates}
"""Kind of picture → what makes the figure of an indicator and what it can not say."""


def catalogue(version: str) -> dict[str, Figure]:
    """Id → figure of every indicator that a page shows, in the order of the catalogue."""
    return warehouse.once(_catalogue, version, INDICATORS, {})


def themes(version: str, page: str) -> dict[str, list[Figure]]:
    """Heading → the figures of a page that stand under it."""
    found = warehouse.query(version, INDICATORS)
    figures = catalogue(version)
    here = found[found["page"] == page]
    return {theme: [figures[id] for id in ids] for theme, ids in here.groupby("theme", sort=False)["indicator_id"]}


def _catalogue(version: str, indicators: str, _: dict) -> dict[str, Figure]:
    cannot_say = warehouse.query(version, CAVEATS).groupby("indicator_id")["caveat"].agg(tuple)
    return {
        row.indicator_id: KINDS[row.kind](row, cannot_say.get(row.indicator_id, ()))
        for row in warehouse.query(version, indicators).itertuples()
    }
