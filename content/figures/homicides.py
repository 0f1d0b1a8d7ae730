"""Homicides in close relationships."""

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.indicator import Indicator

HOMICIDES = """
select relation, victims, year_from, year_to, wording, source_id, in_plan, plan_section
from marts.homicides
order by victims desc
"""


def homicides(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=HOMICIDES,
        scope=scope,
        prepare=prepare,
        chart=charts.Bars,
        finding=found,
        can_say=can_say,
        definition=(
            "Ofre for drap der gjerningspersonen var nåværende eller tidligere partner eller kjæreste, eller i familie."
        ),
        numbers={"victims": "Personer drept (tall)"},
        columns={
            "name": "Relasjon mellom offer og gjerningsperson",
            "label": "Personer drept",
            "wording": "Ordlyd i planen",
        },
        empty=f"Ingen drapstall er lagt inn. {wording.ASK_THE_KEEPER}",
    )


def scope(frame: pd.DataFrame) -> str:
    """Where they are of several periods, each bar says its own."""
    periods = {_period(row) for row in frame.itertuples()}
    when = f" {periods.pop()}" if len(periods) == 1 else ""
    return f"{wording.WHOLE_COUNTRY}. Antall personer drept{when}, etter relasjonen mellom offer og gjerningsperson."


def _period(row) -> str:
    """«2011–2021», «2022»."""
    return f"{row.year_from}" if row.year_from == row.year_to else f"{row.year_from}–{row.year_to}"


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar a relation, and period where they are of several."""
    periods = [_period(row) for row in frame.itertuples()]
    of_several = len(set(periods)) > 1
    return frame.assign(
        name=[
            f"{relation}, {period}" if of_several else relation
            for relation, period in zip(frame["relation"], periods, strict=True)
        ],
        value=frame["victims"],
        label=frame["victims"].map(wording.number),
        unit="personer drept",
        is_context=False,
    )


def found(frame: pd.DataFrame) -> Finding:
    """The relation of most; no sum is made of what nobody has added up."""
    return Finding(say.KILLED_FOUND(**_killed(next(frame.itertuples()))), told=1)


def can_say(frame: pd.DataFrame) -> list[str]:
    return [say.KILLED(**_killed(row)) for row in frame.itertuples()]


def _killed(row) -> dict:
    return {
        "relation": row.relation,
        "victims": wording.counted(row.victims, "person", "personer"),
        "period": _period(row),
    }
