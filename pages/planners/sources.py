"""Kilder og metode: can I trust this?"""

import streamlit as st

from dashboard import documents, new_plan, parts
from dashboard.figures import sources

METHOD = """
- **Usikkerhet.** Strekene i figurene er 95 %-intervaller (Wilson), beregnet fra andelen og antall svar. Er andelen
  avrundet i kilden («én av ti»), er intervallet beregnet fra den avrundede andelen.
  Undersøkelser med vekting eller hele skoleklasser har
  større usikkerhet enn dette viser.
- **Tall i ord.** «Over», «nesten», «nær», «ca.» og «mellom» vises slik kilden sier det. «Over 20 prosent» tegnes fra
  20 og åpent oppover, ikke som 20.
- **Sammenligning.** To tall står bare på samme akse når undersøkelse, befolkning, periode og metode er den samme.
- **Barn og unge.** Antall svar bak prosentene i tabellen fra 2019 er ikke oppgitt. Det er utledet av prosentene.
- **Rest.** «Annet/ikke oppgitt» i sakene fra Kompetanseteamet er regnet ut som det som er igjen.
- **Regneeksempler.** En nasjonal andel ganget med folketallet i nøyaktig den alderen som ble spurt, som et bånd som
  tar med usikkerheten i andelen og tilfeldighetene i en liten befolkning. Det er ikke et tall for kommunen.
- **Per 10 000 innbyggere.** Antallet delt på alle innbyggerne 1. januar samme år, eller det året planen er fra der
  den ikke oppgir år. Brukerne kan velge senter fritt.
- **Små tall.** Tall for personer i kommunene som ikke er offentlige fra før, skjules når de er fra 1 til 4, før de
  forlater krisesenteret. Kommuner med 20 000 innbyggere eller færre vises alltid samlet. Er ett tall for lite, vises
  bare de ni samlet det året, eller bare hele senteret, eller ingenting, slik at ingen skjulte tall kan regnes ut.
- **Planens tall og tillegg.** Kildelinjen under hver figur sier om tallet står i planen, eller er lagt til.
"""
CHANGED = """
- «Æres relatert» i overskriften til avsnitt 3.6 er skrevet «Æresrelatert».
- Tabellen fra NKVTS 2019 er delt i én linje for hver handling og hyppighet. Ingen tall er endret.
- Korte arbeidstitler på tiltakene er våre egne. Planens ordlyd står på tiltakskortet.
- Planen oppgir ikke perioden for alle tallene om partnervold fra 2014 og 2023. Vi har lest dem som «noen gang i livet».
- Hvilke tiltak en figur eller en lov angår, er vår lesning.
"""

st.title("Kilder og metode: kan jeg stole på dette?", anchor=False)
st.header("Slik er tallene laget", anchor=False)
st.markdown(METHOD)
st.header("Dette har vi endret", anchor=False)
st.markdown(CHANGED)

st.header("Merknader til tallene", anchor=False)
notices = parts.query(sources.NOTICES)
st.markdown(parts.bullets(notices["detail"]) or "Kontrollene av dataene har ingen merknader.")

st.header("Kilder", anchor=False)
described = parts.bullets(sources.described(source) for source in parts.query(sources.EVERY_SOURCE).itertuples())
st.markdown(described or "Ingen kilder er lagt inn. De legges i data/raw/sources.csv.")
st.header("Last ned alt", anchor=False)
st.markdown("Alle dataene som regneark, med forklaring av hver tabell og kolonne.")
documents.workbook_button()
st.header("Nytt siden planen ble laget", anchor=False)
developments = new_plan.development_sentences(parts.query(new_plan.DEVELOPMENTS))
st.markdown(parts.bullets(developments) or "Ingenting nytt er lagt inn. Det legges i data/raw/developments.csv.")
