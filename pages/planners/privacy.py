"""Personvern i løsningen: what is stored, who sees it, how long, and whom to ask?"""

import streamlit as st

from register.settings import settings

st.title("Personvern i løsningen: hva lagres om noen?", anchor=False)
st.markdown(
    """
**Hva som lagres**
- Status på oppgavene i planen: status, når oppgaven var på plass, ansvarlig rolle eller enhet, kommentar, begrunnelse,
  ny frist, lenke, datoen meldingen gjelder, rollen til den som meldte, og når den ble lagret.
- Om den neste planen: vurderinger, forslag, milepæler og når planen ble vedtatt, med rollen til den som skrev, og når.
- Ingen navn på den som melder, bare rollen. Navn, e-post og annet fra innloggingen lagres ikke i registeret.
- Ingen opplysninger om utsatte, utøvere eller enkeltsaker. Tekst med et fødselsnummer blir avvist.

**Tall fra krisesenteret**
- Senterets eget ark med tall etter bosted blir på senteret. Bare tall som ingen kan kjennes igjen i, kommer hit:
  hvor noen bor, kan røpe at de har vært i kontakt med et krisesenter (krisesenterlova § 5). Kilder og metode sier
  hvordan tallene skjules.

**Hvem som ser det**
- Alle som kan åpne løsningen, kan lese all status, også teksten. Den kan bli offentlig.
- Bare den som har en rolle, kan melde for sin kommune eller sin felles oppgave. Bare arbeidsgruppa kan åpne og lukke
  runder, skrive vurderinger og forslag, og sladde tekst.

**Hvor lenge**
- Meldinger slettes ikke: en retting er en ny melding, slik at det alltid kan ses hva som var kjent når.
- Sikkerhetskopier oppbevares av den som drifter løsningen, etter kommunens egne regler.

**Slik sladdes tekst**
- Arbeidsgruppa kan sladde en tekst på siden «Runder og påminnelser». Da blir den borte fra registeret, historikken,
  frosne runder og eldre versjoner av dataene her. Når, av hvilken rolle og hvorfor, blir stående.
- Er registeret lagt i PostgreSQL, blir teksten i databasens egne filer til den selv rydder dem.
- Sikkerhetskopier og filer som er lastet ned før sladdingen, må slettes for seg.

**Bruken av sidene**
- Sidene sender ikke opplysninger om deg til andre. De henter ikke skrift, bilder eller kart fra andre nettsteder.
- Er innlogging satt opp, lagres en informasjonskapsel som holder deg innlogget. Ellers lagres ingen om deg.
"""
)
chosen = settings()
st.header("Kontakt", anchor=False)
contact = ", ".join(text for text in (chosen.contact_name, chosen.contact_email) if text)
st.markdown(contact or "Kontakten er ikke fylt inn ennå. Den som drifter løsningen, legger den i settings.toml.")
