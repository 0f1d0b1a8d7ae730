"""What the tests of the evaluation answer and conclude, and as whom."""

import uuid

from register import reports
from register.entries import save
from register.entry_kinds import Conclusion
from register.rights import JOINT, Rights
from register.validation.rules import ONGOING, Report
from reported import TODAY, WORKING_GROUP

MEASURE = 16
"""One with a task in each municipality, and a joint one."""
AREAS = ("3403", "3420", "3425", "3412", "3411", "3413", "3421", "3419", "3422")
TASKS = {(MEASURE, area) for area in (*AREAS, JOINT)}
EVERYONE = Rights("Koordinator", frozenset(AREAS), frozenset({MEASURE}), True)
YES = {"done_as_meant": "Ja", "should_continue": "Ja"}


def evaluate(engine, *areas: str, measure_no: int = MEASURE, **said) -> None:
    """An answer from each of these, that says this of the measure."""
    drafts = [Report(measure_no, area, ONGOING, TODAY, **said) for area in areas]
    known = {(measure_no, area) for area in areas}
    reports.save(engine, EVERYONE, drafts, known, TODAY, str(uuid.uuid4()))


def take_back(engine, area: str) -> None:
    assert reports.withdraw(engine, EVERYONE, MEASURE, area, str(uuid.uuid4()))


def conclude(
    engine, answered: int, text: str = "De fleste steder.", rights: Rights = WORKING_GROUP, asked=TASKS
) -> bool:
    draft = Conclusion(MEASURE, text, answered, len(asked))
    return save(engine, rights, draft, asked, TODAY, str(uuid.uuid4()))
