"""What a screen reader makes of Oversikt and Status på tiltakene where nobody has answered: landmarks, headings, lists,
tables and fields, by name and in the order that they are read in.

Of a list or a table the first and the last are named. What a template leaves out may stand between what it names.
"""

import pytest
from playwright.sync_api import Page, expect

from browsing import go_to

pytestmark = pytest.mark.browser
# No page comes between what stands around each.
FRAME = """
- /children: equal
- link "Hopp til innholdet"
- banner
- navigation "Hovedmeny":
  - list:
    - listitem:
      - link "Oversikt"
    - listitem:
      - link "Målgrupper"
    - listitem:
      - link "Utforsk"
    - listitem:
      - button "Kunnskap"
    - listitem:
      - button "Planen"
    - listitem:
      - link "Presentasjon"
- search:
  - searchbox "Søk i tall, tiltak og ord"
  - button "Søk"
- text: "Noen å snakke med:"
- link "116 006"
- link "Forlat siden raskt"
- main
- contentinfo:
  - paragraph:
    - text: Temaet kan være tungt.
    - strong:
      - text: Vold- og overgrepslinjen
      - link "116 006"
    - strong:
      - link "112"
  - paragraph: /Tallene ble lagt ut her .*/
  - list:
    - listitem:
      - link "Personvern i løsningen"
    - listitem:
      - link "Tilgjengelighet"
"""
OVERVIEW = """
- main:
  - heading /Planen skal være revidert om \\d+ dager, og ingen av de 139 oppgavene har fått svar/ [level=1]
  - region "Frister":
    - list:
      - listitem: /I dag/
      - listitem: /Ny arbeidsgruppe skal være konstituert/
      - listitem: /Revidert plan skal være ferdig/
      - listitem: /Vedtak i ni kommuner/
  - heading "Hva vet vi?" [level=2]
  - list:
    - /children: equal
    - listitem:
      - strong: 4 %
      - paragraph: av ungdom 12–16 år oppgir alvorlig fysisk vold fra en voksen hjemme.
      - text: Gjelder hele landet, ikke våre kommuner. 95 %-intervall 3,8–4,6 %.
      - link "NKVTS 2019"
    - listitem:
      - strong: Én av ti
      - paragraph: kvinner 18–74 år oppgir alvorlig vold fra partner noen gang i livet.
      - text: /95 %-intervall 8,8–11,4 %, beregnet fra avrundet andel/
      - link "NKVTS 2023"
    - listitem:
      - strong: Ca. 145
    - listitem:
      - strong: Ca. 60
    - listitem:
      - strong: "18"
  - paragraph: Tallene måler ulike ting i ulike grupper og kan ikke sammenlignes med hverandre.
  - paragraph:
    - link "Hva ville den nasjonale andelen bety her?"
  - heading "Hva har vi gjort?" [level=2]
  - table "Tiltakene, og hvor langt de er kommet":
    - rowgroup:
      - row:
        - /children: equal
        - columnheader "Tiltak"
        - columnheader "Felles"
        - columnheader "Kommunene"
        - columnheader "Frist"
    - rowgroup:
      - row:
        - 'rowheader "1 Kompetanse i tidlig avdekking Kommunene: Ikke spurt ennå."':
          - link "1 Kompetanse i tidlig avdekking"
        - cell "◥ 31.12.2023"
      - row:
        - 'rowheader "16 Revisjon Kommunene: Ikke spurt ennå. Felles: Ikke spurt ennå."':
          - link "16 Revisjon"
        - cell "30.6.2027"
  - heading "Hva må besluttes?" [level=2]
  - list:
    - listitem:
      - text: Skal planen gjelde til den nye er vedtatt?
    - listitem:
      - text: Når skal vi ha svar om status?
  - heading "Hva vet vi ikke?" [level=2]
  - list
  - heading "Hva dekker ikke planen?" [level=2]
  - list
"""
STATUS = """
- main:
  - heading "Ingen av de 139 oppgavene har fått svar ennå" [level=1]
  - paragraph:
    - link "Gi status"
  - list:
    - listitem: Ikke spurt ennå
  - group:
    - combobox "Innsatsområde"
    - button "Åpne listen"
  - group:
    - combobox "Målgruppe eller tema"
  - group:
    - combobox "Frist"
  - navigation "Innsatsområder":
    - link "Tidlig avdekking og identifisering"
    - link "Implementering av handlingsplanen"
  - table "Status for hvert tiltak, felles og i hver kommune":
    - rowgroup:
      - row:
        - /children: equal
        - columnheader "Tiltak"
        - columnheader "Tallet bak"
        - columnheader "Felles"
        - columnheader "Elverum"
        - columnheader "Engerdal"
        - columnheader "Hamar"
        - columnheader "Løten"
        - columnheader "Ringsaker"
        - columnheader "Stange"
        - columnheader "Trysil"
        - columnheader "Våler"
        - columnheader "Åmot"
        - columnheader "Frist"
    - rowgroup:
      - row "Tidlig avdekking og identifisering 9 oppgaver":
        - rowheader "Tidlig avdekking og identifisering"
      - row:
        - rowheader "1 Kompetanse i tidlig avdekking":
          - link "1 Kompetanse i tidlig avdekking"
        - cell "Over 20 % av kvinnene, seksuelle overgrep før 18 år"
        - cell "Ingen oppgave"
        - cell "Ikke spurt ennå. Fristen er ute (31.12.2023)."
        - cell "Fristen er ute (31.12.2023)"
    - rowgroup:
      - row "Implementering av handlingsplanen 19 oppgaver":
        - rowheader "Implementering av handlingsplanen"
      - row:
        - rowheader "16 Revisjon":
          - link "16 Revisjon"
  - heading "Tiltakskort" [level=2]
  - group:
    - combobox "Tiltak"
  - navigation "Andre tiltak":
    - link "2 Informasjon til foreldre ›"
    - link "Gi status"
  - heading "1 Kompetanse i tidlig avdekking" [level=3]
  - paragraph:
    - strong: Planen lover
  - paragraph:
    - strong: Hvem, og hvor langt
  - paragraph:
    - strong: Tallene bak
  - heading "Siden sist" [level=2]
  - group:
    - combobox "Sammenlign med"
  - heading "Frister" [level=2]
  - heading "Fristen er ute for 12 av 16 tiltak" [level=3]
  - group:
    - paragraph: Figur og forklaring
  - heading "Fristen er ute for 13 av 15 deler som har dato" [level=3]
"""


@pytest.mark.parametrize(("page", "content"), {"": OVERVIEW, "tiltak": STATUS}.items(), ids=["oversikt", "tiltak"])
def test_is_read_in_this_order_by_these_names(shipped, reader: Page, page, content):
    go_to(reader, shipped.address + page)
    for template in (FRAME, content):
        expect(reader.locator("body")).to_match_aria_snapshot(template, timeout=5000)
