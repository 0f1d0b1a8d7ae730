"""The plan's tasks as a sheet holds them, with what was last said of each."""

import pandas as pd

from content import warehouse
from register.sheet.write import Task
from register.validation.rules import FIELDS, Report


def sheet_tasks(tasks: pd.DataFrame) -> list[Task]:
    """Rows of TASKS."""
    first = [plan.plan_id for plan in warehouse.plans()[:1]]
    return [
        Task(
            row.measure_no,
            row.area_code,
            row.area,
            row.working_title,
            row.task,
            row.owner,
            None if pd.isna(row.deadline) else row.deadline.date(),
            last_report(row),
            None if pd.isna(row.report_id) else int(row.report_id),
            None if pd.isna(row.reported_on) else row.reported_on.date(),
            None if row.plan_id in first else row.plan_id,
            not row.is_answered,
        )
        for row in tasks.itertuples()
    ]


def last_report(task) -> Report | None:
    """What was last said of a task; `task` is a row of TASKS."""
    if not task.is_reported:
        return None
    values = {name: _plain(getattr(task, name)) for name in FIELDS}
    return Report(task.measure_no, task.area_code, **values)


def _plain(value):
    """A cell of a frame as the register holds it."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
