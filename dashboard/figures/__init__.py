"""Every figure of the dashboard, declared once."""

from dashboard.figures.advisory import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18
from dashboard.figures.children import YOUTH_ACTS, YOUTH_SEVERITY
from dashboard.figures.crisis_centre import CENTRE_HOMES, CENTRE_USE
from dashboard.figures.crisis_centre_years import (
    CENTRE_YEARS,
    NATIONAL_DAY_USERS,
    NATIONAL_DAY_VISITS,
    NATIONAL_RESIDENTS,
    NATIONAL_STAYS,
)
from dashboard.figures.measures import DEADLINES, MEASURES_BY_DEADLINE
from dashboard.figures.prevalence import (
    ABUSE_BEFORE_18,
    ADULTS_2014,
    ADULTS_2023,
    CHILDHOOD_2023,
    CHILDHOOD_PLAN,
    DISABILITY,
    ELDERLY_LAST_YEAR,
    ELDERLY_PERSONS,
    HOMICIDES_FIGURE,
    OVER_TIME,
)
from dashboard.figures.worked_examples import WORKED_EXAMPLE

PREVALENCE_BY_THEME = {
    "Partnervold og voldtekt": (ADULTS_2023, ADULTS_2014),
    "Barndom": (CHILDHOOD_2023, CHILDHOOD_PLAN, ABUSE_BEFORE_18),
    "Eldre": (ELDERLY_PERSONS, ELDERLY_LAST_YEAR),
    "Funksjonsnedsettelse": (DISABILITY,),
    "Over tid": (OVER_TIME,),
}
PREVALENCE = tuple(figure for figures in PREVALENCE_BY_THEME.values() for figure in figures)
FIGURES = {
    figure.id: figure
    for figure in (
        *PREVALENCE,
        HOMICIDES_FIGURE,
        YOUTH_SEVERITY,
        YOUTH_ACTS,
        CENTRE_USE,
        *CENTRE_YEARS,
        CENTRE_HOMES,
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
