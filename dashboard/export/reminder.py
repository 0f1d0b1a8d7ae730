"""A reminder to one municipality, ready to paste into a mail."""

import pandas as pd

from dashboard import wording


def reminder(area: str, tasks: pd.DataFrame, answer_by, today) -> str:
    """What is missing from a municipality, and whose deadline is over; `tasks` are its rows of TASKS in `status`.

    `answer_by` is the date to answer by, None when no round is open.
    """
    missing = tasks[~tasks["is_reported"]]
    over = tasks[tasks["is_reported"] & tasks["deadline_words"].eq("Fristen er ute")]
    lines = [f"Status på tiltakene i handlingsplanen mot vold i nære relasjoner: {area}", "", "Hei."]
    if missing.empty and over.empty:
        return "\n".join([*lines, "", f"Per {wording.day(today)} mangler ingenting fra dere. Takk for innsatsen."])
    if answer_by is not None:
        lines.append(f"Vi ber om svar innen {wording.day(answer_by)}.")
    for told, rows in (
        ("Dette er ikke rapportert", missing),
        ("Fristen er ute, og det er ikke meldt gjennomført", over),
    ):
        if not rows.empty:
            lines += ["", f"{told} ({len(rows)}):"]
            lines += [f"- {_task(row)}" for row in rows.itertuples()]
    return "\n".join(
        [
            *lines,
            "",
            "Status meldes på siden «Gi status», eller med Excel-arket derfra.",
            f"Oversikten er fra {wording.day(today)}.",
        ]
    )


def _task(row) -> str:
    deadline = "ingen frist i planen" if pd.isna(row.deadline) else f"frist {wording.day(row.deadline)}"
    return f"Tiltak {row.measure_no} {row.working_title}: {row.task.rstrip('.')} ({deadline})"
