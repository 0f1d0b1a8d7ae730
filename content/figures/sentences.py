"""Every sentence that a figure can say, as a template, with the row or the rule that it stands on.

`docs/sentences.md` is made of it (`python -m content.described`). A name in braces is filled in from the rows of the
figure.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A template; called with a value for each of its names, it is the sentence."""

    text: str
    stands_on: str
    """Which rows of which mart, or which rule, make it true."""

    def __call__(self, **values: object) -> str:
        return Said(self.text.format(**values), self)


class Said(str):
    """A sentence that remembers its template."""

    template: Sentence

    def __new__(cls, text: str, template: Sentence) -> "Said":
        made = super().__new__(cls, text)
        made.template = template
        return made

    def __reduce__(self) -> tuple:
        """Kept between runs, as pages keep their slides, it still has its template."""
        return Said, (str(self), self.template)


# Of the numbers of an indicator
ANSWERED = Sentence(
    "{where}{category}: {shares} oppgir dette{mark}.",
    "The rows of marts.observations of one category, of an indicator whose method is «undersøkelse».",
)
ESTIMATED = Sentence(
    "{where}{category}: anslått til {shares}{mark}.", "The same, where all of the rows have the precision «mellom»."
)
COUNTED = Sentence(
    "{where}{category}: {shares}{mark}.",
    "The rows of marts.observations of one category, of an indicator whose method is «register», or whose unit is "
    "«ganger».",
)
# Of the numbers of an indicator, as a heading
FOUND = Sentence(
    "{where}{shares} oppgir {what}{period}{mark}",
    "The rows of marts.observations of the first category of an indicator: of the newest year, the largest share. "
    "Where they are from is said unless they are of the whole country.",
)
FOUND_ESTIMATE = Sentence(
    "{where}{category}: anslått til {shares}{period}{mark}", "As above, of an indicator that is estimated."
)
FOUND_COUNT = Sentence("{where}{category}: {shares}{mark}", "As above, of what has been counted, or of «ganger».")
ONLY_IN_WORDS = Sentence("Planen sier dette i ord, uten tall", "Rows without a number.")
# Of the number of cases, and what they are about
CASES_IN_YEAR = Sentence(
    "Kompetanseteamet ga råd i {cases} saker i {year}{mark}.", "The newest year of marts.advisory_series."
)
MOST_COMMON_CONCERN = Sentence(
    "Vanligste oppgitte hovedbekymring: {concern}, {cases} saker i {year}{mark}.",
    "The printed concern of most cases in marts.advisory_cases, of the age group.",
)
DERIVED_CONCERN = Sentence(
    "Den grå søylen ({cases} saker){mark} står ikke i planen. Den er regnet ut: alle saker i aldersgruppen minus dem "
    "med oppgitt bekymring. Hvor mange saker som er i aldersgruppen, er regnet ut av andelen planen oppgir for "
    "henvendelsene.",
    "The row of marts.advisory_cases that is_derived.",
)
NOTE = Sentence("{note}", "note of a row of marts.advisory_series: what its publisher says of it.")
CONCERN_FOUND = Sentence(
    "Oftest om {concern}: {cases} saker i {year}{mark}", "The printed concern of most cases in marts.advisory_cases."
)
CASES_FOUND = Sentence(
    "Kompetanseteamet ga råd i {cases} saker i {year}{mark}", "The newest year of marts.advisory_series."
)
# Of homicides
KILLED_FOUND = Sentence("{relation}: {victims} drept {period}", "The relation of most in marts.homicides.")
KILLED = Sentence("{relation}: {victims} drept {period}.", "A row of marts.homicides.")
# Of young people
YOUTH_FOUND = Sentence(
    "{share} av ungdommene oppgir {act}", "As below: the most severe of those that sum several acts."
)
YOUTH_MOST_FOUND = Sentence("Flest oppgir «{act}»: {share}", "The act of most respondents in marts.youth_violence.")
YOUTH_SHARE = Sentence("{share} av ungdommene oppgir {act}.", "A row of marts.youth_violence that sums several acts.")
YOUTH_MOST = Sentence(
    "Flest oppgir «{act}»: {share}. {several_times} oppgir at det har skjedd flere ganger.",
    "The act of most respondents in marts.youth_violence, in all and several times.",
)
YOUTH_BASE = Sentence(
    "Antall svar bak prosentene er ikke oppgitt. Intervallene bruker {base}, det minste antallet som passer med flest "
    "prosenter i tabellen. Søylene er tegnet fra antallene, tallene ved siden av er prosentene som er trykt.",
    "marts.youth_base.",
)
YOUTH_UNFIT = Sentence(
    "«{act}»: {remark}. Den vises som den er trykt. Kilder og metode sier mer.",
    "A row of marts.youth_violence whose printed percentage fits no number of answers (fits_base).",
)
YOUTH_ROUNDED = Sentence(
    "«{act}»: {share} er avrundet i tabellen. Intervallet er beregnet fra antallet, som er {share_of_base}.",
    "A row of marts.youth_violence whose printed percentage lies outside the interval of its count.",
)
# Of those who use the centre in a year, as the plan says it
CENTRE_RESIDENTS = Sentence(
    "{amount} {user_group} bor på senteret en tid i løpet av et år{mark}.",
    "A row of marts.crisis_centre_use in the plan.",
)
CENTRE_USERS = Sentence(
    "{amount} {user_group} bruker senteret i løpet av et år{mark}.", "A row of marts.crisis_centre_use in the plan."
)
CENTRE_PARTS = Sentence(
    "Voksne beboere er en del av de voksne brukerne. Barna kommer i tillegg.",
    "How the plan words them: the notes of the rows in data/raw/crisis_centre_use.csv.",
)
CENTRE_WITHIN = Sentence("Voksne beboere er en del av de voksne brukerne.", CENTRE_PARTS.stands_on)
CENTRE_BESIDE = Sentence("Barna kommer i tillegg.", CENTRE_PARTS.stands_on)
CENTRE_RATES = Sentence(
    "I {together}: {rates} (folketallet 1.1.{year}{unknown}).",
    "per_10000 and population_year in marts.crisis_centre_use.",
)
RATE_MISSING = Sentence(
    "{reason}. Derfor vises antallet alene{of_whom}{when}, ikke per innbygger.",
    "rate_missing_reason in marts.crisis_centre_use.",
)
CENTRE_FOUND = Sentence(
    "{amounts} bruker senteret i løpet av et år{mark}", "The users of marts.crisis_centre_use in the plan."
)
RESIDENTS_FOUND = Sentence(
    "{amounts} bor på senteret en tid i løpet av et år{mark}",
    "The residents of marts.crisis_centre_use in the plan, where they are told alone.",
)
# Of where those who use the centre live
HOMES_TOGETHER = Sentence(
    "{area} i {year}: {counted}.", "The row of marts.crisis_centre_use of the municipalities together."
)
HOMES_FOUND = Sentence("{counted} i {year}, etter hvor de bor", HOMES_TOGETHER.stands_on)
HOMES_NOT_SHOWN = Sentence(
    "Tallene for {year} vises ikke av personvernhensyn", "Where no number of marts.crisis_centre_use is shown."
)
HOMES_HIDDEN = Sentence(
    "«{hidden}» står der et tall for {year} er så lite at det kunne røpe noen, eller kunne brukes til å regne ut et "
    "slikt tall. Da vises ingen av kommunene det året.",
    "The rule of the gate: pipelines/sql/gate.",
)
HOMES_PARTITION = Sentence(
    "Kommuner med 20\u00a0000 innbyggere eller færre vises alltid samlet.",
    "The areas of data/raw/area_members.csv that are small ones together.",
)
# Of use year by year
NEWEST_YEAR = Sentence(
    "{who}: {amount} {use} {at} i {year}{mark}{rate}.", "The newest year of a series of marts.crisis_centre_use."
)
PERSONS_FOUND = Sentence(
    "{amounts} var {use} {at} i {year}{mark}", "The newest year of marts.crisis_centre_use, of persons."
)
EVENTS_FOUND = Sentence("{amounts} {at} i {year}{mark}", "The same, of stays and visits.")
NO_YEAR_FOUND = Sentence("Ingen av årene har tall", "No row of the series that has a number.")
YEARS_WITHOUT_ROW = Sentence(
    "{who}: tallet finnes ikke her for {years}.", "Years between the first and the last without a row."
)
YEARS_WITHOUT_NUMBER = Sentence("{who}, {years}: {reason}.", "missing_reason in marts.crisis_centre_use.")
BREAK = Sentence(
    "Tellemåten for personer ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes.",
    "counting_method in marts.crisis_centre_use: Bufdir counts persons in another way from 2021.",
)
BREAK_UNSURE = Sentence(
    "{who}: at tellemåten ble lagt om, er ikke bekreftet.", "A counting_method that is not confirmed."
)
BREAK_UNSURE_ALONE = Sentence(
    "{who}: om tellemåten ble lagt om i 2021, er ikke bekreftet. Linjen er brutt der, og årene før og etter kan ikke "
    "uten videre sammenlignes.",
    "The same, where no other series that is shown is broken.",
)
SOURCES_DISAGREE = Sentence(
    "{who}: kildene er uenige om {year}. Figuren viser {amount}, en annen kilde oppgir {other_amount}.",
    "other_amount in marts.crisis_centre_use.",
)
RECOMPUTED = Sentence(
    "{who}: {amount} i {year} når det telles på den gamle måten (åpen rute).",
    "A row of marts.crisis_centre_use recomputed to the method of before.",
)
OPEN_UNCONFIRMED = Sentence(
    "Et åpent punkt er et tall som ikke er bekreftet: det er lest av en gjengivelse, ikke av den publiserte siden.",
    "is_unconfirmed of a row that is drawn.",
)
OPEN_PROVISIONAL = Sentence(
    "Et åpent punkt er et foreløpig tall, etter den som har publisert det.", "is_provisional of a row that is drawn."
)
# Of what a reader has asked for
RATE_FOUND = Sentence(
    "{what}, {year}: {rates}{mark}",
    "The newest year with a rate of marts.crisis_centre_use or marts.crisis_centre_together.",
)
SUMMED = Sentence("Voksne og barn er lagt sammen her.", "marts.crisis_centre_together.")
PEOPLE_FOUND = Sentence(
    "{area}: {persons} {asked} i {year}", "marts.population or marts.population_totals, 1 January of the year."
)
PEOPLE = Sentence(
    "{area}: {persons} {asked} 1. januar {year}, {share} av {whole}.",
    "marts.population, of the ages that are asked for.",
)
PEOPLE_FEWEST = Sentence(
    "Færrest {asked} i {least} ({few}), flest i {most} ({many}).",
    "marts.population of the municipalities, of the ages that are asked for.",
)
# Of what is only said in words
PLAN_SAYS = Sentence("Planen skriver: {words}", "wording of a row without a number.")
OTHERS_SAY = Sentence("{who}: {words}", "A row of marts.developments.")
CHANGE_FOUND = Sentence("Om forekomsten har endret seg, er bare sagt i ord", "Statements without a number.")
# Of a worked example
EXAMPLE_FOUND = Sentence(
    "Regneeksempel: {low}–{high} av {inhabitants} {asked} ville oppgi dette", "A row of marts.worked_examples."
)
EXAMPLE_IS_NONE = Sentence(
    "Et regneeksempel, ikke et tall for {whom}.", "The rule of worked examples: docs/architecture.md."
)
EXAMPLE = Sentence(
    "{violence}: {answered} i landet, {recall_period}. Var andelen den samme i {area}, ville mellom {low} og {high} av "
    "{inhabitants} {asked} oppgi dette (folketallet 1.1.{year}).",
    "A row of marts.worked_examples.",
)
EXAMPLE_AT_HOME = Sentence(
    "Bare hjemmeboende ble spurt, men folketallet tar med dem som bor på sykehjem.",
    "The population of the estimate in marts.worked_examples.",
)
# Of the plan
DEADLINES_PAST = Sentence(
    "Planen har frist for {dated} av {parts} av tiltakene. Per {day} er fristen ute for {past} av dem.",
    "The parts of marts.measure_tasks by their deadline, on the day.",
)
DEADLINES_FOUND = Sentence("Fristen er ute for {past} av {dated} deler som har dato", DEADLINES_PAST.stands_on)
MEASURES_FOUND = Sentence("Fristen er ute for {over} av {all} tiltak", "The measures by the last of their deadlines.")
NOBODY_ANSWERED = Sentence(
    "Ingen av de {tasks} oppgavene har fått svar ennå. At fristen er ute, sier ikke om tiltaket er gjennomført.",
    "No task that is_reported.",
)
NOT_DONE = Sentence(
    "I {behind} av {past} der fristen er ute, er det noen som ikke har svart «Gjennomført» eller «Gjennomføres ikke» "
    "(trekanter).",
    "The parts past their deadline with a task that is neither done nor dropped.",
)
MEASURES_BY_DEADLINE = Sentence("{when}: {measures} av {all} tiltak.", "The measures by the last of their deadlines.")

SECTIONS = {
    "Numbers of an indicator": (
        ANSWERED,
        ESTIMATED,
        COUNTED,
    ),
    "Numbers of an indicator, as a heading": (
        FOUND,
        FOUND_ESTIMATE,
        FOUND_COUNT,
        ONLY_IN_WORDS,
    ),
    "Cases of the advisory team": (
        CONCERN_FOUND,
        CASES_FOUND,
        CASES_IN_YEAR,
        MOST_COMMON_CONCERN,
        DERIVED_CONCERN,
        NOTE,
    ),
    "Homicides": (KILLED_FOUND, KILLED),
    "Young people": (
        YOUTH_FOUND,
        YOUTH_MOST_FOUND,
        YOUTH_SHARE,
        YOUTH_MOST,
        YOUTH_BASE,
        YOUTH_UNFIT,
        YOUTH_ROUNDED,
    ),
    "Those who use the centre in a year": (
        CENTRE_FOUND,
        RESIDENTS_FOUND,
        CENTRE_RESIDENTS,
        CENTRE_USERS,
        CENTRE_PARTS,
        CENTRE_WITHIN,
        CENTRE_BESIDE,
        CENTRE_RATES,
        RATE_MISSING,
    ),
    "Where they live": (
        HOMES_FOUND,
        HOMES_NOT_SHOWN,
        HOMES_TOGETHER,
        HOMES_HIDDEN,
        HOMES_PARTITION,
    ),
    "Use of crisis centres, year by year": (
        PERSONS_FOUND,
        EVENTS_FOUND,
        NO_YEAR_FOUND,
        NEWEST_YEAR,
        YEARS_WITHOUT_ROW,
        YEARS_WITHOUT_NUMBER,
        BREAK,
        BREAK_UNSURE,
        BREAK_UNSURE_ALONE,
        SOURCES_DISAGREE,
        RECOMPUTED,
        OPEN_UNCONFIRMED,
        OPEN_PROVISIONAL,
    ),
    "What a reader has asked for": (
        RATE_FOUND,
        SUMMED,
        PEOPLE_FOUND,
        PEOPLE,
        PEOPLE_FEWEST,
    ),
    "What is said in words alone": (
        CHANGE_FOUND,
        PLAN_SAYS,
        OTHERS_SAY,
    ),
    "A worked example": (
        EXAMPLE_FOUND,
        EXAMPLE_IS_NONE,
        EXAMPLE,
        EXAMPLE_AT_HOME,
    ),
    "The plan": (
        DEADLINES_FOUND,
        MEASURES_FOUND,
        DEADLINES_PAST,
        NOBODY_ANSWERED,
        NOT_DONE,
        MEASURES_BY_DEADLINE,
    ),
}
"""What the sentences are about → all of them."""
