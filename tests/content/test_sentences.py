"""What figures and facts say, word for word, and that they say something else when the data are changed.

`·` stands for a non-breaking space.
"""

import re
from datetime import date
from functools import reduce
from pathlib import Path

import pytest

from content.figures.advisory import TEAM
from content.figures.catalogue import every
from content.figures.facts import facts
from content.figures.figure import show
from content.wording import NO_BREAK_SPACE
from drawn import layers
from pipelines.build import check
from pipelines.publish import publish
from plants import cases, centre_use, change, estimate, remove
from showing import shown_on

FINDINGS = {
    "adults_2023": "Én av ti kvinner og 3·% av mennene oppgir alvorlig vold fra partner noen gang i livet",
    "adults_2014": "9,4·% av kvinnene og 1,1·% av mennene oppgir voldtekt noen gang i livet",
    "partner_less_severe_2023": "15·% av mennene og 13·% av kvinnene oppgir mindre alvorlig partnervold noen gang i livet",
    "rape_2023": "14·% av kvinnene oppgir voldtekt ved makt og tvang noen gang i livet",
    "childhood_2023": "Én av tre oppgir mindre alvorlig fysisk vold fra foreldre eller annen omsorgsperson",
    "childhood_plan": "5·% av befolkningen oppgir alvorlig vold fra foreldre i oppveksten",
    "sexual_abuse_before_18": "Over 20·% av kvinnene og nesten 8·% av mennene oppgir seksuelt overgrep før fylte 18 år",
    "elderly_persons": "Vold eller overgrep: anslått til 56·500–76·000 personer, etter fylte 65 år",
    "elderly_last_year": "Voldserfaring: anslått til 5–7·% av hjemmeboende eldre fra 65 år, siste år",
    "disability": "10·% av personer med funksjonsnedsettelse og 5·% av befolkningen for øvrig oppgir vold eller trusler",
    "violence_last_year": "5,4·% av dem som svarte, oppgir vold eller trussel om vold siste 12 måneder (2023)",
    "over_time": "Om forekomsten har endret seg, er bare sagt i ord",
    "homicides": "Partner eller tidligere partner: 73 personer drept 2011–2021",
    "youth_severity": "4·% av ungdommene oppgir alvorlig vold",
    "youth_acts": "Flest oppgir «Lugget eller kløpet deg»: 13·%",
    "ungvold_any_2023": "Rundt én av fire oppgir minst ett tilfelle av seksuell vold i oppveksten",
    "ungvold_penetration_2023": "16·% av jentene og 4·% av guttene oppgir overgrep med penetrering, eller forsøk på det",
    "ungvold_kinds_2023": "39·% av jentene og 9·% av guttene oppgir minst ett tilfelle av seksuell vold (ikke bekreftet)",
    "centre_use": "Ca. 145 voksne og ca. 60 barn bruker senteret i løpet av et år",
    "centre_residents": "64 voksne og 53 barn var beboere på Hamar krisesenter i 2025",
    "centre_stays": "82 opphold for voksne og 70 for barn på Hamar krisesenter i 2025",
    "centre_day_users": "1·474 personer var dagbrukere på Hamar krisesenter i 2025",
    "centre_day_visits": "11·908 dagbesøk på Hamar krisesenter i 2025",
    "centre_homes": "54 voksne og 45 barn som beboere, og 1·341 dagbrukere i 2025, etter hvor de bor",
    "national_residents": "2·340 voksne og 1·704 barn var beboere på landets krisesentre i 2024 (ikke bekreftet)",
    "national_stays": "2·715 opphold for voksne og 1·998 for barn på landets krisesentre i 2024 (ikke bekreftet)",
    "national_day_users": "3·745 personer var dagbrukere på landets krisesentre i 2024 (ikke bekreftet)",
    "national_day_visits": "13·586 dagbesøk på landets krisesentre i 2024 (ikke bekreftet)",
    "residents_by_sex_2024": "Voksne beboere på krisesentrene: 2·123 kvinner og 210 menn (ikke bekreftet)",
    "cooperation_2020": "Helse, omsorg og velferd: nær 3 av 4 kommuner",
    "municipal_costs_2022": "Per innbygger, de ulike krisesentrene: 43–256 kroner",
    "advisory_under_18": "Oftest om ufrivillig opphold i utlandet, eller frykt for det: 143 saker i 2021",
    "advisory_adults": "Oftest om trusler og vold: 165 saker i 2021",
    "advisory_cases": "Kompetanseteamet ga råd i 1·137 saker i 2023",
    "advisory_by_sex_2023": "Jenter og kvinner: 71·% av sakene",
    "deadlines": "Fristen er ute for 13 av 15 deler som har dato",
    "measures_by_deadline": "Fristen er ute for 12 av 16 tiltak",
    "worked_example": "Regneeksempel: 1·400–1·700 av 7·869 innbyggere 12–16 år ville oppgi dette",
}
BASE_OF_YOUTH = (
    "Antall svar bak prosentene er ikke oppgitt. Intervallene bruker 8·934, det minste antallet som passer med "
    "flest prosenter i tabellen. Søylene er tegnet fra antallene, tallene ved siden av er prosentene som er trykt."
)
TWO_LINES = 100
BREAK = "Tellemåten for personer ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes."
UNCONFIRMED = (
    "Et åpent punkt er et tall som ikke er bekreftet: det er lest av en gjengivelse, ikke av den publiserte siden."
)
NO_RATE = "Innbyggere etter alder er hentet bare for 2026. Derfor vises antallet alene for voksne og barn, ikke per innbygger."
SENTENCES = {
    "adults_2014": [
        "Voldtekt: 9,4·% av kvinnene og 1,1·% av mennene oppgir dette.",
        "Alvorlig fysisk vold fra partner: 9,2·% av kvinnene og 1,9·% av mennene oppgir dette.",
        "To eller flere grove voldsformer: 7·% av kvinnene og 0,8·% av mennene oppgir dette.",
        "Voldtekt av partner: nær 4·% av kvinnene oppgir dette.",
        "Planen skriver: «Menn oppga at de har blitt utsatt for mindre alvorlig vold i omtrent like stor grad som "
        "kvinner.»",
    ],
    "sexual_abuse_before_18": ["Seksuelt overgrep: over 20·% av kvinnene og nesten 8·% av mennene oppgir dette."],
    "childhood_plan": ["Alvorlig vold fra foreldre: 5·% av befolkningen oppgir dette."],
    "elderly_last_year": ["Voldserfaring: anslått til 5–7·% av hjemmeboende eldre fra 65 år."],
    "elderly_persons": ["Vold eller overgrep: anslått til 56·500–76·000 personer."],
    "youth_severity": [
        "4·% av ungdommene oppgir alvorlig vold.",
        "15·% av ungdommene oppgir mindre alvorlig vold.",
        "19·% av ungdommene oppgir noen form for fysisk vold.",
        BASE_OF_YOUTH,
    ],
    "centre_use": [
        "Ca. 145 voksne bruker senteret i løpet av et år.",
        "Ca. 60 barn bruker senteret i løpet av et år.",
        "Ca. 55–60 voksne bor på senteret en tid i løpet av et år.",
        "Voksne beboere er en del av de voksne brukerne. Barna kommer i tillegg.",
        NO_RATE,
    ],
    "national_residents": [
        "Voksne: 2·340 beboere på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse).",
        "Barn: 1·704 beboere på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse).",
        "Barn: tallet finnes ikke her for 2016.",
        BREAK,
        "Barn: at tellemåten ble lagt om, er ikke bekreftet.",
        "Voksne: 1·979 i 2022 når det telles på den gamle måten (åpen rute).",
        UNCONFIRMED,
        NO_RATE,
    ],
    "national_stays": [
        "Voksne: 2·715 opphold på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse).",
        "Barn: 1·998 opphold på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse).",
        "Voksne: tallet finnes ikke her for 2018.",
        "Barn: tallet finnes ikke her for 2016, 2017, 2018, 2021 og 2022.",
        UNCONFIRMED,
        NO_RATE,
    ],
    "national_day_users": [
        "I alt: 3·745 dagbrukere på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse), 6,7 per 10·000 "
        "innbyggere.",
        "I alt: tallet finnes ikke her for 2016 og 2017.",
        BREAK,
        "I alt: 3·058 i 2023 når det telles på den gamle måten (åpen rute).",
        UNCONFIRMED,
    ],
    "national_day_visits": [
        "I alt: 13·586 dagbesøk på landets krisesentre i 2024 (ikke bekreftet: lest av gjengivelse), 24,5 per 10·000 "
        "innbyggere.",
        "I alt: tallet finnes ikke her for 2022.",
        "I alt: kildene er uenige om 2020. Figuren viser 8·115, en annen kilde oppgir 8·118.",
        UNCONFIRMED,
    ],
    "advisory_cases": [
        "Kompetanseteamet ga råd i 1·137 saker i 2023.",
        "Bufdir forklarer nedgangen fra 2016 til 2017 med færre henvendelser i asylsaker.",
        "Bufdir forklarer økningen i 2023 med at teamet er bedre kjent, og at tjenestene avdekker mer.",
    ],
    "over_time": [
        "Planen skriver: «Forekomsten av vold i Norge ser ut til å ha forandret seg lite fra slutten av 1980-tallet og frem "
        "til i dag.»",
        "Planen skriver: «Den ‘milde’ volden har blitt mindre vanlig over tid, mens den grove volden ikke er redusert.»",
        "NOVA-rapport 11/23 (UngVold 2023): Vold og overgrep mot barn og unge 2007–2023: Nesten alle former for "
        "seksuell vold blant ungdom er rapportert om lag dobbelt så ofte som i 2015; temaet planen overlot til neste "
        "plan, har fått nye tall.",
    ],
    "advisory_under_18": [
        "Vanligste oppgitte hovedbekymring: ufrivillig opphold i utlandet, eller frykt for det, 143 saker i 2021.",
        "Den grå søylen (85 saker) står ikke i planen. Den er regnet ut: alle saker i aldersgruppen minus dem "
        "med oppgitt bekymring. Hvor mange saker som er i aldersgruppen, er regnet ut av andelen planen oppgir for "
        "henvendelsene.",
    ],
    "partner_less_severe_2023": ["Mindre alvorlig partnervold: 15·% av mennene og 13·% av kvinnene oppgir dette."],
    "rape_2023": ["Voldtekt ved makt og tvang: 14·% av kvinnene oppgir dette."],
    "violence_last_year": [
        "Vold eller trussel om vold, 2023: 5,4·% av dem som svarte, oppgir dette.",
        "Vold eller trussel om vold, 2018: 4,7·% av dem som svarte, oppgir dette.",
        "Vold eller trussel om vold, 2015: 3,5·% av dem som svarte, oppgir dette.",
        "Vold eller trussel om vold, 2012: 4,3·% av dem som svarte, oppgir dette.",
        "Vold eller trussel om vold, 2007: 5,5·% av dem som svarte, oppgir dette.",
    ],
    "ungvold_any_2023": ["Minst ett tilfelle av seksuell vold: rundt én av fire oppgir dette."],
    "ungvold_penetration_2023": [
        "Overgrep med penetrering, eller forsøk på det: 16·% av jentene og 4·% av guttene oppgir dette."
    ],
    "ungvold_kinds_2023": [
        "Minst ett tilfelle av seksuell vold: 39·% av jentene og 9·% av guttene oppgir dette (ikke bekreftet: lest av "
        "gjengivelse).",
        "Minst én grov seksuell krenkelse: 25·% av jentene og 6·% av guttene oppgir dette (ikke bekreftet: lest av "
        "gjengivelse).",
        "At noen hadde sex med dem mens de sov eller var sterkt beruset: 8·% av jentene oppgir dette (ikke bekreftet: lest "
        "av gjengivelse).",
        "Å ha blitt tvunget eller truet til samleie eller analsex: 7·% av jentene oppgir dette (ikke bekreftet: lest av "
        "gjengivelse).",
    ],
    "residents_by_sex_2024": [
        "Voksne beboere på krisesentrene: 2·123 kvinner og 210 menn (ikke bekreftet: lest av gjengivelse)."
    ],
    "cooperation_2020": [
        "Helse, omsorg og velferd: nær 3 av 4 kommuner.",
        "Barnevern: godt over 63·% av kommunene.",
        "Nav: nesten 60·% av kommunene.",
        "Boligkontor: om lag 1 av 4 kommuner.",
    ],
    "municipal_costs_2022": [
        "Per innbygger, de ulike krisesentrene: 43–256 kroner.",
        "Per innbygger, landet samlet: 79 kroner.",
    ],
    "advisory_by_sex_2023": [
        "Jenter og kvinner: 71·% av sakene.",
        "Gutter og menn: 25·% av sakene.",
        "Kjønn ukjent: 4·% av sakene.",
    ],
    "deadlines": [
        "Planen har frist for 15 av 19 deler av tiltakene. Per 23.11.2026 er fristen ute for 13 av dem.",
        "Ingen av de 139 oppgavene har fått svar ennå. At fristen er ute, sier ikke om tiltaket er gjennomført.",
    ],
    "measures_by_deadline": [
        "Fristen er ute: 12 av 16 tiltak.",
        "Ingen frist i planen: 3 av 16 tiltak.",
        "Fristen er ikke ute: 1 av 16 tiltak.",
    ],
}
CANNOT = {
    "youth_severity": [
        "Hvordan de tre tallene henger sammen: planen forklarer det ikke. De vises som de er trykt, og kan ikke legges "
        "sammen eller trekkes fra hverandre.",
        "Hvem som har gjort det: tabellen sier bare «en voksen hjemme».",
        "Hvor mange unge som er utsatt i de ni kommunene: undersøkelsen er nasjonal.",
        "Hvor stor usikkerheten er i alt: elevene svarte på skolen. Er svarene fra samme skole like hverandre, er "
        "usikkerheten større enn intervallet viser.",
    ],
    "national_residents": [
        "Om volden øker eller minker: tallet sier ikke om flere er utsatt, eller om flere finner hjelp.",
        "Noe om de ni kommunene: tallene er nasjonale.",
    ],
    "youth_acts": [
        "Hvem som har gjort det: tabellen sier bare «en voksen hjemme».",
        "Hvor mange unge som er utsatt i de ni kommunene: undersøkelsen er nasjonal.",
        "Hva linjene blir til sammen: samme ungdom kan stå på flere av dem.",
        "Hvor stor usikkerheten er i alt: elevene svarte på skolen. Er svarene fra samme skole like hverandre, er "
        "usikkerheten større enn intervallet viser.",
    ],
    "national_day_visits": [
        "Hvor mange personer besøkene gjelder: samme person kan ha flere besøk.",
        "Hva som ligger bak tallene fra 2020: det var et pandemiår, og telefonsamtaler har fått en egen telling.",
        "Om volden øker eller minker: tallet sier ikke om flere er utsatt, eller om flere finner hjelp.",
        "Noe om de ni kommunene: tallene er nasjonale.",
    ],
    "over_time": [
        "Hva planens utsagn bygger på: planen oppgir ingen tall for endring.",
        "Om utsagnene strider mot hverandre: de gjelder ulike former for vold, ulike grupper og ulike år.",
        "Hvordan endringen fra 2015 er regnet: i 2015 ble bare tredje trinn i videregående skole spurt, i 2023 alle tre.",
    ],
}
# What our sources do not say: that the two kinds overlap or exclude each other, why a count is what it is, and the rest.
CLAIMS = re.compile(
    r"begge deler|overlapp|utelukk|flere blir oppdaget|kan bety at|fordi flere|bor aldri|velge senter|varierer\b"
    r"|ville det gjelde",
    re.IGNORECASE,
)
VALUES = {
    "youth_severe": "4·%",
    "women_partner": "én av ti",
    "centre_adults": "ca. 145",
    "centre_children": "ca. 60",
    "immigrant_residents": "Over halvparten",
    "advisory_2021": "759",
    "advisory_under_18_share": "44,5·%",
    "county_cases": "18",
    "revictimisation": "7 ganger",
    "met_services": "én av fem",
    "childhood_less_severe": "én av tre",
    "childhood_severe": "omtrent én av ti",
    "children_at_centres": "1·704",
    "children_at_centre": "ca. 60",
    "young_cases_abroad": "143",
    "young_cases_threats": "79",
    "young_cases_mutilation": "31",
    "young_cases_other": "85",
    "youth_any_violence": "19·%",
    "pupils_sexual_violence": "rundt én av fire",
    "men_partner": "3·%",
    "adults_at_centres": "2·340",
    "elderly_last_year": "5–7·%",
    "disability": "10·%",
    "no_disability": "5·%",
    "tryggest": "173",
    "cases_2023": "1·137",
    "adult_cases_threats": "165",
    "adult_cases_marriage": "112",
    "adult_cases_abroad": "51",
    "adult_cases_other": "93",
    "women_abused_before_18": "over 20·%",
    "youth_less_severe": "15·%",
    "adults_witnessed_as_children": "omtrent én av ti",
    "women_partner_2014": "9,2·%",
    "men_partner_2014": "1,9·%",
    "residents_2023": "2·193",
    "day_users_2023": "3·358",
}
ADDED = {
    "met_services",
    "children_at_centres",
    "pupils_sexual_violence",
    "adults_at_centres",
    "tryggest",
    "cases_2023",
    "residents_2023",
    "day_users_2023",
}
"""Those that the plan does not print."""


def plain(texts) -> list[str]:
    return [text.replace(NO_BREAK_SPACE, "·") for text in texts]


@pytest.mark.parametrize("id", SENTENCES)
def test_sentences(published, reading, id):
    assert plain(shown_on(reading(published), id).can_say) == SENTENCES[id]


def test_every_figure_has_a_finding_of_two_lines(shown):
    found = {id: on_page.finding for id, on_page in shown.items()}
    assert dict(zip(found, plain(finding.text for finding in found.values()), strict=True)) == FINDINGS
    assert max(len(finding.text) for finding in found.values()) <= TWO_LINES


def test_what_the_heading_says_is_not_said_again_and_nothing_else_is_left_out(shown):
    for id, on_page in shown.items():
        said, left = on_page.can_say[: on_page.finding.told], on_page.beside
        assert said + left == on_page.can_say
        # All that is left out stands in the heading, word for word but for its order.
        numbers = [set(re.findall(r"\d[\d·,]*", text)) for text in plain([" ".join(said), on_page.finding.text])]
        assert numbers[0] <= numbers[1], id


@pytest.mark.parametrize("id", CANNOT)
def test_what_can_not_be_said(shown, id):
    assert [*shown[id].cannot_say] == CANNOT[id]


def test_no_text_claims_what_its_source_does_not_say(shown, published, reading):
    texts = [text for fact in facts(reading(published)) for text in (fact.sentence, fact.caveat)]
    for on_page in shown.values():
        texts += [on_page.finding.text, on_page.scope, *on_page.can_say, *on_page.cannot_say, on_page.definition]
    assert [text for text in texts if CLAIMS.search(text)] == []


def test_a_rate_has_the_decimals_of_its_series(built, reading, tmp_path):
    """2 196 of 5 488 984 is 4,0 per 10 000: «4» among 3,9 and 4,2 would look like another precision."""
    publish(built(centre_use("dagbrukere", "alle", "2023", amount="2196")), tmp_path, "0" * 16)
    rates = shown_on(reading(tmp_path), "national_day_users").table.iloc[:, 3]
    assert "4,0" in set(rates)
    assert {len(rate.split(",")[1]) for rate in rates} == {1}


def test_a_year_with_ages_has_a_rate_and_the_others_say_why_not(built, reading, tmp_path):
    """1 000 of 1 101 380 children and of 4 526 020 adults on 1 January 2026."""

    def a_year_later(rows):
        return [
            *rows,
            *(
                row | {"year": "2026", "amount": "1000"}
                for row in rows
                if row["use"] == "beboere" and row["year"] == "2024"
            ),
        ]

    publish(built({"crisis_centre_use": a_year_later}), tmp_path, "0" * 16)
    on_page = shown_on(reading(tmp_path), "national_residents")
    assert plain(on_page.can_say)[:2] == [
        "Voksne: 1·000 beboere på landets krisesentre i 2026 (ikke bekreftet: lest av gjengivelse), 2,2 per 10·000 voksne "
        "innbyggere.",
        "Barn: 1·000 beboere på landets krisesentre i 2026 (ikke bekreftet: lest av gjengivelse), 9,1 per 10·000 barn.",
    ]
    years = "2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023 og 2024"
    assert on_page.can_say[-1] == NO_RATE.replace("barn, ikke", f"barn i {years}, ikke")
    rates = on_page.table["Per 10\u00a0000 innbyggere i samme alder"]
    assert set(rates) == {"2,2", "9,1", "Tallet finnes ikke"}


def test_a_percentage_that_is_a_change_is_said_to_be_a_share_of_nobody(published, reading):
    version = reading(published)
    figures = every(version).values()
    told = [show(figure, version) for figure in figures if figure.question.startswith("Hvor mange flere")]
    assert [shown.finding.text for shown in told] == [
        f"Flere anmeldelser om vold i nære relasjoner enn året før: rundt 13{NO_BREAK_SPACE}%"
    ]
    assert all(". Endring i prosent, " in shown.scope and "Andelen er av" not in shown.definition for shown in told)


@pytest.mark.parametrize("id", ["adults_2014", "adults_2023", "childhood_2023", "youth_severity", "youth_acts"])
def test_both_ends_of_an_interval_have_one_decimal(shown, id):
    table = shown[id].table
    [column] = [name for name in table if name.startswith("Usikkerhet")]
    intervals = [text for text in table[column] if "95" in text]
    assert intervals and all(re.match(r"\d+,\d–\d+,\d\u00a0%", text) for text in intervals)


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("adults_2023", {"Wilson", "vekting", "Andelen"}),
        ("adults_2014", {"Wilson", "vekting", "Andelen", "pil"}),
        ("childhood_plan", {"Andelen", "kan ikke beregnes"}),
        ("disability", {"Andelen", "kan ikke beregnes"}),
        ("sexual_abuse_before_18", {"Andelen", "pil"}),
        ("elderly_persons", {"Anslag", "bred strek"}),
        ("elderly_last_year", {"Anslag", "bred strek"}),
    ],
)
def test_a_mark_is_explained_only_where_it_is_drawn(shown, id, told):
    words = ("Wilson", "vekting", "Andelen", "pil", "kan ikke beregnes", "Anslag", "bred strek")
    assert {word for word in words if word in shown[id].definition} == told


def test_an_approximate_share_has_the_same_words_as_the_one_it_is_like(shown):
    told = [text for text in plain(shown["childhood_2023"].can_say) if "én av ti" in text]
    assert len(told) == 2 and all(": omtrent én av ti oppgir dette." in text for text in told)
    assert "om lag" not in " ".join(shown["childhood_2023"].table["Oppgitt"])


def test_numbers_that_are_not_of_the_whole_country_say_where_they_are_from(built, reading, tmp_path, shown):
    id = "ungvold_any_2023"
    whole = [shown[id].finding.text, *shown[id].can_say]
    publish(built({"observations": change({"indicator_id": id}, area_code="3425")}), tmp_path, "0" * 16)
    local = shown_on(reading(tmp_path), id)
    told = [local.finding.text, *local.can_say]
    assert not any("Engerdal" in text for text in whole) and all(text.startswith("Engerdal: ") for text in told)
    assert [text.removeprefix("Engerdal: ").lower() for text in told] == [text.lower() for text in whole]


@pytest.mark.parametrize("id", ["youth_acts", "youth_severity"])
def test_a_printed_share_outside_its_interval_has_a_remark(built, reading, tmp_path, id):
    """375 of 8 934 is 4,2 %, between 3,8 and 4,6; 222 is 2,5 %, between 2,2 and 2,8, and printed as 2."""
    changes = {
        "youth_violence": change({"act": "Alvorlig vold"}, total_respondents="320", several_times_respondents="143")
    }
    publish(built(changes), tmp_path, "0" * 16)
    on_page = shown_on(reading(tmp_path), id)
    numbers, remarks = on_page.numbers, on_page.table["Merknad"]
    [share] = [name for name in numbers if name in ("Prosent (tall)", "I alt, prosent")]
    [low] = [name for name in numbers if "edre grense" in name]
    [high] = [name for name in numbers if "vre grense" in name]
    is_outside = ~numbers[share].between(numbers[low], numbers[high])
    assert is_outside.any() and list(remarks != "") == list(is_outside)


def test_what_is_remarked_of_a_rounded_share(shown):
    on_page = shown["youth_acts"]
    row = on_page.table.set_index("Handling").loc["Slått deg med knyttneve eller med hard gjenstand"]
    assert plain([row["Usikkerhet, i alt"]]) == ["2,2–2,8·% (95 %-intervall)"]
    told = "Prosenten er avrundet i tabellen. Intervallet er beregnet fra antallet, som er 2,5·%"
    assert plain([row["Merknad"]]) == [told]
    assert (
        "«Slått deg med knyttneve eller med hard gjenstand»: 2·% er avrundet i tabellen. Intervallet er beregnet fra "
        "antallet, som er 2,5·%." in plain(on_page.can_say)
    )
    assert sum("passer ikke med antallet" in text for text in on_page.can_say) == 1


def test_an_interval_that_begins_at_a_whole_number_has_its_decimal(built, reading, tmp_path):
    publish(
        built(estimate("partner_severe_2014_women", percent="9.1", wording="9,1 % av kvinnene")), tmp_path, "0" * 16
    )
    intervals = shown_on(reading(tmp_path), "adults_2014").table["Usikkerhet"]
    assert any(text.startswith("8,0–10,3") for text in plain(intervals))


def test_the_team_has_the_name_it_has_today_where_people_are_sent_to_it(shown):
    today = "Kompetanseteamet mot negativ sosial kontroll og æresrelatert vold"
    assert shown["advisory_cases"].definition.startswith(today)
    assert today == TEAM


@pytest.mark.parametrize(
    ("today", "parts", "measures"),
    [
        (date(2023, 3, 31), 0, None),
        (date(2023, 4, 1), 1, None),
        (date(2026, 12, 31), 13, 12),
        (date(2027, 1, 1), 14, 12),
        (date(2027, 7, 1), 15, 13),
    ],
    ids=str,
)
def test_the_day_of_the_deadline_is_within(published, reading, today, parts, measures):
    version = reading(published)
    assert shown_on(version, "deadlines", today).can_say[0].endswith(f"er fristen ute for {parts} av dem.")
    over = [text for text in plain(shown_on(version, "measures_by_deadline", today).can_say) if "er ute" in text]
    assert over == ([f"Fristen er ute: {measures} av 16 tiltak."] if measures else [])


def test_facts_tell_their_values_and_sources(published, emptied, reading):
    told = facts(reading(published))
    assert {fact.id: plain([fact.value]) for fact in told} == {id: [value] for id, value in VALUES.items()}
    for fact in told:
        assert ("står ikke i planen" if fact.id in ADDED else "Står i planen, avsnitt") in fact.source
    assert [fact.value for fact in facts(reading(emptied))] == [None] * len(VALUES)


def test_a_fact_whose_number_is_gone_has_no_value(built, reading, tmp_path):
    publish(built({"prevalence": remove(estimate_id="witnessed_parents_2023")}), tmp_path, "0" * 16)
    assert [fact.id for fact in facts(reading(tmp_path)) if fact.value is None] == ["adults_witnessed_as_children"]


# figure, the change of one number, what is said of it before and after, and the numbers drawn
CHANGES = {
    "adults_2014": (
        estimate("partner_severe_2014_women", percent="9.7", wording="9,7 % av kvinnene"),
        ("9,2·%", "9,7·%"),
        (9.2, 9.7),
    ),
    "centre_use": (
        {
            "crisis_centre_use": change(
                {"area_code": "hamar_krisesenter", "amount": "145"}, amount="155", wording="ca 155 kvinner og menn"
            )
        },
        ("ca. 145", "ca. 155"),
        (145, 155),
    ),
    "national_residents": (
        centre_use("beboere", "voksne", "2024", amount="2399"),
        ("2·340", "2·399"),
        (2340, 2399),
    ),
    "advisory_under_18": (
        cases("2021", "under 18 år", "trusler og vold", cases="89", wording="trusler og vold (89 saker)"),
        ("85", "75"),
        (85, 75),
    ),
    "homicides": (
        {"homicides": change({"victims": "10"}, victims="12", wording="ytterligere 12 av kjæreste")},
        ("10", "12"),
        (10, 12),
    ),
}


@pytest.fixture(scope="module")
def all_changed(built, tmp_path_factory) -> Path:
    """A version with all of these changes, each of a number of its own."""

    def changed(table: str):
        changes = [changes[table] for changes, _, _ in CHANGES.values() if table in changes]
        return lambda rows: reduce(lambda rows, change_one: change_one(rows), changes, rows)

    out = tmp_path_factory.mktemp("all_changed")
    connection = built({table: changed(table) for changes, _, _ in CHANGES.values() for table in changes})
    check(connection)
    publish(connection, out, "0" * 16)
    return out


@pytest.mark.parametrize("id", CHANGES)
def test_one_changed_number_changes_sentence_table_and_chart(all_changed, published, reading, id):
    _, (old_text, new_text), (old, new) = CHANGES[id]
    before, after = shown_on(reading(published), id), shown_on(reading(all_changed), id)
    assert holds(before, old_text, old) == holds(after, new_text, new) == (True, True, True)
    assert holds(before, new_text, new) == holds(after, old_text, old) == (False, False, False)
    assert before.sources == after.sources


def holds(on_page, text, number) -> tuple[bool, bool, bool]:
    """Is it in a sentence, is it in the table, is it drawn?"""
    drawn = {value for layer in layers(on_page.spec) for row in layer.rows for value in row.values()}
    cells = plain(str(cell) for cell in on_page.table.to_numpy().flatten())
    return any(text in sentence.lower() for sentence in plain(on_page.can_say)), text in cells, number in drawn


def test_one_number_has_one_interval_wherever_it_is_told(published, reading):
    """«4 %» of the table is told as its counts give it, not also as the rounded share would."""
    told = {(fact.value, fact.sentence): fact for fact in facts(reading(published))}
    assert len(told) == len(facts(reading(published)))
    severe, less, rounded = (
        next(fact for fact in told.values() if fact.id == id)
        for id in ("youth_severe", "youth_less_severe", "women_partner")
    )
    assert severe.uncertainty.replace("\u00a0", " ") == "95 %-intervall 3,8–4,6 %."
    assert rounded.uncertainty.replace("\u00a0", " ") == "95 %-intervall 8,8–11,4 %, beregnet fra avrundet andel."
    assert less.mark.point == 15 and less.mark.low < 1337 / 8934 * 100 < less.mark.high
