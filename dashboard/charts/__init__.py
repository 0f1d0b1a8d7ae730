"""Pure chart functions: a frame and a palette in, an Altair chart out. No Streamlit, no queries."""

from dashboard.charts.bars import bars, stacked_bars
from dashboard.charts.deadlines import deadlines
from dashboard.charts.estimates import NotComparableError, estimates
from dashboard.charts.series import yearly_series
from dashboard.charts.style import DARK, LIGHT, Palette

__all__ = [
    "DARK",
    "LIGHT",
    "NotComparableError",
    "Palette",
    "bars",
    "deadlines",
    "estimates",
    "stacked_bars",
    "yearly_series",
]
