"""What is asked before it is saved, in each kind of database: nobody's newer answer is taken back unawares."""

from dataclasses import replace
from datetime import timedelta

import pytest

from register import schema
from register.blackout import black_out
from register.database import revision
from register.entries import save as save_entry
from register.entry_kinds import CHANGE, END, KEEP, Assessment, Proposal
from register.errors import InvalidError, NotAllowedError, UnsureError
from register.reports import save, withdraw
from register.rights import JOINT, READER, Rights
from register.rounds import close_round, open_round
from register.schema import reports
from register.validation.rules import DONE, ONGOING, PARTLY, Report
from reported import COORDINATOR, ELVERUM, HAMAR, REPORT, TODAY, WORKING_GROUP, frozen, last_reports, rows, send

TASK = (1, HAMAR)
YESTERDAY = TODAY - timedelta(1)
JOINT_OWNER = Rights("Eier av tiltak 9", joint_tasks=frozenset({9}))
OF_ELVERUM = Rights("Koordinator i Elverum", frozenset({ELVERUM}))
SECOND, THIRD = replace(REPORT, status=PARTLY), replace(REPORT, status=DONE)


def asked(register, *drafts: Report, **options) -> list:
    """The questions that a sending raises; nothing of it is saved."""
    before = (rows(register, reports), revision(register))
    with pytest.raises(UnsureError) as unsure:
        send(register, *drafts, **options)
    assert (rows(register, reports), revision(register)) == before
    return list(unsure.value.questions)


def yes_to(questions: list) -> frozenset[str]:
    return frozenset(question.sentence for question in questions)


def statuses(register) -> list[str]:
    return [row["status"] for row in rows(register, reports)]


def test_an_answer_over_a_newer_one_is_asked_about_and_saved_on_yes(register):
    send(register, REPORT)
    send(register, SECOND)
    other = replace(REPORT, measure_no=2)
    questions = asked(register, other, THIRD, based_on={TASK: 1, (2, HAMAR): None})
    assert [(question.task, question.field) for question in questions] == [(TASK, "task")]
    assert questions[0].sentence.startswith("Tiltak 1: Besvart på nytt ")
    assert questions[0].sentence.endswith(
        "(svar 2: «Delvis gjennomført») etter at du hentet det du svarer på. Skal ditt svar gjelde nå?"
    )
    assert send(register, other, THIRD, based_on={TASK: 1, (2, HAMAR): None}, accepted=yes_to(questions)) == 2
    assert statuses(register) == [ONGOING, PARTLY, ONGOING, DONE]


def test_a_yes_is_to_the_answer_that_was_shown_and_not_to_a_yet_newer_one(register):
    send(register, REPORT)
    send(register, SECOND)
    yes = yes_to(asked(register, THIRD, based_on={TASK: 1}))
    send(register, replace(SECOND, comment="Nytt i samme minutt"))
    assert yes_to(asked(register, THIRD, based_on={TASK: 1}, accepted=yes)).isdisjoint(yes)


def test_a_first_answer_of_somebody_else_is_newer_than_none(register):
    send(register, REPORT)
    assert len(asked(register, SECOND, based_on={TASK: None})) == 1


@pytest.mark.parametrize("based_on", [None, {}, {TASK: 1}, {(2, HAMAR): 7}])
def test_what_is_not_known_to_be_older_is_not_asked_about(register, based_on):
    send(register, REPORT)
    assert send(register, SECOND, based_on=based_on) == 1


def test_the_same_as_a_newer_answer_takes_nothing_back(register):
    send(register, REPORT)
    send(register, SECOND)
    assert send(register, SECOND, based_on={TASK: 1}) == 0


def test_no_change_counts_as_an_answer_in_the_open_round_also_on_the_same_day(register):
    send(register, REPORT)
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    assert send(register, REPORT) == 0
    assert send(register, REPORT, confirmed=frozenset({(2, HAMAR)})) == 0
    assert send(register, REPORT, confirmed=frozenset({TASK}), submission="confirmed") == 1
    assert send(register, REPORT, confirmed=frozenset({TASK}), submission="confirmed") == 0
    assert [row["round_id"] for row in rows(register, reports)] == [None, 1]
    assert last_reports(register) == {TASK: REPORT}


def test_an_answer_that_speaks_of_an_older_date_is_asked_about(register):
    send(register, REPORT)
    older = replace(SECOND, speaks_of=YESTERDAY)
    [question] = asked(register, older)
    assert (question.task, question.field) == (TASK, "speaks_of")
    assert question.sentence == (
        "Tiltak 1: Svaret gjelder 22.11.2026, men det siste svaret gjelder 23.11.2026. "
        "Skal det eldre stå som status nå?"
    )
    assert send(register, older, accepted=yes_to([question])) == 1
    # Said again of the same day, it is older than nothing.
    assert send(register, replace(older, status=ONGOING)) == 1


@pytest.mark.parametrize("field", ["responsible", "decided_by"])
def test_a_name_where_a_role_is_to_stand_is_asked_about(register, field):
    [question] = asked(register, replace(REPORT, **{field: "Kari Nordmann"}))
    assert (question.task, question.field) == (TASK, field)
    assert question.sentence.startswith("«Kari Nordmann» ser ut som et navn.")
    assert send(register, replace(REPORT, **{field: "Folkehelsekoordinator, Hamar kommune"})) == 1
    named = replace(SECOND, **{field: "Kari Nordmann"})
    assert send(register, named, accepted=yes_to(asked(register, named))) == 1
    assert send(register, replace(named, status=DONE)) == 1, "it stood there before"


DOUBTFUL = "Ring 911 23 456 om dette"


def test_a_text_that_may_be_about_one_person_is_asked_about_where_it_is_new(register):
    draft = replace(REPORT, comment=DOUBTFUL)
    [question] = asked(register, draft)
    assert (question.task, question.field) == (TASK, "comment")
    assert "Er dette en enkeltperson?" in question.sentence
    assert send(register, draft, accepted=yes_to([question])) == 1
    assert send(register, replace(draft, status=DONE)) == 1, "it was said yes to before"
    assert asked(register, replace(draft, comment=f"{DOUBTFUL}, eller familien Nordmann"))


def test_what_was_blacked_out_does_not_come_back_unawares(register):
    send(register, replace(REPORT, comment="Om en person"))
    black_out(register, WORKING_GROUP, 1, "comment", "Gjaldt en person")
    [question] = asked(register, replace(SECOND, comment="Om en person"))
    assert question.sentence == "Det som sto her, er sladdet. Skal «Om en person» stå der nå?"
    assert send(register, replace(SECOND, comment=None)) == 1


def test_all_questions_are_asked_at_once_and_each_must_be_said_yes_to(register):
    send(register, REPORT)
    send(register, SECOND)
    draft, based_on = replace(THIRD, speaks_of=YESTERDAY, comment=DOUBTFUL), {TASK: 1}
    questions = asked(register, draft, based_on=based_on)
    assert [question.field for question in questions] == ["task", "speaks_of", "comment"]
    assert asked(register, draft, based_on=based_on, accepted=yes_to(questions[:2])) == questions[2:]
    assert send(register, draft, based_on=based_on, accepted=yes_to(questions)) == 1


def test_a_mistake_is_told_before_anything_is_asked(register):
    with pytest.raises(InvalidError):
        send(register, replace(REPORT, comment=DOUBTFUL), replace(REPORT, measure_no=2, status="Ferdig"))


def test_a_deadline_that_has_passed_stays_where_it_was_set_before(register):
    with pytest.raises(InvalidError, match="fristen"):
        send(register, replace(REPORT, new_deadline=YESTERDAY))
    with_deadline = replace(REPORT, new_deadline=TODAY)
    send(register, with_deadline)
    later = TODAY + timedelta(10)
    said = replace(with_deadline, status=PARTLY, speaks_of=later)
    assert save(register, COORDINATOR, [said], {TASK}, later, "later") == 1


def test_an_answer_is_taken_back_with_a_trace(register):
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    send(register, replace(REPORT, comment="Feil kommune"))
    [first] = rows(register, reports)
    assert withdraw(register, COORDINATOR, *TASK, "back")
    assert not withdraw(register, COORDINATOR, *TASK, "back"), "sent again"
    assert not withdraw(register, COORDINATOR, *TASK, "back again"), "there is none"
    assert not withdraw(register, COORDINATOR, 2, HAMAR, "of what was never answered")
    kept, taken_back = rows(register, reports)
    assert kept == first
    assert (taken_back["is_withdrawn"], taken_back["status"], taken_back["comment"]) == (True, "Ikke svart", None)
    assert (taken_back["reporter_role"], taken_back["round_id"]) == ("Koordinator i Hamar", 1)
    assert last_reports(register) == {}
    assert len(asked(register, SECOND, based_on={TASK: 1})) == 1
    assert send(register, replace(REPORT, comment="Feil kommune"), based_on={TASK: None}) == 1
    assert last_reports(register)[TASK].comment == "Feil kommune"


def test_a_newer_answer_is_not_taken_back_unawares(register):
    send(register, REPORT)
    send(register, SECOND)
    before = (rows(register, reports), revision(register))
    with pytest.raises(UnsureError) as unsure:
        withdraw(register, COORDINATOR, *TASK, "back", based_on=1)
    assert (rows(register, reports), revision(register)) == before
    [question] = unsure.value.questions
    assert (question.task, question.field) == (TASK, "task")
    assert "(svar 2: «Delvis gjennomført»)" in question.sentence
    assert question.sentence.endswith("Skal det nye svaret trekkes tilbake?")
    # A yes is to the answer that was told of.
    send(register, THIRD)
    with pytest.raises(UnsureError) as again:
        withdraw(register, COORDINATOR, *TASK, "back", based_on=1, accepted=yes_to([question]))
    assert withdraw(register, COORDINATOR, *TASK, "back", based_on=1, accepted=yes_to(again.value.questions))
    assert last_reports(register) == {}


def test_the_answer_that_was_seen_is_taken_back_unasked(register):
    send(register, REPORT)
    send(register, SECOND)
    assert withdraw(register, COORDINATOR, *TASK, "back", based_on=2)


def test_no_change_is_saved_once_by_the_same_role_in_the_same_round_of_the_same_day(register):
    send(register, REPORT)

    def still(rights: Rights) -> int:
        seen = {TASK: rows(register, reports)[-1]["report_id"]}
        return send(register, REPORT, rights=rights, based_on=seen, confirmed=frozenset({TASK}))

    assert still(COORDINATOR) == 0 and still(WORKING_GROUP) == 1 and still(WORKING_GROUP) == 0
    open_round(register, WORKING_GROUP, "Høst", TODAY, TODAY, tasks=1)
    assert still(WORKING_GROUP) == 1 and still(WORKING_GROUP) == 0


def test_no_change_is_asked_about_where_the_sender_saw_an_older_answer(register):
    send(register, REPORT)
    send(register, SECOND)
    still = {"based_on": {TASK: 1}, "confirmed": frozenset({TASK})}
    [question] = asked(register, SECOND, **still)
    assert "(svar 2: «Delvis gjennomført»)" in question.sentence and question.sentence.endswith("Er det fortsatt slik?")
    assert send(register, SECOND, **still, accepted=yes_to([question])) == 1


def test_a_round_closed_after_an_answer_was_taken_back_holds_none(register):
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    send(register, REPORT)
    withdraw(register, COORDINATOR, *TASK, "back")
    close_round(register, WORKING_GROUP, frozen({TASK: None}))
    assert [row["report_id"] for row in rows(register, schema.round_tasks)] == [None]


def test_nobody_takes_back_what_others_answered(register):
    send(register, REPORT)
    seen = revision(register)
    for rights, task in [(READER, TASK), (OF_ELVERUM, TASK), (JOINT_OWNER, TASK), (COORDINATOR, (9, JOINT))]:
        with pytest.raises(NotAllowedError):
            withdraw(register, rights, *task, "back")
        assert (len(rows(register, reports)), revision(register)) == (1, seen), rights


def test_the_working_group_takes_an_answer_back_in_its_own_name(register):
    send(register, REPORT)
    withdraw(register, WORKING_GROUP, *TASK, "back")
    assert [row["reporter_role"] for row in rows(register, reports)] == [COORDINATOR.role, WORKING_GROUP.role]


ASSESSMENT = Assessment(1, KEEP, "Virker.")


def write(register, draft, submission: str, **options) -> bool:
    return save_entry(register, WORKING_GROUP, draft, {1}, TODAY, submission, **options)


def test_an_entry_over_a_newer_one_is_asked_about_and_saved_on_yes(register):
    write(register, ASSESSMENT, "1", based_on=None)
    write(register, replace(ASSESSMENT, verdict=CHANGE), "2", based_on=1)
    ended = replace(ASSESSMENT, verdict=END)
    for based_on in (None, 1):
        with pytest.raises(UnsureError) as unsure:
            write(register, ended, "3", based_on=based_on)
        [question] = unsure.value.questions
        assert question.sentence.startswith("Endret ") and "av Arbeidsgruppa (nr. 2)" in question.sentence
    assert len(rows(register, schema.assessments)) == 2
    assert write(register, ended, "3", based_on=1, accepted=yes_to([question]))
    assert write(register, ASSESSMENT, "4"), "not known what it was written over"


def test_a_text_of_an_entry_that_may_be_about_one_person_is_asked_about(register):
    draft = Proposal("Vern på nett", DOUBTFUL)
    with pytest.raises(UnsureError) as unsure:
        write(register, draft, "1")
    [question] = unsure.value.questions
    assert (question.task, question.field) == (None, "reason")
    assert rows(register, schema.proposals) == []
    assert write(register, draft, "1", accepted=yes_to([question]))
