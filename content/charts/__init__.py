"""The kinds of picture there are: each holds its rows, prepared once, and draws itself. No Streamlit, no queries."""

from content.charts.bars import Bars, StackedBars
from content.charts.chart import Chart, Measured, Scale, common_scale
from content.charts.deadlines import Deadlines
from content.charts.estimates import Estimates, NotComparableError
from content.charts.series import YearlySeries

__all__ = [
    "Bars",
    "Chart",
    "Deadlines",
    "Estimates",
    "Measured",
    "NotComparableError",
    "Scale",
    "StackedBars",
    "YearlySeries",
    "common_scale",
]
