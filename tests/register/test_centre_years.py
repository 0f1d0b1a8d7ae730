"""Years of the crisis centre in the register: added and kept, by the centre alone, whoever saves at the same time."""

import uuid

import pytest
from sqlalchemy import Engine

from register import deliveries
from register.backup import back_up, restore
from register.centre_years import NEWER, Year, history, save, standing
from register.errors import InvalidError, NotAllowedError, RegisterError
from register.plans import of_plan
from register.rights import READER, Rights
from reported import COORDINATOR, WORKING_GROUP

CENTRE = Rights("Krisesenterets leder", is_crisis_centre=True)


def hand_in(
    engine: Engine, submission: str = "", rights: Rights = CENTRE, based_on: int | None = None, **years
) -> None:
    """A year is named `y2025`, and is what may be seen, what has been shown."""
    found = {int(name[1:]): Year(*held) for name, held in years.items()}
    last = standing(engine).last if based_on is None else based_on
    save(engine, rights, found, submission or str(uuid.uuid4()), last)


def test_the_last_of_a_year_holds_and_what_was_shown_before_is_remembered(register):
    assert standing(register).held == {} and standing(register).last == 0
    hand_in(register, y2024=("a", "shown a"), y2025=("b", "shown b"))
    hand_in(register, y2025=("c", "shown c"))
    now = standing(register)
    assert now.held == {2024: Year("a", "shown a"), 2025: Year("c", "shown c")}
    assert now.remembered == {2024: ["shown a"], 2025: ["shown b", "shown c"]} and now.last == 3
    assert [(entry.year, entry.held.counts, entry.role) for entry in history(register, 2)] == [
        (2025, "c", CENTRE.role),
        (2025, "b", CENTRE.role),
    ]


def test_what_is_only_remembered_of_a_year_takes_nothing_of_it_away(register):
    hand_in(register, y2025=("a", "shown a"))
    hand_in(register, y2024=(None, "shown elsewhere"), y2025=(None, "shown elsewhere too"))
    assert standing(register).counts == {2025: "a"}
    assert standing(register).held[2025].shown == "shown elsewhere too"


@pytest.mark.parametrize("rights", [READER, COORDINATOR, WORKING_GROUP, Rights("Dataforvalter", may_deliver=True)])
def test_only_the_centre_hands_in(register, rights):
    with pytest.raises(NotAllowedError, match=f"Bare krisesenteret .* «{rights.role}»"):
        hand_in(register, rights=rights, y2025=("a", "shown a"))
    assert standing(register).held == {}


def test_what_was_held_against_another_memory_is_looked_at_again(register):
    """Two who have looked at the same: the second has not been held against what the first has shown."""
    hand_in(register, y2025=("a", "shown a"))
    with pytest.raises(InvalidError, match=NEWER):
        hand_in(register, based_on=0, y2025=("b", "shown b"))
    assert standing(register).counts == {2025: "a"}


def test_what_is_sent_again_is_saved_once(register):
    for _ in range(3):
        hand_in(register, submission="same", based_on=0, y2024=("a", "shown a"), y2025=("b", "shown b"))
    assert standing(register).last == 2


def test_it_is_a_state_of_the_deliveries_and_of_all_plans(register):
    """What is published is made anew where a year has come or been corrected, and not where nothing else may be seen."""
    states = [deliveries.state(register)]
    hand_in(of_plan(register, "plan_2023"), y2025=("a", "shown a"))
    states.append(deliveries.state(of_plan(register, "plan_2027")))
    hand_in(register, y2025=("b", "shown b"))
    states.append(deliveries.state(register))
    assert states[0] == "" and len(set(states)) == 3
    hand_in(register, y2024=(None, "shown"), y2025=("b", "shown otherwise"))
    assert deliveries.state(register) == states[-1]


def test_it_is_in_the_backup_and_hinders_a_restore_that_would_take_it_away(register, new_register, tmp_path):
    hand_in(register, y2025=("a", "shown a"))
    back_up(register, tmp_path / "backup.sqlite")
    other = new_register("sqlite")
    restore(other, tmp_path / "backup.sqlite")
    assert standing(other) == standing(register)
    with pytest.raises(RegisterError, match="ikke tomt"):
        restore(register, tmp_path / "backup.sqlite")
