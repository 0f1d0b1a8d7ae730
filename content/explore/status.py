"""How far the tasks have come, by what a reader asks: area of effort, target group, measure or municipality."""

import html
from datetime import date

import pandas as pd

from content import warehouse, wording
from content.look import marks
from content.status import queries
from content.status.status_words import finding

BY = {"innsatsomrade": "Innsatsområde", "malgruppe": "Målgruppe", "tiltak": "Tiltak", "kommune": "Kommune"}
OF_GROUPS = "select measure_no, target_group from marts.measure_target_groups order by target_group collate nb"
JOINT = "Felles oppgaver"
CANNOT_SAY = (
    "At det som ikke er svart, ikke er gjort: ingen har sagt noe om det.",
    "Om et tiltak virker: status sier bare hvor langt arbeidet er kommet.",
)
SEVERAL = "Et tiltak med flere målgrupper telles under hver av dem, så radene kan ikke legges sammen."
SOURCE = "Svarene fra kommunene, slik de står i registeret."


def rounds(version: str) -> dict[str, str]:
    """«runde 1» → when that was, the newest first."""
    return queries.round_options(warehouse.query(version, queries.CLOSED_ROUNDS))


def tasks(version: str, when: str | None, today: date) -> pd.DataFrame:
    """The tasks now, or as they were when a round was closed."""
    if when is None:
        return warehouse.query(version, queries.TASKS, {"today": today})
    return warehouse.query(version, queries.FROZEN_TASKS, {"round_id": int(when.removeprefix("runde "))})


def told(found: pd.DataFrame, when: str = "") -> str:
    """What is found, in one sentence; `when` is «da runden «Høst» ble lukket», of what was so then."""
    now = finding(found["status"].value_counts().to_dict())
    return f"{wording.capitalised(when)}: {wording.uncapitalised(now).removesuffix(' ennå')}" if when else now


def table(version: str, found: pd.DataFrame, by: str, link: str) -> str:
    """HTML of a row a group: its name, its tasks as a bar, and each status with its number."""
    groups, column = _grouped(version, found, by)
    rows = "".join(
        _row(str(name), of_it["status"].value_counts().to_dict(), link if by == "tiltak" else "")
        for name, of_it in groups.groupby(column, sort=False)
    )
    return (
        f'<table class="vnr-status"><caption>Oppgavene etter {wording.uncapitalised(BY[by])}, og hvor langt de er '
        f'kommet</caption><thead><tr><th scope="col">{BY[by]}</th><th scope="col">Oppgaver</th>'
        f'<th scope="col">Status</th></tr></thead><tbody>{rows}</tbody></table>{marks.key(found["status"])}'
    )


def _grouped(version: str, found: pd.DataFrame, by: str) -> tuple[pd.DataFrame, str]:
    """The tasks with the name of the group of each, and which column that is."""
    if by == "malgruppe":
        groups = found.merge(warehouse.query(version, OF_GROUPS), on="measure_no")
        return groups.sort_values("target_group", key=lambda names: names.str.lower(), kind="stable"), "target_group"
    if by == "tiltak":
        return found.assign(measure=found["measure_no"].astype(str) + " " + found["working_title"]), "measure"
    if by == "kommune":
        area = found["area"].mask(found["is_joint"], JOINT)
        order = area.mask(found["is_joint"], "").map(str)
        return found.assign(area=area, order=order).sort_values("order", kind="stable"), "area"
    return found, "focus_area"


def _row(name: str, counts: dict[str, int], link: str) -> str:
    number = name.partition(" ")[0]
    shown = html.escape(name)
    named = f'<a href="{html.escape(link)}{number}" target="_self">{shown}</a>' if link else shown
    words = ", ".join(
        f"{wording.uncapitalised(status)} {counts[status]}" for status in marks.KIND_OF_STATUS if status in counts
    )
    return (
        f'<tr><th scope="row">{named}</th><td>{sum(counts.values())}</td>'
        f"<td>{marks.status_bar(counts)}<small>{wording.capitalised(words)}</small></td></tr>"
    )
