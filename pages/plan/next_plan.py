"""Ny plan: where does the work stand, and what should the next plan say?"""

from datetime import date

import streamlit as st

from content import wording
from content.figures import developments
from content.plan import decisions, next_plan
from dashboard import access, choices, documents, markup, parts
from dashboard.forms import fields
from dashboard.working_group import evaluation, plan_forms, progress
from register.rights import Rights


def assessments(told: next_plan.NextPlan, role: Rights, today: date) -> None:
    """One measure at a time, beside its evidence; then all of them."""
    st.header("Vurdering av tiltakene", anchor="vurdering")
    rows = parts.query(next_plan.ASSESSMENTS)
    st.markdown(told.assessed)
    names = {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in rows.itertuples()}
    chosen = int(choices.choose({"tiltak": ("Tiltak", names)})[0])
    [row] = rows[rows["measure_no"] == chosen].itertuples()
    evaluation.show(chosen, role, today, is_locked)
    if role.is_working_group:
        plan_forms.assessment_form(row, role, today, is_locked)
    if len(told.assessments):
        markup.table(told.assessments, "Vurdering av hvert tiltak")


def proposals(role: Rights, today: date) -> None:
    st.header("Forslag til nye tiltak", anchor="forslag")
    rows = parts.query(next_plan.PROPOSALS)
    st.markdown("" if len(rows) else "Ingen nye tiltak er foreslått ennå. Arbeidsgruppa legger dem inn her.")
    with st.container():
        for row in rows.itertuples():
            st.subheader(f"Forslag {row.proposal_no}", anchor=False)
            st.html(markup.titled(row.title, next_plan.proposal_texts(row)))
    if role.is_working_group:
        with plan_forms.folded("Legg inn eller endre et forslag", "proposal"):
            plan_forms.proposal_form(rows, role, today, is_locked)


def gaps(told: next_plan.NextPlan) -> None:
    st.header(next_plan.MISSING, anchor="mangler")
    lists = told.gaps | {"Overlatt til neste plan": told.left_to_next, "Bevisst utenfor planen": told.on_purpose}
    for heading, items in lists.items():
        st.markdown(f"**{heading}**\n\n{markup.bullets(items) or 'Ingen.'}")


today = wording.today()
st.title("Ny plan: hvor langt er vi, og hva er neste steg?", anchor=False)
role, is_locked = access.rights_shown()
told = parts.made(next_plan.told)
if not told.assessed:
    st.markdown(decisions.NO_MEASURES)
else:
    may_write = role.is_working_group or role.municipalities
    if may_write:
        fields.begin()
    progress.steps_taken(today)
    if may_write:
        st.caption(fields.KEPT)
    # Always there: what comes and goes above a field must not move it while somebody types.
    st.markdown(access.why_reader() if is_locked else "")
    progress.progress(told, role, today, is_locked)
    st.header("Nytt siden planen ble laget", anchor="nytt")
    st.markdown(markup.bullets(told.developments) or developments.NONE)
    assessments(told, role, today)
    proposals(role, today)
    gaps(told)
    st.header("Last ned", anchor="last-ned")
    st.markdown("Alt dette, tallene med forbehold og status for tiltakene som ett dokument til arbeidsgruppa.")
    documents.report_button(today)
    if is_locked or not role.is_working_group:
        st.markdown(access.only("arbeidsgruppa", "skrive vurderinger og forslag"))
        access.login_button()
