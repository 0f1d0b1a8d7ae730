"""What figures and facts say, word for word, and that they say something else when the data are changed.

`·` stands for a non-breaking space.
"""

from datetime import date

import pytest

from dashboard.figures.facts import FACTS, tell
from dashboard.wording import NO_BREAK_SPACE
from drawn import layers
from pipelines.build import check
from pipelines.publish import publish
from plants import cases, centre_use, change, estimate
from showing import shown_on

BASE_OF_YOUTH = (
    "Antall svar bak prosentene er ikke oppgitt. Intervallene bruker 8·934, det minste antallet som passer med "
    "prosentene i tabellen. Søylene er tegnet fra antallene, tallene ved siden av er prosentene som er trykt."
)
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
    "elderly_persons": ["Vold eller overgrep: anslått til 56·500–76·000 personer."],
    "youth_severity": [
        "4·% av ungdommene oppgir alvorlig vold.",
        "15·% av ungdommene oppgir mindre alvorlig vold.",
        "19·% av ungdommene oppgir noen form for fysisk vold.",
        "Noen har opplevd begge deler. Derfor er ikke «noen form for fysisk vold» summen av de to.",
        BASE_OF_YOUTH,
    ],
    "centre_use": [
        "Ca. 145 voksne bruker senteret i løpet av et år.",
        "Ca. 60 barn bruker senteret i løpet av et år.",
        "Ca. 55–60 voksne bor på senteret en tid i løpet av et år.",
        "Voksne beboere er en del av de voksne brukerne. Barna kommer i tillegg.",
        "Per 10·000 innbyggere i de ni kommunene (folketallet 1.1.2023): om lag 11 (voksne, brukere), om lag 4,5 (barn, "
        "brukere) og om lag 4,1–4,5 (voksne, beboere). Ukjent år for brukerne, og brukerne kan velge senter fritt.",
    ],
    "national_residents": [
        "Voksne: 2·340 beboere på landets krisesentre i 2024 (foreløpig tall), 4,2 per 10·000 innbyggere.",
        "Barn: 1·704 beboere på landets krisesentre i 2024 (foreløpig tall), 3,1 per 10·000 innbyggere.",
        "Barn: tallet finnes ikke her for 2016.",
        "Tellemåten ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes.",
        "Voksne: 1·979 i 2022 når det telles på den gamle måten (åpen rute).",
        "Et åpent punkt er et foreløpig tall: det er lest fra en forhåndsvisning av Bufdirs side og må bekreftes.",
    ],
    "national_stays": [
        "Voksne: 2·715 opphold på landets krisesentre i 2024 (foreløpig tall), 4,9 per 10·000 innbyggere.",
        "Barn: 1·998 opphold på landets krisesentre i 2024 (foreløpig tall), 3,6 per 10·000 innbyggere.",
        "Voksne: tallet finnes ikke her for 2018.",
        "Barn: tallet finnes ikke her for 2016, 2017, 2018, 2021 og 2022.",
        "Tellemåten ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes.",
        "Et åpent punkt er et foreløpig tall: det er lest fra en forhåndsvisning av Bufdirs side og må bekreftes.",
    ],
    "national_day_visits": [
        "I alt: 13·586 dagbesøk på landets krisesentre i 2024 (foreløpig tall), 24,5 per 10·000 innbyggere.",
        "I alt: tallet finnes ikke her for 2022.",
        "Tellemåten ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes.",
        "I alt: kildene er uenige om 2020. Figuren viser 8·115, en annen kilde oppgir 8·118.",
        "Et åpent punkt er et foreløpig tall: det er lest fra en forhåndsvisning av Bufdirs side og må bekreftes.",
    ],
    "advisory_under_18": [
        "Vanligste oppgitte hovedbekymring: ufrivillig opphold i utlandet, eller frykt for det, 143 saker i 2021.",
        "Den grå søylen (85 saker) står ikke i planen. Den er regnet ut: alle saker minus dem med oppgitt bekymring.",
    ],
    "deadlines": [
        "Planen har frist for 15 av 19 deler av tiltakene. Per 23.11.2026 er fristen ute for 13 av dem.",
        "Status er ikke innhentet ennå. At fristen er ute, sier ikke om tiltaket er gjennomført.",
    ],
    "measures_by_deadline": [
        "Fristen er ute: 12 av 16 tiltak.",
        "Ingen frist i planen: 3 av 16 tiltak.",
        "Fristen er ikke ute: 1 av 16 tiltak.",
    ],
}
VALUES = {
    "youth_severe": "4·%",
    "women_partner": "én av ti",
    "centre_adults": "ca. 145",
    "centre_children": "ca. 60",
    "immigrant_residents": "Over halvparten",
    "advisory_2021": "759",
    "advisory_under_18_share": "44,5·%",
    "innlandet_cases": "18",
    "revictimisation": "7 ganger",
    "met_services": "én av fem",
}


def plain(texts) -> list[str]:
    return [text.replace(NO_BREAK_SPACE, "·") for text in texts]


@pytest.mark.parametrize("id", SENTENCES)
def test_sentences(published, reading, id):
    assert plain(shown_on(reading(published), id).can_say) == SENTENCES[id]


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


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_fact_tells_its_value_and_source(published, emptied, reading, fact):
    told = tell(fact, reading(published))
    assert plain([told.value]) == [VALUES[fact.id]]
    assert ("står ikke i planen" if fact.id == "met_services" else "Står i planen, avsnitt") in told.source
    assert tell(fact, reading(emptied)) is None


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


@pytest.mark.parametrize("id", CHANGES)
def test_one_changed_number_changes_sentence_table_and_chart(built, published, reading, tmp_path, id):
    changes, (old_text, new_text), (old, new) = CHANGES[id]
    connection = built(changes)
    check(connection)
    publish(connection, tmp_path, "0" * 16)
    before, after = shown_on(reading(published), id), shown_on(reading(tmp_path), id)
    assert holds(before, old_text, old) == holds(after, new_text, new) == (True, True, True)
    assert holds(before, new_text, new) == holds(after, old_text, old) == (False, False, False)
    assert before.sources == after.sources


def holds(on_page, text, number) -> tuple[bool, bool, bool]:
    """Is it in a sentence, is it in the table, is it drawn?"""
    drawn = {value for layer in layers(on_page.spec) for row in layer.rows for value in row.values()}
    cells = plain(str(cell) for cell in on_page.table.to_numpy().flatten())
    return any(text in sentence.lower() for sentence in plain(on_page.can_say)), text in cells, number in drawn
