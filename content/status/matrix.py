"""The measures against the municipalities: a picture that is a table, a cell a task with its sign and its words."""

import html
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

import pandas as pd

from content import warehouse, wording
from content.look import marks
from content.status.queries import OVER, PROGRESS, TASKS
from content.status.status_words import done_in, heard, part_deadline
from content.warehouse import ANY
from register.validation.rules import DONE

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
NO_NUMBER = '<span class="vnr-none">Ingen tall bak dette tiltaket</span>'
NO_TASK = "Ingen oppgave"
NO_NUMBERS: Mapping[int, str] = MappingProxyType({})
OWN_SCALE = "Hver strek i «Tallet bak» har sin egen skala."
MOST_BESIDE = 14
"""With more columns than this the table is scrolled, and its head and first column stay."""


def filtered_matrix(
    version: str,
    today: date,
    link: str,
    focus_area: str,
    target_group: str,
    status: str,
    deadline: str,
    numbers: Mapping[int, str] = NO_NUMBERS,
) -> str | None:
    """The matrix of one version, of the measures and cells that suit the choices; None when nothing suits."""
    suiting = warehouse.query(version, SUITING, {"focus_area": focus_area, "target_group": target_group})
    everything = [warehouse.query(version, sql, {"today": today}) for sql in (TASKS, PROGRESS)]
    tasks, progress = (rows[rows["measure_no"].isin(suiting["measure_no"])] for rows in everything)
    return None if tasks.empty else matrix(tasks, progress, link, status, deadline, numbers)


def matrix(
    tasks: pd.DataFrame,
    progress: pd.DataFrame,
    link: str,
    status: str,
    deadline: str,
    numbers: Mapping[int, str] = NO_NUMBERS,
) -> str | None:
    """HTML of a table, a row a measure below its focus area, a column for who does it; None when nothing suits.

    `tasks` are rows of TASKS, `progress` of PROGRESS; `link` leads to a measure, its number at the end. Cells that do
    not suit `status` and `deadline` are faded, and measures without a cell that does are left out. `numbers` is HTML of
    those behind each measure.
    """
    suits = (tasks["status"].eq(status) | (status == ANY)) & (tasks["deadline_words"].eq(deadline) | (deadline == ANY))
    if not suits.any():
        return None
    columns = list(dict.fromkeys(tasks.sort_values("is_joint", ascending=False, kind="stable")["area"]))
    joint = set(tasks.loc[tasks["is_joint"], "area"])
    # Not a frame for each measure: they take longer to make than the table does.
    parts = {number: list(rows) for number, rows in groupby(progress.itertuples(), attrgetter("measure_no"))}
    by_area: dict[str, list] = {area: [] for area in tasks["focus_area"]}
    for row in tasks.assign(suits=suits).itertuples():
        by_area[row.focus_area].append(row)
    shown = {area: rows for area, rows in by_area.items() if any(row.suits for row in rows)}
    table = _Table(columns, joint, parts, link, bool(tasks["is_reported"].any()), numbers)
    many = (" vnr-many", ' role="region" tabindex="0" aria-label="Status for hvert tiltak i hver kommune"')
    kind, reached = many if len(columns) > MOST_BESIDE else ("", "")
    told = [(OWN_SCALE, bool(numbers)), (marks.YEARS, any("vnr-run" in number for number in numbers.values()))]
    note = _note(tasks) + "".join(f" <span>{words}</span>" for words, is_there in told if is_there)
    return (
        f"{_jumps(list(shown))}"
        f'<div class="vnr-matrix{kind}"{reached}><table role="table">'
        f"<caption>Status for hvert tiltak, felles og i hver kommune</caption>{table.head()}"
        f"{''.join(table.focus_area(area, rows) for area, rows in shown.items())}</table></div>"
        f'<p class="vnr-note">{note}</p>'
    )


def anchor(focus_area: str) -> str:
    """Where the rows of a focus area begin."""
    return f"omrade-{wording.slug(focus_area)}"


class _Table:
    """The parts of the table. Roles are told too: where they are shown as blocks, they would be heard as no table."""

    def __init__(
        self,
        columns: list[str],
        joint: set[str],
        parts: dict[int, list],
        link: str,
        is_answered: bool,
        numbers: Mapping[int, str],
    ):
        self.columns, self.parts, self.link, self.is_answered, self.numbers = columns, parts, link, is_answered, numbers
        self.names = wording.heads(columns, joint)

    def head(self) -> str:
        names = [
            ("vnr-name", "Tiltak"),
            *([("vnr-behind", "Tallet bak")] if self.numbers else []),
            *(("vnr-who", name) for name in self.names.values()),
            *([("vnr-share", "På plass i")] if self.is_answered else []),
            ("vnr-deadline", "Frist"),
        ]
        cells = "".join(
            f'<th scope="col" role="columnheader" class="{kind}">{html.escape(name)}</th>' for kind, name in names
        )
        return f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>'

    def focus_area(self, name: str, tasks: list) -> str:
        """A focus area with a bar of all its tasks, and those of its measures that suit."""
        measures = [list(rows) for _, rows in groupby(tasks, attrgetter("measure_no"))]
        rows = "".join(self._measure(rows) for rows in measures if any(row.suits for row in rows))
        whole = len(self.columns) + (2 if self.numbers else 1)
        named, share = whole, wording.counted(len(tasks), "oppgave", "oppgaver")
        bar = ""
        if self.is_answered:
            # Names of focus areas are long.
            named, share = 2 if self.numbers else len(self.columns) // 2 + 1, f'{_done_of(tasks)}</td><td role="cell">'
            bar = f'<td role="cell" class="vnr-all" colspan="{whole - named}">{_bar(tasks)}</td>'
        return (
            f'<tbody role="rowgroup"><tr role="row" class="vnr-area">'
            f'<th scope="rowgroup" role="rowheader" id="{anchor(name)}" colspan="{named}">{html.escape(name)}</th>'
            f'{bar}<td role="cell" class="vnr-share">{share}</td></tr>{rows}</tbody>'
        )

    def _measure(self, tasks: list) -> str:
        number, title = tasks[0].measure_no, tasks[0].working_title
        parts, by_area = self.parts[number], {row.area: row for row in tasks}
        cells = "".join(_cell(name, by_area.get(area)) for area, name in self.names.items())
        number_cell = ""
        if self.numbers:
            number_cell = f'<td role="cell" class="vnr-behind"><div>{self.numbers.get(number, NO_NUMBER)}</div></td>'
        share = ""
        if self.is_answered:
            told = ". ".join(f"{_whose(part, parts)}{done_in(part)}" for part in parts)
            counted = [task for task in tasks if not task.is_joint] or tasks
            share = f'<td role="cell" class="vnr-share">{_seen_and_heard(_done_of(counted), told)}</td>'
        return (
            f'<tr role="row" class="vnr-measure"><th scope="row" role="rowheader">'
            f'<a href="{html.escape(self.link)}{number}" target="_self">{html.escape(f"{number} {title}")}</a></th>'
            f'{number_cell}{cells}{share}<td role="cell" class="vnr-deadline">{_deadlines(parts)}</td></tr>'
        )


def _cell(name: str, task) -> str:
    if task is None:
        # The plan gives this measure no task here: nothing is missing.
        return f'<td role="cell" class="vnr-no-task"><span class="vnr-unseen">{NO_TASK}</span></td>'
    drawn = marks.cell(
        task.status, heard(task), task.deadline_words == OVER, bool(task.is_in_operation), is_faded=not task.suits
    )
    return f'<td role="cell" class="vnr-task" data-area="{html.escape(name)}">{drawn}</td>'


def _bar(tasks: list) -> str:
    counts = Counter(task.status for task in tasks)
    told = [f"{counts[kind]} {wording.uncapitalised(kind)}" for kind in marks.KIND_OF_STATUS if counts[kind]]
    return f'{marks.status_bar(counts)}<span class="vnr-unseen">{html.escape(wording.listed(told))}</span>'


def _done_of(tasks: list) -> str:
    """«5 av 8 svar»: who has not answered has not said no."""
    answered = sum(task.is_reported for task in tasks)
    done = sum(task.status == DONE for task in tasks)
    return f"{done} av {answered} svar" if answered else "Ingen svar"


def _whose(part, parts: list) -> str:
    return "" if len(parts) == 1 else "Felles: " if part.is_joint else "I kommunene: "


def _deadlines(parts: list) -> str:
    """The deadline of each part, once where they are the same."""
    alike = len({part_deadline(part) for part in parts}) == 1
    seen = "".join(_deadline(part, not alike and part.is_joint) for part in (parts[:1] if alike else parts))
    told = ". ".join(f"{_whose(part, parts)}{part_deadline(part).lstrip('▼◇ ')}" for part in parts)
    return _seen_and_heard(seen, told)


def _deadline(part, is_named: bool) -> str:
    late = '<i class="vnr-late"></i>' if part.over else ""
    new = f"<small>ny frist for {part.new_deadlines}</small>" if part.new_deadlines else ""
    day = wording.day_or(part.deadline, "ingen frist")
    return f"<span>{'Felles ' if is_named else ''}{late}{day}</span>{new}"


def _seen_and_heard(seen: str, told: str) -> str:
    words = html.escape(told)
    return f'<span aria-hidden="true" title="{words}">{seen}</span><span class="vnr-unseen">{words}</span>'


def _jumps(areas: list[str]) -> str:
    if len(areas) < 3:
        return ""
    links = " ".join(f'<a href="#{anchor(area)}" target="_self">{html.escape(area)}</a>' for area in areas)
    return f'<nav class="vnr-jumps" aria-label="Innsatsområder"><span>Gå til</span> {links}</nav>'


def _note(tasks: pd.DataFrame) -> str:
    """What the signs do not say by themselves, of those that are there."""
    told = [
        (bool((tasks["deadline_words"] == OVER).any()), "Hakk i hjørnet: fristen er ute."),
        (True, "Tom rute: planen gir ingen oppgave der."),
        (bool(tasks["is_reported"].any()), "På plass: gjennomført, av dem som har svart."),
        (bool(tasks["is_reported"].any() and tasks["is_joint"].any()), "Felles oppgaver er med i innsatsområdet."),
    ]
    return " ".join(words for is_there, words in told if is_there)
