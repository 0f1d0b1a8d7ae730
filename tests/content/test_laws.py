"""The laws that touch the plan's subject, each with the day it was read, and apart from them the plan's own words."""

import re

import pytest

from content import warehouse
from content.plan import laws
from pipelines.publish import publish
from plants import add, change, only


@pytest.fixture
def version(published, reading) -> str:
    return reading(published)


def found(version):
    return warehouse.query(version, laws.LAWS)


def sentence(version, law_id: str) -> str:
    rows = found(version)
    [told] = laws.sentences(rows[rows["law_id"] == law_id])
    return told.replace("\u00a0", " ")


def test_every_law_is_told_also_one_that_touches_no_measure(version):
    rows = found(version)
    assert len(laws.sentences(rows)) == len(rows) == 33
    told = sentence(version, "penal_code_maltreatment")
    assert told.startswith("[Straffeloven §§ 282 og 283](") and "tiltak" not in told


@pytest.mark.parametrize(
    ("law_id", "parts"),
    [
        (
            "child_welfare_plan",
            ("§ 15-1 andre ledd", "kommunestyret selv", "vedta en plan", "ikke en egen plan mot vold"),
        ),
        ("health_personnel_animals", ("§ 23 nr. 5", "(kan: helsepersonell)", "Mattilsynet", "Angår tiltak 10.")),
        ("public_health_responsibility", ("helse og livskvalitet", "Gjelder slik fra 1.1.2026.", "den gamle ordlyden")),
        ("public_health_measures", ("vold og overgrep", "Gjelder slik fra 1.1.2026.")),
        ("integration_parents", ("§ 14 a", "foreldreveiledning", "Gjelder slik fra 1.1.2026.")),
        ("children_act_2025", ("§ 1-3", "(rett: barnet)", "ikrafttredelse ikke funnet")),
        ("education_report", ("Opplæringslova § 24-3", "Gjelder slik fra 1.8.2024.")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_law_says(version, law_id, parts):
    told = sentence(version, law_id)
    assert [part for part in parts if part not in told] == []


def test_the_day_it_was_read_and_whose_reading_it_is(version):
    assert laws.checked(found(version)).startswith(
        "Etter Lovdatas åpne data 9.11.2025; senere endringer er ikke med. Gjengitt med våre ord"
    )


def test_another_day_is_told_too(built, reading, tmp_path):
    publish(built({"laws": change({"law_id": "education_report"}, checked_on="2026-02-01")}), tmp_path, "0" * 16)
    assert "Lovdatas åpne data 9.11.2025 og 1.2.2026;" in laws.checked(found(reading(tmp_path)))


def test_a_law_is_named_once_for_a_measure(version):
    touched = laws.touched(version, "Hamar").replace("\u00a0", " ")
    assert touched.startswith(
        "Barnehageloven (tiltak 1 og 5). Barnelova (tiltak 2 og 4). Barnevernsloven (tiltak 1, 2, "
    )
    assert "Helsepersonelloven (tiltak 1 og 5)." in touched and "tiltak 14" not in touched
    told = laws.of_measure(found(version), 6).replace("\u00a0", " ")
    assert told == (
        "Barnevernsloven § 13-2, § 15-1 første ledd, § 15-1 andre ledd og § 15-8. "
        "Om loven krever dette tiltaket, er ikke vurdert her."
    )
    assert laws.of_measure(found(version), 14) == "Ingen av lovene på lista."


def test_a_municipality_is_not_told_of_what_is_joint_alone(built, reading, tmp_path):
    publish(
        built({"measure_laws": only({"law_id": "health_personnel_animals", "measure_no": "10"})}), tmp_path, "0" * 16
    )
    assert laws.touched(reading(tmp_path), "Hamar") == ""


def test_paragraphs_come_by_number(version):
    rows = found(version)
    told = {law: list(of_law["paragraph"]) for law, of_law in rows.groupby("law")}
    assert told["folkehelseloven"] == ["§ 4", "§§ 5 og 6", "§ 7"]
    assert told["krisesenterlova"] == ["§ 2", "§ 3", "§ 4", "§§ 5 a og 5 b", "§ 6"]
    assert told["helsepersonelloven"] == ["§ 23 nr. 5", "§ 33"]
    assert told["opplæringslova"] == ["§ 12-3", "§ 24-1", "§ 24-3"]


def test_a_paragraph_is_found_by_who_searches_for_it(version):
    texts = [*laws.sentences(found(version)), *laws.plan_sentences(warehouse.query(version, laws.PLAN_LAWS))]
    assert "15-1" in " ".join(texts) and "\u2011" not in " ".join([*texts, laws.of_measure(found(version), 6)])


def test_a_link_to_a_measure_is_our_data(built, reading, tmp_path):
    publish(
        built({"measure_laws": add(plan_id="plan_2023", law_id="penal_code_maltreatment", measure_no="14")}),
        tmp_path,
        "0" * 16,
    )
    assert "Straffeloven (tiltak\u00a01, 5, 8 og 14)." in laws.touched(reading(tmp_path), "Hamar")


def test_the_krisesenterlova_has_one_name(version):
    texts = [*laws.sentences(found(version)), *laws.plan_sentences(warehouse.query(version, laws.PLAN_LAWS))]
    assert [text for text in texts if re.search("krisesenterloven", text, re.IGNORECASE)] == []
    assert any("Samarbeidsplikten i velferdstjenestelovene" in text for text in texts)


def test_the_plans_own_words_stand_apart(version):
    told = laws.plan_sentences(warehouse.query(version, laws.PLAN_LAWS))
    assert (
        "**Barnelova §\u00a030:** «Totalforbud mot vold mot barn, også som ledd i foreldrenes oppdragelse av barna.»"
        in told
    )
    assert any(
        "Kommunestyret selv skal vedta en plan for å forebygge omsorgssvikt og atferdsvansker.»" in x for x in told
    )
    assert any("helse, trivsel, gode sosiale og miljømessige forhold" in text for text in told)
