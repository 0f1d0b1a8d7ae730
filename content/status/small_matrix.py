"""The measures as a small picture: a row a measure, a sign a task, those of the municipalities by their status.

Sorted within each row, so that it reads as a bar and ranks no municipality.
"""

import html
from datetime import date
from itertools import groupby
from operator import attrgetter

import pandas as pd

from content import warehouse, wording
from content.look import marks
from content.status import queries
from content.status.status_words import done_in

ORDER = list(marks.KIND_OF_STATUS)


def drawn(version: str, today: date, link: str) -> str:
    """HTML of the measures in one version, as they stand on a day."""
    tasks, progress = (warehouse.query(version, sql, {"today": today}) for sql in (queries.TASKS, queries.PROGRESS))
    return small_matrix(tasks, progress, link)


def small_matrix(tasks: pd.DataFrame, progress: pd.DataFrame, link: str) -> str:
    """HTML of a table, below a bar of all tasks where some are answered; rows of queries.TASKS and PROGRESS.

    `link` leads to a measure, its number at the end.
    """
    by_measure, parts = _by_measure(tasks), _by_measure(progress)
    is_answered = bool(progress["reported"].any())
    rows = "".join(
        _row(by_measure[number], parts[number], (_done if is_answered else _deadline)(parts[number]), link)
        for number in by_measure
    )
    last = "Gjennomført" if is_answered else "Frist"
    bar, key = "", marks.key(tasks["status"])
    if is_answered:
        bar, key = marks.counted_bar(tasks["status"].value_counts().to_dict(), int(tasks["is_in_operation"].sum())), ""
    return (
        f'{bar}<table class="vnr-units"><caption class="vnr-unseen">Tiltakene, og hvor langt de er kommet</caption>'
        '<thead><tr><th scope="col">Tiltak</th><th scope="col">Felles</th><th scope="col">Kommunene</th>'
        f'<th scope="col">{last}</th></tr></thead><tbody>{rows}</tbody></table>{key}'
    )


def _by_measure(rows: pd.DataFrame) -> dict[int, list]:
    """The queries have them in order; a frame for each measure takes ten times as long."""
    return {number: list(found) for number, found in groupby(rows.itertuples(), attrgetter("measure_no"))}


def _row(tasks: list, parts: list, last: str, link: str) -> str:
    name = html.escape(f"{tasks[0].measure_no} {tasks[0].working_title}")
    by_status = sorted(tasks, key=lambda task: (ORDER.index(task.status), not task.is_in_operation))
    joint, municipal = (
        "".join(_sign(task) for task in by_status if task.is_joint is is_joint) for is_joint in (True, False)
    )
    told = html.escape(" ".join(f"{'Felles' if part.is_joint else 'Kommunene'}: {done_in(part)}." for part in parts))
    return (
        f'<tr><th scope="row"><a href="{html.escape(link)}{tasks[0].measure_no}" target="_self">{name}</a>'
        f'<span class="vnr-unseen">{told}</span></th><td>{joint}</td><td>{municipal}</td>'
        f"<td>{last}</td></tr>"
    )


def _sign(task) -> str:
    kind = marks.KIND_OF_STATUS[task.status]
    return f'<span class="vnr-cell vnr-{kind}">{marks.glyph(task.status, task.is_in_operation)}</span>'


def _done(parts: list) -> str:
    """How many of those who have answered are done."""
    told = next((part for part in parts if not part.is_joint), parts[0])
    if not told.reported:
        return "ingen svar"
    return f"{told.done} av {told.reported}" + (" svar" if told.reported < told.tasks else "")


def _deadline(parts: list) -> str:
    """The last deadline of the measure."""
    dated = [part for part in parts if pd.notna(part.deadline)]
    if not dated:
        return "ingen frist"
    last = max(dated, key=lambda part: part.deadline)
    return f"{'◥ ' if last.is_past else ''}{wording.day(last.deadline)}"
