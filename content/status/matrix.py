"""The measures against the municipalities, as one table of HTML: symbol, word and colour in every cell."""

import html
from datetime import date
from itertools import groupby
from operator import attrgetter

import pandas as pd

from content import warehouse, wording
from content.status.queries import AHEAD, ALL, OVER, PROGRESS, TASKS, UNDATED
from content.status.status_words import deadlines, done_in, part_deadline, status_text

SUITING = """
select measure_no
from marts.measures
where
    $focus_area in ('alle', focus_area)
    and (
        $target_group = 'alle'
        or measure_no in (select measure_no from marts.measure_target_groups where target_group = $target_group)
    )
"""
# What is done needs no new date.
LEFT = (OVER, AHEAD, UNDATED)


def filtered_matrix(
    version: str, today: date, link: str, focus_area: str, target_group: str, status: str, deadline: str
) -> str | None:
    """The matrix of one version, of the measures and cells that suit the choices; None when nothing suits."""
    suiting = warehouse.query(version, SUITING, {"focus_area": focus_area, "target_group": target_group})
    everything = [warehouse.query(version, sql, {"today": today}) for sql in (TASKS, PROGRESS)]
    tasks, progress = (rows[rows["measure_no"].isin(suiting["measure_no"])] for rows in everything)
    return None if tasks.empty else matrix(tasks, progress, link, status, deadline)


def matrix(tasks: pd.DataFrame, progress: pd.DataFrame, link: str, status: str, deadline: str) -> str | None:
    """HTML of a table, a row a measure and a column for who does it; None when nothing suits.

    `tasks` are rows of TASKS, `progress` of PROGRESS; `link` leads to a measure, its number at the end. Cells that do
    not suit `status` and `deadline` are faded, and measures without a cell that does are left out.
    """
    suits = (tasks["status"].eq(status) | (status == ALL)) & (tasks["deadline_words"].eq(deadline) | (deadline == ALL))
    if not suits.any():
        return None
    tasks = tasks.assign(suits=suits)
    columns = list(dict.fromkeys(tasks.sort_values("is_joint", ascending=False, kind="stable")["area"]))
    head = "".join(f'<th scope="col">{html.escape(area)}</th>' for area in ["Tiltak", *columns])
    progresses = list(progress.itertuples())
    # Not a frame for each measure: they take longer to make than the table does.
    measures = [list(rows) for _, rows in groupby(tasks.itertuples(), attrgetter("measure_no"))]
    rows = "".join(
        _row(rows, [part for part in progresses if part.measure_no == rows[0].measure_no], columns, link)
        for rows in measures
        if any(row.suits for row in rows)
    )
    return (
        '<div class="matrix" role="region" tabindex="0" aria-label="Status for hvert tiltak i hver kommune">'
        "<table><caption>Status for hvert tiltak, felles og i hver kommune</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(tasks: list, progresses: list, columns: list[str], link: str) -> str:
    first = tasks[0]
    name = html.escape(f"{first.measure_no} {first.working_title}")
    about = "".join(
        f"<small>{'Felles: ' if part.is_joint else ''}{html.escape(text)}</small>"
        for part in progresses
        for text in (done_in(part), part_deadline(part))
    )
    by_area = {row.area: row for row in tasks}
    cells = "".join(_cell(by_area.get(area)) for area in columns)
    heading = f'<a href="{html.escape(link)}{first.measure_no}" target="_self">{name}</a>{about}'
    return f'<tr><th scope="row">{heading}</th>{cells}</tr>'


def _cell(task) -> str:
    if task is None:
        # The plan gives this measure no task here: nothing is missing.
        return '<td class="no-task"><span>Ingen oppgave</span></td>'
    symbol, _, words = html.escape(status_text(task)).partition(" ")
    over = f"<small>▼ {OVER}</small>" if task.deadline_words == OVER else ""
    if pd.notna(task.new_deadline) and task.deadline_words in LEFT:
        over += f"<small>Ny frist {wording.day(task.new_deadline)}</small>"
    faded = "" if task.suits else " faded"
    title = html.escape(deadlines(task))
    return (
        f'<td class="status {wording.slug(task.status)}{faded}" title="{title}">'
        f'<span aria-hidden="true">{symbol}</span> {words}{over}</td>'
    )
