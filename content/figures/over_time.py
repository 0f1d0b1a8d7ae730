"""Has it changed? What the plan says of it in words, and what has been said since."""

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.indicator import Indicator
from content.warehouse import ANY

SAID = """
with in_plan as (
    select source_id, violence, wording, in_plan, plan_section, 'Planen' as said_by
    from marts.prevalence
    where
        source_id in (select source_id from marts.plans)
        and recall_period is not distinct from $recall_period
        and $category in ('alle', violence)
        and $population in ('alle', population)
        and $sex in ('alle', sex)
        and $survey in ('alle', source_id)
),

since as (
    select
        source_id,
        'Seksuell vold blant ungdom' as violence,
        consequence as wording,
        false as in_plan,
        null as plan_section,
        title as said_by
    from marts.developments
    where development_id = 'ungvold_2023' and exists (from in_plan)
)

from in_plan
union all by name
from since
"""


def prepare_said(frame: pd.DataFrame) -> pd.DataFrame:
    """Words alone: nothing to draw."""
    return frame.assign(has_number=False)


def said(frame: pd.DataFrame) -> list[str]:
    """The plan is quoted; what came later is told as it stands among the developments."""
    return [
        say.PLAN_SAYS(words=wording.quoted(row.wording))
        if row.in_plan
        else say.OTHERS_SAY(who=row.said_by, words=row.wording)
        for row in frame.itertuples()
    ]


def statements(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=SAID,
        scope=lambda frame: f"{wording.WHOLE_COUNTRY}. Det som er sagt i ord, i planen og senere.",
        prepare=prepare_said,
        chart=charts.Estimates,
        finding=lambda frame: Finding(say.CHANGE_FOUND()),
        can_say=said,
        definition="Ingen av utsagnene er tall som kan tegnes. Andelene i UngVold 2023 står på siden Barn og unge.",
        columns={"violence": "Gjelder", "said_by": "Hvem sier det", "wording": "Ordlyd"},
        numbers={},
        empty=f"Ingen utsagn om endring er lagt inn. {wording.ASK_THE_KEEPER}",
        parameters={
            "recall_period": None,
            "category": ANY,
            "population": ANY,
            "sex": ANY,
            "survey": ANY,
        },
    )
