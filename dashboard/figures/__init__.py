"""Every figure of the dashboard, declared once."""

from dashboard.figures.advisory import ADVISORY_ADULTS, ADVISORY_CASES, ADVISORY_UNDER_18
from dashboard.figures.children import YOUTH_ACTS, YOUTH_SEVERITY
from dashboard.figures.crisis_centre import CENTRE_USE, NATIONAL_DAY_USERS, NATIONAL_RESIDENTS
from dashboard.figures.measures import DEADLINES, TASKS_BY_DEADLINE
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

PREVALENCE = (
    ADULTS_2023,
    ADULTS_2014,
    CHILDHOOD_2023,
    CHILDHOOD_PLAN,
    ABUSE_BEFORE_18,
    ELDERLY_PERSONS,
    ELDERLY_LAST_YEAR,
    DISABILITY,
    OVER_TIME,
)
FIGURES = {
    figure.id: figure
    for figure in (
        *PREVALENCE,
        HOMICIDES_FIGURE,
        YOUTH_SEVERITY,
        YOUTH_ACTS,
        CENTRE_USE,
        NATIONAL_RESIDENTS,
        NATIONAL_DAY_USERS,
        ADVISORY_UNDER_18,
        ADVISORY_ADULTS,
        ADVISORY_CASES,
        DEADLINES,
        TASKS_BY_DEADLINE,
    )
}
