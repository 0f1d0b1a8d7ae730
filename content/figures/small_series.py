"""The years around a number, where its figure is a series: small enough to stand beside it in a line."""

from content import charts
from content.figures.catalogue import catalogue
from content.figures.facts import Fact
from content.figures.figure import show
from content.look import marks

FEWEST_YEARS = 3


def years_around(version: str, fact: Fact) -> str:
    """HTML of the years counted as the number is, from zero; empty where there are too few to see anything by."""
    figure = catalogue(version).get(fact.indicator_id or "")
    shown = show(figure, version) if figure and fact.count else None
    if shown is None or not isinstance(shown.chart, charts.YearlySeries):
        return ""
    counted = [row for row in shown.chart.rows if not row.is_recomputed]
    [name] = {row.name for row in counted if (row.year, row.amount) == (fact.count.year, fact.count.amount)} or {None}
    years = [(row.year, row.amount, row.is_open) for row in counted if row.name == name]
    return marks.years(years, shown.chart.breaks) if len(years) >= FEWEST_YEARS else ""
