"""Gi status: how do I answer?"""

import streamlit as st

from content import warehouse, wording
from content.collaboration import plan_title
from content.plan import decisions
from dashboard import access, choices, parts
from dashboard.forms import fields
from dashboard.reporting import sheet, task_list

today = wording.today()
st.title("Gi status: hva er gjort hos dere?", anchor=False)
if len(warehouse.plans(parts.version())) > 1:
    st.caption(f"Svarene gjelder {plan_title(parts.version()).definite}.")
role, is_lapsed = access.rights_shown()
is_locked = is_lapsed or not role.may_report_anything
tasks = parts.made(task_list.answerable, today=today, rights=role)
# In a place of its own: what comes and goes above a field must not move it while somebody types.
with st.container():
    if is_locked:
        st.markdown(access.why_reader())
        access.login_button()
if not tasks:
    if role.may_report_anything:
        st.markdown(decisions.NO_MEASURES)
else:
    fields.begin()
    names = {area: own.name for area, own in tasks.items()}
    (area,) = choices.choose({"kommune": ("Kommune", names)}, ask_first=True)
    if area is not None:
        own = tasks[area]
        in_round = task_list.round_sentence(parts.made(task_list.open_rounds), own.tasks, today)
        st.markdown((in_round or own.answered) + ("" if is_locked else f" Du svarer som {role.role}."))
        by_form, by_sheet, history = st.tabs(task_list.WAYS, key=task_list.OPEN_WAY, on_change="rerun")
        with by_form:
            task_list.task_list(own, role, today, is_locked)
        with by_sheet:
            # Also where it is not open: a sheet that was chosen would be gone.
            if not is_locked:
                sheet.report_sheet(area, own, role, today)
        if history.open:
            with history:
                sheet.reported_history(area)
    if not is_locked:
        access.login_button()
