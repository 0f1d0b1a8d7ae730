"""Where the work on the new plan stands: its steps, its dates, and when the present plan was adopted."""

from datetime import date
from functools import partial

import streamlit as st

from content import warehouse
from content.plan import adoptions, next_plan, steps
from dashboard import choices, markup, parts
from dashboard.working_group import plan_forms
from register.rights import Rights


def steps_taken(today: date) -> None:
    """What is done, what is next and by when, at a glance."""
    if found := parts.made(_steps_taken, today=today, follows=choices.along()):
        headline, picture, about_dates = found
        st.markdown(f"**{headline}**")
        st.html(picture)
        st.caption(about_dates)


def _steps_taken(version: str, today: date, follows: dict[str, str]) -> tuple[str, str, str] | None:
    """None where there is no plan to revise."""
    rows = warehouse.query(version, steps.STEPS)
    if rows.empty:
        return None
    picture = steps.picture(rows, today, partial(choices.link_along, follows))
    return steps.headline(rows, today), picture, steps.about_dates(rows, warehouse.query(version, steps.MEETINGS))


def progress(told: next_plan.NextPlan, role: Rights, today: date, is_locked: bool) -> None:
    """The dates that can be typed: the councils', the milestones', and when the present plan was adopted."""
    st.header("Framdriftsplan", anchor="framdriftsplan")
    may_write = role.is_working_group or role.municipalities
    # In places of their own, here and below: what comes above a form must not draw it anew, folded.
    with st.container():
        if len(told.meetings):
            markup.table(told.meetings, "Når kommunestyrene behandler den nye planen")
    if may_write:
        with plan_forms.folded("Oppgi når kommunestyret behandler den nye planen", "meeting"):
            plan_forms.meeting_form(parts.query(steps.MEETINGS), role, today, is_locked)
    if len(told.milestones):
        markup.table(told.milestones, "Milepæler fram mot ny plan")
    if role.is_working_group:
        with plan_forms.folded("Endre en milepæl", "milestone"):
            plan_forms.milestone_form(parts.query(next_plan.MILESTONES), role, today, is_locked)
    st.subheader("Vedtak av planen som gjelder nå", anchor=False)
    with st.container():
        if len(told.adoptions):
            markup.table(told.adoptions, "Vedtak av planen i kommunene")
    st.markdown(markup.bullets(told.about_adoptions))
    if may_write:
        with plan_forms.folded("Oppgi når planen ble vedtatt", "adoption"):
            plan_forms.adoption_form(parts.query(adoptions.ADOPTIONS), role, today, is_locked)
