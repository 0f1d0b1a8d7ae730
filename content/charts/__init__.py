"""Pure chart functions: a frame and a palette in, an Altair chart out. No Streamlit, no queries."""

from content.charts.bars import bars, stacked_bars
from content.charts.deadlines import deadlines
from content.charts.estimates import NotComparableError, estimates
from content.charts.series import yearly_series
from content.charts.style import DARK, LIGHT, Palette

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
