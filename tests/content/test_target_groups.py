"""The lines of reasoning: every number as its source has it, holes that are counted, and shares of those who answered."""

import re
from dataclasses import replace

import pytest

from content import warehouse
from content.plan import target_groups
from content.plan.target_group_table import table
from content.plan.target_groups import Group
from pipelines.publish import publish
from plants import add, change, observation, remove
from register.reports import save
from register.rights import Rights
from register.validation.rules import DONE, NOT_STARTED, Report
from reported import TODAY

EVERYWHERE = ("3403", "3420", "3425", "3412")
OF_ALL = Rights("alle", frozenset(EVERYWHERE))


def drawn(version: str) -> str:
    return table(version, TODAY, "?gruppe=", "./tiltak?tiltak=")


def told(version: str) -> str:
    """All that is read in the table, with plain spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", drawn(version)).split()).replace(" .", ".")


def by_name(version: str) -> dict[str, Group]:
    return {group.name: group for group in target_groups.groups(version, TODAY)}


@pytest.fixture
def version(published, reading) -> str:
    return reading(published)


def test_every_group_has_its_numbers_or_a_reason_in_each_part(version):
    groups = by_name(version)
    assert len(groups) == 7
    for group in groups.values():
        assert [*group.parts] == ["know", "services", "advice"]
        assert all(bool(part.facts) + bool(part.hole) + bool(part.not_applicable) == 1 for part in group.parts.values())
        assert all(fact.value for part in group.parts.values() for fact in part.facts)


def test_shares_of_women_and_men_stand_on_one_strip_and_are_told_in_one_sentence(version):
    [both] = [line for line in drawn(version).split('<div class="vnr-number">') if "vnr-of-second" in line]
    assert both.count('class="vnr-strip"') == 1
    assert re.findall(r"vnr-point vnr-(\w+)", both) == ["first", "second"]
    assert (
        '<b class="vnr-of-first">Én av ti</b> kvinner og <b class="vnr-of-second">3\u00a0%</b> av mennene 18–74 år oppgir '
        "alvorlig vold fra partner noen gang i livet. <small>"
    ) in both.replace("\u00a0år", " år")
    assert both.partition("</div>")[0].count("NKVTS") == 1


def test_holes_are_counted_and_drawn(version):
    holes = sum(bool(part.hole) for group in by_name(version).values() for part in group.parts.values())
    assert drawn(version).count('class="vnr-hole"') == holes == 9
    assert target_groups.lead([*by_name(version).values()]).endswith(
        "Stiplede felt er det vi ikke har tall for her: 9 av 20."
    )


def test_a_number_that_comes_fills_its_hole(built, reading, tmp_path):
    row = {"group_id": "abusers", "part": "advice"}
    publish(built({"group_numbers": change(row, fact_id="tryggest", hole=None)}), tmp_path, "0" * 16)
    assert target_groups.lead([*by_name(reading(tmp_path)).values()]).endswith("8 av 20.")


def test_numbers_are_told_with_their_source_and_what_is_not_sure(version):
    text = told(version)
    for sentence in (
        "Én av tre voksne oppgir mindre alvorlig fysisk vold fra foreldre eller annen omsorgsperson i barndommen. "
        "NKVTS 2023. I planen, avsnitt 2.",
        "1 704 barn bodde på krisesenter i landet i 2024. Bufdir. Ikke i planen. Ikke bekreftet: lest av gjengivelse",
        "Ca. 60 barn bruker Hamar krisesenter hvert år. Planen, avsnitt 3.5.",
        "annet/ikke oppgitt (regnet ut her) 85",
        "5–7 % av hjemmeboende eldre 66–90 år oppgir voldserfaring siste år.",
        "«Vi kjenner ikke omfanget», skriver planen (avsnitt 3.6.1).",
        "Gjelder ikke: de ansatte er dem de utsatte møter.",
    ):
        assert sentence in text


def test_what_its_publisher_calls_provisional_is_told(built, reading, tmp_path):
    publish(built(observation("tryggest_2020", is_provisional="ja")), tmp_path, "0" * 16)
    assert "Bufdir. Ikke i planen. Foreløpig tall" in told(reading(tmp_path))


def test_shares_of_one_survey_have_one_scale_and_counts_of_one_source_and_year_another(version):
    groups = by_name(version)
    for group in groups.values():
        for part in group.parts.values():
            ends = {(fact.comparable_group, target_groups.end_of(fact, part.facts)) for fact in part.facts if fact.mark}
            assert len(ends) == len({alike for alike, _ in ends})
    largest = target_groups.most([*groups.values()])
    assert [*largest.values()] == [165]
    bars = re.findall(r'vnr-count" aria-hidden="true"><i style="width:([\d.]+)%', drawn(version))
    assert bars == [f"{count / 165:.1%}".rstrip("%") for count in (143, 79, 31, 85, 165, 112, 51, 93)]


def test_every_measure_is_of_a_group_or_told_to_be_of_none(built, version, reading, tmp_path):
    assert target_groups.outside(version) == "Tiltak 10, 15 og 16 hører ikke til noen av gruppene."
    publish(built({"group_measures": remove(measure_no="9")}), tmp_path, "0" * 16)
    changed = reading(tmp_path)
    assert target_groups.outside(changed) == "Tiltak 9, 10, 15 og 16 hører ikke til noen av gruppene."
    assert "Ingen av planens tiltak." in told(changed)


def test_where_nobody_has_answered_the_bars_stand_without_a_word(local_register):
    text = told(warehouse.version_in_use())
    assert "Ikke spurt ennå" not in text and " av 9" not in text
    assert drawn(warehouse.version_in_use()).count('class="vnr-bar"') == 18


def test_a_share_is_of_those_who_have_answered(local_register):
    answer = Report(8, EVERYWHERE[0], DONE, TODAY)
    drafts = [answer, *(replace(answer, area_code=area, status=NOT_STARTED) for area in EVERYWHERE[1:3])]
    save(local_register, OF_ALL, drafts, {(8, area) for area in EVERYWHERE}, TODAY, "answers")
    version = warehouse.version_in_use()
    [measure] = by_name(version)["Utøvere"].measures
    assert measure.done == "1 av 3 som har svart"
    assert measure.counts == {"Gjennomført": 1, "Ikke startet": 2, "Ikke spurt ennå": 6}
    assert target_groups.areas_by_status(measure).startswith("Gjennomført: Hamar. Ikke startet: Elverum og Engerdal. ")
    text = told(version)
    assert "8 Sinnemestring 1 av 3 som har svart" in text and "9 TryggEst Ikke spurt ennå" in text
    assert "Felles: ikke spurt ennå" in text


def test_nothing_that_is_entered_is_run(built, reading, tmp_path):
    cells = {"group_id": "script", "place": "5", "name": "<script>", "about": "<b>alle</b>", "missing": "<i>Alt.</i>"}
    rows = {"plan_groups": add(plan_id="plan_2023", **cells)}
    publish(built(rows), tmp_path, "0" * 16)
    html = drawn(reading(tmp_path))
    assert "<script>" not in html and "&lt;script&gt;" in html and "<b>alle" not in html and "<i>Alt" not in html
