"""Tilgjengelighet: who can use the pages, and where do they fall short?"""

import streamlit as st

st.title("Tilgjengelighet: hvem kan bruke sidene?", anchor=False)
st.markdown(
    """
Sidene er laget for å følge WCAG 2.1 på nivå A og AA, som er kravet til kommunale nettsider.

**Slik er det løst**
- Alle figurer har en tekst som sier det figuren viser, og tallene finnes som tabell under figuren.
- Ingenting sies med farge alene: kjønn har ulik form, og status og frist står i ord.
- Tekst har kontrast på minst 4,5:1 og figurer minst 3:1, på lys og mørk bakgrunn.
- Alt kan brukes med tastatur, og det som har fokus, har en tydelig ramme. Menyen åpnes med Enter eller piltastene.
- «Hopp til innholdet» går forbi menyen, til overskriften på siden. Hver side har sin egen tittel i fanen.
- Feil i et skjema leses opp, er knyttet til feltet sitt, og har lenke til det.
- Sidene kan leses på en skjerm som er 320 punkter bred, og med 200 % forstørring.

**Slik er det prøvd**
- En side er gått gjennom med tastatur alene, og alle sider er lest gjennom etter engelske ord, automatisk.
- Hver side er prøvd automatisk med axe-core i nettleseren, i tre bredder, på lys og mørk bakgrunn.
  Ingen feil ble funnet.
- Automatiske prøver finner ikke alt. Sidene er ikke prøvd av brukere med skjermleser.

**Dette er ikke i orden**
- Bilder som lastes ned, har ikke alternativ tekst. Bruk avsnittet med kilde ved siden av bildet.
- Det som er feil i skjemaet på «Tall fra krisesenteret», står i en tabell under skjemaet, uten lenke til feltet.

**Meld fra** til kommunen som drifter sidene hvis noe ikke virker for deg. Du kan også klage til Tilsynet for
universell utforming av ikt.
"""
)
