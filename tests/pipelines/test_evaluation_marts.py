"""What is counted of the evaluations, and when the working group may conclude: where it is saved, and in the marts."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from content import warehouse
from evaluated import AREAS, MEASURE, TASKS, YES, conclude, evaluate, take_back
from register import schema
from register.blackout import BLACKED_OUT, black_out, black_out_entry
from register.entries import save
from register.entry_kinds import Conclusion
from register.errors import InvalidError, NotAllowedError
from register.rights import JOINT
from reported import COORDINATOR, TODAY, WORKING_GROUP, rows

COUNTS = "asked, answered, begun, may_conclude"


def told(columns: str, mart: str = "measure_evaluations", measure_no: int = MEASURE) -> list[tuple]:
    version = warehouse.version_in_use()
    found = warehouse.query(version, f"select {columns} from marts.{mart} where measure_no = {measure_no}")
    return [tuple(row) for row in found.astype(object).where(found.notna(), None).itertuples(index=False)]


# Where it is saved


def test_a_conclusion_needs_half_of_those_asked(register):
    evaluate(register, *AREAS[:4], **YES)
    with pytest.raises(InvalidError, match="4 av 10 har evaluert tiltaket"):
        conclude(register, 4)
    with pytest.raises(InvalidError, match="Svarene er endret"):
        conclude(register, 5)
    evaluate(register, JOINT, **YES)
    assert conclude(register, 5)
    [row] = rows(register, schema.conclusions)
    assert (row["conclusion"], row["answered"], row["asked"], row["role"]) == (
        "De fleste steder.",
        5,
        10,
        "Arbeidsgruppa",
    )


def test_an_answer_to_one_of_the_two_questions_is_no_evaluation(register):
    evaluate(register, *AREAS[:4], **YES)
    evaluate(register, JOINT, done_as_meant="Ja", outcome="Mye", hindrance="Tid")
    evaluate(register, AREAS[5], should_continue="Nei")
    evaluate(register, *AREAS[6:], measure_no=15, **YES)
    with pytest.raises(InvalidError, match="Svarene er endret"):
        conclude(register, 5)


def test_an_answer_that_is_taken_back_meanwhile_stops_the_conclusion(register):
    evaluate(register, *AREAS[:5], **YES)
    take_back(register, AREAS[0])
    with pytest.raises(InvalidError, match="Svarene er endret etter at du åpnet siden"):
        conclude(register, 5)
    evaluate(register, AREAS[0])
    with pytest.raises(InvalidError, match="Svarene er endret"):
        conclude(register, 5)
    assert rows(register, schema.conclusions) == []


def test_a_conclusion_says_no_other_counts_than_those_there_are(register):
    evaluate(register, AREAS[0], **YES)
    for answered, asked in ((1, 1), (2, 2), (5, 10)):
        draft = Conclusion(MEASURE, "Alle er enige.", answered, asked)
        with pytest.raises(InvalidError, match="Svarene er endret"):
            save(register, WORKING_GROUP, draft, TASKS, TODAY, str(uuid.uuid4()))
    evaluate(register, *AREAS[1:6], **YES)
    with pytest.raises(InvalidError, match="Svarene er endret"):
        conclude(register, 5)
    with pytest.raises(InvalidError, match="finnes ikke i planen"):
        conclude(register, 6, asked={(15, area) for area in AREAS})
    assert rows(register, schema.conclusions) == []


def test_whoever_has_the_task_no_longer_is_not_counted(register):
    evaluate(register, *AREAS[:6], **YES)
    left = TASKS - {(MEASURE, AREAS[0])}
    with pytest.raises(InvalidError, match="Svarene er endret"):
        conclude(register, 6, asked=left)
    assert conclude(register, 5, asked=left)


@pytest.mark.parametrize("is_withdrawn_first", [True, False])
def test_an_answer_taken_back_at_the_same_moment_never_leaves_a_conclusion_on_too_few(register, is_withdrawn_first):
    evaluate(register, *AREAS[:5], **YES)
    both = [partial(conclude, register, 5), partial(take_back, register, AREAS[0])]
    with ThreadPoolExecutor(2) as pool:
        for act in reversed(both) if is_withdrawn_first else both:
            pool.submit(act)
    [withdrawn] = [row["saved_at"] for row in rows(register, schema.reports) if row["is_withdrawn"]]
    assert all(row["saved_at"] <= withdrawn for row in rows(register, schema.conclusions))


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_only_the_working_group_concludes_and_an_empty_one_is_none(register):
    evaluate(register, *AREAS[:5], **YES)
    with pytest.raises(NotAllowedError, match="Bare arbeidsgruppa"):
        conclude(register, 5, rights=COORDINATOR)
    with pytest.raises(InvalidError, match="Skriv hva arbeidsgruppa"):
        conclude(register, 5, " ")


def test_the_same_again_is_a_new_conclusion_where_it_is_drawn_from_other_answers(register):
    evaluate(register, *AREAS[:5], **YES)
    assert conclude(register, 5) and not conclude(register, 5)
    evaluate(register, AREAS[0], **YES, comment="Sier ikke noe annet om tiltaket")
    assert not conclude(register, 5)
    evaluate(register, AREAS[0], done_as_meant="Nei", should_continue="Nei")
    assert conclude(register, 5) and not conclude(register, 5)
    take_back(register, AREAS[0])
    evaluate(register, AREAS[5], **YES)
    assert conclude(register, 5) and not conclude(register, 5)
    assert [row["conclusion"] for row in rows(register, schema.conclusions)] == ["De fleste steder."] * 3


# In the marts


def test_nobody_has_evaluated_before_they_have(local_register):
    assert told(COUNTS) == [(10, 0, 0, False)]
    assert told("asked, may_conclude", measure_no=10) == [(1, False)]
    assert told("*", "evaluation_answers") == []


def test_municipalities_and_the_joint_owner_are_counted_and_half_answers_are_not(local_register):
    evaluate(local_register, *AREAS[:3], **YES)
    evaluate(local_register, JOINT, done_as_meant="Delvis", should_continue="Ja – med endringer")
    evaluate(local_register, AREAS[3], done_as_meant="Nei", outcome="Lite")
    evaluate(local_register, AREAS[4], hindrance="Tid")
    evaluate(local_register, AREAS[5])
    assert told(COUNTS) == [(10, 4, 6, False)]
    assert set(told("question, answer, answers", "evaluation_answers")) == {
        ("done_as_meant", "Ja", 3),
        ("done_as_meant", "Delvis", 1),
        ("should_continue", "Ja", 3),
        ("should_continue", "Ja – med endringer", 1),
    }
    evaluate(local_register, AREAS[3], **YES)
    assert told(COUNTS) == [(10, 5, 6, True)]
    take_back(local_register, AREAS[0])
    assert told(COUNTS) == [(10, 4, 5, False)]


def test_a_conclusion_says_what_it_was_built_on_and_how_much_has_come_since(local_register):
    evaluate(local_register, *AREAS[:5], **YES)
    conclude(local_register, 5)
    since = "conclusion, answered_then, asked_then, answered, changed_since"
    assert told(since) == [("De fleste steder.", 5, 10, 5, 0)]
    evaluate(local_register, AREAS[5], **YES)
    evaluate(local_register, AREAS[0], **YES | {"outcome": "Mer enn ventet"})
    evaluate(local_register, AREAS[1], **YES, comment="Ny kommentar alene er ingen ny evaluering")
    assert told(since) == [("De fleste steder.", 5, 10, 6, 2)]
    take_back(local_register, AREAS[2])
    assert told(since) == [("De fleste steder.", 5, 10, 5, 3)]
    conclude(local_register, 5, "Fortsatt de fleste steder.")
    assert told(since) == [("Fortsatt de fleste steder.", 5, 10, 5, 0)]


def test_a_conclusion_stands_for_as_long_as_half_have_answered(local_register):
    evaluate(local_register, *AREAS[:5], **YES)
    assert told("is_concluded") == [(False,)]
    conclude(local_register, 5)
    assert told("is_concluded, may_conclude") == [(True, True)]
    take_back(local_register, AREAS[0])
    assert told("is_concluded, may_conclude, conclusion") == [(False, False, "De fleste steder.")]
    evaluate(local_register, AREAS[7], **YES)
    assert told("is_concluded") == [(True,)]


def test_a_text_that_is_blacked_out_is_no_change_and_nowhere(local_register):
    evaluate(local_register, *AREAS[:5], **YES, outcome="Skrevet om Kari")
    conclude(local_register, 5, "Kari gjorde det")
    black_out(local_register, WORKING_GROUP, 1, "outcome", "navn")
    black_out_entry(local_register, WORKING_GROUP, "conclusions", 1, "conclusion", "navn")
    assert told("conclusion, changed_since") == [(BLACKED_OUT, 0)]
    outcomes = [outcome for (outcome,) in told("outcome", "task_evaluations") if outcome]
    assert set(outcomes) == {BLACKED_OUT}
