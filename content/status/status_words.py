"""What is said of how far tasks have come: of one, of those of a measure, of all together."""

from collections.abc import Mapping

import pandas as pd

from content import wording
from content.status.queries import AHEAD, DEADLINE_SYMBOLS, OVER, SILENT, SYMBOLS, UNANSWERED, UNDATED
from register.validation.rules import DONE

NOT_TOLD = "At fristen er ute, sier ikke om oppgaven er gjort."
NEW_DEADLINE = "Ny frist satt"
ANSWERED_BY = "Status er det kommunene og de andre ansvarlige selv har svart."
"""The source of a status, named only where somebody has answered."""


def deadline_text(words: str | None, deadline, note: str | None = None, new_deadline=None) -> str:
    """«▼ Fristen er ute (31.12.2023). Ny frist satt: 30.6.2027»; empty for what is not being done.

    Late is what is later than the plan's own deadline; `note` says what that date is about, and is none for most.
    """
    if pd.isna(words):
        return ""
    return f"{DEADLINE_SYMBOLS[words]} {_deadline_words(words, deadline, note, new_deadline)}".strip()


def _deadline_words(words: str, deadline, note: str | None, new_deadline) -> str:
    about = "" if pd.isna(note) else f": {note}"
    day = "" if pd.isna(deadline) else f" ({wording.day(deadline)}{about})"
    new = "" if pd.isna(new_deadline) else f". {NEW_DEADLINE}: {wording.day(new_deadline)}"
    return f"{words}{day}{new}"


def deadlines(row) -> str:
    """How a task stands to its deadline, and the new one beside it where one is set; from a row of TASKS."""
    return deadline_text(row.deadline_words, row.deadline, row.deadline_note, row.new_deadline)


def status_text(row) -> str:
    """«● Gjennomført, i fast drift»; with the date it tells of, where the answer before it told of a later one."""
    return f"{SYMBOLS[row.status]} {_status_words(row)}"


def _status_words(row) -> str:
    older = f" (svaret gjelder {wording.day(row.speaks_of)})" if row.is_older else ""
    return f"{row.status}{', i fast drift' if row.is_in_operation else ''}{older}"


def heard(row) -> str:
    """«I gang. Fristen er ute (31.12.2023). Ny frist satt: 30.6.2027.»: a task without symbols; from a row of TASKS."""
    told = [_status_words(row)]
    if pd.notna(row.deadline_words):
        # What is done needs no new date.
        new = row.new_deadline if row.is_left else pd.NaT
        told.append(_deadline_words(row.deadline_words, row.deadline, row.deadline_note, new))
    return f"{'. '.join(told)}."


def done_in(part) -> str:
    """«Gjennomført i 3 av 5 som har svart; 4 har ikke svart», or why nobody has; from a row of PROGRESS.

    A share is of those who have answered: who has not answered has not said no.
    """
    if part.reported == 0:
        return part.unreported_status
    if part.is_joint:
        told = part.joint_status
    elif part.reported == part.tasks:
        told = f"Gjennomført i {part.done} av {part.tasks}"
    else:
        told = (
            f"Gjennomført i {part.done} av {part.reported} som har svart; {part.tasks - part.reported} har ikke svart"
        )
    return told + (f" ({part.older} svar gjelder en eldre dato enn svaret før)" if part.older else "")


def part_deadline(part) -> str:
    """How the tasks of one part of a measure stand to its deadline; from a row of PROGRESS."""
    if pd.isna(part.deadline):
        return f"{UNDATED}{_new_deadlines(part)}"
    day = wording.day(part.deadline) + ("" if pd.isna(part.deadline_note) else f": {part.deadline_note}")
    if not part.is_past:
        told = f"{DEADLINE_SYMBOLS[AHEAD]} {AHEAD} ({day})"
    elif part.over == 0:
        told = f"Ingen er over fristen ({day})"
    elif part.over == part.tasks:
        told = f"{DEADLINE_SYMBOLS[OVER]} {OVER} ({day})"
    else:
        told = f"{DEADLINE_SYMBOLS[OVER]} {OVER} for {part.over} av {part.tasks} ({day})"
    return told + _new_deadlines(part)


def _new_deadlines(part) -> str:
    if not part.new_deadlines:
        return ""
    latest = wording.day(part.last_new_deadline)
    return (
        f". {NEW_DEADLINE}: {latest}"
        if part.tasks == 1
        else f". {NEW_DEADLINE} for {part.new_deadlines}, senest {latest}"
    )


def parts_in_words(tasks: pd.DataFrame) -> list[str]:
    """What is done jointly and what in each municipality, and by whom; from TASKS of one measure."""
    return [
        f"**{'Felles' if row.is_joint else 'I hver kommune'}:** {row.task.rstrip('.')}. **Ansvar:** {row.owner}."
        for row in tasks.drop_duplicates("is_joint").itertuples()
    ]


def how_far(progress: pd.DataFrame) -> list[str]:
    """How far a measure has come, a Markdown line for each of its parts; its rows of PROGRESS."""
    return [
        f"**{'Felles' if row.is_joint else 'I kommunene'}:** {done_in(row)}. {part_deadline(row)}."
        for row in progress.itertuples()
    ]


def counts_sentence(counts: pd.DataFrame) -> str:
    """«16 tiltak er 139 oppgaver: 135 i kommunene, 4 felles. …» from COUNTS."""
    row = counts.iloc[0]
    told = (
        f"{_whole(row)} "
        f"{OVER} for {row['over']} av {row['tasks']} oppgaver, {row['ahead']} har frist fram i tid, "
        f"og for {row['undated']} oppgir planen ingen frist."
    )
    settled = [
        text
        for text, count in (
            (f"er gjennomført ({row['done']})", row["done"]),
            (f"ikke skal gjennomføres ({row['dropped']})", row["dropped"]),
        )
        if count
    ]
    if settled:
        told += f" Oppgaver som {' eller '.join(settled)}, er ikke med i de tre tallene."
    return f"{told} {NOT_TOLD}" if row["reported"] < row["tasks"] else told


def answered_sentence(counts: pd.DataFrame, got: str = "har fått svar") -> str:
    """How many tasks have been answered, and how: «8 av 139 oppgaver har fått svar: 3 er gjennomført, …»; from COUNTS.

    `got` is said of those that have.
    """
    row = counts.iloc[0]
    if row["reported"] == 0:
        return f"Ingen av de {row['tasks']} oppgavene har fått svar ennå."
    kinds = {
        "er gjennomført": row["done"],
        "er i gang eller delvis gjennomført": row["under_way"],
        "er ikke startet": row["not_started"],
        "skal ikke gjennomføres": row["dropped"],
        "må avklares": row["unclear"],
    }
    answers = wording.listed([f"{count} {kind}" for kind, count in kinds.items() if count])
    if row["reported"] == row["tasks"]:
        told = f"Alle de {row['tasks']} oppgavene {got}: {answers}."
    else:
        told = f"{_of_all(row)} {got}: {answers}. {row['tasks'] - row['reported']} har ikke fått svar."
    return f"{told}{_aged(row)}"


def _aged(row) -> str:
    told = f" {_answers(row['old'])} er eldre enn 180 dager." if row["old"] else ""
    return told + (f" {_answers(row['older'])} gjelder en eldre dato enn svaret før." if row["older"] else "")


def finding(statuses: Mapping[str, int]) -> str:
    """«47 av de 119 oppgavene som har fått svar, er gjennomført»: how far all have come, as a heading.

    `statuses` → how many tasks have each.
    """
    tasks, done = sum(statuses.values()), statuses.get(DONE, 0)
    answered = tasks - sum(statuses.get(status, 0) for status in UNANSWERED)
    if statuses.get(SILENT):
        return f"Status for de {tasks} oppgavene kan ikke leses nå"
    if answered == 0:
        return f"Ingen av de {tasks} oppgavene har fått svar ennå"
    if answered == tasks:
        return f"{done} av {tasks} oppgaver er gjennomført" if done else f"Ingen av de {tasks} oppgavene er gjennomført"
    if answered == 1:
        return f"1 av {tasks} oppgaver har fått svar, og den er {'' if done else 'ikke '}gjennomført"
    return f"{done or 'Ingen'} av de {answered} oppgavene som har fått svar, er gjennomført"


def beside_finding(counts: pd.DataFrame) -> str:
    """One line below it: who has not answered, whose deadline is over, which answers are old; from COUNTS."""
    row = counts.iloc[0]
    over = f"{OVER} for {wording.counted(row['over'], 'oppgave', 'oppgaver')}"
    if row["reported"] == row["tasks"]:
        told = f"Alle har fått svar. {over} som ikke er gjennomført."
    else:
        told = f"{unanswered_sentence(counts)} {over}. {NOT_TOLD}"
    if row["reported"] == 0:
        told = f"{_whole(row)} {over}. {NOT_TOLD}"
    return f"{told}{_aged(row)}"


def unanswered_sentence(counts: pd.DataFrame) -> str:
    """«131 av 139 oppgaver har ikke fått svar.»; empty where all have; from COUNTS."""
    row = counts.iloc[0]
    if row["reported"] == 0:
        return answered_sentence(counts) if row["tasks"] else ""
    left = row["tasks"] - row["reported"]
    return f"{left} av {row['tasks']} oppgaver har ikke fått svar." if left else ""


def beside_picture(counts: pd.DataFrame) -> str:
    """What a bar of all tasks does not say: of how many it is, and which answers are old; from COUNTS."""
    return f"{unanswered_sentence(counts)}{_aged(counts.iloc[0])}".strip()


def _whole(row) -> str:
    return (
        f"{row['measures']} tiltak er {row['tasks']} oppgaver: {row['municipal']} i kommunene, {row['joint']} felles."
    )


def _of_all(row) -> str:
    return f"{row['reported']} av {row['tasks']} oppgaver"


def _answers(count: int) -> str:
    return wording.counted(count, "svar", "svar")
