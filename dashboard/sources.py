"""What Kilder og metode says, above the file with all the data and below it."""

from functools import partial

import pandas as pd

from content import warehouse, wording
from content.figures import changes, developments, sources
from content.texts import texts
from dashboard import markup, prose

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
  lagres her. I krisesenterets tall vises kommuner med 20 000 innbyggere eller færre alltid samlet. Er ett av de tallene
  for lite, vises bare kommunene samlet det året, eller bare hele senteret, eller ingenting, så skjulte tall ikke kan
  regnes ut av dem som vises. Er et år rettet, kan den som vet hele årets tall fra et annet sted, likevel regne ut mer.
  En undersøkelses andel for en kommune tas bare inn når det står hvor mange som ble spurt, og den ikke gjelder 1 til 4
  av dem.
- **Planens tall og tillegg.** Kildelinjen under hver figur sier om tallet står i planen, eller er lagt til.
"""
MADE, READ, NOTICED, CHANGED = (
    "Slik er tallene laget",
    "Dette har vi endret",
    "Merknader til tallene",
    "Endringer i tallene",
)
SOURCES, ALL, NEWS = "Kilder", "Last ned alt", "Nytt siden planen ble laget"
# To another page than those of the menu: it opens beside them.
OPEN_DATA = (
    '<p>Tallene er også <a href="data/" target="_blank" rel="noopener noreferrer">åpne data</a>: CSV, JSON og Parquet '
    "for andre programmer, på adresser som står fast.</p>"
)
NO_NOTICES = "Kontrollene av dataene har ingen merknader."
ANCHORS = {CHANGED: "endringer"}


def told(version: str) -> tuple[str, str]:
    """All of it as HTML: what stands above the file, and what stands below."""
    ask = partial(warehouse.query, version)
    method = "\n".join([METHOD, *(f"- {item}" for item in texts(ask, "method")), MORE])
    above = {
        MADE: prose.words(method),
        READ: prose.words(markup.bullets(texts(ask, "readings"))),
        NOTICED: prose.words(markup.bullets(ask(sources.NOTICES)["detail"]) or NO_NOTICES),
        CHANGED: _changes(ask(changes.CHANGES, {"most": changes.MOST})),
        SOURCES: _sources(version),
        ALL: "<p>Alle dataene som regneark, med forklaring av hver tabell og kolonne.</p>",
    }
    above = {heading: told for heading, told in above.items() if told}
    below = {NEWS: prose.words(markup.bullets(developments.told_in(version)) or developments.NONE)}
    title = prose.title("Kilder og metode: kan jeg stole på dette?")
    places = markup.jumps("Innhold", {heading: _anchor(heading) for heading in above | below})
    return prose.together([title, places, _under_headings(above)]), prose.together([OPEN_DATA, _under_headings(below)])


def _under_headings(told: dict[str, str]) -> str:
    return "".join(prose.header(heading, _anchor(heading)) + words for heading, words in told.items())


def _anchor(heading: str) -> str:
    return ANCHORS.get(heading, wording.slug(heading))


def _changes(rows: pd.DataFrame) -> str:
    if rows.empty:
        return prose.words(changes.NONE)
    return markup.table_of(changes.table(rows), "Tall som er nye, endret eller tatt ut, med det nyeste først")


def _sources(version: str) -> str:
    known = warehouse.query(version, sources.EVERY_SOURCE)
    if known.empty:
        return prose.words(f"Ingen kilder er lagt inn. {wording.ASK_THE_KEEPER}")
    when = "" if known["next_expected"].notna().any() else sources.NOT_TOLD_WHEN
    return prose.words(markup.bullets(sources.all_described(version))) + prose.caption(when)
