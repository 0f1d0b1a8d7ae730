"""The figures of the shipped data, known before anything is built: what tests are parametrised by."""

import pandas as pd

from content.figures import DECLARED, OVER_TIME
from content.figures.catalogue import KINDS
from content.figures.figure import Figure
from pipelines.build import RAW


def _rows(name: str) -> pd.DataFrame:
    return pd.read_csv(RAW / f"{name}.csv", dtype=str).astype(object).where(lambda cells: cells.notna(), None)


def _catalogue() -> dict[str, Figure]:
    caveats = _rows("indicator_caveats").merge(_rows("caveats")).groupby("indicator_id")["caveat"].agg(tuple)
    placed = [row for row in _rows("indicators").itertuples() if row.page]
    placed.sort(key=lambda row: int(row.place))
    return {row.indicator_id: KINDS[row.kind](row, caveats.get(row.indicator_id, ())) for row in placed}


CATALOGUE = _catalogue()
FIGURES = {id: figure for id, figure in CATALOGUE.items() if figure.page == OVER_TIME.page} | DECLARED | CATALOGUE
"""As content.figures.figures has them on a version of the shipped data; a test holds that they are the same."""
BY_ANCHOR = {figure.anchor: figure for figure in FIGURES.values()}
