"""Ny plan: what should the next plan say?"""

from datetime import date

import streamlit as st

from dashboard import access, documents, measure_card, new_plan, parts, plan_form, wording


def progress(rights, today: date) -> None:
    """Milestones, and what the present plan's adoption means in each municipality."""
    st.header("Framdriftsplan", anchor="framdriftsplan")
    milestones, adoptions = parts.query(new_plan.MILESTONES), parts.query(new_plan.ADOPTIONS)
    parts.table(new_plan.milestones_table(milestones), "Milepæler fram mot ny plan")
    st.markdown("Når revidert plan er ferdig, skal den vedtas i ni kommuner. Til da gjelder den planen som er vedtatt.")
    parts.table(
        new_plan.adoptions_table(adoptions, parts.query(new_plan.REVISION), today), "Vedtak av planen i kommunene"
    )
    st.caption(
        "KOSTRA-skjema 7B spør hvert år om kommunen har en plan som er politisk vedtatt, har tiltak, framdriftsplan og "
        "milepæler, og som ikke er gått ut. En plan uten sluttdato gjelder til den skal evalueres eller revideres."
    )
    if rights.is_working_group:
        with st.expander("Endre en milepæl"):
            plan_form.milestone_form(milestones, rights, today)
    mine = adoptions[adoptions["area_code"].isin(rights.municipalities) | rights.is_working_group]
    if not mine.empty:
        with st.expander("Oppgi når planen ble vedtatt"):
            plan_form.adoption_form(mine, rights, today)


def assessments(rights, today: date) -> None:
    """One measure at a time, beside its evidence; then all of them."""
    st.header("Vurdering av tiltakene", anchor="vurdering")
    rows = parts.query(new_plan.ASSESSMENTS)
    st.markdown(new_plan.assessed_sentence(rows))
    names = {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in rows.itertuples()}
    chosen = int(parts.choices({"tiltak": ("Tiltak", names)})[0])
    [row] = rows[rows["measure_no"] == chosen].itertuples()
    measure_card.evidence(chosen, today)
    if rights.is_working_group:
        plan_form.assessment_form(row, rights, today)
    parts.table(new_plan.assessments_table(rows), "Vurdering av hvert tiltak")


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


def gaps() -> None:
    st.header("Hull", anchor="hull")
    found = new_plan.gaps(
        parts.query(new_plan.FIGURES_WITH_MEASURE),
        parts.query(new_plan.MEASURES_WITHOUT_FIGURE),
        parts.query(new_plan.GROUPS_WITHOUT_FIGURE),
    )
    for heading, items in found.items():
        st.markdown(f"**{heading}**\n\n{parts.bullets(items) or 'Ingen.'}")
    left, on_purpose = new_plan.limit_sentences(parts.query(new_plan.LIMITS))
    st.markdown(f"**Overlatt til neste plan**\n\n{parts.bullets(left) or 'Ingen.'}")
    st.markdown(f"**Bevisst utenfor planen** (ikke hull)\n\n{parts.bullets(on_purpose) or 'Ingen.'}")


today = wording.today()
st.title("Ny plan: hva bør den neste planen si?", anchor=False)
rights = access.rights()
if parts.query(new_plan.ASSESSMENTS).empty:
    st.markdown("Ingen tiltak er lagt inn. De legges i data/raw/measures.csv.")
else:
    progress(rights, today)
    st.header("Nytt siden planen ble laget", anchor="nytt")
    developments = new_plan.development_sentences(parts.query(new_plan.DEVELOPMENTS))
    st.markdown(parts.bullets(developments) or "Ingenting nytt er lagt inn. Det legges i data/raw/developments.csv.")
    assessments(rights, today)
    proposals(rights, today)
    gaps()
    st.header("Ta med", anchor="ta-med")
    st.markdown("Alt dette, tallene med forbehold og status for tiltakene som ett dokument til arbeidsgruppa.")
    documents.report_button(today)
    if not rights.is_working_group:
        st.markdown("Bare arbeidsgruppa kan skrive vurderinger og forslag.")
        access.login_button()
