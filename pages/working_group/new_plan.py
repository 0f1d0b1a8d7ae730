"""Ny plan: what should the next plan say?"""

from datetime import date

import streamlit as st

from dashboard import access, documents, measure_card, new_plan, parts, plan_form, wording
from dashboard.figures import developments


def progress(told: new_plan.Told, rights, today: date) -> None:
    """Milestones, and what the present plan's adoption means in each municipality."""
    st.header("Framdriftsplan", anchor="framdriftsplan")
    parts.table(told.milestones, "Milepæler fram mot ny plan")
    st.markdown("Når revidert plan er ferdig, skal den vedtas i ni kommuner. Til da gjelder den planen som er vedtatt.")
    parts.table(told.adoptions, "Vedtak av planen i kommunene")
    st.caption(
        "KOSTRA-skjema 7B spør hvert år om kommunen har en plan som er politisk vedtatt, har tiltak, framdriftsplan og "
        "milepæler, og som ikke er gått ut. En plan uten sluttdato gjelder til den skal evalueres eller revideres."
    )
    if rights.is_working_group:
        with st.expander("Endre en milepæl"):
            plan_form.milestone_form(parts.query(new_plan.MILESTONES), rights, today)
    if rights.is_working_group or rights.municipalities:
        with st.expander("Oppgi når planen ble vedtatt"):
            plan_form.adoption_form(parts.query(new_plan.ADOPTIONS), rights, today)


def assessments(told: new_plan.Told, rights, today: date) -> None:
    """One measure at a time, beside its evidence; then all of them."""
    st.header("Vurdering av tiltakene", anchor="vurdering")
    rows = parts.query(new_plan.ASSESSMENTS)
    st.markdown(told.assessed)
    names = {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in rows.itertuples()}
    chosen = int(parts.choices({"tiltak": ("Tiltak", names)})[0])
    [row] = rows[rows["measure_no"] == chosen].itertuples()
    measure_card.evidence(chosen, today)
    if rights.is_working_group:
        plan_form.assessment_form(row, rights, today)
    parts.table(told.assessments, "Vurdering av hvert tiltak")


def proposals(rights, today: date) -> None:
    st.header("Forslag til nye tiltak", anchor="forslag")
    rows = parts.query(new_plan.PROPOSALS)
    st.markdown("" if len(rows) else "Ingen nye tiltak er foreslått ennå. Arbeidsgruppa legger dem inn her.")
    for row in rows.itertuples():
        st.subheader(f"Forslag {row.proposal_no}", anchor=False)
        st.html(parts.titled(row.title, new_plan.proposal_texts(row)))
    if rights.is_working_group:
        with st.expander("Legg inn eller endre et forslag"):
            plan_form.proposal_form(rows, rights, today)


def gaps(told: new_plan.Told) -> None:
    st.header("Hull", anchor="hull")
    for heading, items in told.gaps.items():
        st.markdown(f"**{heading}**\n\n{parts.bullets(items) or 'Ingen.'}")
    st.markdown(f"**Overlatt til neste plan**\n\n{parts.bullets(told.left_to_next) or 'Ingen.'}")
    st.markdown(f"**Bevisst utenfor planen** (ikke hull)\n\n{parts.bullets(told.on_purpose) or 'Ingen.'}")


today = wording.today()
st.title("Ny plan: hva bør den neste planen si?", anchor=False)
rights = access.rights()
told = parts.made(new_plan.told, today=today)
if told.assessments.empty:
    st.markdown("Ingen tiltak er lagt inn. De legges i data/raw/measures.csv.")
else:
    progress(told, rights, today)
    st.header("Nytt siden planen ble laget", anchor="nytt")
    st.markdown(parts.bullets(told.developments) or developments.NONE)
    assessments(told, rights, today)
    proposals(rights, today)
    gaps(told)
    st.header("Ta med", anchor="ta-med")
    st.markdown("Alt dette, tallene med forbehold og status for tiltakene som ett dokument til arbeidsgruppa.")
    documents.report_button(today)
    if not rights.is_working_group:
        st.markdown("Bare arbeidsgruppa kan skrive vurderinger og forslag.")
        access.login_button()
