"""Every figure of the dashboard: those of the catalogue, and the few that are declared here."""

from datetime import date

from content import warehouse
from content.figures.catalogue import catalogue
from content.figures.figure import Figure
from content.figures.measures import DEADLINES, MEASURES_BY_DEADLINE
from content.figures.worked_examples import WORKED_EXAMPLE

DECLARED = {figure.id: figure for figure in (DEADLINES, MEASURES_BY_DEADLINE, WORKED_EXAMPLE)}
"""Those that are about the plan itself, and the worked example: no published number is behind them."""


def figures(version: str) -> dict[str, Figure]:
    """Id → every figure there is on a version; those of a page in the order it shows them."""
    return catalogue(version) | DECLARED


def present(version: str, today: date) -> list[str]:
    """The ids of the figures that have something to show on a version: the crisis centre's years may not have come."""
    return [
        id
        for id, figure in figures(version).items()
        if not warehouse.query(version, figure.select, figure.asked(today)).empty
    ]
