"""Personvern i løsningen: what is stored, who sees it, how long, and whom to ask?"""

import streamlit as st

from content import centre_sheet, wording
from register.settings import settings

st.title("Personvern i løsningen: hva lagres om noen?", anchor=False)
st.markdown(
    """
**Hva som lagres**
- Svar på oppgavene i planen: status, når oppgaven var på plass, ansvarlig rolle eller enhet, kommentar, begrunnelse,
  hvem som har besluttet, ny frist, lenke, datoen svaret gjelder, rollen til den som svarte, og når det ble lagret.
  Trekkes et svar tilbake, lagres det også.
- Evalueringen i det samme svaret: om tiltaket ble gjort som ment, hva som kom ut av det, hva som hindret, og om det bør
  gå videre. Arbeidsgruppas konklusjon om hvert tiltak, og hvor mange som hadde svart da den ble skrevet.
- Hvem som er oppnevnt til arbeidet med planen, som rolle eller stilling, og når.
- E-postadressen til hver kommune og hver som har en felles oppgave: et postmottak eller en rolle, aldri en person.
  Løsningen sender ingen e-post selv.
- Om den neste planen: vurderinger, forslag, milepæler, når kommunestyret behandler den, når planen som gjelder nå, ble
  vedtatt, og hvor lenge den gjelder. Merknader til dette lagres også.
- Tall som er lagt inn på «Tall»: radene, filens navn, og hvorfor de ble lagt inn eller angret.
- Rollen til den som skrev noe av dette, og når. Runder med navn og svarfrist. Ingen navn på den som svarer, bare
  rollen. Navn, e-post og annet fra innloggingen lagres ikke i registeret.
- Ingen skal skrive om utsatte, utøvere eller enkeltsaker. Tekst med et fødselsnummer blir avvist. Står det et
  telefonnummer, en e-postadresse eller «familien …», spør løsningen før teksten lagres. Det gjør den også når en rolle
  eller stilling ser ut som et navn, og når en e-postadresse ser ut til å tilhøre en enkeltperson.

**Det du har skrevet og ikke lagret**
- Det du skriver i skjemaene på «Gi status», «Arbeidsgruppa», «Ny plan», «Runder og påminnelser» og «Tall», og i feltene
  til papirene på «Min kommune», tas vare på som et utkast i minnet til serveren. Slik går det ikke tapt om siden lastes
  på nytt eller innloggingen går ut.
- Utkastet vises bare i din nettleser, og bare for den som er logget inn som deg. Løsningen skriver det aldri til
  registeret, til en fil eller til en sikkerhetskopi.
- Utkastet slettes når du lagrer, et døgn etter at du sist skrev i skjemaet, når arbeidsgruppa sladder en tekst, og når
  løsningen startes på nytt. En side som står åpen, viser det som er skrevet, til den lukkes eller lastes på nytt.
- Et ark du laster opp, blir ikke lagret, bare svarene eller tallene du trykker på knappen for. Arket ligger i minnet
  til serveren til du forlater siden, eller i noen minutter om forbindelsen brytes. Det som er lest av flere ark på én
  gang, ligger der i høyst en time til. Tall du ser på før de legges ut, ligger i en fil på serveren så lenge.

**Informasjonskapsler**
- `utkast` holder utkastet ditt fra andres. Den er et tilfeldig tall og ikke noe annet, og er borte et døgn etter at du
  sist lastet en side. Den lages for alle som åpner en side, også uten innlogging.
- `server` husker hvilken server utkastet ditt ligger på, der det er flere. Den er et tall, og er borte etter et år.
- `_streamlit_xsrf` hindrer at andre nettsteder sender noe i ditt navn. Den er borte når nettleseren lukkes.
- `ved-maskinen` viser at nettleseren åpnet adressen som ble vist da løsningen startet. Den gis bare der, og er borte
  etter høyst 30 dager.
- Er innlogging satt opp, brukes `_streamlit_session` mens du logger inn, og `_streamlit_user` holder deg innlogget. Den
  ligger i nettleseren i høyst 30 dager eller til du logger ut. Hvor lenge innloggingen gjelder, bestemmer den som
  logger deg inn. Logger du ut, huskes et avtrykk av innloggingen til den ellers ville gått ut, slik at ingen kan bruke
  den videre. Avtrykket kan ikke gjøres om til et navn.
- Ingen av dem brukes til å følge med på hva du gjør, og ingen av dem lagres sammen med svarene.
"""
    + centre_sheet.PRIVACY
    + """
**Hvem som ser det**
- Alle som kan åpne løsningen, kan lese alle svar, også teksten. Den kan bli offentlig.
- Bare den som har en rolle, kan svare for sin kommune eller sin felles oppgave. Arbeidsgruppa kan svare for alle, for
  den tar imot ark på e-post; da står arbeidsgruppa som den som svarte. Bare arbeidsgruppa kan åpne og lukke runder,
  skrive e-postadresser, vurderinger, konklusjoner, milepæler og forslag, og sladde tekst. E-postadressene vises bare
  for arbeidsgruppa. Når planen ble vedtatt, når kommunestyret behandler den neste, og hvem kommunen har oppnevnt, kan
  kommunen også oppgi selv. Bare dataforvalteren kan legge inn og angre tall; alle kan se hva, når og hvorfor.

**Hvor lenge**
- Svar slettes ikke: en retting er et nytt svar, slik at det alltid kan ses hva som var kjent når. Det gjelder også et
  svar som er trukket tilbake, og tall som er angret: de vises ikke lenger, men står i registeret.
- Sikkerhetskopier oppbevares av den som drifter løsningen, etter kommunens egne regler.

**Slik sladdes tekst**
- Arbeidsgruppa kan sladde en tekst på siden «Runder og påminnelser». Det kan ikke gjøres om. Da blir den borte fra
  registeret, historikken, frosne runder og eldre versjoner av dataene her, også i andre svar og i det som er skrevet om
  den neste planen, der nøyaktig den samme teksten står. Er den skrevet på en annen måte et annet sted, må den sladdes
  der for seg. Når, av hvilken rolle og hvorfor, blir stående. Alle utkast blir slettet samtidig, for teksten kan stå
  der også.
- Er registeret lagt i PostgreSQL, blir teksten i databasens egne filer til den selv rydder dem.
- Sikkerhetskopier og filer som er lastet ned før sladdingen, må slettes for seg.

**Bruken av sidene**
- Det du søker etter, står i adressen til siden med treff. Løsningen lagrer det ikke.
- Loggen til serveren sier hva som gikk galt, og hvor i programmet. Den sier ikke hvem du er, og ikke hva du skrev.
- Sidene sender ikke opplysninger om deg til andre. De henter ikke skrift, bilder eller kart fra andre nettsteder.
"""
)
chosen = settings()
st.header("Kontakt", anchor=False)
contact = ", ".join(text for text in (chosen.contact_name, chosen.contact_email) if text)
st.markdown(contact or f"Kontakten er ikke fylt inn ennå. {wording.ASK_THE_KEEPER}")
