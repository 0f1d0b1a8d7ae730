"""Oversikt: what do we know, what do we do, what is missing?"""

import streamlit as st

from dashboard import municipality, parts, status, status_tables, wording
from dashboard.figures import MEASURES_BY_DEADLINE, WORKED_EXAMPLE, facts

DATES = "select date_id, date, event from marts.plan_dates order by date, date_id"
LIMITS = "select theme, kind, plan_section from marts.plan_limits order by kind desc, plan_section"

today = wording.today()
dates = parts.query(DATES)
by_id = dates.set_index("date_id")["date"]


def until(date_id: str) -> str:
    """«31.12.2026 (om 38 dager)»."""
    return f"{wording.day(by_id[date_id])} ({wording.days_until(by_id[date_id], today)})"


st.title("Vold i nære relasjoner: hva vi vet, hva vi gjør, hva som mangler", anchor=False)
if dates.empty:
    st.markdown("**Planens datoer er ikke lagt inn. De legges i data/raw/plan_dates.csv.**")
else:
    st.markdown(
        f"**Planperioden går ut {wording.day(by_id['period_ends'])}. "
        f"Revidert plan skal være ferdig {wording.day(by_id['revision_due'])}.**"
    )
st.caption(
    "Felles handlingsplan for Hamar, Elverum, Engerdal, Løten, Ringsaker, Stange, Trysil, Våler og Åmot. "
    "Planteksten oppgir ingen planperiode; Løten kommune publiserer den som «2023–2026»."
)

if area := parts.asked("kommune", parts.query(municipality.AREAS)["area"]):
    st.markdown(f"**{area}:** se [hva som er på plass hos dere](/kommune?kommune={st.query_params['kommune']}).")

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
st.markdown(f"Et regneeksempel for kommunene: {WORKED_EXAMPLE.link}")

st.header("Hva gjør vi?", anchor=False)
progress = parts.query(status.PROGRESS, today=today, **status.EVERY_MEASURE)
reported = progress["reported"].any()
if progress.empty:
    st.markdown("Ingen tiltak er lagt inn. De legges i data/raw/measures.csv.")
else:
    parts.figure(MEASURES_BY_DEADLINE, today=today)
    parts.table(status_tables.overview_table(progress), "Tiltakene med status og frist")

left, right = st.columns(2)
with left:
    st.header("Hva trenger en beslutning?", anchor=False)
    if not dates.empty:
        st.markdown(
            parts.bullets(
                [
                    f"Skal planen forlenges? Den går ut {until('period_ends')}. "
                    f"Den reviderte skal være ferdig {until('revision_due')}.",
                    f"Hvem skal representere kommunen i den nye arbeidsgruppa? Fristen er {until('group_formed')}.",
                    "Hvem skal være koordinator for revisjonen? Kommunedirektørene utpeker.",
                    *([] if reported else ["Når skal status innhentes? Planen pålegger ingen å rapportere."]),
                ]
            )
        )
with right:
    st.header("Hva vet vi ikke?", anchor=False)
    unknown = [
        "Hvor mange som er utsatt i de ni kommunene: undersøkelsene er nasjonale.",
        "Omfanget av saker om æresrelatert vold i kommunene: «Vi kjenner ikke omfanget», skriver planen "
        "(avsnitt 3.6.1).",
    ]
    if not reported:
        unknown.append("Hva som er gjennomført: status er ikke innhentet ennå.")
    st.markdown(parts.bullets(unknown))
    st.header("Hva dekker ikke planen?", anchor=False)
    st.markdown(
        parts.bullets(
            f"{wording.capitalised(row.kind)} (avsnitt {row.plan_section}): {wording.uncapitalised(row.theme)}."
            for row in parts.query(LIMITS).itertuples()
        )
    )
