"""What must be decided, and by whose word the plan runs out: a question goes when it is answered, and not before."""

from datetime import date

import pytest

from content import warehouse
from content.documents import knowledge_base
from content.plan import decisions, group
from content.slides import deck
from content.status import queries
from dashboard import markup
from register.entries import save
from register.entry_kinds import MEMBER, REVISER, Appointment, Milestone
from register.reports import save as report
from register.rights import JOINT, Rights
from register.validation.rules import Report
from reported import TODAY, WORKING_GROUP
from reporting import opened
from word import read_undrawn

QUESTIONS = {
    "finished": "Skal planen",
    "appointed": "Hvem skal representere",
    "coordinator": "Hvem skal være koordinator",
}
OF_ALL = Rights("alle", frozenset({"3403", "3420"}), frozenset({9, 10, 11, 16}), True)


def told(version: str, today: date = TODAY) -> list[str]:
    return decisions.decisions(version, today)


def test_the_period_is_told_by_whose_word_it_is(published, reading):
    dates = warehouse.query(reading(published), decisions.DATES)
    assert decisions.validity(dates) == (
        "Løten oppgir at planen gjelder 2023–2026. Sjekk vedtaket hos dere. Revidert plan skal være ferdig 30.6.2027."
    )


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 11, 23), "Da går den ut 31.12.2026 (om 38 dager). Sjekk vedtaket hos dere."),
        (date(2026, 12, 31), "Da går den ut 31.12.2026 (i dag)."),
        (date(2027, 1, 1), "Da gikk den ut 31.12.2026 (for 1 dag siden)."),
    ],
)
def test_whether_the_plan_is_to_go_on_is_asked_with_its_date(local_register, today, says):
    [question] = [text for text in told(warehouse.version_in_use(), today) if text.startswith("Skal planen")]
    assert "Løten oppgir at planen gjelder 2023–2026." in question and says in question


def test_a_milestone_that_is_reached_takes_its_question_away(local_register):
    for milestone, question in QUESTIONS.items():
        assert any(text.startswith(question) for text in told(warehouse.version_in_use())), milestone
        draft = Milestone(milestone, None, TODAY)
        save(local_register, WORKING_GROUP, draft, {*QUESTIONS, "collected"}, TODAY, milestone)
        assert not any(text.startswith(question) for text in told(warehouse.version_in_use())), milestone
    [left] = told(warehouse.version_in_use())
    assert left.startswith("Når skal vi ha svar om status?")
    save(local_register, WORKING_GROUP, Milestone("collected", None, TODAY), {"collected"}, TODAY, "c")
    assert told(warehouse.version_in_use()) == [decisions.NOTHING_TO_DECIDE]


def appoint(register, area_code: str, seat: str, position: str | None, submission: str) -> None:
    draft = Appointment(area_code, seat, position, is_withdrawn=position is None)
    save(register, WORKING_GROUP, draft, {(area_code, seat)}, TODAY, submission)


def asked(start: str) -> list[str]:
    return [text for text in told(warehouse.version_in_use()) if text.startswith(start)]


def test_those_who_have_not_appointed_are_named_until_all_have(local_register):
    codes = warehouse.query(warehouse.version_in_use(), group.APPOINTMENTS).query("seat == 'member'")["area_code"]
    without = (
        "Hvem skal representere kommunen i den nye arbeidsgruppa? Den skal være konstituert innen 31.12.2026 "
        "(om 38 dager)."
    )
    question = QUESTIONS["appointed"]
    assert asked(question) == [without]
    for code in codes[:7]:
        appoint(local_register, code, MEMBER, "rådgiver", code)
    assert asked(question) == [f"{without} Medlem er ikke oppgitt for Våler (Innlandet) og Åmot."]
    for code in codes[7:]:
        appoint(local_register, code, MEMBER, "rådgiver", code)
    assert asked(question) == [] and asked(QUESTIONS["coordinator"])
    appoint(local_register, codes.iloc[0], MEMBER, None, "withdrawn")
    assert asked(question) == [f"{without} Medlem er ikke oppgitt for Elverum."]


def test_the_question_of_who_revises_goes_when_somebody_is_appointed_and_comes_back(local_register):
    appoint(local_register, JOINT, REVISER, "kommuneoverlege", "1")
    assert asked(QUESTIONS["coordinator"]) == [] and asked(QUESTIONS["appointed"])
    appoint(local_register, JOINT, REVISER, None, "2")
    assert asked(QUESTIONS["coordinator"])


def test_page_slide_and_report_ask_the_same(local_register, without_figures):
    appoint(local_register, "3403", MEMBER, "rådgiver", "1")
    version = warehouse.version_in_use()
    expected = told(version)
    slide = deck.slide(version, "beslutning", TODAY)
    assert list(slide.body.questions) == expected and group.APPOINTED_BY in slide.sources
    page = opened("pages/start/overview.py")
    assert [html for html in page.get("html") if markup.questions(expected) in html.proto.body]
    report = read_undrawn(knowledge_base.document(version, TODAY))
    assert [text for _, text in report.paragraphs if text in expected] == expected


@pytest.mark.parametrize("answered", [0, 1, 8, 139])
def test_what_is_asked_and_not_known_until_all_have_answered(local_register, answered):
    version = warehouse.version_in_use()
    tasks = warehouse.query(version, "select measure_no, area_code from marts.measure_tasks order by all")
    known = [(int(row.measure_no), row.area_code) for row in tasks.itertuples()]
    rights = Rights("alle", frozenset(code for _, code in known), frozenset({9, 10, 11, 16}), True)
    drafts = [Report(*task, "I gang", TODAY) for task in known[:answered]]
    if drafts:
        report(local_register, rights, drafts, set(known), TODAY, "1")
    version = warehouse.version_in_use()
    counts = warehouse.query(version, queries.COUNTS, {"today": TODAY})
    unanswered = {0: "139", 1: "138 av 139", 8: "131 av 139"}.get(answered)
    for texts, start in (
        (told(version), "Når skal vi ha svar"),
        (decisions.unknown(version, counts), "Hva som er gjennomført"),
    ):
        found = [text for text in texts if text.startswith(start)]
        assert (len(found) == 1 and unanswered in found[0]) if unanswered else found == []
    said = " ".join([*told(version), *decisions.unknown(version, counts)])
    assert "ikke innhentet" not in said and "pålegger ingen" not in said


def test_the_plan_asks_for_follow_up(local_register):
    [asked] = [text for text in told(warehouse.version_in_use()) if text.startswith("Når skal vi")]
    assert "følge opp om tiltakene er gjennomført (avsnitt 5.2)" in asked


def test_without_dates_that_is_told(emptied, reading):
    version = reading(emptied)
    assert told(version) == [decisions.NO_DATES] and "data/raw" not in decisions.NO_DATES
    assert decisions.validity(warehouse.query(version, decisions.DATES)) == decisions.NO_DATES
