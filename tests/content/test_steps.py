"""Where the work on the new plan stands: eight steps, counted from what is saved, with dates reckoned backwards."""

import re
import uuid
from datetime import date

import pandas as pd
import pytest

from content import warehouse
from content.plan import steps
from dashboard import access
from register.entries import save
from register.entry_kinds import (
    KEEP,
    MEMBER,
    REVISER,
    Adoption,
    Appointment,
    Assessment,
    Conclusion,
    CouncilMeeting,
    Milestone,
)
from register.reports import save as save_reports
from register.reports import withdraw
from register.rights import JOINT, Rights
from register.rounds import open_round
from register.validation.rules import Report
from reported import TODAY, WORKING_GROUP
from reporting import labelled, opened, press, told

PAGE = "pages/plan/next_plan.py"
HAMAR = Rights("Koordinator i Hamar", frozenset({"3403"}))


def rows(sql: str = steps.STEPS) -> pd.DataFrame:
    return warehouse.query(warehouse.version_in_use(), sql)


def step(step_id: str):
    [found] = [row for row in rows().itertuples() if row.step_id == step_id]
    return found


def write(register, entry, known) -> None:
    assert save(register, WORKING_GROUP, entry, known, TODAY, str(uuid.uuid4()))


def areas() -> list[str]:
    return list(rows("select area_code from marts.council_meetings")["area_code"])


def due() -> dict[str, tuple[str, str]]:
    return {row.step_id: (f"{row.due_on:%d.%m.%Y}", row.due_by) for row in rows().itertuples() if pd.notna(row.due_on)}


def test_with_nobody_appointed_the_first_step_is_next(local_register):
    found = rows()
    assert list(found["place"]) == list(range(1, 9)) and not found["is_done"].any()
    assert list(found[found["is_next"]]["step_id"]) == ["constitute"]
    assert steps.headline(found, TODAY) == "Neste: sette sammen gruppa (steg 1 av 8). Innen 31.12.2026: om 38 dager."
    assert steps.state(step("constitute")) == "Ingen av kommunene har oppgitt medlem ennå."
    assert steps.state(step("collect")) == "Ingen av oppgavene har fått svar ennå."
    assert steps.state(step("draft")) == ""


def test_the_group_is_constituted_when_all_have_a_member_and_there_is_a_coordinator(local_register):
    *first, last = areas()
    for code in first:
        write(local_register, Appointment(code, MEMBER, "Kommuneoverlege"), {(code, MEMBER)})
    assert not step("constitute").is_done
    write(local_register, Appointment(last, MEMBER, "Kommuneoverlege"), {(last, MEMBER)})
    assert not step("constitute").is_done
    assert steps.state(step("constitute")) == f"Alle kommunene har oppnevnt medlem. {steps.NO_COORDINATOR}"
    write(local_register, Appointment(JOINT, REVISER, "Folkehelsekoordinator"), {(JOINT, REVISER)})
    assert step("constitute").is_done and step("collect").is_next
    write(local_register, Appointment("3403", MEMBER, is_withdrawn=True), {("3403", MEMBER)})
    assert not step("constitute").is_done
    assert steps.state(step("constitute")) == "8 av 9 kommuner har oppnevnt medlem."


def test_a_milestone_that_is_reached_makes_its_step_done(local_register):
    for milestone, done in (("appointed", "constitute"), ("collected", "collect"), ("heard", "hearing")):
        write(local_register, Milestone(milestone, reached_on=TODAY), {milestone})
        assert step(done).is_done and step(done).reached_on.date() == TODAY
    assert step("evaluate").is_next
    assert "Nådd 23.11.2026" in steps.picture(rows(), TODAY)


def test_answers_are_counted_in_the_open_round_where_there_is_one(local_register):
    save_reports(local_register, HAMAR, [Report(1, "3403", "I gang", TODAY)], {(1, "3403")}, TODAY, "one")
    assert (step("collect").done, step("collect").asked) == (1, 139)
    open_round(local_register, WORKING_GROUP, "Vinteren", TODAY, TODAY, 139)
    assert (step("collect").done, step("collect").asked) == (0, 139)


def test_conclusions_and_assessments_are_counted(local_register):
    owner = Rights("Arbeidsgruppa", joint_tasks=frozenset({10}))
    said = Report(10, JOINT, "I gang", TODAY, done_as_meant="Nei", should_continue="Ja")
    save_reports(local_register, owner, [said], {(10, JOINT)}, TODAY, "evaluated")
    write(local_register, Conclusion(10, "Tas videre", 1, 1), {(10, JOINT)})
    write(local_register, Assessment(1, KEEP, "Trengs"), {1})
    assert [(step(id).done, step(id).asked) for id in ("evaluate", "assess")] == [(1, 16), (1, 16)]
    on_half = "en konklusjon som bygger på svar fra minst halvparten"
    assert steps.state(step("evaluate")) == f"1 av 16 tiltak har {on_half}."
    assert withdraw(local_register, owner, 10, JOINT, "taken back")
    assert steps.state(step("evaluate")) == f"Ingen av tiltakene har {on_half} ennå."


def test_without_a_council_the_dates_are_reckoned_from_the_plans_own(local_register):
    assert due() == {
        "constitute": ("31.12.2026", "plan"),
        "collect": ("10.02.2027", "proposal"),
        "evaluate": ("03.03.2027", "proposal"),
        "assess": ("10.03.2027", "proposal"),
        "draft": ("17.03.2027", "proposal"),
        "hearing": ("19.05.2027", "proposal"),
    }
    told = "Datoer merket «forslag» er våre egne, regnet bakover fra planens frist for revisjonen, 30.6.2027."
    assert steps.about_dates(rows(), rows(steps.MEETINGS)) == told


@pytest.mark.parametrize(
    ("meets_on", "draft", "hearing", "start"),
    [
        (date(2027, 6, 14), "01.03.2027", "03.05.2027", "det første kommunestyret, 14.6.2027."),
        # The plan wants the revision done by 30 June, whenever the councils meet.
        (date(2027, 9, 20), "17.03.2027", "19.05.2027", "planens frist for revisjonen, 30.6.2027."),
    ],
)
def test_the_first_council_decides_the_dates(local_register, meets_on, draft, hearing, start):
    write(local_register, CouncilMeeting("3425", date(2027, 10, 11)), {"3425"})
    write(local_register, CouncilMeeting("3403", meets_on), {"3403"})
    found = due()
    assert found["draft"] == (draft, "proposal") and found["hearing"] == (hearing, "proposal")
    assert found["adopt"] == (f"{meets_on:%d.%m.%Y}", "council")
    assert start in steps.about_dates(rows(), rows(steps.MEETINGS))
    assert steps.state(step("adopt")).startswith("2 av 9 kommuner har oppgitt når ")


def test_councils_after_the_election_may_be_new_ones(local_register):
    write(local_register, CouncilMeeting("3403", date(2027, 6, 14)), {"3403"})
    assert "valget" not in steps.about_dates(rows(), rows(steps.MEETINGS))
    write(local_register, CouncilMeeting("3425", date(2027, 9, 20)), {"3425"})
    assert "Etter kommunevalget" in steps.about_dates(rows(), rows(steps.MEETINGS))


def test_what_the_group_has_planned_goes_before_what_is_proposed(local_register):
    write(local_register, Milestone("drafted", planned_on=date(2027, 2, 1)), {"drafted"})
    assert due()["draft"] == ("01.02.2027", "group")


def test_dates_reckoned_from_what_the_group_has_set_say_so(local_register):
    write(local_register, Milestone("finished", planned_on=date(2027, 9, 1)), {"finished"})
    told = steps.about_dates(rows(), rows(steps.MEETINGS))
    assert told.endswith("regnet bakover fra datoen arbeidsgruppa har satt for ferdig revidert plan, 1.9.2027.")
    write(local_register, Milestone("finished", planned_on=date(2027, 6, 30), note="Som i planen"), {"finished"})
    assert "planens frist for revisjonen, 30.6.2027." in steps.about_dates(rows(), rows(steps.MEETINGS))


@pytest.mark.parametrize(
    ("planned_on", "told"), [(date(2026, 12, 31), "plan"), (date(2027, 1, 15), "group"), (None, None)]
)
def test_a_note_alone_makes_the_plans_date_nobody_elses(local_register, planned_on, told):
    write(local_register, Milestone("appointed", planned_on=planned_on, note="Vi purrer"), {"appointed"})
    assert step("constitute").due_by == told or (told is None and pd.isna(step("constitute").due_by))


def test_what_nothing_tells_is_never_said_to_be_done_or_late(local_register):
    for milestone in ("appointed", "coordinator", "collected", "drafted", "heard", "finished"):
        write(local_register, Milestone(milestone, reached_on=TODAY), {milestone})
    for number in range(1, 17):
        write(local_register, Assessment(number, KEEP, "Trengs"), {number})
    for code in areas():
        write(local_register, CouncilMeeting(code, date(2027, 6, 14)), {code})
    found, after = rows(), date(2028, 1, 1)
    assert list(found[~found["is_done"]]["step_id"]) == ["evaluate", "adopt", "in_force"]
    assert steps.state(step("adopt")) == (
        "9 av 9 kommuner har oppgitt når kommunestyret behandler den nye planen. Om de har vedtatt planen, følges ikke "
        "her ennå."
    )
    assert steps.state(step("in_force")) == "Om den nye planen er tatt i bruk, følges ikke her ennå."
    [adopt] = re.findall('<li class="later">.*?</li>', steps.picture(found, after))[:1]
    assert "Vedta planen" in adopt and "Innen 14.6.2027" in adopt and steps.OVER not in adopt
    as_next = found.assign(is_done=found["place"] < 7, is_next=found["place"] == 7)
    assert steps.headline(as_next, after) == (
        "Neste: vedta planen i kommunestyrene (steg 7 av 8). Innen 14.6.2027. Om de har vedtatt planen, følges ikke her "
        "ennå."
    )


def test_a_step_that_is_late_says_so(local_register):
    assert steps.OVER not in steps.picture(rows(), date(2026, 12, 31))
    assert steps.picture(rows(), date(2027, 1, 1)).count(steps.OVER) == 1


def test_a_municipality_tells_when_its_council_meets_and_not_when_anothers_does(local_register, monkeypatch):
    monkeypatch.setattr(access, "rights", lambda: HAMAR)
    monkeypatch.setattr(access, "rights_shown", lambda: (HAMAR, False))
    at = opened(PAGE)
    labelled(at.text_input, "Kommunestyret behandler ny plan").set_value("17.6.2027")
    at = press(at.run(), "Lagre datoen")
    assert "Lagret." in told(at)
    found = rows(steps.MEETINGS).dropna(subset="meets_on")
    assert [(row.area, row.meets_on.date()) for row in found.itertuples()] == [("Hamar", date(2027, 6, 17))]
    assert not [box for box in at.selectbox if box.label == "Hvilket kommunestyre" and len(box.options) > 1]


def test_what_is_typed_is_shown_as_text(local_register):
    write(local_register, CouncilMeeting("3403", note="<b>17.6.</b>"), {"3403"})
    assert "&lt;b&gt;17.6." in told(opened(PAGE))


def test_the_present_plans_adoption_does_not_count_as_the_new_ones(local_register):
    for code in areas():
        write(local_register, Adoption(code, date(2023, 3, 1)), {code})
    assert not step("adopt").is_done and step("adopt").done == 0
