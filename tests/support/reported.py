"""What the tests of the register report, and as whom."""

import uuid
from dataclasses import fields
from datetime import date

from sqlalchemy import Engine, Table, select

from register.database import reading
from register.errors import UnsureError
from register.plans import is_asked
from register.reports import save
from register.rights import JOINT, Rights
from register.rounds import FrozenTask
from register.schema import reports
from register.validation.rules import ONGOING, Report

TODAY = date(2026, 11, 23)
HAMAR, ELVERUM = "3403", "3420"
TASKS = {(1, HAMAR), (2, HAMAR), (3, HAMAR), (1, ELVERUM), (9, JOINT), (10, JOINT)}
COORDINATOR = Rights("Koordinator i Hamar", frozenset({HAMAR}))
WORKING_GROUP = Rights("Arbeidsgruppa", is_working_group=True)
REPORT = Report(1, HAMAR, ONGOING, TODAY)
IDENTITY_NUMBER = "010190 10046"
"""Of nobody: made up, with control digits that are right."""


def send(
    engine: Engine, *drafts: Report, rights: Rights = COORDINATOR, submission: str | None = None, **options
) -> int:
    """Save the drafts, as something sent for the first time unless it is told what it was sent as."""
    return save(engine, rights, drafts, TASKS, TODAY, submission or str(uuid.uuid4()), **options)


def send_at_any_rate(engine: Engine, *drafts: Report, **options) -> int:
    """Save the drafts, with a yes to whatever is asked."""
    try:
        return send(engine, *drafts, **options)
    except UnsureError as error:
        accepted = frozenset(question.sentence for question in error.questions)
        return send(engine, *drafts, accepted=accepted, **options)


def last_reports(engine: Engine) -> dict[tuple[int, str], Report]:
    """The answer that stands for each task that has one, by measure number and area code."""
    with reading(engine) as connection:
        found = connection.execute(select(reports).where(is_asked(reports, connection)).order_by(reports.c.report_id))
        last = {(row.measure_no, row.area_code): row for row in found}
    names = [field.name for field in fields(Report)]
    return {
        task: Report(**{name: row._mapping[name] for name in names})
        for task, row in last.items()
        if not row.is_withdrawn
    }


def frozen(deadlines: dict[tuple[int, str], date | None]) -> list[FrozenTask]:
    """What a plan of these tasks, with their deadlines, says when a round is closed."""
    return [
        FrozenTask(
            measure_no,
            area_code,
            area="Felles" if area_code == JOINT else f"Kommune {area_code}",
            is_joint=area_code == JOINT,
            place=place,
            working_title=f"Tiltak {measure_no}",
            section=f"4.{measure_no}",
            focus_area="Forebygging",
            overview_wording=f"Oversikt {measure_no}",
            body_wording=f"Brødtekst {measure_no}",
            task="Å gjøre det",
            owner="Kommunene",
            deadline=deadline,
        )
        for place, ((measure_no, area_code), deadline) in enumerate(deadlines.items(), 1)
    ]


def rows(engine: Engine, table: Table) -> list[dict]:
    """All that a table holds, in the order of its key."""
    with reading(engine) as connection:
        found = connection.execute(select(table).order_by(*table.primary_key.columns))
        return [dict(row) for row in found.mappings()]
