"""Who has not answered, and what."""

from dataclasses import dataclass

import pandas as pd

from content import wording
from dashboard import choices, markup, prose


@dataclass(frozen=True)
class Asked:
    """What is said of who has answered, by what they have been asked."""

    caption: str
    all_have: str
    none_has: str


BEFORE_ALL = Asked("Ikke spurt ennå", "Alle har svart.", "Ingen er spurt ennå, og ingen har svart.")
SINCE = {
    True: Asked("Ikke svart i denne runden", "Alle har svart i denne runden.", "Ingen har svart i denne runden ennå."),
    False: Asked("Ikke svart noen gang", "Alle har svart.", "Ingen har svart ennå."),
}
"""Whether a round is open → what is said; before the first one, BEFORE_ALL."""
MOST_EXCEPTIONS = 3


def told(tasks: pd.DataFrame, asked: Asked) -> str:
    """Who has not answered, as a table of HTML, or in a sentence that is true of all; rows of TASKS."""
    if tasks["is_answered"].all():
        return prose.plain(asked.all_have)
    if not tasks["is_answered"].any():
        return prose.plain(asked.none_has)
    return markup.table_of(table(tasks), asked.caption)


def table(tasks: pd.DataFrame) -> pd.DataFrame:
    """Who has not answered, and what; from TASKS: in the open round, else ever."""
    return pd.DataFrame(
        {
            "Hvem": choices.JOINT if rows["is_joint"].all() else area,
            "Uten svar": f"{len(missing)} av {len(rows)}",
            "Hvilke tiltak": which(missing, list(rows.loc[rows["is_answered"], "measure_no"])),
        }
        for area, rows in tasks.groupby("area", sort=False)
        for missing in [list(rows.loc[~rows["is_answered"], "measure_no"])]
        if missing
    )


def which(missing: list[int], answered: list[int]) -> str:
    """«Alle», «Alle unntatt 1 og 4» where few are answered and many are not, else the numbers of the measures."""
    if not answered and len(missing) > 1:
        return "Alle"
    is_few = answered and len(answered) <= MOST_EXCEPTIONS < len(missing)
    return f"Alle unntatt {_numbers(answered)}" if is_few else _numbers(missing)


def _numbers(measures: list[int]) -> str:
    return wording.listed(list(map(str, measures)))
