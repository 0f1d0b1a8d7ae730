"""Every figure of the dashboard, declared once."""

from datetime import date

from content import warehouse
from content.figures.advisory import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18
from content.figures.children import YOUTH_ACTS, YOUTH_SEVERITY
from content.figures.crisis_centre import CENTRE_HOMES, CENTRE_USE
from content.figures.crisis_centre_years import (
    CENTRE_YEARS,
    NATIONAL_DAY_USERS,
    NATIONAL_DAY_VISITS,
    NATIONAL_RESIDENTS,
    NATIONAL_STAYS,
)
from content.figures.homicides import HOMICIDES_FIGURE
from content.figures.measures import DEADLINES, MEASURES_BY_DEADLINE
from content.figures.over_time import OVER_TIME
from content.figures.prevalence import (
    ABUSE_BEFORE_18,
    ADULTS_2014,
    ADULTS_2023,
    CHILDHOOD_2023,
    CHILDHOOD_PLAN,
    DISABILITY,
    ELDERLY_LAST_YEAR,
    ELDERLY_PERSONS,
)
from content.figures.worked_examples import WORKED_EXAMPLE

PREVALENCE_BY_THEME = {
    "Partnervold og voldtekt": (ADULTS_2023, ADULTS_2014),
    "Barndom": (CHILDHOOD_2023, CHILDHOOD_PLAN, ABUSE_BEFORE_18),
    "Eldre": (ELDERLY_PERSONS, ELDERLY_LAST_YEAR),
    "Funksjonsnedsettelse": (DISABILITY,),
    "Over tid": (OVER_TIME,),
}
PREVALENCE = tuple(figure for figures in PREVALENCE_BY_THEME.values() for figure in figures)
AWAITED = (*CENTRE_YEARS, CENTRE_HOMES)
"""Those whose figures the crisis centre delivers, and which are not there before it has."""
FIGURES = {
    figure.id: figure
    for figure in (
        *PREVALENCE,
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


def present(version: str, today: date) -> list[str]:
    """The ids of the figures that have something to show on a version: the crisis centre's years may not have come."""
    return [
        id for id, figure in FIGURES.items() if not warehouse.query(version, figure.select, figure.asked(today)).empty
    ]
