"""Oversikt: what do we know, what do we do, what is missing?"""

import streamlit as st

from dashboard import parts, wording
from dashboard.figures import TASKS_BY_DEADLINE, facts, measures

DATES = "select date_id, date, event from marts.plan_dates order by date, date_id"
LIMITS = "select theme, kind, plan_section from marts.plan_limits order by plan_section"

today = wording.today()
dates = parts.query(DATES)

st.title("Vold i nære relasjoner: hva vi vet, hva vi gjør, hva som mangler", anchor=False)
if dates.empty:
    st.markdown("**Planens datoer er ikke lagt inn. De legges i data/raw/plan_dates.csv.**")
else:
    by_id = dates.set_index("date_id")["date"]
    st.markdown(
        f"**Planperioden går ut {wording.day(by_id['period_ends'])}. "
        f"Revidert plan skal være ferdig {wording.day(by_id['revision_due'])}.**"
    )
st.caption(
    "Felles handlingsplan for Hamar, Elverum, Engerdal, Løten, Ringsaker, Stange, Trysil, Våler og Åmot. "
    "Planteksten oppgir ingen planperiode; Løten kommune publiserer den som «2023–2026»."
)

st.header("Hva vet vi?", anchor=False)
for fact in (
    facts.YOUTH_SEVERE,
    facts.WOMEN_PARTNER,
    facts.CENTRE_ADULTS,
    facts.CENTRE_CHILDREN,
    facts.INNLANDET_CASES,
):
    parts.fact(fact)
st.caption("Tallene måler ulike ting i ulike grupper og kan ikke sammenlignes med hverandre.")

st.header("Hva gjør vi?", anchor=False)
listed = parts.query(measures.OVERVIEW, today=today, focus_area="alle", target_group="alle")
if listed.empty:
    st.markdown("Ingen tiltak er lagt inn. De legges i data/raw/measures.csv.")
else:
    st.markdown(measures.tasks_sentence(parts.query(measures.TASK_COUNTS)))
    parts.figure(TASKS_BY_DEADLINE, today=today)
    parts.table(measures.overview_table(listed), "Tiltakene med status og frist")

left, right = st.columns(2)
with left:
    st.header("Hva trenger en beslutning?", anchor=False)
    st.markdown(
        parts.bullets(
            [
                *(
                    f"**{wording.day(row.date)}** {row.event} ({wording.days_until(row.date, today)})."
                    for row in dates.itertuples()
                ),
                "Når status skal innhentes fra kommunene: planen pålegger ingen å rapportere.",
            ]
        )
    )
with right:
    st.header("Hva vet vi ikke?", anchor=False)
    limits = parts.query(LIMITS)
    st.markdown(
        parts.bullets(
            [
                "Hvor mange som er utsatt i de ni kommunene: undersøkelsene er nasjonale.",
                *(
                    ["Hva som er gjennomført: status er ikke innhentet ennå."]
                    if not listed["municipal_reported"].any()
                    else []
                ),
                *(
                    f"Overlatt til neste plan (avsnitt {row.plan_section}): {row.theme}."
                    for row in limits[limits["kind"] == "overlatt til neste plan"].itertuples()
                ),
            ]
        )
    )
    for row in limits[limits["kind"] == "bevisst utenfor planen"].itertuples():
        st.caption(f"Bevisst utenfor planen, ikke en mangel (avsnitt {row.plan_section}): {row.theme}.")
