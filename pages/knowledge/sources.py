"""Kilder og metode: can I trust this?"""

from functools import partial

import streamlit as st

from content import warehouse, wording
from content.figures import changes, developments, sources
from content.texts import texts
from dashboard import documents, markup, parts

METHOD = """\
- **Hvor setningene kommer fra.** Alt som sies om et tall, kommer fra tallet selv og kilden det er ført fra, eller fra
  reglene her. Undersøkelser sier hva folk «oppgir». Saker og bruk av krisesenteret er hendelser og personer som er
  telt, ikke vold. Forklares et tall, står det hvem som forklarer det.
- **Usikkerhet.** Strekene i figurene er 95 %-intervaller (Wilson), beregnet fra andelen og antall svar. Er andelen
  avrundet i kilden («én av ti», «3 %»), er intervallet beregnet fra den avrundede andelen. Undersøkelser med vekting
  har større usikkerhet enn dette viser, og det kan også undersøkelser på skoler ha.
- **Tall i ord.** «Over», «nesten», «nær», «ca.» og «mellom» vises slik kilden sier det. «Over 20 prosent» tegnes fra
  20 og åpent oppover, ikke som 20.
- **Sammenligning.** To tall står bare på samme akse når undersøkelse, befolkning, periode og metode er den samme."""
MORE = """\
- **Regneeksempler.** En nasjonal andel ganget med folketallet i nøyaktig den alderen som ble spurt, som et bånd som
  tar med usikkerheten i andelen, avrundingen av den og tilfeldighetene i en liten befolkning. Det er ikke et tall for
  kommunen.
- **Per 10 000 innbyggere.** Barn er delt på barn (0–17 år), voksne på voksne (18 år og over) og alle på alle, 1.
  januar samme år, eller det året kilden er fra der den ikke oppgir år. Er det ikke hentet folketall for alderen og
  året, vises antallet alene.
- **Foreløpig og ikke bekreftet.** «Foreløpig tall» er det bare når den som publiserer tallet, sier det. «Ikke
  bekreftet: lest av gjengivelse» er lest av pressen, en forhåndsvisning eller et avkortet utdrag, og ikke av den
  publiserte siden. Er en omtale av en rapport selv ført som kilde, står det ved kilden.
- **Små tall.** Tall for personer i kommunene som ikke er offentlige fra før, skjules når de er fra 1 til 4, før de
  lagres her. Kommuner med 20 000 innbyggere eller færre vises alltid samlet. Er ett tall for lite, vises bare kommunene
  samlet det året, eller bare hele senteret, eller ingenting, så skjulte tall ikke kan regnes ut av dem som vises. Er et
  år rettet, kan den som vet hele årets tall fra et annet sted, likevel regne ut mer.
- **Planens tall og tillegg.** Kildelinjen under hver figur sier om tallet står i planen, eller er lagt til.
"""
MADE, READ, NOTICED, CHANGED = (
    "Slik er tallene laget",
    "Dette har vi endret",
    "Merknader til tallene",
    "Endringer i tallene",
)
SOURCES, ALL, NEWS = "Kilder", "Last ned alt", "Nytt siden planen ble laget"
OPEN_DATA = "Tallene er også [åpne data](data/): CSV, JSON og Parquet for andre programmer, på adresser som står fast."
ANCHORS = {CHANGED: "endringer"}
ask = partial(warehouse.query, parts.version())
readings = markup.bullets(texts(ask, "readings"))
headings = [MADE, *([READ] if readings else []), NOTICED, CHANGED, SOURCES, ALL, NEWS]
st.title("Kilder og metode: kan jeg stole på dette?", anchor=False)
st.html(markup.jumps("Innhold", {heading: ANCHORS.get(heading, wording.slug(heading)) for heading in headings}))
st.header(MADE, anchor=wording.slug(MADE))
st.markdown("\n".join([METHOD, *(f"- {item}" for item in texts(ask, "method")), MORE]))
if readings:
    st.header(READ, anchor=wording.slug(READ))
    st.markdown(readings)

st.header(NOTICED, anchor=wording.slug(NOTICED))
notices = parts.query(sources.NOTICES)
st.markdown(markup.bullets(notices["detail"]) or "Kontrollene av dataene har ingen merknader.")

st.header(CHANGED, anchor=ANCHORS[CHANGED])
changed = parts.query(changes.CHANGES, most=changes.MOST)
if len(changed):
    markup.table(changes.table(changed), "Tall som er nye, endret eller tatt ut, med det nyeste først")
else:
    st.markdown(changes.NONE)

st.header(SOURCES, anchor=wording.slug(SOURCES))
known = parts.query(sources.EVERY_SOURCE)
st.markdown(markup.bullets(parts.made(sources.all_described)) or f"Ingen kilder er lagt inn. {wording.ASK_THE_KEEPER}")
if len(known) and known["next_expected"].isna().all():
    st.caption(sources.NOT_TOLD_WHEN)
st.header(ALL, anchor=wording.slug(ALL))
st.markdown("Alle dataene som regneark, med forklaring av hver tabell og kolonne.")
documents.workbook_button()
st.markdown(OPEN_DATA)
st.header(NEWS, anchor=wording.slug(NEWS))
st.markdown(markup.bullets(parts.made(developments.told_in)) or developments.NONE)
