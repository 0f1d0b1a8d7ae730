"""Personvern i løsningen: what is stored, who sees it, how long, and whom to ask?"""

from pathlib import Path

import streamlit as st

from content.wording import ASK_THE_KEEPER
from dashboard import access
from register.settings import settings

# What is so with login, and what is so without → what takes its place in the text.
BY_LOGIN = {
    "draft": "Utkastet vises bare i din nettleser, og bare for den som er logget inn som deg.",
    "year": "Bare krisesenterets leder kan legge inn året.",
    "who": """\
- Bare den som har en rolle, kan svare for sin kommune eller sin felles oppgave. Arbeidsgruppa kan svare for alle, for
  den tar imot ark på e-post; da står arbeidsgruppa som den som svarte. Bare arbeidsgruppa kan åpne og lukke runder,
  skrive e-postadresser, vurderinger, konklusjoner, milepæler og forslag, og sladde tekst. E-postadressene vises bare
  for arbeidsgruppa. Når planen ble vedtatt, når kommunestyret behandler den neste, hvem kommunen har oppnevnt, og
  hvilke hjelpetilbud den har, kan kommunen også oppgi selv.
- Bare den som er dataforvalter, kan legge inn tall og angre dem; alle kan se hva som er lagt inn, av hvilken rolle og
  hvorfor.""",
}
AT_THE_MACHINE = {
    "draft": "Her er det ikke innlogging: utkastet vises for alle som bruker den samme nettleseren.",
    "year": "Her er det ikke innlogging: den som sitter ved maskinen løsningen kjører på, kan legge inn året.",
    "who": """\
- Her er det ikke innlogging. Den som sitter ved maskinen løsningen kjører på, kan gjøre alt: svare for alle kommunene
  og de felles oppgavene, åpne og lukke runder, se og skrive e-postadresser, skrive om den neste planen og om
  hjelpetilbudene, sladde tekst, legge inn og angre tall, og legge inn året til krisesenteret. Det lagres med rollen
  «lokal bruker». Andre kan bare lese, og de ser ikke e-postadressene. Alle kan se hvilke tall som er lagt inn, av
  hvilken rolle og hvorfor.""",
}

st.title("Personvern i løsningen: hva lagres om noen?", anchor=False)
told = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
st.markdown(told.format_map(BY_LOGIN if access.has_login() else AT_THE_MACHINE))
st.header("Kontakt", anchor=False)
contact = ", ".join(filter(None, (settings().contact_name, settings().contact_email)))
st.markdown(contact or f"Kontakten er ikke fylt inn ennå. {ASK_THE_KEEPER}")
