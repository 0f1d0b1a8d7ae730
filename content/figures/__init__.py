"""Every figure of the dashboard: those that are rows of data, and those that are declared here."""

from datetime import date

from content import warehouse
from content.figures.advisory import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18
from content.figures.catalogue import catalogue
from content.figures.children import YOUTH_ACTS, YOUTH_SEVERITY
from content.figures.crisis_centre import CENTRE_HOMES, CENTRE_USE
from content.figures.crisis_centre_years import (
    CENTRE_YEARS,
    NATIONAL_DAY_USERS,
    NATIONAL_DAY_VISITS,
    NATIONAL_RESIDENTS,
    NATIONAL_STAYS,
)
from content.figures.figure import Figure
from content.figures.homicides import HOMICIDES_FIGURE
from content.figures.measures import DEADLINES, MEASURES_BY_DEADLINE
from content.figures.over_time import OVER_TIME
from content.figures.worked_examples import WORKED_EXAMPLE

AWAITED = (*CENTRE_YEARS, CENTRE_HOMES)
"""Those whose figures the crisis centre delivers, and which are not there before it has."""
DECLARED = {
    figure.id: figure
    for figure in (
        OVER_TIME,
        HOMICIDES_FIGURE,
        YOUTH_SEVERITY,
        YOUTH_ACTS,
        CENTRE_USE,
        *AWAITED,
        NATIONAL_RESIDENTS,
        NATIONAL_STAYS,
        NATIONAL_DAY_USERS,
        NATIONAL_DAY_VISITS,
        ADVISORY_UNDER_18,
        ADVISORY_ADULTS,
        ADVISORY_CASES,
        DEADLINES,
        MEASURES_BY_DEADLINE,
        WORKED_EXAMPLE,
    )
}


def figures(version: str) -> dict[str, Figure]:
    """Id → every figure there is on a version; those of a page in the order it shows them."""
    known = catalogue(version)
    before = {id: figure for id, figure in known.items() if figure.page == OVER_TIME.page}
    return before | DECLARED | known


def present(version: str, today: date) -> list[str]:
    """The ids of the figures that have something to show on a version: the crisis centre's years may not have come."""
    return [
        id
        for id, figure in figures(version).items()
        if not warehouse.query(version, figure.select, figure.asked(today)).empty
    ]
