"""The figures of the shipped data, known before anything is built: what tests are parametrised by."""

import pandas as pd

from content.collaboration import Collaboration
from content.figures import DECLARED
from content.figures.catalogue import made
from pipelines.build import RAW


def _rows(name: str) -> pd.DataFrame:
    rows = pd.read_csv(RAW / f"{name}.csv", dtype=str).astype(object)
    return rows.where(rows.notna(), None)


def _indicators() -> pd.DataFrame:
    themes = _rows("themes").assign(theme_place=lambda rows: rows["place"].astype(int))
    rows = _rows("indicators").merge(themes[["theme_id", "page", "theme_place"]], on="theme_id")
    rows = rows.assign(place=rows["place"].astype(int)).sort_values(["theme_place", "place"])
    areas = _rows("areas").drop_duplicates("area_type").set_index("area_type")["area"]
    return rows.assign(area=rows["area_type"].map(areas))


CAVEATS = _rows("indicator_caveats").astype({"place": int}).merge(_rows("caveats")).sort_values("place")
FIGURES = made(_indicators(), CAVEATS, Collaboration(_rows("areas"))) | DECLARED
"""As content.figures.figures has them on a version of the shipped data; a test holds that they are the same."""
BY_ANCHOR = {figure.anchor: figure for figure in FIGURES.values()}
PACK = ["youth-severity", "adults-2023", "tall-centre-adults", "status", "beslutning", "mangler"]
"""The slides that are shown where nothing is chosen."""
